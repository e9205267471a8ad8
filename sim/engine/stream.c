/* stream.c - Philox4x32-10: one draw at a time by Random123; a batch at a time with AVX2 where the processor has it, else by a plain loop.
 * Invariant: all three give the same bits (tests/unit/test_stream.c, test_stream_plain.c). */
#include "stream.h"

#include <Random123/philox.h>
#include <string.h>

#include "fnv.h"

#if defined(__GNUC__) && defined(__x86_64__) && !defined(CCS_NO_CLONES)
#include <immintrin.h>
#define CCS_HAS_AVX2
#endif

/* The constants of Philox4x32-10. */
enum { ROUNDS = 10 };
#define MULTIPLIER_0 UINT64_C(0xD2511F53)
#define MULTIPLIER_1 UINT64_C(0xCD9E8D57)
#define WEYL_0       UINT64_C(0x9E3779B9)
#define WEYL_1       UINT64_C(0xBB67AE85)

uint64_t ccs_stream_hash(const char *text)
{
    uint64_t h = ccs_fnv1a(CCS_FNV_START, text, strlen(text));

    h = (h ^ (h >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    h = (h ^ (h >> 27)) * UINT64_C(0x94d049bb133111eb);
    return h ^ (h >> 31);
}

ccs_stream_t ccs_stream_make(uint64_t seed, uint64_t source_hash, uint32_t replication)
{
    uint64_t k = seed * UINT64_C(0x9e3779b97f4a7c15) + source_hash;

    k = (k ^ (k >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    k = (k ^ (k >> 27)) * UINT64_C(0x94d049bb133111eb);
    return (ccs_stream_t){.key = k ^ (k >> 31), .replication = replication};
}

static double uniform(uint32_t high, uint32_t low)
{
    return (double) (int64_t) (((uint64_t) high << 32 | low) >> 11) * 0x1p-53;
}

double ccs_stream_draw_in(const ccs_stream_t *self, const ccs_stream_at_t *at, uint32_t purpose)
{
    const philox4x32_key_t key = {{(uint32_t) self->key, (uint32_t) (self->key >> 32)}};
    const philox4x32_ctr_t counter = {
        {at->index, at->attempt << 16 | at->turn, self->replication, (uint32_t) at->step << 16 | purpose >> 1}};
    const philox4x32_ctr_t x = philox4x32(counter, key);

    return purpose & 1 ? uniform(x.v[3], x.v[2]) : uniform(x.v[1], x.v[0]);
}

double ccs_stream_draw_turn(const ccs_stream_t *self, uint32_t index, uint32_t attempt, uint32_t leg_turn, uint32_t purpose)
{
    const philox4x32_key_t key = {{(uint32_t) self->key, (uint32_t) (self->key >> 32)}};
    const philox4x32_ctr_t counter = {{index, attempt << 16 | leg_turn, self->replication, purpose >> 1}};
    const philox4x32_ctr_t x = philox4x32(counter, key);

    return purpose & 1 ? uniform(x.v[3], x.v[2]) : uniform(x.v[1], x.v[0]);
}

double ccs_stream_draw_leg(const ccs_stream_t *self, uint32_t index, uint32_t attempt, uint32_t leg, uint32_t purpose)
{
    return ccs_stream_draw_turn(self, index, attempt, leg << 10, purpose);
}

double ccs_stream_draw(const ccs_stream_t *self, uint32_t index, uint32_t attempt, uint32_t purpose)
{
    return ccs_stream_draw_leg(self, index, attempt, 0, purpose);
}

/** bits * 2^-53 for bits < 2^53: 52 bits under the exponent of 1, the last one added, both exact. AVX2 cannot convert 64-bit integers. */
static inline double unit_from_bits(uint64_t bits)
{
    const uint64_t high = bits >> 1 | UINT64_C(0x3ff0000000000000), low = -(bits & 1) & UINT64_C(0x3ca0000000000000);
    double x, last;

    memcpy(&x, &high, sizeof x);
    memcpy(&last, &low, sizeof last);
    return x - 1.0 + last;
}

static void batch_anywhere(const ccs_stream_t *self, uint32_t first_index, uint32_t block, double *restrict even,
    double *restrict odd)
{
    uint64_t c0[CCS_STREAM_BATCH], c1[CCS_STREAM_BATCH], c2[CCS_STREAM_BATCH], c3[CCS_STREAM_BATCH];
    uint64_t k0 = (uint32_t) self->key, k1 = self->key >> 32;

    for (uint32_t i = 0; i < CCS_STREAM_BATCH; i++) {
        c0[i] = (uint32_t) (first_index + i);
        c1[i] = 0;
        c2[i] = self->replication;
        c3[i] = block;
    }
    for (int round = 0; round < ROUNDS; round++) {
        for (uint32_t i = 0; i < CCS_STREAM_BATCH; i++) {
            const uint64_t p0 = (c0[i] & 0xffffffff) * MULTIPLIER_0, p1 = (c2[i] & 0xffffffff) * MULTIPLIER_1;

            c0[i] = (p1 >> 32) ^ c1[i] ^ k0;
            c1[i] = p1 & 0xffffffff;
            c2[i] = (p0 >> 32) ^ c3[i] ^ k1;
            c3[i] = p0 & 0xffffffff;
        }
        k0 = (k0 + WEYL_0) & 0xffffffff;
        k1 = (k1 + WEYL_1) & 0xffffffff;
    }
    for (uint32_t i = 0; i < CCS_STREAM_BATCH; i++) {
        even[i] = unit_from_bits((c1[i] << 32 | c0[i]) >> 11);
        odd[i] = unit_from_bits((c3[i] << 32 | c2[i]) >> 11);
    }
}

#ifdef CCS_HAS_AVX2
/* Four indices at a time. The product of the low halves is one instruction, which gcc does not find by itself; it does not look at the high
 * halves, so that nothing need be cleared there before the end. */
typedef uint64_t words_t __attribute__((vector_size(32)));
typedef double doubles_t __attribute__((vector_size(32)));
enum { LANES = 4, VECTORS = 2 }; /* two vectors at once keep the multiplier busy and all words in registers */

#define PRODUCT(a, b) ((words_t) _mm256_mul_epu32((__m256i) (a), _mm256_set1_epi64x((long long) (b))))
/* The same as unit_from_bits, for a vector of words. */
#define UNITS(bits)                                                                                                              \
    ((doubles_t) ((bits) >> 1 | UINT64_C(0x3ff0000000000000)) - 1.0 + (doubles_t) (-((bits) &1) & UINT64_C(0x3ca0000000000000)))

__attribute__((target("avx2"))) static void batch_avx2(const ccs_stream_t *self, uint32_t first_index, uint32_t block,
    double *restrict even, double *restrict odd)
{
    for (uint32_t at = 0; at < CCS_STREAM_BATCH; at += LANES * VECTORS) {
        words_t c0[VECTORS], c1[VECTORS], c2[VECTORS], c3[VECTORS];
        uint64_t k0 = (uint32_t) self->key, k1 = self->key >> 32;

        for (uint32_t i = 0; i < VECTORS; i++) {
            c0[i] = first_index + at + i * LANES + (words_t){0, 1, 2, 3};
            c1[i] = (words_t){0};
            c2[i] = self->replication + (words_t){0};
            c3[i] = block + (words_t){0};
        }
        for (int round = 0; round < ROUNDS; round++) {
            for (uint32_t i = 0; i < VECTORS; i++) {
                const words_t p0 = PRODUCT(c0[i], MULTIPLIER_0), p1 = PRODUCT(c2[i], MULTIPLIER_1);

                c0[i] = (p1 >> 32) ^ c1[i] ^ k0;
                c1[i] = p1;
                c2[i] = (p0 >> 32) ^ c3[i] ^ k1;
                c3[i] = p0;
            }
            k0 = (uint32_t) (k0 + WEYL_0);
            k1 = (uint32_t) (k1 + WEYL_1);
        }
        for (uint32_t i = 0; i < VECTORS; i++) {
            const words_t low = (c1[i] << 32 | (c0[i] & 0xffffffff)) >> 11, high = (c3[i] << 32 | (c2[i] & 0xffffffff)) >> 11;
            const doubles_t x = UNITS(low), y = UNITS(high);

            memcpy(&even[at + i * LANES], &x, sizeof x);
            memcpy(&odd[at + i * LANES], &y, sizeof y);
        }
    }
}
#endif

void ccs_stream_batch(const ccs_stream_t *self, uint32_t first_index, uint32_t block, double *restrict even, double *restrict odd)
{
#ifdef CCS_HAS_AVX2
    if (__builtin_cpu_supports("avx2")) {
        batch_avx2(self, first_index, block, even, odd);
        return;
    }
#endif
    batch_anywhere(self, first_index, block, even, odd);
}
