/** @file study_fit.h  A polynomial through the points of a study for one response: what it says anywhere, how sure that is, and where it has a value. */
#ifndef CCS_STUDY_FIT_H
#define CCS_STUDY_FIT_H

#include "answer.h"
#include "study.h"
#include "surface.h"

/** Coefficients of the means, and of each replication. All of it is the answer's arena's. */
typedef struct {
    ccs_study_t study; /* the points at which the response is known */
    ccs_surface_t surface;
    const double *y; /* [point][n] */
    double *means;   /* [point] */
    double *beta;    /* [term] */
    double *each;    /* [replication][term] */
    uint32_t n;      /* replications that all points have */
} ccs_study_fit_t;

/** @param whole  all factors of which have a least and a greatest level that differ @return 0 or CCS_ERR_NOMEM */
int ccs_study_fit(ccs_study_fit_t *self, const ccs_study_t *whole, uint32_t response, enum ccs_surface_order order,
    ccs_answer_t *answer);
/** Half a confidence interval of the mean of a number of each replication, every stride-th of them. NAN: one replication. */
double ccs_study_fit_half_width(const ccs_study_fit_t *self, const double *each, size_t stride);
/** The level of a factor, the first from its least one on, at which the polynomial is the target; NAN: nowhere in its range.
 * @param x  [factor] the others; gets the level, or where nothing is found the greatest one */
double ccs_study_fit_solve(const ccs_study_fit_t *self, uint32_t factor, double target, double *x);

#endif
