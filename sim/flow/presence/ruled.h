/** @file ruled.h  Further: what rules that act during the day make of the numbers of a group. Who is there is whom the schedule says, without those who are away by
 * a rule, and with those whom one brings. */
#ifndef CCS_LIFE_RULED_H
#define CCS_LIFE_RULED_H

#include <math.h>

#include "count.h"
#include "flow.h"
#include "gauge.h"
#include "hint.h"

static inline bool has_rulings(const ccs_world_t *w)
{
    return FURTHER && w->rulings;
}

static bool holds_now(const ccs_world_t *w, const struct ccs_expression *condition)
{
    return ccs_condition_holds(condition,
        &(ccs_candidate_t){.world = w, .contact = CCS_NONE, .agent = CCS_NONE, .pair = CCS_NONE});
}

/* How many agents of the team are there: of numbers by the schedule, of persons who is logged in. */
static uint32_t n_there(const ccs_world_t *w, uint32_t team)
{
    const ccs_group_t *const t = &w->plan->teams[team];
    uint32_t n = 0;

    for (uint32_t i = t->first_class; i < t->first_class + t->n_classes; i++)
        n += ccs_plan_has_persons(w->plan, i) ? w->groups[i].n_staffed : w->n_by_schedule[i];
    return n;
}

/* How many a rule asks, or has under it at most. */
static uint32_t n_of_rule(const ccs_world_t *w, uint32_t id)
{
    const ccs_intraday_t *const rule = &w->plan->intraday[id];

    return isnan(rule->share_frac) ? rule->n_agents : (uint32_t) (rule->share_frac * n_there(w, rule->team) + 0.5);
}

/* Whether it changes what agents do at this moment. */
static inline bool is_acting(const ccs_world_t *w, uint32_t rule)
{
    const bool rests = w->plan->intraday[rule].does == CCS_INTRADAY_REST;

    return rests ? w->rulings[rule].n_under > 0 : w->rulings[rule].phase == CCS_RULING_ACTS;
}

/* Of the group's own agents those whom rules have taken, on their way included. */
static uint32_t n_taken(const ccs_world_t *w, uint32_t group)
{
    uint32_t n = 0;

    for (uint32_t i = 0; i < w->plan->n_intraday; i++) {
        const ccs_intraday_t *const rule = &w->plan->intraday[i];
        const ccs_ruling_t *const s = &w->rulings[i];

        if (rule->group == group && (rule->does == CCS_INTRADAY_MOVE || rule->does == CCS_INTRADAY_OFF))
            n += s->n_going + s->n_arriving + s->n_under + s->n_back + s->n_returning;
    }
    return n;
}

/* Of the persons under a rule that moves them, who serve in the other group: all but those who are on their way back. */
static uint32_t n_helping(const ccs_ruling_t *s)
{
    return s->n_under - s->n_back - s->n_returning;
}

/* Others whom rules have brought. */
static uint32_t n_brought(const ccs_world_t *w, uint32_t group)
{
    uint32_t n = 0;

    for (uint32_t i = 0; i < w->plan->n_intraday; i++) {
        const ccs_intraday_t *const rule = &w->plan->intraday[i];
        const bool brings = (rule->does == CCS_INTRADAY_MOVE && rule->to == group) ||
            (rule->does == CCS_INTRADAY_CALL_IN && rule->group == group);

        if (brings) n += ccs_intraday_moves_persons(rule) ? n_helping(&w->rulings[i]) : w->rulings[i].n_under;
    }
    return n;
}

/* Those who are to leave the group by a rule when they are done. */
CCS_APART static uint32_t n_leaving_by_rule(const ccs_world_t *w, uint32_t group)
{
    uint32_t n = 0;

    for (uint32_t i = 0; i < w->plan->n_intraday; i++) {
        if (w->plan->intraday[i].group == group) n += w->rulings[i].n_going;
        if (w->plan->intraday[i].to == group) n += w->rulings[i].n_back;
    }
    return n;
}

static uint32_t number_by_rules(const ccs_world_t *w, uint32_t group)
{
    return w->n_by_schedule[group] - n_taken(w, group) + n_brought(w, group);
}

/* ---- who is under a rule -------------------------------------------------------------------------------------------------------- */

static double *now_rule(const ccs_flow_t *f, uint32_t rule)
{
    return ccs_facts_intraday(&f->facts, f->world.period, rule);
}

static void change_under(ccs_flow_t *f, uint32_t rule, int64_t delta)
{
    f->world.rulings[rule].n_under = (uint32_t) (f->world.rulings[rule].n_under + delta);
    book(f, &now_rule(f, rule)[CCS_FACT_ruled_area], (double) delta);
}

static double n_over(const ccs_world_t *w, uint32_t group); /* handle.h */

/* One of those who are to come back from the other group does not leave by the rule, but as one who is there too long: that is overtime. */
static void wait_no_longer(ccs_flow_t *f, uint32_t rule)
{
    ccs_world_t *const w = &f->world;
    const uint32_t to = w->plan->intraday[rule].to;
    const double over = n_over(w, to);

    w->rulings[rule].n_back--;
    book(f, &ccs_facts_group(&f->facts, w->period, to)[CCS_FACT_overtime], n_over(w, to) - over);
}

/* A person has come under a rule that moves persons, or is not under it any more: the other group has an agent more or fewer, behind this event. Whose shift calls
 * them away while they finish there is not waited for. */
CCS_APART static void follow_person(ccs_flow_t *f, uint32_t rule)
{
    ccs_world_t *const w = &f->world;
    ccs_ruling_t *const s = &w->rulings[rule];

    if (!ccs_intraday_moves_persons(&w->plan->intraday[rule])) return;
    if (s->n_back + s->n_returning > s->n_under) {
        if (s->n_back > 0) wait_no_longer(f, rule);
        else s->n_returning--, w->n_moving--;
    }
    s->n_arriving++;
    w->n_moving++;
}

/* An agent of a group of numbers has left it: for a rule, if one waits for that. Who is to join another group, or to come back, does so behind this event. */
CCS_APART static void leave_by_rule(ccs_flow_t *f, uint32_t group)
{
    ccs_world_t *const w = &f->world;

    for (uint32_t i = 0; i < w->plan->n_intraday; i++) {
        const ccs_intraday_t *const rule = &w->plan->intraday[i];
        ccs_ruling_t *const s = &w->rulings[i];

        if (rule->group == group && s->n_going > 0) {
            s->n_going--;
            if (rule->does == CCS_INTRADAY_OFF) change_under(f, i, 1);
            else s->n_arriving++;
            w->n_moving += rule->does == CCS_INTRADAY_MOVE;
            return;
        }
        if (rule->to == group && s->n_back > 0) {
            s->n_back--;
            s->n_returning++;
            w->n_moving++;
            return;
        }
    }
}

/* ---- the schedule changes ------------------------------------------------------------------------------------------------------- */

static void follow_number(ccs_flow_t *f, uint32_t group, double over); /* staff.h */

/* The schedule asks for fewer than a rule has taken: one of them goes home. @return false: the rule has none of the group's */
static bool release_one(ccs_flow_t *f, uint32_t id)
{
    ccs_world_t *const w = &f->world;
    ccs_ruling_t *const s = &w->rulings[id];
    const ccs_intraday_t *const rule = &w->plan->intraday[id];
    const bool moves = rule->does == CCS_INTRADAY_MOVE;
    const double over = moves ? n_over(w, rule->to) : 0;

    if (s->n_going + s->n_back + s->n_under == 0) return false;
    if (s->n_going > 0) s->n_going--;
    else if (s->n_back > 0) s->n_back--; /* and is at home when done in the other group */
    else change_under(f, id, -1);
    if (!moves) return true;
    w->groups[rule->to].n_scheduled = number_by_rules(w, rule->to);
    follow_number(f, rule->to, over);
    return true;
}

/* How many are there of whom the schedule now says. */
CCS_APART static uint32_t number_with_rules(ccs_flow_t *f, uint32_t group, uint32_t by_schedule)
{
    ccs_world_t *const w = &f->world;

    w->n_by_schedule[group] = by_schedule;
    for (uint32_t i = 0; i < w->plan->n_intraday; i++) {
        const ccs_intraday_t *const rule = &w->plan->intraday[i];
        const bool takes = rule->does == CCS_INTRADAY_MOVE || rule->does == CCS_INTRADAY_OFF;

        while (rule->group == group && takes && n_taken(w, group) > by_schedule)
            if (!release_one(f, i)) break;
    }
    return number_by_rules(w, group);
}

/* ---- verification --------------------------------------------------------------------------------------------------------------- */

/* Numbers are what schedule and rules make of them; of persons who is under a rule is counted there. */
CCS_APART static void verify_rules(const ccs_world_t *w)
{
    CCS_BUG_IF(w->n_moving > 0);
    for (uint32_t group = 0; group < w->plan->n_groups; group++)
        CCS_BUG_IF(!ccs_plan_has_persons(w->plan, group) && w->groups[group].n_scheduled != number_by_rules(w, group));
    for (uint32_t i = 0; i < w->plan->n_intraday; i++) {
        uint32_t n = 0;

        if (w->plan->intraday[i].group != CCS_NONE) continue;
        const bool rests = w->plan->intraday[i].does == CCS_INTRADAY_REST;

        for (uint32_t agent = 0; agent < w->plan->n_agents; agent++)
            n += rests ? w->rests[agent].by == i
                       : ccs_plan_has_persons(w->plan, w->agents[agent].group) && w->duties[agent].under == i;
        CCS_BUG_IF(n != w->rulings[i].n_under);
    }
}

#endif
