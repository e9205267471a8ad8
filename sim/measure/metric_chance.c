/* metric_chance.c - whether what a share counts can happen to anybody at all. */
#include "metric.h"

static bool comes_again(const ccs_again_t *again)
{
    bool any = false;

    for (int cause = 0; cause < CCS_N_RETRY_CAUSES; cause++) any = any || again->frac[cause] > 0;
    return any;
}

static bool happens_to(const ccs_plan_t *plan, const ccs_type_t *type, enum ccs_metric metric)
{
    if (metric == CCS_METRIC_containment) return type->ivr.contained_frac > 0 || ccs_plan_has_flow(type);
    if (metric == CCS_METRIC_retry_share) return comes_again(&type->again);
    if (metric == CCS_METRIC_balking_rate) return type->balk_frac > 0;
    if (metric == CCS_METRIC_blocking_rate) return ccs_plan_may_block(plan, type);
    if (metric == CCS_METRIC_abandonment_rate) return type->patience.kind != CCS_DISTRIBUTION_NONE && type->never_frac < 1;
    return true;
}

bool ccs_metrics_can_happen(const ccs_metrics_t *self, uint32_t metric, uint32_t entity)
{
    const ccs_fact_rows_t *const types = ccs_metrics_types(self, entity);

    for (uint32_t i = 0; i < types->n; i++)
        if (happens_to(self->plan, &self->plan->types[types->ids[i]], self->metrics[metric].metric)) return true;
    return types->n == 0;
}
