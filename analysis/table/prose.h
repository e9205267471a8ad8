/** @file prose.h  A text that grows, and the words that sentences about figures need: lists, shares, ranges, times of day. Plain text:
 * who shows it escapes it. */
#ifndef CCS_PROSE_H
#define CCS_PROSE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "figure.h"

/** Zero-initialised storage is a valid empty text. */
typedef struct {
    char *text; /* owned; NULL while empty */
    size_t n, cap;
    bool out_of_memory; /* sticky */
} ccs_prose_t;

void ccs_prose_add(ccs_prose_t *self, const char *format, ...) __attribute__((format(printf, 2, 3)));
/** The text, never NULL; valid until the next _add. */
const char *ccs_prose_text(const ccs_prose_t *self);
void ccs_prose_free(ccs_prose_t *self);

/** Before item i of n in a list: "", ", " or " and ". */
const char *ccs_prose_comma(uint32_t i, uint32_t n);
/** "1 day", "1,200 days". */
void ccs_prose_add_count(ccs_prose_t *self, uint64_t n, const char *one, const char *many);
/** "74 % ± 4", with the mean cut where its half-width says. */
void ccs_prose_add_figure(ccs_prose_t *self, enum ccs_figure_unit unit, double mean, double half_width);
/** A difference with its sign: "+5.1 ± 0.4 points" of shares, "-3.2 s ± 0.5", "+12 ± 3". */
void ccs_prose_add_difference(ccs_prose_t *self, enum ccs_figure_unit unit, double mean, double half_width);

enum { CCS_PROSE_TIME_MAX = 48 };
/** Whether intervals lie on several dates, so that a time alone does not say which one is meant. */
bool ccs_prose_is_dated(const char *const *labels, uint32_t n);
/** What people read of an interval's begin: "09:30", "after close"; with the day ("Tue 3 Mar 09:30") if there are several days. Of what is longer (clock.report)
 * its name: "Tue 3 Mar", "week of 2 Mar", "Mar 2026", "Mar 2026, closed". @return text */
const char *ccs_prose_begin(const char *label, bool dated, char text[CCS_PROSE_TIME_MAX]);
/** The end of an interval that begins at the label and lasts so long: "10:00"; midnight is "24:00". @return text */
const char *ccs_prose_end(const char *label, double length_s, char text[CCS_PROSE_TIME_MAX]);
/** "2026-03-03" -> "Tuesday 3 March 2026", "2026-W10" -> "week of 2 March 2026", "2026-03" -> "March 2026"; of what is no date the first word. @return text */
const char *ccs_prose_date(const char *label, char text[CCS_PROSE_TIME_MAX]);
/** "2026-03-03T09:30" -> "Tue 3 Mar", "2026-W10" -> "week of 2 Mar", "2026-03" -> "Mar 2026"; of what is no date the first word. @return text */
const char *ccs_prose_day(const char *label, char text[CCS_PROSE_TIME_MAX]);
/** The first day of what a label says, as days since 1970-01-01: of a date, of a week by ISO 8601 its Monday, of a month its first.
 * @return false: it says none */
bool ccs_prose_first_day(const char *label, int64_t *days);
/** "half-hour", "hour", "quarter-hour", else "interval"; of longer ones "day", "week" or "month".
 * @param report  what figures are told by in the place of intervals (view.h), or NULL */
const char *ccs_prose_interval_noun(const char *report, double length_s);
/** What stands before such a name in a sentence: "on " a day, "in the " week, "in " a month; "from " where figures are told by interval. */
const char *ccs_prose_when(const char *report);

#endif
