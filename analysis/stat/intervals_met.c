/* intervals_met.c - intervals against targets. Invariant: n_met and n_surely_below exclude each other and are at most n_judged. */
#include "intervals_met.h"

#include <math.h>
#include <string.h>

#include "verdict.h"

/* Mean of a count that the result knows by interval; 0 where it does not. */
static double count_in(const ccs_view_t *v, const char *name, uint32_t entity, uint32_t interval)
{
    const uint32_t metric = ccs_view_metric(v, name);
    const bool known = metric != CCS_DATA_NONE && ccs_view_has_intervals(v, metric);
    const double x = known ? ccs_view_point_at(v, metric, entity, interval).mean : 0;

    return x > 0 ? x : 0;
}

/* Those who came before close and left an IVR behind it are no work of a closed time. */
bool ccs_is_judged_time(const ccs_view_t *view, uint32_t entity, uint32_t interval)
{
    const bool knows = ccs_view_metric(view, "arrived") != CCS_DATA_NONE;

    return view->interval_open[interval] || count_in(view, knows ? "arrived" : "offered", entity, interval) > 0;
}

/* What an interval has of an aim, so turned that more is better: abandonment and its bound with a minus. */
static ccs_point_t turned(const ccs_view_t *view, uint32_t metric, uint32_t entity, uint32_t interval, enum ccs_aim aim)
{
    const ccs_point_t x = ccs_view_point_at(view, metric, entity, interval);

    return aim == CCS_AIM_SERVICE ? x : (ccs_point_t){-x.mean, x.half_width, -x.high, -x.low};
}

/* Those within opening hours, or those without. */
static ccs_intervals_met_t judge(const ccs_view_t *view, uint32_t type, bool open, enum ccs_aim aim, unsigned char *marks)
{
    const uint32_t level = ccs_view_metric(view, aim == CCS_AIM_SERVICE ? "service_level" : "abandonment_rate");
    const double wanted = aim == CCS_AIM_SERVICE ? view->targets[type].wanted_frac : -view->targets[type].abandoned_frac;
    const uint32_t entity = view->type_entity[type];
    ccs_intervals_met_t met = {0};

    if (marks) memset(marks, CCS_INTERVAL_NOT_JUDGED, view->n_intervals);
    if (view->report || isnan(wanted) || level == CCS_DATA_NONE || !ccs_view_has_intervals(view, level)) return met;
    for (uint32_t i = 0; i < view->n_intervals; i++) {
        const ccs_point_t x = turned(view, level, entity, i, aim);

        if ((view->interval_open[i] > 0) != open || isnan(x.mean) || !ccs_is_judged_time(view, entity, i)) continue;
        const bool is_met = x.mean >= wanted;
        const double contacts = count_in(view, "offered", entity, i) - count_in(view, "not_yet_due", entity, i);

        met.n_judged++;
        met.n_met += is_met;
        met.n_surely_below += x.high < wanted;
        met.contacts_judged += contacts;
        met.contacts_met += is_met ? contacts : 0;
        if (marks) marks[i] = is_met ? CCS_INTERVAL_MET : CCS_INTERVAL_BELOW;
    }
    return met;
}

ccs_intervals_met_t ccs_intervals_met(const ccs_view_t *view, uint32_t type, unsigned char *marks)
{
    return judge(view, type, true, CCS_AIM_SERVICE, marks);
}

ccs_intervals_met_t ccs_intervals_bounded(const ccs_view_t *view, uint32_t type)
{
    return judge(view, type, true, CCS_AIM_ABANDONMENT, NULL);
}

ccs_intervals_met_t ccs_all_intervals_met(const ccs_view_t *view)
{
    ccs_intervals_met_t all = {0};

    for (uint32_t i = 0; i < view->n_types; i++) {
        const ccs_intervals_met_t met = judge(view, i, true, CCS_AIM_SERVICE, NULL);

        all.n_judged += met.n_judged;
        all.n_met += met.n_met;
        all.n_surely_below += met.n_surely_below;
        all.contacts_judged += met.contacts_judged;
        all.contacts_met += met.contacts_met;
    }
    return all;
}

void ccs_mark_surely_below(const ccs_view_t *view, uint32_t type, unsigned char *marks)
{
    const uint32_t level = ccs_view_metric(view, "service_level");

    for (uint32_t i = 0; i < view->n_intervals; i++)
        if (marks[i] == CCS_INTERVAL_BELOW &&
            ccs_view_point_at(view, level, view->type_entity[type], i).high < view->targets[type].wanted_frac)
            marks[i] = CCS_INTERVAL_SURELY_BELOW;
}

ccs_intervals_met_t ccs_closed_times_met(const ccs_view_t *view, uint32_t type, unsigned char *marks)
{
    return judge(view, type, false, CCS_AIM_SERVICE, marks);
}

/* The target that every type has, with the same time and counted the same way. NAN: they differ, or one has none. */
static double common_target(const ccs_view_t *v)
{
    for (uint32_t i = 0; i < v->n_types; i++) {
        const ccs_target_t *const a = &v->targets[0], *const b = &v->targets[i];

        if (!(a->wanted_frac == b->wanted_frac) || a->within_s != b->within_s || !ccs_target_counts_as(a, b)) return (double) NAN;
    }
    return v->n_types > 0 ? v->targets[0].wanted_frac : (double) NAN;
}

double ccs_target_of(const ccs_view_t *view, uint32_t entity)
{
    for (uint32_t i = 0; i < view->n_types; i++)
        if (view->type_entity[i] == entity) return view->targets[i].wanted_frac;
    return !strcmp(view->entities[entity], "all") ? common_target(view) : (double) NAN;
}

bool ccs_is_below_target(const ccs_view_t *view, uint32_t metric, uint32_t entity, double mean)
{
    return !strcmp(view->metrics[metric], "service_level") && mean < ccs_target_of(view, entity);
}
