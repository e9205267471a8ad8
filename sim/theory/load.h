/** @file load.h  What contacts ask of agents, interval by interval, as a flow of types to groups.
 *
 * The question is whether everybody could be answered. A type's load in a cell is its contacts times the time that one takes at the fastest
 * group then staffed; it may flow to every group that serves the type, and a group takes as much as it has agents. If the greatest flow is
 * less than the load, no routing whatever can do the work, and the least cut names who is short (Ford and Fulkerson 1956; Gale 1957): types
 * whose load is more than all the groups that serve them. Customers who come again are in the load: after an answer with the probability
 * of a reconnect; after a redial those whom the flow left unserved. Of attempts that become rarer or end, the law is taken as a geometric
 * one of the same mean number.
 *
 * Contacts of a thread come again like those of a reconnect, as many on average, in the hours in which the thread begins. Who chases what is late is in the load of days, as
 * if work flowed without chance. Call flows send on what their limits let through; agents without a seat are none.
 *
 * A contact that is transferred is work in each of its legs, all within the cell in which it comes.
 *
 * Agents of a team with skills and speeds of their own are classes of the flow, each of which takes as much as its agents do at their speed.
 *
 * Work that waits for ever and is carried over the night need not be done in the interval in which it comes: of such types the question is
 * asked of all hours together. */
#ifndef CCS_LOAD_H
#define CCS_LOAD_H

#include "load_parts.h"

/** Whether contacts of the type wait for ever, and over the night: they are judged over all hours, and who chases them is in loads. */
bool ccs_load_defers(const ccs_plan_t *plan, const ccs_type_t *type);
/** @return 0 or CCS_ERR_NOMEM; _free is legal then */
int ccs_load_init(ccs_load_t *self, const ccs_plan_t *plan);
/** @return false: there is no cell left */
bool ccs_load_next(ccs_load_t *self);
/** After the last cell: the means over all hours that count, for the types that can wait; shortages are theirs. @return false if there is no
 * such type */
bool ccs_load_overall(ccs_load_t *self);
/** Mode steady: instead of _next, as often as one likes, the load of a replication with what it draws: a day factor that is 1 on average, and
 * the last agent of 12.4, may be too much and too few for all of it. */
void ccs_load_replication(ccs_load_t *self, uint64_t seed, uint32_t replication);
/** Whether a group serves a type of a shortage of the cell at hand. */
bool ccs_load_has_group(const ccs_load_t *self, uint32_t shortage, uint32_t group);
/** "b" or "b, c", in the arena: the types, or the groups, of a shortage of the cell at hand by name. @return NULL without memory */
const char *ccs_load_types(const ccs_load_t *self, uint32_t shortage, ccs_arena_t *arena);
const char *ccs_load_groups(const ccs_load_t *self, uint32_t shortage, ccs_arena_t *arena);
void ccs_load_free(ccs_load_t *self);

#endif
