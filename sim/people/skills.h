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
    double foreign;   /* 0 .. 1: their language to customers */
    double level;     /* >= 0, as stages of routing ask for it */
    int32_t priority; /* in the place of the type's, if it has one; else 0 */
    bool has_priority;
    bool has, is_named;    /* they serve it, if it lists their group; their skills name it */
    const ccs_place_t *at; /* where it is written; NULL: it is not */
} ccs_skill_t;

/** A class of agents. */
typedef struct ccs_class {
    ccs_skill_t *of;    /* by type; NULL: every type that lists the group, at `speed` */
    double speed;       /* beside `of` 1, as the skills hold it */
    uint32_t team;      /* the group of the scenario */
    ccs_members_t who;  /* of the group's agents */
    const char **names; /* what those of them are called who are named */
    const char *name;   /* "service", or of several classes "service (alice and 3 more)" */
} ccs_class_t;

/** Agents of a group who learn a type (`changes.*.learn`): the first ones who do not serve it, those named first. */
typedef struct ccs_lesson {
    const ccs_place_t *at; /* of the change */
    uint32_t team, type;
    uint32_t n;             /* how many are to learn it */
    bool joins;             /* the type does not name their group: it is one more, behind those that it tries */
    bool is_refused;        /* which is told */
    ccs_members_t learners; /* those who do */
} ccs_lesson_t;

/** What the skills are read from and into. */
typedef struct {
    ccs_reader_t *reader;
    const ccs_named_t *types, *named; /* of the scenario; named: the groups, */
    ccs_group_t *groups;              /* whose classes and named agents are noted */
    ccs_lesson_t *lessons;            /* whose learners are found */
    uint32_t n_lessons;
} ccs_skills_reader_t;

/** Read the skills of all groups and of their agents, who are dealt out to classes: those of the named agents in the order of the first of each, then
 * whoever is not named. @param classes  receives ccs_class_t, team by team */
void ccs_skills_read(ccs_skills_reader_t *self, ccs_vector_t *classes);
ccs_skill_t ccs_class_skill(const ccs_class_t *class, uint32_t type);
/** A lesson, of nobody yet. */
ccs_lesson_t ccs_lesson_of(const ccs_skills_reader_t *self, const ccs_place_t *at, uint32_t team, uint32_t type);
/** Where some of a group learn something, its row becomes one of all types. */
void ccs_lessons_begin(ccs_skills_reader_t *self, ccs_class_t *of_group);
/** A named agent learns what lessons are left for; the agents in their order. @param speed  the agent's own @param row  what the agent can do */
void ccs_lessons_name(ccs_skills_reader_t *self, uint32_t number, double speed, ccs_class_t *row);
/** Those who are not named are to learn the rest; errors where all of them serve the type already. */
void ccs_lessons_settle(ccs_skills_reader_t *self, const ccs_class_t *of_group);
/** What those who are not named can do: from `first` on all are alike up to the one that is returned. @param row  receives it
 * @return CCS_NONE: all that follow are */
uint32_t ccs_lessons_others(ccs_skills_reader_t *self, uint32_t first, const ccs_class_t *of_group, ccs_class_t *row);
/** The persons of a group who learn a type, before they stand by class. @param who  receives who of plan.persons it is, uint32_t */
void ccs_people_learners(ccs_people_t *self, const ccs_place_t *group_at, const ccs_group_t *group, const ccs_lesson_t *lesson,
    ccs_vector_t *who);
/** Errors where a group whose `order` says which type comes first has skills with priorities. @param rows  all classes */
void ccs_skills_refuse_priority(ccs_reader_t *reader, const ccs_group_t *team, const ccs_class_t *rows, uint32_t n_types);
/** The persons of a team stand in the order of its classes from now on, which know theirs. Warns of agents who are nowhere among them.
 * @param rows  all classes @param classes  the groups of the plan, the same as the team where no agents differ */
void ccs_people_deal_out(ccs_people_t *self, const ccs_place_t *group_at, const ccs_group_t *team, const ccs_class_t *rows,
    ccs_group_t *classes);

#endif
