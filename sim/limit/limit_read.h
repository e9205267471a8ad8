/** @file limit_read.h  Limits of figures, read from a scenario into rows of the plan: `limits`. */
#ifndef CCS_LIMIT_READ_H
#define CCS_LIMIT_READ_H

#include "plan.h"
#include "reader.h"

/** The limits of a scenario, once the plan is whole and without errors: which metrics and entities there are follows from it. What is wrong is recorded.
 * @param plan  receives the rows */
void ccs_limits_read(ccs_reader_t *reader, ccs_plan_t *plan);

#endif
