/** @file pool.h  Types and groups that have to do with one another as one queue of the closed formulas: the load of all of its types, their mean handle
 * time, exponential patience, balking as the mean share. */
#ifndef CCS_POOL_H
#define CCS_POOL_H

#include "formula.h"
#include "load.h"

/** What comes together in a pool: sums over its types. */
typedef struct {
    double per_s, work, patience_per_s, balk_per_s; /* rate; rate times handle time, over patience, times balking share */
} ccs_pool_queue_t;

/** Pools have the number of their first type. */
typedef struct {
    uint32_t *of_type, *of_group; /* a group that serves nobody has CCS_NONE */
    ccs_pool_queue_t *queues;     /* by pool, of the cell at hand */
} ccs_pools_t;

/** @param by_team  groups are those of the scenario, plan.teams: whom any of their agents serves is in their pool @param arena  owns what is in it
 * @return 0 or CCS_ERR_NOMEM */
int ccs_pools_find(ccs_pools_t *self, const ccs_plan_t *plan, bool by_team, ccs_arena_t *arena);
/** The queues of the load's cell. */
void ccs_pools_fill(ccs_pools_t *self, const ccs_load_t *load);
/** What goes into the formulas of a queue in which somebody comes; of one agent. */
ccs_formula_in_t ccs_pool_formula(const ccs_pool_queue_t *queue);
/** Whether formulas know the target of a type: it is of waits. */
static inline bool ccs_pool_knows(const ccs_type_t *type)
{
    return ccs_promise_is_of_wait(type->target.of, type->target.clock);
}
/** How the target of a type counts. */
enum ccs_service_level ccs_pool_level(const ccs_type_t *type);

#endif
