/** @file explain_intraday.h  Rules that act during the day, in sentences. */
#ifndef CCS_EXPLAIN_INTRADAY_H
#define CCS_EXPLAIN_INTRADAY_H

#include <stdio.h>

#include "plan.h"

/** All of them, under a heading; nothing if there are none. */
void ccs_explain_intraday(const ccs_plan_t *plan, FILE *to);

#endif
