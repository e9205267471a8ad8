/* report_limits.c - what limits the day: the worst intervals, and which group of agents is short in them. Invariant: every sentence rests on
 * figures that the result holds. */
#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "report_sections.h"
#include "words.h"

enum { WORST_SHOWN = 6, TYPES_MAX = 256, LABEL_MAX = 80 };

/* ---- which group is short ------------------------------------------------------------------------------------------------- */

static void say_types(const ccs_page_t *page, uint32_t entity, ccs_prose_t *to)
{
    uint32_t types[TYPES_MAX];
    const uint32_t n = ccs_view_types_of_group(page->of.view, entity, types, TYPES_MAX), shown = n > 4 ? 3 : n;

    for (uint32_t i = 0; i < shown; i++)
        ccs_prose_add(to, "%s%s", ccs_prose_comma(i, shown + (n > shown)), page->of.view->labels[types[i]]);
    if (n > shown) ccs_prose_add(to, " and %u more types", n - shown);
}

void ccs_say_short(const ccs_page_t *page, ccs_prose_t *to)
{
    const ccs_short_group_t s = page->found->shortage;
    char busy[CCS_FIGURE_MAX];

    if (s.entity == CCS_DATA_NONE) return;
    const char *const name = page->of.view->labels[s.entity], *const contacts = ccs_page_contacts(page);

    ccs_figure_mean(CCS_FIGURE_SHARE, s.occupancy, NAN, busy);
    if (!s.is_short) {
        ccs_prose_add(to, "No group of agents is short: the mean wait of the %s of each is at most ", contacts);
        ccs_prose_add_figure(to, CCS_FIGURE_TIME, s.wait.mean, s.wait.half_width);
        ccs_prose_add(to, ".");
        return;
    }
    if (s.n_groups == 1)
        ccs_prose_add(to, "The one group of agents is %s, busy %s of its time: its %s have", name, busy, contacts);
    else
        ccs_prose_add(to,
            ccs_targets_all_met(&page->found->targets)
                ? "The group whose contacts wait longest is %s, busy %s of its time: the %s that it serves ("
                : "The group that is short is %s, busy %s of its time: the %s that it serves (",
            name, busy, contacts);
    if (s.n_groups > 1) {
        say_types(page, s.entity, to);
        ccs_prose_add(to, ") have the longest waits,");
    }
    ccs_prose_add(to, " a mean wait of ");
    ccs_prose_add_figure(to, CCS_FIGURE_TIME, s.wait.mean, s.wait.half_width);
    ccs_prose_add(to, ", the answered and the abandoned together. They wait while no agent who may take them is free.");
    if (s.n_days < 2 || s.n_groups < 2) return;
    ccs_say_share(page, s.n_first, s.n_days, to);
    ccs_prose_add(to, " it is the short one.");
}

/* ---- the section ---------------------------------------------------------------------------------------------------------- */

/* In an interval: the type whose contacts wait longest all together, and the groups that serve it, with how busy they are. */
static void say_interval(const ccs_page_t *page, uint32_t interval, ccs_prose_t *to)
{
    const ccs_view_t *const v = page->of.view;
    const uint32_t waiting = ccs_view_metric(v, "waiting_s"), occupancy = ccs_view_metric(v, "occupancy");
    uint32_t groups[TYPES_MAX];
    const uint32_t n = ccs_view_entities(page->of.view, "group", groups, TYPES_MAX),
                   found = ccs_shortest_group(page->of.view, interval);
    char range[CCS_PAGE_RANGE_MAX], busy[CCS_FIGURE_MAX];

    if (waiting == CCS_DATA_NONE || !ccs_view_has_intervals(v, waiting)) return;
    const ccs_point_t x = ccs_view_point_at(v, waiting, page->of.main, interval);

    (void) ccs_page_during(page, interval, interval, range);
    range[0] = (char) toupper((unsigned char) range[0]);
    ccs_prose_add(to, "%s the waits of all %s add up to ", range, ccs_page_contacts(page));
    ccs_prose_add_figure(to, CCS_FIGURE_TIME, x.mean, x.half_width);
    ccs_prose_add(to, ", spent while no agent who may take them is free.");
    if (found == CCS_DATA_NONE || n < 2) return;
    const ccs_point_t wait = ccs_wait_of_group(page->of.view, found, interval);

    ccs_prose_add(to, " Shortest is %s: the mean wait of its %s is ", v->labels[found], ccs_page_contacts(page));
    ccs_prose_add_figure(to, CCS_FIGURE_TIME, wait.mean, wait.half_width);
    if (occupancy != CCS_DATA_NONE && ccs_view_has_intervals(v, occupancy))
        ccs_prose_add(to, "; over the whole %s it is busy %s of its time, now and then with somebody free", ccs_page_noun(page),
            ccs_figure_mean(CCS_FIGURE_SHARE, ccs_view_point_at(v, occupancy, found, interval).mean, NAN, busy));
    ccs_prose_add(to, ".");
}

static void write_worst_table(ccs_page_t *page, uint32_t metric, const unsigned char *ranked)
{
    static const char *const others[] = {"offered", "abandonment_rate", "asa_s", "waiting_s", "occupancy"};
    static const ccs_html_column_t columns[] = {{NULL, "When", true}, {NULL, "Service level", false}, {NULL, "Offered", false},
        {NULL, "Abandoned", false}, {NULL, "Mean wait until answered", false}, {NULL, "Waiting time, summed", false},
        {NULL, "Occupancy", false}, {NULL, "Shortest group", true}};
    ccs_html_rows_t rows = ccs_html_rows(columns, sizeof columns / sizeof *columns);
    uint32_t worst[WORST_SHOWN] = {0};
    const uint32_t n = ccs_worst_intervals(&page->of, metric, ranked, worst, WORST_SHOWN);
    char begin[CCS_PROSE_TIME_MAX];

    for (uint32_t i = 0; i < n; i++) {
        const ccs_point_t x = ccs_view_point_at(page->of.view, metric, page->of.main, worst[i]);
        const uint32_t group = ccs_shortest_group(page->of.view, worst[i]);

        ccs_html_row(&rows);
        ccs_html_set_text(&rows, 0, ccs_page_begin(page, worst[i], begin), NULL);
        ccs_html_set_point(&rows, 1, ccs_page_unit(page->of.view, metric), x);
        for (uint32_t k = 0; k < sizeof others / sizeof *others; k++) {
            const uint32_t m = ccs_view_metric(page->of.view, others[k]);

            if (m == CCS_DATA_NONE || !ccs_view_has_intervals(page->of.view, m)) continue;
            const ccs_point_t y = ccs_view_point_at(page->of.view, m, page->of.main, worst[i]);

            ccs_html_set_point(&rows, k + 2, ccs_page_unit(page->of.view, m), y);
        }
        ccs_html_set_text(&rows, 7, group == CCS_DATA_NONE ? ccs_word("none") : page->of.view->labels[group], NULL);
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
    const uint32_t n = ccs_view_entities(page->of.view, "group", groups, TYPES_MAX);

    for (uint32_t g = 0; g < n; g++) {
        ccs_prose_t types = {0};

        ccs_html_row(&rows);
        ccs_html_set_text(&rows, 0, page->of.view->labels[groups[g]], NULL);
        const ccs_point_t wait = ccs_wait_of_group(page->of.view, groups[g], CCS_DATA_NONE);

        ccs_html_set_point(&rows, 1, CCS_FIGURE_TIME, wait);
        for (uint32_t k = 0; k < sizeof others / sizeof *others; k++) {
            const uint32_t m = ccs_view_metric(page->of.view, others[k]);

            if (m == CCS_DATA_NONE || !ccs_view_applies(page->of.view, m, groups[g])) continue;
            const ccs_point_t x = ccs_view_point(page->of.view, m, groups[g]);

            ccs_html_set_point(&rows, k + 2, ccs_page_unit(page->of.view, m), x);
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

    for (uint32_t k = 0; k < n_types; k++) points[k] = ccs_view_point(page->of.view, metric, types[k]);
    const ccs_peak_t most = ccs_peak_of(points, n_types, 1);
    const bool named = most.clear && most.first == most.last;
    char label[LABEL_MAX];

    if (most.at == CCS_DATA_NONE || !(most.point.mean > 0)) {
        ccs_prose_add(title, "%sNobody waits", ccs_page_whose(page));
        return;
    }
    if (!named) {
        snprintf(label, sizeof label, ccs_word("Waiting by %s, all types together"), ccs_page_noun(page));
        ccs_say_extremes(page, metric, page->of.all, label, title);
        return;
    }
    ccs_prose_add(title, "%sWaiting adds up most for %s: ", ccs_page_whose(page), ccs_page_label(page, types[most.at]));
    ccs_prose_add_figure(title, CCS_FIGURE_TIME, most.point.mean, most.point.half_width);
    ccs_prose_add(title, " %s", ccs_page_per(page));
}

/* Waiting by type and interval. */
static void write_waiting(ccs_page_t *page)
{
    static const ccs_html_column_t columns[] = {{"t", "When", true}, {"row", "Type", true},
        {"value", "Waiting time, summed", false}, {"low", NULL, false}, {"high", NULL, false}};
    const ccs_view_t *const v = page->of.view;
    const uint32_t metric = ccs_view_metric(v, "waiting_s");
    ccs_html_rows_t rows = ccs_html_rows(columns, sizeof columns / sizeof *columns);
    uint32_t found[CCS_PAGE_ENTITIES_MAX];
    const uint32_t n = ccs_page_contact_entities(page, page->n_shown, found);
    char begin[CCS_PROSE_TIME_MAX], params[2 * LABEL_MAX], label[LABEL_MAX];
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
    snprintf(label, sizeof label, ccs_word("Waiting by %s"), ccs_page_noun(page));
    snprintf(params, sizeof params, "{\"unit\":\"time\",\"title\":\"%s\"}", label);
    if (rows.n_rows > 0) say_most_waiting(page, metric, found, n, &title);
    page->out_of_memory = page->out_of_memory || title.out_of_memory;
    if (rows.n_rows > 0)
        ccs_page_chart(page,
            &(ccs_chart_t){.id = "waiting",
                .spec = "heat",
                .params = params,
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
    const uint32_t n = ccs_worst_intervals(&page->of, metric, ranked, worst, WORST_SHOWN);
    char heading[LABEL_MAX], noun[CCS_PROSE_TIME_MAX];

    snprintf(heading, sizeof heading, ccs_word("The worst %s, from the worst on"), ccs_page_nouns(page, noun));
    ccs_page_element(page, "h3", "", heading);
    write_worst_table(page, metric, ranked);
    fputs("<ul class=\"plain\">\n", page->to);
    for (uint32_t i = 0; i < n && i < 3; i++) {
        ccs_prose_t text = {0};

        say_interval(page, worst[i], &text);
        ccs_page_prose(page, "li", "", &text);
    }
    fputs("</ul>\n", page->to);
    write_waiting(page);
}

void ccs_section_limits(ccs_page_t *page)
{
    const uint32_t metric = ccs_view_metric(page->of.view, "service_level");
    const ccs_worst_t *const worst = &page->found->worst;
    const unsigned char *const ranked = page->found->ranks;
    ccs_prose_t text = {0};

    ccs_page_begin_section(page, "limits", "What limits service");
    if (page->n_variants > 1) ccs_page_element(page, "p", "note", "Of the base.");
    ccs_say_worst(page, &text);
    ccs_page_prose(page, "p", "", &text);
    if (worst->interval != CCS_DATA_NONE) write_by_interval(page, metric, ranked);
    if (worst->interval != CCS_DATA_NONE && worst->known && !worst->paired && worst->n_alike > 0) {
        ccs_prose_add(&text,
            "The rule is the same for every result: a time may be the worst one unless it is clearly better than the lowest, all compared at "
            "once. Compared are their intervals of confidence, although a busy %s is busy throughout; a result made with "
            "--keep intervals compares them within each %s, which tells more of them apart.",
            ccs_page_observation(page, false), ccs_page_observation(page, false));
        ccs_page_prose(page, "p", "note", &text);
    }
    ccs_page_element(page, "h3", "", "Which group is short");
    ccs_say_short(page, &text);
    ccs_page_prose(page, "p", "", &text);
    write_group_table(page);
    ccs_page_element(page, "p", "note",
        "The rule: a contact waits only while nobody in the groups that may serve it is free, although at other times these groups also have "
        "free time. Short is the group whose contacts have the longest mean wait (answered and abandoned, zeros included), the busier one if "
        "they wait equally long. Times with less than a tenth of the usual contacts are not ranked.");
    ccs_page_end_section(page);
}
