/** @file fit_counts.h  Means and factors of counts by day and slot. */
#ifndef CCS_FIT_COUNTS_H
#define CCS_FIT_COUNTS_H

#include "fit_demand.h"

/** Means, and factors by maximum likelihood. Factors of days alone, without memory: Poisson-gamma counts of a day, the likelihood adjusted for the means (Cox and Reid 1987). Factors of slots:
 * the Gaussian likelihood of mean and covariance a + b phi^|i - j| + Poisson within a day, and a m^gap from day to day, adjusted likewise, with errors that do not rest on counts being Gaussian
 * (Huber 1967).
 * @return 0 or CCS_ERR_NOMEM */
int ccs_fit_counts(const ccs_fit_counts_t *counts, ccs_fit_demand_t *demand, ccs_arena_t *arena);

/** What a day of a kind comes to from a slot to another, with its 95 % interval: of counts without factors that of their sum, which is right however few they are; else by the variances of
 * the factors on the scale of logarithms. Days of the kind need not all have the slots.
 * @param demand  found in @p counts @param from, until  slots, from < until <= n_slots */
ccs_fit_estimate_t ccs_fit_total(const ccs_fit_counts_t *counts, const ccs_fit_demand_t *demand, uint32_t kind, uint32_t from,
    uint32_t until);

#endif
