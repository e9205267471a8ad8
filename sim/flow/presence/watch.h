/** @file watch.h  What each agent does, counted for figures of single agents; the compiler leaves all of it out of a variant that is not WATCHED.
 * Whoever changes what an agent is at says so here, at any moment of the event. */
#ifndef CCS_LIFE_WATCH_H
#define CCS_LIFE_WATCH_H

#include <float.h>
#include <math.h>
#include <string.h>

#include "count.h"
#include "hint.h"
#include "time_axis.h"

static inline bool watches(const ccs_flow_t *f)
{
    return WATCHED && f->watched.agents;
}

static void set_if_larger(double *largest, double x)
{
    if (x > *largest) *largest = x;
}

/* ---- up to a moment ------------------------------------------------------------------------------------------------------------- */

/* Had all who are logged in been alike: the idle time of the group goes to them in equal parts. */
static ccs_watched_group_t *count_group_to(ccs_flow_t *f, uint32_t group, double time_s)
{
    ccs_watched_group_t *const g = &f->watched.groups[group];

    if (g->n_idle > 0) g->even_idle_s += (time_s - g->since_s) * g->n_idle / g->n_logged_in;
    g->since_s = time_s;
    return g;
}

/* Who stays after close and finds nothing to do is not idle for that long: such a stretch begins when the centre opens, a stay too, and no gap bridges the
 * night. */
static void count_stretch(const ccs_flow_t *f, ccs_watched_agent_t *a, double time_s, double *row)
{
    const bool is_idle = a->state == CCS_WATCHED_IDLE;

    if (a->state == CCS_WATCHED_NOT_READY || a->state == CCS_WATCHED_STOPPED) return;
    if (!is_idle || !f->world.closed) {
        set_if_larger(&row[is_idle ? CCS_FACT_longest_idle : CCS_FACT_longest_busy], time_s - a->stretch_s);
        return;
    }
    a->stretch_s = a->stay_s = time_s;
    a->done_s = (double) NAN;
}

/* The agent, who is logged in, has been at the same all the time. @return the agent's facts in the present period */
static double *count_agent_to(ccs_flow_t *f, uint32_t agent, double time_s)
{
    ccs_watched_agent_t *const a = &f->watched.agents[agent];
    const ccs_watched_group_t *const g = count_group_to(f, f->world.agents[agent].group, time_s);
    double *const row = ccs_facts_agent(&f->facts, f->world.period, agent);
    const double lasted_s = time_s - a->since_s;
    const uint32_t n_in_hand = a->n_talking + a->n_wrapping;

    row[CCS_FACT_logged_in_area] += lasted_s;
    row[CCS_FACT_talking_area] += a->n_talking * lasted_s;
    row[CCS_FACT_wrapping_area] += a->n_wrapping * lasted_s;
    if (n_in_hand > 1) row[CCS_FACT_second_area] += (n_in_hand - 1) * lasted_s;
    if (a->state == CCS_WATCHED_IDLE) row[CCS_FACT_idle_area] += lasted_s;
    if (a->state == CCS_WATCHED_NOT_READY) row[CCS_FACT_unready_area] += lasted_s;
    if (a->state == CCS_WATCHED_STOPPED) row[CCS_FACT_own_stopped_area] += lasted_s;
    count_stretch(f, a, time_s, row);
    set_if_larger(&row[CCS_FACT_longest_stay], time_s - a->stay_s);
    row[CCS_FACT_even_idle_area] += g->even_idle_s - a->even_idle_s;
    row[CCS_FACT_even_taken] += g->even_taken - a->even_taken;
    a->since_s = time_s;
    a->even_idle_s = g->even_idle_s;
    a->even_taken = g->even_taken;
    return row;
}

static double *count_agent(ccs_flow_t *f, uint32_t agent)
{
    return count_agent_to(f, agent, f->world.now_s);
}

/* ---- what happens to an agent ---------------------------------------------------------------------------------------------------- */

CCS_APART static void begin_stay(ccs_flow_t *f, uint32_t agent)
{
    const double now_s = f->world.now_s;
    ccs_watched_group_t *const g = count_group_to(f, f->world.agents[agent].group, now_s);

    g->n_logged_in++;
    f->watched.agents[agent] = (ccs_watched_agent_t){.state = CCS_WATCHED_BUSY,
        .since_s = now_s,
        .stretch_s = now_s,
        .stay_s = now_s,
        .done_s = (double) NAN,
        .even_idle_s = g->even_idle_s,
        .even_taken = g->even_taken};
}

CCS_APART static void end_stay(ccs_flow_t *f, uint32_t agent)
{
    ccs_watched_group_t *const g = &f->watched.groups[f->world.agents[agent].group];
    ccs_watched_agent_t *const a = &f->watched.agents[agent];

    (void) count_agent(f, agent);
    g->n_idle -= a->state == CCS_WATCHED_IDLE;
    g->n_logged_in--;
    a->state = CCS_WATCHED_OUT;
}

CCS_APART static void begin_idleness(ccs_flow_t *f, uint32_t agent)
{
    ccs_watched_agent_t *const a = &f->watched.agents[agent];

    if (a->state == CCS_WATCHED_IDLE) return; /* a call back that nobody has answered takes no time: the stretch goes on */
    count_agent(f, agent)[CCS_FACT_idle_stretches]++;
    f->watched.groups[f->world.agents[agent].group].n_idle++;
    a->state = CCS_WATCHED_IDLE;
    a->stretch_s = f->world.now_s;
}

/* @param state  CCS_WATCHED_NOT_READY or STOPPED, or BUSY until something else is said */
CCS_APART static void turn_ready(ccs_flow_t *f, uint32_t agent, enum ccs_watched_state state)
{
    ccs_watched_agent_t *const a = &f->watched.agents[agent];

    (void) count_agent(f, agent);
    f->watched.groups[f->world.agents[agent].group].n_idle -= a->state == CCS_WATCHED_IDLE;
    a->state = state;
    a->stretch_s = f->world.now_s;
}

/* The agent has been counted up to now. */
static void be_idle_no_longer(ccs_flow_t *f, uint32_t agent)
{
    ccs_watched_agent_t *const a = &f->watched.agents[agent];

    if (a->state != CCS_WATCHED_IDLE) return;
    f->watched.groups[f->world.agents[agent].group].n_idle--;
    a->state = CCS_WATCHED_BUSY;
    a->stretch_s = f->world.now_s;
}

/* A contact is in hand. @param row  of the agent, up to now */
static void begin_talk_of(ccs_flow_t *f, uint32_t agent, double *row)
{
    ccs_watched_agent_t *const a = &f->watched.agents[agent];

    be_idle_no_longer(f, agent);
    if (a->n_talking + a->n_wrapping == 0 && !isnan(a->done_s)) {
        row[CCS_FACT_gaps]++;
        row[CCS_FACT_gap] += f->world.now_s - a->done_s;
    }
    a->n_talking++;
}

CCS_APART static void count_taken(ccs_flow_t *f, uint32_t agent)
{
    ccs_watched_group_t *const g = &f->watched.groups[f->world.agents[agent].group];
    double *const row = count_agent(f, agent);

    row[CCS_FACT_taken]++;
    g->even_taken += 1.0 / g->n_logged_in;
    begin_talk_of(f, agent, row);
}

/* What another agent has begun: who ends it has it. */
CCS_APART static void count_taken_over(ccs_flow_t *f, uint32_t agent)
{
    begin_talk_of(f, agent, count_agent(f, agent));
}

CCS_APART static void count_handed_over(ccs_flow_t *f, uint32_t agent, double lasted_s)
{
    ccs_watched_agent_t *const a = &f->watched.agents[agent];

    count_agent(f, agent)[CCS_FACT_talk_done] += lasted_s;
    a->n_talking--;
    a->done_s = f->world.now_s;
}

CCS_APART static void count_done(ccs_flow_t *f, uint32_t agent, bool talks, double lasted_s)
{
    ccs_watched_agent_t *const a = &f->watched.agents[agent];
    double *const row = count_agent(f, agent);

    row[talks ? CCS_FACT_talks_done : CCS_FACT_wraps_done]++;
    row[talks ? CCS_FACT_talk_done : CCS_FACT_wrap_done] += lasted_s;
    (*(talks ? &a->n_talking : &a->n_wrapping))--;
    a->done_s = f->world.now_s;
}

CCS_APART static void count_after_call(ccs_flow_t *f, uint32_t agent)
{
    (void) count_agent(f, agent);
    f->watched.agents[agent].n_wrapping++;
}

static inline void watch_log_in(ccs_flow_t *f, uint32_t agent)
{
    if (watches(f)) begin_stay(f, agent);
}

static inline void watch_log_out(ccs_flow_t *f, uint32_t agent)
{
    if (watches(f)) end_stay(f, agent);
}

static inline void watch_idle(ccs_flow_t *f, uint32_t agent)
{
    if (watches(f)) begin_idleness(f, agent);
}

static inline void watch_not_ready(ccs_flow_t *f, uint32_t agent)
{
    if (watches(f)) turn_ready(f, agent, CCS_WATCHED_NOT_READY);
}

static inline void watch_ready(ccs_flow_t *f, uint32_t agent)
{
    if (watches(f)) turn_ready(f, agent, CCS_WATCHED_BUSY);
}

static inline void watch_stopped(ccs_flow_t *f, uint32_t agent)
{
    if (watches(f)) turn_ready(f, agent, CCS_WATCHED_STOPPED);
}

/* A contact begins to ring at an agent. */
CCS_APART static void end_idleness(ccs_flow_t *f, uint32_t agent)
{
    (void) count_agent(f, agent);
    be_idle_no_longer(f, agent);
}

static inline void watch_ring(ccs_flow_t *f, uint32_t agent)
{
    if (watches(f)) end_idleness(f, agent);
}

CCS_APART static void count_rung(ccs_flow_t *f, uint32_t agent, double lasted_s, bool is_missed)
{
    double *const row = count_agent(f, agent);

    row[CCS_FACT_own_rings]++;
    row[CCS_FACT_own_ring] += lasted_s;
    row[CCS_FACT_own_rings_missed] += is_missed;
}

static inline void watch_ring_end(ccs_flow_t *f, uint32_t agent, double lasted_s, bool is_missed)
{
    if (watches(f)) count_rung(f, agent, lasted_s, is_missed);
}

static inline void watch_talk(ccs_flow_t *f, uint32_t agent)
{
    if (watches(f)) count_taken(f, agent);
}

static inline void watch_take_over(ccs_flow_t *f, uint32_t agent)
{
    if (watches(f)) count_taken_over(f, agent);
}

static inline void watch_hand_over(ccs_flow_t *f, uint32_t agent, double lasted_s)
{
    if (watches(f)) count_handed_over(f, agent, lasted_s);
}

static inline void watch_talk_end(ccs_flow_t *f, uint32_t agent, double lasted_s)
{
    if (watches(f)) count_done(f, agent, true, lasted_s);
}

/* What an agent does beside taking contacts of their own: passes them on, asks, is asked. */
static inline void watch_handling(const ccs_flow_t *f, uint32_t agent, enum ccs_agent_fact fact, double x)
{
    if (watches(f)) ccs_facts_agent(&f->facts, f->world.period, agent)[fact] += x;
}

static inline void watch_wrap(ccs_flow_t *f, uint32_t agent)
{
    if (watches(f)) count_after_call(f, agent);
}

static inline void watch_wrap_end(ccs_flow_t *f, uint32_t agent, double lasted_s)
{
    if (watches(f)) count_done(f, agent, false, lasted_s);
}

/* The facts of a person and a reason. */
static double *own_off(const ccs_flow_t *f, uint32_t agent, uint32_t off)
{
    const ccs_plan_t *const plan = f->world.plan;
    const ccs_own_offs_t of = plan->offs_of[ccs_world_person(&f->world, agent) - plan->persons];
    uint32_t i = of.first;

    while (i < of.first + of.n && plan->own_offs[i].off != off) i++;
    CCS_BUG_IF(i == of.first + of.n);
    return ccs_facts_own_off(&f->facts, f->world.period, i);
}

/* What a person has at present, over a length of time: added, or taken back. */
CCS_APART static void count_duty(ccs_flow_t *f, uint32_t agent, double length_s)
{
    const ccs_duty_t *const duty = &f->world.duties[agent];
    double *const row = ccs_facts_agent(&f->facts, f->world.period, agent);

    row[CCS_FACT_shift_area] += length_s * duty->is_planned;
    row[CCS_FACT_due_area] += length_s * duty->is_due;
    row[CCS_FACT_own_kept_area] += length_s * duty->keeps;
    row[CCS_FACT_own_off_area] += length_s * (duty->off != CCS_NONE);
    if (duty->planned_off != CCS_NONE) own_off(f, agent, duty->planned_off)[CCS_FACT_own_planned_area] += length_s;
    if (duty->off != CCS_NONE) own_off(f, agent, duty->off)[CCS_FACT_own_spent_area] += length_s;
}

/* What a person does, or is to do, changes: up to the end of the cell the old is taken back, -1, and the new is booked, 1. */
static inline void watch_duty(ccs_flow_t *f, uint32_t agent, double sign)
{
    if (watches(f)) count_duty(f, agent, sign * (f->world.cell_ref_s - f->world.now_s));
}

/* ---- the run and its cells ------------------------------------------------------------------------------------------------------- */

static inline void watch_start(ccs_flow_t *f)
{
    if (!watches(f)) return;
    memset(f->watched.agents, 0, f->world.plan->n_agents * sizeof *f->watched.agents);
    memset(f->watched.groups, 0, f->world.plan->n_groups * sizeof *f->watched.groups);
}

/* A cell of that length begins. */
static inline void watch_cell(ccs_flow_t *f, double length_s)
{
    const ccs_plan_t *const plan = f->world.plan;

    if (!watches(f)) return;
    for (uint32_t group = 0; group < plan->n_groups; group++)
        for (uint32_t i = 0; i < plan->groups[group].n_persons; i++) count_duty(f, plan->groups[group].first_agent + i, length_s);
}

/* The present cell ends then: all is counted, and what an even share is begins anew. */
static inline void watch_cell_end(ccs_flow_t *f, double time_s)
{
    if (!watches(f)) return;
    for (uint32_t agent = 0; agent < f->world.plan->n_agents; agent++) {
        ccs_watched_agent_t *const a = &f->watched.agents[agent];

        if (a->state != CCS_WATCHED_OUT) (void) count_agent_to(f, agent, time_s);
        a->even_idle_s = a->even_taken = 0;
    }
    for (uint32_t group = 0; group < f->world.plan->n_groups; group++) {
        ccs_watched_group_t *const g = count_group_to(f, group, time_s);

        g->even_idle_s = g->even_taken = 0;
    }
}

/* ---- agents against their group --------------------------------------------------------------------------------------------------- */

/* What the agents of a group have together in a period, and the group. */
typedef struct {
    double agents[CCS_N_AGENT_FACTS], pairs[CCS_N_PAIR_FACTS];
    const double *group, *duty, *halt, *ring; /* duty, halt, ring: NULL where there are no such facts */
} ccs_watched_sums_t;

static ccs_watched_sums_t sums_of_group(const ccs_flow_t *f, uint32_t period, uint32_t group)
{
    const ccs_plan_t *const plan = f->world.plan;
    ccs_watched_sums_t sums = {.group = ccs_facts_group(&f->facts, period, group),
        .duty = f->world.goes_not_ready ? ccs_facts_duty(&f->facts, period, group) : NULL,
        .halt = f->world.outages.n_hits ? ccs_facts_halt(&f->facts, period, group) : NULL,
        .ring = f->world.rung ? ccs_facts_ring(&f->facts, period, group) : NULL};

    for (uint32_t agent = 0; agent < plan->n_agents; agent++)
        for (uint32_t i = 0; f->world.agents[agent].group == group && i < CCS_N_AGENT_FACTS; i++)
            sums.agents[i] += ccs_facts_agent(&f->facts, period, agent)[i];
    for (uint32_t pair = 0; pair < plan->n_pairs; pair++)
        for (uint32_t i = 0; plan->pairs[pair].group == group && i < CCS_N_PAIR_FACTS; i++)
            sums.pairs[i] += ccs_facts_pair(&f->facts, period, pair)[i];
    return sums;
}

/* Counts are equal, times but for rounding. A time is a sum of at most n terms, one or two an event and one an agent at each change of staff: each is
 * rounded once as a difference of two moments, and once when it is added to what is never more than all that the group's agents have in hand for the
 * whole period. Both sides have that much, so 4 n halves of an epsilon of it. */
static void verify_group_watched(const ccs_flow_t *f, uint32_t period, uint32_t group)
{
    const ccs_watched_sums_t s = sums_of_group(f, period, group);
    const double *const a = s.agents, *const p = s.pairs;
    const double lasts_s = ccs_axis_lasts_s(f->world.plan, period);
    const double length_s = isinf(lasts_s) ? fmax(0, f->world.now_s - f->world.plan->periods.at[period].start_s) : lasts_s;
    const double most_s = length_s * f->world.plan->groups[group].max_agents * ccs_group_hands(&f->world.plan->groups[group]);
    const double n_changes = f->world.plan->groups[group].n_steps + 2.0;
    const double n_terms = 2.0 * (double) f->n_run + n_changes * f->world.plan->n_agents + f->world.plan->n_pairs;
    const double slack_s = 2 * n_terms * DBL_EPSILON * (most_s + p[CCS_FACT_talk] + p[CCS_FACT_wrap]);

    CCS_BUG_IF(a[CCS_FACT_taken] != p[CCS_FACT_answers]);
    CCS_BUG_IF(a[CCS_FACT_talks_done] != p[CCS_FACT_talks]);
    CCS_BUG_IF(a[CCS_FACT_wraps_done] != p[CCS_FACT_wraps]);
    CCS_BUG_IF(fabs(a[CCS_FACT_talk_done] - p[CCS_FACT_talk]) > slack_s);
    CCS_BUG_IF(fabs(a[CCS_FACT_wrap_done] - p[CCS_FACT_wrap]) > slack_s);
    CCS_BUG_IF(fabs(a[CCS_FACT_talking_area] - p[CCS_FACT_talk_area]) > slack_s);
    CCS_BUG_IF(fabs(a[CCS_FACT_wrapping_area] - p[CCS_FACT_wrap_area]) > slack_s);
    CCS_BUG_IF(fabs(a[CCS_FACT_second_area] - s.group[CCS_FACT_beside_area]) > slack_s);
    CCS_BUG_IF(fabs(a[CCS_FACT_logged_in_area] - s.group[CCS_FACT_staffed_area]) > slack_s);
    CCS_BUG_IF(fabs(a[CCS_FACT_unready_area] - (s.duty ? s.duty[CCS_FACT_not_ready_area] : 0)) > slack_s);
    CCS_BUG_IF(fabs(a[CCS_FACT_own_stopped_area] - (s.halt ? s.halt[CCS_FACT_stopped_area] : 0)) > slack_s);
    CCS_BUG_IF(a[CCS_FACT_own_rings] != (s.ring ? s.ring[CCS_FACT_rings] : 0));
    CCS_BUG_IF(a[CCS_FACT_own_rings_missed] != (s.ring ? s.ring[CCS_FACT_rings_missed] : 0));
    CCS_BUG_IF(fabs(a[CCS_FACT_own_kept_area] - s.group[CCS_FACT_kept_area]) > slack_s);
    CCS_BUG_IF(fabs(a[CCS_FACT_even_idle_area] - a[CCS_FACT_idle_area]) > slack_s);
    CCS_BUG_IF(fabs(a[CCS_FACT_even_taken] - a[CCS_FACT_taken]) > n_terms * DBL_EPSILON * a[CCS_FACT_taken]);
}

/* A reason for which persons are off the phones, as verify_group_watched has it. */
static void verify_off_watched(const ccs_flow_t *f, uint32_t period, uint32_t off)
{
    const ccs_plan_t *const plan = f->world.plan;
    const double *const row = ccs_facts_off(&f->facts, period, off);
    double planned_s = 0, spent_s = 0;

    for (uint32_t i = 0; i < plan->n_own_offs; i++) {
        if (plan->own_offs[i].off != off) continue;
        planned_s += ccs_facts_own_off(&f->facts, period, i)[CCS_FACT_own_planned_area];
        spent_s += ccs_facts_own_off(&f->facts, period, i)[CCS_FACT_own_spent_area];
    }
    const double lasts_s = ccs_axis_lasts_s(plan, period), n_terms = 2.0 * (double) f->n_run + 3.0 * plan->n_agents;
    const double length_s = isinf(lasts_s) ? fmax(0, f->world.now_s - plan->periods.at[period].start_s) : lasts_s;
    const double slack_s = 2 * n_terms * DBL_EPSILON * length_s * plan->n_agents;

    CCS_BUG_IF(fabs(planned_s - row[CCS_FACT_planned_area]) > slack_s);
    CCS_BUG_IF(fabs(spent_s - row[CCS_FACT_spent_area]) > slack_s);
}

/* The run is over: in each period the agents of a group have together what the group has. */
static inline void verify_watched(const ccs_flow_t *f)
{
    if (!watches(f)) return;
    for (uint32_t period = 0; period < f->world.plan->periods.n; period++) {
        for (uint32_t group = 0; group < f->world.plan->n_groups; group++) verify_group_watched(f, period, group);
        for (uint32_t off = 0; off < f->world.plan->n_offs; off++) verify_off_watched(f, period, off);
    }
}

#endif
