/* read_curve.c - curves of shares and factors. Invariant: what is returned has a value for each whole number up to that of the last row, each in the range of the key. */
#include "read_curve.h"

#include <math.h>

#include "read_value.h"
#include "units.h"

enum { MOST = 10000 }; /* contacts, seconds */

/* What a row is made of: in the words of messages. */
static const struct {
    const char *row, *first, *what;
    bool by_time, is_share;
} CURVES[] = {
    [CCS_CURVE_SHARE_BY_COUNT] = {"a row (contacts, share) such as (10, \"2 %\")", "a whole number of contacts, from 0 to 10000",
        "number", false, true},
    [CCS_CURVE_SHARE_BY_WAIT] = {"a row (wait, share) such as (\"1 min\", \"2 %\")", "a wait of whole seconds, from 0 to 10000",
        "wait", true, true},
    [CCS_CURVE_FACTOR_BY_COUNT] = {"a row (contacts, factor) such as (2, 1.25)", "a whole number of contacts, from 0 to 10000",
        "number", false, false},
    [CCS_CURVE_FACTOR_BY_PLACE] = {"a row (place, factor) such as (10, 0.6)", "a place, a whole number from 0 to 10000", "place",
        false, false},
    [CCS_CURVE_FACTOR_BY_WAIT] = {"a row (wait, factor) such as (\"5 min\", 0.6)", "a wait of whole seconds, from 0 to 10000",
        "wait", true, false},
};

/* A point of the curve. */
typedef struct {
    uint32_t n;
    double frac; /* or factor */
} point_t;

/* A whole number of contacts or seconds. */
static bool read_first(ccs_reader_t *self, const ccs_place_t *at, enum ccs_curve_of of, double *n)
{
    const bool words =
        CURVES[of].by_time && at->value->kind == CCS_VALUE_STRING && ccs_read_signed(ccs_units_duration, at->value->as.text, n);

    if ((words || ccs_read_is_number(at->value, n)) && *n >= 0 && *n <= MOST && *n == floor(*n)) return true;
    ccs_reader_expected(self, at, CURVES[of].first);
    return false;
}

/* @param next  the least number that the row may have */
static bool read_row(ccs_reader_t *self, const ccs_place_t *row, enum ccs_curve_of of, double next, point_t *out)
{
    double n;

    if (row->value->kind != CCS_VALUE_LIST || row->value->n != 2) {
        ccs_reader_expected(self, row, CURVES[of].row);
        return false;
    }
    const ccs_place_t first = ccs_place_element(row, row->value->first, 0), second = ccs_place_element(row, row->value->last, 1);

    out->frac = CURVES[of].is_share ? ccs_read_share(self, &second) : ccs_read_amount(self, &second, (double) NAN);
    if (!read_first(self, &first, of, &n)) return false;
    out->n = (uint32_t) n;
    if (n >= next) return !isnan(out->frac);
    ccs_reader_error(self, &first, "must be more than the %s of the row before, %g, found %g", CURVES[of].what, next - 1, n);
    return false;
}

/* Linear between two points; the first row holds for all below it. */
static void fill(double *at, const point_t *from, const point_t *to)
{
    const double rise = to->n > from->n ? (to->frac - from->frac) / (to->n - from->n) : 0;

    for (uint32_t n = from->n; n < to->n; n++) at[n] = from->frac + rise * (n - from->n);
    at[to->n] = to->frac;
}

ccs_share_curve_t ccs_read_share_curve(ccs_reader_t *self, const ccs_place_t *at, enum ccs_curve_of of)
{
    const ccs_share_curve_t none = {0};
    point_t points[2] = {{0, 0}, {0, 0}};
    bool valid = true;
    uint32_t index = 0;

    if (!at->value) return none;
    if (at->value->kind != CCS_VALUE_LIST || at->value->n == 0 || at->value->first->kind != CCS_VALUE_LIST) {
        ccs_reader_expected(self, at, ccs_shape_text(at->row->shape));
        return none;
    }
    double *const shares = ccs_reader_array(self, MOST + 1, sizeof *shares);

    for (const ccs_value_t *v = at->value->first; v && shares && valid; v = v->next, index++) {
        const ccs_place_t row = ccs_place_element(at, v, index);

        valid = read_row(self, &row, of, index > 0 ? points[0].n + 1.0 : 0, &points[1]);
        if (index == 0) points[0] = (point_t){0, points[1].frac};
        if (valid) fill(shares, &points[0], &points[1]);
        points[0] = points[1];
    }
    return valid && shares ? (ccs_share_curve_t){.at = shares, .n = points[0].n + 1} : none;
}
