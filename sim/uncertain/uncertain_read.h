/** @file uncertain_read.h  Values that are estimates, read from a scenario into rows of the plan: `uncertainty`. */
#ifndef CCS_UNCERTAIN_READ_H
#define CCS_UNCERTAIN_READ_H

#include "plan.h"
#include "reader.h"

/** @param plan  receives the rows; what is wrong is recorded */
void ccs_uncertain_read(ccs_reader_t *reader, ccs_plan_t *plan);

#endif
