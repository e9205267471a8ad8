/* time_axis.c - what the two modes of a run mean for the time axis. */
#include "time_axis.h"

#include <math.h>

/* A day that never ends is left after this time, a steady run after its own length again. */
enum { LONGEST_DRAIN_S = 30 * 86400, SHORTEST_RUN_OUT_S = 3600 };

/* How long the centre is open in the cells that count. */
static double open_s(const ccs_plan_t *plan)
{
    double sum_s = 0;

    for (uint32_t cell = plan->first_counted; cell < plan->first_counted + plan->n_counted; cell++)
        if (plan->cells[cell].open) sum_s += plan->cells[cell].end_s - plan->cells[cell].start_s;
    return sum_s;
}

ccs_axis_t ccs_axis_of(const ccs_plan_t *plan)
{
    if (plan->mode == CCS_MODE_DAY)
        return (ccs_axis_t){.n_observations = 1,
            .observation_s = open_s(plan),
            .has_days = plan->n_days > 1 && plan->periods.by <= CCS_REPORT_DAY,
            .last_s = plan->end_s + LONGEST_DRAIN_S,
            .has_clock = true};
    const ccs_cell_t *const batch = &plan->cells[plan->first_counted];

    return (ccs_axis_t){.n_observations = plan->n_counted,
        .observation_s = batch->end_s - batch->start_s,
        .last_s = plan->end_s + fmax(plan->end_s, SHORTEST_RUN_OUT_S),
        .is_batched = true};
}
