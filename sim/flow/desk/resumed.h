/** @file resumed.h  Further: what is otherwise in the leg in which a conversation goes on after it was put away (lapse.h): who is looked for, and what has to be explained again. */
#ifndef CCS_LIFE_RESUMED_H
#define CCS_LIFE_RESUMED_H

#include "count.h"
#include "issue.h"

static inline bool is_resumed(const ccs_contact_t *c)
{
    return FURTHER && c->flags & CCS_CONTACT_RESUMED;
}

static inline const ccs_lapse_t *lapse_of(const ccs_flow_t *f, const ccs_contact_t *c)
{
    return f->world.plan->types[c->type].turns->lapse;
}

/* By what rule the agent is looked for who had the customer before. */
static inline const ccs_sticky_t *sticky_of(const ccs_flow_t *f, const ccs_contact_t *c)
{
    return is_resumed(c) ? &lapse_of(f, c)->same_agent : &f->world.plan->types[c->type].sticky;
}

/* An agent has the conversation again. @param before  who had it */
static void count_resumed(ccs_flow_t *f, uint32_t id, uint32_t agent, uint32_t before)
{
    const ccs_contact_t *const c = &f->world.contacts.at[id];

    f->world.pieces[id].is_other = agent != before;
    ccs_facts_lapse(&f->facts, f->world.period, c->type)[agent == before ? CCS_FACT_resumed_same : CCS_FACT_resumed_other]++;
}

/* What another agent than before has to be told again: one number says whether and, of those of whom it is so, how long it takes. */
static double explained_s(ccs_flow_t *f, const ccs_contact_t *c)
{
    const ccs_lapse_t *const lapse = lapse_of(f, c);
    double *const row = ccs_facts_lapse(&f->facts, f->world.period, c->type);

    if (!f->world.pieces[c - f->world.contacts.at].is_other) return 0;
    const double u = draw_alone(f, c, CCS_PURPOSE_EXPLAIN);

    if (u < lapse->context_frac) return 0;
    const double time_s = lapse->explain.kind == CCS_DISTRIBUTION_NONE
        ? 0
        : as_now(f, &lapse->explain, ccs_distribution_at(&lapse->explain, (u - lapse->context_frac) / (1 - lapse->context_frac)));

    remember_explained(f, c);
    row[CCS_FACT_explained]++;
    row[CCS_FACT_explain] += time_s;
    return time_s;
}

static double resumed_time_s(ccs_flow_t *f, const ccs_contact_t *c); /* at_desk.h */

#endif
