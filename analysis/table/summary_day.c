/* summary_day.c - the main figures through the day as lines of bars. Invariant: the lowest and the highest value are those of single
 * intervals of the opening hours, however many of them share a bar. */
#include <math.h>
#include <string.h>

#include "figure.h"
#include "prose.h"
#include "sparkline.h"
#include "summary_parts.h"

static const ccs_main_figure_t DAY_FIGURES[] = {{"offered", NULL, false}, {"service_level", NULL, false},
    {"abandonment_rate", "abandoned", false}, {"blocking_rate", "blocked", true}, {"asa_s", "mean answer", false},
    {"queue_length", "queue", false}, {"scheduled_agents", "scheduled", false}, {"occupancy", NULL, false}, {NULL, NULL, false}};
static const ccs_main_figure_t DAY_FIGURES_OF_VARIANTS[] = {{"service_level", NULL, false},
    {"scheduled_agents", "scheduled", false}, {"occupancy", NULL, false}, {NULL, NULL, false}};

/* The intervals within opening hours, and the values of a metric in them. */
typedef struct {
    const uint32_t *intervals;
    double *values;
    uint32_t n;
    bool one_day;
} hours_t;

/* The values of a metric, with the places of the lowest and the highest. @return false where none is defined */
static bool collect(hours_t *self, const ccs_view_t *v, uint32_t metric, uint32_t entity, uint32_t extremes[2])
{
    extremes[0] = extremes[1] = CCS_DATA_NONE;
    for (uint32_t i = 0; i < self->n; i++) {
        const double x = ccs_view_point_at(v, metric, entity, self->intervals[i]).mean;

        self->values[i] = x;
        if (!isfinite(x)) continue;
        if (extremes[0] == CCS_DATA_NONE || x < self->values[extremes[0]]) extremes[0] = i;
        if (extremes[1] == CCS_DATA_NONE || x > self->values[extremes[1]]) extremes[1] = i;
    }
    return extremes[0] != CCS_DATA_NONE;
}

/* @return text */
static const char *show_time(const hours_t *self, const ccs_view_t *v, uint32_t at, char text[CCS_PROSE_TIME_MAX])
{
    return ccs_prose_begin(v->intervals[self->intervals[at]], !self->one_day, text);
}

static void set_extreme(ccs_table_t *table, uint32_t column, const ccs_view_t *v, uint32_t metric, double x)
{
    char text[CCS_FIGURE_MAX];

    ccs_table_set(table, column, ccs_figure_mean(ccs_figure_unit(v->units[metric], v->kinds[metric]), x, (double) NAN, text), "",
        CCS_TABLE_PLAIN);
}

static void add_line(ccs_table_t *table, const ccs_summary_t *page, uint32_t variant, uint32_t metric, hours_t *hours)
{
    const ccs_view_t *const v = &page->views[variant];
    const uint32_t all = ccs_view_entity(v, "all");
    char line[CCS_SPARKLINE_BYTES], time[CCS_PROSE_TIME_MAX];
    uint32_t extremes[2], column = page->n > 1 ? 2 : 1;

    if (!ccs_view_has_intervals(v, metric) || !collect(hours, v, metric, all, extremes)) return;
    ccs_table_add_row(table);
    if (page->n > 1) ccs_table_set(table, 1, v->name, "", CCS_TABLE_PLAIN);
    ccs_table_set(table, column, ccs_sparkline(hours->values, hours->n, v->margins[metric], page->look.utf8, line), "",
        CCS_TABLE_PLAIN);
    for (int i = 0; i < 2; i++) {
        set_extreme(table, column + 1, v, metric, hours->values[extremes[i]]);
        ccs_table_set(table, column + 2, show_time(hours, v, extremes[i], time), "", CCS_TABLE_PLAIN);
        column += 2;
    }
}

/* The open intervals. @return 0 or CCS_ERR_NOMEM */
static int find_hours(const ccs_view_t *v, ccs_arena_t *arena, hours_t *hours)
{
    uint32_t *const intervals = ccs_arena_array(arena, v->n_intervals, sizeof *intervals);
    double *const values = ccs_arena_array(arena, v->n_intervals, sizeof *values);

    if (!intervals || !values) return CCS_ERR_NOMEM;
    *hours = (hours_t){intervals, values, 0, true};
    for (uint32_t i = 0; i < v->n_intervals; i++) {
        if (!v->interval_open[i]) continue;
        if (strncmp(v->intervals[i], v->intervals[0], strlen("2026-03-02")) != 0) hours->one_day = false;
        intervals[hours->n++] = i;
    }
    return 0;
}

static const char *course_of(const ccs_view_t *v, bool one_day)
{
    if (!v->report) return one_day ? "through the day" : "through the days";
    return !strcmp(v->report, "day") ? "day by day" : !strcmp(v->report, "week") ? "week by week" : "month by month";
}

static void add_heads(ccs_table_t *table, const ccs_summary_t *page, const hours_t *hours)
{
    char first[CCS_PROSE_TIME_MAX], last[CCS_PROSE_TIME_MAX], head[2 * CCS_PROSE_TIME_MAX + 8];

    snprintf(head, sizeof head, "%s to %s", show_time(hours, page->views, 0, first),
        show_time(hours, page->views, hours->n - 1, last));
    ccs_table_add_column(table, course_of(page->views, hours->one_day), CCS_TABLE_LEFT);
    if (page->n > 1) ccs_table_add_column(table, "variant", CCS_TABLE_LEFT);
    ccs_table_add_column(table, head, CCS_TABLE_LEFT);
    ccs_table_add_column(table, "lowest", CCS_TABLE_RIGHT);
    ccs_table_add_column(table, "at", CCS_TABLE_LEFT);
    ccs_table_add_column(table, "highest", CCS_TABLE_RIGHT);
    ccs_table_add_column(table, "at", CCS_TABLE_LEFT);
}

int ccs_summary_print_day(const ccs_summary_t *page)
{
    const ccs_view_t *const v = page->views;
    ccs_arena_t arena = {0};
    ccs_columns_t columns = {0};
    ccs_table_t table = {0};
    char name[CCS_SUMMARY_LINE];
    hours_t hours = {0};
    int ret = 0;

    if (v->n_intervals == 0 || ccs_view_entity(v, "all") == CCS_DATA_NONE) return 0;
    CCS_TRY(find_hours(v, &arena, &hours));
    if (hours.n == 0) goto out;
    ccs_columns_add_main(&columns, page, page->n > 1 ? DAY_FIGURES_OF_VARIANTS : DAY_FIGURES);
    add_heads(&table, page, &hours);
    for (uint32_t i = 0; i < columns.n; i++) {
        for (uint32_t k = 0; k < page->n; k++) {
            const uint32_t before = table.n_rows;

            add_line(&table, page, k, columns.metric[i], &hours);
            if (table.n_rows > before)
                ccs_table_set(&table, 0,
                    columns.head[i] ? columns.head[i] : ccs_columns_head(v->metrics[columns.metric[i]], name), "",
                    CCS_TABLE_PLAIN);
        }
    }
    ret = ccs_summary_print_table(&table, page);
out:
    ccs_table_free(&table);
    ccs_arena_free(&arena);
    return ret;
}
