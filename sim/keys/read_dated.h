/** @file read_dated.h  Values over time that are written with dates, as exports of planning systems are: rows ("2026-03-02T08:00", x),
 * ("2026-03-02T08:00", "08:30", x), or of whole days ("2026-03-02", x). */
#ifndef CCS_READ_DATED_H
#define CCS_READ_DATED_H

#include "moment_text.h"
#include "read_series.h"

/** "2026-03-02", "2026-03-02T08:00" or with a blank. @return false if it is neither */
bool ccs_read_moment(const ccs_value_t *value, ccs_moment_of_day_t *moment);
/** A moment in elapsed time; that of a whole day is its begin, or, as an end, that of the day after. Mode day, after the clock. @return NAN if nothing, or nothing
 * valid, stands there */
double ccs_read_time(ccs_reader_t *self, const ccs_place_t *at, bool end);
/** Whether rows with dates stand there: the first row says. */
bool ccs_is_dated(const ccs_value_t *value);
/** What is written for each day of the clock, in series[0 .. n_days); rows of other days are passed over.
 * Days on which the centre is open must have some. @return false if something was recorded */
bool ccs_read_dated(ccs_reader_t *self, const ccs_place_t *at, const ccs_over_time_t *what, ccs_written_t *series);
/** Where rows with dates stand in the scenario, the first and the last date are what clock.start and clock.days mean if they are left out, so that
 * the next week's file says itself which days it is of. For a reader that was started. */
void ccs_dates_as_defaults(ccs_reader_t *self);

#endif
