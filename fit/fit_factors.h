/** @file fit_factors.h  The factors of counts whose means are known. Private to fit_counts.c and fit_factors.c. */
#ifndef CCS_FIT_FACTORS_H
#define CCS_FIT_FACTORS_H

#include "fit_demand.h"

/** Fill in what the demand says of factors. @param demand  with its means @return 0 or CCS_ERR_NOMEM */
int ccs_fit_factors(const ccs_fit_counts_t *counts, ccs_fit_demand_t *demand, ccs_arena_t *arena);

#endif
