/* moment_text.c - dates and times of day in texts. Invariant: nothing is guessed; what a text leaves open is said to be open. */
#include "moment_text.h"

#include <stdio.h>
#include <string.h>

#include "date.h"
#include "text.h"
#include "units.h"

enum {
    DAY_S = 86400,
    ISO_LENGTH = 10,
    SECONDS_LENGTH = 8, /* 08:00:03 */
    MOMENT_MAX = 48,
    WORD_MAX = 16,
    CLOCK_MAX = 40 /* bytes of a time of day */,
    OFFSET_MAX = 14 * 60 /* minutes from UTC, of any clock */
};

static const char *const ORDERS[] = {
#define X(name, text) text,
    CCS_DATE_ORDER_LIST(X)
#undef X
};

bool ccs_date_order_find(const char *text, enum ccs_date_order *order)
{
    for (int i = 0; i < CCS_ORDER_OPEN; i++) {
        if (strcmp(ORDERS[i], text) != 0) continue;
        *order = (enum ccs_date_order) i;
        return true;
    }
    return false;
}

const char *ccs_date_order_text(enum ccs_date_order order)
{
    return ORDERS[order];
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static const char *skip_blanks(const char *text)
{
    return text + strspn(text, " \t");
}

/* Up to four digits at *text, which moves behind them. @return their number, 0: there are none or too many */
static int digits_at(const char **text, int *value)
{
    int n = 0;

    for (*value = 0; n < 5 && is_digit((*text)[n]); n++) *value = 10 * *value + ((*text)[n] - '0');
    *text += n;
    return n <= 4 ? n : 0;
}

/* --- dates -------------------------------------------------------------------------------------------------------------- */

/* Letters at a text, those of other alphabets included. */
static size_t word_at(const char *text)
{
    size_t n = 0;

    while ((text[n] >= 'a' && text[n] <= 'z') || (text[n] >= 'A' && text[n] <= 'Z') || (unsigned char) text[n] >= 0x80) n++;
    return n;
}

/* The month that a word of n bytes names, three letters of it at least: Mar, Sept, Mrz, Mai. 0: none */
static int month_of(const char *text, size_t n)
{
    static const char *const names[][3] = {{"january", "januar"}, {"february", "februar"}, {"march", "maerz", "mrz"}, {"april"},
        {"may", "mai"}, {"june", "juni"}, {"july", "juli"}, {"august"}, {"september"}, {"october", "oktober"}, {"november"},
        {"december", "dezember"}};
    char word[WORD_MAX], bare[WORD_MAX];

    if (n < 3 || n >= sizeof word) return 0;
    snprintf(word, sizeof word, "%.*s", (int) n, text);
    const size_t letters = strlen(ccs_text_bare(word, bare, sizeof bare));

    for (int month = 1; month <= 12 && letters >= 3; month++)
        for (size_t i = 0; i < 3 && names[month - 1][i]; i++)
            if (strncmp(names[month - 1][i], bare, letters) == 0) return month;
    return 0;
}

static const char *eight_digits(const char *text, ccs_date_text_t *date)
{
    static const int digits[] = {4, 2, 2};
    int64_t day;

    date->order = CCS_ORDER_YMD;
    for (int i = 0; i < 3; i++) {
        date->digits[i] = digits[i];
        for (int k = 0; k < digits[i]; k++) date->part[i] = 10 * date->part[i] + (*text++ - '0');
    }
    return ccs_date_text_day(date, CCS_ORDER_YMD, &day) ? text : NULL; /* eight digits may be any number */
}

/* A number or a month's name at *text, which moves behind it. */
static bool take_part(const char **text, ccs_date_text_t *date, int i)
{
    const size_t n = word_at(*text);

    if (n == 0) return (date->digits[i] = digits_at(text, &date->part[i])) > 0;
    *text += n;
    return (date->part[i] = month_of(*text - n, n)) > 0;
}

/* What parts two parts, at *text, which moves behind it: one mark; beside a month's name any of them, and blanks. */
static bool take_mark(const char **text, ccs_date_text_t *date, int i)
{
    const size_t n = strspn(*text, "./-, ");
    const bool named = date->digits[i] == 0 || word_at(*text + n) > 0 || (i == 1 && date->digits[0] == 0);

    if (i == 0) date->mark = **text;
    const bool good = named ? n > 0 : n == 1 && strchr("./-", **text) && **text == date->mark;

    *text += n;
    return good;
}

/* The order that the parts tell, and whether they have as many digits as they can. */
static bool take_order(ccs_date_text_t *date)
{
    const int *const n = date->digits;

    if (n[2] == 0 || (n[0] == 0 && n[1] == 0)) return false;
    date->order = n[0] == 4 ? CCS_ORDER_YMD : n[0] == 0 ? CCS_ORDER_MDY : n[1] == 0 ? CCS_ORDER_DMY : CCS_ORDER_OPEN;
    const int year = date->order == CCS_ORDER_YMD ? 0 : 2;

    return (n[year] == 4 || n[year] == 2) && n[1] <= 2 && n[2 - year] <= 2;
}

const char *ccs_date_text(const char *text, ccs_date_text_t *date)
{
    *date = (ccs_date_text_t){.order = CCS_ORDER_OPEN};
    text = skip_blanks(text);
    const size_t n = word_at(text);

    if (n > 0 && month_of(text, n) == 0) text += n + strspn(text + n, "., "); /* Mo 02.03.2026; Mon, 3/2/2026 */
    if (strspn(text, "0123456789") == 8) {
        text = eight_digits(text, date);
    } else {
        for (int i = 0; i < 3; i++)
            if (!take_part(&text, date, i) || (i < 2 && !take_mark(&text, date, i))) return NULL;
        if (!take_order(date)) return NULL;
    }
    return text && (*text == '\0' || strchr(" T,", *text)) ? text : NULL;
}

bool ccs_date_text_day(const ccs_date_text_t *date, enum ccs_date_order order, int64_t *day)
{
    static const int where[][3] = {[CCS_ORDER_YMD] = {0, 1, 2}, [CCS_ORDER_DMY] = {2, 1, 0}, [CCS_ORDER_MDY] = {2, 0, 1}};
    const int *const at = where[order], *const part = date->part;

    if (order != date->order && date->order != CCS_ORDER_OPEN) return false;
    return ccs_date_find(part[at[0]] + (date->digits[at[0]] == 2 ? 2000 : 0), part[at[1]], part[at[2]], day) == 0;
}

bool ccs_date_form_find(const char *text, ccs_date_form_t *form)
{
    if (strcmp(text, "D/M/Y") == 0) form->order = CCS_ORDER_DMY;
    else if (!ccs_date_order_find(text, &form->order)) return false;
    form->mark = text[1];
    return true;
}

bool ccs_date_form_day(const ccs_date_form_t *self, const char *text, int64_t *days)
{
    const char other = self->mark == '.' ? '/' : '.';
    const bool has_mark = self->mark == '.' || self->mark == '/';
    ccs_date_text_t date;
    const char *const behind = ccs_date_text(text, &date);

    if (!behind || *behind != '\0') return false;
    if (date.order != CCS_ORDER_OPEN) return ccs_date_text_day(&date, date.order, days);
    return !(has_mark && strchr(text, other)) && ccs_date_text_day(&date, self->order, days);
}

/* --- times of day ------------------------------------------------------------------------------------------------------- */

/* AM or PM at *text, which moves behind it. @return hours to add at noon, -1: none */
static int half_at(const char **text)
{
    static const char *const words[] = {"am", "a.m.", "pm", "p.m."};
    const char *const at = skip_blanks(*text);

    for (size_t i = 0; i < 4; i++) {
        const size_t n = strlen(words[i]);

        if (strnlen(at, n) < n || !ccs_text_is_word(at, n, words[i])) continue;
        *text = at + n;
        return i < 2 ? 0 : 12;
    }
    return -1;
}

/* 8:00, 08:00:00.000, 0830, 8 AM at *text, which moves behind it. @return seconds since midnight, -1: none */
static int32_t clock_at(const char **text, ccs_clock_text_t *clock)
{
    int hour, minute = 0, second = 0;
    const int n = digits_at(text, &hour);

    if (n == 4 || n == 3) {
        minute = hour % 100;
        hour /= 100;
    } else if (n > 0 && **text == ':') {
        clock->colon = true;
        ++*text;
        if (digits_at(text, &minute) != 2) return -1;
        if (**text == ':') {
            ++*text;
            if (digits_at(text, &second) != 2) return -1;
            if (**text == '.' && (*text)[1] == '0') *text += 1 + strspn(*text + 1, "0"); /* as databases write it */
        }
    } else {
        const char *at = *text;

        if (n == 0 || n > 2 || half_at(&at) < 0) return -1;
    }
    const int half = half_at(text);

    if (half >= 0) {
        clock->half = true;
        if (hour < 1 || hour > 12) return -1;
        hour = hour % 12 + half;
    }
    const int32_t all = hour * 3600 + minute * 60 + second;

    return hour > 24 || minute > 59 || second > 59 || all > DAY_S ? -1 : all;
}

/* "+01:00", "-0500", "+01" @return bytes read; 0: it is none */
static size_t take_offset(const char *text, int32_t *offset_s)
{
    const size_t n = strspn(text + 1, "0123456789:");
    const bool colon = n == 5 && text[3] == ':';
    int32_t digits[4] = {0};

    if (n != 4 && n != 2 && !colon) return 0;
    for (size_t i = 0, k = 0; i < n; i++) {
        if (colon && i == 2) continue;
        if (text[1 + i] == ':') return 0;
        digits[k++] = text[1 + i] - '0';
    }
    const int32_t minutes = digits[2] * 10 + digits[3], all = (digits[0] * 10 + digits[1]) * 60 + minutes;

    if (minutes > 59 || all > OFFSET_MAX) return 0;
    *offset_s = all * 60;
    if (*text == '-') *offset_s = -*offset_s;
    return 1 + n;
}

/* Z, +01:00, -0500 */
static const char *skip_zone(const char *text, ccs_clock_text_t *clock)
{
    if (*text == 'Z') {
        clock->zone = true;
        return text + 1;
    }
    if (!clock->colon ||
        !(*text == '+' || (*text == '-' && strlen(text) >= 5 && text[1] <= '1' && strcspn(text, " ") == strlen(text))))
        return text;
    const size_t n = take_offset(text, &clock->offset_s);

    clock->zone = n > 0;
    return text + n;
}

/* What parts the begin from the end: -, –, /, to, bis. @return bytes */
static size_t dash_at(const char *text)
{
    static const char *const words[] = {"-", "\xE2\x80\x93", "/", "to ", "bis "};

    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strncmp(text, words[i], strlen(words[i])) == 0) return strlen(words[i]);
    return 0;
}

/* The end of an interval, which may have its date before it. */
static bool take_end(const char **text, bool zoned, ccs_clock_text_t *clock)
{
    ccs_date_text_t date;
    const char *const behind = ccs_date_text(*text, &date);

    if (behind && *behind != '\0') *text = skip_blanks(behind + 1);
    clock->end = clock_at(text, clock);
    if (zoned) *text = skip_zone(*text, clock);
    return clock->end >= 0;
}

/* @param zoned  an offset may stand behind the time, even one with a minus, which parts begin and end elsewhere */
static bool take_clock(const char *text, bool zoned, ccs_clock_text_t *clock)
{
    *clock = (ccs_clock_text_t){.end = -1};
    text = skip_blanks(text);
    clock->second = clock_at(&text, clock);
    if (clock->second < 0) return false;
    if (zoned || *text == 'Z' || *text == '+') text = skip_zone(text, clock);
    text = skip_blanks(text);
    const size_t dash = dash_at(text);

    if (dash > 0) {
        text = skip_blanks(text + dash);
        if (!take_end(&text, zoned || clock->zone, clock)) return false;
    }
    text = skip_blanks(text);
    if (strcmp(text, "Uhr") == 0) text += 3;
    return *text == '\0';
}

bool ccs_clock_text(const char *text, ccs_clock_text_t *clock)
{
    return take_clock(text, false, clock) && !clock->zone;
}

bool ccs_clock_text_behind(const char *rest, ccs_clock_text_t *clock)
{
    if (*rest != 'T' && *rest != ' ' && *rest != ',') return false;
    const char *const first = strchr(rest, ':'), *const second = first ? strchr(first + 1, ':') : NULL;

    /* 2026-03-02 08:00-08:30 is an interval, 2026-03-02T08:00-05:00 and 2026-03-02 08:00:00-05:00 have offsets */
    return take_clock(rest + 1, *rest == 'T' || (second && second == first + 3), clock);
}

/* --- as a scenario is written --------------------------------------------------------------------------------------------- */

/* The time of day in front of an offset, where there is one. @return false: it is too long */
static bool cut_offset(const char *text, char time[CLOCK_MAX], ccs_moment_of_day_t *moment)
{
    const size_t n = strcspn(text, "+-Z");
    const char *const zone = text + n;

    if (n >= CLOCK_MAX) return false;
    snprintf(time, CLOCK_MAX, "%.*s", (int) n, text);
    if (*zone == '\0') return true;
    moment->has_offset = true;
    if (*zone == 'Z') return zone[1] == '\0';
    const size_t length = take_offset(zone, &moment->offset_s);

    return length > 0 && zone[length] == '\0';
}

bool ccs_moment_text(const char *text, ccs_moment_of_day_t *moment)
{
    char date[ISO_LENGTH + 1], time[CLOCK_MAX];

    if (strlen(text) < ISO_LENGTH) return false;
    snprintf(date, sizeof date, "%.10s", text);
    *moment = (ccs_moment_of_day_t){.has_time = text[ISO_LENGTH] != '\0'};
    if (ccs_date_read(date, &moment->date) != 0) return false;
    if (!moment->has_time) return true;
    if (text[ISO_LENGTH] != 'T' && text[ISO_LENGTH] != ' ') return false;
    text += ISO_LENGTH + 1;
    if (!cut_offset(text, time, moment)) return false;
    return ccs_units_time_of_day(time, &moment->time_s) == 0 && moment->time_s < DAY_S;
}

bool ccs_moment_exact(const char *text, ccs_moment_of_day_t *moment)
{
    const char *const point = strchr(text, '.'), *end = point ? point + 1 : NULL;
    char whole[MOMENT_MAX];
    double fraction_s = 0, unit_s = 0.1;

    if (!point || point - text != ISO_LENGTH + 1 + SECONDS_LENGTH) return ccs_moment_text(text, moment);
    for (; *end >= '0' && *end <= '9'; end++, unit_s /= 10) fraction_s += (*end - '0') * unit_s;
    if (end == point + 1 || strlen(text) >= sizeof whole) return false;
    snprintf(whole, sizeof whole, "%.*s%s", (int) (point - text), text, end);
    if (!ccs_moment_text(whole, moment)) return false;
    moment->time_s += fraction_s;
    return true;
}
