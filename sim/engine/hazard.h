/** @file hazard.h  The cumulative hazard of a law of spells, -ln P(X > x), as a table: whose differences say how many of those whose spell has lasted so long
 * end it before it has lasted longer. */
#ifndef CCS_HAZARD_H
#define CCS_HAZARD_H

#include "distribution.h"

/** Plain data. Zero-initialised: no spell ever ends. */
typedef struct {
    const double *at; /* n + 1 spells at which the hazard is 0, 1, 2, .. steps; non-decreasing */
    uint32_t n;
} ccs_hazard_t;

/** @param law  not NONE. @return 0 or CCS_ERR_NOMEM */
int ccs_hazard_make(ccs_hazard_t *self, const ccs_distribution_t *law, ccs_arena_t *arena);
/** The cumulative hazard at a spell, linear between the steps, which are 1/32 of all who are left; past the last step, at 16, it stays. O(log n)
 * @param x  >= 0 */
double ccs_hazard_at(const ccs_hazard_t *self, double x);

#endif
