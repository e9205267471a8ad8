/** @file estimate.h  Confidence intervals from sums over independent observations. */
#ifndef CCS_ESTIMATE_H
#define CCS_ESTIMATE_H

#include <stdint.h>

/** Ends of a confidence interval; both NAN = not defined. */
typedef struct {
    double low, high;
} ccs_interval_t;

/** Quantile of Student's t for a two-sided interval of the given confidence; NAN for fewer than one degree of freedom. */
double ccs_estimate_t_quantile(double confidence, uint32_t degrees);
/** Confidence of each of n intervals such that all of them together hold what is true with the given one, whatever they have in common
 * (Bonferroni). @param n  0 counts as 1 */
double ccs_estimate_each(double confidence, uint64_t n);
/** Half-width for the mean of n observations with these sums of x and x^2; NAN for n < 2.
 * @param t  the quantile for n - 1 degrees: asked for once, as it costs more than all the rest */
double ccs_estimate_half_width(double sum, double sum2, uint32_t n, double t);
/** Half-width for sum(num) / sum(den) of n pairs by the delta method; NAN for n < 2, for sum(den) = 0, and where one
 * pair alone has a den.
 * @param sums  of num, den, num^2, den^2, num den */
double ccs_estimate_ratio_half_width(const double sums[5], uint32_t n, double t);

/** Residuals of a ratio (numerator - ratio * denominator), one after the other: their sum is 0. Zero-initialised: empty. */
typedef struct {
    uint32_t n, n_products;
    double squares, cubes, products; /* products: of neighbours */
    double last;
} ccs_residuals_t;

void ccs_residuals_add(ccs_residuals_t *self, double x);
/** The next one is no neighbour of the last: another replication begins. */
void ccs_residuals_break(ccs_residuals_t *self);
/** Interval of the ratio: its standard error, widened by what neighbours have in common, with Student's quantile bent by the skewness
 * of the residuals, so that it need not be symmetric: Skart (Tafazzoli, Wilson, Lada and Steiger 2011, IIE Transactions 43).
 * @param den  sum of the denominators @return NAN for n < 2 or den = 0 */
ccs_interval_t ccs_residuals_interval(const ccs_residuals_t *self, double ratio, double den, double t);
/** Von Neumann's ratio as a standard normal number: above 1.645 neighbours are alike (Fishman and Yarberry 1997, INFORMS J. Computing 9).
 * NAN for n < 3 or where nothing varies. */
double ccs_residuals_von_neumann(const ccs_residuals_t *self);

/** Exact interval for the probability behind k of n independent yes/no observations: Clopper and Pearson (1934), Biometrika 26. It covers at
 * least as often as it says. k and n need not be whole (an effective number); n beyond 100,000 counts as 100,000. NAN for n < 1. */
ccs_interval_t ccs_estimate_share(double k, double n, double confidence);
/** Interval of a share of contacts, sum(num) / sum(den) of n pairs: the delta method, with Student's quantile bent (Johnson 1978) by the skewness of a
 * share of as many independent contacts as make this variance. What is rare comes on few days, and the symmetric interval of twenty days covers 87 %
 * where this one covers 95 to 97. NAN as ccs_estimate_ratio_half_width. @param t  the quantile for n - 1 degrees */
ccs_interval_t ccs_estimate_contacts(const double sums[5], uint32_t n, double t);
/** Interval of an amount that is never below zero (a count, a mean time, a mean or largest number), sum(num) / sum(den) of n pairs: the delta method, with
 * Student's quantile bent (Johnson 1978) as for gamma distributed observations, whose skewness is twice their coefficient of variation. Waits and
 * abandonments vary like that: one bad day makes most of them, and the symmetric interval of few days lies too low. Where an amount hardly varies
 * it is the symmetric one. Never below zero. NAN as ccs_estimate_ratio_half_width. @param t  the quantile for n - 1 degrees */
ccs_interval_t ccs_estimate_amount(const double sums[5], uint32_t n, double t);
/** Interval of a share of days, from n replications of one day or several, or n sets of those that are drawn together (run.variance): sums of num (days that
 * count) and den (days judged).
 *
 * One day each: its own interval, exact. Several days of a replication are not independent: as many count as make the variance between replications
 * that of independent days, with the degrees of freedom corrected (Korn and Graubard 1998, Survey Methodology 24), never more than
 * there were days nor fewer than replications; where all days were alike nothing shows how they hang together, and replications count.
 * Days of a set are drawn to make up for one another and may be worth more than there are; the variance of sets is that of sums one of which is off by a day more.
 * NAN for n < 2 and where fewer than two replications were judged.
 * @param sums  of num, den, num^2, den^2, num den @param set  replications in each of the n; 1: they are replications */
ccs_interval_t ccs_estimate_days(const double sums[5], uint32_t n, uint32_t set, double confidence);

/** Mean of n numbers of 0 .. 1 or -1 .. 1, each of so many days, and the variance of that mean, once two more days have been added to them: what n days showed never may yet
 * happen. Days of one number hang together. Differences of pairs get -1 and 1 (Bonett and Price 2012, J. Educational and Behavioral Statistics 37), shares 0 and 1 (Agresti and Caffo 2000,
 * American Statistician 54). */
typedef struct {
    double mean, variance;
    uint32_t n; /* numbers that the variance is of, where each is of several days; 0: each is a day */
} ccs_shrunk_t;

/** @param days  of each number, on average, 1 or more */
ccs_shrunk_t ccs_estimate_shrunk_pairs(double sum, double sum2, uint32_t n, double days);
ccs_shrunk_t ccs_estimate_shrunk_share(double sum, double sum2, uint32_t n, double days);
/** Half-width for a difference `mean` of shares of days: that of the shrunk one, which lies nearer to 0, and how far away that is. */
double ccs_estimate_shrunk_half_width(double mean, ccs_shrunk_t shrunk, double confidence);

#endif
