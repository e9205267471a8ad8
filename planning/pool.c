/* pool.c - pools of types and groups. Invariant: two types that a group serves are in one pool. */
#include "pool.h"

#include "metric.h"

/* Each type begins by itself; a group joins those that it serves under the least of their numbers, until nothing changes. */
int ccs_pools_find(ccs_pools_t *self, const ccs_plan_t *plan, bool by_team, ccs_arena_t *arena)
{
    uint32_t *const types = ccs_arena_array(arena, plan->n_types, sizeof *types);
    uint32_t *const groups = ccs_arena_array(arena, plan->n_groups, sizeof *groups);
    bool changed = true;

    *self = (ccs_pools_t){types, groups, ccs_arena_array(arena, plan->n_types, sizeof *self->queues)};
    if (!types || !groups || !self->queues) return CCS_ERR_NOMEM;
    for (uint32_t i = 0; i < plan->n_types; i++) types[i] = i;
    for (uint32_t g = 0; g < plan->n_groups; g++) groups[g] = CCS_NONE;
    while (changed) {
        changed = false;
        for (uint32_t p = 0; p < plan->n_pairs; p++) {
            const uint32_t of = plan->pairs[p].group;
            uint32_t *const type = &types[plan->pairs[p].type], *const group = &groups[by_team ? plan->groups[of].team : of];
            const uint32_t least = *type < *group ? *type : *group;

            changed = changed || *type != least || *group != least;
            *type = *group = least;
        }
    }
    return 0;
}

/* Of those who come first in their queue. */
static double first_balk_frac(const ccs_type_t *type)
{
    if (type->balk_by_wait.n > 0) return type->balk_by_wait.at[0];
    return type->balk_by_queue.n > 0 ? type->balk_by_queue.at[0] : type->balk_frac;
}

void ccs_pools_fill(ccs_pools_t *self, const ccs_load_t *load)
{
    const ccs_plan_t *const plan = load->plan;

    for (uint32_t i = 0; i < plan->n_types; i++) self->queues[i] = (ccs_pool_queue_t){0};
    for (uint32_t i = 0; i < plan->n_types; i++) {
        const ccs_type_t *const type = &plan->types[i];
        const double per_s = load->types[i].per_s;
        ccs_pool_queue_t *const queue = &self->queues[self->of_type[i]];

        queue->per_s += per_s;
        queue->work += ccs_load_of(load, i);
        queue->balk_per_s += per_s * first_balk_frac(type);
        if (type->patience.kind != CCS_DISTRIBUTION_NONE && type->patience.mean > 0)
            queue->patience_per_s += (1 - type->never_frac) * per_s / type->patience.mean;
    }
}

enum ccs_service_level ccs_pool_level(const ccs_type_t *type)
{
    uint32_t level = 0;

    while (level + 1 < CCS_N_SERVICE_LEVELS && ccs_metric_of_level((enum ccs_service_level) level) != type->target.metric)
        level++;
    return (enum ccs_service_level) level;
}

ccs_formula_in_t ccs_pool_formula(const ccs_pool_queue_t *queue)
{
    ccs_formula_in_t in = ccs_formula_in(queue->per_s, queue->work / queue->per_s, 1);

    if (queue->patience_per_s > 0) in.patience_s = queue->per_s / queue->patience_per_s;
    in.balk_frac = queue->balk_per_s / queue->per_s;
    return in;
}
