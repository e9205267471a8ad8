/** @file staff_smooth.h  Among staffings that cost the same, one that jumps less from group to group through the day. */
#ifndef CCS_STAFF_SMOOTH_H
#define CCS_STAFF_SMOOTH_H

#include "staff_search_data.h"

/** Steps by which numbers of groups change from an interval to the next one of the same day, over all: how rough a staffing is. */
uint32_t ccs_staff_roughness(const ccs_requirement_t *asked, const uint32_t *x);
/** Make the best of a search smoother: in some consecutive intervals one agent of a group less and one of another that costs the same more, where it takes away
 * roughness and every target still holds in the replications of the engine. The one that takes away most goes first, then the shortest, the earliest,
 * the group listed first; so the outcome is always the same. It ends when none is left, after a tenth as many staffings as the search has simulated
 * or a few dozen, or when the search shall end.
 * @return 0, CCS_ERR_STOPPED or CCS_ERR_NOMEM */
int ccs_staff_smooth(ccs_staff_search_t *search);

#endif
