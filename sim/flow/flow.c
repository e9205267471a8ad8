/* flow.c - a contact's life, in the order in which it happens: arrival, IVR, offer, queue, talk, after-call work, another attempt;
 * then the day's own events: staffing, intervals, start and finish. A handler looks up, decides (policy/), changes the world, sets
 * timers and counts. Decisions never read facts. */
#include "flow.h"

#include <math.h>

#include "count.h"
#include "hint.h"
#include "ivr.h"
#include "retry.h"
#include "route.h"

static void take_from_queue(ccs_flow_t *f, uint32_t id);

/* ---- trunks and the end of a contact -------------------------------------------------------------------------------------------- */

CCS_APART static void change_lines(ccs_flow_t *f, uint32_t trunk, int delta)
{
    f->world.trunks[trunk].n_busy += (uint32_t) delta;
    book(f, &ccs_facts_trunk(&f->facts, f->world.cell, trunk)[CCS_FACT_line_area], delta);
}

static void seize_line(ccs_flow_t *f, uint32_t trunk)
{
    if (trunk != CCS_NONE) change_lines(f, trunk, 1);
}

static void free_line(ccs_flow_t *f, uint32_t trunk)
{
    if (trunk != CCS_NONE) change_lines(f, trunk, -1);
}

/* The customer will contact again; the record is his until then. */
CCS_APART static void retry_after(ccs_flow_t *f, uint32_t id, enum ccs_retry_cause cause, double delay_s)
{
    ccs_world_t *const w = &f->world;
    ccs_contact_t *const c = &w->contacts.at[id];

    c->state = CCS_CONTACT_RETRYING;
    c->flags = cause == CCS_RETRY_ANSWERED ? CCS_CONTACT_RECONNECT : 0;
    w->n_retrying[c->type]++;
    book(f, &now_row(f, c->type)[CCS_FACT_retry_area], 1);
    c->timer = ccs_calendar_set(w->calendar, w->now_s + delay_s, CCS_EV_repeat, id);
}

/* The customer is off the line: he contacts again later, or that was it. */
static void leave(ccs_flow_t *f, uint32_t id, enum ccs_retry_cause cause)
{
    ccs_world_t *const w = &f->world;
    const ccs_contact_t *const c = &w->contacts.at[id];
    const ccs_type_t *const t = &w->plan->types[c->type];

    if (ccs_retry_frac(t, cause) > 0) {
        const double delay_s = ccs_retry_delay_s(t, &w->sources[c->type].stream, c, cause);

        if (delay_s >= 0) {
            retry_after(f, id, cause, delay_s);
            return;
        }
    }
    ccs_contacts_give(&w->contacts, id);
}

static void cancel_timer(const ccs_world_t *w, const ccs_contact_t *c)
{
    if (c->timer != CCS_CALENDAR_NO_TIMER) ccs_calendar_clear(w->calendar, c->timer);
}

/* ---- talk and after-call work --------------------------------------------------------------------------------------------------- */

/* The agent is the caller's to hand over: he is neither idle nor at work. */
static void start_talk(ccs_flow_t *f, uint32_t id, uint32_t agent, uint32_t pair)
{
    ccs_world_t *const w = &f->world;
    ccs_contact_t *const c = &w->contacts.at[id];
    const ccs_pair_t *const p = &w->plan->pairs[pair];
    double *const row = now_pair(f, pair);
    const double talk_s = isnan(p->talk_ratio) ? ccs_distribution_at(&p->talk, c->talk) : c->talk * p->talk_ratio;

    c->state = CCS_CONTACT_TALKING;
    c->answered_s = w->now_s;
    c->agent = agent;
    c->pair = pair;
    w->agents[agent].state = CCS_AGENT_BUSY;
    w->agents[agent].since_s = w->now_s;
    w->agents[agent].pair = pair;
    w->n_talking[pair]++;
    row[CCS_FACT_answers]++;
    book(f, &row[CCS_FACT_talk_area], 1);
    c->timer = ccs_calendar_set(w->calendar, w->now_s + talk_s, CCS_EV_talk_end, id);
}

/* Agents who work above the schedule while the centre is open; all who work while it is closed are counted at its end. */
static double n_over(const ccs_world_t *w, uint32_t group)
{
    const ccs_group_state_t *const g = &w->groups[group];

    return w->closed || g->n_staffed <= g->n_scheduled ? 0 : g->n_staffed - g->n_scheduled;
}

/* The schedule has fallen, and the agent's contact is done. */
CCS_APART static void go_home(ccs_flow_t *f, uint32_t group, uint32_t agent)
{
    ccs_world_t *const w = &f->world;
    double *const row = ccs_facts_group(&f->facts, w->cell, group);
    const double over = n_over(w, group);

    ccs_agent_log_out(&w->groups[group], w->agents, agent);
    book(f, &row[CCS_FACT_staffed_area], -1);
    book(f, &row[CCS_FACT_overtime], n_over(w, group) - over);
}

/* The agent takes the next contact, goes idle, or leaves if the schedule has fallen. */
static void free_agent(ccs_flow_t *f, uint32_t agent)
{
    ccs_world_t *const w = &f->world;
    const uint32_t group = w->agents[agent].group;
    ccs_group_state_t *const g = &w->groups[group];

    if (g->n_staffed > g->n_scheduled) {
        go_home(f, group, agent);
        return;
    }
    const ccs_route_t route = ccs_route_agent(w, group);

    if (route.id == CCS_NONE) {
        ccs_agent_to_idle(g, w->agents, agent, w->now_s);
        return;
    }
    ccs_contact_t *const c = &w->contacts.at[route.id];

    cancel_timer(w, c);
    take_from_queue(f, route.id);
    count_wait(f, c);
    start_talk(f, route.id, agent, route.pair);
}

static void on_talk_end(ccs_flow_t *f, uint32_t id)
{
    ccs_world_t *const w = &f->world;
    ccs_contact_t *const c = &w->contacts.at[id];
    const ccs_pair_t *const p = &w->plan->pairs[c->pair];
    double *const row = now_pair(f, c->pair);
    const uint32_t agent = c->agent, pair = c->pair;
    const bool wraps = p->wrap.kind != CCS_DISTRIBUTION_NONE;
    const double wrap_s = wraps ? ccs_source_wrap_s(&w->sources[c->type], p, c->index, c->attempt) : 0;

    row[CCS_FACT_talks]++;
    row[CCS_FACT_talk] += w->now_s - c->answered_s;
    book(f, &row[CCS_FACT_talk_area], -1);
    w->n_talking[pair]--;
    free_line(f, w->plan->types[c->type].trunk);
    leave(f, id, CCS_RETRY_ANSWERED);
    w->agents[agent].busy_s += w->now_s - w->agents[agent].since_s;
    if (!wraps) {
        free_agent(f, agent);
        return;
    }
    w->agents[agent].since_s = w->now_s;
    w->n_wrapping[pair]++;
    book(f, &row[CCS_FACT_wrap_area], 1);
    (void) ccs_calendar_set(w->calendar, w->now_s + wrap_s, CCS_EV_wrap_end, agent); /* nothing ends it early */
}

CCS_APART static void on_wrap_end(ccs_flow_t *f, uint32_t agent)
{
    ccs_world_t *const w = &f->world;
    ccs_agent_t *const a = &w->agents[agent];
    double *const row = now_pair(f, a->pair);

    row[CCS_FACT_wraps]++;
    row[CCS_FACT_wrap] += w->now_s - a->since_s;
    book(f, &row[CCS_FACT_wrap_area], -1);
    w->n_wrapping[a->pair]--;
    a->busy_s += w->now_s - a->since_s;
    free_agent(f, agent);
}

/* ---- the queue ------------------------------------------------------------------------------------------------------------------ */

static void put_in_queue(ccs_flow_t *f, uint32_t id)
{
    ccs_world_t *const w = &f->world;
    ccs_contact_t *const c = &w->contacts.at[id];
    const ccs_type_t *const t = &w->plan->types[c->type];
    double *const max_queue = ccs_facts_max_queue(&f->facts, w->cell);

    c->state = CCS_CONTACT_WAITING;
    ccs_queue_push(&w->queues[c->type], &w->contacts, id);
    w->n_waiting++;
    if (t->trunk != CCS_NONE) w->trunks[t->trunk].n_waiting++;
    if (w->plan->mode == CCS_MODE_STEADY) w->n_undecided += ccs_facts_counts(&f->facts, c->place);
    if (w->queues[c->type].n > max_queue[c->type]) max_queue[c->type] = w->queues[c->type].n;
    if (w->n_waiting > max_queue[w->plan->n_types]) max_queue[w->plan->n_types] = w->n_waiting;
    book(f, &now_row(f, c->type)[CCS_FACT_queue_area], 1);
    if (t->patience.kind == CCS_DISTRIBUTION_NONE) return;
    const double patience_s =
        ccs_source_patience_s(&w->sources[c->type], t, c->index, c->flags & CCS_CONTACT_KEPT ? 0 : c->attempt);

    c->timer = ccs_calendar_set(w->calendar, w->now_s + patience_s, CCS_EV_patience_out, id);
}

static void take_from_queue(ccs_flow_t *f, uint32_t id)
{
    ccs_world_t *const w = &f->world;
    const ccs_contact_t *const c = &w->contacts.at[id];
    const uint32_t trunk = w->plan->types[c->type].trunk;

    ccs_queue_remove(&w->queues[c->type], &w->contacts, id);
    w->n_waiting--;
    if (trunk != CCS_NONE) w->trunks[trunk].n_waiting--;
    if (w->plan->mode == CCS_MODE_STEADY) w->n_undecided -= ccs_facts_counts(&f->facts, c->place);
    book(f, &now_row(f, c->type)[CCS_FACT_queue_area], -1);
}

static void on_patience_out(ccs_flow_t *f, uint32_t id)
{
    ccs_world_t *const w = &f->world;
    const ccs_contact_t *const c = &w->contacts.at[id];

    take_from_queue(f, id);
    count_abandoned(f, c);
    free_line(f, w->plan->types[c->type].trunk);
    leave(f, id, CCS_RETRY_ABANDONED);
}

static bool queue_full(const ccs_world_t *w, const ccs_type_t *t, uint32_t type)
{
    return w->queues[type].n >= t->queue_limit ||
        (t->trunk != CCS_NONE && w->trunks[t->trunk].n_waiting >= w->plan->trunks[t->trunk].waiting_limit);
}

CCS_APART static void block(ccs_flow_t *f, uint32_t id)
{
    const ccs_contact_t *const c = &f->world.contacts.at[id];
    double *const row = ccs_facts_at(&f->facts, c->place);

    row[CCS_FACT_blocked]++;
    if (c->attempt) row[CCS_FACT_further_blocked]++;
    leave(f, id, CCS_RETRY_BLOCKED);
}

/* ---- arrival, IVR, offer -------------------------------------------------------------------------------------------------------- */

CCS_APART static void balk(ccs_flow_t *f, uint32_t id)
{
    const ccs_contact_t *const c = &f->world.contacts.at[id];

    ccs_facts_at(&f->facts, c->place)[CCS_FACT_balked]++;
    free_line(f, f->world.plan->types[c->type].trunk);
    leave(f, id, CCS_RETRY_BALKED);
}

/* No agent is idle: wait, or leave at once. */
static void wait_or_leave(ccs_flow_t *f, uint32_t id)
{
    ccs_world_t *const w = &f->world;
    const ccs_contact_t *const c = &w->contacts.at[id];
    const ccs_type_t *const t = &w->plan->types[c->type];

    if (queue_full(w, t, c->type)) {
        free_line(f, t->trunk);
        block(f, id);
        return;
    }
    if (t->balk_frac > 0 && ccs_source_balks(&w->sources[c->type], t, c->index, c->attempt)) {
        balk(f, id);
        return;
    }
    double *const row = ccs_facts_at(&f->facts, c->place);

    row[CCS_FACT_waited]++;
    if (c->attempt) row[CCS_FACT_further_waited]++;
    put_in_queue(f, id);
}

/* After close, where waiting contacts are not kept: the line is dropped. */
CCS_APART static void disconnect(ccs_flow_t *f, uint32_t id)
{
    ccs_world_t *const w = &f->world;
    const ccs_contact_t *const c = &w->contacts.at[id];

    ccs_facts_at(&f->facts, c->place)[CCS_FACT_disconnected]++;
    free_line(f, w->plan->types[c->type].trunk);
    ccs_contacts_give(&w->contacts, id);
}

/* From now on the contact counts where it asked for an agent. */
static void count_offered(ccs_flow_t *f, ccs_contact_t *c)
{
    c->place = place_now(f, c->type);
    double *const row = ccs_facts_at(&f->facts, c->place);

    row[CCS_FACT_offered]++;
    if (c->attempt) row[CCS_FACT_further_offered]++;
}

/* Of the types whose contacts are done after close the agents stay, of the others nobody is there. @return whether to go on as by day */
CCS_APART static bool ask_after_close(ccs_flow_t *f, uint32_t id)
{
    switch (f->world.plan->types[f->world.contacts.at[id].type].at_close) {
    case CCS_AT_CLOSE_DRAIN: return true;
    case CCS_AT_CLOSE_CLEAR: disconnect(f, id); return false;
    case CCS_AT_CLOSE_CARRY: wait_or_leave(f, id); return false;
    }
    return true;
}

/* The contact asks for an agent. */
static void offer(ccs_flow_t *f, uint32_t id)
{
    ccs_world_t *const w = &f->world;
    ccs_contact_t *const c = &w->contacts.at[id];

    c->offered_s = w->now_s;
    c->timer = CCS_CALENDAR_NO_TIMER;
    count_offered(f, c);
    if (w->closed && !ask_after_close(f, id)) return;
    const ccs_route_t route = ccs_route_contact(w, id);

    if (route.id == CCS_NONE) {
        wait_or_leave(f, id);
        return;
    }
    ccs_agent_from_idle(&w->groups[w->agents[route.id].group], w->agents, route.id);
    now_pair(f, route.pair)[CCS_FACT_answers_at_once]++;
    count_no_wait(f, c);
    start_talk(f, id, route.id, route.pair);
}

CCS_APART static void end_in_ivr(ccs_flow_t *f, uint32_t id)
{
    const ccs_contact_t *const c = &f->world.contacts.at[id];

    ccs_facts_at(&f->facts, c->place)[CCS_FACT_contained]++;
    free_line(f, f->world.plan->types[c->type].trunk);
    ccs_contacts_give(&f->world.contacts, id);
}

CCS_APART static void enter_ivr(ccs_flow_t *f, uint32_t id)
{
    ccs_world_t *const w = &f->world;
    ccs_contact_t *const c = &w->contacts.at[id];
    const ccs_type_t *const t = &w->plan->types[c->type];
    ccs_source_t *const source = &w->sources[c->type];
    double *const row = now_row(f, c->type);
    const double time_s = ccs_ivr_time_s(t, source, c);

    if (ccs_ivr_contains(t, source, c)) c->flags |= CCS_CONTACT_CONTAINED;
    c->state = CCS_CONTACT_IVR;
    c->place = place_now(f, c->type);
    w->n_in_ivr[c->type]++;
    row[CCS_FACT_ivr] += time_s;
    book(f, &row[CCS_FACT_ivr_area], 1);
    c->timer = ccs_calendar_set(w->calendar, w->now_s + time_s, CCS_EV_ivr_done, id);
}

/* No line is free: the attempt counts as offered and blocked. */
CCS_APART static void refuse(ccs_flow_t *f, uint32_t id)
{
    ccs_contact_t *const c = &f->world.contacts.at[id];

    count_offered(f, c);
    ccs_facts_at(&f->facts, c->place)[CCS_FACT_blocked_lines]++;
    block(f, id);
}

/* An attempt begins: a line, then the IVR or bot, then an agent. */
static void enter(ccs_flow_t *f, uint32_t id)
{
    ccs_world_t *const w = &f->world;
    const ccs_contact_t *const c = &w->contacts.at[id];
    const ccs_type_t *const t = &w->plan->types[c->type];

    now_row(f, c->type)[CCS_FACT_arrived]++;
    if (t->trunk != CCS_NONE && w->trunks[t->trunk].n_busy >= w->plan->trunks[t->trunk].lines) {
        refuse(f, id);
        return;
    }
    seize_line(f, t->trunk);
    if (ccs_plan_has_ivr(t)) enter_ivr(f, id);
    else offer(f, id);
}

CCS_APART static void on_ivr_done(ccs_flow_t *f, uint32_t id)
{
    ccs_world_t *const w = &f->world;
    const ccs_contact_t *const c = &w->contacts.at[id];

    w->n_in_ivr[c->type]--;
    book(f, &now_row(f, c->type)[CCS_FACT_ivr_area], -1);
    if (c->flags & CCS_CONTACT_CONTAINED) end_in_ivr(f, id);
    else offer(f, id);
}

/* The centre is closed: the customer comes when it opens, in the last cell not at all. */
static void come_at_opening(ccs_flow_t *f, uint32_t id, enum ccs_event_kind kind)
{
    const ccs_world_t *const w = &f->world;
    ccs_contact_t *const c = &w->contacts.at[id];

    c->timer = isinf(w->cell_end_s) ? CCS_CALENDAR_NO_TIMER : ccs_calendar_set(w->calendar, w->cell_end_s, kind, id);
}

static void set_next_arrival(ccs_flow_t *f, uint32_t type)
{
    ccs_world_t *const w = &f->world;

    ccs_calendar_set_lane(w->calendar, type, ccs_source_next(&w->sources[type], w->plan, type), CCS_EV_arrive);
}

static uint32_t new_contact(ccs_flow_t *f, uint32_t type, uint32_t index)
{
    ccs_world_t *const w = &f->world;
    const uint32_t id = ccs_contacts_take(&w->contacts);
    ccs_contact_t *const c = &w->contacts.at[id];

    c->index = index;
    c->type = (uint16_t) type;
    c->attempt = 0;
    c->flags = 0;
    c->timer = CCS_CALENDAR_NO_TIMER;
    c->talk = ccs_source_talk(&w->sources[type], w->plan, type, index, 0);
    return id;
}

static void on_arrive(ccs_flow_t *f, uint32_t type)
{
    enter(f, new_contact(f, type, f->world.sources[type].index));
    ccs_source_advance(&f->world.sources[type]);
    set_next_arrival(f, type);
}

/* A fresh contact that falls in closed hours. Where it counts is decided anew when it asks for an agent. */
static void put_off_arrival(ccs_flow_t *f, uint32_t type)
{
    ccs_world_t *const w = &f->world;
    const uint32_t id = new_contact(f, type, w->sources[type].index);
    ccs_contact_t *const c = &w->contacts.at[id];

    c->state = CCS_CONTACT_RETRYING;
    c->place = place_now(f, type);
    w->n_retrying[type]++;
    book(f, &now_row(f, type)[CCS_FACT_retry_area], 1);
    come_at_opening(f, id, CCS_EV_come);
    ccs_source_advance(&w->sources[type]);
    set_next_arrival(f, type);
}

/* Off to the centre, which is open. */
static void end_absence(ccs_flow_t *f, ccs_contact_t *c)
{
    f->world.n_retrying[c->type]--;
    book(f, &now_row(f, c->type)[CCS_FACT_retry_area], -1);
    c->timer = CCS_CALENDAR_NO_TIMER;
}

CCS_APART static void on_come(ccs_flow_t *f, uint32_t id)
{
    end_absence(f, &f->world.contacts.at[id]);
    enter(f, id);
}

CCS_APART static void on_repeat(ccs_flow_t *f, uint32_t id)
{
    ccs_world_t *const w = &f->world;
    ccs_contact_t *const c = &w->contacts.at[id];
    const ccs_type_t *const t = &w->plan->types[c->type];
    const bool reconnects = c->flags & CCS_CONTACT_RECONNECT;
    const bool kept = (reconnects ? t->reconnect.draws : t->redial.draws) == CCS_DRAWS_KEPT;

    end_absence(f, c);
    now_row(f, c->type)[reconnects ? CCS_FACT_repeats : CCS_FACT_redials]++;
    c->attempt++;
    c->flags = kept ? CCS_CONTACT_KEPT : 0;
    c->talk = ccs_source_talk(&w->sources[c->type], w->plan, c->type, c->index, kept ? 0 : c->attempt);
    enter(f, id);
}

/* ---- staffing ------------------------------------------------------------------------------------------------------------------- */

static void set_next_step(ccs_flow_t *f, uint32_t group)
{
    ccs_world_t *const w = &f->world;
    const ccs_group_t *const g = &w->plan->groups[group];
    const uint32_t step = w->groups[group].step;

    if (step < g->first_step + g->n_steps)
        (void) ccs_calendar_set(w->calendar, w->plan->steps[step].time_s, CCS_EV_staff_change, group);
}

/* Agents who stayed after close for some types serve what the others have carried over. */
static void serve_carried(ccs_flow_t *f, uint32_t group)
{
    ccs_world_t *const w = &f->world;
    ccs_group_state_t *const g = &w->groups[group];

    while (g->n_idle && ccs_route_agent(w, group).id != CCS_NONE) {
        const uint32_t agent = g->idle_head;

        ccs_agent_from_idle(g, w->agents, agent);
        free_agent(f, agent);
    }
}

/* Agents above the new number finish their contact first, idle ones leave now; more agents take waiting contacts at once. */
CCS_APART static void on_staff_change(ccs_flow_t *f, uint32_t group)
{
    ccs_world_t *const w = &f->world;
    ccs_group_state_t *const g = &w->groups[group];
    double *const row = ccs_facts_group(&f->facts, w->cell, group);
    const ccs_staff_step_t *const step = &w->plan->steps[g->step];
    const uint32_t agents = ccs_agent_present(&g->stream, step);
    const double over = n_over(w, group);

    book(f, &row[CCS_FACT_scheduled_area], step->agents - g->planned);
    book(f, &row[CCS_FACT_staffed_area], -(double) g->n_staffed);
    g->planned = step->agents;
    g->n_scheduled = agents;
    while (g->n_staffed > agents && g->n_idle) {
        const uint32_t agent = g->idle_head;

        ccs_agent_from_idle(g, w->agents, agent);
        ccs_agent_log_out(g, w->agents, agent);
    }
    const uint32_t n_new = g->n_staffed < agents ? agents - g->n_staffed : 0;

    book(f, &row[CCS_FACT_overtime], n_over(w, group) - over);
    book(f, &row[CCS_FACT_staffed_area], (double) g->n_staffed + n_new);
    if (w->plan->groups[group].n_late != w->plan->groups[group].n_order) serve_carried(f, group);
    for (uint32_t i = 0; i < n_new; i++) free_agent(f, ccs_agent_log_in(g, w->agents, w->now_s));
    g->step++;
    set_next_step(f, group);
}

/* ---- the time axis -------------------------------------------------------------------------------------------------------------- */

/* Every level, over a length of the present cell. */
static void book_levels(ccs_flow_t *f, double length_s)
{
    const ccs_world_t *const w = &f->world;
    const ccs_plan_t *const plan = w->plan;

    for (uint32_t type = 0; type < plan->n_types; type++) {
        double *const row = now_row(f, type);

        row[CCS_FACT_queue_area] += length_s * w->queues[type].n;
        row[CCS_FACT_retry_area] += length_s * w->n_retrying[type];
        row[CCS_FACT_ivr_area] += length_s * w->n_in_ivr[type];
    }
    for (uint32_t pair = 0; pair < plan->n_pairs; pair++) {
        double *const row = now_pair(f, pair);

        row[CCS_FACT_talk_area] += length_s * w->n_talking[pair];
        row[CCS_FACT_wrap_area] += length_s * w->n_wrapping[pair];
    }
    for (uint32_t group = 0; group < plan->n_groups; group++) {
        double *const row = ccs_facts_group(&f->facts, w->cell, group);

        row[CCS_FACT_scheduled_area] += length_s * w->groups[group].planned;
        row[CCS_FACT_staffed_area] += length_s * w->groups[group].n_staffed;
        row[CCS_FACT_overtime] += length_s * n_over(w, group);
    }
    for (uint32_t trunk = 0; trunk < plan->n_trunks; trunk++)
        ccs_facts_trunk(&f->facts, w->cell, trunk)[CCS_FACT_line_area] += length_s * w->trunks[trunk].n_busy;
}

/* All work in a cell that ends, while the centre was closed. */
static void book_closed_work(ccs_flow_t *f)
{
    const ccs_world_t *const w = &f->world;

    for (uint32_t pair = 0; pair < w->plan->n_pairs && w->closed; pair++) {
        const double *const row = now_pair(f, pair);

        ccs_facts_group(&f->facts, w->cell, w->plan->pairs[pair].group)[CCS_FACT_overtime] +=
            row[CCS_FACT_talk_area] + row[CCS_FACT_wrap_area];
    }
}

/* What the cell leaves to the next one. */
static void note_backlog(ccs_flow_t *f)
{
    for (uint32_t type = 0; type < f->world.plan->n_types; type++)
        now_row(f, type)[CCS_FACT_waiting_at_end] = f->world.queues[type].n;
}

static void note_queues(ccs_flow_t *f)
{
    const ccs_world_t *const w = &f->world;
    double *const max_queue = ccs_facts_max_queue(&f->facts, w->cell);

    for (uint32_t type = 0; type < w->plan->n_types; type++) max_queue[type] = w->queues[type].n;
    max_queue[w->plan->n_types] = w->n_waiting;
}

static void disconnect_waiting(ccs_flow_t *f)
{
    ccs_world_t *const w = &f->world;

    for (uint32_t type = 0; type < w->plan->n_types; type++) {
        while (w->plan->types[type].at_close == CCS_AT_CLOSE_CLEAR && w->queues[type].n) {
            const uint32_t id = w->queues[type].head;

            cancel_timer(w, &w->contacts.at[id]);
            take_from_queue(f, id);
            disconnect(f, id);
        }
    }
}

/* What holds in the cell, and where its facts are. */
static void enter_cell(ccs_flow_t *f, uint32_t cell)
{
    ccs_world_t *const w = &f->world;

    w->cell = cell;
    w->in_last_cell = cell + 1 == w->plan->n_cells;
    w->cell_end_s = w->plan->cells[cell].end_s;
    w->closed = w->plan->mode == CCS_MODE_DAY && !w->plan->cells[cell].open;
    w->heed_s = w->closed ? (double) -INFINITY : w->cell_end_s;
    f->cell_place = ccs_facts_place(&f->facts, cell, 0);
    f->cell_pairs = ccs_facts_pair(&f->facts, cell, 0);
}

CCS_APART static void on_cell_end(ccs_flow_t *f, uint32_t ended)
{
    ccs_world_t *const w = &f->world;
    const ccs_cell_t *const cell = &w->plan->cells[ended + 1];
    const bool lasts = isinf(cell->end_s), was_closed = w->closed;

    book_closed_work(f);
    note_backlog(f);
    if (f->on_cell) f->on_cell(f->listener, f, ended);
    enter_cell(f, ended + 1);
    w->cell_ref_s = lasts ? cell->start_s : cell->end_s;
    book_levels(f, w->cell_ref_s - cell->start_s);
    note_queues(f);
    if (!lasts) w->cell_timer = ccs_calendar_set(w->calendar, cell->end_s, CCS_EV_cell_end, ended + 1);
    if (w->closed != was_closed) ccs_world_set_orders(w);
    if (w->closed) disconnect_waiting(f);
}

/* ---- start, dispatch, finish ---------------------------------------------------------------------------------------------------- */

/* A contact that is there when the run begins: its index counts down from the top, so that it moves no other contact's draws, and its
 * row is the one that does not count. */
static void place_initial(ccs_flow_t *f, uint32_t type, uint32_t i)
{
    ccs_world_t *const w = &f->world;
    const ccs_type_t *const t = &w->plan->types[type];
    const uint32_t id = new_contact(f, type, UINT32_MAX - i);
    ccs_contact_t *const c = &w->contacts.at[id];

    c->offered_s = w->now_s;
    c->place = ccs_facts_place(&f->facts, w->plan->n_cells, type);
    seize_line(f, t->trunk);
    const ccs_route_t route = ccs_route_contact(w, id);

    if (route.id == CCS_NONE) {
        put_in_queue(f, id);
        return;
    }
    ccs_agent_from_idle(&w->groups[w->agents[route.id].group], w->agents, route.id);
    start_talk(f, id, route.id, route.pair);
}

int ccs_flow_init(ccs_flow_t *self, const ccs_plan_t *plan)
{
    int ret;

    *self = (ccs_flow_t){0};
    CCS_TRY(ccs_world_init(&self->world, plan));
    CCS_TRY(ccs_facts_init(&self->facts, plan));
out:
    return ret;
}

void ccs_flow_free(ccs_flow_t *self)
{
    if (!self) return;
    ccs_world_free(&self->world);
    ccs_facts_free(&self->facts);
}

int ccs_flow_start(ccs_flow_t *self, uint64_t seed, uint32_t replication)
{
    ccs_world_t *const w = &self->world;
    const ccs_plan_t *const plan = w->plan;
    const ccs_cell_t *const first = &plan->cells[0];
    int ret;

    CCS_TRY(ccs_world_reset(w, seed, replication));
    ccs_facts_reset(&self->facts);
    enter_cell(self, 0);
    if (isfinite(first->end_s)) w->cell_timer = ccs_calendar_set(w->calendar, first->end_s, CCS_EV_cell_end, 0);
    for (uint32_t group = 0; group < plan->n_groups; group++) {
        const ccs_group_t *const g = &plan->groups[group];

        if (g->n_steps && plan->steps[g->first_step].time_s <= w->now_s) on_staff_change(self, group);
        else set_next_step(self, group);
    }
    for (uint32_t type = 0; type < plan->n_types; type++)
        for (uint32_t i = 0; i < plan->types[type].initial_busy + plan->types[type].initial_waiting; i++) {
            CCS_TRY(ccs_stop_asked(self->stop) ? CCS_ERR_STOPPED : 0);
            place_initial(self, type, i);
        }
    for (uint32_t type = 0; type < plan->n_types; type++) set_next_arrival(self, type);
out:
    return ret;
}

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

void ccs_flow_dispatch(ccs_flow_t *self, const ccs_event_t *event)
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

bool ccs_flow_not_yet_due(const ccs_flow_t *self, const ccs_contact_t *contact, uint32_t k)
{
    const ccs_world_t *const w = &self->world;
    const bool comes_to_rest = w->plan->mode == CCS_MODE_DAY && ccs_calendar_size(w->calendar) == 0;
    const double known_s = comes_to_rest ? w->plan->last_day_ends_s : w->now_s;

    return contact->offered_s + w->plan->types[contact->type].within_s[k] > known_s;
}

static void count_still_waiting(ccs_flow_t *f, const ccs_contact_t *c)
{
    double *const row = ccs_facts_at(&f->facts, c->place);

    row[CCS_FACT_still_waiting]++;
    for (uint32_t k = 0; k < f->world.plan->types[c->type].n_within; k++)
        *ccs_facts_not_yet_due(row, k) += ccs_flow_not_yet_due(f, c, k);
}

void ccs_flow_finish(ccs_flow_t *self)
{
    const ccs_world_t *const w = &self->world;

    if (isinf(w->plan->cells[w->cell].end_s)) book_levels(self, w->now_s - w->cell_ref_s);
    book_closed_work(self);
    note_backlog(self);
    for (uint32_t type = 0; type < w->plan->n_types; type++)
        for (uint32_t id = w->queues[type].head; id != CCS_NONE; id = w->contacts.at[id].next)
            count_still_waiting(self, &w->contacts.at[id]);
    for (uint32_t id = 0; id < w->contacts.size; id++)
        if (w->contacts.at[id].state == CCS_CONTACT_RETRYING)
            ccs_facts_at(&self->facts, w->contacts.at[id].place)[CCS_FACT_still_away]++;
    ccs_world_verify(w);
    ccs_facts_verify(&self->facts, w->n_in_ivr);
}
