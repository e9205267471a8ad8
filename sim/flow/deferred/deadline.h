/** @file deadline.h  Further: when what a type's target promises is due, and whether it has come by then. Counted where it was promised, and besides where it is due, which
 * may be an interval that has ended long ago or has not begun. */
#ifndef CCS_LIFE_DEADLINE_H
#define CCS_LIFE_DEADLINE_H

#include <math.h>

#include "flow.h"
#include "hint.h"
#include "issue.h"
#include "note.h"
#include "time_axis.h"

static inline bool has_deadlines(const ccs_flow_t *f)
{
    return FURTHER && f->world.deadlines;
}

static inline ccs_deadline_t *deadline_of(const ccs_flow_t *f, uint32_t id)
{
    return &f->world.deadlines[id];
}

static inline enum ccs_promise_of promise_of(const ccs_flow_t *f, const ccs_deadline_t *deadline)
{
    return f->world.plan->deferred[deadline->type].of;
}

/* Where it was promised. */
static double *promised_row(const ccs_flow_t *f, const ccs_deadline_t *deadline)
{
    return ccs_facts_due(&f->facts, deadline->period, deadline->type);
}

/* Steady: the run goes on until all is known of what counts. */
static void wait_for_deadline(ccs_flow_t *f, const ccs_deadline_t *deadline, int delta)
{
    const uint32_t index = ccs_facts_index(&f->facts, deadline->period, deadline->type);

    if (f->world.plan->axis.is_batched && ccs_facts_counts(&f->facts, index)) f->world.n_undecided += (uint32_t) delta;
}

/* Nothing has been promised for a contact that is new. */
static inline void begin_unpromised(ccs_flow_t *f, uint32_t id)
{
    if (has_deadlines(f)) *deadline_of(f, id) = (ccs_deadline_t){.type = f->world.contacts.at[id].type};
}

/* The cell in which a time lies; of one that is never, or before the run, the last or the first. */
static uint32_t cell_at(const ccs_plan_t *plan, double time_s)
{
    uint32_t low = 0, high = plan->n_cells;

    while (high - low > 1) {
        const uint32_t middle = low + (high - low) / 2;

        if (plan->cells[middle].start_s < time_s) low = middle;
        else high = middle;
    }
    return low;
}

/* It is due, whether it comes by then or not: told where that is. What is due as an interval ends is that one's. */
static void fall_due(ccs_flow_t *f, const ccs_deadline_t *deadline, bool in_time)
{
    const ccs_plan_t *const plan = f->world.plan;
    const uint32_t period =
        deadline->period == plan->periods.n ? deadline->period : ccs_axis_period(plan, cell_at(plan, deadline->due_s));
    double *const row = ccs_facts_due(&f->facts, period, deadline->type);

    row[CCS_FACT_fell_due]++;
    row[CCS_FACT_fell_due_kept] += in_time;
}

/* The timer of all who will chase is set for the next one. @param before  that was the next one so far */
static void set_chase_timer(const ccs_flow_t *f, uint32_t before)
{
    const ccs_world_t *const w = &f->world;
    const uint32_t timer = w->first_timer[CCS_OWNER_chase], first = ccs_chases_first(&w->chases);

    if (first == before) return;
    if (ccs_calendar_is_set(w->calendar, timer)) ccs_calendar_clear(w->calendar, timer);
    if (first != CCS_NONE) ccs_calendar_set(w->calendar, timer, fmax(w->deadlines[first].chase_s, w->now_s), CCS_EV_chase);
}

/* Nobody will chase the contact. */
CCS_APART static void forget_chase(ccs_flow_t *f, uint32_t id)
{
    const uint32_t before = ccs_chases_first(&f->world.chases);

    ccs_chases_remove(&f->world.chases, f->world.deadlines, id);
    set_chase_timer(f, before);
}

static void close_deadline(ccs_flow_t *f, ccs_deadline_t *deadline)
{
    deadline->is_open = false;
    if (deadline->place > 0) forget_chase(f, (uint32_t) (deadline - f->world.deadlines));
    wait_for_deadline(f, deadline, -1);
}

/* What was promised has come, now. */
CCS_APART static void keep_promise(ccs_flow_t *f, uint32_t id)
{
    ccs_deadline_t *const deadline = deadline_of(f, id);
    const double now_s = f->world.now_s;
    const bool in_time = now_s <= deadline->due_s;
    double *const row = promised_row(f, deadline);

    row[CCS_FACT_deadlines_done]++;
    row[CCS_FACT_deadlines_kept] += in_time;
    row[CCS_FACT_deadline_time] += now_s - deadline->asked_s;
    fall_due(f, deadline, in_time);
    if (!in_time && isfinite(deadline->due_s)) note(f, CCS_MOMENT_late, &f->world.contacts.at[id], now_s - deadline->due_s);
    close_deadline(f, deadline);
}

/* The contact chases another one: its issue is that one's, and it has none of its own. */
static inline bool is_chaser(const ccs_flow_t *f, uint32_t id)
{
    return has_deadlines(f) && deadline_of(f, id)->chases;
}

/* Something of a kind has come: it may be what was promised. */
static inline void deliver(ccs_flow_t *f, uint32_t id, enum ccs_promise_of what)
{
    if (has_deadlines(f) && deadline_of(f, id)->is_open && promise_of(f, deadline_of(f, id)) == what) keep_promise(f, id);
}

/* Nobody waits for it any more. */
CCS_APART static void break_promise(ccs_flow_t *f, uint32_t id)
{
    ccs_deadline_t *const deadline = deadline_of(f, id);

    if (f->world.now_s <= deadline->due_s) promised_row(f, deadline)[CCS_FACT_deadlines_void]++;
    else fall_due(f, deadline, false);
    close_deadline(f, deadline);
}

/* The customer is gone for good. */
static inline void void_promise(ccs_flow_t *f, uint32_t id)
{
    if (has_deadlines(f) && deadline_of(f, id)->is_open) break_promise(f, id);
}

/* The customer will come again: what was promised for this contact is not waited for; the resolution of the issue is. */
static inline void void_promise_of_attempt(ccs_flow_t *f, uint32_t id)
{
    if (has_deadlines(f) && deadline_of(f, id)->is_open && promise_of(f, deadline_of(f, id)) != CCS_PROMISE_OF_RESOLUTION)
        break_promise(f, id);
}

/* It is promised from now on. @param asked_s  since when the customer waits for it @param due_s  when it is due */
static void open_deadline(ccs_flow_t *f, uint32_t id, double asked_s, double due_s, uint32_t period)
{
    const ccs_contact_t *const c = &f->world.contacts.at[id];
    ccs_deadline_t *const deadline = deadline_of(f, id);

    deadline->asked_s = asked_s;
    deadline->due_s = due_s;
    deadline->period = period;
    deadline->type = c->type;
    deadline->is_open = true;
    deadline->is_chased = false;
    deadline->chase_s = (double) NAN;
    promised_row(f, deadline)[CCS_FACT_deadlines]++;
    wait_for_deadline(f, deadline, 1);
}

/* The contact asks for an agent. @param period  in which it counts */
CCS_APART static void promise_at(ccs_flow_t *f, uint32_t id, uint32_t period)
{
    const ccs_contact_t *const c = &f->world.contacts.at[id];
    ccs_deadline_t *const deadline = deadline_of(f, id);

    const ccs_deferred_t *const deferred = &f->world.plan->deferred[c->type];

    if (c->flags & CCS_CONTACT_ASKED) begin_unpromised(f, id); /* of an agent who asks */
    if (c->flags & CCS_CONTACT_ASKED || leg_of(f, c) > 0) return;
    if (deadline->thread.touch == 0) deadline->thread.began_s = c->offered_s;
    if (deadline->is_open && promise_of(f, deadline) == CCS_PROMISE_OF_RESOLUTION) return;
    void_promise(f, id); /* a message is of another type than the call */
    deadline->type = c->type;
    if (deadline->thread.touch > 0 && deferred->of == CCS_PROMISE_OF_FIRST_REPLY) return;
    if (deferred->is_told && !deadline->chases)
        open_deadline(f, id, c->offered_s, ccs_world_due_within_s(&f->world, c, 0), period);
}

static inline void promise_now(ccs_flow_t *f, uint32_t id)
{
    if (has_deadlines(f)) promise_at(f, id, f->world.period);
}

/* The customer of a conversation has written: a reply is owed, where each is promised. */
CCS_APART static void owe_reply(ccs_flow_t *f, uint32_t id)
{
    const ccs_contact_t *const c = &f->world.contacts.at[id];
    const ccs_deferred_t *const deferred = &f->world.plan->deferred[c->type];
    const double now_s = f->world.now_s, within_s = f->world.plan->types[c->type].target.within_s[0];

    if (!deferred->is_told || deferred->of != CCS_PROMISE_OF_EACH_REPLY || deadline_of(f, id)->is_open) return;
    open_deadline(f, id, now_s, deferred->clock ? ccs_due_clock_after(deferred->clock, now_s, within_s) : now_s + within_s,
        f->world.period);
}

static inline void owe_next_reply(ccs_flow_t *f, uint32_t id)
{
    if (has_deadlines(f)) owe_reply(f, id);
}

/* A talk is over as it should be: that is a reply to who is not in a conversation by turns. */
static inline void deliver_reply(ccs_flow_t *f, uint32_t id)
{
    deliver(f, id, CCS_PROMISE_OF_FIRST_REPLY);
    deliver(f, id, CCS_PROMISE_OF_EACH_REPLY);
}

/* An agent has served the contact to the end. Where contacts have outcomes it is known by now whether the issue is resolved. */
CCS_APART static void deliver_end(ccs_flow_t *f, uint32_t id)
{
    deliver_reply(f, id);
    if (!f->world.memories || f->world.memories[id].is_resolved) deliver(f, id, CCS_PROMISE_OF_RESOLUTION);
}

static inline void deliver_service(ccs_flow_t *f, uint32_t id)
{
    if (has_deadlines(f)) deliver_end(f, id);
}

/* The record goes on as another one; what is promised goes with it. */
static inline void carry_deadline(ccs_flow_t *f, uint32_t from, uint32_t to)
{
    if (!has_deadlines(f)) return;
    f->world.deadlines[to] = f->world.deadlines[from];
    if (deadline_of(f, from)->place > 0) ccs_chases_rename(&f->world.chases, f->world.deadlines, from, to);
    f->world.deadlines[from].is_open = false;
    f->world.deadlines[from].chases = false;
}

/* The run is over: what is still owed is late, or may come in time yet. It stays owed: queues stand in the order of it. */
static void count_open_deadlines(ccs_flow_t *f)
{
    const ccs_world_t *const w = &f->world;
    const double known_s = ccs_flow_known_s(f);

    for (uint32_t id = 0; has_deadlines(f) && id < w->contacts.size; id++) {
        ccs_deadline_t *const deadline = &w->deadlines[id];

        if (w->contacts.at[id].state == CCS_CONTACT_FREE || !deadline->is_open) continue;
        if (deadline->due_s > known_s) promised_row(f, deadline)[CCS_FACT_deadlines_open]++;
        else fall_due(f, deadline, false);
    }
}

#endif
