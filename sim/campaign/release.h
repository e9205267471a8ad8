/** @file release.h  How likely work that has gone on for a while is over within some time: the law of what is left, as a table, since it is asked for every agent every second. */
#ifndef CCS_RELEASE_H
#define CCS_RELEASE_H

#include "distribution.h"

enum { CCS_RELEASE_CELLS = 512 };

typedef struct {
    double cell_s;
    double longer[CCS_RELEASE_CELLS + 1]; /* probability that the whole takes longer than so many cells */
} ccs_release_t;

/** @param law  of the whole */
void ccs_release_make(ccs_release_t *self, const ccs_distribution_t *law);
/** Probability that the whole takes longer. @param time_s  >= 0 */
static inline double ccs_release_longer(const ccs_release_t *self, double time_s)
{
    const double at = time_s / self->cell_s;

    if (at >= CCS_RELEASE_CELLS) return self->longer[CCS_RELEASE_CELLS];
    const uint32_t cell = (uint32_t) at;

    return self->longer[cell] + (at - cell) * (self->longer[cell + 1] - self->longer[cell]);
}

/** Probability that it is over in within_s from now, given that past_s have gone; beyond what the table holds as at its end. @param past_s  >= 0 */
static inline double ccs_release_within(const ccs_release_t *self, double past_s, double within_s)
{
    const double now = ccs_release_longer(self, past_s);

    return within_s <= 0 ? 0 : now > 0 ? 1 - ccs_release_longer(self, past_s + within_s) / now : 1;
}

#endif
