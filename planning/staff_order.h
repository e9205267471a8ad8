/** @file staff_order.h  Intervals settled one after another, each with the queue that those before it leave: of a day much quicker than a search, and no search.
 *
 * An interval gets the agents by which it and all before it meet their targets; those behind it have what the start says until it is their turn,
 * and what is settled stays. Of one group it is the least number; of several, steps are added and taken away one at a time, so that
 * none of them can be left out. What it does not see is that an agent more in one interval may save two behind it. */
#ifndef CCS_STAFF_ORDER_H
#define CCS_STAFF_ORDER_H

#include "staff_search_data.h"

/** Targets must be asked by interval. @param search  its engine simulates; best stays as it is
 * @param x  the start; receives the staffing. It may miss a target that no agents of the interval could reach, or where time was over
 * @return 0, CCS_ERR_STOPPED or CCS_ERR_NOMEM */
int ccs_staff_order(ccs_staff_search_t *search, uint32_t *x);

#endif
