/** @file work_gate.h  Further: the one place at which behaviour changes handle time: pace by load, further contacts, angry customers, and who serves them. (What agents' pace is all the time, the plan's laws hold
 * already.) */
#ifndef CCS_LIFE_WORK_GATE_H
#define CCS_LIFE_WORK_GATE_H

#include "elementary.h"
#include "memory.h"
#include "person.h"

/* How busy the agent, who begins to work now, has been of late: 1 while at work and 0 otherwise, what has been being forgotten by and by. Since the last begin the agent has worked first. */
static double busy_of_late(const ccs_flow_t *f, uint32_t agent, double memory_s)
{
    ccs_of_late_t *const late = &f->world.of_late[agent];
    const ccs_agent_t *const a = &f->world.agents[agent];
    const double busy_s = a->busy_s < late->busy_s ? a->busy_s : a->busy_s - late->busy_s; /* of a new stay all */
    const double idle_s = f->world.now_s - late->at_s - busy_s, kept = ccs_exp(-busy_s / memory_s);

    late->busy = (1 - (1 - late->busy) * kept) * ccs_exp(-(idle_s > 0 ? idle_s : 0) / memory_s);
    late->at_s = f->world.now_s;
    late->busy_s = a->busy_s;
    return late->busy;
}

static bool is_angry(const ccs_flow_t *f, const ccs_contact_t *c, const ccs_outcome_t *outcome, const ccs_memory_t *m)
{
    const double p = ccs_outcome_anger(outcome, m->n_served + 1U, m->waited_s);

    return p > 0 && draw_for(f, c, CCS_PURPOSE_ANGRY, m->n_served) < p;
}

/* The work on a contact begins, with an agent. @return the factor on its time */
CCS_APART static double begin_work(const ccs_flow_t *f, const ccs_contact_t *c, uint32_t pair)
{
    const ccs_outcome_t *const outcome = outcome_of(f, c->type);
    ccs_memory_t *const m = &f->world.memories[c - f->world.contacts.at];
    double pace = 1;

    m->pace = 1;
    m->work = has_careers(f) ? work_of_person(f, c->agent, m) : 1;
    if (!outcome) return m->work;
    if (ccs_load_effect_is_on(&outcome->load))
        m->work *= ccs_outcome_load(outcome, busy_of_late(f, c->agent, outcome->load.memory_s), &pace);
    m->pace = outcome->pace * f->world.plan->pairs[pair].pace * pace;
    m->is_angry = is_angry(f, c, outcome, m);
    m->work *= ccs_outcome_work(outcome, m->n_served + 1U, m->is_angry) * ccs_outcome_late_work(outcome, m->late_s);
    if (has_careers(f)) burden_person(f, c->agent, m);
    return m->work;
}

/* Agents who hurry pass on more of what is hard, and beginners. */
static inline double hand_off(const ccs_flow_t *f, const ccs_contact_t *c)
{
    if (!has_outcomes(f)) return 1;
    const ccs_outcome_t *const outcome = outcome_of(f, c->type);
    const ccs_memory_t *const m = &f->world.memories[c - f->world.contacts.at];

    return (outcome ? ccs_outcome_hand_off(outcome, m->pace) : 1) * m->hand_off;
}

/* Of what would go up, what agents may not settle. */
static inline double not_settled(const ccs_flow_t *f, const ccs_contact_t *c)
{
    const ccs_outcome_t *const outcome = has_outcomes(f) ? outcome_of(f, c->type) : NULL;

    return outcome ? 1 - outcome->authority_frac : 1;
}

/* The talk that an agent begins; then the after-call work on it. */
static inline double worked_s(const ccs_flow_t *f, const ccs_contact_t *c, uint32_t pair, double talk_s)
{
    return has_outcomes(f) ? talk_s * begin_work(f, c, pair) : talk_s;
}

/* The factor that it began with, for the turns of a conversation that follow the first. */
static inline double later_work(const ccs_flow_t *f, const ccs_contact_t *c)
{
    return has_outcomes(f) ? f->world.memories[c - f->world.contacts.at].work : 1;
}

static inline double worked_after_s(const ccs_flow_t *f, const ccs_contact_t *c, double wrap_s)
{
    return has_outcomes(f) ? wrap_s * f->world.memories[c - f->world.contacts.at].work : wrap_s;
}

#endif
