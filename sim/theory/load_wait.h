/** @file load_wait.h  What agents who stay with a customer, or keep one on hold, wait for another agent: that is work, too, and depends on the queue of the type that they ask for. */
#ifndef CCS_LOAD_WAIT_H
#define CCS_LOAD_WAIT_H

#include "load_parts.h"

/** Add it to what contacts of each type take, in the cell at hand, whose loads are whole but for that. The queue of a type is taken for one in steady state (Erlang C, or A where its
 * customers are impatient; where nobody but such agents waits there, of no more of them than there are), of all agents who serve it and of what else these do, first come, first served; a wait is exponential where it is cut by max_wait. Where the queue
 * never settles, agents wait as long as max_wait lets them, or what they wait is left out.
 * @param scratch  n_types */
void ccs_load_add_waits(ccs_load_t *self, double *scratch);

#endif
