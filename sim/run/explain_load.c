/* explain_load.c - the load that a plan offers against the agents that it schedules, interval by interval. Redials are not in
 * it: how many there are is a result. */
#include <math.h>

#include "explain.h"
#include "units.h"

enum { ROWS_MAX = 2000 }; /* of the table; a year of half-hours says nothing that its first weeks do not */

/* Mean time that a contact of a type takes an agent: the mean over the groups that it tries first. */
static double handle_s(const ccs_plan_t *plan, const ccs_type_t *type)
{
    const ccs_tier_t *const tier = &plan->tiers[type->first_tier];
    double sum_s = 0;

    for (uint32_t m = 0; m < tier->n_pairs; m++)
        sum_s += plan->pairs[plan->tier_pairs[tier->first_pair_of_tier + m]].mean_handle_s;
    return sum_s / tier->n_pairs;
}

/* Time average of the agents that a group schedules over a cell. */
static double mean_agents(const ccs_plan_t *plan, const ccs_group_t *group, const ccs_cell_t *cell)
{
    double agent_s = 0;

    for (uint32_t i = group->first_step; i < group->first_step + group->n_steps; i++) {
        const bool last = i + 1 == group->first_step + group->n_steps;
        const double from_s = fmax(plan->steps[i].time_s, cell->start_s);
        const double to_s = last ? cell->end_s : fmin(plan->steps[i + 1].time_s, cell->end_s);

        if (to_s > from_s) agent_s += plan->steps[i].agents * (to_s - from_s);
    }
    return agent_s / (cell->end_s - cell->start_s);
}

static void print_row(const ccs_plan_t *plan, uint32_t c, FILE *to)
{
    const ccs_cell_t *const cell = &plan->cells[c];
    const bool steady = plan->mode == CCS_MODE_STEADY;
    double per_s = 0, erlang = 0, agents = 0;

    for (uint32_t i = 0; i < plan->n_types; i++) {
        const double type_per_s = ccs_plan_offered_per_s(plan, i, c);

        per_s += type_per_s;
        erlang += type_per_s * handle_s(plan, &plan->types[i]);
    }
    for (uint32_t g = 0; g < plan->n_groups; g++) agents += mean_agents(plan, &plan->groups[g], cell);
    (void) fprintf(to, "%-22s %12.1f", steady ? "an hour" : cell->label, per_s * (steady ? 3600 : cell->end_s - cell->start_s));
    if (per_s > 0) {
        (void) fprintf(to, " %10.1f %10.2f %8.2f", erlang / per_s, erlang, agents);
    } else {
        (void) fprintf(to, " %10s %10.2f %8.2f", "-", 0.0, agents);
    }
    if (agents > 0) {
        (void) fprintf(to, " %11.3f%s\n", erlang / agents, erlang > agents ? "  above capacity" : "");
    } else {
        (void) fprintf(to, " %11s%s\n", "-", erlang > 0 ? "  nobody scheduled" : "");
    }
}

void ccs_explain_load(const ccs_plan_t *plan, FILE *to)
{
    uint32_t n_rows = 0, n_left_out = 0;

    (void) fprintf(to, "%-22s %12s %10s %10s %8s %11s\n", plan->mode == CCS_MODE_STEADY ? "steady state" : "interval", "contacts",
        "handle_s", "Erlang", "agents", "load/agent");
    for (uint32_t c = plan->first_counted; c < plan->first_counted + plan->n_counted; c++) {
        if (!plan->cells[c].open) continue;
        if (n_rows >= (plan->mode == CCS_MODE_STEADY ? 1 : ROWS_MAX)) {
            n_left_out++;
        } else {
            print_row(plan, c, to);
            n_rows++;
        }
    }
    if (n_left_out > 0 && plan->mode == CCS_MODE_DAY)
        (void) fprintf(to, "... and %lu more intervals\n", (unsigned long) n_left_out);
}
