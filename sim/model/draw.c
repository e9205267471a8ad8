/* draw.c - which law a purpose has, and how long the draws of a contact are kept at hand. Invariant: neither changes a draw, only when it is
 * made: a batch costs a fifth of as many draws made alone, if most of them are asked for before newer contacts take its room. */
#include "draw.h"

#include <math.h>

#include "stream.h"

enum { MOST_BATCHES = 4096 }; /* a megabyte a block */

static const double OFTEN = 0.25; /* of the contacts that ask: a batch pays from there on */

static const ccs_distribution_t *law_or_null(const ccs_distribution_t *law)
{
    return law->kind == CCS_DISTRIBUTION_NONE ? NULL : law;
}

/* Talk times of the other pairs are those of the first one times a ratio; after-call work is its own or nothing. Delays of further attempts
 * are asked for seldom: whoever asks applies their laws. */
static void find_laws(ccs_draw_t *draws, const ccs_type_t *type, const ccs_pair_t *pairs)
{
    const ccs_pair_t *const first = type->routing.n_pairs > 0 ? &pairs[type->routing.first_pair] : NULL;

    draws[CCS_PURPOSE_GAP].law = law_or_null(&type->arrivals.gap);
    draws[CCS_PURPOSE_PATIENCE].law = law_or_null(&type->patience);
    draws[CCS_PURPOSE_IVR_TIME].law = law_or_null(&type->ivr.time);
    if (first && !isnan(first->talk_ratio)) draws[CCS_PURPOSE_TALK].law = law_or_null(&first->talk);
    if (first && first->wrap_is_shared) draws[CCS_PURPOSE_WRAP].law = law_or_null(&first->wrap);
}

static double peak_per_s(const ccs_type_t *type, const ccs_rate_t *rates)
{
    double per_s = 0;

    for (uint32_t i = type->arrivals.first_rate; i < type->arrivals.first_rate + type->arrivals.n_rates; i++)
        per_s = fmax(per_s, rates[i].per_s);
    return per_s;
}

/* So many that a contact's draws are still at hand so long after it came, at the busiest time. */
static void keep_for(ccs_draw_t *draws, enum ccs_purpose purpose, double contacts)
{
    ccs_draw_t *const block = &draws[(size_t) purpose / 2 * 2];
    const double needed = contacts / CCS_STREAM_BATCH + 1;
    uint32_t n = 1;

    if (needed > MOST_BATCHES) return;
    while (n < needed) n *= 2;
    block[0].n_batches = block[1].n_batches = n;
}

static bool any_wraps_at_random(const ccs_type_t *type, const ccs_pair_t *pairs)
{
    for (uint32_t i = type->routing.first_pair; i < type->routing.first_pair + type->routing.n_pairs; i++)
        if (pairs[i].wrap.kind != CCS_DISTRIBUTION_NONE && pairs[i].wrap.kind != CCS_DISTRIBUTION_CONSTANT) return true;
    return false;
}

static double longest_talk_s(const ccs_type_t *type, const ccs_pair_t *pairs)
{
    double mean_s = 0;

    for (uint32_t i = type->routing.first_pair; i < type->routing.first_pair + type->routing.n_pairs; i++)
        mean_s = fmax(mean_s, pairs[i].talk.mean);
    return mean_s;
}

void ccs_draws_make(ccs_draw_t *draws, const ccs_type_t *type, const ccs_rate_t *rates, const ccs_pair_t *pairs)
{
    const double per_s = peak_per_s(type, rates), ivr_s = type->ivr.time.mean;
    const double done_s = 2 * (ivr_s + longest_talk_s(type, pairs)); /* half of all talks and more, whatever their law */

    for (uint32_t i = 0; i < CCS_N_KEPT_PURPOSES; i++) draws[i] = (ccs_draw_t){0};
    find_laws(draws, type, pairs);
    keep_for(draws, CCS_PURPOSE_GAP, 0);
    keep_for(draws, CCS_PURPOSE_CONTAINED, 0);
    keep_for(draws, CCS_PURPOSE_PATIENCE, 1.5 * ivr_s * per_s);
    if (1 - type->ivr.contained_frac < OFTEN) return;
    if (any_wraps_at_random(type, pairs)) keep_for(draws, CCS_PURPOSE_WRAP, done_s * per_s);
    if (type->again.frac[CCS_RETRY_ANSWERED] > 0) keep_for(draws, CCS_PURPOSE_RECONNECT, done_s * per_s);
}
