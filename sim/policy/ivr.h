/** @file ivr.h  What the IVR or bot does with a contact. Pure decisions: the source only remembers its draws, a batch at a time. */
#ifndef CCS_IVR_H
#define CCS_IVR_H

#include "contact.h"
#include "source.h"

/** The draw of the contact that decides how it leaves the IVR or bot: contained where it lies below the share of those who are. */
double ccs_ivr_exit_draw(ccs_source_t *source, const ccs_contact_t *contact);
/** Whether the contact ends in the IVR or bot. */
bool ccs_ivr_contains(const ccs_type_t *type, ccs_source_t *source, const ccs_contact_t *contact);

#endif
