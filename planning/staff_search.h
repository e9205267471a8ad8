/** @file staff_search.h  The search for the least staff that meets the targets, by simulation of the same customers.
 *
 * What one agent more does for each target is measured by simulation (for all slots that do not touch one another at once), and taken as linear
 * around the staffing at hand but for what every further agent does less: cuts in the words of Atlason, Epelman and Henderson (2008, Optimizing call center staffing using
 * simulation and analytic center cutting-plane methods) and of Cezik and L'Ecuyer (2008, Staffing multiskill call centers via linear
 * programming and simulation). A covering problem in whole numbers (cover.h) within some agents of the best staffing makes the next one; where it
 * misses a target, the cut is moved by as much as was missing. At the end what one agent less does is measured, and where there are few
 * numbers to choose, exchanges are tried one by one. */
#ifndef CCS_STAFF_SEARCH_H
#define CCS_STAFF_SEARCH_H

#include "staff_search_data.h"

/** @return 0 or CCS_ERR_NOMEM; _free is legal then */
int ccs_staff_search_init(ccs_staff_search_t *self, const ccs_requirement_t *asked, const ccs_staff_engine_t *engine);
void ccs_staff_search_free(ccs_staff_search_t *self);
/** Search from a staffing. Again, with other replications in the engine: from the best so far, whatever it then comes to.
 * @return 0; CCS_ERR_STOPPED or 0 with ended_late: best holds if best_cost is finite; CCS_ERR_SCENARIO: a target that even many agents
 * miss, which err tells; CCS_ERR_NOMEM */
int ccs_staff_search_run(ccs_staff_search_t *self, const uint32_t *start, ccs_err_t *err);
/** Only up, and nobody becomes less, until every target holds in the replications of the engine. @return as _run */
int ccs_staff_search_lift(ccs_staff_search_t *self, const uint32_t *start, ccs_err_t *err);

#endif
