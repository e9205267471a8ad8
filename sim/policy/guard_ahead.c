/* guard_ahead.c - who would be asked for contacts to come. */
#include "guard_ahead.h"

#include <math.h>

#include "gauge_now.h"

bool ccs_guard_keeps(const ccs_world_t *world, uint32_t pair, uint32_t n_asking)
{
    const ccs_plan_t *const plan = world->plan;
    const uint32_t kept = plan->rules->kept[pair];

    if (kept == 0) return false;
    const ccs_group_t *const team = ccs_plan_team_of(plan, pair);
    uint32_t n_free = n_asking;

    for (uint32_t i = 0; i < team->n_classes; i++) n_free += world->groups[team->first_class + i].idle.n;
    return n_free <= kept;
}

static bool may_hold(const ccs_world_t *world, const ccs_expression_t *condition, uint32_t type)
{
    if (!condition) return true;
    if (ccs_expression_reads(condition, CCS_GAUGE_PREDICTED_WAIT)) return false;
    const ccs_candidate_t next = {.world = world, .contact = CCS_NONE, .agent = CCS_NONE, .pair = CCS_NONE, .type = type};

    return ccs_expression_value(condition, ccs_gauge_now, &next) != 0;
}

bool ccs_guard_foresees(const ccs_world_t *world, uint32_t pair, double waited_s)
{
    const ccs_rules_t *const rules = world->plan->rules;
    const uint32_t type = world->plan->pairs[pair].type;

    if (!rules || !ccs_rules_has_stages(rules, type)) return true;
    for (uint32_t i = rules->first_of_pair[pair]; i < rules->first_of_pair[pair + 1]; i++) {
        const ccs_stage_t *const stage = &rules->stages[rules->pair_stages[i]];

        if (stage->after_s <= waited_s && may_hold(world, stage->when, type)) return true;
    }
    return false;
}

double ccs_guard_opens_s(const ccs_world_t *world, uint32_t type, double waited_s)
{
    const ccs_rules_t *const rules = world->plan->rules;
    double next_s = (double) INFINITY;

    for (uint32_t i = rules ? rules->first_stage[type] : 0; rules && i < rules->first_stage[type + 1]; i++)
        if (rules->stages[i].after_s > waited_s) next_s = fmin(next_s, rules->stages[i].after_s);
    return next_s;
}
