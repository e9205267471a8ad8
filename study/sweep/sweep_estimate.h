/** @file sweep_estimate.h  What replications of a point come to. */
#ifndef CCS_SWEEP_ESTIMATE_H
#define CCS_SWEEP_ESTIMATE_H

#include "estimate.h"
#include "metric.h"
#include "results.h"

/** Values of single replications, or of sets of them, and what they weigh in sums over sums: every stride-th number. */
typedef struct {
    const double *values, *weights;
    size_t stride;
    uint32_t n;
    uint32_t set; /* replications in each, which are drawn together (run.variance); 1: each for itself */
} ccs_sample_t;

/** Sum over sum, and its interval by the kind of figure, as results of `ccsim run` have it; of percentiles the mean of those of the replications.
 * @param confidence  0 .. 1 */
ccs_estimate_t ccs_sample_estimate(const ccs_sample_t *self, enum ccs_metric_kind kind, double confidence);

#endif
