/** @file overload.h  Replications of a steady state in which its queues have none: a day factor, or the last agent of a fraction, is drawn once
 * for all of a replication, so that one may be short from its first hour to its last although the means are below capacity. */
#ifndef CCS_OVERLOAD_H
#define CCS_OVERLOAD_H

#include "load.h"

enum { CCS_OVERLOAD_REPLICATIONS_MAX = 1000 }; /* that are looked at */

typedef struct {
    uint32_t n_looked_at, n_short; /* replications; those with types that are short and are not so on average */
    bool *is_short;                /* by type: in one of them */
    uint32_t farthest;             /* the replication, from 0, where most is left undone: of it */
    const char *types, *groups;    /* names */
    ccs_shortage_t worst;
    ccs_arena_t arena;
} ccs_overload_t;

/** @param first  number of the first replication, from 0 @return 0 or CCS_ERR_NOMEM; _free is legal then. In mode day, and where replications draw nothing, none is looked at */
int ccs_overload_find(ccs_overload_t *self, const ccs_plan_t *plan, uint64_t seed, uint32_t first, uint32_t n_replications);
void ccs_overload_free(ccs_overload_t *self);

#endif
