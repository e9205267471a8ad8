/* retry.c - redials and reconnects: probability frac * decay^attempts, then a delay. */
#include "retry.h"

#include "hint.h"

/* @param time_s  NULL: nothing varies over time */
CCS_INLINE double delay_s(const ccs_type_t *type, ccs_source_t *source, const ccs_contact_t *contact, enum ccs_retry_cause cause,
    const double *time_s)
{
    const bool reconnects = cause == CCS_RETRY_ANSWERED;
    const ccs_repeat_t *const repeat = reconnects ? &type->again.reconnect : &type->again.redial;
    const ccs_course_t *const share = time_s ? type->courses.again[cause] : NULL,
                              *const delay = time_s ? repeat->delay.course : NULL;
    double frac = share ? ccs_course_at(share, *time_s) : type->again.frac[cause];

    /* an attempt number has 16 bits in the key of a draw */
    if (!(frac > 0) || contact->attempt == UINT16_MAX || contact->attempt + 1U >= repeat->max_attempts) return -1;
    if (repeat->decay < 1)
        for (uint32_t i = 0; i < contact->attempt; i++) frac *= repeat->decay;
    const enum ccs_purpose whether = reconnects ? CCS_PURPOSE_RECONNECT : CCS_PURPOSE_REDIAL;
    const enum ccs_purpose when = reconnects ? CCS_PURPOSE_RECONNECT_DELAY : CCS_PURPOSE_REDIAL_DELAY;

    if (ccs_source_draw(source, whether, contact->index, contact->attempt) >= frac) return -1;
    if (repeat->delay.kind == CCS_DISTRIBUTION_NONE) return 0;
    const double drawn_s = ccs_distribution_at(&repeat->delay, ccs_source_draw(source, when, contact->index, contact->attempt));

    return delay ? drawn_s * ccs_course_at(delay, *time_s) : drawn_s;
}

double ccs_retry_delay_s(const ccs_type_t *type, ccs_source_t *source, const ccs_contact_t *contact, enum ccs_retry_cause cause)
{
    return delay_s(type, source, contact, cause, NULL);
}

double ccs_retry_delay_at(const ccs_type_t *type, ccs_source_t *source, const ccs_contact_t *contact, enum ccs_retry_cause cause,
    double time_s)
{
    return delay_s(type, source, contact, cause, &time_s);
}
