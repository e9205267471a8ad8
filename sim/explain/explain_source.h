/** @file explain_source.h  Where the numbers come from, in sentences. */
#ifndef CCS_EXPLAIN_SOURCE_H
#define CCS_EXPLAIN_SOURCE_H

#include <stdio.h>

#include "plan.h"

/** All of them, under a heading; nothing if the scenario says none. */
void ccs_explain_sources(const ccs_plan_t *plan, FILE *to);

#endif
