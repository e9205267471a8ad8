/* test_stat.c - collectors: against plain sums, merged against whole, histogram quantiles against sorted numbers. */
#include <criterion/criterion.h>
#include <math.h>
#include <signal.h>
#include <stdlib.h>

#include "stat.h"

enum { N = 2385 };

static double uniform(uint64_t i)
{
    uint64_t z = (i + 1) * 0x9e3779b97f4a7c15u;

    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return (double) ((z ^ (z >> 31)) >> 11) * 0x1p-53;
}

/* ---- tally ---- */

Test(tally, gives_the_moments_of_known_numbers)
{
    const double xs[] = {2.385, -7.0, 11.5, 0.25, 3.0};
    ccs_tally_t t = {0};

    for (int i = 0; i < 5; i++) ccs_tally_add(&t, xs[i]);
    ccs_tally_verify(&t);
    cr_assert_eq(t.n, 5);
    cr_assert_float_eq(t.mean, 2.027, 1e-14);
    cr_assert_float_eq(ccs_tally_variance(&t), 43.86427, 1e-12);
    cr_assert_eq(t.min, -7.0);
    cr_assert_eq(t.max, 11.5);
}

Test(tally, keeps_small_deviations_on_a_large_mean)
{
    ccs_tally_t t = {0};

    for (int i = 0; i < N; i++) ccs_tally_add(&t, 1e9 + i % 2);
    cr_assert_float_eq(ccs_tally_variance(&t), 0.25 * (1.0 + 1.0 / N), 1e-6);
}

Test(tally, knows_no_variance_of_less_than_two)
{
    ccs_tally_t t = {0};

    cr_assert(isnan(ccs_tally_variance(&t)));
    ccs_tally_add(&t, 2.385);
    cr_assert(isnan(ccs_tally_variance(&t)));
    ccs_tally_add(&t, 2.385);
    cr_assert_eq(ccs_tally_variance(&t), 0.0);
}

Test(tally, merged_is_whole)
{
    for (int cut = 0; cut <= N; cut += 795) {
        ccs_tally_t whole = {0}, left = {0}, right = {0};

        for (int i = 0; i < N; i++) {
            const double x = 1000.0 * uniform((uint64_t) i) - 300.0;

            ccs_tally_add(&whole, x);
            ccs_tally_add(i < cut ? &left : &right, x);
        }
        ccs_tally_merge(&left, &right);
        ccs_tally_verify(&left);
        cr_assert_eq(left.n, whole.n);
        cr_assert_float_eq(left.mean, whole.mean, 1e-10);
        cr_assert_float_eq(left.m2 / whole.m2, 1.0, 1e-12);
        cr_assert_eq(left.min, whole.min);
        cr_assert_eq(left.max, whole.max);
    }
}

Test(tally, reset_is_empty)
{
    ccs_tally_t t = {0};

    ccs_tally_add(&t, -2.385);
    ccs_tally_reset(&t);
    ccs_tally_verify(&t);
    ccs_tally_add(&t, 7.0);
    cr_assert_eq(t.min, 7.0);
    cr_assert_eq(t.max, 7.0);
    cr_assert_eq(t.mean, 7.0);
}

Test(tally, refuses_what_is_no_number, .signal = SIGABRT)
{
    ccs_tally_t t = {0};

    ccs_tally_add(&t, NAN);
}

Test(tally, verify_finds_a_mean_out_of_range, .signal = SIGABRT)
{
    const ccs_tally_t t = {.n = 2, .mean = 9.0, .min = 1.0, .max = 3.0};

    ccs_tally_verify(&t);
}

/* ---- level ---- */

Test(level, integrates_steps)
{
    ccs_level_t l = {0};

    ccs_level_set(&l, 10.0, 3.0);
    ccs_level_add(&l, 12.5, -1.0);
    cr_assert_float_eq(ccs_level_area(&l, 14.5), 3.0 * 2.5 + 2.0 * 2.0, 1e-12);
    cr_assert_float_eq(ccs_level_area(&l, 12.5), 7.5, 1e-12, "asking changes nothing");
    ccs_level_advance(&l, 20.0);
    cr_assert_float_eq(l.area, 22.5, 1e-12);
    cr_assert_float_eq(ccs_level_mean(&l), 22.5 / 20.0, 1e-12);
    cr_assert_eq(l.value, 2.0);
    ccs_level_verify(&l);
}

Test(level, reset_keeps_the_value_and_forgets_the_past)
{
    ccs_level_t l = {0};

    ccs_level_set(&l, 5.0, 4.0);
    ccs_level_advance(&l, 9.0);
    ccs_level_reset(&l, 9.0);
    cr_assert(isnan(ccs_level_mean(&l)));
    ccs_level_advance(&l, 11.385);
    cr_assert_float_eq(l.area, 4.0 * 2.385, 1e-12);
    cr_assert_float_eq(ccs_level_mean(&l), 4.0, 1e-12);
    ccs_level_reset(&l, 0.0);
    ccs_level_advance(&l, 1.0);
    cr_assert_eq(l.area, 4.0, "the clock of the next replication begins again");
}

Test(level, merged_is_whole)
{
    ccs_level_t whole = {0}, left = {0}, right = {0};

    for (int i = 1; i <= 100; i++) {
        const double at = 0.5 * i, value = floor(10.0 * uniform((uint64_t) i));

        ccs_level_set(&whole, at, value);
        if (i <= 37) ccs_level_set(&left, at, value);
        if (i == 37) {
            right = left;
            ccs_level_reset(&right, at);
        }
        if (i > 37) ccs_level_set(&right, at, value);
    }
    ccs_level_merge(&left, &right);
    cr_assert_float_eq(left.area, whole.area, 1e-11);
    cr_assert_float_eq(ccs_level_mean(&left), ccs_level_mean(&whole), 1e-12);
}

Test(level, refuses_a_past_time, .signal = SIGABRT)
{
    ccs_level_t l = {0};

    ccs_level_set(&l, 2.385, 1.0);
    ccs_level_add(&l, 2.384, 1.0);
}

Test(level, verify_finds_an_area_without_time, .signal = SIGABRT)
{
    const ccs_level_t l = {.area = 1.0};

    ccs_level_verify(&l);
}

/* ---- histogram ---- */

static int ascending(const void *left, const void *right)
{
    const double x = *(const double *) left, y = *(const double *) right;

    return (x > y) - (x < y);
}

static ccs_histogram_t made(void)
{
    ccs_histogram_t h;
    ccs_err_t err;

    cr_assert_eq(ccs_histogram_init(&h, NULL, &err), 0);
    return h;
}

Test(histogram, takes_many_zeros_at_once)
{
    ccs_histogram_t h = made();

    ccs_histogram_add(&h, 2.385);
    ccs_histogram_add_zeros(&h, 3);
    ccs_histogram_add_zeros(&h, 0);
    cr_expect_eq(ccs_histogram_count(&h), 4);
    cr_expect_eq(ccs_histogram_quantile(&h, 0.75), 0);
    cr_expect_eq(ccs_histogram_quantile(&h, 1), 2.385);
    ccs_histogram_verify(&h);
    ccs_histogram_free(&h);
}

Test(histogram, quantiles_are_within_0_4_percent_of_the_sorted_numbers)
{
    static double xs[N];
    ccs_histogram_t h = made();

    for (int i = 0; i < N; i++) {
        xs[i] = i % 7 == 0 ? 0.0 : exp(22.0 * uniform((uint64_t) i) - 6.5); /* 0 and 1.5 ms to 62 days */
        ccs_histogram_add(&h, xs[i]);
    }
    qsort(xs, N, sizeof *xs, ascending);
    ccs_histogram_verify(&h);
    cr_assert_eq(ccs_histogram_count(&h), N);
    for (int rank = 1; rank < N; rank++) {
        const double got = ccs_histogram_quantile(&h, (double) rank / N), exact = xs[rank - 1];

        cr_assert_leq(fabs(got - exact), exact / 256.0, "rank %d: %.17g for %.17g", rank, got, exact);
    }
    cr_assert_eq(ccs_histogram_quantile(&h, 1.0), xs[N - 1]);
    ccs_histogram_free(&h);
}

Test(histogram, every_bucket_holds_its_middle_and_buckets_rise)
{
    uint32_t before = 0;

    for (double x = 0x1p-10; x < 0x1p23; x *= 1.0 + 1.0 / 256.0) {
        const uint32_t bucket = ccs_histogram_bucket(x);

        cr_assert(bucket == before || bucket == before + 1, "x = %.17g", x);
        before = bucket;
    }
    cr_assert_eq(before, CCS_HISTOGRAM_BUCKETS - 1);
    cr_assert_eq(ccs_histogram_bucket(0x1p-10), 1);
    cr_assert_eq(ccs_histogram_bucket(1.0), 1 + 10 * 128);
    cr_assert_eq(ccs_histogram_bucket(nextafter(1.0, 0.0)), 10 * 128);
    cr_assert_eq(ccs_histogram_bucket(1.0 + 1.0 / 128.0), 2 + 10 * 128);
}

Test(histogram, keeps_the_ends_in_the_end_buckets_and_the_true_maximum)
{
    ccs_histogram_t h = made();

    cr_assert_eq(ccs_histogram_bucket(0.0), 0);
    cr_assert_eq(ccs_histogram_bucket(-0.0), 0);
    cr_assert_eq(ccs_histogram_bucket(1e-300), 1);
    cr_assert_eq(ccs_histogram_bucket(5e-324), 1);
    cr_assert_eq(ccs_histogram_bucket(0x1p23), CCS_HISTOGRAM_BUCKETS - 1);
    cr_assert_eq(ccs_histogram_bucket(1e300), CCS_HISTOGRAM_BUCKETS - 1);
    cr_assert_eq(ccs_histogram_bucket(INFINITY), CCS_HISTOGRAM_BUCKETS - 1);
    ccs_histogram_add(&h, 1e-5);
    cr_assert_leq(ccs_histogram_quantile(&h, 0.5), 1e-5, "never above the maximum");
    ccs_histogram_add(&h, 2.385e7);
    ccs_histogram_verify(&h);
    cr_assert_eq(ccs_histogram_quantile(&h, 0.9), 2.385e7);
    cr_assert_eq(h.max, 2.385e7);
    ccs_histogram_free(&h);
}

Test(histogram, takes_nearest_ranks)
{
    ccs_histogram_t h = made();

    cr_assert(isnan(ccs_histogram_quantile(&h, 0.5)), "empty");
    for (int i = 0; i < 7; i++) ccs_histogram_add(&h, 0.0);
    for (int i = 0; i < 3; i++) ccs_histogram_add(&h, 100.0);
    cr_assert_eq(ccs_histogram_quantile(&h, 0.0), 0.0);
    cr_assert_eq(ccs_histogram_quantile(&h, 0.7), 0.0, "7 of 10 are 0, though 0.7 * 10 > 7 in some arithmetic");
    cr_assert_eq(ccs_histogram_quantile(&h, 0.7000001), 100.0, "the middle of the bucket would be above the maximum");
    cr_assert_eq(ccs_histogram_quantile(&h, 1.0), 100.0);
    ccs_histogram_free(&h);
}

Test(histogram, merged_is_whole_to_the_bit)
{
    static uint64_t own[2][CCS_HISTOGRAM_BUCKETS];
    ccs_histogram_t whole = made(), left, right;
    ccs_err_t err;

    own[0][7] = 99; /* init clears what the caller gives */
    cr_assert_eq(ccs_histogram_init(&left, own[0], &err), 0);
    cr_assert_eq(ccs_histogram_init(&right, own[1], &err), 0);
    for (int i = 0; i < N; i++) {
        const double x = -200.0 * log1p(-uniform((uint64_t) i));

        ccs_histogram_add(&whole, x);
        ccs_histogram_add(i % 3 ? &left : &right, x);
    }
    ccs_histogram_merge(&left, &right);
    cr_assert_arr_eq(left.counts, whole.counts, sizeof own[0]);
    cr_assert_eq(left.max, whole.max);
    ccs_histogram_reset(&left);
    cr_assert_eq(ccs_histogram_count(&left), 0);
    cr_assert_eq(left.max, 0.0);
    ccs_histogram_free(&left);
    ccs_histogram_free(&right);
    ccs_histogram_free(&whole);
    ccs_histogram_free(&whole);
    ccs_histogram_free(NULL);
}

Test(histogram, refuses_negative_numbers, .signal = SIGABRT)
{
    ccs_histogram_t h = made();

    ccs_histogram_add(&h, -2.385);
}

Test(histogram, verify_finds_a_wrong_maximum, .signal = SIGABRT)
{
    ccs_histogram_t h = made();

    ccs_histogram_add(&h, 2.385);
    h.max = 5.0;
    ccs_histogram_verify(&h);
}
