/** @file choice.h  Told: of a plan with rules each choice of an agent or a contact is noted, with the rule that made it and how many there were to choose from. */
#ifndef CCS_LIFE_CHOICE_H
#define CCS_LIFE_CHOICE_H

#include "guard.h"
#include "head.h"
#include "note.h"
#include "route.h"

/* The first stage of the contact that brings it to the group, NULL where its type has none. */
static const char *stage_of(const ccs_world_t *w, uint32_t id, uint32_t pair)
{
    const ccs_rules_t *const rules = w->plan->rules;

    for (uint32_t i = rules->first_of_pair[pair]; i < rules->first_of_pair[pair + 1]; i++) {
        const ccs_stage_t *const stage = &rules->stages[rules->pair_stages[i]];

        if (ccs_stage_is_open(w, stage, id, CCS_NONE)) return stage->name;
    }
    return NULL;
}

/* Idle agents who may serve a contact now. */
static uint32_t n_choices(const ccs_world_t *w, uint32_t id)
{
    const ccs_routing_t *const routing = &w->plan->types[w->contacts.at[id].type].routing;
    uint32_t n = 0;

    for (uint32_t pair = routing->first_pair; pair < routing->first_pair + routing->n_pairs; pair++) {
        const bool comes = !has_stages(w, w->contacts.at[id].type) || stage_of(w, id, pair);

        if (comes && !ccs_guard_keeps(w, pair, 0)) n += w->groups[w->plan->pairs[pair].group].idle.n;
    }
    return n;
}

/* The rule that chose among the agents of a pair's tier. */
static const char *rule_for(const ccs_plan_t *plan, uint32_t pair)
{
    const ccs_type_t *const type = &plan->types[plan->pairs[pair].type];

    for (uint32_t t = type->routing.first_tier; t < type->routing.first_tier + type->routing.n_tiers; t++)
        for (uint32_t i = 0; i < plan->tiers[t].n_pairs; i++)
            if (plan->tier_pairs[plan->tiers[t].first_pair_of_tier + i] == pair && plan->tiers[t].n_teams > 1)
                return ccs_agent_selection_name(type->routing.agent_selection);
    return ccs_agent_selection_name(plan->groups[plan->pairs[pair].group].agent_selection);
}

static ccs_moment_t *note_choice(ccs_flow_t *f, enum ccs_moment_kind kind, uint32_t id, uint32_t agent)
{
    ccs_moment_t *const m = note_blank_contact(f, kind, &f->world.contacts.at[id]);

    set_agent(f, m, agent);
    return m;
}

/* A contact asks, and the agent, still idle, is the one. */
static inline void note_agent_chosen(ccs_flow_t *f, uint32_t id, ccs_route_t route)
{
    if (!TOLD || !is_guarded(&f->world)) return;
    ccs_moment_t *const m = note_choice(f, CCS_MOMENT_agent_chosen, id, route.id);

    m->number = n_choices(&f->world, id);
    m->rule = rule_for(f->world.plan, route.pair);
    m->stage = stage_of(&f->world, id, route.pair);
}

/* An agent asks, and the contact, which still waits, is the one. */
static inline void note_contact_chosen(ccs_flow_t *f, uint32_t agent, ccs_route_t route)
{
    if (!TOLD || !is_guarded(&f->world)) return;
    const ccs_world_t *const w = &f->world;
    const ccs_group_state_t *const g = &w->groups[w->agents[agent].group];
    ccs_moment_t *const m = note_choice(f, CCS_MOMENT_contact_chosen, route.id, agent);

    m->number = 0;
    for (uint32_t i = g->first_order; i < g->end_order; i++) {
        const uint32_t queue = w->plan->order_queues[i];

        m->number += w->queues[queue].n > 0 && ccs_guard_lets(w, w->plan->order_pairs[i], first_of(w, queue));
    }
    m->rule = ccs_contact_selection_name(w->plan->groups[w->agents[agent].group].contact_selection);
    m->stage = stage_of(w, route.id, route.pair);
}

#endif
