/* read_over_time.c - values over time as curves: of constants, lists by interval, rows of times, tables by weekday of these, rows with dates.
 * Invariant: the spans of a curve are ascending and do not overlap, in local time of day. */
#include "read_over_time.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "date.h"
#include "read_dated.h"
#include "read_weekdays.h"
#include "units.h"

enum { TABLE_ROWS = 6 /* of one length: that is no plan of a few steps */ };

/* A value over time on its way to its curves. */
typedef struct {
    const ccs_place_t *at;
    const ccs_over_time_t *what;
    ccs_weekdays_t table;
    ccs_curves_t *curves;
    bool told_start, told_end; /* one warning each, not one a kind of day */
} reading_t;

/* Until when the last of the rows (time, value) holds: closing, or the end of the day where all hours count; behind closing, where it can only be told of, as long as the one
 * before it. */
static double end_of_last(const ccs_clock_t *clock, const ccs_opening_t *opening, const ccs_written_t *series, bool all_hours)
{
    const ccs_span_t *const last = &series->items[series->n - 1];

    if (all_hours) return clock->day_starts_s + CCS_DAY_S;
    const double closing_s = opening->n > 0 ? opening->hours[opening->n - 1].to_s : 0;
    const double step_s = series->n > 1 ? last->from_s - last[-1].from_s : clock->interval_s;

    return last->from_s < closing_s ? closing_s : fmin(last->from_s + step_s, clock->day_starts_s + CCS_DAY_S);
}

/* The parts of a row without the pauses that it lasts through: there nobody is asked for. @return how many, at most opening->n */
static uint32_t cut_pauses(const ccs_opening_t *opening, const ccs_span_t *row, ccs_span_t *parts)
{
    ccs_span_t rest = *row;
    uint32_t n = 0;

    for (uint32_t i = 1; i < opening->n; i++) {
        const double from_s = opening->hours[i - 1].to_s, to_s = opening->hours[i].from_s;

        if (from_s <= rest.from_s || to_s > rest.to_s) continue;
        parts[n] = rest;
        parts[n++].to_s = from_s;
        rest.from_s = to_s;
    }
    if (rest.to_s > rest.from_s) parts[n++] = rest;
    return n;
}

/* Whether rows of agents are of one length, as in a table by half-hours: then the last one is not meant to hold much longer. */
static bool is_table_of_agents(const reading_t *reading, const ccs_written_t *series)
{
    const ccs_span_t *const rows = series->items;

    if (series->n < TABLE_ROWS || !reading->what->unit || strcmp(reading->what->unit, "agents") != 0) return false;
    for (uint32_t i = 2; i < series->n; i++)
        if (rows[i].from_s - rows[i - 1].from_s != rows[1].from_s - rows[0].from_s) return false;
    return true;
}

/* What lies before the first row is easily forgotten, and a count whose row lasts long is easily misread. */
static void tell_ends(ccs_reader_t *self, const ccs_place_t *at, reading_t *reading, const ccs_written_t *series,
    const ccs_curve_t *curve)
{
    const ccs_opening_t *const opening = curve->opening;
    const double first_s = series->items[0].from_s, last_s = series->items[series->n - 1].from_s;
    const double length_s = end_of_last(self->clock, opening, series, reading->what->all_hours) - last_s;
    char row[CCS_UNITS_TEXT_MAX], hour[CCS_UNITS_TEXT_MAX], length[CCS_UNITS_TEXT_MAX];
    double longest_s = 0;

    for (uint32_t i = 1; i < series->n; i++) longest_s = fmax(longest_s, series->items[i].from_s - series->items[i - 1].from_s);
    if (!reading->told_start && opening->hours[0].from_s < first_s) {
        reading->told_start = true;
        ccs_reader_warning(self, at, "%s before the first row, %s, though the centre opens at %s (%s): add a row for it",
            reading->what->none ? reading->what->none : "nothing arrives", ccs_clock_show(first_s, row, sizeof row),
            ccs_clock_show(opening->hours[0].from_s, hour, sizeof hour), curve->name);
    }
    if (!reading->told_end && reading->what->counts && !reading->what->all_hours && series->n > 1 && length_s > longest_s) {
        reading->told_end = true;
        ccs_reader_warning(self, at,
            "the last row, %s, is %s before closing (%s), and its contacts are spread over all of that, though rows before are at most %s long: if the day was not over yet, the rows behind it are missing",
            ccs_clock_show(last_s, row, sizeof row), ccs_units_show_duration(length_s, hour, sizeof hour), curve->name,
            ccs_units_show_duration(longest_s, length, sizeof length));
    }
    if (!reading->told_end && series->holds && length_s > longest_s && is_table_of_agents(reading, series)) {
        reading->told_end = true;
        ccs_reader_warning(self, at,
            "the last row, %s, holds for %s, until closing (%s), though rows are %s apart: if rows behind it are missing, add them",
            ccs_clock_show(last_s, row, sizeof row), ccs_units_show_duration(length_s, hour, sizeof hour), curve->name,
            ccs_units_show_duration(longest_s, length, sizeof length));
    }
}

/* Numbers that count the contacts of a span become rates. @return false if something was recorded */
static bool count_to_rate(ccs_reader_t *self, const ccs_place_t *at, const reading_t *reading, ccs_span_t *spans, uint32_t n)
{
    double length_s = 0;
    char from[CCS_UNITS_TEXT_MAX];

    for (uint32_t i = 0; i < n; i++) length_s += spans[i].to_s - spans[i].from_s;
    for (uint32_t i = 0; i < n; i++) spans[i].value *= 1 / length_s;
    if (n == 0 || spans[0].value <= reading->what->max_per_s) return true;
    ccs_reader_error(self, at, "must be at most a million contacts a second, found %.3g a second at %s", spans[0].value,
        ccs_clock_show(spans[0].from_s, from, sizeof from));
    return false;
}

/* A list per interval of a day's opening hours. */
static bool spread_over_hours(ccs_reader_t *self, const ccs_place_t *at, const reading_t *reading, const ccs_written_t *series,
    ccs_curve_t *curve)
{
    const ccs_clock_t *const clock = self->clock;
    const ccs_opening_t *const opening = curve->opening;
    const uint32_t expected = ccs_opening_intervals(opening, clock->interval_s);
    char hours[160], step[CCS_UNITS_TEXT_MAX];
    uint32_t n = 0;

    if (series->n != expected) {
        ccs_reader_error(self, at, "found %lu, expected %lu for %s in steps of %s (%s)", (unsigned long) series->n,
            (unsigned long) expected, ccs_opening_text(opening, hours, sizeof hours),
            ccs_units_show_duration(clock->interval_s, step, sizeof step), curve->name);
        return false;
    }
    ccs_span_t *const spans = ccs_reader_array(self, expected, sizeof *spans);

    for (uint32_t i = 0; i < opening->n && spans; i++) {
        for (double from_s = opening->hours[i].from_s; n < expected && from_s < opening->hours[i].to_s - 1e-6 * clock->interval_s;
             n++) {
            const double to_s = fmin(from_s + clock->interval_s, opening->hours[i].to_s);

            spans[n] = (ccs_span_t){.from_s = from_s, .to_s = to_s, .value = series->items[n].value};
            if (reading->what->counts && !count_to_rate(self, at, reading, &spans[n], 1)) return false;
            from_s = to_s;
        }
    }
    curve->n = n;
    curve->spans = spans;
    curve->of_opening = true;
    return spans != NULL;
}

/* Rows as spans of a day. @return false if something was recorded */
static bool spread_rows(ccs_reader_t *self, const ccs_place_t *at, reading_t *reading, const ccs_written_t *series,
    ccs_curve_t *curve)
{
    const ccs_opening_t *const opening = curve->opening;
    ccs_span_t *const spans = ccs_reader_array(self, series->n + opening->n, sizeof *spans);
    uint32_t n = 0;

    if (!spans) return false;
    if (series->holds && opening->n > 0) tell_ends(self, at, reading, series, curve);
    for (uint32_t i = 0; i < series->n; i++) {
        const uint32_t first = n;
        ccs_span_t row = series->items[i];

        if (series->holds && i + 1 == series->n) row.to_s = end_of_last(self->clock, opening, series, reading->what->all_hours);
        if (series->holds && !reading->what->all_hours) n += cut_pauses(opening, &row, spans + n);
        else spans[n++] = row;
        if (reading->what->counts && !count_to_rate(self, at, reading, spans + first, n - first)) return false;
    }
    curve->n = n;
    curve->spans = spans;
    return true;
}

/* The curve of a kind of day, or of a day, from its series. */
static bool make_curve(ccs_reader_t *self, const ccs_place_t *at, reading_t *reading, const ccs_written_t *series,
    ccs_curve_t *curve)
{
    if (series->form == CCS_SERIES_LIST) return spread_over_hours(self, at, reading, series, curve);
    if (series->form == CCS_SERIES_ROWS) return spread_rows(self, at, reading, series, curve);
    curve->n = 1;
    curve->spans = series->items;
    curve->constant = true;
    return true;
}

/* The value of one weekday and of all later ones that share it. */
static bool read_weekday(ccs_reader_t *self, reading_t *reading, int first)
{
    const ccs_weekdays_t *const table = &reading->table;
    const ccs_place_t field = table->is_table ? ccs_place_field(reading->at, table->value[first]) : *reading->at;
    ccs_written_t series;

    if (!ccs_series_read(self, &field, reading->what, &series)) return false;
    ccs_series_doubt(self, &field);
    if (series.form == CCS_SERIES_LIST && reading->what->even && !ccs_series_spread_evenly(self, &field, &series)) return false;
    if (series.form == CCS_SERIES_CONSTANT && reading->what->counts) series.items->value *= 1 / self->clock->interval_s;
    for (uint32_t k = 0; k < reading->curves->n; k++) {
        const ccs_day_kind_t *const kind = &self->clock->kinds[k];
        const bool asked =
            kind->used || (reading->what->all_hours && series.form != CCS_SERIES_LIST); /* a list is one of opening hours */

        if (table->first_of[kind->weekday] != first || !asked) continue;
        if (!make_curve(self, &field, reading, &series, &reading->curves->of[k])) return false;
    }
    return true;
}

ccs_curves_t ccs_curves_new(ccs_reader_t *self)
{
    const uint32_t n = self->clock->n_kinds;
    ccs_curves_t curves = {.n = n, .of = ccs_reader_array(self, n, sizeof *curves.of)};

    if (!curves.of) return (ccs_curves_t){0};
    for (uint32_t k = 0; k < n; k++) {
        const ccs_day_kind_t *const kind = &self->clock->kinds[k];

        curves.of[k] = (ccs_curve_t){.asked = kind->used, .name = kind->name, .opening = &kind->opening};
    }
    return curves;
}

bool ccs_curves_by_day(ccs_reader_t *self, ccs_curves_t *curves)
{
    static const ccs_opening_t closed = {0};
    const ccs_clock_t *const clock = self->clock;
    ccs_curve_t *const of = ccs_reader_array(self, clock->n_days, sizeof *of);
    char date[CCS_DATE_MAX];

    for (uint32_t d = 0; d < clock->n_days && of && !curves->by_day; d++) {
        const ccs_day_t *const day = &clock->days[d];

        of[d] = curves->of[day->kind];
        of[d].asked = day->open;
        of[d].opening = day->open ? &ccs_clock_kind(clock, d)->opening : &closed;
        of[d].name = ccs_arena_strdup(self->arena, ccs_date_show(day->date, date, sizeof date));
        if (!of[d].name) self->out_of_memory = true;
    }
    if (of && !curves->by_day) *curves = (ccs_curves_t){.n = clock->n_days, .of = of, .by_day = true};
    return of != NULL;
}

/* How much longer than its local time a span of a day lasts, because clocks go back within it; negative where they go forward. */
static double longer_s(const ccs_day_t *day, const ccs_span_t *span)
{
    const double back_s = day->shift_s - day->shift_after_s, at_s = day->jump_s + fmin(day->shift_s, day->shift_after_s);

    if (isinf(day->jump_s)) return 0;
    return copysign(fmax(0, fmin(span->to_s, at_s + fabs(back_s)) - fmax(span->from_s, at_s)), back_s);
}

/* A row with a date counts the contacts of that day, those of an hour that comes twice together. */
static void count_by_clock_change(ccs_reader_t *self, const ccs_day_t *day, ccs_curve_t *curve)
{
    ccs_span_t *const spans = isinf(day->jump_s) ? NULL : ccs_reader_array(self, curve->n, sizeof *spans);

    for (uint32_t i = 0; spans && i < curve->n; i++) {
        const ccs_span_t *const span = &curve->spans[i];
        const double local_s = span->to_s - span->from_s, elapsed_s = local_s + longer_s(day, span);

        spans[i] = *span;
        if (elapsed_s > 0) spans[i].value *= local_s / elapsed_s;
    }
    if (spans) curve->spans = spans;
}

/* What is written with dates: a curve for each day. */
static bool read_days(ccs_reader_t *self, reading_t *reading)
{
    const ccs_clock_t *const clock = self->clock;
    ccs_written_t *const series = ccs_reader_array(self, clock->n_days, sizeof *series);
    ccs_curves_t *const curves = reading->curves;

    if (!series || !ccs_curves_by_day(self, curves)) return false;
    ccs_series_doubt(self, reading->at);
    if (!ccs_read_dated(self, reading->at, reading->what, series)) return false;
    for (uint32_t d = 0; d < clock->n_days; d++) {
        const ccs_place_t *const at = reading->at;

        if (series[d].n == 0) continue;
        curves->of[d].asked = true;
        if (series[d].form == CCS_SERIES_CONSTANT && reading->what->counts) series[d].items->value *= 1 / clock->interval_s;
        if (!make_curve(self, at, reading, &series[d], &curves->of[d])) return false;
        if (series[d].form == CCS_SERIES_ROWS && reading->what->counts)
            count_by_clock_change(self, &clock->days[d], &curves->of[d]);
    }
    return true;
}

/* Whether a day of the scenario that is open falls on a weekday. */
static bool is_used(const ccs_clock_t *clock, int weekday)
{
    for (uint32_t k = 0; k < clock->n_kinds; k++)
        if (clock->kinds[k].used && clock->kinds[k].weekday == (uint32_t) weekday) return true;
    return false;
}

bool ccs_read_curves(ccs_reader_t *self, const ccs_place_t *at, const ccs_over_time_t *what, ccs_curves_t *curves)
{
    reading_t reading = {.at = at, .what = what, .curves = curves};

    *curves = ccs_curves_new(self);
    if (!curves->of) return false;
    if (ccs_is_dated(at->value)) return read_days(self, &reading);
    bool valid = ccs_read_weekdays(self, at, &reading.table);

    for (int day = 0; day < CCS_N_WEEKDAYS; day++) {
        const bool given = reading.table.value[day] != NULL;

        if (given && reading.table.first_of[day] == day) valid &= read_weekday(self, &reading, day);
        if (!given && is_used(self->clock, day)) {
            ccs_reader_error(self, at, "has no value for %s, a day on which the centre is open", CCS_WEEKDAYS[day]);
            valid = false;
        }
    }
    return valid;
}

bool ccs_read_constant(ccs_reader_t *self, const ccs_place_t *at, const ccs_over_time_t *what, double *x)
{
    if (at->value->kind == CCS_VALUE_LIST || at->value->kind == CCS_VALUE_GROUP) {
        ccs_reader_expected(self, at, "one number, as nothing changes over time in steady mode");
        return false;
    }
    ccs_series_doubt(self, at);
    return ccs_series_value(self, at, what, x);
}

/* --- curves in elapsed time -------------------------------------------------------------------------------------------- */

double ccs_curve_total(const ccs_curve_t *self)
{
    double sum = 0;

    for (uint32_t i = 0; i < self->n; i++) sum += self->spans[i].value * (self->spans[i].to_s - self->spans[i].from_s);
    return sum;
}

double ccs_curve_open(const ccs_curve_t *self)
{
    const ccs_opening_t *const opening = self->opening;
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

const ccs_curve_t *ccs_curves_day(const ccs_clock_t *clock, const ccs_curves_t *curves, uint32_t day)
{
    return &curves->of[curves->by_day ? day : clock->days[day].kind];
}

static void walk_stretch(const ccs_clock_t *clock, const ccs_curves_t *curves, const ccs_stretch_t *s, const ccs_sink_t *sink)
{
    const ccs_day_t *const day = &clock->days[s->day];
    const ccs_curve_t *const curve = ccs_curves_day(clock, curves, s->day);
    const double jump_s = fmin(fmax(day->jump_s, s->start_s), s->end_s);
    const ccs_stretch_t before = {.day = s->day, .start_s = s->start_s, .end_s = jump_s};
    const ccs_stretch_t after = {.day = s->day, .start_s = jump_s, .end_s = s->end_s};

    if (before.end_s > before.start_s) walk_part(curve, sink, &before, day->shift_s);
    if (after.end_s > after.start_s) walk_part(curve, sink, &after, day->shift_after_s);
}

void ccs_curves_walk(const ccs_clock_t *clock, const ccs_curves_t *curves, const ccs_sink_t *sink)
{
    for (uint32_t i = 0; i < clock->n_stretches; i++) walk_stretch(clock, curves, &clock->stretches[i], sink);
}

void ccs_curves_walk_days(const ccs_clock_t *clock, const ccs_curves_t *curves, const ccs_sink_t *sink)
{
    for (uint32_t d = 0; d < clock->n_days; d++) {
        const ccs_stretch_t whole = ccs_clock_day(clock, d);
        const ccs_curve_t *const curve = ccs_curves_day(clock, curves, d);

        if (curve->n > 0 && (clock->days[d].open || !curve->of_opening)) walk_stretch(clock, curves, &whole, sink);
    }
}
