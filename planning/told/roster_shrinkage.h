/** @file roster_shrinkage.h  Shrinkage of groups whose staff becomes a roster, in a scenario's tree. Persons have breaks and activities in their shifts and are absent for
 * whole ones, so that a planned share means nothing there; and a what-if of shrinkage, which is in the numbers that were asked for, would count twice. */
#ifndef CCS_ROSTER_SHRINKAGE_H
#define CCS_ROSTER_SHRINKAGE_H

#include "plan.h"
#include "value.h"

/** What a group shall have. */
typedef struct {
    double planned_frac, unplanned_frac; /* 0: none */
    bool extends;                        /* the tree extends another, whose shares are left out by "none" */
} ccs_roster_shrinkage_t;

/** Whether any change of a scenario is one of shrinkage. */
bool ccs_roster_has_changes(const ccs_value_t *root);
/** The shrinkage of a group, in the place of what it has. @param group  its node, which may be changed @return false: out of memory */
bool ccs_roster_shrinkage(ccs_value_t *group, const ccs_roster_shrinkage_t *shrinkage, ccs_arena_t *arena);
/** Changes say nothing of shrinkage any more. Of a tree that extends another, "none" leaves it out of those that are only there.
 * @param root  of which the changes are copied before they are changed @param base  root, or the whole scenario that root is a part of @return as above */
bool ccs_roster_drop_changes(ccs_value_t *root, const ccs_value_t *base, ccs_arena_t *arena);

#endif
