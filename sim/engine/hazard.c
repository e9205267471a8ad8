/* hazard.c - a cumulative hazard by the quantiles of its law: where it is h, a share of 1 - e^-h of all spells is over. */
#include "hazard.h"

#include <math.h>

enum { STEPS = 512 };

static const double STEP = 1 / 32.0;

int ccs_hazard_make(ccs_hazard_t *self, const ccs_distribution_t *law, ccs_arena_t *arena)
{
    double *const at = ccs_arena_array(arena, STEPS + 1, sizeof *at);

    CCS_BUG_IF(law->kind == CCS_DISTRIBUTION_NONE);
    if (!at) return CCS_ERR_NOMEM;
    for (uint32_t i = 0; i <= STEPS; i++) at[i] = ccs_distribution_at(law, floor(-expm1(-STEP * i) * 0x1p53) * 0x1p-53);
    *self = (ccs_hazard_t){.at = at, .n = STEPS};
    return 0;
}

double ccs_hazard_at(const ccs_hazard_t *self, double x)
{
    uint32_t low = 0, high = self->n;

    if (self->n == 0 || x <= self->at[0]) return 0;
    if (x >= self->at[self->n]) return STEP * self->n;
    while (high - low > 1) {
        const uint32_t middle = low + (high - low) / 2;

        if (self->at[middle] <= x) low = middle;
        else high = middle;
    }
    return STEP * (low + (x - self->at[low]) / (self->at[high] - self->at[low]));
}
