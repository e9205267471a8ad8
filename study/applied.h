/** @file applied.h  What a change in words comes to: contacts, handle times, agents, who serves whom, from what to what. */
#ifndef CCS_APPLIED_H
#define CCS_APPLIED_H

#include "arena.h"
#include "plan.h"

/** What is other in a plan than in the one that it was made of, a line each: "agents scheduled 37.9 -> 31.0 (-18.4 %)",
 * "agents by group: Orders 9.5 -> 0.6, Service 19.8 -> 28.7", "handle time: Service 4 min 46 s -> 5 min 15 s (+10.0 %)",
 * "served by: Service also Orders team"; then what the changes at times of the day say of themselves.
 * @return in the arena; "" if nothing of these is other; NULL: out of memory */
const char *ccs_applied(const ccs_plan_t *base, const ccs_plan_t *plan, ccs_arena_t *arena);
/** Agents scheduled in a group, on average over the opening hours. */
double ccs_applied_agents(const ccs_plan_t *plan, const ccs_group_t *team);

#endif
