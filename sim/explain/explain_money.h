/** @file explain_money.h  What things cost, in sentences. */
#ifndef CCS_EXPLAIN_MONEY_H
#define CCS_EXPLAIN_MONEY_H

#include <stdio.h>

#include "plan.h"

/** All of it, under a heading; nothing where nobody asks what things cost. */
void ccs_explain_money(const ccs_plan_t *plan, FILE *to);

#endif
