/** @file outage_event.h  Further: outages begin and end, by their windows or at random, and the centre is over one when no more contacts wait than did before. */
#ifndef CCS_LIFE_OUTAGE_EVENT_H
#define CCS_LIFE_OUTAGE_EVENT_H

#include <math.h>

#include "axis.h"
#include "end_step.h"
#include "hint.h"
#include "purpose.h"
#include "stopped.h"

/* ---- when ----------------------------------------------------------------------------------------------------------------------- */

static void set_outage(ccs_flow_t *f, uint32_t outage, double time_s)
{
    ccs_world_t *const w = &f->world;

    ccs_calendar_set(w->calendar, w->first_timer[CCS_OWNER_outage] + outage, fmax(time_s, w->now_s), CCS_EV_outage);
}

/* Numbers of the outage, by how often it has begun. */
static double length_in_outage(const ccs_flow_t *f, uint32_t outage, const ccs_distribution_t *law, enum ccs_purpose purpose)
{
    const ccs_outages_t *const all = &f->world.outages;
    const ccs_stream_t stream = ccs_outages_stream(all, &f->world.plan->outages[outage]);

    return as_now(f, law, ccs_distribution_at(law, ccs_stream_draw(&stream, all->of[outage].n, 0, purpose)));
}

/* Windows that are over when the run begins are passed by. At random nothing begins behind the last day, so that a run comes to an end. */
static void set_next_outage(ccs_flow_t *f, uint32_t outage)
{
    const ccs_world_t *const w = &f->world;
    const ccs_outage_t *const it = &w->plan->outages[outage];
    ccs_outage_state_t *const s = &w->outages.of[outage];

    if (it->every.kind != CCS_DISTRIBUTION_NONE) {
        const double at_s = w->now_s + length_in_outage(f, outage, &it->every, CCS_PURPOSE_OUTAGE_GAP);

        if (!w->plan->axis.has_clock || at_s < w->plan->last_day_ends_s) set_outage(f, outage, at_s);
        return;
    }
    while (s->next_window < it->n_windows && it->windows[s->next_window].end_s <= w->now_s) s->next_window++;
    if (s->next_window < it->n_windows) set_outage(f, outage, it->windows[s->next_window].start_s);
}

static void set_end_of_outage(ccs_flow_t *f, uint32_t outage)
{
    const ccs_outage_t *const it = &f->world.plan->outages[outage];
    const ccs_outage_state_t *const s = &f->world.outages.of[outage];

    if (it->every.kind == CCS_DISTRIBUTION_NONE) set_outage(f, outage, it->windows[s->next_window].end_s);
    else set_outage(f, outage, f->world.now_s + length_in_outage(f, outage, &it->lasts, CCS_PURPOSE_OUTAGE_LENGTH));
}

static void begin_failures(ccs_flow_t *f, uint32_t outage); /* failure.h */

CCS_APART static void begin_outages(ccs_flow_t *f)
{
    for (uint32_t i = 0; i < f->world.plan->n_outages; i++) {
        if (f->world.plan->outages[i].each) begin_failures(f, i);
        else set_next_outage(f, i);
    }
}

/* ---- how it is over ------------------------------------------------------------------------------------------------------------- */

/* Contacts that wait in the queues of an outage. */
static uint32_t n_delayed(const ccs_world_t *w, uint32_t outage)
{
    uint32_t n = 0;

    for (uint32_t queue = 0; queue < w->plan->n_queues; queue++)
        if (w->plan->outages[outage].delays[queue]) n += w->queues[queue].n;
    return n;
}

static void note_outage(ccs_flow_t *f, enum ccs_moment_kind kind, uint32_t outage, double time_s)
{
    if (!TOLD) return;
    ccs_moment_t *const m = note_blank(f, kind);

    m->number = outage;
    m->duration_s = time_s;
}

static void recover(ccs_flow_t *f, uint32_t outage)
{
    ccs_outage_state_t *const s = &f->world.outages.of[outage];
    const double time_s = f->world.now_s - s->since_s;

    s->is_felt = false;
    f->world.outages.n_felt--;
    now_outage(f, outage)[CCS_FACT_recoveries]++;
    now_outage(f, outage)[CCS_FACT_recovery] += time_s;
    note_outage(f, CCS_MOMENT_recovered, outage, time_s);
}

/* Fewer contacts wait than before, or an outage has just ended. */
CCS_APART static void see_recovery(ccs_flow_t *f)
{
    const ccs_world_t *const w = &f->world;

    for (uint32_t i = 0; i < w->plan->n_outages; i++)
        if (w->outages.of[i].is_felt && n_delayed(w, i) <= w->outages.of[i].n_waiting) recover(f, i);
}

/* ---- agents --------------------------------------------------------------------------------------------------------------------- */

/* The talks that the agent has in hand are cut off. */
static void cut_talks(ccs_flow_t *f, uint32_t outage, uint32_t agent)
{
    const ccs_world_t *const w = &f->world;
    uint32_t id = w->agents[agent].in_hand, next;

    for (; id != CCS_NONE; id = next) {
        next = shares(w) ? w->contacts.at[id].next : CCS_NONE;
        if (w->contacts.at[id].state != CCS_CONTACT_TALKING) continue;
        now_outage(f, outage)[CCS_FACT_cut_off] += !stays(f, &w->contacts.at[id]) && !is_asked(&w->contacts.at[id]);
        cancel_timer(f, id);
        take_leave(f, id, true);
    }
}

/* The outage is the first to keep the agent from work. */
static void stop_agent(ccs_flow_t *f, uint32_t agent)
{
    ccs_world_t *const w = &f->world;
    const uint32_t group = w->agents[agent].group;

    if (w->agents[agent].state == CCS_AGENT_WITH_ROOM) ccs_agent_from_room(&w->at_work[group], w->agents, agent);
    if (w->agents[agent].state != CCS_AGENT_IDLE) return;
    ccs_agent_from_idle(&w->groups[group], w->agents, agent);
    begin_stop(f, agent);
}

/* No outage keeps the agent from work any more. */
static void let_work(ccs_flow_t *f, uint32_t agent)
{
    ccs_world_t *const w = &f->world;
    const bool may_take =
        shares(w) && w->agents[agent].state == CCS_AGENT_BUSY && has_room(w, agent) && !ccs_diallers_keep(&w->diallers, agent);

    if (w->agents[agent].state == CCS_AGENT_STOPPED) {
        end_stop(f, agent);
        note_agent(f, CCS_MOMENT_works_again, agent);
        free_agent(f, agent, true);
    } else if (may_take) {
        free_agent(f, agent, false);
    }
}

/* The agents of a group whom the outage keeps from work. Who stands with the stopped ones is lost by this one too. */
static void hit_agents(ccs_flow_t *f, uint32_t outage, uint32_t group)
{
    ccs_world_t *const w = &f->world;
    const ccs_group_t *const g = &w->plan->groups[group];

    for (uint32_t agent = g->first_agent; agent < g->first_agent + g->max_agents; agent++) {
        if (!ccs_outages_draw(&w->outages, w->plan, outage, group, ccs_world_agent_key(w, agent))) continue;
        w->outages.hits[(size_t) outage * w->plan->n_agents + agent] = true;
        if (w->agents[agent].state == CCS_AGENT_STOPPED) change_lost(f, outage, 1);
        if (w->outages.n_hits[agent]++ == 0) stop_agent(f, agent);
    }
}

/* All whom the outage stops are stopped before any talk is cut off. */
static void cut_off(ccs_flow_t *f, uint32_t outage)
{
    const ccs_world_t *const w = &f->world;

    for (uint32_t agent = 0; agent < w->plan->n_agents; agent++)
        if (is_hit(w, outage, agent) && w->agents[agent].state >= CCS_AGENT_BUSY) cut_talks(f, outage, agent);
    cut_spell(f);
}

/* All are let go before any of them takes a contact. */
static void free_agents(ccs_flow_t *f, uint32_t outage)
{
    ccs_world_t *const w = &f->world;
    bool *const hits = &w->outages.hits[(size_t) outage * w->plan->n_agents];

    for (uint32_t agent = 0; agent < w->plan->n_agents; agent++) {
        if (!hits[agent]) continue;
        if (w->agents[agent].state == CCS_AGENT_STOPPED && w->outages.n_hits[agent] > 1) {
            change_lost(f, outage, -1);
            hits[agent] = false;
        }
        w->outages.n_hits[agent]--;
    }
    for (uint32_t agent = 0; agent < w->plan->n_agents; agent++) {
        if (!hits[agent]) continue;
        if (w->outages.n_hits[agent] == 0) let_work(f, agent);
        hits[agent] = false;
    }
}

/* ---- begin and end -------------------------------------------------------------------------------------------------------------- */

/* While one that is over is still felt, the next of the same goes on with it: all is as before when it is as before the first. */
static void begin_outage(ccs_flow_t *f, uint32_t outage)
{
    ccs_world_t *const w = &f->world;
    const ccs_outage_t *const it = &w->plan->outages[outage];
    ccs_outage_state_t *const s = &w->outages.of[outage];
    double *const row = now_outage(f, outage);

    set_end_of_outage(f, outage);
    if (!s->is_felt) s->n_waiting = n_delayed(w, outage);
    w->outages.n_felt -= s->is_felt;
    s->is_felt = false;
    s->is_on = true;
    s->since_s = w->now_s;
    row[CCS_FACT_outages]++;
    book(f, &row[CCS_FACT_down_area], 1);
    book(f, &row[CCS_FACT_up_area], -1);
    note_outage(f, CCS_MOMENT_outage_begin, outage, (double) NAN);
    ccs_outages_add_up(&w->outages, w->plan);
    for (uint32_t group = 0; group < w->plan->n_groups; group++)
        if (it->stops[group]) hit_agents(f, outage, group);
    if (it->in_hand == CCS_IN_HAND_DROP) cut_off(f, outage);
    s->n++;
}

static void end_outage(ccs_flow_t *f, uint32_t outage)
{
    ccs_world_t *const w = &f->world;
    ccs_outage_state_t *const s = &w->outages.of[outage];
    double *const row = now_outage(f, outage);

    note_outage(f, CCS_MOMENT_outage_end, outage, w->now_s - s->since_s);
    s->is_on = false;
    s->since_s = w->now_s;
    s->next_window++;
    s->is_felt = true;
    w->outages.n_felt++;
    book(f, &row[CCS_FACT_down_area], -1);
    book(f, &row[CCS_FACT_up_area], 1);
    ccs_outages_add_up(&w->outages, w->plan);
    free_agents(f, outage);
    see_recovery(f);
    set_next_outage(f, outage);
}

CCS_APART static void on_outage(ccs_flow_t *f, uint32_t outage)
{
    if (!FURTHER) return;
    if (f->world.outages.of[outage].is_on) end_outage(f, outage);
    else begin_outage(f, outage);
}

#endif
