/* targets.c - targets taken together. Invariant: n_meets + n_misses + n_undecided is n. */
#include "targets.h"

#include <math.h>
#include <string.h>

#include "paired.h"
#include "verdict.h"

static void count(ccs_targets_t *t, enum ccs_verdict verdict)
{
    t->n += verdict != CCS_VERDICT_NONE;
    t->n_meets += verdict == CCS_VERDICT_MET;
    t->n_misses += verdict == CCS_VERDICT_MISSED;
    t->n_undecided += verdict == CCS_VERDICT_UNDECIDED;
}

ccs_targets_t ccs_targets_of(const ccs_view_t *v)
{
    ccs_targets_t t = {.same_within = true, .same_wanted = true, .same_counting = true, .wanted = (double) NAN};

    for (uint32_t i = 0; i < v->n_types; i++) {
        const ccs_target_t *const x = &v->targets[i];

        if (i == 0) t.within_s = x->within_s;
        if (i == 0) t.counted_as = x->counted_as;
        if (i == 0) t.called = x->called;
        if (i == 0) t.of = x->of;
        if (i == 0) t.by_business_hours = x->by_business_hours;
        t.same_within = t.same_within && x->within_s == t.within_s;
        t.same_counting = t.same_counting && ccs_target_counts_as(x, &v->targets[0]);
        t.n_types += ccs_verdict_on(v, i) != CCS_VERDICT_NONE;
        for (int aim = 0; aim < CCS_N_AIMS; aim++) count(&t, ccs_verdict_judge(v, i, (enum ccs_aim) aim).verdict);
        if (isnan(x->wanted_frac)) continue;
        if (isnan(t.wanted)) t.wanted = x->wanted_frac;
        t.same_wanted = t.same_wanted && x->wanted_frac == t.wanted;
    }
    return t;
}

bool ccs_targets_all_met(const ccs_targets_t *targets)
{
    return targets->n > 0 && targets->n_meets == targets->n;
}

ccs_target_days_t ccs_target_days(const ccs_view_t *view, uint32_t entity)
{
    const uint32_t metric = ccs_view_metric(view, "target_days");
    ccs_target_days_t d = {.mean = (double) NAN, .low = (double) NAN, .high = (double) NAN};

    if (metric == CCS_DATA_NONE || !strcmp(view->mode, "steady") || !ccs_view_applies(view, metric, entity)) return d;
    const ccs_series_t days = ccs_series_of(view, metric, entity);

    for (uint32_t i = 0; i < days.n; i++) {
        const double judged = days.weights[i * days.stride], reached = days.values[i * days.stride];

        if (!(judged > 0) || isnan(reached)) continue;
        d.n += judged;
        d.k += judged * reached;
    }
    if (d.n == 0) return d;
    d.mean = d.k / d.n;
    const ccs_point_t x = ccs_view_point(view, metric, entity);

    d.low = x.low;
    d.high = x.high;
    return d;
}
