/* doubt_loop.c - warnings of work that feeds on itself: where 1 % more fresh contacts are much more than 1 % more work. */
#include <math.h>

#include "doubt.h"
#include "load.h"
#include "work_loop.h"

static const double MOST_GAIN = 3;    /* per cent of work, for 1 % of fresh contacts */
static const double MANY_CELLS = 0.1; /* of the open intervals: a peak that is over soon is no steady state */

/* The work and the agents that a type shares with others. */
typedef struct {
    double erlang, agents;
} shared_t;

static bool serves(const ccs_plan_t *plan, uint32_t type, uint32_t group)
{
    const ccs_routing_t *const r = &plan->types[type].routing;

    for (uint32_t p = r->first_pair; p < r->first_pair + r->n_pairs; p++)
        if (plan->pairs[p].group == group) return true;
    return false;
}

static bool shares_group(const ccs_plan_t *plan, uint32_t type, uint32_t other)
{
    const ccs_routing_t *const r = &plan->types[other].routing;

    for (uint32_t p = r->first_pair; p < r->first_pair + r->n_pairs; p++)
        if (serves(plan, type, plan->pairs[p].group)) return true;
    return false;
}

static shared_t shared_by(const ccs_load_t *load, uint32_t type)
{
    const ccs_plan_t *const plan = load->plan;
    shared_t all = {0, 0};

    for (uint32_t g = 0; g < plan->n_groups; g++)
        if (serves(plan, type, g)) all.agents += load->agents[g];
    for (uint32_t i = 0; i < plan->n_types; i++)
        if (shares_group(plan, type, i)) all.erlang += ccs_load_of(load, i);
    return all;
}

/* The worst of a type's cells so far. */
typedef struct {
    double gain;
    uint32_t cell, n_cells; /* the worst; how many there are beyond what is told */
    bool two;
} worst_t;

static void look_at(const ccs_load_t *load, uint32_t type, worst_t *worst)
{
    const ccs_outcome_t *const o = &load->plan->outcomes[type];
    const shared_t all = shared_by(load, type);

    if (!ccs_outcome_is_on(o) || !ccs_load_effect_is_on(&o->load) || !(all.erlang > 0) || !(all.agents > 0)) return;
    const ccs_loop_t loop = ccs_loop_of(o, all.erlang, ccs_load_of(load, type) / all.erlang, all.agents);

    worst->n_cells += loop.two || loop.gain > MOST_GAIN;
    if (loop.gain <= worst->gain && !(loop.two && !worst->two)) return;
    worst->gain = fmax(loop.gain, worst->gain);
    worst->cell = load->cell;
    worst->two = worst->two || loop.two;
}

static void warn(const ccs_doubt_t *self, uint32_t type, const worst_t *worst)
{
    const char *const when = self->reader->steady ? "" : self->plan->cells[worst->cell].label, *const at = *when ? " at " : "";

    if (worst->two)
        ccs_reader_warning(self->reader, &self->types_named->at[type],
            "work feeds on itself, most%s%s: a quiet and a crowded state are both steady, and which one there is hangs on what was before (outcomes.load). Look at many replications, or at less load",
            at, when);
    else if (worst->gain > MOST_GAIN)
        ccs_reader_warning(self->reader, &self->types_named->at[type],
            "work feeds on itself, most%s%s: in the long run 1 %% more fresh contacts make %.3g %% more work, as busier agents take longer or resolve less (outcomes.load)",
            at, when, worst->gain);
}

void ccs_doubt_loops(const ccs_doubt_t *self)
{
    const ccs_plan_t *const plan = self->plan;
    ccs_load_t load = {0};
    ccs_arena_t scratch = {0};
    worst_t *const worst = plan->outcomes ? ccs_arena_array(&scratch, plan->n_types, sizeof *worst) : NULL;

    if (!plan->outcomes) return;
    if (!worst || ccs_load_init(&load, plan) != 0) {
        self->reader->out_of_memory = true;
    } else {
        uint32_t n_open = 0;

        while (ccs_load_next(&load)) {
            if (load.cell - plan->first_counted >= plan->n_counted) continue;
            n_open++;
            for (uint32_t i = 0; i < plan->n_types; i++) look_at(&load, i, &worst[i]);
        }
        for (uint32_t i = 0; i < plan->n_types; i++)
            if (worst[i].n_cells > 0 && worst[i].n_cells >= MANY_CELLS * n_open) warn(self, i, &worst[i]);
    }
    ccs_load_free(&load);
    ccs_arena_free(&scratch);
}
