/** @file stream.h  Keyed random numbers: a draw is a pure function of (source, index, attempt, replication, purpose). A purpose is a number
 * here: what it stands for is whoever draws' to know.
 *
 * Philox4x32-10 (Salmon, Moraes, Dror, Shaw 2011; Random123). The key is made of the master seed and the *name* of the source, so that
 * adding or reordering sources changes no other number; nothing else is mixed in, so that variants share their random numbers.
 * counter = (index within the source, attempt << 16 | leg << 10 | turn, replication, step << 16 | purpose / 2); purposes 2n and 2n + 1 are the
 * halves of a block. An index may be served in several legs (up to 64), a leg in turns (up to 1024), and a step is a name within the source: its
 * hash in 16 bits, never 0, moved on by the compiler where two names of a source clash. Leg, turn and step are 0 in every draw of _draw and
 * _batch, turn and step in every one of _draw_leg, so that what comes to use them changes no number that is drawn without. */
#ifndef CCS_STREAM_H
#define CCS_STREAM_H

#include <stdint.h>

enum { CCS_STREAM_BATCH = 16, CCS_STREAM_LEGS = 64, CCS_STREAM_TURNS = 1024 };

/** A source of random numbers in one replication. Plain data. */
typedef struct {
    uint64_t key;
    uint32_t replication;
} ccs_stream_t;

/** Where in the life of an index a draw belongs. */
typedef struct {
    uint32_t index, attempt;
    uint16_t turn, step;
} ccs_stream_at_t;

/** FNV-1a of the text, finished by a mixer (Stafford's variant 13). */
uint64_t ccs_stream_hash(const char *text);
/** @param source_hash  ccs_stream_hash of "kind:name" */
ccs_stream_t ccs_stream_make(uint64_t seed, uint64_t source_hash, uint32_t replication);

/** One uniform in [0, 1), a multiple of 2^-53. attempt < 65536. Stateless. */
double ccs_stream_draw(const ccs_stream_t *self, uint32_t index, uint32_t attempt, uint32_t purpose);

/** The same in a turn of a leg of the attempt: turn 0 of leg 0 is _draw. @param leg_turn  leg << 10 | turn, both below their bounds */
double ccs_stream_draw_turn(const ccs_stream_t *self, uint32_t index, uint32_t attempt, uint32_t leg_turn, uint32_t purpose);
/** The same in a later leg of the attempt: leg 0 is _draw. leg < 64 */
double ccs_stream_draw_leg(const ccs_stream_t *self, uint32_t index, uint32_t attempt, uint32_t leg, uint32_t purpose);
/** The same of a turn within a step: 0 of both is _draw. turn < 1024. */
double ccs_stream_draw_in(const ccs_stream_t *self, const ccs_stream_at_t *at, uint32_t purpose);

/** The uniforms of attempt 0 of CCS_STREAM_BATCH consecutive indices, for the two purposes that share a block; bit-equal to _draw.
 * @param even  receives the purpose with the even number, @p odd its neighbour; may not overlap */
void ccs_stream_batch(const ccs_stream_t *self, uint32_t first_index, uint32_t block, double *even, double *odd);

#endif
