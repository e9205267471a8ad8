/** @file detail.h  What only detailed figures ask of a contact and of a group (run.figures), counted beside what is always counted; the compiler leaves all of
 * it out of a variant that is not WATCHED. */
#ifndef CCS_LIFE_DETAIL_H
#define CCS_LIFE_DETAIL_H

#include <math.h>

#include "count.h"
#include "hint.h"
#include "watch.h"

static inline bool counts_details(const ccs_flow_t *f)
{
    return WATCHED && f->watched.last_wait_s;
}

/* What the wait is longer than the type's first threshold. */
static double excess_s(const ccs_flow_t *f, const ccs_contact_t *c, double wait_s)
{
    return fmax(0, wait_s - f->world.plan->types[c->type].target.within_s[0]);
}

/* The wait beside that of the contact answered before. */
static void count_following(ccs_flow_t *f, uint32_t type, double wait_s)
{
    double *const row = ccs_facts_detail(&f->facts, index_now(f, type));
    const double before_s = f->watched.last_wait_s[type];

    f->watched.last_wait_s[type] = wait_s;
    if (isnan(before_s)) return;
    row[CCS_FACT_follow]++;
    row[CCS_FACT_follow_wait] += wait_s;
    row[CCS_FACT_follow_wait2] += wait_s * wait_s;
    row[CCS_FACT_before_wait] += before_s;
    row[CCS_FACT_before_wait2] += before_s * before_s;
    row[CCS_FACT_follow_product] += wait_s * before_s;
}

static void count_spread(ccs_flow_t *f, const ccs_contact_t *c, enum ccs_spread spread, double lasted_s)
{
    if (ccs_facts_counts(&f->facts, c->counts_at)) ccs_histogram_add(ccs_facts_spread(&f->facts, spread, c->type), lasted_s);
}

/* The wait of an answered contact, where the contact counts. */
static void detail_of_wait(ccs_flow_t *f, const ccs_contact_t *c, double wait_s)
{
    double *const row = ccs_facts_detail(&f->facts, c->counts_at);

    row[CCS_FACT_answered_later]++;
    row[CCS_FACT_excess_answered] += excess_s(f, c, wait_s);
}

/* The contact leaves the queue for an agent. */
CCS_APART static void detail_of_answer(ccs_flow_t *f, const ccs_contact_t *c, uint32_t pair)
{
    const double wait_s = f->world.now_s - c->offered_s;
    double *const taking = ccs_facts_taking(&f->facts, f->world.period, pair);

    if (!f->world.uncounted) detail_of_wait(f, c, wait_s);
    taking[CCS_FACT_taken_wait] += wait_s;
    taking[CCS_FACT_taken_in_time] += is_in_time(f, c, f->world.plan->types[c->type].target.within_s[0]);
    set_if_larger(&taking[CCS_FACT_longest_taken_wait], wait_s);
    count_following(f, c->type, wait_s);
}

CCS_APART static void detail_of_abandonment(ccs_flow_t *f, const ccs_contact_t *c)
{
    const double wait_s = f->world.now_s - c->offered_s;
    double *const row = ccs_facts_detail(&f->facts, c->counts_at);

    count_spread(f, c, CCS_SPREAD_abandon, wait_s);
    row[CCS_FACT_excess_abandoned] += excess_s(f, c, wait_s);
    set_if_larger(&row[CCS_FACT_max_wait_abandoned], wait_s);
}

static uint32_t n_busy(const ccs_world_t *w, uint32_t group)
{
    return w->groups[group].n_staffed - w->groups[group].idle.n - w->at_work[group].not_ready.n - w->at_work[group].stopped.n;
}

/* So many are busy in all groups, and in this one. */
CCS_APART static void detail_of_crowd(ccs_flow_t *f)
{
    const ccs_world_t *const w = &f->world;
    double *const most = ccs_facts_crowd(&f->facts, w->period);
    uint32_t all = 0;

    for (uint32_t group = 0; group < w->plan->n_groups; group++) {
        const uint32_t n = n_busy(w, group);

        set_if_larger(&most[group], n);
        all += n;
    }
    set_if_larger(&most[w->plan->n_groups], all);
}

static inline void detail_answer(ccs_flow_t *f, const ccs_contact_t *c, uint32_t pair)
{
    if (counts_details(f)) detail_of_answer(f, c, pair);
}

static inline void detail_answer_at_once(ccs_flow_t *f, uint32_t type)
{
    if (counts_details(f)) count_following(f, type, 0);
}

static inline void detail_abandon(ccs_flow_t *f, const ccs_contact_t *c)
{
    if (counts_details(f)) detail_of_abandonment(f, c);
}

/* A talk, or after-call work, is over. */
static inline void detail_work(ccs_flow_t *f, const ccs_contact_t *c, enum ccs_spread spread, double lasted_s)
{
    if (counts_details(f)) count_spread(f, c, spread, lasted_s);
}

/* A talk begins, or a cell does. */
static inline void detail_busy(ccs_flow_t *f)
{
    if (counts_details(f)) detail_of_crowd(f);
}

static inline void detail_start(ccs_flow_t *f)
{
    if (!counts_details(f)) return;
    for (uint32_t type = 0; type < f->world.plan->n_types; type++) f->watched.last_wait_s[type] = (double) NAN;
}

#endif
