/* report_limits.c - what limits the day: the worst intervals, and which group of agents is short in them. Invariant: every sentence rests on
 * figures that the result holds. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "estimate.h"
#include "report_parts.h"

/* Mean waits below this, in seconds, are no shortage. */
static const double NO_WAIT_S = 1;
enum { WORST_SHOWN = 6, TYPES_MAX = 256 };

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

/* Types whose mean wait is that of a group. */
typedef struct {
    uint32_t wait, answered, abandoned, n_types, types[TYPES_MAX]; /* metrics, entities */
} wait_of_group_t;

static bool find_wait(const ccs_page_t *page, uint32_t entity, wait_of_group_t *w)
{
    const ccs_view_t *const v = page->view;

    w->wait = ccs_view_metric(v, "mean_wait_s");
    w->answered = ccs_view_metric(v, "answered");
    w->abandoned = ccs_view_metric(v, "abandoned");
    if (w->wait == CCS_DATA_NONE || w->answered == CCS_DATA_NONE || w->abandoned == CCS_DATA_NONE) return false;
    w->n_types = ccs_report_types_of_group(v, entity, w->types, TYPES_MAX);
    return w->n_types > 0;
}

/* Waiting and contacts of an observation, all types of the group together. */
static double wait_on_day(const ccs_view_t *v, const wait_of_group_t *w, uint32_t day, double *contacts)
{
    const size_t first = (size_t) day * v->n_entities * v->n_metrics;
    double sum = 0;

    *contacts = 0;
    for (uint32_t i = 0; i < w->n_types; i++) {
        const size_t at = first + (size_t) w->types[i] * v->n_metrics + w->wait;

        if (!(v->weights[at] > 0) || isnan(v->values[at])) continue;
        sum += v->weights[at] * v->values[at];
        *contacts += v->weights[at];
    }
    return sum;
}

/* Of several types together: by the delta method, as the estimates of the result. */
static double half_width_of_wait(const ccs_view_t *v, const wait_of_group_t *w)
{
    double sums[5] = {0}, contacts;

    for (uint32_t day = 0; day < v->n_observations; day++) {
        const double x = wait_on_day(v, w, day, &contacts);

        sums[0] += x;
        sums[1] += contacts;
        sums[2] += x * x;
        sums[3] += contacts * contacts;
        sums[4] += x * contacts;
    }
    return v->n_observations < 2
        ? (double) NAN
        : ccs_estimate_ratio_half_width(sums, v->n_observations, ccs_estimate_t_quantile(v->confidence, v->n_observations - 1));
}

ccs_point_t ccs_report_group_wait(const ccs_page_t *page, uint32_t entity, uint32_t interval)
{
    const ccs_view_t *const v = page->view;
    const bool whole = interval == CCS_DATA_NONE;
    ccs_point_t found = ccs_point_around((double) NAN, (double) NAN);
    wait_of_group_t w;
    double sum = 0, contacts = 0;

    if (!find_wait(page, entity, &w)) return found;
    if (!whole && (!ccs_view_has_intervals(v, w.wait) || !ccs_view_has_intervals(v, w.answered))) return found;
    for (uint32_t i = 0; i < w.n_types; i++) {
        const uint32_t type = w.types[i];
        const ccs_point_t x = whole ? ccs_view_point(v, w.wait, type) : ccs_view_point_at(v, w.wait, type, interval);
        const double n = whole
            ? v->means[w.answered][type] + v->means[w.abandoned][type]
            : ccs_view_point_at(v, w.answered, type, interval).mean + ccs_view_point_at(v, w.abandoned, type, interval).mean;

        if (isnan(x.mean) || !(n > 0)) continue;
        sum += x.mean * n;
        contacts += n;
        found.half_width = x.half_width;
    }
    found.mean = contacts > 0 ? sum / contacts : (double) NAN;
    if (w.n_types > 1) found.half_width = whole ? half_width_of_wait(v, &w) : (double) NAN;
    return found;
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
            double n_own, n_other;
            const double x = wait_on_day(v, &own, day, &n_own), y = wait_on_day(v, &other, day, &n_other);

            if (!(n_other > 0) || beaten[day]) continue;
            if (n_own > 0 && !(y / n_other > x / n_own * (1 + 1e-9))) continue;
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
        const double wait = ccs_report_group_wait(page, groups[g], interval).mean, busy = occupancy_of(page->view, groups[g]);

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
    found.wait = ccs_report_group_wait(page, found.entity, CCS_DATA_NONE);
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
    char busy[CCS_FIGURE_MAX];

    if (s.entity == CCS_DATA_NONE) return;
    const char *const name = page->view->labels[s.entity], *const contacts = ccs_page_contacts(page);

    ccs_figure_mean(CCS_FIGURE_SHARE, s.occupancy, NAN, busy);
    if (s.wait.mean < NO_WAIT_S) {
        ccs_prose_add(to, "No group of agents is short: the mean wait of the %s of each is at most ", contacts);
        ccs_prose_add_figure(to, CCS_FIGURE_TIME, s.wait.mean, s.wait.half_width);
        ccs_prose_add(to, ".");
        return;
    }
    if (s.n_groups == 1)
        ccs_prose_add(to, "The one group of agents is %s, busy %s of its time: its %s have", name, busy, contacts);
    else
        ccs_prose_add(to, "%s is %s, busy %s of its time: the %s that it serves (",
            ccs_report_all_met(page) ? "The group nearest its limit" : "The group that is short", name, busy, contacts);
    if (s.n_groups > 1) {
        say_types(page, s.entity, to);
        ccs_prose_add(to, ") have the longest waits,");
    }
    ccs_prose_add(to, " a mean wait of ");
    ccs_prose_add_figure(to, CCS_FIGURE_TIME, s.wait.mean, s.wait.half_width);
    ccs_prose_add(to, ", the answered and the abandoned together. They wait while no agent who may take them is free.");
    if (s.n_days < 2 || s.n_groups < 2) return;
    ccs_page_say_share(page, s.n_first, s.n_days, to);
    ccs_prose_add(to, " it is the short one.");
}

/* ---- the section ---------------------------------------------------------------------------------------------------------- */

/* The intervals from the worst on. @return how many were written to found */
static uint32_t worst_intervals(const ccs_page_t *page, uint32_t metric, const unsigned char *ranked, uint32_t found[WORST_SHOWN])
{
    const double sign = page->view->senses[metric] < 0 ? -1 : 1;
    uint32_t n = 0;

    for (uint32_t i = 0; i < page->view->n_intervals; i++) {
        if (ranked[i] == 0) continue;
        const double x = sign * ccs_view_point_at(page->view, metric, page->main, i).mean;
        uint32_t at = n < WORST_SHOWN ? n++ : WORST_SHOWN;

        while (at > 0 && x < sign * ccs_view_point_at(page->view, metric, page->main, found[at - 1]).mean) {
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
    char range[CCS_PAGE_RANGE_MAX], busy[CCS_FIGURE_MAX];

    if (waiting == CCS_DATA_NONE || !ccs_view_has_intervals(v, waiting)) return;
    const ccs_point_t x = ccs_view_point_at(v, waiting, page->main, interval);

    ccs_prose_add(to, "From %s the waits of all %s add up to ", ccs_page_range(page, interval, range), ccs_page_contacts(page));
    ccs_prose_add_figure(to, CCS_FIGURE_TIME, x.mean, x.half_width);
    ccs_prose_add(to, ", spent while no agent who may take them is free.");
    if (found == CCS_DATA_NONE || n < 2) return;
    const ccs_point_t wait = ccs_report_group_wait(page, found, interval);

    ccs_prose_add(to, " Shortest is %s: the mean wait of its %s is ", v->labels[found], ccs_page_contacts(page));
    ccs_prose_add_figure(to, CCS_FIGURE_TIME, wait.mean, wait.half_width);
    if (occupancy != CCS_DATA_NONE && ccs_view_has_intervals(v, occupancy))
        ccs_prose_add(to, "; over the whole %s it is busy %s of its time, now and then with somebody free",
            ccs_prose_interval_noun(page->interval_s),
            ccs_figure_mean(CCS_FIGURE_SHARE, ccs_view_point_at(v, occupancy, found, interval).mean, NAN, busy));
    ccs_prose_add(to, ".");
}

static void write_worst_table(ccs_page_t *page, uint32_t metric, const unsigned char *ranked)
{
    static const char *const others[] = {"offered", "abandonment_rate", "asa_s", "waiting_s", "occupancy"};
    static const ccs_html_column_t columns[] = {{NULL, "Begin", true}, {NULL, "Service level", false}, {NULL, "Offered", false},
        {NULL, "Abandoned", false}, {NULL, "Mean wait until answered", false}, {NULL, "Waiting time, summed", false},
        {NULL, "Occupancy", false}, {NULL, "Shortest group", true}};
    ccs_html_rows_t rows = ccs_html_rows(columns, sizeof columns / sizeof *columns);
    uint32_t worst[WORST_SHOWN] = {0}, groups[TYPES_MAX];
    const uint32_t n = worst_intervals(page, metric, ranked, worst),
                   n_groups = ccs_page_entities(page, "group", groups, TYPES_MAX);
    char begin[CCS_PROSE_TIME_MAX];

    for (uint32_t i = 0; i < n; i++) {
        const ccs_point_t x = ccs_view_point_at(page->view, metric, page->main, worst[i]);
        const uint32_t group = shortest(page, worst[i], groups, n_groups);

        ccs_html_row(&rows);
        ccs_html_set_text(&rows, 0, ccs_page_begin(page, worst[i], begin), NULL);
        ccs_html_set_point(&rows, 1, ccs_page_unit(page->view, metric), x);
        for (uint32_t k = 0; k < sizeof others / sizeof *others; k++) {
            const uint32_t m = ccs_view_metric(page->view, others[k]);

            if (m == CCS_DATA_NONE || !ccs_view_has_intervals(page->view, m)) continue;
            const ccs_point_t y = ccs_view_point_at(page->view, m, page->main, worst[i]);

            ccs_html_set_point(&rows, k + 2, ccs_page_unit(page->view, m), y);
        }
        ccs_html_set_text(&rows, 7, group == CCS_DATA_NONE ? "none" : page->view->labels[group], NULL);
    }
    ccs_page_table(page, "The intervals with the worst service", &rows);
    ccs_html_rows_free(&rows);
}

static void write_group_table(ccs_page_t *page)
{
    static const ccs_html_column_t columns[] = {{NULL, "Group", true},
        {NULL, "Mean wait of those it serves, answered or abandoned", false}, {NULL, "Their waiting time, summed", false},
        {NULL, "Occupancy", false}, {NULL, "Agents logged in", false}, {NULL, "Serves", true}};
    static const char *const others[] = {"waiting_s", "occupancy", "staffed_agents"};
    ccs_html_rows_t rows = ccs_html_rows(columns, sizeof columns / sizeof *columns);
    uint32_t groups[TYPES_MAX];
    const uint32_t n = ccs_page_entities(page, "group", groups, TYPES_MAX);

    for (uint32_t g = 0; g < n; g++) {
        ccs_prose_t types = {0};

        ccs_html_row(&rows);
        ccs_html_set_text(&rows, 0, page->view->labels[groups[g]], NULL);
        const ccs_point_t wait = ccs_report_group_wait(page, groups[g], CCS_DATA_NONE);

        ccs_html_set_point(&rows, 1, CCS_FIGURE_TIME, wait);
        for (uint32_t k = 0; k < sizeof others / sizeof *others; k++) {
            const uint32_t m = ccs_view_metric(page->view, others[k]);

            if (m == CCS_DATA_NONE || !ccs_view_applies(page->view, m, groups[g])) continue;
            const ccs_point_t x = ccs_view_point(page->view, m, groups[g]);

            ccs_html_set_point(&rows, k + 2, ccs_page_unit(page->view, m), x);
        }
        say_types(page, groups[g], &types);
        ccs_html_set_text(&rows, 5, ccs_prose_text(&types), NULL);
        ccs_prose_free(&types);
    }
    if (n > 0) ccs_page_table(page, "Groups of agents and the waits of those whom they serve", &rows);
    ccs_html_rows_free(&rows);
}

/* "Waiting adds up most for Cards: 13 h, most of it from 13:00 to 14:00": what can be told of types and times. */
static void say_most_waiting(const ccs_page_t *page, uint32_t metric, const uint32_t *found, uint32_t n, ccs_prose_t *title)
{
    const uint32_t n_types = n > 1 ? n - 1 : n, *const types = n > 1 ? &found[1] : found;
    ccs_point_t points[CCS_PAGE_ENTITIES_MAX];

    for (uint32_t k = 0; k < n_types; k++) points[k] = ccs_view_point(page->view, metric, types[k]);
    const ccs_peak_t most = ccs_report_peak(points, n_types, 1);
    const bool named = most.clear && most.first == most.last;

    if (most.at == CCS_DATA_NONE || !(most.point.mean > 0)) {
        ccs_prose_add(title, "%sNobody waits", ccs_page_whose(page));
        return;
    }
    if (!named) {
        ccs_report_say_extremes(page, metric, page->all, "Waiting in an interval, all types together", title);
        return;
    }
    ccs_prose_add(title, "%sWaiting adds up most for %s: ", ccs_page_whose(page), ccs_page_label(page, types[most.at]));
    ccs_prose_add_figure(title, CCS_FIGURE_TIME, most.point.mean, most.point.half_width);
    ccs_prose_add(title, " %s", ccs_page_per(page));
}

/* Waiting by type and interval. */
static void write_waiting(ccs_page_t *page)
{
    static const ccs_html_column_t columns[] = {{"t", "Interval", true}, {"row", "Type", true},
        {"value", "Waiting time, summed", false}, {"low", NULL, false}, {"high", NULL, false}};
    const ccs_view_t *const v = page->view;
    const uint32_t metric = ccs_view_metric(v, "waiting_s");
    ccs_html_rows_t rows = ccs_html_rows(columns, sizeof columns / sizeof *columns);
    uint32_t found[CCS_PAGE_ENTITIES_MAX];
    const uint32_t n = ccs_page_contact_entities(page, page->n_shown, found);
    char begin[CCS_PROSE_TIME_MAX];
    ccs_prose_t title = {0};

    for (uint32_t k = n > 1; metric != CCS_DATA_NONE && ccs_view_has_intervals(v, metric) && k < n; k++) {
        for (uint32_t s = 0; s < page->n_shown; s++) {
            const uint32_t i = page->shown[s];
            const ccs_point_t x = ccs_view_point_at(v, metric, found[k], i);

            ccs_html_row(&rows);
            ccs_html_set_text(&rows, 0, v->intervals[i], ccs_page_begin(page, i, begin));
            ccs_html_set_text(&rows, 1, ccs_page_label(page, found[k]), NULL);
            ccs_html_set_point(&rows, 2, CCS_FIGURE_TIME, x);
            ccs_html_set_shown(&rows, 3, x.low, "");
            ccs_html_set_shown(&rows, 4, x.high, "");
        }
    }
    if (rows.n_rows > 0) say_most_waiting(page, metric, found, n, &title);
    page->out_of_memory = page->out_of_memory || title.out_of_memory;
    if (rows.n_rows > 0)
        ccs_page_chart(page,
            &(ccs_chart_t){.id = "waiting",
                .spec = "heat",
                .params = "{\"unit\":\"time\",\"title\":\"Waiting in the interval\"}",
                .title = ccs_prose_text(&title),
                .note = "Time in the queue, summed over all who wait. While somebody waits, no agent who may take them is free.",
                .rows = &rows,
                .by_interval = true});
    ccs_prose_free(&title);
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
    ccs_page_begin_section(page, "limits", "What limits service");
    if (page->n_variants > 1) ccs_page_element(page, "p", "note", "Of the base.");
    const ccs_worst_t worst = ccs_report_worst(page, metric, ranked);

    ccs_report_say_worst(page, &text);
    ccs_page_prose(page, "p", "", &text);
    if (worst.interval != CCS_DATA_NONE) write_by_interval(page, metric, ranked);
    if (worst.interval != CCS_DATA_NONE && worst.known && !worst.paired && worst.n_alike > 0)
        ccs_page_element(page, "p", "note",
            "The rule is the same for every result: an interval may be the worst one unless it is clearly better than the lowest, all compared at "
            "once. Compared are their intervals of confidence, although a busy day is busy from morning to evening; a result made with "
            "--keep intervals compares them day by day, which tells more of them apart.");
    ccs_page_element(page, "h3", "", "Which group is short");
    ccs_report_say_short(page, &text);
    ccs_page_prose(page, "p", "", &text);
    write_group_table(page);
    ccs_page_element(page, "p", "note",
        "The rule: a contact waits only while nobody in the groups that may serve it is free, although over the day these groups also have "
        "free time. Short is the group whose contacts have the longest mean wait (answered and abandoned, zeros included), the busier one if "
        "they wait equally long. Intervals with less than a tenth of the usual contacts are not ranked.");
    ccs_page_end_section(page);
    free(ranked);
}
