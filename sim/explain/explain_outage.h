/** @file explain_outage.h  Outages in sentences. */
#ifndef CCS_EXPLAIN_OUTAGE_H
#define CCS_EXPLAIN_OUTAGE_H

#include <stdio.h>

#include "plan.h"

/** When it is, and what it does, with a heading. */
void ccs_explain_outage(const ccs_plan_t *plan, const ccs_outage_t *outage, FILE *to);

#endif
