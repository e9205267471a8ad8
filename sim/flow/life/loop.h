/** @file loop.h  The event loop: one event after the other, each to its handler. */
#ifndef CCS_LIFE_LOOP_H
#define CCS_LIFE_LOOP_H

#include "arrive.h"
#include "axis.h"
#include "hint.h"
#include "staff.h"

enum {
    LOOK_EVERY = 32,       /* events between two looks of the listener */
    VERIFY_EVERY = 1 << 17 /* events between two verifications of the whole world, in debug builds */
};

/* What happens at a border belongs to the interval that begins there, whatever was set first. @return false if nothing is left to happen:
 * patience that ends with the day ends for a contact that was cut off */
static bool end_cell_first(ccs_flow_t *f, const ccs_event_t *event)
{
    ccs_contact_t *const impatient = event->kind == CCS_EV_patience_out ? &f->world.contacts.at[event->owner] : NULL;

    if (impatient) impatient->timer = CCS_CALENDAR_NO_TIMER; /* it has fired */
    ccs_calendar_clear(f->world.calendar, f->world.cell_timer);
    on_cell_end(f, f->world.cell);
    return !impatient || impatient->state == CCS_CONTACT_WAITING;
}

/* While the centre is closed, customers who would come put it off until it opens. @return whether this one has */
static bool put_off(ccs_flow_t *f, const ccs_event_t *event)
{
    const ccs_world_t *const w = &f->world;
    const bool is_fresh = event->kind == CCS_EV_arrive;

    if (!is_fresh && event->kind != CCS_EV_repeat) return false;
    const uint32_t type = is_fresh ? event->owner : w->contacts.at[event->owner].type;

    if (!ccs_retry_is_put_off(&w->plan->types[type], w->closed)) return false;
    if (is_fresh) put_off_arrival(f, type);
    else come_at_opening(f, event->owner, CCS_EV_repeat);
    return true;
}

/* @return whether what was to happen does */
CCS_APART static bool heed(ccs_flow_t *f, const ccs_event_t *event)
{
    if (event->time_s >= f->world.cell_end_s && !end_cell_first(f, event)) return false;
    return !f->world.closed || !put_off(f, event);
}

static void dispatch(ccs_flow_t *self, const ccs_event_t *event)
{
    if (event->time_s >= self->world.heed_s && event->kind != CCS_EV_cell_end && !heed(self, event)) return;
    /* the two of nearly every contact first: a branch is guessed better than the jump of a switch */
    if (event->kind == CCS_EV_arrive) {
        on_arrive(self, event->owner);
        return;
    }
    if (event->kind == CCS_EV_talk_end) {
        on_talk_end(self, event->owner);
        return;
    }
    switch ((enum ccs_event_kind) event->kind) {
#define X(name, of, text)                                                                                                        \
    case CCS_EV_##name: on_##name(self, event->owner); break;
        CCS_EVENT_LIST(X)
#undef X
    }
}

/* Batches end when all their contacts are decided, any run when it will not end by itself. */
CCS_APART static bool is_decided(const ccs_world_t *w)
{
    return (w->plan->axis.is_batched && w->n_undecided == 0) || w->now_s > w->plan->axis.last_s;
}

/* Asked before each event, and worth a look in the last cell alone. */
static bool is_over(const ccs_world_t *w)
{
    return w->in_last_cell && is_decided(w);
}

/* Flattened: with link-time optimisation handlers and calendar become part of the loop, a tenth of the instructions less. */
__attribute__((flatten)) static int loop(ccs_flow_t *self)
{
    ccs_world_t *const w = &self->world;
    uint64_t n = 0;
    ccs_event_t event;
    int ret = 0;

    while (!is_over(w) && ccs_calendar_pop(w->calendar, &event)) {
        CCS_TRY(ccs_world_reserve(w));
        if (TOLD && self->told->enough) CCS_TRY(CCS_ERR_STOPPED);
        w->now_s = event.time_s;
        dispatch(self, &event);
        if (TOLD) hand_over(self->told);
        n++;
        if (n % LOOK_EVERY == 0 && self->on_look) CCS_TRY(self->on_look(self->listener, self));
#ifndef NDEBUG
        if (n % VERIFY_EVERY == 0) verify(w);
#endif
    }
out:
    self->n_events += n;
    return ret;
}

#endif
