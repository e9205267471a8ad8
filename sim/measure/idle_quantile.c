/* idle_quantile.c - found by halving, which needs no memory to sort in. */
#include "idle_quantile.h"

#include <math.h>

/* Of the agents whose idle share is at most that: their time logged in, and the largest of these shares. */
static double logged_in_upto(const ccs_record_t *record, const ccs_fact_rows_t *agents, double share, double *largest)
{
    double sum_s = 0;

    *largest = 0;
    for (uint32_t i = 0; i < agents->n; i++) {
        const double *const row = &record->agent[(size_t) agents->ids[i] * CCS_N_AGENT_FACTS];
        const double own = row[CCS_FACT_idle_area] / row[CCS_FACT_logged_in_area];

        if (!(own <= share)) continue; /* NAN: never there */
        sum_s += row[CCS_FACT_logged_in_area];
        *largest = fmax(*largest, own);
    }
    return sum_s;
}

double ccs_idle_quantile(const ccs_record_t *record, const ccs_fact_rows_t *agents, double logged_in_s, double p)
{
    enum { HALVINGS = 40 };
    double low = 0, high = 1, largest;

    if (logged_in_upto(record, agents, 0, &largest) >= p * logged_in_s) return 0;
    for (int i = 0; i < HALVINGS; i++) {
        const double middle = 0.5 * (low + high);

        if (logged_in_upto(record, agents, middle, &largest) >= p * logged_in_s) high = middle;
        else low = middle;
    }
    (void) logged_in_upto(record, agents, high, &largest);
    return largest;
}
