/** @file switching.h  Customers who are sent to another channel at the door, or choose it: their contact is one of another type from then on. */
#ifndef CCS_SWITCHING_H
#define CCS_SWITCHING_H

#include <stdbool.h>
#include <stdint.h>

#include "distribution.h"

/** An offer to contact as another type. */
typedef struct {
    uint32_t to;                       /* a type */
    const struct ccs_expression *when; /* it is made; NULL: always */
    double expected_frac;              /* of cases in which it holds, for loads */
    double accept_frac;                /* of those to whom it is made; of a choice nothing */
    double preference;                 /* of a choice: what it is worth to customers, beside the wait; log-odds */
    double odds;                       /* e to the power of preference */
    double context_frac;               /* of those who accept: need not explain anything again */
    ccs_distribution_t explain;        /* how much longer that makes the talk; NONE = no time */
} ccs_switch_t;

/** What customers of a type go by who choose among it and others: each is worth something to them, and the odds of two are the exponential of the difference (multinomial logit). */
typedef struct {
    bool is_on;
    double wait;          /* worth of the logarithm of one plus the minutes of wait that are to be expected, mostly negative */
    double same;          /* what the type itself is worth more, as they have it at hand */
    double after_failure; /* in its place in further attempts: the one before was lost, or did not help */
} ccs_channel_choice_t;

/** Of all types. */
typedef struct ccs_switching {
    const ccs_switch_t *rows;            /* type by type, in the order in which they are offered */
    const uint32_t *first;               /* by type, and behind the last one: into rows */
    const ccs_channel_choice_t *choices; /* by type */
} ccs_switching_t;

#endif
