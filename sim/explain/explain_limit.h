/** @file explain_limit.h  Limits of figures, in sentences. */
#ifndef CCS_EXPLAIN_LIMIT_H
#define CCS_EXPLAIN_LIMIT_H

#include <stdio.h>

#include "plan.h"

/** All of them, under a heading; nothing if there are none. */
void ccs_explain_limits(const ccs_plan_t *plan, FILE *to);

#endif
