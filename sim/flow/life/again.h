/** @file again.h  The customer is off the line: away until they contact again, or gone for good. */
#ifndef CCS_LIFE_AGAIN_H
#define CCS_LIFE_AGAIN_H

#include <math.h>

#include "chase.h"
#include "count.h"
#include "deadline.h"
#include "dialled.h"
#include "ending.h"
#include "hint.h"
#include "journey.h"
#include "note.h"
#include "put_off.h"
#include "retry.h"
#include "thread.h"

/* As what the customer comes again: by the same door as this time, whatever queue the contact was sent to. */
static inline uint32_t again_as(const ccs_flow_t *f, uint32_t id)
{
    const ccs_world_t *const w = &f->world;

    if (has_legs(f)) return w->journeys[id].came_as;
    return FURTHER && w->paths ? w->paths[id].came_as : w->contacts.at[id].type;
}

/* As another type than they came, which is what the type says in whose queue or talk the contact has ended. @return CCS_NONE: not */
CCS_APART static uint32_t becomes(ccs_flow_t *f, const ccs_contact_t *c, enum ccs_retry_cause cause)
{
    const ccs_handling_t *const h = f->world.plan->handling;
    const size_t row = 2 * (size_t) c->type + (cause == CCS_RETRY_ANSWERED);
    uint32_t i = h->first_becoming[row];

    if (i == h->first_becoming[row + 1]) return CCS_NONE;
    const double u = draw_alone(f, c, CCS_PURPOSE_BECOMES);

    while (i < h->first_becoming[row + 1] && u >= h->becomings[i].upto_frac) i++;
    return i < h->first_becoming[row + 1] ? h->becomings[i].to : CCS_NONE;
}

static void note_retry(ccs_flow_t *f, const ccs_contact_t *c, uint32_t id, bool has_switched)
{
    if (!has_switched) {
        note_next(f, CCS_MOMENT_retry, c, id);
    } else if (TOLD) {
        ccs_moment_t *const m = note_blank_contact(f, CCS_MOMENT_retry_as, c);

        m->number = c->type;
        m->duration_s = ccs_calendar_look(f->world.calendar, timer_of(f, id)).time_s - f->world.now_s;
    }
}

static void count_switch(const ccs_flow_t *f, uint32_t from, uint32_t to)
{
    ccs_facts_journey(&f->facts, f->world.period, from)[CCS_FACT_switched]++;
    ccs_facts_journey(&f->facts, f->world.period, to)[CCS_FACT_switched_in]++;
}

/* The customer will contact again, as what they came or as another type; the record is theirs until then. */
CCS_APART static void retry_after(ccs_flow_t *f, uint32_t id, enum ccs_retry_cause cause, double delay_s)
{
    ccs_world_t *const w = &f->world;
    ccs_contact_t *const c = &w->contacts.at[id];
    const uint32_t to = FURTHER && ccs_plan_switches(w->plan) ? becomes(f, c, cause) : CCS_NONE, from = again_as(f, id);
    const bool has_switched = to != CCS_NONE && to != from;

    void_promise_of_attempt(f, id);
    c->type = (uint16_t) (has_switched ? to : from);
    if (FURTHER && has_switched) {
        count_switch(f, from, to);
        remember_switch(f, id);
    }
    c->state = CCS_CONTACT_RETRYING;
    c->flags = cause == CCS_RETRY_ANSWERED ? CCS_CONTACT_RECONNECT : 0;
    w->n_retrying[c->type]++;
    book(f, &now_row(f, c->type)[CCS_FACT_retry_area], 1);
    set_timer(f, id, w->now_s + delay_s, CCS_EV_repeat);
    note_retry(f, c, id, FURTHER && has_switched);
}

/* The customer will not be back; or there was none. */
static void let_go(ccs_flow_t *f, uint32_t id)
{
    forget_dialled(f, id);
    if (is_asked(&f->world.contacts.at[id])) {
        end_asked(f, id);
    } else {
        note_gone(f);
        void_promise(f, id);
        if (!is_chaser(f, id)) end_issue(f, id);
        if (has_outcomes(f) && !is_chaser(f, id)) close_issue(f, id);
    }
    ccs_contacts_give(&f->world.contacts, id);
}

/* Whether and when the customer comes again, where that depends on the attempt or on who has served them. The step of one who was answered is their talk. */
CCS_APART static double delay_by_attempt_s(const ccs_flow_t *f, const ccs_contact_t *c, enum ccs_retry_cause cause)
{
    const ccs_world_t *const w = &f->world;
    const bool answered = cause == CCS_RETRY_ANSWERED;
    ccs_retry_at_t at = {w->now_s, answered ? w->plan->steps[c->step].owner : CCS_NONE, (double) NAN, c->attempt};

    if (answered) ask_outcome(f, c, &at);
    const double delay_s = ccs_retry_delay_by_attempt(w->plan, source_of(f, c), c, cause, &at);

    return answered && delay_s >= 0 ? delay_s + waits_for_visit_s(f, c) : delay_s;
}

/* How the attempt ended has been noted, and counted. */
CCS_INLINE void try_again_or_go(ccs_flow_t *f, uint32_t id, enum ccs_retry_cause cause)
{
    ccs_world_t *const w = &f->world;
    const ccs_contact_t *const c = &w->contacts.at[id];

    if (!(LEAN && cause == CCS_RETRY_ANSWERED) && !is_asked(c) && !is_chaser(f, id) &&
        w->plan->heads[c->type].retry_frac[cause] > 0) {
        const ccs_type_t *const t = &w->plan->types[c->type];
        const double delay_s = FURTHER && w->repeats_differ ? delay_by_attempt_s(f, c, cause)
            : RICH && w->varies                             ? ccs_retry_delay_at(t, source_of(f, c), c, cause, w->now_s)
                                                            : ccs_retry_delay_s(t, source_of(f, c), c, cause);

        if (delay_s >= 0) {
            retry_after(f, id, cause, delay_s);
            return;
        }
    }
    let_go(f, id);
}

static void close_chased(ccs_flow_t *f, uint32_t chaser); /* close_chased.h */

/* The customer is off the line: they contact again later, or that was it. How the attempt ended has been noted. */
static void leave(ccs_flow_t *f, uint32_t id, enum ccs_retry_cause cause)
{
    end_journey(f, id, journey_end_of(cause));
    if (cause == CCS_RETRY_ANSWERED) {
        if (writes_on(f, id)) return;
        if (is_chaser(f, id)) close_chased(f, id);
        else end_contact(f, id);
        deliver_service(f, id);
    }
    try_again_or_go(f, id, cause);
}

/* A record of the customer's own, as the present one stays with the agent. @return it */
static uint32_t take_along(ccs_flow_t *f, uint32_t id)
{
    ccs_contacts_t *const contacts = &f->world.contacts;
    const uint32_t next = ccs_contacts_take(contacts);

    contacts->at[next] = contacts->at[id];
    if (has_legs(f)) f->world.journeys[next] = f->world.journeys[id];
    if (FURTHER && f->world.talks) f->world.talks[next] = f->world.talks[id];
    if (has_consults(f)) f->world.consulting[next] = f->world.consulting[id];
    if (FURTHER && f->world.pieces) f->world.pieces[next] = f->world.pieces[id];
    if (FURTHER && f->world.paths) f->world.paths[next] = f->world.paths[id];
    carry_deadline(f, id, next);
    if (has_outcomes(f)) f->world.memories[next] = f->world.memories[id];
    if (FURTHER && f->world.held) f->world.served_by[next] = f->world.served_by[id];
    return next;
}

/* The cell with which a closed type opens next; n_cells: it does not before the run ends. */
static uint32_t opening_cell(const ccs_world_t *w, uint32_t type)
{
    uint32_t cell = w->cell + 1;

    while (cell < w->plan->n_cells && !ccs_plan_is_served(w->plan, type, cell)) cell++;
    return cell;
}

/* When a closed type opens next; INFINITY: not before the run ends. */
static double opens_s(const ccs_world_t *w, uint32_t type)
{
    if (!RICH || !w->plan->own_hours.set_of) return w->cell_end_s;

    const uint32_t cell = opening_cell(w, type);

    return cell < w->plan->n_cells ? w->plan->cells[cell].start_s : (double) INFINITY;
}

/* When a customer who would contact again now does it instead. */
static double comes_again_s(const ccs_flow_t *f, const ccs_contact_t *c)
{
    const ccs_world_t *const w = &f->world;

    if (!FURTHER || !ccs_plan_puts_off_to_day(&w->plan->types[c->type])) return opens_s(w, c->type);

    const uint32_t cell = opening_cell(w, c->type);

    if (cell == w->plan->n_cells) return (double) INFINITY;
    return ccs_put_off_s(w->plan, c->type, cell, draw_alone(f, c, CCS_PURPOSE_PUT_OFF));
}

/* It is closed: the customer comes when it opens, or later that day; if it does not open again not at all. */
static void come_at_opening(ccs_flow_t *f, uint32_t id, enum ccs_event_kind kind)
{
    const ccs_world_t *const w = &f->world;
    const ccs_contact_t *const c = &w->contacts.at[id];
    const bool fresh = kind == CCS_EV_come;
    const double at_s = fresh ? opens_s(w, c->type) : comes_again_s(f, c);

    if (isinf(at_s)) {
        note(f, fresh ? CCS_MOMENT_come_too_late : CCS_MOMENT_retry_too_late, c, (double) NAN);
    } else {
        set_timer(f, id, at_s, kind);
        note(f, fresh ? CCS_MOMENT_come_later : CCS_MOMENT_retry_later, c, at_s - w->now_s);
    }
}

/* The customer stops being away and comes to the centre, which is open. */
static void end_absence(ccs_flow_t *f, const ccs_contact_t *c)
{
    f->world.n_retrying[c->type]--;
    book(f, &now_row(f, c->type)[CCS_FACT_retry_area], -1);
}

#endif
