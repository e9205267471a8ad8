/* metric_label.c - what people call metrics, and what results call their kinds. */
#include <string.h>

#include "metric.h"

const char *ccs_metric_label(const char *name)
{
    static const struct {
        uint32_t metric;
        const char *label;
    } labels[] = {
#define X(name, label) {CCS_METRIC_##name, label},
        CCS_METRIC_LABEL_LIST(X)
#undef X
    };

    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++)
        if (!strcmp(ccs_metric_name(labels[i].metric), name)) return labels[i].label;
    return name;
}

const char *ccs_attribution_name(enum ccs_attribution attribution)
{
    static const char *const names[] = {"arrival", "arrival", "event", "split"};

    return names[attribution];
}

const char *ccs_metric_kind_name(enum ccs_metric_kind kind)
{
    static const char *const names[] = {"count", "ratio", "ratio", "ratio", "time average", "quantile", "level", "maximum",
        "share of days"};

    return names[kind];
}
