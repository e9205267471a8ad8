/** @file timer.h  The timers of contacts: each has one, for whatever it waits for. */
#ifndef CCS_LIFE_TIMER_H
#define CCS_LIFE_TIMER_H

#include "flow.h"

static inline uint32_t timer_of(const ccs_flow_t *f, uint32_t id)
{
    return f->world.first_timer[CCS_OWNER_contact] + id;
}

static inline void set_timer(const ccs_flow_t *f, uint32_t id, double time_s, enum ccs_event_kind kind)
{
    ccs_calendar_set(f->world.calendar, timer_of(f, id), time_s, kind);
}

/* What the contact waits for will not happen; nothing if it waits for nothing. */
static inline void cancel_timer(const ccs_flow_t *f, uint32_t id)
{
    if (ccs_calendar_is_set(f->world.calendar, timer_of(f, id))) ccs_calendar_clear(f->world.calendar, timer_of(f, id));
}

#endif
