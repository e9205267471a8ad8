/* fit_days.c - Poisson-gamma counts of days. */
#include "fit_days.h"

#include <math.h>

#include "fit_profile.h"

/* By the logarithm of the variance of the factor. Means are the averages of their days, which is where the likelihood has them; what is known of them is taken off. */
static double minus_counts(const double *at, const void *of)
{
    const ccs_fit_totals_t *const totals = of;
    const double a = exp(at[0]), r = 1 / a;
    double sum = 0;

    if (at[0] < CCS_FIT_LEAST) return INFINITY;
    for (uint32_t i = 0; i < totals->n; i++) {
        const ccs_fit_total_t *const day = &totals->days[i];
        const double count = fmax(day->mean * (1 + day->residual), 0);

        sum -= lgamma(count + r) - lgamma(r) - r * log1p(a * day->mean) + count * log(a * day->mean / (1 + a * day->mean));
        sum += log(day->n_of_kind / (day->mean + a * day->mean * day->mean)) / (2 * day->n_of_kind);
    }
    return sum;
}

int ccs_fit_poisson_gamma(const ccs_fit_totals_t *totals, ccs_fit_demand_t *demand)
{
    const double start = 2 * log(demand->day_cv.is);
    ccs_fit_point_t point;
    double low, high;
    int ret = 0;

    CCS_TRY(ccs_fit_minimise(minus_counts, totals, &start, 1, &point));
    if (!point.converged) goto out;
    CCS_TRY(ccs_fit_profile(&(ccs_fit_profile_t){minus_counts, totals, &point, 0, CCS_FIT_RISE, CCS_FIT_LEAST}, &low));
    CCS_TRY(ccs_fit_profile(&(ccs_fit_profile_t){minus_counts, totals, &point, 0, CCS_FIT_RISE, CCS_FIT_MOST}, &high));
    demand->day_cv = (ccs_fit_estimate_t){exp(point.at[0] / 2), exp(low / 2), exp(high / 2)};
out:
    return ret;
}
