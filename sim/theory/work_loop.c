/* work_loop.c - the loop of occupancy, hurry, resolution and repeats in its steady state, as a fixed point. Invariant: work is finite, since a customer has no more than so many contacts. */
#include "work_loop.h"

#include <math.h>

enum { TURNS = 400 };
static const double HALF = 0.5, BUMP = 1.01, APART = 0.02, MOST_AGAIN = 0.98;

/* Contacts of an issue times the time that each takes, of agents who are that busy. */
static double work_of(const ccs_outcome_t *o, double busy)
{
    double pace = 1;
    const double factor = ccs_load_effect_is_on(&o->load) ? ccs_outcome_load(o, busy, &pace) : 1;
    const double again = o->returns_frac * (1 - ccs_outcome_resolution(o, 1, o->pace * pace, 0));

    return factor / (1 - fmin(again, MOST_AGAIN));
}

/* The work with so many times as many fresh contacts, from a beginning on. */
static double settle(const ccs_outcome_t *o, const double erlang_own_agents[3], double fresh, double busy)
{
    const double usual = work_of(o, o->at.occupancy), own = erlang_own_agents[1];
    double erlang = erlang_own_agents[0] * fresh;

    for (int i = 0; i < TURNS; i++) {
        erlang = erlang_own_agents[0] * fresh * (1 - own + own * work_of(o, busy) / usual);
        busy = (1 - HALF) * busy + HALF * fmin(1, erlang / erlang_own_agents[2]);
    }
    return erlang;
}

ccs_loop_t ccs_loop_of(const ccs_outcome_t *outcome, double erlang, double own, double agents)
{
    const double of[] = {erlang, own, agents}, from = fmin(1, erlang / agents);
    const double quiet = settle(outcome, of, 1, 0), crowded = settle(outcome, of, 1, 1);
    const double here = settle(outcome, of, 1, from), bumped = settle(outcome, of, BUMP, from);

    return (ccs_loop_t){here, (bumped / here - 1) / (BUMP - 1), crowded > quiet * (1 + APART)};
}
