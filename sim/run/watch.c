/* watch.c - sees what an event did by comparing before and after. Invariant: it changes nothing in the world; events are taken and handled
 * in the order of the loop in replication.c, so that all numbers are the same. */
#include "watch.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "retry.h"

/* Of a contact, what the world does not keep. */
typedef struct {
    double ivr_s; /* entry to the IVR */
} memory_t;

/* What was there before the event. */
typedef struct {
    uint32_t contact;                    /* CCS_NONE = not about one */
    ccs_contact_t c;                     /* as it was; of an arrival only the type counts */
    double type_facts[CCS_N_TYPE_FACTS]; /* where the contact counts if it asks for an agent now */
    double contained;                    /* where it counts if the IVR serves it */
    bool no_line;
    bool put_off;               /* it comes when the centre opens */
    uint32_t agent, n_wrapping; /* of the talk that ends, or of the after-call work; CCS_NONE = neither */
    double agent_since_s;
    bool open;
    uint32_t n_waiting; /* contacts in watcher_t.waiting */
    uint32_t n_out, n_idle;
} sight_t;

typedef struct {
    ccs_watch_t *watch;
    ccs_replication_t *replication;
    const ccs_world_t *w;
    sight_t before;
    memory_t *memories; /* by contact id, owned */
    uint32_t n_memories;
    uint32_t *waiting; /* contacts that an agent may have taken or that may have been cut off, owned */
    uint32_t room_waiting;
    ccs_attempt_t *wraps; /* by agent: whom his after-call work is about; type CCS_NONE = he has none */
    uint32_t *out, *idle; /* agents of the group, before a change of staff */
    ccs_arena_t arena;    /* of what is by agent */
} watcher_t;

/* ---- telling -------------------------------------------------------------------------------------------------------------------- */

static ccs_moment_t blank(const watcher_t *self, enum ccs_moment_kind kind)
{
    return (ccs_moment_t){.time_s = self->w->now_s,
        .kind = kind,
        .of = {.type = CCS_NONE},
        .group = CCS_NONE,
        .agent = CCS_NONE,
        .duration_s = (double) NAN,
        .number = CCS_NONE};
}

static void tell(const watcher_t *self, const ccs_moment_t *moment)
{
    self->watch->tell(self->watch->listener, moment);
}

static void tell_centre(const watcher_t *self, enum ccs_moment_kind kind)
{
    const ccs_moment_t m = blank(self, kind);

    tell(self, &m);
}

static void set_agent(const watcher_t *self, ccs_moment_t *m, uint32_t agent)
{
    m->group = self->w->agents[agent].group;
    m->agent = agent - self->w->plan->groups[m->group].first_agent;
}

static ccs_attempt_t attempt_of(const ccs_contact_t *c)
{
    return (ccs_attempt_t){.type = c->type, .index = c->index, .attempt = c->attempt};
}

/* A moment of a contact as it was or is; an agent's too if it has one. */
static ccs_moment_t of_contact(const watcher_t *self, enum ccs_moment_kind kind, const ccs_contact_t *c)
{
    ccs_moment_t m = blank(self, kind);

    m.of = attempt_of(c);
    if (c->state == CCS_CONTACT_TALKING) set_agent(self, &m, c->agent);
    return m;
}

static void tell_contact(const watcher_t *self, enum ccs_moment_kind kind, const ccs_contact_t *c, double duration_s)
{
    ccs_moment_t m = of_contact(self, kind, c);

    m.duration_s = duration_s;
    tell(self, &m);
}

static void tell_agent(const watcher_t *self, enum ccs_moment_kind kind, uint32_t agent)
{
    ccs_moment_t m = blank(self, kind);

    set_agent(self, &m, agent);
    tell(self, &m);
}

static void tell_wrap(const watcher_t *self, enum ccs_moment_kind kind, uint32_t agent, double duration_s)
{
    ccs_moment_t m = blank(self, kind);

    set_agent(self, &m, agent);
    m.of = self->wraps[agent];
    m.duration_s = duration_s;
    tell(self, &m);
}

static void tell_staff(const watcher_t *self, uint32_t group)
{
    const ccs_group_state_t *const g = &self->w->groups[group];
    ccs_moment_t m = blank(self, g->planned == floor(g->planned) ? CCS_MOMENT_staff : CCS_MOMENT_staff_today);

    m.group = group;
    m.number = g->n_scheduled;
    m.planned = g->planned;
    tell(self, &m);
}

/* How an attempt of a contact that is off the line ended: whether he will be back is told with it. @p was: the attempt */
static void tell_end(const watcher_t *self, enum ccs_moment_kind kind, const ccs_contact_t *was, double duration_s)
{
    const ccs_contact_t *const c = &self->w->contacts.at[self->before.contact];
    ccs_moment_t m = of_contact(self, kind, was);

    m.duration_s = duration_s;
    m.gone = c->state == CCS_CONTACT_FREE;
    tell(self, &m);
    if (c->state != CCS_CONTACT_RETRYING) return;
    tell_contact(self, CCS_MOMENT_retry, c, ccs_calendar_look(self->w->calendar, c->timer).time_s - self->w->now_s);
}

/* ---- before the event ----------------------------------------------------------------------------------------------------------- */

static bool lines_are_full(const ccs_world_t *w, uint32_t type)
{
    const uint32_t trunk = w->plan->types[type].trunk;

    return trunk != CCS_NONE && w->trunks[trunk].n_busy >= w->plan->trunks[trunk].lines;
}

static const double *facts_now(const watcher_t *self, uint32_t type)
{
    const ccs_facts_t *const facts = &self->replication->flow.facts;

    return ccs_facts_at(facts, ccs_facts_place(facts, self->w->cell, type));
}

static void look_at_contact(watcher_t *self, uint32_t id)
{
    sight_t *const s = &self->before;

    s->contact = id;
    s->c = self->w->contacts.at[id];
    memcpy(s->type_facts, facts_now(self, s->c.type), sizeof s->type_facts);
    s->no_line = lines_are_full(self->w, s->c.type);
}

/* A fresh contact will have the first free record. */
static void look_at_arrival(watcher_t *self, uint32_t type)
{
    sight_t *const s = &self->before;

    s->contact = self->w->contacts.free;
    s->c.type = (uint16_t) type;
    memcpy(s->type_facts, facts_now(self, type), sizeof s->type_facts);
    s->no_line = lines_are_full(self->w, type);
}

static void look_at_agent(watcher_t *self, uint32_t agent)
{
    const ccs_world_t *const w = self->w;
    const ccs_group_t *const g = &w->plan->groups[w->agents[agent].group];
    sight_t *const s = &self->before;

    s->agent = agent;
    s->n_wrapping = w->n_wrapping[w->agents[agent].pair];
    s->agent_since_s = w->agents[agent].since_s;
    for (uint32_t i = g->first_order; i < g->first_order + g->n_order; i++) {
        const uint32_t type = w->plan->order_types[i];

        if (w->queues[type].n)
            self->waiting[s->n_waiting++] = ccs_queue_first(&w->queues[type], w->plan->types[type].queue_order);
    }
}

static void look_at_queues(watcher_t *self)
{
    const ccs_world_t *const w = self->w;

    for (uint32_t type = 0; type < w->plan->n_types; type++)
        for (uint32_t id = w->queues[type].head; id != CCS_NONE; id = w->contacts.at[id].next)
            self->waiting[self->before.n_waiting++] = id;
}

static void look_at_group(watcher_t *self, uint32_t group)
{
    const ccs_world_t *const w = self->w;
    const ccs_group_state_t *const g = &w->groups[group];

    look_at_queues(self);
    for (uint32_t id = g->out; id != CCS_NONE; id = w->agents[id].next) self->out[self->before.n_out++] = id;
    for (uint32_t id = g->idle_head; id != CCS_NONE; id = w->agents[id].next) self->idle[self->before.n_idle++] = id;
}

static void look(watcher_t *self, const ccs_event_t *event)
{
    const ccs_world_t *const w = self->w;
    const ccs_facts_t *const facts = &self->replication->flow.facts;
    sight_t *const s = &self->before;

    *s = (sight_t){.contact = CCS_NONE, .agent = CCS_NONE, .open = w->plan->cells[w->cell].open};
    switch ((enum ccs_event_kind) event->kind) {
    case CCS_EV_arrive:
        look_at_arrival(self, event->owner);
        s->put_off = ccs_retry_is_put_off(&w->plan->types[s->c.type], w->closed);
        break;
    case CCS_EV_repeat:
        look_at_contact(self, event->owner);
        s->put_off = ccs_retry_is_put_off(&w->plan->types[s->c.type], w->closed);
        break;
    case CCS_EV_come:
    case CCS_EV_patience_out: look_at_contact(self, event->owner); break;
    case CCS_EV_ivr_done:
        look_at_contact(self, event->owner);
        s->contained = ccs_facts_at(facts, s->c.place)[CCS_FACT_contained];
        break;
    case CCS_EV_talk_end:
        look_at_contact(self, event->owner);
        look_at_agent(self, s->c.agent);
        break;
    case CCS_EV_wrap_end: look_at_agent(self, event->owner); break;
    case CCS_EV_staff_change: look_at_group(self, event->owner); break;
    case CCS_EV_cell_end: look_at_queues(self); break;
    }
}

/* ---- after the event: contacts -------------------------------------------------------------------------------------------------- */

static bool grew(const watcher_t *self, enum ccs_type_fact fact)
{
    return facts_now(self, self->before.c.type)[fact] > self->before.type_facts[fact];
}

/* A contact has asked for an agent: what came of it. @param at_door  the attempt has just begun */
static void tell_offer(const watcher_t *self, bool at_door)
{
    const ccs_contact_t *const c = &self->w->contacts.at[self->before.contact];
    ccs_moment_t m;

    if (c->state == CCS_CONTACT_TALKING) {
        tell_contact(self, CCS_MOMENT_answer_at_once, c, 0);
    } else if (c->state == CCS_CONTACT_WAITING) {
        m = of_contact(self, CCS_MOMENT_wait, c);
        m.number = self->w->queues[c->type].n - 1;
        tell(self, &m);
    } else if (grew(self, CCS_FACT_blocked)) {
        tell_end(self, at_door && self->before.no_line ? CCS_MOMENT_no_line : CCS_MOMENT_queue_full, c, (double) NAN);
    } else if (grew(self, CCS_FACT_balked)) {
        tell_end(self, CCS_MOMENT_balk, c, (double) NAN);
    } else {
        CCS_BUG_IF(!grew(self, CCS_FACT_disconnected));
        tell_end(self, CCS_MOMENT_turned_away, c, (double) NAN);
    }
}

static void tell_attempt(const watcher_t *self, enum ccs_moment_kind how)
{
    const uint32_t id = self->before.contact;
    const ccs_contact_t *const c = &self->w->contacts.at[id];
    ccs_moment_t m = blank(self, how);

    m.of = attempt_of(c);
    tell(self, &m);
    if (c->state != CCS_CONTACT_IVR) {
        tell_offer(self, true);
        return;
    }
    self->memories[id].ivr_s = self->w->now_s;
    m.kind = CCS_MOMENT_ivr;
    tell(self, &m);
}

/* The customer finds the centre closed. */
static void tell_put_off(const watcher_t *self, enum ccs_moment_kind later, enum ccs_moment_kind too_late)
{
    const ccs_contact_t *const c = &self->w->contacts.at[self->before.contact];

    if (c->timer == CCS_CALENDAR_NO_TIMER) tell_contact(self, too_late, c, (double) NAN);
    else tell_contact(self, later, c, self->w->cell_end_s - self->w->now_s);
}

static void tell_ivr_done(const watcher_t *self)
{
    const ccs_contact_t *const was = &self->before.c;
    const double ivr_s = self->w->now_s - self->memories[self->before.contact].ivr_s;

    if (ccs_facts_at(&self->replication->flow.facts, was->place)[CCS_FACT_contained] > self->before.contained) {
        tell_end(self, CCS_MOMENT_contained, was, ivr_s);
        return;
    }
    tell_contact(self, CCS_MOMENT_ivr_end, was, ivr_s);
    tell_offer(self, false);
}

/* The contact that an agent has taken from the queue, if he has. @return whether he has */
static bool tell_taken(const watcher_t *self, uint32_t agent)
{
    for (uint32_t i = 0; i < self->before.n_waiting; i++) {
        const ccs_contact_t *const c = &self->w->contacts.at[self->waiting[i]];

        if (c->state != CCS_CONTACT_TALKING || c->agent != agent) continue;
        tell_contact(self, CCS_MOMENT_answer, c, c->answered_s - c->offered_s);
        return true;
    }
    return false;
}

/* ---- after the event: agents and the day ---------------------------------------------------------------------------------------- */

static void tell_freed(const watcher_t *self, uint32_t agent)
{
    switch ((enum ccs_agent_state) self->w->agents[agent].state) {
    case CCS_AGENT_OUT: tell_agent(self, CCS_MOMENT_log_out, agent); break;
    case CCS_AGENT_IDLE: tell_agent(self, CCS_MOMENT_idle, agent); break;
    case CCS_AGENT_BUSY: CCS_BUG_IF(!tell_taken(self, agent)); break;
    }
}

static void tell_talk_end(watcher_t *self)
{
    const ccs_contact_t *const was = &self->before.c;
    const uint32_t agent = self->before.agent;

    tell_end(self, CCS_MOMENT_talk_end, was, self->w->now_s - was->answered_s);
    if (self->w->n_wrapping[was->pair] == self->before.n_wrapping) {
        tell_freed(self, agent);
        return;
    }
    self->wraps[agent] = attempt_of(was);
    tell_wrap(self, CCS_MOMENT_wrap_begin, agent, (double) NAN);
}

static void tell_wrap_end(watcher_t *self)
{
    const uint32_t agent = self->before.agent;

    tell_wrap(self, CCS_MOMENT_wrap_end, agent, self->w->now_s - self->before.agent_since_s);
    self->wraps[agent].type = CCS_NONE;
    tell_freed(self, agent);
}

static void tell_staff_change(const watcher_t *self, uint32_t group)
{
    const ccs_agent_t *const agents = self->w->agents;

    tell_staff(self, group);
    for (uint32_t i = 0; i < self->before.n_idle; i++) {
        if (agents[self->idle[i]].state == CCS_AGENT_OUT) tell_agent(self, CCS_MOMENT_log_out, self->idle[i]);
        if (agents[self->idle[i]].state == CCS_AGENT_BUSY) (void) tell_taken(self, self->idle[i]); /* who stayed after close */
    }
    for (uint32_t i = 0; i < self->before.n_out; i++) {
        if (agents[self->out[i]].state == CCS_AGENT_OUT) continue;
        tell_agent(self, CCS_MOMENT_log_in, self->out[i]);
        (void) tell_taken(self, self->out[i]);
    }
}

/* Borders of intervals and batches are not told. */
static void tell_cell_end(watcher_t *self)
{
    const ccs_world_t *const w = self->w;
    const bool day = w->plan->mode == CCS_MODE_DAY, opens = w->plan->cells[w->cell].open;

    if (opens && !self->before.open) tell_centre(self, day ? CCS_MOMENT_open : CCS_MOMENT_warm);
    if (!opens && self->before.open) tell_centre(self, day ? CCS_MOMENT_close : CCS_MOMENT_run_out);
    for (uint32_t i = 0; i < self->before.n_waiting; i++) {
        const ccs_contact_t *const c = &w->contacts.at[self->waiting[i]];

        self->before.contact = self->waiting[i];
        if (c->state == CCS_CONTACT_FREE) tell_end(self, CCS_MOMENT_disconnect, c, w->now_s - c->offered_s);
    }
}

static void tell_event(watcher_t *self, const ccs_event_t *event)
{
    const bool reconnects = self->before.c.flags & CCS_CONTACT_RECONNECT;
    const ccs_contact_t *const was = &self->before.c;

    switch ((enum ccs_event_kind) event->kind) {
    case CCS_EV_arrive:
        if (self->before.put_off) tell_put_off(self, CCS_MOMENT_come_later, CCS_MOMENT_come_too_late);
        else tell_attempt(self, CCS_MOMENT_arrive);
        break;
    case CCS_EV_come: tell_attempt(self, CCS_MOMENT_arrive); break;
    case CCS_EV_repeat:
        if (self->before.put_off) tell_put_off(self, CCS_MOMENT_retry_later, CCS_MOMENT_retry_too_late);
        else tell_attempt(self, reconnects ? CCS_MOMENT_repeat : CCS_MOMENT_redial);
        break;
    case CCS_EV_ivr_done: tell_ivr_done(self); break;
    case CCS_EV_patience_out: tell_end(self, CCS_MOMENT_abandon, was, self->w->now_s - was->offered_s); break;
    case CCS_EV_talk_end: tell_talk_end(self); break;
    case CCS_EV_wrap_end: tell_wrap_end(self); break;
    case CCS_EV_staff_change: tell_staff_change(self, event->owner); break;
    case CCS_EV_cell_end: tell_cell_end(self); break;
    }
}

/* ---- start and end of the run --------------------------------------------------------------------------------------------------- */

static void tell_waiting_at_start(const watcher_t *self)
{
    const ccs_world_t *const w = self->w;

    for (uint32_t type = 0; type < w->plan->n_types; type++) {
        uint32_t ahead = 0;

        for (uint32_t id = w->queues[type].head; id != CCS_NONE; id = w->contacts.at[id].next) {
            ccs_moment_t m = of_contact(self, CCS_MOMENT_present_waiting, &w->contacts.at[id]);

            m.number = ahead++;
            tell(self, &m);
        }
    }
}

static void tell_start(const watcher_t *self)
{
    const ccs_world_t *const w = self->w;

    if (w->plan->mode == CCS_MODE_STEADY) tell_centre(self, CCS_MOMENT_warm_up);
    else if (w->plan->cells[0].open) tell_centre(self, CCS_MOMENT_open);
    for (uint32_t group = 0; group < w->plan->n_groups; group++)
        if (w->groups[group].planned > 0) tell_staff(self, group);
    for (uint32_t agent = 0; agent < w->plan->n_agents; agent++)
        if (w->agents[agent].state != CCS_AGENT_OUT) tell_agent(self, CCS_MOMENT_log_in, agent);
    for (uint32_t id = 0; id < w->contacts.size; id++)
        if (w->contacts.at[id].state == CCS_CONTACT_TALKING)
            tell_contact(self, CCS_MOMENT_present_talking, &w->contacts.at[id], (double) NAN);
    tell_waiting_at_start(self);
}

static void tell_still_waiting(const watcher_t *self, const ccs_contact_t *c)
{
    const bool not_yet_due = ccs_flow_not_yet_due(&self->replication->flow, c, 0);

    tell_contact(self, not_yet_due ? CCS_MOMENT_not_yet_due : CCS_MOMENT_still_waiting, c, self->w->now_s - c->offered_s);
}

/* What is not decided when the run ends. */
static void tell_rest(const watcher_t *self)
{
    const ccs_world_t *const w = self->w;

    tell_centre(self, CCS_MOMENT_end);
    for (uint32_t id = 0; id < w->contacts.size; id++) {
        const ccs_contact_t *const c = &w->contacts.at[id];

        switch ((enum ccs_contact_state) c->state) {
        case CCS_CONTACT_FREE: break;
        case CCS_CONTACT_IVR: tell_contact(self, CCS_MOMENT_still_in_ivr, c, w->now_s - self->memories[id].ivr_s); break;
        case CCS_CONTACT_WAITING: tell_still_waiting(self, c); break;
        case CCS_CONTACT_TALKING: tell_contact(self, CCS_MOMENT_still_talking, c, w->now_s - c->answered_s); break;
        case CCS_CONTACT_RETRYING:
            if (c->timer != CCS_CALENDAR_NO_TIMER) /* else it has been told that it comes no more */
                tell_contact(self, CCS_MOMENT_still_away, c, ccs_calendar_look(w->calendar, c->timer).time_s - w->now_s);
            break;
        }
    }
    for (uint32_t agent = 0; agent < w->plan->n_agents; agent++)
        if (self->wraps[agent].type != CCS_NONE)
            tell_wrap(self, CCS_MOMENT_still_wrapping, agent, w->now_s - w->agents[agent].since_s);
}

/* ---- the loop ------------------------------------------------------------------------------------------------------------------- */

static int init(watcher_t *self)
{
    const ccs_plan_t *const plan = self->w->plan;

    self->wraps = ccs_arena_array(&self->arena, plan->n_agents, sizeof *self->wraps);
    self->out = ccs_arena_array(&self->arena, plan->n_agents, sizeof *self->out);
    self->idle = ccs_arena_array(&self->arena, plan->n_agents, sizeof *self->idle);
    if (!self->wraps || !self->out || !self->idle) return CCS_ERR_NOMEM;
    for (uint32_t agent = 0; agent < plan->n_agents; agent++) self->wraps[agent].type = CCS_NONE;
    return 0;
}

/* Room for every contact, and for all that wait or one of each type. */
static int reserve(watcher_t *self)
{
    const ccs_world_t *const w = self->w;
    const uint32_t n_waiting = w->n_waiting > w->plan->n_types ? w->n_waiting : w->plan->n_types;

    if (self->n_memories < w->contacts.size) {
        memory_t *const memories = realloc(self->memories, w->contacts.size * sizeof *memories);

        if (!memories) return CCS_ERR_NOMEM;
        self->memories = memories;
        self->n_memories = w->contacts.size;
    }
    if (self->room_waiting < n_waiting) {
        uint32_t *const waiting = realloc(self->waiting, 2 * (size_t) n_waiting * sizeof *waiting);

        if (!waiting) return CCS_ERR_NOMEM;
        self->waiting = waiting;
        self->room_waiting = 2 * n_waiting;
    }
    return 0;
}

static int step(watcher_t *self, const ccs_event_t *event)
{
    ccs_flow_t *const flow = &self->replication->flow;
    int ret;

    CCS_TRY(ccs_world_reserve(&flow->world));
    CCS_TRY(reserve(self));
    look(self, event);
    flow->world.now_s = event->time_s;
    ccs_flow_dispatch(flow, event);
    tell_event(self, event);
out:
    return ret;
}

/* What happens at a border comes after it (flow.c): the border is an event of its own here, so that each can be told apart. A customer
 * whose patience ends at it has no timer any more. */
static int step_over_border(watcher_t *self, const ccs_event_t *event)
{
    ccs_world_t *const w = &self->replication->flow.world;

    if (event->kind == CCS_EV_cell_end || event->time_s < w->cell_end_s) return 0;
    const ccs_event_t border = {.time_s = event->time_s, .owner = w->cell, .kind = CCS_EV_cell_end};

    if (event->kind == CCS_EV_patience_out) w->contacts.at[event->owner].timer = CCS_CALENDAR_NO_TIMER;
    ccs_calendar_clear(w->calendar, w->cell_timer);
    return step(self, &border);
}

/* The customer who would give up has been cut off at the border. */
static bool is_void(const watcher_t *self, const ccs_event_t *event)
{
    return event->kind == CCS_EV_patience_out && self->w->contacts.at[event->owner].state != CCS_CONTACT_WAITING;
}

static int loop(ccs_replication_t *r)
{
    watcher_t *const self = r->observer;
    ccs_event_t event;
    int ret = 0;

    tell_start(self);
    while (!ccs_replication_is_over(r) && ccs_calendar_pop(self->w->calendar, &event)) {
        if (self->watch->enough || ccs_stop_asked(r->stop)) CCS_TRY(CCS_ERR_STOPPED);
        CCS_TRY(step_over_border(self, &event));
        if (!is_void(self, &event)) CCS_TRY(step(self, &event));
        r->n_events++;
    }
    ret = reserve(self);
out:
    return ret;
}

int ccs_watch_run(ccs_watch_t *self, ccs_replication_t *replication, uint64_t seed, uint32_t number)
{
    watcher_t watcher = {.watch = self, .replication = replication, .w = &replication->flow.world};
    int ret;

    CCS_TRY(init(&watcher));
    replication->loop = loop;
    replication->observer = &watcher;
    ret = ccs_replication_run(replication, seed, number);
    replication->loop = NULL;
    replication->observer = NULL;
    if (ret == 0) tell_rest(&watcher);
    if (ret == CCS_ERR_STOPPED && self->enough) ret = 0;
out:
    free(watcher.memories);
    free(watcher.waiting);
    ccs_arena_free(&watcher.arena);
    return ret;
}
