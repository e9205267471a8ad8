/* pauses.c - set-up and hold of types. */
#include "pauses.h"

#include <math.h>

#include "read_law.h"
#include "read_value.h"

enum { N_QUANTILES = 64 }; /* of a law, where two are held against each other */

static double quantile(const ccs_distribution_t *law, uint32_t k)
{
    return ccs_distribution_at(law, (k + 0.5) / N_QUANTILES);
}

/* stay_frac and borne_s, from the laws. */
static void work_out(ccs_pauses_t *self)
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

static void read_hold(ccs_reader_t *reader, const ccs_place_t *at, ccs_pauses_t *pauses)
{
    const ccs_place_t probability = ccs_place_child(reader, at, "probability"), time = ccs_place_child(reader, at, "time"),
                      times = ccs_place_child(reader, at, "times"), patience = ccs_place_child(reader, at, "patience");
    const double frac = ccs_read_share(reader, &probability);

    pauses->n_holds = ccs_read_count(reader, &times);
    pauses->hold = ccs_read_law(reader, &time, CCS_LAW_TIME);
    pauses->patience = ccs_read_law(reader, &patience, CCS_LAW_TIME);
    if (pauses->hold.kind == CCS_DISTRIBUTION_NONE || !(frac > 0)) return;
    pauses->hold_frac = frac;
    work_out(pauses);
}

bool ccs_pauses_read(ccs_reader_t *reader, const ccs_place_t *type, ccs_pauses_t *pauses)
{
    const ccs_place_t setup = ccs_place_child(reader, type, "setup"), hold = ccs_place_child(reader, type, "hold"),
                      aht = ccs_place_child(reader, type, "aht");

    *pauses = (ccs_pauses_t){.n_holds = 1};
    pauses->setup = ccs_read_law(reader, &setup, CCS_LAW_TIME);
    if (hold.value) read_hold(reader, &hold, pauses);
    if (aht.value && (setup.value || hold.value))
        ccs_reader_error(reader, setup.value ? &setup : &hold,
            "is part of the handle time already where aht is written: write talk and wrap in the place of aht");
    return pauses->setup.kind != CCS_DISTRIBUTION_NONE || pauses->hold_frac > 0;
}
