/** @file pace.h  Further: talks that go slower the more such contacts an agent has in hand (types.*.talk_by_sessions). What remains of each is done at the speed of the moment:
 * as soon as a contact comes into the agent's hand or leaves it, the ends of the others move. */
#ifndef CCS_LIFE_PACE_H
#define CCS_LIFE_PACE_H

#include "in_hand.h"
#include "timer.h"

static inline bool has_paces(const ccs_flow_t *f)
{
    return FURTHER && f->world.paces;
}

/* What remains of the contact's step takes so many times as long. */
static void stretch(ccs_flow_t *f, uint32_t id, double factor)
{
    ccs_calendar_t *const calendar = f->world.calendar;
    const ccs_event_t at = ccs_calendar_look(calendar, timer_of(f, id));

    if (factor == 1) return;
    ccs_calendar_clear(calendar, timer_of(f, id));
    set_timer(f, id, f->world.now_s + (at.time_s - f->world.now_s) * factor, (enum ccs_event_kind) at.kind);
}

/* Whether a contact is a session: others go slower beside it. */
static inline bool is_session(const ccs_flow_t *f, uint32_t id)
{
    return f->world.plan->types[f->world.contacts.at[id].type].talk_by_sessions.n > 0;
}

/* Sessions in the agent's hand. */
static uint32_t n_sessions(const ccs_flow_t *f, uint32_t agent)
{
    uint32_t n = 0;

    for (uint32_t id = f->world.agents[agent].in_hand; id != CCS_NONE; id = f->world.contacts.at[id].next) n += is_session(f, id);
    return n;
}

/* A contact that has rung in the agent's hand is talked to from now on. */
static void begin_pace(ccs_flow_t *f, uint32_t agent, uint32_t id)
{
    const ccs_share_curve_t *const curve = &f->world.plan->types[f->world.contacts.at[id].type].talk_by_sessions;

    if (curve->n > 0) stretch(f, id, ccs_share_curve_at(curve, n_sessions(f, agent)));
}

/* A contact has come into the agent's hand, or has left it. Its own talk is, as it comes, as long as that of one alone. */
CCS_APART static void change_pace(ccs_flow_t *f, uint32_t agent, uint32_t changed, bool has_come)
{
    const ccs_contact_t *const at = f->world.contacts.at;
    if (!is_session(f, changed)) return;
    const uint32_t n = n_sessions(f, agent);

    for (uint32_t id = f->world.agents[agent].in_hand; id != CCS_NONE; id = at[id].next) {
        const ccs_share_curve_t *const curve = &f->world.plan->types[at[id].type].talk_by_sessions;

        if (curve->n == 0 || at[id].state != CCS_CONTACT_TALKING) continue;
        stretch(f, id, ccs_share_curve_at(curve, n) / (id == changed ? 1 : ccs_share_curve_at(curve, has_come ? n - 1 : n + 1)));
    }
}

#endif
