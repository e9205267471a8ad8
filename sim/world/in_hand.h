/** @file in_hand.h  Rich: what an agent has in hand. Contacts in hand are in no queue, so that the links of the queue join them; each is of the
 * kind that its step says. */
#ifndef CCS_IN_HAND_H
#define CCS_IN_HAND_H

#include "agent.h"
#include "contact.h"
#include "err.h"

/** Whether the agent has nothing in hand. */
static inline bool ccs_in_hand_none(const ccs_agent_t *agent)
{
    return agent->in_hand == CCS_NONE;
}

/** The agent must have room for one more of the kind. */
static inline void ccs_in_hand_add(ccs_agent_t *agent, ccs_contacts_t *contacts, uint32_t id, const ccs_hands_t *hands,
    uint32_t kind)
{
    ccs_contact_t *const at = contacts->at;
    const uint32_t next = agent->in_hand;

    at[id].prev = CCS_NONE;
    at[id].next = next;
    if (next != CCS_NONE) at[next].prev = id;
    agent->in_hand = id;
    agent->hands = ccs_hands_with(hands, agent->hands, kind);
    CCS_BUG_IF(agent->hands == CCS_HANDS_FULL);
}

/** Contacts in hand that do not ring, whether at the agent or at a customer who is called: those are no work yet. */
static inline uint32_t ccs_in_hand_n_begun(const ccs_agent_t *agent, const ccs_contact_t *at)
{
    uint32_t n = 0;

    for (uint32_t id = agent->in_hand; id != CCS_NONE; id = at[id].next)
        n += at[id].state != CCS_CONTACT_RINGING && at[id].state != CCS_CONTACT_DIALLED;
    return n;
}

static inline void ccs_in_hand_remove(ccs_agent_t *agent, ccs_contacts_t *contacts, uint32_t id, const ccs_hands_t *hands,
    uint32_t kind)
{
    ccs_contact_t *const at = contacts->at;
    const uint32_t next = at[id].next, prev = at[id].prev;

    if (prev == CCS_NONE) agent->in_hand = next;
    else at[prev].next = next;
    if (next != CCS_NONE) at[next].prev = prev;
    agent->hands = ccs_hands_without(hands, agent->hands, kind);
}

#endif
