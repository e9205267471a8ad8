/* route.c - two questions: for a contact, which agent; for a freed agent, which contact. */
#include "route.h"

#include <math.h>

#include "err.h"
#include "hint.h"

/* ---- for a contact, which agent ------------------------------------------------------------------------------------------------- */

static double draw(const ccs_world_t *world, uint32_t contact)
{
    const ccs_contact_t *const c = &world->contacts.at[contact];

    return ccs_source_draw(&world->sources[c->type], CCS_PURPOSE_AGENT_SELECTION, c->index, c->attempt);
}

static uint32_t nth_idle(const ccs_world_t *world, uint32_t group, uint32_t n)
{
    uint32_t id = world->groups[group].idle_head;

    while (n--) id = world->agents[id].next;
    return id;
}

static uint32_t least_occupied(const ccs_world_t *world, uint32_t group)
{
    uint32_t best = CCS_NONE;
    double least = INFINITY;

    for (uint32_t id = world->groups[group].idle_head; id != CCS_NONE; id = world->agents[id].next) {
        const double occupied = ccs_agent_occupied_frac(&world->agents[id], world->now_s);

        if (occupied < least) { /* ties: longest idle */
            least = occupied;
            best = id;
        }
    }
    return best;
}

static uint32_t lowest_number(const ccs_world_t *world, uint32_t group)
{
    uint32_t best = CCS_NONE;

    for (uint32_t id = world->groups[group].idle_head; id != CCS_NONE; id = world->agents[id].next)
        if (id < best) best = id;
    return best;
}

/* By the group's own rule; somebody is idle. */
CCS_APART static uint32_t choose_in_group(const ccs_world_t *world, uint32_t group, uint32_t contact)
{
    const ccs_group_state_t *const g = &world->groups[group];

    switch (world->plan->groups[group].agent_selection) {
    case CCS_AGENT_SELECTION_LONGEST_IDLE:
    case CCS_AGENT_SELECTION_FASTEST: return g->idle_head; /* within a group all are equally fast */
    case CCS_AGENT_SELECTION_LEAST_OCCUPIED: return least_occupied(world, group);
    case CCS_AGENT_SELECTION_RANDOM: return nth_idle(world, group, (uint32_t) (draw(world, contact) * g->n_idle));
    case CCS_AGENT_SELECTION_LISTED: return lowest_number(world, group);
    }
    return CCS_NONE;
}

static uint32_t pair_of(const ccs_world_t *world, const ccs_tier_t *tier, uint32_t i)
{
    return world->plan->tier_pairs[tier->first_pair_of_tier + i];
}

static uint32_t group_of(const ccs_world_t *world, const ccs_tier_t *tier, uint32_t i)
{
    return world->plan->pairs[pair_of(world, tier, i)].group;
}

CCS_APART static ccs_route_t random_in_tier(const ccs_world_t *world, const ccs_tier_t *tier, uint32_t contact)
{
    uint32_t n_idle = 0;

    for (uint32_t i = 0; i < tier->n_pairs; i++) n_idle += world->groups[group_of(world, tier, i)].n_idle;
    if (!n_idle) return (ccs_route_t){CCS_NONE, CCS_NONE};
    uint32_t n = (uint32_t) (draw(world, contact) * n_idle), i = 0;

    for (; n >= world->groups[group_of(world, tier, i)].n_idle; i++) n -= world->groups[group_of(world, tier, i)].n_idle;
    return (ccs_route_t){nth_idle(world, group_of(world, tier, i), n), pair_of(world, tier, i)};
}

/* What makes a group's best idle agent better than another group's: the smaller the better. */
static double badness(const ccs_world_t *world, enum ccs_agent_selection rule, uint32_t pair, uint32_t agent)
{
    switch (rule) {
    case CCS_AGENT_SELECTION_LONGEST_IDLE: return world->agents[agent].since_s;
    case CCS_AGENT_SELECTION_LEAST_OCCUPIED: return ccs_agent_occupied_frac(&world->agents[agent], world->now_s);
    case CCS_AGENT_SELECTION_FASTEST: return world->plan->pairs[pair].mean_handle_s;
    case CCS_AGENT_SELECTION_RANDOM:           /* drawn over all agents of the tier */
    case CCS_AGENT_SELECTION_LISTED: return 0; /* the first one found */
    }
    return 0;
}

CCS_APART static ccs_route_t best_in_tier(const ccs_world_t *world, enum ccs_agent_selection rule, const ccs_tier_t *tier,
    uint32_t contact)
{
    ccs_route_t best = {CCS_NONE, CCS_NONE};
    double least = INFINITY;

    for (uint32_t i = 0; i < tier->n_pairs; i++) {
        const uint32_t group = group_of(world, tier, i);

        if (!world->groups[group].n_idle) continue;
        uint32_t agent = CCS_NONE;

        if (rule == CCS_AGENT_SELECTION_LISTED) agent = choose_in_group(world, group, contact);
        else if (rule == CCS_AGENT_SELECTION_LEAST_OCCUPIED) agent = least_occupied(world, group);
        else agent = world->groups[group].idle_head;
        const double value = badness(world, rule, pair_of(world, tier, i), agent);

        if (value < least) {
            least = value;
            best = (ccs_route_t){agent, pair_of(world, tier, i)};
        }
    }
    return best;
}

ccs_route_t ccs_route_contact(const ccs_world_t *world, uint32_t contact)
{
    const ccs_plan_t *const plan = world->plan;
    const ccs_type_t *const type = &plan->types[world->contacts.at[contact].type];

    for (uint32_t i = type->first_tier; i < type->first_tier + type->n_tiers; i++) {
        const ccs_tier_t *const tier = &plan->tiers[i];

        if (tier->n_pairs == 1) {
            const uint32_t pair = pair_of(world, tier, 0), group = plan->pairs[pair].group;

            if (!world->groups[group].n_idle) continue;
            if (plan->groups[group].agent_selection == CCS_AGENT_SELECTION_LONGEST_IDLE)
                return (ccs_route_t){world->groups[group].idle_head, pair};
            return (ccs_route_t){choose_in_group(world, group, contact), pair};
        }
        const ccs_route_t route = type->agent_selection == CCS_AGENT_SELECTION_RANDOM
            ? random_in_tier(world, tier, contact)
            : best_in_tier(world, type->agent_selection, tier, contact);

        if (route.id != CCS_NONE) return route;
    }
    return (ccs_route_t){CCS_NONE, CCS_NONE};
}

/* ---- for a freed agent, which contact ------------------------------------------------------------------------------------------- */

ccs_route_t ccs_route_agent(const ccs_world_t *world, uint32_t group)
{
    const ccs_plan_t *const plan = world->plan;
    const ccs_group_state_t *const g = &world->groups[group];
    ccs_route_t best = {CCS_NONE, CCS_NONE};
    double longest = INFINITY;
    int32_t priority = INT32_MIN;

    if (!world->n_waiting) return best;
    for (uint32_t i = g->first_order; i < g->end_order; i++) {
        const uint32_t type = plan->order_types[i];

        if (!world->queues[type].n) continue;
        const ccs_type_t *const t = &plan->types[type];
        const uint32_t contact = ccs_queue_first(&world->queues[type], t->queue_order);

        if (plan->groups[group].contact_selection == CCS_CONTACT_SELECTION_LISTED)
            return (ccs_route_t){contact, plan->order_pairs[i]};
        if (best.id != CCS_NONE && t->priority < priority) break; /* priorities descend along the order */
        const double since_s = world->contacts.at[contact].offered_s;

        if (since_s < longest) { /* ties: the type written first */
            longest = since_s;
            priority = t->priority;
            best = (ccs_route_t){contact, plan->order_pairs[i]};
        }
    }
    return best;
}

void ccs_route_verify(const ccs_world_t *world)
{
    const ccs_plan_t *const plan = world->plan;

    for (uint32_t group = 0; group < plan->n_groups; group++) {
        const ccs_group_t *const p = &plan->groups[group];
        const ccs_group_state_t *const g = &world->groups[group];

        /* who has waited for the opening is served by the step of staff that comes with it */
        if (g->step < p->first_step + p->n_steps && plan->steps[g->step].time_s <= world->now_s) continue;
        for (uint32_t i = g->first_order; i < g->end_order; i++)
            CCS_BUG_IF(g->n_idle > 0 && world->queues[plan->order_types[i]].n > 0);
    }
}
