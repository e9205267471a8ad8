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
/** The period that figures of a cell are told for. */
static inline uint32_t ccs_axis_period(const ccs_plan_t *plan, uint32_t cell)
{
    return plan->periods.of_cell ? plan->periods.of_cell[cell] : cell;
}
/** How long a period lasts, without what lies between its cells. */
static inline double ccs_axis_lasts_s(const ccs_plan_t *plan, uint32_t period)
{
    const ccs_cell_t *const of = &plan->periods.at[period];

    return plan->periods.lasts_s ? plan->periods.lasts_s[period] : of->end_s - of->start_s;
}
/** The observation of a replication, from 0, that a period which counts belongs to. */
static inline uint32_t ccs_axis_observation(const ccs_plan_t *plan, uint32_t period)
{
    return plan->axis.is_batched ? period - plan->periods.first_counted : 0;
}
/** The day, from 0, in which a period which counts begins: a closed one is of the day that closed. */
static inline uint32_t ccs_axis_day(const ccs_plan_t *plan, uint32_t period)
{
    return plan->periods.at[period].day - plan->n_run_in;
}
/** Whether the centre is closed in a cell. Where there is no clock it never is. */
static inline bool ccs_axis_is_closed(const ccs_plan_t *plan, uint32_t cell)
{
    return plan->axis.has_clock && !plan->cells[cell].open;
}

#endif
