/** @file staff_ceiling.h  Whether the targets can be met at all: what the most agents that may be there come to, simulated before anything is searched. */
#ifndef CCS_STAFF_CEILING_H
#define CCS_STAFF_CEILING_H

#include "staff_search_data.h"

/** Simulate the most agents allowed in every slot; where there is no bound, so many that nobody need wait for one. Where they meet the targets, but
 * not with the caution of the engine, it becomes 0.
 * @param start  a staffing about which the answer is expected
 * @return 0; CCS_ERR_SCENARIO: a target that they miss, which err tells with the interval and why; CCS_ERR_STOPPED or CCS_ERR_NOMEM */
int ccs_staff_ceiling(ccs_staff_search_t *search, const uint32_t *start, ccs_err_t *err);

/** Tell in err the target that misses most of what is asked, in which period, and what keeps it from being met. @return CCS_ERR_SCENARIO */
int ccs_staff_refuse(const ccs_requirement_t *asked, const ccs_staff_outcome_t *outcome, ccs_err_t *err);

#endif
