/** @file what_if_when.h  When a change in words holds: "from 10:00 to 12:00 on Monday", "on Sat and Sun", "10-12". Knows nothing of what changes. */
#ifndef CCS_WHAT_IF_WHEN_H
#define CCS_WHAT_IF_WHEN_H

#include "what_if_phrase.h"

/** Whether a word, not taken yet, begins times or days; a label may have an "on" of its own, or a number. "from" and "between" do where
 * a time or nothing that could be a name follows. */
bool ccs_when_begins(const ccs_phrase_t *self, const ccs_word_t *word);
/** Whether a word is a time of day as it is written here, perhaps a wrong one: "10", "9:30". */
bool ccs_when_is_time(const ccs_word_t *word);
/** Read times of day or days, at the word that comes next.
 * @return 0, CCS_ERR_USAGE (a time is none, they are said twice, they end where they begin) or CCS_ERR_NOMEM */
int ccs_when_take(ccs_phrase_t *self);
/** `hours` of a change, as a scenario writes them: "", those of every day, or of some days; of the arena. @return NULL: there is no memory */
const char *ccs_when_hours(const ccs_phrase_t *self);

#endif
