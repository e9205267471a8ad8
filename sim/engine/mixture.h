/** @file mixture.h  A law that is one of several by chance: of each part a share of the spells. */
#ifndef CCS_MIXTURE_H
#define CCS_MIXTURE_H

#include "distribution.h"

enum { CCS_MIXTURE_PARTS = 20 };

/** A part: a law that is spread over all times above 0. */
typedef struct {
    ccs_distribution_t law;
    double weight; /* > 0; only proportions count */
} ccs_mixture_part_t;

/** Whether a law can be a part: exponential, gamma, Erlang, lognormal, Weibull or hyperexponential. Others have steps, or times that never come, where quantiles jump. */
bool ccs_mixture_takes(const ccs_distribution_t *law);
/** One monotone quantile function for all parts together, from a table as those of gamma laws; moments are exact.
 * @param n  1 .. CCS_MIXTURE_PARTS, each taken @return 0 or CCS_ERR_NOMEM, with err->text */
int ccs_mixture_make(const ccs_mixture_part_t *parts, uint32_t n, ccs_arena_t *arena, ccs_distribution_t *out, ccs_err_t *err);

#endif
