/** @file retry.h  Whether and when a customer contacts again. Pure decisions: the source only remembers its draws, a batch at a time. */
#ifndef CCS_RETRY_H
#define CCS_RETRY_H

#include "contact.h"
#include "source.h"

/** Whether who would come now, or again, comes when the centre opens instead. */
static inline bool ccs_retry_is_put_off(const ccs_type_t *type, bool closed)
{
    return closed && type->arrivals.outside != CCS_OUTSIDE_WAIT;
}

/** @return seconds until the next attempt, or a negative number if there is none. */
double ccs_retry_delay_s(const ccs_type_t *type, ccs_source_t *source, const ccs_contact_t *contact, enum ccs_retry_cause cause);
/** The same where shares and delays may vary over time. @param time_s  now: that of the decision, and of the beginning of the delay */
double ccs_retry_delay_at(const ccs_type_t *type, ccs_source_t *source, const ccs_contact_t *contact, enum ccs_retry_cause cause,
    double time_s);

/** When it is decided, and of whom. */
typedef struct {
    double time_s;
    uint32_t owner; /* the pair that has served the contact; CCS_NONE: nobody has */
    double frac; /* of contacts that came out as this one, in the place of the plan's share, before the decay; NAN: the plan's */
    uint32_t
        n_before; /* what decays and is at most so many: attempts before this one; where outcomes decide, contacts that were served */
} ccs_retry_at_t;

/** The same where it depends on the attempt, or on who has served the contact (ccs_plan_repeats_differ). */
double ccs_retry_delay_by_attempt(const ccs_plan_t *plan, ccs_source_t *source, const ccs_contact_t *contact,
    enum ccs_retry_cause cause, const ccs_retry_at_t *at);

#endif
