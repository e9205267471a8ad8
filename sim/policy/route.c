/* route.c - two questions: for a contact, which agent; for a freed agent, which contact. A rule is its row in def/agent_selection.def or
 * def/contact_selection.def and its score here; selection.h looks for the least one. */
#include "selection.h"

#include "err.h"

/* ---- for a contact, which agent ------------------------------------------------------------------------------------------------- */

static double score_agent_LONGEST_IDLE(const ccs_candidate_t *it)
{
    return it->world->agents[it->agent].since_s;
}

static double score_agent_LEAST_OCCUPIED(const ccs_candidate_t *it)
{
    return ccs_agent_occupied_frac(&it->world->agents[it->agent], it->world->now_s);
}

static double score_agent_FASTEST(const ccs_candidate_t *it)
{
    return it->world->plan->pairs[it->pair].mean_handle_s;
}

static double score_agent_RANDOM(const ccs_candidate_t *it)
{
    (void) it;
    return 0; /* the draw has decided */
}

static double score_agent_LISTED(const ccs_candidate_t *it)
{
    return it->agent;
}

/* Of the idle agents in the groups of some pairs, by a rule. */
static ccs_route_t select_by(const ccs_world_t *world, enum ccs_agent_selection rule, uint32_t contact, const uint32_t *pairs,
    uint32_t n_pairs)
{
    switch (rule) {
#define X(NAME, name, candidates, reads, text)                                                                                   \
    case CCS_AGENT_SELECTION_##NAME:                                                                                             \
        return ccs_select_agent(world, contact, pairs, n_pairs, CCS_CANDIDATES_##candidates, score_agent_##NAME);
        CCS_AGENT_SELECTION_LIST(X)
#undef X
    }
    return (ccs_route_t){CCS_NONE, CCS_NONE};
}

/* In the groups of a tier: in one by its own rule, in several by that of the type. Listed ones are asked in turn, as if each were a tier. */
CCS_APART static ccs_route_t select_in_tier(const ccs_world_t *world, const ccs_tier_t *tier, uint32_t contact)
{
    const ccs_plan_t *const plan = world->plan;
    const enum ccs_agent_selection rule = plan->types[world->contacts.at[contact].type].routing.agent_selection;
    const uint32_t *const pairs = &plan->tier_pairs[tier->first_pair_of_tier];

    if (tier->n_pairs > 1 && rule != CCS_AGENT_SELECTION_LISTED) return select_by(world, rule, contact, pairs, tier->n_pairs);
    for (uint32_t i = 0; i < tier->n_pairs; i++) {
        const uint32_t group = plan->pairs[pairs[i]].group;

        if (world->groups[group].n_idle) return select_by(world, plan->groups[group].agent_selection, contact, &pairs[i], 1);
    }
    return (ccs_route_t){CCS_NONE, CCS_NONE};
}

ccs_route_t ccs_route_contact(const ccs_world_t *world, uint32_t contact)
{
    const ccs_plan_t *const plan = world->plan;
    const ccs_type_head_t *const type = &plan->heads[world->contacts.at[contact].type];

    for (uint32_t i = type->first_tier; i < type->end_tier; i++) {
        const ccs_tier_t *const tier = &plan->tiers[i];

        if (tier->group != CCS_NONE) { /* most: without a call */
            const uint32_t head = world->groups[tier->group].idle_head;

            if (head != CCS_NONE) return (ccs_route_t){head, tier->pair};
            continue;
        }
        const ccs_route_t route = select_in_tier(world, tier, contact);

        if (route.id != CCS_NONE) return route;
    }
    return (ccs_route_t){CCS_NONE, CCS_NONE};
}

/* ---- for a freed agent, which contact ------------------------------------------------------------------------------------------- */

static double score_contact_PRIORITY(const ccs_candidate_t *it)
{
    return it->world->contacts.at[it->contact].offered_s;
}

static double score_contact_LISTED(const ccs_candidate_t *it)
{
    (void) it;
    return 0; /* the order has decided */
}

ccs_route_t ccs_route_agent(const ccs_world_t *world, uint32_t group)
{
    if (!world->n_waiting) return (ccs_route_t){CCS_NONE, CCS_NONE};
    switch (world->plan->groups[group].contact_selection) {
#define X(NAME, name, candidates, levels, text)                                                                                  \
    case CCS_CONTACT_SELECTION_##NAME:                                                                                           \
        return ccs_select_contact(world, group, CCS_CANDIDATES_##candidates, CCS_LEVELS_##levels, score_contact_##NAME);
        CCS_CONTACT_SELECTION_LIST(X)
#undef X
    }
    return (ccs_route_t){CCS_NONE, CCS_NONE};
}

void ccs_route_verify(const ccs_world_t *world)
{
    const ccs_plan_t *const plan = world->plan;

    for (uint32_t group = 0; group < plan->n_groups; group++) {
        const ccs_group_t *const p = &plan->groups[group];
        const ccs_group_state_t *const g = &world->groups[group];

        /* who has waited for the opening is served by the step of staff that comes with it */
        if (g->step < p->first_step + p->n_steps && plan->staff_steps[g->step].time_s <= world->now_s) continue;
        for (uint32_t i = g->first_order; i < g->end_order; i++)
            CCS_BUG_IF(g->n_idle > 0 && world->queues[plan->order_queues[i]].n > 0);
    }
}
