/* ivr.c - containment as a share. */
#include "ivr.h"

/* A customer who keeps the draws of the first attempt is contained now if then. */
static uint32_t drawn_as(const ccs_contact_t *contact)
{
    return contact->flags & CCS_CONTACT_KEPT ? 0 : contact->attempt;
}

double ccs_ivr_exit_draw(ccs_source_t *source, const ccs_contact_t *contact)
{
    return ccs_source_draw(source, CCS_PURPOSE_CONTAINED, contact->index, drawn_as(contact));
}

bool ccs_ivr_contains(const ccs_type_t *type, ccs_source_t *source, const ccs_contact_t *contact)
{
    return type->ivr.contained_frac > 0 && ccs_ivr_exit_draw(source, contact) < type->ivr.contained_frac;
}
