/* prose.c - a growing text and its small words. Invariant: the text ends in NUL whenever there is one. */
#include "prose.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "date.h"
#include "words.h"

/* Room for n bytes more and a NUL. */
static bool reserve(ccs_prose_t *self, size_t n)
{
    if (self->n + n < self->cap) return true;
    const size_t cap = 2 * self->cap > self->n + n + 1 ? 2 * self->cap : self->n + n + 128;
    char *const grown = realloc(self->text, cap);

    if (!grown) {
        self->out_of_memory = true;
        return false;
    }
    self->text = grown;
    self->cap = cap;
    return true;
}

void ccs_prose_add(ccs_prose_t *self, const char *format, ...)
{
    va_list args, again;

    format = ccs_word(format);
    va_start(args, format);
    va_copy(again, args);
    const int n = vsnprintf(NULL, 0, format, args);

    if (n >= 0 && reserve(self, (size_t) n)) {
        vsnprintf(&self->text[self->n], (size_t) n + 1, format, again);
        self->n += (size_t) n;
    }
    va_end(again);
    va_end(args);
}

const char *ccs_prose_text(const ccs_prose_t *self)
{
    return self->text ? self->text : "";
}

void ccs_prose_free(ccs_prose_t *self)
{
    if (!self) return;
    free(self->text);
    *self = (ccs_prose_t){0};
}

const char *ccs_prose_comma(uint32_t i, uint32_t n)
{
    return i == 0 ? "" : i + 1 == n ? ccs_word(" and ") : ", ";
}

void ccs_prose_add_count(ccs_prose_t *self, uint64_t n, const char *one, const char *many)
{
    char number[CCS_FIGURE_MAX];

    ccs_prose_add(self, "%s %s", ccs_figure_mean(CCS_FIGURE_NUMBER, (double) n, 0, number), ccs_word(n == 1 ? one : many));
}

void ccs_prose_add_figure(ccs_prose_t *self, enum ccs_figure_unit unit, double mean, double half_width)
{
    char text[CCS_FIGURE_MAX], beside[CCS_FIGURE_MAX];

    ccs_figure_half_width(unit, mean, half_width, beside);
    ccs_prose_add(self, "%s%s%s", ccs_figure_mean(unit, mean, half_width, text), *beside ? " " : "", beside);
}

void ccs_prose_add_difference(ccs_prose_t *self, enum ccs_figure_unit unit, double mean, double half_width)
{
    const bool points = unit == CCS_FIGURE_SHARE;
    const enum ccs_figure_unit shown = points ? CCS_FIGURE_NUMBER : unit;
    const double scale = points ? 100 : 1;
    char text[CCS_FIGURE_MAX], beside[CCS_FIGURE_MAX];

    if (isnan(mean)) {
        ccs_prose_add(self, "-");
        return;
    }
    ccs_figure_mean(shown, fabs(scale * mean), scale * half_width, text);
    ccs_figure_half_width(shown, fabs(scale * mean), scale * half_width, beside);
    ccs_prose_add(self, "%s%s%s%s%s",
        mean > 0       ? "+"
            : mean < 0 ? "-"
                       : "",
        text, *beside ? " " : "", beside, points ? ccs_word(" points") : "");
}

/* n digits as a number; -1 if there are others. */
static int digits_of(const char *text, int n)
{
    int x = 0;

    for (int i = 0; i < n; i++) {
        if (text[i] < '0' || text[i] > '9') return -1;
        x = 10 * x + (text[i] - '0');
    }
    return x;
}

/* Minutes since midnight of "2026-03-03T09:30"; -1 if the label says none. */
static int minutes_of(const char *label)
{
    const char *const t = strchr(label, 'T');
    const int hour = t ? digits_of(t + 1, 2) : -1, minute = hour >= 0 && t[3] == ':' ? digits_of(t + 4, 2) : -1;

    return minute >= 0 ? 60 * hour + minute : -1;
}

static const char *const WEEKDAYS[] = {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};
static const char *const MONTHS[] = {"January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December"};
static const char *const DAYS[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
static const char *const SHORT_MONTHS[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

typedef struct {
    int year, month, day; /* month from 1 */
    uint32_t weekday;     /* Monday = 0 */
} date_t;

/* The date that a label begins with. @return whether it is one */
static bool date_of(const char *label, date_t *date)
{
    date->year = digits_of(label, 4);
    date->month = date->year > 0 && label[4] == '-' ? digits_of(&label[5], 2) : -1;
    date->day = date->month > 0 && label[7] == '-' ? digits_of(&label[8], 2) : -1;
    if (date->month < 1 || date->month > 12 || date->day < 1) return false;
    date->weekday = ccs_date_weekday(ccs_date_days(date->year, (unsigned) date->month, (unsigned) date->day));
    return true;
}

/* A date by its number; beyond the years of four digits the first of them. */
static date_t date_on(int64_t days)
{
    char text[CCS_DATE_MAX];
    date_t date;

    if (!date_of(ccs_date_show(days, text, sizeof text), &date)) return (date_t){.month = 1, .day = 1};
    return date;
}

/* What a label begins with. */
enum span { NO_SPAN, DAY, WEEK, MONTH };

static enum span span_of(const char *label, date_t *first)
{
    int64_t days;

    if (!ccs_prose_first_day(label, &days)) return NO_SPAN;
    *first = date_on(days);
    return label[5] == 'W' ? WEEK : label[7] == '-' ? DAY : MONTH;
}

bool ccs_prose_first_day(const char *label, int64_t *days)
{
    const int year = digits_of(label, 4), week = year > 0 && label[4] == '-' && label[5] == 'W' ? digits_of(&label[6], 2) : -1,
              month = year > 0 && label[4] == '-' ? digits_of(&label[5], 2) : -1;
    date_t date;

    if (date_of(label, &date)) {
        *days = ccs_date_days(date.year, (unsigned) date.month, (unsigned) date.day);
    } else if (week > 0) { /* the first week by ISO 8601 is the one with 4 January */
        const int64_t in_first = ccs_date_days(year, 1, 4);

        *days = in_first - ccs_date_weekday(in_first) + 7 * ((int64_t) week - 1);
    } else if (month >= 1 && month <= 12 && (label[7] == '\0' || label[7] == ' ')) {
        *days = ccs_date_days(year, (unsigned) month, 1);
    } else {
        return false;
    }
    return true;
}

const char *ccs_prose_date(const char *label, char text[CCS_PROSE_TIME_MAX])
{
    date_t d;

    switch (span_of(label, &d)) {
    case DAY:
        snprintf(text, CCS_PROSE_TIME_MAX, ccs_word("%s %d %s %d"), ccs_word(WEEKDAYS[d.weekday]), d.day,
            ccs_word(MONTHS[d.month - 1]), d.year);
        break;
    case WEEK:
        snprintf(text, CCS_PROSE_TIME_MAX, ccs_word("week of %d %s %d"), d.day, ccs_word(MONTHS[d.month - 1]), d.year);
        break;
    case MONTH: snprintf(text, CCS_PROSE_TIME_MAX, "%s %d", ccs_word(MONTHS[d.month - 1]), d.year); break;
    case NO_SPAN: snprintf(text, CCS_PROSE_TIME_MAX, "%.*s", (int) strcspn(label, " "), label); break;
    }
    return text;
}

const char *ccs_prose_day(const char *label, char text[CCS_PROSE_TIME_MAX])
{
    date_t d;

    switch (span_of(label, &d)) {
    case DAY:
        snprintf(text, CCS_PROSE_TIME_MAX, ccs_word("%s %d %s"), ccs_word(DAYS[d.weekday]), d.day,
            ccs_word(SHORT_MONTHS[d.month - 1]));
        break;
    case WEEK: snprintf(text, CCS_PROSE_TIME_MAX, ccs_word("week of %d %s"), d.day, ccs_word(SHORT_MONTHS[d.month - 1])); break;
    case MONTH: snprintf(text, CCS_PROSE_TIME_MAX, "%s %d", ccs_word(SHORT_MONTHS[d.month - 1]), d.year); break;
    case NO_SPAN: snprintf(text, CCS_PROSE_TIME_MAX, "%.*s", (int) strcspn(label, " "), label); break;
    }
    return text;
}

bool ccs_prose_is_dated(const char *const *labels, uint32_t n)
{
    for (uint32_t i = 1; i < n; i++)
        if (strncmp(labels[i], labels[0], strlen("2026-03-02")) != 0) return true;
    return false;
}

const char *ccs_prose_begin(const char *label, bool dated, char text[CCS_PROSE_TIME_MAX])
{
    const char *const t = minutes_of(label) >= 0 ? strchr(label, 'T') : strchr(label, ' '); /* "2026-03-02 after close" */
    char day[CCS_PROSE_TIME_MAX];
    date_t date;

    const enum span span = span_of(label, &date);

    if (span == NO_SPAN) snprintf(text, CCS_PROSE_TIME_MAX, "%s", label);
    else if (!t) (void) ccs_prose_day(label, text);
    else if (span != DAY) snprintf(text, CCS_PROSE_TIME_MAX, "%.24s, %s", ccs_prose_day(label, day), ccs_word(t + 1));
    else if (dated) snprintf(text, CCS_PROSE_TIME_MAX, "%.24s %s", ccs_prose_day(label, day), ccs_word(t + 1));
    else snprintf(text, CCS_PROSE_TIME_MAX, "%s", ccs_word(t + 1));
    return text;
}

const char *ccs_prose_end(const char *label, double length_s, char text[CCS_PROSE_TIME_MAX])
{
    const int begin = minutes_of(label);

    if (begin < 0 || !(length_s < 1e9)) {
        snprintf(text, CCS_PROSE_TIME_MAX, "%s", ccs_word("the end"));
    } else {
        const int end = (begin + (int) lround(length_s / 60) - 1) % (24 * 60) + 1; /* midnight ends a day: 24:00 */

        snprintf(text, CCS_PROSE_TIME_MAX, "%02d:%02d", end / 60, end % 60);
    }
    return text;
}

const char *ccs_prose_interval_noun(const char *report, double length_s)
{
    if (report) return report;
    return length_s == 1800 ? "half-hour" : length_s == 3600 ? "hour" : length_s == 900 ? "quarter-hour" : "interval";
}

const char *ccs_prose_when(const char *report)
{
    if (!report) return "from ";
    return !strcmp(report, "day") ? "on " : !strcmp(report, "week") ? "in the " : "in ";
}
