/* sweep_store.c - blocks of replications in memory. Invariant: n_done counts the blocks that have values. */
#include "sweep_store.h"

#include <stdlib.h>
#include <string.h>

enum { BLOCK_CONTACTS = 20000 }; /* fewer are not worth a plan of their own */

/* Blocks of equal size but the last. With precision a point is a block, as one depends on those before. */
static void choose_size(ccs_sweep_store_t *self)
{
    const ccs_sweep_t *const s = self->sweep;
    const double each = (s->contacts > 1 ? s->contacts : 1) * ccs_sweep_set(s), worth = BLOCK_CONTACTS / each + 1;
    const uint32_t n = ccs_sweep_observations(s);

    self->size = worth < n ? (uint32_t) worth : n;
    self->n_blocks = (n + self->size - 1) / self->size;
    if (s->precision_wanted == 0) return;
    self->size = 0;
    self->n_blocks = 1;
}

int ccs_sweep_store_init(ccs_sweep_store_t *self, const ccs_sweep_t *sweep, ccs_shard_t shard)
{
    const uint32_t n = sweep->design.n_points, before = shard.number - 1;

    *self = (ccs_sweep_store_t){.sweep = sweep, .shard = shard};
    self->n_points = n > before ? (n - before + shard.of - 1) / shard.of : 0;
    choose_size(self);
    self->blocks = ccs_arena_array(&self->arena, (size_t) self->n_points * self->n_blocks, sizeof *self->blocks);
    return self->blocks ? 0 : CCS_ERR_NOMEM;
}

void ccs_sweep_store_free(ccs_sweep_store_t *self)
{
    if (!self) return;
    for (size_t i = 0; self->blocks && i < (size_t) self->n_points * self->n_blocks; i++) free(self->blocks[i].values);
    ccs_arena_free(&self->arena);
    *self = (ccs_sweep_store_t){0};
}

int ccs_sweep_store_take(ccs_sweep_store_t *self, uint32_t point, uint32_t block, const double *values, uint32_t n)
{
    ccs_sweep_block_t *const to = &self->blocks[(size_t) point * self->n_blocks + block];
    const size_t bytes = ccs_sweep_doubles(self->sweep, n) * sizeof *values;

    to->values = malloc(bytes);
    if (!to->values) return CCS_ERR_NOMEM;
    memcpy(to->values, values, bytes);
    to->n = n;
    self->n_done++;
    return 0;
}

bool ccs_sweep_store_is_whole(const ccs_sweep_store_t *self)
{
    return self->n_done == (uint64_t) self->n_points * self->n_blocks;
}

uint32_t ccs_sweep_store_whole_points(const ccs_sweep_store_t *self)
{
    uint32_t n = 0;

    for (uint32_t p = 0; p < self->n_points; p++) {
        uint32_t block = 0;

        while (block < self->n_blocks && self->blocks[(size_t) p * self->n_blocks + block].values) block++;
        n += block == self->n_blocks;
    }
    return n;
}
