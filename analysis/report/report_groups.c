/* report_groups.c - how busy the groups of agents are, by interval, and their figures. Invariant: as report_day.c. */
#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "report_sections.h"
#include "words.h"

enum { GROUPS_MAX = 64, ACTIVITIES_MAX = 256, TITLE = 256, CELLS_MAX = 2400 };

/* ---- the heat map --------------------------------------------------------------------------------------------------------- */

static void add_cells(const ccs_page_t *page, uint32_t variant, uint32_t metric, uint32_t entity, ccs_html_rows_t *rows)
{
    const ccs_view_t *const base = page->of.view, *const v = page->variants[variant].view;
    const uint32_t m = ccs_page_metric_in(page, variant, metric), e = ccs_page_entity_in(page, variant, entity);
    char begin[CCS_PROSE_TIME_MAX];

    if (m == CCS_DATA_NONE || e == CCS_DATA_NONE || !ccs_view_has_intervals(v, m)) return;
    for (uint32_t k = 0; k < page->n_shown && page->shown[k] < v->n_intervals; k++) {
        const uint32_t i = page->shown[k];
        const ccs_point_t x = ccs_view_point_at(v, m, e, i);

        ccs_html_row(rows);
        ccs_html_set_text(rows, 0, page->variants[variant].name, NULL);
        ccs_html_set_text(rows, 1, v->intervals[i], ccs_page_begin(page, i, begin));
        ccs_html_set_text(rows, 2, base->labels[entity], NULL);
        ccs_html_set_point(rows, 3, CCS_FIGURE_SHARE, x);
        ccs_html_set_shown(rows, 4, x.low, "");
        ccs_html_set_shown(rows, 5, x.high, "");
    }
}

/* "Lending is the busiest group: 95.3 % of its time", where it can be told from the others; else the range of the groups. */
static void say_busiest(const ccs_page_t *page, uint32_t metric, const uint32_t *groups, uint32_t n, ccs_prose_t *title)
{
    ccs_point_t points[GROUPS_MAX];
    char least[CCS_FIGURE_MAX], most[CCS_FIGURE_MAX];

    for (uint32_t g = 0; g < n; g++) points[g] = ccs_view_point(page->of.view, metric, groups[g]);
    const ccs_peak_t low = ccs_peak_of(points, n, -1), high = ccs_peak_of(points, n, 1);

    if (n == 1 || high.at == CCS_DATA_NONE) {
        ccs_say_extremes(page, metric, groups[0], ccs_word(ccs_metric_label("occupancy")), title);
        return;
    }
    ccs_figure_mean(CCS_FIGURE_SHARE, high.point.mean, high.point.half_width, most);
    if (ccs_peak_is_extreme(page->of.view, metric, groups, n, high.at)) {
        ccs_prose_add(title, "%s%s is the busiest group: %s of its time", ccs_page_whose(page),
            page->of.view->labels[groups[high.at]], most);
        return;
    }
    ccs_figure_mean(CCS_FIGURE_SHARE, low.point.mean, low.point.half_width, least);
    if (!strcmp(least, most)) ccs_prose_add(title, "%sgroups are busy %s of their time", ccs_page_whose(page), most);
    else ccs_prose_add(title, "%sgroups are busy between %s and %s of their time", ccs_page_whose(page), least, most);
    if (page->n_variants == 1 && title->text) title->text[0] = (char) toupper((unsigned char) title->text[0]);
}

static void write_heat(ccs_page_t *page, const uint32_t *groups, uint32_t n)
{
    static const ccs_html_column_t one_columns[] = {{NULL, NULL, true}, {"t", "When", true}, {"row", "Group", true},
        {"value", "Occupancy", false}, {"low", NULL, false}, {"high", NULL, false}};
    static const ccs_html_column_t columns[] = {{"of", "Variant", true}, {"t", "When", true}, {"row", "Group", true},
        {"value", "Occupancy", false}, {"low", NULL, false}, {"high", NULL, false}};
    const uint32_t metric = ccs_view_metric(page->of.view, "occupancy"), cells = n * page->n_shown;
    const uint32_t n_variants = page->n_variants * cells <= CELLS_MAX / page->shrink ? page->n_variants : 1,
                   most = CELLS_MAX / page->shrink / (page->n_shown ? page->n_shown : 1);
    ccs_html_rows_t rows = ccs_html_rows(n_variants > 1 ? columns : one_columns, sizeof columns / sizeof *columns);
    char note[TITLE], params[TITLE];
    ccs_prose_t title = {0};

    if (metric == CCS_DATA_NONE || !ccs_view_has_intervals(page->of.view, metric)) return;
    for (uint32_t variant = 0; variant < n_variants; variant++)
        for (uint32_t g = 0; g < n && g < most; g++) add_cells(page, variant, metric, groups[g], &rows);
    say_busiest(page, metric, groups, n, &title);
    page->out_of_memory = page->out_of_memory || title.out_of_memory;
    snprintf(note, sizeof note, "%s%s", ccs_word("Busy time (talk and after-call work) / time logged in."),
        most < n ? ccs_word(" The first groups of the scenario, as many as the page can show.") : "");
    snprintf(params, sizeof params, "{\"unit\":\"share\",\"title\":\"%s\",\"highest\":1}", ccs_word("Occupancy"));
    if (rows.n_rows > 0)
        ccs_page_chart(page,
            &(ccs_chart_t){.id = "occupancy",
                .spec = "heat",
                .params = params,
                .choose = n_variants > 1 ? "of" : NULL,
                .title = ccs_prose_text(&title),
                .note = note,
                .rows = &rows,
                .by_interval = true});
    ccs_prose_free(&title);
    ccs_html_rows_free(&rows);
}

/* ---- the table ------------------------------------------------------------------------------------------------------------ */

static bool applies_to_any(const ccs_view_t *view, const char *name, const uint32_t *groups, uint32_t n)
{
    const uint32_t metric = ccs_view_metric(view, name);
    bool any = false;

    for (uint32_t g = 0; metric != CCS_DATA_NONE && g < n; g++) any = any || ccs_view_applies(view, metric, groups[g]);
    return any;
}

/* A row for each group, or for each of what is made of groups. @param of  "Group" */
static void write_table(ccs_page_t *page, const char *of, const char *caption, const uint32_t *groups, uint32_t n)
{
    const bool shrinks = applies_to_any(page->of.view, "rostered_agents", groups, n);
    const bool persons = applies_to_any(page->of.view, "adherence", groups, n);
    const bool pauses = applies_to_any(page->of.view, "not_ready", groups, n);
    const bool rings = applies_to_any(page->of.view, "ring_s", groups, n);
    const ccs_html_column_t columns[] = {{NULL, of, true}, {NULL, "Scheduled", false}, {NULL, "Logged in", false},
        {NULL, "Busy", false}, {NULL, "Occupancy", false}, {NULL, "Mean handle time", false},
        {NULL, page->of.steady ? NULL : "Overtime", false}, {NULL, shrinks ? "On the roster" : NULL, false},
        {NULL, shrinks ? "Shrinkage, planned" : NULL, false}, {NULL, shrinks ? "Shrinkage" : NULL, false},
        {NULL, persons ? "Adherence" : NULL, false}, {NULL, persons ? "Conformance" : NULL, false},
        {NULL, persons ? "Utilisation" : NULL, false}, {NULL, persons ? "Mean delay of breaks" : NULL, false},
        {NULL, persons ? "Breaks missed" : NULL, false}, {NULL, pauses ? "Not ready" : NULL, false},
        {NULL, rings ? "Mean ring" : NULL, false}, {NULL, rings ? "Rings missed" : NULL, false}};
    static const char *const metrics[] = {"scheduled_agents", "staffed_agents", "busy_agents", "occupancy", "aht_s", "overtime_s",
        "rostered_agents", "shrinkage_planned", "shrinkage_realised", "adherence", "conformance", "utilisation", "break_delay_s",
        "breaks_missed", "not_ready", "ring_s", "missed_ring_rate"};
    ccs_html_rows_t rows = ccs_html_rows(columns, sizeof columns / sizeof *columns);

    for (uint32_t g = 0; g < n; g++) {
        ccs_html_row(&rows);
        ccs_html_set_text(&rows, 0, page->of.view->labels[groups[g]], NULL);
        for (uint32_t k = 0; k < sizeof metrics / sizeof *metrics; k++) {
            const uint32_t m = ccs_view_metric(page->of.view, metrics[k]);

            if (m == CCS_DATA_NONE || !ccs_view_applies(page->of.view, m, groups[g])) continue;
            const ccs_point_t x = ccs_view_point(page->of.view, m, groups[g]);

            ccs_html_set_point(&rows, k + 1, ccs_page_unit(page->of.view, m), x);
        }
    }
    ccs_page_table(page, caption, &rows);
    ccs_html_rows_free(&rows);
}

/* Hours off the phones by reason, of each group that is made of persons. */
static void write_off(ccs_page_t *page, const uint32_t *activities, uint32_t n)
{
    static const ccs_html_column_t columns[] = {{NULL, "Group and reason", true}, {NULL, "Planned", false},
        {NULL, "As it came", false}, {NULL, "Of the shifts, planned", false}, {NULL, "Of the shifts, as it came", false}};
    static const char *const metrics[] = {"off_phones_planned_s", "off_phones_s", "off_phones_planned", "off_phones"};
    ccs_html_rows_t rows = ccs_html_rows(columns, sizeof columns / sizeof *columns);

    for (uint32_t i = 0; i < n; i++) {
        ccs_html_row(&rows);
        ccs_html_set_text(&rows, 0, page->of.view->labels[activities[i]], NULL);
        for (uint32_t k = 0; k < sizeof metrics / sizeof *metrics; k++) {
            const uint32_t m = ccs_view_metric(page->of.view, metrics[k]);

            if (m != CCS_DATA_NONE)
                ccs_html_set_point(&rows, k + 1, ccs_page_unit(page->of.view, m),
                    ccs_view_point(page->of.view, m, activities[i]));
        }
    }
    ccs_page_table(page, "Time off the phones: what the shifts plan, and what came of it", &rows);
    ccs_html_rows_free(&rows);
}

static void write_note(ccs_page_t *page)
{
    ccs_prose_t note = {0};

    ccs_prose_add(&note, "Agents are time averages%s%s.", page->of.steady ? "" : ccs_word(" over the opening hours"),
        page->n_variants > 1 ? ccs_word(", those of the base") : "");
    if (!page->of.steady)
        ccs_prose_add(&note, " Overtime is work after the end of the schedule or after close, all agents together, %s.",
            ccs_page_per(page));
    ccs_page_prose(page, "p", "note", &note);
}

void ccs_section_groups(ccs_page_t *page)
{
    uint32_t groups[GROUPS_MAX], sites[GROUPS_MAX], activities[ACTIVITIES_MAX];
    const uint32_t n = ccs_view_entities(page->of.view, "group", groups, GROUPS_MAX),
                   n_sites = ccs_view_entities(page->of.view, "site", sites, GROUPS_MAX),
                   n_activities = ccs_view_entities(page->of.view, "activity", activities, ACTIVITIES_MAX);

    if (n == 0) return;
    ccs_page_begin_section(page, "groups", "Groups of agents");
    if (page->n_shown > 0) write_heat(page, groups, n);
    write_table(page, "Group", "Figures of the groups of agents", groups, n);
    if (n_sites > 0) write_table(page, "Site", "Figures of the sites: the groups that are there, together", sites, n_sites);
    if (n_activities > 0) write_off(page, activities, n_activities);
    write_note(page);
    ccs_page_agents(page);
    ccs_page_end_section(page);
}
