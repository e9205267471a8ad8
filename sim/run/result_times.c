/* result_times.c - the intervals and days of a result. Invariant: times are those of the local clock, as the labels are. */
#include <math.h>
#include <stdio.h>

#include "result_parts.h"
#include "time_axis.h"

/* The intervals' begins as the CF conventions write times, on the local clock as the labels are. */
static void add_clock_times(ccs_result_maker_t *m)
{
    const ccs_plan_t *const plan = m->plan;

    if (!plan->axis.has_clock) return;
    ccs_variable_t *const v = ccs_dataset_add(m->to, "time", CCS_DATA_F64, &m->interval, 1);
    char units[48];

    snprintf(units, sizeof units, "seconds since %.10s 00:00:00", plan->day_labels[0]);
    if (!ccs_dataset_describe(m->to, v, units, "begin of the interval on the local clock%s%s", plan->timezone ? " of " : "",
            plan->timezone ? plan->timezone : ""))
        return;
    for (uint32_t i = 0; i < plan->periods.n_counted; i++)
        v->data.f64[i] = plan->periods.at[plan->periods.first_counted + i].clock_s;
    ccs_dataset_set_text(m->to, "coordinates", "time");
}

/* The days, and to which of them each interval belongs: a closed time to the day that closed. */
static void add_calendar(ccs_result_maker_t *m)
{
    const ccs_plan_t *const plan = m->plan;
    const char **const days = ccs_result_texts(m, "day", m->day, "date");
    ccs_variable_t *const v = ccs_dataset_add(m->to, "interval_day", CCS_DATA_U32, &m->interval, 1);
    uint32_t *const of = v ? ccs_dataset_describe(m->to, v, "1", "day that it belongs to, from 0")->data.u32 : NULL;

    for (uint32_t i = 0; days && i < plan->n_days; i++) days[i] = plan->day_labels[i];
    for (uint32_t i = 0; of && i < plan->periods.n_counted; i++) of[i] = ccs_axis_day(plan, plan->periods.first_counted + i);
}

void ccs_result_add_times(ccs_result_maker_t *m)
{
    static const char *const moments[] = {"num", "den", "num2", "den2", "num_den"};
    const ccs_plan_t *const plan = m->plan;

    if (!m->r->sums) return;
    const char **const labels = ccs_result_texts(m, "interval", m->interval, "local time of the interval's begin");
    double *const starts =
        ccs_result_numbers(m, "interval_start_s", &m->interval, 1, "s", "begin, since midnight of the first day");
    double *const ends = ccs_result_numbers(m, "interval_end_s", &m->interval, 1, "s", "end, since midnight of the first day");
    ccs_variable_t *const opens = ccs_dataset_add(m->to, "interval_open", CCS_DATA_U32, &m->interval, 1);
    uint32_t *const open =
        opens ? ccs_dataset_describe(m->to, opens, "1", "1 within opening hours, 0 while the centre is closed")->data.u32 : NULL;
    const char **const names =
        ccs_result_texts(m, "moment", m->moment, "sums over replications of numerators, denominators and their products");

    for (uint32_t i = 0; labels && starts && ends && open && i < plan->periods.n_counted; i++) {
        const ccs_cell_t *const cell = &plan->periods.at[plan->periods.first_counted + i];

        labels[i] = cell->label;
        starts[i] = cell->start_s - plan->first_day_s;
        ends[i] = isinf(cell->end_s) ? (double) NAN : cell->end_s - plan->first_day_s;
        open[i] = cell->open;
    }
    for (uint32_t i = 0; names && i < 5; i++) names[i] = moments[i];
    add_clock_times(m);
    if (plan->n_days > 1) add_calendar(m);
}

/* Where types have hours of their own; what is longer than an interval may be both. */
void ccs_result_add_type_hours(ccs_result_maker_t *m)
{
    const uint32_t dims[] = {m->config, m->interval, m->noun[CCS_ENTITY_TYPE]};
    const ccs_plan_t *const plan = m->plan;

    if (!m->r->sums || !plan->own_hours.set_of || plan->periods.of_cell) return;
    ccs_variable_t *const v = ccs_dataset_add(m->to, "type_closed", CCS_DATA_U32, dims, 3);
    uint32_t *const closed = v
        ? ccs_dataset_describe(m->to, v, "1", "1 while it is closed by hours of its own, though the centre is open")->data.u32
        : NULL;

    for (uint32_t i = 0; closed && i < plan->periods.n_counted; i++)
        for (uint32_t type = 0; type < plan->n_types; type++)
            closed[(size_t) i * plan->n_types + type] = plan->periods.at[plan->periods.first_counted + i].open &&
                ccs_plan_is_closed(plan, type, plan->periods.first_counted + i);
}

/* Where some of those who wait when the run begins are due by dates of their own, by which service level counts them. */
void ccs_result_add_due_dates(ccs_result_maker_t *m)
{
    const uint32_t dims[] = {m->config, m->noun[CCS_ENTITY_TYPE]};
    const ccs_plan_t *const plan = m->plan;
    uint64_t n_all = 0;

    for (uint32_t type = 0; type < plan->n_types; type++) n_all += plan->types[type].arrivals.backlog.n_due;
    ccs_variable_t *const v = n_all > 0 ? ccs_dataset_add(m->to, "type_due_dates", CCS_DATA_U32, dims, 2) : NULL;
    uint32_t *const n = v ? ccs_dataset_describe(m->to, v, "1",
                                "contacts that wait when the run begins and have due dates, by which service level counts them")
                                ->data.u32
                          : NULL;

    for (uint32_t type = 0; n && type < plan->n_types; type++) n[type] = plan->types[type].arrivals.backlog.n_due;
}
