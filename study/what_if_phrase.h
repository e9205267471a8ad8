/** @file what_if_phrase.h  A change in words while it is read: its words one by one, and what has been understood of them so far. */
#ifndef CCS_WHAT_IF_PHRASE_H
#define CCS_WHAT_IF_PHRASE_H

#include <stdbool.h>
#include <stddef.h>

#include "arena.h"
#include "err.h"

/** What can be changed in words, whatever keys it is written in. */
enum ccs_quantity {
    CCS_QUANTITY_VOLUME,
    CCS_QUANTITY_AHT,
    CCS_QUANTITY_PACE,
    CCS_QUANTITY_PATIENCE,
    CCS_QUANTITY_STAFF,
    CCS_QUANTITY_SHRINKAGE,
    CCS_QUANTITY_WAGE,
    CCS_QUANTITY_PRICE,
    CCS_QUANTITY_MOVE,
    CCS_QUANTITY_CROSS_TRAIN,
    CCS_N_QUANTITIES
};

/** A word, or several, of a what-if; n = 0: none, at says where. */
typedef struct {
    const char *at;
    size_t n;
} ccs_word_t;

typedef struct {
    const char *text;     /**< the what-if as it is written */
    const char *at, *end; /**< of the change: what is not read yet */
    enum ccs_quantity quantity;
    ccs_word_t amount, member,
        to;                 /**< n = 0: not said; a move leaves `member` and joins `to`, which is the type that agents learn */
    const char *number;     /**< of the amount, without the words beside it: "up by 10 percent" is "10 %"; NULL: not said */
    double from_s, until_s; /**< time of day, seconds */
    bool is_timed;
    unsigned days; /**< of the week, as bits, Monday first; 0: all */
    char sign;     /**< of an amount that has none of its own: "5 more agents"; 0: it has its own */
    bool verb;     /**< whether the sign was said by a verb ahead of it: "add 5 agents" */
    ccs_arena_t *arena;
    const char *set; /**< what comes of it */
    ccs_err_t *err;
} ccs_phrase_t;

/** Whether it is this one; cases do not matter. */
bool ccs_word_is(const ccs_word_t *word, const char *text);
/** The sign of a word that says whether something grows: "more", "up", "lower"; 0: it says nothing of that. */
char ccs_word_sign(const ccs_word_t *word);
/** The sign of what somebody does, as it stands ahead of a change: "add", "reduce"; 0: it is none. */
char ccs_word_verb(const ccs_word_t *word);
/** "%", "percent" */
bool ccs_word_is_percent(const ccs_word_t *word);
/** Whether it begins as a number does. */
bool ccs_word_is_number(const ccs_word_t *word);

/** The word that comes next; behind the last one, the end. */
ccs_word_t ccs_phrase_peek(const ccs_phrase_t *self);
/** The word behind one of this phrase. */
ccs_word_t ccs_phrase_behind(const ccs_phrase_t *self, const ccs_word_t *word);
ccs_word_t ccs_phrase_take(ccs_phrase_t *self);
/** Where a word stands, what it is and what is wrong with it. @return CCS_ERR_USAGE */
int ccs_phrase_fail(const ccs_phrase_t *self, const ccs_word_t *word, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/** The same, with what they ought to write where that is known: "9:00 AM", "0,15".
 * @param text  n characters of the word: what is to be mended @return CCS_ERR_USAGE */
int ccs_phrase_fail_mended(const ccs_phrase_t *self, const ccs_word_t *word, const char *text, size_t n, const char *expected);

/** A text as errors cite it: long ones are cut behind a whole character and end in "…". @param to  of CCS_SHOWN_MAX bytes @return to */
enum { CCS_SHOWN_MAX = 112 };
const char *ccs_what_if_shown(const char *text, char *to);
/** Say that there is no memory. @return CCS_ERR_NOMEM */
int ccs_what_if_no_memory(ccs_err_t *err);

/** Whether it is one of 0 to 9, whatever the locale. */
static inline bool ccs_what_if_is_digit(char c)
{
    return c >= '0' && c <= '9';
}

#endif
