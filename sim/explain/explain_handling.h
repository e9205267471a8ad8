/** @file explain_handling.h  What happens in talks and after them, in sentences. */
#ifndef CCS_EXPLAIN_HANDLING_H
#define CCS_EXPLAIN_HANDLING_H

#include <stdio.h>

#include "plan.h"

/** Set-up, hold, drops and transfers of a type; nothing where it has none. */
void ccs_explain_handling(const ccs_plan_t *plan, uint32_t type, FILE *to);

#endif
