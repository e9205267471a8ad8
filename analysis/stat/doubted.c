/* doubted.c - parts of variances, as a result holds them. Invariant: a result that anybody may have made is read only as far as its variables go. */
#include "doubted.h"

#include <math.h>
#include <stdio.h>

const char *const CCS_DOUBTED_HEADS[CCS_DOUBTED_PARTS] = {"Parameters", "Forecast", "Chance"};

static double value_of(const ccs_view_t *view, const char *name, uint32_t i)
{
    const ccs_variable_t *const v = ccs_dataset_find(view->data, name);

    return v && v->type == CCS_DATA_F64 && i < v->n ? v->data.f64[i] : (double) NAN;
}

static const ccs_variable_t *metrics_of(const ccs_view_t *view)
{
    const ccs_variable_t *const v = ccs_dataset_find(view->data, "uncertain_metric");

    return v && v->type == CCS_DATA_TEXT ? v : NULL;
}

uint32_t ccs_doubted_count(const ccs_view_t *view)
{
    const ccs_variable_t *const v = metrics_of(view);

    return v && v->n < 64 ? (uint32_t) v->n : 0;
}

ccs_doubt_row_t ccs_doubted_row(const ccs_view_t *view, uint32_t i)
{
    static const char *const names[CCS_DOUBTED_PARTS] = {"parameters", "forecast", "chance"};
    ccs_doubt_row_t row = {.metric = metrics_of(view)->data.text[i], .sd = value_of(view, "uncertain_sd", i)};
    char name[64];

    for (int k = 0; k < CCS_DOUBTED_PARTS; k++) {
        snprintf(name, sizeof name, "uncertain_%s", names[k]);
        row.part[k] = value_of(view, name, i);
        snprintf(name, sizeof name, "uncertain_%s_half_width", names[k]);
        row.half_width[k] = value_of(view, name, i);
    }
    return row;
}
