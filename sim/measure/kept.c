/* kept.c - replications by cell. Invariant: rows 0 .. n-1 are complete; the row behind them, if there is room, is being filled. */
#include "kept.h"

#include <gsl/gsl_sort_double.h>
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
        .has_weights = weights};
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
    const uint32_t doubled = self->cap ? 2 * self->cap : FIRST_CAP, cap = doubled < self->max_n ? doubled : self->max_n;
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

/* In whole hundredths: between 26 and 29 nine tenths of the way lie at 28.7, not at 28.700000000000003. */
static double quantile_of(const double *sorted, uint32_t n, uint32_t percent)
{
    const uint64_t position = (uint64_t) percent * (n - 1), part = position % 100;
    const double before = sorted[position / 100], after = part > 0 ? sorted[position / 100 + 1] : before;

    return before == after ? before : (before * (double) (100 - part) + after * (double) part) / 100;
}

void ccs_kept_quantiles_of(double *x, uint32_t n, const uint32_t *percents, uint32_t n_percents, double *out)
{
    gsl_sort(x, 1, n);
    for (uint32_t i = 0; i < n_percents; i++) out[i] = n > 0 ? quantile_of(x, n, percents[i]) : (double) NAN;
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
