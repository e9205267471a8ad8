/** @file replication.h  One replication: world and facts, the loop, the stop. */
#ifndef CCS_REPLICATION_H
#define CCS_REPLICATION_H

#include "flow.h"
#include "results.h"
#include "stop.h"

enum { CCS_REPLICATIONS_MAX = 10000000 }; /* of one run */

typedef struct ccs_replication ccs_replication_t;
/** What a thread needs to run replications one after the other. */
struct ccs_replication {
    ccs_flow_t flow;
    const ccs_metrics_t *metrics;
    const ccs_stop_t *stop; /* not 0: stop soon; may be NULL */
    double *quantiles;      /* [observation][entity][CCS_N_PERCENTILES] of the replication */
    ccs_histogram_t *waits; /* by type: the whole replication */
    ccs_histogram_t *parts; /* mode steady, [ccs_results_parts][type] */
    ccs_pulse_t pulse;      /* mode steady */
    ccs_histogram_t scratch;
    ccs_arena_t arena;
    uint64_t n_events; /* of all replications so far */
    /** A loop in the place of the usual one, by which an observer sees every event (watch.h); NULL = the usual one. It handles events until
     * none is left or ccs_replication_is_over. @return 0, CCS_ERR_STOPPED or CCS_ERR_NOMEM */
    int (*loop)(ccs_replication_t *self);
    void *observer; /* the loop's */
};

/** @return 0 or CCS_ERR_NOMEM; _free is legal after a failure. */
int ccs_replication_init(ccs_replication_t *self, const ccs_plan_t *plan, const ccs_metrics_t *metrics, const ccs_stop_t *stop);
void ccs_replication_free(ccs_replication_t *self);
/** Simulate replication number 0, 1, …; facts, quantiles and waits hold it until the next one.
 * @return 0, CCS_ERR_STOPPED (nothing of it may be used) or CCS_ERR_NOMEM */
int ccs_replication_run(ccs_replication_t *self, uint64_t seed, uint32_t number);
/** Whether the replication ends although timers are left; asked before each event. */
bool ccs_replication_is_over(const ccs_replication_t *self);

#endif
