/* ringing.c - what ringing comes to on average. */
#include "ringing.h"

#include <math.h>

#include "remaining.h"

enum { STEPS = 200 };

double ccs_ringing_missed_frac(const ccs_ringing_t *self)
{
    const double too_long = isnan(self->at_most_s) ? 0 : ccs_remaining_chance(&self->time, self->at_most_s);

    return self->no_answer_frac + (1 - self->no_answer_frac) * too_long;
}

/* The mean of the smaller of the two is the integral of the chance to ring for longer; where nobody is there it is the larger. */
static double ring_s(const ccs_ringing_t *self)
{
    if (isnan(self->at_most_s)) return self->time.mean;
    const double step_s = self->at_most_s / STEPS;
    double sum_s = 0;

    for (int i = 0; i < STEPS; i++) sum_s += step_s * ccs_remaining_chance(&self->time, (i + 0.5) * step_s);
    return (1 - self->no_answer_frac) * sum_s + self->no_answer_frac * self->at_most_s;
}

double ccs_ringing_agent_s(const ccs_ringing_t *self)
{
    if (!ccs_ringing_is_on(self)) return 0;
    const double missed = ccs_ringing_missed_frac(self),
                 not_ready_s = self->not_ready.kind == CCS_DISTRIBUTION_NONE ? 0 : self->not_ready.mean;

    return missed < 1 ? (ring_s(self) + missed * not_ready_s) / (1 - missed) : 0;
}
