/* retry.c - redials and reconnects: probability frac * decay^attempts, then a delay. */
#include "retry.h"

double ccs_retry_delay_s(const ccs_type_t *type, ccs_source_t *source, const ccs_contact_t *contact, enum ccs_retry_cause cause)
{
    const bool reconnects = cause == CCS_RETRY_ANSWERED;
    const ccs_repeat_t *const repeat = reconnects ? &type->again.reconnect : &type->again.redial;
    double frac = type->again.frac[cause];

    /* an attempt number has 16 bits in the key of a draw */
    if (!(frac > 0) || contact->attempt == UINT16_MAX || contact->attempt + 1U >= repeat->max_attempts) return -1;
    if (repeat->decay < 1)
        for (uint32_t i = 0; i < contact->attempt; i++) frac *= repeat->decay;
    const enum ccs_purpose whether = reconnects ? CCS_PURPOSE_RECONNECT : CCS_PURPOSE_REDIAL;
    const enum ccs_purpose when = reconnects ? CCS_PURPOSE_RECONNECT_DELAY : CCS_PURPOSE_REDIAL_DELAY;

    if (ccs_source_draw(source, whether, contact->index, contact->attempt) >= frac) return -1;
    if (repeat->delay.kind == CCS_DISTRIBUTION_NONE) return 0;
    return ccs_distribution_at(&repeat->delay, ccs_source_draw(source, when, contact->index, contact->attempt));
}
