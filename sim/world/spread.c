/* spread.c - numbers that replications of a set share out among themselves. Invariant: a function of the number of the replication alone, whoever else of
 * the set is simulated, where, or ever. */
#include "spread.h"

#include <math.h>

static const double BELOW_ONE = 1 - 0x1p-53;

/* What a set has in common. */
static ccs_stream_t of_set(const ccs_plan_t *plan, const ccs_stream_t *stream)
{
    return (ccs_stream_t){stream->key, stream->replication / plan->n_set};
}

/* The part that falls to a member of a set: the rank of its number among those of all, so that each order is as likely as any other. */
static uint32_t part_of(const ccs_stream_t *set, const ccs_spread_at_t *at, uint32_t member, uint32_t n)
{
    const double own = ccs_stream_draw_turn(set, at->day, at->slot, member, CCS_PURPOSE_SET_PART);
    uint32_t part = 0;

    for (uint32_t i = 0; i < n; i++) {
        const double other = ccs_stream_draw_turn(set, at->day, at->slot, i, CCS_PURPOSE_SET_PART);

        part += other < own || (!(other > own) && i < member);
    }
    return part;
}

static double stratified(const ccs_plan_t *plan, const ccs_stream_t *stream, const ccs_spread_at_t *at, double u)
{
    const ccs_stream_t set = of_set(plan, stream);

    return fmin((part_of(&set, at, stream->replication % plan->n_set, plan->n_set) + u) / plan->n_set, BELOW_ONE);
}

/* The step of a lattice of 2^m points in a dimension: powers of 17797 (Hickernell, Hong, L'Ecuyer and Lemieux 2001), which are different up to a quarter of the
 * points; beyond them any odd number. */
static uint32_t step_of(const ccs_plan_t *plan, const ccs_stream_t *set, const ccs_spread_at_t *at)
{
    const uint32_t n = plan->n_set;
    uint32_t step = 1;

    if (at->dimension >= (n > 4 ? n / 4 : 1)) {
        const double u = ccs_stream_draw(set, at->day, at->slot, CCS_PURPOSE_SET_STEP);

        return 2 * (uint32_t) (u * n / 2) + 1;
    }
    for (uint32_t i = 0; i < at->dimension; i++) step = step * 17797 % n;
    return step;
}

/* Folded in the middle (the baker's transformation, Hickernell 2002), so that what is asked of the number ends as it begins, as a lattice wants it. */
static double on_lattice(const ccs_plan_t *plan, const ccs_stream_t *stream, const ccs_spread_at_t *at)
{
    const ccs_stream_t set = of_set(plan, stream);
    const uint32_t member = stream->replication % plan->n_set, turn = member * step_of(plan, &set, at) % plan->n_set;
    const double x = (double) turn / plan->n_set + ccs_stream_draw(&set, at->day, at->slot, CCS_PURPOSE_SET_SHIFT),
                 shifted = x < 1 ? x : x - 1;

    return fmin(shifted < 0.5 ? 2 * shifted : 2 - 2 * shifted, BELOW_ONE);
}

double ccs_spread_draw(const ccs_plan_t *plan, const ccs_stream_t *stream, const ccs_spread_at_t *at)
{
    const ccs_stream_t pair = {stream->key, ccs_spread_pair(plan, stream->replication)};

    if (plan->variance == CCS_VARIANCE_LATTICE) return on_lattice(plan, stream, at);
    const double u = ccs_stream_draw(&pair, at->day, at->slot, at->purpose);

    if (plan->variance == CCS_VARIANCE_STRATIFIED) return stratified(plan, stream, at, u);
    return ccs_spread_is_mirrored(plan, stream->replication) ? ccs_spread_mirror(u) : u;
}
