/** @file explain_start.h  Who is there when a run begins, in sentences. */
#ifndef CCS_EXPLAIN_START_H
#define CCS_EXPLAIN_START_H

#include <stdio.h>

#include "plan.h"

/** Contacts of a type that are there when the run begins; nothing if there are none. */
void ccs_explain_start(const ccs_plan_t *plan, const ccs_type_t *type, FILE *to);

#endif
