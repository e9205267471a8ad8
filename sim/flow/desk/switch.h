/** @file switch.h  Further: at the door a customer is asked to go to another channel, and comes as another type from then on. It is the same issue: laws are those of that type, numbers those of
 * the issue; the contact counts where the customer has gone. */
#ifndef CCS_LIFE_SWITCH_H
#define CCS_LIFE_SWITCH_H

#include "gauge.h"
#include "hint.h"
#include "in_flow.h"
#include "memory.h"
#include "switching.h"

static inline double *now_switching(const ccs_flow_t *f, uint32_t type)
{
    return ccs_facts_switching(&f->facts, f->world.period, type);
}

/* The offer that the customer accepts. @return NULL: none */
static const ccs_switch_t *accepted(ccs_flow_t *f, uint32_t id)
{
    const ccs_world_t *const w = &f->world;
    const ccs_switching_t *const s = w->plan->switching;
    const ccs_contact_t *const c = &w->contacts.at[id];
    const ccs_candidate_t asked = {.world = w, .contact = id, .agent = CCS_NONE, .pair = CCS_NONE};
    double u = -1;

    for (uint32_t i = s->first[c->type]; i < s->first[c->type + 1]; i++) {
        const ccs_switch_t *const row = &s->rows[i];

        if ((w->some_closed && ccs_world_is_closed(w, row->to)) || !ccs_condition_holds(row->when, &asked)) continue;
        if (u < 0) now_switching(f, c->type)[CCS_FACT_switch_asked]++;
        if (u < 0) u = draw_alone(f, c, CCS_PURPOSE_SWITCH);
        if (u < row->accept_frac) return row;
        u = (u - row->accept_frac) / (1 - row->accept_frac); /* of those who have refused, alike */
    }
    return NULL;
}

/* What the talk with a customer from another channel takes beside: one number says whether and, of those of whom it is so, how long. */
CCS_APART static double explained_after_switch_s(ccs_flow_t *f, const ccs_contact_t *c)
{
    const ccs_switching_t *const s = f->world.plan->switching;
    const ccs_switch_t *const row = &s->rows[f->world.journeys[c - f->world.contacts.at].offer];

    if (row->to != c->type || !(row->context_frac < 1)) return 0;
    const double u = draw_alone(f, c, CCS_PURPOSE_SWITCH_EXPLAIN);

    if (u < row->context_frac) return 0;
    const double time_s =
        as_now(f, &row->explain, ccs_distribution_at(&row->explain, (u - row->context_frac) / (1 - row->context_frac)));

    now_switching(f, c->type)[CCS_FACT_switch_explained]++;
    now_switching(f, c->type)[CCS_FACT_switch_explain] += time_s;
    return time_s;
}

static inline double switched_s(ccs_flow_t *f, const ccs_contact_t *c)
{
    return c->flags & CCS_CONTACT_SWITCHED ? explained_after_switch_s(f, c) : 0;
}

/* The attempt begins, at whatever door. */
CCS_APART static void choose_channel(ccs_flow_t *f, uint32_t id)
{
    ccs_world_t *const w = &f->world;
    ccs_contact_t *const c = &w->contacts.at[id];
    const ccs_switch_t *const row = accepted(f, id);
    const uint32_t from = c->type;

    if (!row) return;
    now_switching(f, from)[CCS_FACT_deflected]++;
    now_switching(f, row->to)[CCS_FACT_deflected_in]++;
    remember_switch(f, id);
    w->journeys[id].offer = (uint32_t) (row - w->plan->switching->rows);
    c->type = (uint16_t) row->to;
    c->flags |= CCS_CONTACT_SWITCHED;
    c->talk = draw_of(f, c, CCS_PURPOSE_TALK, c->flags & CCS_CONTACT_KEPT ? 0 : c->attempt);
    begin_path(f, id);
    note_number(f, CCS_MOMENT_deflect, c, from);
}

#endif
