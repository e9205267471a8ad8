/* forecast.c - pieces of rates between two times. Invariant: the pieces of a type ascend. */
#include "forecast.h"

#include <math.h>

/* The first piece of a type that ends behind a time. */
static uint32_t rate_behind(const ccs_plan_t *plan, const ccs_arrivals_t *arrivals, double time_s)
{
    uint32_t first = arrivals->first_rate, n = arrivals->n_rates;

    while (n > 0) {
        const uint32_t half = n / 2;
        const bool is_before = plan->rates[first + half].end_s <= time_s;

        first = is_before ? first + half + 1 : first;
        n = is_before ? n - half - 1 : half;
    }
    return first;
}

double ccs_forecast_fresh(const ccs_plan_t *plan, uint32_t type, double start_s, double end_s)
{
    const ccs_arrivals_t *const arrivals = &plan->types[type].arrivals;
    const uint32_t end = arrivals->first_rate + arrivals->n_rates;
    double sum = 0;

    for (uint32_t i = rate_behind(plan, arrivals, start_s); i < end && plan->rates[i].start_s < end_s; i++) {
        const ccs_rate_t *const rate = &plan->rates[i];

        sum += rate->per_s * (fmin(rate->end_s, end_s) - fmax(rate->start_s, start_s));
    }
    return sum * (1 + arrivals->forecast_bias);
}
