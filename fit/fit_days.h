/** @file fit_days.h  The totals of days: how much the factor of a day varies. Private to fit_factors.c and fit_days.c. */
#ifndef CCS_FIT_DAYS_H
#define CCS_FIT_DAYS_H

#include "fit_demand.h"

/** Of the logarithm of a variance: below the least there is no factor, and no interval goes beyond the most. */
#define CCS_FIT_LEAST (-16.0)
#define CCS_FIT_MOST  3.0

typedef struct {
    double mean, residual; /* of the total: expected, and in parts of it what came more or less */
    double n_of_kind;      /* days of the kind */
} ccs_fit_total_t;

typedef struct {
    ccs_fit_total_t *days;
    uint32_t n;
    double variance; /* of residuals, beyond Poisson counts: by moments, perhaps below 0 */
} ccs_fit_totals_t;

/** The factor of the day as that of Poisson-gamma counts, whose interval is that of its likelihood. @return 0 or CCS_ERR_NOMEM */
int ccs_fit_poisson_gamma(const ccs_fit_totals_t *totals, ccs_fit_demand_t *demand);
#endif
