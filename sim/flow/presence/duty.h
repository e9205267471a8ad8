/** @file duty.h  Rich: persons come, go off the phones and leave as their shifts say, or as chance makes them keep to these. Who has a contact in hand when a
 * spell on the phones is over takes no other, and goes when it is done: a break then has its full length, within the shift; anything else ends as planned. At the end of a shift the contact may go to
 * somebody else. */
#ifndef CCS_LIFE_DUTY_H
#define CCS_LIFE_DUTY_H

#include <math.h>

#include "hand_over.h"
#include "handle.h"
#include "hint.h"
#include "not_ready.h"
#include "present.h"
#include "purpose.h"
#include "staff.h"

enum { BREAKS_A_DAY = 16 }; /* that are drawn apart */

/* ---- what the shifts say --------------------------------------------------------------------------------------------------------- */

static double shift_ends_s(const ccs_world_t *w, const ccs_duty_t *duty)
{
    return w->plan->shifts[duty->shift].end_s - duty->early_s + (FURTHER ? duty->stays_s : 0);
}

static double spell_begins_s(const ccs_world_t *w, const ccs_duty_t *duty)
{
    return fmax(w->plan->spells[duty->spell].start_s, w->plan->shifts[duty->shift].start_s + duty->late_s);
}

static double spell_ends_s(const ccs_world_t *w, const ccs_duty_t *duty)
{
    const double stays_s = FURTHER ? duty->stays_s : 0; /* on the phones, which the shift ends with */

    return fmin(w->plan->spells[duty->spell].end_s + stays_s, shift_ends_s(w, duty));
}

/* From then on the person takes no new contact. */
static double stops_s(const ccs_world_t *w, uint32_t agent)
{
    return shift_ends_s(w, &w->duties[agent]) - w->plan->groups[w->agents[agent].group].stops_before_s;
}

static bool is_left(const ccs_world_t *w, uint32_t agent)
{
    const ccs_person_t *const person = ccs_world_person(w, agent);

    return w->duties[agent].shift < person->first_shift + person->n_shifts;
}

/* Off the phones, in the shift. */
static bool is_off(const ccs_world_t *w, uint32_t agent)
{
    const ccs_duty_t *const duty = &w->duties[agent];

    return is_left(w, agent) && spell_begins_s(w, duty) <= w->now_s && w->plan->spells[duty->spell].activity != CCS_ON_PHONES;
}

/* ---- what chance makes of them --------------------------------------------------------------------------------------------------- */

/* A draw of a person's. @param number  the day, or a break of it */
static double draw_of_person(const ccs_world_t *w, uint32_t agent, uint32_t number, enum ccs_purpose purpose)
{
    return ccs_stream_draw(&w->groups[w->agents[agent].group].stream, ccs_world_person(w, agent)->key, number, purpose);
}

static double length_of_person(const ccs_world_t *w, uint32_t agent, uint32_t number, enum ccs_purpose purpose,
    const ccs_distribution_t *law)
{
    if (law->kind == CCS_DISTRIBUTION_NONE) return 0;
    const double length_s = ccs_distribution_at(law, draw_of_person(w, agent, number, purpose));

    return law->course ? length_s * ccs_course_at(law->course, w->now_s) : length_s;
}

/* The shift is at hand or next. Who is absent is neither late nor early. */
static void take_shift(ccs_world_t *w, uint32_t agent, uint32_t id)
{
    const ccs_adherence_t *const adherence = &w->plan->groups[w->agents[agent].group].adherence;
    ccs_duty_t *const duty = &w->duties[agent];

    duty->shift = id;
    duty->late_s = duty->early_s = 0;
    duty->is_absent = duty->is_vacant = duty->is_unheld = false;
    if (FURTHER) {
        duty->stays_s = 0;
        duty->sent_off = CCS_NONE;
    }
    if (!is_left(w, agent)) return;
    const ccs_shift_t *const shift = &w->plan->shifts[id];

    duty->spell = shift->first_spell;
    duty->is_vacant = is_vacant_on(w, agent, shift->day);
    duty->is_unheld = duty->is_vacant && is_unheld(w, agent);
    duty->is_absent = duty->is_vacant || is_absent_on(w, agent, shift->day, shift->absent_frac);
    if (duty->is_absent) return;
    duty->late_s = length_of_person(w, agent, shift->day, CCS_PURPOSE_LATE, &adherence->late);
    if (adherence->early_leave_frac > 0 &&
        draw_of_person(w, agent, shift->day, CCS_PURPOSE_EARLY_LEAVE) < adherence->early_leave_frac)
        duty->early_s = length_of_person(w, agent, shift->day, CCS_PURPOSE_EARLY_BY, &adherence->early_by);
}

static bool is_break(const ccs_world_t *w, const ccs_duty_t *duty)
{
    return w->plan->activities[w->plan->spells[duty->spell].activity].is_break;
}

static double *now_duty(const ccs_flow_t *f, uint32_t agent)
{
    return ccs_facts_duty(&f->facts, f->world.period, f->world.agents[agent].group);
}

/* TOLD. Of the spell. @return the moment, for the caller to fill in */
static ccs_moment_t *note_activity(ccs_flow_t *f, enum ccs_moment_kind kind, uint32_t agent)
{
    ccs_moment_t *const m = note_blank(f, kind);

    set_agent(f, m, agent);
    m->activity = f->world.plan->spells[f->world.duties[agent].spell].activity;
    return m;
}

/* The spell is passed over. A break that lies in the shift as the person works it is missed. */
static void pass_over(ccs_flow_t *f, uint32_t agent)
{
    const ccs_world_t *const w = &f->world;
    const ccs_duty_t *const duty = &w->duties[agent];
    const double start_s = w->plan->spells[duty->spell].start_s;

    if (!is_break(w, duty) || duty->is_absent || start_s >= shift_ends_s(w, duty) || start_s < spell_begins_s(w, duty)) return;
    now_duty(f, agent)[CCS_FACT_breaks_missed]++;
    if (TOLD) (void) note_activity(f, CCS_MOMENT_break_missed, agent);
}

/* Goes on to the spell that holds now, or the next one. @return whether there is any */
static bool find_spell(ccs_flow_t *f, uint32_t agent)
{
    ccs_world_t *const w = &f->world;
    ccs_duty_t *const duty = &w->duties[agent];

    while (is_left(w, agent)) {
        const ccs_shift_t *const shift = &w->plan->shifts[duty->shift];

        for (; duty->spell < shift->first_spell + shift->n_spells; duty->spell++) {
            if (spell_ends_s(w, duty) > fmax(w->now_s, spell_begins_s(w, duty))) return true;
            pass_over(f, agent);
        }
        take_shift(w, agent, duty->shift + 1);
    }
    return false;
}

/* ---- rules that act during the day -------------------------------------------------------------------------------------------------- */

/* The rule by which an activity of a person's shifts does not take place now. @return CCS_NONE: it does */
static uint32_t cancelled_by(const ccs_world_t *w, uint32_t agent, uint32_t activity)
{
    const uint32_t team = w->plan->groups[w->agents[agent].group].team;

    for (uint32_t i = 0; has_rulings(w) && activity != CCS_ON_PHONES && i < w->plan->n_intraday; i++) {
        const ccs_intraday_t *const rule = &w->plan->intraday[i];

        if (rule->does == CCS_INTRADAY_CANCEL && rule->team == team && rule->activity == activity &&
            w->rulings[i].phase == CCS_RULING_ACTS)
            return i;
    }
    return CCS_NONE;
}

/* Whether the person is to be on the phones in a spell of an activity, by the shift or by a rule. */
static bool is_for_phones(const ccs_world_t *w, uint32_t agent, uint32_t activity)
{
    return activity == CCS_ON_PHONES || cancelled_by(w, agent, activity) != CCS_NONE;
}

/* By a rule, in time that the shift has on the phones. */
static bool is_sent_off(const ccs_world_t *w, uint32_t agent)
{
    const ccs_duty_t *const duty = &w->duties[agent];

    if (!has_rulings(w) || duty->sent_off == CCS_NONE || !is_left(w, agent)) return false;
    return spell_begins_s(w, duty) <= w->now_s && is_for_phones(w, agent, w->plan->spells[duty->spell].activity);
}

/* The rule under which a person is: sent off the phones, staying on, or back from what is cancelled. */
static uint32_t ruled_by(const ccs_world_t *w, uint32_t agent)
{
    const ccs_duty_t *const duty = &w->duties[agent];

    if (is_sent_off(w, agent)) return w->agents[agent].state == CCS_AGENT_OUT ? duty->sent_off : CCS_NONE;
    if (!duty->is_on || !is_left(w, agent) || spell_begins_s(w, duty) > w->now_s) return CCS_NONE;
    if (duty->stays_s > 0) return duty->stays_by;
    return cancelled_by(w, agent, w->plan->spells[duty->spell].activity);
}

static void count_ruled(ccs_flow_t *f, uint32_t agent)
{
    ccs_duty_t *const duty = &f->world.duties[agent];
    const uint32_t rule = ruled_by(&f->world, agent);

    if (rule == duty->under) return;
    const uint32_t before = duty->under;

    duty->under = rule;
    if (before != CCS_NONE) change_under(f, before, -1);
    if (before != CCS_NONE) follow_person(f, before);
    if (rule != CCS_NONE) change_under(f, rule, 1);
    if (rule != CCS_NONE) follow_person(f, rule);
}

/* ---- adherence ------------------------------------------------------------------------------------------------------------------- */

/* What the roster says of now, whatever the person does. @param next_s  when it says something else @return CCS_NONE: no spell */
static uint32_t planned_spell(ccs_world_t *w, uint32_t agent, double *next_s)
{
    const ccs_person_t *const person = ccs_world_person(w, agent);
    ccs_duty_t *const duty = &w->duties[agent];

    while (duty->planned_shift < person->first_shift + person->n_shifts) {
        const ccs_shift_t *const shift = &w->plan->shifts[duty->planned_shift];

        for (; duty->planned_spell < shift->n_spells; duty->planned_spell++) {
            const uint32_t id = shift->first_spell + duty->planned_spell;
            const ccs_spell_t *const spell = &w->plan->spells[id];

            if (spell->end_s <= w->now_s) continue;
            *next_s = spell->start_s > w->now_s ? spell->start_s : spell->end_s;
            return spell->start_s > w->now_s ? CCS_NONE : id;
        }
        duty->planned_shift++;
        duty->planned_spell = 0;
    }
    *next_s = (double) INFINITY;
    return CCS_NONE;
}

/* In the shift that the roster says, and neither absent, late nor gone. */
static bool is_there(const ccs_world_t *w, uint32_t agent)
{
    const ccs_duty_t *const duty = &w->duties[agent];

    return duty->shift == duty->planned_shift && !duty->is_absent && is_left(w, agent) &&
        w->now_s >= w->plan->shifts[duty->shift].start_s + duty->late_s;
}

/* Whether the person does what the roster says: who is not ready does not. Who no longer takes contacts before the end of the shift does.
 * What a rule asks for takes the place of what the roster says. @param spell  that the roster says of now, or CCS_NONE */
static bool keeps_to_it(const ccs_world_t *w, uint32_t agent, uint32_t spell)
{
    if (spell == CCS_NONE) return false;
    if (!is_for_phones(w, agent, w->plan->spells[spell].activity))
        return is_there(w, agent) && w->agents[agent].state == CCS_AGENT_OUT;
    if (w->agents[agent].state == CCS_AGENT_NOT_READY) return FURTHER && w->rests && w->rests[agent].by != CCS_NONE;
    if (w->agents[agent].state != CCS_AGENT_OUT) return true;
    return is_there(w, agent) && (w->now_s >= stops_s(w, agent) || is_sent_off(w, agent));
}

/* Why a person whom the roster calls to something is away and not at an activity. Whoever comes so late that nothing is left of the shift has gone early,
 * where that can happen. */
static uint32_t cause_of(const ccs_world_t *w, uint32_t agent)
{
    const ccs_duty_t *const duty = &w->duties[agent];
    const uint32_t team = w->plan->groups[w->agents[agent].group].team, causes = w->plan->n_activities;

    if (duty->shift == duty->planned_shift) {
        if (duty->is_vacant) return CCS_NONE;
        if (duty->is_absent) return ccs_plan_off(w->plan, team, causes + CCS_OFF_ABSENT);
        return is_there(w, agent) ? CCS_NONE : ccs_plan_off(w->plan, team, causes + CCS_OFF_LATE);
    }
    const uint32_t gone = ccs_plan_off(w->plan, team, causes + CCS_OFF_LEFT_EARLY);

    return gone == CCS_NONE ? ccs_plan_off(w->plan, team, causes + CCS_OFF_LATE) : gone;
}

/* Why the person is off the phones. @return row of plan.offs, or CCS_NONE */
static uint32_t off_now(const ccs_world_t *w, uint32_t agent, uint32_t spell)
{
    const uint32_t team = w->plan->groups[w->agents[agent].group].team;

    if (w->agents[agent].state != CCS_AGENT_OUT) return CCS_NONE;
    if (is_sent_off(w, agent)) return ccs_plan_off(w->plan, team, w->plan->intraday[w->duties[agent].sent_off].activity);
    if (!w->duties[agent].is_absent && is_off(w, agent))
        return ccs_plan_off(w->plan, team, w->plan->spells[w->duties[agent].spell].activity);
    return spell == CCS_NONE ? CCS_NONE : cause_of(w, agent);
}

/* One row of plan.offs has a person less, another one more. */
static void move_off(ccs_flow_t *f, uint32_t *at, uint32_t to, uint32_t *n_of, enum ccs_off_fact fact)
{
    if (*at == to) return;
    if (*at != CCS_NONE) {
        n_of[*at]--;
        book(f, &ccs_facts_off(&f->facts, f->world.period, *at)[fact], -1);
    }
    if (to != CCS_NONE) {
        n_of[to]++;
        book(f, &ccs_facts_off(&f->facts, f->world.period, to)[fact], 1);
    }
    *at = to;
}

/* @param is_planned  the roster says something of now */
static void count_unpaid(const ccs_flow_t *f, uint32_t agent, bool is_planned)
{
    const uint32_t group = f->world.agents[agent].group;
    ccs_duty_t *const duty = &f->world.duties[agent];
    const bool is_unpaid = is_planned && duty->is_unheld && duty->shift == duty->planned_shift;

    if (is_unpaid == duty->is_unpaid) return;
    duty->is_unpaid = is_unpaid;
    count_unheld(f, group, f->world.posts.of[group].unheld + (is_unpaid ? 1 : -1));
}

static void count_kept(ccs_flow_t *f, uint32_t agent)
{
    ccs_world_t *const w = &f->world;
    const uint32_t group = w->agents[agent].group;
    ccs_duty_t *const duty = &w->duties[agent];
    double next_s;
    const uint32_t spell = planned_spell(w, agent, &next_s), activity = spell == CCS_NONE ? 0 : w->plan->spells[spell].activity;
    const bool kept = duty->keeps;

    watch_duty(f, agent, -1);
    duty->keeps = keeps_to_it(w, agent, spell);
    duty->is_planned = spell != CCS_NONE;
    duty->is_due = duty->is_planned && activity == CCS_ON_PHONES;
    move_off(f, &duty->planned_off,
        activity == CCS_ON_PHONES ? CCS_NONE : ccs_plan_off(w->plan, w->plan->groups[group].team, activity), w->n_planned_off,
        CCS_FACT_planned_area);
    move_off(f, &duty->off, off_now(w, agent, spell), w->n_off, CCS_FACT_spent_area);
    watch_duty(f, agent, 1);
    if (has_rulings(w)) count_ruled(f, agent);
    if (has_careers(f)) count_unpaid(f, agent, duty->is_planned);
    if (duty->keeps == kept) return;
    if (kept) w->off_duty[group].n_kept--;
    else w->off_duty[group].n_kept++;
    book(f, &ccs_facts_group(&f->facts, w->period, group)[CCS_FACT_kept_area], kept ? -1 : 1);
}

/* ---- coming and going ----------------------------------------------------------------------------------------------------------- */

/* What the person does changes at that time; the timer fires when the roster's word does, too. */
static void set_duty(ccs_flow_t *f, uint32_t agent, double time_s)
{
    ccs_world_t *const w = &f->world;
    double planned_s;

    w->duties[agent].next_s = time_s;
    (void) planned_spell(w, agent, &planned_s);
    if (isfinite(fmin(time_s, planned_s)))
        ccs_calendar_set(w->calendar, w->first_timer[CCS_OWNER_agent] + agent, fmin(time_s, planned_s), CCS_EV_duty);
}

static void set_on(ccs_world_t *w, uint32_t agent, bool is_on)
{
    ccs_group_state_t *const g = &w->groups[w->agents[agent].group];

    w->duties[agent].is_on = is_on;
    if (is_on) g->n_scheduled++;
    else g->n_scheduled--;
}

/* Work after the end of the shift is overtime. */
static void count_after(ccs_flow_t *f, uint32_t agent, bool is_after)
{
    ccs_world_t *const w = &f->world;
    const uint32_t group = w->agents[agent].group;
    const double over = n_over(w, group);

    if (w->duties[agent].is_after == is_after) return;
    w->duties[agent].is_after = is_after;
    if (is_after) w->off_duty[group].n_after++;
    else w->off_duty[group].n_after--;
    book(f, &ccs_facts_group(&f->facts, w->period, group)[CCS_FACT_overtime], n_over(w, group) - over);
}

/* The first time of a shift, or back from something else. */
static void note_come(ccs_flow_t *f, uint32_t agent)
{
    if (!TOLD) return;
    const ccs_world_t *const w = &f->world;
    const ccs_duty_t *const duty = &w->duties[agent];
    const bool first = duty->spell == w->plan->shifts[duty->shift].first_spell && !(FURTHER && duty->is_recalled);

    note_agent(f, first ? CCS_MOMENT_shift_begin : CCS_MOMENT_back, agent);
}

static void note_go(ccs_flow_t *f, uint32_t agent)
{
    if (!TOLD) return;
    const ccs_world_t *const w = &f->world;
    const ccs_duty_t *const duty = &w->duties[agent];

    if (is_sent_off(w, agent))
        note_activity(f, CCS_MOMENT_off_phones, agent)->activity = w->plan->intraday[duty->sent_off].activity;
    else if (!is_off(w, agent)) note_agent(f, CCS_MOMENT_shift_end, agent);
    else if (w->now_s > spell_begins_s(w, duty))
        note_activity(f, CCS_MOMENT_off_late, agent)->duration_s = w->now_s - spell_begins_s(w, duty);
    else (void) note_activity(f, CCS_MOMENT_off_phones, agent);
}

/* To the phones. Who never got away stays. */
static void come(ccs_flow_t *f, uint32_t agent)
{
    ccs_world_t *const w = &f->world;
    const uint32_t group = w->agents[agent].group;

    if (w->duties[agent].is_on) return;
    if (w->agents[agent].state == CCS_AGENT_LEAVING) {
        ccs_agent_from_leaving(&w->at_work[group], w->agents, agent);
        count_after(f, agent, false);
        set_on(w, agent, true);
        if (shares(w) && !ccs_diallers_keep(&w->diallers, agent)) free_agent(f, agent, false);
        return;
    }
    ccs_agent_come(&w->groups[group], w->agents, agent, w->now_s);
    book(f, &ccs_facts_group(&f->facts, w->period, group)[CCS_FACT_staffed_area], 1);
    set_on(w, agent, true);
    watch_log_in(f, agent);
    note_come(f, agent);
    if (has_seats(w)) take_seat(f, agent);
    free_agent(f, agent, false);
}

/* Who has nothing in hand leaves the list in which they stand. @return false: they have something */
static bool put_aside(ccs_flow_t *f, uint32_t agent)
{
    ccs_world_t *const w = &f->world;
    const uint32_t state = w->agents[agent].state;

    if (state == CCS_AGENT_IDLE) ccs_agent_from_idle(&w->groups[w->agents[agent].group], w->agents, agent);
    else if (state == CCS_AGENT_NOT_READY) end_not_ready(f, agent);
    else if (FURTHER && state == CCS_AGENT_STOPPED) end_stop(f, agent);
    else return false;
    return true;
}

/* Off the phones: now, or when the contacts in hand are done. */
static void go(ccs_flow_t *f, uint32_t agent)
{
    ccs_world_t *const w = &f->world;
    const uint32_t group = w->agents[agent].group;
    ccs_group_state_t *const g = &w->groups[group];

    if (!w->duties[agent].is_on) return;
    set_on(w, agent, false);
    if (put_aside(f, agent)) {
        ccs_agent_log_out(g, w->agents, agent);
        if (has_seats(w)) leave_seat(f, agent);
        leave_phones(f, agent);
        book(f, &ccs_facts_group(&f->facts, w->period, group)[CCS_FACT_staffed_area], -1);
        watch_log_out(f, agent);
        note_go(f, agent);
        if (FURTHER && w->held) release_held(f, agent);
        return;
    }
    if (w->agents[agent].state == CCS_AGENT_WITH_ROOM) ccs_agent_from_room(&w->at_work[group], w->agents, agent);
    ccs_agent_to_leaving(&w->at_work[group], w->agents, agent);
}

static void count_absent(ccs_flow_t *f, uint32_t agent, bool is_missed)
{
    ccs_world_t *const w = &f->world;
    const uint32_t group = w->agents[agent].group;
    ccs_duty_t *const duty = &w->duties[agent];

    if (duty->is_missed == is_missed) return;
    duty->is_missed = is_missed;
    if (is_missed) w->off_duty[group].n_absent++;
    else w->off_duty[group].n_absent--;
    book(f, &ccs_facts_group(&f->facts, w->period, group)[CCS_FACT_absent_area], is_missed ? 1 : -1);
}

/* ---- spells --------------------------------------------------------------------------------------------------------------------- */

/* A contact of the type rings at somebody, who may not answer it, or waits for somebody, who may go. */
static bool is_ringing(const ccs_world_t *w, uint32_t type)
{
    if (!FURTHER) return false;
    const ccs_routing_t *const routing = &w->plan->types[type].routing;

    if (w->n_held[type] > 0) return true;
    for (uint32_t pair = routing->first_pair; w->rung && pair < routing->first_pair + routing->n_pairs; pair++)
        if (w->n_ringing[pair] > 0) return true;
    return false;
}

/* While the centre is closed: whether contacts that the group serves to the end still wait, or are in the IVR. */
static bool is_left_to_do(const ccs_world_t *w, uint32_t group)
{
    const ccs_group_t *const g = &w->plan->groups[group];
    bool any = false;

    for (uint32_t i = g->first_late; i < g->first_late + g->n_late; i++)
        any = any || w->queues[w->plan->order_queues[i]].n > 0 || w->n_in_ivr[ccs_plan_order_type(w->plan, i)] > 0 ||
            is_ringing(w, ccs_plan_order_type(w->plan, i));
    return any;
}

/* The contact in hand goes to somebody else in an event of its own, behind all that has been set for this instant before: those whose shifts end with this one do
 * not get it. */
static void hand_over_next(ccs_flow_t *f, uint32_t agent, double until_s)
{
    ccs_world_t *const w = &f->world;

    w->duties[agent].next_s = until_s;
    ccs_calendar_set(w->calendar, w->first_timer[CCS_OWNER_agent] + agent, w->now_s, CCS_EV_duty);
}

/* Nothing is to be done until the next spell. Who is on the phones when the centre closes stays for what is left, at most until it opens again. */
static void go_away(ccs_flow_t *f, uint32_t agent, double until_s)
{
    ccs_world_t *const w = &f->world;

    if (w->closed && w->duties[agent].is_on && is_left_to_do(w, w->agents[agent].group)) {
        set_duty(f, agent, fmin(until_s, w->cell_end_s));
        return;
    }
    go(f, agent);
    w->duties[agent].is_handing = hands_over(f, agent);
    if (w->duties[agent].is_handing) {
        hand_over_next(f, agent, until_s);
        return;
    }
    count_after(f, agent, w->agents[agent].state == CCS_AGENT_LEAVING);
    set_duty(f, agent, until_s);
}

/* All whose shifts end in this instant have gone. Where nobody is left who could take the contact, it is finished. */
CCS_APART static void end_handing(ccs_flow_t *f, uint32_t agent)
{
    ccs_world_t *const w = &f->world;

    w->duties[agent].is_handing = false;
    if (hands_over(f, agent)) hand_contact_over(f, agent);
    count_after(f, agent, w->agents[agent].state == CCS_AGENT_LEAVING);
    set_duty(f, agent, w->duties[agent].next_s);
}

/* Of a break that begins now: as long as planned, and as chance makes it longer, but not longer than the shift. */
static double break_ends_s(const ccs_world_t *w, uint32_t agent)
{
    const ccs_duty_t *const duty = &w->duties[agent];
    const ccs_spell_t *const spell = &w->plan->spells[duty->spell];
    const ccs_shift_t *const shift = &w->plan->shifts[duty->shift];
    const uint32_t number = shift->day * BREAKS_A_DAY + (duty->spell - shift->first_spell) % BREAKS_A_DAY;
    const double longer_s = length_of_person(w, agent, number, CCS_PURPOSE_LONG_BREAK,
        &w->plan->groups[w->agents[agent].group].adherence.long_breaks);

    return fmin(w->now_s + (spell->end_s - spell_begins_s(w, duty)) + longer_s, shift_ends_s(w, duty));
}

/* The break begins now. Who comes late to it for a contact, or for a break before, has what the shift leaves of it. */
static void count_break(ccs_flow_t *f, uint32_t agent)
{
    const ccs_world_t *const w = &f->world;
    const ccs_duty_t *const duty = &w->duties[agent];
    const double length_s = w->plan->spells[duty->spell].end_s - spell_begins_s(w, duty),
                 late_s = w->now_s - spell_begins_s(w, duty);
    double *const row = now_duty(f, agent);

    row[CCS_FACT_breaks]++;
    if (!(late_s > 0)) return;
    row[CCS_FACT_breaks_late]++;
    row[CCS_FACT_break_delay] += late_s;
    if (w->now_s + length_s > shift_ends_s(w, duty)) row[CCS_FACT_breaks_short]++;
}

static void begin_break(ccs_flow_t *f, uint32_t agent)
{
    count_break(f, agent);
    f->world.duties[agent].is_waiting = false;
    f->world.duties[agent].is_resting = true;
    set_duty(f, agent, break_ends_s(&f->world, agent));
}

/* A break begins when the contact in hand is done. */
static void begin_off(ccs_flow_t *f, uint32_t agent)
{
    ccs_world_t *const w = &f->world;
    ccs_duty_t *const duty = &w->duties[agent];

    go(f, agent);
    duty->is_waiting = is_break(w, duty) && w->agents[agent].state == CCS_AGENT_LEAVING;
    if (duty->is_waiting) set_duty(f, agent, shift_ends_s(w, duty));
    else if (is_break(w, duty)) begin_break(f, agent);
    else set_duty(f, agent, spell_ends_s(w, duty));
}

/* The spell that holds now. */
static void begin_spell_of(ccs_flow_t *f, uint32_t agent)
{
    ccs_world_t *const w = &f->world;
    const ccs_duty_t *const duty = &w->duties[agent];
    const bool on_phones = is_for_phones(w, agent, w->plan->spells[duty->spell].activity);
    const bool takes = !duty->is_absent && w->now_s < stops_s(w, agent) && !is_sent_off(w, agent);

    count_absent(f, agent, duty->is_absent && !duty->is_vacant && on_phones);
    if (!duty->is_absent && !on_phones) {
        begin_off(f, agent);
        return;
    }
    set_duty(f, agent, takes ? fmin(spell_ends_s(w, duty), stops_s(w, agent)) : spell_ends_s(w, duty));
    if (takes) come(f, agent);
    else go(f, agent); /* who is absent may have stayed for what was left yesterday */
}

static void ask_to_stay(ccs_flow_t *f, uint32_t agent); /* steer.h */

/* What the person is to do from now on. */
CCS_APART static void settle(ccs_flow_t *f, uint32_t agent)
{
    ccs_world_t *const w = &f->world;
    ccs_duty_t *const duty = &w->duties[agent];

    duty->spell += duty->is_resting; /* it is over, whatever rounding says */
    duty->is_waiting = duty->is_resting = false;
    if (has_rulings(w)) ask_to_stay(f, agent);
    const double begins_s = find_spell(f, agent) ? spell_begins_s(w, duty) : (double) INFINITY;

    if (has_rulings(w) && duty->is_on && !(duty->stays_s > 0))
        count_after(f, agent, false); /* who has stayed on is done with that */
    if (begins_s <= w->now_s) {
        begin_spell_of(f, agent);
        return;
    }
    count_absent(f, agent, false);
    go_away(f, agent, begins_s);
}

/* The contact in hand is done, and the person off the phones: a break that had to wait for that begins. */
static void end_work(ccs_flow_t *f, uint32_t agent)
{
    ccs_world_t *const w = &f->world;
    ccs_duty_t *const duty = &w->duties[agent];
    const uint32_t timer = w->first_timer[CCS_OWNER_agent] + agent;

    note_go(f, agent);
    count_after(f, agent, false);
    if (duty->is_waiting) {
        if (ccs_calendar_is_set(w->calendar, timer)) ccs_calendar_clear(w->calendar, timer);
        begin_break(f, agent);
    }
    count_kept(f, agent);
}

static void on_duty(ccs_flow_t *f, uint32_t agent)
{
    if (!RICH) return;
    if (f->world.duties[agent].is_handing) end_handing(f, agent);
    else if (f->world.now_s >= f->world.duties[agent].next_s) settle(f, agent);
    else set_duty(f, agent, f->world.duties[agent].next_s);
    count_kept(f, agent);
}

CCS_APART static void begin_duties(ccs_flow_t *f, uint32_t group)
{
    ccs_world_t *const w = &f->world;
    const ccs_group_t *const g = &w->plan->groups[group];

    for (uint32_t agent = g->first_agent; agent < g->first_agent + g->n_persons; agent++) {
        const uint32_t first = ccs_world_person(w, agent)->first_shift;

        w->duties[agent] = (ccs_duty_t){.planned_shift = first,
            .planned_off = CCS_NONE,
            .off = CCS_NONE,
            .sent_off = CCS_NONE,
            .under = CCS_NONE};
        take_shift(w, agent, first);
        settle(f, agent);
        count_kept(f, agent);
    }
}

#endif
