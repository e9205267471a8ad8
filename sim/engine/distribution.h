/** @file distribution.h  Laws of probability as monotone quantile functions of one uniform number. Knows nothing of what is
 * drawn.
 *
 * Monotone in the uniform and, at equal uniforms, in mean and scale: common random numbers, antithetic and quasi-random points
 * work for every what-if. Laws whose quantile has no cheap closed form are interpolated from a table that is filled when the law
 * is made.
 */
#ifndef CCS_DISTRIBUTION_H
#define CCS_DISTRIBUTION_H

#include <stdbool.h>
#include <stdint.h>

#include "arena.h"
#include "course.h"
#include "distribution.def"
#include "err.h"

enum ccs_distribution_kind {
#define X(name, text, parameters, about) CCS_DISTRIBUTION_##name,
    CCS_DISTRIBUTION_LIST(X)
#undef X
};

/** A law. Plain data, copied freely; the table belongs to the arena it was made in. Zero-initialised: absent (NONE). */
typedef struct {
    enum ccs_distribution_kind kind;
    uint32_t n_table;    /* entries of table; 0 if the law needs none */
    double scale;        /* quantile = scale * shape function; see _ratio */
    double a, b, c, d;   /* parameters of the shape function, by kind; see distribution.c */
    double mean, sd;     /* exact moments, for reports, checks and routing by speed */
    const double *table; /* owned by the arena */
    const ccs_course_t *
        course; /* over time, a factor on what is drawn; NULL: the law is always the same. Whoever draws multiplies: the functions below do not */
} ccs_distribution_t;

/** table of a truncated normal law: probabilities of the uncut law, each with full relative precision. */
enum { CCS_TRUNCATED_BELOW, CCS_TRUNCATED_INSIDE, CCS_TRUNCATED_ABOVE, CCS_TRUNCATED_N };

/** What a law can be made from; NAN = not given. Units are the caller's (seconds for times, 1 for factors). sd may stand for cv
 * wherever mean and cv are accepted. Limits: means and values up to 1e12, cv up to 100, sigma of a lognormal up to 10, shape of a
 * Weibull in [0.05, 100], of a gamma in [0.01, 1e6], k of an Erlang an integer up to 1e5. */
typedef struct {
    double value, mean, cv, sd, rate, shape, scale, k, median, mu, sigma, p, mean_1, mean_2, min, mode, max;
    const double *values, *weights; /* empirical; weights may be NULL; need not outlive the call */
    uint32_t n_values;
} ccs_distribution_given_t;

extern const ccs_distribution_given_t CCS_DISTRIBUTION_GIVEN_NOTHING; /* every number NAN, no values */

/** Make a law.
 *   constant          value, or mean (with cv = 0)
 *   exponential       mean, or rate (cv = 1 may be said too)
 *   gamma             mean and cv, or shape and scale, or shape and mean
 *   erlang            mean and k, or mean and cv, which must then be 1/sqrt(k) of an integer k to 3 digits
 *   lognormal         mean and cv, or median and sigma, or median and cv, or mu and sigma (of the logarithm)
 *   weibull           mean and cv, or shape and scale, or shape and mean
 *   hyperexponential  mean and cv > 1 (balanced means: both exponentials contribute half the mean), or p, mean_1 and mean_2
 *   uniform, triangular  their bounds
 *   truncated_normal  mu and sigma before the cut, min (default 0) and max (default: none); or mean and cv after the cut,
 *                     without max
 *   empirical         values: resampling, each value as often as its weight says, nothing in between. Sorted; equal values merge.
 * Quantiles have a relative error below 1e-14 where there is a closed form and 1e-8 where there is a table (gamma, erlang,
 * hyperexponential); a truncated normal, 1e-14 of |mu| + sigma.
 * @return 0; CCS_ERR_SCENARIO with err->path = the offending parameter ("cv") and err->text ("must be > 0, found -3", or "gamma
 * needs mean and cv, or shape and scale", also when more is given than the law can obey); CCS_ERR_NOMEM. Support is >= 0: times
 * and factors are never negative, and a negative lower bound is refused. */
int ccs_distribution_make(enum ccs_distribution_kind kind, const ccs_distribution_given_t *given, ccs_arena_t *arena,
    ccs_distribution_t *out, ccs_err_t *err);
ccs_distribution_t ccs_distribution_constant(double value);
ccs_distribution_t ccs_distribution_exponential(double mean);

/** Quantile. @param u in [0, 1), a multiple of 2^-53 (else the last digits may not rise with u). @return finite, >= 0,
 * non-decreasing in u; but a lognormal may go back by a few units in the last place, a truncated normal by 1e-14 of |mu| +
 * sigma. NONE is a bug. */
double ccs_distribution_at(const ccs_distribution_t *self, double u);
/** Quantiles of a whole batch, out[i] bit-equal to _at(u[i]). out may be u, but not overlap it otherwise. */
void ccs_distribution_fill(const ccs_distribution_t *self, const double *u, double *out, uint32_t n);

/** Factor f with at(other, u) = f * at(self, u) for every u (up to rounding), or NAN if the laws differ in shape. */
double ccs_distribution_ratio(const ccs_distribution_t *self, const ccs_distribution_t *other);
/** Whether both give the same bits at every u. */
bool ccs_distribution_same(const ccs_distribution_t *self, const ccs_distribution_t *other);
/** The same law, f > 0 times as large. Shares the table. */
ccs_distribution_t ccs_distribution_scaled(const ccs_distribution_t *self, double f);

const char *ccs_distribution_name(enum ccs_distribution_kind kind);
/** @return kind, or -1 if no law has this name. */
int ccs_distribution_find(const char *name);

#endif
