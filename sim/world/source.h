/** @file source.h  Where fresh contacts of a type come from: their times and draws, a batch at a time. */
#ifndef CCS_SOURCE_H
#define CCS_SOURCE_H

#include <stdbool.h>
#include <stdint.h>

#include "arena.h"
#include "draw.h"
#include "factor.h"
#include "hint.h"
#include "modulation.h"
#include "plan.h"
#include "purpose.h"
#include "stream.h"

/** The draws of a block at hand: those of attempt 0 of the contacts n .. n + CCS_STREAM_BATCH - 1 lie together, in the place of batch
 * n / CCS_STREAM_BATCH of a ring. */
typedef struct {
    double (*drawn)[2][CCS_STREAM_BATCH]; /* by place in the ring: the even purpose, the odd one */
    uint32_t *batches;                    /* by place: the number of the batch that is made there, CCS_NONE if none */
    uint32_t n, mask;                     /* places, a power of two or 0; n - 1, or 0 */
} ccs_ring_t;

enum { CCS_SOURCE_BLOCKS = (CCS_N_KEPT_PURPOSES + 1) / 2 };

/** Contact number `index` is the next to arrive. */
typedef struct {
    ccs_stream_t stream;
    ccs_stream_t
        pair; /* what the draws of contacts are made with: the same, but for the second one of an antithetic pair that of the first one, */
    bool is_mirrored;        /* whose opposites it has */
    const ccs_draw_t *draws; /* of the type */
    uint32_t index;
    uint32_t rate, end_rate; /* piece of the rate in force, end of the type's pieces */
    bool has_arrivals;       /* a piece of the rate is in force, and contacts come one by one through it; else they are apart */
    bool is_apart;           /* fixed counts or batches: a piece is in force all the same while it holds */
    uint32_t left;           /* then: contacts yet to come, of the piece or at the same time */
    double counted, offset;  /* fixed counts: contacts expected up to the end of the piece, and where they are rounded */
    double time_s;           /* of the last arrival */
    double per_s, s_per_contact, piece_end_s; /* of the piece in force, the day's factor included */
    ccs_chance_t chance;                      /* of the day's factor */
    ccs_modulator_t *modulator;               /* NULL: nothing but the factor of the day multiplies the rate */
    const ccs_replay_t *replay;               /* NULL: contacts come by the rate */
    ccs_ring_t rings[CCS_SOURCE_BLOCKS];
} ccs_source_t;

/** Rooms for the draws at hand. @return 0 or CCS_ERR_NOMEM */
int ccs_source_init(ccs_source_t *self, const ccs_plan_t *plan, uint32_t type, ccs_arena_t *arena);
/** Start of a replication. */
void ccs_source_reset(ccs_source_t *self, const ccs_plan_t *plan, uint32_t type, uint64_t seed, uint32_t replication);
/** Time of the next fresh contact, INFINITY if there is none any more. Non-homogeneous arrivals by gaps of mean 1 through the
 * integrated rate. Call it once per contact, before the draws of that contact. */
double ccs_source_next(ccs_source_t *self, const ccs_plan_t *plan, uint32_t type);
/** The contact has arrived: move on to the next one. */
static inline void ccs_source_advance(ccs_source_t *self)
{
    self->index++;
}

/** The draw of the next contact for a purpose that shares the block of gaps, which is always at hand. */
static inline double ccs_source_next_draw(const ccs_source_t *self, enum ccs_purpose purpose)
{
    return self->rings[CCS_PURPOSE_GAP / 2].drawn[0][purpose & 1][self->index % CCS_STREAM_BATCH];
}

/** What _draw does where the draw is not at hand already. */
double ccs_source_draw_apart(ccs_source_t *self, enum ccs_purpose purpose, uint32_t index, uint32_t attempt);

/** What a law makes of that draw instead, NULL = the uniform itself: for a contact whose type is another by now than its issue came with. */
double ccs_source_draw_as(const ccs_source_t *self, const ccs_distribution_t *law, enum ccs_purpose purpose, uint32_t index,
    uint32_t attempt);

/** The part of an issue that a draw is for: a leg of an attempt. */
typedef struct {
    uint32_t index, attempt, leg;
} ccs_draw_part_t;

/** The same of a later leg. */
double ccs_source_draw_leg(const ccs_source_t *self, const ccs_distribution_t *law, enum ccs_purpose purpose,
    const ccs_draw_part_t *part);

/** What the law of a purpose makes of the draw of a contact's attempt, the uniform itself where the type has no law for it: always that of
 * ccs_stream_draw, whether it comes from a batch or is made alone. */
CCS_INLINE double ccs_source_draw(ccs_source_t *self, enum ccs_purpose purpose, uint32_t index, uint32_t attempt)
{
    const ccs_ring_t *const ring = &self->rings[purpose / 2];
    const uint32_t batch = index / CCS_STREAM_BATCH, at = batch & ring->mask;

    if (attempt == 0 && ring->batches[at] == batch) return ring->drawn[at][purpose & 1][index % CCS_STREAM_BATCH];
    return ccs_source_draw_apart(self, purpose, index, attempt);
}

#endif
