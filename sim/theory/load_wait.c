/* load_wait.c - waits of agents for other agents, by the closed formulas. */
#include "load_wait.h"

#include <math.h>

#include "formula.h"

/* Agents of the groups that serve both types; of those that serve one, where they are the same. */
static double agents_of_both(const ccs_load_t *self, uint32_t a, uint32_t b)
{
    const ccs_routing_t *const of_a = &self->plan->types[a].routing, *const of_b = &self->plan->types[b].routing;
    double agents = 0;

    for (uint32_t i = of_a->first_pair; i < of_a->first_pair + of_a->n_pairs; i++)
        for (uint32_t k = of_b->first_pair; k < of_b->first_pair + of_b->n_pairs; k++)
            if (self->plan->pairs[i].group == self->plan->pairs[k].group) agents += self->agents[self->plan->pairs[i].group];
    return agents;
}

/* Whether nobody but agents who stay, or ask, waits for a type: then no more wait than there are such agents. @param agents  receives these */
static bool is_of_agents(const ccs_load_t *self, uint32_t type, double *agents)
{
    const ccs_handling_t *const h = self->plan->handling;
    bool others = self->types[type].base_per_s > 0;

    *agents = 0;
    for (uint32_t from = 0; from < self->plan->n_types; from++) {
        bool asks = false;

        for (uint32_t i = h->first[from]; i < h->first[from + 1]; i++) {
            const bool goes = h->transfers[i].to == type && h->transfers[i].frac > 0;

            others = others || (goes && (h->transfers[i].kind == CCS_TRANSFER_COLD || isfinite(h->transfers[i].max_wait_s)));
            asks = asks || goes;
        }
        for (uint32_t i = h->first_consult[from]; i < h->first_consult[from + 1]; i++)
            asks = asks || (h->consults[i].to == type && h->consults[i].frac > 0);
        if (asks) *agents += agents_of_both(self, from, from);
    }
    return !others;
}

/* How long an agent waits for one of a type, on average. */
static double wait_s(const ccs_load_t *self, uint32_t type, double at_most_s)
{
    const ccs_distribution_t *const patience = &self->plan->types[type].patience;
    const double agents = agents_of_both(self, type, type), never_s = isfinite(at_most_s) ? at_most_s : 0;
    ccs_formula_out_t out;
    double per_s = 0, load = 0, asking;

    for (uint32_t i = 0; i < self->plan->n_types; i++) {
        const double all = agents_of_both(self, i, i), share = all > 0 ? agents_of_both(self, type, i) / all : 0;

        per_s += share * self->types[i].per_s;
        if (self->types[i].per_s > 0) load += share * self->types[i].per_s * self->types[i].least_s;
    }
    if (!(agents >= 1) || !(per_s > 0)) return never_s;
    ccs_formula_in_t in = ccs_formula_in(per_s, load / per_s, (uint32_t) lround(agents));

    if (patience->kind != CCS_DISTRIBUTION_NONE) in.patience_s = patience->mean;
    if (is_of_agents(self, type, &asking)) in.places = (uint32_t) lround(asking);
    if (ccs_formula_queue(&in, &out, NULL) != 0) return never_s;
    if (!(out.p_wait > 0) || isinf(at_most_s)) return out.mean_wait_s;
    return out.mean_wait_s * -expm1(-at_most_s * out.p_wait / out.mean_wait_s);
}

/* Mean over the talks of a type. */
static double waits_of_s(const ccs_load_t *self, uint32_t type)
{
    const ccs_handling_t *const h = self->plan->handling;
    double sum_s = 0;

    for (uint32_t i = h->first[type]; i < h->first[type + 1]; i++)
        if (h->transfers[i].kind != CCS_TRANSFER_COLD && h->transfers[i].frac > 0)
            sum_s += ccs_load_sent_frac(h, type, i) * wait_s(self, h->transfers[i].to, h->transfers[i].max_wait_s);
    for (uint32_t i = h->first_consult[type]; i < h->first_consult[type + 1]; i++)
        if (h->consults[i].frac > 0)
            sum_s += ccs_load_asks_frac(h, type, &h->consults[i]) * wait_s(self, h->consults[i].to, h->consults[i].max_wait_s);
    return sum_s;
}

void ccs_load_add_waits(ccs_load_t *self, double *scratch)
{
    const uint32_t n = self->plan->n_types;

    if (!ccs_plan_stays(self->plan) && !ccs_plan_consults(self->plan)) return;
    for (uint32_t i = 0; i < n; i++) scratch[i] = waits_of_s(self, i);
    for (uint32_t i = 0; i < n; i++) {
        ccs_load_type_t *const type = &self->types[i];

        if (type->per_s > 0) type->least_s += scratch[i] * (1 - self->asked[i].per_s / type->per_s);
    }
}
