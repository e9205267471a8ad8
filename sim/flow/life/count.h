/** @file count.h  How the flow counts: facts of the present cell, and of a contact where it asked for an agent. */
#ifndef CCS_LIFE_COUNT_H
#define CCS_LIFE_COUNT_H

#include "flow.h"

static inline uint32_t place_now(const ccs_flow_t *f, uint32_t type)
{
    return f->cell_place + type * f->facts.type_width;
}

static inline double *now_row(const ccs_flow_t *f, uint32_t type)
{
    return ccs_facts_at(&f->facts, place_now(f, type));
}

static inline double *now_pair(const ccs_flow_t *f, uint32_t pair)
{
    return &f->cell_pairs[(size_t) pair * CCS_N_PAIR_FACTS];
}

/* A level changed by delta: book it up to the end of the cell, the next cell books its own part when it begins. */
static inline void book(const ccs_flow_t *f, double *area, double delta)
{
    *area += delta * (f->world.cell_ref_s - f->world.now_s);
}

/* Times are compared as they were set: a patience that equals a threshold ends exactly at it, where a difference would be rounded. */
static inline bool is_within(const ccs_flow_t *f, const ccs_contact_t *c, double within_s)
{
    return f->world.now_s <= c->offered_s + within_s;
}

static inline void count_wait(ccs_flow_t *f, const ccs_contact_t *c)
{
    const double wait_s = f->world.now_s - c->offered_s;
    double *const row = ccs_facts_at(&f->facts, c->place);
    const ccs_type_t *const t = &f->world.plan->types[c->type];

    row[CCS_FACT_answered]++;
    row[CCS_FACT_wait_answered] += wait_s;
    row[CCS_FACT_wait2_answered] += wait_s * wait_s;
    if (wait_s > row[CCS_FACT_max_wait]) row[CCS_FACT_max_wait] = wait_s;
    for (uint32_t k = 0; k < t->n_within; k++)
        if (is_within(f, c, t->within_s[k])) *ccs_facts_answered_within(row, k) += 1;
    if (ccs_facts_counts(&f->facts, c->place)) ccs_histogram_add(&f->facts.waits[c->type], wait_s);
}

/* The same for a wait of 0, which is within every threshold. */
static inline void count_no_wait(ccs_flow_t *f, const ccs_contact_t *c)
{
    double *const row = ccs_facts_at(&f->facts, c->place);
    const uint32_t n_within = f->world.plan->types[c->type].n_within;

    row[CCS_FACT_answered]++;
    for (uint32_t k = 0; k < n_within; k++) *ccs_facts_answered_within(row, k) += 1;
    if (ccs_facts_counts(&f->facts, c->place)) ccs_histogram_add_zero(&f->facts.waits[c->type]);
}

static inline void count_abandoned(ccs_flow_t *f, const ccs_contact_t *c)
{
    double *const row = ccs_facts_at(&f->facts, c->place);
    const ccs_type_t *const t = &f->world.plan->types[c->type];

    row[CCS_FACT_abandoned]++;
    row[CCS_FACT_wait_abandoned] += f->world.now_s - c->offered_s;
    for (uint32_t k = 0; k < t->n_within; k++)
        if (is_within(f, c, t->within_s[k])) *ccs_facts_abandoned_within(row, k) += 1;
    if (is_within(f, c, t->short_abandon_s)) row[CCS_FACT_abandoned_short]++; /* never where it is NAN */
    now_row(f, c->type)[CCS_FACT_abandoned_event]++;
}

#endif
