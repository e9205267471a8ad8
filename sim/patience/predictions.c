/* predictions.c - which queues stand before that of a type, and how fast its customers give up. Invariant: neither asks who is there, which is known only as a run goes on. */
#include "predictions.h"

#include <string.h>

/* Whether an agent of a group may take a contact from place i of its order while one waits at place own, and has waited longer or less. */
static bool may_go_before(const ccs_plan_t *plan, const ccs_group_t *group, uint32_t i, uint32_t own)
{
    switch (ccs_contact_selection_levels(group->contact_selection)) {
    case CCS_LEVELS_EACH: return i < own;
    case CCS_LEVELS_PRIORITY: return plan->order_priorities[i] >= plan->order_priorities[own];
    case CCS_LEVELS_ONE: return true;
    }
    return false;
}

/* @param is_ahead  by queue, to which those of the group are added */
static void add_group(const ccs_plan_t *plan, const ccs_group_t *group, uint32_t queue, bool *is_ahead)
{
    const uint32_t end = group->first_order + group->n_order;
    uint32_t own = group->first_order;

    while (own < end && plan->order_queues[own] != queue) own++;
    for (uint32_t i = group->first_order; i < end && own < end; i++)
        if (i != own && may_go_before(plan, group, i, own)) is_ahead[plan->order_queues[i]] = true;
}

static double mean_handle_s(const ccs_plan_t *plan, const ccs_type_t *type)
{
    double sum_s = 0;

    for (uint32_t i = 0; i < type->routing.n_pairs; i++) sum_s += plan->pairs[type->routing.first_pair + i].mean_handle_s;
    return sum_s / type->routing.n_pairs;
}

static double leaving_frac(const ccs_type_t *type)
{
    return type->patience.kind == CCS_DISTRIBUTION_NONE ? 0 : 1 - type->never_frac;
}

static double leave_per_s(const ccs_type_t *type)
{
    return type->patience.mean > 0 ? leaving_frac(type) / type->patience.mean : 0;
}

static ccs_ahead_t ahead_of(const ccs_plan_t *plan, uint32_t queue, double own_s)
{
    const ccs_type_t *const type = &plan->types[queue];

    return (ccs_ahead_t){queue, own_s > 0 ? mean_handle_s(plan, type) / own_s : 1, leave_per_s(type)};
}

/* Each queue is that of the type of its number. */
static int add_ahead(const ccs_plan_t *plan, ccs_type_t *type, bool *is_ahead, ccs_arena_t *arena)
{
    ccs_prediction_t *const self = &type->prediction;
    const double own_s = mean_handle_s(plan, type);
    ccs_ahead_t *const ahead = ccs_arena_array(arena, plan->n_queues, sizeof *ahead);

    if (!ahead) return CCS_ERR_NOMEM;
    memset(is_ahead, 0, plan->n_queues * sizeof *is_ahead);
    for (uint32_t i = 0; i < type->routing.n_pairs; i++)
        add_group(plan, &plan->groups[plan->pairs[type->routing.first_pair + i].group], type->queue, is_ahead);
    for (uint32_t queue = 0; queue < plan->n_queues; queue++)
        if (is_ahead[queue] && queue != type->queue) ahead[self->n_ahead++] = ahead_of(plan, queue, own_s);
    self->ahead = ahead;
    return 0;
}

int ccs_predictions_make(const ccs_plan_t *plan, ccs_type_t *types, ccs_arena_t *arena)
{
    bool *const is_ahead = ccs_plan_predicts(plan) ? ccs_arena_array(arena, plan->n_queues, sizeof *is_ahead) : NULL;
    int ret = 0;

    for (uint32_t i = 0; i < plan->n_types; i++) {
        ccs_prediction_t *const self = &types[i].prediction;

        if (self->by == CCS_PREDICTOR_NONE) continue;
        CCS_REQUIRE(is_ahead, CCS_ERR_NOMEM);
        CCS_TRY(add_ahead(plan, &types[i], is_ahead, arena));
        self->leaving_frac = leaving_frac(&types[i]);
        self->leave_per_s = leave_per_s(&types[i]);
        if (self->by == CCS_PREDICTOR_QUEUE_PATIENCE && self->leaving_frac > 0)
            CCS_TRY(ccs_hazard_make(&self->hazard, &types[i].patience, arena));
    }
out:
    return ret;
}
