/* report_agents.c - how evenly work is spread over the agents of each group, and who are the busiest and the idlest. Part of the section of groups;
 * nothing where a result has no figures of single agents. */
#include <string.h>

#include "ranked.h"
#include "report_sections.h"

enum { GROUPS_MAX = 64, MANY_AGENTS = 20, AGENTS_AT_END = 8, REASONS_MAX = 10 };

static void set_figures(const ccs_page_t *page, enum ccs_axis axis, const char *const *metrics, size_t n, uint32_t entity,
    uint32_t at, ccs_html_rows_t *rows)
{
    for (size_t k = 0; k < n; k++) {
        const uint32_t m = ccs_view_metric(page->of.view, metrics[k]);

        if (m == CCS_DATA_NONE || !ccs_view_has(page->of.view, axis, m)) continue;
        ccs_html_set_point(rows, (uint32_t) k + 1, ccs_page_unit(page->of.view, m),
            ccs_view_at(page->of.view, axis, m, entity, at));
    }
}

static void write_evenness(ccs_page_t *page)
{
    static const ccs_html_column_t columns[] = {{NULL, "Group", true}, {NULL, "Idle, the busiest tenth", false},
        {NULL, "Idle, half of the agents", false}, {NULL, "Idle, all but the idlest tenth", false},
        {NULL, "Idle times, variation", false}, {NULL, "Idle times, fairness", false}, {NULL, "Contacts, fairness", false}};
    static const char *const metrics[] = {"idle_p10", "idle_p50", "idle_p90", "idle_cv", "idle_fairness", "contacts_fairness"};
    ccs_html_rows_t rows = ccs_html_rows(columns, sizeof columns / sizeof *columns);
    uint32_t groups[GROUPS_MAX];
    const uint32_t n = ccs_view_entities(page->of.view, "group", groups, GROUPS_MAX);

    for (uint32_t g = 0; g < n; g++) {
        ccs_html_row(&rows);
        ccs_html_set_text(&rows, 0, page->of.view->labels[groups[g]], NULL);
        set_figures(page, CCS_AXIS_RUN, metrics, sizeof metrics / sizeof *metrics, groups[g], 0, &rows);
    }
    ccs_page_table(page, "How evenly work is spread over the agents of a group", &rows);
    ccs_html_rows_free(&rows);
}

static bool has_figures(const ccs_page_t *page, const char *metric)
{
    const uint32_t m = ccs_view_metric(page->of.view, metric);

    return m != CCS_DATA_NONE && ccs_view_has(page->of.view, CCS_AXIS_AGENT, m);
}

/* Of many agents the busiest and the idlest. What only persons have stands where there are any. */
static void write_agents(ccs_page_t *page, const ccs_ranked_t *ranked, uint32_t n)
{
    const bool persons = has_figures(page, "adherence");
    const bool rings = has_figures(page, "missed_rings");
    const ccs_html_column_t columns[] = {{NULL, "Agent", true}, {NULL, "Occupancy", false}, {NULL, "Contacts", false},
        {NULL, "Mean talk time", false}, {NULL, "Time logged in", false}, {NULL, "Time idle", false},
        {NULL, "Longest time idle", false}, {NULL, "Longest time at work", false}, {NULL, "Mean gap", false},
        {NULL, persons ? "Off the phones" : NULL, false}, {NULL, persons ? "Adherence" : NULL, false},
        {NULL, persons ? "Conformance" : NULL, false}, {NULL, rings ? "Rings missed" : NULL, false},
        {NULL, rings ? "Of all rings" : NULL, false}};
    static const char *const metrics[] = {"occupancy", "answers", "talk_s", "logged_in_s", "idle_s", "longest_idle_s",
        "longest_busy_s", "mean_gap_s", "off_phones_s", "adherence", "conformance", "missed_rings", "missed_ring_rate"};
    ccs_html_rows_t rows = ccs_html_rows(columns, sizeof columns / sizeof *columns);

    for (uint32_t i = 0; i < n; i++) {
        if (n > MANY_AGENTS && i >= AGENTS_AT_END && i < n - AGENTS_AT_END) continue;
        ccs_html_row(&rows);
        ccs_html_set_text(&rows, 0, page->of.view->agents.labels[ranked[i].at], NULL);
        set_figures(page, CCS_AXIS_AGENT, metrics, sizeof metrics / sizeof *metrics, 0, ranked[i].at, &rows);
    }
    ccs_page_table(page, n > MANY_AGENTS ? "The busiest and the idlest agents" : "Agents, the busiest first", &rows);
    ccs_html_rows_free(&rows);
}

/* What the agents are off the phones for, each reason once, as they come. @return how many, at most REASONS_MAX */
static uint32_t reasons_of(const ccs_view_t *v, const char *reasons[REASONS_MAX])
{
    uint32_t n = 0;

    for (uint32_t i = 0; i < v->agent_activities.n && n < REASONS_MAX; i++) {
        uint32_t known = 0;

        while (known < n && strcmp(reasons[known], v->activity_reasons[i]) != 0) known++;
        if (known == n) reasons[n++] = v->activity_reasons[i];
    }
    return n;
}

/* The row of an agent of that name: each reason as it came. */
static void write_reasons_of(const ccs_page_t *page, const char *agent, const char *const *reasons, uint32_t n_reasons,
    ccs_html_rows_t *rows)
{
    const ccs_view_t *const v = page->of.view;
    const uint32_t m = ccs_view_metric(v, "off_phones_s");

    for (uint32_t i = 0; i < v->agent_activities.n; i++) {
        if (strcmp(v->activity_agents[i], agent) != 0) continue;
        for (uint32_t k = 0; k < n_reasons; k++)
            if (!strcmp(reasons[k], v->activity_reasons[i]))
                ccs_html_set_point(rows, k + 1, ccs_page_unit(v, m), ccs_view_at(v, CCS_AXIS_AGENT_ACTIVITY, m, 0, i));
    }
}

/* Why agents are off the phones, those of the table before. */
static void write_reasons(ccs_page_t *page, const ccs_ranked_t *ranked, uint32_t n)
{
    const ccs_view_t *const v = page->of.view;
    const char *reasons[REASONS_MAX];
    ccs_html_column_t columns[REASONS_MAX + 1] = {{NULL, "Agent", true}};
    const uint32_t n_reasons = reasons_of(v, reasons), m = ccs_view_metric(v, "off_phones_s");

    if (n_reasons == 0 || m == CCS_DATA_NONE || !ccs_view_has(v, CCS_AXIS_AGENT_ACTIVITY, m)) return;
    for (uint32_t k = 0; k < n_reasons; k++) columns[k + 1] = (ccs_html_column_t){NULL, reasons[k], false};
    ccs_html_rows_t rows = ccs_html_rows(columns, n_reasons + 1);

    for (uint32_t i = 0; i < n; i++) {
        if (n > MANY_AGENTS && i >= AGENTS_AT_END && i < n - AGENTS_AT_END) continue;
        ccs_html_row(&rows);
        ccs_html_set_text(&rows, 0, v->agents.labels[ranked[i].at], NULL);
        write_reasons_of(page, strchr(v->agents.names[ranked[i].at], '/') + 1, reasons, n_reasons, &rows);
    }
    ccs_page_table(page, "Time off the phones of these agents, as it came", &rows);
    ccs_html_rows_free(&rows);
}

void ccs_page_agents(ccs_page_t *page)
{
    const ccs_view_t *const v = page->of.view;
    const ccs_wanted_t all = {0};
    ccs_arena_t scratch = {0};
    ccs_ranked_t *const ranked = ccs_arena_array(&scratch, v->agents.n, sizeof *ranked);
    ccs_prose_t note = {0};

    if (!ranked) page->out_of_memory = true;
    if (v->agents.n > 0 && ranked) {
        write_evenness(page);
        const uint32_t n = ccs_ranked(v, CCS_AXIS_AGENT, &all, ccs_view_metric(v, "occupancy"), ranked);

        write_agents(page, ranked, n);
        write_reasons(page, ranked, n);
        ccs_prose_add(&note,
            "Idle and fairness: one agent in ten is idle for no larger share of the time logged in than that of the busiest tenth, nine in ten for no larger one "
            "than that of all but the idlest tenth. Fairness is Jain's index, of agents of one group with the same skills, against an even share at each moment: "
            "100 %% where all who are there together have the same, one in n where one of n has all.");
        ccs_page_prose(page, "p", "note", &note);
    }
    ccs_arena_free(&scratch);
}
