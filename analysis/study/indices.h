/** @file indices.h  How much of what a response does is each factor's: Morris's elementary effects and Sobol's indices. Numbers only. */
#ifndef CCS_INDICES_H
#define CCS_INDICES_H

#include <stdint.h>

typedef struct {
    double x, low, high;
} ccs_index_t;

/** Elementary effects of a factor: how far the response goes over the factor's whole range, at random places. */
typedef struct {
    ccs_index_t mean;     /* with its sign */
    ccs_index_t mean_abs; /* mu* of Campolongo, Cariboni and Saltelli (2007): how much it matters */
    double sd;            /* how much that depends on where the others are: interactions, or bends */
} ccs_elementary_t;

/** @param x  [point][factor], trajectories of n_factors + 1 points each @param y  [point] @param low, high  of the factor */
ccs_elementary_t ccs_elementary(const double *x, const double *y, uint32_t n_trajectories, uint32_t n_factors, uint32_t factor,
    double low, double high, double confidence);

/** Sobol's indices of a factor: of the variance over all factors, what it explains alone, and what goes where it alone is known not. First order: Saltelli and others (2010), table 2 (b);
 * total: Jansen (1999). Intervals by resampling rows (percentiles of the bootstrap). */
typedef struct {
    ccs_index_t first, total;
} ccs_sobol_t;

/** @param y  [row][A, B, A with factor 0 of B, A with factor 1 of B, …] @return 0 or CCS_ERR_NOMEM */
int ccs_sobol_index(const double *y, uint32_t n_rows, uint32_t n_factors, uint32_t factor, double confidence, ccs_sobol_t *out);

#endif
