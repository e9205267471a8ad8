/* estimate.c - Student's t, the delta method, quantiles bent by skewness, exact intervals of shares. */
#include "estimate.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>
#include <math.h>
#include <stdbool.h>

#include "student.h"

double ccs_estimate_t_quantile(double confidence, uint32_t degrees)
{
    return degrees ? ccs_student_quantile(confidence, degrees) : (double) NAN;
}

double ccs_estimate_each(double confidence, uint64_t n)
{
    return n > 1 ? 1 - (1 - confidence) / (double) n : confidence;
}

/* What subtracting nearly equal sums leaves of a constant is rounding, not variance. */
static double squares_of(double difference, double size)
{
    const double rounding = 1e-13;

    return difference > rounding * size ? difference : 0;
}

double ccs_estimate_half_width(double sum, double sum2, uint32_t n, double t)
{
    if (n < 2) return NAN;
    const double mean = sum / n;
    const double variance = squares_of(sum2 - sum * mean, sum2) / (n - 1.0);

    return t * sqrt(variance / n);
}

/* r = N/D; Var(r) = Var(num - r den) / (n mean(den)^2): Law, Simulation Modeling and Analysis, ratio estimators. */
double ccs_estimate_ratio_half_width(const double sums[5], uint32_t n, double t)
{
    const double num = sums[0], den = sums[1], num2 = sums[2], den2 = sums[3], cross = sums[4];

    if (n < 2 || !(den > 0 || den < 0) || isnan(num)) return NAN;
    if (den2 >= den * den) return NAN; /* one observation carries all the weight: nothing is known of its spread */
    const double r = num / den;
    const double squares = squares_of(num2 - 2 * r * cross + r * r * den2, num2); /* the mean of num - r den is 0 */
    const double variance = squares / (n - 1.0);
    const double mean_den = den / n;

    return t * sqrt(variance / n) / fabs(mean_den);
}

/* ---- residuals ------------------------------------------------------------------------------------------------------------------ */

void ccs_residuals_add(ccs_residuals_t *self, double x)
{
    if (!isnan(self->last) && self->n > 0) {
        self->products += x * self->last;
        self->n_products++;
    }
    self->squares += x * x;
    self->cubes += x * x * x;
    self->last = x;
    self->n++;
}

void ccs_residuals_break(ccs_residuals_t *self)
{
    self->last = NAN;
}

static double correlation_of(const ccs_residuals_t *self)
{
    return self->n_products > 0 && self->squares > 0 ? self->products / self->n_products / (self->squares / self->n) : 0;
}

/* Student's quantile of a skewed mean: Johnson (1978), in the form of Willink (2005), (root - 1) / (2 beta), without the difference of what is nearly equal. */
static double bent(double t, double beta)
{
    const double root = ccs_cube_root(1 + 6 * beta * (t - beta));

    return 3 * (t - beta) / (root * root + root + 1);
}

/* Each side with its own quantile; one beyond the mean, of few and very skewed observations, ends there. */
static ccs_interval_t bent_around(double mean, double error, double t, double beta)
{
    return (ccs_interval_t){mean - fmax(bent(t, beta), 0) * error, mean - fmin(bent(-t, beta), 0) * error};
}

ccs_interval_t ccs_residuals_interval(const ccs_residuals_t *self, double ratio, double den, double t)
{
    const double n = self->n, mean_den = den / n;

    if (n < 2 || !(den > 0 || den < 0)) return (ccs_interval_t){(double) NAN, (double) NAN};
    const double deviation = sqrt(self->squares / (n - 1)), correlation = fmin(fmax(correlation_of(self), 0), 0.9);
    const double error = deviation / sqrt(n) / mean_den * sqrt((1 + correlation) / (1 - correlation));
    const double skewness =
        n > 2 && deviation > 0 ? n / ((n - 1) * (n - 2)) * self->cubes / (deviation * deviation * deviation) : 0;

    return bent_around(ratio, error, t, skewness / (6 * sqrt(n)));
}

double ccs_residuals_von_neumann(const ccs_residuals_t *self)
{
    const double n = self->n;

    return n > 2 && self->squares > 0 ? correlation_of(self) * sqrt((n * n - 1) / (n - 2)) : (double) NAN;
}

/* ---- shares --------------------------------------------------------------------------------------------------------------------- */

/* Where the beta distribution with these parameters reaches p: Newton's steps from the mean, halving where they leave the bracket. GSL's own
 * search may fail, and then ends the program. */
static double beta_quantile(double p, double a, double b)
{
    enum { STEPS_MAX = 200 };
    double low = 0, high = 1, x = a / (a + b);

    for (int i = 0; i < STEPS_MAX && high - low > 1e-15; i++) {
        const double off = gsl_cdf_beta_P(x, a, b) - p;

        if (off > 0) high = x;
        else low = x;
        const double next = x - off / gsl_ran_beta_pdf(x, a, b);
        const double inside = next > low && next < high ? next : 0.5 * (low + high);

        if (fabs(inside - x) <= 1e-14 * x) break;
        x = inside;
    }
    return x;
}

ccs_interval_t ccs_estimate_share(double k, double n, double confidence)
{
    const double most = 1e5, tail = 0.5 - 0.5 * confidence;
    const double counted = n > most ? most : n, hits = n > most ? k * (most / n) : k;

    if (!(n >= 1)) return (ccs_interval_t){(double) NAN, (double) NAN};
    const double misses = counted - hits;

    return (ccs_interval_t){
        .low = hits > 0 ? misses > 0 ? beta_quantile(tail, hits, misses + 1) : pow(tail, 1 / counted) : 0,
        .high = misses > 0 ? hits > 0 ? beta_quantile(1 - tail, hits + 1, misses) : 1 - pow(tail, 1 / counted) : 1,
    };
}

ccs_interval_t ccs_estimate_contacts(const double sums[5], uint32_t n, double t)
{
    const double share = sums[0] / sums[1], error = ccs_estimate_ratio_half_width(sums, n, 1);

    if (!(error > 0)) return (ccs_interval_t){share - error, share + error};

    return bent_around(share, error, t, (1 - 2 * share) * error / (share * (1 - share)) / 6);
}

ccs_interval_t ccs_estimate_amount(const double sums[5], uint32_t n, double t)
{
    const double mean = sums[0] / sums[1], error = ccs_estimate_ratio_half_width(sums, n, 1);

    if (!(error > 0) || !(mean > 0)) return (ccs_interval_t){mean - t * error, mean + t * error};
    const ccs_interval_t x = bent_around(mean, error, t,
        2 * error / mean / 6); /* a gamma distribution's skewness is twice its coefficient of variation */

    return (ccs_interval_t){fmax(0, x.low), x.high};
}

/* How many independent days the days of n observations are worth. */
static double effective_days(const double sums[5], uint32_t n, uint32_t set, double confidence)
{
    const double days = sums[1], share = sums[0] / days, observations = fmin(n, days);
    const double independent = share * (1 - share) / (days - 1);
    const double deviation = ccs_estimate_ratio_half_width(sums, n, 1),
                 one_day_more = set > 1 ? n / ((n - 1.0) * days * days)
                                        : 0; /* in one of the sets: n of them that were alike may yet differ */

    if (set == 1 && days <= observations) return days;
    if (!(independent > 0)) return fmin((double) n * set, days);
    const double design = (deviation * deviation + one_day_more) / independent;
    const double freedom = ccs_estimate_t_quantile(confidence, (uint32_t) days - 1) /
        ccs_estimate_t_quantile(confidence, (uint32_t) observations - 1);

    return fmax(observations, (set > 1 ? days / design : fmin(days, days / design)) * freedom * freedom);
}

ccs_interval_t ccs_estimate_days(const double sums[5], uint32_t n, uint32_t set, double confidence)
{
    const double days = sums[1];

    if (!(days >= 2) || n < 2) return (ccs_interval_t){(double) NAN, (double) NAN};
    const double counted = effective_days(sums, n, set, confidence);

    return ccs_estimate_share(sums[0] / days * counted, counted, confidence);
}

/* ---- differences of shares of days ---------------------------------------------------------------------------------------------- */

/* Sums of numbers of so many days each, and of two days more. Numbers of several days are clusters of them: what varies is their sums, of which there are n. */
static ccs_shrunk_t with_two_more(double sum, double sum2, double more, double more2, uint32_t n, double days)
{
    const double all = n * days + 2, mean = (days * sum + more) / all;
    const double squares = days * days * sum2 + more2 - (n * days * days + 2) * mean * mean;
    const bool clusters = days > 1 && n > 1;

    return (ccs_shrunk_t){mean, fmax(0, squares) * (clusters ? n / (n - 1.0) : 1) / (all * all), clusters ? n : 0};
}

ccs_shrunk_t ccs_estimate_shrunk_pairs(double sum, double sum2, uint32_t n, double days)
{
    return with_two_more(sum, sum2, 0, 2, n, days);
}

ccs_shrunk_t ccs_estimate_shrunk_share(double sum, double sum2, uint32_t n, double days)
{
    return with_two_more(sum, sum2, 1, 1, n, days);
}

double ccs_estimate_shrunk_half_width(double mean, ccs_shrunk_t shrunk, double confidence)
{
    const double times =
        shrunk.n > 1 ? ccs_estimate_t_quantile(confidence, shrunk.n - 1) : gsl_cdf_ugaussian_Pinv(0.5 + 0.5 * confidence);

    return times * sqrt(shrunk.variance) + fabs(mean - shrunk.mean);
}
