/** @file explain.h  A plan told in plain sentences, and the load it offers against the capacity it schedules. */
#ifndef CCS_EXPLAIN_H
#define CCS_EXPLAIN_H

#include <stdio.h>

#include "plan.h"

/** Every fact of the plan, defaults included, as sentences for a reader who knows contact centres but not the file format. */
void ccs_explain(const ccs_plan_t *plan, FILE *to);
/** A table by interval (steady mode: one row): fresh contacts that ask for an agent, mean handle time, offered load in Erlang,
 * agents scheduled, load per agent; rows above 1 are marked. */
void ccs_explain_load(const ccs_plan_t *plan, FILE *to);

#endif
