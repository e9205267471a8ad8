/* factor.c - values of random factors. Invariant: the same for whoever asks, in whatever order. */
#include "factor.h"

#include <math.h>

#include "normal.h"
#include "purpose.h"
#include "spread.h"
#include "stream.h"

static const double FORGOTTEN = 1e-6; /* weight below which a day in the past counts no more */

/* Days that do not count, and intervals, come behind the days that do: a lattice is best in its first dimensions. */
static uint32_t dimension_of(const ccs_plan_t *plan, const ccs_factor_t *factor, uint32_t day)
{
    const uint32_t counted = day - plan->n_run_in; /* days before wrap */

    return factor->by_slot || counted >= plan->n_days ? CCS_NONE
                                                      : counted * plan->n_factors + (uint32_t) (factor - plan->factors);
}

static double uniform(const ccs_plan_t *plan, const ccs_factor_t *factor, const ccs_chance_t *chance, uint32_t day, uint32_t slot)
{
    const ccs_stream_t stream = ccs_stream_make(chance->seed, factor->name_hash, chance->replication);
    const ccs_spread_at_t at = {.day = day,
        .slot = slot,
        .dimension = dimension_of(plan, factor, day),
        .purpose = factor->by_slot ? CCS_PURPOSE_SLOT_FACTOR : CCS_PURPOSE_DAY_FACTOR};

    return ccs_spread_draw(plan, &stream, &at);
}

/* What is new on a day or in an interval, a standard normal variable akin to that of other factors. */
static double news(const ccs_plan_t *plan, const ccs_factor_t *factor, const ccs_chance_t *chance, uint32_t day, uint32_t slot)
{
    double sum = 0;

    if (factor->n_kin == 0) return ccs_normal_of(uniform(plan, factor, chance, day, slot));
    for (uint32_t i = 0; i < factor->n_kin; i++) {
        const ccs_kin_t *const kin = &factor->kin[i];

        sum += kin->weight * ccs_normal_of(uniform(plan, &plan->factors[kin->factor], chance, day, slot));
    }
    return sum;
}

static double value_at(const ccs_factor_t *factor, double score)
{
    const double below_one = 1 - 0x1p-53;

    return ccs_distribution_at(&factor->law, fmin(erfc(-score / sqrt(2)) / 2, below_one));
}

/* Whether a factor is no more than its law. */
static bool is_plain(const ccs_factor_t *factor)
{
    return factor->memory == 0 && factor->n_kin == 0 && factor->n_rows == 0;
}

double ccs_factor_of_day(const ccs_plan_t *plan, uint32_t factor, const ccs_chance_t *chance, uint32_t day)
{
    const ccs_factor_t *const self = &plan->factors[factor];
    double score = 0, weight = 1, variance = 0;

    if (is_plain(self)) return ccs_distribution_at(&self->law, uniform(plan, self, chance, day, 0));
    for (uint32_t back = 0; weight > FORGOTTEN; back++) { /* indices of days before the first one wrap: no other draw has them */
        score += weight * news(plan, self, chance, day - back, 0);
        variance += weight * weight;
        weight *= self->memory;
    }
    return value_at(self, score / sqrt(variance));
}

double ccs_factors_of_day(const ccs_plan_t *plan, const ccs_type_t *type, const ccs_chance_t *chance, uint32_t day)
{
    const ccs_modulation_t *const what = type->arrivals.modulation;
    const uint32_t own = type->arrivals.day_factor;
    double product = own == CCS_NONE ? 1 : ccs_factor_of_day(plan, own, chance, day);

    for (uint32_t i = 0; what && i < what->n_factors; i++)
        if (!plan->factors[what->factors[i]].by_slot) product *= ccs_factor_of_day(plan, what->factors[i], chance, day);
    return product;
}

/* The score of an interval of which the correlations with those before are written: a row of the Cholesky factor. */
static double score_by_rows(const ccs_plan_t *plan, const ccs_factor_t *factor, const ccs_chance_t *chance, uint32_t day,
    uint32_t slot)
{
    const uint32_t last = slot < factor->n_rows ? slot : factor->n_rows - 1; /* after close */
    const double *const row = factor->rows + (size_t) last * (last + 1) / 2;
    double score = 0;

    for (uint32_t i = 0; i <= last; i++) score += row[i] * ccs_normal_of(uniform(plan, factor, chance, day, i));
    return score;
}

double ccs_factor_of_slot(const ccs_plan_t *plan, uint32_t factor, const ccs_chance_t *chance, uint32_t day, uint32_t slot,
    ccs_slot_score_t *score)
{
    const ccs_factor_t *const self = &plan->factors[factor];
    const double memory = self->memory;

    if (is_plain(self)) return ccs_distribution_at(&self->law, uniform(plan, self, chance, day, slot));
    if (self->n_rows > 0) return value_at(self, score_by_rows(plan, self, chance, day, slot));
    if (score->next_slot == 0 || score->day != day || score->next_slot > slot + 1) {
        *score = (ccs_slot_score_t){.day = day, .next_slot = 1, .score = news(plan, self, chance, day, 0)};
    }
    for (; score->next_slot <= slot; score->next_slot++)
        score->score = memory * score->score + sqrt(1 - memory * memory) * news(plan, self, chance, day, score->next_slot);
    return value_at(self, score->score);
}
