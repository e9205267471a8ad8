/** @file journey.h  Further: what is counted of customers, each once, whatever the legs of a contact and the contacts of an issue: beginnings and ends, waits, times.
 * Nothing where contacts have one leg. */
#ifndef CCS_LIFE_JOURNEY_H
#define CCS_LIFE_JOURNEY_H

#include "company.h"
#include "consult.h"
#include "count.h"
#include "hint.h"
#include "issue.h"

static inline enum ccs_journey_end journey_end_of(enum ccs_retry_cause cause)
{
    static const enum ccs_journey_end ends[CCS_N_RETRY_CAUSES] = {[CCS_RETRY_ABANDONED] = CCS_JOURNEY_ABANDONED,
        [CCS_RETRY_BLOCKED] = CCS_JOURNEY_BLOCKED,
        [CCS_RETRY_BALKED] = CCS_JOURNEY_BALKED,
        [CCS_RETRY_ANSWERED] = CCS_JOURNEY_SERVED};

    return ends[cause];
}

/* Steady: the run goes on until the issues that count are over. */
static void count_undecided(ccs_flow_t *f, const ccs_journey_t *j, uint32_t source, int delta)
{
    if (f->world.plan->axis.is_batched && ccs_facts_counts(&f->facts, ccs_facts_index(&f->facts, j->issue_period, source)))
        f->world.n_undecided += (uint32_t) delta;
}

/* The contact comes. @param came_s  when, which is before the run of a backlog @param period  in which it counts */
CCS_APART static void begin_journey(ccs_flow_t *f, uint32_t id, double came_s, uint32_t period)
{
    const ccs_contact_t *const c = &f->world.contacts.at[id];
    ccs_journey_t *const j = &f->world.journeys[id];

    if (c->attempt == 0) {
        j->began_s = came_s;
        j->issue_period = period;
        ccs_facts_journey(&f->facts, period, source_id(c))[CCS_FACT_issues]++;
        count_undecided(f, j, source_id(c), 1);
    }
    j->came_s = came_s;
    j->waited_before_s += j->waited_s;
    j->waited_s = j->owed_s = 0;
    j->period = period;
    j->came_as = c->type;
    j->leg = j->n_talks = 0;
    j->with = CCS_NONE;
    j->company = CCS_COMPANY_NONE;
    j->has_come = true;
    j->has_gone_up = j->has_come_up = false;
    ccs_facts_journey(&f->facts, period, c->type)[CCS_FACT_journeys]++;
}

/* The contact has looked at pages first, and comes to the door of another type. */
CCS_APART static void move_journey(ccs_flow_t *f, uint32_t id, uint32_t type)
{
    ccs_journey_t *const j = &f->world.journeys[id];

    ccs_facts_journey(&f->facts, j->period, j->came_as)[CCS_FACT_journeys]--;
    ccs_facts_journey(&f->facts, j->period, type)[CCS_FACT_journeys]++;
    j->came_as = (uint16_t) type;
}

/* The fact that counts an end. */
static enum ccs_journey_fact fact_of_end(enum ccs_journey_end end)
{
    static const enum ccs_journey_fact facts[] = {[CCS_JOURNEY_SERVED] = CCS_FACT_journeys_served,
        [CCS_JOURNEY_CONTAINED] = CCS_FACT_journeys_contained,
        [CCS_JOURNEY_CONTAINED_FALSE] = CCS_FACT_journeys_contained,
        [CCS_JOURNEY_BLOCKED] = CCS_FACT_journeys_blocked,
        [CCS_JOURNEY_BALKED] = CCS_FACT_journeys_balked,
        [CCS_JOURNEY_ABANDONED] = CCS_FACT_journeys_abandoned,
        [CCS_JOURNEY_CUT_OFF] = CCS_FACT_journeys_cut_off,
        [CCS_JOURNEY_DROPPED] = CCS_FACT_journeys_dropped,
        [CCS_JOURNEY_HUNG_UP] = CCS_FACT_journeys_hung_up};

    return facts[end];
}

CCS_APART static void count_end(ccs_flow_t *f, uint32_t id, enum ccs_journey_end end)
{
    ccs_journey_t *const j = &f->world.journeys[id];
    double *const row = ccs_facts_journey(&f->facts, j->period, j->came_as);

    row[fact_of_end(end)]++;
    row[CCS_FACT_journeys_contained_false] += end == CCS_JOURNEY_CONTAINED_FALSE;
    row[CCS_FACT_journey_talks] += j->n_talks;
    row[CCS_FACT_journey_wait] += j->waited_s;
    row[CCS_FACT_journey_owed] += j->owed_s;
    row[CCS_FACT_journey_time] += f->world.now_s - j->came_s;
    row[CCS_FACT_journeys_escalated] += j->has_gone_up;
    if (j->has_gone_up) row[CCS_FACT_escalated_time] += f->world.now_s - j->came_s;
    if (j->leg > 0 && end != CCS_JOURNEY_SERVED) row[CCS_FACT_journeys_lost_later]++;
    j->n_contacts++;
    j->end = (uint16_t) end;
}

/* The contact is over, however it has ended. */
static inline void end_journey(ccs_flow_t *f, uint32_t id, enum ccs_journey_end end)
{
    if (!has_legs(f) || is_asked(&f->world.contacts.at[id])) return;
    part_company(f, &f->world.contacts.at[id]);
    count_end(f, id, end);
}

static double *issue_row(const ccs_flow_t *f, uint32_t id)
{
    return ccs_facts_journey(&f->facts, f->world.journeys[id].issue_period, source_id(&f->world.contacts.at[id]));
}

/* What is counted of an issue that is over, or of what there is of it when the run ends. */
static void count_issue(ccs_flow_t *f, uint32_t id, enum ccs_journey_fact fact)
{
    const ccs_journey_t *const j = &f->world.journeys[id];
    double *const row = issue_row(f, id);

    row[fact]++;
    if (fact == CCS_FACT_issues_open) return;
    row[CCS_FACT_issue_contacts] += j->n_contacts;
    row[CCS_FACT_issue_wait] += j->waited_before_s + j->waited_s;
    row[CCS_FACT_issue_time] += f->world.now_s - j->began_s;
}

/* An agent has served the customer in the end: all waits together are within T, or not. */
CCS_APART static void count_customer(ccs_flow_t *f, uint32_t id)
{
    const ccs_journey_t *const j = &f->world.journeys[id];
    const uint32_t as = source_id(&f->world.contacts.at[id]);
    const double wait_s = j->waited_before_s + j->waited_s;
    double *const row = ccs_facts_customer(&f->facts, j->issue_period, as);

    row[CCS_FACT_customers_wait] += wait_s;
    row[CCS_FACT_customers_in_time] += wait_s <= f->world.plan->types[as].target.within_s[0];
}

/* The customer will not be back. */
static inline void end_issue(ccs_flow_t *f, uint32_t id)
{
    if (!has_legs(f)) return;
    const ccs_journey_t *const j = &f->world.journeys[id];
    const bool is_false = j->end == CCS_JOURNEY_CONTAINED_FALSE;

    count_issue(f, id,
        j->end == CCS_JOURNEY_SERVED                      ? CCS_FACT_issues_served
            : j->end == CCS_JOURNEY_CONTAINED || is_false ? CCS_FACT_issues_contained
                                                          : CCS_FACT_issues_lost);
    if (WATCHED && j->end == CCS_JOURNEY_SERVED && ccs_plan_tells_customers(f->world.plan)) count_customer(f, id);
    if (is_false) issue_row(f, id)[CCS_FACT_issues_contained_false]++;
    count_undecided(f, j, source_id(&f->world.contacts.at[id]), -1);
}

/* The run is over: what is still there, or would have come again. */
static void count_open(ccs_flow_t *f)
{
    const ccs_world_t *const w = &f->world;

    for (uint32_t id = 0; has_legs(f) && id < w->contacts.size; id++) {
        const ccs_journey_t *const j = &w->journeys[id];
        const uint32_t state = w->contacts.at[id].state;

        if (state == CCS_CONTACT_FREE || state == CCS_CONTACT_WRAPPING || !j->has_come) continue;
        if (state != CCS_CONTACT_RETRYING) ccs_facts_journey(&f->facts, j->period, j->came_as)[CCS_FACT_journeys_open]++;
        if (!(f->world.deadlines && f->world.deadlines[id].chases)) count_issue(f, id, CCS_FACT_issues_open);
    }
}

#endif
