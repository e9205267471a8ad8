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
