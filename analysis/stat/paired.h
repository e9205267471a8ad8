/** @file paired.h  Observations of a figure, linearised (delta method): what each of them moves the ratio of sums by. Two figures of the same
 * observations are told apart by the differences of these residuals, which lets go of what both have in common. Knows of no words. */
#ifndef CCS_PAIRED_H
#define CCS_PAIRED_H

#include "view.h"

/** Values and weights of single observations: every stride-th number. */
typedef struct {
    const double *values, *weights;
    size_t stride;
    uint32_t n;
} ccs_series_t;

/** The observations of the run. */
ccs_series_t ccs_series_of(const ccs_view_t *view, uint32_t metric, uint32_t entity);
/** The kept replications of an interval. @return false if there are none */
bool ccs_series_kept(const ccs_view_t *view, uint32_t metric, uint32_t entity, uint32_t interval, ccs_series_t *to);

/** The ratio of sums, and what its residuals are made of. */
typedef struct {
    ccs_series_t of;
    double ratio; /* NAN: not defined */
    double usual; /* weight of an observation, on average */
    double
        absent; /* residual of an observation without weight: 0; NAN where a single one carries all the weight, which tells nothing */
} ccs_linear_t;

ccs_linear_t ccs_linearise(const ccs_series_t *of);
/** What an observation moves the ratio by. They add up to 0. */
double ccs_linear_residual(const ccs_linear_t *self, uint32_t observation);

/** first - second, observation by observation, at this confidence. NAN where one of them is not defined. */
ccs_point_t ccs_paired_difference(const ccs_series_t *first, const ccs_series_t *second, double confidence);

#endif
