/** @file predictions.h  What the predictors of waits read of a plan, found once. */
#ifndef CCS_PREDICTIONS_H
#define CCS_PREDICTIONS_H

#include "plan.h"

/** Of each type that has one. @param plan  whole but for them @param types  its types @return 0 or CCS_ERR_NOMEM */
int ccs_predictions_make(const ccs_plan_t *plan, ccs_type_t *types, ccs_arena_t *arena);

#endif
