/* kept.c - replications by cell. Invariant: rows 0 .. n-1 are complete; the row behind them, if there is room, is being filled. */
#include "kept.h"

#include <math.h>
#include <stdlib.h>

#include "err.h"

enum { FIRST_CAP = 64 };

uint64_t ccs_kept_bytes(uint32_t n_cells, uint32_t n_columns, bool weights)
{
    return (weights ? 2 : 1) * sizeof(double) * (uint64_t) n_cells * n_columns;
}

void ccs_kept_init(ccs_kept_t *self, uint32_t n_cells, uint32_t n_columns, bool weights, uint64_t max_bytes)
{
    const uint64_t each = ccs_kept_bytes(n_cells, n_columns, weights), most = each > 0 ? max_bytes / each : 0;

    *self = (ccs_kept_t){.n_cells = n_cells,
        .n_columns = n_columns,
        .max_n = most < UINT32_MAX ? (uint32_t) most : UINT32_MAX,
        .first_cap = FIRST_CAP,
        .has_weights = weights};
}

void ccs_kept_expect(ccs_kept_t *self, uint64_t n)
{
    if (n > 0) self->first_cap = n < self->max_n ? (uint32_t) n : self->max_n;
}

void ccs_kept_free(ccs_kept_t *self)
{
    if (!self) return;
    free(self->values);
    free(self->weights);
    *self = (ccs_kept_t){0};
}

static size_t row_of(const ccs_kept_t *self)
{
    return (size_t) self->n_cells * self->n_columns;
}

int ccs_kept_reserve(ccs_kept_t *self)
{
    if (self->n < self->cap || self->n >= self->max_n) return 0;
    const uint32_t doubled = self->cap ? 2 * self->cap : self->first_cap, cap = doubled < self->max_n ? doubled : self->max_n;
    double *const values = realloc(self->values, cap * row_of(self) * sizeof *values);

    if (!values) return CCS_ERR_NOMEM;
    self->values = values;
    if (self->has_weights) {
        double *const weights = realloc(self->weights, cap * row_of(self) * sizeof *weights);

        if (!weights) return CCS_ERR_NOMEM;
        self->weights = weights;
    }
    self->cap = cap;
    return 0;
}

void ccs_kept_set(ccs_kept_t *self, uint32_t cell, uint32_t column, double num, double den)
{
    if (self->n >= self->cap) return;
    const size_t at = self->n * row_of(self) + (size_t) cell * self->n_columns + column;

    self->values[at] = den > 0 || den < 0 ? num / den : (double) NAN;
    if (self->has_weights) self->weights[at] = den;
}

void ccs_kept_commit(ccs_kept_t *self)
{
    if (self->n < self->cap) self->n++;
}

/* Put the number of rank k, from 0, where it stands in order: none before it is larger, none behind it smaller (Hoare 1961, FIND). */
static void select_rank(double *x, int64_t low, int64_t high, int64_t k)
{
    while (low < high) {
        const double pivot = x[k];
        int64_t i = low, j = high;

        while (i <= j) {
            while (x[i] < pivot) i++;
            while (pivot < x[j]) j--;
            if (i > j) break;
            const double other = x[i];

            x[i++] = x[j];
            x[j--] = other;
        }
        if (j < k) low = i;
        if (k < i) high = j;
    }
}

/* In whole hundredths: between 26 and 29 nine tenths of the way lie at 28.7, not at 28.700000000000003. */
static double quantile_of(double *x, uint32_t n, uint32_t percent, int64_t first)
{
    const uint64_t position = (uint64_t) percent * (n - 1), part = position % 100;
    const int64_t rank = (int64_t) (position / 100);

    select_rank(x, first, (int64_t) n - 1, rank);
    if (part > 0) select_rank(x, rank + 1, (int64_t) n - 1, rank + 1);
    const double before = x[rank], after = part > 0 ? x[rank + 1] : before;

    return before == after ? before : (before * (double) (100 - part) + after * (double) part) / 100;
}

void ccs_kept_quantiles_of(double *x, uint32_t n, const uint32_t *percents, uint32_t n_percents, double *out)
{
    int64_t first = 0; /* what stands before it is in place already: percents mostly ascend */

    for (uint32_t i = 0; i < n_percents; i++) {
        if (i > 0 && percents[i] < percents[i - 1]) first = 0;
        out[i] = n > 0 ? quantile_of(x, n, percents[i], first) : (double) NAN;
        first = n > 0 ? (int64_t) ((uint64_t) percents[i] * (n - 1) / 100) : 0;
    }
}

void ccs_kept_quantiles(const ccs_kept_t *self, uint32_t cell, uint32_t column, const uint32_t *percents, uint32_t n_percents,
    double *scratch, double *out)
{
    const double *const first = &self->values[(size_t) cell * self->n_columns + column];
    uint32_t n = 0;

    for (uint32_t i = 0; i < self->n; i++) {
        const double x = first[i * row_of(self)];

        if (!isnan(x)) scratch[n++] = x;
    }
    ccs_kept_quantiles_of(scratch, n, percents, n_percents, out);
}
