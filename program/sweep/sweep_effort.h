/** @file sweep_effort.h  What a study will take, told before it begins: measured on a few of its points. */
#ifndef CCS_SWEEP_EFFORT_H
#define CCS_SWEEP_EFFORT_H

#include "sweep_run.h"

typedef struct {
    uint32_t n_points;             /* of the shard */
    double replications, contacts; /* of all points; with precision the fewest */
    double memory_bytes, file_bytes;
    double seconds;      /* of one thread */
    uint32_t n_measured; /* points */
} ccs_sweep_effort_t;

/** Simulate some points of the study, and reckon. @return 0, or the code of a point that cannot be simulated, or CCS_ERR_STOPPED */
int ccs_sweep_effort(const ccs_sweep_t *sweep, ccs_shard_t shard, uint32_t threads, const ccs_stop_t *stop,
    ccs_sweep_effort_t *out, ccs_err_t *err);
/** In sentences. */
void ccs_sweep_effort_print(const ccs_sweep_effort_t *self, const ccs_sweep_t *sweep, uint32_t threads, FILE *to);

#endif
