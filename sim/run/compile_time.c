/* compile_time.c - values over time: constants, lists per interval, rows of times, tables by weekday. Invariant: the spans of
 * a curve are ascending and do not overlap, in local time of day. */
#include "compile_internal.h"

#include <math.h>
#include <stdio.h>

#include "units.h"

enum form { CONSTANT, LIST, ROWS };

/* A value over time as it is written, before it is known for which hours. */
typedef struct {
    enum form form;
    uint32_t n;
    ccs_span_t *items; /* of a LIST only the values count */
} series_t;

/* --- single values ----------------------------------------------------------------------------------------------------- */

static bool read_value(ccs_compiler_t *self, const ccs_place_t *at, const ccs_over_time_t *what, double *x)
{
    char shown[CCS_UNITS_TEXT_MAX];

    if (!ccs_compile_number(self, at, "a number", x)) return false;
    if (*x < 0) {
        ccs_compile_expected(self, at, "a number that is not negative");
    } else if (*x > what->max) {
        ccs_compile_error(self, at, "must be at most %s%s%s, found %s",
            ccs_units_write_number(what->max_shown, shown, sizeof shown), what->unit ? " " : "", what->unit ? what->unit : "",
            ccs_value_show(at->value, (char[80]){0}, 80));
    } else {
        return true;
    }
    return false;
}

static bool read_time(ccs_compiler_t *self, const ccs_place_t *at, double *time_s)
{
    if (at->value->kind == CCS_VALUE_STRING && ccs_units_time_of_day(at->value->as.text, time_s) == 0) return true;
    ccs_compile_expected(self, at, CCS_UNITS_TIME_OF_DAY_FORM);
    return false;
}

/* --- rows -------------------------------------------------------------------------------------------------------------- */

/* One row (from, to, value) or (time, value); to_s of the latter is left 0. @return false if something was recorded */
static bool read_row(ccs_compiler_t *self, const ccs_place_t *at, const ccs_over_time_t *what, ccs_span_t *span)
{
    const ccs_value_t *v = at->value->first;
    const ccs_place_t from = ccs_place_element(at, v, 0), second = ccs_place_element(at, v->next, 1);

    if (!read_time(self, &from, &span->from_s)) return false;
    if (at->value->n == 2) return read_value(self, &second, what, &span->value);
    const ccs_place_t third = ccs_place_element(at, v->next->next, 2);

    return read_time(self, &second, &span->to_s) && read_value(self, &third, what, &span->value);
}

/* Rows (from, to, value): ascending, apart; between them the value is 0. */
static bool check_spans(ccs_compiler_t *self, const ccs_place_t *at, const series_t *series)
{
    const ccs_value_t *v = at->value->first;

    for (uint32_t i = 0; v && i < series->n; i++, v = v->next) {
        const ccs_span_t *const span = &series->items[i];
        const ccs_place_t row = ccs_place_element(at, v, i);

        if (span->to_s <= span->from_s) {
            ccs_compile_expected(self, &row, "a row whose end comes after its beginning");
            return false;
        }
        if (i > 0 && span->from_s < span[-1].to_s) {
            ccs_compile_expected(self, &row, "rows in ascending order that do not overlap");
            return false;
        }
    }
    return true;
}

/* Rows (time, value): a regular step; each row holds until the next, the last for one step. A single row holds for one
 * interval. */
static bool close_steps(ccs_compiler_t *self, const ccs_place_t *at, series_t *series)
{
    ccs_span_t *const items = series->items;
    const double step_s = series->n > 1 ? items[1].from_s - items[0].from_s : self->clock.interval_s;
    const ccs_value_t *v = at->value->first;
    char wanted[CCS_UNITS_TEXT_MAX], step[CCS_UNITS_TEXT_MAX], shown[80];

    for (uint32_t i = 0; v && i < series->n; i++, v = v->next) {
        const ccs_place_t row = ccs_place_element(at, v, i);
        const double wanted_s = items[0].from_s + i * step_s;

        if (step_s <= 0 && i == 1) {
            ccs_compile_expected(self, &row, "rows in ascending order of time");
            return false;
        }
        if (items[i].from_s != wanted_s) {
            ccs_compile_error(self, &row, "expected the row of %s, as the rows before it are %s apart, found %s",
                ccs_units_show_time_of_day(wanted_s, wanted, sizeof wanted), ccs_units_show_duration(step_s, step, sizeof step),
                ccs_value_show(v, shown, sizeof shown));
            return false;
        }
        items[i].to_s = fmin(wanted_s + step_s, CCS_DAY_S);
    }
    return true;
}

static bool read_rows(ccs_compiler_t *self, const ccs_place_t *at, const ccs_over_time_t *what, series_t *series)
{
    const uint32_t width = at->value->first->n;
    uint32_t index = 0;

    series->form = ROWS;
    for (const ccs_value_t *v = at->value->first; v; v = v->next, index++) {
        const ccs_place_t row = ccs_place_element(at, v, index);

        if (v->kind != CCS_VALUE_LIST || v->n != width || (width != 2 && width != 3)) {
            ccs_compile_expected(self, &row, "a row (from, to, number) or (time, number), like the others");
            return false;
        }
        if (!read_row(self, &row, what, &series->items[index])) return false;
    }
    return width == 3 ? check_spans(self, at, series) : close_steps(self, at, series);
}

/* --- series ------------------------------------------------------------------------------------------------------------ */

static bool read_list(ccs_compiler_t *self, const ccs_place_t *at, const ccs_over_time_t *what, series_t *series)
{
    uint32_t index = 0;
    bool valid = true;

    series->form = LIST;
    for (const ccs_value_t *v = at->value->first; v; v = v->next, index++) {
        const ccs_place_t element = ccs_place_element(at, v, index);

        if (!read_value(self, &element, what, &series->items[index].value)) valid = false;
    }
    return valid;
}

/* A constant, a list or rows, with everything that can be checked without knowing the hours. */
static bool read_series(ccs_compiler_t *self, const ccs_place_t *at, const ccs_over_time_t *what, series_t *series)
{
    const bool is_list = at->value->kind == CCS_VALUE_LIST && at->value->n > 0 && !what->constants;
    double x;

    *series = (series_t){.form = CONSTANT, .n = is_list ? at->value->n : 1};
    if (!is_list && (what->even || !ccs_compile_is_number(at->value, &x))) {
        ccs_compile_expected(self, at, ccs_shape_text(at->row->shape));
        return false;
    }
    series->items = ccs_compile_array(self, series->n, sizeof *series->items);
    if (!series->items) return false;
    if (!is_list) {
        series->items->to_s = CCS_DAY_S;
        return read_value(self, at, what, &series->items->value);
    }
    const bool rows = at->value->first->kind == CCS_VALUE_LIST && at->value->first->n > 0;

    return rows ? read_rows(self, at, what, series) : read_list(self, at, what, series);
}

/* A list that covers 24 hours evenly, whatever the opening hours. */
static bool spread_evenly(ccs_compiler_t *self, const ccs_place_t *at, series_t *series)
{
    if (series->n % 24 != 0 || CCS_DAY_S % series->n != 0) {
        ccs_compile_error(self, at,
            "expected 24, 48, 72, 96, 144, 288 or 1440 numbers that cover 24 hours, or rows (time, number), "
            "found %lu numbers",
            (unsigned long) series->n);
        return false;
    }
    for (uint32_t i = 0; i < series->n; i++) {
        series->items[i].from_s = (double) CCS_DAY_S / series->n * i;
        series->items[i].to_s = (double) CCS_DAY_S / series->n * (i + 1);
    }
    series->form = ROWS;
    return true;
}

/* A list per interval of a weekday's opening hours. */
static bool spread_over_hours(ccs_compiler_t *self, const ccs_place_t *at, const series_t *series, int weekday,
    ccs_curve_t *curve)
{
    const ccs_clock_t *const clock = &self->clock;
    const ccs_opening_t *const opening = &clock->opening[weekday];
    const uint32_t expected = ccs_opening_intervals(opening, clock->interval_s);
    char hours[160], step[CCS_UNITS_TEXT_MAX];
    uint32_t n = 0;

    if (series->n != expected) {
        ccs_compile_error(self, at, "found %lu, expected %lu for %s in steps of %s (%s)", (unsigned long) series->n,
            (unsigned long) expected, ccs_opening_text(opening, hours, sizeof hours),
            ccs_units_show_duration(clock->interval_s, step, sizeof step), CCS_WEEKDAYS[weekday]);
        return false;
    }
    ccs_span_t *const spans = ccs_compile_array(self, expected, sizeof *spans);

    for (uint32_t i = 0; i < opening->n && spans; i++) {
        for (double from_s = opening->hours[i].from_s; n < expected && from_s < opening->hours[i].to_s - 1e-6 * clock->interval_s;
             n++) {
            const double to_s = fmin(from_s + clock->interval_s, opening->hours[i].to_s);

            spans[n] = (ccs_span_t){.from_s = from_s, .to_s = to_s, .value = series->items[n].value};
            from_s = to_s;
        }
    }
    *curve = (ccs_curve_t){.n = n, .spans = spans};
    return spans != NULL;
}

/* The curve of one weekday from its series. */
static bool make_curve(ccs_compiler_t *self, const ccs_place_t *at, const series_t *series, int weekday, ccs_curve_t *curve)
{
    if (series->form == LIST) return spread_over_hours(self, at, series, weekday, curve);
    *curve = (ccs_curve_t){.n = series->n, .spans = series->items, .constant = series->form == CONSTANT};
    return true;
}

/* A value over time on its way to the curves of a week. */
typedef struct {
    const ccs_place_t *at;
    const ccs_over_time_t *what;
    ccs_weekdays_t table;
    ccs_week_t *week;
} reading_t;

/* The value of one weekday and of all later ones that share it. */
static bool read_weekday(ccs_compiler_t *self, const reading_t *reading, int first)
{
    const ccs_weekdays_t *const table = &reading->table;
    const ccs_place_t field = table->is_table ? ccs_place_field(reading->at, table->value[first]) : *reading->at;
    series_t series;

    if (!read_series(self, &field, reading->what, &series)) return false;
    if (series.form == LIST && reading->what->even && !spread_evenly(self, &field, &series)) return false;
    for (int day = first; day < 7; day++) {
        if (table->first_of[day] != first || !self->clock.used[day]) continue;
        if (!make_curve(self, &field, &series, day, &reading->week->of[day])) return false;
    }
    return true;
}

bool ccs_compile_week(ccs_compiler_t *self, const ccs_place_t *at, const ccs_over_time_t *what, ccs_week_t *week)
{
    reading_t reading = {.at = at, .what = what, .week = week};

    *week = (ccs_week_t){0};
    bool valid = ccs_compile_weekdays(self, at, &reading.table);

    for (int day = 0; day < 7; day++) {
        const bool given = reading.table.value[day] != NULL;

        if (given && reading.table.first_of[day] == day) valid &= read_weekday(self, &reading, day);
        if (!given && self->clock.used[day]) {
            ccs_compile_error(self, at, "has no value for %s, a day on which the centre is open", CCS_WEEKDAYS[day]);
            valid = false;
        }
    }
    return valid;
}

bool ccs_compile_constant(ccs_compiler_t *self, const ccs_place_t *at, const ccs_over_time_t *what, double *x)
{
    if (at->value->kind == CCS_VALUE_LIST || at->value->kind == CCS_VALUE_GROUP) {
        ccs_compile_expected(self, at, "one number, as nothing changes over time in steady mode");
        return false;
    }
    return read_value(self, at, what, x);
}

/* --- curves in elapsed time -------------------------------------------------------------------------------------------- */

double ccs_curve_total(const ccs_curve_t *self)
{
    double sum = 0;

    for (uint32_t i = 0; i < self->n; i++) sum += self->spans[i].value * (self->spans[i].to_s - self->spans[i].from_s);
    return sum;
}

double ccs_curve_open(const ccs_curve_t *self, const ccs_opening_t *opening)
{
    double sum = 0;

    for (uint32_t i = 0; i < self->n; i++) {
        for (uint32_t j = 0; j < opening->n; j++) {
            const double from_s = fmax(self->spans[i].from_s, opening->hours[j].from_s);
            const double to_s = fmin(self->spans[i].to_s, opening->hours[j].to_s);

            if (to_s > from_s) sum += self->spans[i].value * (to_s - from_s);
        }
    }
    return sum;
}

static void emit(const ccs_sink_t *sink, uint32_t day, double start_s, double end_s, double value)
{
    const ccs_piece_t piece = {.day = day, .start_s = start_s, .end_s = end_s, .value = value};

    if (end_s > start_s) sink->take(sink->to, &piece);
}

/* [start, end) of a day, on one side of its clock change: local time of day = time + shift. */
static void walk_part(const ccs_curve_t *curve, const ccs_sink_t *sink, const ccs_stretch_t *part, double shift_s)
{
    double at_s = part->start_s;

    for (uint32_t i = 0; i < curve->n; i++) {
        const double from_s = fmax(curve->spans[i].from_s - shift_s, at_s),
                     to_s = fmin(curve->spans[i].to_s - shift_s, part->end_s);

        if (to_s <= from_s) continue;
        emit(sink, part->day, at_s, from_s, 0);
        emit(sink, part->day, from_s, to_s, curve->spans[i].value);
        at_s = to_s;
    }
    emit(sink, part->day, at_s, part->end_s, 0);
}

void ccs_compile_walk(const ccs_clock_t *clock, const ccs_week_t *week, const ccs_sink_t *sink)
{
    for (uint32_t i = 0; i < clock->n_stretches; i++) {
        const ccs_stretch_t *const s = &clock->stretches[i];
        const ccs_day_t *const day = &clock->days[s->day];
        const ccs_curve_t *const curve = &week->of[day->weekday];
        const double jump_s = fmin(fmax(day->jump_s, s->start_s), s->end_s);
        const ccs_stretch_t before = {.day = s->day, .start_s = s->start_s, .end_s = jump_s};
        const ccs_stretch_t after = {.day = s->day, .start_s = jump_s, .end_s = s->end_s};

        if (before.end_s > before.start_s) walk_part(curve, sink, &before, day->shift_s);
        if (after.end_s > after.start_s) walk_part(curve, sink, &after, day->shift_after_s);
    }
}
