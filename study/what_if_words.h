/** @file what_if_words.h  One change in words, "staff +5 in lending from 10:00 to 12:00 on Mon", as a setting. Knows nothing of names and of what parts changes. */
#ifndef CCS_WHAT_IF_WORDS_H
#define CCS_WHAT_IF_WORDS_H

#include <stddef.h>

#include "arena.h"
#include "err.h"

/** Read a change.
 * @param text  the what-if that it is of, which errors cite @param at  of length characters, where the change stands in it
 * @param set  gets what --set takes, of the arena
 * @return 0, CCS_ERR_USAGE (told with the word, its position and the nearest known one) or CCS_ERR_NOMEM */
int ccs_what_if_words(const char *text, const char *at, size_t length, ccs_arena_t *arena, const char **set, ccs_err_t *err);
/** The quantity that words begin with, "volume of sales": what a change in words begins with. @return its word, or NULL: it is none */
const char *ccs_what_if_quantity(const char *words);
/** Say what is wrong with n characters of a what-if; n = 0: with its end. @return CCS_ERR_USAGE */
int ccs_what_if_fail(const char *text, const char *at, size_t n, const char *what, ccs_err_t *err);

#endif
