/** @file explain_handling.h  What happens in talks and after them, in sentences. */
#ifndef CCS_EXPLAIN_HANDLING_H
#define CCS_EXPLAIN_HANDLING_H

#include <stdio.h>

#include "plan.h"

/** Set-up, hold, drops and transfers of a type; nothing where it has none. */
void ccs_explain_handling(const ccs_plan_t *plan, uint32_t type, FILE *to);

/** What is otherwise after attempts that were not the first: a sentence of a type, or none. */
void ccs_explain_further(const ccs_plan_t *plan, const ccs_type_t *type, FILE *to);
/** As what other types customers come again, after an answer or without. */
void ccs_explain_becomings(const ccs_plan_t *plan, const ccs_type_t *type, bool answered, FILE *to);
/** Whose customers come again more often, where that depends on the group that has served them. */
void ccs_explain_by_group(const ccs_plan_t *plan, const ccs_type_t *type, FILE *to);

#endif
