/* load_legs.c - legs of contacts, wave by wave: those who come, those of them who are transferred, and so on. Every wave is smaller than the one before by
 * the share of those who are not transferred; a contact has no more than CCS_MAX_LEGS. */
#include "load_legs.h"

#include <string.h>

/* Of the talks of a type those that come to their end: the line does not break, and the customer does not hang up on hold. */
static double ended_frac(const ccs_handling_t *h, uint32_t type)
{
    return (1 - h->drops[type].frac) * (1 - ccs_handling_talk(h, type, 0, 0).hang_up_frac);
}

/* Of these those that end with a transfer. */
static double sent_frac(const ccs_handling_t *h, uint32_t type, uint32_t transfer)
{
    return ended_frac(h, type) * h->transfers[transfer].frac;
}

/* What the transfers make of a wave: the next one. @return whether there is any */
static bool send_wave(const ccs_handling_t *h, uint32_t n_types, const double *wave, double *next)
{
    bool any = false;

    memset(next, 0, n_types * sizeof *next);
    for (uint32_t type = 0; type < n_types; type++)
        for (uint32_t i = h->first[type]; i < h->first[type + 1] && wave[type] > 0; i++) {
            next[h->transfers[i].to] += wave[type] * sent_frac(h, type, i);
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

double ccs_load_legs_length(const ccs_plan_t *plan, const double *per_s, uint32_t type, double time_s)
{
    const ccs_handling_t *const h = plan->handling;
    const ccs_pair_t *const pair = &plan->pairs[plan->types[type].routing.first_pair];
    const double handle_s = ccs_plan_handle_s(pair, time_s), wrap_s = handle_s - ccs_plan_law_s(&pair->talk, time_s);
    const double kept = plan->handling ? 1 - plan->handling->drops[type].frac / 2 : 1; /* of the talk: it breaks at any moment */
    const double own_s = kept * ccs_handling_talk(h, type, handle_s - wrap_s, time_s).mean_s + wrap_s;
    double more_s = 0;

    for (uint32_t from = 0; h && from < plan->n_types; from++)
        for (uint32_t i = h->first[from]; i < h->first[from + 1]; i++) {
            const ccs_transfer_t *const transfer = &h->transfers[i];
            const double talk_s = transfer->talk_factor * (handle_s - wrap_s) + ccs_plan_law_s(&transfer->identify, time_s);

            if (transfer->to == type)
                more_s += per_s[from] * sent_frac(h, from, i) *
                    (kept * ccs_handling_talk(h, type, talk_s, time_s).mean_s + wrap_s - own_s);
        }
    return per_s[type] > 0 && handle_s > 0 ? (own_s + more_s / per_s[type]) / handle_s : 1;
}

void ccs_load_legs_returns(const ccs_plan_t *plan, double *share, double *scratch)
{
    const ccs_handling_t *const h = plan->handling;
    double *const before = scratch, *const last = scratch + plan->n_types;

    if (!h) return;
    for (uint32_t type = 0; type < plan->n_types; type++) {
        const ccs_drop_t *const drop = &h->drops[type];

        last[type] = share[type] * (1 - ccs_handling_frac(h, type)) * ended_frac(h, type) + drop->frac * drop->call_back_frac +
            (1 - drop->frac) * ccs_handling_talk(h, type, 0, 0).hang_up_frac * plan->types[type].again.frac[CCS_RETRY_ABANDONED];
        share[type] = last[type];
    }
    for (uint32_t leg = 1; leg < CCS_MAX_LEGS; leg++) {
        memcpy(before, share, plan->n_types * sizeof *before);
        for (uint32_t type = 0; type < plan->n_types; type++) {
            share[type] = last[type];
            for (uint32_t i = h->first[type]; i < h->first[type + 1]; i++)
                share[type] += sent_frac(h, type, i) * before[h->transfers[i].to];
        }
    }
}
