/* cost_parts.c - what cost_total is made of. Invariant: the parts of the list add up to it. */
#include "cost_parts.h"

#include <math.h>

const ccs_cost_part_t CCS_COST_PARTS[CCS_N_COST_PARTS] = {
#define X(metric, text) {#metric, text},
    CCS_COST_PART_LIST(X)
#undef X
};

/* NAN where it is not known. */
static double known_mean(const ccs_view_t *self, const char *metric)
{
    const uint32_t m = ccs_view_metric(self, metric), all = ccs_view_entity(self, "all");

    return m == CCS_DATA_NONE || all == CCS_DATA_NONE ? (double) NAN : ccs_view_point(self, m, all).mean;
}

double ccs_cost_mean(const ccs_view_t *self, const char *metric)
{
    const double x = known_mean(self, metric);

    return isnan(x) ? 0 : x;
}

double ccs_cost_total(const ccs_view_t *self)
{
    return known_mean(self, "cost_total");
}

ccs_difference_t ccs_cost_difference(ccs_compare_t *compare, const char *metric)
{
    const uint32_t m = ccs_view_metric(compare->base, metric), all = ccs_view_entity(compare->base, "all");

    if (m == CCS_DATA_NONE || all == CCS_DATA_NONE)
        return (ccs_difference_t){.mean = (double) NAN, .half_width = (double) NAN, .change = CCS_CHANGE_NONE};
    return ccs_compare_point(compare, m, all);
}
