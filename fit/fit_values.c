/* fit_values.c - times, whole and cut short. Invariant: places rise strictly; at a place what ends there ends before what is cut there. */
#include "fit_values.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdlib.h>

#include "err.h"
#include "fit_minimise.h"

enum { FEW = 512 /* times that are kept apart, however close */ };
static const double CLOSE = 1.0 / 256, SURE = 0.01 /* of all peaks together, those that are none */;

static int by_time(const void *a, const void *b)
{
    const double x = ((const ccs_fit_time_t *) a)->x, y = ((const ccs_fit_time_t *) b)->x;

    return (x > y) - (x < y);
}

int ccs_fit_values_make(ccs_fit_values_t *self, ccs_fit_time_t *times, size_t n, ccs_arena_t *arena)
{
    const double width = n > FEW ? CLOSE : 0;
    double first = 0, sum = 0, together = 0;

    *self = (ccs_fit_values_t){.x = ccs_arena_array(arena, n, sizeof(double)),
        .ended = ccs_arena_array(arena, n, sizeof(double)),
        .cut = ccs_arena_array(arena, n, sizeof(double))};
    if (!self->x || !self->ended || !self->cut) return CCS_ERR_NOMEM;
    qsort(times, n, sizeof *times, by_time);
    for (size_t i = 0; i < n; i++) {
        if (!(times[i].x > 0)) {
            self->n_at_once += times[i].ended;
            continue;
        }
        if (self->n == 0 || times[i].x > first * (1 + width)) {
            first = times[i].x;
            sum = together = 0;
            self->n++;
        }
        sum += times[i].x;
        together++;
        self->x[self->n - 1] = sum / together;
        (times[i].ended ? self->ended : self->cut)[self->n - 1]++;
        *(times[i].ended ? &self->n_ended : &self->n_cut) += 1;
    }
    return 0;
}

int ccs_fit_survival(const ccs_fit_values_t *values, ccs_fit_survival_t *self, ccs_arena_t *arena)
{
    const size_t n = values->n;
    double left = 1, variance = 0, at_risk = values->n_ended + values->n_cut;

    self->left = ccs_arena_array(arena, n, sizeof(double));
    self->low = ccs_arena_array(arena, n, sizeof(double));
    self->high = ccs_arena_array(arena, n, sizeof(double));
    self->at_risk = ccs_arena_array(arena, n, sizeof(double));
    if (!self->left || !self->low || !self->high || !self->at_risk) return CCS_ERR_NOMEM;
    for (size_t i = 0; i < n; i++) {
        const double ended = values->ended[i];

        self->at_risk[i] = at_risk;
        left *= 1 - ended / at_risk;
        if (ended < at_risk) variance += ended / (at_risk * (at_risk - ended));
        const double log_left = log(left), wide = log_left < 0 ? CCS_FIT_Z * sqrt(variance) / -log_left : 0;

        self->left[i] = left;
        self->low[i] = left > 0 ? pow(left, exp(wide)) : 0;
        self->high[i] = left > 0 ? pow(left, exp(-wide)) : 0;
        at_risk -= ended + values->cut[i];
    }
    return 0;
}

void ccs_fit_hazard(const ccs_fit_values_t *values, double width, ccs_fit_hazard_t *spans, size_t n)
{
    for (size_t k = 0; k < n; k++) spans[k] = (ccs_fit_hazard_t){.from = (double) k * width, .to = (double) (k + 1) * width};
    for (size_t i = 0; i < values->n; i++) {
        const double x = values->x[i], weight = values->ended[i] + values->cut[i];

        for (size_t k = 0; k < n && spans[k].from < x; k++) {
            spans[k].exposure += weight * (fmin(x, spans[k].to) - spans[k].from);
            if (x <= spans[k].to) spans[k].n += values->ended[i];
        }
    }
}

/* P(a Poisson count of that mean is at least n), n > 0: of many by the normal law, as GSL's gamma law ends the program where shapes are in the millions. NAN: no mean */
static double at_least(double n, double mean)
{
    if (!(mean >= 0) || isinf(mean)) return (double) NAN;
    if (mean > 1e4) return gsl_cdf_ugaussian_Q((n - 0.5 - mean) / sqrt(mean));
    return mean > 0 ? gsl_cdf_poisson_Q((unsigned) n - 1, mean) : 0;
}

bool ccs_fit_is_peak(const ccs_fit_hazard_t *spans, size_t n, size_t at, double expected)
{
    double near = 0, exposure = 0;

    for (size_t k = at > 2 ? at - 2 : 0; k < n && k <= at + 2; k++) {
        if (k == at) continue;
        near += spans[k].n;
        exposure += spans[k].exposure;
    }
    if (!(exposure > 0) || !(spans[at].exposure > 0) || spans[at].n < 5) return false;
    if (!(at_least(spans[at].n, expected) < SURE / (double) n)) return false;
    /* Given the sum of two Poisson counts, one of them is binomial by the two exposures. */
    const double share = spans[at].exposure / (spans[at].exposure + exposure);

    return gsl_cdf_binomial_Q((unsigned) spans[at].n - 1, share, (unsigned) (spans[at].n + near)) < SURE / (double) n;
}
