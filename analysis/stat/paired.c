/* paired.c - linearised residuals. Invariant: equal series have equal residuals to the bit, so that they differ by exactly 0. */
#include "paired.h"

#include <math.h>

#include "estimate.h"

ccs_series_t ccs_series_of(const ccs_view_t *view, uint32_t metric, uint32_t entity)
{
    const size_t first = (size_t) entity * view->n_metrics + metric;

    return (ccs_series_t){&view->values[first], &view->weights[first], (size_t) view->n_entities * view->n_metrics,
        view->n_observations, view->groups};
}

bool ccs_series_kept(const ccs_view_t *view, uint32_t metric, uint32_t entity, uint32_t interval, ccs_series_t *to)
{
    const uint32_t column = view->columns[(size_t) metric * view->n_entities + entity];
    const size_t row = (size_t) view->n_intervals * view->n_columns, first = (size_t) interval * view->n_columns + column;

    if (!view->kept_values || column == CCS_DATA_NONE) return false;
    *to = (ccs_series_t){&view->kept_values[first], &view->kept_weights[first], row,
        view->n_kept < view->replications ? view->n_kept : (uint32_t) view->replications, view->groups};
    return true;
}

/* Whether an observation has a value. */
static bool counts(const ccs_series_t *s, uint32_t i)
{
    const double weight = s->weights[i * s->stride];

    return (weight > 0 || weight < 0) && !isnan(s->values[i * s->stride]);
}

ccs_linear_t ccs_linearise(const ccs_series_t *of)
{
    double num = 0, den = 0;
    uint32_t n = 0;

    for (uint32_t i = 0; i < of->n; i++) {
        if (!counts(of, i)) continue;
        den += of->weights[i * of->stride];
        num += of->weights[i * of->stride] * of->values[i * of->stride];
        n++;
    }
    return (ccs_linear_t){*of, num / den, den / of->n, n > 1 ? 0 : (double) NAN};
}

double ccs_linear_residual(const ccs_linear_t *self, uint32_t observation)
{
    const size_t at = observation * self->of.stride;

    if (!counts(&self->of, observation)) return self->absent;
    return self->of.weights[at] * (self->of.values[at] - self->ratio) / self->usual + self->absent;
}

ccs_point_t ccs_paired_difference(const ccs_series_t *first, const ccs_series_t *second, double confidence)
{
    const ccs_linear_t a = ccs_linearise(first), b = ccs_linearise(second);
    const uint32_t n = first->n < second->n ? first->n : second->n;
    double sum2 = 0, together = 0, sum = 0;
    uint32_t n_groups = 0;

    if (isnan(a.ratio) || isnan(b.ratio)) return ccs_point_around((double) NAN, (double) NAN);
    for (uint32_t i = 0; i < n; i++) {
        together += ccs_linear_residual(&a, i) - ccs_linear_residual(&b, i);
        if (!ccs_ends_group(first->groups, i, n)) continue;
        sum += together;
        sum2 += together * together;
        together = 0;
        n_groups++;
    }
    if (n_groups < 2) return ccs_point_around(a.ratio - b.ratio, (double) NAN);
    const double scale = (double) n_groups / n; /* of sums, so that their mean is that of the observations */

    return ccs_point_around(a.ratio - b.ratio,
        scale * ccs_estimate_half_width(sum, sum2, n_groups, ccs_estimate_t_quantile(confidence, n_groups - 1)));
}
