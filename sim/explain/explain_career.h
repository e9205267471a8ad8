/** @file explain_career.h  The people of a group over months, in sentences. */
#ifndef CCS_EXPLAIN_CAREER_H
#define CCS_EXPLAIN_CAREER_H

#include <stdio.h>

#include "plan.h"

/** What the people of a group learn, what wears them out, who quits, who comes after them; and which loops that closes. Nothing where they have no careers. */
void ccs_explain_career(const ccs_plan_t *plan, const ccs_group_t *team, FILE *to);

#endif
