/* distribution_make.c - laws from what a scenario gives. Invariant: a law that was made has finite, checked parameters and exact
 * moments; what cannot be obeyed is refused with a text that says what would be. Parameters are computed without libm, or rounded
 * to 44 bits where a special function or a root search is needed, so that they hardly ever depend on the machine. */
#include "distribution.h"

#include <gsl/gsl_sf_gamma.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "elementary.h"
#include "law_point.h"

#define PARAMETER_LIST(X)                                                                                                        \
    X(value)                                                                                                                     \
    X(mean) X(cv) X(sd) X(rate) X(shape) X(scale) X(k) X(median) X(mu) X(sigma) X(p) X(mean_1) X(mean_2) X(min) X(mode) X(max)

enum parameter {
#define X(name) P_##name,
    PARAMETER_LIST(X)
#undef X
        N_PARAMETERS
};
#define BIT(name) (1u << P_##name)

const ccs_distribution_given_t CCS_DISTRIBUTION_GIVEN_NOTHING = {
#define X(name) .name = NAN,
    PARAMETER_LIST(X)
#undef X
};

/* Ways to give a law: all of `needs`, any of `allows`. sd is turned into cv before. */
typedef struct {
    enum ccs_distribution_kind kind;
    uint32_t needs, allows;
} form_t;

static const form_t FORMS[] = {
    {CCS_DISTRIBUTION_CONSTANT, BIT(value), 0},
    {CCS_DISTRIBUTION_CONSTANT, BIT(mean), BIT(cv)},
    {CCS_DISTRIBUTION_EXPONENTIAL, BIT(mean), BIT(cv)},
    {CCS_DISTRIBUTION_EXPONENTIAL, BIT(rate), 0},
    {CCS_DISTRIBUTION_GAMMA, BIT(mean) | BIT(cv), 0},
    {CCS_DISTRIBUTION_GAMMA, BIT(shape) | BIT(scale), 0},
    {CCS_DISTRIBUTION_GAMMA, BIT(shape) | BIT(mean), 0},
    {CCS_DISTRIBUTION_ERLANG, BIT(mean) | BIT(cv), 0},
    {CCS_DISTRIBUTION_ERLANG, BIT(mean) | BIT(k), 0},
    {CCS_DISTRIBUTION_LOGNORMAL, BIT(mean) | BIT(cv), 0},
    {CCS_DISTRIBUTION_LOGNORMAL, BIT(median) | BIT(cv), 0},
    {CCS_DISTRIBUTION_LOGNORMAL, BIT(median) | BIT(sigma), 0},
    {CCS_DISTRIBUTION_LOGNORMAL, BIT(mu) | BIT(sigma), 0},
    {CCS_DISTRIBUTION_WEIBULL, BIT(mean) | BIT(cv), 0},
    {CCS_DISTRIBUTION_WEIBULL, BIT(shape) | BIT(scale), 0},
    {CCS_DISTRIBUTION_WEIBULL, BIT(shape) | BIT(mean), 0},
    {CCS_DISTRIBUTION_HYPEREXPONENTIAL, BIT(mean) | BIT(cv), 0},
    {CCS_DISTRIBUTION_HYPEREXPONENTIAL, BIT(p) | BIT(mean_1) | BIT(mean_2), 0},
    {CCS_DISTRIBUTION_UNIFORM, BIT(min) | BIT(max), 0},
    {CCS_DISTRIBUTION_TRIANGULAR, BIT(min) | BIT(mode) | BIT(max), 0},
    {CCS_DISTRIBUTION_TRUNCATED_NORMAL, BIT(mu) | BIT(sigma), BIT(min) | BIT(max)},
    {CCS_DISTRIBUTION_TRUNCATED_NORMAL, BIT(mean) | BIT(cv), BIT(min)},
    {CCS_DISTRIBUTION_EMPIRICAL, 0, 0},
};

static const double BIG = 1e12;

enum { VALUES_MAX = 100000000 };

/* ---- helpers ---- */

static int refuse(ccs_err_t *err, enum parameter at, const char *must, double found)
{
    static const char *const names[] = {
#define X(name) #name,
        PARAMETER_LIST(X)
#undef X
    };

    return ccs_err_set(err, CCS_ERR_SCENARIO, NULL, names[at], "must be %s, found %.15g", must, found);
}

static double rounded(double x)
{
    int exponent;
    const double mantissa = frexp(x, &exponent);

    return ldexp(rint(ldexp(mantissa, 44)), exponent - 44);
}

static double ln_gamma(double x)
{
    gsl_sf_result result;

    CCS_BUG_IF(gsl_sf_lngamma_e(x, &result) != 0);
    return result.val;
}

/* Standard normal density and upper tail. */
static double density(double z)
{
    return isfinite(z) ? 0.398942280401432677939946 * ccs_exp(-0.5 * z * z) : 0.0;
}

static double tail(double z)
{
    return 0.5 * erfc(z * 0.707106781186547524400844);
}

/* ---- what is given ---- */

static const char *needs(enum ccs_distribution_kind kind)
{
    switch (kind) {
    case CCS_DISTRIBUTION_NONE: return "takes no parameters";
    case CCS_DISTRIBUTION_CONSTANT: return "needs value";
    case CCS_DISTRIBUTION_EXPONENTIAL: return "needs mean, or rate";
    case CCS_DISTRIBUTION_GAMMA: return "needs mean and cv, or shape and scale, or shape and mean";
    case CCS_DISTRIBUTION_ERLANG: return "needs mean and k, or mean and cv";
    case CCS_DISTRIBUTION_LOGNORMAL: return "needs mean and cv, or median and sigma, or median and cv, or mu and sigma";
    case CCS_DISTRIBUTION_WEIBULL: return "needs mean and cv, or shape and scale, or shape and mean";
    case CCS_DISTRIBUTION_HYPEREXPONENTIAL: return "needs mean and cv, or p, mean_1 and mean_2";
    case CCS_DISTRIBUTION_UNIFORM: return "needs min and max; for a mean and cv use gamma or lognormal";
    case CCS_DISTRIBUTION_TRIANGULAR: return "needs min, mode and max; for a mean and cv use gamma or lognormal";
    case CCS_DISTRIBUTION_TRUNCATED_NORMAL: return "needs mu and sigma (with min, max), or mean and cv (with min)";
    case CCS_DISTRIBUTION_MIXTURE: return "needs parts, each a law with a weight";
    case CCS_DISTRIBUTION_EMPIRICAL: return "needs values, with weights if they differ; for a mean and cv use gamma or lognormal";
    }
    CCS_BUG_IF(true);
}

typedef struct {
    double lowest, largest;
    bool above; /* must be > lowest, not >= */
} range_t;

static range_t range_of(enum ccs_distribution_kind kind, enum parameter at)
{
    const bool normal = kind == CCS_DISTRIBUTION_TRUNCATED_NORMAL;

    switch (at) {
    case P_value:
    case P_min:
    case P_mode: return (range_t){0, BIG, false};
    case P_cv: return kind == CCS_DISTRIBUTION_CONSTANT ? (range_t){0, 0, false} : (range_t){0, 100, true};
    case P_sd: return kind == CCS_DISTRIBUTION_CONSTANT ? (range_t){0, 0, false} : (range_t){0, 100 * BIG, true};
    case P_mean: return (range_t){0, BIG, kind != CCS_DISTRIBUTION_CONSTANT};
    case P_shape: return kind == CCS_DISTRIBUTION_GAMMA ? (range_t){0.01, 1e6, false} : (range_t){0.05, 100, false};
    case P_k: return (range_t){1, 1e5, false};
    case P_mu: return normal ? (range_t){-BIG, BIG, false} : (range_t){-27.6, 27.6, false};
    case P_sigma: return normal ? (range_t){0, BIG, true} : (range_t){0, 10, true};
    case P_p: return (range_t){0, 1, true};
    case P_rate:
    case P_scale:
    case P_median:
    case P_mean_1:
    case P_mean_2:
    case P_max: return (range_t){0, BIG, true};
    case N_PARAMETERS: break;
    }
    CCS_BUG_IF(true);
}

static int check_range(enum ccs_distribution_kind kind, enum parameter at, double x, ccs_err_t *err)
{
    const range_t range = range_of(kind, at);
    const double least =
        range.above ? fmin(1e-12, range.largest) : range.lowest; /* nothing smaller means anything, in any unit */
    char must[64];

    if (!isfinite(x)) return refuse(err, at, "a finite number", x);
    if (range.lowest == range.largest && x != range.lowest) return refuse(err, at, "0, for a constant does not vary", x);
    if (range.above && x <= range.lowest) return refuse(err, at, "> 0", x);
    if (x < least) {
        snprintf(must, sizeof must, "at least %.15g", least);
        return refuse(err, at, must, x);
    }
    if (x > range.largest || (at == P_p && x == range.largest)) {
        snprintf(must, sizeof must, at == P_p ? "< 1" : "at most %.15g", range.largest);
        return refuse(err, at, must, x);
    }
    if (at == P_k && x != rint(x)) return refuse(err, at, "an integer (gamma takes any shape)", x);
    return 0;
}

static bool accepts(enum ccs_distribution_kind kind, uint32_t given, bool values)
{
    for (size_t i = 0; i < sizeof FORMS / sizeof *FORMS; i++)
        if (FORMS[i].kind == kind && (given & FORMS[i].needs) == FORMS[i].needs && !(given & ~(FORMS[i].needs | FORMS[i].allows)))
            return values == (kind == CCS_DISTRIBUTION_EMPIRICAL);
    return false;
}

/* All a law ever takes, to name a parameter that it does not. */
static uint32_t takes(enum ccs_distribution_kind kind)
{
    uint32_t all = 0;

    for (size_t i = 0; i < sizeof FORMS / sizeof *FORMS; i++)
        if (FORMS[i].kind == kind) all |= FORMS[i].needs | FORMS[i].allows;
    return all & BIT(cv) ? all | BIT(sd) : all;
}

static int check_given(enum ccs_distribution_kind kind, const ccs_distribution_given_t *given, ccs_err_t *err)
{
    const struct {
        const char *name;
        double x;
    } list[] = {
#define X(name) {#name, given->name},
        PARAMETER_LIST(X)
#undef X
    };
    const char *const law = ccs_distribution_name(kind);
    uint32_t set = 0;

    for (uint32_t i = 0; i < N_PARAMETERS; i++) {
        if (isnan(list[i].x)) continue;
        set |= 1u << i;
        if (!(takes(kind) & 1u << i))
            return ccs_err_set(err, CCS_ERR_SCENARIO, NULL, list[i].name, "%s takes no %s; it %s", law, list[i].name,
                needs(kind));
    }
    if ((given->values || given->weights) && kind != CCS_DISTRIBUTION_EMPIRICAL)
        return ccs_err_set(err, CCS_ERR_SCENARIO, NULL, given->values ? "values" : "weights", "%s takes none; it %s", law,
            needs(kind));
    if ((set & BIT(cv)) && (set & BIT(sd))) return ccs_err_set(err, CCS_ERR_SCENARIO, NULL, "sd", "give cv or sd, not both");
    if ((set & BIT(sd)) && !(set & BIT(mean))) return ccs_err_set(err, CCS_ERR_SCENARIO, NULL, "sd", "sd needs mean");
    if (kind == CCS_DISTRIBUTION_NONE) return ccs_err_set(err, CCS_ERR_SCENARIO, NULL, NULL, "none is no law");
    if (!accepts(kind, set & BIT(sd) ? (set & ~BIT(sd)) | BIT(cv) : set, given->values || given->n_values))
        return ccs_err_set(err, CCS_ERR_SCENARIO, NULL, NULL, "%s %s", law, needs(kind));
    for (uint32_t i = 0; i < N_PARAMETERS; i++)
        if ((set & 1u << i) && check_range(kind, (enum parameter) i, list[i].x, err)) return CCS_ERR_SCENARIO;
    return 0;
}

/* ---- laws ---- */

static int make_constant(const ccs_distribution_given_t *given, ccs_distribution_t *out)
{
    *out = ccs_distribution_constant(isnan(given->value) ? given->mean : given->value);
    return 0;
}

static int make_exponential(const ccs_distribution_given_t *given, double cv, ccs_distribution_t *out, ccs_err_t *err)
{
    if (!isnan(cv) && fabs(cv - 1.0) > 1e-9) return refuse(err, P_cv, "1 for exponential (gamma takes any cv)", cv);
    *out = ccs_distribution_exponential(isnan(given->rate) ? given->mean : 1.0 / given->rate);
    return 0;
}

static int gamma_of(double shape, double mean, ccs_distribution_t *out, ccs_arena_t *arena, ccs_err_t *err)
{
    const ccs_quantile_law_t law = {
        .at = ccs_gamma_point,
        .law = &shape,
        .log_x_median = shape > 0.5 ? log(shape) : log(0.5) / shape,
        .logarithmic = shape < 1.0,
    };

    out->scale = mean / shape;
    out->a = shape;
    out->b = law.logarithmic ? 1.0 : 0.0;
    out->mean = mean;
    out->sd = mean / sqrt(shape);
    return ccs_law_tabulate(out, &law, arena, err);
}

static int make_gamma(const ccs_distribution_given_t *given, double cv, ccs_distribution_t *out, ccs_arena_t *arena,
    ccs_err_t *err)
{
    const double shape = isnan(cv) ? given->shape : 1.0 / (cv * cv);

    if (!isnan(cv) && (cv < 0.001 || cv > 10.0)) return refuse(err, P_cv, "in [0.001, 10] for gamma", cv);
    return gamma_of(shape, isnan(given->mean) ? given->shape * given->scale : given->mean, out, arena, err);
}

static int make_erlang(const ccs_distribution_given_t *given, double cv, ccs_distribution_t *out, ccs_arena_t *arena,
    ccs_err_t *err)
{
    const double k = isnan(cv) ? given->k : rint(1.0 / (cv * cv));

    if (!isnan(cv) && !(k >= 1.0 && k <= 1e5 && fabs(cv * sqrt(k) - 1.0) < 5e-4))
        return refuse(err, P_cv, "1/sqrt(k) for an integer k of at most 100000 (gamma takes any cv)", cv);
    return gamma_of(k, given->mean, out, arena, err);
}

static int make_lognormal(const ccs_distribution_given_t *given, double cv, ccs_distribution_t *out)
{
    const double variance = isnan(cv) ? given->sigma * given->sigma : ccs_log1p(cv * cv);

    out->a = isnan(cv) ? given->sigma : sqrt(variance);
    out->scale = !isnan(given->mean) ? given->mean * ccs_exp(-0.5 * variance)
        : isnan(given->mu)           ? given->median
                                     : ccs_exp(given->mu);
    out->mean = isnan(given->mean) ? out->scale * ccs_exp(0.5 * variance) : given->mean;
    out->sd = out->mean * (isnan(cv) ? sqrt(expm1(variance)) : cv);
    return 0;
}

static double weibull_cv(double shape)
{
    return sqrt(expm1(ln_gamma(1.0 + 2.0 / shape) - 2.0 * ln_gamma(1.0 + 1.0 / shape)));
}

/* cv falls as shape rises: bisection on the logarithm of shape, 60 halvings of log 2000. */
static double weibull_shape(double cv)
{
    double low = log(0.05), high = log(100.0);

    for (int i = 0; i < 60; i++) {
        const double middle = 0.5 * (low + high);

        if (weibull_cv(exp(middle)) > cv) low = middle;
        else high = middle;
    }
    return rounded(exp(0.5 * (low + high)));
}

static int make_weibull(const ccs_distribution_given_t *given, double cv, ccs_distribution_t *out, ccs_err_t *err)
{
    if (!isnan(cv) && cv < weibull_cv(100.0)) return refuse(err, P_cv, "at least 0.0127 for weibull", cv);
    const double shape = isnan(cv) ? given->shape : weibull_shape(cv), of_unit = rounded(exp(ln_gamma(1.0 + 1.0 / shape)));

    out->a = 1.0 / shape;
    out->scale = isnan(given->mean) ? given->scale : given->mean / of_unit;
    out->mean = isnan(given->mean) ? given->scale * of_unit : given->mean;
    out->sd = out->mean * (isnan(cv) ? weibull_cv(shape) : cv);
    return 0;
}

static int make_hyperexponential(const ccs_distribution_given_t *given, double cv, ccs_distribution_t *out, ccs_arena_t *arena,
    ccs_err_t *err)
{
    double p = given->p, mean_1 = given->mean_1, mean_2 = given->mean_2;

    /* balanced means: p mean_1 = (1 - p) mean_2; p from Whitt (1982), with 1 - sqrt written without cancellation */
    if (!isnan(cv)) {
        if (cv <= 1.0) return refuse(err, P_cv, "> 1 for hyperexponential (erlang and gamma take less)", cv);
        const double square = cv * cv, root = sqrt((square - 1.0) / (square + 1.0));

        p = 1.0 / ((square + 1.0) * (1.0 + root));
        mean_1 = given->mean / (2.0 * p);
        mean_2 = given->mean / (2.0 * (1.0 - p));
    }
    if (mean_1 > 1e6 * mean_2 || mean_2 > 1e6 * mean_1) return refuse(err, P_mean_2, "within a factor of 1e6 of mean_1", mean_2);
    const ccs_two_exponentials_t mix = {.p = p, .mean_2 = mean_2 / mean_1};
    const ccs_quantile_law_t law = {.at = ccs_two_exponentials_point,
        .law = &mix,
        .log_x_median = log(p + (1.0 - p) * mix.mean_2),
        .logarithmic = true};

    out->scale = mean_1;
    out->a = p;
    out->b = mix.mean_2;
    out->c = 1.0;
    out->mean = p * mean_1 + (1.0 - p) * mean_2;
    out->sd = sqrt(out->mean * out->mean + 2.0 * p * (1.0 - p) * (mean_1 - mean_2) * (mean_1 - mean_2));
    return ccs_law_tabulate(out, &law, arena, err);
}

static int check_bounds(const ccs_distribution_given_t *given, ccs_err_t *err)
{
    if (given->max <= given->min)
        return ccs_err_set(err, CCS_ERR_SCENARIO, NULL, "max", "must be > min (%.15g), found %.15g", given->min, given->max);
    if (given->mode < given->min || given->mode > given->max)
        return ccs_err_set(err, CCS_ERR_SCENARIO, NULL, "mode", "must lie between min (%.15g) and max (%.15g), found %.15g",
            given->min, given->max, given->mode);
    return 0;
}

static int make_uniform(const ccs_distribution_given_t *given, ccs_distribution_t *out, ccs_err_t *err)
{
    if (check_bounds(given, err)) return CCS_ERR_SCENARIO;
    out->scale = given->max;
    out->a = given->min / given->max;
    out->mean = 0.5 * (given->min + given->max);
    out->sd = (given->max - given->min) / sqrt(12.0);
    return 0;
}

static int make_triangular(const ccs_distribution_given_t *given, ccs_distribution_t *out, ccs_err_t *err)
{
    if (check_bounds(given, err)) return CCS_ERR_SCENARIO;
    const double rise = given->mode - given->min, fall = given->max - given->mode;

    out->scale = given->max;
    out->a = given->min / given->max;
    out->b = given->mode / given->max;
    out->mean = (given->min + given->mode + given->max) / 3.0;
    out->sd = sqrt((rise * rise + rise * fall + fall * fall) / 18.0);
    return 0;
}

/* ---- the truncated normal ---- */

/* sd / (mean - bound) of a normal cut below at alpha standard deviations from mu: rises from 0 to 1, the exponential. Source of
 * the moments: Johnson, Kotz & Balakrishnan (1994), Continuous Univariate Distributions 1, section 13.10.1. */
static double one_sided_cv(double alpha, double *above_bound)
{
    const double hazard = density(alpha) / tail(alpha);

    *above_bound = hazard - alpha;
    return sqrt(fmax(1.0 - hazard * *above_bound, 0.0)) / *above_bound;
}

/* mu and sigma that give mean and cv after the cut at min. */
static int uncut(double mean, double cv, double min, double *mu, double *sigma, ccs_err_t *err)
{
    const double wanted = cv * mean / (mean - min);
    double low = -1e6, high = 6.0, above;

    if (mean <= min) return ccs_err_set(err, CCS_ERR_SCENARIO, NULL, "mean", "must be > min (%.15g), found %.15g", min, mean);
    const double most = one_sided_cv(high, &above);

    if (wanted > most || wanted < 1e-6)
        return ccs_err_set(err, CCS_ERR_SCENARIO, NULL, "cv", "must be in [%.3g, %.3g] for a normal cut at this min, found %.15g",
            1e-6 * (mean - min) / mean, most * (mean - min) / mean, cv);
    for (int i = 0; i < 80; i++) {
        const double middle = 0.5 * (low + high);

        if (one_sided_cv(middle, &above) < wanted) low = middle;
        else high = middle;
    }
    const double alpha = rounded(0.5 * (low + high));

    (void) one_sided_cv(alpha, &above);
    *sigma = rounded((mean - min) / above);
    *mu = min - alpha * *sigma;
    return 0;
}

static int make_truncated_normal(const ccs_distribution_given_t *given, double cv, ccs_distribution_t *out, ccs_arena_t *arena,
    ccs_err_t *err)
{
    const double min = isnan(given->min) ? 0.0 : given->min, max = isnan(given->max) ? HUGE_VAL : given->max;
    double mu = given->mu, sigma = given->sigma, *table = NULL;

    if (max <= min) return ccs_err_set(err, CCS_ERR_SCENARIO, NULL, "max", "must be > min (%.15g), found %.15g", min, max);
    if (!isnan(cv) && uncut(given->mean, cv, min, &mu, &sigma, err)) return CCS_ERR_SCENARIO;
    const double alpha = (min - mu) / sigma, beta = (max - mu) / sigma;
    const double below = rounded(tail(-alpha)), above = rounded(tail(beta));
    const double inside = rounded(alpha > 0.0 ? tail(alpha) - tail(beta) : tail(-beta) - tail(-alpha));

    if (inside < 1e-12 || beta - alpha < 1e-3)
        return ccs_err_set(err, CCS_ERR_SCENARIO, NULL, NULL,
            "the interval from min (%.15g) to max (%.15g) holds almost nothing of a normal law with mu %.15g and sigma %.15g",
            min, max, mu, sigma);
    table = ccs_arena_array(arena, CCS_TRUNCATED_N, sizeof *table);
    if (!table) return ccs_err_set(err, CCS_ERR_NOMEM, NULL, NULL, "no memory for a distribution's table");
    table[CCS_TRUNCATED_BELOW] = below;
    table[CCS_TRUNCATED_INSIDE] = inside;
    table[CCS_TRUNCATED_ABOVE] = above;
    out->table = table;
    out->n_table = CCS_TRUNCATED_N;
    out->scale = sigma;
    out->a = mu / sigma;
    out->b = min / sigma;
    out->c = max / sigma;
    const double shift = (density(alpha) - density(beta)) / inside;
    const double edges = (alpha * density(alpha) - (isfinite(beta) ? beta * density(beta) : 0.0)) / inside;

    out->mean = mu + sigma * shift;
    out->sd = sigma * sqrt(fmax(1.0 + edges - shift * shift, 0.0));
    return 0;
}

/* ---- the empirical law ---- */

typedef struct {
    double value, weight;
} weighted_t;

static int by_value(const void *left, const void *right)
{
    const double x = ((const weighted_t *) left)->value, y = ((const weighted_t *) right)->value;

    return (x > y) - (x < y);
}

static int check_values(const ccs_distribution_given_t *given, ccs_err_t *err)
{
    double sum = 0.0;

    if (!given->values || given->n_values == 0)
        return ccs_err_set(err, CCS_ERR_SCENARIO, NULL, "values", "must hold a number, found none");
    if (given->n_values > VALUES_MAX)
        return ccs_err_set(err, CCS_ERR_SCENARIO, NULL, "values", "must be at most %u numbers, found %u", VALUES_MAX + 0u,
            (unsigned) given->n_values);
    for (uint32_t i = 0; i < given->n_values; i++) {
        const double x = given->values[i], w = given->weights ? given->weights[i] : 1.0;

        if (!(x >= 0.0 && x <= BIG))
            return ccs_err_set(err, CCS_ERR_SCENARIO, NULL, "values", "must be in [0, 1e12], found %.15g (number %u)", x,
                (unsigned) i + 1u);
        if (!(w >= 0.0 && w <= BIG))
            return ccs_err_set(err, CCS_ERR_SCENARIO, NULL, "weights", "must be in [0, 1e12], found %.15g (number %u)", w,
                (unsigned) i + 1u);
        sum += w;
    }
    if (!(sum > 0.0)) return ccs_err_set(err, CCS_ERR_SCENARIO, NULL, "weights", "must not all be 0");
    return 0;
}

/* Equal values merged, weightless ones dropped. @return how many remain */
static uint32_t merge_equal(weighted_t *list, uint32_t n)
{
    uint32_t kept = 0;

    for (uint32_t i = 0; i < n; i++) {
        if (list[i].weight == 0.0) continue;
        if (kept && list[kept - 1].value == list[i].value) list[kept - 1].weight += list[i].weight;
        else list[kept++] = list[i];
    }
    return kept;
}

static void empirical_moments(ccs_distribution_t *out, const weighted_t *list, uint32_t n)
{
    double weight = 0.0, mean = 0.0, m2 = 0.0;

    for (uint32_t i = 0; i < n; i++) { /* West (1979) */
        const double before = list[i].value - mean;

        weight += list[i].weight;
        mean += before * (list[i].weight / weight);
        m2 += list[i].weight * before * (list[i].value - mean);
    }
    out->mean = mean;
    out->sd = sqrt(m2 / weight);
}

static int make_empirical(const ccs_distribution_given_t *given, ccs_distribution_t *out, ccs_arena_t *arena, ccs_err_t *err)
{
    if (check_values(given, err)) return CCS_ERR_SCENARIO;
    int ret = CCS_ERR_NOMEM;
    uint32_t n = given->n_values;
    weighted_t *list = malloc(n * sizeof *list);
    double *table = NULL, sum = 0.0;

    if (!list) goto out;
    for (uint32_t i = 0; i < n; i++) list[i] = (weighted_t){given->values[i], given->weights ? given->weights[i] : 1.0};
    qsort(list, n, sizeof *list, by_value);
    if (given->weights) n = merge_equal(list, n);
    empirical_moments(out, list, n);
    out->scale = 1.0;
    out->a = given->weights ? 1.0 : 0.0;
    out->n_table = given->weights ? 2 * n : n;
    table = ccs_arena_array(arena, out->n_table, sizeof *table);
    if (!table) goto out;
    for (uint32_t i = 0; i < n; i++) table[i] = list[i].value;
    for (uint32_t i = 0; given->weights && i < n; i++) table[n + i] = sum += list[i].weight;
    for (uint32_t i = 0; given->weights && i < n; i++) table[n + i] /= sum;
    out->table = table;
    ret = 0;
out:
    free(list);
    return ret ? ccs_err_set(err, CCS_ERR_NOMEM, NULL, NULL, "no memory for a distribution's values") : 0;
}

/* ---- all ---- */

ccs_distribution_t ccs_distribution_constant(double value)
{
    CCS_BUG_IF(!(value >= 0.0 && isfinite(value)));
    return (ccs_distribution_t){.kind = CCS_DISTRIBUTION_CONSTANT, .scale = value, .mean = value};
}

ccs_distribution_t ccs_distribution_exponential(double mean)
{
    CCS_BUG_IF(!(mean >= 0.0 && isfinite(mean)));
    return (ccs_distribution_t){.kind = CCS_DISTRIBUTION_EXPONENTIAL, .scale = mean, .mean = mean, .sd = mean};
}

static int make(const ccs_distribution_given_t *given, double cv, ccs_arena_t *arena, ccs_distribution_t *out, ccs_err_t *err)
{
    switch (out->kind) {
    case CCS_DISTRIBUTION_NONE:
    case CCS_DISTRIBUTION_MIXTURE: break; /* takes nothing that is given here */
    case CCS_DISTRIBUTION_CONSTANT: return make_constant(given, out);
    case CCS_DISTRIBUTION_EXPONENTIAL: return make_exponential(given, cv, out, err);
    case CCS_DISTRIBUTION_GAMMA: return make_gamma(given, cv, out, arena, err);
    case CCS_DISTRIBUTION_ERLANG: return make_erlang(given, cv, out, arena, err);
    case CCS_DISTRIBUTION_LOGNORMAL: return make_lognormal(given, cv, out);
    case CCS_DISTRIBUTION_WEIBULL: return make_weibull(given, cv, out, err);
    case CCS_DISTRIBUTION_HYPEREXPONENTIAL: return make_hyperexponential(given, cv, out, arena, err);
    case CCS_DISTRIBUTION_UNIFORM: return make_uniform(given, out, err);
    case CCS_DISTRIBUTION_TRIANGULAR: return make_triangular(given, out, err);
    case CCS_DISTRIBUTION_TRUNCATED_NORMAL: return make_truncated_normal(given, cv, out, arena, err);
    case CCS_DISTRIBUTION_EMPIRICAL: return make_empirical(given, out, arena, err);
    }
    CCS_BUG_IF(true);
}

int ccs_distribution_make(enum ccs_distribution_kind kind, const ccs_distribution_given_t *given, ccs_arena_t *arena,
    ccs_distribution_t *out, ccs_err_t *err)
{
    ccs_distribution_t law = {.kind = kind};

    *out = (ccs_distribution_t){0};
    if (check_given(kind, given, err)) return CCS_ERR_SCENARIO;
    const double cv = isnan(given->sd) ? given->cv : given->sd / given->mean;

    if (!isnan(given->sd) && kind != CCS_DISTRIBUTION_CONSTANT && check_range(kind, P_cv, cv, err)) return CCS_ERR_SCENARIO;
    const int ret = make(given, cv, arena, &law, err);

    if (ret == 0) *out = law;
    return ret;
}
