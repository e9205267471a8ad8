/* ringing.c - what ringing comes to on average. */
#include "ringing.h"

#include <math.h>

#include "course.h"
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

/* @param times, more_unready  factors on how long a ring takes, and on how long agents who have not answered are not ready */
static double agent_s(const ccs_ringing_t *self, double times, double more_unready)
{
    ccs_ringing_t as_long = *self; /* rings are as long as they are by themselves, and the limit is so much nearer or farther */

    as_long.at_most_s = self->at_most_s / times;
    const double missed = ccs_ringing_missed_frac(&as_long),
                 not_ready_s = self->not_ready.kind == CCS_DISTRIBUTION_NONE ? 0 : self->not_ready.mean * more_unready;

    return missed < 1 ? (ring_s(&as_long) * times + missed * not_ready_s) / (1 - missed) : 0;
}

double ccs_ringing_agent_s(const ccs_ringing_t *self)
{
    return ccs_ringing_is_on(self) ? agent_s(self, 1, 1) : 0;
}

double ccs_ringing_agent_at_s(const ccs_ringing_t *self, double time_s)
{
    const ccs_course_t *const time = self->time.course, *const not_ready = self->not_ready.course;
    const double times = time ? ccs_course_at(time, time_s) : 1;

    if (!ccs_ringing_is_on(self) || !(times > 0)) return 0;
    return agent_s(self, times, not_ready ? ccs_course_at(not_ready, time_s) : 1);
}
