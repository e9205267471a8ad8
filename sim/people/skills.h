/** @file skills.h  Who of a group can do what, as `groups.*.skills` and `groups.*.agents` say it.
 *
 * Agents of a group who are equal in all that they can do are a class. A class is a group of the plan; the group of the scenario that it belongs to is a
 * team there. Where nobody is named, each group is one class, and its own team. */
#ifndef CCS_SKILLS_H
#define CCS_SKILLS_H

#include "people.h"

/** How well agents do a type. */
typedef struct {
    double speed;     /* > 0; handle times are divided by it */
    double quality;   /* -1 .. 1 */
    int32_t priority; /* in the place of the type's, if it has one; else 0 */
    bool has_priority;
    bool has, is_named;    /* they serve it, if it lists their group; their skills name it */
    const ccs_place_t *at; /* where it is written; NULL: it is not */
} ccs_skill_t;

/** A class of agents. */
typedef struct ccs_class {
    ccs_skill_t *of;      /* by type; NULL: every type that lists the group, at `speed` */
    double speed;         /* beside `of` 1, as the skills hold it */
    uint32_t team;        /* the group of the scenario */
    uint32_t n, *numbers; /* of the named agents of the group who are of this class, ascending from 0 */
    const char **names;   /* what they are called, n of them */
    bool has_rest;        /* and whoever is there beyond those named */
    const char *name;     /* "service", or of several classes "service (alice and 3 more)" */
} ccs_class_t;

/** What the skills are read from and into. */
typedef struct {
    ccs_reader_t *reader;
    const ccs_named_t *types, *named; /* of the scenario; named: the groups, */
    ccs_group_t *groups;              /* whose classes and named agents are noted */
} ccs_skills_reader_t;

/** Read the skills of all groups and of their agents, who are dealt out to classes: those of the named agents in the order of the first of each, then
 * whoever is not named. @param classes  receives ccs_class_t, team by team */
void ccs_skills_read(ccs_skills_reader_t *self, ccs_vector_t *classes);
ccs_skill_t ccs_class_skill(const ccs_class_t *class, uint32_t type);
/** Of the first so many agents of a team, fractions included, those who are of a class. */
double ccs_class_heads(const ccs_class_t *class, uint32_t n_named, double agents);
/** The persons of a team stand in the order of its classes from now on, which know theirs. Warns of agents who are nowhere among them.
 * @param rows  all classes @param classes  the groups of the plan, the same as the team where no agents differ */
void ccs_people_deal_out(ccs_people_t *self, const ccs_place_t *group_at, const ccs_group_t *team, const ccs_class_t *rows,
    ccs_group_t *classes);

#endif
