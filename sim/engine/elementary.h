/** @file elementary.h  Logarithm and exponential that give the same bits on every processor, and that compilers vectorise.
 *
 * libm picks its instructions by processor (fused or not), so its last digit is not the same everywhere. These are straight-line
 * arithmetic on IEEE doubles: no branch, no table, no call. Compile with -ffp-contract=off. Sources: the reductions and
 * coefficients of FreeBSD's msun (e_log.c, e_exp.c), Copyright (C) 1993 by Sun Microsystems, Inc. All rights reserved; developed
 * at SunSoft; permission to use, copy, modify, and distribute this software is freely granted, provided that this notice is
 * preserved.
 */
#ifndef CCS_ELEMENTARY_H
#define CCS_ELEMENTARY_H

#include <stdint.h>
#include <string.h>

/** CCS_CLONES before a batch function: gcc compiles it for wide vector units too and picks at load time; the bits are the same
 * (tested). Not under sanitizers, whose start-up runs after the picking. CCS_NO_CLONES switches it off by hand. */
#if defined(__GNUC__) && !defined(__clang__) && defined(__x86_64__) && defined(__gnu_linux__) &&                                 \
    !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__) && !defined(CCS_NO_CLONES)
#define CCS_CLONES __attribute__((target_clones("avx512f", "avx2", "default")))
#else
#define CCS_CLONES
#endif

/** CCS_IVDEP before a loop: out[i] depends on in[i] alone, so out == in is no obstacle to vectors. (Clang checks at run time.) */
#if defined(__GNUC__) && !defined(__clang__)
#define CCS_IVDEP _Pragma("GCC ivdep")
#else
#define CCS_IVDEP
#endif

static inline uint64_t ccs_bits_of(double x)
{
    uint64_t bits;

    memcpy(&bits, &x, sizeof bits);
    return bits;
}

static inline double ccs_double_of(uint64_t bits)
{
    double x;

    memcpy(&x, &bits, sizeof x);
    return x;
}

/** Natural logarithm. @param x normal, finite, > 0 (else the result is a meaningless finite number). Error below 1 ulp. */
static inline double ccs_log(double x)
{
    /* x = 2^k m with m in [sqrt(1/2), sqrt(2)); the exponent becomes a double by placing it under the mantissa of 2^52 */
    const uint64_t shifted = ccs_bits_of(x) + (0x3ff0000000000000u - 0x3fe6a09e00000000u);
    const double k = ccs_double_of((shifted >> 52) | 0x4330000000000000u) - (4503599627370496.0 + 1023.0);
    const double f = ccs_double_of((shifted & 0x000fffffffffffffu) + 0x3fe6a09e00000000u) - 1.0;
    const double s = f / (2.0 + f), z = s * s, w = z * z, half_square = 0.5 * f * f;
    const double even = w * (3.999999999940941908e-01 + w * (2.222219843214978396e-01 + w * 1.531383769920937332e-01));
    const double odd = z *
        (6.666666666666735130e-01 +
            w * (2.857142874366239149e-01 + w * (1.818357216161805012e-01 + w * 1.479819860511658591e-01)));

    return s * (half_square + (even + odd)) + k * 1.90821492927058770002e-10 - half_square + f + k * 6.93147180369123816490e-01;
}

/** -log(1 - u), the unit exponential of a uniform. @param u in [0, 1) and a multiple of 2^-53, so that 1 - u is exact. @return
 * in [0, 36.8] */
static inline double ccs_negative_log1m(double u)
{
    return 0.0 - ccs_log(1.0 - u); /* not -log: u = 0 gives +0 */
}

/** log(1 + x) with full relative precision for small x too. @param x > -1, finite; for parameters, not for batches. */
static inline double ccs_log1p(double x)
{
    const double y = 1.0 + x;

    return y == 1.0 ? x : ccs_log(y) * (x / (y - 1.0)); /* Goldberg (1991), theorem 4 */
}

/** e^x. @param x finite; beyond +-708 the result is that of +-708. Relative error below 1 ulp. */
static inline double ccs_exp(double x)
{
    const double low = x < -708.0 ? -708.0 : x, inside = low > 708.0 ? 708.0 : low;
    /* adding 1.5 * 2^52 rounds to an integer and leaves it in the low bits */
    const double magic = inside * 1.44269504088896338700e+00 + 6755399441055744.0, k = magic - 6755399441055744.0;
    const double hi = inside - k * 6.93147180369123816490e-01, lo = k * 1.90821492927058770002e-10;
    const double r = hi - lo, z = r * r;
    const double c = r -
        z *
            (1.66666666666666019037e-01 +
                z *
                    (-2.77777777770155933842e-03 +
                        z * (6.61375632143793436117e-05 + z * (-1.65339022054652515390e-06 + z * 4.13813679705723846039e-08))));
    const double y = 1.0 + (r * c / (2.0 - c) - lo + hi);

    return y * ccs_double_of((ccs_bits_of(magic) + 1023u) << 52);
}

#endif
