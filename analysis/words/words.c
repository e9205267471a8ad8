/* words.c - what is said, by its English. Invariant: rows are sorted by strcmp, so that each is found by halving. */
#include "words.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

static const ccs_word_row_t GERMAN[] = {
#define W(english, other) {english, other, false},
#define S(english, other) {english, other, true},
#include "german.def"
#undef W
#undef S
};

static const char *const NAMES[CCS_N_LANGUAGES] = {"en", "de"};

/* Of a thread, as the locale of POSIX is (uselocale): who writes a page has no argument for it in each of a thousand sentences. */
static _Thread_local enum ccs_language spoken = CCS_LANGUAGE_EN;

const char *ccs_language_name(enum ccs_language language)
{
    return NAMES[language];
}

enum ccs_language ccs_language_find(const char *name)
{
    enum ccs_language language = CCS_LANGUAGE_EN;

    while (language < CCS_N_LANGUAGES && strcmp(NAMES[language], name) != 0) language++;
    return language;
}

void ccs_language_speak(enum ccs_language language)
{
    spoken = language;
}

enum ccs_language ccs_language_spoken(void)
{
    return spoken;
}

const ccs_word_row_t *ccs_words(enum ccs_language language, size_t *n)
{
    *n = language == CCS_LANGUAGE_DE ? sizeof GERMAN / sizeof *GERMAN : 0;
    return GERMAN;
}

static int by_english(const void *key, const void *row)
{
    return strcmp(key, ((const ccs_word_row_t *) row)->english);
}

const char *ccs_word(const char *english)
{
    if (spoken == CCS_LANGUAGE_EN || !english) return english;
    const ccs_word_row_t *const row = bsearch(english, GERMAN, sizeof GERMAN / sizeof *GERMAN, sizeof *GERMAN, by_english);

    return row ? row->other : english;
}

char ccs_word_within(char first)
{
    return spoken == CCS_LANGUAGE_EN ? (char) tolower((unsigned char) first) : first;
}

char *ccs_word_figures(char *text)
{
    for (size_t i = 1; spoken == CCS_LANGUAGE_DE && text[0] && text[i]; i++) {
        if ((text[i] != '.' && text[i] != ',') || !isdigit((unsigned char) text[i - 1]) || !isdigit((unsigned char) text[i + 1]))
            continue;
        text[i] = text[i] == '.' ? ',' : '.';
    }
    return text;
}
