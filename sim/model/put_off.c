/* put_off.c - where in a day customers come who put it off. */
#include "put_off.h"

#include <math.h>

/* The first piece of a type's rates that ends after a time. */
static uint32_t rate_after(const ccs_plan_t *plan, const ccs_arrivals_t *arrivals, double time_s)
{
    uint32_t first = arrivals->first_rate, end = first + arrivals->n_rates;

    while (first < end) {
        const uint32_t middle = first + (end - first) / 2;

        if (plan->rates[middle].end_s <= time_s) first = middle + 1;
        else end = middle;
    }
    return first;
}

double ccs_put_off_contacts(const ccs_plan_t *plan, uint32_t type, uint32_t cell)
{
    const ccs_arrivals_t *const arrivals = &plan->types[type].arrivals;
    const ccs_cell_t *const at = &plan->cells[cell];
    const uint32_t end = arrivals->first_rate + arrivals->n_rates;
    double contacts = 0;

    if (!ccs_plan_is_served(plan, type, cell)) return 0;
    for (uint32_t i = rate_after(plan, arrivals, at->start_s); i < end && plan->rates[i].start_s < at->end_s; i++)
        contacts += plan->rates[i].per_s * (fmin(plan->rates[i].end_s, at->end_s) - fmax(plan->rates[i].start_s, at->start_s));
    return contacts;
}

double ccs_put_off_contacts_of_day(const ccs_plan_t *plan, uint32_t type, uint32_t cell, uint32_t *end)
{
    const uint32_t day = plan->cells[cell].day;
    double contacts = 0;

    for (*end = cell; *end < plan->n_cells && plan->cells[*end].day == day; ++*end)
        contacts += ccs_put_off_contacts(plan, type, *end);
    return contacts;
}

double ccs_put_off_s(const ccs_plan_t *plan, uint32_t type, uint32_t cell, double frac)
{
    uint32_t end;
    double left = frac * ccs_put_off_contacts_of_day(plan, type, cell, &end);
    uint32_t last = cell;

    for (uint32_t i = cell; i < end; i++) {
        const double here = ccs_put_off_contacts(plan, type, i), length_s = plan->cells[i].end_s - plan->cells[i].start_s;

        if (!(here > 0)) continue;
        if (left < here) return plan->cells[i].start_s + left / here * length_s;
        left -= here;
        last = i;
    }
    /* nobody is expected, or what a sum was rounded to is left over */
    return plan->cells[last].start_s;
}
