/** @file erlang_beside.h  Erlang C and A of each interval beside the service level that was simulated, and why they differ. */
#ifndef CCS_ERLANG_BESIDE_H
#define CCS_ERLANG_BESIDE_H

#include "beside.h"
#include "plan.h"

/** For each open interval and type with a service level what was simulated and what the formulas say, and what of the plan the formulas do not know. A
 * pool (pool.h) is one queue, with its load and the agents scheduled; of 12.4 agents the
 * mean of 12 and 13 is taken as they are there. With more work than agents nobody is answered in time by Erlang C. Types whose
 * contacts may be carried through the night are left out.
 * @param plan  that of the view's scenario @param arena  owns what is found
 * @return 0; CCS_ERR_USAGE: the view has no service level by interval, or not for the intervals of the plan; or CCS_ERR_NOMEM */
int ccs_erlang_beside(const ccs_plan_t *plan, const ccs_view_t *view, ccs_arena_t *arena, ccs_beside_t *found, ccs_err_t *err);

#endif
