/** @file present.h  Which agents are there on a day: who is due, holds a post, and is not absent. Where people have no careers, by numbers alone. */
#ifndef CCS_LIFE_PRESENT_H
#define CCS_LIFE_PRESENT_H

#include "person.h"

/* ---- of one agent ---------------------------------------------------------------------------------------------------------------- */

/* New on the phones, and with a coach on this day. */
static bool is_nesting(const ccs_world_t *w, uint32_t agent, const ccs_career_t *career, uint32_t day)
{
    const ccs_post_t *const post = &w->posts.at[agent];

    return post->n_before > 0 && career->nesting.present_frac < 1 && w->now_s < post->began_s + career->nesting.time_s &&
        draw_of_post(w, agent, day, CCS_PURPOSE_NESTS) >= career->nesting.present_frac;
}

/* Coached on this day. */
static bool is_with_coach(const ccs_world_t *w, uint32_t agent, uint32_t day)
{
    const double frac = w->posts.at[agent].away_frac;

    return frac > 0 && draw_of_post(w, agent, day, CCS_PURPOSE_COACHED) < frac;
}

/* Nobody holds the post, or somebody who is not on the phones on that day. */
static bool is_vacant_on(const ccs_world_t *w, uint32_t agent, uint32_t day)
{
    const ccs_career_t *const career = FURTHER && w->posts.at ? career_at(w, agent) : NULL;

    return career &&
        (w->posts.at[agent].state != CCS_POST_FILLED || is_nesting(w, agent, career, day) || is_with_coach(w, agent, day));
}

/* @param frac  of agents who are absent, as the schedule says */
static bool is_absent_on(const ccs_world_t *w, uint32_t agent, uint32_t day, double frac)
{
    const ccs_career_t *const career = FURTHER && w->posts.at ? career_at(w, agent) : NULL;
    const ccs_stream_t *const stream = &w->groups[w->agents[agent].group].stream;

    if (!(frac > 0)) return false;
    if (!career) return ccs_stream_draw(stream, ccs_world_agent_key(w, agent), day, CCS_PURPOSE_ABSENT) < frac;
    const ccs_career_agent_t *const who = &w->posts.at[agent].who;

    return draw_of_post(w, agent, day, CCS_PURPOSE_ABSENT) < ccs_career_absence(career, frac, who->burnout, who->at_home);
}

/* ---- of a group whose agents are numbers ------------------------------------------------------------------------------------------ */

/* Of the step at hand, which is the one that holds from now on. @param[out] n_absent  of those due who hold a post */
CCS_APART static uint32_t number_of_people(const ccs_flow_t *f, uint32_t group, const ccs_staff_step_t *step, uint32_t n_due,
    uint32_t *n_absent)
{
    const ccs_world_t *const w = &f->world;
    const uint32_t first = w->plan->groups[group].first_agent;
    uint32_t n_vacant = 0, n_unheld = 0;

    *n_absent = 0;
    for (uint32_t i = 0; i < n_due; i++) {
        n_unheld += is_unheld(w, first + i);
        if (is_vacant_on(w, first + i, w->posts.of[group].day)) n_vacant++;
        else *n_absent += is_absent_on(w, first + i, step->day, step->absent_frac);
    }
    count_unheld(f, group, n_unheld > 0 ? n_unheld * (1 + step->off / step->agents) : 0);
    return n_due - n_vacant - *n_absent;
}

static uint32_t number_present(ccs_flow_t *f, uint32_t group, uint32_t *n_absent)
{
    ccs_world_t *const w = &f->world;
    const ccs_group_state_t *const g = &w->groups[group];
    const ccs_staff_step_t *const step = &w->plan->staff_steps[g->step];
    const uint32_t n_due = ccs_agent_due(&g->stream, step);

    if (has_careers(f) && career_of(w, group)->is_on) {
        w->posts.of[group].step = g->step;
        w->posts.of[group].day = step->day;
        return number_of_people(f, group, step, n_due, n_absent);
    }
    *n_absent = ccs_agent_absent(&g->stream, step, n_due);
    return n_due - *n_absent;
}

/* Whether an agent who is out may be called to the phones today. */
static bool may_come(const ccs_world_t *w, uint32_t agent)
{
    const uint32_t group = w->agents[agent].group, step = w->posts.of[group].step;

    if (step == CCS_NONE) return w->posts.at[agent].state == CCS_POST_FILLED;
    const ccs_staff_step_t *const s = &w->plan->staff_steps[step];

    return !is_vacant_on(w, agent, w->posts.of[group].day) && !is_absent_on(w, agent, s->day, s->absent_frac);
}

/* Of those who are out the first who may come; if nobody may, who is too many at the phones is somebody else's day off. */
CCS_APART static uint32_t log_in_somebody(ccs_world_t *w, uint32_t group)
{
    ccs_group_state_t *const g = &w->groups[group];
    uint32_t *link = &g->out;

    while (*link != CCS_NONE && !may_come(w, *link)) link = &w->agents[*link].next;
    const uint32_t agent = *link;

    if (agent == CCS_NONE) return ccs_agent_log_in(g, w->agents, w->now_s);
    *link = w->agents[agent].next;
    ccs_agent_come(g, w->agents, agent, w->now_s);
    return agent;
}

static inline uint32_t log_in_next(ccs_world_t *w, uint32_t group)
{
    if (FURTHER && w->posts.at && career_of(w, group)->is_on) return log_in_somebody(w, group);
    return ccs_agent_log_in(&w->groups[group], w->agents, w->now_s);
}

#endif
