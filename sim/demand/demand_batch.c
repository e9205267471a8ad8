/* demand_batch.c - how many contacts come at once. Invariant: the probabilities of 1, 2, .. add up to 1. */
#include <math.h>
#include <string.h>

#include "demand_parts.h"
#include "read_value.h"

static const double MISSED = 1e-12; /* probability of a geometric law beyond its table */

/* Probabilities of 1, 2, .. at once, in proportion. */
typedef struct {
    double weight[CCS_MAX_BATCH];
    uint32_t n;
} batch_t;

static double number_at(ccs_demand_t *self, const ccs_place_t *at, const char *key, const char *expected)
{
    const ccs_value_t *const v = ccs_value_get(at->value, key);
    double x = NAN;

    if (!v) {
        ccs_reader_error(self->reader, at, "needs %s, %s", key, expected);
        return (double) NAN;
    }
    const ccs_place_t place = ccs_place_field(at, v);

    return ccs_read_number(self->reader, &place, expected, &x) ? x : (double) NAN;
}

static void read_geometric(ccs_demand_t *self, const ccs_place_t *at, batch_t *batch)
{
    const double mean = number_at(self, at, "mean", "a number from 1 to 30");
    double left = 1;

    if (isnan(mean)) return;
    if (!(mean >= 1 && mean <= 30)) {
        ccs_reader_error(self->reader, at, "the mean of a geometric law of so many at once must be from 1 to 30, found %.6g",
            mean);
        return;
    }
    for (; batch->n < CCS_MAX_BATCH && left > MISSED; batch->n++) {
        batch->weight[batch->n] = left / mean;
        left -= left / mean;
    }
}

/* One of the values, which add up where they stand twice. @return false if something was recorded */
static bool take_value(ccs_demand_t *self, const ccs_place_t *at, const ccs_value_t *weight, batch_t *batch)
{
    double x, w = 1;

    if (!ccs_read_is_number(at->value, &x) || x != floor(x) || !(x >= 1 && x <= CCS_MAX_BATCH)) {
        ccs_reader_expected(self->reader, at, "a whole number from 1 to 1000");
        return false;
    }
    if (weight && (!ccs_read_is_number(weight, &w) || !(w >= 0))) {
        ccs_reader_error(self->reader, at, "its weight must be a number that is not negative");
        return false;
    }
    batch->weight[(uint32_t) x - 1] += w;
    if ((uint32_t) x > batch->n) batch->n = (uint32_t) x;
    return true;
}

static void read_values(ccs_demand_t *self, const ccs_place_t *at, const ccs_value_t *values, batch_t *batch)
{
    const ccs_value_t *const weights = ccs_value_get(at->value, "weights");
    const ccs_value_t *weight = weights && weights->kind == CCS_VALUE_LIST ? weights->first : NULL;
    const ccs_place_t place = ccs_place_field(at, values);
    uint32_t index = 0;

    if (values->kind != CCS_VALUE_LIST || values->n == 0 ||
        (weights && (weights->kind != CCS_VALUE_LIST || weights->n != values->n))) {
        ccs_reader_expected(self->reader, at, "a list of values and, if weights are written, as many of them");
        return;
    }
    for (const ccs_value_t *v = values->first; v; v = v->next, index++, weight = weight ? weight->next : NULL) {
        const ccs_place_t element = ccs_place_element(&place, v, index);

        if (!take_value(self, &element, weight, batch)) return;
    }
}

/* @return false: neither a number nor a group */
static bool read_batch(ccs_demand_t *self, const ccs_place_t *at, batch_t *batch)
{
    const ccs_value_t *const dist = ccs_value_get(at->value, "dist"), *const values = ccs_value_get(at->value, "values");

    if (ccs_read_is_number(at->value, &(double){0})) return take_value(self, at, NULL, batch), true;
    if (at->value->kind != CCS_VALUE_GROUP) return false;
    if (values) read_values(self, at, values, batch);
    else if (dist && dist->kind == CCS_VALUE_STRING && strcmp(dist->as.text, "geometric") == 0) read_geometric(self, at, batch);
    else return false;
    return true;
}

void ccs_demand_batch(ccs_demand_t *self, const ccs_place_t *at, ccs_type_t *type)
{
    const ccs_place_t place = ccs_place_child(self->reader, at, "batch");
    batch_t batch = {0};
    double sum = 0, mean = 0, below = 0;

    type->arrivals.mean_batch = 1;
    if (!place.value || !place.given) return;
    if (!read_batch(self, &place, &batch)) ccs_reader_expected(self->reader, &place, ccs_shape_text(place.row->shape));
    if (batch.n <= 1) return;
    double *const cumulative = ccs_reader_array(self->reader, batch.n, sizeof *cumulative);

    for (uint32_t i = 0; i < batch.n; i++) sum += batch.weight[i];
    if (!(sum > 0)) ccs_reader_error(self->reader, &place, "needs a weight above 0");
    for (uint32_t i = 0; i < batch.n && cumulative && sum > 0; i++) {
        below += batch.weight[i] / sum;
        mean += (i + 1) * batch.weight[i] / sum;
        cumulative[i] = i + 1 < batch.n ? below : 1;
    }
    if (!cumulative || !(sum > 0)) return;
    type->arrivals.batch = cumulative;
    type->arrivals.n_batch = batch.n;
    type->arrivals.mean_batch = mean;
}
