/** @file control.h  Control variates of a run: what its random demand came to in each replication, and what that is on average, which is known without
 * simulating.
 *
 * With random factors of days nearly all of the variance of a day's figure is the factor. Factors are pure functions of seed and replication
 * (factor.h), so that each replication's are had again from its number, and their means from very many other numbers, at no simulation's
 * cost. Two controls: the demand, sum(v F) / sum(v) over types and days with v contacts expected and the factor F, and what it is off its mean by,
 * squared, sum(v (F - 1)^2) / sum(v), as a day twice as busy is more than twice as bad. Two more where agents may be absent: the hours of those who come, as a share of
 * the hours scheduled, whose mean is known exactly, and what it is off that by times what the demand is off its own, as both together are worse than each. Means that are estimated so make the result no
 * less honest: their own variance is added (Schmeiser, Taaffe and Wang 2001, IIE Transactions 33; Pasupathy and others 2012, IIE Transactions 44). */
#ifndef CCS_CONTROL_H
#define CCS_CONTROL_H

#include <stdint.h>

#include "err.h"
#include "plan.h"

enum { CCS_N_CONTROLS = 4, CCS_CONTROL_DRAWS = 100000, CCS_CONTROL_LEAST = 20 };

/** Zero-initialised storage can be freed. */
typedef struct {
    uint32_t n;                                        /* replications */
    double (*at)[CCS_N_CONTROLS];                      /* [n] */
    double mean[CCS_N_CONTROLS];                       /* of demand over CCS_CONTROL_DRAWS others, of attendance exact, */
    double covariance[CCS_N_CONTROLS][CCS_N_CONTROLS]; /* and of one draw */
} ccs_controls_t;

/** Which replications a result has. */
typedef struct {
    uint64_t seed;
    uint32_t first, n; /* first: its number, from 0 */
} ccs_controlled_run_t;

/** @return 0; CCS_ERR_USAGE: there is nothing to control by (a steady state; no factor of the day and nobody who may be absent), or fewer than CCS_CONTROL_LEAST replications;
 * CCS_ERR_NOMEM */
int ccs_controls_init(ccs_controls_t *self, const ccs_plan_t *plan, const ccs_controlled_run_t *run, ccs_err_t *err);
void ccs_controls_free(ccs_controls_t *self);

/** A figure with controls and without. NAN = not defined. */
typedef struct {
    double plain, plain_half_width; /* sum(value weight) / sum(weight), with the delta method */
    double mean, half_width;        /* controlled: Student's quantile of n - 1 degrees less one for each control that varies */
    double gain;                    /* variance without / variance with: so many times the replications would be needed without */
    double coefficient[CCS_N_CONTROLS]; /* by which the figure goes with each control */
} ccs_controlled_t;

/** Of n replications, every stride-th number; a weight of 0 is one without the figure. The estimate is that of the ratio minus the regression of its
 * residuals on the controls (Lavenberg and Welch 1981, Management Science 27; of ratios: Law 2015, section 11.4); it is off by no more than the
 * order of 1/n, where the ratio itself is too. @param confidence  0 .. 1 */
ccs_controlled_t ccs_controls_estimate(const ccs_controls_t *self, const double *values, const double *weights, size_t stride,
    double confidence);

#endif
