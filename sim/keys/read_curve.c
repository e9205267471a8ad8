/* read_curve.c - curves of shares. Invariant: what is returned has a value for each whole number up to that of the last row, each between 0 and 1. */
#include "read_curve.h"

#include <math.h>

#include "read_value.h"

enum { MOST = 10000 }; /* contacts */

/* A point of the curve. */
typedef struct {
    uint32_t n;
    double frac;
} point_t;

/* @param next  the least number that the row may have */
static bool read_row(ccs_reader_t *self, const ccs_place_t *row, double next, point_t *out)
{
    double n;

    if (row->value->kind != CCS_VALUE_LIST || row->value->n != 2) {
        ccs_reader_expected(self, row, "a row (contacts, share) such as (10, \"2 %\")");
        return false;
    }
    const ccs_place_t first = ccs_place_element(row, row->value->first, 0), second = ccs_place_element(row, row->value->last, 1);

    out->frac = ccs_read_share(self, &second);
    if (!ccs_read_is_number(first.value, &n) || !(n >= 0 && n <= MOST) || n != floor(n)) {
        ccs_reader_expected(self, &first, "a whole number of contacts, from 0 to 10000");
        return false;
    }
    out->n = (uint32_t) n;
    if (n >= next) return !isnan(out->frac);
    ccs_reader_error(self, &first, "must be more than the number of the row before, %g, found %g", next - 1, n);
    return false;
}

/* Linear between two points; the first row holds for all below it. */
static void fill(double *at, const point_t *from, const point_t *to)
{
    const double rise = to->n > from->n ? (to->frac - from->frac) / (to->n - from->n) : 0;

    for (uint32_t n = from->n; n < to->n; n++) at[n] = from->frac + rise * (n - from->n);
    at[to->n] = to->frac;
}

ccs_share_curve_t ccs_read_share_curve(ccs_reader_t *self, const ccs_place_t *at)
{
    const ccs_share_curve_t none = {0};
    point_t points[2] = {{0, 0}, {0, 0}};
    bool valid = true;
    uint32_t index = 0;

    if (!at->value) return none;
    if (at->value->kind != CCS_VALUE_LIST || at->value->n == 0 || at->value->first->kind != CCS_VALUE_LIST) {
        ccs_reader_expected(self, at, ccs_shape_text(CCS_SHAPE_SHARE_BY_COUNT));
        return none;
    }
    double *const shares = ccs_reader_array(self, MOST + 1, sizeof *shares);

    for (const ccs_value_t *v = at->value->first; v && shares && valid; v = v->next, index++) {
        const ccs_place_t row = ccs_place_element(at, v, index);

        valid = read_row(self, &row, index > 0 ? points[0].n + 1.0 : 0, &points[1]);
        if (index == 0) points[0] = (point_t){0, points[1].frac};
        if (valid) fill(shares, &points[0], &points[1]);
        points[0] = points[1];
    }
    return valid && shares ? (ccs_share_curve_t){.at = shares, .n = points[0].n + 1} : none;
}
