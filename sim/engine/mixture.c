/* mixture.c - mixtures of laws, tabulated. Invariant: probabilities and densities of the parts add up, by their weights, on either side of the median, so that both tails keep
 * their relative precision. The scale of the law is its mean, so that the table is that of a mixture of mean 1. */
#include "mixture.h"

#include <math.h>

#include "law_point.h"

typedef struct {
    const ccs_mixture_part_t *parts; /* of weights that add up to 1 */
    uint32_t n;
    double scale;
} mixture_t;

bool ccs_mixture_takes(const ccs_distribution_t *law)
{
    switch (law->kind) {
    case CCS_DISTRIBUTION_EXPONENTIAL:
    case CCS_DISTRIBUTION_GAMMA:
    case CCS_DISTRIBUTION_ERLANG:
    case CCS_DISTRIBUTION_LOGNORMAL:
    case CCS_DISTRIBUTION_WEIBULL:
    case CCS_DISTRIBUTION_HYPEREXPONENTIAL: return law->mean > 0;
    case CCS_DISTRIBUTION_NONE:
    case CCS_DISTRIBUTION_CONSTANT:
    case CCS_DISTRIBUTION_UNIFORM:
    case CCS_DISTRIBUTION_TRIANGULAR:
    case CCS_DISTRIBUTION_TRUNCATED_NORMAL:
    case CCS_DISTRIBUTION_EMPIRICAL:
    case CCS_DISTRIBUTION_MIXTURE: break;
    }
    return false;
}

/* The exponential is the one of power 1. @param power  the shape */
static ccs_quantile_point_t weibull_point(double power, double log_x, bool above)
{
    const double y = exp(power * log_x);

    return (ccs_quantile_point_t){above ? exp(-y) : -expm1(-y), power * y * exp(-y), power - 1 - power * y};
}

static ccs_quantile_point_t lognormal_point(double sigma, double log_x, bool above)
{
    const double z = log_x / sigma;

    return (ccs_quantile_point_t){0.5 * erfc((above ? z : -z) * 0.707106781186547524400844),
        0.398942280401432677939946 * exp(-0.5 * z * z) / sigma, -1 - z / sigma};
}

/* @param log_x  over the law's own scale */
static ccs_quantile_point_t part_point(const ccs_distribution_t *law, double log_x, bool above)
{
    switch (law->kind) {
    case CCS_DISTRIBUTION_EXPONENTIAL: return weibull_point(1, log_x, above);
    case CCS_DISTRIBUTION_WEIBULL: return weibull_point(1 / law->a, log_x, above);
    case CCS_DISTRIBUTION_LOGNORMAL: return lognormal_point(law->a, log_x, above);
    case CCS_DISTRIBUTION_GAMMA:
    case CCS_DISTRIBUTION_ERLANG: return ccs_gamma_point(&law->a, log_x, above);
    case CCS_DISTRIBUTION_HYPEREXPONENTIAL:
        return ccs_two_exponentials_point(&(ccs_two_exponentials_t){law->a, law->b}, log_x, above);
    case CCS_DISTRIBUTION_NONE:
    case CCS_DISTRIBUTION_CONSTANT:
    case CCS_DISTRIBUTION_UNIFORM:
    case CCS_DISTRIBUTION_TRIANGULAR:
    case CCS_DISTRIBUTION_TRUNCATED_NORMAL:
    case CCS_DISTRIBUTION_EMPIRICAL:
    case CCS_DISTRIBUTION_MIXTURE: break;
    }
    CCS_BUG_IF(true);
}

static ccs_quantile_point_t mixture_point(const void *law, double log_x, bool above)
{
    const mixture_t *const mixture = law;
    ccs_quantile_point_t sum = {0, 0, 0};
    double bend = 0;

    for (uint32_t i = 0; i < mixture->n; i++) {
        const ccs_mixture_part_t *const part = &mixture->parts[i];
        const ccs_quantile_point_t at = part_point(&part->law, log_x + log(mixture->scale / part->law.scale), above);

        sum.probability += part->weight * at.probability;
        sum.log_density += part->weight * at.log_density;
        bend += part->weight * at.log_density * at.elasticity;
    }
    sum.elasticity = sum.log_density > 0 ? bend / sum.log_density : 0;
    return sum;
}

int ccs_mixture_make(const ccs_mixture_part_t *parts, uint32_t n, ccs_arena_t *arena, ccs_distribution_t *out, ccs_err_t *err)
{
    ccs_mixture_part_t own[CCS_MIXTURE_PARTS];
    double weights = 0, mean = 0, square = 0;

    CCS_BUG_IF(n == 0 || n > CCS_MIXTURE_PARTS);
    for (uint32_t i = 0; i < n; i++) weights += parts[i].weight;
    for (uint32_t i = 0; i < n; i++) {
        own[i] = (ccs_mixture_part_t){parts[i].law, parts[i].weight / weights};
        mean += own[i].weight * own[i].law.mean;
        square += own[i].weight * (own[i].law.sd * own[i].law.sd + own[i].law.mean * own[i].law.mean);
    }
    const mixture_t mixture = {own, n, mean};
    const ccs_quantile_law_t law = {.at = mixture_point, .law = &mixture, .log_x_median = 0, .logarithmic = true};

    *out = (ccs_distribution_t){.kind = CCS_DISTRIBUTION_MIXTURE,
        .scale = mean,
        .mean = mean,
        .sd = sqrt(fmax(0, square - mean * mean))};
    return ccs_law_tabulate(out, &law, arena, err);
}
