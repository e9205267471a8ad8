/** @file explain_outcome.h  What comes of contacts, in sentences. */
#ifndef CCS_EXPLAIN_OUTCOME_H
#define CCS_EXPLAIN_OUTCOME_H

#include <stdio.h>

#include "plan.h"

/** Of the contacts of a type: resolution, marks, churn; and at what pace agents work, where it is not their own. */
void ccs_explain_outcomes(const ccs_plan_t *plan, const ccs_type_t *type, FILE *to);

#endif
