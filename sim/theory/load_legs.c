/* load_legs.c - legs of contacts, wave by wave: those who come, those of them who are transferred, and so on. Every wave is smaller than the one before by
 * the share of those who are not transferred; a contact has no more than CCS_MAX_LEGS. */
#include "load_legs.h"

#include <math.h>
#include <string.h>

/* Of a talk. */
typedef struct {
    double mean_s;       /* the time with the agent */
    double hang_up_frac; /* of the talks: the customer hangs up on hold */
} talk_mean_t;

/* By how much a law is more or less at a time. */
static double factor_at(const ccs_distribution_t *law, double time_s)
{
    return law->course ? ccs_course_at(law->course, time_s) : 1;
}

/* How long agents work on a contact on average, of which some go up before the end of the talk. */
static double until_seen_s(const ccs_handling_t *h, uint32_t type, double talk_s, double time_s)
{
    double sum_s = talk_s;

    for (uint32_t i = h ? h->first[type] : 0; h && i < h->first_plain[type]; i++) {
        const ccs_transfer_t *const up = &h->transfers[i];
        const bool has_law = up->detect.kind != CCS_DISTRIBUTION_NONE;

        sum_s += up->frac * ((has_law ? ccs_plan_law_s(&up->detect, time_s) : up->detect_frac * talk_s) - talk_s);
    }
    return sum_s;
}

/* What escalations and the pauses of a type make of a talk on average, at a time. */
static talk_mean_t talk_with_pauses(const ccs_handling_t *self, uint32_t type, double whole_s, double time_s)
{
    const ccs_pauses_t *const pauses = self && self->pauses ? &self->pauses[type] : NULL;
    const double talk_s = until_seen_s(self, type, whole_s, time_s);
    double there = 1;

    if (!pauses) return (talk_mean_t){talk_s, 0};
    const double setup_s =
        pauses->setup.kind == CCS_DISTRIBUTION_NONE ? 0 : pauses->setup.mean * factor_at(&pauses->setup, time_s);

    if (!(pauses->hold_frac > 0)) return (talk_mean_t){setup_s + talk_s, 0};
    const double hold_s = pauses->borne_s * factor_at(&pauses->hold, time_s), between_s = talk_s / (pauses->n_holds + 1);
    double with_s = between_s;

    for (uint32_t i = 0; i < pauses->n_holds; i++) {
        with_s += there * hold_s;
        there *= pauses->stay_frac;
        with_s += there * between_s;
    }
    return (
        talk_mean_t){setup_s + (1 - pauses->hold_frac) * talk_s + pauses->hold_frac * with_s, pauses->hold_frac * (1 - there)};
}

/* Of the talks of a type those that come to their end: the line does not break, and the customer does not hang up on hold. */
static double ended_frac(const ccs_handling_t *h, uint32_t type)
{
    return (1 - h->drops[type].frac) * (1 - talk_with_pauses(h, type, 0, 0).hang_up_frac);
}

double ccs_load_sent_frac(const ccs_handling_t *h, uint32_t type, uint32_t transfer)
{
    const ccs_transfer_t *const it = &h->transfers[transfer];

    return ended_frac(h, type) * it->frac * (it->goes_up ? 1 : 1 - ccs_handling_up_frac(h, type));
}

/* What the transfers make of a wave: the next one. @return whether there is any */
static bool send_wave(const ccs_handling_t *h, uint32_t n_types, const double *wave, double *next)
{
    bool any = false;

    memset(next, 0, n_types * sizeof *next);
    for (uint32_t type = 0; type < n_types; type++)
        for (uint32_t i = h->first[type]; i < h->first[type + 1] && wave[type] > 0; i++) {
            next[h->transfers[i].to] += wave[type] * ccs_load_sent_frac(h, type, i);
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

double ccs_load_asks_frac(const ccs_handling_t *h, uint32_t type, const ccs_consult_t *consult)
{
    const ccs_pauses_t *const pauses = &h->pauses[type];
    const double n_before = fmin(floor(consult->after_frac * (pauses->n_holds + 1)), pauses->n_holds);
    const double lost_frac = pauses->hold_frac > 0 ? pauses->hold_frac * (1 - pow(pauses->stay_frac, n_before)) : 0;

    return consult->frac * (1 - h->drops[type].frac * consult->after_frac) * (1 - lost_frac);
}

void ccs_load_consults(const ccs_plan_t *plan, const double *per_s, double time_s, ccs_load_asked_t *asked)
{
    const ccs_handling_t *const h = plan->handling;

    for (uint32_t type = 0; type < plan->n_types; type++) asked[type] = (ccs_load_asked_t){0};
    for (uint32_t type = 0; ccs_plan_consults(plan) && type < plan->n_types; type++)
        for (uint32_t i = h->first_consult[type]; i < h->first_consult[type + 1]; i++) {
            const double asks_per_s = per_s[type] * ccs_load_asks_frac(h, type, &h->consults[i]);

            asked[h->consults[i].to].per_s += asks_per_s;
            asked[h->consults[i].to].load += asks_per_s * ccs_plan_law_s(&h->consults[i].time, time_s);
        }
}

/* What consults add to a talk on average, but for waits (load_wait.h). */
static double consults_s(const ccs_plan_t *plan, uint32_t type, double time_s)
{
    const ccs_handling_t *const h = plan->handling;
    double sum_s = 0;

    for (uint32_t i = ccs_plan_consults(plan) ? h->first_consult[type] : 0;
         ccs_plan_consults(plan) && i < h->first_consult[type + 1]; i++)
        sum_s += ccs_load_asks_frac(h, type, &h->consults[i]) * ccs_plan_law_s(&h->consults[i].time, time_s);
    return sum_s;
}

static double handover_s(const ccs_transfer_t *transfer, double time_s)
{
    return transfer->handover.kind == CCS_DISTRIBUTION_NONE ? 0 : ccs_plan_law_s(&transfer->handover, time_s);
}

/* How long an agent stays after another one has answered. */
static double stays_with_s(const ccs_plan_t *plan, const ccs_transfer_t *transfer, double time_s)
{
    const ccs_pair_t *const pair = &plan->pairs[plan->types[transfer->to].routing.first_pair];
    const double talk_s = transfer->talk_factor * ccs_plan_law_s(&pair->talk, time_s);

    if (transfer->kind != CCS_TRANSFER_CONFERENCE) return handover_s(transfer, time_s);
    return (1 - plan->handling->drops[transfer->to].frac / 2) *
        talk_with_pauses(plan->handling, transfer->to, talk_s, time_s).mean_s;
}

double ccs_load_legs_length(const ccs_plan_t *plan, const double *per_s, uint32_t type, double time_s)
{
    const ccs_handling_t *const h = plan->handling;
    const ccs_pair_t *const pair = &plan->pairs[plan->types[type].routing.first_pair];
    const double handle_s = ccs_plan_handle_s(pair, time_s), wrap_s = pair->wrap_effort * ccs_plan_law_s(&pair->wrap, time_s);
    const double kept = plan->handling ? 1 - plan->handling->drops[type].frac / 2 : 1; /* of the talk: it breaks at any moment */
    const double own_s = kept * talk_with_pauses(h, type, handle_s - wrap_s, time_s).mean_s + wrap_s;
    double more_s = 0, stays_s = consults_s(plan, type, time_s);

    for (uint32_t i = h ? h->first[type] : 0; h && i < h->first[type + 1]; i++)
        stays_s += ccs_load_sent_frac(h, type, i) * stays_with_s(plan, &h->transfers[i], time_s);

    for (uint32_t from = 0; h && from < plan->n_types; from++)
        for (uint32_t i = h->first[from]; i < h->first[from + 1]; i++) {
            const ccs_transfer_t *const transfer = &h->transfers[i];
            const double talk_s = transfer->talk_factor * (handle_s - wrap_s) + ccs_plan_law_s(&transfer->identify, time_s) +
                handover_s(transfer, time_s);

            if (transfer->to == type)
                more_s += per_s[from] * ccs_load_sent_frac(h, from, i) *
                    (kept * talk_with_pauses(h, type, talk_s, time_s).mean_s + wrap_s - own_s);
        }
    return per_s[type] > 0 && handle_s > 0 ? (own_s + stays_s + more_s / per_s[type]) / handle_s : 1;
}

void ccs_load_legs_returns(const ccs_plan_t *plan, double *share, double *scratch)
{
    const ccs_handling_t *const h = plan->handling;
    double *const before = scratch, *const last = scratch + plan->n_types;

    if (!h) return;
    for (uint32_t type = 0; type < plan->n_types; type++) {
        const ccs_drop_t *const drop = &h->drops[type];

        last[type] = share[type] * (1 - ccs_handling_frac(h, type)) * ended_frac(h, type) + drop->frac * drop->call_back_frac +
            (1 - drop->frac) * talk_with_pauses(h, type, 0, 0).hang_up_frac * plan->types[type].again.frac[CCS_RETRY_ABANDONED];
        share[type] = last[type];
    }
    for (uint32_t leg = 1; leg < CCS_MAX_LEGS; leg++) {
        memcpy(before, share, plan->n_types * sizeof *before);
        for (uint32_t type = 0; type < plan->n_types; type++) {
            share[type] = last[type];
            for (uint32_t i = h->first[type]; i < h->first[type + 1]; i++)
                share[type] += ccs_load_sent_frac(h, type, i) * before[h->transfers[i].to];
        }
    }
}
