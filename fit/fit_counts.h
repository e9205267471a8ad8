/** @file fit_counts.h  Means and factors of counts by day and slot. */
#ifndef CCS_FIT_COUNTS_H
#define CCS_FIT_COUNTS_H

#include "fit_demand.h"

/** Means, and factors by maximum likelihood. Factors of days alone, without memory: Poisson-gamma counts of a day, the likelihood adjusted for the means (Cox and Reid 1987). Factors of slots:
 * the Gaussian likelihood of mean and covariance a + b phi^|i - j| + Poisson within a day, and a m^gap from day to day, adjusted likewise, with errors that do not rest on counts being Gaussian
 * (Huber 1967).
 * @return 0 or CCS_ERR_NOMEM */
int ccs_fit_counts(const ccs_fit_counts_t *counts, ccs_fit_demand_t *demand, ccs_arena_t *arena);

#endif
