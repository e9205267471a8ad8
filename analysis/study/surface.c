/* surface.c - normal equations by Cholesky's decomposition; a term whose pivot vanishes is aliased with those before it. Scaled factors keep the equations well conditioned. */
#include "surface.h"

#include <math.h>
#include <stdlib.h>

#include "err.h"

static const double VANISHES = 1e-9; /* of a pivot, relative to the term's own sum of squares */

static double scaled(const ccs_surface_t *self, const double *x, uint32_t factor)
{
    if (factor == UINT32_MAX) return 1;
    return (2 * x[factor] - self->low[factor] - self->high[factor]) / (self->high[factor] - self->low[factor]);
}

static double term_at(const ccs_surface_t *self, uint32_t term, const double *x)
{
    return scaled(self, x, self->terms[term].first) * scaled(self, x, self->terms[term].second);
}

static void list_terms(ccs_surface_t *self, enum ccs_surface_order order)
{
    const uint32_t k = self->n_factors;
    uint32_t n = 0;

    self->terms[n++] = (ccs_term_t){UINT32_MAX, UINT32_MAX, false};
    for (uint32_t i = 0; i < k; i++) self->terms[n++] = (ccs_term_t){i, UINT32_MAX, false};
    for (uint32_t i = 0; i < k; i++)
        for (uint32_t j = i + 1; j < k; j++) self->terms[n++] = (ccs_term_t){i, j, false};
    for (uint32_t i = 0; i < k && order == CCS_SURFACE_QUADRATIC; i++) self->terms[n++] = (ccs_term_t){i, i, false};
    self->n_terms = n;
}

/* Lower triangle in place; rows of aliased terms become 0. */
static void decompose(ccs_surface_t *self, double *a)
{
    const uint32_t n = self->n_terms;

    for (uint32_t i = 0; i < n; i++) {
        const double own = a[i * n + i];

        for (uint32_t j = 0; j <= i; j++) {
            double sum = a[i * n + j];

            for (uint32_t k = 0; k < j; k++) sum -= a[i * n + k] * a[j * n + k];
            if (i == j) {
                self->terms[i].is_aliased = !(sum > VANISHES * own);
                a[i * n + i] = self->terms[i].is_aliased ? 0 : sqrt(sum);
            } else {
                a[i * n + j] = self->terms[j].is_aliased ? 0 : sum / a[j * n + j];
            }
        }
        if (self->terms[i].is_aliased)
            for (uint32_t j = 0; j < i; j++) a[i * n + j] = 0;
        self->n_fitted += !self->terms[i].is_aliased;
    }
}

/* Solve for one right side, in place. */
static void solve(const ccs_surface_t *self, const double *l, double *b)
{
    const uint32_t n = self->n_terms;

    for (uint32_t i = 0; i < n; i++) {
        for (uint32_t k = 0; k < i; k++) b[i] -= l[i * n + k] * b[k];
        b[i] = self->terms[i].is_aliased ? 0 : b[i] / l[i * n + i];
    }
    for (uint32_t i = n; i-- > 0;) {
        for (uint32_t k = i + 1; k < n; k++) b[i] -= l[k * n + i] * b[k];
        b[i] = self->terms[i].is_aliased ? 0 : b[i] / l[i * n + i];
    }
}

int ccs_surface_make(ccs_surface_t *self, enum ccs_surface_order order, const double *x, uint32_t n_points, uint32_t n_factors,
    const double *low, const double *high, ccs_arena_t *arena)
{
    const size_t most = 1 + 2 * (size_t) n_factors + (size_t) n_factors * n_factors;

    *self = (ccs_surface_t){.n_factors = n_factors, .n_points = n_points, .low = low, .high = high};
    self->terms = ccs_arena_array(arena, most, sizeof *self->terms);
    if (!self->terms) return CCS_ERR_NOMEM;
    list_terms(self, order);
    const uint32_t n = self->n_terms;
    double *const a = calloc((size_t) n * n, sizeof *a), *const b = calloc(n, sizeof *b), *const t = calloc(n, sizeof *t);

    self->solve = ccs_arena_array(arena, (size_t) n * n_points, sizeof *self->solve);
    self->leverage = ccs_arena_array(arena, n_points, sizeof *self->leverage);
    const int ret = a && b && t && self->solve && self->leverage ? 0 : CCS_ERR_NOMEM;

    for (uint32_t p = 0; ret == 0 && p < n_points; p++) {
        for (uint32_t i = 0; i < n; i++) t[i] = term_at(self, i, &x[(size_t) p * n_factors]);
        for (uint32_t i = 0; i < n; i++)
            for (uint32_t j = 0; j <= i; j++) a[i * n + j] += t[i] * t[j];
    }
    if (ret == 0) decompose(self, a);
    for (uint32_t p = 0; ret == 0 && p < n_points; p++) {
        for (uint32_t i = 0; i < n; i++) t[i] = b[i] = term_at(self, i, &x[(size_t) p * n_factors]);
        solve(self, a, b);
        for (uint32_t i = 0; i < n; i++) {
            self->solve[(size_t) i * n_points + p] = b[i];
            self->leverage[p] += b[i] * t[i];
        }
    }
    free(t);
    free(b);
    free(a);
    return ret;
}

void ccs_surface_fit(const ccs_surface_t *self, const double *y, uint32_t stride, double *beta)
{
    for (uint32_t i = 0; i < self->n_terms; i++) {
        beta[i] = 0;
        for (uint32_t p = 0; p < self->n_points; p++)
            beta[i] += self->solve[(size_t) i * self->n_points + p] * y[(size_t) p * stride];
    }
}

double ccs_surface_at(const ccs_surface_t *self, const double *beta, const double *x)
{
    double sum = 0;

    for (uint32_t i = 0; i < self->n_terms; i++)
        if (beta[i] != 0) sum += beta[i] * term_at(self, i, x);
    return sum;
}

void ccs_surface_judge(const ccs_surface_t *self, const double *x, const double *y, const double *beta, double *r2, double *error)
{
    double mean = 0, total = 0, left = 0, press = 0;

    for (uint32_t p = 0; p < self->n_points; p++) mean += y[p] / self->n_points;
    for (uint32_t p = 0; p < self->n_points; p++) {
        const double off = y[p] - ccs_surface_at(self, beta, &x[(size_t) p * self->n_factors]), rest = 1 - self->leverage[p],
                     unseen = rest > VANISHES ? off / rest : (double) NAN; /* the others do not tell all terms */

        total += (y[p] - mean) * (y[p] - mean);
        left += off * off;
        press += unseen * unseen;
    }
    *r2 = 1 - left / total;
    *error = self->n_fitted < self->n_points ? sqrt(press / self->n_points) : (double) NAN;
}
