/** @file quantile_table.h  Quantile functions without a closed form, as piecewise polynomials found by the bits of the uniform.
 *
 * The lower half is a function of u, the upper half of 1 - u. Each octave of either is cut into 8 cells, and a cell into halves,
 * and again, until a polynomial of degree 5 meets the bound (relative error 1e-8, aimed at 3e-9) and rises throughout. So both
 * tails have the same relative precision down to 2^-53, without a logarithm, and one look-up is usually one cache line and five
 * multiplications. It is non-decreasing in floating point, not only in real numbers: the position in a cell is cut to 40 bits, so
 * that its steps are larger than the rounding of the polynomial, and the coefficients of a cell add up to its right edge exactly.
 */
#ifndef CCS_QUANTILE_TABLE_H
#define CCS_QUANTILE_TABLE_H

#include <stdbool.h>
#include <stdint.h>

#include "arena.h"
#include "elementary.h"
#include "hint.h"

enum {
    CCS_QUANTILE_CELL = 8,     /* doubles of a cell: 6 coefficients, index of the first of two halves (0: none), spare */
    CCS_QUANTILE_OCTAVE = 8,   /* cells of an octave */
    CCS_QUANTILE_OCTAVES = 53, /* [2^-54, 2^-53) to [1/4, 1/2) */
    CCS_QUANTILE_HALF = CCS_QUANTILE_OCTAVE * CCS_QUANTILE_OCTAVES + 1, /* cells of one half; the last is the point 1/2 */
    CCS_QUANTILE_CELLS_MAX = 1 << 16
};

/** A law at x = e^log_x. */
typedef struct {
    double probability; /* below x, or above it if asked so; with full relative precision, be it ever so small */
    double log_density; /* dP/d(log x) = x f(x) */
    double elasticity;  /* x f'(x) / f(x) */
} ccs_quantile_point_t;

/** What a table is filled from: a positive continuous law. */
typedef struct {
    ccs_quantile_point_t (*at)(const void *law, double log_x, bool above);
    const void *law;
    double log_x_median; /* a guess */
    bool logarithmic;    /* tabulate log x: for laws that spread over very many orders of magnitude */
} ccs_quantile_law_t;

/** Quantile x, or log x when the law was tabulated so. @param u in [0, 1); u below 2^-54 counts as 2^-54. */
static inline double ccs_quantile_table_at(const double *table, double u)
{
    /* no branch: which half is a coin toss */
    const double v = 1.0 - u, side = u < v ? u : v, w = side > 0x1p-54 ? side : 0x1p-54;
    const uint64_t bits = ccs_bits_of(w), first = (uint64_t) (1023 - 54) << 3;
    const double *cell = table + CCS_QUANTILE_CELL * ((bits >> 49) - first + (uint64_t) (u >= 0.5) * CCS_QUANTILE_HALF);
    uint64_t rest = bits << 15; /* position in the cell, as a fraction of 2^64 */

    while (CCS_UNLIKELY(cell[6] != 0.0)) {
        cell = table + CCS_QUANTILE_CELL * ((uint64_t) cell[6] + (rest >> 63));
        rest <<= 1;
    }
    const double h = (double) (int64_t) (rest >> 24) * 0x1p-40;

    return cell[0] + h * (cell[1] + h * (cell[2] + h * (cell[3] + h * (cell[4] + h * cell[5]))));
}

/** Fill a table. @param n out, doubles in the table. @return the table, owned by the arena; NULL when out of memory. */
const double *ccs_quantile_table_make(const ccs_quantile_law_t *law, ccs_arena_t *arena, uint32_t *n);

#endif
