/** @file explain.h  A plan told in plain sentences, and the load it offers against the capacity it schedules. */
#ifndef CCS_EXPLAIN_H
#define CCS_EXPLAIN_H

#include <stdio.h>

#include "plan.h"

/** Every fact of the plan, defaults included, as sentences for a reader who knows contact centres but not the file format. */
void ccs_explain(const ccs_plan_t *plan, FILE *to);
/** A table by interval (steady mode: one row): contacts that ask for an agent, those who come again included, mean handle time, offered load
 * in Erlang, agents scheduled, load per agent; of types whose load is more than their groups can take, by how many agents, and their names.
 * Days that are alike are told once. See load.h. @return 0 or CCS_ERR_NOMEM */
int ccs_explain_load(const ccs_plan_t *plan, FILE *to);

#endif
