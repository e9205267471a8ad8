/** @file loop.h  The event loop: one event after the other, each to its handler. */
#ifndef CCS_LIFE_LOOP_H
#define CCS_LIFE_LOOP_H

#include "arrive.h"
#include "axis.h"
#include "call_back.h"
#include "campaigns.h"
#include "duty.h"
#include "failure.h"
#include "hint.h"
#include "seat.h"
#include "staff.h"
#include "steer.h"
#include "week.h"

enum {
    LOOK_EVERY = 32,       /* events between two looks of the listener */
    VERIFY_EVERY = 1 << 17 /* events between two verifications of the whole world, in debug builds */
};

/* Of a contact that waits. */
static bool is_of_waiting(uint32_t kind)
{
    return kind == CCS_EV_patience_out || kind == CCS_EV_callback_offer || kind == CCS_EV_announce;
}

/* What happens at a border belongs to the interval that begins there, whatever was set first. @return false if nothing is left to happen:
 * patience that ends with the day ends for a contact that was cut off, and it is asked and told nothing */
static bool end_cell_first(ccs_flow_t *f, ccs_event_t event)
{
    const ccs_world_t *const w = &f->world;

    ccs_calendar_clear(w->calendar, w->first_timer[CCS_OWNER_replication]);
    end_cell(f);
    return !is_of_waiting(event.kind) ||
        w->contacts.at[event.timer - w->first_timer[CCS_OWNER_contact]].state == CCS_CONTACT_WAITING;
}

/* While the centre or the type is closed, customers who would come put it off until it opens. @return whether this one has */
static bool put_off(ccs_flow_t *f, ccs_event_t event)
{
    const ccs_world_t *const w = &f->world;
    const bool is_fresh = event.kind == CCS_EV_arrive;

    if (!is_fresh && event.kind != CCS_EV_repeat) return false;
    const uint32_t id = event.timer - w->first_timer[is_fresh ? CCS_OWNER_type : CCS_OWNER_contact];
    const uint32_t type = is_fresh ? id : w->contacts.at[id].type;

    if (!ccs_retry_is_put_off(&w->plan->types[type], RICH ? ccs_world_is_closed(w, type) : w->closed)) return false;
    if (is_fresh) put_off_arrival(f, type);
    else come_at_opening(f, id, CCS_EV_repeat);
    return true;
}

/* The event by value, so that it lives in registers. @return whether what was to happen does */
CCS_APART static bool heed(ccs_flow_t *f, ccs_event_t event)
{
    if (event.time_s >= f->world.cell_end_s && !end_cell_first(f, event)) return false;
    return !f->world.some_closed || !put_off(f, event);
}

/* Of nearly every contact, or of many: dispatch sees to them itself. */
static inline bool is_frequent(uint32_t kind)
{
    return kind == CCS_EV_arrive || kind == (RICH ? CCS_EV_step_end : CCS_EV_talk_end) || kind == CCS_EV_patience_out;
}

/* What is rare stands apart: the loop of the rest is the same however many kinds of events there are. */
CCS_APART static void dispatch_rare(ccs_flow_t *self, uint32_t kind, uint32_t timer)
{
    const uint32_t *const first = self->world.first_timer;

    if (is_frequent(kind)) CCS_NEVER_HERE();
    switch ((enum ccs_event_kind) kind) {
#define X(name, of, text)                                                                                                        \
    case CCS_EV_##name: on_##name(self, timer - first[CCS_OWNER_##of]); break;
        CCS_EVENT_LIST(X)
#undef X
    }
}

static void happen(ccs_flow_t *self, const ccs_event_t *event)
{
    const uint32_t *const first = self->world.first_timer;

    if (event->time_s >= self->world.heed_s && event->kind != CCS_EV_cell_end && !heed(self, *event)) return;
    /* the two of nearly every contact first, then who gives up: a branch is guessed better than the jump of a switch */
    if (event->kind == CCS_EV_arrive) {
        on_arrive(self, event->timer - first[CCS_OWNER_type]);
        return;
    }
    if (event->kind == (RICH ? CCS_EV_step_end : CCS_EV_talk_end)) {
        (RICH ? on_step_end : on_talk_end)(self, event->timer - first[CCS_OWNER_contact]);
        return;
    }
    if (event->kind == CCS_EV_patience_out) {
        on_patience_out(self, event->timer - first[CCS_OWNER_contact]);
        return;
    }
    dispatch_rare(self, event->kind, event->timer);
}

static void dispatch(ccs_flow_t *self, const ccs_event_t *event)
{
    happen(self, event);
    if (has_seats(&self->world) && self->world.outages.seat_is_left) pass_seats_on(self);
    call_who_is_owed(self);
    act_by_rules(self);
    dial_campaigns(self);
}

/* Batches end when all their contacts are decided, any run when it will not end by itself. */
CCS_APART static bool is_decided(const ccs_world_t *w)
{
    return (w->plan->axis.is_batched && w->n_undecided == 0) || w->now_s > w->plan->axis.last_s;
}

/* A run can only be over in its last cell, so that all others are spared the question. */
static bool is_over(const ccs_world_t *w)
{
    return w->in_last_cell && is_decided(w);
}

/* The next spell of events before anybody looks up: short, so that a wish to stop is heard, and in the last cell one by one. */
static void begin_spell(ccs_flow_t *f)
{
    f->spell = f->left = f->world.in_last_cell ? 1 : LOOK_EVERY - (uint32_t) (f->n_run % LOOK_EVERY);
}

/* A spell is over: what need not be asked before each event. There is room for what the next one may create: one contact an event, and, once, what an outage
 * cuts off. */
CCS_APART static int look_up(ccs_flow_t *f)
{
    int ret = 0;

    f->n_run += f->spell;
    f->spell = 0;
    if (f->n_run % LOOK_EVERY == 0 && f->on_look) CCS_TRY(f->on_look(f->listener, f));
#ifndef NDEBUG
    if (f->n_run % VERIFY_EVERY == 0) verify(&f->world);
#endif
    CCS_TRY(ccs_world_reserve(&f->world, LOOK_EVERY + f->world.n_cut_at_once));
    begin_spell(f);
out:
    return ret;
}

/* Flattened: with link-time optimisation handlers and calendar become part of the loop, a tenth of the instructions less. */
CCS_FLATTEN static int loop(ccs_flow_t *self)
{
    ccs_world_t *const w = &self->world;
    ccs_event_t event;
    int ret;

    self->n_run = 0;
    self->spell = self->left = 0;
    CCS_TRY(ccs_world_reserve(w, LOOK_EVERY + w->n_cut_at_once));
    begin_spell(self);
    while (!is_over(w)) {
        do {
            if (!ccs_calendar_pop(w->calendar, &event)) goto out;
            if (TOLD && self->told->enough) CCS_TRY(CCS_ERR_STOPPED);
            w->now_s = event.time_s;
            dispatch(self, &event);
            if (TOLD) hand_over(self->told);
        } while (--self->left > 0);
        CCS_TRY(look_up(self));
    }
out:
    self->n_run += self->spell - self->left;
    self->n_events += self->n_run;
    return ret;
}

#endif
