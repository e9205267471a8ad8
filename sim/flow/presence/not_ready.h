/** @file not_ready.h  Rich: after a contact, and its after-call work, an agent goes not ready by chance: logged in, neither idle nor at work, for a while.
 * Numbers are those of the contact. Who is to leave, or to go off the phones, goes; so does who is not ready when that time comes. */
#ifndef CCS_LIFE_NOT_READY_H
#define CCS_LIFE_NOT_READY_H

#include "handle.h"
#include "hint.h"
#include "purpose.h"

static void count_kept(ccs_flow_t *f, uint32_t agent); /* of a person: duty.h */
static void end_rest(ccs_flow_t *f, uint32_t agent);   /* rest.h */

static inline uint32_t pause_of(const ccs_world_t *w, uint32_t agent)
{
    return w->first_timer[CCS_OWNER_pause] + agent;
}

/* The agent, who has nothing in hand any more, stays and has to be asked. @param time_s  for how long, if so */
CCS_APART static bool turns_away(const ccs_flow_t *f, uint32_t agent, const ccs_contact_t *c, double *time_s)
{
    const ccs_world_t *const w = &f->world;
    const ccs_agent_t *const a = &w->agents[agent];
    const ccs_not_ready_t *const law = &w->plan->groups[a->group].not_ready;

    if (!(law->frac > 0) || a->state == CCS_AGENT_LEAVING || must_leave(w, a->group)) return false;
    if (shares(w) && !ccs_in_hand_none(a)) return false;
    if (!(draw_alone(f, c, CCS_PURPOSE_NOT_READY) < law->frac)) return false;
    *time_s = ccs_distribution_at(&law->time, draw_alone(f, c, CCS_PURPOSE_NOT_READY_TIME));
    if (law->time.course) *time_s *= ccs_course_at(law->time.course, w->now_s);
    return true;
}

static void note_not_ready(ccs_flow_t *f, uint32_t agent, const ccs_contact_t *c, double time_s)
{
    if (!TOLD) return;
    ccs_moment_t *const m = note_blank(f, CCS_MOMENT_not_ready);

    set_agent(f, m, agent);
    m->of = attempt_of(f, c);
    m->as = c->type;
    m->duration_s = time_s;
}

CCS_APART static void begin_not_ready(ccs_flow_t *f, uint32_t agent, const ccs_contact_t *c, double time_s)
{
    ccs_world_t *const w = &f->world;
    const uint32_t group = w->agents[agent].group;
    double *const row = ccs_facts_duty(&f->facts, w->period, group);

    ccs_agent_to_not_ready(&w->at_work[group], w->agents, agent);
    row[CCS_FACT_not_ready]++;
    book(f, &row[CCS_FACT_not_ready_area], 1);
    watch_not_ready(f, agent);
    note_not_ready(f, agent, c, time_s);
    ccs_calendar_set(w->calendar, pause_of(w, agent), w->now_s + time_s, CCS_EV_ready);
    if (ccs_plan_has_persons(w->plan, group)) count_kept(f, agent);
}

/* The agent is busy until the caller says with what, or makes them leave. */
CCS_APART static void end_not_ready(ccs_flow_t *f, uint32_t agent)
{
    ccs_world_t *const w = &f->world;
    const uint32_t group = w->agents[agent].group;

    if (ccs_calendar_is_set(w->calendar, pause_of(w, agent))) ccs_calendar_clear(w->calendar, pause_of(w, agent));
    ccs_agent_from_not_ready(&w->at_work[group], w->agents, agent);
    book(f, &ccs_facts_duty(&f->facts, w->period, group)[CCS_FACT_not_ready_area], -1);
    watch_ready(f, agent);
    if (FURTHER && w->rests) end_rest(f, agent);
}

/* The agent is done with the contact, whose record may be free but is as it was. */
static void be_done(ccs_flow_t *f, uint32_t agent, const ccs_contact_t *c)
{
    double time_s;

    if (f->world.goes_not_ready && turns_away(f, agent, c, &time_s)) begin_not_ready(f, agent, c, time_s);
    else free_agent(f, agent, true);
}

static void on_ready(ccs_flow_t *f, uint32_t agent)
{
    if (!RICH) return;
    end_not_ready(f, agent);
    note_agent(f, CCS_MOMENT_ready, agent);
    free_agent(f, agent, true);
    if (ccs_plan_has_persons(f->world.plan, f->world.agents[agent].group)) count_kept(f, agent);
}

#endif
