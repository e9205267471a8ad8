/* estimate.c - Student's t and the delta method. */
#include "estimate.h"

#include <gsl/gsl_cdf.h>
#include <math.h>

double ccs_estimate_t_quantile(double confidence, uint32_t degrees)
{
    return degrees ? gsl_cdf_tdist_Pinv(0.5 + 0.5 * confidence, degrees) : (double) NAN;
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
