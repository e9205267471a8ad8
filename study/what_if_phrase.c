/* what_if_phrase.c - the words of a change, one by one. */
#include "what_if_phrase.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "text.h"
#include "units.h"

/* ---- words ------------------------------------------------------------------------------------------------------------------------------ */

bool ccs_word_is(const ccs_word_t *word, const char *text)
{
    return ccs_text_is_word(word->at, word->n, text);
}

static bool is_one_of(const ccs_word_t *word, const char *const *texts)
{
    while (*texts && !ccs_word_is(word, *texts)) texts++;
    return *texts != NULL;
}

char ccs_word_sign(const ccs_word_t *word)
{
    static const char *const MORE[] = {"more", "additional", "extra", "up", "plus", "higher", "longer", "rise", "rises",
        "increase", "increases", "grow", "grows", NULL},
                             *const LESS[] = {"fewer", "less", "down", "minus", "lower", "shorter", "fall", "falls", "drop",
                                 "drops", "decrease", "decreases", NULL};

    if (is_one_of(word, MORE)) return '+';
    return is_one_of(word, LESS) ? '-' : 0;
}

char ccs_word_verb(const ccs_word_t *word)
{
    static const char *const MORE[] = {"add", "increase", "raise", NULL},
                             *const LESS[] = {"remove", "reduce", "cut", "decrease", "lower", NULL};

    if (is_one_of(word, MORE)) return '+';
    return is_one_of(word, LESS) ? '-' : 0;
}

bool ccs_word_is_percent(const ccs_word_t *word)
{
    return ccs_word_is(word, "%") || ccs_word_is(word, "percent");
}

bool ccs_word_is_number(const ccs_word_t *word)
{
    return word->n > 0 && ccs_what_if_is_digit(*word->at);
}

/* ---- the phrase --------------------------------------------------------------------------------------------------------------------------- */

ccs_word_t ccs_phrase_peek(const ccs_phrase_t *self)
{
    ccs_word_t word = {.at = self->at};

    while (word.at < self->end && (*word.at == ' ' || *word.at == '\t')) word.at++;
    while (word.at + word.n < self->end && word.at[word.n] != ' ' && word.at[word.n] != '\t') word.n++;
    return word;
}

ccs_word_t ccs_phrase_behind(const ccs_phrase_t *self, const ccs_word_t *word)
{
    return ccs_phrase_peek(&(ccs_phrase_t){.at = word->at + word->n, .end = self->end});
}

ccs_word_t ccs_phrase_take(ccs_phrase_t *self)
{
    const ccs_word_t word = ccs_phrase_peek(self);

    self->at = word.at + word.n;
    return word;
}

int ccs_phrase_fail(const ccs_phrase_t *self, const ccs_word_t *word, const char *format, ...)
{
    char what[300], text[CCS_SHOWN_MAX];
    unsigned long position = 1;
    va_list args;

    va_start(args, format);
    vsnprintf(what, sizeof what, format, args);
    va_end(args);
    for (const char *c = self->text; c < word->at; c++) position += ((unsigned char) *c & 0xC0) != 0x80;
    if (word->n == 0)
        return ccs_err_set(self->err, CCS_ERR_USAGE, NULL, "--what-if", "\"%s\" ends too early: %s",
            ccs_what_if_shown(self->text, text), what);
    return ccs_err_set(self->err, CCS_ERR_USAGE, NULL, "--what-if", "\"%s\", character %lu, \"%.*s\": %s",
        ccs_what_if_shown(self->text, text), position, (int) (word->n < 40 ? word->n : ccs_text_whole(word->at, 40)), word->at,
        what);
}

int ccs_phrase_fail_mended(const ccs_phrase_t *self, const ccs_word_t *word, const char *text, size_t n, const char *expected)
{
    char copy[CCS_UNITS_TEXT_MAX], remedy[2 * CCS_UNITS_TEXT_MAX + 64];

    snprintf(copy, sizeof copy, "%.*s", (int) (n < sizeof copy ? n : sizeof copy - 1), text);
    (void) ccs_units_remedy(copy, remedy, sizeof remedy);
    return ccs_phrase_fail(self, word, "%s%s%s", expected, remedy[0] ? ": " : "", remedy);
}

int ccs_what_if_no_memory(ccs_err_t *err)
{
    return ccs_err_set(err, CCS_ERR_NOMEM, NULL, NULL, "out of memory");
}

const char *ccs_what_if_shown(const char *text, char *to)
{
    static const char DOTS[] = "\xE2\x80\xA6";
    const size_t n = strlen(text), most = CCS_SHOWN_MAX - sizeof DOTS;

    snprintf(to, CCS_SHOWN_MAX, "%.*s%s", (int) (n > most ? ccs_text_whole(text, most) : n), text, n > most ? DOTS : "");
    return to;
}
