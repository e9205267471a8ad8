/** @file switching.h  Customers who are sent to another channel at the door, or choose it: their contact is one of another type from then on. */
#ifndef CCS_SWITCHING_H
#define CCS_SWITCHING_H

#include <stdint.h>

#include "distribution.h"

/** An offer to contact as another type. */
typedef struct {
    uint32_t to;                       /* a type */
    const struct ccs_expression *when; /* it is made; NULL: always */
    double accept_frac;                /* of those to whom it is made */
    double context_frac;               /* of those who accept: need not explain anything again */
    ccs_distribution_t explain;        /* how much longer that makes the talk; NONE = no time */
} ccs_switch_t;

/** Of all types. */
typedef struct ccs_switching {
    const ccs_switch_t *rows; /* type by type, in the order in which they are offered */
    const uint32_t *first;    /* by type, and behind the last one: into rows */
} ccs_switching_t;

#endif
