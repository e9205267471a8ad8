/** @file choice.h  Told: of a plan with rules, rings or customers who go to their agent each choice of an agent or a contact is noted, with the rule that made it and how many there were to choose from. */
#ifndef CCS_LIFE_CHOICE_H
#define CCS_LIFE_CHOICE_H

#include "gauge.h"
#include "guard.h"
#include "head.h"
#include "note.h"
#include "route.h"

static inline bool tells_choices(const ccs_world_t *w)
{
    return TOLD && FURTHER && (w->plan->rules || w->rung || w->served_by);
}

static bool keeps_others(const ccs_world_t *w, uint32_t pair)
{
    return is_guarded(w) && ccs_guard_keeps(w, pair, 0);
}

/* The first stage of the contact that brings it to the group, NULL where its type has none. */
static const char *stage_of(const ccs_world_t *w, uint32_t id, uint32_t pair)
{
    const ccs_rules_t *const rules = w->plan->rules;

    if (!is_guarded(w)) return NULL;
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

        if (comes && !keeps_others(w, pair)) n += w->groups[w->plan->pairs[pair].group].idle.n;
    }
    return n;
}

/* The rule that chose among the agents of a pair's tier. */
static const char *rule_for(const ccs_plan_t *plan, uint32_t pair)
{
    const ccs_type_t *const type = &plan->types[plan->pairs[pair].type];

    if (type->routing.agent_selection == CCS_AGENT_SELECTION_SCORE) return ccs_agent_selection_name(CCS_AGENT_SELECTION_SCORE);
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

/* A score beside that of the choice. */
static void note_score(ccs_moment_t *m, const ccs_expression_t *score, const ccs_candidate_t *it, bool is_chosen)
{
    const double value = ccs_expression_value(score, ccs_gauge_read, it);

    if (is_chosen) m->score = value;
    else m->next_score = fmax(value, m->next_score); /* of NAN and a number the number */
}

/* Of those who stand at the front of their groups. */
static void note_agent_scores(const ccs_world_t *w, ccs_moment_t *m, uint32_t id, ccs_route_t route)
{
    const uint32_t type = w->contacts.at[id].type;
    const ccs_routing_t *const routing = &w->plan->types[type].routing;
    const ccs_expression_t *const score = is_guarded(w) ? w->plan->rules->agent_scores[type] : NULL;

    for (uint32_t pair = routing->first_pair; score && pair < routing->first_pair + routing->n_pairs; pair++) {
        const uint32_t agent = w->groups[w->plan->pairs[pair].group].idle.head;

        if (agent != CCS_NONE && !keeps_others(w, pair) && (!has_stages(w, type) || stage_of(w, id, pair)))
            note_score(m, score, &(ccs_candidate_t){.world = w, .contact = id, .agent = agent, .pair = pair}, pair == route.pair);
    }
}

/* A contact asks, and the agent, still idle, is the one. */
static inline void note_agent_chosen(ccs_flow_t *f, uint32_t id, ccs_route_t route)
{
    if (!tells_choices(&f->world)) return;
    ccs_moment_t *const m = note_choice(f, CCS_MOMENT_agent_chosen, id, route.id);

    m->number = n_choices(&f->world, id);
    m->rule = rule_for(f->world.plan, route.pair);
    m->stage = stage_of(&f->world, id, route.pair);
    note_agent_scores(&f->world, m, id, route);
}

/* The customer comes again, and goes to the agent, still idle, who served them last. */
static inline void note_own_agent(ccs_flow_t *f, uint32_t id, uint32_t agent)
{
    if (!tells_choices(&f->world)) return;
    ccs_moment_t *const m = note_choice(f, CCS_MOMENT_agent_chosen, id, agent);

    m->number = n_choices(&f->world, id);
    m->rule = "sticky";
}

/* The agent takes the contact that has waited for them alone, before the next ones of so many queues. */
static inline void note_own_contact(ccs_flow_t *f, uint32_t id, uint32_t agent)
{
    if (!tells_choices(&f->world)) return;
    const ccs_world_t *const w = &f->world;
    const ccs_group_state_t *const g = &w->groups[w->agents[agent].group];
    ccs_moment_t *const m = note_choice(f, CCS_MOMENT_contact_chosen, id, agent);

    m->number = 1;
    for (uint32_t i = g->first_order; i < g->end_order; i++) m->number += w->queues[w->plan->order_queues[i]].n > 0;
    m->rule = "sticky";
}

/* An agent asks, and the contact, which still waits, is the one. */
static inline void note_contact_chosen(ccs_flow_t *f, uint32_t agent, ccs_route_t route)
{
    if (!tells_choices(&f->world)) return;
    const ccs_world_t *const w = &f->world;
    const ccs_group_state_t *const g = &w->groups[w->agents[agent].group];
    const ccs_expression_t *const score = is_guarded(w) ? w->plan->rules->contact_scores[w->agents[agent].group] : NULL;
    ccs_moment_t *const m = note_choice(f, CCS_MOMENT_contact_chosen, route.id, agent);

    m->number = 0;
    for (uint32_t i = g->first_order; i < g->end_order; i++) {
        const uint32_t queue = w->plan->order_queues[i], pair = w->plan->order_pairs[i];
        const uint32_t first = w->queues[queue].n > 0 ? first_of(w, queue) : CCS_NONE;

        if (first == CCS_NONE || (is_guarded(w) && !ccs_guard_lets(w, pair, first, 1))) continue;
        m->number++;
        if (score)
            note_score(m, score, &(ccs_candidate_t){.world = w, .contact = first, .agent = CCS_NONE, .pair = pair},
                pair == route.pair);
    }
    m->rule = ccs_contact_selection_name(w->plan->groups[w->agents[agent].group].contact_selection);
    m->stage = stage_of(w, route.id, route.pair);
}

#endif
