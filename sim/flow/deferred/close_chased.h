/** @file close_chased.h  Further: a customer who chased a contact has been served, and the contact that was late is closed if it still waits. */
#ifndef CCS_LIFE_CLOSE_CHASED_H
#define CCS_LIFE_CLOSE_CHASED_H

#include "queue.h"

/* It has left the queue unanswered; its issue has been dealt with all the same. */
static void close_waiting(ccs_flow_t *f, uint32_t id)
{
    const ccs_contact_t *const c = &f->world.contacts.at[id];

    cancel_timer(f, id);
    take_from_queue(f, id);
    count_abandoned(f, c);
    detail_abandon(f, c);
    ccs_facts_due(&f->facts, f->world.period, deadline_of(f, id)->type)[CCS_FACT_closed_by_chase]++;
    note(f, CCS_MOMENT_closed_by_chase, c, f->world.now_s - c->offered_s);
    free_line_of(f, c);
    end_journey(f, id, CCS_JOURNEY_ABANDONED);
    if (has_legs(f)) f->world.journeys[id].end = CCS_JOURNEY_SERVED; /* by the contact that chased it */
    remember_contained(f, id, false);
    let_go(f, id);
}

static void close_chased(ccs_flow_t *f, uint32_t chaser)
{
    const ccs_contact_t *const c = &f->world.contacts.at[chaser];
    const uint32_t id = deadline_of(f, chaser)->original;

    if (is_still_waiting(f, c, &f->world.contacts.at[id]) && chase_of(f, id) && chase_of(f, id)->original == CCS_CHASED_CLOSED)
        close_waiting(f, id);
}

#endif
