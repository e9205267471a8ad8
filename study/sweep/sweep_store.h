/** @file sweep_store.h  Blocks of replications of a study's points, in memory. */
#ifndef CCS_SWEEP_STORE_H
#define CCS_SWEEP_STORE_H

#include "sweep.h"

/** Which points are simulated here: number, of `of` parts, from 1. {1, 1}: all. */
typedef struct {
    uint32_t number, of;
} ccs_shard_t;

/** What single replications of a point came to; of those that are drawn together, their sets. Both are "replications" here. */
typedef struct {
    uint32_t n;     /* replications */
    double *values; /* [replication][response][2]: value, and weight in sums over sums; owned; NULL: not simulated */
} ccs_sweep_block_t;

/** Blocks of replications, of points that are of a shard. */
typedef struct {
    const ccs_sweep_t *sweep;
    ccs_shard_t shard;
    uint32_t n_points;         /* of the shard: point i of it is number shard.number - 1 + i * shard.of of the study */
    uint32_t n_blocks;         /* of a point; with precision 1 */
    uint32_t size;             /* replications of a block but the last; with precision 0: as many as it takes */
    ccs_sweep_block_t *blocks; /* [point][block] */
    uint64_t n_done;           /* blocks */
    ccs_arena_t arena;
} ccs_sweep_store_t;

/** Blocks are so large that the contacts of each are worth a plan of their own. @return 0 or CCS_ERR_NOMEM; _free is legal then */
int ccs_sweep_store_init(ccs_sweep_store_t *self, const ccs_sweep_t *sweep, ccs_shard_t shard);
void ccs_sweep_store_free(ccs_sweep_store_t *self);
/** The point of the study that is number i of the shard. */
static inline uint32_t ccs_sweep_store_point(const ccs_sweep_store_t *self, uint32_t i)
{
    return self->shard.number - 1 + i * self->shard.of;
}
/** Doubles in the values of so many replications. */
static inline size_t ccs_sweep_doubles(const ccs_sweep_t *sweep, uint32_t n)
{
    return 2 * (size_t) n * sweep->n_responses;
}
/** Take a block in: its values are copied. @return 0 or CCS_ERR_NOMEM */
int ccs_sweep_store_take(ccs_sweep_store_t *self, uint32_t point, uint32_t block, const double *values, uint32_t n);
/** Whether all blocks of all points are there. */
bool ccs_sweep_store_is_whole(const ccs_sweep_store_t *self);
/** Points whose blocks are all there. */
uint32_t ccs_sweep_store_whole_points(const ccs_sweep_store_t *self);

#endif
