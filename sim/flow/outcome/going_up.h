/** @file going_up.h  Further: contacts that the agent cannot solve, and those that the agent may settle at once. Draws say so, so that nothing need be remembered. */
#ifndef CCS_LIFE_GOING_UP_H
#define CCS_LIFE_GOING_UP_H

#include "work_gate.h"

/* Of talks of this leg, how many go up, as far as agents may not settle them. */
static double up_factor(const ccs_flow_t *f, const ccs_contact_t *c)
{
    const ccs_handling_t *const h = f->world.plan->handling;

    return hand_off(f, c) * (h->up_factors ? h->up_factors[f->world.plan->steps[c->step].owner] : 1);
}

/* The draw of going up: where contacts are not equally hard, the hardest go, of whatever contact of the issue it is. */
static double up_draw(const ccs_flow_t *f, const ccs_contact_t *c)
{
    const ccs_outcome_t *const outcome = has_outcomes(f) ? outcome_of(f, c->type) : NULL;

    return outcome && outcome->difficulty > 0 ? 1 - hard_of(f, c, outcome) : draw_alone(f, c, CCS_PURPOSE_ESCALATE);
}

/* Whether the contact would have gone up, and the agent may settle it: the draw of going up says so. */
static bool is_settled(const ccs_flow_t *f, const ccs_contact_t *c)
{
    const ccs_handling_t *const h = has_legs(f) ? f->world.plan->handling : NULL;
    double all_frac = 0;

    if (not_settled(f, c) >= 1 || !h || h->first_plain[c->type] == h->first[c->type] || leg_of(f, c) + 1 == CCS_MAX_LEGS)
        return false;
    const double u = up_draw(f, c), factor = up_factor(f, c);

    for (uint32_t i = h->first[c->type]; i < h->first_plain[c->type]; i++)
        all_frac += factor * share_at(f, h->transfers[i].course, h->transfers[i].frac, c->offered_s);
    return u < all_frac && u >= not_settled(f, c) * all_frac;
}

/* By which escalation the contact goes up at the end of the talk of this leg: a draw says so. @return NULL: by none */
static const ccs_transfer_t *escalation_of(const ccs_flow_t *f, const ccs_contact_t *c)
{
    const ccs_handling_t *const h = has_legs(f) ? f->world.plan->handling : NULL;
    double upto_frac = 0;

    if (!h || h->first_plain[c->type] == h->first[c->type] || leg_of(f, c) + 1 == CCS_MAX_LEGS) return NULL;
    const double u = up_draw(f, c), factor = up_factor(f, c) * not_settled(f, c);

    for (uint32_t i = h->first[c->type]; i < h->first_plain[c->type]; i++) {
        upto_frac += factor * share_at(f, h->transfers[i].course, h->transfers[i].frac, c->offered_s);
        if (u < upto_frac) return &h->transfers[i];
    }
    return NULL;
}

#endif
