/** @file start.h  The centre as a run finds it, and what a run leaves behind. */
#ifndef CCS_LIFE_START_H
#define CCS_LIFE_START_H

#include <math.h>
#include <stdlib.h>

#include "arrive.h"
#include "axis.h"
#include "campaigns.h"
#include "carried_in.h"
#include "duty.h"
#include "failure.h"
#include "staff.h"
#include "steer.h"
#include "week.h"

/* A contact that is there when the run begins: its index counts down from the top, so that it moves no other contact's draws, and its
 * row is the one that does not count. */
static void add_initial(ccs_flow_t *f, uint32_t type, uint32_t i)
{
    ccs_world_t *const w = &f->world;
    const ccs_type_t *const t = &w->plan->types[type];
    const uint32_t index = UINT32_MAX - i;
    const uint32_t id = new_contact(f, type, index, ccs_source_draw(&w->sources[type], CCS_PURPOSE_TALK, index, 0));
    ccs_contact_t *const c = &w->contacts.at[id];

    c->offered_s = w->now_s;
    c->counts_at = ccs_facts_index(&f->facts, w->plan->periods.n, type);
    begin_uncounted(f, id);
    if (has_deadlines(f)) promise_at(f, id, w->plan->periods.n);
    if (RICH) c->queue = (uint16_t) t->queue;
    if (has_legs(f)) begin_journey(f, id, w->now_s, w->plan->periods.n);
    seize_line(f, t->trunk);
    const ccs_route_t route = agent_for(w, id);

    if (route.id == CCS_NONE) {
        if (expects(f)) expect_wait(f, id);
        put_in_queue(f, id);
        return;
    }
    take_agent(f, route.id);
    count_later(f, route.pair);
    start_talk(f, id, route.id, route.pair);
    keep_room(f, route.id);
}

/* ---- what is told of it --------------------------------------------------------------------------------------------------------- */

static void note_due(ccs_flow_t *f, const ccs_contact_t *c, double due_in_s)
{
    note(f, due_in_s < 0 ? CCS_MOMENT_overdue : CCS_MOMENT_due, c, fabs(due_in_s));
}

/* The backlog has come with its own times, the initial state now, and is not counted. */
static void note_present(ccs_flow_t *f, const ccs_contact_t *c, uint32_t ahead)
{
    if (!ccs_facts_counts(&f->facts, c->counts_at)) {
        note_wait(f, CCS_MOMENT_present_waiting, c, ahead);
        return;
    }
    ccs_moment_t *const m = note_blank_contact(f, CCS_MOMENT_present_backlog, c);

    m->number = ahead;
    m->duration_s = f->world.now_s - c->offered_s;
    if (c->flags & CCS_CONTACT_DUE) note_due(f, c, ccs_world_due_s(&f->world, c) - f->world.now_s);
}

static void note_waiting_at_start(ccs_flow_t *f)
{
    const ccs_world_t *const w = &f->world;

    for (uint32_t queue = 0; queue < w->plan->n_queues; queue++) {
        uint32_t ahead = 0;

        for (uint32_t id = w->queues[queue].head; id != CCS_NONE; id = w->contacts.at[id].next)
            note_present(f, &w->contacts.at[id], ahead++);
    }
}

/* Nothing was noted while all this was put in place: here it is told in order. */
static void note_start(ccs_flow_t *f)
{
    const ccs_world_t *const w = &f->world;

    f->told->muted = false;
    if (w->plan->axis.is_batched) note_centre(f, CCS_MOMENT_warm_up);
    else if (w->plan->cells[0].open) note_centre(f, CCS_MOMENT_open);
    for (uint32_t group = 0; group < w->plan->n_groups; group++)
        if (w->groups[group].planned > 0) note_staff(f, group);
    for (uint32_t agent = 0; agent < w->plan->n_agents; agent++)
        if (w->agents[agent].state != CCS_AGENT_OUT)
            note_agent(f, ccs_plan_has_persons(w->plan, w->agents[agent].group) ? CCS_MOMENT_shift_begin : CCS_MOMENT_log_in,
                agent);
    for (uint32_t id = 0; id < w->contacts.size; id++)
        if (w->contacts.at[id].state == CCS_CONTACT_TALKING)
            note(f, CCS_MOMENT_present_talking, &w->contacts.at[id], (double) NAN);
    note_waiting_at_start(f);
    hand_over(f->told);
}

static void note_undecided(ccs_flow_t *f, uint32_t id)
{
    const ccs_contact_t *const c = &f->world.contacts.at[id];
    const double now_s = f->world.now_s;

    switch ((enum ccs_contact_state) c->state) {
    case CCS_CONTACT_FREE: break;
    case CCS_CONTACT_IVR:
        note(f, CCS_MOMENT_still_in_ivr, c, now_s - (ccs_step_is_of_node(step_of(f, c)) ? path_of(f, c)->began_s : c->since_s));
        break;
    case CCS_CONTACT_WAITING:
        if (is_handed(c)) {
            note(f, CCS_MOMENT_still_handed, c, now_s - c->since_s);
            break;
        }
        if (is_off_line(c)) {
            note(f, CCS_MOMENT_still_owed, c, now_s - c->since_s);
            break;
        }
        note(f, ccs_flow_not_yet_due(f, c, 0) ? CCS_MOMENT_not_yet_due : CCS_MOMENT_still_waiting, c, now_s - c->offered_s);
        break;
    case CCS_CONTACT_TALKING: note(f, CCS_MOMENT_still_talking, c, now_s - c->since_s); break;
    case CCS_CONTACT_RETRYING:
        if (ccs_calendar_is_set(f->world.calendar, timer_of(f, id)))
            note_next(f, CCS_MOMENT_still_away, c, id); /* else it has been told that it comes no more */
        break;
    case CCS_CONTACT_WRAPPING: note(f, CCS_MOMENT_still_wrapping, c, now_s - c->since_s); break;
    case CCS_CONTACT_AWAY: note(f, CCS_MOMENT_still_paused, c, now_s - c->since_s); break;
    case CCS_CONTACT_HELD:
    case CCS_CONTACT_RINGING: note(f, CCS_MOMENT_still_waiting, c, now_s - c->offered_s); break;
    case CCS_CONTACT_DIALLED:
    case CCS_CONTACT_OWED: note(f, CCS_MOMENT_still_owed, c, now_s - c->since_s); break;
    }
}

/* An issue that has not ended when the run does, to be told of. */
typedef struct {
    uint32_t agent; /* who still works on it after the talk; CCS_NONE = nobody */
    ccs_attempt_t of;
    uint32_t contact;
} rest_t;

static int in_order(uint32_t a, uint32_t b)
{
    return a < b ? -1 : a > b;
}

/* The order is that of the issues, so that it does not depend on which record each has; after-call work follows, in the order of the agents. */
static int by_issue(const void *a, const void *b)
{
    const rest_t *const x = a, *const y = b;

    if (x->agent != y->agent) return in_order(x->agent + 1, y->agent + 1);
    if (x->of.type != y->of.type) return in_order(x->of.type, y->of.type);
    if (x->of.index != y->of.index) return in_order(x->of.index, y->of.index);
    if (x->of.attempt != y->of.attempt) return in_order(x->of.attempt, y->of.attempt);
    return in_order(x->of.leg, y->of.leg);
}

static uint32_t gather_rest(const ccs_flow_t *f, rest_t *rest)
{
    const ccs_world_t *const w = &f->world;
    uint32_t n = 0;

    for (uint32_t id = 0; id < w->contacts.size; id++) {
        const ccs_contact_t *const c = &w->contacts.at[id];

        if (c->state != CCS_CONTACT_FREE)
            rest[n++] = (rest_t){c->state == CCS_CONTACT_WRAPPING ? c->agent : CCS_NONE, attempt_of(f, c), id};
    }
    return n;
}

/* The end of the run is told, and of everybody who is still there what they were at. */
static void note_rest(ccs_flow_t *f)
{
    const ccs_world_t *const w = &f->world;
    ccs_arena_t scratch = {0};
    rest_t *const rest = ccs_arena_array(&scratch, w->contacts.size - w->contacts.n_free, sizeof *rest);
    const uint32_t n = rest ? gather_rest(f, rest) : 0; /* without memory nothing is told of it */

    note_centre(f, CCS_MOMENT_end);
    if (n > 1) qsort(rest, n, sizeof *rest, by_issue);
    for (uint32_t i = 0; i < n; i++) note_undecided(f, rest[i].contact);
    note_calls_out(f);
    hand_over(f->told);
    ccs_arena_free(&scratch);
}

/* ---- start and finish ----------------------------------------------------------------------------------------------------------- */

static int start(ccs_flow_t *self, uint64_t seed, uint32_t replication)
{
    ccs_world_t *const w = &self->world;
    const ccs_plan_t *const plan = w->plan;
    const ccs_cell_t *const first = &plan->cells[0];
    int ret;

    if (TOLD) self->told->muted = true;
    CCS_TRY(ccs_world_reset(w, seed, replication));
    w->is_rich = RICH;
    ccs_facts_reset(&self->facts);
    reset_counts(self);
    watch_start(self);
    detail_start(self);
    enter_cell(self, 0);
    set_cell_end(self, first);
    if (FURTHER) book_flows(self, w->cell_ref_s - w->now_s); /* ports are there from the beginning */
    if (FURTHER) book_outages(self, w->cell_ref_s - w->now_s);
    if (has_careers(self)) begin_careers(self);
    for (uint32_t group = 0; group < plan->n_groups; group++) {
        const ccs_group_t *const g = &plan->groups[group];

        if (g->n_steps && plan->staff_steps[g->first_step].time_s <= w->now_s) on_staff_change(self, group);
        else set_next_step(self, group);
        if (RICH && ccs_plan_has_persons(plan, group)) begin_duties(self, group);
    }
    if (has_rulings(w)) begin_rules(self);
    for (uint32_t type = 0; type < plan->n_types; type++)
        for (uint32_t i = 0; i < plan->types[type].arrivals.initial_busy + plan->types[type].arrivals.initial_waiting; i++) {
            CCS_REQUIRE(!ccs_stop_asked(self->stop), CCS_ERR_STOPPED);
            add_initial(self, type, i);
        }
    for (uint32_t type = 0; type < plan->n_types; type++) CCS_TRY(add_backlog(self, type));
    if (FURTHER) begin_outages(self);
    for (uint32_t type = 0; type < plan->n_types; type++) set_next_arrival(self, type);
    if (TOLD) note_start(self);
    serve_backlog(self);
    dial_campaigns(self);
out:
    return ret;
}

static void count_still_waiting(ccs_flow_t *f, const ccs_contact_t *c)
{
    end_wait_here(f, c);
    double *const row = ccs_facts_at(&f->facts, c->counts_at);

    row[CCS_FACT_still_waiting]++;
    for (uint32_t k = 0; k < f->world.plan->heads[c->type].n_within; k++)
        *ccs_facts_not_yet_due(row, k) += ccs_flow_not_yet_due(f, c, k);
}

/* Handed over and not taken over: it has been answered, and is told of the group that handed it over. */
static void count_rest_of(ccs_flow_t *f, const ccs_contact_t *c)
{
    if (is_handed(c)) ccs_facts_duty(&f->facts, f->world.period, f->world.agents[c->agent].group)[CCS_FACT_still_handed]++;
    else if (!is_off_line(c)) count_still_waiting(f, c);
}

static void finish(ccs_flow_t *self)
{
    const ccs_world_t *const w = &self->world;

    spread_counts(self);
    if (isinf(w->plan->cells[w->cell].end_s)) book_levels(self, w->now_s - w->cell_ref_s);
    book_closed_work(self, 1);
    note_backlog(self);
    /* a run that is left before the end of a cell has its areas booked up to there */
    watch_cell_end(self, isinf(w->plan->cells[w->cell].end_s) ? w->now_s : w->cell_ref_s);
    for (uint32_t queue = 0; queue < w->plan->n_queues; queue++)
        for (uint32_t id = w->queues[queue].head; id != CCS_NONE; id = w->contacts.at[id].next)
            count_rest_of(self, &w->contacts.at[id]);
    if (FURTHER && w->calls_back) count_still_owed(self);
    for (uint32_t id = 0; FURTHER && id < w->contacts.size; id++)
        if (w->contacts.at[id].state == CCS_CONTACT_RINGING || w->contacts.at[id].state == CCS_CONTACT_HELD)
            count_still_waiting(self, &w->contacts.at[id]);
    count_still_talking(self);
    count_open_deadlines(self);
    for (uint32_t id = 0; id < w->contacts.size; id++)
        if (w->contacts.at[id].state == CCS_CONTACT_RETRYING)
            ccs_facts_at(&self->facts, w->contacts.at[id].counts_at)[CCS_FACT_still_away]++;
    end_campaigns(self);
    count_open(self);
    count_still_in_company(self);
    verify(w);
    ccs_facts_verify(&self->facts, w->n_in_ivr);
    verify_watched(self);
    if (TOLD) note_rest(self);
}

#endif
