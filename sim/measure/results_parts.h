/** @file results_parts.h  What results of mode steady have of their own. Private to the files results*.c. */
#ifndef CCS_RESULTS_PARTS_H
#define CCS_RESULTS_PARTS_H

#include "results.h"

/** Take the waits of a replication that is being added, and how much of it is warm-up. @param steady  NULL: all of it counts, and it leaves
 * no waits */
void ccs_results_add_parts(ccs_results_t *self, const ccs_steady_t *steady);
/** Whether an observation is warm-up and does not count. False in mode day. */
bool ccs_results_is_warm_up(const ccs_results_t *self, uint32_t observation);
/** Whether an observation that counts is the last of its independent batch, of which a replication has `each`. */
bool ccs_results_ends_batch(const ccs_results_t *self, uint32_t observation, uint32_t each);

#endif
