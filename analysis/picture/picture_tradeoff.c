/* picture_tradeoff.c - work or cost against satisfaction: a point for each variant, filled where no other one beats it. */
#include <math.h>
#include <stdlib.h>

#include "metric.h"
#include "picture_parts.h"
#include "words.h"

enum { LEAST_VARIANTS = 3, BOX = 16, STEPS = 4, RIGHT_FROM = 1000 };
static const double MARGIN = 0.12; /* beside the outermost points, of what lies between them */

/* The range of an axis. */
typedef struct {
    double least, most;
} range_t;

static range_t range_of(const ccs_front_t *f, uint32_t axis)
{
    range_t r = {INFINITY, -INFINITY};

    for (uint32_t i = 0; i < f->of.n; i++) {
        const ccs_point_t x = ccs_front_point(f, i, axis);

        r.least = fmin(r.least, isnan(x.low) ? x.mean : x.low);
        r.most = fmax(r.most, isnan(x.high) ? x.mean : x.high);
    }
    const double room = r.most > r.least ? MARGIN * (r.most - r.least) : fabs(r.most) * MARGIN + 1e-9;

    return (range_t){r.least - room, r.most + room};
}

static double part_of(range_t r, double x)
{
    return (x - r.least) / (r.most - r.least);
}

static double x_at(range_t r, double x)
{
    return CCS_PICTURE_LEFT + part_of(r, x) * (CCS_PICTURE_RIGHT - CCS_PICTURE_LEFT);
}

static double y_at(range_t r, double y)
{
    return CCS_PICTURE_BOTTOM - part_of(r, y) * (CCS_PICTURE_BOTTOM - CCS_PICTURE_TOP);
}

static enum ccs_figure_unit unit_of(const ccs_front_t *f, uint32_t axis)
{
    const ccs_view_t *const v = f->of.views[0];

    return ccs_figure_unit(v->units[f->axes[axis].metric], v->kinds[f->axes[axis].metric]);
}

static void draw_axes(const ccs_picture_t *self, const ccs_front_t *f, const range_t ranges[2], uint32_t upwards)
{
    const ccs_svg_font_t soft = {22, CCS_SVG_MIDDLE, CCS_PICTURE_SOFT}, side = {22, CCS_SVG_END, CCS_PICTURE_SOFT};
    const double width = CCS_PICTURE_RIGHT - CCS_PICTURE_LEFT, height = CCS_PICTURE_BOTTOM - CCS_PICTURE_TOP;
    char text[CCS_FIGURE_MAX];

    for (int i = 0; i <= STEPS; i++) {
        const double part = (double) i / STEPS, x = CCS_PICTURE_LEFT + part * width, y = CCS_PICTURE_BOTTOM - part * height;
        const double across = ranges[0].least + part * (ranges[0].most - ranges[0].least),
                     up = ranges[1].least + part * (ranges[1].most - ranges[1].least);

        ccs_svg_rectangle((ccs_svg_at_t){x - 1, CCS_PICTURE_TOP}, (ccs_svg_at_t){2, height}, CCS_PICTURE_FAINT, self->to);
        ccs_svg_rectangle((ccs_svg_at_t){CCS_PICTURE_LEFT, y - 1}, (ccs_svg_at_t){width, 2}, CCS_PICTURE_FAINT, self->to);
        ccs_svg_text((ccs_svg_at_t){x, CCS_PICTURE_BOTTOM + 32}, soft,
            ccs_figure_mean(unit_of(f, 0), across, (ranges[0].most - ranges[0].least) / 20, text), self->to);
        ccs_svg_text((ccs_svg_at_t){CCS_PICTURE_LEFT - 14, y + 8}, side,
            ccs_figure_mean(unit_of(f, upwards), up, (ranges[1].most - ranges[1].least) / 20, text), self->to);
    }
    ccs_svg_text((ccs_svg_at_t){CCS_PICTURE_RIGHT, CCS_PICTURE_BOTTOM + 68}, side,
        ccs_metric_label(f->of.views[0]->metrics[f->axes[0].metric]), self->to);
}

static void draw_point(const ccs_picture_t *self, const ccs_front_t *f, uint32_t variant, const range_t ranges[2],
    uint32_t upwards)
{
    const ccs_point_t a = ccs_front_point(f, variant, 0), b = ccs_front_point(f, variant, upwards);
    const char *const colour = f->rows[variant].is_on ? CCS_PICTURE_BLUE : CCS_PICTURE_RED;
    const double x = x_at(ranges[0], a.mean), y = y_at(ranges[1], b.mean);
    const bool is_right = x > RIGHT_FROM; /* there names stand at the left of their points, or they would leave the picture */

    if (!isfinite(x) || !isfinite(y)) return;
    if (isfinite(a.low) && isfinite(a.high))
        ccs_svg_line((const ccs_svg_at_t[]){{x_at(ranges[0], a.low), y}, {x_at(ranges[0], a.high), y}}, 2, colour, false,
            self->to);
    if (isfinite(b.low) && isfinite(b.high))
        ccs_svg_line((const ccs_svg_at_t[]){{x, y_at(ranges[1], b.low)}, {x, y_at(ranges[1], b.high)}}, 2, colour, false,
            self->to);
    ccs_svg_rectangle((ccs_svg_at_t){x - BOX / 2.0, y - BOX / 2.0}, (ccs_svg_at_t){BOX, BOX}, colour, self->to);
    ccs_svg_text((ccs_svg_at_t){is_right ? x - BOX : x + BOX, y - BOX},
        (ccs_svg_font_t){24, is_right ? CCS_SVG_END : CCS_SVG_START, CCS_PICTURE_TEXT}, self->variants[variant].name, self->to);
}

void ccs_picture_tradeoff(const ccs_picture_t *self)
{
    const ccs_front_t *const f = &self->front;
    const uint32_t upwards = ccs_front_upwards(f);
    char title[160];

    if (f->n_axes < 2) return;
    const range_t ranges[] = {range_of(f, 0), range_of(f, upwards)};

    snprintf(title, sizeof title, ccs_word("%.70s against %.70s"),
        ccs_word(ccs_metric_label(f->of.views[0]->metrics[f->axes[upwards].metric])),
        ccs_word(ccs_metric_label(f->of.views[0]->metrics[f->axes[0].metric])));
    ccs_picture_begin(self, title, ". Blue: beaten by no other variant");
    draw_axes(self, f, ranges, upwards);
    for (uint32_t i = 0; i < f->of.n; i++) draw_point(self, f, i, ranges, upwards);
    ccs_svg_end(self->to);
}

int ccs_picture_weigh(ccs_picture_t *self, bool by_cost, ccs_err_t *err)
{
    const uint32_t all = self->found.scope.all, fcr = ccs_view_metric(self->view, "fcr");
    const ccs_view_t **const views = calloc(self->n, sizeof(const ccs_view_t *));
    ccs_front_axis_t axes[CCS_FRONT_AXES_MAX];
    int ret = 0;

    self->views = views;
    self->compares = calloc(self->n, sizeof *self->compares);
    CCS_REQUIRE(views && self->compares, CCS_ERR_NOMEM);
    if (self->n < LEAST_VARIANTS || fcr == CCS_DATA_NONE || all == CCS_DATA_NONE || !ccs_view_applies(self->view, fcr, all))
        goto out;
    for (uint32_t i = 0; i < self->n; i++) views[i] = self->variants[i].view;
    for (uint32_t i = 1; i < self->n; i++) CCS_TRY(ccs_compare_open(&self->compares[i], views[0], views[i], err));
    const ccs_front_of_t of = {views, self->compares, self->n, all};
    const uint32_t n_axes = ccs_front_axes_default(&of, axes);

    CCS_TRY(ccs_front_open(&self->front, &of, axes, n_axes));
    if (n_axes <= 1) goto out;
    const uint32_t metric = by_cost ? axes[0].metric : axes[ccs_front_upwards(&self->front)].metric;

    if (by_cost && strcmp(self->view->metrics[metric], "cost_per_resolution") != 0) goto out;
    CCS_TRY(ccs_tornado_open(&self->tornado, self->compares, self->n, (const uint32_t[]){metric, all}));
out:
    if (ret == CCS_ERR_NOMEM) (void) ccs_err_set(err, CCS_ERR_NOMEM, NULL, NULL, "out of memory for a picture");
    return ret;
}

void ccs_picture_unweigh(ccs_picture_t *self)
{
    ccs_tornado_free(&self->tornado);
    ccs_front_free(&self->front);
    for (uint32_t i = 1; self->compares && i < self->n; i++) ccs_compare_free(&self->compares[i]);
    free(self->compares);
    free(self->views);
}
