/* sweep_estimate.c - an estimate from values and weights. */
#include "sweep_estimate.h"

#include <math.h>

static ccs_estimate_t within(double mean, ccs_interval_t interval, uint32_t n)
{
    return (ccs_estimate_t){mean, 0.5 * (interval.high - interval.low), interval.low, interval.high, n};
}

/* What all contacts had in common, or none, is as sure as so many independent contacts make it. */
static ccs_interval_t of_contacts(const double sums[5], double mean, uint32_t n, double confidence)
{
    const ccs_interval_t bent = ccs_estimate_contacts(sums, n, ccs_estimate_t_quantile(confidence, n - 1));

    if (bent.high - bent.low == 0 && (mean == 0 || mean == 1)) return ccs_estimate_share(sums[0], sums[1], confidence);
    return (ccs_interval_t){fmax(0, bent.low), fmin(1, bent.high)};
}

ccs_estimate_t ccs_sample_estimate(const ccs_sample_t *self, enum ccs_metric_kind kind, double confidence)
{
    double sums[5] = {0};
    uint32_t n = 0;

    for (uint32_t i = 0; i < self->n; i++) {
        const double den = self->weights[i * self->stride], num = den * self->values[i * self->stride];

        if (isnan(num) || den == 0) continue;
        sums[0] += num;
        sums[1] += den;
        sums[2] += num * num;
        sums[3] += den * den;
        sums[4] += num * den;
        n++;
    }
    const double mean = sums[0] / sums[1];

    if (n < 2) return (ccs_estimate_t){mean, (double) NAN, (double) NAN, (double) NAN, n};
    const double t = ccs_estimate_t_quantile(confidence, n - 1), half = ccs_estimate_ratio_half_width(sums, n, t);

    switch (kind) {
    case CCS_KIND_SHARE: return within(mean, of_contacts(sums, mean, n, confidence), n);
    case CCS_KIND_TIME_SHARE: return within(mean, (ccs_interval_t){fmax(0, mean - half), fmin(1, mean + half)}, n);
    case CCS_KIND_DAYS: return within(mean, ccs_estimate_days(sums, n, self->set, confidence), n);
    case CCS_KIND_COUNT:
    case CCS_KIND_RATIO:
    case CCS_KIND_AVERAGE:
    case CCS_KIND_LEVEL:
    case CCS_KIND_MAXIMUM: return within(mean, ccs_estimate_amount(sums, n, t), n);
    case CCS_KIND_QUANTILE: break;
    }
    return within(mean, (ccs_interval_t){mean - half, mean + half}, n);
}
