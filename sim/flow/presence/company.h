/** @file company.h  Further: an agent stays with a customer whom they have transferred until another agent answers, and then for a while or to the end. Two records
 * know of one another: that of the first agent, whose talk goes on without the customer's line and journey, and that of the next leg. Whatever ends the leg sets
 * the timer of the first agent, so that their talk ends in an event of its own. */
#ifndef CCS_LIFE_COMPANY_H
#define CCS_LIFE_COMPANY_H

#include <math.h>

#include "count.h"
#include "hint.h"
#include "issue.h"
#include "note.h"

static inline bool has_company(const ccs_flow_t *f)
{
    return FURTHER && f->world.n_in_company;
}

static inline ccs_journey_t *journey_of(const ccs_flow_t *f, const ccs_contact_t *c)
{
    return &f->world.journeys[c - f->world.contacts.at];
}

/* The pair of an agent who stays, or the customer's. */
static inline double *handling_of(const ccs_flow_t *f, uint32_t id)
{
    return ccs_facts_handling(&f->facts, f->world.period, f->world.plan->steps[f->world.contacts.at[id].step].owner);
}

/* The contact's agent stays with a customer whom they have transferred. */
static inline bool stays(const ccs_flow_t *f, const ccs_contact_t *c)
{
    return has_company(f) && journey_of(f, c)->company != CCS_COMPANY_NONE;
}

/* The agent who transferred the contact is there yet. */
static inline bool is_in_company(const ccs_flow_t *f, const ccs_contact_t *c)
{
    return has_company(f) && journey_of(f, c)->company == CCS_COMPANY_NONE && journey_of(f, c)->with != CCS_NONE;
}

static void change_company(ccs_flow_t *f, uint32_t pair, int delta)
{
    f->world.n_in_company[pair] += (uint32_t) delta;
    book(f, &ccs_facts_handling(&f->facts, f->world.period, pair)[CCS_FACT_company_area], delta);
}

/* ---- the customer's leg --------------------------------------------------------------------------------------------------------- */

/* The first agent has no more reason to stay. */
CCS_APART static void end_company(ccs_flow_t *f, const ccs_contact_t *leg)
{
    ccs_journey_t *const j = journey_of(f, leg);
    const uint32_t first = j->with;

    j->with = CCS_NONE;
    f->world.journeys[first].with = CCS_NONE;
    f->world.journeys[first].company = CCS_COMPANY_OVER;
    cancel_timer(f, first);
    set_timer(f, first, f->world.now_s, CCS_EV_step_end);
}

/* The leg is over, or the customer is off the line. */
static inline void part_company(ccs_flow_t *f, const ccs_contact_t *leg)
{
    if (is_in_company(f, leg)) end_company(f, leg);
}

static double handover_s(const ccs_flow_t *f, const ccs_contact_t *leg)
{
    const ccs_distribution_t *const law = &f->world.plan->handling->transfers[journey_of(f, leg)->by].handover;

    if (law->kind == CCS_DISTRIBUTION_NONE) return 0;
    return as_at(f, law, ccs_distribution_at(law, draw_alone(f, leg, CCS_PURPOSE_HANDOVER)), leg->since_s);
}

/* Another agent answers: both are there, until the customer is handed over or to the end of the talk. */
CCS_APART static void join_company(ccs_flow_t *f, const ccs_contact_t *leg)
{
    const ccs_journey_t *const j = journey_of(f, leg);
    const uint32_t first = j->with;

    f->world.journeys[first].company = CCS_COMPANY_JOINED;
    handling_of(f, first)[CCS_FACT_joined]++;
    cancel_timer(f, first);
    if (f->world.plan->handling->transfers[j->by].kind == CCS_TRANSFER_WARM)
        set_timer(f, first, f->world.now_s + handover_s(f, leg), CCS_EV_step_end);
}

/* At close nobody stays with a customer who waits until the next opening. */
static void part_at_close(ccs_flow_t *f, uint32_t queue)
{
    const ccs_world_t *const w = &f->world;

    if (!has_company(f) || w->plan->queues[queue].at_close != CCS_AT_CLOSE_CARRY) return;
    for (uint32_t id = w->queues[queue].head; id != CCS_NONE; id = w->contacts.at[id].next) part_company(f, &w->contacts.at[id]);
}

/* ---- the agent who stays -------------------------------------------------------------------------------------------------------- */

/* From now on the record is the first agent's alone, and the customer goes on in the next leg, whose record it is. */
CCS_APART static void begin_company(ccs_flow_t *f, uint32_t id, uint32_t leg, const ccs_transfer_t *transfer)
{
    ccs_world_t *const w = &f->world;
    ccs_journey_t *const j = &w->journeys[id];

    w->contacts.at[id].flags |= CCS_CONTACT_NO_LINE;
    j->has_come = false;
    j->came_s = w->now_s;
    j->company = CCS_COMPANY_ASKS;
    j->with = leg;
    w->journeys[leg].with = id;
    change_company(f, w->plan->steps[w->contacts.at[id].step].owner, 1);
    handling_of(f, id)[CCS_FACT_warm]++;
    handling_of(f, id)[CCS_FACT_conferences] += transfer->kind == CCS_TRANSFER_CONFERENCE;
    if (isfinite(transfer->max_wait_s)) set_timer(f, id, w->now_s + transfer->max_wait_s, CCS_EV_step_end);
}

/* The talk of the agent who stays is over: nobody has answered in time, the customer is handed over, or their leg is over. */
CCS_APART static void leave_company(ccs_flow_t *f, const ccs_contact_t *c, uint32_t pair)
{
    ccs_journey_t *const j = journey_of(f, c);
    const double stayed_s = f->world.now_s - j->came_s;

    cancel_timer(f, (uint32_t) (c - f->world.contacts.at)); /* set where the leg has ended in the event of the same moment */
    if (j->with != CCS_NONE) f->world.journeys[j->with].with = CCS_NONE;
    j->with = CCS_NONE;
    j->company = CCS_COMPANY_NONE;
    change_company(f, pair, -1);
    ccs_facts_handling(&f->facts, f->world.period, pair)[CCS_FACT_company] += stayed_s;
    note(f, CCS_MOMENT_company_end, c, stayed_s);
}

/* Two agents were with the customer, or one who is not any more. */
static inline void end_company_of_talk(ccs_flow_t *f, const ccs_contact_t *c, uint32_t pair)
{
    if (stays(f, c)) leave_company(f, c, pair);
    else part_company(f, c);
}

static void book_company(ccs_flow_t *f, double length_s)
{
    const ccs_world_t *const w = &f->world;

    for (uint32_t pair = 0; pair < w->plan->n_pairs; pair++)
        ccs_facts_handling(&f->facts, w->period, pair)[CCS_FACT_company_area] += length_s * w->n_in_company[pair];
}

/* The run is over. */
static void count_still_in_company(ccs_flow_t *f)
{
    const ccs_world_t *const w = &f->world;

    for (uint32_t id = 0; has_company(f) && id < w->contacts.size; id++)
        if (w->contacts.at[id].state == CCS_CONTACT_TALKING && stays(f, &w->contacts.at[id]))
            handling_of(f, id)[CCS_FACT_still_there]++;
}

#endif
