/* report_groups.c - how busy the groups of agents are, by interval, and their figures. Invariant: as report_day.c. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "report_parts.h"

enum { GROUPS_MAX = 64, TITLE = 256, CELLS_MAX = 1200 };

/* ---- the heat map --------------------------------------------------------------------------------------------------------- */

static void add_cells(const ccs_page_t *page, uint32_t variant, uint32_t metric, uint32_t entity, ccs_html_rows_t *rows)
{
    const ccs_view_t *const base = page->view, *const v = page->variants[variant].view;
    const uint32_t m = ccs_page_metric_in(page, variant, metric), e = ccs_page_entity_in(page, variant, entity);
    char begin[CCS_PROSE_TIME_MAX];

    if (m == CCS_DATA_NONE || e == CCS_DATA_NONE || !ccs_view_has_intervals(v, m)) return;
    for (uint32_t i = page->first, shown = 0; i < base->n_intervals && i < v->n_intervals && shown < page->n_open; i++) {
        if (!base->interval_open[i]) continue;
        const ccs_point_t x = ccs_view_point_at(v, m, e, i);

        ccs_html_row(rows);
        ccs_html_set_text(rows, 0, page->variants[variant].name, NULL);
        ccs_html_set_text(rows, 1, v->intervals[i], ccs_page_begin(page, i, begin));
        ccs_html_set_text(rows, 2, base->labels[entity], NULL);
        ccs_html_set_figure(rows, 3, CCS_FIGURE_SHARE, x.mean, x.half_width);
        ccs_html_set_shown(rows, 4, x.mean - x.half_width, "");
        ccs_html_set_shown(rows, 5, x.mean + x.half_width, "");
        shown++;
    }
}

/* "Lending is the busiest: 97 % at 13:00" */
static void say_busiest(const ccs_page_t *page, uint32_t metric, const uint32_t *groups, uint32_t n, char title[TITLE])
{
    double most = 0;
    uint32_t group = CCS_DATA_NONE, at = 0;
    char busy[CCS_FIGURE_MAX], begin[CCS_PROSE_TIME_MAX];

    for (uint32_t g = 0; g < n; g++) {
        for (uint32_t i = page->first, shown = 0; i < page->view->n_intervals && shown < page->n_open; i++) {
            if (!page->view->interval_open[i]) continue;
            const double x = ccs_view_point_at(page->view, metric, groups[g], i).mean;

            shown++;
            if (!(x > most)) continue;
            most = x;
            group = groups[g];
            at = i;
        }
    }
    if (group == CCS_DATA_NONE) {
        (void) snprintf(title, TITLE, "No group of agents is busy");
        return;
    }
    (void) snprintf(title, TITLE,
        n > 1 ? "%s is the busiest group: %s of its time at %s" : "%s is busiest, %s of its time, at %s",
        page->view->labels[group], ccs_figure_mean(CCS_FIGURE_SHARE, most, NAN, busy), ccs_page_begin(page, at, begin));
}

static void write_heat(ccs_page_t *page, const uint32_t *groups, uint32_t n)
{
    static const ccs_html_column_t one_columns[] = {{NULL, NULL, true}, {"t", "Interval", true}, {"row", "Group", true},
        {"value", "Occupancy", false}, {"low", NULL, false}, {"high", NULL, false}};
    static const ccs_html_column_t columns[] = {{"of", "Variant", true}, {"t", "Interval", true}, {"row", "Group", true},
        {"value", "Occupancy", false}, {"low", NULL, false}, {"high", NULL, false}};
    const uint32_t metric = ccs_view_metric(page->view, "occupancy"), cells = n * page->n_open;
    const uint32_t n_variants = page->n_variants * cells <= CELLS_MAX / page->shrink ? page->n_variants : 1,
                   most = CELLS_MAX / page->shrink / (page->n_open ? page->n_open : 1);
    ccs_html_rows_t rows = ccs_html_rows(n_variants > 1 ? columns : one_columns, sizeof columns / sizeof *columns);
    char title[TITLE], note[TITLE];

    if (metric == CCS_DATA_NONE || !ccs_view_has_intervals(page->view, metric)) return;
    for (uint32_t variant = 0; variant < n_variants; variant++)
        for (uint32_t g = 0; g < n && g < most; g++) add_cells(page, variant, metric, groups[g], &rows);
    say_busiest(page, metric, groups, n, title);
    (void) snprintf(note, sizeof note, "Busy time (talk and after-call work) / time logged in.%s",
        most < n ? " The first groups of the scenario, as many as the page can show." : "");
    if (rows.n_rows > 0)
        ccs_page_chart(page,
            &(ccs_chart_t){.id = "occupancy",
                .spec = "heat",
                .params = "{\"unit\":\"share\",\"title\":\"Occupancy\",\"highest\":1}",
                .choose = n_variants > 1 ? "of" : NULL,
                .title = title,
                .note = note,
                .rows = &rows});
    ccs_html_rows_free(&rows);
}

/* ---- the table ------------------------------------------------------------------------------------------------------------ */

static void write_table(ccs_page_t *page, const uint32_t *groups, uint32_t n)
{
    static const ccs_html_column_t columns[] = {{NULL, "Group", true}, {NULL, "Scheduled", false}, {NULL, "Logged in", false},
        {NULL, "Busy", false}, {NULL, "Occupancy", false}, {NULL, "Mean handle time", false}};
    static const char *const metrics[] = {"scheduled_agents", "staffed_agents", "busy_agents", "occupancy", "aht_s"};
    ccs_html_rows_t rows = ccs_html_rows(columns, sizeof columns / sizeof *columns);

    for (uint32_t g = 0; g < n; g++) {
        ccs_html_row(&rows);
        ccs_html_set_text(&rows, 0, page->view->labels[groups[g]], NULL);
        for (uint32_t k = 0; k < sizeof metrics / sizeof *metrics; k++) {
            const uint32_t m = ccs_view_metric(page->view, metrics[k]);

            if (m == CCS_DATA_NONE || !ccs_view_applies(page->view, m, groups[g])) continue;
            const ccs_point_t x = ccs_view_point(page->view, m, groups[g]);

            ccs_html_set_figure(&rows, k + 1, ccs_page_unit(page->view, m), x.mean, x.half_width);
        }
    }
    ccs_page_table(page, "Figures of the groups of agents", &rows);
    ccs_page_element(page, "p", "note",
        page->n_variants > 1 ? "Agents are time averages over the opening hours, those of the base."
                             : "Agents are time averages over the opening hours.");
    ccs_html_rows_free(&rows);
}

void ccs_report_groups(ccs_page_t *page)
{
    uint32_t groups[GROUPS_MAX];
    const uint32_t n = ccs_page_entities(page, "group", groups, GROUPS_MAX);

    if (n == 0) return;
    ccs_page_begin_section(page, "groups", "Groups of agents");
    if (page->n_open > 0) write_heat(page, groups, n);
    write_table(page, groups, n);
    ccs_page_end_section(page);
}
