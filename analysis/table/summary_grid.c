/* summary_grid.c - the planner's grid on a terminal. Invariant: a light has its sign, so that colour is never all there is. */
#include "grid.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "err.h"
#include "figure.h"
#include "intervals_met.h"
#include "prose.h"
#include "stretch.h"
#include "summary_parts.h"

/* A grid that is being printed. */
typedef struct {
    const ccs_summary_t *page;
    const ccs_view_t *view;
    ccs_grid_t grid;
    ccs_table_t table;
    ccs_arena_t arena; /* of labels */
    bool dated;        /* the intervals are of several days */
} grid_table_t;

/* @return "✓", or "+" where the terminal does not know it */
static const char *sign_of(const grid_table_t *self, enum ccs_verdict verdict)
{
    static const char *const signs[] = {"", "✓", "✗", "?"}, *const plain[] = {"", "+", "!", "?"};

    return (self->page->look.utf8 ? signs : plain)[verdict];
}

/* "12 of 14" agents of a group, then "82 % ✗"; of a type its service level and the sign. */
static void set_cell(grid_table_t *self, uint32_t column, uint32_t interval)
{
    static const enum ccs_table_color colors[] = {CCS_TABLE_PLAIN, CCS_TABLE_GOOD, CCS_TABLE_BAD, CCS_TABLE_UNSURE};
    const ccs_grid_cell_t cell = ccs_grid_cell(&self->grid, column, interval);
    char level[CCS_FIGURE_MAX] = "", text[2 * CCS_FIGURE_MAX + 8], beside[CCS_FIGURE_MAX + 8], required[CCS_FIGURE_MAX];
    const char *const sign = sign_of(self, cell.verdict);

    if (!isnan(cell.level.mean)) ccs_figure_mean(CCS_FIGURE_SHARE, cell.level.mean, cell.level.half_width, level);
    if (column < self->grid.n_groups) {
        ccs_figure_mean(CCS_FIGURE_NUMBER, cell.scheduled, (double) NAN, text);
        if (!isnan(cell.required)) {
            char *const end = &text[strlen(text)];

            snprintf(end, sizeof required + 4, " of %s",
                ccs_figure_mean(CCS_FIGURE_NUMBER, cell.required, (double) NAN, required));
        }
        snprintf(beside, sizeof beside, "%s %s", level, sign);
        ccs_table_set(&self->table, column + 1, text, level[0] ? beside : "", colors[cell.verdict]);
    } else if (level[0]) {
        ccs_table_set(&self->table, column + 1, level, sign, colors[cell.verdict]);
    }
}

static int print_table(grid_table_t *self)
{
    const ccs_view_t *const v = self->view;
    char time[CCS_PROSE_TIME_MAX];

    ccs_table_add_column(&self->table, "", CCS_TABLE_LEFT);
    for (uint32_t i = 0; i < self->grid.n; i++)
        ccs_table_add_column(&self->table, v->labels[self->grid.entities[i]], CCS_TABLE_MEASURE);
    for (uint32_t i = 0; i < v->n_intervals; i++) {
        if (!v->interval_open[i]) continue;
        ccs_table_add_row(&self->table);
        ccs_table_set(&self->table, 0, ccs_prose_begin(v->intervals[i], self->dated, time), "", CCS_TABLE_PLAIN);
        for (uint32_t column = 0; column < self->grid.n; column++) set_cell(self, column, i);
    }
    return ccs_summary_print_table(&self->table, self->page);
}

/* "Tue 3 Mar 09:00 to 10:30" */
static void say_stretch(const grid_table_t *self, ccs_below_target_t of, ccs_prose_t *to)
{
    const ccs_view_t *const v = self->view;
    char begin[CCS_PROSE_TIME_MAX], end[CCS_PROSE_TIME_MAX];

    ccs_prose_add(to, "%s to %s", ccs_prose_begin(v->intervals[of.first], self->dated, begin),
        ccs_prose_end(v->intervals[of.last], v->interval_end_s[of.last] - v->interval_start_s[of.last], end));
}

/* "Cards: below target in 41 of 120 half-hours, surely in 23: Mon 2 Mar 09:00 to 10:30, ..." */
static void say_type(grid_table_t *self, uint32_t type, unsigned char *marks, ccs_prose_t *to)
{
    const ccs_view_t *const v = self->view;
    const ccs_intervals_met_t met = ccs_intervals_met(v, type, marks);
    const double length_s = v->n_intervals > 0 ? v->interval_end_s[0] - v->interval_start_s[0] : (double) NAN;
    const char *const label = ccs_table_harmless(&self->arena, v->labels[v->type_entity[type]]);
    ccs_below_target_t stretch;
    uint32_t n = 0;

    to->out_of_memory = to->out_of_memory || !label;
    if (met.n_judged == 0 || !label) return;
    ccs_prose_add(to, "%s: below target in %u of %u %ss", label, met.n_judged - met.n_met, met.n_judged,
        ccs_prose_interval_noun(v->report, length_s));
    if (met.n_surely_below > 0) ccs_prose_add(to, ", surely in %u", met.n_surely_below);
    for (uint32_t from = 0; ccs_stretch_next(marks, v->n_intervals, CCS_INTERVAL_BELOW, &from, &stretch);) {
        ccs_prose_add(to, n++ > 0 ? ", " : ": ");
        say_stretch(self, stretch, to);
    }
    ccs_prose_add(to, "\n");
}

static int print_below(grid_table_t *self)
{
    const ccs_view_t *const v = self->view;
    unsigned char *const marks = calloc((size_t) v->n_intervals + 1, 1);
    ccs_prose_t text = {0};

    for (uint32_t i = 0; marks && i < v->n_types; i++) say_type(self, i, marks, &text);
    const bool failed = !marks || text.out_of_memory;

    if (!failed && text.n > 0) fprintf(self->page->to, "\n%s", ccs_prose_text(&text));
    free(marks);
    ccs_prose_free(&text);
    return failed ? CCS_ERR_NOMEM : 0;
}

/* Names come from files and must not command the terminal. */
static int print_name(const ccs_summary_t *page, const char *name)
{
    ccs_arena_t arena = {0};
    const char *const harmless = ccs_table_harmless(&arena, name);

    if (harmless) fprintf(page->to, "\n%s\n", harmless);
    ccs_arena_free(&arena);
    return harmless ? 0 : CCS_ERR_NOMEM;
}

int ccs_summary_print_grid(const ccs_summary_t *page)
{
    int ret = 0;

    for (uint32_t k = 0; k < page->n; k++) {
        const ccs_view_t *const v = &page->views[k];
        grid_table_t self = {.page = page,
            .view = v,
            .grid = ccs_grid_of(v),
            .dated = ccs_prose_is_dated(v->intervals, v->n_intervals)};

        if (self.grid.n == 0) continue;
        if (page->n > 1) CCS_TRY(print_name(page, v->name));
        ret = print_table(&self);
        if (ret == 0) ret = print_below(&self);
        ccs_arena_free(&self.arena);
        CCS_TRY(ret);
    }
    fprintf(page->to,
        "%s: the whole interval of confidence lies at or above the target; %s: below it; ?: it holds the target.\n"
        "A group is as that type which it serves that is worst off.\n",
        page->look.utf8 ? "✓" : "+", page->look.utf8 ? "✗" : "!");
out:
    return ret;
}
