/** @file staffed_plan.h  A plan with other staff. */
#ifndef CCS_STAFFED_PLAN_H
#define CCS_STAFFED_PLAN_H

#include "requirement.h"

/** The plan of a requirement, staffed so. All but groups and their steps is shared with it.
 * @param arena  owns what is not shared @return 0 or CCS_ERR_NOMEM */
int ccs_staffed_plan(const ccs_requirement_t *asked, const uint32_t *staffing, ccs_arena_t *arena, ccs_plan_t *plan);

#endif
