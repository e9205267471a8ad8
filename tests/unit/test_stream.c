/* test_stream.c - keyed draws: against the known answers of Philox4x32-10 and a plain copy of it, a batch against single draws. */
#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

#include "purpose.h"
#include "stream.h"

static const enum ccs_purpose PURPOSES[] = {
#define X(name, number, text, about) CCS_PURPOSE_##name,
    CCS_PURPOSE_LIST(X)
#undef X
};
enum { N_PURPOSES = sizeof PURPOSES / sizeof *PURPOSES };

/* Philox4x32-10 as Salmon et al. (2011) write it down. */
static void philox(const uint32_t counter[4], const uint32_t key[2], uint32_t out[4])
{
    uint32_t k0 = key[0], k1 = key[1];

    memcpy(out, counter, 4 * sizeof *out);
    for (int round = 0; round < 10; round++) {
        const uint64_t p0 = UINT64_C(0xD2511F53) * out[0], p1 = UINT64_C(0xCD9E8D57) * out[2];
        const uint32_t x0 = (uint32_t) (p1 >> 32) ^ out[1] ^ k0, x2 = (uint32_t) (p0 >> 32) ^ out[3] ^ k1;

        out[0] = x0;
        out[1] = (uint32_t) p1;
        out[2] = x2;
        out[3] = (uint32_t) p0;
        k0 += UINT32_C(0x9E3779B9);
        k1 += UINT32_C(0xBB67AE85);
    }
}

static double from_words(uint32_t high, uint32_t low)
{
    return ldexp((double) (((uint64_t) high << 32 | low) >> 11), -53);
}

static double by_hand(const ccs_stream_t *stream, uint32_t index, uint32_t attempt, enum ccs_purpose purpose)
{
    const uint32_t counter[4] = {index, attempt << 16, stream->replication, (uint32_t) purpose / 2};
    const uint32_t key[2] = {(uint32_t) stream->key, (uint32_t) (stream->key >> 32)};
    uint32_t x[4];

    philox(counter, key, x);
    return (unsigned) purpose % 2 ? from_words(x[3], x[2]) : from_words(x[1], x[0]);
}

/* The known-answer vectors of Random123, kat_vectors, philox4x32 with 10 rounds. */
Test(stream, rests_on_the_known_answers_of_philox)
{
    static const struct {
        uint32_t counter[4], key[2], answer[4];
    } known[] = {
        {{0, 0, 0, 0}, {0, 0}, {0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}},
        {{0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff}, {0xffffffff, 0xffffffff},
            {0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}},
        {{0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, {0xa4093822, 0x299f31d0},
            {0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}},
    };

    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        uint32_t x[4];

        philox(known[i].counter, known[i].key, x);
        for (int word = 0; word < 4; word++) cr_assert_eq(x[word], known[i].answer[word], "vector %zu, word %d", i, word);
    }
    const ccs_stream_t zero = {0};

    cr_expect_eq(ccs_stream_draw(&zero, 0, 0, 0), from_words(0xe169c58d, 0x6627e8d5));
    cr_expect_eq(ccs_stream_draw(&zero, 0, 0, 1), from_words(0x9b00dbd8, 0xbc57ac4c));
}

Test(stream, draws_philox_at_every_counter)
{
    static const uint32_t indices[] = {0, 1, 2385, 0x7fffffff, 0x80000000, 0xfffffffe, 0xffffffff};
    static const uint32_t attempts[] = {0, 1, 7, 255, 256, 65534, 65535};
    static const uint32_t replications[] = {0, 1, 99999, 0xffffffff};

    for (size_t r = 0; r < 4; r++) {
        const ccs_stream_t stream = ccs_stream_make(2385, ccs_stream_hash("type:cards"), replications[r]);

        for (size_t i = 0; i < 7; i++)
            for (size_t a = 0; a < 7; a++)
                for (size_t p = 0; p < N_PURPOSES; p++)
                    cr_assert_eq(ccs_stream_draw(&stream, indices[i], attempts[a], PURPOSES[p]),
                        by_hand(&stream, indices[i], attempts[a], PURPOSES[p]), "index %u attempt %u purpose %u",
                        (unsigned) indices[i], (unsigned) attempts[a], (unsigned) PURPOSES[p]);
    }
}

Test(stream, draws_the_same_bits_in_a_batch_and_alone)
{
    const ccs_stream_t stream = ccs_stream_make(UINT64_MAX, ccs_stream_hash("type:balance"), 17);

    for (uint32_t block = 0; block <= CCS_PURPOSE_DAY_FACTOR / 2; block++) {
        for (uint32_t first = 0xffffffe0; first != 0x40; first++) { /* over the wrap at 2^32 */
            double even[CCS_STREAM_BATCH], odd[CCS_STREAM_BATCH];

            ccs_stream_batch(&stream, first, block, even, odd);
            for (uint32_t i = 0; i < CCS_STREAM_BATCH; i++) {
                cr_assert_eq(even[i], ccs_stream_draw(&stream, first + i, 0, 2 * block));
                cr_assert_eq(odd[i], ccs_stream_draw(&stream, first + i, 0, 2 * block + 1));
            }
        }
    }
}

/* Bits of 53-bit numbers down to the last: the batch makes doubles in another way. */
Test(stream, batches_keep_the_last_bit)
{
    uint32_t odd_bits = 0;

    for (uint32_t first = 0; first < 40000; first += CCS_STREAM_BATCH) {
        const ccs_stream_t stream = ccs_stream_make(first, 0, 0);
        double even[CCS_STREAM_BATCH], odd[CCS_STREAM_BATCH];

        ccs_stream_batch(&stream, first, 0, even, odd);
        for (uint32_t i = 0; i < CCS_STREAM_BATCH; i++) {
            const double scaled = ldexp(even[i], 53);

            cr_assert(even[i] >= 0 && even[i] < 1 && odd[i] >= 0 && odd[i] < 1);
            cr_assert_eq(scaled, floor(scaled), "a multiple of 2^-53");
            cr_assert_eq(even[i], ccs_stream_draw(&stream, first + i, 0, CCS_PURPOSE_GAP));
            odd_bits += fmod(scaled, 2) == 1;
        }
    }
    cr_expect(odd_bits > 19500 && odd_bits < 20500, "the last bit is a coin: %u of 40000", (unsigned) odd_bits);
}

/* Chi-square over 256 cells: mean 255, standard deviation sqrt(510); 5 of them on either side. Serial correlation of independent
 * uniforms over n pairs: standard deviation 1/sqrt(n), 5 of them again. */
Test(stream, is_uniform_and_uncorrelated)
{
    enum { N = 256 * 400, CELLS = 256 };
    const ccs_stream_t stream = ccs_stream_make(1, ccs_stream_hash("type:a"), 0);

    for (size_t p = 0; p < N_PURPOSES; p++) {
        double chi2 = 0, serial = 0, neighbour = 0, attempts = 0;
        int n[CELLS] = {0};

        for (uint32_t i = 0; i < N; i++) {
            const double u = ccs_stream_draw(&stream, i, 0, PURPOSES[p]), v = ccs_stream_draw(&stream, i + 1, 0, PURPOSES[p]);
            const double w = ccs_stream_draw(&stream, i, 0, (unsigned) PURPOSES[p] ^ 1);

            n[(int) (u * CELLS)]++;
            serial += 12 * (u - 0.5) * (v - 0.5);
            neighbour += 12 * (u - 0.5) * (w - 0.5);
            attempts += 12 * (u - 0.5) * (ccs_stream_draw(&stream, i, 1, PURPOSES[p]) - 0.5);
        }
        for (int i = 0; i < CELLS; i++) chi2 += (n[i] - N / CELLS) * (n[i] - N / CELLS) / (double) (N / CELLS);
        cr_expect(fabs(chi2 - 255) < 5 * sqrt(510), "purpose %u: chi-square %g", (unsigned) PURPOSES[p], chi2);
        cr_expect(fabs(serial) < 5 * sqrt(N) && fabs(neighbour) < 5 * sqrt(N) && fabs(attempts) < 5 * sqrt(N),
            "purpose %u: %g %g %g", (unsigned) PURPOSES[p], serial, neighbour, attempts);
    }
}

Test(stream, differs_by_each_part_of_its_key)
{
    const uint64_t hash = ccs_stream_hash("type:a");
    const ccs_stream_t base = ccs_stream_make(7, hash, 3);
    const ccs_stream_t others[] = {ccs_stream_make(8, hash, 3), ccs_stream_make(7, ccs_stream_hash("type:b"), 3),
        ccs_stream_make(7, ccs_stream_hash("group:a"), 3), ccs_stream_make(7, hash, 4)};
    const double u = ccs_stream_draw(&base, 5, 0, CCS_PURPOSE_TALK);

    cr_expect_eq(ccs_stream_make(7, hash, 4).key, base.key, "the replication is in the counter, not in the key");
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        cr_expect_neq(ccs_stream_draw(&others[i], 5, 0, CCS_PURPOSE_TALK), u, "part %zu", i);
    cr_expect_neq(ccs_stream_draw(&base, 6, 0, CCS_PURPOSE_TALK), u);
    cr_expect_neq(ccs_stream_draw(&base, 5, 1, CCS_PURPOSE_TALK), u);
    for (size_t p = 0; p < N_PURPOSES; p++)
        if (PURPOSES[p] != CCS_PURPOSE_TALK) cr_expect_neq(ccs_stream_draw(&base, 5, 0, PURPOSES[p]), u);
}

/* Results of old versions stay comparable: these values never change. */
Test(stream, hashes_names_to_the_same_keys_for_ever)
{
    cr_expect_eq(ccs_stream_hash(""), UINT64_C(0xf52a15e9a9b5e89b));
    cr_expect_eq(ccs_stream_hash("a"), UINT64_C(0x02c0bdbf481420f8));
    cr_expect_eq(ccs_stream_hash("type:cards"), UINT64_C(0x919112910e6ee0f4));
    cr_expect_eq(ccs_stream_hash("group:general"), UINT64_C(0x913381e2748ac748));
    cr_expect_eq(ccs_stream_hash("day_factor:Crédits"), UINT64_C(0xc2c15a11b546f4a1), "bytes above 127 are unsigned");
    cr_expect_eq(ccs_stream_make(1, ccs_stream_hash("type:cards"), 9).key, UINT64_C(0xfbc8b08c14755daf));
    cr_expect_eq(ccs_stream_make(UINT64_MAX, ccs_stream_hash("type:cards"), 9).key, UINT64_C(0x5d206b7136bd3399));
    cr_expect_eq(ccs_stream_make(1, 0, 9).replication, 9);
}

/* The numbers of purposes stand in results too. */
Test(stream, numbers_purposes_once_and_for_all)
{
    cr_expect(CCS_PURPOSE_GAP == 0 && CCS_PURPOSE_TALK == 1 && CCS_PURPOSE_PATIENCE == 2 && CCS_PURPOSE_BALK == 3);
    cr_expect(
        CCS_PURPOSE_WRAP == 4 && CCS_PURPOSE_AGENT_SELECTION == 5 && CCS_PURPOSE_CONTAINED == 6 && CCS_PURPOSE_IVR_TIME == 7);
    cr_expect(CCS_PURPOSE_REDIAL == 8 && CCS_PURPOSE_REDIAL_DELAY == 9 && CCS_PURPOSE_RECONNECT == 10);
    cr_expect(CCS_PURPOSE_RECONNECT_DELAY == 11 && CCS_PURPOSE_DAY_FACTOR == 12);
    for (size_t i = 0; i < N_PURPOSES; i++)
        for (size_t j = 0; j < i; j++) cr_expect_neq(PURPOSES[i], PURPOSES[j]);
}
