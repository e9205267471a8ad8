/* design_latin.c - a Latin hypercube (McKay, Beckman and Conover 1979, Technometrics 21): each factor has a point in each of n equal parts of its range.
 * Of two points the values of a factor are exchanged where that parts the points better, by the criterion of Morris and Mitchell (1995, J. Statistical
 * Planning and Inference 43): the sum of the inverse distances to a high power, whose least value is the maximin design. */
#include <math.h>
#include <stdlib.h>

#include "design_parts.h"

static const double POWER = 15;
static const double WORK = 3e8; /* distances and factors that are looked at, all exchanges together */

enum { DRAW_ORDER, DRAW_WITHIN, DRAW_FACTOR, DRAW_FIRST, DRAW_SECOND, N_DRAWS };

typedef struct {
    ccs_designing_t *of;
    double *u; /* [point][factor], shares of the ranges */
    uint32_t n, k;
} latin_t;

/* What a point adds to the criterion, were it where `at` is. @param but  another point that is not looked at */
static double crowded(const latin_t *self, uint32_t point, uint32_t but, const double *at)
{
    double sum = 0;

    for (uint32_t i = 0; i < self->n; i++) {
        double square = 0;

        if (i == point || i == but) continue;
        for (uint32_t f = 0; f < self->k; f++) {
            const double x = at[f] - self->u[(size_t) i * self->k + f];

            square += x * x;
        }
        sum += pow(square * self->n, -POWER / 2); /* of the order of 1, whatever n */
    }
    return sum;
}

static uint32_t pick(const latin_t *self, uint32_t number, uint32_t purpose, uint32_t n)
{
    return (uint32_t) (ccs_design_draw(self->of, number, N_DRAWS * self->k + purpose) * n);
}

/* A random order of the parts for each factor (Fisher and Yates), and a place within each. */
static void scatter(latin_t *self)
{
    for (uint32_t f = 0; f < self->k; f++) {
        for (uint32_t i = 0; i < self->n; i++) {
            const uint32_t other = (uint32_t) (ccs_design_draw(self->of, i, N_DRAWS * f + DRAW_ORDER) * (i + 1));

            self->u[(size_t) i * self->k + f] = self->u[(size_t) other * self->k + f];
            self->u[(size_t) other * self->k + f] = i;
        }
        for (uint32_t i = 0; i < self->n; i++) {
            double *const u = &self->u[(size_t) i * self->k + f];

            *u = (*u + ccs_design_draw(self->of, i, N_DRAWS * f + DRAW_WITHIN)) / self->n;
        }
    }
}

/* Exchange a factor of two points if they, together, are less crowded then. */
static void exchange(latin_t *self, uint32_t number)
{
    const uint32_t f = pick(self, number, DRAW_FACTOR, self->k), a = pick(self, number, DRAW_FIRST, self->n),
                   b = pick(self, number, DRAW_SECOND, self->n);
    double *const at_a = &self->u[(size_t) a * self->k], *const at_b = &self->u[(size_t) b * self->k];
    const double before = crowded(self, a, b, at_a) + crowded(self, b, a, at_b), x = at_a[f];

    at_a[f] = at_b[f];
    at_b[f] = x;
    if (a == b || crowded(self, a, b, at_a) + crowded(self, b, a, at_b) < before) return;
    at_b[f] = at_a[f];
    at_a[f] = x;
}

int ccs_design_latin(ccs_designing_t *self)
{
    latin_t latin = {self, self->out->at, self->out->n_points, self->out->n_factors};
    const double each = 4.0 * latin.n * (latin.k + 10), most = 200.0 * latin.n;
    const uint32_t n_exchanges = latin.k > 1 ? (uint32_t) fmin(WORK / each, most) : 0;

    scatter(&latin);
    for (uint32_t i = 0; i < n_exchanges; i++) exchange(&latin, i);
    for (uint32_t p = 0; p < latin.n; p++)
        for (uint32_t f = 0; f < latin.k; f++)
            latin.u[(size_t) p * latin.k + f] = ccs_extent_at(&self->factors[f], latin.u[(size_t) p * latin.k + f]);
    return 0;
}
