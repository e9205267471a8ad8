/** @file explain_people.h  A group's persons in sentences: how many, when they are there, what they do off the phones. */
#ifndef CCS_EXPLAIN_PEOPLE_H
#define CCS_EXPLAIN_PEOPLE_H

#include <stdio.h>

#include "plan.h"

/** Of a group of persons. */
void ccs_explain_people(const ccs_plan_t *plan, const ccs_group_t *group, FILE *to);

#endif
