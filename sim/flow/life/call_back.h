/** @file call_back.h  Further: who would have to wait, or has waited for a while, is asked whether to be called back; who accepts goes off the line and is called
 * when it is quiet, or in turn. */
#ifndef CCS_LIFE_CALL_BACK_H
#define CCS_LIFE_CALL_BACK_H

#include "gauge.h"
#include "handle.h"
#include "hint.h"
#include "off_line.h"
#include "offer.h"
#include "predict.h"
#include "purpose.h"
#include "slot.h"

/* ---- off the line --------------------------------------------------------------------------------------------------------------- */

/* Nobody knows how long they would wait: as if it were not long. */
static double accept_frac_now(const ccs_flow_t *f, const ccs_contact_t *c, const ccs_callback_t *callback)
{
    if (callback->accept_by_wait.n == 0) return share_now(f, callback->accept, callback->accept_frac);
    const double wait_s = ccs_predict_next_s(&f->world, c->type);

    return ccs_share_curve_at_time(&callback->accept_by_wait, isnan(wait_s) ? 0 : wait_s);
}

/* The contact, which stands in no queue, is owed a call. */
static void owe(ccs_flow_t *f, uint32_t id)
{
    ccs_world_t *const w = &f->world;
    ccs_contact_t *const c = &w->contacts.at[id];

    c->state = CCS_CONTACT_OWED;
    ccs_queue_push(&w->callbacks.owed[c->type], &w->contacts, id);
    w->callbacks.n_owed++;
    if (w->plan->axis.is_batched) w->n_undecided += ccs_facts_counts(&f->facts, c->counts_at);
    change_off_line(f, c->type, 1);
}

/* The customer, who stands nowhere, is to be called at a time. */
static void call_later(ccs_flow_t *f, uint32_t id, double at_s)
{
    ccs_world_t *const w = &f->world;
    ccs_contact_t *const c = &w->contacts.at[id];

    c->state = CCS_CONTACT_OWED;
    w->callbacks.n_away[c->type]++;
    if (w->plan->axis.is_batched) w->n_undecided += ccs_facts_counts(&f->facts, c->counts_at);
    change_off_line(f, c->type, 1);
    set_timer(f, id, at_s, CCS_EV_call_again);
}

/* How long after accepting the customer is to be called. */
static double called_after_s(const ccs_flow_t *f, const ccs_contact_t *c, const ccs_callback_t *callback)
{
    if (callback->time.kind == CCS_DISTRIBUTION_NONE) {
        const double wait_s = ccs_predict_next_s(&f->world, c->type);

        return isnan(wait_s) ? 0 : callback->predicted_times * wait_s;
    }
    return as_now(f, &callback->time, ccs_distribution_at(&callback->time, draw_alone(f, c, CCS_PURPOSE_CALLBACK_TIME)));
}

/* The customer takes a slot. @return false: none is free */
static bool takes_slot(ccs_flow_t *f, const ccs_contact_t *c, const ccs_slots_t *slots, ccs_call_time_t *when)
{
    ccs_world_t *const w = &f->world;
    const ccs_distribution_t *const law = &slots->ahead;
    const double ahead_s = law->kind == CCS_DISTRIBUTION_NONE
        ? 0
        : as_now(f, law, ccs_distribution_at(law, draw_alone(f, c, CCS_PURPOSE_CALLBACK_TIME)));
    const uint32_t slot = ccs_slot_choose(w, c->type, w->now_s + ahead_s);

    if (slot == CCS_NONE) {
        callback_row(f, c)[CCS_FACT_no_slot]++;
        note(f, CCS_MOMENT_no_slot, c, (double) NAN);
        return false;
    }
    ccs_callbacks_book(&w->callbacks, c->type, slot);
    *when = (ccs_call_time_t){slot * slots->every_s, (slot + 1) * slots->every_s};
    return true;
}

/* When the customer is to be called who would accept. @return false: there is no time */
static bool finds_time(ccs_flow_t *f, const ccs_contact_t *c, const ccs_callback_t *callback, ccs_call_time_t *when)
{
    const double now_s = f->world.now_s;

    *when = (ccs_call_time_t){now_s, now_s};
    if (callback->way == CCS_CALLBACK_SLOTS) return takes_slot(f, c, &callback->slots, when);
    if (callback->way == CCS_CALLBACK_AT_TIME) when->at_s = when->until_s = now_s + called_after_s(f, c, callback);
    return true;
}

/* The customer is asked, where the scenario's condition holds. @return whether they accept */
static bool accepts(ccs_flow_t *f, uint32_t id, const ccs_callback_t *callback, ccs_call_time_t *when)
{
    const ccs_contact_t *const c = &f->world.contacts.at[id];
    const ccs_candidate_t asked = {.world = &f->world, .contact = id, .agent = CCS_NONE, .pair = CCS_NONE};

    if (!ccs_condition_holds(callback->when, &asked)) return false;
    callback_row(f, c)[CCS_FACT_asked]++;
    return draw_of(f, c, CCS_PURPOSE_CALLBACK, c->attempt) < accept_frac_now(f, c, callback) && finds_time(f, c, callback, when);
}

/* Who has accepted is owed a call, from now on or from the time on that is said to them. */
static void promise(ccs_flow_t *f, uint32_t id, ccs_call_time_t when)
{
    const ccs_contact_t *const c = &f->world.contacts.at[id];

    if (!ccs_callback_promises(f->world.plan->types[c->type].callback)) {
        owe(f, id);
        return;
    }
    f->world.callbacks.promised[id] = when;
    call_later(f, id, when.at_s);
    note(f, CCS_MOMENT_call_at, c, when.at_s - f->world.now_s);
}

/* The customer has accepted, and hangs up. */
static void go_off_line(ccs_flow_t *f, ccs_contact_t *c)
{
    part_company(f, c);
    free_line_of(f, c);
    c->flags |= CCS_CONTACT_NO_LINE | CCS_CONTACT_CALLED_BACK;
    c->since_s = f->world.now_s;
    c->n_calls = 0;
    callback_row(f, c)[CCS_FACT_accepted]++;
    callback_row(f, c)[CCS_FACT_line_wait] += f->world.now_s - c->offered_s;
}

static void note_message(ccs_flow_t *f, enum ccs_moment_kind kind, const ccs_contact_t *c, uint32_t to)
{
    if (!TOLD) return;
    ccs_moment_t *const m = note_blank_contact(f, kind, c);

    m->number = to;
    if (kind == CCS_MOMENT_message_later) m->duration_s = f->world.now_s - c->offered_s;
}

/* The customer, who stands in no queue, has left a message: a contact of another type from then on, on no line, whose numbers stay those of its issue. */
CCS_APART static void leave_message(ccs_flow_t *f, uint32_t id, enum ccs_moment_kind kind)
{
    ccs_world_t *const w = &f->world;
    ccs_contact_t *const c = &w->contacts.at[id];
    const uint32_t to = w->plan->types[c->type].callback->to;

    part_company(f, c);
    free_line_of(f, c);
    callback_row(f, c)[CCS_FACT_accepted]++;
    callback_row(f, c)[CCS_FACT_line_wait] += w->now_s - c->offered_s;
    note_message(f, kind, c, to);
    c->flags = (uint16_t) ((c->flags | CCS_CONTACT_NO_LINE) & ~CCS_CONTACT_FRONT);
    c->type = (uint16_t) to;
    c->queue = (uint16_t) w->plan->types[to].queue;
    c->talk = draw_of(f, c, CCS_PURPOSE_TALK, c->flags & CCS_CONTACT_KEPT ? 0 : c->attempt);
    f->counts.arrived[to]++;
    offer(f, id);
}

/* Who would have to wait is asked at once, where the type has it so. @return whether they are off the line */
CCS_APART static bool takes_callback(ccs_flow_t *f, uint32_t id)
{
    ccs_contact_t *const c = &f->world.contacts.at[id];
    const ccs_callback_t *const callback = f->world.plan->types[c->type].callback;

    ccs_call_time_t when;

    if (!callback || callback->after_s > 0 || !accepts(f, id, callback, &when)) return false;
    if (callback->way == CCS_CALLBACK_MESSAGE) {
        leave_message(f, id, CCS_MOMENT_message);
        return true;
    }
    go_off_line(f, c);
    if (callback->way == CCS_CALLBACK_KEEP_PLACE) {
        join_queue(f, id);
        note(f, CCS_MOMENT_keep_place, c, (double) NAN);
    } else {
        note(f, CCS_MOMENT_callback, c, (double) NAN);
        promise(f, id, when);
    }
    return true;
}

/* When the patience of a contact that waits ends, or when it is let go as the call of a campaign. @return INFINITY: never */
static double patience_ends_s(const ccs_flow_t *f, const ccs_contact_t *c)
{
    const double let_go_s = dialled_until_s(f, (uint32_t) (c - f->world.contacts.at));

    if (isfinite(let_go_s)) return let_go_s;
    return gives_up(f, c) ? c->offered_s + patience_of(f, c) : (double) INFINITY;
}

/* Of a contact that has joined the queue: the customer is asked after a while, unless they have given up by then.
 * @return false: the type has it otherwise */
CCS_APART static bool ask_later(ccs_flow_t *f, uint32_t id)
{
    const ccs_contact_t *const c = &f->world.contacts.at[id];
    const ccs_callback_t *const callback = f->world.plan->types[c->type].callback;

    if (!callback || !(callback->after_s > 0)) return false;
    const double ends_s = patience_ends_s(f, c), asked_s = c->offered_s + callback->after_s;

    if (asked_s < ends_s) set_timer(f, id, asked_s, CCS_EV_callback_offer);
    else set_timer(f, id, ends_s, CCS_EV_patience_out);
    return true;
}

CCS_APART static void on_callback_offer(ccs_flow_t *f, uint32_t id)
{
    if (!FURTHER) return;
    ccs_contact_t *const c = &f->world.contacts.at[id];
    const ccs_callback_t *const callback = f->world.plan->types[c->type].callback;
    const double ends_s = patience_ends_s(f, c), line_s = f->world.now_s - c->offered_s;

    ccs_call_time_t when;

    if (!accepts(f, id, callback, &when)) {
        if (ends_s < (double) INFINITY) set_timer(f, id, ends_s, CCS_EV_patience_out);
        return;
    }
    if (callback->way == CCS_CALLBACK_MESSAGE) {
        take_from_queue(f, id);
        leave_message(f, id, CCS_MOMENT_message_later);
        return;
    }
    if (callback->way == CCS_CALLBACK_KEEP_PLACE) {
        count_queued(f, c, -1);
        add_wait(f, id, line_s);
        go_off_line(f, c);
        count_queued(f, c, 1);
        note(f, CCS_MOMENT_callback_later, c, line_s);
    } else {
        take_from_queue(f, id);
        go_off_line(f, c);
        note(f, CCS_MOMENT_callback_later, c, line_s);
        promise(f, id, when);
    }
}

/* ---- calls ---------------------------------------------------------------------------------------------------------------------- */

/* One uniform says how many calls it takes: each is answered with the same probability, whatever came before. @param n_calls  before this one */
static bool answers_call(const ccs_flow_t *f, const ccs_contact_t *c, uint32_t n_calls)
{
    const double reach = f->world.plan->types[c->type].callback->reach_frac;
    double missed = 1;

    if (reach >= 1) return true;
    for (uint32_t i = 0; i <= n_calls; i++) missed *= 1 - reach;
    return draw_of(f, c, CCS_PURPOSE_CALLBACK_REACH, c->attempt) >= missed;
}

static bool is_reached(const ccs_flow_t *f, const ccs_contact_t *c)
{
    return answers_call(f, c, c->n_calls);
}

CCS_APART static void give_up(ccs_flow_t *f, uint32_t id)
{
    const ccs_contact_t *const c = &f->world.contacts.at[id];

    callback_row(f, c)[CCS_FACT_never_reached]++;
    note(f, CCS_MOMENT_callback_failed, c, f->world.now_s - c->since_s);
    end_owed(f, id);
    end_journey(f, id, CCS_JOURNEY_CUT_OFF);
    let_go(f, id);
}

/* The customer, who stands nowhere, is called and does not answer: they are called again after a while, or never. */
CCS_APART static void miss(ccs_flow_t *f, uint32_t id)
{
    ccs_world_t *const w = &f->world;
    ccs_contact_t *const c = &w->contacts.at[id];
    const ccs_callback_t *const callback = w->plan->types[c->type].callback;

    now_callback(f, c->type)[CCS_FACT_calls]++;
    now_callback(f, c->type)[CCS_FACT_unanswered]++;
    note(f, CCS_MOMENT_no_answer, c, (double) NAN);
    if (++c->n_calls >= callback->attempts) {
        give_up(f, id);
        return;
    }
    call_later(f, id, w->now_s + callback->retry_after_s);
}

CCS_APART static void on_call_again(ccs_flow_t *f, uint32_t id)
{
    if (!FURTHER) return;
    ccs_world_t *const w = &f->world;
    const ccs_contact_t *const c = &w->contacts.at[id];

    if (c->n_calls == 0 && ccs_world_is_closed(w, c->type)) w->callbacks.promised[id].at_s = opens_s(w, c->type);
    w->callbacks.n_away[c->type]--;
    if (w->plan->axis.is_batched) w->n_undecided -= ccs_facts_counts(&f->facts, c->counts_at);
    change_off_line(f, c->type, -1);
    owe(f, id);
}

/* The contact is not owed a call any more. */
static void strike_off(ccs_flow_t *f, uint32_t id)
{
    ccs_world_t *const w = &f->world;
    const ccs_contact_t *const c = &w->contacts.at[id];

    ccs_queue_remove(&w->callbacks.owed[c->type], &w->contacts, id);
    w->callbacks.n_owed--;
    if (w->plan->axis.is_batched) w->n_undecided -= ccs_facts_counts(&f->facts, c->counts_at);
    change_off_line(f, c->type, -1);
}

/* The rule by which it is their turn, and how many of the type were owed a call with them. */
static void note_call_back(ccs_flow_t *f, const ccs_contact_t *c, double delay_s)
{
    if (!TOLD) return;
    ccs_moment_t *const m = note_blank_contact(f, CCS_MOMENT_call_back, c);

    m->duration_s = delay_s;
    m->number = 1 + ccs_world_n_off_line(&f->world, c->type);
    m->rule = ccs_callback_way_name(f->world.plan->types[c->type].callback->way);
}

/* An agent, who stands in no list, talks with who was owed a call, or has kept a place. */
static void talk_back(ccs_flow_t *f, uint32_t id, uint32_t agent, uint32_t pair, bool rang)
{
    ccs_world_t *const w = &f->world;
    ccs_contact_t *const c = &w->contacts.at[id];
    const double delay_s = w->now_s - c->since_s;

    end_owed(f, id);
    count_called_back(f, c, pair);
    count_later(f, pair);
    if (rang) talk_after_ring(f, id, agent, pair);
    else start_talk(f, id, agent, pair);
    note_call_back(f, c, delay_s);
}

/* Enough agents of the groups that serve the type are idle, and, where it is to be quiet, nobody waits for these. */
static bool is_quiet(const ccs_world_t *w, uint32_t type)
{
    const ccs_routing_t *const routing = &w->plan->types[type].routing;
    const ccs_callback_t *const callback = w->plan->types[type].callback;
    const bool looks = callback->way == CCS_CALLBACK_WHEN_QUIET && w->n_waiting > 0;
    const uint32_t end = routing->first_pair + routing->n_pairs;
    uint32_t n_idle = 0, n_called_for = 0;

    for (uint32_t pair = routing->first_pair; pair < end; pair++) {
        n_idle += w->groups[w->plan->pairs[pair].group].idle.n;
        n_called_for += w->callbacks.n_called_for[w->plan->pairs[pair].group];
    }
    if (n_idle <= callback->idle_more_than + n_called_for) return false; /* most often, while calls are owed */
    for (uint32_t pair = routing->first_pair; looks && pair < end; pair++) {
        const ccs_group_state_t *const g = &w->groups[w->plan->pairs[pair].group];

        for (uint32_t i = g->first_order; i < g->end_order; i++)
            if (w->queues[w->plan->order_queues[i]].n > 0) return false;
    }
    return true;
}

/* The customer is called when it is time, whoever is idle. */
static bool is_called_on_time(const ccs_callback_t *callback)
{
    return ccs_callback_promises(callback) && callback->first == CCS_CALLED_FIRST_CUSTOMER;
}

/* Who is to talk with a customer who is owed a call, if they may be called now; id CCS_NONE: nobody. @return whether they may */
static bool may_call(const ccs_world_t *w, uint32_t id, ccs_route_t *by)
{
    const uint32_t type = w->contacts.at[id].type;

    if (ccs_world_is_closed(w, type)) return false;
    *by = (ccs_route_t){CCS_NONE, w->plan->types[type].routing.first_pair};
    if (is_called_on_time(w->plan->types[type].callback)) return true;
    if (!is_quiet(w, type)) return false;
    *by = agent_for(w, id);
    return by->id != CCS_NONE;
}

/* Of those whom agents may call now, who accepted first. @param by  who is to call @return CCS_NONE: nobody */
static uint32_t next_owed(const ccs_world_t *w, ccs_route_t *by)
{
    uint32_t first = CCS_NONE;

    for (uint32_t type = 0; type < w->plan->n_types; type++) {
        const uint32_t id = w->callbacks.owed[type].head;
        ccs_route_t route;

        if (id == CCS_NONE || (first != CCS_NONE && w->contacts.at[id].since_s >= w->contacts.at[first].since_s)) continue;
        if (!may_call(w, id, &route)) continue;
        first = id;
        *by = route;
    }
    return first;
}

static void make_call(ccs_flow_t *f, uint32_t id, ccs_route_t by)
{
    const ccs_contact_t *const c = &f->world.contacts.at[id];
    const ccs_callback_t *const callback = f->world.plan->types[c->type].callback;

    strike_off(f, id);
    if (callback->first == CCS_CALLED_FIRST_CUSTOMER) {
        call_alone(f, id, by.pair);
    } else if (!(callback->no_answer_s > 0) && !is_reached(f, c)) {
        miss(f, id);
    } else {
        take_agent(f, by.id);
        (void) call_by(f, id, by);
        keep_room(f, by.id);
    }
}

CCS_APART static void make_calls(ccs_flow_t *f)
{
    ccs_route_t by;

    for (uint32_t id = next_owed(&f->world, &by); id != CCS_NONE; id = next_owed(&f->world, &by)) make_call(f, id, by);
}

/* ---- before those who wait ------------------------------------------------------------------------------------------------------ */

/* Where calls of a type come among those who wait. Who has kept a place and did not answer comes first. @return false: behind them all */
static bool comes_before(const ccs_callback_t *callback, int32_t *priority)
{
    *priority = callback->way == CCS_CALLBACK_KEEP_PLACE ? INT32_MAX : callback->priority;
    return callback->way != CCS_CALLBACK_WHEN_QUIET;
}

/* The priority of the contact that a group is to take next. */
static int32_t priority_of(const ccs_world_t *w, uint32_t group, uint32_t pair)
{
    uint32_t i = w->groups[group].first_order;

    while (w->plan->order_pairs[i] != pair) i++;
    return w->plan->order_priorities[i];
}

/* Who is owed a call, of those whose phones ring first or last, that comes before the contact which waits next: of types that are open, although agents serve
 * what has come of others after close. @param waits  id CCS_NONE: nobody
 * @return the same if nobody is */
static ccs_route_t owed_before(const ccs_world_t *w, uint32_t agent, ccs_route_t waits, enum ccs_callback_first first)
{
    const ccs_group_state_t *const g = &w->groups[w->agents[agent].group];
    const bool nobody = waits.id == CCS_NONE;
    int32_t best = nobody ? INT32_MIN : priority_of(w, w->agents[agent].group, waits.pair), priority;
    double since_s = nobody ? (double) INFINITY : w->contacts.at[waits.id].offered_s;

    for (uint32_t i = g->first_order; i < g->end_order; i++) {
        const uint32_t pair = w->plan->order_pairs[i], type = w->plan->pairs[pair].type, id = w->callbacks.owed[type].head;

        if (id == CCS_NONE || w->plan->types[type].callback->first != first || ccs_world_is_closed(w, type)) continue;
        if (!comes_before(w->plan->types[type].callback, &priority)) continue;
        if (!ccs_world_fits(w, pair, w->agents[agent].hands)) continue;
        if (priority < best || (priority == best && w->contacts.at[id].offered_s >= since_s)) continue;
        best = priority;
        since_s = w->contacts.at[id].offered_s;
        waits = (ccs_route_t){id, pair};
    }
    return waits;
}

/* The agent, who is free, calls who comes before those who wait, until somebody answers or a phone rings. @return whether that is so */
CCS_APART static bool calls_first(ccs_flow_t *f, uint32_t agent, ccs_route_t waits)
{
    if (f->world.plan->rules) return false; /* stages and reserves are asked when nobody waits any more */
    for (;;) {
        const ccs_route_t route = owed_before(&f->world, agent, waits, CCS_CALLED_FIRST_AGENT);

        if (route.id == waits.id) return false;
        strike_off(f, route.id);
        if (call_by(f, route.id, (ccs_route_t){agent, route.pair})) return true;
    }
}

/* An agent is free, and a customer is called who comes before those who wait: who answers finds this agent, or the next one. @return whether somebody is */
CCS_APART static bool call_before(ccs_flow_t *f, uint32_t agent, ccs_route_t waits)
{
    const ccs_world_t *const w = &f->world;

    if (w->plan->rules) return false;
    const ccs_route_t route = owed_before(w, agent, waits, CCS_CALLED_FIRST_CUSTOMER);

    if (route.id == waits.id) return false;
    strike_off(f, route.id);
    call_alone(f, route.id, route.pair);
    return true;
}

/* After each event: agents who have become idle call who is owed a call. */
static inline void call_who_is_owed(ccs_flow_t *f)
{
    if (FURTHER && f->world.callbacks.n_owed > 0) make_calls(f);
}

#endif
