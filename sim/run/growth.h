/** @file growth.h  Whether a queue grew all through a run in mode steady, so that there is no steady state to tell of. */
#ifndef CCS_GROWTH_H
#define CCS_GROWTH_H

#include "results.h"

/** Contacts that waited, time averages over the first and the last stretch of a replication, mean of the replications. */
typedef struct {
    double first, last;
} ccs_growth_t;

/** A queue that is fed faster than it is served drifts upwards, from one stretch of a replication to the next; one that is just fully loaded
 * walks at random, away from empty. Told apart by a t-test of the drift in the median replication. Of 40,000 simulated walks without drift
 * that start empty (Brownian, reflected at 0) it takes fewer than one in 2,000 for growth, of stable queues fewer still. Of types whose
 * customers leave sooner or later, or are blocked, nothing grows without bound.
 * @return whether it grew; false too where there are too few batches to tell */
bool ccs_growth_of_queue(const ccs_results_t *results, uint32_t type, ccs_growth_t *out);

#endif
