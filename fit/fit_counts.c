/* fit_counts.c - means of counts by kind of day, and their factors. Invariant: what is relative is in parts of the mean, so that a factor's variance is that of days of any kind. */
#include "fit_counts.h"

#include <gsl/gsl_cdf.h>
#include <math.h>

#include "fit_factors.h"
#include "student.h"

/* What a day of a kind comes to from one slot to another. */
typedef struct {
    const ccs_fit_counts_t *counts;
    const ccs_fit_demand_t *demand;
    uint32_t kind, from, until;
} part_t;

/* NAN: no day of the kind has the slot */
static double mean_at(const part_t *part, uint32_t slot)
{
    return part->demand->mean[(size_t) part->kind * part->counts->n_slots + slot];
}

static double seen_at(const part_t *part, uint32_t slot)
{
    return part->demand->seen[(size_t) part->kind * part->counts->n_slots + slot];
}

static double total_of(const part_t *part)
{
    double sum = 0;

    for (uint32_t slot = part->from; slot < part->until; slot++)
        if (!isnan(mean_at(part, slot))) sum += mean_at(part, slot);
    return sum;
}

static int find_means(const ccs_fit_counts_t *counts, ccs_fit_demand_t *demand, ccs_arena_t *arena)
{
    const size_t n = (size_t) counts->n_kinds * counts->n_slots;

    demand->seen = ccs_arena_array(arena, n, sizeof(double));
    demand->mean = ccs_arena_array(arena, n, sizeof(double));
    demand->kinds = ccs_arena_array(arena, counts->n_kinds, sizeof *demand->kinds);
    if (!demand->seen || !demand->mean || !demand->kinds) return CCS_ERR_NOMEM;
    for (uint32_t day = 0; day < counts->n_days; day++) {
        demand->kinds[counts->kind[day]].n_days++;
        for (uint32_t slot = 0; slot < counts->n_slots; slot++) {
            const double x = counts->counts[(size_t) day * counts->n_slots + slot];
            const size_t at = (size_t) counts->kind[day] * counts->n_slots + slot;

            if (isnan(x)) continue;
            demand->mean[at] += x;
            demand->seen[at]++;
        }
    }
    for (size_t i = 0; i < n; i++) demand->mean[i] = demand->seen[i] > 0 ? demand->mean[i] / demand->seen[i] : (double) NAN;
    for (uint32_t kind = 0; kind < counts->n_kinds; kind++)
        demand->kinds[kind].total.is = total_of(&(part_t){counts, demand, kind, 0, counts->n_slots});
    return 0;
}

/* --- how sure a mean is ------------------------------------------------------------------------------------------------ */

/* What of the mean of the days of the kind is a day's, in parts of it. */
static double weight_of(const part_t *part, uint32_t day, double total)
{
    double sum = 0;

    for (uint32_t slot = part->from; slot < part->until; slot++)
        if (!isnan(part->counts->counts[(size_t) day * part->counts->n_slots + slot]))
            sum += mean_at(part, slot) / seen_at(part, slot);
    return sum / total;
}

/* Variance by the factors of days that remember one another, in parts of the mean's square. */
static double variance_of_days(const part_t *part, double total)
{
    const ccs_fit_counts_t *const counts = part->counts;
    const double cv = part->demand->day_cv.is;
    double together = 0;

    for (uint32_t i = 0; cv > 0 && i < counts->n_days; i++) {
        if (counts->kind[i] != part->kind) continue;
        const double weight = weight_of(part, i, total);

        for (uint32_t j = i; j < counts->n_days && counts->series[j] == counts->series[i]; j++) {
            const double gap = (double) (counts->date[j] - counts->date[i]);

            if (gap > 60) break;
            if (counts->kind[j] != part->kind) continue;
            together += i == j ? weight * weight : 2 * weight * weight_of(part, j, total) * pow(part->demand->day_memory.is, gap);
        }
    }
    return cv * cv * together;
}

/* Variance of Poisson counts, and by the factors of slots; days that have a slot are taken to have those before it. */
static double variance_of_slots(const part_t *part)
{
    const double square = part->demand->slot_cv.is * part->demand->slot_cv.is;
    double sum = 0;

    for (uint32_t i = part->from; i < part->until; i++) {
        if (!(mean_at(part, i) > 0)) continue;
        sum += mean_at(part, i) / seen_at(part, i);
        for (uint32_t j = part->from; square > 0 && j < part->until; j++)
            if (mean_at(part, j) > 0)
                sum += square * mean_at(part, i) * mean_at(part, j) * pow(part->demand->slot_memory.is, i > j ? i - j : j - i) /
                    fmax(seen_at(part, i), seen_at(part, j));
    }
    return sum;
}

/* What a tail leaves below it, or above it: of few days it is far smaller than what a share near one can tell. By halving, as GSL's own inverse does not always come to rest; its gamma law
 * ends the program where shapes are in the millions, and from ten thousand on the cube root of one is normal to five digits (Wilson and Hilferty 1931). */
static double gamma_quantile(double tail, bool above, double shape, double scale)
{
    const double z = gsl_cdf_ugaussian_Qinv(tail) * (above ? 1 : -1);

    if (shape > 1e4) return scale * shape * pow(1 - 1 / (9 * shape) + z / (3 * sqrt(shape)), 3);
    double low = 0, high = scale * (shape + 10 * sqrt(shape) + 50);

    while (above && gsl_cdf_gamma_Q(high, shape, scale) > tail) high *= 2;
    for (int i = 0; i < 80; i++) {
        const double middle = (low + high) / 2;
        const bool is_below = above ? gsl_cdf_gamma_Q(middle, shape, scale) > tail : gsl_cdf_gamma_P(middle, shape, scale) < tail;

        *(is_below ? &low : &high) = middle;
    }
    return (low + high) / 2;
}

/* Of a weighted sum of Poisson counts: that of a gamma law (Fay and Feuer 1997), which is exact where all weights are one. @param tail  beyond either end */
static ccs_fit_estimate_t poisson_total(const part_t *part, double total, double tail)
{
    const double variance = variance_of_slots(part);
    double weight = 0;

    for (uint32_t slot = part->from; slot < part->until; slot++)
        if (seen_at(part, slot) > 0) weight = fmax(weight, 1 / seen_at(part, slot));
    const double above = total + weight, variance_above = variance + weight * weight;

    return (ccs_fit_estimate_t){total, total > 0 ? gamma_quantile(tail, false, total * total / variance, variance / total) : 0,
        weight > 0 ? gamma_quantile(tail, true, above * above / variance_above, variance_above / above) : 0};
}

ccs_fit_estimate_t ccs_fit_total(const ccs_fit_counts_t *counts, const ccs_fit_demand_t *demand, uint32_t kind, uint32_t from,
    uint32_t until)
{
    const part_t part = {counts, demand, kind, from, until};
    const double total = total_of(&part);
    const double t = demand->n_days > counts->n_kinds ? ccs_student_quantile(0.95, demand->n_days - counts->n_kinds) : CCS_FIT_Z;

    if (demand->spread == CCS_FIT_POISSON || !(total > 0)) return poisson_total(&part, total, gsl_cdf_ugaussian_Q(t));
    const double half = t * sqrt(variance_of_days(&part, total) + variance_of_slots(&part) / (total * total));

    return (ccs_fit_estimate_t){total, total * exp(-half), total * exp(half)};
}

int ccs_fit_counts(const ccs_fit_counts_t *counts, ccs_fit_demand_t *demand, ccs_arena_t *arena)
{
    int ret = 0;

    *demand = (ccs_fit_demand_t){.variance_to_mean = (double) NAN};
    CCS_TRY(find_means(counts, demand, arena));
    CCS_TRY(ccs_fit_factors(counts, demand, arena));
    for (uint32_t kind = 0; kind < counts->n_kinds; kind++)
        demand->kinds[kind].total = ccs_fit_total(counts, demand, kind, 0, counts->n_slots);
out:
    return ret;
}
