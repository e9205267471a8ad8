/** @file beside_words.h  Erlang C and A beside what was simulated, in words and as a table on a terminal. */
#ifndef CCS_BESIDE_WORDS_H
#define CCS_BESIDE_WORDS_H

#include "beside.h"
#include "prose.h"
#include "table.h"

/** "83.6 % simulated, 83.5 % by Erlang A, 69.5 % by Erlang C; simulation and Erlang A are 10.9 points apart at most (Mon 2 Mar 08:00)"; nothing of a type that
 * nobody contacts. */
void ccs_beside_say(const ccs_beside_t *self, uint32_t type, ccs_prose_t *to);
/** What is said of types that are left out; NULL: there are none. */
const char *ccs_beside_left_out(const ccs_beside_t *self);
/** A row for each open interval, for each type what was simulated and what the formulas say; then the words, and the reasons.
 * @return 0 or CCS_ERR_NOMEM */
int ccs_beside_print(const ccs_beside_t *self, ccs_table_form_t form, FILE *to);

#endif
