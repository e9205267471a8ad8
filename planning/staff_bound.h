/** @file staff_bound.h  What no staffing can cost less than, and so how much is left to gain.
 *
 * A relaxation: of every set of types the agents of all groups that serve any of them, taken as one pool that has nothing else to do and whose agents can
 * do all of it as fast as any, must be enough for the targets of the set taken together. The pool loses fewest in time as a queue that drops who has
 * waited too long, M/M/n + D: no order of service begins more in time where work is exponential (Bhattacharya and Ephremides 1989, Optimal
 * scheduling with strict deadlines; the loss: Barrer 1957, Queuing with impatient customers and ordered service). Whatever the laws, agents work
 * no more than all of their time. The sets are found one after another: the cheapest agents that the sets so far allow show which one they break. As broken
 * numbers the program is solved by GLPK, or without it bounded by multipliers (cover.h); either is a bound.
 *
 * It takes each interval, which is a whole day, as a steady state of its own with the mean rates of the scenario. */
#ifndef CCS_STAFF_BOUND_H
#define CCS_STAFF_BOUND_H

#include "requirement.h"

/** @param cost  receives it, weighted agent-hours; NAN: none is known, where a day has several intervals, a share of replications is asked for,
 * agents have several contacts at a time, or no target counts as sl_offered
 * @return 0 or CCS_ERR_NOMEM */
int ccs_staff_bound(const ccs_requirement_t *asked, double *cost);

/** Agents that a pool needs so that it begins so large a part of Poisson arrivals in time, with work that takes so long, exponential: the least number.
 * @param rate_per_s, work_s, within_s, frac  > 0, > 0, >= 0, 0 < frac < 1 */
uint32_t ccs_staff_bound_pool(double rate_per_s, double work_s, double within_s, double frac);

#endif
