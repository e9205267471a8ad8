/* test_elementary.c - logarithm, exponential and normal quantile: error bounds, and the same bits for every instruction set. */
#include <criterion/criterion.h>
#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdint.h>

#include "elementary.h"
#include "normal.h"

enum { N = 4096 };

/* A fixed sequence that looks random: multiples of 2^-53 in [0, 1). */
static double uniform(uint64_t i)
{
    uint64_t z = (i + 1) * 0x9e3779b97f4a7c15u;

    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return (double) ((z ^ (z >> 31)) >> 11) * 0x1p-53;
}

static double off(double x, long double exact)
{
    return (double) fabsl(((long double) x - exact) / exact);
}

Test(elementary, log_is_right_to_the_last_digit)
{
    for (uint64_t i = 0; i < 300000; i++) {
        const double width = i % 3 == 0 ? 1400.0 : i % 3 == 1 ? 2.0 : 0.001, x = exp((uniform(i) - 0.5) * width);

        if (x != 1.0) cr_assert_lt(off(ccs_log(x), logl((long double) x)), 2.3e-16, "log(%.17g) = %.17g", x, ccs_log(x));
    }
    cr_assert_eq(ccs_log(1.0), 0.0);
    cr_assert_lt(off(ccs_log(0x1p-1022), logl(0x1p-1022L)), 2.3e-16);
}

Test(elementary, exp_is_right_to_the_last_digit)
{
    for (uint64_t i = 0; i < 300000; i++) {
        const double x = (uniform(i) - 0.5) * (i % 2 ? 1415.9 : 2.0);

        cr_assert_lt(off(ccs_exp(x), expl((long double) x)), 2.3e-16, "exp(%.17g) = %.17g", x, ccs_exp(x));
    }
    cr_assert_eq(ccs_exp(0.0), 1.0);
}

Test(elementary, exp_stays_finite_and_positive_beyond_its_range)
{
    cr_assert_eq(ccs_exp(2385.0), ccs_exp(708.0));
    cr_assert_eq(ccs_exp(-2385.0), ccs_exp(-708.0));
    cr_assert(isfinite(ccs_exp(2385.0)));
    cr_assert_gt(ccs_exp(-2385.0), 0.0);
}

Test(elementary, negative_log1m_keeps_both_tails)
{
    cr_assert_eq(ccs_negative_log1m(0.0), 0.0);
    cr_assert_not(signbit(ccs_negative_log1m(0.0)));
    cr_assert_lt(off(ccs_negative_log1m(0x1p-53), 0x1p-53L + 0x1p-107L), 2.3e-16);
    cr_assert_lt(off(ccs_negative_log1m(1.0 - 0x1p-53), 53.0L * logl(2.0L)), 2.3e-16);
    for (uint64_t i = 0; i < 100000; i++)
        cr_assert_lt(off(ccs_negative_log1m(uniform(i)), -log1pl(-(long double) uniform(i))), 2.3e-16);
}

Test(elementary, log1p_keeps_small_numbers)
{
    const double xs[] = {-0.9, -2.385e-9, 1e-300, 1e-17, 2.385e-16, 1e-9, 1e-3, 0.5, 2.385, 1e9};

    for (size_t i = 0; i < sizeof xs / sizeof *xs; i++) cr_assert_lt(off(ccs_log1p(xs[i]), log1pl((long double) xs[i])), 1e-15);
}

Test(elementary, uniforms_that_follow_each_other_never_go_back)
{
    const double at[] = {0x1p-40, 0.01, 0.1, 0.25, 0.4999999, 0.5, 0.6321, 0.75, 0.9, 0.99, 1.0 - 0x1p-20};

    for (size_t i = 0; i < sizeof at / sizeof *at; i++)
        for (int k = 0; k < 20000; k++) {
            const double u = at[i] + k * 0x1p-53;

            if (u + 0x1p-53 < 1.0) cr_assert_geq(ccs_negative_log1m(u + 0x1p-53), ccs_negative_log1m(u), "u = %a", u);
        }
}

/* ---- the same bits everywhere ---- */

Test(elementary, bits_are_the_known_ones)
{
    /* computed with strict IEEE double arithmetic; a contraction into fused multiply-adds changes them */
    uint64_t sum = 0;

    for (uint64_t i = 0; i < 20000; i++) {
        const double u = uniform(i), p = u > 0x1p-54 ? u : 0x1p-54;

        sum = sum * 6364136223846793005u + ccs_bits_of(ccs_negative_log1m(u));
        sum = sum * 6364136223846793005u + ccs_bits_of(ccs_exp(40.0 * (u - 0.5)));
        sum = sum * 6364136223846793005u + ccs_bits_of(ccs_normal_quantile(p, 1.0 - p));
    }
    cr_assert_eq(sum, UINT64_C(0x74d23f4ec26d75ff), "%016llx", (unsigned long long) sum);
}

#define BATCH(name, attribute)                                                                                                   \
    attribute static void name(const double *u, double *out)                                                                     \
    {                                                                                                                            \
        for (int i = 0; i < N; i++) out[i] = ccs_negative_log1m(u[i]);                                                           \
        for (int i = 0; i < N; i++) out[N + i] = ccs_exp(40.0 * (u[i] - 0.5));                                                   \
        for (int i = 0; i < N; i++) out[2 * N + i] = ccs_normal_centre(0.85 * (u[i] - 0.5));                                     \
    }
BATCH(batch_plain, __attribute__((noinline)))
#if defined(__x86_64__)
BATCH(batch_avx2, __attribute__((noinline, target("avx2,fma"))))
BATCH(batch_avx512, __attribute__((noinline, target("avx512f,fma"))))
#endif

Test(elementary, wide_vectors_give_the_bits_of_one_at_a_time)
{
    static double u[N], one[3 * N], plain[3 * N], wide[3 * N];

    for (uint64_t i = 0; i < N; i++) {
        u[i] = uniform(i);
        one[i] = ccs_negative_log1m(u[i]);
        one[N + i] = ccs_exp(40.0 * (u[i] - 0.5));
        one[2 * N + i] = ccs_normal_centre(0.85 * (u[i] - 0.5));
    }
    batch_plain(u, plain);
    cr_assert_arr_eq(plain, one, sizeof one);
#if defined(__x86_64__)
    __builtin_cpu_init();
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) {
        batch_avx2(u, wide);
        cr_assert_arr_eq(wide, one, sizeof one, "AVX2 differs");
    }
    if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("fma")) {
        batch_avx512(u, wide);
        cr_assert_arr_eq(wide, one, sizeof one, "AVX-512 differs");
    }
#else
    (void) wide;
#endif
}

/* ---- normal quantile ---- */

Test(elementary, normal_quantile_agrees_with_gsl)
{
    for (uint64_t i = 0; i < 100000; i++) {
        const double p = i % 2 ? uniform(i) : exp2(-1.0 - 52.0 * uniform(i));

        if (p == 0.0 || p == 0.5) continue;
        const double z = gsl_cdf_ugaussian_Pinv(p);

        cr_assert_leq(fabs(ccs_normal_quantile(p, 1.0 - p) - z), 1e-14 * fabs(z), "p = %.17g", p);
        if (i % 2) cr_assert_eq(ccs_normal_quantile(1.0 - p, p), -ccs_normal_quantile(p, 1.0 - p), "p = %.17g", p);
    }
    cr_assert_eq(ccs_normal_quantile(0.5, 0.5), 0.0);
}

Test(elementary, normal_quantile_reaches_far_tails)
{
    /* by its own distribution function, far below any 53-bit uniform */
    for (double tail = 1e-17; tail > 1e-300; tail *= 2.385e-7)
        cr_assert_float_eq(gsl_cdf_ugaussian_P(ccs_normal_quantile(tail, 1.0)) / tail, 1.0, 1e-11, "%g", tail);
}

Test(elementary, normal_quantile_joins_its_branches)
{
    const double joint[] = {0.075, 0.925, exp(-25.0)};

    for (size_t i = 0; i < 3; i++)
        for (int k = -2000; k < 2000; k++) {
            const double p = joint[i] * (1.0 + k * 0x1p-50), next = joint[i] * (1.0 + (k + 8) * 0x1p-50);

            cr_assert_lt(ccs_normal_quantile(p, 1.0 - p), ccs_normal_quantile(next, 1.0 - next) + 1e-14);
        }
}
