/** @file written.h  Further: a customer writes again in their thread, or comes to chase what is late. */
#ifndef CCS_LIFE_WRITTEN_H
#define CCS_LIFE_WRITTEN_H

#include "close_chased.h"
#include "self_service.h"

static void enter(ccs_flow_t *f, uint32_t id); /* arrive.h */

static inline bool is_written(const ccs_flow_t *f, uint32_t id)
{
    return has_deadlines(f) && (deadline_of(f, id)->chases || deadline_of(f, id)->thread.is_away);
}

/* Who chases is a contact of the type as which they come to the door, who may have gone to another channel. */
static inline void count_chaser(const ccs_flow_t *f, uint32_t id)
{
    if (has_deadlines(f) && is_chaser(f, id))
        ccs_facts_due(&f->facts, f->world.period, f->world.contacts.at[id].type)[CCS_FACT_chase_contacts]++;
}

CCS_APART static void begin_written(ccs_flow_t *f, uint32_t id)
{
    ccs_world_t *const w = &f->world;
    ccs_contact_t *const c = &w->contacts.at[id];
    const bool chases = is_chaser(f, id);

    end_absence(f, c);
    if (!chases) c->attempt++;
    if (has_legs(f)) w->journeys[id].leg = 0;
    if (has_outcomes(f) && !chases) begin_further(f, id);
    deadline_of(f, id)->thread.is_away = false;
    c->talk = draw_of(f, c, CCS_PURPOSE_TALK, c->attempt);
    begin_path(f, id);
    note(f, chases ? CCS_MOMENT_chases : CCS_MOMENT_writes_again, c, (double) NAN);
    enter(f, id);
}

#endif
