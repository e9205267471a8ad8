/** @file explain_callback.h  Calls back in sentences. */
#ifndef CCS_EXPLAIN_CALLBACK_H
#define CCS_EXPLAIN_CALLBACK_H

#include <stdio.h>

#include "plan.h"

/** Who is asked, how many accept, when they are called; nothing where the type does not offer it. */
void ccs_explain_callback(const ccs_plan_t *plan, const ccs_type_t *type, FILE *to);

#endif
