/** @file memory.h  Further: what is remembered of an issue for what comes of it, from its first attempt to the last. Nothing where contacts have no outcome. */
#ifndef CCS_LIFE_MEMORY_H
#define CCS_LIFE_MEMORY_H

#include "count.h"
#include "hint.h"
#include "issue.h"

static inline bool has_outcomes(const ccs_flow_t *f)
{
    return FURTHER && f->world.memories;
}

/* @return NULL: contacts of the type have none */
static inline const ccs_outcome_t *outcome_of(const ccs_flow_t *f, uint32_t type)
{
    const ccs_outcome_t *const outcomes = f->world.plan->outcomes;

    return outcomes && ccs_outcome_is_on(&outcomes[type]) ? &outcomes[type] : NULL;
}

/* The draw of the contact with that many served before it, whatever attempts there were: what a policy changes is not the customer's luck. */
static double draw_for(const ccs_flow_t *f, const ccs_contact_t *c, enum ccs_purpose purpose, uint32_t n_before)
{
    return ccs_source_draw_leg(source_of(f, c), NULL, purpose, &(ccs_draw_part_t){c->index, n_before, 0});
}

/* How hard the issue is, 0 .. 1. */
static double hard_of(const ccs_flow_t *f, const ccs_contact_t *c, const ccs_outcome_t *outcome)
{
    return outcome->difficulty > 0 ? draw_for(f, c, CCS_PURPOSE_HARD, 0) : 0;
}

/* The customer has come for the first time, or would have. */
static inline void begin_memory(const ccs_flow_t *f, uint32_t id)
{
    if (has_outcomes(f)) f->world.memories[id] = (ccs_memory_t){.began_s = f->world.now_s, .pace = 1, .work = 1, .hand_off = 1};
}

/* A contact has waited on the line. */
static inline void add_wait(const ccs_flow_t *f, uint32_t id, double wait_s)
{
    if (has_legs(f)) f->world.journeys[id].waited_s += wait_s;
    if (has_outcomes(f)) f->world.memories[id].waited_s += wait_s;
}

/* It leaves a queue, whose customer was told last that the wait would be over at that time; after a ring that nobody answered perhaps once more. */
static inline void keep_late(const ccs_flow_t *f, uint32_t id, double over_s)
{
    ccs_memory_t *const m = has_outcomes(f) ? &f->world.memories[id] : NULL;

    if (m && f->world.now_s - over_s > m->late_s) m->late_s = f->world.now_s - over_s;
}

/* A talk is over in which the customer was on hold for so long. */
static inline void add_hold(const ccs_flow_t *f, const ccs_contact_t *c, double held_s)
{
    if (has_outcomes(f)) f->world.memories[c - f->world.contacts.at].held_s += held_s;
}

static void keep_wait(ccs_memory_t *m)
{
    m->last_s = m->waited_s;
    if (m->last_s > m->longest_s) m->longest_s = m->last_s;
}

/* The customer contacts again: within the window that says that the first contact did not resolve the issue. */
static void count_followed(const ccs_flow_t *f, ccs_memory_t *m)
{
    const ccs_world_t *const w = &f->world;

    if (!m->is_observed) return; /* there may be no outcomes at all, but people who are remembered */
    m->is_observed = false;
    if (w->now_s - m->ended_s <= w->plan->outcomes[w->plan->pairs[m->pair].type].window_s)
        ccs_facts_outcome(&f->facts, m->period, m->pair)[CCS_FACT_first_followed]++;
}

/* A call has come to somebody whom it was not meant for. */
static inline void remember_stranger(const ccs_flow_t *f, uint32_t id)
{
    if (has_outcomes(f)) f->world.memories[id].is_stranger = true;
}

/* A further attempt begins. */
CCS_APART static void begin_further(const ccs_flow_t *f, uint32_t id)
{
    ccs_memory_t *const m = &f->world.memories[id];

    count_followed(f, m);
    keep_wait(m);
    m->before += m->transfers;
    m->transfers = 0;
    m->waited_s = m->late_s = m->held_s = 0;
    m->is_angry = m->explains = false;
    m->is_bounced = f->world.contacts.at[id].flags & CCS_CONTACT_BOUNCED;
    m->is_resolved = false; /* so it has turned out */
    m->is_contained = false;
}

/* The contact is transferred, */
static inline void remember_transfer(const ccs_flow_t *f, uint32_t id)
{
    if (has_outcomes(f)) f->world.memories[id].transfers++;
}

/* and because the agent could not solve it. */
static inline void record_escalation(const ccs_flow_t *f, uint32_t pair)
{
    if (has_outcomes(f) && outcome_of(f, f->world.plan->pairs[pair].type))
        ccs_facts_outcome(&f->facts, f->world.period, pair)[CCS_FACT_recorded_escalated]++;
}

/* The agent has settled what would have gone up. */
static inline void record_settled(const ccs_flow_t *f, uint32_t pair)
{
    ccs_facts_outcome(&f->facts, f->world.period, pair)[CCS_FACT_settled]++;
}

static inline void remember_switch(const ccs_flow_t *f, uint32_t id)
{
    if (has_outcomes(f)) f->world.memories[id].switches++;
}

/* The customer has to explain again what another agent or channel was told. */
static inline void remember_explained(const ccs_flow_t *f, const ccs_contact_t *c)
{
    ccs_memory_t *const m = has_outcomes(f) ? &f->world.memories[c - f->world.contacts.at] : NULL;

    if (!m) return;
    m->explained++;
    m->explains = true;
}

/* Self-service has served the customer, or seemed to. */
static inline void remember_contained(const ccs_flow_t *f, uint32_t id, bool is_false)
{
    if (!has_outcomes(f)) return;
    ccs_memory_t *const m = &f->world.memories[id];

    m->is_resolved = !is_false;
    m->resolved_s = f->world.now_s;
    m->is_contained = true;
    m->is_unknown = false;
}

#endif
