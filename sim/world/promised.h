/** @file promised.h  What a customer has been promised and still waits for. */
#ifndef CCS_PROMISED_H
#define CCS_PROMISED_H

#include <stdbool.h>
#include <stdint.h>

/** By contact; where plans have deadlines (plan.deferred). */
typedef struct {
    double asked_s;  /* since when: of a backlog before the run began */
    double due_s;    /* INFINITY: not while the type is open within the run */
    uint32_t period; /* in which it was promised; periods.n: it does not count */
    uint16_t type;   /* whose target it is */
    bool is_open;    /* it is still waited for */
} ccs_deadline_t;

#endif
