/* source.c - fresh contacts. Invariant: every draw equals ccs_stream_draw of its key, whether it comes from a batch or alone. */
#include "source.h"

#include <math.h>

#include "err.h"
#include "hint.h"

/* Both purposes of a block for a batch. */
CCS_APART static void fill(ccs_source_t *self, uint32_t block, uint32_t batch)
{
    const ccs_ring_t *const ring = &self->rings[block];
    const uint32_t at = batch & ring->mask;

    ring->batches[at] = batch;
    ccs_stream_batch(&self->stream, batch * CCS_STREAM_BATCH, block, ring->drawn[at][0], ring->drawn[at][1]);
    for (uint32_t i = 0; i < 2 && 2 * block + i < CCS_N_PURPOSES; i++) {
        const ccs_distribution_t *const law = self->draws[(size_t) 2 * block + i].law;

        if (law) ccs_distribution_fill(law, ring->drawn[at][i], ring->drawn[at][i], CCS_STREAM_BATCH);
    }
}

double ccs_source_day_factor(const ccs_plan_t *plan, const ccs_type_t *type, const ccs_stream_t *factor, uint32_t day)
{
    if (type->arrivals.day_factor == CCS_NONE) return 1;
    return ccs_distribution_at(&plan->day_factors[type->arrivals.day_factor].law,
        ccs_stream_draw(factor, day, 0, CCS_PURPOSE_DAY_FACTOR));
}

static double day_factor(const ccs_source_t *self, const ccs_plan_t *plan, const ccs_type_t *type, uint32_t day)
{
    const ccs_stream_t factor = {.key = self->factor_key, .replication = self->stream.replication};

    return ccs_source_day_factor(plan, type, &factor, day);
}

/* Go to the next piece with a rate above 0. @return false if there is none */
CCS_APART static bool next_piece(ccs_source_t *self, const ccs_plan_t *plan, const ccs_type_t *type)
{
    for (self->rate++; self->rate < self->end_rate; self->rate++) {
        const ccs_rate_t *const r = &plan->rates[self->rate];

        self->per_s = r->per_s * day_factor(self, plan, type, r->day);
        if (!(self->per_s > 0)) continue;
        self->s_per_contact = 1 / self->per_s;
        self->time_s = r->start_s;
        self->piece_end_s = r->end_s;
        return true;
    }
    return false;
}

int ccs_source_init(ccs_source_t *self, const ccs_plan_t *plan, uint32_t type, ccs_arena_t *arena)
{
    *self = (ccs_source_t){.draws = &plan->draws[(size_t) type * CCS_N_PURPOSES]};
    for (uint32_t block = 0; block < CCS_SOURCE_BLOCKS; block++) {
        ccs_ring_t *const ring = &self->rings[block];

        ring->n = self->draws[(size_t) 2 * block].n_batches;
        ring->mask = ring->n > 0 ? ring->n - 1 : 0;
        ring->drawn = ccs_arena_lines(arena, ring->n, sizeof *ring->drawn);
        ring->batches = ccs_arena_array(arena, ring->mask + 1, sizeof *ring->batches);
        if (!ring->drawn || !ring->batches) return CCS_ERR_NOMEM;
    }
    return 0;
}

static void empty_rings(ccs_source_t *self)
{
    for (uint32_t block = 0; block < CCS_SOURCE_BLOCKS; block++)
        for (uint32_t at = 0; at <= self->rings[block].mask; at++) self->rings[block].batches[at] = CCS_NONE;
}

void ccs_source_reset(ccs_source_t *self, const ccs_plan_t *plan, uint32_t type, uint64_t seed, uint32_t replication)
{
    const ccs_type_t *const t = &plan->types[type];

    self->stream = ccs_stream_make(seed, t->name_hash, replication);
    self->factor_key = t->arrivals.day_factor == CCS_NONE
        ? 0
        : ccs_stream_make(seed, plan->day_factors[t->arrivals.day_factor].name_hash, 0).key;
    self->index = 0;
    empty_rings(self);
    self->rate = t->arrivals.first_rate - 1; /* wraps for 0, and back in next_piece */
    self->end_rate = t->arrivals.first_rate + t->arrivals.n_rates;
    self->has_arrivals = next_piece(self, plan, t);
}

CCS_APART static void begin_batch(ccs_source_t *self, const ccs_type_t *type)
{
    fill(self, CCS_PURPOSE_GAP / 2, self->index / CCS_STREAM_BATCH);
    if (self->index == 0 && type->arrivals.first_gap)
        self->rings[CCS_PURPOSE_GAP / 2].drawn[0][CCS_PURPOSE_GAP & 1][0] =
            ccs_remaining_at(type->arrivals.first_gap, ccs_stream_draw(&self->stream, 0, 0, CCS_PURPOSE_GAP));
}

double ccs_source_next(ccs_source_t *self, const ccs_plan_t *plan, uint32_t type)
{
    const ccs_type_t *const t = &plan->types[type];

    if (!self->has_arrivals) return INFINITY;
    if (self->index % CCS_STREAM_BATCH == 0) begin_batch(self, t);
    double gap = ccs_source_next_draw(self, CCS_PURPOSE_GAP);

    for (;;) {
        const double time_s = self->time_s + gap * self->s_per_contact;

        if (time_s < self->piece_end_s) return self->time_s = time_s;
        gap -= (self->piece_end_s - self->time_s) * self->per_s;
        if (gap < 0) gap = 0; /* rounding */
        self->has_arrivals = next_piece(self, plan, t);
        if (!self->has_arrivals) return INFINITY;
    }
}

double ccs_source_draw_as(const ccs_source_t *self, const ccs_distribution_t *law, enum ccs_purpose purpose, uint32_t index,
    uint32_t attempt)
{
    const double u = ccs_stream_draw(&self->stream, index, attempt, purpose);

    return law ? ccs_distribution_at(law, u) : u;
}

CCS_APART double ccs_source_draw_apart(ccs_source_t *self, enum ccs_purpose purpose, uint32_t index, uint32_t attempt)
{
    const uint32_t block = (uint32_t) purpose / 2, batch = index / CCS_STREAM_BATCH, newest = self->index / CCS_STREAM_BATCH;

    if (attempt == 0 && newest - batch < self->rings[block].n) { /* which is not so for any batch that is yet to come */
        fill(self, block, batch);
        return self->rings[block].drawn[batch & self->rings[block].mask][purpose & 1][index % CCS_STREAM_BATCH];
    }
    return ccs_source_draw_as(self, self->draws[purpose].law, purpose, index, attempt);
}
