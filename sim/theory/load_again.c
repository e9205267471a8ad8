/* load_again.c - customers who come again, in loads. */
#include "load_again.h"

#include <math.h>
#include <string.h>

#include "load_switch.h"

enum { PASSES = 200 }; /* of what follows: each share of it is below 1, and what is left after so many is nothing */

static const double SETTLED = 1e-15; /* contacts a second */

double ccs_load_share_at_once(const ccs_load_t *self, const ccs_load_follow_t *follow)
{
    const ccs_cell_t *const cell = &self->plan->cells[self->cell];
    const double length_s = cell->end_s - cell->start_s;
    double sum = 0;

    if (self->plan->mode == CCS_MODE_STEADY) return follow->frac;
    for (int i = 0; i < CCS_LOAD_DELAYS; i++) sum += fmax(0, length_s - follow->late_s[i]) / length_s;
    return follow->frac * sum / CCS_LOAD_DELAYS;
}

/* Of attempts of a type that follow others, those that do so as the same type. */
static double same_frac(const ccs_plan_t *plan, uint32_t id, bool answered)
{
    const ccs_handling_t *const h = ccs_plan_switches(plan) ? plan->handling : NULL;
    const size_t row = 2 * (size_t) id + answered;

    return h && h->first_becoming[row + 1] > h->first_becoming[row] ? 1 - h->becomings[h->first_becoming[row + 1] - 1].upto_frac
                                                                    : 1;
}

/* What others make of those who are served in this cell, in the same cell. */
static double comes_from_others(const ccs_load_t *self, uint32_t id)
{
    const ccs_handling_t *const h = self->plan->handling;
    double per_s = 0;

    for (uint32_t from = 0; from < self->plan->n_types; from++)
        for (uint32_t i = h->first_becoming[2 * (size_t) from + 1]; i < h->first_becoming[2 * (size_t) from + 2]; i++)
            if (h->becomings[i].to == id)
                per_s +=
                    self->types[from].per_s * ccs_load_share_at_once(self, &self->types[from].reconnect) * h->becomings[i].frac;
    return per_s;
}

/* What follows in the cell at hand from what is served in it, and comes to the door of a type. */
static double comes_at_once(const ccs_load_t *self, uint32_t id)
{
    const double same =
        self->types[id].per_s * ccs_load_share_at_once(self, &self->types[id].reconnect) * same_frac(self->plan, id, true);

    return same + (ccs_plan_switches(self->plan) ? comes_from_others(self, id) : 0);
}

/* Those who come for the first time go where they will. @param per_s  scratch of 3 n */
static void switch_fresh(ccs_load_t *self, double *per_s)
{
    const uint32_t n = self->plan->n_types;

    for (uint32_t id = 0; id < n; id++) per_s[id] = self->types[id].fresh_per_s;
    ccs_load_switch(self, per_s, false, memset(per_s + 2 * (size_t) n, 0, n * sizeof *per_s));
    for (uint32_t id = 0; id < n; id++) {
        ccs_load_type_t *const type = &self->types[id];

        type->base_per_s += per_s[id] - type->fresh_per_s;
        type->per_s = type->fresh_per_s = per_s[id];
        type->fresh_explain = per_s[2 * (size_t) n + id];
    }
}

/* And those who come again, for which they are asked at the door as well. @return by how much that is not what it was */
static double switch_again(ccs_load_t *self, double *per_s)
{
    const uint32_t n = self->plan->n_types;
    double *const explain = per_s + 2 * (size_t) n;
    double change = 0;

    for (uint32_t id = 0; id < n; id++) {
        per_s[id] = self->types[id].base_per_s - self->types[id].fresh_per_s + comes_at_once(self, id);
        explain[id] = self->types[id].fresh_explain;
    }
    ccs_load_switch(self, per_s, true, explain);
    for (uint32_t id = 0; id < n; id++) {
        ccs_load_type_t *const type = &self->types[id];

        change += fabs(type->fresh_per_s + per_s[id] - type->per_s);
        type->repeats_per_s = per_s[id];
        type->per_s = type->fresh_per_s + per_s[id];
        type->explain = explain[id];
    }
    return change;
}

static void settle_switched(ccs_load_t *self)
{
    double *const per_s = self->legs; /* which are counted later */

    switch_fresh(self, per_s);
    for (int pass = 0; pass < PASSES && switch_again(self, per_s) > SETTLED; pass++) {
    }
}

void ccs_load_settle(ccs_load_t *self)
{
    const bool steady = self->plan->mode == CCS_MODE_STEADY, switches = ccs_plan_switches(self->plan);

    if (self->plan->switching) {
        settle_switched(self);
        return;
    }
    for (int pass = 0; pass < (switches ? PASSES : 1); pass++)
        for (uint32_t id = 0; id < self->plan->n_types; id++) {
            ccs_load_type_t *const type = &self->types[id];

            type->per_s = type->base_per_s + (pass > 0 ? comes_from_others(self, id) : 0);
            if (type->again_per_s || steady)
                type->per_s /= 1 - ccs_load_share_at_once(self, &type->reconnect) * same_frac(self->plan, id, true);
            type->repeats_per_s = type->per_s - type->fresh_per_s;
        }
}

/* @param as  the type as which they come */
static void send_on(const ccs_load_t *self, ccs_load_follow_t *follow, uint32_t as, double per_s)
{
    const ccs_load_from_t from = {self->plan, as, self->cell, self->types[as].again_per_s};

    ccs_load_follow_on(follow, &from, per_s);
}

void ccs_load_send_on(ccs_load_t *self, uint32_t id, bool answered, double per_s)
{
    const ccs_handling_t *const h = ccs_plan_switches(self->plan) ? self->plan->handling : NULL;
    const size_t row = 2 * (size_t) id + answered;
    ccs_load_follow_t *const follow = answered ? &self->types[id].reconnect : &self->types[id].redial;

    send_on(self, follow, id, per_s * same_frac(self->plan, id, answered));
    for (uint32_t i = h ? h->first_becoming[row] : 0; h && i < h->first_becoming[row + 1]; i++)
        send_on(self, follow, h->becomings[i].to, per_s * h->becomings[i].frac);
}
