/** @file ages.h  Further: of what waits as an interval ends, how long it has waited by the clock of its target, and how much of it is late. */
#ifndef CCS_LIFE_AGES_H
#define CCS_LIFE_AGES_H

#include "deadline.h"
#include "off_line.h"

/* By the clock of the type's target. */
static double age_s(const ccs_flow_t *f, const ccs_contact_t *c)
{
    const ccs_due_clock_t *const clock = f->world.plan->deferred[c->type].clock;

    return clock ? ccs_due_clock_between(clock, c->offered_s, f->world.now_s) : f->world.now_s - c->offered_s;
}

static void note_age(const ccs_flow_t *f, uint32_t id, double *row)
{
    const ccs_contact_t *const c = &f->world.contacts.at[id];
    const double old_s = age_s(f, c);

    if (is_off_line(c)) return;
    row[CCS_FACT_aged_at_end]++;
    row[CCS_FACT_ages_at_end] += old_s;
    if (old_s > row[CCS_FACT_oldest_at_end]) row[CCS_FACT_oldest_at_end] = old_s;
    row[CCS_FACT_overdue_at_end] += f->world.deadlines[id].is_open && f->world.deadlines[id].due_s <= f->world.now_s;
}

/* The contacts that wait as the cell ends: of a period the last cell says it. */
CCS_APART static void note_ages(ccs_flow_t *f)
{
    const ccs_world_t *const w = &f->world;

    for (uint32_t type = 0; type < w->plan->n_types; type++) {
        double *const row = ccs_facts_due(&f->facts, w->period, type);

        if (!w->plan->deferred[type].is_told) continue;
        row[CCS_FACT_aged_at_end] = row[CCS_FACT_ages_at_end] = row[CCS_FACT_oldest_at_end] = row[CCS_FACT_overdue_at_end] = 0;
        for (uint32_t id = w->queues[w->plan->types[type].queue].head; id != CCS_NONE; id = w->contacts.at[id].next)
            note_age(f, id, row);
    }
}

#endif
