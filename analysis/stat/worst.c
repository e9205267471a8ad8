/* worst.c - when service is worst, and how sure that is. Invariant: one rule for every result and variant; what is said of several
 * intervals holds for all of them at once, at the confidence of the run. */
#include "worst.h"

#include <math.h>
#include <string.h>

#include "estimate.h"
#include "paired.h"

/* A half-width of a service level from which on it says nothing: of two replications it can be above 1. */
static const double TELLS_NOTHING = 0.5;
/* Below this share of the contacts of the usual interval, a service level is chance. */
static const double ENOUGH = 0.1;
enum { TOP = 3 };

/* ---- the worst interval --------------------------------------------------------------------------------------------------- */

typedef struct {
    const ccs_scope_t *scope;
    const ccs_view_t *view;
    uint32_t metric, column; /* column: of the kept replications; CCS_DATA_NONE: not kept */
    double sign;             /* +1: low is bad */
    double enough;           /* contacts */
    uint32_t offered;        /* metric; CCS_DATA_NONE: every interval counts */
    uint32_t scheduled;      /* metric; CCS_DATA_NONE: the result does not say */
    double confidence,
        widen; /* of one comparison, so that that of the run holds for all of them; half-widths times this are at it */
} ranking_t;

/* The metric of those whom the headlines speak of. */
static ccs_point_t point_at(const ranking_t *r, uint32_t interval)
{
    return ccs_view_point_at(r->view, r->metric, r->scope->main, interval);
}

/* Whether a group serves a type of the channel that the headlines speak of. */
static bool serves_main(const ranking_t *r, uint32_t group)
{
    const ccs_variable_t *const channels = ccs_dataset_find(r->view->data, "type_channel");
    const char *const main = strchr(r->view->entities[r->scope->main], '/');
    uint32_t types[CCS_SCOPE_ENTITIES_MAX];
    const uint32_t n = ccs_view_types_of_group(r->view, group, types, CCS_SCOPE_ENTITIES_MAX);

    if (!channels || channels->type != CCS_DATA_TEXT || channels->n != r->view->n_types || !main) return true;
    for (uint32_t k = 0; k < n; k++)
        for (uint32_t i = 0; i < r->view->n_types; i++)
            if (r->view->type_entity[i] == types[k] && !strcmp(channels->data.text[i], &main[1])) return true;
    return false;
}

/* Whether nobody is scheduled who serves the contacts at hand: they wait by intention, so that it is no bad hour but none at all. */
static bool is_unstaffed(const ranking_t *r, uint32_t interval)
{
    if (r->scheduled == CCS_DATA_NONE) return false;
    for (uint32_t e = 0; e < r->view->n_entities; e++) {
        const bool serves = r->scope->main == r->scope->all
            ? e == r->scope->all
            : ccs_view_is_kind(r->view->entities[e], "group") && serves_main(r, e);

        if (serves && ccs_view_point_at(r->view, r->scheduled, e, interval).mean > 0) return false;
    }
    return true;
}

static bool is_ranked(const ranking_t *r, uint32_t interval)
{
    if (!r->view->interval_open[interval] || is_unstaffed(r, interval)) return false;
    if (isnan(point_at(r, interval).mean)) return false;
    return r->offered == CCS_DATA_NONE || ccs_view_point_at(r->view, r->offered, r->scope->main, interval).mean >= r->enough;
}

static ranking_t ranking_of(const ccs_scope_t *scope, uint32_t metric)
{
    const ccs_view_t *const v = scope->view;
    ranking_t r = {.scope = scope, .view = v, .metric = metric, .sign = v->senses[metric] < 0 ? -1 : 1};
    double sum = 0;
    uint32_t n = 0;

    r.offered = ccs_view_interval_metric(v, "offered");
    r.scheduled = ccs_view_interval_metric(v, "scheduled_agents");
    for (uint32_t k = 0; r.offered != CCS_DATA_NONE && k < scope->n_open; k++) {
        if (is_unstaffed(&r, scope->open[k])) continue;
        sum += fmax(0, ccs_view_point_at(v, r.offered, scope->main, scope->open[k]).mean);
        n++;
    }
    r.enough = n ? ENOUGH * sum / n : 0;
    r.column = v->n_kept > 1 ? v->columns[(size_t) metric * v->n_entities + scope->main] : CCS_DATA_NONE;
    return r;
}

static size_t kept_at(const ranking_t *r, uint32_t replication, uint32_t interval)
{
    return ((size_t) replication * r->view->n_intervals + interval) * r->view->n_columns + r->column;
}

static bool kept_series(const ranking_t *r, uint32_t interval, ccs_series_t *to)
{
    return r->column != CCS_DATA_NONE && ccs_series_kept(r->view, r->metric, r->scope->main, interval, to);
}

/* Whether an interval is clearly better than the worst: day by day where replications are kept. */
static bool is_better(const ranking_t *r, uint32_t interval, uint32_t worst)
{
    const ccs_point_t a = point_at(r, interval), b = point_at(r, worst);
    ccs_series_t kept[2];

    if (kept_series(r, interval, &kept[0]) && kept_series(r, worst, &kept[1])) {
        const ccs_point_t d = ccs_paired_difference(&kept[0], &kept[1], r->confidence);

        return r->sign * d.mean > d.half_width;
    }
    return r->sign * (a.mean - b.mean) > r->widen * (a.half_width + b.half_width);
}

/* Confidence of one of n comparisons such that all of them together have that of the run (Bonferroni). The set of intervals that are not
 * clearly better than the lowest one then holds the truly worst one with the confidence of the run: it is left out only if its own
 * comparison fails. */
static void compare_at_once(ranking_t *r, uint32_t n)
{
    const uint32_t independent = ccs_view_independent(r->view), degrees = independent - 1;

    r->confidence = ccs_estimate_each(r->view->confidence, n);
    r->widen = independent < 2
        ? (double) NAN
        : ccs_estimate_t_quantile(r->confidence, degrees) / ccs_estimate_t_quantile(r->view->confidence, degrees);
}

/* Whether fewer than n_top intervals of an observation are worse than this one. */
static bool is_among(const ranking_t *r, const unsigned char *ranked, uint32_t day, const ccs_worst_t *worst)
{
    const double own = r->sign * r->view->kept_values[kept_at(r, day, worst->interval)];
    uint32_t n_worse = 0;

    for (uint32_t i = 0; i < r->view->n_intervals; i++)
        n_worse += ranked[i] != CCS_NOT_RANKED && r->sign * r->view->kept_values[kept_at(r, day, i)] < own;
    return n_worse < worst->n_top;
}

/* Observations of whose worst intervals it is one: of the three worst, where there are enough to choose from. */
static void count_days_among(const ranking_t *r, const unsigned char *ranked, ccs_worst_t *worst)
{
    worst->n_top = worst->n_ranked >= 4 * TOP ? TOP : 1;
    for (uint32_t day = 0; r->column != CCS_DATA_NONE && day < r->view->n_kept; day++) {
        if (isnan(r->view->kept_values[kept_at(r, day, worst->interval)])) continue;
        worst->n_days++;
        worst->n_days_among += is_among(r, ranked, day, worst);
    }
}

/* The neighbours that are about as bad. */
static void find_stretch(const ranking_t *r, const unsigned char *ranked, ccs_worst_t *worst)
{
    const ccs_point_t x = point_at(r, worst->interval);

    for (uint32_t i = worst->interval; i-- > 0 && ranked[i];) {
        if (!(fabs(point_at(r, i).mean - x.mean) < x.half_width)) break;
        worst->first = i;
    }
    for (uint32_t i = worst->interval + 1; i < r->view->n_intervals && ranked[i]; i++) {
        if (!(fabs(point_at(r, i).mean - x.mean) < x.half_width)) break;
        worst->last = i;
    }
}

ccs_worst_t ccs_worst_of(const ccs_scope_t *scope, uint32_t metric, unsigned char *marks)
{
    const ccs_view_t *const v = scope->view;
    ccs_worst_t worst = {.interval = CCS_DATA_NONE};
    double least = (double) INFINITY;

    if (v->n_intervals == 0 || metric == CCS_DATA_NONE || !ccs_view_has_intervals(v, metric)) return worst;
    ranking_t r = ranking_of(scope, metric);

    for (uint32_t i = 0; i < v->n_intervals; i++) {
        const bool ranked = is_ranked(&r, i);
        const double x = ranked ? r.sign * point_at(&r, i).mean : (double) INFINITY;

        if (marks) marks[i] = ranked ? CCS_RANKED_BETTER : CCS_NOT_RANKED;
        worst.n_ranked += ranked;
        if (!(x < least)) continue;
        least = x;
        worst.interval = i;
    }
    if (worst.interval == CCS_DATA_NONE || !marks) return worst;
    worst.first = worst.last = worst.interval;
    worst.known = point_at(&r, worst.interval).half_width < TELLS_NOTHING;
    if (worst.known) find_stretch(&r, marks, &worst);

    worst.paired = r.column != CCS_DATA_NONE;
    compare_at_once(&r, worst.n_ranked - 1);
    for (uint32_t i = 0; i < v->n_intervals; i++) {
        if (marks[i] == CCS_NOT_RANKED || (i != worst.interval && is_better(&r, i, worst.interval))) continue;
        marks[i] = CCS_RANKED_WORST;
        worst.n_alike += i != worst.interval;
    }
    count_days_among(&r, marks, &worst);
    return worst;
}

uint32_t ccs_worst_place(const ccs_scope_t *scope, const ccs_worst_t *worst)
{
    uint32_t at = 0;

    while (at < scope->n_open && scope->open[at] != worst->interval) at++;
    return at < scope->n_open ? at : 0;
}

uint32_t ccs_worst_intervals(const ccs_scope_t *scope, uint32_t metric, const unsigned char *ranked, uint32_t *found,
    uint32_t max)
{
    const double sign = scope->view->senses[metric] < 0 ? -1 : 1;
    uint32_t n = 0;

    for (uint32_t i = 0; i < scope->view->n_intervals; i++) {
        if (ranked[i] == CCS_NOT_RANKED) continue;
        const double x = sign * ccs_view_point_at(scope->view, metric, scope->main, i).mean;
        uint32_t at = n < max ? n++ : max;

        while (at > 0 && x < sign * ccs_view_point_at(scope->view, metric, scope->main, found[at - 1]).mean) {
            if (at < max) found[at] = found[at - 1];
            at--;
        }
        if (at < max) found[at] = i;
    }
    return n;
}

/* ---- times without agents ------------------------------------------------------------------------------------------------- */

ccs_unstaffed_t ccs_unstaffed_of(const ccs_scope_t *scope, uint32_t metric, unsigned char *marks)
{
    ccs_unstaffed_t found = {0};

    if (metric == CCS_DATA_NONE || !ccs_view_has_intervals(scope->view, metric)) return found;
    const ranking_t r = ranking_of(scope, metric);

    if (r.offered == CCS_DATA_NONE) return found;
    memset(marks, 0, scope->view->n_intervals);
    for (uint32_t k = 0; k < scope->n_open; k++) {
        const double x = ccs_view_point_at(scope->view, r.offered, scope->main, scope->open[k]).mean;

        found.offered_all += x;
        if (!(x > 0) || !is_unstaffed(&r, scope->open[k])) continue;
        marks[scope->open[k]] = 1;
        found.offered += x;
        found.n++;
    }
    return found;
}
