/* handling.c - what pauses make of talks, on average. */
#include "handling.h"

#include <math.h>

enum { N_QUANTILES = 64 }; /* of a law, where two are held against each other */

static double quantile(const ccs_distribution_t *law, uint32_t k)
{
    return ccs_distribution_at(law, (k + 0.5) / N_QUANTILES);
}

void ccs_pauses_work_out(ccs_pauses_t *self)
{
    double sum_s = 0;
    uint32_t n_stay = 0;

    self->stay_frac = 1;
    self->borne_s = self->hold.mean;
    if (self->patience.kind == CCS_DISTRIBUTION_NONE) return;
    for (uint32_t i = 0; i < N_QUANTILES; i++)
        for (uint32_t k = 0; k < N_QUANTILES; k++) {
            const double hold_s = quantile(&self->hold, i), patience_s = quantile(&self->patience, k);

            n_stay += patience_s >= hold_s;
            sum_s += fmin(patience_s, hold_s);
        }
    self->stay_frac = (double) n_stay / (N_QUANTILES * N_QUANTILES);
    self->borne_s = sum_s / (N_QUANTILES * N_QUANTILES);
}

/* By how much a law is more or less at a time. */
static double factor_at(const ccs_distribution_t *law, double time_s)
{
    return law->course ? ccs_course_at(law->course, time_s) : 1;
}

ccs_talk_mean_t ccs_handling_talk(const ccs_handling_t *self, uint32_t type, double talk_s, double time_s)
{
    const ccs_pauses_t *const pauses = self && self->pauses ? &self->pauses[type] : NULL;
    double there = 1;

    if (!pauses) return (ccs_talk_mean_t){talk_s, 0};
    const double setup_s =
        pauses->setup.kind == CCS_DISTRIBUTION_NONE ? 0 : pauses->setup.mean * factor_at(&pauses->setup, time_s);

    if (!(pauses->hold_frac > 0)) return (ccs_talk_mean_t){setup_s + talk_s, 0};
    const double hold_s = pauses->borne_s * factor_at(&pauses->hold, time_s), between_s = talk_s / (pauses->n_holds + 1);
    double with_s = between_s;

    for (uint32_t i = 0; i < pauses->n_holds; i++) {
        with_s += there * hold_s;
        there *= pauses->stay_frac;
        with_s += there * between_s;
    }
    return (ccs_talk_mean_t){setup_s + (1 - pauses->hold_frac) * talk_s + pauses->hold_frac * with_s,
        pauses->hold_frac * (1 - there)};
}
