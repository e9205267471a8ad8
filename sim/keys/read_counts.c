/* read_counts.c - a whole number, or a distribution on whole numbers. Invariant: the probabilities of 1, 2, .. add up to 1. */
#include "read_counts.h"

#include <math.h>
#include <string.h>

#include "read_value.h"

static const double MISSED = 1e-12; /* probability of a geometric law beyond its table */

/* Probabilities of 1, 2, .., in proportion. */
typedef struct {
    double weight[CCS_MAX_COUNTED];
    uint32_t n;
} counts_t;

static double number_at(ccs_reader_t *self, const ccs_place_t *at, const char *key, const char *expected)
{
    const ccs_value_t *const v = ccs_value_get(at->value, key);
    double x = NAN;

    if (!v) {
        ccs_reader_error(self, at, "needs %s, %s", key, expected);
        return (double) NAN;
    }
    const ccs_place_t place = ccs_place_field(at, v);

    return ccs_read_number(self, &place, expected, &x) ? x : (double) NAN;
}

static void read_geometric(ccs_reader_t *self, const ccs_place_t *at, counts_t *counts)
{
    const double mean = number_at(self, at, "mean", "a number from 1 to 30");
    double left = 1;

    if (isnan(mean)) return;
    if (!(mean >= 1 && mean <= 30)) {
        ccs_reader_error(self, at, "the mean of a geometric number must be from 1 to 30, found %.6g", mean);
        return;
    }
    for (; counts->n < CCS_MAX_COUNTED && left > MISSED; counts->n++) {
        counts->weight[counts->n] = left / mean;
        left -= left / mean;
    }
}

/* One of the values, which add up where they stand twice. @return false if something was recorded */
static bool take_value(ccs_reader_t *self, const ccs_place_t *at, const ccs_value_t *weight, counts_t *counts)
{
    double x, w = 1;

    if (!ccs_read_is_number(at->value, &x) || x != floor(x) || !(x >= 1 && x <= CCS_MAX_COUNTED)) {
        ccs_reader_expected(self, at, "a whole number from 1 to 1000");
        return false;
    }
    if (weight && (!ccs_read_is_number(weight, &w) || !(w >= 0))) {
        ccs_reader_error(self, at, "its weight must be a number that is not negative");
        return false;
    }
    counts->weight[(uint32_t) x - 1] += w;
    if ((uint32_t) x > counts->n) counts->n = (uint32_t) x;
    return true;
}

static void read_values(ccs_reader_t *self, const ccs_place_t *at, const ccs_value_t *values, counts_t *counts)
{
    const ccs_value_t *const weights = ccs_value_get(at->value, "weights");
    const ccs_value_t *weight = weights && weights->kind == CCS_VALUE_LIST ? weights->first : NULL;
    const ccs_place_t place = ccs_place_field(at, values);
    uint32_t index = 0;

    if (values->kind != CCS_VALUE_LIST || values->n == 0 ||
        (weights && (weights->kind != CCS_VALUE_LIST || weights->n != values->n))) {
        ccs_reader_expected(self, at, "a list of values and, if weights are written, as many of them");
        return;
    }
    for (const ccs_value_t *v = values->first; v; v = v->next, index++, weight = weight ? weight->next : NULL) {
        const ccs_place_t element = ccs_place_element(&place, v, index);

        if (!take_value(self, &element, weight, counts)) return;
    }
}

/* @return false: neither a number nor a group */
static bool read_counts(ccs_reader_t *self, const ccs_place_t *at, counts_t *counts)
{
    const ccs_value_t *const dist = ccs_value_get(at->value, "dist"), *const values = ccs_value_get(at->value, "values");

    if (ccs_read_is_number(at->value, &(double){0})) return take_value(self, at, NULL, counts), true;
    if (at->value->kind != CCS_VALUE_GROUP) return false;
    if (values) read_values(self, at, values, counts);
    else if (dist && dist->kind == CCS_VALUE_STRING && strcmp(dist->as.text, "geometric") == 0) read_geometric(self, at, counts);
    else return false;
    return true;
}

ccs_counts_t ccs_read_counts(ccs_reader_t *self, const ccs_place_t *at)
{
    ccs_counts_t read = {.mean = 1};
    counts_t counts = {0};
    double sum = 0, mean = 0, below = 0;

    if (!read_counts(self, at, &counts)) ccs_reader_expected(self, at, ccs_shape_text(at->row->shape));
    if (counts.n <= 1) return read;
    double *const cumulative = ccs_reader_array(self, counts.n, sizeof *cumulative);

    for (uint32_t i = 0; i < counts.n; i++) sum += counts.weight[i];
    if (!(sum > 0)) ccs_reader_error(self, at, "needs a weight above 0");
    for (uint32_t i = 0; i < counts.n && cumulative && sum > 0; i++) {
        below += counts.weight[i] / sum;
        mean += (i + 1) * counts.weight[i] / sum;
        cumulative[i] = i + 1 < counts.n ? below : 1;
    }
    if (cumulative && sum > 0) read = (ccs_counts_t){cumulative, counts.n, mean};
    return read;
}
