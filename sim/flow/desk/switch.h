/** @file switch.h  Further: at the door a customer is asked to go to another channel, or chooses it, and comes as another type from then on. It is the same issue: laws are those of that type, numbers those of
 * the issue; the contact counts where the customer has gone. */
#ifndef CCS_LIFE_SWITCH_H
#define CCS_LIFE_SWITCH_H

#include <math.h>

#include "elementary.h"
#include "gauge.h"
#include "guard.h"
#include "head.h"
#include "hint.h"
#include "in_flow.h"
#include "memory.h"
#include "predict.h"
#include "switching.h"
#include "with_room.h"

static inline double *now_switching(const ccs_flow_t *f, uint32_t type)
{
    return ccs_facts_switching(&f->facts, f->world.period, type);
}

/* Whether an agent of the pair may have who comes now: a stage leads there at once, somebody is idle or has room, and not only for others. */
static bool is_free_for(const ccs_world_t *w, uint32_t id, uint32_t pair)
{
    if (is_guarded(w) && !ccs_guard_lets(w, pair, id, 0)) return false;
    return w->groups[w->plan->pairs[pair].group].idle.n > 0 || n_with_room_for(w, pair) > 0;
}

/* The wait that the contact, which comes now, is to expect as one of the type: none while somebody is free. NAN: nothing can be said, as nobody is there. */
static double expected_wait_s(const ccs_world_t *w, uint32_t id, uint32_t type)
{
    const ccs_routing_t *const routing = &w->plan->types[type].routing;

    for (uint32_t pair = routing->first_pair; pair < routing->first_pair + routing->n_pairs; pair++)
        if (is_free_for(w, id, pair)) return 0;
    return ccs_predict_next_s(w, type);
}

/* How likely a type is chosen, beside what it is worth without a wait: 0 where nobody is there at all. */
static double wait_odds(const ccs_world_t *w, uint32_t id, const ccs_channel_choice_t *choice, uint32_t type)
{
    if (choice->wait == 0) return 1;
    const double wait_s = expected_wait_s(w, id, type);

    return isnan(wait_s) ? 0 : ccs_exp(choice->wait * ccs_log1p(wait_s / 60));
}

/* The odds of a row against any other: 0 while it is closed or its condition does not hold. */
static double odds_of(const ccs_flow_t *f, uint32_t id, const ccs_channel_choice_t *choice, const ccs_switch_t *row)
{
    const ccs_world_t *const w = &f->world;
    const ccs_candidate_t asked = {.world = w, .contact = id, .agent = CCS_NONE, .pair = CCS_NONE};

    if ((w->some_closed && ccs_world_is_closed(w, row->to)) || !ccs_condition_holds(row->when, &asked)) return 0;
    return row->odds * wait_odds(w, id, choice, row->to);
}

/* What the customer chooses, of as many as there may be: odds are asked for twice, as a list of them has no bound. @return NULL: to stay */
CCS_APART static const ccs_switch_t *chosen(ccs_flow_t *f, uint32_t id, const ccs_channel_choice_t *choice)
{
    const ccs_switching_t *const s = f->world.plan->switching;
    const ccs_contact_t *const c = &f->world.contacts.at[id];
    const double own = ccs_exp(c->attempt > 0 ? choice->after_failure : choice->same) * wait_odds(&f->world, id, choice, c->type);
    double others = 0;

    for (uint32_t i = s->first[c->type]; i < s->first[c->type + 1]; i++) others += odds_of(f, id, choice, &s->rows[i]);
    if (!(others > 0)) return NULL;
    now_switching(f, c->type)[CCS_FACT_switch_asked]++;
    double left = draw_alone(f, c, CCS_PURPOSE_CHOICE) * (own + others) - own;

    if (left < 0) return NULL;
    const ccs_switch_t *last = NULL; /* what is left may be a rounding beyond the last one */

    for (uint32_t i = s->first[c->type]; i < s->first[c->type + 1] && left >= 0; i++) {
        const double odds = odds_of(f, id, choice, &s->rows[i]);

        if (odds > 0) last = &s->rows[i];
        left -= odds;
    }
    return last;
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

    remember_explained(f, c);
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
    const ccs_channel_choice_t *const choice = &w->plan->switching->choices[c->type];
    const uint32_t from = c->type;

    c->offered_s = w->now_s; /* conditions say since when it waits */
    const ccs_switch_t *const row = choice->is_on ? chosen(f, id, choice) : accepted(f, id);

    if (!row) return;
    now_switching(f, from)[CCS_FACT_deflected]++;
    now_switching(f, row->to)[CCS_FACT_deflected_in]++;
    remember_switch(f, id);
    w->journeys[id].offer = (uint32_t) (row - w->plan->switching->rows);
    c->type = (uint16_t) row->to;
    c->flags |= CCS_CONTACT_SWITCHED;
    c->talk = draw_of(f, c, CCS_PURPOSE_TALK, c->flags & CCS_CONTACT_KEPT ? 0 : c->attempt);
    begin_path(f, id);
    note_number(f, choice->is_on ? CCS_MOMENT_choose : CCS_MOMENT_deflect, c, from);
}

#endif
