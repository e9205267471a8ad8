/** @file explain_outcome.h  What comes of contacts, in sentences. */
#ifndef CCS_EXPLAIN_OUTCOME_H
#define CCS_EXPLAIN_OUTCOME_H

#include <stdio.h>

#include "plan.h"

/** Of the contacts of a type: resolution, marks, churn; and at what pace agents work, where it is not their own. */
void ccs_explain_outcomes(const ccs_plan_t *plan, const ccs_type_t *type, FILE *to);

/** The loops between work, waits and outcomes: those that are on, then those that are off. Nothing without outcomes. */
void ccs_explain_loops(const ccs_plan_t *plan, FILE *to);
/** How sure the numbers behind them are: those of presets/evidence.cfg by their grades. Nothing without outcomes. */
void ccs_explain_evidence(const ccs_plan_t *plan, FILE *to);

#endif
