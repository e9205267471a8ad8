/* read_dated.c - rows with dates. Invariant: a row belongs to the service day in which its time falls; the rows of a day stand together. */
#include "read_dated.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "date.h"
#include "units.h"

enum { DAYS_TOLD = 6 };

#define MOMENT "a date and time such as \"2026-03-02T08:00\", or a date"

bool ccs_read_moment(const ccs_value_t *value, ccs_moment_of_day_t *moment)
{
    return value->kind == CCS_VALUE_STRING && ccs_moment_text(value->as.text, moment);
}

/* As contacts are recorded. */
static bool read_exact(const ccs_value_t *value, ccs_moment_of_day_t *moment)
{
    return value->kind == CCS_VALUE_STRING && ccs_moment_exact(value->as.text, moment);
}

double ccs_read_time(ccs_reader_t *self, const ccs_place_t *at, bool end)
{
    ccs_moment_of_day_t moment;

    if (!at->value) return NAN;
    if (!ccs_read_moment(at->value, &moment)) {
        ccs_reader_expected(self, at, ccs_shape_text(CCS_SHAPE_MOMENT));
        return NAN;
    }
    if (moment.has_time) return ccs_clock_localize(self->clock, &moment);
    return ccs_clock_moment(self->clock, moment.date, self->clock->day_starts_s + (end ? CCS_DAY_S : 0));
}

bool ccs_is_dated(const ccs_value_t *value)
{
    const ccs_value_t *const row = value->kind == CCS_VALUE_LIST ? value->first : NULL;
    ccs_moment_of_day_t moment;

    return row && row->kind == CCS_VALUE_LIST && row->first && read_exact(row->first, &moment);
}

/* --- rows -------------------------------------------------------------------------------------------------------------- */

/* Rows on their way to the days that they are of. */
typedef struct {
    const ccs_place_t *at;
    const ccs_over_time_t *what;
    ccs_written_t *series; /* by day of the clock */
    uint32_t width;        /* cells of a row */
    int64_t day;           /* of the clock, of the row before; before the first one none */
    int64_t first, last;   /* dates met */
} reading_t;

/* The end of a row (from, to, x): a time of day, or with its date. @return false if something was recorded */
static bool read_end(ccs_reader_t *self, const ccs_place_t *at, const ccs_moment_of_day_t *from, double *to_s)
{
    ccs_moment_of_day_t end;
    double written_s;

    if (at->value->kind == CCS_VALUE_STRING && ccs_units_time_of_day(at->value->as.text, &written_s) == 0) {
        *to_s = ccs_clock_time(self->clock, written_s, true);
        return true;
    }
    if (!ccs_read_moment(at->value, &end) || !end.has_time) {
        ccs_reader_expected(self, at, CCS_UNITS_TIME_OF_DAY_FORM ", alone or behind its date");
        return false;
    }
    (void) ccs_clock_localize(self->clock, &end);
    *to_s = ccs_clock_time(self->clock, from->time_s, false) + (double) (end.date - from->date) * CCS_DAY_S + end.time_s -
        from->time_s;
    return true;
}

/* The value of a row, and until when it says that it holds. @return false if something was recorded */
static bool read_rest(ccs_reader_t *self, const ccs_place_t *row, const reading_t *reading, const ccs_moment_of_day_t *from,
    ccs_span_t *span)
{
    const ccs_value_t *const second = row->value->first->next, *const last = row->value->last;
    const ccs_place_t end = ccs_place_element(row, second, 1), value = ccs_place_element(row, last, reading->width - 1);

    span->from_s = ccs_clock_time(self->clock, from->time_s, false);
    span->to_s = 0;
    return (reading->width == 2 || read_end(self, &end, from, &span->to_s)) &&
        ccs_series_value(self, &value, reading->what, &span->value);
}

/* A row of a whole day: the only one of that day. */
static bool take_day(ccs_reader_t *self, const ccs_place_t *row, const reading_t *reading, ccs_written_t *series)
{
    const double starts_s = self->clock->day_starts_s;
    const ccs_place_t value = ccs_place_element(row, row->value->last, 1);

    if (reading->what->even || reading->width != 2 || series->n > 0) {
        ccs_reader_error(self, row, series->n > 0 ? "the day has a row already" : "expected a row with a time, found a day");
        return false;
    }
    series->form = CCS_SERIES_CONSTANT;
    series->items = ccs_reader_array(self, 1, sizeof *series->items);
    if (!series->items) return false;
    *series->items = (ccs_span_t){.from_s = starts_s, .to_s = starts_s + CCS_DAY_S};
    series->n = 1;
    return ccs_series_value(self, &value, reading->what, &series->items->value);
}

/* One row; the items of a day lie in the array of all of them. */
static bool take_row(ccs_reader_t *self, const ccs_place_t *row, reading_t *reading, ccs_span_t *item)
{
    const ccs_clock_t *const clock = self->clock;
    ccs_moment_of_day_t from;

    if (row->value->kind != CCS_VALUE_LIST || row->value->n != reading->width || !ccs_read_moment(row->value->first, &from)) {
        ccs_reader_expected(self, row, "a row that begins with " MOMENT ", like the others");
        return false;
    }
    (void) ccs_clock_localize(clock, &from);
    const int64_t day = from.date - clock->first_date - (from.has_time && from.time_s < clock->day_starts_s);

    if (day < reading->day) {
        ccs_reader_expected(self, row, "rows in ascending order of their dates");
        return false;
    }
    reading->day = day;
    reading->first = from.date < reading->first ? from.date : reading->first;
    reading->last = from.date > reading->last ? from.date : reading->last;
    if (day < 0 || day >= clock->n_days) return true;
    ccs_written_t *const series = &reading->series[day];

    if (!from.has_time) return take_day(self, row, reading, series);
    if (reading->what->constants || (series->n > 0 && series->form == CCS_SERIES_CONSTANT)) {
        ccs_reader_error(self, row, "expected a row of the whole day, (\"2026-03-02\", number), found one with a time");
        return false;
    }
    if (series->n++ == 0) {
        series->form = CCS_SERIES_ROWS;
        series->jumps = clock->days[day].shift_after_s > clock->days[day].shift_s;
        series->items = item;
        series->first = row->value;
        series->index = row->index;
    }
    return read_rest(self, row, reading, &from, item);
}

/* --- days without a row ------------------------------------------------------------------------------------------------ */

/* A day on which the centre is open has rows; the first that have none are named. */
static bool check_days(ccs_reader_t *self, const reading_t *reading)
{
    const ccs_clock_t *const clock = self->clock;
    char days[256], first[CCS_DATE_MAX], last[CCS_DATE_MAX], date[CCS_DATE_MAX];
    uint32_t n_missing = 0, n_open = 0;
    size_t n = 0;

    for (uint32_t d = 0; d < clock->n_days; d++) {
        const bool open = clock->days[d].open && ccs_clock_kind(clock, d)->opening.n > 0;
        const bool missing = open && reading->series[d].n == 0;

        n_open += open;
        if (missing && n_missing++ < DAYS_TOLD)
            n += (size_t) snprintf(days + n, sizeof days - n, "%s%s (%s)", n > 0 ? ", " : "",
                ccs_date_show(clock->days[d].date, date, sizeof date), CCS_WEEKDAYS[ccs_clock_kind(clock, d)->weekday]);
    }
    if (n_missing == 0) return true;
    if (n_missing == n_open) {
        ccs_reader_error(self, reading->at,
            "its rows are of %s to %s, none of the days that are simulated, %s to %s: clock.start and clock.days say which",
            ccs_date_show(reading->first, first, sizeof first), ccs_date_show(reading->last, last, sizeof last),
            ccs_date_show(clock->days[0].date, days, sizeof days),
            ccs_date_show(clock->days[clock->n_days - 1].date, date, sizeof date));
        return false;
    }
    ccs_reader_error(self, reading->at,
        "has no row for %s%s, on which the centre is open: add rows, or the date%s to clock.holidays", days,
        n_missing > DAYS_TOLD ? " and more" : "", n_missing > 1 ? "s" : "");
    return false;
}

bool ccs_read_dated(ccs_reader_t *self, const ccs_place_t *at, const ccs_over_time_t *what, ccs_written_t *series)
{
    reading_t reading = {.at = at,
        .what = what,
        .series = series,
        .width = at->value->first->n,
        .day = INT64_MIN,
        .first = INT64_MAX,
        .last = INT64_MIN};
    ccs_span_t *const items = ccs_reader_array(self, at->value->n, sizeof *items);
    uint32_t index = 0;

    for (uint32_t d = 0; d < self->clock->n_days; d++) series[d] = (ccs_written_t){.n = 0};
    if (!items) return false;
    if (reading.width != 2 && reading.width != 3) {
        const ccs_place_t row = ccs_place_element(at, at->value->first, 0);

        ccs_reader_expected(self, &row, "a row (date and time, number) or (date and time, until, number)");
        return false;
    }
    for (const ccs_value_t *v = at->value->first; v; v = v->next, index++) {
        const ccs_place_t row = ccs_place_element(at, v, index);

        if (!take_row(self, &row, &reading, &items[index])) return false;
    }
    for (uint32_t d = 0; d < self->clock->n_days; d++) {
        if (series[d].n > 0 && series[d].form == CCS_SERIES_ROWS && !ccs_series_close(self, at, reading.width, &series[d]))
            return false;
    }
    return check_days(self, &reading);
}

/* --- dates of a whole scenario ----------------------------------------------------------------------------------------- */

/* The first and the last date of rows, and at which times the first begins and the last ends. */
typedef struct {
    int64_t first, last;
    double first_s, last_s;
} dates_met_t;

static void meet_rows(const ccs_value_t *list, dates_met_t *met)
{
    ccs_moment_of_day_t moment;

    for (const ccs_value_t *row = list->first; row; row = row->next) {
        if (row->kind != CCS_VALUE_LIST || !row->first || !read_exact(row->first, &moment)) continue;
        const double last_s = moment.has_time ? moment.time_s : CCS_DAY_S;

        if (moment.date < met->first || (moment.date == met->first && moment.time_s < met->first_s)) met->first_s = moment.time_s;
        if (moment.date > met->last || (moment.date == met->last && last_s > met->last_s)) met->last_s = last_s;
        met->first = moment.date < met->first ? moment.date : met->first;
        met->last = moment.date > met->last ? moment.date : met->last;
    }
}

/* What a backlog waits since lies before the days of the run. */
static void meet_dates(const ccs_value_t *value, dates_met_t *met)
{
    if (value->key && strcmp(value->key, "backlog") == 0) return;
    if (ccs_is_dated(value)) meet_rows(value, met);
    else if (value->kind == CCS_VALUE_LIST || value->kind == CCS_VALUE_GROUP)
        for (const ccs_value_t *child = value->is_table ? NULL : value->first; child; child = child->next) meet_dates(child, met);
}

static void set_default(ccs_reader_t *self, const char *path, enum ccs_value_kind kind, const ccs_value_t *from)
{
    for (uint32_t i = 0; i < CCS_N_KEYS; i++) {
        if (strcmp(CCS_KEYS[i].path, path) != 0) continue;
        self->defaults[i].kind = kind;
        self->defaults[i].as = from->as;
    }
}

void ccs_dates_as_defaults(ccs_reader_t *self)
{
    const ccs_value_t *const start = ccs_value_get(ccs_value_get(self->root.value, "clock"), "start");
    dates_met_t met = {.first = INT64_MAX, .last = INT64_MIN};
    char date[CCS_DATE_MAX];
    ccs_value_t value = {.kind = CCS_VALUE_STRING};
    ccs_moment_of_day_t written;

    meet_dates(self->root.value, &met);
    if (met.first > met.last) return;
    /* rows of a last date that are earlier than any of the first are the end of a night */
    if (met.last > met.first && met.last_s < met.first_s) met.last--;
    value.as.text = ccs_arena_strdup(self->arena, ccs_date_show(met.first, date, sizeof date));
    if (value.as.text) set_default(self, "clock.start", CCS_VALUE_STRING, &value);
    else self->out_of_memory = true;
    if (start && ccs_read_moment(start, &written) && written.date <= met.last) met.first = written.date;
    value.as.i = met.last - met.first + 1;
    if (value.as.i <= CCS_MAX_DAYS) set_default(self, "clock.days", CCS_VALUE_INT, &value);
}
