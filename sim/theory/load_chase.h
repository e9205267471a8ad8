/** @file load_chase.h  Customers who chase what is late, in loads: how much of it waits is that of a fluid, which agents work off in the time that others leave them. */
#ifndef CCS_LOAD_CHASE_H
#define CCS_LOAD_CHASE_H

#include "load_parts.h"

/** Where customers of some type that waits over the night chase, in the arena of the loads. @return 0 or CCS_ERR_NOMEM; chases is NULL where none do, and in mode steady */
int ccs_load_start_chases(ccs_load_t *load);
/** Who chases in the cell at hand adds to the contacts of the type as which they come: to per_s, and is chase_per_s. */
void ccs_load_chase(ccs_load_t *self);
/** What has come in the cell at hand waits, and what the flow leaves of agents works it off, in the order of priorities and of coming. */
void ccs_load_work_off(ccs_load_t *self);

#endif
