/** @file sweep_run.h  The points of a study simulated: blocks of replications of all points in one pool of threads, each kept as it is finished. */
#ifndef CCS_SWEEP_RUN_H
#define CCS_SWEEP_RUN_H

#include "sweep_log.h"

typedef struct {
    uint32_t threads;
    const ccs_stop_t *stop;   /* may be NULL */
    ccs_progress_fn progress; /* told of points; may be NULL */
    void *listener;
    ccs_sweep_log_t *log; /* NULL: nothing is kept on the way */
} ccs_sweep_how_t;

/** Simulate the blocks that are not there yet. @return 0; CCS_ERR_STOPPED (what is finished is kept); CCS_ERR_SCENARIO and its kin: a point cannot be simulated,
 * the first of those that were met; CCS_ERR_WRITE (of the log); CCS_ERR_NOMEM */
int ccs_sweep_run(ccs_sweep_store_t *self, const ccs_sweep_how_t *how, ccs_err_t *err);

#endif
