/** @file explain_flow.h  Call flows, in sentences. */
#ifndef CCS_EXPLAIN_FLOW_H
#define CCS_EXPLAIN_FLOW_H

#include <stdio.h>

#include "plan.h"

/** By which flow the contacts of a type come, and what becomes of them there on average. Of a type that has one. */
void ccs_explain_type_flow(const ccs_plan_t *plan, const ccs_type_t *type, FILE *to);
/** Which other types' contacts come to its queue; nothing if there are none. */
void ccs_explain_fed(const ccs_plan_t *plan, const ccs_type_t *type, FILE *to);
/** A flow with its nodes, under a heading. */
void ccs_explain_flow(const ccs_plan_t *plan, uint32_t id, FILE *to);

#endif
