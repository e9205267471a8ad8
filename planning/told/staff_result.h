/** @file staff_result.h  The answer beside the figures of a run, in its data set. */
#ifndef CCS_STAFF_RESULT_H
#define CCS_STAFF_RESULT_H

#include "dataset.h"
#include "staff_answer.h"

/** Add required_agents(interval, group), after planned shrinkage, and required_gross(interval, group), scheduled so that they are there; not defined while the
 * centre is closed. @param data  the result of a run of the same scenario; without memory its out_of_memory is set */
void ccs_staff_add_to_result(const ccs_staff_answer_t *answer, ccs_dataset_t *data);

#endif
