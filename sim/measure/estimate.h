/** @file estimate.h  Confidence intervals from sums over independent observations. */
#ifndef CCS_ESTIMATE_H
#define CCS_ESTIMATE_H

#include <stdint.h>

/** Quantile of Student's t for a two-sided interval of the given confidence; NAN for fewer than one degree of freedom. */
double ccs_estimate_t_quantile(double confidence, uint32_t degrees);
/** Half-width for the mean of n observations with these sums of x and x^2; NAN for n < 2.
 * @param t  the quantile for n - 1 degrees: asked for once, as it costs more than all the rest */
double ccs_estimate_half_width(double sum, double sum2, uint32_t n, double t);
/** Half-width for sum(num) / sum(den) of n pairs by the delta method; NAN for n < 2, for sum(den) = 0, and where one
 * pair alone has a den.
 * @param sums  of num, den, num^2, den^2, num den */
double ccs_estimate_ratio_half_width(const double sums[5], uint32_t n, double t);

#endif
