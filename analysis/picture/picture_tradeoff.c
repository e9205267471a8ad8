/* picture_tradeoff.c - work or cost against satisfaction: a point for each variant, filled where no other one beats it. */
#include <math.h>
#include <stdlib.h>

#include "metric.h"
#include "picture_parts.h"
#include "words.h"

enum { LEAST_VARIANTS = 3, BOX = 16, STEPS = 6, NAME_SIZE = 24, NAMES_MAX = 64, N_PLACES = 6 };
static const double MARGIN = 0.12; /* beside the outermost points, of what lies between them */

/* The range of an axis: whole steps. */
typedef struct {
    double least, most, step;
} range_t;

static range_t range_of(const ccs_front_t *f, uint32_t axis)
{
    range_t r = {INFINITY, -INFINITY, 0};

    for (uint32_t i = 0; i < f->of.n; i++) {
        const ccs_point_t x = ccs_front_point(f, i, axis);

        r.least = fmin(r.least, isnan(x.low) ? x.mean : x.low);
        r.most = fmax(r.most, isnan(x.high) ? x.mean : x.high);
    }
    const double room = r.most > r.least ? MARGIN * (r.most - r.least) : fabs(r.most) * MARGIN + 1e-9;

    r.step = ccs_picture_step(r.most - r.least + 2 * room, STEPS);
    r.least = r.step * floor((r.least - room) / r.step);
    r.most = r.step * ceil((r.most + room) / r.step);
    return r;
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

/* The lines of an axis, each with its figure. */
static void draw_axis(const ccs_picture_t *self, range_t r, enum ccs_figure_unit unit, bool up)
{
    const int n = (int) lround((r.most - r.least) / r.step);
    char text[CCS_FIGURE_MAX];

    for (int i = 0; i <= n; i++) {
        const double value = r.least + i * r.step;

        (void) ccs_figure_mean(unit, value, r.step / 2, text);
        if (up) {
            ccs_svg_rectangle((ccs_svg_at_t){CCS_PICTURE_LEFT, y_at(r, value) - 1},
                (ccs_svg_at_t){CCS_PICTURE_RIGHT - CCS_PICTURE_LEFT, 2}, CCS_PICTURE_FAINT, self->to);
            ccs_svg_text((ccs_svg_at_t){CCS_PICTURE_LEFT - 14, y_at(r, value) + 8},
                (ccs_svg_font_t){22, CCS_SVG_END, CCS_PICTURE_SOFT}, text, self->to);
        } else {
            ccs_svg_rectangle((ccs_svg_at_t){x_at(r, value) - 1, CCS_PICTURE_TOP},
                (ccs_svg_at_t){2, CCS_PICTURE_BOTTOM - CCS_PICTURE_TOP}, CCS_PICTURE_FAINT, self->to);
            ccs_svg_text((ccs_svg_at_t){x_at(r, value), CCS_PICTURE_BOTTOM + 32},
                (ccs_svg_font_t){22, CCS_SVG_MIDDLE, CCS_PICTURE_SOFT}, text, self->to);
        }
    }
}

/* "Cost per resolution, USD" */
static void name_axis(const ccs_picture_t *self, uint32_t metric)
{
    const char *const money = ccs_picture_money(self->view, metric);
    char text[160];

    snprintf(text, sizeof text, "%.120s%s%.8s", ccs_word(ccs_metric_label(self->view->metrics[metric])), *money ? ", " : "",
        money);
    ccs_svg_text((ccs_svg_at_t){CCS_PICTURE_RIGHT, CCS_PICTURE_BOTTOM + 68}, (ccs_svg_font_t){22, CCS_SVG_END, CCS_PICTURE_SOFT},
        text, self->to);
}

/* ---- points ----------------------------------------------------------------------------------------------------------------- */

/* What a name or a point covers. */
typedef struct {
    double left, top, right, bottom;
} box_t;

/* What is taken already. */
typedef struct {
    box_t boxes[2 * NAMES_MAX];
    uint32_t n;
} taken_t;

static double overlap(const box_t *a, const box_t *b)
{
    const double x = fmin(a->right, b->right) - fmax(a->left, b->left), y = fmin(a->bottom, b->bottom) - fmax(a->top, b->top);

    return x > 0 && y > 0 ? x * y : 0;
}

/* What of a place is taken, or beyond the picture. */
static double trouble(const taken_t *taken, const box_t *box)
{
    const box_t outside[] = {{-1e4, -1e4, 0, 1e4}, {CCS_SVG_WIDTH, -1e4, 1e4, 1e4}, {-1e4, -1e4, 1e4, CCS_PICTURE_TOP - 30},
        {-1e4, CCS_PICTURE_BOTTOM, 1e4, 1e4}};
    double sum = 0;

    for (size_t i = 0; i < sizeof outside / sizeof *outside; i++) sum += overlap(&outside[i], box);
    for (uint32_t i = 0; i < taken->n; i++) sum += overlap(&taken->boxes[i], box);
    return sum;
}

/* The place i of a name about a point: right above, right below, right, then the same at the left. */
static box_t place_of(ccs_svg_at_t at, double width, int i)
{
    static const double up[] = {-BOX - NAME_SIZE, BOX, -0.5 * NAME_SIZE};
    const double left = i < N_PLACES / 2 ? at.x + BOX : at.x - BOX - width, top = at.y + up[i % (N_PLACES / 2)];

    return (box_t){left, top, left + width, top + NAME_SIZE};
}

static void draw_name(const ccs_picture_t *self, ccs_svg_at_t at, const char *name, taken_t *taken)
{
    const double width = 0.55 * NAME_SIZE * (double) strlen(name);
    box_t best = place_of(at, width, 0);

    for (int i = 1; i < N_PLACES && trouble(taken, &best) > 0; i++) {
        const box_t other = place_of(at, width, i);

        if (trouble(taken, &other) < trouble(taken, &best)) best = other;
    }
    if (taken->n < sizeof taken->boxes / sizeof *taken->boxes) taken->boxes[taken->n++] = best;
    const bool is_left = best.left < at.x;

    ccs_svg_text((ccs_svg_at_t){is_left ? best.right : best.left, best.bottom - 4},
        (ccs_svg_font_t){NAME_SIZE, is_left ? CCS_SVG_END : CCS_SVG_START, CCS_PICTURE_TEXT}, name, self->to);
}

static ccs_svg_at_t at_of(const ccs_front_t *f, uint32_t variant, const range_t ranges[2], uint32_t upwards)
{
    return (ccs_svg_at_t){x_at(ranges[0], ccs_front_point(f, variant, 0).mean),
        y_at(ranges[1], ccs_front_point(f, variant, upwards).mean)};
}

static void draw_point(const ccs_picture_t *self, const ccs_front_t *f, uint32_t variant, const range_t ranges[2],
    uint32_t upwards)
{
    const ccs_point_t a = ccs_front_point(f, variant, 0), b = ccs_front_point(f, variant, upwards);
    const char *const colour = f->rows[variant].is_on ? CCS_PICTURE_BLUE : CCS_PICTURE_RED;
    const ccs_svg_at_t at = at_of(f, variant, ranges, upwards);

    if (isfinite(a.low) && isfinite(a.high))
        ccs_svg_line((const ccs_svg_at_t[]){{x_at(ranges[0], a.low), at.y}, {x_at(ranges[0], a.high), at.y}}, 2, colour, false,
            self->to);
    if (isfinite(b.low) && isfinite(b.high))
        ccs_svg_line((const ccs_svg_at_t[]){{at.x, y_at(ranges[1], b.low)}, {at.x, y_at(ranges[1], b.high)}}, 2, colour, false,
            self->to);
    ccs_svg_rectangle((ccs_svg_at_t){at.x - BOX / 2.0, at.y - BOX / 2.0}, (ccs_svg_at_t){BOX, BOX}, colour, self->to);
}

/* Points first, with their intervals, so that no name comes to lie on one; then names where there is room. */
static void draw_points(const ccs_picture_t *self, const ccs_front_t *f, const range_t ranges[2], uint32_t upwards)
{
    taken_t taken = {.n = 0};

    for (uint32_t i = 0; i < f->of.n; i++) {
        const ccs_svg_at_t at = at_of(f, i, ranges, upwards);
        const ccs_point_t b = ccs_front_point(f, i, upwards);
        const double high = isfinite(b.high) ? y_at(ranges[1], b.high) : at.y,
                     low = isfinite(b.low) ? y_at(ranges[1], b.low) : at.y;

        if (!isfinite(at.x) || !isfinite(at.y)) continue;
        draw_point(self, f, i, ranges, upwards);
        if (taken.n < NAMES_MAX)
            taken.boxes[taken.n++] =
                (box_t){at.x - BOX / 2.0, fmin(high, at.y - BOX / 2.0), at.x + BOX / 2.0, fmax(low, at.y + BOX / 2.0)};
    }
    for (uint32_t i = 0; i < f->of.n; i++) {
        const ccs_svg_at_t at = at_of(f, i, ranges, upwards);

        if (isfinite(at.x) && isfinite(at.y)) draw_name(self, at, self->variants[i].name, &taken);
    }
}

void ccs_picture_tradeoff(const ccs_picture_t *self)
{
    const ccs_front_t *const f = &self->front;
    const uint32_t upwards = ccs_front_upwards(f);
    char title[160];

    if (f->n_axes < 2) return;
    const range_t ranges[] = {range_of(f, 0), range_of(f, upwards)};
    const char *const across = ccs_word(ccs_metric_label(self->view->metrics[f->axes[0].metric]));

    snprintf(title, sizeof title, ccs_word("%.70s against %c%.70s"),
        ccs_word(ccs_metric_label(self->view->metrics[f->axes[upwards].metric])), ccs_word_within(across[0]), &across[1]);
    ccs_picture_begin(self, title, ". Blue: beaten by no other variant");
    draw_axis(self, ranges[0], unit_of(f, 0), false);
    draw_axis(self, ranges[1], unit_of(f, upwards), true);
    name_axis(self, f->axes[0].metric);
    draw_points(self, f, ranges, upwards);
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
