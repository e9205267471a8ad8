/* fit_counts.c - means of counts by kind of day, and their factors. Invariant: what is relative is in parts of the mean, so that a factor's variance is that of days of any kind. */
#include "fit_counts.h"

#include <gsl/gsl_cdf.h>
#include <math.h>

#include "fit_factors.h"

static double total_of(const ccs_fit_counts_t *counts, const double *mean, uint32_t kind)
{
    double sum = 0;

    for (uint32_t slot = 0; slot < counts->n_slots; slot++) {
        const double x = mean[(size_t) kind * counts->n_slots + slot];

        if (!isnan(x)) sum += x;
    }
    return sum;
}

static int find_means(const ccs_fit_counts_t *counts, ccs_fit_demand_t *demand, ccs_arena_t *arena)
{
    const size_t n = (size_t) counts->n_kinds * counts->n_slots;
    double *const seen = ccs_arena_array(arena, n, sizeof *seen);

    demand->mean = ccs_arena_array(arena, n, sizeof(double));
    demand->kinds = ccs_arena_array(arena, counts->n_kinds, sizeof *demand->kinds);
    if (!seen || !demand->mean || !demand->kinds) return CCS_ERR_NOMEM;
    for (uint32_t day = 0; day < counts->n_days; day++) {
        demand->kinds[counts->kind[day]].n_days++;
        for (uint32_t slot = 0; slot < counts->n_slots; slot++) {
            const double x = counts->counts[(size_t) day * counts->n_slots + slot];
            const size_t at = (size_t) counts->kind[day] * counts->n_slots + slot;

            if (isnan(x)) continue;
            demand->mean[at] += x;
            seen[at]++;
        }
    }
    for (size_t i = 0; i < n; i++) demand->mean[i] = seen[i] > 0 ? demand->mean[i] / seen[i] : (double) NAN;
    for (uint32_t kind = 0; kind < counts->n_kinds; kind++) demand->kinds[kind].total.is = total_of(counts, demand->mean, kind);
    return 0;
}

/* Variance of the mean of the days of a kind, in parts of its square: factors of days that remember one another, and what each day has of its own. */
static double variance_of_mean(const ccs_fit_counts_t *counts, const ccs_fit_demand_t *demand, uint32_t kind)
{
    const double n = demand->kinds[kind].n_days, cv = demand->day_cv.is, own = ccs_fit_own_variance(counts, demand, kind);
    double together = 0;

    for (uint32_t i = 0; i < counts->n_days; i++)
        for (uint32_t j = i; counts->kind[i] == kind && j < counts->n_days && counts->series[j] == counts->series[i]; j++) {
            const double gap = (double) (counts->date[j] - counts->date[i]);

            if (gap > 60) break;
            if (counts->kind[j] != kind) continue;
            together += (i == j ? 1 : 2) * (i == j ? 1 : pow(demand->day_memory.is, gap));
        }
    return (cv * cv * together + own * n) / (n * n);
}

static void find_totals(const ccs_fit_counts_t *counts, ccs_fit_demand_t *demand)
{
    const double df = demand->n_days > counts->n_kinds ? demand->n_days - counts->n_kinds : 0;
    const double t = df > 0 ? gsl_cdf_tdist_Pinv(0.975, df) : CCS_FIT_Z;

    for (uint32_t kind = 0; kind < counts->n_kinds; kind++) {
        ccs_fit_estimate_t *const total = &demand->kinds[kind].total;
        const double half = total->is > 0 ? t * sqrt(variance_of_mean(counts, demand, kind)) : 0;

        total->low = fmax(total->is * (1 - half), 0);
        total->high = total->is * (1 + half);
    }
}

int ccs_fit_counts(const ccs_fit_counts_t *counts, ccs_fit_demand_t *demand, ccs_arena_t *arena)
{
    int ret = 0;

    *demand = (ccs_fit_demand_t){.variance_to_mean = (double) NAN};
    CCS_TRY(find_means(counts, demand, arena));
    CCS_TRY(ccs_fit_factors(counts, demand, arena));
    find_totals(counts, demand);
out:
    return ret;
}
