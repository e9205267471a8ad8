/* gauge.c - gauges, and the one that takes a predictor, whose own conditions are read without it (guard_ahead.c). */
#include "gauge.h"

#include <math.h>

#include "predict.h"

static double predicted_wait_s(const ccs_candidate_t *it, uint32_t type)
{
    const uint32_t of = type == CCS_EXPRESSION_OWN ? ccs_candidate_type(it) : type;

    if (it->world->plan->types[of].prediction.by == CCS_PREDICTOR_NONE) return 0;
    const double wait_s = ccs_predict_next_s(it->world, of);

    return isnan(wait_s) ? 0 : wait_s;
}

double ccs_gauge_read(const void *candidate, enum ccs_gauge gauge, uint32_t argument)
{
    return gauge == CCS_GAUGE_PREDICTED_WAIT ? predicted_wait_s(candidate, argument) : ccs_gauge_now(candidate, gauge, argument);
}

bool ccs_condition_holds(const ccs_expression_t *condition, const ccs_candidate_t *candidate)
{
    return !condition || ccs_expression_value(condition, ccs_gauge_read, candidate) != 0;
}
