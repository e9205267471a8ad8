/** @file seat.h  Further: seats of a site. Who logs in takes one, or waits for it, logged in and given nothing, as whoever an outage keeps from work; who logs out leaves it to whoever of the
 * site has none, the lowest number first, as soon as all that happens in the same event has happened. */
#ifndef CCS_LIFE_SEAT_H
#define CCS_LIFE_SEAT_H

#include "hint.h"
#include "outage_event.h"
#include "seats.h"

static double *now_seat(const ccs_flow_t *f, uint32_t agent)
{
    return ccs_facts_seat(&f->facts, f->world.period, f->world.agents[agent].group);
}

/* The agent has a seat, or none, from now on. */
static void change_seat(ccs_flow_t *f, uint32_t agent, bool seated, int delta)
{
    ccs_outages_t *const all = &f->world.outages;

    book(f, &now_seat(f, agent)[seated ? CCS_FACT_seated_area : CCS_FACT_unseated_area], delta);
    if (seated) {
        all->n_seated[f->world.plan->groups[f->world.agents[agent].group].site] += (uint32_t) delta;
        return;
    }
    all->n_unseated += (uint32_t) delta;
    all->n_hits[agent] += (uint32_t) delta;
    all->unseated[agent] = delta > 0;
}

static bool finds_seat(const ccs_world_t *w, uint32_t agent)
{
    const ccs_group_t *const g = &w->plan->groups[w->agents[agent].group];

    return w->outages.n_seated[g->site] < w->plan->sites[g->site].seats;
}

static bool needs_seat(const ccs_world_t *w, uint32_t agent)
{
    return ccs_plan_seats(w->plan, w->agents[agent].group) != CCS_NONE;
}

/* The agent logs in, and has nothing in hand yet. */
CCS_APART static void take_seat(ccs_flow_t *f, uint32_t agent)
{
    const ccs_world_t *const w = &f->world;

    if (!needs_seat(w, agent)) return;
    const bool seated = finds_seat(w, agent);

    change_seat(f, agent, seated, 1);
    if (!seated) note_agent(f, CCS_MOMENT_no_seat, agent);
}

/* The agent has logged out. */
CCS_APART static void leave_seat(ccs_flow_t *f, uint32_t agent)
{
    ccs_world_t *const w = &f->world;

    if (!needs_seat(w, agent)) return;
    const bool seated = !w->outages.unseated[agent];

    change_seat(f, agent, seated, -1);
    w->outages.seat_is_left |= seated && w->outages.n_unseated > 0;
}

/* At the end of a cell. */
static void book_seats(ccs_flow_t *f, double length_s)
{
    const ccs_world_t *const w = &f->world;

    for (uint32_t group = 0; group < w->plan->n_groups; group++) {
        const ccs_group_t *const g = &w->plan->groups[group];
        double *const row = ccs_facts_seat(&f->facts, w->period, group);
        uint32_t n = 0;

        if (ccs_plan_seats(w->plan, group) == CCS_NONE) continue;
        for (uint32_t agent = g->first_agent; agent < g->first_agent + g->max_agents; agent++) n += w->outages.unseated[agent];
        row[CCS_FACT_seated_area] += length_s * (w->groups[group].n_staffed - n);
        row[CCS_FACT_unseated_area] += length_s * n;
    }
}

/* Seats that were left have whoever waits for them. */
CCS_APART static void pass_seats_on(ccs_flow_t *f)
{
    ccs_world_t *const w = &f->world;

    w->outages.seat_is_left = false;
    for (uint32_t agent = 0; w->outages.n_unseated > 0 && agent < w->plan->n_agents; agent++) {
        if (!w->outages.unseated[agent] || !finds_seat(w, agent)) continue;
        const bool is_lost = w->agents[agent].state == CCS_AGENT_STOPPED;

        change_seat(f, agent, false, -1);
        change_seat(f, agent, true, 1);
        if (is_lost && w->outages.n_hits[agent] == 0) let_work(f, agent);
    }
}

#endif
