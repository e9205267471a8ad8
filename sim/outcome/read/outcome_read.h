/** @file outcome_read.h  `outcomes` and `types.*.outcomes` as rows of the plan. What is wrong is recorded by the reader. */
#ifndef CCS_OUTCOME_READ_H
#define CCS_OUTCOME_READ_H

#include "plan.h"
#include "reader.h"

/** The plan's outcomes, where some type has any. Who comes again after an answer is then what resolution leaves: shares of pairs (plan.reconnects), and of such a type their mean, each alike.
 * Before heads are made of the types. @param named  the members of `types` @param types  the plan's, whose pairs are made and whose reconnect has been read */
void ccs_outcomes_read(ccs_reader_t *reader, const ccs_named_t *named, ccs_plan_t *plan, ccs_type_t *types);

/** A type's pace, and what it comes to beside that at which its handle times are written: that of measured_at where the type has outcomes, else 1.
 * @param type_at  a member of `types` @param factor  the whole centre's @param type  receives pace and pace_factor */
void ccs_outcomes_read_pace(ccs_reader_t *reader, const ccs_place_t *type_at, double factor, ccs_type_t *type);

#endif
