/** @file conversation.h  What a type says of how its talks go on beside others: `turns` and `talk_by_sessions`. What is wrong is recorded by the reader. */
#ifndef CCS_CONVERSATION_H
#define CCS_CONVERSATION_H

#include "plan.h"
#include "reader.h"

/** Of a type. */
void ccs_conversation_read(ccs_reader_t *reader, const ccs_place_t *at, ccs_type_t *type);
/** What conversations cannot have beside turns, of a plan that is whole. */
void ccs_conversations_check(ccs_reader_t *reader, const ccs_named_t *types, const ccs_plan_t *plan);

#endif
