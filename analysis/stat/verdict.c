/* verdict.c - the judge of targets. */
#include "verdict.h"

#include <math.h>
#include <string.h>

enum ccs_verdict ccs_verdict_of(double wanted, ccs_point_t found)
{
    if (isnan(wanted)) return CCS_VERDICT_NONE;
    if (found.low >= wanted) return CCS_VERDICT_MET;
    if (found.high < wanted) return CCS_VERDICT_MISSED;
    return CCS_VERDICT_UNDECIDED;
}

const char *ccs_verdict_name(enum ccs_verdict verdict)
{
    static const char *const names[] = {"", "met", "missed", "undecided"};

    return names[verdict];
}

ccs_point_t ccs_verdict_service(const ccs_view_t *view, uint32_t entity)
{
    const uint32_t metric = ccs_view_metric(view, "service_level");

    return metric == CCS_DATA_NONE ? ccs_point_around(NAN, NAN) : ccs_view_point(view, metric, entity);
}

enum ccs_verdict ccs_verdict_on(const ccs_view_t *view, uint32_t type)
{
    return ccs_verdict_of(view->targets[type].wanted_frac, ccs_verdict_service(view, view->type_entity[type]));
}

bool ccs_verdict_changes(const ccs_view_t *base, const ccs_view_t *other, uint32_t type, enum ccs_verdict verdicts[2])
{
    const char *const name = base->entities[base->type_entity[type]];

    verdicts[0] = ccs_verdict_on(base, type);
    verdicts[1] = CCS_VERDICT_NONE;
    for (uint32_t i = 0; i < other->n_types; i++)
        if (!strcmp(other->entities[other->type_entity[i]], name)) verdicts[1] = ccs_verdict_on(other, i);
    return verdicts[0] != verdicts[1] && verdicts[0] != CCS_VERDICT_NONE && verdicts[1] != CCS_VERDICT_NONE;
}

uint32_t ccs_verdict_unmet(const ccs_view_t *view)
{
    uint32_t n = 0;

    for (uint32_t i = 0; i < view->n_types; i++) {
        const enum ccs_verdict verdict = ccs_verdict_on(view, i);

        n += verdict == CCS_VERDICT_MISSED || verdict == CCS_VERDICT_UNDECIDED;
    }
    return n;
}
