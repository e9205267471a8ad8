/** @file explain_deferred.h  What is promised to customers whose contacts can wait, in sentences. */
#ifndef CCS_EXPLAIN_DEFERRED_H
#define CCS_EXPLAIN_DEFERRED_H

#include <stdio.h>

#include "plan.h"

/** Of a type. Nothing where no figure is told by when its contacts are due. */
void ccs_explain_deferred(const ccs_plan_t *plan, const ccs_type_t *type, FILE *to);

#endif
