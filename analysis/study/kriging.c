/* kriging.c - a Gaussian process. Invariant: chol, inverse, weight and mean belong to the lengths and the variance that are there. */
#include "kriging.h"

#include <math.h>
#include <string.h>

#include "err.h"

enum { LOOKS = 400, HALVINGS = 4 };
static const double NUGGET = 1e-8; /* of the variance: points that are nearly one */
static const double LEAST_LENGTH = 0.05, GREATEST_LENGTH = 20;

/* ---- covariances ----------------------------------------------------------------------------------------------------------------- */

static double correlation(const ccs_kriging_t *self, const double *a, const double *b)
{
    double r2 = 0;

    for (uint32_t i = 0; i < self->of.n_factors; i++) {
        const double d = (a[i] - b[i]) / self->length[i];

        r2 += d * d;
    }
    const double r = sqrt(5 * r2);

    return (1 + r + r * r / 3) * exp(-r);
}

static const double *point_of(const ccs_kriging_t *self, uint32_t i)
{
    return &self->of.x[(size_t) i * self->of.n_factors];
}

/* Cholesky's factor of the covariance. @return false: it is not positive definite in doubles */
static bool factorise(ccs_kriging_t *self)
{
    const uint32_t n = self->of.n;

    for (uint32_t i = 0; i < n; i++) {
        double *const row = &self->chol[(size_t) i * n];

        for (uint32_t k = 0; k <= i; k++) {
            const double *const other = &self->chol[(size_t) k * n];
            double sum = self->variance * correlation(self, point_of(self, i), point_of(self, k));

            if (i == k) sum += self->of.noise[i] + NUGGET * self->variance;
            for (uint32_t m = 0; m < k; m++) sum -= row[m] * other[m];
            if (i == k && !(sum > 0)) return false;
            row[k] = i == k ? sqrt(sum) : sum / other[k];
        }
    }
    return true;
}

/* The inverse of the factor times a vector, in place. */
static void forward(const ccs_kriging_t *self, double *v)
{
    const uint32_t n = self->of.n;

    for (uint32_t i = 0; i < n; i++) {
        for (uint32_t k = 0; k < i; k++) v[i] -= self->chol[(size_t) i * n + k] * v[k];
        v[i] /= self->chol[(size_t) i * n + i];
    }
}

static void backward(const ccs_kriging_t *self, double *v)
{
    const uint32_t n = self->of.n;

    for (uint32_t i = n; i-- > 0;) {
        for (uint32_t k = i + 1; k < n; k++) v[i] -= self->chol[(size_t) k * n + i] * v[k];
        v[i] /= self->chol[(size_t) i * n + i];
    }
}

/* ---- likelihood -------------------------------------------------------------------------------------------------------------------- */

/* -2 log of the likelihood up to a constant, the mean being the best for these lengths. @param scratch  [2][point] */
static double misfit(ccs_kriging_t *self, double *scratch)
{
    const uint32_t n = self->of.n;
    double *const one = scratch, *const y = &scratch[n];
    double log_det = 0, above = 0, below = 0, sum = 0;

    if (!factorise(self)) return INFINITY;
    for (uint32_t i = 0; i < n; i++) {
        one[i] = 1;
        y[i] = self->of.y[i];
        log_det += 2 * log(self->chol[(size_t) i * n + i]);
    }
    forward(self, one);
    forward(self, y);
    for (uint32_t i = 0; i < n; i++) {
        above += one[i] * y[i];
        below += one[i] * one[i];
    }
    self->mean = above / below;
    for (uint32_t i = 0; i < n; i++) sum += (y[i] - self->mean * one[i]) * (y[i] - self->mean * one[i]);
    return log_det + sum;
}

/* The parameter that is number i: the variance behind the lengths. */
static double *parameter(ccs_kriging_t *self, uint32_t i)
{
    return i < self->of.n_factors ? &self->length[i] : &self->variance;
}

static bool allowed(const ccs_kriging_t *self, uint32_t i, double value)
{
    return i == self->of.n_factors || (value >= LEAST_LENGTH && value <= GREATEST_LENGTH);
}

/* One parameter times or by a factor, where that fits better. @return whether it does */
static bool improve(ccs_kriging_t *self, uint32_t i, double step, double *best, double *scratch)
{
    double *const p = parameter(self, i);
    const double before = *p;

    for (int way = 0; way < 2; way++) {
        *p = way ? before / step : before * step;
        const double now = allowed(self, i, *p) ? misfit(self, scratch) : (double) INFINITY;

        if (now < *best - 1e-9 * fabs(*best)) {
            *best = now;
            return true;
        }
    }
    *p = before;
    return false;
}

/* Pattern search on logarithms: parameters one by one, by smaller steps where none helps. */
static void search(ccs_kriging_t *self, double *scratch)
{
    double step = 4, best = misfit(self, scratch);
    uint32_t looks = 0;

    for (uint32_t halvings = 0; halvings < HALVINGS && looks < LOOKS;) {
        bool better = false;

        for (uint32_t i = 0; i <= self->of.n_factors; i++, looks += 2) better = improve(self, i, step, &best, scratch) || better;
        if (better) continue;
        step = sqrt(step);
        halvings++;
    }
}

/* ---- the process ------------------------------------------------------------------------------------------------------------------ */

static double variance_of(const double *y, uint32_t n)
{
    double mean = 0, sum = 0;

    for (uint32_t i = 0; i < n; i++) mean += y[i] / n;
    for (uint32_t i = 0; i < n; i++) sum += (y[i] - mean) * (y[i] - mean) / n;
    return sum;
}

static void invert(ccs_kriging_t *self)
{
    const uint32_t n = self->of.n;

    for (uint32_t i = 0; i < n; i++) {
        double *const column = &self->inverse[(size_t) i * n]; /* a row as well: it is symmetric */

        memset(column, 0, n * sizeof *column);
        column[i] = 1;
        forward(self, column);
        backward(self, column);
        self->weight[i] = self->of.y[i] - self->mean;
    }
    forward(self, self->weight);
    backward(self, self->weight);
}

int ccs_kriging_fit(ccs_kriging_t *self, const ccs_seen_t *of, ccs_arena_t *arena)
{
    const double variance = variance_of(of->y, of->n);
    double *const scratch = ccs_arena_array(arena, 2 * (size_t) of->n, sizeof *scratch);

    *self = (ccs_kriging_t){.of = *of, .variance = variance > 0 ? variance : 1};
    self->length = ccs_arena_array(arena, of->n_factors + 1, sizeof *self->length);
    self->chol = ccs_arena_array(arena, (size_t) of->n * of->n, sizeof *self->chol);
    self->inverse = ccs_arena_array(arena, (size_t) of->n * of->n, sizeof *self->inverse);
    self->weight = ccs_arena_array(arena, of->n, sizeof *self->weight);
    if (!scratch || !self->length || !self->chol || !self->inverse || !self->weight) return CCS_ERR_NOMEM;
    for (uint32_t i = 0; i < of->n_factors; i++) self->length[i] = 1;
    if (variance > 0) search(self, scratch);
    (void) misfit(self, scratch); /* of the lengths that were found */
    invert(self);
    return 0;
}

double ccs_kriging_at(const ccs_kriging_t *self, const double *x, double *sd)
{
    const uint32_t n = self->of.n;
    double at = self->mean, left = self->variance;

    for (uint32_t i = 0; i < n; i++) {
        const double own = self->variance * correlation(self, x, point_of(self, i));

        at += own * self->weight[i];
        for (uint32_t k = 0; k < n; k++)
            left -= own * self->inverse[(size_t) i * n + k] * self->variance * correlation(self, x, point_of(self, k));
    }
    *sd = sqrt(fmax(0, left));
    return at;
}

double ccs_kriging_without(const ccs_kriging_t *self, uint32_t point, double *sd)
{
    const double own = self->inverse[(size_t) point * self->of.n + point];

    *sd = sqrt(1 / own);
    return self->of.y[point] - self->weight[point] / own;
}
