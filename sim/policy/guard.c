/* guard.c - stages and agents kept free. */
#include "guard.h"

#include "gauge.h"

bool ccs_stage_is_open(const ccs_world_t *world, const ccs_stage_t *stage, uint32_t contact, uint32_t pair)
{
    if (world->contacts.at[contact].offered_s + stage->after_s > world->now_s) return false;
    return ccs_condition_holds(stage->when,
        &(ccs_candidate_t){.world = world, .contact = contact, .agent = CCS_NONE, .pair = pair});
}

bool ccs_guard_lets(const ccs_world_t *world, uint32_t pair, uint32_t contact, uint32_t n_asking)
{
    const ccs_rules_t *const rules = world->plan->rules;

    if (ccs_guard_keeps(world, pair, n_asking)) return false;
    if (!ccs_rules_has_stages(rules, world->plan->pairs[pair].type)) return true;
    for (uint32_t i = rules->first_of_pair[pair]; i < rules->first_of_pair[pair + 1]; i++)
        if (ccs_stage_is_open(world, &rules->stages[rules->pair_stages[i]], contact, n_asking ? pair : CCS_NONE)) return true;
    return false;
}

bool ccs_guard_surely_lets(const ccs_world_t *world, uint32_t pair, uint32_t contact)
{
    const ccs_rules_t *const rules = world->plan->rules;

    if (ccs_guard_keeps(world, pair, 0)) return false;
    if (!ccs_rules_has_stages(rules, world->plan->pairs[pair].type)) return true;
    for (uint32_t i = rules->first_of_pair[pair]; i < rules->first_of_pair[pair + 1]; i++) {
        const ccs_stage_t *const stage = &rules->stages[rules->pair_stages[i]];

        if (!stage->when && world->contacts.at[contact].offered_s + stage->after_s < world->now_s) return true;
    }
    return false;
}
