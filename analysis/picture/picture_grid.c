/* picture_grid.c - the planner's grid: the worst day, and all days of a week. Invariant: a light has its sign, so that colour is never all there is. */
#include <math.h>
#include <string.h>

#include "picture_parts.h"
#include "prose.h"
#include "words.h"

enum {
    PERIODS_MAX = 40 /* days, weeks, months in one picture */,
    HEAD_MAX = 128,
    LABEL_GAP = 16,
    HEIGHT = CCS_PICTURE_BOTTOM + 48 - CCS_PICTURE_TOP - 20,
    LEGEND = 17 /* its letters */
};

static ccs_svg_font_t font_of(double height, double width, const char *colour)
{
    return (ccs_svg_font_t){fmin(22, fmin(0.66 * height, width)), CCS_SVG_MIDDLE, colour};
}

/* The base line of a text in the middle of a row. */
static double middle_of(double y, double height)
{
    return y + 0.5 * height + 0.33 * fmin(22, 0.66 * height);
}

static void draw_light(const ccs_picture_t *self, enum ccs_verdict verdict, const char *text, ccs_svg_at_t at, ccs_svg_at_t size)
{
    ccs_svg_rectangle(at, (ccs_svg_at_t){size.x - 2, size.y - 2}, CCS_PICTURE_GROUNDS[verdict], self->to);
    ccs_svg_text((ccs_svg_at_t){at.x + size.x / 2, middle_of(at.y, size.y)},
        font_of(size.y, 1.6 * size.x / (double) (strlen(text) + 1), CCS_PICTURE_TEXT), text, self->to);
}

/* The begin of an interval, left of its row. */
static void draw_time(const ccs_picture_t *self, const char *time, double y, double height)
{
    ccs_svg_text((ccs_svg_at_t){CCS_PICTURE_LEFT - LABEL_GAP, middle_of(y, height)},
        (ccs_svg_font_t){fmin(22, 0.66 * height), CCS_SVG_END, CCS_PICTURE_SOFT}, time, self->to);
}

/* What the signs say, below the grid; of groups what their figures are. */
static void draw_legend(const ccs_picture_t *self, const ccs_grid_t *grid, bool has_groups)
{
    const ccs_svg_font_t font = {LEGEND, CCS_SVG_START, CCS_PICTURE_SOFT};
    const char *const groups = !has_groups ? ""
        : grid->required                   ? ccs_word("; 7 for 8: 7 agents are scheduled where 8 are required")
                                           : ccs_word("; of groups: agents scheduled");
    char text[300];

    snprintf(text, sizeof text, ccs_word("%s target met, %s missed, %s undecided: the interval of confidence holds the target%s"),
        CCS_PICTURE_SIGNS[CCS_VERDICT_MET], CCS_PICTURE_SIGNS[CCS_VERDICT_MISSED], CCS_PICTURE_SIGNS[CCS_VERDICT_UNDECIDED],
        groups);
    ccs_svg_text((ccs_svg_at_t){CCS_PICTURE_LEFT, CCS_SVG_HEIGHT - 24}, font, text, self->to);
    if (has_groups && grid->required)
        ccs_svg_text((ccs_svg_at_t){CCS_PICTURE_LEFT, CCS_SVG_HEIGHT - 5}, font, ccs_grid_method(grid), self->to);
}

/* ---- the worst day -------------------------------------------------------------------------------------------------------- */

/* "12 for 14" of a group, scheduled for those required, "82 %" of a type; then the sign. */
static void draw_cell(const ccs_picture_t *self, const ccs_grid_cell_t *cell, bool is_group, ccs_svg_at_t at, ccs_svg_at_t size)
{
    char first[CCS_FIGURE_MAX] = "", second[CCS_FIGURE_MAX + 8] = "", text[2 * CCS_FIGURE_MAX + 24];

    if (is_group) ccs_figure_mean(CCS_FIGURE_NUMBER, cell->scheduled, (double) NAN, first);
    else if (!isnan(cell->level.mean)) ccs_figure_mean(CCS_FIGURE_SHARE, cell->level.mean, cell->level.half_width, first);
    else if (cell->closed) snprintf(first, sizeof first, "%s", ccs_word("closed"));
    if (!isnan(cell->required)) {
        snprintf(second, sizeof second, "%s", ccs_word(" for "));
        ccs_figure_mean(CCS_FIGURE_NUMBER, cell->required, (double) NAN, &second[5]);
    }
    snprintf(text, sizeof text, "%s%s %s", first, second, CCS_PICTURE_SIGNS[cell->verdict]);
    draw_light(self, cell->verdict, text, at, size);
}

/* The head of a column, over two lines where it has blanks: parted at the one nearest to its middle. */
static void draw_head(const ccs_picture_t *self, const char *label, double x, double width)
{
    const size_t n = strlen(label);
    const double middle = 0.5 * (double) n;
    size_t at = n;
    char first[HEAD_MAX];

    for (size_t i = 1; i + 1 < n && i < HEAD_MAX; i++)
        if (label[i] == ' ' && fabs((double) i - middle) < fabs((double) at - middle)) at = i;
    const double longest = fmax((double) at, at < n ? (double) (n - at) : 0) + 1;
    const ccs_svg_font_t font = {fmin(20, 1.8 * width / longest), CCS_SVG_MIDDLE, CCS_PICTURE_SOFT};

    if (at < n) {
        memcpy(first, label, at);
        first[at] = '\0';
        ccs_svg_text((ccs_svg_at_t){x, CCS_PICTURE_TOP - 14}, font, first, self->to);
    }
    ccs_svg_text((ccs_svg_at_t){x, CCS_PICTURE_TOP + 8}, font, at < n ? &label[at + 1] : label, self->to);
}

void ccs_picture_grid(const ccs_picture_t *self)
{
    const ccs_scope_t *const of = &self->found.scope;
    const ccs_grid_t grid = ccs_grid_there(self->view);
    const uint32_t worst = ccs_worst_place(of, &self->found.worst);
    uint32_t from = worst, to = worst;
    char text[CCS_PROSE_TIME_MAX], title[CCS_PROSE_TIME_MAX + 40];

    if (grid.n == 0 || of->n_open == 0) return;
    while (from > 0 && ccs_view_same_block(of->view, of->open[from - 1], of->open[worst])) from--;
    while (to < of->n_open && ccs_view_same_block(of->view, of->open[to], of->open[worst])) to++;
    while (of->view->report && to - from > PERIODS_MAX) {
        if (worst - from > to - 1 - worst) from++;
        else to--;
    }
    const ccs_svg_at_t size = {(CCS_SVG_WIDTH - 80.0 - CCS_PICTURE_LEFT) / grid.n, (double) HEIGHT / (to - from)};

    if (of->view->report)
        snprintf(title, sizeof title, ccs_word("Staff and service, %.4s, by %s"), self->view->intervals[of->open[worst]],
            ccs_word(of->view->report));
    else
        snprintf(title, sizeof title, ccs_word("Staff and service, %s"),
            ccs_prose_date(self->view->intervals[of->open[worst]], text));
    ccs_picture_begin(self, title,
        to - from == of->n_open ? ""
            : of->view->report  ? "; about the worst time"
                                : "; the day of the worst time");
    for (uint32_t c = 0; c < grid.n; c++)
        draw_head(self, self->view->labels[grid.entities[c]], CCS_PICTURE_LEFT + (c + 0.5) * size.x, size.x);
    for (uint32_t k = from; k < to; k++) {
        const double y = CCS_PICTURE_TOP + 20 + (k - from) * size.y;

        draw_time(self, ccs_prose_begin(self->view->intervals[of->open[k]], false, text), y, size.y);
        for (uint32_t c = 0; c < grid.n; c++) {
            const ccs_grid_cell_t cell = ccs_grid_cell(&grid, c, of->open[k]);

            draw_cell(self, &cell, c < grid.n_groups, (ccs_svg_at_t){CCS_PICTURE_LEFT + c * size.x, y}, size);
        }
    }
    draw_legend(self, &grid, grid.n_groups > 0);
    ccs_svg_end(self->to);
}

/* ---- a week --------------------------------------------------------------------------------------------------------------- */

enum { WEEK_MAX = 7, TIMES_MAX = 96 };
typedef char time_text_t[CCS_PROSE_TIME_MAX];

/* The times at which an interval begins on some day, in order. @return how many; 0: more than there is room for */
static uint32_t times_of(const ccs_picture_t *self, time_text_t times[TIMES_MAX])
{
    const ccs_scope_t *const of = &self->found.scope;
    uint32_t n = 0;

    for (uint32_t k = 0; k < of->n_open; k++) {
        time_text_t time;
        uint32_t at = 0;

        ccs_prose_begin(self->view->intervals[of->open[k]], false, time);
        while (at < n && strcmp(times[at], time) < 0) at++;
        if (at < n && !strcmp(times[at], time)) continue;
        if (n == TIMES_MAX) return 0;
        memmove(times[at + 1 < TIMES_MAX ? at + 1 : at], times[at], (n - at) * sizeof *times);
        memcpy(times[at], time, sizeof time);
        n++;
    }
    return n;
}

/* Days on which the centre opens. */
static uint32_t open_days(const ccs_picture_t *self)
{
    const ccs_scope_t *const of = &self->found.scope;
    uint32_t n = of->n_open > 0;

    for (uint32_t k = 1; k < of->n_open; k++) n += !ccs_view_same_day(self->view, of->open[k - 1], of->open[k]);
    return n;
}

/* "Mon" above each day of a type's block, and the type above all of them. */
static void draw_heads_of(const ccs_picture_t *self, const char *name, double x, double width)
{
    const ccs_scope_t *const of = &self->found.scope;
    const double column = width / open_days(self);
    uint32_t day = 0;
    char text[CCS_PROSE_TIME_MAX];

    ccs_svg_text((ccs_svg_at_t){x + 0.5 * width, CCS_PICTURE_TOP - 16}, (ccs_svg_font_t){22, CCS_SVG_MIDDLE, CCS_PICTURE_TEXT},
        name, self->to);
    for (uint32_t k = 0; k < of->n_open; k++) {
        if (k > 0 && ccs_view_same_day(self->view, of->open[k - 1], of->open[k])) continue;
        ccs_prose_day(self->view->intervals[of->open[k]], text);
        text[strcspn(text, " ")] = '\0';
        ccs_svg_text((ccs_svg_at_t){x + (day++ + 0.5) * column, CCS_PICTURE_TOP + 10}, font_of(26, column / 2, CCS_PICTURE_SOFT),
            text, self->to);
    }
}

/* The column of the grid that a type has; n: it has none. */
static uint32_t column_of(const ccs_grid_t *grid, uint32_t type)
{
    uint32_t column = grid->n_groups;

    while (column < grid->n && grid->entities[column] != grid->view->type_entity[type]) column++;
    return column;
}

static void draw_type(const ccs_picture_t *self, const ccs_grid_t *grid, uint32_t column, const ccs_svg_at_t place[2],
    time_text_t *times)
{
    const ccs_scope_t *const of = &self->found.scope;
    const ccs_svg_at_t at = place[0], size = {place[1].x / open_days(self), place[1].y};
    uint32_t day = 0;

    draw_heads_of(self, self->view->labels[grid->entities[column]], at.x, place[1].x);
    for (uint32_t k = 0; k < of->n_open; k++) {
        const ccs_grid_cell_t cell = ccs_grid_cell(grid, column, of->open[k]);
        char time[CCS_PROSE_TIME_MAX], text[CCS_FIGURE_MAX + 8] = "";
        uint32_t row = 0;

        day += k > 0 && !ccs_view_same_day(self->view, of->open[k - 1], of->open[k]);
        ccs_prose_begin(self->view->intervals[of->open[k]], false, time);
        while (strcmp(times[row], time) != 0) row++;
        if (!isnan(cell.level.mean))
            snprintf(text, sizeof text, "%.0f %s", 100 * cell.level.mean, CCS_PICTURE_SIGNS[cell.verdict]);
        else if (cell.closed) snprintf(text, sizeof text, "%s", ccs_word("closed"));
        draw_light(self, cell.verdict, text, (ccs_svg_at_t){at.x + day * size.x, at.y + row * size.y}, size);
    }
}

void ccs_picture_week(const ccs_picture_t *self)
{
    enum { GAP = 24 };
    const ccs_grid_t grid = ccs_grid_there(self->view);
    const uint32_t n_days = open_days(self);
    uint32_t types[CCS_PICTURE_PANELS_MAX];
    char note[CCS_PICTURE_NOTE_MAX];
    time_text_t times[TIMES_MAX];

    if (grid.n == 0 || self->view->report || n_days < 2 || n_days > WEEK_MAX) return;
    const uint32_t n_types = ccs_picture_types(self->view, types, note), n_times = times_of(self, times);
    const double width = (CCS_SVG_WIDTH - 80.0 - CCS_PICTURE_LEFT + GAP) / n_types,
                 height = n_times > 0 ? (double) HEIGHT / n_times : 0;

    if (n_times == 0) return;
    ccs_picture_begin(self, "Service level in %, day by day", note);
    for (uint32_t i = 0; i < n_times; i++) draw_time(self, times[i], CCS_PICTURE_TOP + 20 + i * height, height);
    for (uint32_t i = 0; i < n_types; i++) {
        const uint32_t column = column_of(&grid, types[i]);

        if (column == grid.n) continue;
        draw_type(self, &grid, column,
            (const ccs_svg_at_t[]){{CCS_PICTURE_LEFT + i * width, CCS_PICTURE_TOP + 20}, {width - GAP, height}}, times);
    }
    draw_legend(self, &grid, false);
    ccs_svg_end(self->to);
}
