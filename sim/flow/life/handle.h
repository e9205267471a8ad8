/** @file handle.h  An agent's work on a contact, and what the agent does when it is done. */
#ifndef CCS_LIFE_HANDLE_H
#define CCS_LIFE_HANDLE_H

#include "choice.h"
#include "detail.h"
#include "hand.h"
#include "hint.h"
#include "in_step.h"
#include "person.h"
#include "queue.h"
#include "route.h"
#include "ruled.h"

/* For rules that read how many contacts groups were given. */
CCS_APART static void note_given(ccs_world_t *w, uint32_t pair)
{
    ccs_given_t *const given = &w->given[w->plan->rules->team_pairs[pair]];

    given->n++;
    given->last = ++w->n_given;
}

static void remember_agent(ccs_flow_t *f, uint32_t id, uint32_t agent); /* sticky.h */
static bool serves_own(ccs_flow_t *f, uint32_t agent);
static void release_held(ccs_flow_t *f, uint32_t agent);

/* The agent is the caller's to hand over, in no list. */
static void start_talk(ccs_flow_t *f, uint32_t id, uint32_t agent, uint32_t pair)
{
    ccs_world_t *const w = &f->world;
    ccs_contact_t *const c = &w->contacts.at[id];
    const ccs_pair_t *const p = &w->plan->pairs[pair];

    c->agent = agent;
    if (RICH) {
        if (FURTHER && w->given) note_given(w, pair);
        if (FURTHER && w->held) remember_agent(f, id, agent);
        begin_step(f, id, p->talk_step);
        take_in_hand(f, id, agent);
        detail_busy(f);
        return;
    }
    double *const row = now_pair(f, pair);

    c->state = CCS_CONTACT_TALKING;
    c->since_s = w->now_s;
    c->pair = pair;
    w->n_talking[pair]++;
    book(f, &row[CCS_FACT_talk_area], 1);
    set_timer(f, id, w->now_s + talk_length_s(f, p, c), CCS_EV_talk_end);
}

/* The contact, which has rung at the agent, is in their hand. */
CCS_APART static void talk_in_hand(ccs_flow_t *f, uint32_t id, uint32_t agent, uint32_t pair)
{
    ccs_world_t *const w = &f->world;

    w->contacts.at[id].agent = agent;
    if (w->given) note_given(w, pair);
    if (w->held) remember_agent(f, id, agent);
    begin_step(f, id, w->plan->pairs[pair].talk_step);
    work_in_hand(f, id, agent);
    detail_busy(f);
}

/* It does not ring any more; where agents have several contacts in hand it is one of them. */
static void talk_after_ring(ccs_flow_t *f, uint32_t id, uint32_t agent, uint32_t pair)
{
    if (shares(&f->world)) talk_in_hand(f, id, agent, pair);
    else start_talk(f, id, agent, pair);
}

/* Agents who work above the schedule while the centre is open; all who work while it is closed are counted at its end. */
static double n_over(const ccs_world_t *w, uint32_t group)
{
    const ccs_group_state_t *const g = &w->groups[group];

    if (RICH && ccs_plan_has_persons(w->plan, group)) return w->closed ? 0 : w->off_duty[group].n_after;
    const uint32_t n_due =
        g->n_scheduled + (has_rulings(w) ? n_leaving_by_rule(w, group) : 0); /* who leaves by a rule is no overtime */

    return w->closed || g->n_staffed <= n_due ? 0 : g->n_staffed - n_due;
}

static void end_work(ccs_flow_t *f, uint32_t agent);  /* of a person: duty.h */
static void take_seat(ccs_flow_t *f, uint32_t agent); /* seat.h */
static void leave_seat(ccs_flow_t *f, uint32_t agent);

/* Whether some site has a number of seats. */
static inline bool has_seats(const ccs_world_t *w)
{
    return FURTHER && w->outages.n_seated;
}

/* The schedule has fallen, and the agent's contact is done. */
CCS_APART static void go_home(ccs_flow_t *f, uint32_t group, uint32_t agent)
{
    ccs_world_t *const w = &f->world;
    double *const row = ccs_facts_group(&f->facts, w->period, group);
    const double over = n_over(w, group);

    ccs_agent_log_out(&w->groups[group], w->agents, agent);
    if (has_seats(w)) leave_seat(f, agent);
    leave_phones(f, agent);
    if (has_rulings(w) && !ccs_plan_has_persons(w->plan, group)) leave_by_rule(f, group);
    book(f, &row[CCS_FACT_staffed_area], -1);
    book(f, &row[CCS_FACT_overtime], n_over(w, group) - over);
    watch_log_out(f, agent);
    if (RICH && ccs_plan_has_persons(w->plan, group)) end_work(f, agent);
    else note_agent(f, CCS_MOMENT_log_out, agent);
    if (FURTHER && w->held) release_held(f, agent);
}

/* Who is to serve a contact that arrives. */
static ccs_route_t agent_for(const ccs_world_t *w, uint32_t id)
{
    if (is_guarded(w)) return ccs_route_contact_guarded(w, id);
    return shares(w) ? ccs_route_contact_with_room(w, id) : ccs_route_contact(w, id);
}

/* Whom an agent of a group is to serve. @param hands  the state of what they have in hand @param is_idle  still: the caller only looks */
static ccs_route_t contact_for(const ccs_world_t *w, uint32_t group, uint32_t hands, bool is_idle)
{
    if (is_guarded(w)) return ccs_route_agent_guarded(w, group, hands, is_idle);
    return shares(w) ? ccs_route_agent_with_room(w, group, hands) : ccs_route_agent(w, group);
}

static void begin_stop(ccs_flow_t *f, uint32_t agent);                            /* stopped.h */
static void take_over(ccs_flow_t *f, uint32_t id, uint32_t agent, uint32_t pair); /* hand_over.h */
static bool calls_first(ccs_flow_t *f, uint32_t agent, ccs_route_t waits);        /* call_back.h */
static double gives_up_at_s(const ccs_flow_t *f, uint32_t id);                    /* ring.h */
static void begin_ring(ccs_flow_t *f, uint32_t id, ccs_route_t at, bool is_first);
static void ring_at_once(ccs_flow_t *f, uint32_t id, ccs_route_t at);
static void talk_back(ccs_flow_t *f, uint32_t id, uint32_t agent, uint32_t pair, bool rang);
static bool call_by(ccs_flow_t *f, uint32_t id, ccs_route_t by); /* dial.h */
static void call_alone(ccs_flow_t *f, uint32_t id, uint32_t pair);
static bool call_before(ccs_flow_t *f, uint32_t agent, ccs_route_t waits);

/* Who has kept a place off the line is called, by the agent or first of all; who has answered already has an agent now.
 * @return whether the agent has somebody, or is kept by the call */
CCS_APART static bool answer_off_line(ccs_flow_t *f, uint32_t agent, ccs_route_t route)
{
    const ccs_contact_t *const c = &f->world.contacts.at[route.id];

    if (c->flags & CCS_CONTACT_REACHED) {
        talk_back(f, route.id, agent, route.pair, false);
        return true;
    }
    if (f->world.plan->types[c->type].callback->first == CCS_CALLED_FIRST_AGENT)
        return call_by(f, route.id, (ccs_route_t){agent, route.pair});
    call_alone(f, route.id, route.pair);
    return false;
}

/* A contact that waits is the agent's. @return false: it is called back, and nobody answers */
static bool answer(ccs_flow_t *f, uint32_t agent, ccs_route_t route)
{
    const ccs_contact_t *const c = &f->world.contacts.at[route.id];

    if (rings_at(&f->world, route.pair)) f->world.rung[route.id].gives_up_s = gives_up_at_s(f, route.id);
    cancel_timer(f, route.id);
    take_from_queue(f, route.id);
    if (is_handed(c)) {
        take_over(f, route.id, agent, route.pair);
        return true;
    }
    if (is_called_back(c)) return answer_off_line(f, agent, route);
    if (rings_at(&f->world, route.pair)) {
        begin_ring(f, route.id, (ccs_route_t){agent, route.pair}, false);
        return true;
    }
    end_wait_here(f, c);
    if (expects(f)) count_expected(f, route.id);
    count_wait(f, c);
    count_later(f, route.pair);
    detail_answer(f, c, route.pair);
    start_talk(f, route.id, agent, route.pair);
    note(f, CCS_MOMENT_answer, c, f->world.now_s - c->offered_s);
    return true;
}

/* Above the schedule: the agent leaves, or will when nothing is left in hand. */
CCS_APART static void begin_to_leave(ccs_flow_t *f, uint32_t group, uint32_t agent)
{
    ccs_world_t *const w = &f->world;
    ccs_agent_t *const a = &w->agents[agent];

    if (ccs_in_hand_none(a)) {
        if (a->state == CCS_AGENT_LEAVING) ccs_agent_from_leaving(&w->at_work[group], w->agents, agent);
        go_home(f, group, agent);
    } else if (a->state != CCS_AGENT_LEAVING) {
        ccs_agent_to_leaving(&w->at_work[group], w->agents, agent);
    }
}

/* An outage keeps the agent from work. */
static inline bool is_stopped(const ccs_world_t *w, uint32_t agent)
{
    return FURTHER && ccs_outages_stop(&w->outages, agent);
}

/* What an agent who is free does next, once a customer who comes before it has been called. */
static inline ccs_route_t after_calls(ccs_flow_t *f, uint32_t agent)
{
    const ccs_agent_t *const a = &f->world.agents[agent];
    const ccs_route_t route = contact_for(&f->world, a->group, a->hands, false);

    if (!(FURTHER && f->world.callbacks.n_owed > 0) || !call_before(f, agent, route)) return route;
    return contact_for(&f->world, a->group, a->hands, false);
}

/* Rich: the agent, who stands in no list but that of those who leave, takes what waits and fits, and then waits for more. */
CCS_APART static void fill_hands(ccs_flow_t *f, uint32_t agent, bool worked)
{
    ccs_world_t *const w = &f->world;
    ccs_agent_t *const a = &w->agents[agent];
    const uint32_t group = a->group;

    if (a->state == CCS_AGENT_LEAVING || must_leave(w, group)) {
        begin_to_leave(f, group, agent);
        return;
    }
    if (is_stopped(w, agent)) {
        if (ccs_in_hand_none(a)) begin_stop(f, agent);
        if (FURTHER && w->held) release_held(f, agent);
        return;
    }
    while (has_room(w, agent)) {
        if (FURTHER && w->held && serves_own(f, agent)) continue;
        const ccs_route_t route = after_calls(f, agent);

        if (FURTHER && w->callbacks.n_owed > 0 && calls_first(f, agent, route)) continue;
        if (route.id == CCS_NONE) break;
        note_contact_chosen(f, agent, route);
        (void) answer(f, agent, route);
    }
    if (!ccs_in_hand_none(a)) {
        keep_room(f, agent);
        return;
    }
    if (worked) note_agent(f, CCS_MOMENT_idle, agent);
    ccs_agent_to_idle(&w->groups[group], w->agents, agent, w->now_s);
    watch_idle(f, agent);
}

/* Somebody of the group is to leave: any agent, of persons whose time it is. @return whether this one */
CCS_APART static bool is_to_go(ccs_world_t *w, uint32_t group, uint32_t agent)
{
    if (!ccs_plan_has_persons(w->plan, group)) return true;
    if (w->agents[agent].state != CCS_AGENT_LEAVING) return false;
    ccs_agent_from_leaving(&w->at_work[group], w->agents, agent);
    return true;
}

/* The agent takes the next contact, goes idle, or leaves if the schedule has fallen. @param worked  not of one who logs in */
static void free_agent(ccs_flow_t *f, uint32_t agent, bool worked)
{
    ccs_world_t *const w = &f->world;

    if (shares(w)) {
        fill_hands(f, agent, worked);
        if (has_desks(f)) go_on_at_desk(f, agent);
        return;
    }
    const uint32_t group = w->agents[agent].group;
    ccs_group_state_t *const g = &w->groups[group];

    if (g->n_staffed > g->n_scheduled && (!RICH || is_to_go(w, group, agent))) {
        go_home(f, group, agent);
        return;
    }
    if (is_stopped(w, agent)) {
        begin_stop(f, agent);
        if (FURTHER && w->held) release_held(f, agent);
        return;
    }
    if (FURTHER && w->held && serves_own(f, agent)) return;
    do {
        const ccs_route_t route = after_calls(f, agent);

        if (FURTHER && w->callbacks.n_owed > 0 && calls_first(f, agent, route)) return;
        if (route.id == CCS_NONE) break;
        note_contact_chosen(f, agent, route);
        if (answer(f, agent, route)) return;
    } while (FURTHER);
    if (worked) note_agent(f, CCS_MOMENT_idle, agent);
    ccs_agent_to_idle(g, w->agents, agent, w->now_s);
    watch_idle(f, agent);
}

/* How long the agent has been busy is asked by few rules. */
static void add_busy(ccs_agent_t *agent, double busy_s)
{
    if (!LEAN) agent->busy_s += busy_s;
}

static void start_wrap(ccs_flow_t *f, uint32_t agent, const ccs_contact_t *c)
{
    ccs_world_t *const w = &f->world;
    const ccs_pair_t *const p = &w->plan->pairs[c->pair];
    const double wrap_s = wrap_length_s(f, p, c);

    w->agents[agent].since_s = w->now_s;
    w->agents[agent].pair = c->pair;
    w->n_wrapping[c->pair]++;
    book(f, &now_pair(f, c->pair)[CCS_FACT_wrap_area], 1);
    ccs_calendar_set(w->calendar, w->first_timer[CCS_OWNER_agent] + agent, w->now_s + wrap_s, CCS_EV_wrap_end);
}

static void on_talk_end(ccs_flow_t *f, uint32_t id)
{
    ccs_world_t *const w = &f->world;
    ccs_contact_t *const c = &w->contacts.at[id];
    double *const row = now_pair(f, c->pair);
    const uint32_t agent = c->agent, pair = c->pair;
    const bool wraps = !LEAN && w->plan->pairs[pair].wrap.kind != CCS_DISTRIBUTION_NONE;

    row[CCS_FACT_talk] += w->now_s - c->since_s;
    book(f, &row[CCS_FACT_talk_area], -1);
    w->n_talking[pair]--;
    free_line(f, w->plan->heads[c->type].trunk);
    leave(f, id, CCS_RETRY_ANSWERED);
    add_busy(&w->agents[agent], w->now_s - c->since_s);
    if (wraps) start_wrap(f, agent, c); /* whose record is free, and as it was */
    else free_agent(f, agent, true);
}

CCS_APART static void on_wrap_end(ccs_flow_t *f, uint32_t agent)
{
    ccs_world_t *const w = &f->world;
    ccs_agent_t *const a = &w->agents[agent];
    double *const row = now_pair(f, a->pair);

    row[CCS_FACT_wraps]++;
    row[CCS_FACT_wrap] += w->now_s - a->since_s;
    book(f, &row[CCS_FACT_wrap_area], -1);
    w->n_wrapping[a->pair]--;
    add_busy(a, w->now_s - a->since_s);
    free_agent(f, agent, true);
}

#endif
