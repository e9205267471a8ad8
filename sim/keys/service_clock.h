/** @file service_clock.h  The centre's clock as a scenario says it: service days, their opening hours, and how local time follows from elapsed time.
 * A compiler fills it in (compile_clock.c); who reads values over time asks it.
 *
 * Local time of day is counted from the midnight at which its service day's date begins: with days that start at 22:00 it runs from
 * 79200 (22:00) to 165600, and 01:00 is 90000. */
#ifndef CCS_SERVICE_CLOCK_H
#define CCS_SERVICE_CLOCK_H

#include "moment_text.h"
#include "plan.h"
#include "zone.h"

enum { CCS_MAX_DAYS = 3660, CCS_MAX_HOURS = 8, CCS_DAY_S = 86400, CCS_N_WEEKDAYS = 7 };

typedef struct {
    double from_s, to_s; /* local time of day, day_starts_s <= from < to <= day_starts_s + 86400 */
} ccs_hours_t;

/** Opening hours of a day: ascending, apart from each other. n = 0: closed. */
typedef struct {
    uint32_t n;
    ccs_hours_t hours[CCS_MAX_HOURS];
} ccs_opening_t;

/** Days with the same weekday and the same hours: the weekdays, Monday first, then those of special days, also by weekday. */
typedef struct {
    const char *name; /* in messages: "mon", "christmas_eve" */
    uint32_t weekday; /* Monday = 0 */
    bool occurs;      /* a day of the scenario is of this kind */
    bool used;        /* and open */
    ccs_opening_t opening;
} ccs_day_kind_t;

typedef struct {
    int64_t date;  /* days since 1970-01-01: that on which the service day begins */
    uint32_t kind; /* into clock.kinds */
    bool open;
    /* local time of day = time + shift_s before jump_s, time + shift_after_s from then on */
    double shift_s, shift_after_s, jump_s;
} ccs_day_t;

/** A stretch of opening hours in elapsed time. */
typedef struct {
    uint32_t day;
    double start_s, end_s;
} ccs_stretch_t;

typedef struct {
    double interval_s;
    double day_starts_s; /* of a service day, local time of day; 0 <= it < 86400 */
    enum ccs_at_close at_close;
    enum ccs_report report;
    ccs_zone_t zone;
    int64_t first_date; /* days since 1970-01-01 */
    int64_t zero_utc;   /* the moment that is time 0, seconds since 1970 */
    uint32_t n_days;    /* run-in and run-out included */
    uint32_t n_run_in, n_run_out;
    uint32_t n_edge_days; /* of a site's clock: days before the centre's first, and as many behind its last; 0 of the centre's */
    int64_t holiday_before; /* the last holiday before first_date, days since 1970; INT64_MIN: none */
    ccs_day_kind_t *kinds;
    uint32_t n_kinds; /* >= CCS_N_WEEKDAYS */
    ccs_day_t *days;
    ccs_cell_t *cells; /* one before the plan's first, for what comes before the first opening */
    ccs_stretch_t *stretches;
    uint32_t n_stretches;
} ccs_clock_t;

extern const char *const CCS_WEEKDAYS[CCS_N_WEEKDAYS]; /* "mon", ... */

/** The kind of a day of the clock. */
static inline const ccs_day_kind_t *ccs_clock_kind(const ccs_clock_t *self, uint32_t day)
{
    return &self->kinds[self->days[day].kind];
}

/** A clock time as it is written, in [0, 86400], as a time of the service day: from its beginning on, an `end` after it. */
double ccs_clock_time(const ccs_clock_t *self, double written_s, bool end);
/** The moment at which the local clock shows a time of a date, in elapsed time: of an hour that comes twice its first coming. */
double ccs_clock_moment(const ccs_clock_t *self, int64_t date, double of_day_s);
/** A moment that says by how much its clock is ahead of UTC, as the local clock shows it. @return its elapsed time, exact where it comes twice */
double ccs_clock_localize(const ccs_clock_t *self, ccs_moment_of_day_t *moment);
/** The whole of a service day, open or not. */
ccs_stretch_t ccs_clock_day(const ccs_clock_t *self, uint32_t day);
/** A day is made of its date, first_date + index, open and of the kind of its weekday: how its local time of day follows from elapsed time. */
void ccs_clock_make_day(ccs_clock_t *self, uint32_t index);
/** The service day of the centre that is meant by a day of a clock: the same, or, of a site's, that of the same date. */
static inline uint32_t ccs_clock_service_day(const ccs_clock_t *self, uint32_t day)
{
    const uint32_t edge = self->n_edge_days, last = self->n_days - 2 * edge - 1, of_centre = day < edge ? 0 : day - edge;

    return of_centre < last ? of_centre : last;
}
/** "08:30" of a time of the service day. @return text */
const char *ccs_clock_show(double time_s, char *text, size_t size);
/** Opening hours as text, "08:00-12:00, 13:00-17:30". @return text */
const char *ccs_opening_text(const ccs_opening_t *self, char *text, size_t size);
/** Intervals from one time to another, the last one perhaps shorter. */
double ccs_intervals_between(double from_s, double to_s, double interval_s);
/** Intervals of a day with these hours. */
uint32_t ccs_opening_intervals(const ccs_opening_t *self, double interval_s);
double ccs_opening_length(const ccs_opening_t *self);

#endif
