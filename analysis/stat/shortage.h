/** @file shortage.h  Which group of agents limits service: the one whose contacts wait longest. */
#ifndef CCS_SHORTAGE_H
#define CCS_SHORTAGE_H

#include "scope.h"

/** The group whose contacts wait longest. */
typedef struct {
    uint32_t entity;          /* CCS_DATA_NONE: nobody waits, or the result does not say */
    bool is_short;            /* their wait is long enough to speak of a shortage */
    ccs_point_t wait;         /* mean_wait_s of the contacts that it serves */
    double occupancy;         /* busy share */
    uint32_t n_days, n_first; /* observations, and on how many this group has the longest waits */
    uint32_t n_groups;
} ccs_short_group_t;
ccs_short_group_t ccs_shortage_of(const ccs_view_t *view);
/** The group whose contacts wait longest in an interval or (CCS_DATA_NONE) over the run; of equal ones the busier. CCS_DATA_NONE: nobody
 * waits. */
uint32_t ccs_shortest_group(const ccs_view_t *view, uint32_t interval);
/** Mean wait of the contacts that a group serves, answered or abandoned, of all its types together: in an interval or (CCS_DATA_NONE) over
 * the run. NAN: not known. In an interval several types together have no half-width. */
ccs_point_t ccs_wait_of_group(const ccs_view_t *view, uint32_t entity, uint32_t interval);

#endif
