/** @file ringing.h  How contacts ring at the agents of a group, where they are not answered by themselves. */
#ifndef CCS_RINGING_H
#define CCS_RINGING_H

#include <stdbool.h>

#include "distribution.h"

/** Of a group. */
typedef struct {
    ccs_distribution_t time;      /* until the agent answers; NONE: contacts do not ring */
    double no_answer_frac;        /* of rings: they last for at_most_s, or where there is no limit as long as others; in [0, 1) */
    double at_most_s;             /* a ring that has lasted so long is not answered; NAN: no limit */
    ccs_distribution_t not_ready; /* for how long an agent who has not answered is not ready; NONE: is free again */
} ccs_ringing_t;

/** Whether contacts ring at all. */
static inline bool ccs_ringing_is_on(const ccs_ringing_t *self)
{
    return self->time.kind != CCS_DISTRIBUTION_NONE;
}

/** The share of rings that an agent does not answer. */
double ccs_ringing_missed_frac(const ccs_ringing_t *self);
/** What ringing takes of agents for each contact that they answer, on average: rings before the one that is answered and times not ready included; 0 where contacts
 * do not ring. Not of customers who give up meanwhile. @return seconds */
double ccs_ringing_agent_s(const ccs_ringing_t *self);
/** The same as it is at a time, where laws vary over time. */
double ccs_ringing_agent_at_s(const ccs_ringing_t *self, double time_s);

#endif
