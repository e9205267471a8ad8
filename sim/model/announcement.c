/* announcement.c - patience as it runs down: at a pace that an announcement sets, and ever faster once what was announced is over. */
#include "announcement.h"

#include <math.h>

#include "elementary.h"

/* Patience that a wait takes which goes on for so long after what was announced is over, at factor 1. */
static double gone_after(double growth_per_s, double s)
{
    return growth_per_s == 0 ? s : (ccs_exp(growth_per_s * s) - 1) / growth_per_s;
}

/* And for how long it lasts then: without end where patience runs down ever more slowly. */
static double lasts_after(double growth_per_s, double patience_s)
{
    if (growth_per_s == 0) return patience_s;
    return growth_per_s * patience_s > -1 ? ccs_log1p(growth_per_s * patience_s) / growth_per_s : (double) INFINITY;
}

double ccs_waiting_ends_s(const ccs_waiting_t *self, double growth_per_s)
{
    const double until_over = (self->over_s - self->since_s) / self->factor;

    if (isinf(self->left_s)) return (double) INFINITY;
    if (self->left_s <= until_over) return self->since_s + self->left_s * self->factor;
    if (self->leaves) return self->over_s;
    return self->over_s + lasts_after(growth_per_s, (self->left_s - until_over) * self->factor);
}

void ccs_waiting_run_down(ccs_waiting_t *self, double growth_per_s, double now_s)
{
    const double until_s = fmin(now_s, self->over_s);
    const double gone_s = until_s - self->since_s + (now_s > self->over_s ? gone_after(growth_per_s, now_s - self->over_s) : 0);

    self->left_s -= gone_s / self->factor;
    self->since_s = now_s;
}
