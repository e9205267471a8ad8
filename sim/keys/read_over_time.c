/* read_over_time.c - values over time: constants, lists per interval, rows of times, tables by weekday. Invariant: the spans of
 * a curve are ascending and do not overlap, in local time of day. */
#include "read_over_time.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "read_value.h"
#include "read_weekdays.h"
#include "units.h"

enum form { CONSTANT, LIST, ROWS };

/* A value over time as it is written, before it is known for which hours. */
typedef struct {
    enum form form;
    bool holds; /* ROWS (time, value): each holds until the next one, the last until closing */
    uint32_t n;
    ccs_span_t *items; /* of a LIST only the values count */
} series_t;

/* --- single values ----------------------------------------------------------------------------------------------------- */

static bool read_value(ccs_reader_t *self, const ccs_place_t *at, const ccs_over_time_t *what, double *x)
{
    char shown[CCS_UNITS_TEXT_MAX];

    if (!ccs_read_number(self, at, "a number", x)) return false;
    if (*x < 0) {
        ccs_reader_expected(self, at, "a number that is not negative");
    } else if (*x > what->max) {
        ccs_reader_error(self, at, "must be at most %s%s%s, found %s",
            ccs_units_write_number(what->max_shown, shown, sizeof shown), what->unit ? " " : "", what->unit ? what->unit : "",
            ccs_value_show(at->value, (char[80]){0}, 80));
    } else {
        return true;
    }
    return false;
}

/* A time of the service day; of its two ends the later one if it is to be an end. */
static bool read_time(ccs_reader_t *self, const ccs_place_t *at, bool end, double *time_s)
{
    double written_s;

    if (at->value->kind == CCS_VALUE_STRING && ccs_units_time_of_day(at->value->as.text, &written_s) == 0) {
        *time_s = ccs_clock_time(self->clock, written_s, end);
        return true;
    }
    ccs_reader_expected(self, at, CCS_UNITS_TIME_OF_DAY_FORM);
    return false;
}

/* --- rows -------------------------------------------------------------------------------------------------------------- */

/* One row (from, to, value) or (time, value); to_s of the latter is left 0. @return false if something was recorded */
static bool read_row(ccs_reader_t *self, const ccs_place_t *at, const ccs_over_time_t *what, ccs_span_t *span)
{
    const ccs_value_t *v = at->value->first;
    const ccs_place_t from = ccs_place_element(at, v, 0), second = ccs_place_element(at, v->next, 1);

    if (!read_time(self, &from, false, &span->from_s)) return false;
    if (at->value->n == 2) return read_value(self, &second, what, &span->value);
    const ccs_place_t third = ccs_place_element(at, v->next->next, 2);

    return read_time(self, &second, true, &span->to_s) && read_value(self, &third, what, &span->value);
}

/* Rows whose times fall back by hours are those of a night, in a day that begins at another time. */
static void expect_order(ccs_reader_t *self, const ccs_place_t *row, double back_s, const char *expected)
{
    const double night_s = 6 * 3600.0;
    char starts[CCS_UNITS_TEXT_MAX], shown[80];

    if (back_s < night_s) {
        ccs_reader_expected(self, row, expected);
        return;
    }
    ccs_reader_error(self, row,
        "expected %s, found %s; the day begins at %s: opening hours such as \"22:00-06:00\", or clock.day_starts, let it go past "
        "midnight",
        expected, ccs_value_show(row->value, shown, sizeof shown),
        ccs_units_show_time_of_day(self->clock->day_starts_s, starts, sizeof starts));
}

/* Rows (from, to, value): ascending, apart; between them the value is 0. */
static bool check_spans(ccs_reader_t *self, const ccs_place_t *at, const series_t *series)
{
    const ccs_value_t *v = at->value->first;

    for (uint32_t i = 0; v && i < series->n; i++, v = v->next) {
        const ccs_span_t *const span = &series->items[i];
        const ccs_place_t row = ccs_place_element(at, v, i);

        if (span->to_s <= span->from_s) {
            expect_order(self, &row, span->from_s - span->to_s, "a row whose end comes after its beginning");
            return false;
        }
        if (i > 0 && span->from_s < span[-1].to_s) {
            expect_order(self, &row, span[-1].to_s - span->from_s, "rows in ascending order that do not overlap");
            return false;
        }
    }
    return true;
}

/* Whether the centre closes for a while between two times of some day. */
static bool has_pause(const ccs_clock_t *clock, double from_s, double to_s)
{
    for (uint32_t k = 0; k < clock->n_kinds; k++) {
        const ccs_opening_t *const opening = &clock->kinds[k].opening;

        for (uint32_t i = 1; clock->kinds[k].used && i < opening->n; i++)
            if (opening->hours[i - 1].to_s > from_s && opening->hours[i].from_s <= to_s) return true;
    }
    return false;
}

/* Whether row i of a file comes later than its neighbours let expect: a single step that is a multiple of the one before it. */
static bool is_gap(const ccs_clock_t *clock, const series_t *series, uint32_t i)
{
    const ccs_span_t *const row = &series->items[i];
    const double before_s = row[-1].from_s - row[-2].from_s, step_s = row->from_s - row[-1].from_s;
    const bool single = i + 1 == series->n || row[1].from_s - row->from_s < step_s;

    return step_s > before_s && fmod(step_s, before_s) == 0 && single && !has_pause(clock, row[-1].from_s, row->from_s);
}

/* A file whose steps are regular but for one has lost a row; whoever writes rows by hand means the steps that stand there. */
static bool check_gaps(ccs_reader_t *self, const ccs_place_t *at, const series_t *series)
{
    const ccs_value_t *v = at->value->first;
    char wanted[CCS_UNITS_TEXT_MAX], step[CCS_UNITS_TEXT_MAX], shown[80];

    for (uint32_t i = 0; v && i < series->n; i++, v = v->next) {
        if (i < 2 || !is_gap(self->clock, series, i)) continue;
        const ccs_place_t row = ccs_place_element(at, v, i);
        const double before_s = series->items[i - 1].from_s, step_s = before_s - series->items[i - 2].from_s;

        ccs_reader_error(self, &row, "expected the row of %s, as the rows before it are %s apart, found %s",
            ccs_clock_show(before_s + step_s, wanted, sizeof wanted), ccs_units_show_duration(step_s, step, sizeof step),
            ccs_value_show(v, shown, sizeof shown));
        return false;
    }
    return true;
}

/* Rows (time, value): each holds until the next; until when the last one holds is known once the hours are. */
static bool close_steps(ccs_reader_t *self, const ccs_place_t *at, series_t *series)
{
    ccs_span_t *const items = series->items;
    const ccs_value_t *v = at->value->first;

    series->holds = true;
    for (uint32_t i = 0; v && i < series->n; i++, v = v->next) {
        if (i > 0 && items[i].from_s <= items[i - 1].from_s) {
            const ccs_place_t row = ccs_place_element(at, v, i);

            expect_order(self, &row, items[i - 1].from_s - items[i].from_s, "rows in ascending order of time");
            return false;
        }
        items[i].to_s = i + 1 < series->n ? items[i + 1].from_s : (double) INFINITY;
    }
    return !at->value->is_table || check_gaps(self, at, series);
}

static bool read_rows(ccs_reader_t *self, const ccs_place_t *at, const ccs_over_time_t *what, series_t *series)
{
    const uint32_t width = at->value->first->n;
    uint32_t index = 0;

    series->form = ROWS;
    for (const ccs_value_t *v = at->value->first; v; v = v->next, index++) {
        const ccs_place_t row = ccs_place_element(at, v, index);

        if (v->kind != CCS_VALUE_LIST || v->n != width || (width != 2 && width != 3)) {
            ccs_reader_expected(self, &row, "a row (from, to, number) or (time, number), like the others");
            return false;
        }
        if (!read_row(self, &row, what, &series->items[index])) return false;
    }
    return width == 3 ? check_spans(self, at, series) : close_steps(self, at, series);
}

/* Whether all numbers that are not whole are written as thousands are in some countries; the first of them. */
static bool are_grouped(const ccs_value_t *value, const ccs_value_t **first)
{
    const char *const text = value->kind == CCS_VALUE_STRING ? value->as.text : NULL;
    double x;

    if (text ? ccs_units_is_grouped(text, strlen(text)) : value->grouped) *first = *first ? *first : value;
    else if (value->kind == CCS_VALUE_REAL || (text && ccs_units_number(text, &x) == 0)) return false;
    for (const ccs_value_t *child = value->kind == CCS_VALUE_LIST && !value->is_table ? value->first : NULL; child;
         child = child->next)
        if (!are_grouped(child, first)) return false;
    return true;
}

/* 1.300 contacts a day are hardly ever meant: doubted once, as whoever writes so does it everywhere. */
static void doubt_grouped(ccs_reader_t *self, const ccs_place_t *at)
{
    const bool counts = at->row->shape == CCS_SHAPE_RATE || at->row->shape == CCS_SHAPE_DAY_TOTAL;
    const ccs_value_t *first = NULL;
    char number[CCS_UNITS_TEXT_MAX];
    double x = 0;

    if (!counts || self->told_grouped || !are_grouped(at->value, &first) || !first || !ccs_read_is_number(first, &x)) return;
    const double thousands = round(1000 * x);
    const bool short_unit = strstr(at->row->path, "per_second") || strstr(at->row->path, "per_minute");
    const bool zero = fmod(thousands, 10) == 0;

    if (short_unit && !zero) return; /* thousands a minute are not meant, unless a 0 says so */
    self->told_grouped = true;
    ccs_reader_warning(self, at, "%.3f is read with a decimal point%s%s; %.0f is written %.0f", x, zero ? ", as " : "",
        zero ? ccs_units_write_number(x, number, sizeof number) : "", thousands, thousands);
}

/* --- series ------------------------------------------------------------------------------------------------------------ */

static bool read_list(ccs_reader_t *self, const ccs_place_t *at, const ccs_over_time_t *what, series_t *series)
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
static bool read_series(ccs_reader_t *self, const ccs_place_t *at, const ccs_over_time_t *what, series_t *series)
{
    const bool is_list = at->value->kind == CCS_VALUE_LIST && at->value->n > 0 && !what->constants;
    double x;

    *series = (series_t){.form = CONSTANT, .n = is_list ? at->value->n : 1};
    if (!is_list && (what->even || !ccs_read_is_number(at->value, &x))) {
        ccs_reader_expected(self, at, ccs_shape_text(at->row->shape));
        return false;
    }
    series->items = ccs_reader_array(self, series->n, sizeof *series->items);
    if (!series->items) return false;
    if (!is_list) {
        *series->items = (ccs_span_t){.from_s = self->clock->day_starts_s, .to_s = self->clock->day_starts_s + CCS_DAY_S};
        return read_value(self, at, what, &series->items->value);
    }
    const bool rows = at->value->first->kind == CCS_VALUE_LIST && at->value->first->n > 0;

    return rows ? read_rows(self, at, what, series) : read_list(self, at, what, series);
}

/* A list that covers 24 hours evenly, whatever the opening hours. */
static bool spread_evenly(ccs_reader_t *self, const ccs_place_t *at, series_t *series)
{
    if (series->n % 24 != 0 || CCS_DAY_S % series->n != 0) {
        ccs_reader_error(self, at,
            "expected 24, 48, 72, 96, 144, 288 or 1440 numbers that cover 24 hours, or rows (time, number), "
            "found %lu numbers",
            (unsigned long) series->n);
        return false;
    }
    /* the numbers begin at midnight, the day where it starts: that number is cut in two where it starts within its time */
    const double step_s = (double) CCS_DAY_S / series->n, starts_s = self->clock->day_starts_s;
    const uint32_t n = series->n, first = (uint32_t) floor(starts_s / step_s), n_spans = n + (first * step_s < starts_s);
    ccs_span_t *const spans = ccs_reader_array(self, n_spans, sizeof *spans);

    if (!spans) return false;
    for (uint32_t i = 0; i < n_spans; i++) {
        spans[i].from_s = fmax(step_s * (first + i), starts_s);
        spans[i].to_s = fmin(step_s * (first + i + 1), starts_s + CCS_DAY_S);
        spans[i].value = series->items[(first + i) % n].value;
    }
    series->items = spans;
    series->n = n_spans;
    series->form = ROWS;
    return true;
}

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
static double end_of_last(const ccs_clock_t *clock, const ccs_opening_t *opening, const series_t *series, bool all_hours)
{
    const ccs_span_t *const last = &series->items[series->n - 1];

    if (all_hours) return clock->day_starts_s + CCS_DAY_S;
    const double closing_s = opening->hours[opening->n - 1].to_s;
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

/* What lies before the first row is easily forgotten, and a count whose row lasts long is easily misread. */
static void tell_ends(ccs_reader_t *self, const ccs_place_t *at, reading_t *reading, const series_t *series,
    const ccs_day_kind_t *kind)
{
    const ccs_opening_t *const opening = &kind->opening;
    const double first_s = series->items[0].from_s, last_s = series->items[series->n - 1].from_s;
    const double length_s = end_of_last(self->clock, opening, series, reading->what->all_hours) - last_s;
    char row[CCS_UNITS_TEXT_MAX], hour[CCS_UNITS_TEXT_MAX], length[CCS_UNITS_TEXT_MAX];
    double longest_s = 0;

    for (uint32_t i = 1; i < series->n; i++) longest_s = fmax(longest_s, series->items[i].from_s - series->items[i - 1].from_s);
    if (!reading->told_start && opening->hours[0].from_s < first_s) {
        reading->told_start = true;
        ccs_reader_warning(self, at, "%s before the first row, %s, though the centre opens at %s (%s): add a row for it",
            reading->what->none ? reading->what->none : "nothing arrives", ccs_clock_show(first_s, row, sizeof row),
            ccs_clock_show(opening->hours[0].from_s, hour, sizeof hour), kind->name);
    }
    if (!reading->told_end && reading->what->counts && !reading->what->all_hours && series->n > 1 && length_s > longest_s) {
        reading->told_end = true;
        ccs_reader_warning(self, at,
            "the contacts of the last row, %s, are spread until closing, over %s (%s); its rows before are at most %s long",
            ccs_clock_show(last_s, row, sizeof row), ccs_units_show_duration(length_s, hour, sizeof hour), kind->name,
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
static bool spread_over_hours(ccs_reader_t *self, const ccs_place_t *at, const reading_t *reading, const series_t *series,
    const ccs_day_kind_t *kind, ccs_curve_t *curve)
{
    const ccs_clock_t *const clock = self->clock;
    const ccs_opening_t *const opening = &kind->opening;
    const uint32_t expected = ccs_opening_intervals(opening, clock->interval_s);
    char hours[160], step[CCS_UNITS_TEXT_MAX];
    uint32_t n = 0;

    if (series->n != expected) {
        ccs_reader_error(self, at, "found %lu, expected %lu for %s in steps of %s (%s)", (unsigned long) series->n,
            (unsigned long) expected, ccs_opening_text(opening, hours, sizeof hours),
            ccs_units_show_duration(clock->interval_s, step, sizeof step), kind->name);
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
    *curve = (ccs_curve_t){.n = n, .spans = spans, .of_opening = true, .kind = kind};
    return spans != NULL;
}

/* Rows as spans of a day. @return false if something was recorded */
static bool spread_rows(ccs_reader_t *self, const ccs_place_t *at, reading_t *reading, const series_t *series,
    const ccs_day_kind_t *kind, ccs_curve_t *curve)
{
    const ccs_opening_t *const opening = &kind->opening;
    ccs_span_t *const spans = ccs_reader_array(self, series->n + opening->n, sizeof *spans);
    uint32_t n = 0;

    if (!spans) return false;
    if (series->holds && opening->n > 0) tell_ends(self, at, reading, series, kind);
    for (uint32_t i = 0; i < series->n; i++) {
        const uint32_t first = n;
        ccs_span_t row = series->items[i];

        if (series->holds && i + 1 == series->n) row.to_s = end_of_last(self->clock, opening, series, reading->what->all_hours);
        if (series->holds && !reading->what->all_hours) n += cut_pauses(opening, &row, spans + n);
        else spans[n++] = row;
        if (reading->what->counts && !count_to_rate(self, at, reading, spans + first, n - first)) return false;
    }
    *curve = (ccs_curve_t){.n = n, .spans = spans, .kind = kind};
    return true;
}

/* The curve of one kind of day from its series. */
static bool make_curve(ccs_reader_t *self, const ccs_place_t *at, reading_t *reading, const series_t *series,
    const ccs_day_kind_t *kind, ccs_curve_t *curve)
{
    if (series->form == LIST) return spread_over_hours(self, at, reading, series, kind, curve);
    if (series->form == ROWS) return spread_rows(self, at, reading, series, kind, curve);
    *curve = (ccs_curve_t){.n = 1, .spans = series->items, .constant = true, .kind = kind};
    return true;
}

/* The value of one weekday and of all later ones that share it. */
static bool read_weekday(ccs_reader_t *self, reading_t *reading, int first)
{
    const ccs_weekdays_t *const table = &reading->table;
    const ccs_place_t field = table->is_table ? ccs_place_field(reading->at, table->value[first]) : *reading->at;
    series_t series;

    if (!read_series(self, &field, reading->what, &series)) return false;
    doubt_grouped(self, &field);
    if (series.form == LIST && reading->what->even && !spread_evenly(self, &field, &series)) return false;
    if (series.form == CONSTANT && reading->what->counts) series.items->value *= 1 / self->clock->interval_s;
    for (uint32_t k = 0; k < reading->curves->n; k++) {
        const ccs_day_kind_t *const kind = &self->clock->kinds[k];
        const bool asked = kind->used || (reading->what->all_hours && series.form != LIST); /* a list is one of opening hours */

        if (table->first_of[kind->weekday] != first || !asked) continue;
        if (!make_curve(self, &field, reading, &series, kind, &reading->curves->of[k])) return false;
    }
    return true;
}

ccs_curves_t ccs_curves_new(ccs_reader_t *self)
{
    const uint32_t n = self->clock->n_kinds;
    ccs_curves_t curves = {.n = n, .of = ccs_reader_array(self, n, sizeof *curves.of)};

    if (!curves.of) return (ccs_curves_t){0};
    for (uint32_t k = 0; k < n; k++) curves.of[k].kind = &self->clock->kinds[k];
    return curves;
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
    doubt_grouped(self, at);
    return read_value(self, at, what, x);
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
    const ccs_opening_t *const opening = &self->kind->opening;
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
    return &curves->of[clock->days[day].kind];
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
