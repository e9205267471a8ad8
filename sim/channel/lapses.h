/** @file lapses.h  What a type says of conversations that are put away while nobody writes: `turns.pause`. What is wrong is recorded by the reader. */
#ifndef CCS_LAPSES_H
#define CCS_LAPSES_H

#include "channel.h"
#include "reader.h"

/** @param at  `turns` @param turns  the rest of it @return NULL: conversations stay in the agent's hand */
const ccs_lapse_t *ccs_lapse_read(ccs_reader_t *reader, const ccs_place_t *at, const ccs_turns_t *turns);
/** For how long the agent keeps the place of a conversation while the customer answers, mean. */
double ccs_lapse_answer_s(const ccs_turns_t *turns);

#endif
