/* demand_factor.c - random factors: laws of mean 1, their memory, what they have in common. Invariant: what factors are akin by are weights on draws
 * of their own, whose squares add up to 1. */
#include <math.h>
#include <string.h>

#include "demand_parts.h"
#include "read_law.h"
#include "read_value.h"

enum { KIN_MAX = 16, ROWS_MAX = 1000 }; /* factors that one may name; intervals of a day */

static double *at_lower(double *lower, uint32_t row, uint32_t column)
{
    return &lower[(size_t) row * (row + 1) / 2 + column];
}

bool ccs_demand_cholesky(double *lower, uint32_t n)
{
    const double least = 1e-12;

    for (uint32_t i = 0; i < n; i++) {
        for (uint32_t j = 0; j <= i; j++) {
            double sum = *at_lower(lower, i, j);

            for (uint32_t k = 0; k < j; k++) sum -= *at_lower(lower, i, k) * *at_lower(lower, j, k);
            if (j < i) *at_lower(lower, i, j) = sum / *at_lower(lower, j, j);
            else if (sum < least) return false;
            else *at_lower(lower, i, i) = sqrt(sum);
        }
    }
    return true;
}

static ccs_factor_t *factor_at(const ccs_demand_t *self, uint32_t id)
{
    return (ccs_factor_t *) self->factors.items + id;
}

const ccs_factor_t *ccs_demand_factor_at(const ccs_demand_t *self, uint32_t id)
{
    return factor_at(self, id);
}

uint32_t ccs_demand_add_factor(ccs_demand_t *self, const ccs_factor_of_t *of, const ccs_distribution_t *law)
{
    ccs_factor_t *const factor = ccs_reader_push(self->reader, &self->factors, sizeof *factor);

    if (!factor) return CCS_NONE;
    *factor = (ccs_factor_t){.name = of->name,
        .name_hash = ccs_reader_hash(self->reader, of->kind, of->name),
        .law = *law,
        .by_slot = of->by_slot};
    return (uint32_t) self->factors.n - 1;
}

/* A law with mean 1. @return false if something was recorded */
static bool read_law(ccs_demand_t *self, const ccs_place_t *at, ccs_distribution_t *law)
{
    const size_t before = self->reader->errors->n_errors;

    *law = ccs_read_law(self->reader, at, CCS_LAW_FACTOR);
    if (self->reader->errors->n_errors != before) return false;
    if (law->kind == CCS_DISTRIBUTION_NONE) *law = ccs_distribution_constant(1);
    if (fabs(law->mean - 1) <= 1e-6) return true;
    ccs_reader_error(self->reader, at, "the mean of a factor must be 1, found %.6g: change the rates instead", law->mean);
    return false;
}

/* --- what factors are akin by ------------------------------------------------------------------------------------------ */

/* A factor that is named, and the correlation of what is new in both. */
typedef struct {
    uint32_t id;
    double correlation;
} relation_t;

static double weight_of(const ccs_factor_t *factor, uint32_t id, uint32_t base)
{
    if (factor->n_kin == 0) return id == base;
    for (uint32_t i = 0; i < factor->n_kin; i++)
        if (factor->kin[i].factor == base) return factor->kin[i].weight;
    return 0;
}

/* Correlation of what is new in two factors. */
static double correlation(const ccs_demand_t *self, uint32_t a, uint32_t b)
{
    const ccs_factor_t *const x = factor_at(self, a);
    double sum = 0;

    if (x->n_kin == 0) return weight_of(factor_at(self, b), b, a);
    for (uint32_t i = 0; i < x->n_kin; i++) sum += x->kin[i].weight * weight_of(factor_at(self, b), b, x->kin[i].factor);
    return sum;
}

/* The correlation that news must have for the scores of two factors to have the one that is asked for; above 1 if their memories do not allow it. */
static double of_news(double of_scores, double memory, double other)
{
    return of_scores * (1 - memory * other) / sqrt((1 - memory * memory) * (1 - other * other));
}

/* One entry of `with`. @return false if something was recorded */
static bool read_relation(ccs_demand_t *self, const ccs_place_t *at, uint32_t id, relation_t *relation)
{
    const ccs_factor_t *const factor = factor_at(self, id);
    const ccs_named_t *const named = factor->by_slot ? self->slots : self->days;
    const uint32_t index = ccs_named_find(named, at->key);
    double asked;

    if (index == CCS_NONE) {
        ccs_reader_no_such(self->reader, at, named, at->key);
        return false;
    }
    relation->id = index + (factor->by_slot ? self->days->n : 0);
    if (relation->id >= id) {
        ccs_reader_error(self->reader, at, "a factor names those that are written before it: write %s first, or %s at %s",
            at->key, factor->name, at->key);
        return false;
    }
    if (!ccs_read_number(self->reader, at, "a correlation from -1 to 1", &asked)) return false;
    relation->correlation = of_news(asked, factor->memory, factor_at(self, relation->id)->memory);
    if (fabs(asked) <= 1 && fabs(relation->correlation) <= 1 && factor_at(self, relation->id)->n_rows == 0) return true;
    if (!(fabs(asked) <= 1)) ccs_reader_expected(self->reader, at, "a correlation from -1 to 1");
    else if (factor_at(self, relation->id)->n_rows > 0)
        ccs_reader_error(self->reader, at,
            "has correlations of its own by interval, beside which no other factor can be akin to it");
    else
        ccs_reader_error(self->reader, at, "is more than factors with memories of %.4g and %.4g can have in common",
            factor->memory, factor_at(self, relation->id)->memory);
    return false;
}

/* Weights on the factors that are named, and on its own draw, from the Cholesky factor whose last row is that of this factor. */
static void solve(const double *lower, uint32_t n, double *weights)
{
    const double *const last = lower + (size_t) n * (n + 1) / 2;

    weights[n] = last[n];
    for (uint32_t i = n; i-- > 0;) {
        double sum = last[i];

        for (uint32_t k = i + 1; k < n; k++) sum -= lower[(size_t) k * (k + 1) / 2 + i] * weights[k];
        weights[i] = sum / lower[(size_t) i * (i + 1) / 2 + i];
    }
}

/* Weights on factors become weights on their draws. */
static void take_kin(ccs_demand_t *self, uint32_t id, const relation_t *relations, uint32_t n, const double *weights)
{
    ccs_factor_t *const factor = factor_at(self, id);
    ccs_kin_t *const kin = ccs_reader_array(self->reader, (size_t) id + 1, sizeof *kin);
    uint32_t n_kin = 0;

    for (uint32_t base = 0; base < id && kin; base++) {
        double weight = 0;

        for (uint32_t i = 0; i < n; i++)
            weight += weights[i] * weight_of(factor_at(self, relations[i].id), relations[i].id, base);
        if (weight != 0) kin[n_kin++] = (ccs_kin_t){.factor = base, .weight = weight};
    }
    if (!kin) return;
    kin[n_kin++] = (ccs_kin_t){.factor = id, .weight = weights[n]};
    factor->kin = kin;
    factor->n_kin = n_kin;
}

static void read_with(ccs_demand_t *self, const ccs_place_t *at, uint32_t id)
{
    relation_t relations[KIN_MAX];
    double lower[(KIN_MAX + 1) * (KIN_MAX + 2) / 2], weights[KIN_MAX + 1];
    uint32_t n = 0;

    if (at->value->kind != CCS_VALUE_GROUP || at->value->n == 0 || at->value->n > KIN_MAX) {
        ccs_reader_expected(self->reader, at, "at most 16 factors with correlations, { volume = 0.7; }");
        return;
    }
    for (const ccs_value_t *v = at->value->first; v; v = v->next, n++) {
        const ccs_place_t place = ccs_place_field(at, v);

        if (!read_relation(self, &place, id, &relations[n])) return;
        for (uint32_t i = 0; i < n; i++) *at_lower(lower, n, i) = correlation(self, relations[n].id, relations[i].id);
        *at_lower(lower, n, n) = 1;
    }
    for (uint32_t i = 0; i < n; i++) *at_lower(lower, n, i) = relations[i].correlation;
    *at_lower(lower, n, n) = 1;
    if (!ccs_demand_cholesky(lower, n + 1)) {
        ccs_reader_error(self->reader, at, "no factors can be correlated like this: the correlations contradict one another");
        return;
    }
    solve(lower, n, weights);
    take_kin(self, id, relations, n, weights);
}

/* --- its memory -------------------------------------------------------------------------------------------------------- */

/* A row of `correlation`. @return false if something was recorded */
static bool read_row(ccs_demand_t *self, const ccs_place_t *at, uint32_t row, uint32_t n, double *lower)
{
    uint32_t column = 0;

    if (at->value->kind != CCS_VALUE_LIST || at->value->n != n) {
        ccs_reader_expected(self->reader, at, "as many correlations as there are rows");
        return false;
    }
    for (const ccs_value_t *v = at->value->first; v; v = v->next, column++) {
        const ccs_place_t place = ccs_place_element(at, v, column);
        double x;

        if (!ccs_read_number(self->reader, &place, "a correlation from -1 to 1", &x)) return false;
        if (column == row ? x != 1 : column < row ? !(fabs(x) <= 1) : false) {
            ccs_reader_expected(self->reader, &place,
                column == row ? "1, the correlation of an interval with itself" : "a correlation from -1 to 1");
            return false;
        }
        if (column <= row) *at_lower(lower, row, column) = x;
        else *at_lower(lower, column, row) = x;
    }
    return true;
}

/* Whether the matrix is the same on both sides of its diagonal, of which the lower one has been read last. */
static bool is_symmetric(const ccs_value_t *rows)
{
    uint32_t i = 0;

    for (const ccs_value_t *row = rows->first; row; row = row->next, i++) {
        uint32_t j = 0;
        const ccs_value_t *mirror_row = rows->first;

        for (const ccs_value_t *x = row->first; x && j < i; x = x->next, j++, mirror_row = mirror_row->next) {
            const ccs_value_t *mirror = mirror_row->first;
            double a, b;

            for (uint32_t k = 0; k < i && mirror; k++) mirror = mirror->next;
            if (!mirror || !ccs_read_is_number(x, &a) || !ccs_read_is_number(mirror, &b) || fabs(a - b) > 1e-9) return false;
        }
    }
    return true;
}

/* The correlations of the intervals of a day with one another. */
static void read_rows(ccs_demand_t *self, const ccs_place_t *at, ccs_factor_t *factor)
{
    const uint32_t n = at->value->kind == CCS_VALUE_LIST ? at->value->n : 0;
    uint32_t row = 0;

    if (n == 0 || n > ROWS_MAX || !factor->by_slot) {
        ccs_reader_expected(self->reader, at,
            factor->by_slot ? "a list of rows, one for each interval of a day"
                            : "nothing: a factor of the day has a memory instead");
        return;
    }
    double *const lower = ccs_reader_array(self->reader, (size_t) n * (n + 1) / 2, sizeof *lower);

    for (const ccs_value_t *v = at->value->first; v && lower; v = v->next, row++) {
        const ccs_place_t place = ccs_place_element(at, v, row);

        if (!read_row(self, &place, row, n, lower)) return;
    }
    if (!is_symmetric(at->value)) {
        ccs_reader_error(self->reader, at,
            "is not symmetric: the correlation of two intervals stands twice in it, with one value");
    } else if (lower && !ccs_demand_cholesky(lower, n)) {
        ccs_reader_error(self->reader, at, "no factors can be correlated like this: the matrix is not positive definite");
    } else {
        factor->rows = lower;
        factor->n_rows = lower ? n : 0;
    }
}

/* What stands beside the law. */
static void read_beside(ccs_demand_t *self, const ccs_place_t *at, uint32_t id)
{
    ccs_factor_t *const factor = factor_at(self, id);
    const ccs_value_t *const memory = ccs_value_get(at->value, "memory"), *const with = ccs_value_get(at->value, "with"),
                             *const rows = ccs_value_get(at->value, "correlation");

    if (memory) {
        const ccs_place_t place = ccs_place_field(at, memory);

        if (ccs_read_number(self->reader, &place, "a correlation from 0 to 0.999", &factor->memory) &&
            !(factor->memory >= 0 && factor->memory <= 0.999)) {
            ccs_reader_expected(self->reader, &place, "a correlation from 0 to 0.999");
            factor->memory = 0;
        }
    }
    if (rows) {
        const ccs_place_t place = ccs_place_field(at, rows);

        if (memory || with)
            ccs_reader_error(self->reader, &place, "stands alone: memory and with say how a factor is correlated too");
        else read_rows(self, &place, factor);
    }
    if (with) {
        const ccs_place_t place = ccs_place_field(at, with);

        read_with(self, &place, id);
    }
}

/* --- factors ----------------------------------------------------------------------------------------------------------- */

/* A factor that is refused has an id all the same. */
static uint32_t add(ccs_demand_t *self, const ccs_place_t *at, const ccs_factor_of_t *of)
{
    ccs_distribution_t law = {0};
    const bool valid = read_law(self, at, &law);
    const uint32_t id = ccs_demand_add_factor(self, of, &law);

    if (valid && id != CCS_NONE && at->value->kind == CCS_VALUE_GROUP) read_beside(self, at, id);
    return id;
}

void ccs_demand_factors(ccs_demand_t *self)
{
    for (uint32_t i = 0; i < self->days->n; i++)
        (void) add(self, &self->days->at[i], &(ccs_factor_of_t){.name = self->days->at[i].key, .kind = "day_factor"});
    for (uint32_t i = 0; i < self->slots->n; i++)
        (void) add(self, &self->slots->at[i],
            &(ccs_factor_of_t){.name = self->slots->at[i].key, .kind = "interval_factor", .by_slot = true});
}

uint32_t ccs_demand_factor(ccs_demand_t *self, const ccs_place_t *at, const ccs_factor_of_t *of)
{
    const size_t before = self->reader->errors->n_errors;

    if (!at->value) return CCS_NONE;
    if (at->value->kind == CCS_VALUE_STRING) {
        const uint32_t index = ccs_read_name(self->reader, at, of->by_slot ? self->slots : self->days);

        return index == CCS_NONE ? CCS_NONE : index + (of->by_slot ? self->days->n : 0);
    }
    const uint32_t id = add(self, at, of);

    return self->reader->errors->n_errors == before ? id : CCS_NONE;
}
