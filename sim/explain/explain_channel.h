/** @file explain_channel.h  What agents have in hand at once, and how talks go on beside others, in sentences. */
#ifndef CCS_EXPLAIN_CHANNEL_H
#define CCS_EXPLAIN_CHANNEL_H

#include <stdio.h>

#include "plan.h"

/** Of a group of the plan. Nothing where its agents have one contact at a time. */
void ccs_explain_hands(const ccs_plan_t *plan, uint32_t group, FILE *to);
/** Of a type: its turns, or how talks go slower beside others. Nothing where there is neither. */
void ccs_explain_conversation(const ccs_plan_t *plan, const ccs_type_t *type, FILE *to);
/** To which channels customers of a type are sent. */
void ccs_explain_switches(const ccs_plan_t *plan, uint32_t id, FILE *to);

#endif
