/* load_legs.c - legs of contacts, wave by wave: those who come, those of them who are transferred, and so on. Every wave is smaller than the one before by
 * the share of those who are not transferred; a contact has no more than CCS_MAX_LEGS. */
#include "load_legs.h"

#include <string.h>

/* What the transfers make of a wave: the next one. @return whether there is any */
static bool send_wave(const ccs_handling_t *h, uint32_t n_types, const double *wave, double *next)
{
    bool any = false;

    memset(next, 0, n_types * sizeof *next);
    for (uint32_t type = 0; type < n_types; type++)
        for (uint32_t i = h->first[type]; i < h->first[type + 1] && wave[type] > 0; i++) {
            next[h->transfers[i].to] += wave[type] * h->transfers[i].frac;
            any = any || h->transfers[i].frac > 0;
        }
    return any;
}

void ccs_load_legs(const ccs_plan_t *plan, double *per_s, double *scratch)
{
    const uint32_t n = plan->n_types;
    double *wave = scratch, *next = scratch + n;

    if (!plan->handling) return;
    memcpy(wave, per_s, n * sizeof *wave);
    for (uint32_t leg = 1; leg < CCS_MAX_LEGS && send_wave(plan->handling, n, wave, next); leg++) {
        double *const sent = wave;

        for (uint32_t type = 0; type < n; type++) per_s[type] += next[type];
        wave = next;
        next = sent;
    }
}

void ccs_load_legs_returns(const ccs_plan_t *plan, double *share, double *scratch)
{
    const ccs_handling_t *const h = plan->handling;
    double *const before = scratch, *const last = scratch + plan->n_types;

    if (!h) return;
    for (uint32_t type = 0; type < plan->n_types; type++)
        share[type] = last[type] = share[type] * (1 - ccs_handling_frac(h, type));
    for (uint32_t leg = 1; leg < CCS_MAX_LEGS; leg++) {
        memcpy(before, share, plan->n_types * sizeof *before);
        for (uint32_t type = 0; type < plan->n_types; type++) {
            share[type] = last[type];
            for (uint32_t i = h->first[type]; i < h->first[type + 1]; i++)
                share[type] += h->transfers[i].frac * before[h->transfers[i].to];
        }
    }
}
