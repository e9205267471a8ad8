/* load_switch.c - shares that are sent elsewhere. Invariant: nobody is lost by it, nor sent on twice. */
#include "load_switch.h"

#include <math.h>

#include "switching.h"

/* Whether the row is there at the time of the cell at hand, whatever happens. */
static bool is_there(const ccs_load_t *self, const ccs_switch_t *row)
{
    return !row->when && !ccs_plan_is_closed(self->plan, row->to, self->cell);
}

/* The odds of the types that may be chosen, but for the own. */
static double odds_of_others(const ccs_load_t *self, uint32_t type)
{
    const ccs_switching_t *const s = self->plan->switching;
    double sum = 0;

    for (uint32_t i = s->first[type]; i < s->first[type + 1]; i++)
        if (is_there(self, &s->rows[i])) sum += s->rows[i].odds;
    return sum;
}

/* @param sent  by type: what it has more by it */
static void send_from(const ccs_load_t *self, uint32_t type, double *sent)
{
    const ccs_switching_t *const s = self->plan->switching;
    const ccs_channel_choice_t *const choice = &s->choices[type];
    const double fresh_per_s = self->types[type].fresh_per_s,
                 odds = choice->is_on ? exp(choice->same) + odds_of_others(self, type) : 1;
    double left_frac = 1;

    for (uint32_t i = s->first[type]; i < s->first[type + 1]; i++) {
        const ccs_switch_t *const row = &s->rows[i];

        if (!is_there(self, row)) continue;
        const double per_s = fresh_per_s * (choice->is_on ? row->odds / odds : left_frac * row->accept_frac);

        sent[type] -= per_s;
        sent[row->to] += per_s;
        left_frac *= 1 - row->accept_frac;
    }
}

void ccs_load_switch(ccs_load_t *self)
{
    const uint32_t n = self->plan->n_types;
    double *const sent = self->legs; /* which are counted later */

    for (uint32_t type = 0; type < n; type++) sent[type] = 0;
    for (uint32_t type = 0; type < n; type++) send_from(self, type, sent);
    for (uint32_t type = 0; type < n; type++) {
        self->types[type].fresh_per_s += sent[type];
        self->types[type].base_per_s += sent[type];
    }
}
