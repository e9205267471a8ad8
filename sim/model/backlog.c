/* backlog.c - waits and due dates of a backlog, in the order in which its contacts came. */
#include "backlog.h"

#include <math.h>

#include "err.h"

static const double LONGEST = 1 - 1e-9, BELOW_ONE = 1 - 0x1p-53;

ccs_waits_t ccs_waits_of(const ccs_backlog_t *backlog)
{
    return (ccs_waits_t){.of = backlog, .left = backlog->n, .top = 1};
}

static double next_of_rows(ccs_waits_t *self)
{
    while (self->k == self->of->rows[self->row].n) {
        self->row++;
        self->k = 0;
    }
    self->k++;
    return self->of->rows[self->row].waited_s;
}

double ccs_waits_next(ccs_waits_t *self, double u)
{
    CCS_BUG_IF(self->left == 0);
    const double root = 1.0 / self->left--;

    if (self->of->waited.kind == CCS_DISTRIBUTION_NONE) return next_of_rows(self);
    self->top = fmin(self->top * pow(u, root), BELOW_ONE);
    return ccs_distribution_at(&self->of->waited, self->top);
}

double ccs_backlog_longest_s(const ccs_backlog_t *self)
{
    if (self->n == 0) return 0;
    if (self->waited.kind != CCS_DISTRIBUTION_NONE) return ccs_distribution_at(&self->waited, LONGEST);
    double longest_s = 0;

    for (uint32_t i = 0; i < self->n_rows; i++) longest_s = fmax(longest_s, self->rows[i].waited_s);
    return longest_s;
}

/* The row is the last one that has no more than k before it. */
double ccs_backlog_due_s(const ccs_backlog_t *self, uint32_t k)
{
    uint32_t low = 0, high = self->n_rows;

    CCS_BUG_IF(k >= self->n);
    while (high - low > 1) {
        const uint32_t middle = low + (high - low) / 2;

        if (self->rows[middle].before <= k) low = middle;
        else high = middle;
    }
    return self->n_due > 0 ? self->rows[low].due_s : (double) NAN;
}
