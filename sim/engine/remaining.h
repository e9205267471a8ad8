/** @file remaining.h  What is left of a spell that began long ago: the law of the first spell of a renewal process in equilibrium.
 *
 * And of one of which it is known how much has gone.
 * With F the law of whole spells and m their mean, its density is (1 - F(x)) / m; such a process has the same rate from the first
 * moment on. Source: Cox (1962), Renewal Theory, section 2.2. */
#ifndef CCS_REMAINING_H
#define CCS_REMAINING_H

#include "distribution.h"

/** Plain data; the law's own table must live as long. */
typedef struct {
    ccs_distribution_t law; /* of whole spells */
    double total;           /* its mean, as the sums below have it */
    double *below;          /* of each cell of uniforms: the integral of the law's quantiles up to where the cell begins */
} ccs_remaining_t;

/** @param law  any but an empirical one, whose quantile goes in steps (a bug). @return it, in the arena; NULL when out of memory */
const ccs_remaining_t *ccs_remaining_make(const ccs_distribution_t *law, ccs_arena_t *arena);
/** Quantile, with a relative error below 1e-6 up to u = 1 - 1e-6. Dear: some hundred quantiles of the law. @param u in [0, 1) */
double ccs_remaining_at(const ccs_remaining_t *self, double u);
/** Probability that a whole spell is longer, to a multiple of 2^-53. @param past  >= 0 */
double ccs_remaining_chance(const ccs_distribution_t *law, double past);
/** What is left of a spell of which this much has gone: a quantile of X - past, given that X > past. Dear: some fifty quantiles of the law.
 * @param u in [0, 1) @return >= 0; 0 if hardly any spell (2^-53) is longer */
double ccs_remaining_after(const ccs_distribution_t *law, double past, double u);

#endif
