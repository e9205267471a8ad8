/* release.c - survival of a law at equal steps, found by going up its quantiles once. */
#include "release.h"

#include <math.h>

enum { QUANTILES = 4096 };

/* The table ends where one in a thousand is longer. */
void ccs_release_make(ccs_release_t *self, const ccs_distribution_t *law)
{
    uint32_t k = 0;

    self->cell_s = fmax(ccs_distribution_at(law, 0.999) * 1.02, 1e-3) / CCS_RELEASE_CELLS;
    for (uint32_t cell = 0; cell <= CCS_RELEASE_CELLS; cell++) {
        while (k < QUANTILES && ccs_distribution_at(law, (k + 0.5) / QUANTILES) <= cell * self->cell_s) k++;
        self->longer[cell] = 1 - (double) k / QUANTILES;
    }
}

static double longer_than(const ccs_release_t *self, double time_s)
{
    const double at = fmax(time_s, 0) / self->cell_s;

    if (at >= CCS_RELEASE_CELLS) return self->longer[CCS_RELEASE_CELLS];
    const uint32_t cell = (uint32_t) at;

    return self->longer[cell] + (at - cell) * (self->longer[cell + 1] - self->longer[cell]);
}

double ccs_release_within(const ccs_release_t *self, double past_s, double within_s)
{
    const double now = longer_than(self, past_s);

    return within_s <= 0 ? 0 : now > 0 ? 1 - longer_than(self, past_s + within_s) / now : 1;
}
