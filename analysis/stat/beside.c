/* beside.c - formulas beside a simulation. Invariant: a mean is of the intervals in which both are known. */
#include "beside.h"

#include <math.h>

const char *ccs_beside_name(enum ccs_beside of)
{
    static const char *const names[CCS_N_BESIDE] = {"simulated", "Erlang C", "Erlang A"};

    return names[of];
}

double ccs_beside_at(const ccs_beside_type_t *of, uint32_t interval, enum ccs_beside which)
{
    return of->values[(size_t) interval * CCS_N_BESIDE + which];
}

static void sum_up(const ccs_view_t *v, ccs_beside_type_t *of)
{
    const uint32_t offered = ccs_view_interval_metric(v, "offered");
    double contacts = 0, sums[CCS_N_BESIDE] = {0};

    of->widest = 0;
    for (uint32_t i = 0; offered != CCS_DATA_NONE && i < v->n_intervals; i++) {
        const double *const x = &of->values[(size_t) i * CCS_N_BESIDE];
        const double n = ccs_view_point_at(v, offered, of->entity, i).mean,
                     apart = fabs(x[CCS_BESIDE_SIMULATED] - x[CCS_BESIDE_ERLANG_A]);

        if (!v->interval_open[i] || isnan(apart) || isnan(n)) continue;
        for (int k = 0; k < CCS_N_BESIDE; k++) sums[k] += n * x[k];
        contacts += n;
        if (apart <= of->widest) continue;
        of->widest = apart;
        of->widest_at = i;
    }
    for (int k = 0; k < CCS_N_BESIDE; k++) of->means[k] = contacts > 0 ? sums[k] / contacts : (double) NAN;
}

void ccs_beside_sum_up(ccs_beside_t *self)
{
    for (uint32_t i = 0; i < self->n; i++) sum_up(self->view, &self->types[i]);
}
