/** @file note.h  Moments are noted where they happen; the compiler leaves all of it out of a variant that is not TOLD. */
#ifndef CCS_LIFE_NOTE_H
#define CCS_LIFE_NOTE_H

#include <math.h>

#include "flow.h"
#include "hint.h"
#include "issue.h"
#include "time_axis.h"
#include "timer.h"

static inline void hand_over(ccs_told_t *told)
{
    for (uint32_t i = 0; i < told->n; i++) told->tell(told->listener, &told->moments[i]);
    told->n = 0;
}

/* @return the moment, for the caller to fill in what it holds */
static inline ccs_moment_t *note_blank(ccs_flow_t *f, enum ccs_moment_kind kind)
{
    ccs_told_t *const told = f->told;

    if (told->n == CCS_TOLD_MAX) hand_over(told);
    ccs_moment_t *const m = &told->moments[told->n];

    *m = (ccs_moment_t){.time_s = f->world.now_s,
        .kind = kind,
        .of = {.type = CCS_NONE},
        .as = CCS_NONE,
        .group = CCS_NONE,
        .agent = CCS_NONE,
        .duration_s = (double) NAN,
        .score = (double) NAN,
        .next_score = (double) NAN,
        .number = CCS_NONE};
    told->n += !told->muted;
    return m;
}

static inline void set_agent(const ccs_flow_t *f, ccs_moment_t *m, uint32_t agent)
{
    const ccs_plan_t *const plan = f->world.plan;

    m->group = f->world.agents[agent].group;
    m->agent = agent - plan->groups[plan->teams[plan->groups[m->group].team].first_class].first_agent;
}

/* A moment of a contact as it is; the agent's too who works on it. */
static inline ccs_moment_t *note_blank_contact(ccs_flow_t *f, enum ccs_moment_kind kind, const ccs_contact_t *c)
{
    ccs_moment_t *const m = note_blank(f, kind);

    m->of = attempt_of(f, c);
    m->as = c->type;
    m->asks = FURTHER && c->flags & CCS_CONTACT_ASKED;
    m->counts = ccs_facts_counts(&f->facts, c->counts_at);
    if (m->counts) m->batch = ccs_axis_observation(f->world.plan, c->counts_at / f->facts.size);
    if (c->state == CCS_CONTACT_TALKING || c->state == CCS_CONTACT_WRAPPING || c->state == CCS_CONTACT_RINGING ||
        c->state == CCS_CONTACT_HELD || (c->state == CCS_CONTACT_DIALLED && c->agent != CCS_NONE))
        set_agent(f, m, c->agent);
    return m;
}

static inline void note_centre(ccs_flow_t *f, enum ccs_moment_kind kind)
{
    if (TOLD) (void) note_blank(f, kind);
}

static inline void note_type(ccs_flow_t *f, enum ccs_moment_kind kind, uint32_t type)
{
    if (TOLD) note_blank(f, kind)->number = type;
}

/* @param duration_s  as the row of the moment says, NAN = it has none */
static inline void note(ccs_flow_t *f, enum ccs_moment_kind kind, const ccs_contact_t *c, double duration_s)
{
    if (TOLD) note_blank_contact(f, kind, c)->duration_s = duration_s;
}

/* The customer waits behind n others. */
static inline void note_wait(ccs_flow_t *f, enum ccs_moment_kind kind, const ccs_contact_t *c, uint32_t n)
{
    if (TOLD) note_blank_contact(f, kind, c)->number = n;
}

/* @param number  as the row of the moment says */
static inline void note_number(ccs_flow_t *f, enum ccs_moment_kind kind, const ccs_contact_t *c, uint32_t number)
{
    if (TOLD) note_blank_contact(f, kind, c)->number = number;
}

/* What will follow when the timer of the contact fires. */
static inline void note_next(ccs_flow_t *f, enum ccs_moment_kind kind, const ccs_contact_t *c, uint32_t id)
{
    if (TOLD)
        note_blank_contact(f, kind, c)->duration_s =
            ccs_calendar_look(f->world.calendar, timer_of(f, id)).time_s - f->world.now_s;
}

/* The moment noted last was the customer's last. */
static inline void note_gone(ccs_flow_t *f)
{
    if (TOLD && f->told->n) f->told->moments[f->told->n - 1].gone = true;
}

static inline void note_agent(ccs_flow_t *f, enum ccs_moment_kind kind, uint32_t agent)
{
    if (TOLD) set_agent(f, note_blank(f, kind), agent);
}

static inline void note_staff(ccs_flow_t *f, uint32_t group)
{
    if (!TOLD) return;
    const ccs_group_state_t *const g = &f->world.groups[group];
    const uint32_t n_today = ccs_plan_has_persons(f->world.plan, group) ? (uint32_t) g->planned : g->n_scheduled;
    ccs_moment_t *const m = note_blank(f, g->planned == n_today ? CCS_MOMENT_staff : CCS_MOMENT_staff_today);

    m->group = group;
    m->number = n_today;
    m->planned = g->planned;
}

#endif
