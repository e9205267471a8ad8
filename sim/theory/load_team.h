/** @file load_team.h  What agents of one team who are not alike can take of the load: classes with skills of their own count by their speed. */
#ifndef CCS_LOAD_TEAM_H
#define CCS_LOAD_TEAM_H

#include "plan.h"

/** Once for a plan.
 * @param unlike  receives by team whether it has classes with agents that serve different types
 * @param speed  receives by group, where its team is so, the mean over what it serves, > 0; else 1 */
void ccs_load_start_teams(const ccs_plan_t *plan, bool *unlike, double *speed);
/** In each cell.
 * @param agents_of  by group, >= 0 @param pace  receives by group its speed over the mean of its team's agents; 1 without agents
 * @param capacity  receives by group agents times pace; those of a team add up to its agents */
void ccs_load_fill_capacity(const ccs_plan_t *plan, const double *agents_of, const double *speed, double *pace, double *capacity);

#endif
