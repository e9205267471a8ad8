/** @file watch.h  One replication with somebody looking on: the observer through which a trace sees what happens.
 *
 * It has its own loop and compares what stands in the world before and after each event, so that a replication that nobody watches
 * pays nothing for it, and one that is watched has the same facts to the last bit. */
#ifndef CCS_WATCH_H
#define CCS_WATCH_H

#include "moment.h"
#include "replication.h"

/** Who looks on. Moments come in the order of time, those of one event in the order in which they follow from each other; times and
 * names in them are the listener's to keep. */
typedef struct {
    void (*tell)(void *listener, const ccs_moment_t *moment);
    void *listener;
    bool enough; /* set by the listener: the replication ends after the event at hand and is not finished */
} ccs_watch_t;

/** Simulate replication number 0, 1, … and tell it. Facts, quantiles and waits are those of ccs_replication_run, unless the listener had
 * enough. @return as ccs_replication_run */
int ccs_watch_run(ccs_watch_t *self, ccs_replication_t *replication, uint64_t seed, uint32_t number);

#endif
