/** @file fit_minimise.h  The least value of a function of a few numbers, how sure the place of it is, and how far another place may be from it. By GSL's minimisers. */
#ifndef CCS_FIT_MINIMISE_H
#define CCS_FIT_MINIMISE_H

#include <stdbool.h>
#include <stdint.h>

enum { CCS_FIT_MAX_PARAMS = 8 };

/** Minus a log likelihood at a point, finite or infinite. @param of  the caller's own */
typedef double ccs_fit_function_t(const double *at, const void *of);

typedef struct {
    double at[CCS_FIT_MAX_PARAMS];
    double covariance[CCS_FIT_MAX_PARAMS][CCS_FIT_MAX_PARAMS]; /* of the estimates: the inverse of the curvature there */
    double value;                                              /* of the function */
    uint32_t n;                                                /* parameters */
    bool converged;                                            /* the minimiser came to rest */
    bool curved; /* covariance is known: the function rises from there in every direction */
} ccs_fit_point_t;

/** The least value, by Nelder and Mead's simplex, begun again with smaller steps where it came to rest, and the curvature there by differences.
 * @param n     1 .. CCS_FIT_MAX_PARAMS
 * @param start where the search begins, where the function is finite; steps of 0.3 around it at first
 * @return 0 or CCS_ERR_NOMEM */
int ccs_fit_minimise(ccs_fit_function_t *function, const void *of, const double *start, uint32_t n, ccs_fit_point_t *point);

/** One descent, to a ten-thousandth, and no curvature: for fits that are many, from a start that is near. @return 0 or CCS_ERR_NOMEM */
int ccs_fit_descend(ccs_fit_function_t *function, const void *of, const double *start, uint32_t n, ccs_fit_point_t *point);

/** A quantity of the parameters, such as the logarithm of a mean, and its standard error by the delta method.
 * @return the standard error; NAN where the curvature is not known */
double ccs_fit_error_of(const ccs_fit_point_t *point, ccs_fit_function_t *quantity, const void *of);

/** The two-sided 95 % point of the standard normal law. */
#define CCS_FIT_Z 1.9599639845400545

#endif
