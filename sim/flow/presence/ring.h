/** @file ring.h  Further: a contact rings at the agent who is to have it, where the group has no auto answer. That is part of its wait, and the agent is kept by it.
 * Whoever does not answer loses it: it goes to somebody else, or back to the front of its queue. How a ring ends is known when it begins. */
#ifndef CCS_LIFE_RING_H
#define CCS_LIFE_RING_H

#include <math.h>

#include "announce.h"
#include "ask.h"
#include "call_back.h"
#include "handle.h"
#include "hint.h"
#include "not_ready.h"
#include "offer.h"
#include "purpose.h"

/* ---- at the begin --------------------------------------------------------------------------------------------------------------- */

/* When the customer of a contact that waits gives up, whatever its timer is set for. */
CCS_APART static double gives_up_at_s(const ccs_flow_t *f, uint32_t id)
{
    const ccs_world_t *const w = &f->world;
    const ccs_contact_t *const c = &w->contacts.at[id];

    if (!ccs_calendar_is_set(w->calendar, timer_of(f, id))) return (double) INFINITY;
    const ccs_event_t next = ccs_calendar_look(w->calendar, timer_of(f, id));

    if (next.kind == CCS_EV_callback_offer) return patience_ends_s(f, c);
    if (next.kind == CCS_EV_announce)
        return fmax(w->now_s, ccs_waiting_ends_s(&w->waiting[id], w->plan->types[c->type].announcement.growth_per_s));
    return next.time_s;
}

/* A uniform of the present ring. */
static double draw_of_ring(const ccs_flow_t *f, uint32_t id, enum ccs_purpose purpose)
{
    const ccs_contact_t *const c = &f->world.contacts.at[id];
    const uint32_t turn = f->world.rung[id].n % CCS_STREAM_TURNS;

    return ccs_stream_draw_turn(&source_of(f, c)->stream, c->index, c->attempt, leg_of(f, c) << 10 | turn, purpose);
}

/* How long it rings, and what then. Where nobody is there it rings until it is taken away. */
static double decide_ring(ccs_flow_t *f, uint32_t id, const ccs_ringing_t *ring)
{
    ccs_world_t *const w = &f->world;
    ccs_rung_t *const rung = &w->rung[id];
    const double drawn_s = as_now(f, &ring->time, ccs_distribution_at(&ring->time, draw_of_ring(f, id, CCS_PURPOSE_RING)));
    const bool nobody = draw_of_ring(f, id, CCS_PURPOSE_RING_ANSWER) < ring->no_answer_frac;
    const bool is_limited = !isnan(ring->at_most_s), missed = nobody || (is_limited && drawn_s >= ring->at_most_s);
    const double lasts_s = missed && is_limited ? ring->at_most_s : drawn_s;

    rung->n++;
    rung->end = missed ? CCS_RING_MISSED : CCS_RING_ANSWERED;
    if (rung->gives_up_s >= w->now_s + lasts_s) return lasts_s;
    rung->end = CCS_RING_LOST;
    return rung->gives_up_s - w->now_s;
}

/* One contact more rings, or one fewer: it waits on, in no queue. */
static void count_ringing(ccs_flow_t *f, const ccs_contact_t *c, uint32_t pair, int delta)
{
    ccs_world_t *const w = &f->world;

    w->n_ringing[pair] += (uint32_t) delta;
    if (w->plan->axis.is_batched) w->n_undecided += (uint32_t) (delta * (int) ccs_facts_counts(&f->facts, c->counts_at));
    book(f, &now_row(f, c->type)[CCS_FACT_queue_area], delta);
    book(f, &ccs_facts_ring(&f->facts, w->period, w->plan->pairs[pair].group)[CCS_FACT_ring_area], delta);
}

/* The contact, which stands nowhere, rings at an agent who is the caller's to hand over, in no list. */
CCS_APART static void begin_ring(ccs_flow_t *f, uint32_t id, ccs_route_t at, bool is_first)
{
    ccs_world_t *const w = &f->world;
    ccs_contact_t *const c = &w->contacts.at[id];
    const double lasts_s = decide_ring(f, id, &w->plan->groups[w->agents[at.id].group].ring);

    c->state = CCS_CONTACT_RINGING;
    c->agent = at.id;
    c->step = w->plan->pairs[at.pair].talk_step; /* to come */
    c->since_s = w->now_s;
    count_ringing(f, c, at.pair, 1);
    take_in_hand(f, id, at.id);
    watch_ring(f, at.id);
    note(f, is_first ? CCS_MOMENT_ring_first : CCS_MOMENT_ring, c, (double) NAN);
    set_timer(f, id, w->now_s + lasts_s, CCS_EV_ring_end);
}

/* The contact begins to wait, in no queue, which it may come to later: nothing is announced there. */
static void count_first_wait(ccs_flow_t *f, uint32_t id)
{
    const ccs_contact_t *const c = &f->world.contacts.at[id];
    double *const row = ccs_facts_at(&f->facts, c->counts_at);

    count_offered(f, c);
    row[CCS_FACT_waited]++;
    if (is_further_attempt(f, c)) row[CCS_FACT_retry_waited]++;
    expect_nothing(f, id);
    tell_nothing(f, id);
    await_chase(f, id);
}

/* A contact that finds somebody free has waited all the same, when it is answered. */
CCS_APART static void ring_at_once(ccs_flow_t *f, uint32_t id, ccs_route_t at)
{
    const ccs_contact_t *const c = &f->world.contacts.at[id];

    count_first_wait(f, id);
    f->world.rung[id].gives_up_s = patience_ends_s(f, c);
    begin_ring(f, id, at, true);
}

/* ---- at the end ----------------------------------------------------------------------------------------------------------------- */

/* The contact does not ring any more, and is in the agent's hand only if it is answered. @return the pair */
static uint32_t stop_ringing(ccs_flow_t *f, uint32_t id)
{
    ccs_world_t *const w = &f->world;
    ccs_contact_t *const c = &w->contacts.at[id];
    const uint32_t pair = w->plan->steps[c->step].owner;
    double *const row = ccs_facts_ring(&f->facts, w->period, w->plan->pairs[pair].group);

    count_ringing(f, c, pair, -1);
    row[CCS_FACT_rings]++;
    row[CCS_FACT_ring] += w->now_s - c->since_s;
    row[CCS_FACT_rings_missed] += w->rung[id].end == CCS_RING_MISSED;
    row[CCS_FACT_rings_lost] += w->rung[id].end == CCS_RING_LOST;
    watch_ring_end(f, c->agent, w->now_s - c->since_s, w->rung[id].end == CCS_RING_MISSED);
    add_wait(f, id, w->now_s - c->since_s);
    if (shares(w) && w->rung[id].end == CCS_RING_ANSWERED) keep_in_hand(f, c->agent);
    else if (shares(w)) put_down(f, id, c->agent);
    return pair;
}

/* The agent, in no list, has the contact, which has waited for it. @param rang  at this agent */
static void pick_up(ccs_flow_t *f, uint32_t id, ccs_route_t by, bool rang)
{
    ccs_contact_t *const c = &f->world.contacts.at[id];

    end_wait_here(f, c);
    if (expects(f)) count_expected(f, id);
    count_wait(f, c);
    count_later(f, by.pair);
    detail_answer(f, c, by.pair);
    if (rang) talk_after_ring(f, id, by.id, by.pair);
    else start_talk(f, id, by.id, by.pair);
    note(f, CCS_MOMENT_answer, c, f->world.now_s - c->offered_s);
}

/* Into its queue again: in front, where there is an order. What was announced or offered before is not again. */
static void go_back(ccs_flow_t *f, uint32_t id, double gives_up_s)
{
    ccs_world_t *const w = &f->world;
    ccs_contact_t *const c = &w->contacts.at[id];

    if (!draws_lots(w, c->queue)) c->flags |= CCS_CONTACT_FRONT;
    add_wait(f, id, -(w->now_s - c->offered_s)); /* which are added when it leaves the queue */
    enter_queue(f, id);
    await_chase(f, id);
    if (isfinite(gives_up_s)) set_timer(f, id, gives_up_s, CCS_EV_patience_out);
}

/* Somebody else is asked, while the type is served. @param gives_up_s  when the customer does */
static void ask_others(ccs_flow_t *f, uint32_t id, double gives_up_s)
{
    ccs_world_t *const w = &f->world;
    const ccs_contact_t *const c = &w->contacts.at[id];
    const bool served = is_served_now(w, c);

    if (!served && w->plan->queues[c->queue].at_close == CCS_AT_CLOSE_CLEAR) {
        note(f, CCS_MOMENT_disconnect, c, w->now_s - c->offered_s);
        disconnect(f, id);
        return;
    }
    const ccs_route_t route = served ? agent_for(w, id) : (ccs_route_t){CCS_NONE, CCS_NONE};

    if (route.id == CCS_NONE) {
        go_back(f, id, gives_up_s);
        if (!served) dismiss(f, id);
        return;
    }
    note_agent_chosen(f, id, route);
    take_agent(f, route.id);
    if (!rings_at(w, route.pair)) {
        pick_up(f, id, route, false);
        keep_room(f, route.id);
        return;
    }
    w->rung[id].gives_up_s = gives_up_s;
    begin_ring(f, id, route, false);
    keep_room(f, route.id);
}

/* How long the agent who has not answered is not ready; negative: is free again. */
static double unready_s(ccs_flow_t *f, uint32_t id, uint32_t agent)
{
    const ccs_world_t *const w = &f->world;
    const ccs_agent_t *const a = &w->agents[agent];
    const ccs_distribution_t *const law = &w->plan->groups[a->group].ring.not_ready;

    if (law->kind == CCS_DISTRIBUTION_NONE || is_stopped(w, agent) || a->state == CCS_AGENT_LEAVING || must_leave(w, a->group))
        return -1;
    if (shares(w) && !ccs_in_hand_none(a)) return -1;
    return as_now(f, law, ccs_distribution_at(law, draw_of_ring(f, id, CCS_PURPOSE_NOT_READY_TIME)));
}

static void miss_ring(ccs_flow_t *f, uint32_t id)
{
    ccs_world_t *const w = &f->world;
    const ccs_contact_t c = w->contacts.at[id];
    const double away_s = unready_s(f, id, c.agent);

    note(f, CCS_MOMENT_ring_missed, &w->contacts.at[id], w->now_s - c.since_s);
    if (away_s >= 0) ccs_facts_ring(&f->facts, w->period, w->agents[c.agent].group)[CCS_FACT_rings_unready]++;
    if (away_s >= 0) begin_not_ready(f, c.agent, &w->contacts.at[id], away_s);
    ask_others(f, id, w->rung[id].gives_up_s);
    if (!(away_s >= 0)) free_agent(f, c.agent, true);
}

/* The customer of a contact in no queue gives up. */
static void abandon_apart(ccs_flow_t *f, uint32_t id)
{
    const ccs_contact_t *const c = &f->world.contacts.at[id];

    count_abandoned(f, c);
    detail_abandon(f, c);
    note(f, CCS_MOMENT_abandon, c, f->world.now_s - c->offered_s);
    free_line_of(f, c);
    leave(f, id, CCS_RETRY_ABANDONED);
}

/* The customer gives up while it rings. */
static void lose_ring(ccs_flow_t *f, uint32_t id)
{
    const uint32_t agent = f->world.contacts.at[id].agent;

    abandon_apart(f, id);
    free_agent(f, agent, true);
}

static void on_ring_end(ccs_flow_t *f, uint32_t id)
{
    if (!FURTHER) return;
    ccs_rung_t *const rung = &f->world.rung[id];
    const uint32_t agent = f->world.contacts.at[id].agent;

    /* an outage has come meanwhile */
    if (rung->end == CCS_RING_ANSWERED && is_stopped(&f->world, agent)) rung->end = CCS_RING_MISSED;
    const uint32_t pair = stop_ringing(f, id);

    switch ((enum ccs_ring_end) rung->end) {
    case CCS_RING_ANSWERED:
        pick_up(f, id, (ccs_route_t){agent, pair}, true);
        if (f->world.agents[agent].state != CCS_AGENT_LEAVING) keep_room(f, agent);
        return;
    case CCS_RING_MISSED: miss_ring(f, id); return;
    case CCS_RING_LOST: lose_ring(f, id); return;
    }
}

/* ---- levels, when a cell begins or ends, and the end of the run ----------------------------------------------------------------- */

static void book_rings(ccs_flow_t *f, double length_s)
{
    const ccs_world_t *const w = &f->world;

    for (uint32_t pair = 0; w->rung && pair < w->plan->n_pairs; pair++) {
        const double area_s = length_s * w->n_ringing[pair];

        now_row(f, w->plan->pairs[pair].type)[CCS_FACT_queue_area] += area_s;
        ccs_facts_ring(&f->facts, w->period, w->plan->pairs[pair].group)[CCS_FACT_ring_area] += area_s;
    }
}

#endif
