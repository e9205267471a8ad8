/** @file erlang_beside.h  Erlang C and A of each interval beside the service level that was simulated, and why they differ. */
#ifndef CCS_ERLANG_BESIDE_H
#define CCS_ERLANG_BESIDE_H

#include "plan.h"
#include "table.h"
#include "view.h"

/** Print a table: a row for each open interval, for each type with a service level what was simulated and what the formulas say; then the means,
 * and what of the plan the formulas do not know. A pool (pool.h) is one queue, with its load and the agents scheduled; of 12.4 agents the
 * mean of 12 and 13 is taken as they are there. With more work than agents nobody is answered in time by Erlang C. Types whose
 * contacts may be carried through the night are left out.
 * @param plan  that of the view's scenario
 * @return 0; CCS_ERR_USAGE: the view has no service level by interval, or not for the intervals of the plan; or CCS_ERR_NOMEM */
int ccs_erlang_beside_print(const ccs_plan_t *plan, const ccs_view_t *view, ccs_table_form_t form, FILE *to, ccs_err_t *err);

#endif
