/** @file route.h  Who gets whom. Pure decisions on a constant world. */
#ifndef CCS_ROUTE_H
#define CCS_ROUTE_H

#include "world.h"

typedef struct {
    uint32_t id;   /* an agent or a contact; CCS_NONE = nobody */
    uint32_t pair; /* how the type and the group work together */
} ccs_route_t;

/** The idle agent who serves an arriving contact: tier by tier, by the rule of the group in a tier of one,
 * by that of the type in a tier of several (listed: the first group with somebody idle, then that group's own rule).
 * O(tiers) for rules whose candidates are FIRST in def/agent_selection.def, else O(idle agents). */
ccs_route_t ccs_route_contact(const ccs_world_t *world, uint32_t contact);
/** The same where agents may have several contacts in hand: in each tier somebody idle, else who of those at work has the fewest contacts in hand and room for this one, by the same rules. */
ccs_route_t ccs_route_contact_with_room(const ccs_world_t *world, uint32_t contact);
/** The waiting contact that a freed agent of a group serves, of the queues that it serves at this hour. O(queues of the group). */
ccs_route_t ccs_route_agent(const ccs_world_t *world, uint32_t group);
/** The same for an agent with something in hand: contacts that do not fit are passed over. @param hands  their state */
ccs_route_t ccs_route_agent_with_room(const ccs_world_t *world, uint32_t group, uint32_t hands);
/** Both where the plan has rules (model/rules.h): stages that the contact has not come to, agents who stay free for others, are passed over. */
ccs_route_t ccs_route_contact_guarded(const ccs_world_t *world, uint32_t contact);
/** @param is_idle  the agent is still among the idle ones */
ccs_route_t ccs_route_agent_guarded(const ccs_world_t *world, uint32_t group, uint32_t hands, bool is_idle);
/** Routing is work conserving: nobody waits while an agent who may serve them is idle, or has room for them; the metric waiting_s says so. Abort if it is not so. */
void ccs_route_verify(const ccs_world_t *world);

#endif
