/** @file rest.h  Further: short rests that rules make of idleness. Who has been idle for a while rests, the one idle longest first, while the condition of the rule
 * holds; a rest that has begun goes to its end, or to that of the shift. Who rests is not ready: logged in, and given nothing. */
#ifndef CCS_LIFE_REST_H
#define CCS_LIFE_REST_H

#include "hint.h"
#include "not_ready.h"
#include "purpose.h"

static bool may_rest(const ccs_world_t *w, const ccs_intraday_t *rule, uint32_t agent)
{
    const ccs_rest_t *const rest = &w->rests[agent];
    const bool is_same_day = rest->n > 0 && rest->day == w->plan->cells[w->cell].day;

    return w->now_s >= rest->since_s + rule->again_after_s && w->now_s > rest->since_s && (!is_same_day || rest->n < rule->a_day);
}

/* Those who are idle stand in the order in which they became so. @return CCS_NONE: nobody */
static uint32_t next_to_rest(const ccs_world_t *w, const ccs_intraday_t *rule)
{
    const ccs_group_t *const team = &w->plan->teams[rule->team];
    uint32_t best = CCS_NONE;

    for (uint32_t g = team->first_class; g < team->first_class + team->n_classes; g++) {
        uint32_t agent = w->groups[g].idle.head;

        while (agent != CCS_NONE && w->now_s >= w->agents[agent].since_s + rule->idle_for_s && !may_rest(w, rule, agent))
            agent = w->agents[agent].next;
        if (agent == CCS_NONE || w->now_s < w->agents[agent].since_s + rule->idle_for_s) continue;
        if (best == CCS_NONE || w->agents[agent].since_s < w->agents[best].since_s) best = agent;
    }
    return best;
}

static bool agrees_to_rest(ccs_world_t *w, uint32_t id, uint32_t agent)
{
    const double frac = w->plan->intraday[id].accept_frac;
    const uint32_t n = w->rests[agent].n_asked++ % (UINT16_MAX + 1U);

    return !(frac < 1) ||
        ccs_stream_draw(&w->rulings[id].stream, ccs_world_agent_key(w, agent), n, CCS_PURPOSE_ACCEPTS_RULE) < frac;
}

/* A rule that gives rests acts while somebody has one. */
static void change_resting(ccs_flow_t *f, uint32_t id, int delta)
{
    const uint32_t before = f->world.rulings[id].n_under;

    change_under(f, id, delta);
    if (before == 0 || f->world.rulings[id].n_under == 0) book(f, &now_rule(f, id)[CCS_FACT_rule_area], delta);
}

static void note_resting(ccs_flow_t *f, uint32_t id, uint32_t agent)
{
    if (!TOLD) return;
    ccs_moment_t *const m = note_blank(f, CCS_MOMENT_rests);

    set_agent(f, m, agent);
    m->rule = f->world.plan->intraday[id].name;
    m->duration_s = f->world.plan->intraday[id].rest_s;
}

static void begin_rest(ccs_flow_t *f, uint32_t id, uint32_t agent)
{
    ccs_world_t *const w = &f->world;
    const uint32_t group = w->agents[agent].group, day = w->plan->cells[w->cell].day;
    ccs_rest_t *const rest = &w->rests[agent];

    rest->n = rest->n > 0 && rest->day == day ? rest->n + 1 : 1;
    rest->day = day;
    rest->by = id;
    ccs_agent_from_idle(&w->groups[group], w->agents, agent);
    ccs_agent_to_not_ready(&w->at_work[group], w->agents, agent);
    book(f, &ccs_facts_duty(&f->facts, w->period, group)[CCS_FACT_not_ready_area], 1);
    watch_not_ready(f, agent);
    now_rule(f, id)[CCS_FACT_rule_begun]++;
    change_resting(f, id, 1);
    note_resting(f, id, agent);
    ccs_calendar_set(w->calendar, pause_of(w, agent), w->now_s + w->plan->intraday[id].rest_s, CCS_EV_ready);
    if (ccs_plan_has_persons(w->plan, group)) count_kept(f, agent);
}

/* The agent is not ready any more, and may have been so by a rule. */
CCS_APART static void end_rest(ccs_flow_t *f, uint32_t agent)
{
    ccs_rest_t *const rest = &f->world.rests[agent];

    if (rest->by == CCS_NONE) return;
    change_resting(f, rest->by, -1);
    rest->by = CCS_NONE;
    rest->since_s = f->world.now_s;
}

/* The rule is looked at. */
CCS_APART static void give_rests(ccs_flow_t *f, uint32_t id)
{
    ccs_world_t *const w = &f->world;
    const ccs_intraday_t *const rule = &w->plan->intraday[id];
    uint32_t agent = 0;

    while (w->rulings[id].n_under < n_of_rule(w, id) && agent != CCS_NONE && holds_now(w, rule->when)) {
        agent = next_to_rest(w, rule);
        if (agent == CCS_NONE) continue;
        if (agrees_to_rest(w, id, agent)) begin_rest(f, id, agent);
        else w->rests[agent].since_s = w->now_s;
    }
}

#endif
