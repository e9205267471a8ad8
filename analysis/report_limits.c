/* report_limits.c - what limits the day: the intervals in which service is worst, how sure that is, and which group of agents is short in
 * them. Invariant: every sentence rests on figures that the result holds, and says how sure they are. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "estimate.h"
#include "report_parts.h"

/* A half-width of a service level from which on it says nothing: of two replications it can be above 1. */
static const double TELLS_NOTHING = 0.5;
/* Mean waits below this, in seconds, are no shortage. */
static const double NO_WAIT_S = 1;
/* Below this share of the contacts of the usual interval, a service level is chance. */
static const double ENOUGH = 0.1;
enum { WORST_SHOWN = 6, TYPES_MAX = 256, RANGES_SHOWN = 4, RANGES_LISTED = 8, TITLE = 256 };

/* ---- the worst interval --------------------------------------------------------------------------------------------------- */

typedef struct {
    const ccs_page_t *page;
    const ccs_view_t *view;
    uint32_t metric, column; /* column: of the kept replications; CCS_DATA_NONE: not kept */
    double sign;             /* +1: low is bad */
    double enough;           /* contacts */
    uint32_t offered;        /* metric; CCS_DATA_NONE: every interval counts */
} ranking_t;

static bool is_ranked(const ranking_t *r, uint32_t interval)
{
    if (!r->view->interval_open[interval]) return false;
    if (isnan(ccs_view_point_at(r->view, r->metric, r->page->all, interval).mean)) return false;
    return r->offered == CCS_DATA_NONE || ccs_view_point_at(r->view, r->offered, r->page->all, interval).mean >= r->enough;
}

static ranking_t ranking_of(const ccs_page_t *page, uint32_t metric)
{
    const ccs_view_t *const v = page->view;
    ranking_t r = {.page = page, .view = v, .metric = metric, .sign = v->senses[metric] < 0 ? -1 : 1};
    double sum = 0;

    r.offered = ccs_view_metric(v, "offered");
    if (r.offered != CCS_DATA_NONE && !ccs_view_has_intervals(v, r.offered)) r.offered = CCS_DATA_NONE;
    for (uint32_t i = 0; r.offered != CCS_DATA_NONE && i < v->n_intervals; i++)
        if (v->interval_open[i]) sum += fmax(0, ccs_view_point_at(v, r.offered, page->all, i).mean);
    r.enough = page->n_open_all ? ENOUGH * sum / page->n_open_all : 0;
    r.column = v->n_kept > 1 ? v->columns[(size_t) metric * v->n_entities + page->all] : CCS_DATA_NONE;
    return r;
}

static size_t kept_at(const ranking_t *r, uint32_t replication, uint32_t interval)
{
    return ((size_t) replication * r->view->n_intervals + interval) * r->view->n_columns + r->column;
}

/* Whether an interval is surely better than the worst: by the residuals of each replication, linearised (delta method). */
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
    const double t = ccs_estimate_t_quantile(r->view->confidence, n - 1);

    return r->sign * (num[0] / den[0] - num[1] / den[1]) > ccs_estimate_half_width(sum, sum2, n, t);
}

static bool is_better(const ranking_t *r, uint32_t interval, uint32_t worst)
{
    const ccs_point_t a = ccs_view_point_at(r->view, r->metric, r->page->all, interval);
    const ccs_point_t b = ccs_view_point_at(r->view, r->metric, r->page->all, worst);

    if (r->column != CCS_DATA_NONE) return is_better_by_day(r, interval, worst);
    return r->sign * (a.mean - b.mean) > a.half_width + b.half_width;
}

/* Days whose own worst interval is marked 1. */
static void count_days_within(const ranking_t *r, const unsigned char *alike, ccs_worst_t *worst)
{
    for (uint32_t day = 0; r->column != CCS_DATA_NONE && day < r->view->n_kept; day++) {
        uint32_t lowest = CCS_DATA_NONE;
        double least = (double) INFINITY;

        for (uint32_t i = 0; i < r->view->n_intervals; i++) {
            const double x = r->sign * r->view->kept_values[kept_at(r, day, i)];

            if (alike[i] == 0 || !(x < least)) continue;
            least = x;
            lowest = i;
        }
        if (lowest == CCS_DATA_NONE) continue;
        worst->n_days++;
        worst->n_days_within += alike[lowest] == 1;
    }
}

/* The neighbours that are about as bad. */
static void find_stretch(const ranking_t *r, const unsigned char *ranked, ccs_worst_t *worst)
{
    const ccs_point_t x = ccs_view_point_at(r->view, r->metric, r->page->all, worst->interval);

    for (uint32_t i = worst->interval; i-- > 0 && ranked[i];) {
        if (!(fabs(ccs_view_point_at(r->view, r->metric, r->page->all, i).mean - x.mean) < x.half_width)) break;
        worst->first = i;
    }
    for (uint32_t i = worst->interval + 1; i < r->view->n_intervals && ranked[i]; i++) {
        if (!(fabs(ccs_view_point_at(r->view, r->metric, r->page->all, i).mean - x.mean) < x.half_width)) break;
        worst->last = i;
    }
}

ccs_worst_t ccs_report_worst(const ccs_page_t *page, uint32_t metric, unsigned char *alike)
{
    const ccs_view_t *const v = page->view;
    ccs_worst_t worst = {.interval = CCS_DATA_NONE};
    double least = (double) INFINITY;

    if (v->n_intervals == 0 || metric == CCS_DATA_NONE || !ccs_view_has_intervals(v, metric)) return worst;
    const ranking_t r = ranking_of(page, metric);

    for (uint32_t i = 0; i < v->n_intervals; i++) {
        const bool ranked = is_ranked(&r, i);
        const double x = ranked ? r.sign * ccs_view_point_at(v, metric, page->all, i).mean : (double) INFINITY;

        if (alike) alike[i] = ranked ? 2 : 0;
        worst.n_ranked += ranked;
        if (!(x < least)) continue;
        least = x;
        worst.interval = i;
    }
    if (worst.interval == CCS_DATA_NONE || !alike) return worst;
    worst.first = worst.last = worst.interval;
    worst.known = ccs_view_point_at(v, metric, page->all, worst.interval).half_width < TELLS_NOTHING;
    if (worst.known) find_stretch(&r, alike, &worst);

    worst.paired = r.column != CCS_DATA_NONE;
    for (uint32_t i = 0; i < v->n_intervals; i++) {
        if (alike[i] == 0 || (i != worst.interval && is_better(&r, i, worst.interval))) continue;
        alike[i] = 1;
        worst.n_alike += i != worst.interval;
    }
    count_days_within(&r, alike, &worst);
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

/* "12:00 to 14:00 and 16:30 to 20:00": the marked intervals, neighbours together. */
static void say_ranges(const ccs_page_t *page, const unsigned char *marks, unsigned char mark, ccs_prose_t *to)
{
    const uint32_t n = page->view->n_intervals, n_runs = count_runs(marks, n, mark);
    uint32_t run = 0;
    char begin[CCS_PROSE_TIME_MAX], end[CCS_PROSE_TIME_MAX];
    const uint32_t shown = n_runs > RANGES_SHOWN ? RANGES_SHOWN : n_runs, parts = shown + (n_runs > shown);

    for (uint32_t i = 0; i < n && run < shown; i++) {
        if (marks[i] != mark) continue;
        const uint32_t last = end_of_run(marks, n, i, mark) - 1;
        const double length_s = page->view->interval_end_s[last] - page->view->interval_start_s[last];

        ccs_prose_add(to, "%s%s to %s", ccs_prose_comma(run++, parts), ccs_page_begin(page, i, begin),
            ccs_prose_end(page->view->intervals[last], length_s, end));
        i = last;
    }
    if (n_runs > shown) ccs_prose_add(to, " and %u more %s", n_runs - shown, n_runs - shown == 1 ? "time" : "times");
}

/* " On 51 of 100 days the worst half-hour was one of these." */
static void say_days_within(const ccs_page_t *page, const ccs_worst_t *worst, ccs_prose_t *to)
{
    if (worst->n_days == 0) return;
    ccs_prose_add(to, " On %u of %u %s the worst %s of the day was %s.", worst->n_days_within, worst->n_days,
        ccs_page_observation(page, true), ccs_prose_interval_noun(page->interval_s),
        worst->n_alike > 0 ? "one of these" : "this one");
}

static void say_surety(const ccs_page_t *page, const ccs_worst_t *worst, const unsigned char *alike, ccs_prose_t *to)
{
    const char *const noun = ccs_prose_interval_noun(page->interval_s);

    if (!worst->known) {
        const uint32_t n = page->view->n_observations;

        if (n == 1) ccs_prose_add(to, " One %s cannot tell whether that is chance.", ccs_page_observation(page, false));
        else ccs_prose_add(to, " So few as %u %s cannot tell whether that is chance.", n, ccs_page_observation(page, true));
        return;
    }
    if (worst->n_ranked < 2) return;
    if (worst->n_alike == 0) {
        ccs_prose_add(to, " That is sure: every other %s is better, %s.", noun,
            worst->paired ? "compared day by day" : "and their intervals of confidence do not overlap with this one");
    } else if (worst->n_alike + 1 == worst->n_ranked) {
        ccs_prose_add(to, " Which %s is the worst is not sure: no other one is surely better.", noun);
    } else if (2 * (worst->n_alike + 1) <= worst->n_ranked) {
        ccs_prose_add(to, " How sure that is: the worst %s lies in ", noun);
        say_ranges(page, alike, 1, to);
        ccs_prose_add(to, "; every other %s is surely better.", noun);
    } else {
        ccs_prose_add(to, " Which %s is the worst is not settled: %u of %u others may be as bad", noun, worst->n_alike,
            worst->n_ranked - 1);
        if (count_runs(alike, page->view->n_intervals, 2) <= RANGES_LISTED) {
            ccs_prose_add(to, "; surely better are ");
            say_ranges(page, alike, 2, to);
        }
        ccs_prose_add(to, ".");
    }
    say_days_within(page, worst, to);
}

/* "16:30 to 20:00, lowest from " */
static void say_stretch(const ccs_page_t *page, const ccs_worst_t *worst, ccs_prose_t *to)
{
    const ccs_view_t *const v = page->view;
    char begin[CCS_PROSE_TIME_MAX], end[CCS_PROSE_TIME_MAX];

    ccs_prose_add(to, "%s to %s, lowest from ", ccs_page_begin(page, worst->first, begin),
        ccs_prose_end(v->intervals[worst->last], v->interval_end_s[worst->last] - v->interval_start_s[worst->last], end));
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
        const ccs_point_t x = ccs_view_point_at(page->view, metric, page->all, worst.interval);

        ccs_prose_add(to, "Service is worst from ");
        if (worst.first < worst.last) say_stretch(page, &worst, to);
        ccs_prose_add(to, "%s: ", ccs_page_range(page, worst.interval, range));
        ccs_prose_add_figure(to, CCS_FIGURE_SHARE, x.mean, worst.known ? x.half_width : (double) NAN);
        ccs_prose_add(to, " of %s in time.", ccs_page_contacts(page));
        say_surety(page, &worst, alike, to);
    }
    free(alike);
}

/* ---- which group is short ------------------------------------------------------------------------------------------------- */

uint32_t ccs_report_types_of_group(const ccs_view_t *view, uint32_t entity, uint32_t *found, uint32_t max)
{
    const ccs_variable_t *const types = ccs_dataset_find(view->data, "pair_type");
    const ccs_variable_t *const groups = ccs_dataset_find(view->data, "pair_group");
    uint32_t n = 0;

    if (!types || !groups || types->type != CCS_DATA_TEXT || groups->type != CCS_DATA_TEXT || types->n != groups->n) return 0;
    for (size_t i = 0; i < types->n && n < max; i++) {
        if (strncmp(view->entities[entity], "group/", 6) != 0 || strcmp(groups->data.text[i], &view->entities[entity][6]) != 0)
            continue;
        for (uint32_t e = 0; e < view->n_entities; e++)
            if (!strncmp(view->entities[e], "type/", 5) && !strcmp(&view->entities[e][5], types->data.text[i])) found[n++] = e;
    }
    return n;
}

/* Metrics that tell how long contacts wait for a group. */
typedef struct {
    uint32_t waiting, offered, n_types, types[TYPES_MAX];
} wait_of_group_t;

static bool find_wait(const ccs_page_t *page, uint32_t entity, wait_of_group_t *w)
{
    const ccs_view_t *const v = page->view;

    w->waiting = ccs_view_metric(v, "waiting_s");
    w->offered = ccs_view_metric(v, "offered");
    if (w->waiting == CCS_DATA_NONE || w->offered == CCS_DATA_NONE || !ccs_view_applies(v, w->waiting, entity)) return false;
    w->n_types = ccs_report_types_of_group(v, entity, w->types, TYPES_MAX);
    return w->n_types > 0;
}

double ccs_report_group_wait(const ccs_page_t *page, uint32_t entity, uint32_t interval)
{
    const ccs_view_t *const v = page->view;
    const bool whole = interval == CCS_DATA_NONE;
    wait_of_group_t w;
    double offered = 0;

    if (!find_wait(page, entity, &w)) return NAN;
    if (!whole && (!ccs_view_has_intervals(v, w.waiting) || !ccs_view_has_intervals(v, w.offered))) return NAN;
    for (uint32_t i = 0; i < w.n_types; i++)
        offered += whole ? v->means[w.offered][w.types[i]] : ccs_view_point_at(v, w.offered, w.types[i], interval).mean;
    const double waiting = whole ? v->means[w.waiting][entity] : ccs_view_point_at(v, w.waiting, entity, interval).mean;

    return offered > 0 ? waiting / offered : (double) NAN;
}

static double wait_on_day(const ccs_view_t *v, const wait_of_group_t *w, uint32_t entity, uint32_t day)
{
    const double *const x = &v->values[(size_t) day * v->n_entities * v->n_metrics];
    double offered = 0;

    for (uint32_t i = 0; i < w->n_types; i++) offered += x[(size_t) w->types[i] * v->n_metrics + w->offered];
    return offered > 0 ? x[(size_t) entity * v->n_metrics + w->waiting] / offered : 0;
}

static double occupancy_of(const ccs_view_t *v, uint32_t entity)
{
    const uint32_t metric = ccs_view_metric(v, "occupancy");

    return metric == CCS_DATA_NONE ? (double) NAN : v->means[metric][entity];
}

/* Whether one group is shorter than another: longer waits; of equal ones (they serve the same types) the busier group. */
static bool is_shorter(double wait, double occupancy, double other_wait, double other_occupancy)
{
    if (fabs(wait - other_wait) > 1e-9 * other_wait) return wait > other_wait;
    return occupancy > other_occupancy;
}

/* Days on which no other group has longer waits. */
static uint32_t count_first_days(const ccs_page_t *page, uint32_t entity, const uint32_t *groups, uint32_t n_groups)
{
    const ccs_view_t *const v = page->view;
    wait_of_group_t own, other;
    uint32_t n = v->n_observations;

    if (!find_wait(page, entity, &own)) return 0;
    unsigned char *const beaten = calloc((size_t) n + 1, 1);

    if (!beaten) return 0;
    for (uint32_t g = 0; g < n_groups; g++) {
        if (groups[g] == entity || !find_wait(page, groups[g], &other)) continue;
        for (uint32_t day = 0; day < v->n_observations; day++) {
            const double x = wait_on_day(v, &own, entity, day), y = wait_on_day(v, &other, groups[g], day);

            if (!(y > x * (1 + 1e-9)) || beaten[day]) continue;
            beaten[day] = 1;
            n--;
        }
    }
    free(beaten);
    return n;
}

/* The group that is short in an interval or (CCS_DATA_NONE) over the run. */
static uint32_t shortest(const ccs_page_t *page, uint32_t interval, const uint32_t *groups, uint32_t n_groups)
{
    uint32_t found = CCS_DATA_NONE;
    double most = 0, occupancy = 0;

    for (uint32_t g = 0; g < n_groups; g++) {
        const double wait = ccs_report_group_wait(page, groups[g], interval), busy = occupancy_of(page->view, groups[g]);

        if (!(wait > 0) || (found != CCS_DATA_NONE && !is_shorter(wait, busy, most, occupancy))) continue;
        found = groups[g];
        most = wait;
        occupancy = busy;
    }
    return found;
}

ccs_short_t ccs_report_short(const ccs_page_t *page)
{
    uint32_t groups[TYPES_MAX];
    const uint32_t n = ccs_page_entities(page, "group", groups, TYPES_MAX);
    ccs_short_t found = {.entity = shortest(page, CCS_DATA_NONE, groups, n), .n_groups = n};

    if (found.entity == CCS_DATA_NONE) return found;
    found.wait_s = ccs_report_group_wait(page, found.entity, CCS_DATA_NONE);
    found.occupancy = occupancy_of(page->view, found.entity);
    found.n_days = page->view->n_observations;
    found.n_first = count_first_days(page, found.entity, groups, n);
    return found;
}

static void say_types(const ccs_page_t *page, uint32_t entity, ccs_prose_t *to)
{
    uint32_t types[TYPES_MAX];
    const uint32_t n = ccs_report_types_of_group(page->view, entity, types, TYPES_MAX), shown = n > 4 ? 3 : n;

    for (uint32_t i = 0; i < shown; i++)
        ccs_prose_add(to, "%s%s", ccs_prose_comma(i, shown + (n > shown)), page->view->labels[types[i]]);
    if (n > shown) ccs_prose_add(to, " and %u more types", n - shown);
}

void ccs_report_say_short(const ccs_page_t *page, ccs_prose_t *to)
{
    const ccs_short_t s = ccs_report_short(page);
    char wait[CCS_FIGURE_MAX], busy[CCS_FIGURE_MAX];

    if (s.entity == CCS_DATA_NONE) return;
    const char *const name = page->view->labels[s.entity];

    ccs_figure_mean(CCS_FIGURE_TIME, s.wait_s, NAN, wait);
    ccs_figure_mean(CCS_FIGURE_SHARE, s.occupancy, NAN, busy);
    if (s.wait_s < NO_WAIT_S) {
        ccs_prose_add(to, "No group of agents is short: the %s of none wait longer than %s on average.", ccs_page_contacts(page),
            wait);
        return;
    }
    if (s.n_groups == 1) {
        ccs_prose_add(to,
            "The one group of agents, %s, is busy %s of its time; %s wait %s on average while all its agents are busy.", name,
            busy, ccs_page_contacts(page), wait);
        return;
    }
    ccs_prose_add(to, "%s is %s: it is busy %s of its time, and the %s that it serves (",
        ccs_report_all_met(page) ? "The group with the least room" : "The group that is short", name, busy,
        ccs_page_contacts(page));
    say_types(page, s.entity, to);
    ccs_prose_add(to, ") wait longest, %s on average, all the while every agent who may take them is busy.", wait);
    if (s.n_days > 1) ccs_prose_add(to, " It is so on %u of %u %s.", s.n_first, s.n_days, ccs_page_observation(page, true));
}

/* ---- the section ---------------------------------------------------------------------------------------------------------- */

/* The intervals from the worst on. @return how many were written to found */
static uint32_t worst_intervals(const ccs_page_t *page, uint32_t metric, const unsigned char *ranked, uint32_t found[WORST_SHOWN])
{
    const double sign = page->view->senses[metric] < 0 ? -1 : 1;
    uint32_t n = 0;

    for (uint32_t i = 0; i < page->view->n_intervals; i++) {
        if (ranked[i] == 0) continue;
        const double x = sign * ccs_view_point_at(page->view, metric, page->all, i).mean;
        uint32_t at = n < WORST_SHOWN ? n++ : WORST_SHOWN;

        while (at > 0 && x < sign * ccs_view_point_at(page->view, metric, page->all, found[at - 1]).mean) {
            if (at < WORST_SHOWN) found[at] = found[at - 1];
            at--;
        }
        if (at < WORST_SHOWN) found[at] = i;
    }
    return n;
}

/* In an interval: the type whose contacts wait longest all together, and the groups that serve it, with how busy they are. */
static void say_interval(const ccs_page_t *page, uint32_t interval, ccs_prose_t *to)
{
    const ccs_view_t *const v = page->view;
    const uint32_t waiting = ccs_view_metric(v, "waiting_s"), occupancy = ccs_view_metric(v, "occupancy");
    uint32_t groups[TYPES_MAX];
    const uint32_t n = ccs_page_entities(page, "group", groups, TYPES_MAX), found = shortest(page, interval, groups, n);
    char range[CCS_PAGE_RANGE_MAX], wait[CCS_FIGURE_MAX], busy[CCS_FIGURE_MAX];

    if (waiting == CCS_DATA_NONE || !ccs_view_has_intervals(v, waiting)) return;
    const ccs_point_t x = ccs_view_point_at(v, waiting, page->all, interval);

    ccs_prose_add(to, "From %s %s wait ", ccs_page_range(page, interval, range), ccs_page_contacts(page));
    ccs_prose_add_figure(to, CCS_FIGURE_TIME, x.mean, x.half_width);
    ccs_prose_add(to, " in all; every group that serves them is busy all that time.");
    if (found == CCS_DATA_NONE || n < 2) return;
    ccs_figure_mean(CCS_FIGURE_TIME, ccs_report_group_wait(page, found, interval), NAN, wait);
    ccs_prose_add(to, " Shortest is %s: its %s wait %s each", v->labels[found], ccs_page_contacts(page), wait);
    if (occupancy != CCS_DATA_NONE && ccs_view_has_intervals(v, occupancy))
        ccs_prose_add(to, ", and it is busy %s of its time",
            ccs_figure_mean(CCS_FIGURE_SHARE, ccs_view_point_at(v, occupancy, found, interval).mean, NAN, busy));
    ccs_prose_add(to, ".");
}

static void write_worst_table(ccs_page_t *page, uint32_t metric, const unsigned char *ranked)
{
    static const char *const others[] = {"offered", "abandonment_rate", "asa_s", "waiting_s", "occupancy"};
    static const ccs_html_column_t columns[] = {{NULL, "Begin", true}, {NULL, "Service level", false}, {NULL, "Offered", false},
        {NULL, "Abandoned", false}, {NULL, "Mean wait until answered", false}, {NULL, "Waiting, all together", false},
        {NULL, "Occupancy", false}, {NULL, "Shortest group", true}};
    ccs_html_rows_t rows = ccs_html_rows(columns, sizeof columns / sizeof *columns);
    uint32_t worst[WORST_SHOWN] = {0}, groups[TYPES_MAX];
    const uint32_t n = worst_intervals(page, metric, ranked, worst),
                   n_groups = ccs_page_entities(page, "group", groups, TYPES_MAX);
    char begin[CCS_PROSE_TIME_MAX];

    for (uint32_t i = 0; i < n; i++) {
        const ccs_point_t x = ccs_view_point_at(page->view, metric, page->all, worst[i]);
        const uint32_t group = shortest(page, worst[i], groups, n_groups);

        ccs_html_row(&rows);
        ccs_html_set_text(&rows, 0, ccs_page_begin(page, worst[i], begin), NULL);
        ccs_html_set_figure(&rows, 1, ccs_page_unit(page->view, metric), x.mean, x.half_width);
        for (uint32_t k = 0; k < sizeof others / sizeof *others; k++) {
            const uint32_t m = ccs_view_metric(page->view, others[k]);

            if (m == CCS_DATA_NONE || !ccs_view_has_intervals(page->view, m)) continue;
            const ccs_point_t y = ccs_view_point_at(page->view, m, page->all, worst[i]);

            ccs_html_set_figure(&rows, k + 2, ccs_page_unit(page->view, m), y.mean, y.half_width);
        }
        ccs_html_set_text(&rows, 7, group == CCS_DATA_NONE ? "none" : page->view->labels[group], NULL);
    }
    ccs_page_table(page, "The intervals with the worst service", &rows);
    ccs_html_rows_free(&rows);
}

static void write_group_table(ccs_page_t *page)
{
    static const ccs_html_column_t columns[] = {{NULL, "Group", true}, {NULL, "Mean wait of those it serves", false},
        {NULL, "Their waiting, all together", false}, {NULL, "Occupancy", false}, {NULL, "Agents logged in", false},
        {NULL, "Serves", true}};
    static const char *const others[] = {"waiting_s", "occupancy", "staffed_agents"};
    ccs_html_rows_t rows = ccs_html_rows(columns, sizeof columns / sizeof *columns);
    uint32_t groups[TYPES_MAX];
    const uint32_t n = ccs_page_entities(page, "group", groups, TYPES_MAX);

    for (uint32_t g = 0; g < n; g++) {
        ccs_prose_t types = {0};

        ccs_html_row(&rows);
        ccs_html_set_text(&rows, 0, page->view->labels[groups[g]], NULL);
        ccs_html_set_figure(&rows, 1, CCS_FIGURE_TIME, ccs_report_group_wait(page, groups[g], CCS_DATA_NONE), NAN);
        for (uint32_t k = 0; k < sizeof others / sizeof *others; k++) {
            const uint32_t m = ccs_view_metric(page->view, others[k]);

            if (m == CCS_DATA_NONE || !ccs_view_applies(page->view, m, groups[g])) continue;
            const ccs_point_t x = ccs_view_point(page->view, m, groups[g]);

            ccs_html_set_figure(&rows, k + 2, ccs_page_unit(page->view, m), x.mean, x.half_width);
        }
        say_types(page, groups[g], &types);
        ccs_html_set_text(&rows, 5, ccs_prose_text(&types), NULL);
        ccs_prose_free(&types);
    }
    if (n > 0) ccs_page_table(page, "Groups of agents and the waits of those whom they serve", &rows);
    ccs_html_rows_free(&rows);
}

/* "Waiting adds up most for Cards, at 13:00" */
static void say_most_waiting(const ccs_page_t *page, uint32_t metric, const uint32_t *found, uint32_t n, char title[TITLE])
{
    const ccs_view_t *const v = page->view;
    uint32_t entity = CCS_DATA_NONE, at = 0;
    double most = 0;
    char begin[CCS_PROSE_TIME_MAX];

    for (uint32_t k = n > 1; k < n; k++) {
        for (uint32_t i = page->first, shown = 0; i < v->n_intervals && shown < page->n_open; i++) {
            if (!v->interval_open[i]) continue;
            const double x = ccs_view_point_at(v, metric, found[k], i).mean;

            shown++;
            if (!(x > most)) continue;
            most = x;
            at = i;
            entity = found[k];
        }
    }
    if (entity == CCS_DATA_NONE) (void) snprintf(title, TITLE, "Nobody waits");
    else
        (void) snprintf(title, TITLE, "Waiting adds up most for %s, at %s", ccs_page_label(page, entity),
            ccs_page_begin(page, at, begin));
}

/* Waiting by type and interval. */
static void write_waiting(ccs_page_t *page)
{
    static const ccs_html_column_t columns[] = {{"t", "Interval", true}, {"row", "Type", true},
        {"value", "Waiting, all together", false}, {"low", NULL, false}, {"high", NULL, false}};
    const ccs_view_t *const v = page->view;
    const uint32_t metric = ccs_view_metric(v, "waiting_s");
    ccs_html_rows_t rows = ccs_html_rows(columns, sizeof columns / sizeof *columns);
    uint32_t found[CCS_PAGE_ENTITIES_MAX];
    const uint32_t n = ccs_page_contact_entities(page, page->n_open, found);
    char begin[CCS_PROSE_TIME_MAX], title[TITLE];

    for (uint32_t k = n > 1; metric != CCS_DATA_NONE && ccs_view_has_intervals(v, metric) && k < n; k++) {
        for (uint32_t i = page->first, shown = 0; i < v->n_intervals && shown < page->n_open; i++) {
            if (!v->interval_open[i]) continue;
            const ccs_point_t x = ccs_view_point_at(v, metric, found[k], i);

            ccs_html_row(&rows);
            ccs_html_set_text(&rows, 0, v->intervals[i], ccs_page_begin(page, i, begin));
            ccs_html_set_text(&rows, 1, ccs_page_label(page, found[k]), NULL);
            ccs_html_set_figure(&rows, 2, CCS_FIGURE_TIME, x.mean, x.half_width);
            ccs_html_set_shown(&rows, 3, x.mean - x.half_width, "");
            ccs_html_set_shown(&rows, 4, x.mean + x.half_width, "");
            shown++;
        }
    }
    if (rows.n_rows > 0) say_most_waiting(page, metric, found, n, title);
    if (rows.n_rows > 0)
        ccs_page_chart(page,
            &(ccs_chart_t){.id = "waiting",
                .spec = "heat",
                .params = "{\"unit\":\"time\",\"title\":\"Waiting in the interval\"}",
                .title = title,
                .note =
                    "Time in the queue, summed over all who wait. While somebody waits, every group that may serve them is busy.",
                .rows = &rows});
    ccs_html_rows_free(&rows);
}

static void write_by_interval(ccs_page_t *page, uint32_t metric, const unsigned char *ranked)
{
    uint32_t worst[WORST_SHOWN] = {0};
    const uint32_t n = worst_intervals(page, metric, ranked, worst);

    ccs_page_element(page, "h3", "", "The worst intervals, from the worst on");
    write_worst_table(page, metric, ranked);
    (void) fputs("<ul class=\"plain\">\n", page->to);
    for (uint32_t i = 0; i < n && i < 3; i++) {
        ccs_prose_t text = {0};

        say_interval(page, worst[i], &text);
        ccs_page_prose(page, "li", "", &text);
    }
    (void) fputs("</ul>\n", page->to);
    write_waiting(page);
}

void ccs_report_limits(ccs_page_t *page)
{
    const uint32_t metric = ccs_view_metric(page->view, "service_level");
    unsigned char *const ranked = calloc((size_t) page->view->n_intervals + 1, 1);
    ccs_prose_t text = {0};

    if (!ranked) {
        page->out_of_memory = true;
        return;
    }
    ccs_page_begin_section(page, "limits", page->steady ? "What limits service" : "What limits the day");
    const ccs_worst_t worst = ccs_report_worst(page, metric, ranked);

    ccs_report_say_worst(page, &text);
    ccs_page_prose(page, "p", "", &text);
    if (worst.interval != CCS_DATA_NONE) write_by_interval(page, metric, ranked);
    if (worst.interval != CCS_DATA_NONE && worst.known && !worst.paired && worst.n_alike > 0)
        ccs_page_element(page, "p", "note",
            "Intervals are compared by their intervals of confidence, although a busy day is busy from morning to evening. A result made with "
            "--keep intervals compares them day by day, which tells more of them apart.");
    ccs_page_element(page, "h3", "", "Which group is short");
    ccs_report_say_short(page, &text);
    ccs_page_prose(page, "p", "", &text);
    write_group_table(page);
    ccs_page_element(page, "p", "note",
        "The rule: a contact waits only while every group that may serve it is busy. Short is the group whose contacts wait longest on average, "
        "the busier one if they wait equally long. Intervals with less than a tenth of the usual contacts are not ranked.");
    ccs_page_end_section(page);
    free(ranked);
}
