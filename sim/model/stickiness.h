/** @file stickiness.h  Whether customers who come again go first to the agent who served them last. */
#ifndef CCS_STICKINESS_H
#define CCS_STICKINESS_H

#include <stdbool.h>

/** Of a type. */
typedef struct {
    bool is_on;
    double frac;       /* of those who come again, for whom that agent is looked for; in [0, 1] */
    double max_wait_s; /* while the agent is at work the contact waits for nobody else for so long; 0: it does not */
} ccs_sticky_t;

#endif
