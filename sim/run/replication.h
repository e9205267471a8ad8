/** @file replication.h  One replication from start to end: the flow, the stop, and what is gathered of it. */
#ifndef CCS_REPLICATION_H
#define CCS_REPLICATION_H

#include "flow.h"
#include "ledger.h"
#include "results.h"
#include "stop.h"

enum { CCS_REPLICATIONS_MAX = 10000000 }; /* of one run */

/** What a thread needs to run replications one after the other. */
typedef struct {
    ccs_flow_t flow;
    const ccs_metrics_t *metrics;
    const ccs_stop_t *stop; /* not 0: stop soon; may be NULL */
    double *quantiles;      /* [observation][entity][CCS_N_PERCENTILES] of the replication */
    ccs_histogram_t *waits; /* by type: the whole replication */
    ccs_histogram_t *parts; /* mode steady, [ccs_results_parts][type] */
    ccs_pulse_t pulse;      /* mode steady */
    ccs_ledger_t ledger;    /* of plans that ask what things cost */
    ccs_histogram_t scratch;
    ccs_arena_t arena;
} ccs_replication_t;

/** @param metrics  NULL: no quantiles are wanted, and of mode day only @return 0 or CCS_ERR_NOMEM; _free is legal after a failure. */
int ccs_replication_init(ccs_replication_t *self, const ccs_plan_t *plan, const ccs_metrics_t *metrics, const ccs_stop_t *stop);
void ccs_replication_free(ccs_replication_t *self);
/** Simulate replication number 0, 1, …; facts, quantiles and waits hold it until the next one.
 * @return 0, CCS_ERR_STOPPED (nothing of it may be used) or CCS_ERR_NOMEM */
int ccs_replication_run(ccs_replication_t *self, uint64_t seed, uint32_t number);
/** The same, and tell what happens. @return as ccs_replication_run; 0 also where the listener had enough: the facts are unfinished then */
int ccs_replication_tell(ccs_replication_t *self, ccs_told_t *told, uint64_t seed, uint32_t number);

#endif
