/* doubt_wait.c - warnings of agents who could wait with a customer, on hold or beside them, for an agent of another type while nobody who serves it is scheduled: nothing
 * ends that before somebody is. Invariant: one for each type that asks or transfers, of the first such time. */
#include "doubt.h"

#include <math.h>

#include "date.h"
#include "handling.h"
#include "time_axis.h"
#include "units.h"

enum { DATE_MAX = 16, DAY_S = 86400 };

/* Agents of a group that the schedule says are there at a time. */
static double scheduled_at(const ccs_plan_t *plan, const ccs_group_t *group, double time_s)
{
    const ccs_staff_step_t *const steps = &plan->staff_steps[group->first_step];
    uint32_t from = 0, to = group->n_steps; /* steps before from are not later, those from to on are */

    while (from < to) {
        const uint32_t middle = from + (to - from) / 2;

        if (steps[middle].time_s <= time_s) from = middle + 1;
        else to = middle;
    }
    return from > 0 ? steps[from - 1].agents : 0;
}

static bool is_staffed(const ccs_plan_t *plan, uint32_t type, double time_s)
{
    const ccs_routing_t *const routing = &plan->types[type].routing;
    bool any = false;

    for (uint32_t pair = routing->first_pair; pair < routing->first_pair + routing->n_pairs && !any; pair++)
        any = scheduled_at(plan, &plan->groups[plan->pairs[pair].group], time_s) > 0;
    return any;
}

/* The first interval in which one type is served and nobody is there for the other, whose queue may be joined, or drains. NULL: there is none */
static const ccs_cell_t *first_alone(const ccs_plan_t *plan, uint32_t from, uint32_t to)
{
    const bool drains = plan->queues[plan->types[to].queue].at_close == CCS_AT_CLOSE_DRAIN;

    for (uint32_t c = 0; c < plan->n_cells; c++) {
        const ccs_cell_t *const cell = &plan->cells[c];

        if (!ccs_axis_counts(plan, c) || !ccs_plan_is_served(plan, from, c)) continue;
        if (!drains && !ccs_plan_is_served(plan, to, c)) continue;
        if (!is_staffed(plan, to, cell->start_s) && is_staffed(plan, from, cell->start_s)) return cell;
    }
    return NULL;
}

/* @return whether there was something to warn of */
static bool warn(const ccs_doubt_t *self, uint32_t from, uint32_t to, bool asks)
{
    const ccs_plan_t *const plan = self->plan;
    const ccs_place_t at = ccs_place_child(self->reader, &self->types_named->at[from], asks ? "consult" : "transfer");
    const ccs_cell_t *const cell = first_alone(plan, from, to);
    char time[CCS_UNITS_TEXT_MAX], date[DATE_MAX];

    if (!cell) return false;
    const double day = floor(cell->clock_s / DAY_S);

    ccs_units_show_time_of_day(cell->clock_s - day * DAY_S, time, sizeof time);
    ccs_date_show(plan->first_date + (int64_t) day, date, sizeof date);
    ccs_reader_warning(self->reader, &at,
        "an agent of %.40s and the customer wait until an agent of %.40s answers, and nobody who serves that is scheduled from %s on %s, while %.40s is served: give a max_wait%s",
        plan->types[from].name, plan->types[to].name, time, date, plan->types[from].name,
        asks ? ", or customers a hold.patience" : ", or customers there a patience");
    return true;
}

static void doubt_type(const ccs_doubt_t *self, uint32_t type)
{
    const ccs_handling_t *const h = self->plan->handling;
    const bool bears_all = !h->pauses || h->pauses[type].patience.kind == CCS_DISTRIBUTION_NONE;
    bool told = false;

    for (uint32_t i = h->first_consult[type]; i < h->first_consult[type + 1] && bears_all && !told; i++)
        told = isinf(h->consults[i].max_wait_s) && h->consults[i].frac > 0 && warn(self, type, h->consults[i].to, true);
    told = false;
    for (uint32_t i = h->first[type]; i < h->first[type + 1] && !told; i++) {
        const ccs_transfer_t *const transfer = &h->transfers[i];
        const bool lasts = transfer->kind != CCS_TRANSFER_COLD && isinf(transfer->max_wait_s) && transfer->frac > 0;

        told = lasts && self->plan->types[transfer->to].patience.kind == CCS_DISTRIBUTION_NONE &&
            warn(self, type, transfer->to, false);
    }
}

void ccs_doubt_waits(const ccs_doubt_t *self)
{
    const ccs_plan_t *const plan = self->plan;

    for (uint32_t i = 0; plan->handling && plan->axis.has_clock && i < plan->n_types; i++) doubt_type(self, i);
}
