/* report_worst.c - when service is worst, and how sure that is. Invariant: one rule for every result and variant; what is said of several
 * intervals holds for all of them at once, at the confidence of the run. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "estimate.h"
#include "report_parts.h"
#include "units.h"

/* A half-width of a service level from which on it says nothing: of two replications it can be above 1. */
static const double TELLS_NOTHING = 0.5;
/* Below this share of the contacts of the usual interval, a service level is chance. */
static const double ENOUGH = 0.1;
enum { TOP = 3, RANGES_SHOWN = 4, RANGES_LISTED = 8 };

/* ---- the worst interval --------------------------------------------------------------------------------------------------- */

typedef struct {
    const ccs_page_t *page;
    const ccs_view_t *view;
    uint32_t metric, column; /* column: of the kept replications; CCS_DATA_NONE: not kept */
    double sign;             /* +1: low is bad */
    double enough;           /* contacts */
    uint32_t offered;        /* metric; CCS_DATA_NONE: every interval counts */
    uint32_t scheduled;      /* metric; CCS_DATA_NONE: the result does not say */
    double confidence,
        widen; /* of one comparison, so that that of the run holds for all of them; half-widths times this are at it */
} ranking_t;

/* Whether a group serves a type of the channel that the headlines speak of. */
static bool serves_main(const ranking_t *r, uint32_t group)
{
    const ccs_variable_t *const channels = ccs_dataset_find(r->view->data, "type_channel");
    const char *const main = strchr(r->view->entities[r->page->main], '/');
    uint32_t types[CCS_PAGE_ENTITIES_MAX];
    const uint32_t n = ccs_report_types_of_group(r->view, group, types, CCS_PAGE_ENTITIES_MAX);

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
        const bool serves = r->page->main == r->page->all ? e == r->page->all
                                                          : ccs_page_is_kind(r->view->entities[e], "group") && serves_main(r, e);

        if (serves && ccs_view_point_at(r->view, r->scheduled, e, interval).mean > 0) return false;
    }
    return true;
}

static bool is_ranked(const ranking_t *r, uint32_t interval)
{
    if (!r->view->interval_open[interval] || is_unstaffed(r, interval)) return false;
    if (isnan(ccs_view_point_at(r->view, r->metric, r->page->main, interval).mean)) return false;
    return r->offered == CCS_DATA_NONE || ccs_view_point_at(r->view, r->offered, r->page->main, interval).mean >= r->enough;
}

/* A metric that is known by interval; CCS_DATA_NONE: there is none. */
static uint32_t interval_metric(const ccs_view_t *v, const char *name)
{
    const uint32_t metric = ccs_view_metric(v, name);

    return metric != CCS_DATA_NONE && ccs_view_has_intervals(v, metric) ? metric : CCS_DATA_NONE;
}

static ranking_t ranking_of(const ccs_page_t *page, uint32_t metric)
{
    const ccs_view_t *const v = page->view;
    ranking_t r = {.page = page, .view = v, .metric = metric, .sign = v->senses[metric] < 0 ? -1 : 1};
    double sum = 0;
    uint32_t n = 0;

    r.offered = interval_metric(v, "offered");
    r.scheduled = interval_metric(v, "scheduled_agents");
    for (uint32_t k = 0; r.offered != CCS_DATA_NONE && k < page->n_open; k++) {
        if (is_unstaffed(&r, page->open[k])) continue;
        sum += fmax(0, ccs_view_point_at(v, r.offered, page->main, page->open[k]).mean);
        n++;
    }
    r.enough = n ? ENOUGH * sum / n : 0;
    r.column = v->n_kept > 1 ? v->columns[(size_t) metric * v->n_entities + page->main] : CCS_DATA_NONE;
    return r;
}

static size_t kept_at(const ranking_t *r, uint32_t replication, uint32_t interval)
{
    return ((size_t) replication * r->view->n_intervals + interval) * r->view->n_columns + r->column;
}

/* Whether an interval is clearly better than the worst: by the residuals of each replication, linearised (delta method). */
static bool is_better_by_day(const ranking_t *r, uint32_t interval, uint32_t worst)
{
    const double *const x = r->view->kept_values, *const w = r->view->kept_weights;
    const uint32_t n = r->view->n_kept, both[] = {interval, worst};
    double num[2] = {0}, den[2] = {0}, sum = 0, sum2 = 0;

    for (uint32_t k = 0; k < 2; k++) {
        for (uint32_t i = 0; i < n; i++) {
            const size_t at = kept_at(r, i, both[k]);

            if (!(w[at] > 0) || isnan(x[at])) continue;
            num[k] += x[at] * w[at];
            den[k] += w[at];
        }
    }
    for (uint32_t i = 0; i < n; i++) {
        double residual[2] = {0};

        for (uint32_t k = 0; k < 2; k++) {
            const size_t at = kept_at(r, i, both[k]);

            if (w[at] > 0 && !isnan(x[at])) residual[k] = w[at] * (x[at] - num[k] / den[k]) * n / den[k];
        }
        sum += residual[0] - residual[1];
        sum2 += (residual[0] - residual[1]) * (residual[0] - residual[1]);
    }
    const double t = ccs_estimate_t_quantile(r->confidence, n - 1);

    return r->sign * (num[0] / den[0] - num[1] / den[1]) > ccs_estimate_half_width(sum, sum2, n, t);
}

static bool is_better(const ranking_t *r, uint32_t interval, uint32_t worst)
{
    const ccs_point_t a = ccs_view_point_at(r->view, r->metric, r->page->main, interval);
    const ccs_point_t b = ccs_view_point_at(r->view, r->metric, r->page->main, worst);

    if (r->column != CCS_DATA_NONE) return is_better_by_day(r, interval, worst);
    return r->sign * (a.mean - b.mean) > r->widen * (a.half_width + b.half_width);
}

/* Confidence of one of n comparisons such that all of them together have that of the run (Bonferroni). The set of intervals that are not
 * clearly better than the lowest one then holds the truly worst one with the confidence of the run: it is left out only if its own
 * comparison fails. */
static void compare_at_once(ranking_t *r, uint32_t n)
{
    const uint32_t degrees = r->view->n_observations - 1;

    r->confidence = ccs_estimate_each(r->view->confidence, n);
    r->widen = r->view->n_observations < 2
        ? (double) NAN
        : ccs_estimate_t_quantile(r->confidence, degrees) / ccs_estimate_t_quantile(r->view->confidence, degrees);
}

/* Whether fewer than n_top intervals of an observation are worse than this one. */
static bool is_among(const ranking_t *r, const unsigned char *ranked, uint32_t day, const ccs_worst_t *worst)
{
    const double own = r->sign * r->view->kept_values[kept_at(r, day, worst->interval)];
    uint32_t n_worse = 0;

    for (uint32_t i = 0; i < r->view->n_intervals; i++)
        n_worse += ranked[i] != 0 && r->sign * r->view->kept_values[kept_at(r, day, i)] < own;
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
    const ccs_point_t x = ccs_view_point_at(r->view, r->metric, r->page->main, worst->interval);

    for (uint32_t i = worst->interval; i-- > 0 && ranked[i];) {
        if (!(fabs(ccs_view_point_at(r->view, r->metric, r->page->main, i).mean - x.mean) < x.half_width)) break;
        worst->first = i;
    }
    for (uint32_t i = worst->interval + 1; i < r->view->n_intervals && ranked[i]; i++) {
        if (!(fabs(ccs_view_point_at(r->view, r->metric, r->page->main, i).mean - x.mean) < x.half_width)) break;
        worst->last = i;
    }
}

ccs_worst_t ccs_report_worst(const ccs_page_t *page, uint32_t metric, unsigned char *alike)
{
    const ccs_view_t *const v = page->view;
    ccs_worst_t worst = {.interval = CCS_DATA_NONE};
    double least = (double) INFINITY;

    if (v->n_intervals == 0 || metric == CCS_DATA_NONE || !ccs_view_has_intervals(v, metric)) return worst;
    ranking_t r = ranking_of(page, metric);

    for (uint32_t i = 0; i < v->n_intervals; i++) {
        const bool ranked = is_ranked(&r, i);
        const double x = ranked ? r.sign * ccs_view_point_at(v, metric, page->main, i).mean : (double) INFINITY;

        if (alike) alike[i] = ranked ? 2 : 0;
        worst.n_ranked += ranked;
        if (!(x < least)) continue;
        least = x;
        worst.interval = i;
    }
    if (worst.interval == CCS_DATA_NONE || !alike) return worst;
    worst.first = worst.last = worst.interval;
    worst.known = ccs_view_point_at(v, metric, page->main, worst.interval).half_width < TELLS_NOTHING;
    if (worst.known) find_stretch(&r, alike, &worst);

    worst.paired = r.column != CCS_DATA_NONE;
    compare_at_once(&r, worst.n_ranked - 1);
    for (uint32_t i = 0; i < v->n_intervals; i++) {
        if (alike[i] == 0 || (i != worst.interval && is_better(&r, i, worst.interval))) continue;
        alike[i] = 1;
        worst.n_alike += i != worst.interval;
    }
    count_days_among(&r, alike, &worst);
    return worst;
}

/* ---- in words ------------------------------------------------------------------------------------------------------------- */

/* The end of the run of marked intervals that begins at i. */
static uint32_t end_of_run(const unsigned char *marks, uint32_t n, uint32_t i, unsigned char mark)
{
    while (i < n && marks[i] == mark) i++;
    return i;
}

static uint32_t count_runs(const unsigned char *marks, uint32_t n, unsigned char mark)
{
    uint32_t n_runs = 0;

    for (uint32_t i = 0; i < n; i++)
        if (marks[i] == mark && (i == 0 || marks[i - 1] != mark)) n_runs++;
    return n_runs;
}

/* A range behind another one of the same day: without the day. */
static const char *range_after(const ccs_page_t *page, uint32_t before, uint32_t first, uint32_t last,
    char text[CCS_PAGE_RANGE_MAX])
{
    const char *const *const labels = page->view->intervals;
    const size_t day = sizeof "2026-03-03" - 1;
    char begin[CCS_PROSE_TIME_MAX], end[CCS_PROSE_TIME_MAX];

    if (before == CCS_DATA_NONE || strncmp(labels[before], labels[first], day) != 0 ||
        strncmp(labels[first], labels[last], day) != 0)
        return ccs_page_span(page, first, last, text);
    if (!page->view->interval_open[first]) return ccs_prose_begin(labels[first], false, text);
    (void) snprintf(text, CCS_PAGE_RANGE_MAX, "%s to %s", ccs_prose_begin(labels[first], false, begin),
        ccs_prose_end(labels[last], page->view->interval_end_s[last] - page->view->interval_start_s[last], end));
    return text;
}

void ccs_report_say_ranges(const ccs_page_t *page, const unsigned char *marks, unsigned char mark, uint32_t most, ccs_prose_t *to)
{
    const uint32_t n = page->view->n_intervals, n_runs = count_runs(marks, n, mark);
    uint32_t run = 0, before = CCS_DATA_NONE;
    char range[CCS_PAGE_RANGE_MAX];
    const uint32_t shown = n_runs > most ? most : n_runs, parts = shown + (n_runs > shown);

    for (uint32_t i = 0; i < n && run < shown; i++) {
        if (marks[i] != mark) continue;
        const uint32_t last = end_of_run(marks, n, i, mark) - 1;

        ccs_prose_add(to, "%s%s", ccs_prose_comma(run++, parts), range_after(page, before, i, last, range));
        before = i = last;
    }
    if (n_runs > shown) ccs_prose_add(to, " and %u more %s", n_runs - shown, n_runs - shown == 1 ? "time" : "times");
}

static void say_ranges(const ccs_page_t *page, const unsigned char *marks, unsigned char mark, ccs_prose_t *to)
{
    ccs_report_say_ranges(page, marks, mark, RANGES_SHOWN, to);
}

/* " On 51 of 100 days it was among the three worst of the day." */
static void say_days_among(const ccs_page_t *page, const ccs_worst_t *worst, ccs_prose_t *to)
{
    char range[CCS_PAGE_RANGE_MAX];

    if (worst->n_days == 0) return;
    ccs_page_say_share(page, worst->n_days_among, worst->n_days, to);
    ccs_prose_add(to, " %s was %s.", ccs_page_range(page, worst->interval, range),
        worst->n_top == 1 ? "the worst" : "among the three worst");
}

/* The one rule for all results: which intervals may be the worst one, at the confidence of the run for all comparisons at once. */
static void say_surety(const ccs_page_t *page, const ccs_worst_t *worst, const unsigned char *alike, ccs_prose_t *to)
{
    const char *const noun = ccs_prose_interval_noun(page->interval_s);
    char share[CCS_UNITS_TEXT_MAX];

    if (!worst->known) {
        const uint32_t n = page->view->n_observations;

        if (n == 1) ccs_prose_add(to, " One %s cannot tell whether that is chance.", ccs_page_observation(page, false));
        else ccs_prose_add(to, " So few as %u %s cannot tell whether that is chance.", n, ccs_page_observation(page, true));
        return;
    }
    if (worst->n_ranked < 2) return;
    ccs_units_show_share(page->view->confidence, share, sizeof share);
    if (worst->n_alike == 0) {
        ccs_prose_add(to, " Every other %s is clearly better, at %s confidence.", noun, share);
    } else if (worst->n_alike + 1 == worst->n_ranked) {
        ccs_prose_add(to, " Which %s is the worst is open: no other one is clearly better at %s confidence.", noun, share);
    } else if (2 * (worst->n_alike + 1) <= worst->n_ranked) {
        ccs_prose_add(to, " At %s confidence the worst %s lies in ", share, noun);
        say_ranges(page, alike, 1, to);
        ccs_prose_add(to, ".");
    } else {
        ccs_prose_add(to, " Which %s is the worst is open: at %s confidence %u of %u others may be as bad", noun, share,
            worst->n_alike, worst->n_ranked - 1);
        if (count_runs(alike, page->view->n_intervals, 2) <= RANGES_LISTED) {
            ccs_prose_add(to, "; clearly better %s ", worst->n_ranked - 1 - worst->n_alike == 1 ? "is" : "are");
            say_ranges(page, alike, 2, to);
        }
        ccs_prose_add(to, ".");
    }
    say_days_among(page, worst, to);
}

/* "16:30 to 20:00, lowest from " */
static void say_stretch(const ccs_page_t *page, const ccs_worst_t *worst, ccs_prose_t *to)
{
    char range[CCS_PAGE_RANGE_MAX];

    ccs_prose_add(to, "%s, lowest from ", ccs_page_span(page, worst->first, worst->last, range));
}

/* " Nobody is scheduled from 18:00 to 24:00: 10.7 of 300 contacts are offered then." @param marks  [n_intervals], overwritten */
static void say_unstaffed(const ccs_page_t *page, uint32_t metric, unsigned char *marks, ccs_prose_t *to)
{
    const ccs_view_t *const v = page->view;
    char then[CCS_FIGURE_MAX], whole[CCS_FIGURE_MAX];
    double offered = 0, all = 0;
    uint32_t n = 0;

    if (metric == CCS_DATA_NONE || !ccs_view_has_intervals(v, metric)) return;
    const ranking_t r = ranking_of(page, metric);

    if (r.offered == CCS_DATA_NONE) return;
    memset(marks, 0, v->n_intervals);
    for (uint32_t k = 0; k < page->n_open; k++) {
        const double x = ccs_view_point_at(v, r.offered, page->main, page->open[k]).mean;

        all += x;
        if (!(x > 0) || !is_unstaffed(&r, page->open[k])) continue;
        marks[page->open[k]] = 1;
        offered += x;
        n++;
    }
    if (n == 0) return;
    ccs_prose_add(to, "%sNobody is scheduled from ", to->n > 0 ? " " : "");
    say_ranges(page, marks, 1, to);
    ccs_prose_add(to, ", when %s of %s %s are offered; such times are not ranked.",
        ccs_figure_mean(CCS_FIGURE_NUMBER, offered, 1, then), ccs_figure_mean(CCS_FIGURE_NUMBER, all, 1, whole),
        ccs_page_contacts_of(page, page->main));
}

void ccs_report_say_worst(const ccs_page_t *page, ccs_prose_t *to)
{
    const uint32_t metric = ccs_view_metric(page->view, "service_level");
    unsigned char *const alike = calloc((size_t) page->view->n_intervals + 1, 1);
    char range[CCS_PAGE_RANGE_MAX];

    if (!alike) {
        to->out_of_memory = true;
        return;
    }
    const ccs_worst_t worst = ccs_report_worst(page, metric, alike);

    if (worst.interval != CCS_DATA_NONE) {
        const ccs_point_t x = ccs_view_point_at(page->view, metric, page->main, worst.interval);

        ccs_prose_add(to, "Service%s%s is worst from ", page->n_channels > 1 ? " for " : "",
            page->n_channels > 1 ? ccs_page_contacts_of(page, page->main) : "");
        if (worst.first < worst.last) say_stretch(page, &worst, to);
        ccs_prose_add(to, "%s: ", ccs_page_range(page, worst.interval, range));
        ccs_prose_add_figure(to, CCS_FIGURE_SHARE, x.mean, worst.known ? x.half_width : (double) NAN);
        ccs_prose_add(to, " of %s in time.", ccs_page_contacts_of(page, page->main));
        say_surety(page, &worst, alike, to);
    }
    say_unstaffed(page, metric, alike, to);
    free(alike);
}
