/** @file erlang_start.h  Staff by Erlang A, each interval as a steady state of its own: where a search begins, and the answer itself where that is what
 * is asked.
 *
 * Types and groups that have to do with one another are pooled: one queue with the load of all, their mean handle time, exponential patience.
 * Where agents are absent by chance (plan.h: absence_frac), so many are asked for that those who are there on average are enough.
 * Of one type that one group serves this is exact if times are exponential, nobody comes again and nobody is absent. */
#ifndef CCS_ERLANG_START_H
#define CCS_ERLANG_START_H

#include "requirement.h"

/** The least agents by which the pooled queue of every slot meets each of its targets, shared out among its groups; within the bounds.
 * @param staffing  receives it; nobody where nobody comes @return 0 or CCS_ERR_NOMEM */
int ccs_erlang_start(const ccs_requirement_t *asked, uint32_t *staffing);
/** The same as an answer: pools of one group only, and no bound may keep it from the number that the formula asks for.
 * @return 0, CCS_ERR_NOMEM or CCS_ERR_USAGE, which says what cannot be answered so */
int ccs_erlang_answer(const ccs_requirement_t *asked, uint32_t *staffing, ccs_err_t *err);

/** The plan of a requirement with so many agents everywhere that nobody is short: of it loads are asked, so that who waits in vain and comes again adds
 * nothing. @param arena  owns what is not shared @return 0 or CCS_ERR_NOMEM */
int ccs_erlang_ample(const ccs_requirement_t *asked, ccs_arena_t *arena, ccs_plan_t *plan);

#endif
