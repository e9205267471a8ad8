/** @file spread.h  Uniform numbers of days, spread over replications that are drawn together (run.variance): each of them is uniform, as if it were
 * drawn for itself, so that no expectation changes; what a set has in common makes its mean less a matter of chance.
 *
 * Antithetic: u and 1 - u (Hammersley and Morton 1956). Stratified: each replication of a set has another of n equal parts, in an order of its own for
 * each day and factor, which is Latin hypercube sampling (McKay, Beckman and Conover 1979; its variance: Stein 1987, Owen 1997). Lattice: points of
 * a rank-1 lattice, shifted at random (Cranley and Patterson 1976; L'Ecuyer and Lemieux 2000) and folded. */
#ifndef CCS_SPREAD_H
#define CCS_SPREAD_H

#include "plan.h"
#include "purpose.h"
#include "stream.h"

/** Which number of which source. */
typedef struct {
    uint32_t day, slot; /* index and attempt of the draw */
    uint32_t dimension; /* of the lattice: different for what is drawn besides, if it can be */
    enum ccs_purpose purpose;
} ccs_spread_at_t;

/** The opposite of a uniform, exactly: in [0, 1), a multiple of 2^-53, as that is. */
static inline double ccs_spread_mirror(double u)
{
    return 1 - 0x1p-53 - u;
}

/** Number of the replication with whose numbers a replication is drawn: its own, or in an antithetic pair that of the first one. */
static inline uint32_t ccs_spread_pair(const ccs_plan_t *plan, uint32_t replication)
{
    return plan->variance == CCS_VARIANCE_ANTITHETIC ? replication - replication % 2 : replication;
}

/** Whether it has the opposites of them. */
static inline bool ccs_spread_is_mirrored(const ccs_plan_t *plan, uint32_t replication)
{
    return plan->variance == CCS_VARIANCE_ANTITHETIC && replication % 2 == 1;
}

/** The uniform in [0, 1) of a replication, ccs_stream_draw where replications are drawn each for itself.
 * @param stream  of the source and the replication */
double ccs_spread_draw(const ccs_plan_t *plan, const ccs_stream_t *stream, const ccs_spread_at_t *at);

#endif
