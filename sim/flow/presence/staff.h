/** @file staff.h  Agents come and go as the schedule says. */
#ifndef CCS_LIFE_STAFF_H
#define CCS_LIFE_STAFF_H

#include "handle.h"
#include "hint.h"
#include "not_ready.h"
#include "present.h"
#include "stopped.h"

static void set_next_step(ccs_flow_t *f, uint32_t group)
{
    ccs_world_t *const w = &f->world;
    const ccs_group_t *const g = &w->plan->groups[group];
    const uint32_t step = w->groups[group].step;

    if (step < g->first_step + g->n_steps)
        ccs_calendar_set(w->calendar, w->first_timer[CCS_OWNER_group] + group, w->plan->staff_steps[step].time_s,
            CCS_EV_staff_change);
}

/* Who waits for the agent. */
static ccs_route_t next_for(const ccs_world_t *w, uint32_t group, uint32_t agent)
{
    return contact_for(w, group, w->agents[agent].hands, w->agents[agent].state == CCS_AGENT_IDLE);
}

/* Agents who stayed after close for some types serve what the others have carried over. */
static void serve_carried(ccs_flow_t *f, uint32_t group)
{
    ccs_world_t *const w = &f->world;
    uint32_t agent;

    while ((agent = least_loaded(w, group)) != CCS_NONE && next_for(w, group, agent).id != CCS_NONE) {
        take_agent(f, agent);
        free_agent(f, agent, false);
    }
}

/* The schedule has risen: who was to leave stays. */
CCS_APART static void keep_leaving(ccs_flow_t *f, uint32_t group)
{
    ccs_world_t *const w = &f->world;
    ccs_at_work_t *const at_work = &w->at_work[group];
    const ccs_group_state_t *const g = &w->groups[group];

    while (at_work->leaving.n > 0 && g->n_staffed < g->n_scheduled + at_work->leaving.n) {
        const uint32_t agent = at_work->leaving.head;

        ccs_agent_from_leaving(at_work, w->agents, agent);
        free_agent(f, agent, false);
    }
}

static void log_out(ccs_flow_t *f, uint32_t group, uint32_t agent)
{
    ccs_agent_log_out(&f->world.groups[group], f->world.agents, agent);
    if (has_seats(&f->world)) leave_seat(f, agent);
    leave_phones(f, agent);
    if (has_rulings(&f->world)) leave_by_rule(f, group);
    watch_log_out(f, agent);
    note_agent(f, CCS_MOMENT_log_out, agent);
    if (FURTHER && f->world.held) release_held(f, agent);
}

/* Those above the new number who have nothing in hand leave now: idle ones first, then who is not ready, then whom an outage keeps from work. */
CCS_APART static void send_home(ccs_flow_t *f, uint32_t group, uint32_t agents)
{
    ccs_world_t *const w = &f->world;
    ccs_group_state_t *const g = &w->groups[group];

    while (g->n_staffed > agents && g->idle.n) {
        const uint32_t agent = g->idle.head;

        ccs_agent_from_idle(g, w->agents, agent);
        log_out(f, group, agent);
    }
    while (RICH && g->n_staffed > agents && w->at_work[group].not_ready.n) {
        const uint32_t agent = w->at_work[group].not_ready.head;

        end_not_ready(f, agent);
        log_out(f, group, agent);
    }
    while (FURTHER && g->n_staffed > agents && w->at_work[group].stopped.n) {
        const uint32_t agent = w->at_work[group].stopped.head;

        end_stop(f, agent);
        log_out(f, group, agent);
    }
}

/* The numbers of a group of persons, who come and go by themselves. */
CCS_APART static void follow_roster(ccs_flow_t *f, uint32_t group)
{
    ccs_world_t *const w = &f->world;
    ccs_group_state_t *const g = &w->groups[group];
    double *const row = ccs_facts_group(&f->facts, w->period, group);
    const ccs_staff_step_t *const step = &w->plan->staff_steps[g->step];

    book(f, &row[CCS_FACT_scheduled_area], step->agents - g->planned);
    book(f, &row[CCS_FACT_off_area], step->off - w->off_duty[group].off);
    g->planned = step->agents;
    w->off_duty[group].off = step->off;
    note_staff(f, group);
    if (w->plan->groups[group].n_late != w->plan->groups[group].n_order) serve_carried(f, group);
    g->step++;
    set_next_step(f, group);
}

/* Agents above the new number finish their contact first, those who have none leave now; more agents take waiting contacts at once.
 * @param over  n_over before the number changed */
CCS_APART static void follow_number(ccs_flow_t *f, uint32_t group, double over)
{
    ccs_world_t *const w = &f->world;
    ccs_group_state_t *const g = &w->groups[group];
    double *const row = ccs_facts_group(&f->facts, w->period, group);
    const uint32_t agents = g->n_scheduled;

    book(f, &row[CCS_FACT_staffed_area], -(double) g->n_staffed);
    send_home(f, group, agents);
    if (shares(w)) send_off(f, group);
    const uint32_t n_new = g->n_staffed < agents ? agents - g->n_staffed : 0;

    book(f, &row[CCS_FACT_overtime], n_over(w, group) - over);
    book(f, &row[CCS_FACT_staffed_area], (double) g->n_staffed + n_new);
    if (shares(w)) keep_leaving(f, group);
    if (w->plan->groups[group].n_late != w->plan->groups[group].n_order) serve_carried(f, group);
    for (uint32_t i = 0; i < n_new; i++) {
        const uint32_t agent = log_in_next(w, group);

        watch_log_in(f, agent);
        note_agent(f, CCS_MOMENT_log_in, agent);
        if (has_seats(w)) take_seat(f, agent);
        free_agent(f, agent, false);
    }
}

/* The schedule of a group has another number. */
CCS_APART static void on_staff_change(ccs_flow_t *f, uint32_t group)
{
    ccs_world_t *const w = &f->world;

    if (RICH && ccs_plan_has_persons(w->plan, group)) {
        follow_roster(f, group);
        return;
    }
    ccs_group_state_t *const g = &w->groups[group];
    double *const row = ccs_facts_group(&f->facts, w->period, group);
    const ccs_staff_step_t *const step = &w->plan->staff_steps[g->step];
    uint32_t n_absent;
    const uint32_t n_present = number_present(f, group, &n_absent);
    const double over = n_over(w, group);

    book(f, &row[CCS_FACT_scheduled_area], step->agents - g->planned);
    book(f, &row[CCS_FACT_off_area], step->off - w->off_duty[group].off);
    book(f, &row[CCS_FACT_absent_area], (double) n_absent - w->off_duty[group].n_absent);
    g->planned = step->agents;
    w->off_duty[group] = (ccs_off_duty_t){.off = step->off, .n_absent = n_absent};
    g->n_scheduled = has_rulings(w) ? number_with_rules(f, group, n_present) : n_present;
    note_staff(f, group);
    follow_number(f, group, over);
    g->step++;
    set_next_step(f, group);
}

/* What this file promises: a group has as many agents as are scheduled, beside those of whom it is settled that they leave. Where there are still
 * more, each has hands full: else they would have left, or it would be settled. */
static void verify_staff(const ccs_world_t *w)
{
    for (uint32_t group = 0; group < w->plan->n_groups; group++) {
        const ccs_group_state_t *const g = &w->groups[group];
        const uint32_t n_leaving = w->at_work[group].leaving.n;

        CCS_BUG_IF(g->n_staffed < g->n_scheduled + n_leaving);
        CCS_BUG_IF(must_leave(w, group) && (g->idle.n > 0 || w->at_work[group].n_with_room > 0));
    }
}

/* The world agrees with itself, and every policy has kept what it promises. */
CCS_APART static void verify(const ccs_world_t *w)
{
    ccs_world_verify(w);
    ccs_route_verify(w);
    verify_staff(w);
    if (has_rulings(w)) verify_rules(w);
}

#endif
