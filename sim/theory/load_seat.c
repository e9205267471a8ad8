/* load_seat.c - seats handed out cell by cell. Invariant: agents of a site who count are at most its seats. */
#include "load_seat.h"

#include <math.h>

#include "seats.h"

/* Agents who keep the seat that they had, of a group. */
static double keep(ccs_load_t *self, uint32_t group)
{
    return self->seated[group] = fmin(self->seated[group], self->agents[group]);
}

static void take_at(ccs_load_t *self, uint32_t site)
{
    const ccs_plan_t *const plan = self->plan;
    double left = plan->sites[site].seats;

    for (uint32_t g = 0; g < plan->n_groups; g++)
        if (plan->groups[g].site == site) left -= keep(self, g);
    for (uint32_t g = 0; g < plan->n_groups; g++) {
        if (plan->groups[g].site != site) continue;
        const double more = fmin(self->agents[g] - self->seated[g], fmax(left, 0));

        left -= more;
        self->agents[g] = self->seated[g] += more;
    }
}

void ccs_load_take_seats(ccs_load_t *self)
{
    if (!ccs_plan_has_seats(self->plan)) return;
    for (uint32_t site = 0; site < self->plan->n_sites; site++)
        if (self->plan->sites[site].seats != CCS_NONE) take_at(self, site);
}
