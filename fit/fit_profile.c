/* fit_profile.c - ends of intervals by the profile of a likelihood. The root of the rise is nearly a line, along which the end is looked for; every third step halves, so that it is found where it is none. */
#include "fit_profile.h"

#include <math.h>
#include <string.h>

#include "err.h"

enum { MOST_STEPS = 40 };

/* The function of all parameters but one. */
typedef struct {
    const ccs_fit_profile_t *ask;
    double fixed;
} slice_t;

static double at_slice(const double *others, const void *of)
{
    const slice_t *const self = of;
    const uint32_t which = self->ask->which, n = self->ask->least->n;
    double at[CCS_FIT_MAX_PARAMS];

    for (uint32_t i = 0, k = 0; i < n; i++) at[i] = i == which ? self->fixed : others[k++];
    return self->ask->function(at, self->ask->of);
}

/* How far the function has risen where the parameter has a value. @param others  where the search for them begins; where it ends @return 0 or CCS_ERR_NOMEM */
static int rise_at(const ccs_fit_profile_t *ask, double value, double *others, double *rise)
{
    const slice_t slice = {ask, value};
    ccs_fit_point_t point = {.value = at_slice(others, &slice)};
    int ret = 0;

    if (ask->least->n > 1 && isfinite(point.value)) {
        CCS_TRY(ccs_fit_descend(at_slice, &slice, others, ask->least->n - 1, &point));
        memcpy(others, point.at, (ask->least->n - 1) * sizeof *others);
    }
    *rise = fmax(point.value - ask->least->value, 0);
out:
    return ret;
}

static double clamp(const ccs_fit_profile_t *ask, double x)
{
    return ask->bound > ask->least->at[ask->which] ? fmin(x, ask->bound) : fmax(x, ask->bound);
}

typedef struct {
    double inside, outside;           /* places */
    double inside_rise, outside_rise; /* roots of what is risen there */
    bool bracketed;
} span_t;

static double next_of(const span_t *span, double root, int step)
{
    const double width = span->outside - span->inside,
                 lean = (root - span->inside_rise) / (span->outside_rise - span->inside_rise);

    return span->inside + width * (isfinite(span->outside_rise) && step % 3 < 2 ? lean : 0.5);
}

int ccs_fit_profile(const ccs_fit_profile_t *self, double *end)
{
    const ccs_fit_point_t *const least = self->least;
    const double best = least->at[self->which], towards = self->bound > best ? 1 : -1;
    const double first = least->curved ? sqrt(2 * self->rise * least->covariance[self->which][self->which]) : 0.3;
    span_t span = {.inside = best};
    double others[CCS_FIT_MAX_PARAMS], x = clamp(self, best + towards * first);
    int ret = 0;

    for (uint32_t i = 0, k = 0; i < least->n; i++)
        if (i != self->which) others[k++] = least->at[i];
    for (int step = 0; step < MOST_STEPS; step++) {
        double rise;

        CCS_TRY(rise_at(self, x, others, &rise));
        if (fabs(rise - self->rise) < 1e-3 * self->rise) break;
        if (rise > self->rise) span = (span_t){span.inside, x, span.inside_rise, sqrt(rise), true};
        else span = (span_t){x, span.outside, sqrt(rise), span.outside_rise, span.bracketed};
        if (!span.bracketed && x == self->bound) break;
        x = span.bracketed ? next_of(&span, sqrt(self->rise), step) : clamp(self, best + 1.5 * (x - best));
    }
    *end = x;
out:
    return ret;
}
