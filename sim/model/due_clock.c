/* due_clock.c - time that passes only within spells. */
#include "due_clock.h"

#include <math.h>

/* The first spell that ends behind a moment; n: none does. */
static uint32_t spell_behind(const ccs_due_clock_t *self, double time_s)
{
    uint32_t low = 0, high = self->n;

    while (low < high) {
        const uint32_t middle = low + (high - low) / 2;

        if (self->at[middle].end_s > time_s) high = middle;
        else low = middle + 1;
    }
    return low;
}

double ccs_due_clock_after(const ccs_due_clock_t *self, double from_s, double within_s)
{
    double left_s = within_s;

    for (uint32_t i = spell_behind(self, from_s); i < self->n; i++) {
        const ccs_due_spell_t *const spell = &self->at[i];
        const double start_s = fmax(from_s, spell->start_s);

        if (start_s + left_s <= spell->end_s) return start_s + left_s;
        left_s -= spell->end_s - start_s;
    }
    return (double) INFINITY;
}

/* What it has run by a moment. */
static double run_by(const ccs_due_clock_t *self, double time_s)
{
    const uint32_t i = spell_behind(self, time_s);

    if (i < self->n) return self->at[i].before_s + fmax(0, time_s - self->at[i].start_s);
    return i == 0 ? 0 : self->at[i - 1].before_s + self->at[i - 1].end_s - self->at[i - 1].start_s;
}

double ccs_due_clock_between(const ccs_due_clock_t *self, double from_s, double to_s)
{
    return run_by(self, to_s) - run_by(self, from_s);
}
