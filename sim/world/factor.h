/** @file factor.h  Random factors on rates: one of each day, or one of each interval of a day, with a memory and akin to others.
 *
 * A factor is F^-1(Phi(z)): F its law, z a normal score. Scores of a factor with a memory m follow z(t) = m z(t-1) + sqrt(1 - m^2) n(t), days without
 * a beginning, intervals of a day from its first one on; the news n of factors that are akin are correlated normal variables, so that their scores
 * are (a normal copula; autoregression: Oreshkin, Regnard and L'Ecuyer 2016; NORTA: Cario and Nelson 1997). A factor that has neither is its law's
 * quantile of one uniform. Values are pure functions of seed, replication, factor and time: all that name a factor see the same one. */
#ifndef CCS_FACTOR_H
#define CCS_FACTOR_H

#include <stdint.h>

#include "plan.h"

/** Whose chance it is. */
typedef struct {
    uint64_t seed;
    uint32_t replication;
} ccs_chance_t;

/** Where the scores of a factor by interval have got to. Zeroed: nowhere. */
typedef struct {
    uint32_t day, next_slot; /* the score is that of the interval before next_slot; 0 = of none */
    double score;
} ccs_slot_score_t;

/** The factor of a day. @param day  of the plan; in mode steady 0, of the replication */
double ccs_factor_of_day(const ccs_plan_t *plan, uint32_t factor, const ccs_chance_t *chance, uint32_t day);
/** The product of all factors of a day on the rate of a type: its day_factor, and those of its modulation that go by day; 1 if it has none. */
double ccs_factors_of_day(const ccs_plan_t *plan, const ccs_type_t *type, const ccs_chance_t *chance, uint32_t day);
/** The factor of an interval of a day. Cheap where the slots of a day are asked for in order.
 * @param slot  interval of the day, from 0  @param score  of this factor and chance alone, moved on */
double ccs_factor_of_slot(const ccs_plan_t *plan, uint32_t factor, const ccs_chance_t *chance, uint32_t day, uint32_t slot,
    ccs_slot_score_t *score);

#endif
