/** @file horizon.h  Which stretch of time figures are of, in which pieces: what two results, or two plans before anything is simulated, must have
 * in common to be compared. */
#ifndef CCS_HORIZON_H
#define CCS_HORIZON_H

#include <stdint.h>

#include "err.h"

/** A piece of the horizon. */
typedef struct {
    const char *label; /* "2026-03-02T09:30" */
    double length_s;   /* NAN: the last one has no end */
} ccs_horizon_piece_t;

/** A result or a plan, as it is asked for its horizon. */
typedef struct {
    const char *name;   /* of the scenario or variant, in messages */
    const char *mode;   /* "day" or "steady" */
    uint32_t n_batches; /* observations of a replication */
    double confidence;  /* of the intervals */
    double open_s;      /* of one observation */
    uint32_t n_pieces;  /* intervals with figures of their own */
    ccs_horizon_piece_t (*piece)(const void *of, uint32_t index);
    const void *of; /* what piece asks */
} ccs_horizon_t;

/** @return 0, or CCS_ERR_SCENARIO with what is another one, and both */
int ccs_horizon_same(const ccs_horizon_t *a, const ccs_horizon_t *b, ccs_err_t *err);

#endif
