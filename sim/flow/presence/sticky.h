/** @file sticky.h  Further: a customer who comes again goes first to the agent who served them last, and may wait for them alone for a while, in no queue. Whoever leaves
 * lets those go who wait for them. */
#ifndef CCS_LIFE_STICKY_H
#define CCS_LIFE_STICKY_H

#include <math.h>

#include "guard.h"
#include "hint.h"
#include "offer.h"
#include "purpose.h"
#include "ring.h"

/* The row of the cell in which the contact asked for an agent. */
static double *sticky_row(const ccs_flow_t *f, const ccs_contact_t *c)
{
    return ccs_facts_sticky(&f->facts, c->counts_at / f->facts.size, c->type);
}

/* An agent begins a talk with the contact. */
CCS_APART static void remember_agent(ccs_flow_t *f, uint32_t id, uint32_t agent)
{
    ccs_world_t *const w = &f->world;
    const ccs_contact_t *const c = &w->contacts.at[id];
    uint32_t *const served_by = &w->served_by[id];

    if (is_resumed(c)) count_resumed(f, id, agent, *served_by);
    else if (is_further_attempt(f, c) && *served_by != CCS_NONE && !(c->flags & CCS_CONTACT_HANDED)) {
        sticky_row(f, c)[CCS_FACT_served_again]++;
        sticky_row(f, c)[CCS_FACT_same_agent] += *served_by == agent;
    }
    *served_by = agent;
}

/* One contact more waits for one agent, or one fewer. */
static void count_held(ccs_flow_t *f, const ccs_contact_t *c, int delta)
{
    ccs_world_t *const w = &f->world;

    w->n_held[c->type] += (uint32_t) delta;
    if (w->plan->axis.is_batched) w->n_undecided += (uint32_t) (delta * (int) ccs_facts_counts(&f->facts, c->counts_at));
    book(f, &now_row(f, c->type)[CCS_FACT_queue_area], delta);
}

/* With how many there are who would serve the contact at once. */
static void note_held(ccs_flow_t *f, uint32_t id)
{
    if (!TOLD) return;
    note_blank_contact(f, CCS_MOMENT_held, &f->world.contacts.at[id])->number = n_choices(&f->world, id);
}

/* The contact waits for the agent alone, until then. */
CCS_APART static void hold(ccs_flow_t *f, uint32_t id, uint32_t agent)
{
    ccs_world_t *const w = &f->world;
    ccs_contact_t *const c = &w->contacts.at[id];
    const double until_s = w->now_s + sticky_of(f, c)->max_wait_s;

    count_first_wait(f, id);
    sticky_row(f, c)[CCS_FACT_waited_for]++;
    c->state = CCS_CONTACT_HELD;
    c->agent = agent;
    ccs_queue_push(&w->held[agent], &w->contacts, id);
    count_held(f, c, 1);
    note_held(f, id);
    set_timer(f, id, fmin(until_s, patience_ends_s(f, c)), CCS_EV_held_out);
}

/* The contact waits for the agent no longer, and stands nowhere. */
static void let_off(ccs_flow_t *f, uint32_t id)
{
    ccs_world_t *const w = &f->world;
    const ccs_contact_t *const c = &w->contacts.at[id];

    ccs_queue_remove(&w->held[c->agent], &w->contacts, id);
    cancel_timer(f, id);
    count_held(f, c, -1);
    add_wait(f, id, w->now_s - c->offered_s);
}

/* How the agent's group works on the type. @return CCS_NONE: it does not */
static uint32_t pair_with(const ccs_world_t *w, uint32_t type, uint32_t agent)
{
    const ccs_routing_t *const routing = &w->plan->types[type].routing;

    for (uint32_t pair = routing->first_pair; pair < routing->first_pair + routing->n_pairs; pair++)
        if (w->plan->pairs[pair].group == w->agents[agent].group) return pair;
    return CCS_NONE;
}

/* Whose agent is looked for. @return the agent and how they work on the type; id CCS_NONE: nobody's */
static ccs_route_t own_agent(ccs_flow_t *f, uint32_t id)
{
    const ccs_world_t *const w = &f->world;
    const ccs_contact_t *const c = &w->contacts.at[id];
    const ccs_sticky_t *const sticky = sticky_of(f, c);
    const uint32_t agent = w->served_by[id];
    const ccs_route_t nobody = {CCS_NONE, CCS_NONE};

    if (!sticky->is_on || agent == CCS_NONE || !(is_resumed(c) || is_further_attempt(f, c))) return nobody;
    const uint32_t pair = pair_with(w, c->type, agent);

    if (pair == CCS_NONE || !(draw_alone(f, c, CCS_PURPOSE_STICKY) < sticky->frac)) return nobody;
    return (ccs_route_t){agent, pair};
}

/* The customer has come again. @return false: they go to anybody */
CCS_APART static bool goes_to_own(ccs_flow_t *f, uint32_t id)
{
    ccs_world_t *const w = &f->world;
    const ccs_contact_t *const c = &w->contacts.at[id];
    const ccs_route_t own = own_agent(f, id);

    if (own.id == CCS_NONE) return false;
    const uint32_t state = w->agents[own.id].state;

    sticky_row(f, c)[CCS_FACT_sought]++;
    if (state == CCS_AGENT_IDLE || (state == CCS_AGENT_WITH_ROOM && ccs_world_fits(w, own.pair, w->agents[own.id].hands))) {
        if (is_guarded(w) && !ccs_guard_lets(w, own.pair, id, 0)) return false;
        note_own_agent(f, id, own.id);
        go_to(f, id, own);
        return true;
    }
    if (state == CCS_AGENT_OUT || state == CCS_AGENT_STOPPED || state == CCS_AGENT_LEAVING || !(sticky_of(f, c)->max_wait_s > 0))
        return false;
    hold(f, id, own.id);
    return true;
}

/* The contact goes to anybody. */
static void give_up_waiting(ccs_flow_t *f, uint32_t id)
{
    const ccs_contact_t *const c = &f->world.contacts.at[id];

    let_off(f, id);
    sticky_row(f, c)[CCS_FACT_waited_in_vain]++;
    note(f, CCS_MOMENT_held_out, c, f->world.now_s - c->offered_s);
    ask_others(f, id, patience_ends_s(f, c));
}

/* Who has waited for the agent, who is free and in no list, is theirs; whose type has closed is not. @return whether anybody is */
CCS_APART static bool serves_own(ccs_flow_t *f, uint32_t agent)
{
    ccs_world_t *const w = &f->world;

    while (w->held[agent].n > 0 && !is_served_now(w, &w->contacts.at[w->held[agent].head]))
        give_up_waiting(f, w->held[agent].head);
    const uint32_t id = w->held[agent].head;

    if (id == CCS_NONE) return false;
    const ccs_route_t by = {agent, pair_with(w, w->contacts.at[id].type, agent)};

    if (!ccs_world_fits(w, by.pair, w->agents[agent].hands)) return false;
    note_own_contact(f, id, agent);
    let_off(f, id);
    if (w->rung) w->rung[id].gives_up_s = patience_ends_s(f, &w->contacts.at[id]);
    if (rings_at(w, by.pair)) begin_ring(f, id, by, false);
    else pick_up(f, id, by, false);
    return true;
}

/* The agent is gone. */
CCS_APART static void release_held(ccs_flow_t *f, uint32_t agent)
{
    while (f->world.held[agent].n > 0) give_up_waiting(f, f->world.held[agent].head);
}

static void on_held_out(ccs_flow_t *f, uint32_t id)
{
    if (!FURTHER) return;
    const ccs_contact_t *const c = &f->world.contacts.at[id];

    if (f->world.now_s < patience_ends_s(f, c)) {
        give_up_waiting(f, id);
        return;
    }
    let_off(f, id);
    abandon_apart(f, id);
}

static void book_held(ccs_flow_t *f, double length_s)
{
    for (uint32_t type = 0; f->world.held && type < f->world.plan->n_types; type++)
        now_row(f, type)[CCS_FACT_queue_area] += length_s * f->world.n_held[type];
}

#endif
