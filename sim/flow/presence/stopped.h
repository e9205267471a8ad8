/** @file stopped.h  Further: an agent whom an outage keeps from work, and who has nothing in hand, is logged in and is given nothing. */
#ifndef CCS_LIFE_STOPPED_H
#define CCS_LIFE_STOPPED_H

#include "handle.h"
#include "hint.h"

static inline double *now_outage(const ccs_flow_t *f, uint32_t outage)
{
    return ccs_facts_outage(&f->facts, f->world.period, outage);
}

static inline bool is_hit(const ccs_world_t *w, uint32_t outage, uint32_t agent)
{
    return w->outages.hits[(size_t) outage * w->plan->n_agents + agent];
}

/* One more agent, or one fewer, with nothing in hand is lost by the outage. */
static void change_lost(ccs_flow_t *f, uint32_t outage, int delta)
{
    f->world.outages.of[outage].n_idle += (uint32_t) delta;
    book(f, &now_outage(f, outage)[CCS_FACT_lost_area], delta);
}

static void count_stopped(ccs_flow_t *f, uint32_t agent, int delta)
{
    const ccs_world_t *const w = &f->world;

    book(f, &ccs_facts_halt(&f->facts, w->period, w->agents[agent].group)[CCS_FACT_stopped_area], delta);
    for (uint32_t i = 0; i < w->plan->n_outages; i++)
        if (is_hit(w, i, agent)) change_lost(f, i, delta);
}

/* The agent stands in no list. */
CCS_APART static void begin_stop(ccs_flow_t *f, uint32_t agent)
{
    ccs_world_t *const w = &f->world;

    ccs_agent_to_stopped(&w->at_work[w->agents[agent].group], w->agents, agent);
    count_stopped(f, agent, 1);
    watch_stopped(f, agent);
    note_agent(f, CCS_MOMENT_stopped, agent);
}

/* The agent is busy until the caller says with what, or makes them leave. */
CCS_APART static void end_stop(ccs_flow_t *f, uint32_t agent)
{
    ccs_world_t *const w = &f->world;

    ccs_agent_from_stopped(&w->at_work[w->agents[agent].group], w->agents, agent);
    count_stopped(f, agent, -1);
    watch_ready(f, agent);
}

#endif
