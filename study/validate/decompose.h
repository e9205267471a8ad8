/** @file decompose.h  The error of the service level, parted: what of it volume, handle times, agents and the model account for.
 *
 * The plan is simulated with each set of truths in it, on the same random numbers. What a truth moves depends on which others stand there already; its share is the mean over
 * all orders in which they can be put in (Shapley 1953; Owen 2014, SIAM/ASA J. Uncertainty Quantification 2). The shares and what is left, which is the model and
 * chance, add up to the error: what happened less what was simulated. */
#ifndef CCS_DECOMPOSE_H
#define CCS_DECOMPOSE_H

#include "truth.h"

/** Of a queue, or of all together. Service levels are shares. */
typedef struct {
    uint32_t subject;                                     /* CCS_NONE: all */
    double actual, forecast;                              /* what happened; the scenario as it is */
    double share[CCS_N_TRUTHS], half_width[CCS_N_TRUTHS]; /* 95 %, of the mean; NAN: the truth is not known */
    double with_truths, with_truths_half_width;           /* all that is known in place */
    double model;                                         /* what happened less that */
    double low, high, p; /* replications with the truths in place: 95 % of them; probability of one as far out as what happened */
} ccs_error_parts_t;

/** Zero-initialised storage can be freed. */
typedef struct {
    ccs_truths_t truths;
    uint32_t n;
    ccs_error_parts_t *of; /* all together first, then each queue that has a service level, where there are several */
    ccs_arena_t arena;
} ccs_decomposition_t;

/** @return 0, CCS_ERR_STOPPED or CCS_ERR_NOMEM; n = 0: the records have no service level, or nothing of them can be put in the scenario */
int ccs_decompose(ccs_decomposition_t *self, ccs_sight_t *sight, const ccs_replicas_t *sample,
    const ccs_sample_options_t *options);
void ccs_decomposition_free(ccs_decomposition_t *self);

#endif
