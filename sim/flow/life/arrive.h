/** @file arrive.h  An attempt begins: at the door, fresh, put off to the opening, or once more. */
#ifndef CCS_LIFE_ARRIVE_H
#define CCS_LIFE_ARRIVE_H

#include "end_step.h"
#include "hint.h"
#include "looks_first.h"
#include "written.h"

/* No line is free: the attempt counts as offered and blocked. */
CCS_APART static void refuse(ccs_flow_t *f, uint32_t id)
{
    ccs_contact_t *const c = &f->world.contacts.at[id];

    begin_count(f, c);
    count_offered(f, c);
    ccs_facts_at(&f->facts, c->counts_at)[CCS_FACT_blocked_lines]++;
    block(f, id, CCS_MOMENT_no_line);
}

/* Outages take some of a trunk group's lines. */
static inline uint32_t lines_of(const ccs_world_t *w, uint32_t trunk)
{
    const uint32_t lines = w->plan->trunks[trunk].lines;

    return FURTHER && w->outages.of ? lines - w->outages.lines_lost[trunk] : lines;
}

/* The contact comes to the door: a line, then the IVR or bot, then an agent. */
static void come_to_door(ccs_flow_t *f, uint32_t id)
{
    ccs_world_t *const w = &f->world;
    ccs_contact_t *const c = &w->contacts.at[id];
    const ccs_type_head_t *const t = &w->plan->heads[c->type];

    if (RICH) c->queue = (uint16_t) t->queue;
    if (!LEAN && t->trunk != CCS_NONE && w->trunks[t->trunk].n_busy >= lines_of(w, t->trunk)) {
        refuse(f, id);
        return;
    }
    seize_line(f, t->trunk);
    if (!LEAN && t->has_ivr) enter_ivr(f, id);
    else offer(f, id);
}

/* An attempt begins. */
static void enter(ccs_flow_t *f, uint32_t id)
{
    ccs_world_t *const w = &f->world;

    if (FURTHER && w->plan->switching) choose_channel(f, id);
    if (FURTHER) count_chaser(f, id);
    if (has_legs(f)) begin_journey(f, id, w->now_s, w->period);
    f->counts.arrived[w->contacts.at[id].type]++;
    if (!looks_first(f, id)) come_to_door(f, id);
}

static void set_next_arrival(ccs_flow_t *f, uint32_t type)
{
    ccs_world_t *const w = &f->world;

    const double time_s = ccs_source_next(&w->sources[type], w->plan, type);

    if (time_s < (double) INFINITY) ccs_calendar_set(w->calendar, w->first_timer[CCS_OWNER_type] + type, time_s, CCS_EV_arrive);
}

static uint32_t new_contact(ccs_flow_t *f, uint32_t type, uint32_t index, double talk)
{
    ccs_world_t *const w = &f->world;
    const uint32_t id = ccs_contacts_take(&w->contacts);
    ccs_contact_t *const c = &w->contacts.at[id];

    c->index = index;
    c->type = (uint16_t) type;
    if (RICH) c->source = c->type;
    c->attempt = 0;
    c->flags = 0;
    c->talk = talk;
    if (has_legs(f)) w->journeys[id] = (ccs_journey_t){.came_as = c->type};
    begin_memory(f, id);
    begin_unpromised(f, id);
    if (FURTHER && w->held) w->served_by[id] = CCS_NONE;
    begin_path(f, id);
    return id;
}

static uint32_t next_contact(ccs_flow_t *f, uint32_t type)
{
    const ccs_source_t *const source = &f->world.sources[type];

    return new_contact(f, type, source->index, ccs_source_next_draw(source, CCS_PURPOSE_TALK));
}

/* The one after a fresh contact of the type. */
static void await_next(ccs_flow_t *f, uint32_t type)
{
    ccs_source_advance(&f->world.sources[type]);
    set_next_arrival(f, type);
}

/* Whether the customer of the contact that comes next has been told of an outage that is on, and does not call. Nobody's luck changes, and none with the other outages that there are. */
CCS_APART static bool is_told_away(ccs_flow_t *f, uint32_t type)
{
    const ccs_world_t *const w = &f->world;

    for (uint32_t i = 0; i < w->plan->n_outages; i++) {
        const ccs_outage_notice_t *const notice = &w->plan->outages[i].notice;
        const ccs_outage_state_t *const s = &w->outages.of[i];

        if (!(notice->share_frac > 0) || !notice->of[type] || !s->is_on || w->now_s < s->since_s + notice->delay_s) continue;
        const uint32_t name =
            (uint32_t) w->plan->outages[i].name_hash; /* in the place of attempt, leg and turn: there is no contact yet */
        const double u = ccs_stream_draw_turn(&w->sources[type].stream, w->sources[type].index, name >> 16, name & 0xffff,
            CCS_PURPOSE_TOLD_OF_OUTAGE);

        if (!(u < notice->share_frac)) continue;
        ccs_facts_outage(&f->facts, w->period, i)[CCS_FACT_told_away]++;
        if (TOLD) note_blank(f, CCS_MOMENT_told_away)->number = i;
        return true;
    }
    return false;
}

/* Whether nothing comes of a fresh contact: what it would be about is no more, or its customer knows already. Who would not have come anyway is not averted. */
static inline bool stays_away(ccs_flow_t *f, uint32_t type)
{
    if (FURTHER && f->world.outages.of && is_told_away(f, type)) return true;
    if (demand_moves(f) && !still_comes(f, type, f->world.sources[type].index)) return true;
    return has_campaigns(f) && is_averted(f, type);
}

static void on_arrive(ccs_flow_t *f, uint32_t type)
{
    if (stays_away(f, type)) {
        await_next(f, type);
        return;
    }
    const uint32_t id = next_contact(f, type);

    note(f, CCS_MOMENT_arrive, &f->world.contacts.at[id], (double) NAN);
    enter(f, id);
    await_next(f, type);
}

/* A fresh contact that falls in closed hours. Where it counts is decided anew when it asks for an agent. */
static void put_off_arrival(ccs_flow_t *f, uint32_t type)
{
    ccs_world_t *const w = &f->world;

    if (stays_away(f, type)) {
        await_next(f, type);
        return;
    }
    const uint32_t id = next_contact(f, type);
    ccs_contact_t *const c = &w->contacts.at[id];

    c->state = CCS_CONTACT_RETRYING;
    c->counts_at = index_now(f, type);
    w->n_retrying[type]++;
    book(f, &now_row(f, type)[CCS_FACT_retry_area], 1);
    come_at_opening(f, id, CCS_EV_come);
    await_next(f, type);
}

CCS_APART static void on_come(ccs_flow_t *f, uint32_t id)
{
    ccs_contact_t *const c = &f->world.contacts.at[id];

    if (has_campaigns(f) && ccs_world_is_closed(&f->world, c->type)) { /* upon a message, which knows no hours */
        come_at_opening(f, id, CCS_EV_come);
        return;
    }
    end_absence(f, c);
    note(f, CCS_MOMENT_arrive, c, (double) NAN);
    enter(f, id);
}

/* The customer comes to the call flow once more. */
static void count_return(const ccs_flow_t *f, const ccs_contact_t *c)
{
    const ccs_world_t *const w = &f->world;

    ccs_facts_flow(&f->facts, w->period, path_of(f, c)->flow)[CCS_FACT_bounces]++;
    ccs_facts_path(&f->facts, w->period, c->type)[CCS_FACT_returns]++;
}

CCS_APART static void on_repeat(ccs_flow_t *f, uint32_t id)
{
    if (is_written(f, id)) {
        begin_written(f, id);
        return;
    }

    ccs_world_t *const w = &f->world;
    ccs_contact_t *const c = &w->contacts.at[id];
    const ccs_type_t *const t = &w->plan->types[c->type];
    const bool reconnects = c->flags & CCS_CONTACT_RECONNECT, bounces = FURTHER && c->flags & CCS_CONTACT_BOUNCED;
    const enum ccs_draws draws = reconnects ? t->again.reconnect.draws : t->again.redial.draws;
    const bool kept = draws != CCS_DRAWS_FRESH;

    end_absence(f, c);
    if (bounces) count_return(f, c);
    else now_row(f, c->type)[reconnects ? CCS_FACT_repeats : CCS_FACT_redials]++;
    c->attempt++;
    if (has_legs(f)) w->journeys[id].leg = 0;
    if (has_outcomes(f)) begin_further(f, id);
    c->flags = kept ? CCS_CONTACT_KEPT : 0;
    if (FURTHER && draws == CCS_DRAWS_REST) c->flags |= CCS_CONTACT_REST;
    c->talk = draw_of(f, c, CCS_PURPOSE_TALK, kept ? 0 : c->attempt);
    begin_path(f, id);
    note(f, bounces ? CCS_MOMENT_bounce : reconnects ? CCS_MOMENT_repeat : CCS_MOMENT_redial, c, (double) NAN);
    enter(f, id);
}

#endif
