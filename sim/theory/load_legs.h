/** @file load_legs.h  What contacts that go on to another type after a talk make of loads: a contact is work in each of its legs. */
#ifndef CCS_LOAD_LEGS_H
#define CCS_LOAD_LEGS_H

#include "plan.h"

/** From contacts as they come to legs. @param per_s  by type: contacts that come as it, all of whom are served; receives legs in its queue
 * @param scratch  2 * n_types. Nothing changes in a plan without transfers */
void ccs_load_legs(const ccs_plan_t *plan, double *per_s, double *scratch);
/** What legs that follow a transfer take of the time of one of their type that comes by itself, mean of all its legs. @param per_s  by type: legs in its queue
 * @return 1 where they take as long, or there are none */
double ccs_load_legs_length(const ccs_plan_t *plan, const double *per_s, uint32_t type, double time_s);
/** Agents who ask for an agent of a type. */
typedef struct {
    double per_s, load; /* Erlang */
} ccs_load_asked_t;

/** What agents in a talk ask of others. @param per_s  by type: legs in its queue @param asked  by type; receives it, all of whom are answered */
void ccs_load_consults(const ccs_plan_t *plan, const double *per_s, double time_s, ccs_load_asked_t *asked);
/** Of the talks of a type, those that end with a transfer, by its number in plan.handling->transfers: the line does not break, and the customer does not hang up. */
double ccs_load_sent_frac(const ccs_handling_t *h, uint32_t type, uint32_t transfer);
/** Of the talks of a type those in which the agent asks another one: the line has not broken before, and no customer has hung up. */
double ccs_load_asks_frac(const ccs_handling_t *h, uint32_t type, const ccs_consult_t *consult);
/** By type as which contacts come: the share after whose last talk the customer contacts again, by the shares of the types in which the talks end.
 * @param share  by type, receives it */
void ccs_load_legs_returns(const ccs_plan_t *plan, double *share, double *scratch);

#endif
