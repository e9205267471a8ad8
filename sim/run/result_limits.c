/* result_limits.c - the limits that the scenario sets for figures, as variables of a result. Invariant: no two rows of a plan have one name, so that results whose limits differ
 * can be stacked. */
#include "result_parts.h"

void ccs_result_add_limits(ccs_result_maker_t *m)
{
    const ccs_plan_t *const plan = m->plan;

    if (plan->n_limits == 0) return;
    const uint32_t dim = ccs_dataset_add_dim(m->to, "limit", plan->n_limits), dims[] = {m->config, dim};
    const char **const row = ccs_result_texts(m, "limit", dim, "limit that the scenario sets for a figure, and of what");
    const char **const label = ccs_result_config_texts(m, "limit_label", dim, "limit as people read it");
    const char **const metric = ccs_result_config_texts(m, "limit_metric", dim, "its metric");
    const char **const entity = ccs_result_config_texts(m, "limit_entity", dim, "its entity");
    const char **const side = ccs_result_config_texts(m, "limit_side", dim, "where the figure is beyond: above, below");
    const char **const per = ccs_result_config_texts(m, "limit_per", dim, "what each is held against it: interval, day, run");
    double *const yellow =
        ccs_result_numbers(m, "limit_yellow", dims, 2, NULL, "beyond it the light is yellow, in the metric's unit");
    double *const red = ccs_result_numbers(m, "limit_red", dims, 2, NULL, "beyond it the light is red, in the metric's unit");

    if (!row || !label || !metric || !entity || !side || !per || !yellow || !red) return;
    for (uint32_t i = 0; i < plan->n_limits; i++) {
        const ccs_limit_t *const limit = &plan->limits[i];

        metric[i] = limit->metric;
        entity[i] = m->metrics->entities[limit->entity].name;
        row[i] = ccs_arena_printf(&m->to->arena, "%s/%s", limit->name, entity[i]);
        label[i] = limit->label;
        side[i] = limit->side == CCS_LIMIT_ABOVE ? "above" : "below";
        per[i] = ccs_limit_per_name(limit->per);
        yellow[i] = limit->yellow;
        red[i] = limit->red;
        if (!row[i]) m->to->out_of_memory = true;
    }
}
