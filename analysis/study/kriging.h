/** @file kriging.h  A Gaussian process through points whose values are known up to noise (stochastic kriging: Ankenman, Nelson and Staum 2010, Operations Research 58): constant mean, Matern's
 * correlation of order 5/2, a length for each factor, by maximum likelihood. Numbers only. */
#ifndef CCS_KRIGING_H
#define CCS_KRIGING_H

#include <stdint.h>

#include "arena.h"

enum { CCS_KRIGING_MAX = 300 /* points: work grows with their cube */ };

/** What is seen: values and the variances of their noise. */
typedef struct {
    uint32_t n, n_factors;
    const double *x;     /* [point][factor], each factor scaled to 0 .. 1 */
    const double *y;     /* [point] */
    const double *noise; /* [point] variances, >= 0 */
} ccs_seen_t;

/** The process. All of it is the arena's. */
typedef struct {
    ccs_seen_t of;
    double mean, variance;
    double *length;  /* [factor] how far apart levels are that are still alike, of the range */
    double *chol;    /* [point][point] lower triangle: the covariance of what is seen is this times its transpose */
    double *inverse; /* [point][point] of the covariance */
    double *weight;  /* [point] inverse times what y is off the mean */
} ccs_kriging_t;

/** @param of  1 .. CCS_KRIGING_MAX points; what it points to must outlive the process @return 0 or CCS_ERR_NOMEM */
int ccs_kriging_fit(ccs_kriging_t *self, const ccs_seen_t *of, ccs_arena_t *arena);
/** What the process expects at a place, without noise. @param sd  gets how sure that is */
double ccs_kriging_at(const ccs_kriging_t *self, const double *x, double *sd);
/** What it expects at a point of those that are seen, had that one not been seen (Dubrule 1983), the lengths being as they are. @param sd  of the value that would be seen there, noise included */
double ccs_kriging_without(const ccs_kriging_t *self, uint32_t point, double *sd);

#endif
