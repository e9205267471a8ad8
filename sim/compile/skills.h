/** @file skills.h  What the agents of a group can do, as `groups.*.skills` says it, for the chapters that ask: types (pairs and tiers), orders.
 *
 * A group that writes skills serves the types that they name, and no other; one that writes none serves those that list it. */
#ifndef CCS_SKILLS_H
#define CCS_SKILLS_H

#include "compiler.h"

/** How well a group does a type. */
typedef struct {
    double speed;     /* > 0; handle times are divided by it */
    double quality;   /* -1 .. 1 */
    int32_t priority; /* in the place of the type's, if it has one */
    bool has, has_priority;
    const ccs_place_t *at; /* where it is written */
} ccs_skill_t;

/** The skills of a group. */
typedef struct ccs_skills {
    ccs_place_t at;  /* where they are written */
    ccs_skill_t *of; /* by type; NULL: none are written, or there is no type */
} ccs_skills_t;

/** @return NULL if the group's skills do not name the type, or if it writes none */
const ccs_skill_t *ccs_skill_of(const ccs_compiler_t *self, uint32_t group, uint32_t type);
/** Whether any group writes skills. */
bool ccs_skills_any(const ccs_compiler_t *self);
/** Whether skills and the groups of a type (self->listed) say the same; errors where they do not. @param groups  where the type lists them */
void ccs_skills_check(ccs_compiler_t *self, uint32_t type, const ccs_place_t *groups);
/** Errors for priorities in the skills of a group whose order is listed. */
void ccs_skills_refuse_priority(ccs_compiler_t *self, uint32_t group);

#endif
