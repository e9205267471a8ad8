/** @file head.h  Further: where types have stages, the contact at the front of a queue is looked at when it comes to its next one, and every so often while the
 * condition of one does not hold. Who stands behind it comes to every stage later, and to no agent before it: the front alone needs a timer, one a queue. */
#ifndef CCS_LIFE_HEAD_H
#define CCS_LIFE_HEAD_H

#include <math.h>

#include "flow.h"
#include "hint.h"
#include "rules.h"

enum { LOOK_AGAIN_S = 5 }; /* at conditions that do not hold yet */

/* Stages, or agents kept free, have a say in who serves whom. */
static inline bool is_guarded(const ccs_world_t *w)
{
    return FURTHER && w->plan->rules;
}

static inline bool has_stages(const ccs_world_t *w, uint32_t type)
{
    return is_guarded(w) && ccs_rules_has_stages(w->plan->rules, type);
}

/* Further: contacts ring at the agents of a pair's group. */
static inline bool rings_at(const ccs_world_t *w, uint32_t pair)
{
    return FURTHER && w->rung && ccs_ringing_is_on(&w->plan->groups[w->plan->pairs[pair].group].ring);
}

static inline uint32_t first_of(const ccs_world_t *w, uint32_t queue)
{
    return ccs_queue_first(&w->queues[queue], w->plan->queues[queue].order);
}

/* Types that drain are served after close as by day, the others wait for the opening. */
static bool is_served_now(const ccs_world_t *w, const ccs_contact_t *c)
{
    return !ccs_world_is_closed(w, c->type) || w->plan->queues[c->queue].at_close == CCS_AT_CLOSE_DRAIN;
}

/* Somebody who serves the type is logged in and scheduled. */
static bool is_staffed(const ccs_world_t *w, uint32_t type)
{
    const ccs_routing_t *const routing = &w->plan->types[type].routing;
    bool any = false;

    for (uint32_t pair = routing->first_pair; pair < routing->first_pair + routing->n_pairs; pair++) {
        const ccs_group_state_t *const g = &w->groups[w->plan->pairs[pair].group];

        any = any || (g->n_staffed > 0 && g->n_scheduled > 0);
    }
    return any;
}

/* Who asks for the type now does not wait for its next opening: it is open, or cuts off who comes, or drains while somebody is there for it. */
static bool is_asked_for_now(const ccs_world_t *w, uint32_t type)
{
    if (!ccs_world_is_closed(w, type)) return true;
    const enum ccs_at_close at_close = w->plan->queues[w->plan->heads[type].queue].at_close;

    return at_close == CCS_AT_CLOSE_CLEAR || (at_close == CCS_AT_CLOSE_DRAIN && is_staffed(w, type));
}

/* After the last day nothing is looked at again and again: the run ends when nothing is left to happen. */
static bool comes_to_rest(const ccs_world_t *w)
{
    return w->in_last_cell && !w->plan->axis.is_batched;
}

/* When the front of a queue is to be looked at next. */
static double next_look_s(const ccs_world_t *w, uint32_t queue)
{
    const ccs_rules_t *const rules = w->plan->rules;
    const uint32_t head = first_of(w, queue);
    double next_s = INFINITY;

    if (head == CCS_NONE) return next_s;
    const ccs_contact_t *const c = &w->contacts.at[head];

    for (uint32_t i = rules->first_stage[c->type]; i < rules->first_stage[c->type + 1]; i++) {
        const double begins_s = c->offered_s + rules->stages[i].after_s;

        if (begins_s > w->now_s) next_s = fmin(next_s, begins_s);
        else if (rules->stages[i].when && !comes_to_rest(w)) next_s = fmin(next_s, w->now_s + LOOK_AGAIN_S);
    }
    if (!is_served_now(w, c)) next_s = fmax(next_s, w->cell_end_s);
    return next_s;
}

/* Another contact may have come to the front. A timer that is too early stays: it finds out. */
CCS_APART static void watch_head(ccs_flow_t *f, uint32_t queue)
{
    ccs_world_t *const w = &f->world;
    const double next_s = next_look_s(w, queue);

    const uint32_t timer = w->first_timer[CCS_OWNER_queue] + queue;

    if (!(next_s < w->look_s[queue])) return;
    if (isfinite(w->look_s[queue])) ccs_calendar_clear(w->calendar, timer);
    w->look_s[queue] = next_s;
    ccs_calendar_set(w->calendar, timer, next_s, CCS_EV_look);
}

#endif
