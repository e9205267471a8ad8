/** @file attend.h  Further: agents' time by what they work on, where contacts of several channels may be in one agent's hand. What is told of it is an even part of the agent's
 * time for each contact that is worked on at the moment (attention.h). */
#ifndef CCS_LIFE_ATTEND_H
#define CCS_LIFE_ATTEND_H

#include "attention.h"
#include "count.h"

static inline bool divides_attention(const ccs_flow_t *f)
{
    return FURTHER && f->world.attention;
}

/* From now on the contact has so many units of the agent. */
static void give_attention(ccs_flow_t *f, uint32_t id, uint32_t units)
{
    ccs_world_t *const w = &f->world;
    const double more = (double) units - w->attention[id];
    const uint32_t pair = w->plan->steps[w->contacts.at[id].step].owner;

    if (more == 0) return;
    w->n_attending[pair] += (uint64_t) units - w->attention[id];
    w->attention[id] = units;
    book(f, ccs_facts_attention(&f->facts, w->period, pair), more / CCS_WHOLE_AGENT);
}

/* What the agent works on has changed. */
CCS_APART static void attend(ccs_flow_t *f, uint32_t agent)
{
    const ccs_world_t *const w = &f->world;
    const uint32_t each = ccs_attention_each(&w->agents[agent], &w->contacts, w->pieces);

    for (uint32_t id = w->agents[agent].in_hand; id != CCS_NONE; id = w->contacts.at[id].next)
        give_attention(f, id, ccs_attention_is_given(&w->contacts, w->pieces, id) ? each : 0);
}

/* Over a length of the present cell. */
static void book_attention(ccs_flow_t *f, double length_s)
{
    for (uint32_t pair = 0; pair < f->world.plan->n_pairs; pair++)
        *ccs_facts_attention(&f->facts, f->world.period, pair) +=
            length_s * ((double) f->world.n_attending[pair] / CCS_WHOLE_AGENT);
}

#endif
