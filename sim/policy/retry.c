/* retry.c - redials and reconnects: probability frac * decay^attempts, then a delay. */
#include "retry.h"

#include <math.h>

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

static double share_now(const ccs_plan_t *plan, const ccs_contact_t *contact, enum ccs_retry_cause cause,
    const ccs_retry_at_t *at)
{
    const ccs_type_t *const type = &plan->types[contact->type];
    const bool answered = cause == CCS_RETRY_ANSWERED;
    const ccs_repeat_t *const repeat = answered ? &type->again.reconnect : &type->again.redial;
    const bool is_further = !answered && contact->attempt > 0 && type->again.further.has[cause];
    const ccs_course_t *const course = type->courses.again[cause];
    double frac = course ? ccs_course_at(course, at->time_s) : type->again.frac[cause];

    if (is_further) frac = type->again.further.frac[cause];
    if (answered && at->owner != CCS_NONE && plan->reconnects) frac = plan->reconnects[at->owner];
    if (!isnan(at->frac)) frac = at->frac;
    for (uint32_t i = is_further; repeat->decay < 1 && i < at->n_before; i++) frac *= repeat->decay;
    return frac;
}

double ccs_retry_delay_by_attempt(const ccs_plan_t *plan, ccs_source_t *source, const ccs_contact_t *contact,
    enum ccs_retry_cause cause, const ccs_retry_at_t *at)
{
    const ccs_again_t *const again = &plan->types[contact->type].again;
    const bool answered = cause == CCS_RETRY_ANSWERED;
    const ccs_repeat_t *const repeat = answered ? &again->reconnect : &again->redial;
    const bool is_further = !answered && contact->attempt > 0 && again->further.delay.kind != CCS_DISTRIBUTION_NONE;
    const ccs_distribution_t *const delay = is_further ? &again->further.delay : &repeat->delay;
    const double frac = share_now(plan, contact, cause, at);

    if (contact->attempt == UINT16_MAX || repeat->max_attempts <= at->n_before + 1U) return -1;
    if (!(ccs_source_draw(source, answered ? CCS_PURPOSE_RECONNECT : CCS_PURPOSE_REDIAL, contact->index, at->n_before) < frac))
        return -1;
    if (delay->kind == CCS_DISTRIBUTION_NONE) return 0;
    const enum ccs_purpose when = answered ? CCS_PURPOSE_RECONNECT_DELAY : CCS_PURPOSE_REDIAL_DELAY;
    const double drawn_s = ccs_distribution_at(delay, ccs_source_draw(source, when, contact->index, at->n_before));

    return delay->course ? drawn_s * ccs_course_at(delay->course, at->time_s) : drawn_s;
}
