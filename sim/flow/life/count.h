/** @file count.h  How the flow counts: facts of the present cell, and of a contact where it asked for an agent. */
#ifndef CCS_LIFE_COUNT_H
#define CCS_LIFE_COUNT_H

#include <string.h>

#include "counted_in.h"
#include "flow.h"
#include "hint.h"

static inline uint32_t index_now(const ccs_flow_t *f, uint32_t type)
{
    return f->cell_index + type * f->facts.type_width;
}

static inline double *now_row(const ccs_flow_t *f, uint32_t type)
{
    return ccs_facts_at(&f->facts, index_now(f, type));
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
static inline bool is_within(const ccs_contact_t *c, double at_s, double within_s)
{
    return at_s <= c->offered_s + within_s;
}

/* By the clock of the type's target. */
CCS_APART static bool is_within_by_clock(const ccs_flow_t *f, const ccs_contact_t *c, double at_s, double within_s)
{
    const ccs_due_clock_t *const clock = f->world.plan->deferred[c->type].clock;

    return clock ? at_s <= ccs_due_clock_after(clock, c->offered_s, within_s) : is_within(c, at_s, within_s);
}

/* Whether what happened then is in time: by the due date that the contact came with, or else within so long. */
static inline bool was_in_time(const ccs_flow_t *f, const ccs_contact_t *c, double at_s, double within_s)
{
    if (RICH && c->flags & CCS_CONTACT_DUE) return at_s <= ccs_world_due_s(&f->world, c);
    if (FURTHER && f->world.deadlines) return is_within_by_clock(f, c, at_s, within_s);
    return is_within(c, at_s, within_s);
}

static inline bool is_in_time(const ccs_flow_t *f, const ccs_contact_t *c, double within_s)
{
    return was_in_time(f, c, f->world.now_s, within_s);
}

/* Rich: what became of a contact, for rules that read how the last ones fared. */
static inline void note_recent(ccs_flow_t *f, uint32_t type, bool in_time, bool abandoned)
{
    if (!FURTHER || !f->world.recent) return;
    ccs_recent_t *const recent = &f->world.recent[type];

    recent->in_time += ((in_time ? 1 : 0) - recent->in_time) / CCS_RECENT_CONTACTS;
    recent->abandoned += ((abandoned ? 1 : 0) - recent->abandoned) / CCS_RECENT_CONTACTS;
}

static inline void count_answered(ccs_flow_t *f, const ccs_contact_t *c, double at_s)
{
    const double wait_s = at_s - c->offered_s;
    double *const row = ccs_facts_at(&f->facts, c->counts_at);
    const ccs_type_t *const t = &f->world.plan->types[c->type];

    row[CCS_FACT_answered]++;
    row[CCS_FACT_wait_answered] += wait_s;
    row[CCS_FACT_wait2_answered] += wait_s * wait_s;
    if (wait_s > row[CCS_FACT_max_wait]) row[CCS_FACT_max_wait] = wait_s;
    for (uint32_t k = 0; k < t->target.n_within; k++)
        if (was_in_time(f, c, at_s, t->target.within_s[k])) *ccs_facts_answered_within(row, k) += 1;
    if (ccs_facts_counts(&f->facts, c->counts_at)) ccs_histogram_add(&f->facts.waits[c->type], wait_s);
}

/* An agent begins to talk to a contact that has waited. */
static inline void count_wait(ccs_flow_t *f, const ccs_contact_t *c)
{
    note_recent(f, c->type, is_in_time(f, c, f->world.plan->types[c->type].target.within_s[0]), false);
    if (!counts_at_exit(f, c, false)) count_answered(f, c, f->world.now_s);
}

/* A contact that asked for an agent in the present cell was answered at once: what that says of its type is said when the cell ends. */
static inline void count_at_once(ccs_flow_t *f, uint32_t pair)
{
    f->counts.at_once[pair]++;
    note_recent(f, f->world.plan->pairs[pair].type, true, false);
}

/* Any other talk begins. */
static inline void count_later(ccs_flow_t *f, uint32_t pair)
{
    f->counts.later[pair]++;
}

static inline void count_abandoned(ccs_flow_t *f, const ccs_contact_t *c)
{
    end_wait_here(f, c);
    double *const row = ccs_facts_at(&f->facts, c->counts_at);
    const ccs_type_t *const t = &f->world.plan->types[c->type];

    note_recent(f, c->type, false, true);
    row[CCS_FACT_abandoned]++;
    row[CCS_FACT_wait_abandoned] += f->world.now_s - c->offered_s;
    for (uint32_t k = 0; k < t->target.n_within; k++)
        if (is_in_time(f, c, t->target.within_s[k])) *ccs_facts_abandoned_within(row, k) += 1;
    if (is_within(c, f->world.now_s, t->target.short_abandon_s)) row[CCS_FACT_abandoned_short]++; /* never where it is NAN */
    now_row(f, c->type)[CCS_FACT_abandonments]++;
}

/* ---- when the cell ends --------------------------------------------------------------------------------------------------------- */

static void spread_at_once(ccs_flow_t *f, uint32_t type, uint64_t n)
{
    double *const row = now_row(f, type);

    row[CCS_FACT_offered] += (double) n;
    row[CCS_FACT_answered] += (double) n;
    for (uint32_t k = 0; k < f->world.plan->heads[type].n_within; k++) *ccs_facts_answered_within(row, k) += (double) n;
    if (ccs_facts_counts(&f->facts, index_now(f, type))) ccs_histogram_add_zeros(&f->facts.waits[type], n);
}

static void spread_pair(ccs_flow_t *f, uint32_t pair)
{
    const uint32_t n_talking = f->world.n_talking[pair];
    const uint64_t at_once = f->counts.at_once[pair], answers = at_once + f->counts.later[pair];
    double *const row = now_pair(f, pair);

    row[CCS_FACT_answers_at_once] += (double) at_once;
    row[CCS_FACT_answers] += (double) answers;
    row[CCS_FACT_talks] += (double) (f->counts.n_talking[pair] + (int64_t) answers - n_talking);
    spread_at_once(f, f->world.plan->pairs[pair].type, at_once);
    f->counts.at_once[pair] = f->counts.later[pair] = 0;
    f->counts.n_talking[pair] = n_talking;
}

/* Counts are whole numbers, so that adding many at once gives the sums that counting one by one gives. */
static void spread_counts(ccs_flow_t *f)
{
    for (uint32_t pair = 0; pair < f->world.plan->n_pairs; pair++) spread_pair(f, pair);
    for (uint32_t type = 0; type < f->world.plan->n_types; type++) {
        now_row(f, type)[CCS_FACT_arrived] += (double) f->counts.arrived[type];
        f->counts.arrived[type] = 0;
    }
}

static void reset_counts(ccs_flow_t *f)
{
    const ccs_plan_t *const plan = f->world.plan;

    memset(f->counts.arrived, 0, plan->n_types * sizeof *f->counts.arrived);
    memset(f->counts.at_once, 0, plan->n_pairs * sizeof *f->counts.at_once);
    memset(f->counts.later, 0, plan->n_pairs * sizeof *f->counts.later);
    memset(f->counts.n_talking, 0, plan->n_pairs * sizeof *f->counts.n_talking);
}

#endif
