/** @file duty.h  Rich: persons come, go off the phones and leave as their shifts say. Who has a contact in hand when a spell on the phones is over takes no
 * other, and goes when it is done: a break then has its full length, within the shift; anything else ends as planned. */
#ifndef CCS_LIFE_DUTY_H
#define CCS_LIFE_DUTY_H

#include <math.h>

#include "handle.h"
#include "hint.h"
#include "purpose.h"
#include "staff.h"

/* ---- what the shifts say --------------------------------------------------------------------------------------------------------- */

static double shift_ends_s(const ccs_world_t *w, const ccs_duty_t *duty)
{
    return w->plan->shifts[duty->shift].end_s - duty->early_s;
}

static double spell_begins_s(const ccs_world_t *w, const ccs_duty_t *duty)
{
    return fmax(w->plan->spells[duty->spell].start_s, w->plan->shifts[duty->shift].start_s + duty->late_s);
}

static double spell_ends_s(const ccs_world_t *w, const ccs_duty_t *duty)
{
    return fmin(w->plan->spells[duty->spell].end_s, shift_ends_s(w, duty));
}

/* The shift is at hand or next: what chance makes of it. */
static void take_shift(ccs_world_t *w, uint32_t agent, uint32_t id)
{
    const ccs_person_t *const person = ccs_world_person(w, agent);
    ccs_duty_t *const duty = &w->duties[agent];

    duty->shift = id;
    if (id == person->first_shift + person->n_shifts) return;
    const ccs_shift_t *const shift = &w->plan->shifts[id];

    duty->spell = shift->first_spell;
    duty->is_absent = shift->absent_frac > 0 &&
        ccs_stream_draw(&w->groups[w->agents[agent].group].stream, person->key, shift->day, CCS_PURPOSE_ABSENT) <
            shift->absent_frac;
}

/* Goes on to the spell that holds now, or the next one. @return whether there is any */
static bool find_spell(ccs_world_t *w, uint32_t agent)
{
    const ccs_person_t *const person = ccs_world_person(w, agent);
    const uint32_t end = person->first_shift + person->n_shifts;
    ccs_duty_t *const duty = &w->duties[agent];

    while (duty->shift < end) {
        const ccs_shift_t *const shift = &w->plan->shifts[duty->shift];

        for (; duty->spell < shift->first_spell + shift->n_spells; duty->spell++)
            if (spell_ends_s(w, duty) > fmax(w->now_s, spell_begins_s(w, duty))) return true;
        take_shift(w, agent, duty->shift + 1);
    }
    return false;
}

/* ---- coming and going ----------------------------------------------------------------------------------------------------------- */

static void set_duty(ccs_flow_t *f, uint32_t agent, double time_s)
{
    const uint32_t timer = f->world.first_timer[CCS_OWNER_agent] + agent;

    if (isfinite(time_s)) ccs_calendar_set(f->world.calendar, timer, time_s, CCS_EV_duty);
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
    book(f, &ccs_facts_group(&f->facts, w->cell, group)[CCS_FACT_overtime], n_over(w, group) - over);
}

/* To the phones. Who never got away stays. */
static void come(ccs_flow_t *f, uint32_t agent)
{
    ccs_world_t *const w = &f->world;
    const uint32_t group = w->agents[agent].group;
    const enum ccs_agent_state state = w->agents[agent].state;

    if (w->duties[agent].is_on) return;
    if (state == CCS_AGENT_LEAVING) {
        ccs_agent_from_leaving(&w->at_work[group], w->agents, agent);
        count_after(f, agent, false);
        set_on(w, agent, true);
        if (shares(w)) free_agent(f, agent, false);
        return;
    }
    ccs_agent_come(&w->groups[group], w->agents, agent, w->now_s);
    book(f, &ccs_facts_group(&f->facts, w->cell, group)[CCS_FACT_staffed_area], 1);
    set_on(w, agent, true);
    note_agent(f, CCS_MOMENT_log_in, agent);
    free_agent(f, agent, false);
}

/* Off the phones: now, or when the contacts in hand are done. */
static void go(ccs_flow_t *f, uint32_t agent)
{
    ccs_world_t *const w = &f->world;
    const uint32_t group = w->agents[agent].group;
    ccs_group_state_t *const g = &w->groups[group];

    if (!w->duties[agent].is_on) return;
    if (w->agents[agent].state == CCS_AGENT_IDLE) {
        ccs_agent_from_idle(g, w->agents, agent);
        ccs_agent_log_out(g, w->agents, agent);
        set_on(w, agent, false);
        book(f, &ccs_facts_group(&f->facts, w->cell, group)[CCS_FACT_staffed_area], -1);
        note_agent(f, CCS_MOMENT_log_out, agent);
        return;
    }
    if (w->agents[agent].state == CCS_AGENT_WITH_ROOM) ccs_agent_from_room(&w->at_work[group], w->agents, agent);
    ccs_agent_to_leaving(&w->at_work[group], w->agents, agent);
    set_on(w, agent, false);
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
    book(f, &ccs_facts_group(&f->facts, w->cell, group)[CCS_FACT_absent_area], is_missed ? 1 : -1);
}

/* ---- spells --------------------------------------------------------------------------------------------------------------------- */

/* While the centre is closed: whether contacts that the group serves to the end still wait, or are in the IVR. */
static bool is_left_to_do(const ccs_world_t *w, uint32_t group)
{
    const ccs_group_t *const g = &w->plan->groups[group];
    bool is_left = false;

    for (uint32_t i = g->first_late; i < g->first_late + g->n_late; i++)
        is_left = is_left || w->queues[w->plan->order_queues[i]].n > 0 || w->n_in_ivr[ccs_plan_order_type(w->plan, i)] > 0;
    return is_left;
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
    count_after(f, agent, w->agents[agent].state == CCS_AGENT_LEAVING);
    set_duty(f, agent, until_s);
}

static bool is_break(const ccs_world_t *w, const ccs_duty_t *duty)
{
    return w->plan->activities[w->plan->spells[duty->spell].activity].is_break;
}

/* A break lasts as long as planned, but not longer than the shift. */
static double break_ends_s(const ccs_world_t *w, const ccs_duty_t *duty)
{
    const ccs_spell_t *const spell = &w->plan->spells[duty->spell];
    const double begins_s = spell_begins_s(w, duty), late_s = w->now_s - begins_s;

    return fmin(spell->end_s + late_s, shift_ends_s(w, duty));
}

/* The spell that holds now: on the phones, or off them. A break begins when the contact in hand is done. */
static void begin_spell_of(ccs_flow_t *f, uint32_t agent)
{
    ccs_world_t *const w = &f->world;
    ccs_duty_t *const duty = &w->duties[agent];
    const bool on_phones = w->plan->spells[duty->spell].activity == CCS_ON_PHONES;

    count_absent(f, agent, duty->is_absent && on_phones);
    if (duty->is_absent || on_phones) {
        set_duty(f, agent, spell_ends_s(w, duty));
        if (duty->is_absent) go(f, agent); /* who had stayed for what was left yesterday */
        else come(f, agent);
        return;
    }
    go(f, agent);
    duty->is_waiting = is_break(w, duty) && w->agents[agent].state == CCS_AGENT_LEAVING;
    if (duty->is_waiting) set_duty(f, agent, shift_ends_s(w, duty));
    else set_duty(f, agent, is_break(w, duty) ? break_ends_s(w, duty) : spell_ends_s(w, duty));
}

/* What the person is to do from now on. */
CCS_APART static void settle(ccs_flow_t *f, uint32_t agent)
{
    ccs_world_t *const w = &f->world;
    const bool any = find_spell(w, agent);
    w->duties[agent].is_waiting = false;
    const double begins_s = any ? spell_begins_s(w, &w->duties[agent]) : (double) INFINITY;

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

    count_after(f, agent, false);
    if (!duty->is_waiting) return;
    duty->is_waiting = false;
    ccs_calendar_clear(w->calendar, w->first_timer[CCS_OWNER_agent] + agent);
    set_duty(f, agent, break_ends_s(w, duty));
}

static void on_duty(ccs_flow_t *f, uint32_t agent)
{
    if (RICH) settle(f, agent);
}

CCS_APART static void begin_duties(ccs_flow_t *f, uint32_t group)
{
    ccs_world_t *const w = &f->world;
    const ccs_group_t *const g = &w->plan->groups[group];

    for (uint32_t agent = g->first_agent; agent < g->first_agent + g->n_persons; agent++) {
        w->duties[agent] = (ccs_duty_t){.shift = CCS_NONE};
        take_shift(w, agent, ccs_world_person(w, agent)->first_shift);
        settle(f, agent);
    }
}

#endif
