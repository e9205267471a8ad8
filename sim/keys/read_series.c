/* read_series.c - values over time as they are written. Invariant: the spans of rows are ascending and do not overlap, in local time of day. */
#include "read_series.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "read_value.h"
#include "units.h"

/* --- single values ----------------------------------------------------------------------------------------------------- */

/* A number, or words where there may be some. Records nothing. */
static bool is_quantity(const ccs_value_t *value, const ccs_over_time_t *what, double *x)
{
    if (what->words && value->kind == CCS_VALUE_STRING && ccs_read_signed(what->words, value->as.text, x)) return true;
    return ccs_read_is_number(value, x);
}

bool ccs_series_value(ccs_reader_t *self, const ccs_place_t *at, const ccs_over_time_t *what, double *x)
{
    char shown[CCS_UNITS_TEXT_MAX];

    if (!is_quantity(at->value, what, x) || !isfinite(*x)) {
        ccs_reader_expected(self, at, what->words ? what->form : "a number");
    } else if (*x < 0) {
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
    if (at->value->n == 2) return ccs_series_value(self, &second, what, &span->value);
    const ccs_place_t third = ccs_place_element(at, v->next->next, 2);

    return read_time(self, &second, true, &span->to_s) && ccs_series_value(self, &third, what, &span->value);
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
static bool check_spans(ccs_reader_t *self, const ccs_place_t *at, const ccs_written_t *series)
{
    const ccs_value_t *v = series->first;

    for (uint32_t i = 0; v && i < series->n; i++, v = v->next) {
        const ccs_span_t *const span = &series->items[i];
        const ccs_place_t row = ccs_place_element(at, v, series->index + i);

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
static bool is_gap(const ccs_clock_t *clock, const ccs_written_t *series, uint32_t i)
{
    const ccs_span_t *const row = &series->items[i];
    const double before_s = row[-1].from_s - row[-2].from_s, step_s = row->from_s - row[-1].from_s;
    const bool single = i + 1 == series->n || row[1].from_s - row->from_s < step_s;

    return step_s > before_s && fmod(step_s, before_s) == 0 && single && !has_pause(clock, row[-1].from_s, row->from_s);
}

/* A file whose steps are regular but for one has lost a row; whoever writes rows by hand means the steps that stand there. */
static bool check_gaps(ccs_reader_t *self, const ccs_place_t *at, const ccs_written_t *series)
{
    const ccs_value_t *v = series->first;
    char wanted[CCS_UNITS_TEXT_MAX], step[CCS_UNITS_TEXT_MAX], shown[80];

    for (uint32_t i = 0; v && i < series->n; i++, v = v->next) {
        if (i < 2 || !is_gap(self->clock, series, i)) continue;
        const ccs_place_t row = ccs_place_element(at, v, series->index + i);
        const double before_s = series->items[i - 1].from_s, step_s = before_s - series->items[i - 2].from_s;

        ccs_reader_error(self, &row, "expected the row of %s, as the rows before it are %s apart, found %s",
            ccs_clock_show(before_s + step_s, wanted, sizeof wanted), ccs_units_show_duration(step_s, step, sizeof step),
            ccs_value_show(v, shown, sizeof shown));
        return false;
    }
    return true;
}

/* Rows (time, value): each holds until the next; until when the last one holds is known once the hours are. */
static bool close_steps(ccs_reader_t *self, const ccs_place_t *at, ccs_written_t *series)
{
    ccs_span_t *const items = series->items;
    const ccs_value_t *v = series->first;

    series->holds = true;
    for (uint32_t i = 0; v && i < series->n; i++, v = v->next) {
        if (i > 0 && items[i].from_s <= items[i - 1].from_s) {
            const ccs_place_t row = ccs_place_element(at, v, series->index + i);

            expect_order(self, &row, items[i - 1].from_s - items[i].from_s, "rows in ascending order of time");
            return false;
        }
        items[i].to_s = i + 1 < series->n ? items[i + 1].from_s : (double) INFINITY;
    }
    return !at->value->is_table || series->jumps || check_gaps(self, at, series);
}

bool ccs_series_close(ccs_reader_t *self, const ccs_place_t *at, uint32_t width, ccs_written_t *series)
{
    return width == 3 ? check_spans(self, at, series) : close_steps(self, at, series);
}

static bool read_rows(ccs_reader_t *self, const ccs_place_t *at, const ccs_over_time_t *what, ccs_written_t *series)
{
    const uint32_t width = at->value->first->n;
    uint32_t index = 0;

    series->form = CCS_SERIES_ROWS;
    series->first = at->value->first;
    for (const ccs_value_t *v = at->value->first; v; v = v->next, index++) {
        const ccs_place_t row = ccs_place_element(at, v, index);

        if (v->kind != CCS_VALUE_LIST || v->n != width || (width != 2 && width != 3)) {
            ccs_reader_expected(self, &row, "a row (from, to, number) or (time, number), like the others");
            return false;
        }
        if (!read_row(self, &row, what, &series->items[index])) return false;
    }
    return ccs_series_close(self, at, width, series);
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

void ccs_series_doubt(ccs_reader_t *self, const ccs_place_t *at)
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

static bool read_list(ccs_reader_t *self, const ccs_place_t *at, const ccs_over_time_t *what, ccs_written_t *series)
{
    uint32_t index = 0;
    bool valid = true;

    series->form = CCS_SERIES_LIST;
    for (const ccs_value_t *v = at->value->first; v; v = v->next, index++) {
        const ccs_place_t element = ccs_place_element(at, v, index);

        if (!ccs_series_value(self, &element, what, &series->items[index].value)) valid = false;
    }
    return valid;
}

bool ccs_series_read(ccs_reader_t *self, const ccs_place_t *at, const ccs_over_time_t *what, ccs_written_t *series)
{
    const bool is_list = at->value->kind == CCS_VALUE_LIST && at->value->n > 0 && !what->constants;
    double x;

    *series = (ccs_written_t){.form = CCS_SERIES_CONSTANT, .n = is_list ? at->value->n : 1};
    if (!is_list && (what->even || !is_quantity(at->value, what, &x))) {
        ccs_reader_expected(self, at, ccs_shape_text(at->row->shape));
        return false;
    }
    series->items = ccs_reader_array(self, series->n, sizeof *series->items);
    if (!series->items) return false;
    if (!is_list) {
        *series->items = (ccs_span_t){.from_s = self->clock->day_starts_s, .to_s = self->clock->day_starts_s + CCS_DAY_S};
        return ccs_series_value(self, at, what, &series->items->value);
    }
    const bool rows = at->value->first->kind == CCS_VALUE_LIST && at->value->first->n > 0;

    return rows ? read_rows(self, at, what, series) : read_list(self, at, what, series);
}

bool ccs_series_spread_evenly(ccs_reader_t *self, const ccs_place_t *at, ccs_written_t *series)
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
    series->form = CCS_SERIES_ROWS;
    return true;
}
