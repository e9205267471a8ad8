/** @file failure.h  Further: agents who fail each alone, as at home a line or a computer does, and are repaired. Whoever fails with nothing in hand is stopped; talks in hand are
 * finished, or cut off, as the outage says. Time to failure and time to repair go on while an agent is away. */
#ifndef CCS_LIFE_FAILURE_H
#define CCS_LIFE_FAILURE_H

#include "outage_event.h"

static uint32_t *n_failures_of(const ccs_world_t *w, uint32_t outage, uint32_t agent)
{
    return &w->outages.n_failures[(size_t) w->plan->outages[outage].failure * w->plan->n_agents + agent];
}

/* Numbers of the agent, by how often they have failed. */
static double length_of_failure(const ccs_flow_t *f, uint32_t outage, uint32_t agent, enum ccs_purpose purpose)
{
    const ccs_world_t *const w = &f->world;
    const ccs_outage_t *const it = &w->plan->outages[outage];
    const ccs_distribution_t *const law = purpose == CCS_PURPOSE_OUTAGE_GAP ? &it->every : &it->lasts;
    const ccs_stream_t stream = ccs_outages_stream_of(&w->outages, w->plan, outage, w->agents[agent].group);
    const uint32_t n = *n_failures_of(w, outage, agent) % UINT16_MAX;

    return as_now(f, law, ccs_distribution_at(law, ccs_stream_draw(&stream, ccs_world_agent_key(w, agent), n, purpose)));
}

static void set_failure(ccs_flow_t *f, uint32_t outage, uint32_t agent, double time_s)
{
    ccs_world_t *const w = &f->world;
    const uint32_t timer = w->first_timer[CCS_OWNER_failure] + w->plan->outages[outage].failure * w->plan->n_agents + agent;

    ccs_calendar_set(w->calendar, timer, time_s, CCS_EV_failure);
}

/* Nothing begins behind the last day, so that a run comes to an end. */
static void set_next_failure(ccs_flow_t *f, uint32_t outage, uint32_t agent)
{
    const ccs_world_t *const w = &f->world;
    const double at_s = w->now_s + length_of_failure(f, outage, agent, CCS_PURPOSE_OUTAGE_GAP);

    if (!w->plan->axis.has_clock || at_s < w->plan->last_day_ends_s) set_failure(f, outage, agent, at_s);
}

CCS_APART static void begin_failures(ccs_flow_t *f, uint32_t outage)
{
    ccs_world_t *const w = &f->world;

    for (uint32_t agent = 0; agent < w->plan->n_agents; agent++) {
        const uint32_t group = w->agents[agent].group;

        if (!w->plan->outages[outage].stops[group]) continue;
        if (!ccs_outages_draw(&w->outages, w->plan, outage, group, ccs_world_agent_key(w, agent))) continue;
        w->outages.of[outage].n_may_fail++;
        set_next_failure(f, outage, agent);
    }
}

/* One agent more has failed, or one fewer: that is a share of the outage. */
static void change_failed(ccs_flow_t *f, uint32_t outage, int delta)
{
    ccs_outage_state_t *const s = &f->world.outages.of[outage];
    double *const row = now_outage(f, outage);
    const double before = ccs_outages_failed_frac(s);

    s->n_failed += (uint32_t) delta;
    book(f, &row[CCS_FACT_down_area], ccs_outages_failed_frac(s) - before);
    book(f, &row[CCS_FACT_up_area], before - ccs_outages_failed_frac(s));
}

static void note_failure(ccs_flow_t *f, enum ccs_moment_kind kind, uint32_t outage, uint32_t agent)
{
    if (!TOLD || f->world.agents[agent].state == CCS_AGENT_OUT) return;
    ccs_moment_t *const m = note_blank(f, kind);

    set_agent(f, m, agent);
    m->number = outage;
}

static void fail(ccs_flow_t *f, uint32_t outage, uint32_t agent)
{
    ccs_world_t *const w = &f->world;

    set_failure(f, outage, agent, w->now_s + length_of_failure(f, outage, agent, CCS_PURPOSE_OUTAGE_LENGTH));
    ++*n_failures_of(w, outage, agent);
    now_outage(f, outage)[CCS_FACT_outages]++;
    note_failure(f, CCS_MOMENT_fails, outage, agent);
    change_failed(f, outage, 1);
    w->outages.hits[(size_t) outage * w->plan->n_agents + agent] = true;
    if (w->agents[agent].state == CCS_AGENT_STOPPED) change_lost(f, outage, 1);
    if (w->outages.n_hits[agent]++ == 0) stop_agent(f, agent);
    if (w->plan->outages[outage].in_hand != CCS_IN_HAND_DROP || w->agents[agent].state < CCS_AGENT_BUSY) return;
    cut_talks(f, outage, agent);
    cut_spell(f);
}

static void repair(ccs_flow_t *f, uint32_t outage, uint32_t agent)
{
    ccs_world_t *const w = &f->world;
    bool *const hit = &w->outages.hits[(size_t) outage * w->plan->n_agents + agent];

    note_failure(f, CCS_MOMENT_repaired, outage, agent);
    change_failed(f, outage, -1);
    if (w->agents[agent].state == CCS_AGENT_STOPPED && w->outages.n_hits[agent] > 1) {
        change_lost(f, outage, -1);
        *hit = false;
    }
    w->outages.n_hits[agent]--;
    if (*hit && w->outages.n_hits[agent] == 0) let_work(f, agent);
    *hit = false;
    set_next_failure(f, outage, agent);
}

static void on_failure(ccs_flow_t *f, uint32_t timer)
{
    if (!FURTHER) return;
    const ccs_world_t *const w = &f->world;
    const uint32_t agent = timer % w->plan->n_agents;
    uint32_t outage = 0;

    while (w->plan->outages[outage].failure != timer / w->plan->n_agents) outage++;
    if (is_hit(w, outage, agent)) repair(f, outage, agent);
    else fail(f, outage, agent);
}

#endif
