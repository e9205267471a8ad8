/** @file ask.h  Further: a consult from its begin to its end (see consult.h). */
#ifndef CCS_LIFE_ASK_H
#define CCS_LIFE_ASK_H

#include "hint.h"
#include "in_step.h"
#include "offer.h"
#include "pause.h"

/* ---- it begins ------------------------------------------------------------------------------------------------------------------ */

/* When the customer has enough of it: where the type has customers who hang up on hold. */
static double bears_until_s(const ccs_flow_t *f, const ccs_contact_t *c)
{
    const ccs_distribution_t *const law = &pauses_of(f, c)->patience;

    if (law->kind == CCS_DISTRIBUTION_NONE) return (double) INFINITY;
    return f->world.now_s +
        as_at(f, law, ccs_distribution_at(law, draw_alone(f, c, CCS_PURPOSE_CONSULT_PATIENCE)), f->world.now_s);
}

/* The record that stands for the agent. Its leg is counted from the last one down: of contacts with half as many legs as there may be, none draws with it. */
static uint32_t make_asked(ccs_flow_t *f, uint32_t id, const ccs_consult_t *consult)
{
    ccs_world_t *const w = &f->world;
    const uint32_t asked = take_along(f, id);
    ccs_contact_t *const c = &w->contacts.at[asked];

    w->journeys[asked] = (ccs_journey_t){.came_as = w->journeys[id].came_as,
        .leg = (uint16_t) (CCS_MAX_LEGS - 1 - w->journeys[id].leg),
        .period = w->journeys[id].period,
        .issue_period = w->journeys[id].issue_period,
        .with = CCS_NONE};
    begin_memory(f, asked);
    w->consulting[asked] = (ccs_consulting_t){.consult = consult, .other = id};
    c->type = (uint16_t) consult->to;
    c->queue = (uint16_t) w->plan->heads[c->type].queue;
    c->flags = CCS_CONTACT_NO_LINE | CCS_CONTACT_ASKED;
    if (consult->joins == CCS_JOIN_FRONT && !draws_lots(w, c->queue)) c->flags |= CCS_CONTACT_FRONT;
    return asked;
}

static void note_consult(ccs_flow_t *f, const ccs_contact_t *c, uint32_t to)
{
    if (TOLD) note_blank_contact(f, CCS_MOMENT_consult, c)->number = to;
}

static void begin_consult(ccs_flow_t *f, uint32_t id, const ccs_consult_t *consult)
{
    ccs_world_t *const w = &f->world;
    const ccs_contact_t *const c = &w->contacts.at[id];
    ccs_consulting_t *const a = &w->consulting[id];
    const uint32_t pair = step_of(f, c)->owner, asked = make_asked(f, id, consult);

    a->state = CCS_ASKING_WAITS;
    a->other = asked;
    a->since_s = w->now_s;
    a->has_asked = true;
    a->gives_up_s = bears_until_s(f, c);
    change_asking(f, pair, 1);
    now_handling(f, pair)[CCS_FACT_consults]++;
    watch_handling(f, c->agent, CCS_FACT_own_consults, 1);
    ccs_facts_journey(&f->facts, w->period, consult->to)[CCS_FACT_consulted_in]++;
    note_consult(f, c, consult->to);
    const double until_s = fmin(a->gives_up_s, w->now_s + consult->max_wait_s);

    if (isfinite(until_s)) set_timer(f, id, until_s, CCS_EV_step_end);
    offer(f, asked);
}

/* The part of the talk in which the agent asks is at that point, or at its end. @return false: it is over */
static bool reaches_consult(ccs_flow_t *f, uint32_t id)
{
    const ccs_contact_t *const c = &f->world.contacts.at[id];
    ccs_consulting_t *const a = &f->world.consulting[id];
    const ccs_consult_t *const consult = a->consult;

    if (!consult || talk_of(f, c)->part != a->part || (a->at_s >= a->ends_s && is_dropped(f, c))) return false;
    a->consult = NULL;
    if (is_asked_for_now(&f->world, consult->to)) begin_consult(f, id, consult);
    else set_timer(f, id, a->ends_s, CCS_EV_step_end);
    return true;
}

/* ---- it ends -------------------------------------------------------------------------------------------------------------------- */

/* The agent who asked has no more use for the record. Where another agent has it, it goes in an event of its own. */
CCS_APART static void withdraw(ccs_flow_t *f, uint32_t id)
{
    ccs_world_t *const w = &f->world;
    const ccs_contact_t *const c = &w->contacts.at[id];

    w->consulting[id].other = CCS_NONE;
    if (c->state == CCS_CONTACT_WAITING) {
        take_from_queue(f, id);
        count_abandoned(f, c);
        detail_abandon(f, c);
        note(f, CCS_MOMENT_abandon, c, w->now_s - c->offered_s);
        let_go(f, id);
        return;
    }
    const bool rings = c->state == CCS_CONTACT_RINGING;

    if (rings) w->rung[id].end = CCS_RING_LOST;
    cancel_timer(f, id);
    set_timer(f, id, w->now_s, rings ? CCS_EV_ring_end : CCS_EV_step_end);
}

/* The agent does not ask any more. */
static void end_asking(ccs_flow_t *f, const ccs_contact_t *c, uint32_t pair)
{
    ccs_consulting_t *const a = asking_of(f, c);
    const double lasted_s = f->world.now_s - a->since_s;
    const bool in_vain = !a->is_joined;

    if (a->other != CCS_NONE) withdraw(f, a->other);
    cancel_timer(f, (uint32_t) (c - f->world.contacts.at));
    a->other = CCS_NONE;
    a->state = CCS_ASKING_NOT;
    a->asked_s += lasted_s;
    change_asking(f, pair, -1);
    note(f, a->is_lost ? CCS_MOMENT_consult_hang_up : in_vain ? CCS_MOMENT_consult_in_vain : CCS_MOMENT_consult_end, c, lasted_s);
}

/* The talk with the customer goes on where it was. */
static void talk_again(ccs_flow_t *f, uint32_t id)
{
    const ccs_contact_t *const c = &f->world.contacts.at[id];
    const ccs_consulting_t *const a = &f->world.consulting[id];

    end_asking(f, c, step_of(f, c)->owner);
    talk_of(f, c)->ends_s += f->world.now_s - a->since_s;
    set_timer(f, id, f->world.now_s + (a->ends_s - a->at_s), CCS_EV_step_end);
}

/* The timer of a talk has fired. @return whether it was for a consult, which begins or is over, and the talk goes on */
CCS_APART static bool consults(ccs_flow_t *f, uint32_t id)
{
    const ccs_contact_t *const c = &f->world.contacts.at[id];
    ccs_consulting_t *const a = &f->world.consulting[id];

    if (c->state != CCS_CONTACT_TALKING || is_asked(c)) return false;
    if (a->state == CCS_ASKING_NOT) return reaches_consult(f, id);
    if (a->state == CCS_ASKING_OVER || f->world.now_s < a->gives_up_s) {
        talk_again(f, id);
        return true;
    }
    a->is_lost = true;
    talk_of(f, c)->hangs_up = true;
    talk_of(f, c)->ends_s = f->world.now_s;
    return false;
}

static void call_at_opening(ccs_flow_t *f, uint32_t id); /* dial.h */

/* At close nobody waits until the next opening with a customer on hold, or on a phone that they have answered: who has is called again then. */
CCS_APART static void dismiss(ccs_flow_t *f, uint32_t id)
{
    const ccs_contact_t *const c = &f->world.contacts.at[id];

    if (is_asked(c)) {
        end_asked(f, id);
        withdraw(f, id);
    } else if (is_off_line(c) && c->flags & CCS_CONTACT_REACHED) {
        cancel_timer(f, id);
        take_from_queue(f, id);
        call_at_opening(f, id);
    }
}

/* Those who wait for a type that closes and keeps its queue. */
CCS_APART static void dismiss_at_close(ccs_flow_t *f, uint32_t queue)
{
    if (!FURTHER) return;
    const ccs_world_t *const w = &f->world;

    if (w->plan->queues[queue].at_close != CCS_AT_CLOSE_CARRY) return;
    for (uint32_t id = w->queues[queue].head, next; id != CCS_NONE; id = next) {
        next = w->contacts.at[id].next;
        dismiss(f, id);
    }
}

/* A talk is over: one with an agent who asked, or one of a customer, in which another agent may still be asked. */
CCS_APART static void count_consults(ccs_flow_t *f, uint32_t id, uint32_t pair, double lasted_s)
{
    const ccs_contact_t *const c = &f->world.contacts.at[id];
    const ccs_consulting_t *const a = &f->world.consulting[id];
    double *const row = now_handling(f, pair);

    if (is_asked(c)) {
        row[CCS_FACT_consults_taken]++;
        row[CCS_FACT_consults_talk] += lasted_s;
        watch_handling(f, c->agent, CCS_FACT_own_advice, 1);
        watch_handling(f, c->agent, CCS_FACT_own_advice_time, lasted_s);
        end_asked(f, id);
        return;
    }
    if (a->state != CCS_ASKING_NOT) end_asking(f, c, pair);
    row[CCS_FACT_consulted] += a->has_asked;
    row[CCS_FACT_consult] += a->asked_s;
    add_hold(f, c, a->asked_s); /* the customer hears music all the same */
}

#endif
