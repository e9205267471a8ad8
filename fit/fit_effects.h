/** @file fit_effects.h  What a quantity hangs on: the group that it is of, how often something was done before, and marks that hang on a number. Pure functions of arrays. */
#ifndef CCS_FIT_EFFECTS_H
#define CCS_FIT_EFFECTS_H

#include <stddef.h>
#include <stdint.h>

#include "fit_law.h"

/** Groups of observations whose means differ by chance: analysis of variance of one way. */
typedef struct {
    uint32_t n_groups;
    double n;            /* observations */
    double mean, within; /* of all; standard deviation within groups */
    double p;            /* of the F test that all groups have one mean */
    ccs_fit_estimate_t
        between; /* standard deviation of the means of groups, beyond chance: exact where groups are equally large (Searle, Casella and McCulloch 1992, section 3.6), never below 0 */
} ccs_fit_groups_t;
/** @param x  n numbers @param group  of each, 0 .. n_groups - 1; UINT32_MAX: left out @param n_groups  those that have no number do not count
 * @param means  [n_groups] gets the means, NAN where there is no number @param counts  [n_groups] gets how many there are
 * @return false: fewer than two groups, or nothing that varies within them */
bool ccs_fit_groups(const double *x, const uint32_t *group, size_t n, uint32_t n_groups, double *means, double *counts,
    ccs_fit_groups_t *out);

/** The slope of a line within groups, each of which has a level of its own: least squares. @param scratch  [2 * n_groups]
 * @return its estimate, with the interval of Student's t at 95 %; NAN where nothing varies */
ccs_fit_estimate_t ccs_fit_slope_within(const double *x, const double *y, const uint32_t *group, size_t n, uint32_t n_groups,
    double *scratch);

enum { CCS_FIT_MARKS = 5 };
/** Marks 1 to 5 that hang on a number by an ordered logit (McCullagh 1980): the log-odds of a better mark than k are a_k - slope * z. By maximum likelihood.
 * @param marks  n of them, 1 .. 5 @return 0; CCS_ERR_USAGE (fewer than two marks occur, or the number does not vary); CCS_ERR_NOMEM */
int ccs_fit_ordered(const uint8_t *marks, const double *z, size_t n, ccs_fit_estimate_t *slope);

#endif
