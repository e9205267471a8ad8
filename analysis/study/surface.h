/** @file surface.h  A polynomial through points by least squares, in factors scaled to -1 .. 1: main effects, interactions, squares. What is fitted is linear in the responses, so that
 * each replication has coefficients of its own, from whose spread the intervals follow. Numbers only. */
#ifndef CCS_SURFACE_H
#define CCS_SURFACE_H

#include <stdbool.h>
#include <stdint.h>

#include "arena.h"

enum ccs_surface_order { CCS_SURFACE_INTERACTIONS, CCS_SURFACE_QUADRATIC };

/** A term: a product of two factors, of one and 1, or 1. */
typedef struct {
    uint32_t first, second; /* UINT32_MAX: 1 */
    bool is_aliased;        /* the points cannot tell it from those before it: it is left out */
} ccs_term_t;

typedef struct {
    uint32_t n_factors, n_points, n_terms, n_fitted; /* n_fitted: terms that are not aliased */
    const double *low, *high;                        /* of each factor: -1 and 1 */
    ccs_term_t *terms;
    double *solve;    /* [term][point]: a coefficient is the sum of these times the responses */
    double *leverage; /* [point] */
} ccs_surface_t;

/** Terms in the order 1, factors, products of two, squares, as far as the order goes.
 * @param x  [point][factor] @param low, high  [factor], which must outlive it @return 0 or CCS_ERR_NOMEM */
int ccs_surface_make(ccs_surface_t *self, enum ccs_surface_order order, const double *x, uint32_t n_points, uint32_t n_factors,
    const double *low, const double *high, ccs_arena_t *arena);
/** The coefficients of responses y: every stride-th number. @param beta  [term]; 0 where aliased */
void ccs_surface_fit(const ccs_surface_t *self, const double *y, uint32_t stride, double *beta);
/** The polynomial at a point. */
double ccs_surface_at(const ccs_surface_t *self, const double *beta, const double *x);
/** How well it tells the responses: share of their variance, and root of the mean square of what it is off at a point that it has not seen (leave one out, by leverages).
 * @param r2  NAN: the responses do not differ @param error  NAN: as many terms as points, or a point without which a term is not told */
void ccs_surface_judge(const ccs_surface_t *self, const double *x, const double *y, const double *beta, double *r2,
    double *error);

#endif
