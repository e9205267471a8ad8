/** @file off_line.h  Further: customers who have accepted to be called back are off the line, and hold none. How they are counted: in facts of their own,
 * apart from the answered and from those who give up. */
#ifndef CCS_LIFE_OFF_LINE_H
#define CCS_LIFE_OFF_LINE_H

#include "count.h"
#include "hint.h"
#include "issue.h"
#include "work.h"

/* Has accepted to be called back, in this leg. */
static inline bool is_called_back(const ccs_contact_t *c)
{
    return FURTHER && c->flags & CCS_CONTACT_CALLED_BACK;
}

/* The contact waits, and its customer is off the line. One who has been called back and handed over is on it. */
static inline bool is_off_line(const ccs_contact_t *c)
{
    return is_called_back(c) && !(c->flags & CCS_CONTACT_HANDED);
}

/* The row of the cell in which the contact asked for an agent. */
static inline double *callback_row(const ccs_flow_t *f, const ccs_contact_t *c)
{
    return ccs_facts_callback(&f->facts, c->counts_at / f->facts.size, c->type);
}

static inline double *now_callback(const ccs_flow_t *f, uint32_t type)
{
    return ccs_facts_callback(&f->facts, f->world.period, type);
}

static inline double *now_callback_pair(const ccs_flow_t *f, uint32_t pair)
{
    return ccs_facts_callback_pair(&f->facts, f->world.period, pair);
}

/* One more, or fewer, of a type's customers is owed a call. */
static void change_off_line(const ccs_flow_t *f, uint32_t type, int delta)
{
    book(f, &now_callback(f, type)[CCS_FACT_owed_area], delta);
}

/* One more, or one fewer, has answered and waits for an agent. */
static void change_on_hold(ccs_flow_t *f, uint32_t type, int delta)
{
    f->world.callbacks.n_on_hold[type] += (uint32_t) delta;
    book(f, &now_callback(f, type)[CCS_FACT_held_on_area], delta);
}

/* The customer is not off the line any more: an agent calls, or nobody will. */
static void end_owed(const ccs_flow_t *f, uint32_t id)
{
    if (has_legs(f)) f->world.journeys[id].owed_s += f->world.now_s - f->world.contacts.at[id].since_s;
}

/* An agent calls who has accepted, and talks with them. */
CCS_APART static void count_called_back(ccs_flow_t *f, const ccs_contact_t *c, uint32_t pair)
{
    double *const row = callback_row(f, c);

    row[CCS_FACT_called_back]++;
    row[CCS_FACT_called_in_time] += is_in_time(f, c, f->world.plan->types[c->type].target.within_s[0]);
    row[CCS_FACT_delay] += f->world.now_s - c->since_s;
    row[CCS_FACT_whole_wait] += f->world.now_s - c->offered_s;
    now_callback(f, c->type)[CCS_FACT_calls] += !(c->flags & CCS_CONTACT_REACHED); /* which was counted when they answered */
    now_callback_pair(f, pair)[CCS_FACT_called]++;
}

/* A call back comes into an agent's hands, talk or after-call work, or goes. */
CCS_APART static void change_called(ccs_flow_t *f, uint32_t pair, int delta)
{
    f->world.callbacks.n_at_work[pair] += (uint32_t) delta;
    book(f, &now_callback_pair(f, pair)[CCS_FACT_called_area], delta);
}

/* The talk of a call back ends, and its after-call work. */
CCS_APART static void count_called_talk(ccs_flow_t *f, uint32_t pair, double lasted_s)
{
    double *const row = now_callback_pair(f, pair);

    change_called(f, pair, -1);
    row[CCS_FACT_called_talks]++;
    row[CCS_FACT_called_talk] += lasted_s;
}

CCS_APART static void count_called_wrap(ccs_flow_t *f, uint32_t pair, double lasted_s)
{
    change_called(f, pair, -1);
    now_callback_pair(f, pair)[CCS_FACT_called_wrap] += lasted_s;
}

/* How long the talk of a call back takes. */
static double called_talk_s(const ccs_flow_t *f, const ccs_pair_t *pair, const ccs_contact_t *c)
{
    const ccs_callback_t *const callback = f->world.plan->types[c->type].callback;
    const uint32_t attempt = c->flags & CCS_CONTACT_KEPT ? 0 : c->attempt;

    if (callback->talk.kind == CCS_DISTRIBUTION_NONE) return callback->talk_factor * talk_length_s(f, pair, c);
    const double u =
        ccs_source_draw_leg(source_of(f, c), NULL, CCS_PURPOSE_TALK, &(ccs_draw_part_t){c->index, attempt, leg_of(f, c)});

    return as_now(f, &callback->talk, ccs_distribution_at(&callback->talk, u)) / pair->speed;
}

/* ---- levels, when a cell begins or ends ----------------------------------------------------------------------------------------- */

static void book_callbacks(ccs_flow_t *f, double length_s)
{
    const ccs_world_t *const w = &f->world;

    for (uint32_t type = 0; type < w->plan->n_types; type++)
        now_callback(f, type)[CCS_FACT_owed_area] += length_s * ccs_world_n_off_line(w, type);
    for (uint32_t type = 0; type < w->plan->n_types; type++)
        now_callback(f, type)[CCS_FACT_held_on_area] += length_s * w->callbacks.n_on_hold[type];
    for (uint32_t pair = 0; pair < w->plan->n_pairs; pair++) {
        double *const row = now_callback_pair(f, pair);

        row[CCS_FACT_called_area] += length_s * w->callbacks.n_at_work[pair];
        row[CCS_FACT_dial_area] += length_s * w->callbacks.n_dialling[pair];
        row[CCS_FACT_dial_lost_area] += length_s * w->callbacks.n_in_vain[pair];
    }
}

static void note_owed_at_end(ccs_flow_t *f)
{
    for (uint32_t type = 0; type < f->world.plan->n_types; type++)
        now_callback(f, type)[CCS_FACT_owed_at_end] = ccs_world_n_off_line(&f->world, type);
}

/* The run is over: who is owed a call still is. */
static void count_still_owed(ccs_flow_t *f)
{
    const ccs_contacts_t *const contacts = &f->world.contacts;

    for (uint32_t id = 0; id < contacts->size; id++) {
        const ccs_contact_t *const c = &contacts->at[id];
        const bool waits = c->state == CCS_CONTACT_WAITING || c->state == CCS_CONTACT_OWED || c->state == CCS_CONTACT_DIALLED;

        if (waits && is_off_line(c)) callback_row(f, c)[CCS_FACT_still_owed]++;
    }
}

#endif
