/** @file time_axis.h  Questions about the time axis of a plan. Whoever wants to know what an interval rests on, whether figures are told by time of day or
 * when a run is over asks here, and not in which mode it is. */
#ifndef CCS_TIME_AXIS_H
#define CCS_TIME_AXIS_H

#include "plan.h"

/** What the cells of a plan say. @param plan  its cells, days and times are there */
ccs_axis_t ccs_axis_of(const ccs_plan_t *plan);

/** Whether what happens in a cell enters figures: not in the warm-up, the run-out and the days run in and out. */
static inline bool ccs_axis_counts(const ccs_plan_t *plan, uint32_t cell)
{
    return cell - plan->first_counted < plan->n_counted;
}
/** The observation of a replication, from 0, that a cell which counts belongs to. */
static inline uint32_t ccs_axis_observation(const ccs_plan_t *plan, uint32_t cell)
{
    return plan->axis.is_batched ? cell - plan->first_counted : 0;
}
/** The day, from 0, that a cell which counts belongs to: a closed one to the day that closed. */
static inline uint32_t ccs_axis_day(const ccs_plan_t *plan, uint32_t cell)
{
    return plan->cells[cell].day - plan->n_run_in;
}
/** Whether the centre is closed in a cell. Where there is no clock it never is. */
static inline bool ccs_axis_is_closed(const ccs_plan_t *plan, uint32_t cell)
{
    return plan->axis.has_clock && !plan->cells[cell].open;
}

#endif
