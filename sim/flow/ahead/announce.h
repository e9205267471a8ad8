/** @file announce.h  Further: customers who wait are told how long it will be, or their place, and their patience goes by it. */
#ifndef CCS_LIFE_ANNOUNCE_H
#define CCS_LIFE_ANNOUNCE_H

#include <math.h>

#include "expect.h"
#include "hint.h"
#include "timer.h"

/* Whether the customer is told something. */
static inline bool is_told(const ccs_flow_t *f, const ccs_contact_t *c)
{
    return FURTHER && f->world.waiting && f->world.plan->types[c->type].announcement.is_made;
}

/* The customer has been told nothing yet. */
static inline void tell_nothing(const ccs_flow_t *f, uint32_t id)
{
    if (is_told(f, &f->world.contacts.at[id])) f->world.waiting[id].over_s = (double) INFINITY;
}

/* Whether a contact that has just joined its queue stands behind all others, as nearly all do. */
static bool joins_last(const ccs_world_t *w, const ccs_contact_t *c)
{
    return w->plan->queues[c->queue].order == CCS_ORDER_FIFO && !(c->flags & CCS_CONTACT_FRONT);
}

/* Contacts of the queue that are served before one that stands in it. */
static uint32_t n_before(const ccs_world_t *w, uint32_t id)
{
    const uint32_t queue = w->contacts.at[id].queue;
    const enum ccs_queue_order order = w->plan->queues[queue].order;
    uint32_t n = 0;

    for (uint32_t i = ccs_queue_first(&w->queues[queue], order); i != id; i = ccs_queue_after(&w->contacts, i, order)) n++;
    return n;
}

/* What patience is now, by the seconds or the place that the customer is told. */
static double factor_by(const ccs_announcement_t *a, double told)
{
    return a->factor.n > 0 ? ccs_share_curve_at_time(&a->factor, told) : 1;
}

static void tell_wait(ccs_flow_t *f, uint32_t id, double wait_s)
{
    const ccs_world_t *const w = &f->world;
    const ccs_contact_t *const c = &w->contacts.at[id];
    const ccs_announcement_t *const a = &w->plan->types[c->type].announcement;
    ccs_waiting_t *const it = &w->waiting[id];

    it->factor = factor_by(a, wait_s);
    it->over_s = w->now_s + wait_s;
    it->leaves =
        a->leave_frac > 0 && isfinite(it->left_s) && draw_of(f, c, CCS_PURPOSE_LEAVES_WHEN_OVER, c->attempt) < a->leave_frac;
    note(f, CCS_MOMENT_announced, c, wait_s);
}

static void tell_place(ccs_flow_t *f, uint32_t id, uint32_t ahead)
{
    const ccs_world_t *const w = &f->world;
    const ccs_contact_t *const c = &w->contacts.at[id];

    w->waiting[id].factor = factor_by(&w->plan->types[c->type].announcement, ahead + 1.0);
    note_wait(f, CCS_MOMENT_announced_position, c, ahead);
}

/* The customer, who has so many in front, hears what there is to hear; where nothing can be said, or the wait is too short for it, what was said before holds. */
static void tell(ccs_flow_t *f, uint32_t id, uint32_t ahead)
{
    const ccs_world_t *const w = &f->world;
    const ccs_contact_t *const c = &w->contacts.at[id];
    const ccs_type_t *const t = &w->plan->types[c->type];
    const ccs_announcement_t *const a = &t->announcement;
    double wait_s = a->says_s;

    if (isnan(wait_s) && t->prediction.by != CCS_PREDICTOR_NONE)
        wait_s = ccs_predict_wait_s(w, c->type, ahead, w->now_s - c->offered_s);
    if (a->above_s > 0 && !(wait_s > a->above_s)) return;
    if (a->what == CCS_ANNOUNCED_POSITION) tell_place(f, id, ahead);
    else if (!isnan(wait_s)) tell_wait(f, id, wait_s);
}

/* Whatever comes first: the next announcement, or the end of patience. */
static void set_what_next(ccs_flow_t *f, uint32_t id)
{
    const ccs_world_t *const w = &f->world;
    const ccs_waiting_t *const it = &w->waiting[id];
    const double growth_per_s = w->plan->types[w->contacts.at[id].type].announcement.growth_per_s;
    const double at_s = fmax(w->now_s, ccs_waiting_ends_s(it, growth_per_s));

    if (it->next_s < at_s) set_timer(f, id, it->next_s, CCS_EV_announce);
    else if (isfinite(at_s)) set_timer(f, id, at_s, CCS_EV_patience_out);
}

/* The contact has joined its queue. @param patience_s  INFINITY: it waits for ever */
CCS_APART static void begin_announcing(ccs_flow_t *f, uint32_t id, double patience_s)
{
    const ccs_world_t *const w = &f->world;
    const ccs_contact_t *const c = &w->contacts.at[id];
    const double every_s = w->plan->types[c->type].announcement.every_s;

    w->waiting[id] = (ccs_waiting_t){.left_s = patience_s,
        .since_s = w->now_s,
        .factor = 1,
        .over_s = (double) INFINITY,
        .next_s = isnan(every_s) ? (double) INFINITY : w->now_s + every_s};
    tell(f, id, joins_last(w, c) ? w->queues[c->queue].n - 1 : n_before(w, id));
    set_what_next(f, id);
}

/* While it is closed nothing is said: who stays has heard the last announcement. */
CCS_APART static void on_announce(ccs_flow_t *f, uint32_t id)
{
    if (!FURTHER) return;
    const ccs_world_t *const w = &f->world;
    const ccs_contact_t *const c = &w->contacts.at[id];
    const ccs_announcement_t *const a = &w->plan->types[c->type].announcement;
    ccs_waiting_t *const it = &w->waiting[id];
    const bool closed = ccs_world_is_closed(w, c->type);

    it->next_s = closed ? (double) INFINITY : w->now_s + a->every_s;
    if (!closed) {
        ccs_waiting_run_down(it, a->growth_per_s, w->now_s);
        tell(f, id, n_before(w, id));
    }
    set_what_next(f, id);
}

#endif
