/* remaining.c - the remaining spell by the quantile function Q of whole ones alone: up to x = Q(v) lies the share
 * (x (1 - v) + integral of Q from 0 to v) / mean, by parts. Invariant: the sums are taken over cells that halve towards 0 and towards 1,
 * where quantiles may rise without bound. */
#include "remaining.h"

#include <math.h>

enum { OCTAVES = 50, PARTS = 4, SIDE = OCTAVES * PARTS, N_CELLS = 2 * SIDE, POINTS = 8, HALVINGS = 60 };

/* Where a cell begins: from 2^-51 up to 1/2, then the same seen from 1. */
static double edge(int cell)
{
    if (cell == 0) return 0;
    if (cell > SIDE) return cell == N_CELLS ? 1 : 1 - edge(N_CELLS - cell);
    const int octave = cell / PARTS - OCTAVES;

    return ldexp(0.5, octave) * (1 + (cell % PARTS) / (double) PARTS);
}

/* Points of the last cells round to 1, where no law has a quantile. */
static double quantile(const ccs_distribution_t *law, double u)
{
    return ccs_distribution_at(law, fmin(u, 1 - 0x1p-53));
}

/* Gauss-Legendre with eight points (Abramowitz and Stegun, table 25.4). */
static double integral(const ccs_distribution_t *law, double from, double to)
{
    static const double at[POINTS / 2] = {0.1834346424956498, 0.5255324099163290, 0.7966664774136267, 0.9602898564975363};
    static const double weight[POINTS / 2] = {0.3626837833783620, 0.3137066458778873, 0.2223810344533745, 0.1012285362903763};
    const double middle = 0.5 * (from + to), half = 0.5 * (to - from);
    double sum = 0;

    for (int i = 0; i < POINTS / 2; i++)
        sum += weight[i] * (quantile(law, middle - half * at[i]) + quantile(law, middle + half * at[i]));
    return half * sum;
}

const ccs_remaining_t *ccs_remaining_make(const ccs_distribution_t *law, ccs_arena_t *arena)
{
    ccs_remaining_t *const self = ccs_arena_alloc(arena, sizeof *self);
    double *const below = ccs_arena_array(arena, N_CELLS, sizeof *below);
    double sum = 0;

    CCS_BUG_IF(law->kind == CCS_DISTRIBUTION_NONE || law->kind == CCS_DISTRIBUTION_EMPIRICAL);
    if (!self || !below) return NULL;
    for (int cell = 0; cell < N_CELLS; cell++) {
        below[cell] = sum;
        sum += integral(law, edge(cell), edge(cell + 1));
    }
    *self = (ccs_remaining_t){.law = *law, .total = sum, .below = below};
    return self;
}

/* The share times the mean that lies below the quantile of v, which is in the cell. */
static double share_below(const ccs_remaining_t *self, int cell, double v)
{
    const double rest = v > edge(cell) ? integral(&self->law, edge(cell), v) : 0;

    return quantile(&self->law, v) * (1 - v) + self->below[cell] + rest;
}

/* The last cell that begins below the share. */
static int find_cell(const ccs_remaining_t *self, double share)
{
    int low = 0, high = N_CELLS;

    while (high - low > 1) {
        const int middle = low + (high - low) / 2;

        if (share_below(self, middle, edge(middle)) <= share) low = middle;
        else high = middle;
    }
    return low;
}

double ccs_remaining_at(const ccs_remaining_t *self, double u)
{
    const double share = u * self->total;

    if (share <= ccs_distribution_at(&self->law, 0)) return share; /* shorter than any whole spell: evenly spread */
    const int cell = find_cell(self, share);
    double low = edge(cell), high = edge(cell + 1);

    for (int i = 0; i < HALVINGS && high - low > 1e-12 * high && high - low > 0x1p-53; i++) {
        const double middle = low + 0.5 * (high - low);

        if (share_below(self, cell, middle) <= share) low = middle;
        else high = middle;
    }
    return ccs_distribution_at(&self->law, low);
}

/* Of the uniforms k * 2^-53, the first whose quantile is above. */
static double first_above(const ccs_distribution_t *law, double past)
{
    double low = -1, high = 0x1p53; /* at low it is not above, at high it would be */

    while (high - low > 1) {
        const double middle = floor((low + high) / 2);

        if (ccs_distribution_at(law, middle * 0x1p-53) > past) high = middle;
        else low = middle;
    }
    return high * 0x1p-53;
}

double ccs_remaining_chance(const ccs_distribution_t *law, double past)
{
    return 1 - first_above(law, past);
}

double ccs_remaining_after(const ccs_distribution_t *law, double past, double u)
{
    const double from = first_above(law, past), steps = floor((from + (1 - from) * u) * 0x1p53);

    return fmax(0, quantile(law, steps * 0x1p-53) - past);
}
