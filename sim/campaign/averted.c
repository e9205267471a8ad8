/* averted.c - customers who will not come. Invariant: cells of the ring hold those that would come within CCS_AVERTED_CELLS cells from `cell` on. */
#include "averted.h"

#include <math.h>
#include <string.h>

#include "err.h"

static const double SHORTEST_S = 60;

int ccs_averted_init(ccs_averted_t *self, const ccs_call_averts_t *averts, ccs_arena_t *arena)
{
    const ccs_distribution_t *const law = &averts->delay;
    const double longest_s = law->kind == CCS_DISTRIBUTION_NONE ? 0
        : law->kind == CCS_DISTRIBUTION_CONSTANT                ? law->mean
                                                                : ccs_distribution_at(law, 0.9999);

    *self = (ccs_averted_t){.cell_s = fmax(longest_s, SHORTEST_S) / (CCS_AVERTED_CELLS - 2)};
    if (averts->type == UINT32_MAX) return 0;
    self->ring = ccs_arena_array(arena, CCS_AVERTED_CELLS, sizeof *self->ring);
    return self->ring ? 0 : CCS_ERR_NOMEM;
}

void ccs_averted_reset(ccs_averted_t *self)
{
    self->cell = 0;
    self->n_due = 0;
    if (self->ring) memset(self->ring, 0, CCS_AVERTED_CELLS * sizeof *self->ring);
}

static void go_on(ccs_averted_t *self, double now_s)
{
    const uint64_t now = (uint64_t) (fmax(now_s, 0) / self->cell_s);

    for (uint32_t n = 0; self->cell <= now && n < CCS_AVERTED_CELLS; n++, self->cell++) {
        uint32_t *const at = &self->ring[self->cell % CCS_AVERTED_CELLS];

        self->n_due += *at;
        *at = 0;
    }
    if (self->cell <= now) self->cell = now + 1; /* the rest of the ring was empty */
}

void ccs_averted_add(ccs_averted_t *self, double now_s, double delay_s)
{
    go_on(self, now_s);
    const uint64_t cell = (uint64_t) (fmax(now_s + delay_s, 0) / self->cell_s);

    if (cell < self->cell) self->n_due++;
    else self->ring[(cell < self->cell + CCS_AVERTED_CELLS ? cell : self->cell + CCS_AVERTED_CELLS - 1) % CCS_AVERTED_CELLS]++;
}

bool ccs_averted_take(ccs_averted_t *self, double now_s)
{
    if (!self->ring) return false;
    go_on(self, now_s);
    if (self->n_due == 0) return false;
    self->n_due--;
    return true;
}
