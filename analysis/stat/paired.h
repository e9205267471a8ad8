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
    const uint32_t *groups; /* by observation: those of one number count as one, 0 is warm-up; NULL: each is independent */
} ccs_series_t;

/** Whether an observation, of n, is the last of those that count as one: an independent batch, or replications that were drawn together
 * (run.variance). Warm-up goes to what follows. @param groups  as in ccs_series_t */
static inline bool ccs_ends_group(const uint32_t *groups, uint32_t i, uint32_t n)
{
    return !groups || i + 1 >= n || (groups[i] != 0 && groups[i + 1] != groups[i]);
}

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

/** first - second, observation by observation, at this confidence; what counts as one is added up. Both are of one view. NAN where one of them is not
 * defined. */
ccs_point_t ccs_paired_difference(const ccs_series_t *first, const ccs_series_t *second, double confidence);

#endif
