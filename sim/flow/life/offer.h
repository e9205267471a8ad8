/** @file offer.h  A contact asks for an agent. */
#ifndef CCS_LIFE_OFFER_H
#define CCS_LIFE_OFFER_H

#include "handle.h"
#include "hint.h"
#include "stage.h"

/* From now on the contact counts where it asked for an agent. */
static void begin_count(ccs_flow_t *f, ccs_contact_t *c)
{
    c->counts_at = index_now(f, c->type);
    if (FURTHER && f->world.rung) f->world.rung[c - f->world.contacts.at].n = 0;
    begin_uncounted(f, (uint32_t) (c - f->world.contacts.at));
    promise_now(f, (uint32_t) (c - f->world.contacts.at));
    if (is_further_attempt(f, c)) ccs_facts_at(&f->facts, c->counts_at)[CCS_FACT_retry_offered]++;
}

/* Of the types whose contacts are done after close the agents stay, of the others nobody is there. @return whether to go on as by day */
CCS_APART static bool ask_after_close(ccs_flow_t *f, uint32_t id)
{
    if (RICH && !ccs_world_is_closed(&f->world, f->world.contacts.at[id].type)) return true;
    switch (f->world.plan->queues[queue_of(&f->world.contacts.at[id])].at_close) {
    case CCS_AT_CLOSE_DRAIN: return true;
    case CCS_AT_CLOSE_CLEAR:
        count_offered(f, &f->world.contacts.at[id]);
        note(f, CCS_MOMENT_turned_away, &f->world.contacts.at[id], (double) NAN);
        disconnect(f, id);
        return false;
    case CCS_AT_CLOSE_CARRY: wait_or_leave(f, id); return false;
    }
    return true;
}

static bool goes_to_own(ccs_flow_t *f, uint32_t id); /* sticky.h */

/* The contact, which has not waited, talks to the agent, who stands in no list. */
static void talk_at_once(ccs_flow_t *f, uint32_t id, ccs_route_t route)
{
    const ccs_contact_t *const c = &f->world.contacts.at[id];

    if (counts_at_exit(f, c, true)) count_at_once_of_pair(f, route.pair);
    else count_at_once(f, route.pair);
    detail_answer_at_once(f, c->type);
    if (expects(f)) remember_wait(f, c->type, 0);
    start_talk(f, id, route.id, route.pair);
    keep_room(f, route.id);
    note(f, CCS_MOMENT_answer_at_once, c, 0);
}

/* The contact goes to an agent who is free. */
static void go_to(ccs_flow_t *f, uint32_t id, ccs_route_t route)
{
    take_agent(f, route.id);
    if (!rings_at(&f->world, route.pair)) {
        talk_at_once(f, id, route);
        return;
    }
    ring_at_once(f, id, route);
    keep_room(f, route.id);
}

/* The contact asks for an agent. */
static void offer(ccs_flow_t *f, uint32_t id)
{
    ccs_world_t *const w = &f->world;
    ccs_contact_t *const c = &w->contacts.at[id];

    c->offered_s = w->now_s;
    begin_count(f, c);
    if (w->some_closed && !ask_after_close(f, id)) return;
    let_pass(f, c->type);
    if (FURTHER && w->held && goes_to_own(f, id)) return;
    const ccs_route_t route = agent_for(w, id);

    if (route.id == CCS_NONE) {
        wait_or_leave(f, id);
        return;
    }
    note_agent_chosen(f, id, route);
    go_to(f, id, route);
}

#endif
