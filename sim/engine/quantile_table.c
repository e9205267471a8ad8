/* quantile_table.c - filling quantile tables. Invariant: cells share their corners exactly, every cell is monotone, and none of
 * them is off by more than TOLERANCE where it was probed. Corners are rounded so that the last digits in which the special
 * functions of two machines differ do not show: digits then differ only where a corner lies that close to a rounding border
 * (about 1e-5 each). */
#include "quantile_table.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "err.h"

static const double TOLERANCE = 3e-9;
enum { BITS = 33 }; /* kept of a corner: relative error 6e-11 */

typedef struct {
    double w; /* u in the lower half, 1 - u in the upper */
    double log_x;
    double value;         /* x or log x, rounded */
    double slope, second; /* of the value, by w */
} corner_t;

typedef struct {
    const ccs_quantile_law_t *law;
    bool upper;
    double *cells; /* owned */
    uint32_t n, cap;
    bool no_memory;
} builder_t;

/* ---- corners ---- */

/* Where log P or log Q meets log w, seen from log_x: one step of Halley's method; *too_low if the solution lies above. */
static double step_to(const builder_t *self, double w, double log_x, ccs_quantile_point_t *at, bool *too_low)
{
    *at = self->law->at(self->law->law, log_x, self->upper);
    const double slope = (self->upper ? -at->log_density : at->log_density) / at->probability, off = log(at->probability / w);
    const double newton = -off / slope, bend = 1.0 + 0.5 * newton * (1.0 + at->elasticity - slope);

    *too_low = (off > 0.0) == self->upper;
    if (!isfinite(newton)) return *too_low ? 2.0 : -2.0; /* flat or empty: walk */
    return fmin(fmax(bend > 0.5 && bend < 2.0 ? newton / bend : newton, -8.0), 4.0);
}

/* Solve for log x, inside a bracket. *at becomes the law there: after a step below 1e-6, whose cube is nothing, by the
 * derivative. */
static double solve(const builder_t *self, double w, double guess, ccs_quantile_point_t *at)
{
    double low = -INFINITY, high = INFINITY, y = guess;

    for (int i = 0; i < 200; i++) {
        bool too_low;
        const double step = step_to(self, w, y, at, &too_low);

        if (too_low) low = y;
        else high = y;
        if (fabs(step) <= 1e-6) {
            at->log_density *= 1.0 + step * (1.0 + at->elasticity);
            return y + step;
        }
        y += step;
        if (isfinite(low) && isfinite(high) && !(y > low && y < high)) y = 0.5 * (low + high);
    }
    return y;
}

/* To BITS significant bits, or, of a logarithm, to 2^-BITS: its absolute error is the relative error of x. */
static double rounded(const ccs_quantile_law_t *law, double value)
{
    int exponent;

    if (law->logarithmic) return ldexp(rint(ldexp(value, BITS)), -BITS);
    const double mantissa = frexp(value, &exponent);

    return ldexp(rint(ldexp(mantissa, BITS)), exponent - BITS);
}

static corner_t corner_at(const builder_t *self, double w, double guess)
{
    ccs_quantile_point_t at;
    const double y = solve(self, w, guess, &at), x = exp(y), sign = self->upper ? -1.0 : 1.0;
    const double g = at.log_density, unit = self->law->logarithmic ? 1.0 : x;
    const double bend = self->law->logarithmic ? 1.0 + at.elasticity : at.elasticity;

    return (corner_t){
        .w = w,
        .log_x = y,
        .value = rounded(self->law, self->law->logarithmic ? y : x),
        .slope = sign * unit / g,
        .second = -unit * bend / (g * g),
    };
}

/* ---- cells ---- */

static uint32_t new_cells(builder_t *self, uint32_t n)
{
    if (self->n + n > self->cap) {
        const uint32_t cap = self->cap ? 2 * self->cap : 2048;
        double *cells = realloc(self->cells, (size_t) cap * CCS_QUANTILE_CELL * sizeof *cells);

        if (!cells) {
            self->no_memory = true;
            return 0;
        }
        self->cells = cells;
        self->cap = cap;
    }
    memset(self->cells + (size_t) self->n * CCS_QUANTILE_CELL, 0, (size_t) n * CCS_QUANTILE_CELL * sizeof *self->cells);
    self->n += n;
    return self->n - n;
}

/* Quintic Hermite polynomial of two corners, in multiples of one quantum so that its coefficients add up exactly.
 * @return true if it is monotone: all steps of its Bernstein coefficients have one sign and are not tiny. */
static bool quintic(const corner_t *left, const corner_t *right, double c[6])
{
    const double h = right->w - left->w, rise = right->value - left->value;
    const double quantum = ldexp(1.0, ilogb(fmax(fabs(left->value), fabs(right->value))) - BITS - 2);
    const double d0 = rint(h * left->slope / quantum) * quantum, d1 = rint(h * right->slope / quantum) * quantum;
    const double s0 = rint(h * h * left->second / quantum) * quantum, s1 = rint(h * h * right->second / quantum) * quantum;
    const double steps[5] = {d0 / 5, d0 / 5 + s0 / 20, rise - 2 * (d0 + d1) / 5 + (s1 - s0) / 20, d1 / 5 - s1 / 20, d1 / 5};

    c[0] = left->value;
    c[1] = d0;
    c[2] = 0.5 * s0;
    c[3] = 10 * rise - 6 * d0 - 4 * d1 - 1.5 * s0 + 0.5 * s1;
    c[4] = -15 * rise + 8 * d0 + 7 * d1 + 1.5 * s0 - s1;
    c[5] = 6 * rise - 3 * (d0 + d1) - 0.5 * (s0 - s1);
    for (int i = 0; i < 5; i++)
        if (!(steps[i] / rise > 0x1p-10)) return false;
    return true;
}

static double polynomial(const double c[6], double h)
{
    return c[0] + h * (c[1] + h * (c[2] + h * (c[3] + h * (c[4] + h * c[5]))));
}

/* Is the polynomial right at two places, where its error is 2/3 of the largest? */
static bool close_enough(const builder_t *self, const double c[6], const corner_t *left, const corner_t *right)
{
    for (int i = 0; i < 2; i++) {
        const double h = i == 0 ? 0.3125 : 0.6875, value = polynomial(c, h);
        ccs_quantile_point_t at;
        bool too_low;

        if (!self->law->logarithmic && value <= 0.0) return false;
        if (!(fabs(step_to(self, left->w + h * (right->w - left->w), self->law->logarithmic ? value : log(value), &at,
                  &too_low)) <= TOLERANCE))
            return false;
    }
    return true;
}

/* One cell, cut in halves until it fits. Ends at the latest where a cell holds one 53-bit uniform. */
static void fill_cell(builder_t *self, uint32_t cell, const corner_t *left, const corner_t *right)
{
    const double straight[6] = {left->value, right->value - left->value};
    const bool unseen = self->law->logarithmic && left->log_x < -690.0 && right->log_x < -690.0; /* e^x is 0 there, or nearly */
    const bool last = right->w - left->w <= 0x1p-54 || self->n + 2 > CCS_QUANTILE_CELLS_MAX;
    double c[6];
    const double *fit = straight;

    if (!unseen && quintic(left, right, c) && close_enough(self, c, left, right)) {
        fit = c;
    } else if (!unseen && !last && !close_enough(self, straight, left, right)) {
        const corner_t middle = corner_at(self, 0.5 * (left->w + right->w), 0.5 * (left->log_x + right->log_x));
        const uint32_t halves = new_cells(self, 2);

        if (self->no_memory) return;
        self->cells[(size_t) cell * CCS_QUANTILE_CELL + 6] = (double) halves;
        fill_cell(self, halves, left, &middle);
        fill_cell(self, halves + 1, &middle, right);
        return;
    }
    memcpy(self->cells + (size_t) cell * CCS_QUANTILE_CELL, fit, sizeof c);
}

/* log x at w by the derivatives at a corner: a guess, and a bad one across a knee. */
static double extrapolated(const builder_t *self, const corner_t *from, double w)
{
    const double h = w - from->w, move = h * (from->slope + 0.5 * h * from->second);

    if (self->law->logarithmic) return from->log_x + fmin(fmax(move, -16.0), 2.0);
    return from->log_x + log(fmin(fmax(1.0 + move / from->value, 0.1), 10.0));
}

/* From 1/2 outwards, so that each corner starts from its neighbour's solution. */
static void fill_half(builder_t *self, uint32_t first)
{
    corner_t right = corner_at(self, 0.5, self->law->log_x_median);
    uint32_t cell = first + CCS_QUANTILE_HALF - 1;

    self->cells[(size_t) cell * CCS_QUANTILE_CELL] = right.value;
    for (int octave = -2; octave >= -1 - CCS_QUANTILE_OCTAVES; octave--) {
        for (int i = CCS_QUANTILE_OCTAVE - 1; i >= 0 && !self->no_memory; i--) {
            const double w = ldexp(1.0 + i / (double) CCS_QUANTILE_OCTAVE, octave);
            const corner_t left = corner_at(self, w, extrapolated(self, &right, w));

            fill_cell(self, --cell, &left, &right);
            right = left;
        }
    }
}

const double *ccs_quantile_table_make(const ccs_quantile_law_t *law, ccs_arena_t *arena, uint32_t *n)
{
    builder_t self = {.law = law};
    double *table = NULL;

    (void) new_cells(&self, 2 * CCS_QUANTILE_HALF);
    if (!self.no_memory) fill_half(&self, 0);
    self.upper = true;
    if (!self.no_memory) fill_half(&self, CCS_QUANTILE_HALF);
    if (!self.no_memory) {
        const size_t bytes = (size_t) self.n * CCS_QUANTILE_CELL * sizeof *table, line = 64;
        unsigned char *place = ccs_arena_alloc(arena, bytes + line);

        if (place) {
            place += (line - (uintptr_t) place % line) % line; /* a cell is a cache line */
            table = memcpy(place, self.cells, bytes);
            *n = self.n * CCS_QUANTILE_CELL;
        }
    }
    free(self.cells);
    return table;
}
