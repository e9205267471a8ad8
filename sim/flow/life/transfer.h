/** @file transfer.h  Further: after a talk the customer goes on to the queue of another type. It is the same contact in its next leg: laws are those of that type,
 * numbers those of the issue and the leg; the line is the one on which the customer came. */
#ifndef CCS_LIFE_TRANSFER_H
#define CCS_LIFE_TRANSFER_H

#include "hint.h"
#include "in_step.h"
#include "offer.h"

/* What follows the talk that ends, of its leg's own draw. @return NULL: no transfer, or no talk */
static const ccs_transfer_t *transfer_after(ccs_flow_t *f, const ccs_contact_t *c)
{
    if (!has_legs(f) || c->state != CCS_CONTACT_TALKING || is_asked(c) || is_dropped(f, c) || has_hung_up(f, c) ||
        has_left_conversation(f, (uint32_t) (c - f->world.contacts.at)))
        return NULL;
    const ccs_handling_t *const h = f->world.plan->handling;
    const ccs_transfer_t *const up = escalation_of(f, c);
    const uint32_t end = h->first[c->type + 1];
    uint32_t i = h->first_plain[c->type];

    if (up) return up;
    if (i == end || leg_of(f, c) + 1 == CCS_MAX_LEGS) return NULL;
    const double u = draw_alone(f, c, CCS_PURPOSE_TRANSFER);

    while (i < end && u >= h->transfers[i].upto_frac) i++;
    return i < end ? &h->transfers[i] : NULL;
}

/* Whether and when the customer whose talk was cut off comes again. @return seconds; negative: not */
static double call_back_delay_s(const ccs_flow_t *f, const ccs_contact_t *c)
{
    if (!has_legs(f)) return -1; /* an outage has cut it off, and no type says that anybody would */
    const ccs_drop_t *const drop = &f->world.plan->handling->drops[c->type];

    if (c->attempt == UINT16_MAX || !(draw_alone(f, c, CCS_PURPOSE_CALL_BACK) < drop->call_back_frac)) return -1;
    if (drop->delay.kind == CCS_DISTRIBUTION_NONE) return 0;
    return as_now(f, &drop->delay, ccs_distribution_at(&drop->delay, draw_alone(f, c, CCS_PURPOSE_CALL_BACK_DELAY)));
}

/* The talk was cut off, and the record is the customer's. */
CCS_APART static void be_dropped(ccs_flow_t *f, uint32_t id)
{
    const ccs_world_t *const w = &f->world;
    const ccs_contact_t *const c = &w->contacts.at[id];
    const double delay_s = call_back_delay_s(f, c);

    if (has_legs(f)) ccs_facts_handling(&f->facts, w->period, step_of(f, c)->owner)[CCS_FACT_drops]++;
    note(f, CCS_MOMENT_drop, c, (double) NAN);
    end_journey(f, id, CCS_JOURNEY_DROPPED);
    if (delay_s >= 0 && !is_chaser(f, id)) retry_after(f, id, CCS_RETRY_ANSWERED, delay_s);
    else let_go(f, id);
}

/* The customer has hung up on hold, and the record is theirs: they try again like one who gives up in the queue. */
CCS_APART static void hang_up(ccs_flow_t *f, uint32_t id)
{
    const bool asked = has_consults(f) && f->world.consulting[id].is_lost; /* while the agent asked another one */

    now_handling(f, step_of(f, &f->world.contacts.at[id])->owner)[asked ? CCS_FACT_consult_lost : CCS_FACT_held_lost]++;
    end_journey(f, id, CCS_JOURNEY_HUNG_UP);
    try_again_or_go(f, id, CCS_RETRY_ABANDONED);
}

/* The customer has left the conversation, as no reply came, and the record is theirs. */
CCS_APART static void leave_conversation(ccs_flow_t *f, uint32_t id)
{
    now_turns(f, id)[CCS_FACT_sessions_ended_left]++;
    end_journey(f, id, CCS_JOURNEY_HUNG_UP);
    try_again_or_go(f, id, CCS_RETRY_ABANDONED);
}

/* The talk is over, and nobody else is asked for. */
static void leave_talk(ccs_flow_t *f, uint32_t id, bool is_cut)
{
    const ccs_contact_t *const c = &f->world.contacts.at[id];

    if (has_left_conversation(f, id)) leave_conversation(f, id);
    else if (is_cut || is_dropped(f, c)) be_dropped(f, id);
    else if (has_hung_up(f, c)) hang_up(f, id);
    else {
        if (is_settled(f, c)) record_settled(f, step_of(f, c)->owner);
        leave(f, id, CCS_RETRY_ANSWERED);
    }
}

static void note_transfer(ccs_flow_t *f, const ccs_contact_t *c, const ccs_transfer_t *transfer)
{
    if (!TOLD) return;
    ccs_moment_t *const m = note_blank_contact(f, transfer->goes_up ? CCS_MOMENT_escalate : CCS_MOMENT_transfer, c);

    m->number = transfer->to;
    if (transfer->goes_up) m->duration_s = f->world.now_s - c->since_s;
}

/* An attempt has failed: what it has taken of the agent's time. The record is the customer's. */
static void count_escalation(ccs_flow_t *f, uint32_t id)
{
    const ccs_contact_t *const c = &f->world.contacts.at[id];
    double *const row = ccs_facts_handling(&f->facts, f->world.period, step_of(f, c)->owner);

    row[CCS_FACT_escalations]++;
    row[CCS_FACT_failed] += f->world.now_s - c->since_s;
    watch_handling(f, c->agent, CCS_FACT_own_escalations, 1);
    watch_handling(f, c->agent, CCS_FACT_own_failed, f->world.now_s - c->since_s);
    f->world.journeys[id].has_gone_up = true;
    record_escalation(f, step_of(f, c)->owner);
}

/* To the next tier, or back from it to the type that could not solve it. @param to  a type */
static void count_level(ccs_flow_t *f, uint32_t id, uint32_t to, bool goes_up)
{
    ccs_journey_t *const j = &f->world.journeys[id];
    const uint16_t from = f->world.contacts.at[id].type;

    if (goes_up) ccs_facts_journey(&f->facts, f->world.period, to)[CCS_FACT_came_up]++;
    else if (j->has_come_up && j->up_from == to) ccs_facts_journey(&f->facts, f->world.period, from)[CCS_FACT_sent_back]++;
    j->has_come_up = goes_up;
    j->up_from = from;
}

/* The customer goes on, with a record of their own: the other one stays with the agent, and is as it was. @return the record */
CCS_APART static uint32_t begin_next_leg(ccs_flow_t *f, uint32_t id, const ccs_transfer_t *transfer)
{
    ccs_world_t *const w = &f->world;
    const uint32_t next = take_along(f, id);
    ccs_contact_t *const c = &w->contacts.at[next];

    deliver_reply(f, next);

    note_transfer(f, c, transfer);
    watch_handling(f, c->agent, CCS_FACT_own_transfers, 1);
    if (transfer->goes_up) count_escalation(f, next);
    ccs_facts_handling(&f->facts, w->period, step_of(f, c)->owner)[CCS_FACT_transfers]++;
    w->journeys[next].leg++;
    if (w->plan->handling->any_up) count_level(f, next, transfer->to, transfer->goes_up);
    remember_transfer(f, next);
    w->journeys[next].by = (uint32_t) (transfer - w->plan->handling->transfers);
    c->type = (uint16_t) transfer->to;
    c->queue = (uint16_t) w->plan->heads[c->type].queue;
    c->flags &= CCS_CONTACT_KEPT | CCS_CONTACT_NO_LINE;
    if (transfer->joins == CCS_JOIN_FRONT && !draws_lots(w, c->queue)) c->flags |= CCS_CONTACT_FRONT;
    c->talk = draw_of(f, c, CCS_PURPOSE_TALK, c->flags & CCS_CONTACT_KEPT ? 0 : c->attempt);
    ccs_facts_journey(&f->facts, w->period, c->type)[CCS_FACT_transferred_in]++;
    return next;
}

static void go_on(ccs_flow_t *f, uint32_t id, const ccs_transfer_t *transfer)
{
    offer(f, begin_next_leg(f, id, transfer));
}

/* Nobody stays with a customer who waits for the next opening of the other type. */
static bool is_stayed_for(const ccs_world_t *w, const ccs_transfer_t *transfer)
{
    return transfer->kind != CCS_TRANSFER_COLD && is_asked_for_now(w, transfer->to);
}

/* The talk of a contact would be over: its agent stays with the customer, who goes on. @return false: that is not so */
CCS_APART static bool stay_on(ccs_flow_t *f, uint32_t id)
{
    const ccs_contact_t *const c = &f->world.contacts.at[id];
    const ccs_transfer_t *const transfer = stays(f, c) ? NULL : transfer_after(f, c);

    if (!transfer || !is_stayed_for(&f->world, transfer)) return false;
    part_company(f, c);
    const uint32_t next = begin_next_leg(f, id, transfer);

    begin_company(f, id, next, transfer);
    offer(f, next);
    return true;
}

#endif
