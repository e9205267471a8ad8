/** @file explain_uncertain.h  Values that are estimates, in sentences. */
#ifndef CCS_EXPLAIN_UNCERTAIN_H
#define CCS_EXPLAIN_UNCERTAIN_H

#include <stdio.h>

#include "plan.h"

/** All of them; nothing if there are none. */
void ccs_explain_uncertain(const ccs_plan_t *plan, FILE *to);

#endif
