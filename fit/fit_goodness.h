/** @file fit_goodness.h  How far times lie from a law that was fitted to them, and how often the law itself would lie as far. */
#ifndef CCS_FIT_GOODNESS_H
#define CCS_FIT_GOODNESS_H

#include "fit_law.h"

/** Distances of the distribution of times from a law. */
typedef struct {
    double
        kolmogorov; /* the largest distance of the two distribution functions; of times that were cut, from that of Kaplan and Meier */
    double anderson; /* A squared of Anderson and Darling (1954), which looks at the ends; NAN where times were cut */
    double p_kolmogorov, p_anderson; /* share of samples of the law, each fitted anew, that lie as far; NAN: not asked */
    size_t n;                        /* times the p-values rest on */
} ccs_fit_goodness_t;

/** Distances alone. */
void ccs_fit_distance(const ccs_fit_values_t *values, const ccs_fit_law_t *fitted, ccs_fit_goodness_t *goodness);
/** With p-values by parametric bootstrap (Stute and others 1993): of at most 500 of the times, taken by lot, against 199 samples of the law of the same
 * number, each with a fit of its own. Of times that were cut there is no p-value. @return 0 or CCS_ERR_NOMEM */
int ccs_fit_goodness(const ccs_fit_values_t *values, const ccs_fit_law_t *fitted, ccs_fit_goodness_t *goodness);

#endif
