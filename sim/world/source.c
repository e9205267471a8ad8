/* source.c - fresh contacts. Invariant: every draw equals ccs_stream_draw of its key, whether it comes from a batch or alone. */
#include "source.h"

#include <math.h>

#include "err.h"
#include "hint.h"
#include "replay.h"
#include "spread.h"

/* --- contacts that were recorded --------------------------------------------------------------------------------------- */

/* What is known of recorded contacts for a purpose; NULL: nothing. */
static const double *known_of(const ccs_replay_t *replay, uint32_t purpose)
{
    if (purpose == CCS_PURPOSE_TALK) return replay->talk_s;
    if (purpose == CCS_PURPOSE_WRAP) return replay->wrap_s;
    return purpose == CCS_PURPOSE_PATIENCE ? replay->patience_s : NULL;
}

/* What is known of a batch of contacts in the place of what was drawn. Contacts that are there at the start count down from the top, and were not recorded. */
CCS_APART static void put_known(const ccs_replay_t *replay, uint32_t purpose, uint32_t first, double *drawn)
{
    const double *const known = known_of(replay, purpose);

    for (uint32_t i = 0; known && i < CCS_STREAM_BATCH && first + i < replay->n; i++)
        if (!isnan(known[first + i])) drawn[i] = known[first + i];
}

/* --- draws and pieces of rate ------------------------------------------------------------------------------------------ */

/* What is known of both purposes of a block. */
static void put_all_known(const ccs_source_t *self, uint32_t block, uint32_t batch)
{
    const ccs_ring_t *const ring = &self->rings[block];

    for (uint32_t i = 0; i < 2 && 2 * block + i < CCS_N_KEPT_PURPOSES; i++)
        put_known(self->replay, 2 * block + i, batch * CCS_STREAM_BATCH, ring->drawn[batch & ring->mask][i]);
}

/* Both purposes of a batch become their opposites. */
CCS_APART static void mirror(double *drawn)
{
    for (uint32_t i = 0; i < 2 * CCS_STREAM_BATCH; i++) drawn[i] = ccs_spread_mirror(drawn[i]);
}

/* Both purposes of a block for a batch. */
CCS_APART static void fill(ccs_source_t *self, uint32_t block, uint32_t batch)
{
    const ccs_ring_t *const ring = &self->rings[block];
    const uint32_t at = batch & ring->mask;

    ring->batches[at] = batch;
    ccs_stream_batch(&self->pair, batch * CCS_STREAM_BATCH, block, ring->drawn[at][0], ring->drawn[at][1]);
    if (self->is_mirrored) mirror(&ring->drawn[at][0][0]);
    for (uint32_t i = 0; i < 2 && 2 * block + i < CCS_N_KEPT_PURPOSES; i++) {
        const ccs_distribution_t *const law = self->draws[(size_t) 2 * block + i].law;

        if (law) ccs_distribution_fill(law, ring->drawn[at][i], ring->drawn[at][i], CCS_STREAM_BATCH);
    }
    if (self->replay) put_all_known(self, block, batch);
}

static double day_factor(const ccs_source_t *self, const ccs_plan_t *plan, const ccs_type_t *type, uint32_t day)
{
    if (type->arrivals.day_factor == CCS_NONE) return 1;
    return ccs_factor_of_day(plan, type->arrivals.day_factor, &self->chance, day);
}

/* How many of the contacts expected from the beginning of the run up to now have come, where they are whole ones. */
static double whole(const ccs_source_t *self)
{
    const double slip = 1e-6, near = floor(self->counted + 0.5);

    return floor((fabs(self->counted - near) < slip ? near : self->counted) + self->offset);
}

/* A part of a piece, or all of it, is in force. @return false if nobody comes in it */
static bool begin_part(ccs_source_t *self, const ccs_type_t *type, double per_s, double start_s, double end_s)
{
    self->per_s = per_s / type->arrivals.batch.mean;
    self->piece_end_s = end_s;
    if (!(per_s > 0)) return false;
    self->s_per_contact = 1 / self->per_s;
    self->time_s = start_s;
    if (!type->arrivals.is_fixed) return true;
    const double before = whole(self);

    self->counted += per_s * (end_s - start_s);
    self->left = (uint32_t) (whole(self) - before);
    return self->left > 0;
}

/* Go to the next part of a piece in which the rate stays as it is and is above 0. @return false if there is none */
CCS_APART static bool next_part(ccs_source_t *self, const ccs_plan_t *plan, const ccs_type_t *type)
{
    bool is_new = self->rate + 1 == type->arrivals.first_rate; /* wraps as in _reset */

    for (;;) {
        if (is_new || self->piece_end_s >= plan->rates[self->rate].end_s) {
            if (++self->rate >= self->end_rate) return false;
            self->piece_end_s = plan->rates[self->rate].start_s;
            is_new = false;
        }
        const ccs_rate_t *const r = &plan->rates[self->rate];
        const double start_s = self->piece_end_s;
        double until_s;
        const double factor = ccs_modulator_at(self->modulator, start_s, r->day, &until_s);

        if (begin_part(self, type, r->per_s * factor, start_s, until_s < r->end_s ? until_s : r->end_s)) return true;
    }
}

/* Go to the next piece with a rate above 0. @return false if there is none */
CCS_APART static bool next_piece(ccs_source_t *self, const ccs_plan_t *plan, const ccs_type_t *type)
{
    if (self->modulator) return next_part(self, plan, type);
    for (self->rate++; self->rate < self->end_rate; self->rate++) {
        const ccs_rate_t *const r = &plan->rates[self->rate];

        if (begin_part(self, type, r->per_s * day_factor(self, plan, type, r->day), r->start_s, r->end_s)) return true;
    }
    return false;
}

int ccs_source_init(ccs_source_t *self, const ccs_plan_t *plan, uint32_t type, ccs_arena_t *arena)
{
    *self =
        (ccs_source_t){.draws = &plan->draws[(size_t) type * CCS_N_KEPT_PURPOSES], .replay = plan->types[type].arrivals.replay};
    for (uint32_t block = 0; block < CCS_SOURCE_BLOCKS; block++) {
        ccs_ring_t *const ring = &self->rings[block];

        ring->n = self->draws[(size_t) 2 * block].n_batches;
        ring->mask = ring->n > 0 ? ring->n - 1 : 0;
        ring->drawn = ccs_arena_lines(arena, ring->n, sizeof *ring->drawn);
        ring->batches = ccs_arena_array(arena, ring->mask + 1, sizeof *ring->batches);
        if (!ring->drawn || !ring->batches) return CCS_ERR_NOMEM;
    }
    if (!plan->types[type].arrivals.modulation) return 0;
    self->modulator = ccs_modulator_new(plan, type, arena);
    return self->modulator ? 0 : CCS_ERR_NOMEM;
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
    self->pair = (ccs_stream_t){self->stream.key, ccs_spread_pair(plan, replication)};
    self->is_mirrored = ccs_spread_is_mirrored(plan, replication);
    self->chance = (ccs_chance_t){.seed = seed, .replication = replication};
    self->index = 0;
    empty_rings(self);
    if (self->modulator) ccs_modulator_reset(self->modulator, (ccs_chance_t){.seed = seed, .replication = replication});
    self->rate = t->arrivals.first_rate - 1; /* wraps for 0, and back in next_piece */
    self->end_rate = t->arrivals.first_rate + t->arrivals.n_rates;
    self->left = 0;
    self->counted = 0;
    self->offset = t->arrivals.is_fixed ? ccs_stream_draw(&self->stream, 0, 0, CCS_PURPOSE_COUNT) : 0;
    self->is_apart = next_piece(self, plan, t) && (t->arrivals.is_fixed || t->arrivals.batch.n > 0);
    self->has_arrivals = !self->is_apart && self->rate < self->end_rate;
}

/* A draw of the pair as that of this replication. */
static double opposite(const ccs_source_t *self, double u)
{
    return self->is_mirrored ? ccs_spread_mirror(u) : u;
}

CCS_APART static void begin_batch(ccs_source_t *self, const ccs_type_t *type)
{
    fill(self, CCS_PURPOSE_GAP / 2, self->index / CCS_STREAM_BATCH);
    if (self->index == 0 && type->arrivals.first_gap)
        self->rings[CCS_PURPOSE_GAP / 2].drawn[0][CCS_PURPOSE_GAP & 1][0] =
            ccs_remaining_at(type->arrivals.first_gap, opposite(self, ccs_stream_draw(&self->pair, 0, 0, CCS_PURPOSE_GAP)));
}

/* The next one that was recorded: contacts are numbered in order of time. */
static double next_recorded(ccs_source_t *self)
{
    self->is_apart = self->index < self->replay->n;
    return self->is_apart ? self->time_s = self->replay->time_s[self->index] : (double) INFINITY;
}

/* Of so many whose times are drawn alike up to the end of the piece, the first one (order statistics of uniform times). */
static double next_of_count(ccs_source_t *self, const ccs_plan_t *plan, const ccs_type_t *type)
{
    while (self->left == 0)
        if (!next_piece(self, plan, type)) {
            self->is_apart = false;
            return (double) INFINITY;
        }
    const double gap = ccs_source_next_draw(self, CCS_PURPOSE_GAP);

    self->time_s -= (self->piece_end_s - self->time_s) * expm1(-gap / self->left--);
    return self->time_s;
}

/* How many come at once, of whom the first is the contact at hand. */
static uint32_t draw_batch(const ccs_source_t *self, const ccs_type_t *type)
{
    return ccs_counts_at(&type->arrivals.batch, ccs_stream_draw(&self->stream, self->index, 0, CCS_PURPOSE_BATCH));
}

/* The next time through the integrated rate, INFINITY where it ends. */
CCS_INLINE double through_rate(ccs_source_t *self, const ccs_plan_t *plan, const ccs_type_t *type)
{
    double gap = ccs_source_next_draw(self, CCS_PURPOSE_GAP);

    for (;;) {
        const double time_s = self->time_s + gap * self->s_per_contact;

        if (time_s < self->piece_end_s) return self->time_s = time_s;
        gap -= (self->piece_end_s - self->time_s) * self->per_s;
        if (gap < 0) gap = 0; /* rounding */
        if (!next_piece(self, plan, type)) break;
    }
    self->has_arrivals = self->is_apart = false;
    return (double) INFINITY;
}

/* Of contacts that do not come one by one through the rate, or not any more. */
CCS_APART static double next_apart(ccs_source_t *self, const ccs_plan_t *plan, const ccs_type_t *type)
{
    if (!self->is_apart) return (double) INFINITY;
    if (self->index % CCS_STREAM_BATCH == 0) begin_batch(self, type);
    if (self->replay) return next_recorded(self);
    if (type->arrivals.is_fixed) return next_of_count(self, plan, type);
    if (self->left == 0) {
        self->left = draw_batch(self, type);
        if (!(through_rate(self, plan, type) < (double) INFINITY)) return (double) INFINITY;
    }
    self->left--;
    return self->time_s;
}

double ccs_source_next(ccs_source_t *self, const ccs_plan_t *plan, uint32_t type)
{
    const ccs_type_t *const t = &plan->types[type];

    if (!self->has_arrivals) return next_apart(self, plan, t);
    if (self->index % CCS_STREAM_BATCH == 0) begin_batch(self, t);
    return through_rate(self, plan, t);
}

double ccs_source_draw_leg(const ccs_source_t *self, const ccs_distribution_t *law, enum ccs_purpose purpose,
    const ccs_draw_part_t *part)
{
    const double u = opposite(self, ccs_stream_draw_leg(&self->pair, part->index, part->attempt, part->leg, purpose));

    return law ? ccs_distribution_at(law, u) : u;
}

double ccs_source_draw_as(const ccs_source_t *self, const ccs_distribution_t *law, enum ccs_purpose purpose, uint32_t index,
    uint32_t attempt)
{
    return ccs_source_draw_leg(self, law, purpose, &(ccs_draw_part_t){index, attempt, 0});
}

CCS_APART double ccs_source_draw_apart(ccs_source_t *self, enum ccs_purpose purpose, uint32_t index, uint32_t attempt)
{
    const uint32_t block = (uint32_t) purpose / 2, batch = index / CCS_STREAM_BATCH, newest = self->index / CCS_STREAM_BATCH;

    if (attempt == 0 && newest - batch < self->rings[block].n) { /* which is not so for any batch that is yet to come */
        fill(self, block, batch);
        return self->rings[block].drawn[batch & self->rings[block].mask][purpose & 1][index % CCS_STREAM_BATCH];
    }
    const double *const known = self->replay && attempt == 0 ? known_of(self->replay, purpose) : NULL;

    if (known && index < self->replay->n && !isnan(known[index])) return known[index];
    return ccs_source_draw_as(self, self->draws[purpose].law, purpose, index, attempt);
}
