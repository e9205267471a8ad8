/* summary_grid.c - the planner's grid on a terminal. Invariant: a light has its sign, so that colour is never all there is. */
#include "grid.h"

#include <math.h>
#include <string.h>

#include "err.h"
#include "figure.h"
#include "intervals_met.h"
#include "prose.h"
#include "stretch.h"
#include "summary_parts.h"
#include "text.h"

/* A grid that is being printed. */
typedef struct {
    const ccs_summary_t *page;
    const ccs_view_t *view;
    ccs_grid_t grid;
    ccs_table_t table;
    bool dated; /* the intervals are of several days */
} grid_table_t;

/* What lies below target, as it is being said. */
typedef struct {
    const ccs_view_t *view;
    unsigned char *marks; /* [type][interval]: ccs_interval_mark */
    const char **labels;  /* by type */
    ccs_prose_t text;
    ccs_arena_t arena; /* of marks and labels */
    bool dated;        /* a line for each day */
} below_t;

/* @return "✓", or "+" where the terminal does not know it */
static const char *sign_of(const grid_table_t *self, enum ccs_verdict verdict)
{
    static const char *const signs[] = {"", "✓", "✗", "?"}, *const plain[] = {"", "+", "!", "?"};

    return (self->page->look.utf8 ? signs : plain)[verdict];
}

/* "12 for 14" agents of a group, scheduled for those required, then "82 % ✗"; of a type its service level and the sign. */
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

            snprintf(end, sizeof required + 5, " for %s",
                ccs_figure_mean(CCS_FIGURE_NUMBER, cell.required, (double) NAN, required));
        }
        snprintf(beside, sizeof beside, "%s %s", level, sign);
        ccs_table_set(&self->table, column + 1, text, level[0] ? beside : "", colors[cell.verdict]);
    } else if (level[0]) {
        snprintf(beside, sizeof beside, "%s%s", sign, cell.closed ? " closed" : "");
        ccs_table_set(&self->table, column + 1, level, beside, colors[cell.verdict]);
    } else if (cell.closed) {
        ccs_table_set(&self->table, column + 1, "closed", "", CCS_TABLE_PLAIN);
    }
}

/* "93 % ± 2 red" of a figure that has a limit by interval. */
static void set_limited(grid_table_t *self, uint32_t column, const ccs_limit_row_t *limit, uint32_t interval)
{
    const ccs_view_t *const v = self->view;
    const enum ccs_light light = ccs_light_at(v, limit, interval);
    const ccs_point_t x = ccs_view_point_at(v, limit->metric, limit->entity, interval);
    const enum ccs_figure_unit unit = ccs_figure_unit(v->units[limit->metric], v->kinds[limit->metric]);
    char mean[CCS_FIGURE_MAX];

    if (light == CCS_LIGHT_NONE) return;
    ccs_table_set(&self->table, column, ccs_figure_mean(unit, x.mean, x.half_width, mean), ccs_light_name(light),
        ccs_summary_light_color(light));
}

/* A column for each limit by interval, behind groups and types. */
static void add_limits(grid_table_t *self)
{
    const ccs_view_t *const v = self->view;
    char text[CCS_SUMMARY_LINE], head[2 * CCS_SUMMARY_LINE];

    for (uint32_t i = 0; i < v->n_limits; i++) {
        if (v->limits[i].axis != CCS_AXIS_INTERVAL) continue;
        snprintf(head, sizeof head, "%.*s %s", CCS_SUMMARY_LINE, v->labels[v->limits[i].entity],
            ccs_columns_head(v->limits[i].label, text));
        ccs_table_add_column(&self->table, head, CCS_TABLE_MEASURE);
    }
}

static void set_limits(grid_table_t *self, uint32_t interval)
{
    uint32_t column = self->grid.n + 1;

    for (uint32_t i = 0; i < self->view->n_limits; i++)
        if (self->view->limits[i].axis == CCS_AXIS_INTERVAL) set_limited(self, column++, &self->view->limits[i], interval);
}

static int print_table(grid_table_t *self)
{
    const ccs_view_t *const v = self->view;
    char time[CCS_PROSE_TIME_MAX];

    ccs_table_add_column(&self->table, "", CCS_TABLE_LEFT);
    for (uint32_t i = 0; i < self->grid.n; i++)
        ccs_table_add_column(&self->table, v->labels[self->grid.entities[i]], CCS_TABLE_MEASURE);
    add_limits(self);
    for (uint32_t i = 0; i < v->n_intervals; i++) {
        if (!ccs_grid_shows(v, i)) continue;
        ccs_table_add_row(&self->table);
        ccs_table_set(&self->table, 0, ccs_prose_begin(v->intervals[i], self->dated, time), "", CCS_TABLE_PLAIN);
        for (uint32_t column = 0; column < self->grid.n; column++) set_cell(self, column, i);
        set_limits(self, i);
    }
    return ccs_summary_print_table(&self->table, self->page);
}

/* The marks of a type, by interval. */
static unsigned char *marks_of(const below_t *self, uint32_t type)
{
    return &self->marks[(size_t) type * self->view->n_intervals];
}

/* "Cards: below target in 41 of 120 half-hours, surely in 23" */
static void say_type(below_t *self, uint32_t type)
{
    const ccs_view_t *const v = self->view;
    const ccs_intervals_met_t met = ccs_intervals_met(v, type, marks_of(self, type)),
                              closed = ccs_closed_times_met(v, type, NULL);
    const double length_s = v->n_intervals > 0 ? v->interval_end_s[0] - v->interval_start_s[0] : (double) NAN;

    if (met.n_judged == 0) return;
    ccs_prose_add(&self->text, "%s: below target in %u of %u %ss", self->labels[type], met.n_judged - met.n_met, met.n_judged,
        ccs_prose_interval_noun(v->report, length_s));
    if (met.n_surely_below > 0) ccs_prose_add(&self->text, ", surely in %u", met.n_surely_below);
    ccs_mark_surely_below(v, type, marks_of(self, type));
    if (closed.n_judged > 0)
        ccs_prose_add(&self->text, "; and in %u of %u closed times", closed.n_judged - closed.n_met, closed.n_judged);
    ccs_prose_add(&self->text, "\n");
}

/* "09:00-10:30"; of one interval its begin alone, of what is longer than an interval its name. */
static void say_stretch(below_t *self, ccs_below_target_t of)
{
    const ccs_view_t *const v = self->view;
    char begin[CCS_PROSE_TIME_MAX], end[CCS_PROSE_TIME_MAX];

    ccs_prose_add(&self->text, "%s", ccs_prose_begin(v->intervals[of.first], false, begin));
    if (of.last == of.first) return;
    if (v->report) ccs_prose_add(&self->text, " to %s", ccs_prose_begin(v->intervals[of.last], false, end));
    else
        ccs_prose_add(&self->text, "-%s",
            ccs_prose_end(v->intervals[of.last], v->interval_end_s[of.last] - v->interval_start_s[of.last], end));
}

/* Of all types what has a mark, from an interval to before another: "09:00-10:30, 14:00 (Cards); 09:00 (Loans)". @return whether there is anything */
static bool say_marked(below_t *self, uint32_t from, uint32_t end, enum ccs_interval_mark mark, const char *before)
{
    ccs_below_target_t stretch;
    bool any = false;

    for (uint32_t type = 0; type < self->view->n_types; type++) {
        bool first = true;

        for (uint32_t at = from; ccs_stretch_next(marks_of(self, type), end, (unsigned char) mark, &at, &stretch);
             first = false) {
            ccs_prose_add(&self->text, "%s", any || !first ? (first ? "; " : ", ") : before);
            say_stretch(self, stretch);
        }
        if (first) continue;
        ccs_prose_add(&self->text, " (%s)", self->labels[type]);
        any = true;
    }
    return any;
}

/* What lies below target, "Mon 2 Mar: 09:00-10:30, 14:00 (Cards); 09:00 (Loans); perhaps 15:00 (Cards)": first the red ones of the grid, then those whose
 * mean is below it, but not surely. */
static void say_block(below_t *self, uint32_t from, uint32_t end)
{
    char day[CCS_PROSE_TIME_MAX], begin[CCS_PROSE_TIME_MAX + 24];

    snprintf(begin, sizeof begin, "%s: ", self->dated ? ccs_prose_day(self->view->intervals[from], day) : "Below target");
    const bool surely = say_marked(self, from, end, CCS_INTERVAL_SURELY_BELOW, begin);

    strcat(begin, "perhaps ");
    const bool perhaps = say_marked(self, from, end, CCS_INTERVAL_BELOW, surely ? "; perhaps " : begin);

    if (surely || perhaps) ccs_prose_add(&self->text, "\n");
}

/* A line a day, however many half-hours of it are below target; of what is longer than an interval one line. */
static void say_blocks(below_t *self)
{
    const ccs_view_t *const v = self->view;

    for (uint32_t from = 0, end; from < v->n_intervals; from = end) {
        end = from + 1;
        while (end < v->n_intervals && (!self->dated || ccs_view_same_block(v, from, end))) end++;
        say_block(self, from, end);
    }
}

static int prepare(below_t *self)
{
    const ccs_view_t *const v = self->view;

    self->marks = ccs_arena_array(&self->arena, (size_t) v->n_types * v->n_intervals + 1, 1);
    self->labels = ccs_arena_array(&self->arena, (size_t) v->n_types + 1, sizeof *self->labels);
    if (!self->marks || !self->labels) return CCS_ERR_NOMEM;
    for (uint32_t i = 0; i < v->n_types; i++) {
        self->labels[i] = ccs_table_harmless(&self->arena, v->labels[v->type_entity[i]]);
        if (!self->labels[i]) return CCS_ERR_NOMEM;
    }
    return 0;
}

static int print_below(const grid_table_t *of)
{
    below_t self = {.view = of->view, .dated = of->dated && !of->view->report};
    int ret = 0;

    CCS_TRY(prepare(&self));
    for (uint32_t i = 0; i < self.view->n_types; i++) say_type(&self, i);
    const size_t n_counted = self.text.n;

    say_blocks(&self);
    if (self.text.out_of_memory) CCS_TRY(CCS_ERR_NOMEM);
    if (n_counted > 0) fputc('\n', of->page->to);
    ccs_text_fold(ccs_prose_text(&self.text), of->page->look.width, of->page->to);
out:
    ccs_prose_free(&self.text);
    ccs_arena_free(&self.arena);
    return ret;
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
    const char *method = "";
    int ret = 0;

    for (uint32_t k = 0; k < page->n; k++) {
        const ccs_view_t *const v = &page->views[k];
        grid_table_t self = {.page = page,
            .view = v,
            .grid = ccs_grid_of(v),
            .dated = ccs_prose_is_dated(v->intervals, v->n_intervals)};

        if (self.grid.n == 0) continue;
        if (self.grid.required) method = ccs_grid_method(&self.grid);
        if (page->n > 1) CCS_TRY(print_name(page, v->name));
        ret = print_table(&self);
        if (ret == 0) ret = print_below(&self);
        CCS_TRY(ret);
    }
    fprintf(page->to,
        "%s: the whole interval of confidence lies at or above the target; %s: below it, surely; ?: undecided, the target lies within it and more replications "
        "tell. A group is as that type which it serves that is worst off%s%s.\n",
        page->look.utf8 ? "✓" : "+", page->look.utf8 ? "✗" : "!",
        *method ? "; 12 for 14: 12 agents are scheduled where 14 are required; " : "", method);
out:
    return ret;
}
