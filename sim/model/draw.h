/** @file draw.h  How the draws of a type's contacts are made: a table by purpose, which the compiler fills. */
#ifndef CCS_DRAW_H
#define CCS_DRAW_H

#include "plan.h"
#include "purpose.h"

/** One purpose. Purposes 2n and 2n + 1 are block n of the generator and are made together, so their n_batches agree. */
struct ccs_draw {
    const ccs_distribution_t *law; /* what the uniform becomes; NULL = it stays as it is */
    uint32_t n_batches;            /* batches of contacts whose draws are at hand, a power of two; 0 = each draw is made alone */
};

/** Fill the table of a type, whose rates and pairs are the plan's. @param draws  CCS_N_KEPT_PURPOSES rows, receive pointers into type and pairs */
void ccs_draws_make(ccs_draw_t *draws, const ccs_type_t *type, const ccs_rate_t *rates, const ccs_pair_t *pairs);

#endif
