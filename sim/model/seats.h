/** @file seats.h  Seats of sites: how many agents may work there at once. */
#ifndef CCS_SEATS_H
#define CCS_SEATS_H

#include "plan.h"

/** Seats of the site of a group. @return CCS_NONE: any number, or it is at no site */
static inline uint32_t ccs_plan_seats(const ccs_plan_t *self, uint32_t group)
{
    const uint32_t site = self->groups[group].site;

    return site == CCS_NONE ? CCS_NONE : self->sites[site].seats;
}

/** Whether some group is at a site that has a number of seats. */
static inline bool ccs_plan_has_seats(const ccs_plan_t *self)
{
    bool has = false;

    for (uint32_t i = 0; i < self->n_groups && !has; i++) has = ccs_plan_seats(self, i) != CCS_NONE;
    return has;
}

/** Whether agents who are logged in may be kept from work: by an outage, or as they have no seat. */
static inline bool ccs_plan_stops_agents(const ccs_plan_t *self)
{
    return self->n_outages > 0 || ccs_plan_has_seats(self);
}

#endif
