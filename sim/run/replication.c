/* replication.c - the flow from start to end, and what is gathered of it. */
#include "replication.h"

#include "time_axis.h"

/* A cell has ended: in mode steady a batch, whose waits become the quantiles of an observation. */
static void on_cell(void *listener, ccs_flow_t *flow, uint32_t ended)
{
    ccs_replication_t *const self = listener;
    const ccs_plan_t *const plan = flow->world.plan;

    if (!plan->axis.is_batched || !ccs_axis_counts(plan, ended)) return;
    const size_t n = (size_t) self->metrics->n_entities * CCS_N_PERCENTILES;

    ccs_results_quantiles(self->metrics, flow->facts.waits, &self->scratch,
        &self->quantiles[ccs_axis_observation(plan, ended) * n]);
    const uint32_t part = ccs_results_part_of(plan, ccs_axis_observation(plan, ended));

    for (uint32_t type = 0; type < plan->n_types; type++) {
        ccs_histogram_merge(&self->waits[type], &flow->facts.waits[type]);
        ccs_histogram_merge(&self->parts[part * plan->n_types + type], &flow->facts.waits[type]);
        ccs_histogram_reset(&flow->facts.waits[type]);
    }
}

/* What is done between events now and then. @return 0 or CCS_ERR_STOPPED */
static int look(void *listener, ccs_flow_t *flow)
{
    ccs_replication_t *const self = listener;

    if (flow->world.plan->axis.is_batched) ccs_pulse_take(&self->pulse, &flow->world);
    return ccs_stop_asked(self->stop) ? CCS_ERR_STOPPED : 0;
}

int ccs_replication_init(ccs_replication_t *self, const ccs_plan_t *plan, const ccs_metrics_t *metrics, const ccs_stop_t *stop)
{
    const size_t n_obs = plan->axis.n_observations, n_entities = metrics ? metrics->n_entities : 1;
    int ret;

    *self = (ccs_replication_t){.metrics = metrics, .stop = stop};
    CCS_TRY(ccs_flow_init(&self->flow, plan));
    CCS_TRY(ccs_histogram_init(&self->scratch, NULL, NULL));
    self->flow.stop = stop;
    self->flow.on_cell = on_cell;
    self->flow.on_look = look;
    self->flow.listener = self;
    self->waits = ccs_facts_histograms(&self->arena, plan->n_types);
    self->parts = ccs_facts_histograms(&self->arena, plan->axis.is_batched ? ccs_results_parts(plan) * plan->n_types : 1);
    if (plan->money && metrics) CCS_TRY(ccs_ledger_init(&self->ledger, metrics));
    CCS_TRY(ccs_pulse_init(&self->pulse, plan, &self->arena));
    self->quantiles = ccs_arena_array(&self->arena, n_obs * n_entities * CCS_N_PERCENTILES, sizeof(double));
    if (!self->waits || !self->parts || !self->quantiles) ret = CCS_ERR_NOMEM;
out:
    return ret;
}

void ccs_replication_free(ccs_replication_t *self)
{
    if (!self) return;
    ccs_flow_free(&self->flow);
    ccs_histogram_free(&self->scratch);
    ccs_ledger_free(&self->ledger);
    ccs_arena_free(&self->arena);
}

int ccs_replication_run(ccs_replication_t *self, uint64_t seed, uint32_t number)
{
    const ccs_plan_t *const plan = self->flow.world.plan;
    int ret;

    if (ccs_stop_asked(self->stop)) return CCS_ERR_STOPPED; /* short replications never reach the look in the loop */
    for (uint32_t type = 0; type < plan->n_types; type++) ccs_histogram_reset(&self->waits[type]);
    for (uint32_t i = 0; plan->axis.is_batched && i < ccs_results_parts(plan) * plan->n_types; i++)
        ccs_histogram_reset(&self->parts[i]);
    ccs_pulse_reset(&self->pulse);
    CCS_TRY(ccs_flow_start(&self->flow, seed, number));
    CCS_TRY(ccs_flow_loop(&self->flow));
    ccs_flow_finish(&self->flow);
    if (plan->axis.is_batched) ccs_pulse_heed(&self->pulse, &self->flow.facts);
    for (uint32_t type = 0; type < plan->n_types; type++) ccs_histogram_merge(&self->waits[type], &self->flow.facts.waits[type]);
    if (self->ledger.metrics) ccs_ledger_settle(&self->ledger, &self->flow.facts);
    if (!plan->axis.is_batched && self->metrics)
        ccs_results_quantiles(self->metrics, self->waits, &self->scratch, self->quantiles);
out:
    return ret;
}

int ccs_replication_tell(ccs_replication_t *self, ccs_told_t *told, uint64_t seed, uint32_t number)
{
    ccs_flow_tell(&self->flow, told);
    const int ret = ccs_replication_run(self, seed, number);

    ccs_flow_tell(&self->flow, NULL);
    return ret == CCS_ERR_STOPPED && told->enough ? 0 : ret;
}
