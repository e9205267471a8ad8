/* ivr.c - containment as a share, with a time. */
#include "ivr.h"

/* A customer who keeps his draws stays what he was. */
static uint32_t drawn_as(const ccs_contact_t *contact)
{
    return contact->flags & CCS_CONTACT_KEPT ? 0 : contact->attempt;
}

bool ccs_ivr_contains(const ccs_type_t *type, const ccs_stream_t *stream, const ccs_contact_t *contact)
{
    return type->contained_frac > 0 &&
        ccs_stream_draw(stream, contact->index, drawn_as(contact), CCS_PURPOSE_CONTAINED) < type->contained_frac;
}

double ccs_ivr_time_s(const ccs_type_t *type, const ccs_stream_t *stream, const ccs_contact_t *contact)
{
    if (type->ivr_time.kind == CCS_DISTRIBUTION_NONE) return 0;
    return ccs_distribution_at(&type->ivr_time, ccs_stream_draw(stream, contact->index, contact->attempt, CCS_PURPOSE_IVR_TIME));
}
