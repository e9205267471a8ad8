/** @file minded.h  Further: what customers mind of a contact, and of an issue: facts by cause, where they are told (ccs_plan_tells_causes). */
#ifndef CCS_LIFE_MINDED_H
#define CCS_LIFE_MINDED_H

#include "memory.h"

/* How foreign the language of a pair's agents is to customers. */
static double foreign_to(const ccs_flow_t *f, uint32_t pair)
{
    return f->world.plan->foreign ? f->world.plan->foreign[pair] : 0;
}

static uint16_t bit_of(enum ccs_cause cause, bool is_so)
{
    return (uint16_t) ((unsigned) is_so << cause);
}

/* Of the contact that an agent has served to the end: a bit for each cause, none for a contact that was untroubled. */
static uint16_t minded_in(const ccs_flow_t *f, const ccs_memory_t *m)
{
    return (uint16_t) (bit_of(CCS_CAUSE_foreign, foreign_to(f, m->pair) > 0) | bit_of(CCS_CAUSE_late, m->late_s > 0) |
        bit_of(CCS_CAUSE_held, m->held_s > 0) | bit_of(CCS_CAUSE_transferred, m->transfers > 0) |
        bit_of(CCS_CAUSE_repeated, m->n_served > 1) | bit_of(CCS_CAUSE_switched, m->switches > 0) |
        bit_of(CCS_CAUSE_explained, m->explains) | bit_of(CCS_CAUSE_bounced, m->is_bounced));
}

static bool has_cause(uint16_t minded, enum ccs_cause cause)
{
    return cause == CCS_CAUSE_untroubled ? minded == 0 : (minded & bit_of(cause, true)) != 0;
}

static void count_minded(const ccs_flow_t *f, const ccs_memory_t *m, uint16_t minded, uint32_t mark)
{
    double *const row = ccs_facts_cause(&f->facts, f->world.period, m->pair);
    const uint32_t each = CCS_FACT_minded_late - CCS_FACT_minded_foreign;

    for (enum ccs_cause i = 0; i < CCS_N_CAUSES; i++) {
        if (!has_cause(minded, i)) continue;
        row[CCS_FACT_minded_foreign + each * i]++;
        row[CCS_FACT_minded_foreign_high + each * i] += mark >= CCS_CSAT_MARKS - 1;
    }
}

/* How an issue that is over has come out. */
typedef struct {
    uint32_t ease;  /* its mark, 0: it has none */
    double leaving; /* probability that the customer leaves */
} ccs_burden_t;

/* Who was lost, or served by self-service alone, had no contact that could be told to be untroubled: causes are those of issues that agents served. */
static void count_burden(const ccs_flow_t *f, uint32_t type, const ccs_memory_t *m, const ccs_burden_t *burden)
{
    double *const row = ccs_facts_burden(&f->facts, f->world.period, type);
    const uint32_t each = CCS_FACT_burdened_late - CCS_FACT_burdened_foreign;
    const bool hard = burden->ease > 0 && burden->ease <= CCS_CES_HARD;

    if (hard) row[CCS_FACT_leaving_hard] += burden->leaving;
    if (burden->ease >= CCS_CES_USUAL) row[CCS_FACT_leaving_easy] += burden->leaving;
    for (enum ccs_cause i = 0; m->n_served > 0 && i < CCS_N_CAUSES; i++) {
        if (!has_cause(m->minded, i)) continue;
        row[CCS_FACT_burdened_foreign + each * i]++;
        row[CCS_FACT_burdened_foreign_hard + each * i] += hard;
        row[CCS_FACT_burdened_foreign_leaving + each * i] += burden->leaving;
    }
}

#endif
