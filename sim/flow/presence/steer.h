/** @file steer.h  Further: rules that act during the day. Each is looked at every so often, or after every event; by what its conditions say of gauges it is
 * decided, begins to act after its delay, and ends. What agents do then says its row. */
#ifndef CCS_LIFE_STEER_H
#define CCS_LIFE_STEER_H

#include <math.h>

#include "duty.h"
#include "hint.h"
#include "rest.h"
#include "ruled.h"
#include "staff.h"

/* ---- numbers of staff ----------------------------------------------------------------------------------------------------------- */

/* @param over  n_over of the group before the rule changed anything */
static void renumber(ccs_flow_t *f, uint32_t group, double over)
{
    f->world.groups[group].n_scheduled = number_by_rules(&f->world, group);
    follow_number(f, group, over);
}

/* Of n who are asked now, those who accept. */
static uint32_t n_accepting(const ccs_world_t *w, uint32_t id, uint32_t n)
{
    const ccs_ruling_t *const s = &w->rulings[id];
    const double frac = w->plan->intraday[id].accept_frac;
    uint32_t n_yes = 0;

    if (!(frac < 1)) return n;
    for (uint32_t i = 0; i < n; i++)
        n_yes += ccs_stream_draw(&s->stream, i, s->n_begun % (UINT16_MAX + 1U), CCS_PURPOSE_ACCEPTS_RULE) < frac;
    return n_yes;
}

/* Agents leave their group: at once who is idle, longest idle first, the others when they are done. */
static void take_numbers(ccs_flow_t *f, uint32_t id)
{
    ccs_world_t *const w = &f->world;
    const ccs_intraday_t *const rule = &w->plan->intraday[id];
    const uint32_t n_left = w->n_by_schedule[rule->group] - n_taken(w, rule->group), n_wanted = n_of_rule(w, id),
                   n = n_accepting(w, id, n_left < n_wanted ? n_left : n_wanted);
    const double over = n_over(w, rule->group);

    w->rulings[id].n_going += n;
    renumber(f, rule->group, over);
}

/* Who has not left yet stays; who is away comes back, from the other group when done there. */
static void give_back(ccs_flow_t *f, uint32_t id)
{
    ccs_world_t *const w = &f->world;
    const ccs_intraday_t *const rule = &w->plan->intraday[id];
    ccs_ruling_t *const s = &w->rulings[id];
    const double over = n_over(w, rule->group), over_there = rule->does == CCS_INTRADAY_MOVE ? n_over(w, rule->to) : 0;
    const uint32_t n = s->n_under;

    s->n_going = 0;
    change_under(f, id, -(int64_t) n);
    if (rule->does == CCS_INTRADAY_MOVE) s->n_back += n;
    renumber(f, rule->group, over);
    if (rule->does == CCS_INTRADAY_MOVE) renumber(f, rule->to, over_there);
}

static void call_in(ccs_flow_t *f, uint32_t id)
{
    ccs_world_t *const w = &f->world;
    const ccs_intraday_t *const rule = &w->plan->intraday[id];
    const double over = n_over(w, rule->group);

    change_under(f, id, n_accepting(w, id, rule->n_agents));
    renumber(f, rule->group, over);
}

static void send_back(ccs_flow_t *f, uint32_t id)
{
    const uint32_t group = f->world.plan->intraday[id].group;
    const double over = n_over(&f->world, group);

    change_under(f, id, -(int64_t) f->world.rulings[id].n_under);
    renumber(f, group, over);
}

static void settle_anew(ccs_flow_t *f, uint32_t agent);

/* A person under the rule, who is to come back. @return CCS_NONE: there is none */
static uint32_t who_is_under(const ccs_world_t *w, uint32_t id)
{
    for (uint32_t agent = 0; agent < w->plan->n_agents; agent++)
        if (ccs_plan_has_persons(w->plan, w->agents[agent].group) && w->duties[agent].under == id) return agent;
    return CCS_NONE;
}

/* Of a rule that moves persons: so many have left the other group, and do what the shift says again; its number follows who is under the rule. */
static void end_moves_of_persons(ccs_flow_t *f, uint32_t id)
{
    ccs_world_t *const w = &f->world;
    ccs_ruling_t *const s = &w->rulings[id];
    const uint32_t to = w->plan->intraday[id].to, n_back = s->n_returning;
    const double over = n_over(w, to);

    w->n_moving -= s->n_arriving + n_back;
    s->n_arriving = s->n_returning = 0;
    for (uint32_t i = 0; i < n_back; i++) {
        const uint32_t agent = who_is_under(w, id);

        if (agent == CCS_NONE) break;
        w->duties[agent].sent_off = CCS_NONE;
        settle_anew(f, agent);
    }
    renumber(f, to, over);
}

/* Who has left one group in this event comes to the other. */
CCS_APART static void end_moves(ccs_flow_t *f)
{
    ccs_world_t *const w = &f->world;

    for (uint32_t i = 0; w->n_moving > 0; i = (i + 1) % w->plan->n_intraday) {
        const ccs_intraday_t *const rule = &w->plan->intraday[i];
        ccs_ruling_t *const s = &w->rulings[i];
        const uint32_t n_there = s->n_arriving, n_here = s->n_returning;

        if (rule->does != CCS_INTRADAY_MOVE || n_there + n_here == 0) continue;
        if (ccs_intraday_moves_persons(rule)) {
            end_moves_of_persons(f, i);
            continue;
        }
        const double over_there = n_over(w, rule->to), over_here = n_over(w, rule->group);

        w->n_moving -= n_there + n_here;
        s->n_arriving = s->n_returning = 0;
        change_under(f, i, n_there);
        renumber(f, rule->to, over_there);
        if (n_here > 0) renumber(f, rule->group, over_here);
    }
}

/* ---- persons -------------------------------------------------------------------------------------------------------------------- */

/* What the person is to do has changed, not at a time of the roster. */
static void settle_anew(ccs_flow_t *f, uint32_t agent)
{
    ccs_world_t *const w = &f->world;
    const uint32_t timer = w->first_timer[CCS_OWNER_agent] + agent;

    if (ccs_calendar_is_set(w->calendar, timer)) ccs_calendar_clear(w->calendar, timer);
    w->duties[agent].is_recalled = true;
    settle(f, agent);
    w->duties[agent].is_recalled = false;
    count_kept(f, agent);
}

/* In a spell of the shift, neither absent nor about to hand over. */
static bool is_in_spell(const ccs_world_t *w, uint32_t agent)
{
    const ccs_duty_t *const duty = &w->duties[agent];

    return is_left(w, agent) && !duty->is_absent && !duty->is_handing && spell_begins_s(w, duty) <= w->now_s &&
        spell_ends_s(w, duty) > w->now_s;
}

static uint32_t activity_of(const ccs_world_t *w, uint32_t agent)
{
    return w->plan->spells[w->duties[agent].spell].activity;
}

/* The one to be asked next: idle ones first, longest idle first, then who is not ready, then who works, by number. @return CCS_NONE: all have been asked */
static uint32_t next_to_ask(const ccs_world_t *w, uint32_t team)
{
    static const int turn[] = {[CCS_AGENT_IDLE] = 0,
        [CCS_AGENT_NOT_READY] = 1,
        [CCS_AGENT_STOPPED] = 1,
        [CCS_AGENT_BUSY] = 2,
        [CCS_AGENT_WITH_ROOM] = 2,
        [CCS_AGENT_LEAVING] = 3};
    const ccs_group_t *const t = &w->plan->teams[team];
    uint32_t best = CCS_NONE;

    for (uint32_t g = t->first_class; g < t->first_class + t->n_classes; g++)
        for (uint32_t a = w->plan->groups[g].first_agent; a < w->plan->groups[g].first_agent + w->plan->groups[g].n_persons;
             a++) {
            const ccs_agent_t *const agent = &w->agents[a], *const other = &w->agents[best == CCS_NONE ? a : best];

            if (!w->duties[a].is_on || w->duties[a].asked == w->n_askings || !is_in_spell(w, a)) continue;
            if (best == CCS_NONE || turn[agent->state] < turn[other->state] ||
                (agent->state == CCS_AGENT_IDLE && other->state == CCS_AGENT_IDLE && agent->since_s < other->since_s))
                best = a;
        }
    return best;
}

static bool agrees(const ccs_world_t *w, uint32_t id, uint32_t agent)
{
    const ccs_ruling_t *const s = &w->rulings[id];
    const double frac = w->plan->intraday[id].accept_frac;

    return !(frac < 1) ||
        ccs_stream_draw(&s->stream, ccs_world_person(w, agent)->key, s->n_begun % (UINT16_MAX + 1U), CCS_PURPOSE_ACCEPTS_RULE) <
        frac;
}

/* Those who are asked and accept go off the phones, when they are done with what they have in hand. */
static void send_persons(ccs_flow_t *f, uint32_t id)
{
    ccs_world_t *const w = &f->world;
    const ccs_intraday_t *const rule = &w->plan->intraday[id];

    const uint32_t n_wanted = n_of_rule(w, id), n = n_wanted > w->rulings[id].n_under ? n_wanted - w->rulings[id].n_under : 0;

    w->n_askings++;
    for (uint32_t i = 0, agent; i < n && (agent = next_to_ask(w, rule->team)) != CCS_NONE; i++) {
        w->duties[agent].asked = w->n_askings;
        if (!agrees(w, id, agent)) continue;
        w->duties[agent].sent_off = id;
        settle_anew(f, agent);
    }
}

/* Those who are asked and accept go to the other group, when they are done with what they have in hand. Who is there yet since the rule acted last stays. */
static void move_persons(ccs_flow_t *f, uint32_t id)
{
    ccs_world_t *const w = &f->world;
    const uint32_t to = w->plan->intraday[id].to;
    const double over = n_over(w, to);

    w->rulings[id].n_back = 0;
    renumber(f, to, over);
    send_persons(f, id);
}

/* Who has not left yet stays; who is in the other group comes back when done there. */
static void call_persons_back(ccs_flow_t *f, uint32_t id)
{
    ccs_world_t *const w = &f->world;
    ccs_ruling_t *const s = &w->rulings[id];
    const ccs_group_t *const t = &w->plan->teams[w->plan->intraday[id].team];
    const uint32_t to = w->plan->intraday[id].to;
    const double over = n_over(w, to);

    for (uint32_t g = t->first_class; g < t->first_class + t->n_classes; g++)
        for (uint32_t a = w->plan->groups[g].first_agent; a < w->plan->groups[g].first_agent + w->plan->groups[g].n_persons;
             a++) {
            if (w->duties[a].sent_off != id || w->duties[a].under == id) continue;
            w->duties[a].sent_off = CCS_NONE;
            if (is_in_spell(w, a) && activity_of(w, a) == CCS_ON_PHONES) settle_anew(f, a);
            else count_kept(f, a);
        }
    s->n_back = s->n_under - s->n_returning;
    renumber(f, to, over);
}

/* Whom a rule's beginning or end concerns does what the shift, or the rule, says from now on. */
static void settle_persons(ccs_flow_t *f, uint32_t id)
{
    ccs_world_t *const w = &f->world;
    const ccs_intraday_t *const rule = &w->plan->intraday[id];
    const ccs_group_t *const t = &w->plan->teams[rule->team];
    const bool cancels = rule->does == CCS_INTRADAY_CANCEL;

    for (uint32_t g = t->first_class; g < t->first_class + t->n_classes; g++)
        for (uint32_t a = w->plan->groups[g].first_agent; a < w->plan->groups[g].first_agent + w->plan->groups[g].n_persons;
             a++) {
            const bool is_its = cancels ? is_in_spell(w, a) && activity_of(w, a) == rule->activity : w->duties[a].sent_off == id;

            if (!is_its) continue;
            if (!cancels) w->duties[a].sent_off = CCS_NONE;
            if (is_in_spell(w, a) && (cancels || activity_of(w, a) == CCS_ON_PHONES)) settle_anew(f, a);
            else count_kept(f, a);
        }
}

/* When the centre closes next. */
static double closes_s(const ccs_world_t *w)
{
    uint32_t cell = w->cell;

    while (cell + 1 < w->plan->n_cells && w->plan->cells[cell + 1].open && isfinite(w->plan->cells[cell].end_s)) cell++;
    return w->plan->cells[cell].end_s;
}

/* How long a person who comes to the end of the shift now can stay: not beyond the next one, nor beyond close. 0: is not at the end of one on the phones */
static double could_stay_s(const ccs_world_t *w, uint32_t agent)
{
    const ccs_duty_t *const duty = &w->duties[agent];
    const ccs_person_t *const person = ccs_world_person(w, agent);

    if (w->closed || !duty->is_on || !is_left(w, agent) || duty->stays_s > 0 || duty->early_s > 0) return 0;
    const ccs_shift_t *const shift = &w->plan->shifts[duty->shift];
    const ccs_spell_t *const spell = &w->plan->spells[duty->spell];
    const bool is_last = duty->spell + 1 == shift->first_spell + shift->n_spells && spell->end_s == shift->end_s;

    if (!is_last || spell->activity != CCS_ON_PHONES || w->now_s < fmin(spell->end_s, stops_s(w, agent))) return 0;
    const bool is_last_shift = duty->shift + 1 == person->first_shift + person->n_shifts;

    return fmin(closes_s(w), is_last_shift ? (double) INFINITY : w->plan->shifts[duty->shift + 1].start_s) - shift->end_s;
}

/* Who comes to the end of the shift is asked to stay on, where a rule says so. */
CCS_APART static void ask_to_stay(ccs_flow_t *f, uint32_t agent)
{
    const ccs_world_t *const w = &f->world;
    ccs_duty_t *const duty = &w->duties[agent];
    const double most_s = could_stay_s(w, agent);

    for (uint32_t i = 0; most_s > 0 && i < w->plan->n_intraday; i++) {
        const ccs_intraday_t *const rule = &w->plan->intraday[i];
        const ccs_ruling_t *const s = &w->rulings[i];

        if (rule->does != CCS_INTRADAY_STAY || rule->team != w->plan->groups[w->agents[agent].group].team) continue;
        if (s->phase != CCS_RULING_ACTS || s->n_under >= n_of_rule(w, i)) continue;
        const uint32_t day = w->plan->shifts[duty->shift].day;

        if (!(ccs_stream_draw(&s->stream, ccs_world_person(w, agent)->key, day, CCS_PURPOSE_ACCEPTS_RULE) < rule->accept_frac))
            continue;
        duty->stays_by = i;
        duty->stays_s = fmin(rule->overtime_s, most_s);
        count_after(f, agent, true);
        if (TOLD) {
            ccs_moment_t *const m = note_blank(f, CCS_MOMENT_stays_on);

            set_agent(f, m, agent);
            m->rule = rule->name;
            m->duration_s = duty->stays_s;
        }
        return;
    }
}

/* ---- a rule --------------------------------------------------------------------------------------------------------------------- */

/* TOLD. @return the moment, for the caller to fill in */
static ccs_moment_t *note_rule(ccs_flow_t *f, enum ccs_moment_kind kind, uint32_t id)
{
    ccs_moment_t *const m = note_blank(f, kind);

    m->group = f->world.plan->teams[f->world.plan->intraday[id].team].first_class;
    m->rule = f->world.plan->intraday[id].name;
    return m;
}

static void begin_rule(ccs_flow_t *f, uint32_t id)
{
    ccs_world_t *const w = &f->world;
    const ccs_intraday_t *const rule = &w->plan->intraday[id];
    ccs_ruling_t *const s = &w->rulings[id];

    if (TOLD) (void) note_rule(f, CCS_MOMENT_rule_begins, id);
    s->phase = CCS_RULING_ACTS;
    s->since_s = w->now_s;
    now_rule(f, id)[CCS_FACT_rule_begun]++;
    book(f, &now_rule(f, id)[CCS_FACT_rule_area], 1);
    switch (rule->does) {
    case CCS_INTRADAY_MOVE:
        if (rule->group == CCS_NONE) move_persons(f, id);
        else take_numbers(f, id);
        break;
    case CCS_INTRADAY_OFF:
        if (rule->group == CCS_NONE) send_persons(f, id);
        else take_numbers(f, id);
        break;
    case CCS_INTRADAY_CANCEL: settle_persons(f, id); break;
    case CCS_INTRADAY_STAY: break;
    case CCS_INTRADAY_CALL_IN: call_in(f, id); break;
    case CCS_INTRADAY_REST: break; /* acts while somebody rests */
    }
    s->n_begun++;
}

static void end_rule(ccs_flow_t *f, uint32_t id)
{
    ccs_world_t *const w = &f->world;
    const ccs_intraday_t *const rule = &w->plan->intraday[id];
    ccs_ruling_t *const s = &w->rulings[id];

    if (TOLD) note_rule(f, CCS_MOMENT_rule_ends, id)->duration_s = w->now_s - s->since_s;
    s->phase = CCS_RULING_RESTS;
    book(f, &now_rule(f, id)[CCS_FACT_rule_area], -1);
    switch (rule->does) {
    case CCS_INTRADAY_MOVE:
        if (rule->group == CCS_NONE) call_persons_back(f, id);
        else give_back(f, id);
        return;
    case CCS_INTRADAY_OFF:
        if (rule->group == CCS_NONE) settle_persons(f, id);
        else give_back(f, id);
        return;
    case CCS_INTRADAY_CANCEL: settle_persons(f, id); return;
    case CCS_INTRADAY_STAY: /* who stays has been asked for all of the time */
    case CCS_INTRADAY_REST: return;
    case CCS_INTRADAY_CALL_IN: send_back(f, id); return;
    }
}

static void decide(ccs_flow_t *f, uint32_t id)
{
    const double delay_s = f->world.plan->intraday[id].delay_s;
    ccs_ruling_t *const s = &f->world.rulings[id];

    if (!(delay_s > 0)) {
        begin_rule(f, id);
        return;
    }
    s->phase = CCS_RULING_IS_DECIDED;
    s->since_s = f->world.now_s;
    if (TOLD) note_rule(f, CCS_MOMENT_rule_decided, id)->duration_s = delay_s;
}

static bool is_rule_over(const ccs_world_t *w, uint32_t id)
{
    const ccs_intraday_t *const rule = &w->plan->intraday[id];
    const double since_s = w->rulings[id].since_s;

    if (w->now_s >= since_s + rule->at_most_s) return true;
    if (w->now_s < since_s + rule->at_least_s) return false;
    return rule->until ? holds_now(w, rule->until) : !holds_now(w, rule->when);
}

/* @return whether it stands elsewhere than before */
static bool look_at_rule(ccs_flow_t *f, uint32_t id)
{
    const ccs_world_t *const w = &f->world;
    const ccs_intraday_t *const rule = &w->plan->intraday[id];
    const ccs_ruling_t *const s = &w->rulings[id];
    const enum ccs_ruling_phase before = s->phase;

    if (rule->does == CCS_INTRADAY_REST) {
        give_rests(f, id);
        return false;
    }
    switch (before) {
    case CCS_RULING_RESTS:
        if (holds_now(w, rule->when)) decide(f, id);
        break;
    case CCS_RULING_IS_DECIDED:
        if (w->now_s >= s->since_s + rule->delay_s) begin_rule(f, id);
        break;
    case CCS_RULING_ACTS:
        if (is_rule_over(w, id)) end_rule(f, id);
        break;
    }
    return s->phase != before;
}

/* When it is looked at by itself. While the centre is closed no rule acts, nor does one after the last day. */
static double next_look_at_rule_s(const ccs_world_t *w, uint32_t id)
{
    const ccs_intraday_t *const rule = &w->plan->intraday[id];
    const ccs_ruling_t *const s = &w->rulings[id];
    double next_s = rule->every_s > 0 ? w->now_s + rule->every_s : (double) INFINITY;

    if (w->closed) return w->cell_end_s;
    if (comes_to_rest(w)) return (double) INFINITY;
    if (s->phase == CCS_RULING_IS_DECIDED) return s->since_s + rule->delay_s;
    if (s->phase == CCS_RULING_RESTS) return next_s;
    next_s = fmin(next_s, s->since_s + rule->at_most_s);
    return w->now_s < s->since_s + rule->at_least_s ? fmin(next_s, s->since_s + rule->at_least_s) : next_s;
}

static void set_look_at_rule(ccs_flow_t *f, uint32_t id)
{
    const ccs_world_t *const w = &f->world;
    const uint32_t timer = w->first_timer[CCS_OWNER_rule] + id;
    const double next_s = next_look_at_rule_s(w, id);

    if (ccs_calendar_is_set(w->calendar, timer)) ccs_calendar_clear(w->calendar, timer);
    if (isfinite(next_s)) ccs_calendar_set(w->calendar, timer, next_s, CCS_EV_rule);
}

static void on_rule(ccs_flow_t *f, uint32_t id)
{
    if (!FURTHER) return;
    if (!f->world.closed) (void) look_at_rule(f, id);
    set_look_at_rule(f, id);
}

CCS_APART static void follow_up(ccs_flow_t *f)
{
    const ccs_world_t *const w = &f->world;

    end_moves(f);
    if (!w->looks_always || w->closed) return;
    for (uint32_t i = 0; i < w->plan->n_intraday; i++) {
        if (w->plan->intraday[i].every_s > 0) continue;
        if (look_at_rule(f, i)) set_look_at_rule(f, i);
        end_moves(f);
    }
}

/* After each event. */
static inline void act_by_rules(ccs_flow_t *f)
{
    if (has_rulings(&f->world)) follow_up(f);
}

CCS_APART static void begin_rules(ccs_flow_t *f)
{
    for (uint32_t i = 0; i < f->world.plan->n_intraday; i++) set_look_at_rule(f, i);
}

/* The centre closes: no rule acts any more. */
CCS_APART static void rest_rules(ccs_flow_t *f)
{
    const ccs_world_t *const w = &f->world;

    for (uint32_t i = 0; i < w->plan->n_intraday; i++) {
        if (w->rulings[i].phase == CCS_RULING_ACTS) end_rule(f, i);
        w->rulings[i].phase = CCS_RULING_RESTS;
        set_look_at_rule(f, i);
    }
    end_moves(f);
}

#endif
