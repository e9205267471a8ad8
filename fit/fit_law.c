/* fit_law.c - likelihoods of laws. Parameters are written so that every number is allowed: logarithms of what is positive, logits of shares.
 *   exponential          log mean
 *   gamma                log shape, log mean
 *   Weibull              log shape, log scale
 *   lognormal            mu, log sigma
 *   two exponentials     logit of the first one's share, log mean, log mean
 *   two lognormals       logit of the first one's share, mu, log sigma, mu, log sigma
 * and behind them, where there is one, the logit of the share that never ends. */
#include "fit_law.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_sf_erf.h>
#include <gsl/gsl_sf_gamma.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "mixture.h"

static const double HALF_LOG_2PI = 0.91893853320467274178;
static const struct {
    const char *name;
    enum ccs_distribution_kind kind;
    uint32_t n;
} LAWS[CCS_N_FIT_LAWS] = {
#define X(name, text, kind, n) {text, CCS_DISTRIBUTION_##kind, n},
    CCS_FIT_LAW_LIST(X)
#undef X
};

/* Logarithms of the density at a time and, where it is asked for, of the share that lasts longer. */
typedef struct {
    double density, left;
} logs_t;

static double share_of(double logit)
{
    return 1 / (1 + exp(-logit));
}

/* log(p e^a + (1 - p) e^b) */
static double log_mix(double p, double a, double b)
{
    const double most = fmax(a, b);

    return isinf(most) ? most : most + log(p * exp(a - most) + (1 - p) * exp(b - most));
}

/* --- the laws ---------------------------------------------------------------------------------------------------------- */

static logs_t exponential(double log_mean, double x)
{
    const double left = -x * exp(-log_mean);

    return (logs_t){left - log_mean, left};
}

static logs_t weibull(const double *at, double log_x)
{
    const double shape = exp(at[0]), z = exp(shape * (log_x - at[1]));

    return (logs_t){at[0] - log_x + shape * (log_x - at[1]) - z, -z};
}

static logs_t lognormal(const double *at, double log_x, bool left)
{
    const double z = (log_x - at[0]) / exp(at[1]);

    return (logs_t){-log_x - at[1] - HALF_LOG_2PI - z * z / 2, left ? gsl_sf_log_erfc(z * M_SQRT1_2) - M_LN2 : 0};
}

/* Far out the share that is left is smaller than any number: then its leading term. There GSL's function may fail, and then ends the program. */
static logs_t gamma_law(const double *at, double x, double log_x, bool wanted)
{
    static const double far = 1e6;
    const double shape = exp(at[0]), scale = exp(at[1] - at[0]),
                 left = !wanted ? 1
        : x / scale > far       ? 0
                                : gsl_cdf_gamma_Q(x, shape, scale);
    const double density = (shape - 1) * (log_x - log(scale)) - x / scale - log(scale) - lgamma(shape);

    return (logs_t){density, left > 0 ? log(left) : density + log(scale)};
}

static logs_t mixed(double logit, logs_t a, logs_t b)
{
    const double p = share_of(logit);

    return (logs_t){log_mix(p, a.density, b.density), log_mix(p, a.left, b.left)};
}

static logs_t logs_of(enum ccs_fit_law law, const double *at, double x, bool left)
{
    const double log_x = log(x);

    switch (law) {
    case CCS_FIT_EXPONENTIAL: return exponential(at[0], x);
    case CCS_FIT_GAMMA: return gamma_law(at, x, log_x, left);
    case CCS_FIT_WEIBULL: return weibull(at, log_x);
    case CCS_FIT_LOGNORMAL: return lognormal(at, log_x, left);
    case CCS_FIT_TWO_EXPONENTIALS: return mixed(at[0], exponential(at[1], x), exponential(at[2], x));
    case CCS_FIT_TWO_LOGNORMALS: return mixed(at[0], lognormal(&at[1], log_x, left), lognormal(&at[3], log_x, left));
    case CCS_N_FIT_LAWS: break;
    }
    ccs_bug(__FILE__, __LINE__, "no law");
}

/* --- the likelihood ---------------------------------------------------------------------------------------------------- */

typedef struct {
    const ccs_fit_values_t *values;
    enum ccs_fit_law law;
    bool with_never;
} question_t;

/* Whether parts of a mixture are such that the likelihood has no bound (a part that sits on a few values), or are parts in name only. */
static bool is_degenerate(const question_t *self, const double *at)
{
    static const double least_sigma = -3.0, least_logit = 6.0, most_log_shape = 11.0 /* cv 0.4 %: all times are the same */;

    if (self->law == CCS_FIT_TWO_LOGNORMALS && (at[2] < least_sigma || at[4] < least_sigma)) return true;
    if (self->law == CCS_FIT_GAMMA && at[0] > most_log_shape) return true;
    return LAWS[self->law].n > 2 && fabs(at[0]) > least_logit;
}

static double minus_log_likelihood(const double *at, const void *of)
{
    const question_t *const self = of;
    const double never = self->with_never ? share_of(at[LAWS[self->law].n]) : 0;
    const ccs_fit_values_t *const values = self->values;
    double sum = 0;

    if (is_degenerate(self, at)) return INFINITY;
    for (size_t i = 0; i < values->n; i++) {
        const logs_t logs = logs_of(self->law, at, values->x[i], values->cut[i] > 0);

        if (values->ended[i] > 0) sum -= values->ended[i] * (logs.density + (never > 0 ? log1p(-never) : 0));
        if (values->cut[i] > 0) sum -= values->cut[i] * (never > 0 ? log(never + (1 - never) * exp(logs.left)) : logs.left);
    }
    return sum;
}

/* --- where the search begins ------------------------------------------------------------------------------------------- */

typedef struct {
    double log_mean, mean_log, sd_log; /* of those that ended, the first with the time of those that were cut */
} guess_t;

static guess_t guess_of(const ccs_fit_values_t *values)
{
    double total = 0, sum = 0, squares = 0;

    for (size_t i = 0; i < values->n; i++) {
        const double log_x = log(values->x[i]);

        total += (values->ended[i] + values->cut[i]) * values->x[i];
        sum += values->ended[i] * log_x;
        squares += values->ended[i] * log_x * log_x;
    }
    const double n = values->n_ended, variance = squares / n - sum / n * (sum / n);

    return (guess_t){log(total / n), sum / n, sqrt(fmax(variance, 0.01))};
}

static void start_of(const question_t *self, double start[CCS_FIT_MAX_PARAMS])
{
    const guess_t guess = guess_of(self->values);
    const double late = guess.log_mean - log(fmax(1, (self->values->n_ended + self->values->n_cut) / self->values->n_ended)) / 2;

    memset(start, 0, CCS_FIT_MAX_PARAMS * sizeof *start);
    switch (self->law) {
    case CCS_FIT_EXPONENTIAL: start[0] = guess.log_mean; break;
    case CCS_FIT_GAMMA:
    case CCS_FIT_WEIBULL: start[1] = guess.log_mean; break;
    case CCS_FIT_LOGNORMAL:
        start[0] = fmax(guess.mean_log, late);
        start[1] = log(guess.sd_log);
        break;
    case CCS_FIT_TWO_EXPONENTIALS:
        start[1] = guess.log_mean - 1.2;
        start[2] = guess.log_mean + 0.5;
        break;
    case CCS_FIT_TWO_LOGNORMALS:
        start[1] = guess.mean_log - guess.sd_log;
        start[3] = guess.mean_log + guess.sd_log * 0.6;
        start[2] = start[4] = log(guess.sd_log * 0.7);
        break;
    case CCS_N_FIT_LAWS: break;
    }
    if (self->with_never) {
        const double cut = fmin(0.95, fmax(0.05, self->values->n_cut / (self->values->n_ended + self->values->n_cut) / 2));

        start[LAWS[self->law].n] = log(cut / (1 - cut));
    }
}

/* --- what a law is worth in means -------------------------------------------------------------------------------------- */

static ccs_fit_part_t lognormal_part(const double *at, double weight)
{
    const double sigma = exp(at[1]);

    return (ccs_fit_part_t){exp(at[0] + sigma * sigma / 2), sqrt(expm1(sigma * sigma)), weight};
}

static uint32_t parts_of(enum ccs_fit_law law, const double *at, ccs_fit_part_t parts[2])
{
    const double shape = exp(at[0]), first = share_of(at[0]);

    switch (law) {
    case CCS_FIT_EXPONENTIAL: parts[0] = (ccs_fit_part_t){exp(at[0]), 1, 1}; return 1;
    case CCS_FIT_GAMMA: parts[0] = (ccs_fit_part_t){exp(at[1]), 1 / sqrt(shape), 1}; return 1;
    case CCS_FIT_WEIBULL: {
        const double log_mean = lgamma(1 + 1 / shape), square = exp(lgamma(1 + 2 / shape) - 2 * log_mean) - 1;

        parts[0] = (ccs_fit_part_t){exp(at[1] + log_mean), sqrt(fmax(square, 0)), 1};
        return 1;
    }
    case CCS_FIT_LOGNORMAL: parts[0] = lognormal_part(at, 1); return 1;
    case CCS_FIT_TWO_EXPONENTIALS:
        parts[0] = (ccs_fit_part_t){exp(at[1]), 1, first};
        parts[1] = (ccs_fit_part_t){exp(at[2]), 1, 1 - first};
        return 2;
    case CCS_FIT_TWO_LOGNORMALS:
        parts[0] = lognormal_part(&at[1], first);
        parts[1] = lognormal_part(&at[3], 1 - first);
        return 2;
    case CCS_N_FIT_LAWS: break;
    }
    ccs_bug(__FILE__, __LINE__, "no law");
}

/* Mean, and coefficient of variation, of all parts together. */
static void moments(enum ccs_fit_law law, const double *at, double *mean, double *cv)
{
    ccs_fit_part_t parts[2];
    const uint32_t n = parts_of(law, at, parts);
    double square = 0;

    *mean = 0;
    for (uint32_t i = 0; i < n; i++) {
        *mean += parts[i].weight * parts[i].mean;
        square += parts[i].weight * parts[i].mean * parts[i].mean * (1 + parts[i].cv * parts[i].cv);
    }
    *cv = sqrt(fmax(square / (*mean * *mean) - 1, 0));
}

static double log_mean_of(const double *at, const void *of)
{
    double mean, cv;

    moments(((const question_t *) of)->law, at, &mean, &cv);
    return log(mean);
}

static double log_cv_of(const double *at, const void *of)
{
    double mean, cv;

    moments(((const question_t *) of)->law, at, &mean, &cv);
    return log(cv);
}

static ccs_fit_estimate_t around(double log_is, double error)
{
    return (ccs_fit_estimate_t){exp(log_is), exp(log_is - CCS_FIT_Z * error), exp(log_is + CCS_FIT_Z * error)};
}

static void tell_moments(const question_t *self, ccs_fit_law_t *fitted)
{
    const ccs_fit_point_t *const point = &fitted->point;
    const uint32_t n = LAWS[self->law].n;

    fitted->mean = around(log_mean_of(point->at, self), ccs_fit_error_of(point, log_mean_of, self));
    fitted->cv = self->law == CCS_FIT_EXPONENTIAL ? (ccs_fit_estimate_t){1, 1, 1}
                                                  : around(log_cv_of(point->at, self), ccs_fit_error_of(point, log_cv_of, self));
    if (self->with_never) {
        const double error = point->curved ? sqrt(point->covariance[n][n]) : (double) NAN;

        fitted->never = (ccs_fit_estimate_t){share_of(point->at[n]), share_of(point->at[n] - CCS_FIT_Z * error),
            share_of(point->at[n] + CCS_FIT_Z * error)};
    }
}

/* --- operations -------------------------------------------------------------------------------------------------------- */

int ccs_fit_law(const ccs_fit_values_t *values, enum ccs_fit_law law, bool with_never, ccs_fit_law_t *fitted)
{
    const question_t self = {values, law, with_never};
    const uint32_t n = LAWS[law].n + with_never;
    double start[CCS_FIT_MAX_PARAMS];

    CCS_BUG_IF(values->n_ended < 2);
    *fitted = (ccs_fit_law_t){.law = law, .has_never = with_never};
    start_of(&self, start);
    const int ret = ccs_fit_minimise(minus_log_likelihood, &self, start, n, &fitted->point);

    if (ret) return ret;
    fitted->log_likelihood = -fitted->point.value;
    fitted->bic = 2 * fitted->point.value + n * log(values->n_ended);
    tell_moments(&self, fitted);
    return 0;
}

int ccs_fit_law_again(const ccs_fit_values_t *values, const ccs_fit_law_t *like, ccs_fit_law_t *fitted)
{
    const question_t self = {values, like->law, like->has_never};

    *fitted = *like;
    return ccs_fit_descend(minus_log_likelihood, &self, like->point.at, like->point.n, &fitted->point);
}

/* Places of a law that is none: no curvature, a search without an end. */
static bool is_sound(const ccs_fit_law_t *self)
{
    return self->point.converged && self->point.curved && isfinite(self->mean.high) && isfinite(self->cv.is);
}

static int by_worth(const void *a, const void *b)
{
    const ccs_fit_law_t *const x = a, *const y = b;

    if (is_sound(x) != is_sound(y)) return is_sound(y) - is_sound(x);
    return (x->bic > y->bic) - (x->bic < y->bic);
}

/* Of laws that are as good, as far as BIC can tell, the one of fewest parameters stands in front. */
static void prefer_simple(ccs_fit_law_t *fitted, uint32_t n)
{
    static const double no_better = 2; /* Kass and Raftery (1995): not worth more than a bare mention */
    uint32_t best = 0;

    for (uint32_t i = 1; i < n && is_sound(&fitted[i]) && fitted[i].bic - fitted[0].bic <= no_better; i++)
        if (fitted[i].point.n < fitted[best].point.n) best = i;
    const ccs_fit_law_t simple = fitted[best];

    memmove(&fitted[1], fitted, best * sizeof *fitted);
    fitted[0] = simple;
}

int ccs_fit_laws(const ccs_fit_values_t *values, unsigned laws, enum ccs_fit_never with, ccs_fit_law_t *fitted, uint32_t *n)
{
    *n = 0;
    for (enum ccs_fit_law law = 0; law < CCS_N_FIT_LAWS; law++) {
        for (int never = with == CCS_FIT_SOME_NEVER_END; never <= (with != CCS_FIT_ALL_END); never++) {
            if (!(laws >> law & 1)) continue;
            const int ret = ccs_fit_law(values, law, never, &fitted[*n]);

            if (ret) return ret;
            ++*n;
        }
    }
    qsort(fitted, *n, sizeof *fitted, by_worth);
    if (*n > 0) prefer_simple(fitted, *n);
    return 0;
}

const ccs_fit_law_t *ccs_fit_other(const ccs_fit_law_t *fitted, uint32_t n)
{
    for (uint32_t i = 1; i < n; i++)
        if (fitted[i].has_never != fitted[0].has_never && is_sound(&fitted[i])) return &fitted[i];
    return NULL;
}

/* Which share of what two laws say of the logarithm of a mean, each by its weight, lies below it. */
static double share_below(const ccs_fit_law_t *const laws[2], const double weights[2], double log_mean)
{
    double sum = 0;

    for (int i = 0; i < 2; i++) {
        const double error = log(laws[i]->mean.high / laws[i]->mean.low) / 2 / CCS_FIT_Z;

        sum += weights[i] * gsl_cdf_ugaussian_P((log_mean - log(laws[i]->mean.is)) / error);
    }
    return sum;
}

/* The mean below which a share of that lies. @param a, b  the same of either law, between which it is */
static double mean_above(const ccs_fit_law_t *const laws[2], const double weights[2], double share, double a, double b)
{
    double low = log(fmin(a, b)), high = log(fmax(a, b));

    for (int i = 0; i < 60; i++) {
        const double middle = (low + high) / 2;

        *(share_below(laws, weights, middle) < share ? &low : &high) = middle;
    }
    return exp(low);
}

void ccs_fit_own_up(ccs_fit_law_t *fitted, uint32_t n)
{
    const ccs_fit_law_t *const other = ccs_fit_other(fitted, n), *const laws[2] = {fitted, other};
    ccs_fit_estimate_t *const mean = &fitted[0].mean;

    if (!other || !is_sound(&fitted[0])) return;
    const double weight = 1 / (1 + exp((other->bic - fitted[0].bic) / 2)), weights[2] = {1 - weight, weight};
    const double low = mean_above(laws, weights, 0.025, mean->low, other->mean.low),
                 high = mean_above(laws, weights, 0.975, mean->high, other->mean.high);

    mean->low = fmin(mean->low, low);
    mean->high = fmax(mean->high, high);
}

uint32_t ccs_fit_parts(const ccs_fit_law_t *fitted, ccs_fit_part_t parts[2])
{
    return parts_of(fitted->law, fitted->point.at, parts);
}

double ccs_fit_left(const ccs_fit_law_t *fitted, double x)
{
    const double never = fitted->has_never ? fitted->never.is : 0;

    return x > 0 ? never + (1 - never) * exp(logs_of(fitted->law, fitted->point.at, x, true).left) : 1;
}

int ccs_fit_distribution(const ccs_fit_law_t *fitted, ccs_arena_t *arena, ccs_distribution_t *law, ccs_err_t *err)
{
    ccs_mixture_part_t mixed[2];
    ccs_fit_part_t parts[2];
    const uint32_t n = ccs_fit_parts(fitted, parts);
    const enum ccs_distribution_kind of_parts = fitted->law == CCS_FIT_TWO_LOGNORMALS ? CCS_DISTRIBUTION_LOGNORMAL
        : n == 2                                                                      ? CCS_DISTRIBUTION_EXPONENTIAL
                                                                                      : LAWS[fitted->law].kind;
    int ret = 0;

    for (uint32_t i = 0; i < n; i++) {
        ccs_distribution_given_t given = CCS_DISTRIBUTION_GIVEN_NOTHING;

        given.mean = parts[i].mean;
        if (of_parts != CCS_DISTRIBUTION_EXPONENTIAL) given.cv = parts[i].cv;
        mixed[i].weight = parts[i].weight;
        CCS_TRY(ccs_distribution_make(of_parts, &given, arena, &mixed[i].law, err));
    }
    if (n == 1) *law = mixed[0].law;
    else CCS_TRY(ccs_mixture_make(mixed, n, arena, law, err));
out:
    return ret;
}

const char *ccs_fit_law_name(enum ccs_fit_law law)
{
    return LAWS[law].name;
}

enum ccs_distribution_kind ccs_fit_law_kind(enum ccs_fit_law law)
{
    return LAWS[law].kind;
}
