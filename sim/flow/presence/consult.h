/** @file consult.h  Further: in a talk the agent puts the customer on hold and asks another agent. The record stays the customer's, with its agent; another one, which
 * has no customer, stands for the agent who asks: in the queue of the type that is asked, and then with the second agent. Whatever ends it sets the timer of the first
 * record, so that the talk goes on in an event of its own. What is done with the second record is in ask.h. */
#ifndef CCS_LIFE_CONSULT_H
#define CCS_LIFE_CONSULT_H

#include <math.h>

#include "count.h"
#include "hint.h"
#include "issue.h"
#include "note.h"

static inline bool has_consults(const ccs_flow_t *f)
{
    return FURTHER && f->world.consulting;
}

/* Not a customer, but an agent who asks. */
static inline bool is_asked(const ccs_contact_t *c)
{
    return FURTHER && c->flags & CCS_CONTACT_ASKED;
}

static inline ccs_consulting_t *asking_of(const ccs_flow_t *f, const ccs_contact_t *c)
{
    return &f->world.consulting[c - f->world.contacts.at];
}

/* The contact's agent asks another one, or has just done so. */
static inline bool asks(const ccs_flow_t *f, const ccs_contact_t *c)
{
    return has_consults(f) && c->state == CCS_CONTACT_TALKING && !is_asked(c) && asking_of(f, c)->state != CCS_ASKING_NOT;
}

/* ---- when ----------------------------------------------------------------------------------------------------------------------- */

static void forget_consult(const ccs_flow_t *f, const ccs_contact_t *c)
{
    *asking_of(f, c) = (ccs_consulting_t){.other = CCS_NONE};
}

/* A talk of a customer begins: whether its agent will ask, whom, and in which part. */
CCS_APART static void plan_consult(ccs_flow_t *f, const ccs_contact_t *c, const ccs_talk_t *t)
{
    const ccs_handling_t *const h = f->world.plan->handling;
    const uint32_t end = h->first_consult[c->type + 1];
    uint32_t i = h->first_consult[c->type];
    ccs_consulting_t *const a = asking_of(f, c);

    forget_consult(f, c);
    if (i == end) return;
    const double u = draw_alone(f, c, CCS_PURPOSE_CONSULT);

    while (i < end && u >= h->consults[i].upto_frac) i++;
    if (i == end) return;
    const double at = h->consults[i].after_frac * (t->n_holds + 1), part = fmin(floor(at), t->n_holds);

    a->consult = &h->consults[i];
    a->part = (uint16_t) (2 * part + 1);
    a->offset_s = (at - part) * t->between_s;
}

/* A part of the talk begins that lasts up to a time. @return when it is first left: then, or for another agent */
static double left_first_s(const ccs_flow_t *f, const ccs_contact_t *c, uint32_t part, double ends_s)
{
    ccs_consulting_t *const a = asking_of(f, c);

    if (!a->consult || a->part != part) return ends_s;
    a->ends_s = ends_s;
    a->at_s = fmin(f->world.now_s + a->offset_s, ends_s);
    return a->at_s;
}

/* ---- levels --------------------------------------------------------------------------------------------------------------------- */

static void change_asking(ccs_flow_t *f, uint32_t pair, int delta)
{
    f->world.n_asking[pair] += (uint32_t) delta;
    book(f, &ccs_facts_handling(&f->facts, f->world.period, pair)[CCS_FACT_consult_area], delta);
}

static void book_asking(ccs_flow_t *f, double length_s)
{
    const ccs_world_t *const w = &f->world;

    for (uint32_t pair = 0; has_consults(f) && pair < w->plan->n_pairs; pair++)
        ccs_facts_handling(&f->facts, w->period, pair)[CCS_FACT_consult_area] += length_s * w->n_asking[pair];
}

/* ---- the record that stands for the agent who asks ------------------------------------------------------------------------------ */

/* It is over, however that came: the talk with the customer goes on. */
static void end_asked(ccs_flow_t *f, uint32_t id)
{
    const uint32_t asker = f->world.consulting[id].other;

    f->world.consulting[id].other = CCS_NONE;
    if (asker == CCS_NONE) return; /* who has no more use for it */
    f->world.consulting[asker].other = CCS_NONE;
    f->world.consulting[asker].state = CCS_ASKING_OVER;
    cancel_timer(f, asker);
    set_timer(f, asker, f->world.now_s, CCS_EV_step_end);
}

/* Another agent answers. From now on only the customer's patience ends it before its time. */
CCS_APART static void join_asker(ccs_flow_t *f, const ccs_contact_t *c)
{
    const uint32_t asker = asking_of(f, c)->other;

    if (asker == CCS_NONE) return;
    ccs_consulting_t *const a = &f->world.consulting[asker];

    a->state = CCS_ASKING_JOINED;
    a->is_joined = true;
    ccs_facts_handling(&f->facts, f->world.period,
        f->world.plan->steps[f->world.contacts.at[asker].step].owner)[CCS_FACT_consults_answered]++;
    cancel_timer(f, asker);
    if (isfinite(a->gives_up_s)) set_timer(f, asker, a->gives_up_s, CCS_EV_step_end);
}

/* How long the two agents will talk: the consult is that of the talk in which it is asked. */
static double consult_time_s(const ccs_flow_t *f, const ccs_contact_t *c)
{
    const ccs_distribution_t *const law = &asking_of(f, c)->consult->time;
    const ccs_stream_at_t at = {c->index, c->attempt, 0, (uint16_t) (CCS_MAX_LEGS - 1 - leg_of(f, c))};

    return as_at(f, law, ccs_distribution_at(law, ccs_stream_draw_in(&source_of(f, c)->stream, &at, CCS_PURPOSE_CONSULT_TIME)),
        f->world.now_s);
}

#endif
