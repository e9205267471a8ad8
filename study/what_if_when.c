/* what_if_when.c - when a change in words holds. */
#include "what_if_when.h"

#include <stdio.h>
#include <string.h>

#include "read_weekdays.h"
#include "text.h"
#include "units.h"

static const char *const DAYS[] = {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"};
enum { N_DAYS = sizeof DAYS / sizeof *DAYS };

/* ---- what stands there -------------------------------------------------------------------------------------------------------------------- */

/* "mon", "Monday", "weekdays". @return days as bits, Monday first; 0: it is none */
static unsigned days_of(const ccs_word_t *word)
{
    unsigned days = 0;

    for (int i = 0; i < CCS_N_WEEKDAY_SPANS; i++)
        for (int day = CCS_WEEKDAY_SPANS[i].first;
             ccs_word_is(word, CCS_WEEKDAY_SPANS[i].key) && day <= CCS_WEEKDAY_SPANS[i].last; day++)
            days |= 1U << day;
    for (int day = 0; day < N_DAYS; day++) days |= ccs_word_is(word, DAYS[day]) ? 1U << day : 0;
    return days;
}

/* Both sides of the dash, or of the long one that text programs make of it. @return whether there is one */
static bool part(const ccs_word_t *word, ccs_word_t *first, ccs_word_t *last)
{
    static const char *const DASHES[] = {"-", "\xE2\x80\x93"};

    for (size_t i = 0; i < sizeof DASHES / sizeof *DASHES; i++) {
        const size_t n = strlen(DASHES[i]);

        for (size_t k = 1; k + n < word->n; k++) {
            if (memcmp(word->at + k, DASHES[i], n) != 0) continue;
            *first = (ccs_word_t){word->at, k};
            *last = (ccs_word_t){word->at + k + n, word->n - k - n};
            return true;
        }
    }
    return false;
}

/* A day, or the first of "mon-fri". */
static ccs_word_t first_day(const ccs_word_t *word)
{
    ccs_word_t first, last;

    return part(word, &first, &last) ? first : *word;
}

static bool is_on_days(const ccs_phrase_t *self, const ccs_word_t *word)
{
    const ccs_word_t next = ccs_phrase_behind(self, word), day = first_day(&next);

    return ccs_word_is(word, "on") && days_of(&day) != 0;
}

bool ccs_when_is_time(const ccs_word_t *word)
{
    const char *const colon = word->n > 0 ? memchr(word->at, ':', word->n) : NULL;
    const size_t hours = colon ? (size_t) (colon - word->at) : word->n;

    if (hours == 0 || hours > 2 || (colon && word->n != hours + 3)) return false;
    for (size_t i = 0; i < word->n; i++)
        if (i != hours && !ccs_what_if_is_digit(word->at[i])) return false;
    return true;
}

/* "10-12", "9:00-12:30"; "1-2" is rather of a label: one of the times has two digits of hours, or minutes. */
static bool is_dashed(const ccs_word_t *word)
{
    ccs_word_t from, until;

    return part(word, &from, &until) && ccs_when_is_time(&from) && ccs_when_is_time(&until) && (from.n > 1 || until.n > 1);
}

/* "10 to 12" */
static bool is_bare_span(const ccs_phrase_t *self, const ccs_word_t *word)
{
    const ccs_word_t to = ccs_phrase_behind(self, word), until = ccs_phrase_behind(self, &to);

    return ccs_when_is_time(word) && ccs_word_is(&to, "to") && ccs_when_is_time(&until);
}

bool ccs_when_begins(const ccs_phrase_t *self, const ccs_word_t *word)
{
    return ccs_word_is(word, "from") || ccs_word_is(word, "between") || is_on_days(self, word) || is_dashed(word) ||
        is_bare_span(self, word);
}

/* ---- times of day ------------------------------------------------------------------------------------------------------------------------- */

/* What a time of the half day ends in: such a time is told of as a whole. */
static bool is_half_day(const ccs_word_t *word)
{
    return ccs_word_is(word, "am") || ccs_word_is(word, "pm") || ccs_word_is(word, "a.m.") || ccs_word_is(word, "p.m.");
}

/* A whole hour may be its number alone, as nothing else stands here. */
static int read_time(const ccs_phrase_t *self, const ccs_word_t *word, bool half_day, double *time_s)
{
    const bool whole = word->n > 0 && ccs_when_is_time(word) && !memchr(word->at, ':', word->n);
    const char *const copy = ccs_arena_printf(self->arena, "%.*s%s", (int) word->n, word->at, whole ? ":00" : "");

    if (!copy) return ccs_what_if_no_memory(self->err);
    if (!half_day && ccs_units_time_of_day(copy, time_s) == 0) return 0;
    return ccs_phrase_fail_mended(self, word, word->at, word->n, "expected " CCS_UNITS_TIME_OF_DAY_FORM);
}

static int take_time(ccs_phrase_t *self, double *time_s)
{
    ccs_word_t word = ccs_phrase_take(self);
    const ccs_word_t next = ccs_phrase_peek(self);
    const bool half_day = is_half_day(&next);

    if (half_day) word.n = (size_t) (next.at + next.n - word.at);
    return read_time(self, &word, half_day, time_s);
}

/* "10:00 to 12:00", "10-12" */
static int take_span_of_hours(ccs_phrase_t *self, const char *joint)
{
    const ccs_word_t word = ccs_phrase_peek(self);
    ccs_word_t from, until;
    int ret = 0;

    if (is_dashed(&word) && part(&word, &from, &until)) {
        (void) ccs_phrase_take(self);
        CCS_TRY(read_time(self, &from, false, &self->from_s));
        return read_time(self, &until, false, &self->until_s);
    }
    CCS_TRY(take_time(self, &self->from_s));
    until = ccs_phrase_take(self);
    if (!ccs_word_is(&until, joint)) CCS_TRY(ccs_phrase_fail(self, &until, "expected \"%s\"", joint));
    CCS_TRY(take_time(self, &self->until_s));
out:
    return ret;
}

/* "from 09:00 to 12:00", "between 9 and 12", "10-12" */
static int take_hours(ccs_phrase_t *self)
{
    const ccs_word_t first = ccs_phrase_peek(self);
    const bool between = ccs_word_is(&first, "between");
    int ret = 0;

    if (self->is_timed) CCS_TRY(ccs_phrase_fail(self, &first, "the times are said already"));
    self->is_timed = true;
    if (between || ccs_word_is(&first, "from")) (void) ccs_phrase_take(self);
    CCS_TRY(take_span_of_hours(self, between ? "and" : "to"));
    if (self->from_s == self->until_s) CCS_TRY(ccs_phrase_fail(self, &first, "the times end where they begin"));
out:
    return ret;
}

/* ---- days --------------------------------------------------------------------------------------------------------------------------------- */

/* "Monday", "mon-fri", "Monday to Friday". */
static int take_span_of_days(ccs_phrase_t *self)
{
    const ccs_word_t word = ccs_phrase_take(self), next = ccs_phrase_peek(self);
    ccs_word_t first = word, last = word;

    if (!part(&word, &first, &last) && ccs_word_is(&next, "to")) {
        (void) ccs_phrase_take(self);
        last = ccs_phrase_take(self);
    }
    const unsigned begin = days_of(&first), end = days_of(&last);

    if (!begin || !end)
        return ccs_phrase_fail(self, begin ? &last : &first, "expected a day such as mon, mon-fri, weekdays or weekend");
    self->days |= begin | end;
    for (int day = 0, seen = 0; day < 2 * N_DAYS && last.at != first.at;
         day++) { /* Saturday to Monday goes over the end of the week */
        const unsigned bit = 1U << (day % N_DAYS);

        if (!seen && (begin & bit)) seen = 1;
        if (seen) self->days |= bit;
        if (seen && (end & bit)) break;
    }
    return 0;
}

/* "on Monday", "on Sat and Sun" */
static int take_days(ccs_phrase_t *self)
{
    const ccs_word_t on = ccs_phrase_take(self);
    int ret = 0;

    if (self->days) CCS_TRY(ccs_phrase_fail(self, &on, "the days are said already"));
    for (ccs_word_t and = on; and.n > 0;) {
        CCS_TRY(take_span_of_days(self));
        and = ccs_phrase_peek(self);
        if (ccs_word_is(&and, "and")) (void) ccs_phrase_take(self);
        else break;
    }
out:
    return ret;
}

int ccs_when_take(ccs_phrase_t *self)
{
    const ccs_word_t word = ccs_phrase_peek(self);

    return ccs_word_is(&word, "on") ? take_days(self) : take_hours(self);
}

const char *ccs_when_hours(const ccs_phrase_t *self)
{
    char from[CCS_UNITS_TEXT_MAX], until[CCS_UNITS_TEXT_MAX], hours[2 * CCS_UNITS_TEXT_MAX + 2] = "00:00-24:00";
    const char *text = "";

    if (self->is_timed)
        snprintf(hours, sizeof hours, "%s-%s", ccs_units_show_time_of_day(self->from_s, from, sizeof from),
            ccs_units_show_time_of_day(self->until_s, until, sizeof until));
    if (self->days == 0) return self->is_timed ? ccs_arena_printf(self->arena, "hours = \"%s\"; ", hours) : "";
    for (int i = 0; i < CCS_N_WEEKDAY_SPANS && text; i++)
        if (CCS_WEEKDAY_SPANS[i].first == CCS_WEEKDAY_SPANS[i].last && (self->days >> CCS_WEEKDAY_SPANS[i].first & 1))
            text = ccs_arena_printf(self->arena, "%s%s = \"%s\"; ", text, CCS_WEEKDAY_SPANS[i].key, hours);
    return text ? ccs_arena_printf(self->arena, "hours = { %s}; ", text) : NULL;
}
