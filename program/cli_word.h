/** @file cli_word.h  A text as one word of a command that somebody types. */
#ifndef CCS_CLI_WORD_H
#define CCS_CLI_WORD_H

#include "arena.h"

/** As it is, or in quotation marks where a shell would take it apart; the arena's. @return NULL: out of memory */
const char *ccs_cli_word(ccs_arena_t *arena, const char *text);

#endif
