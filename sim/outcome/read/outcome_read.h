/** @file outcome_read.h  `outcomes` and `types.*.outcomes` as rows of the plan. What is wrong is recorded by the reader. */
#ifndef CCS_OUTCOME_READ_H
#define CCS_OUTCOME_READ_H

#include "plan.h"
#include "reader.h"

/** The plan's outcomes, where some type has any. Who comes again after an answer is then what resolution leaves: shares of pairs (plan.reconnects), and of such a type their mean, each alike.
 * Before heads are made of the types. @param named  the members of `types` @param types  the plan's, whose pairs are made and whose reconnect has been read */
void ccs_outcomes_read(ccs_reader_t *reader, const ccs_named_t *named, ccs_plan_t *plan, ccs_type_t *types);

#endif
