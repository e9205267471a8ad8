/** @file still_comes.h  Further: outcomes that change who comes: causes that the voice of the customer has removed, customers who have left or were won by what others told them. A fresh contact
 * comes or does not; nobody's luck changes. */
#ifndef CCS_LIFE_STILL_COMES_H
#define CCS_LIFE_STILL_COMES_H

#include "memory.h"

static inline bool demand_moves(const ccs_flow_t *f)
{
    return FURTHER && f->world.clientele;
}

/* Types of which more has been heard since the last review, the first ones first. */
static uint32_t heard_rank(const ccs_flow_t *f, uint32_t type)
{
    const ccs_clientele_t *const clientele = f->world.clientele;
    uint32_t rank = 0;

    for (uint32_t i = 0; i < f->world.plan->n_types; i++) {
        const ccs_outcome_t *const o = outcome_of(f, i);

        rank += o && o->voice.fix_frac > 0 && i != type &&
            (clientele[i].heard > clientele[type].heard || (clientele[i].heard >= clientele[type].heard && i < type));
    }
    return rank;
}

/* A review removes a part of the causes that were heard of most. */
static void review(const ccs_flow_t *f)
{
    ccs_clientele_t *const clientele = f->world.clientele;
    const uint32_t n = f->world.plan->n_types;

    for (uint32_t i = 0; i < n; i++) {
        const ccs_outcome_t *const o = outcome_of(f, i);

        clientele[i].is_found =
            o && o->voice.fix_frac > 0 && clientele[i].heard >= o->voice.needed && heard_rank(f, i) < o->voice.causes;
    }
    for (uint32_t i = 0; i < n; i++) {
        if (clientele[i].is_found) clientele[i].kept_frac *= 1 - f->world.plan->outcomes[i].voice.fix_frac;
        clientele[i].heard = 0;
    }
}

/* Reviews that are due. They change nothing but what is read here, so that they may be made up for when it is. */
static void hold_reviews(ccs_flow_t *f, const ccs_outcome_t *outcome)
{
    ccs_world_t *const w = &f->world;

    for (; w->next_review_s <= w->now_s; w->next_review_s += outcome->voice.every_s) review(f);
}

/* Whether the customer of a fresh contact has it: the cause is there, and the customer too. */
CCS_APART static bool still_comes(ccs_flow_t *f, uint32_t type, uint32_t index)
{
    const ccs_outcome_t *const o = outcome_of(f, type);
    const ccs_clientele_t *const d = &f->world.clientele[type];

    if (!o) return true;
    hold_reviews(f, o);
    const double there_frac = o->customers > 0 && d->customers < o->customers ? fmax(d->customers, 0) / o->customers : 1;
    const double u = ccs_source_draw_leg(&f->world.sources[type], NULL, CCS_PURPOSE_STAYS_AWAY, &(ccs_draw_part_t){index, 0, 0});

    if (u < there_frac * d->kept_frac) return true;
    ccs_facts_verdict(&f->facts, f->world.period, type)[u < there_frac ? CCS_FACT_prevented : CCS_FACT_gone]++;
    return false;
}

/* A contact is heard of: its customer answers a survey, or calls are listened to. */
static void hear_of(ccs_flow_t *f, uint32_t type, const ccs_outcome_t *outcome, bool answers)
{
    if (!demand_moves(f)) return;
    hold_reviews(f, outcome);
    f->world.clientele[type].heard += answers ? 1 : outcome->voice.speech_frac;
}

/* An issue is over: as expected, that many customers leave beyond those whom new ones replace, and others hear of it. */
static void move_customers(ccs_flow_t *f, uint32_t type, double lost, double won)
{
    if (demand_moves(f)) f->world.clientele[type].customers += won - lost;
}

#endif
