/** @file retry.h  Whether and when a customer contacts again. Pure decisions. */
#ifndef CCS_RETRY_H
#define CCS_RETRY_H

#include "contact.h"
#include "stream.h"

/** Why a customer may contact again. */
enum ccs_retry_cause { CCS_RETRY_ABANDONED, CCS_RETRY_BLOCKED, CCS_RETRY_BALKED, CCS_RETRY_ANSWERED };

/** @return seconds until the next attempt, or a negative number if there is none. */
double ccs_retry_delay_s(const ccs_type_t *type, const ccs_stream_t *stream, const ccs_contact_t *contact,
    enum ccs_retry_cause cause);

#endif
