/* summary_required.c - agents that are needed beside those who are scheduled, where a result has them (`ccsim staff -o FILE.h5`). Invariant: means are over open
 * intervals for which both are known. */
#include "summary_parts.h"

#include <math.h>

#include "figure.h"
#include "grid.h"
#include "prose.h"

/* A group over the intervals. */
typedef struct {
    double hours, required, scheduled; /* agent-hours of the two */
    uint32_t n, n_short, worst;        /* intervals; the one that is shortest */
    double most;                       /* agents missing there */
} need_t;

static need_t need_of(const ccs_grid_t *grid, uint32_t column)
{
    static const double SHORT = 0.005; /* a hundredth of an agent is none */
    const ccs_view_t *const v = grid->view;
    need_t need = {0};

    for (uint32_t i = 0; i < v->n_intervals; i++) {
        const ccs_grid_cell_t cell = ccs_grid_cell(grid, column, i);
        const double hours = (v->interval_end_s[i] - v->interval_start_s[i]) / 3600;

        if (!v->interval_open[i] || isnan(cell.gap) || isnan(hours)) continue;
        need.n++;
        need.hours += hours;
        need.required += hours * cell.required;
        need.scheduled += hours * cell.scheduled;
        need.n_short += cell.gap < -SHORT;
        if (-cell.gap <= need.most + SHORT) continue;
        need.worst = i;
        need.most = -cell.gap;
    }
    return need;
}

static void set_number(ccs_table_t *table, uint32_t column, double x, const char *sign, enum ccs_table_color color)
{
    char text[CCS_FIGURE_MAX], signed_text[CCS_SUMMARY_LINE];

    snprintf(signed_text, sizeof signed_text, "%s%s", sign, ccs_figure_mean(CCS_FIGURE_NUMBER, x, (double) NAN, text));
    ccs_table_set(table, column, signed_text, "", color);
}

/* Means over the hours that are open, the gap in agent-hours, and where it is largest. */
static void add_row(ccs_table_t *table, const ccs_view_t *v, uint32_t entity, const need_t *need)
{
    const double gap = need->scheduled - need->required;
    char text[CCS_SUMMARY_LINE], begin[CCS_PROSE_TIME_MAX];

    ccs_table_add_row(table);
    ccs_table_set(table, 0, v->labels[entity], "", CCS_TABLE_PLAIN);
    set_number(table, 1, need->required / need->hours, "", CCS_TABLE_PLAIN);
    set_number(table, 2, need->scheduled / need->hours, "", CCS_TABLE_PLAIN);
    set_number(table, 3, gap, gap > 0 ? "+" : "", gap < 0 ? CCS_TABLE_BAD : CCS_TABLE_PLAIN);
    snprintf(text, sizeof text, "%u of %u", need->n_short, need->n);
    ccs_table_set(table, 4, text, "", need->n_short > 0 ? CCS_TABLE_BAD : CCS_TABLE_GOOD);
    if (need->n_short == 0) return;
    set_number(table, 5, need->most, "", CCS_TABLE_PLAIN);
    ccs_table_set(table, 6, ccs_prose_begin(v->intervals[need->worst], ccs_prose_is_dated(v->intervals, v->n_intervals), begin),
        "", CCS_TABLE_PLAIN);
}

int ccs_summary_print_required(const ccs_summary_t *page)
{
    static const char *const heads[] = {"agents needed", "required", "scheduled", "gap, hours", "intervals short", "most missing",
        "at"};
    const ccs_grid_t grid = ccs_grid_of(page->views);
    ccs_table_t table = {0};
    uint32_t n = 0;

    if (!grid.required) return 0;
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
        ccs_table_add_column(&table, heads[i], i == 0 || i == 6 ? CCS_TABLE_LEFT : CCS_TABLE_RIGHT);
    for (uint32_t column = 0; column < grid.n_groups; column++) {
        const need_t need = need_of(&grid, column);

        if (need.n == 0) continue;
        add_row(&table, page->views, grid.entities[column], &need);
        n++;
    }
    if (n > 0) return ccs_summary_print_table(&table, page);
    ccs_table_free(&table);
    return 0;
}
