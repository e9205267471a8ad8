/* cost_parts.c - what cost_total is made of. Invariant: the parts of the list add up to it. */
#include "cost_parts.h"

#include <math.h>

const ccs_cost_part_t CCS_COST_PARTS[CCS_N_COST_PARTS] = {
#define X(metric, text) {#metric, text},
    CCS_COST_PART_LIST(X)
#undef X
};

double ccs_cost_mean(const ccs_view_t *self, const char *metric)
{
    const uint32_t m = ccs_view_metric(self, metric), all = ccs_view_entity(self, "all");
    const double x = m == CCS_DATA_NONE || all == CCS_DATA_NONE ? (double) NAN : ccs_view_point(self, m, all).mean;

    return isnan(x) ? 0 : x;
}

ccs_difference_t ccs_cost_difference(ccs_compare_t *compare, const char *metric)
{
    const uint32_t m = ccs_view_metric(compare->base, metric), all = ccs_view_entity(compare->base, "all");

    if (m == CCS_DATA_NONE || all == CCS_DATA_NONE)
        return (ccs_difference_t){.mean = (double) NAN, .half_width = (double) NAN, .change = CCS_CHANGE_NONE};
    return ccs_compare_point(compare, m, all);
}

const char *ccs_cost_currency(const ccs_view_t *self)
{
    const ccs_variable_t *const x = ccs_dataset_find(self->data, "currency");

    return x && x->type == CCS_DATA_TEXT && self->config < x->n && x->data.text[self->config] ? x->data.text[self->config] : "";
}
