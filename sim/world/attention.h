/** @file attention.h  Further: what part of an agent each contact in hand has. Who works on one contact alone gives it all; on several at once, an even part to each; what is in
 * hand, but put aside, or waits for the customer to write, has none. Parts are whole numbers of units, so that they add up however often they change. */
#ifndef CCS_ATTENTION_H
#define CCS_ATTENTION_H

#include "desk.h"
#include "in_hand.h"

/** Units of one agent: the least number that 1 to 16 divide. Beyond 16 at once the parts lack less than 1 in 40,000. */
enum { CCS_WHOLE_AGENT = 720720 };

/** Whether an agent works on a contact in hand now. @param pieces  by contact; NULL: agents do not work piece by piece */
static inline bool ccs_attention_is_given(const ccs_contacts_t *contacts, const ccs_desk_piece_t *pieces, uint32_t id)
{
    const uint32_t state = contacts->at[id].state;

    if (state != CCS_CONTACT_TALKING && state != CCS_CONTACT_WRAPPING) return false;
    return !pieces || pieces[id].state == CCS_PIECE_RUNNING || pieces[id].state == CCS_PIECE_OTHER;
}

/** What each of those on which the agent works has. @return units; 0: there is none */
static inline uint32_t ccs_attention_each(const ccs_agent_t *agent, const ccs_contacts_t *contacts,
    const ccs_desk_piece_t *pieces)
{
    uint32_t n = 0;

    for (uint32_t id = agent->in_hand; id != CCS_NONE; id = contacts->at[id].next)
        n += ccs_attention_is_given(contacts, pieces, id);
    return n > 0 ? CCS_WHOLE_AGENT / n : 0;
}

#endif
