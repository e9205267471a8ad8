/** @file queue.h  Waiting: into the queue and out of it, by an agent, by patience, by close, or not in at all. */
#ifndef CCS_LIFE_QUEUE_H
#define CCS_LIFE_QUEUE_H

#include "again.h"
#include "announce.h"
#include "count_exit.h"
#include "detail.h"
#include "expect.h"
#include "gauge.h"
#include "head.h"
#include "hint.h"
#include "line.h"
#include "off_line.h"

/* Where the contact waits, or would. Plain: each type has a queue of its own. */
static inline uint32_t queue_of(const ccs_contact_t *c)
{
    return RICH ? c->queue : c->type;
}

/* The trunk group whose line the contact holds. */
static inline uint32_t trunk_of(const ccs_world_t *w, const ccs_contact_t *c)
{
    if (LEAN) return CCS_NONE;
    return FURTHER ? ccs_world_trunk(w, c) : w->plan->heads[c->type].trunk;
}

static void free_line_of(ccs_flow_t *f, const ccs_contact_t *c)
{
    if (!FURTHER || !(c->flags & CCS_CONTACT_NO_LINE)) free_line(f, trunk_of(&f->world, c));
}

/* Rich: handed over, and now waiting for somebody to take it over. It has been answered. */
static inline bool is_handed(const ccs_contact_t *c)
{
    return RICH && c->flags & CCS_CONTACT_HANDED;
}

/* One more contact, or one fewer, of its type waits: on the line, or off it in its place. */
static inline void count_queued(ccs_flow_t *f, const ccs_contact_t *c, int delta)
{
    if (is_off_line(c)) {
        f->world.callbacks.n_kept[c->type] += (uint32_t) delta;
        change_off_line(f, c->type, delta);
        if (c->flags & CCS_CONTACT_REACHED) change_on_hold(f, c->type, delta);
        return;
    }
    book(f, &now_row(f, c->type)[CCS_FACT_queue_area], delta);
}

/* The contact stands in its queue. */
static inline void count_joined(ccs_flow_t *f, const ccs_contact_t *c)
{
    ccs_world_t *const w = &f->world;
    const uint32_t queue = queue_of(c), trunk = trunk_of(w, c);
    double *const max_queue = ccs_facts_max_queue(&f->facts, w->period);

    w->n_waiting++;
    if (trunk != CCS_NONE) w->trunks[trunk].n_waiting++;
    if (w->plan->axis.is_batched) w->n_undecided += ccs_facts_counts(&f->facts, c->counts_at);
    if (w->queues[queue].n > max_queue[queue]) max_queue[queue] = w->queues[queue].n;
    if (w->n_waiting > max_queue[w->plan->n_queues]) max_queue[w->plan->n_queues] = w->n_waiting;
    count_queued(f, c, 1);
}

/* Rich: the queue is served in random order. */
static inline bool draws_lots(const ccs_world_t *w, uint32_t queue)
{
    return RICH && w->plan->queues[queue].order == CCS_ORDER_SIRO;
}

/* The contact comes to stand where its own draw says: whoever else comes, goes or is served changes no draw. */
CCS_APART static void put_at_random(ccs_flow_t *f, uint32_t id)
{
    ccs_world_t *const w = &f->world;
    const ccs_contact_t *const c = &w->contacts.at[id];
    const uint32_t queue = queue_of(c);
    const double u = draw_of(f, c, CCS_PURPOSE_QUEUE_PLACE, c->attempt);

    ccs_queue_put_at_random(&w->queues[queue], &w->lots[queue], &w->contacts, id, u);
}

/* Those of its queue whom a contact that joins it waits with: of one at the front, those who stand there already. */
static inline uint32_t n_ahead(const ccs_world_t *w, const ccs_contact_t *c)
{
    uint32_t n = w->queues[queue_of(c)].n - 1;

    if (!FURTHER || !(c->flags & CCS_CONTACT_FRONT)) return n;
    n = 0;
    for (uint32_t id = c->prev; id != CCS_NONE; id = w->contacts.at[id].prev) n++;
    return n;
}

/* Further: the queue is served in the order of due dates. */
static inline bool goes_by_due(const ccs_world_t *w, uint32_t queue)
{
    return FURTHER && w->due_last && w->plan->queues[queue].order == CCS_ORDER_DUE;
}

static bool stays_in_front(const ccs_world_t *w, uint32_t id, double due_s)
{
    const ccs_contact_t *const c = &w->contacts.at[id];

    return c->flags & (CCS_CONTACT_HANDED | CCS_CONTACT_FRONT) || ccs_world_due_at_s(w, c) <= due_s;
}

/* Who comes now is due no earlier than who came last, unless it has a date of its own: the place is near, and nobody is passed by twice. */
CCS_APART static void put_by_due(ccs_world_t *w, uint32_t id)
{
    const ccs_contact_t *const c = &w->contacts.at[id];
    ccs_queue_state_t *const queue = &w->queues[c->queue];
    const double due_s = ccs_world_due_at_s(w, c);
    uint32_t prev = w->due_last[c->queue];

    while (prev != CCS_NONE && !stays_in_front(w, prev, due_s)) prev = w->contacts.at[prev].prev;
    for (uint32_t next = prev == CCS_NONE ? queue->head : w->contacts.at[prev].next;
         next != CCS_NONE && stays_in_front(w, next, due_s); next = w->contacts.at[next].next)
        prev = next;
    ccs_queue_put_behind(queue, &w->contacts, id, prev);
    w->due_last[c->queue] = id;
}

/* The contact stands in its queue, which nobody is told. */
static inline void enter_queue(ccs_flow_t *f, uint32_t id)
{
    ccs_world_t *const w = &f->world;
    ccs_contact_t *const c = &w->contacts.at[id];

    c->state = CCS_CONTACT_WAITING;
    if (draws_lots(w, queue_of(c))) put_at_random(f, id);
    else if (FURTHER && c->flags & CCS_CONTACT_FRONT)
        ccs_queue_put_in_front(&w->queues[c->queue], &w->contacts, id, w->plan->queues[c->queue].order);
    else if (goes_by_due(w, queue_of(c))) put_by_due(w, id);
    else ccs_queue_push(&w->queues[queue_of(c)], &w->contacts, id);
    count_joined(f, c);
    if (has_stages(w, c->type)) watch_head(f, queue_of(c));
}

/* Where patience ends is the caller's to set. */
static inline void join_queue(ccs_flow_t *f, uint32_t id)
{
    enter_queue(f, id);
    note_wait(f, CCS_MOMENT_wait, &f->world.contacts.at[id], n_ahead(&f->world, &f->world.contacts.at[id]));
}

/* Rich: the customer is one of those who wait for ever. @param frac  the share of these among those who are as the contact is */
static inline bool never_abandons(const ccs_flow_t *f, const ccs_contact_t *c, double frac)
{
    return RICH && frac > 0 && draw_of(f, c, CCS_PURPOSE_NEVER_ABANDONS, c->flags & CCS_CONTACT_KEPT ? 0 : c->attempt) < frac;
}

/* The share of a type's customers who wait for ever, of those who come at a time. */
static inline double never_frac_at(const ccs_flow_t *f, const ccs_contact_t *c, double time_s)
{
    if (!RICH) return 0;
    const ccs_type_t *const t = &f->world.plan->types[c->type];

    return share_at(f, t->courses.never, t->never_frac, time_s);
}

static bool takes_callback(ccs_flow_t *f, uint32_t id); /* call_back.h */
static bool ask_later(ccs_flow_t *f, uint32_t id);

/* Whether the customer gives up, however long it takes. */
static inline bool gives_up(const ccs_flow_t *f, const ccs_contact_t *c)
{
    return f->world.plan->heads[c->type].abandons && !is_asked(c) && !never_abandons(f, c, never_frac_at(f, c, c->offered_s));
}

/* Of one who keeps the patience of the first attempt: all of it, or what the waits of the attempts before have left. */
CCS_APART static double kept_patience_of(const ccs_flow_t *f, const ccs_contact_t *c)
{
    const double patience_s =
        as_at(f, &f->world.plan->types[c->type].patience, draw_of(f, c, CCS_PURPOSE_PATIENCE, 0), c->offered_s);

    if (!FURTHER || !(c->flags & CCS_CONTACT_REST)) return patience_s;
    return fmax(0, patience_s - f->world.journeys[c - f->world.contacts.at].waited_before_s);
}

/* How long one who gives up waits at most. */
static inline double patience_of(const ccs_flow_t *f, const ccs_contact_t *c)
{
    if (FURTHER && c->flags & CCS_CONTACT_KEPT) return kept_patience_of(f, c);
    const double patience_s = draw_of(f, c, CCS_PURPOSE_PATIENCE, c->flags & CCS_CONTACT_KEPT ? 0 : c->attempt);

    return as_at(f, &f->world.plan->types[c->type].patience, patience_s, c->offered_s);
}

static void put_in_queue(ccs_flow_t *f, uint32_t id)
{
    const ccs_contact_t *const c = &f->world.contacts.at[id];

    join_queue(f, id);
    note_expected(f, id);
    tell_nothing(f, id);
    if (is_asked(c)) return; /* the timer of who asks says for how long */
    await_chase(f, id);
    if (FURTHER && isfinite(dialled_until_s(f, id))) {
        set_timer(f, id, dialled_until_s(f, id), CCS_EV_patience_out);
        return;
    }
    if (FURTHER && f->world.calls_back && ask_later(f, id)) return;
    if (is_told(f, c)) begin_announcing(f, id, gives_up(f, c) ? patience_of(f, c) : (double) INFINITY);
    else if (gives_up(f, c)) set_timer(f, id, f->world.now_s + patience_of(f, c), CCS_EV_patience_out);
}

static void see_recovery(ccs_flow_t *f); /* outage_event.h */

static void take_from_queue(ccs_flow_t *f, uint32_t id)
{
    ccs_world_t *const w = &f->world;
    const ccs_contact_t *const c = &w->contacts.at[id];
    const uint32_t trunk = trunk_of(w, c);

    if (goes_by_due(w, queue_of(c)) && w->due_last[c->queue] == id) w->due_last[c->queue] = c->prev;
    ccs_queue_remove(&w->queues[queue_of(c)], &w->contacts, id);
    if (draws_lots(w, queue_of(c)) && !is_handed(c)) ccs_lots_remove(&w->lots[queue_of(c)], &w->contacts, id);
    w->n_waiting--;
    if (trunk != CCS_NONE) w->trunks[trunk].n_waiting--;
    if (w->plan->axis.is_batched) w->n_undecided -= ccs_facts_counts(&f->facts, c->counts_at);
    count_queued(f, c, -1);
    if (!is_handed(c) && !is_off_line(c)) add_wait(f, id, w->now_s - c->offered_s);
    if (is_told(f, c) && !is_off_line(c)) keep_late(f, id, w->waiting[id].over_s);
    if (has_stages(w, c->type)) watch_head(f, queue_of(c));
    if (FURTHER && w->outages.n_felt > 0) see_recovery(f);
}

static void hang_up_called(ccs_flow_t *f, uint32_t id); /* dial.h */

static void on_patience_out(ccs_flow_t *f, uint32_t id)
{
    ccs_world_t *const w = &f->world;
    const ccs_contact_t *const c = &w->contacts.at[id];

    take_from_queue(f, id);
    if (is_called_back(c)) {
        hang_up_called(f, id);
        return;
    }
    count_abandoned(f, c);
    detail_abandon(f, c);
    note(f, CCS_MOMENT_abandon, c, w->now_s - c->offered_s);
    free_line_of(f, c);
    leave(f, id, CCS_RETRY_ABANDONED);
}

/* Further: as many wait as the moment lets wait. */
static inline bool is_full_by_moment(const ccs_world_t *w, const ccs_contact_t *c)
{
    if (!is_guarded(w)) return false;
    const ccs_expression_t *const limit = w->plan->rules->limits[c->type];
    const ccs_candidate_t it = {.world = w, .contact = (uint32_t) (c - w->contacts.at), .agent = CCS_NONE, .pair = CCS_NONE};

    return limit && w->queues[queue_of(c)].n >= ccs_expression_value(limit, ccs_gauge_read, &it);
}

static bool queue_full(const ccs_world_t *w, const ccs_contact_t *c)
{
    const uint32_t trunk = trunk_of(w, c), queue = queue_of(c);

    return w->queues[queue].n >= w->plan->queues[queue].limit || is_full_by_moment(w, c) ||
        (trunk != CCS_NONE && w->trunks[trunk].n_waiting >= w->plan->trunks[trunk].waiting_limit);
}

CCS_APART static void block(ccs_flow_t *f, uint32_t id, enum ccs_moment_kind why)
{
    const ccs_contact_t *const c = &f->world.contacts.at[id];
    double *const row = ccs_facts_at(&f->facts, c->counts_at);

    row[CCS_FACT_blocked]++;
    if (is_further_attempt(f, c)) row[CCS_FACT_retry_blocked]++;
    note(f, why, c, (double) NAN);
    leave(f, id, CCS_RETRY_BLOCKED);
}

CCS_APART static void balk(ccs_flow_t *f, uint32_t id)
{
    const ccs_contact_t *const c = &f->world.contacts.at[id];

    ccs_facts_at(&f->facts, c->counts_at)[CCS_FACT_balked]++;
    note(f, CCS_MOMENT_balk, c, (double) NAN);
    free_line_of(f, c);
    leave(f, id, CCS_RETRY_BALKED);
}

/* A contact that is not answered at once counts as offered in the cell in which it asked for an agent. */
static void count_offered(ccs_flow_t *f, const ccs_contact_t *c)
{
    ccs_facts_at(&f->facts, c->counts_at)[CCS_FACT_offered]++;
}

/* Nobody knows how long it would be: nobody leaves. */
static inline double balk_frac_by_wait(const ccs_flow_t *f, const ccs_contact_t *c)
{
    if (!RICH) return 0;
    const double wait_s = f->world.predicted_s[c - f->world.contacts.at];

    return isnan(wait_s) ? 0 : ccs_share_curve_at_time(&f->world.plan->types[c->type].balk_by_wait, wait_s);
}

static inline double balk_frac_now(const ccs_flow_t *f, const ccs_contact_t *c)
{
    const ccs_type_t *const t = &f->world.plan->types[c->type];

    if (RICH && t->balk_by_wait.n > 0) return balk_frac_by_wait(f, c);
    if (RICH && t->balk_by_queue.n > 0) return ccs_share_curve_at(&t->balk_by_queue, f->world.queues[queue_of(c)].n);
    return share_now(f, t->courses.balk, f->world.plan->heads[c->type].balk_frac);
}

/* The queue is full, or the customer does not want to wait. @return whether the contact has left */
static bool leaves_at_once(ccs_flow_t *f, uint32_t id)
{
    ccs_world_t *const w = &f->world;
    const ccs_contact_t *const c = &w->contacts.at[id];
    const ccs_type_head_t *const t = &w->plan->heads[c->type];

    if (queue_full(w, c)) {
        free_line_of(f, c);
        block(f, id, CCS_MOMENT_queue_full);
        return true;
    }
    if (is_asked(c)) return false;
    if (t->balk_frac > 0 && draw_of(f, c, CCS_PURPOSE_BALK, c->attempt) < balk_frac_now(f, c)) {
        balk(f, id);
        return true;
    }
    return false;
}

/* No agent is idle: wait, or leave at once. */
static void wait_or_leave(ccs_flow_t *f, uint32_t id)
{
    const ccs_contact_t *const c = &f->world.contacts.at[id];

    count_offered(f, c);
    if (expects(f)) expect_wait(f, id);
    if (!LEAN && leaves_at_once(f, id)) return;
    double *const row = ccs_facts_at(&f->facts, c->counts_at);

    row[CCS_FACT_waited]++;
    if (is_further_attempt(f, c)) row[CCS_FACT_retry_waited]++;
    if (FURTHER && f->world.calls_back && !is_asked(c) && takes_callback(f, id)) return;
    put_in_queue(f, id);
}

/* Who has kept a place will not be called any more, or has been and waits no more. */
CCS_APART static void lose_call(ccs_flow_t *f, uint32_t id)
{
    const ccs_contact_t *const c = &f->world.contacts.at[id];

    callback_row(f, c)[c->flags & CCS_CONTACT_REACHED ? CCS_FACT_reached_lost : CCS_FACT_never_reached]++;
    end_owed(f, id);
}

/* After close, where waiting contacts are not kept: the line is dropped. How has been noted. */
CCS_APART static void disconnect(ccs_flow_t *f, uint32_t id)
{
    ccs_world_t *const w = &f->world;
    const ccs_contact_t *const c = &w->contacts.at[id];

    if (is_handed(c)) {
        ccs_facts_duty(&f->facts, w->period, w->agents[c->agent].group)[CCS_FACT_handed_lost]++;
        count_exit(f, c);
    } else if (is_called_back(c)) {
        lose_call(f, id);
    } else {
        end_wait_here(f, c);
        ccs_facts_at(&f->facts, c->counts_at)[CCS_FACT_disconnected]++;
    }
    free_line_of(f, c);
    end_journey(f, id, CCS_JOURNEY_CUT_OFF);
    let_go(f, id);
}

#endif
