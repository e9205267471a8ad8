/* picture_tornado.c - which change matters most: a bar for each variant, those of one change in a row, the largest first. */
#include <math.h>

#include "metric.h"
#include "picture_parts.h"
#include "words.h"

enum { NAMES = 460, END = 1330, ROWS_MAX = 14, BAR = 26 };

/* From what to what all bars and their intervals reach; 0 lies within. */
typedef struct {
    double least, most;
} range_t;

static void widen(range_t *r, ccs_difference_t d)
{
    r->least = fmin(r->least, d.mean - d.half_width);
    r->most = fmax(r->most, d.mean + d.half_width);
}

static range_t range_of(const ccs_tornado_t *tornado, uint32_t n)
{
    range_t r = {0, 0};

    for (uint32_t i = 0; i < n; i++)
        for (uint32_t side = 0; side < 2; side++)
            if (tornado->rows[i].variants[side] != CCS_DATA_NONE) widen(&r, tornado->rows[i].differences[side]);
    return r.most > r.least ? r : (range_t){-1, 1};
}

static double x_at(range_t r, double x)
{
    return NAMES + (x - r.least) / (r.most - r.least) * (END - NAMES);
}

static const char *colour_of(enum ccs_change change)
{
    return change == CCS_CHANGE_BETTER ? CCS_PICTURE_BLUE : change == CCS_CHANGE_WORSE ? CCS_PICTURE_RED : CCS_PICTURE_SOFT;
}

static void draw_side(const ccs_picture_t *self, range_t r, ccs_difference_t d, double y)
{
    const double zero = x_at(r, 0), x = x_at(r, d.mean);

    ccs_svg_rectangle((ccs_svg_at_t){fmin(zero, x), y - BAR / 2.0}, (ccs_svg_at_t){fabs(x - zero), BAR}, colour_of(d.change),
        self->to);
    if (d.half_width > 0)
        ccs_svg_line((const ccs_svg_at_t[]){{x_at(r, d.mean - d.half_width), y}, {x_at(r, d.mean + d.half_width), y}}, 2,
            CCS_PICTURE_TEXT, false, self->to);
}

/* "-3.1 ± 0.4 points": of two sides the larger one. */
static void draw_figure(const ccs_picture_t *self, const ccs_tornado_t *tornado, const ccs_tornado_row_t *row, double y)
{
    const uint32_t side =
        row->variants[1] != CCS_DATA_NONE && fabs(row->differences[1].mean) > fabs(row->differences[0].mean) ? 1 : 0;
    const ccs_difference_t d = row->differences[side];
    const enum ccs_figure_unit unit = ccs_figure_unit(self->view->units[tornado->metric], self->view->kinds[tornado->metric]);
    char mean[CCS_FIGURE_MAX], half_width[CCS_FIGURE_MAX], text[3 * CCS_FIGURE_MAX];

    snprintf(text, sizeof text, "%s %s %.8s", ccs_figure_difference(unit, d.mean, d.half_width, mean),
        ccs_figure_half_width(unit, fabs(d.mean), d.half_width, half_width), ccs_picture_money(self->view, tornado->metric));
    ccs_svg_text((ccs_svg_at_t){END + 24, y + 8}, (ccs_svg_font_t){22, CCS_SVG_START, CCS_PICTURE_TEXT}, text, self->to);
}

static void draw_row(const ccs_picture_t *self, const ccs_tornado_t *tornado, const ccs_tornado_row_t *row, range_t r, double y)
{
    const char *const name = ccs_report_factor(self->variants, self->n, row->name, row->variants);

    ccs_svg_text((ccs_svg_at_t){NAMES - 24, y + 8},
        (ccs_svg_font_t){ccs_svg_size(24, NAMES - 40, name), CCS_SVG_END, CCS_PICTURE_TEXT}, name, self->to);
    for (uint32_t side = 0; side < 2; side++)
        if (row->variants[side] != CCS_DATA_NONE) draw_side(self, r, row->differences[side], y);
    draw_figure(self, tornado, row, y);
}

void ccs_picture_tornado(const ccs_picture_t *self)
{
    const ccs_tornado_t *const tornado = &self->tornado;
    const uint32_t n = tornado->n_rows < ROWS_MAX ? tornado->n_rows : ROWS_MAX;

    if (n == 0) return;
    const range_t r = range_of(tornado, n);
    const double zero = x_at(r, 0), each = (double) (CCS_PICTURE_BOTTOM - CCS_PICTURE_TOP) / (n > 4 ? n : 4);
    const char *const label = ccs_word(ccs_metric_label(self->view->metrics[tornado->metric]));
    char title[240], note[CCS_PICTURE_NOTE_MAX];

    if (ccs_report_has_titles(self->variants, self->n))
        snprintf(title, sizeof title, ccs_word("%.100s: differences from %.100s"), label, self->variants->name);
    else snprintf(title, sizeof title, ccs_word("What matters most for: %.100s"), label);
    snprintf(note, sizeof note, ccs_word(". Blue: better, red: worse%s"),
        n < tornado->n_rows ? ccs_word("; the largest only") : "");
    ccs_picture_begin(self, title, note);
    ccs_svg_rectangle((ccs_svg_at_t){zero - 1, CCS_PICTURE_TOP}, (ccs_svg_at_t){2, CCS_PICTURE_BOTTOM - CCS_PICTURE_TOP},
        CCS_PICTURE_SOFT, self->to);
    for (uint32_t i = 0; i < n; i++) draw_row(self, tornado, &tornado->rows[i], r, CCS_PICTURE_TOP + (i + 0.5) * each);
    ccs_svg_end(self->to);
}

/* The same of what a resolution costs: ccs_picture_weigh has ranked by that. */
void ccs_picture_tornado_cost(const ccs_picture_t *self)
{
    ccs_picture_tornado(self);
}
