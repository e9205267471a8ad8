/** @file lapse.h  Further: a conversation in which nobody writes for a while is put away, and its place in the agent's hand is free; when the customer writes again it asks for an
 * agent once more: the same contact in its next leg, which goes on where it was. Nobody is at work on it meanwhile, and it holds no line. */
#ifndef CCS_LIFE_LAPSE_H
#define CCS_LIFE_LAPSE_H

#include <math.h>

#include "ending.h"
#include "hint.h"
#include "offer.h"

static void change_away(ccs_flow_t *f, uint32_t type, int delta)
{
    f->world.n_away[type] += (uint32_t) delta;
    book(f, &ccs_facts_lapse(&f->facts, f->world.period, type)[CCS_FACT_lapse_area], delta);
}

/* It holds no line any more, for good. */
static void leave_line(ccs_flow_t *f, ccs_contact_t *c)
{
    if (trunk_of(&f->world, c) == CCS_NONE) return;
    free_line_of(f, c);
    c->flags |= CCS_CONTACT_NO_LINE;
}

/* It is the customer's turn, and has been for long enough: the agent takes something else. */
CCS_APART static void put_away(ccs_flow_t *f, uint32_t id)
{
    ccs_world_t *const w = &f->world;
    ccs_contact_t *const c = &w->contacts.at[id];
    const uint32_t agent = c->agent;

    if (piece_of(f, id)->is_gone) now_turns(f, id)[CCS_FACT_silent_time] += w->now_s - piece_of(f, id)->asked_s;
    piece_of(f, id)->crowd = crowd_of(f, c);
    end_step(f, c, CCS_EXIT_STEP);
    note(f, CCS_MOMENT_lapse, c, (double) NAN);
    work_on(f, id, agent, true);
    leave_line(f, c);
    c->state = CCS_CONTACT_AWAY;
    c->since_s = w->now_s;
    ccs_facts_lapse(&f->facts, w->period, c->type)[CCS_FACT_lapses]++;
    change_away(f, c->type, 1);
    set_timer(f, id, piece_of(f, id)->returns_s, CCS_EV_resume);
    free_agent(f, agent, true);
}

/* The customer has not written again. Who had left without a word is lost, and another has been served. */
static void close_away(ccs_flow_t *f, uint32_t id)
{
    const ccs_contact_t *const c = &f->world.contacts.at[id];

    change_away(f, c->type, -1);
    ccs_facts_lapse(&f->facts, f->world.period, c->type)[CCS_FACT_lapses_closed]++;
    note(f, CCS_MOMENT_lapse_closed, c, f->world.now_s - piece_of(f, id)->since_s);
    if (piece_of(f, id)->is_gone) leave_conversation(f, id);
    else leave(f, id, CCS_RETRY_ANSWERED);
}

/* It is closed, and nobody sees what the customer has written. @return whether that is so */
static bool waits_for_opening(ccs_flow_t *f, uint32_t id)
{
    const ccs_world_t *const w = &f->world;
    const ccs_contact_t *const c = &w->contacts.at[id];

    if (!w->some_closed || !ccs_world_is_closed(w, c->type) ||
        w->plan->queues[w->plan->heads[c->type].queue].at_close == CCS_AT_CLOSE_CARRY)
        return false;
    const double at_s = opens_s(w, c->type);

    if (!isinf(at_s)) set_timer(f, id, at_s, CCS_EV_resume);
    note(f, CCS_MOMENT_resume_later, c, (double) NAN);
    return true;
}

/* The conversation goes on, in its next leg. */
static void resume(ccs_flow_t *f, uint32_t id)
{
    ccs_world_t *const w = &f->world;
    ccs_contact_t *const c = &w->contacts.at[id];
    const ccs_lapse_t *const lapse = turns_of(f, id)->lapse;
    double *const row = ccs_facts_lapse(&f->facts, w->period, c->type);

    change_away(f, c->type, -1);
    row[CCS_FACT_resumed_in]++;
    row[CCS_FACT_lapse] += w->now_s - c->since_s;
    note(f, CCS_MOMENT_resume, c, w->now_s - c->since_s);
    piece_of(f, id)->asked_s = w->now_s;
    w->journeys[id].leg++;
    c->queue = (uint16_t) w->plan->heads[c->type].queue;
    c->flags = (uint16_t) ((c->flags & (CCS_CONTACT_KEPT | CCS_CONTACT_NO_LINE)) | CCS_CONTACT_RESUMED);
    if (lapse->joins == CCS_JOIN_FRONT && !draws_lots(w, c->queue)) c->flags |= CCS_CONTACT_FRONT;
    offer(f, id);
}

static void on_resume(ccs_flow_t *f, uint32_t id)
{
    if (!FURTHER) return;
    if (piece_of(f, id)->closes) {
        close_away(f, id);
        return;
    }
    owe_next_reply(f, id);
    if (!waits_for_opening(f, id)) resume(f, id);
}

static void book_away(ccs_flow_t *f, double length_s)
{
    for (uint32_t type = 0; f->world.n_away && type < f->world.plan->n_types; type++)
        ccs_facts_lapse(&f->facts, f->world.period, type)[CCS_FACT_lapse_area] += length_s * f->world.n_away[type];
}

#endif
