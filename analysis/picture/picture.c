/* picture.c - the planner's pictures. Invariant: figures and words are those of the page. */
#include "picture.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "findings.h"
#include "grid.h"
#include "metric.h"
#include "prose.h"
#include "svg.h"
#include "units.h"

static const char TEXT[] = "#16202a", SOFT[] = "#51606e", FAINT[] = "#e7ebef", BLUE[] = "#0072b2", BAND[] = "#cce3f0",
                  RED[] = "#b03a00", GREEN[] = "#00866a";
enum { LEFT = 160, RIGHT = 1380, TOP = 170, BOTTOM = 800, TICKS_MAX = 10, STEPS = 5, HEAD_MAX = 128 };

/* A picture that is being drawn. */
typedef struct {
    const ccs_report_variant_t *variants;
    uint32_t n;
    const ccs_view_t *view;
    ccs_findings_t found;
    ccs_svg_at_t *points; /* [2 * open intervals]: room for a band */
    FILE *to;
} picture_t;

/* A line with its name beside the picture. */
typedef struct {
    uint32_t place; /* of the name, from the top */
    const char *colour, *name;
} curve_t;

/* ---- axes ----------------------------------------------------------------------------------------------------------------- */

static double x_of(const picture_t *self, uint32_t k)
{
    return LEFT + (RIGHT - LEFT) * (k + 0.5) / self->found.scope.n_open;
}

static double y_of(double value, double most)
{
    return BOTTOM - (BOTTOM - TOP) * value / most;
}

/* The least whole multiple of a power of ten of which five steps reach as far. */
static double step_of(double most)
{
    const double power = pow(10, floor(log10(most / STEPS)));

    return power * ceil(most / STEPS / power);
}

static void draw_axes(const picture_t *self, enum ccs_figure_unit unit, double most)
{
    const ccs_scope_t *const of = &self->found.scope;
    const uint32_t every = (of->n_open + TICKS_MAX - 1) / TICKS_MAX;
    char text[CCS_FIGURE_MAX], time[CCS_PROSE_TIME_MAX];

    for (int i = 0; i <= STEPS; i++) {
        const double value = most * i / STEPS, y = y_of(value, most);

        ccs_svg_line((const ccs_svg_at_t[]){{LEFT, y}, {RIGHT, y}}, 2, FAINT, false, self->to);
        ccs_svg_text((ccs_svg_at_t){LEFT - 16, y + 8}, (ccs_svg_font_t){22, CCS_SVG_END, SOFT},
            ccs_figure_mean(unit, value, 0, text), self->to);
    }
    for (uint32_t k = 0; k < of->n_open; k += every)
        ccs_svg_text((ccs_svg_at_t){x_of(self, k), BOTTOM + 36}, (ccs_svg_font_t){of->n_days > 1 ? 15 : 22, CCS_SVG_MIDDLE, SOFT},
            ccs_prose_begin(self->view->intervals[of->open[k]], of->n_days > 1, time), self->to);
}

/* Begins with the title and what was run. */
static void begin(const picture_t *self, const char *title)
{
    const ccs_view_t *const v = self->view;
    char date[CCS_PROSE_TIME_MAX], share[CCS_CONFIDENCE_MAX];
    ccs_prose_t text = {0};

    ccs_prose_add(&text, "%s, %s, ", *v->title ? v->title : v->name,
        v->n_intervals > 0 ? ccs_prose_date(v->intervals[0], date) : "steady state");
    ccs_prose_add_count(&text, v->replications, "replication", "replications");
    ccs_prose_add(&text, ", %s", ccs_view_confidence(v, share));
    ccs_svg_begin(title, ccs_prose_text(&text), self->to);
    ccs_prose_free(&text);
}

/* A line of a figure through the open intervals, broken where it is not defined; its name stands beside, in its colour. */
static void draw_curve(const picture_t *self, const double *values, double most, curve_t curve)
{
    const uint32_t n = self->found.scope.n_open;
    uint32_t n_points = 0;

    for (uint32_t k = 0; k <= n; k++) {
        if (k < n && isfinite(values[k])) {
            self->points[n_points++] = (ccs_svg_at_t){x_of(self, k), y_of(values[k], most)};
            continue;
        }
        if (n_points > 0) ccs_svg_line(self->points, n_points, curve.colour, false, self->to);
        n_points = 0;
    }
    ccs_svg_text((ccs_svg_at_t){RIGHT + 12, TOP + 30.0 * curve.place + 8}, (ccs_svg_font_t){22, CCS_SVG_START, curve.colour},
        curve.name, self->to);
}

/* ---- the pictures --------------------------------------------------------------------------------------------------------- */

/* The interval of the mean, a band between its ends. */
static void draw_band(const picture_t *self, uint32_t metric)
{
    const ccs_scope_t *const of = &self->found.scope;
    uint32_t n = 0, first = 0;

    for (uint32_t k = 0; k <= of->n_open; k++) {
        const ccs_point_t x = k < of->n_open ? ccs_view_point_at(self->view, metric, of->main, of->open[k])
                                             : ccs_point_around((double) NAN, (double) NAN);

        if (isfinite(x.low) && isfinite(x.high)) {
            if (n == 0) first = k;
            self->points[n++] = (ccs_svg_at_t){x_of(self, k), y_of(x.high, 1)};
            continue;
        }
        for (uint32_t back = k; n > 0 && back-- > first;)
            self->points[n++] =
                (ccs_svg_at_t){x_of(self, back), y_of(ccs_view_point_at(self->view, metric, of->main, of->open[back]).low, 1)};
        if (n > 0) ccs_svg_band(self->points, n, BAND, self->to);
        n = 0;
    }
}

static void draw_day(const picture_t *self, double *values)
{
    const ccs_scope_t *const of = &self->found.scope;
    const uint32_t metric = ccs_view_interval_metric(self->view, "service_level");
    char share[CCS_UNITS_TEXT_MAX], text[CCS_UNITS_TEXT_MAX + 16];

    if (metric == CCS_DATA_NONE || of->n_open == 0) return;
    begin(self, "Service level by interval");
    draw_axes(self, CCS_FIGURE_SHARE, 1);
    draw_band(self, metric);
    for (uint32_t i = 0; i < self->view->n_types; i++) {
        const double wanted = self->view->targets[i].wanted_frac;
        bool is_new = !isnan(wanted);

        for (uint32_t k = 0; k < i; k++) is_new = is_new && self->view->targets[k].wanted_frac != wanted;
        if (!is_new) continue;
        ccs_svg_line((const ccs_svg_at_t[]){{LEFT, y_of(wanted, 1)}, {RIGHT, y_of(wanted, 1)}}, 2, RED, true, self->to);
        ccs_units_show_share(wanted, share, sizeof share);
        snprintf(text, sizeof text, "target %s", share);
        ccs_svg_text((ccs_svg_at_t){LEFT + 8, y_of(wanted, 1) - 10}, (ccs_svg_font_t){20, CCS_SVG_START, RED}, text, self->to);
    }
    for (uint32_t k = 0; k < of->n_open; k++) values[k] = ccs_view_point_at(self->view, metric, of->main, of->open[k]).mean;
    draw_curve(self, values, 1, (curve_t){0, BLUE, "Service level"});
    ccs_svg_end(self->to);
}

/* Required agents of all groups in an interval; NAN: not known. */
static double required_in(const ccs_grid_t *grid, uint32_t interval)
{
    double sum = grid->required ? 0 : (double) NAN;

    for (uint32_t g = 0; g < grid->n_groups; g++) sum += ccs_grid_cell(grid, g, interval).required;
    return sum;
}

static void draw_staff(const picture_t *self, double *values)
{
    static const struct {
        const char *metric, *name, *colour;
    } curves[] = {{"scheduled_agents", "Agents scheduled", TEXT}, {"busy_agents", "Agents busy", BLUE}};
    const ccs_scope_t *const of = &self->found.scope;
    const ccs_grid_t grid = ccs_grid_of(self->view);
    double most = 1;

    for (uint32_t k = 0; k < 2 * of->n_open; k++) {
        const uint32_t metric = ccs_view_interval_metric(self->view, curves[k % 2].metric);

        if (metric == CCS_DATA_NONE) return;
        most = fmax(most,
            fmax(ccs_view_point_at(self->view, metric, of->all, of->open[k / 2]).mean, required_in(&grid, of->open[k / 2])));
    }
    if (of->n_open == 0) return;
    most = STEPS * step_of(most);
    begin(self, "Staff against load");
    draw_axes(self, CCS_FIGURE_NUMBER, most);
    for (uint32_t i = 0; i < 2; i++) {
        const uint32_t metric = ccs_view_interval_metric(self->view, curves[i].metric);

        for (uint32_t k = 0; k < of->n_open; k++) values[k] = ccs_view_point_at(self->view, metric, of->all, of->open[k]).mean;
        draw_curve(self, values, most, (curve_t){i, curves[i].colour, curves[i].name});
    }
    for (uint32_t k = 0; k < of->n_open; k++) values[k] = required_in(&grid, of->open[k]);
    if (grid.required) draw_curve(self, values, most, (curve_t){2, GREEN, "Agents required"});
    ccs_svg_end(self->to);
}

/* "12 of 14" of a group, "82 % ✗" of a type. */
static void draw_cell(const picture_t *self, const ccs_grid_cell_t *cell, bool is_group, ccs_svg_at_t at, ccs_svg_at_t size)
{
    static const char *const grounds[] = {"#f6f8fa", "#cdeadf", "#f9cfb8", "#fbe6a8"}, *const signs[] = {"", "✓", "✗", "?"};
    char first[CCS_FIGURE_MAX] = "", second[CCS_FIGURE_MAX + 8] = "", text[2 * CCS_FIGURE_MAX + 24];

    if (is_group) ccs_figure_mean(CCS_FIGURE_NUMBER, cell->scheduled, (double) NAN, first);
    else if (!isnan(cell->level.mean)) ccs_figure_mean(CCS_FIGURE_SHARE, cell->level.mean, cell->level.half_width, first);
    if (!isnan(cell->required)) {
        memcpy(second, " of ", sizeof " of ");
        ccs_figure_mean(CCS_FIGURE_NUMBER, cell->required, (double) NAN, &second[4]);
    }
    snprintf(text, sizeof text, "%s%s %s", first, second, signs[cell->verdict]);
    ccs_svg_rectangle(at, (ccs_svg_at_t){size.x - 2, size.y - 2}, grounds[cell->verdict], self->to);
    ccs_svg_text((ccs_svg_at_t){at.x + size.x / 2, at.y + 0.72 * size.y},
        (ccs_svg_font_t){fmin(22, 0.66 * size.y), CCS_SVG_MIDDLE, TEXT}, text, self->to);
}

/* The head of a column, over two lines where it has blanks: parted at the one nearest to its middle. */
static void draw_head(const picture_t *self, const char *label, double x, double width)
{
    const size_t n = strlen(label);
    const double middle = 0.5 * (double) n;
    size_t at = n;
    char first[HEAD_MAX];

    for (size_t i = 1; i + 1 < n && i < HEAD_MAX; i++)
        if (label[i] == ' ' && fabs((double) i - middle) < fabs((double) at - middle)) at = i;
    const double longest = fmax((double) at, at < n ? (double) (n - at) : 0) + 1;
    const ccs_svg_font_t font = {fmin(20, 1.8 * width / longest), CCS_SVG_MIDDLE, SOFT};

    if (at < n) {
        memcpy(first, label, at);
        first[at] = '\0';
        ccs_svg_text((ccs_svg_at_t){x, TOP - 14}, font, first, self->to);
    }
    ccs_svg_text((ccs_svg_at_t){x, TOP + 8}, font, at < n ? &label[at + 1] : label, self->to);
}

/* A row for each interval of the day in which service is worst. */
static void draw_grid(const picture_t *self)
{
    const ccs_scope_t *const of = &self->found.scope;
    const ccs_grid_t grid = ccs_grid_of(self->view);
    const uint32_t worst = ccs_worst_place(of, &self->found.worst);
    uint32_t from = worst, to = worst;
    char text[CCS_PROSE_TIME_MAX], title[CCS_PROSE_TIME_MAX + 40];

    if (grid.n == 0 || of->n_open == 0) return;
    while (from > 0 && ccs_view_same_day(of->view, of->open[from - 1], of->open[worst])) from--;
    while (to < of->n_open && ccs_view_same_day(of->view, of->open[to], of->open[worst])) to++;
    const ccs_svg_at_t size = {(CCS_SVG_WIDTH - 80.0 - LEFT) / grid.n, (BOTTOM + 60.0 - TOP - 20) / (to - from)};

    snprintf(title, sizeof title, "Staff and service, %s", ccs_prose_date(self->view->intervals[of->open[worst]], text));
    begin(self, title);
    for (uint32_t c = 0; c < grid.n; c++)
        draw_head(self, self->view->labels[grid.entities[c]], LEFT + (c + 0.5) * size.x, size.x);
    for (uint32_t k = from; k < to; k++) {
        const double y = TOP + 20 + (k - from) * size.y;

        ccs_svg_text((ccs_svg_at_t){LEFT - 16, y + 0.72 * size.y}, (ccs_svg_font_t){fmin(22, 0.66 * size.y), CCS_SVG_END, SOFT},
            ccs_prose_begin(self->view->intervals[of->open[k]], false, text), self->to);
        for (uint32_t c = 0; c < grid.n; c++) {
            const ccs_grid_cell_t cell = ccs_grid_cell(&grid, c, of->open[k]);

            draw_cell(self, &cell, c < grid.n_groups, (ccs_svg_at_t){LEFT + c * size.x, y}, size);
        }
    }
    ccs_svg_end(self->to);
}

static void draw_comparison(const picture_t *self)
{
    const char *const main = self->view->entities[self->found.scope.main];
    const double left = 560, height = (double) (BOTTOM - TOP) / (self->n > 0 ? self->n : 1);
    char mean[CCS_FIGURE_MAX], beside[CCS_FIGURE_MAX], text[2 * CCS_FIGURE_MAX];

    if (self->n < 2) return;
    begin(self, "Service level of each variant");
    for (int i = 0; i <= STEPS; i++) {
        const double share = (double) i / STEPS, x = left + (RIGHT - left) * share;

        ccs_svg_line((const ccs_svg_at_t[]){{x, TOP}, {x, BOTTOM}}, 2, FAINT, false, self->to);
        ccs_svg_text((ccs_svg_at_t){x, BOTTOM + 36}, (ccs_svg_font_t){22, CCS_SVG_MIDDLE, SOFT},
            ccs_figure_mean(CCS_FIGURE_SHARE, share, 0, text), self->to);
    }
    for (uint32_t i = 0; i < self->n; i++) {
        const ccs_view_t *const v = self->variants[i].view;
        const uint32_t entity = ccs_view_entity(v, main);
        const ccs_point_t x =
            entity == CCS_DATA_NONE ? ccs_point_around((double) NAN, (double) NAN) : ccs_verdict_service(v, entity);
        const double y = TOP + (i + 0.5) * height;

        ccs_svg_text((ccs_svg_at_t){left - 24, y + 8}, (ccs_svg_font_t){24, CCS_SVG_END, TEXT}, self->variants[i].name, self->to);
        if (!isfinite(x.mean)) continue;
        const double at = left + (RIGHT - left) * x.mean;

        if (isfinite(x.low) && isfinite(x.high))
            ccs_svg_line((const ccs_svg_at_t[]){{left + (RIGHT - left) * x.low, y}, {left + (RIGHT - left) * x.high, y}}, 2, BLUE,
                false, self->to);
        ccs_svg_rectangle((ccs_svg_at_t){at - 7, y - 7}, (ccs_svg_at_t){14, 14}, BLUE, self->to);
        snprintf(text, sizeof text, "%s %s", ccs_figure_mean(CCS_FIGURE_SHARE, x.mean, x.half_width, mean),
            ccs_figure_interval(CCS_FIGURE_SHARE, x.mean, x.low, x.high, beside));
        ccs_svg_text((ccs_svg_at_t){RIGHT + 24, y + 8}, (ccs_svg_font_t){24, CCS_SVG_START, TEXT}, text, self->to);
    }
    ccs_svg_end(self->to);
}

/* ---- all of them ---------------------------------------------------------------------------------------------------------- */

const char *ccs_picture_name(enum ccs_picture picture)
{
#define X(name) #name,
    static const char *const names[] = {CCS_PICTURE_LIST(X)};
#undef X

    return names[picture];
}

int ccs_picture_write(enum ccs_picture picture, const ccs_report_variant_t *variants, uint32_t n, FILE *to, ccs_err_t *err)
{
    picture_t self = {.variants = variants, .n = n, .view = variants->view, .to = to};
    double *values = NULL;
    int ret;

    CCS_TRY(ccs_findings_open(&self.found, self.view, err));
    self.points = calloc(2 * (size_t) self.found.scope.n_open + 1, sizeof *self.points);
    values = calloc((size_t) self.found.scope.n_open + 1, sizeof *values);
    CCS_REQUIRE(self.points && values, ccs_err_set(err, CCS_ERR_NOMEM, NULL, NULL, "out of memory for a picture"));
    switch (picture) {
    case CCS_PICTURE_day: draw_day(&self, values); break;
    case CCS_PICTURE_staff: draw_staff(&self, values); break;
    case CCS_PICTURE_grid: draw_grid(&self); break;
    case CCS_PICTURE_comparison: draw_comparison(&self); break;
    case CCS_N_PICTURES: break;
    }
out:
    free(self.points);
    free(values);
    ccs_findings_free(&self.found);
    return ret;
}
