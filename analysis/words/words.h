/** @file words.h  The language in which pages and slides are written. English stands in the sources and is the key by which the other languages find what they say. Knows nothing of what the
 * words are about. */
#ifndef CCS_WORDS_H
#define CCS_WORDS_H

#include <stdbool.h>
#include <stddef.h>

enum ccs_language { CCS_LANGUAGE_EN, CCS_LANGUAGE_DE, CCS_N_LANGUAGES };

/** "en", "de": as in the attribute lang of HTML. */
const char *ccs_language_name(enum ccs_language language);
/** @return CCS_N_LANGUAGES: there is none of that name */
enum ccs_language ccs_language_find(const char *name);

/** From now on this thread writes in that language, until it says otherwise; it begins with English. */
void ccs_language_speak(enum ccs_language language);
enum ccs_language ccs_language_spoken(void);

/** A text, or a format of printf, in the language that is spoken; the text itself where that has no row for it, as for names that come from a scenario.
 * A format takes the same arguments in every language, by their places ("%2$s") where their order is another. */
const char *ccs_word(const char *english) __attribute__((format_arg(1)));
/** The first letter of a noun within a sentence: small in English, as it is in German. */
char ccs_word_within(char first);
/** Figures as the language writes them, in place: "13,842.5" becomes "13.842,5" in German. Only marks between digits change. @return text */
char *ccs_word_figures(char *text);

/** A row of a language other than English. */
typedef struct {
    const char *english, *other;
    bool script; /* what a script of the page says, which the page carries */
} ccs_word_row_t;

/** The rows of a language, sorted by their English; none of English. @param n  how many */
const ccs_word_row_t *ccs_words(enum ccs_language language, size_t *n);

#endif
