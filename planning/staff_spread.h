/** @file staff_spread.h  A given number of agent-hours over intervals and groups, so that the targets are served best.
 *
 * Best is: the fewest contacts missing to the targets, summed over targets and the periods over which they hold; of spreads with as many
 * missing, the fewest late. An agent is worth most where one more lifts most contacts to their target in time, and nothing beyond it while
 * it is missed elsewhere. What one agent more and one less do is measured by simulation (staff_cuts.h); steps move from where they are missed least to
 * where they gain most while that promises something, and a spread is kept if with the same customers it is better: marginal analysis (Fox
 * 1966, Discrete optimization via marginal analysis) with measured gains, in a reach that shrinks where promises are not kept. */
#ifndef CCS_STAFF_SPREAD_H
#define CCS_STAFF_SPREAD_H

#include "staff_search_data.h"

/** What a staffing came to, the less the better: contacts of a replication that are missing to targets, and a thousandth of those beyond who are late. */
double ccs_staff_spread_loss(const ccs_requirement_t *asked, const ccs_staff_outcome_t *outcome);

/** Spread as many weighted agent-hours as the requirement's wish has; what is less than a step is left. Bounds hold, so that less may be placed.
 * @param search  its engine simulates; best stays as it is @param starts  n of them, [n][size]: only their proportions matter; one without anybody counts not
 * @param x  receives the spread; in time or not, the best so far @return 0, CCS_ERR_STOPPED or CCS_ERR_NOMEM */
int ccs_staff_spread(ccs_staff_search_t *search, const uint32_t *starts, uint32_t n, uint32_t *x);

#endif
