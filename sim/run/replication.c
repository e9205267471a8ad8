/* replication.c - the event loop. */
#include "replication.h"

#include <math.h>

enum {
    LOOK_EVERY = 32,             /* events between two looks at the stop flag and, in mode steady, at the contacts present */
    VERIFY_EVERY = 1 << 17,      /* events between two verifications of the whole world, in debug builds */
    LONGEST_DRAIN_S = 30 * 86400 /* a day that never ends is left after this time, a steady run after its own length again */
};

/* A cell has ended: in mode steady a batch, whose waits become the quantiles of an observation. */
static void on_cell(void *listener, ccs_flow_t *flow, uint32_t ended)
{
    ccs_replication_t *const self = listener;
    const ccs_plan_t *const plan = flow->world.plan;

    if (plan->mode != CCS_MODE_STEADY || ended == 0) return;
    const size_t n = (size_t) self->metrics->n_entities * CCS_N_PERCENTILES;

    ccs_results_quantiles(self->metrics, flow->facts.waits, &self->scratch, &self->quantiles[(ended - 1) * n]);
    const uint32_t part = ccs_results_part_of(plan, ended - 1);

    for (uint32_t type = 0; type < plan->n_types; type++) {
        ccs_histogram_merge(&self->waits[type], &flow->facts.waits[type]);
        ccs_histogram_merge(&self->parts[part * plan->n_types + type], &flow->facts.waits[type]);
        ccs_histogram_reset(&flow->facts.waits[type]);
    }
}

int ccs_replication_init(ccs_replication_t *self, const ccs_plan_t *plan, const ccs_metrics_t *metrics, const ccs_stop_t *stop)
{
    const size_t n_obs = plan->mode == CCS_MODE_STEADY ? plan->n_cells - 2 : 1;
    int ret;

    *self = (ccs_replication_t){.metrics = metrics, .stop = stop};
    CCS_TRY(ccs_flow_init(&self->flow, plan));
    CCS_TRY(ccs_histogram_init(&self->scratch, NULL, NULL));
    self->flow.stop = stop;
    self->flow.on_cell = on_cell;
    self->flow.listener = self;
    self->waits = ccs_facts_histograms(&self->arena, plan->n_types);
    self->parts = ccs_facts_histograms(&self->arena, plan->mode == CCS_MODE_STEADY ? ccs_results_parts(plan) * plan->n_types : 1);
    CCS_TRY(ccs_pulse_init(&self->pulse, plan, &self->arena));
    self->quantiles = ccs_arena_array(&self->arena, n_obs * metrics->n_entities * CCS_N_PERCENTILES, sizeof(double));
    if (!self->waits || !self->parts || !self->quantiles) ret = CCS_ERR_NOMEM;
out:
    return ret;
}

void ccs_replication_free(ccs_replication_t *self)
{
    if (!self) return;
    ccs_flow_free(&self->flow);
    ccs_histogram_free(&self->scratch);
    ccs_arena_free(&self->arena);
}

/* Asked in the last cell: a steady run ends when all contacts of its batches are decided, any run when it will not end by itself. */
static bool is_over(const ccs_world_t *w)
{
    const ccs_plan_t *const plan = w->plan;

    if (plan->mode == CCS_MODE_STEADY && w->n_undecided == 0) return true;
    return w->now_s > plan->end_s + (plan->mode == CCS_MODE_STEADY ? fmax(plan->end_s, 3600) : LONGEST_DRAIN_S);
}

/* What is done between events now and then. @return 0 or CCS_ERR_STOPPED */
__attribute__((noinline)) static int look(ccs_replication_t *self)
{
    if (self->flow.world.plan->mode == CCS_MODE_STEADY) ccs_pulse_take(&self->pulse, &self->flow.world);
    return ccs_stop_asked(self->stop) ? CCS_ERR_STOPPED : 0;
}

/* Flattened: with link-time optimisation handlers and calendar become part of the loop, a tenth of the instructions less. */
__attribute__((flatten)) static int loop(ccs_replication_t *self)
{
    ccs_flow_t *const flow = &self->flow;
    ccs_world_t *const w = &flow->world;
    uint64_t n = 0;
    ccs_event_t event;
    int ret = 0;

    while (!(w->in_last_cell && is_over(w)) && ccs_calendar_pop(w->calendar, &event)) {
        CCS_TRY(ccs_world_reserve(w));
        w->now_s = event.time_s;
        ccs_flow_dispatch(flow, &event);
        n++;
        if (n % LOOK_EVERY == 0) CCS_TRY(look(self));
#ifndef NDEBUG
        if (n % VERIFY_EVERY == 0) ccs_world_verify(w);
#endif
    }
out:
    self->n_events += n;
    return ret;
}

bool ccs_replication_is_over(const ccs_replication_t *self)
{
    return self->flow.world.in_last_cell && is_over(&self->flow.world);
}

int ccs_replication_run(ccs_replication_t *self, uint64_t seed, uint32_t number)
{
    const ccs_plan_t *const plan = self->flow.world.plan;
    int ret;

    if (ccs_stop_asked(self->stop)) return CCS_ERR_STOPPED; /* short replications never reach the look in the loop */
    for (uint32_t type = 0; type < plan->n_types; type++) ccs_histogram_reset(&self->waits[type]);
    for (uint32_t i = 0; plan->mode == CCS_MODE_STEADY && i < ccs_results_parts(plan) * plan->n_types; i++)
        ccs_histogram_reset(&self->parts[i]);
    ccs_pulse_reset(&self->pulse);
    CCS_TRY(ccs_flow_start(&self->flow, seed, number));
    CCS_TRY(self->loop ? self->loop(self) : loop(self));
    ccs_flow_finish(&self->flow);
    if (plan->mode == CCS_MODE_STEADY) ccs_pulse_heed(&self->pulse, &self->flow.facts);
    for (uint32_t type = 0; type < plan->n_types; type++) ccs_histogram_merge(&self->waits[type], &self->flow.facts.waits[type]);
    if (plan->mode == CCS_MODE_DAY) ccs_results_quantiles(self->metrics, self->waits, &self->scratch, self->quantiles);
out:
    return ret;
}
