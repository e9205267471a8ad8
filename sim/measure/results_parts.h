/** @file results_parts.h  What the files results*.c share: sums, what is by interval, and what results of mode steady have of their own. Private to them. */
#ifndef CCS_RESULTS_PARTS_H
#define CCS_RESULTS_PARTS_H

#include "results.h"

void ccs_sums_add(ccs_sums_t *s, double num, double den);
/** The estimate from the sums over n observations; of a count it is the mean of a replication. */
ccs_estimate_t ccs_results_from_sums(const ccs_results_t *self, uint32_t metric, uint32_t entity, const ccs_sums_t *s,
    uint32_t n);

/** Whether a replication is the last one of those that were drawn together. */
static inline bool ccs_results_ends_set(const ccs_results_t *self, uint32_t replication)
{
    return (replication + 1) % self->set == 0;
}

/** Room for what is by interval; mode day, else nothing is. @return 0, CCS_ERR_NOMEM, CCS_ERR_SCENARIO: too much to keep */
int ccs_results_start_intervals(ccs_results_t *self, ccs_err_t *err);
/** Before the second replication. @return 0 or CCS_ERR_NOMEM */
int ccs_results_widen_intervals(ccs_results_t *self);
/** Take a replication. */
void ccs_results_add_intervals(ccs_results_t *self, const ccs_facts_t *facts);

/** Take the waits of a replication that is being added, and how much of it is warm-up. @param steady  NULL: all of it counts, and it leaves
 * no waits */
void ccs_results_add_parts(ccs_results_t *self, const ccs_steady_t *steady);
/** Whether an observation is warm-up and does not count. False in mode day. */
bool ccs_results_is_warm_up(const ccs_results_t *self, uint32_t observation);
/** Whether an observation that counts is the last of its independent batch, of which a replication has `each`. */
bool ccs_results_ends_batch(const ccs_results_t *self, uint32_t observation, uint32_t each);

#endif
