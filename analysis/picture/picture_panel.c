/* picture_panel.c - axes and lines. Invariant: nothing is drawn through times at which the centre is closed, and no label lies under a line. */
#include <math.h>
#include <string.h>

#include "picture_parts.h"
#include "prose.h"
#include "words.h"

enum {
    TICKS_MAX = 10,
    DATES_MAX = 8, /* of those with a date, which are longer */
    DAYS_MAX = 14,
    NAME_HEIGHT = 34,
    STEPS_MAX = 6,
    BAR_HEIGHT = 14,
    LOGO_HEIGHT = 52,
    BRAND_WIDTH = 300,
    BRAND_RIGHT = CCS_SVG_WIDTH - 80
};

const char *const CCS_PICTURE_GROUNDS[] = {"#f6f8fa", "#cdeadf", "#f9cfb8", "#fbe6a8"},
                  *const CCS_PICTURE_SIGNS[] = {"", "✓", "✗", "?"};

/* ---- the whole picture ----------------------------------------------------------------------------------------------------- */

/* Whose picture it is: a bar along the top, at its right end below it the logo, or the name where there is none. */
static void sign(const ccs_picture_t *self)
{
    const ccs_brand_t *const brand = self->variants->brand;

    if (!brand) return;
    if (brand->colours[0])
        ccs_svg_rectangle((ccs_svg_at_t){0, 0}, (ccs_svg_at_t){CCS_SVG_WIDTH, BAR_HEIGHT}, brand->colours[0], self->to);
    if (brand->logo)
        ccs_svg_image((ccs_svg_at_t){BRAND_RIGHT - BRAND_WIDTH + 20, BAR_HEIGHT + 16},
            (ccs_svg_at_t){BRAND_WIDTH - 20, LOGO_HEIGHT}, brand->logo, self->to);
    else if (brand->name)
        ccs_svg_text((ccs_svg_at_t){BRAND_RIGHT, BAR_HEIGHT + 40},
            (ccs_svg_font_t){fmin(24, 2 * (BRAND_WIDTH - 20) / (1 + (double) strlen(brand->name))), CCS_SVG_END,
                CCS_PICTURE_SOFT},
            brand->name, self->to);
}

void ccs_picture_begin(const ccs_picture_t *self, const char *title, const char *note)
{
    const ccs_view_t *const v = self->view;
    char date[CCS_PROSE_TIME_MAX], share[CCS_CONFIDENCE_MAX];
    ccs_prose_t text = {0};

    if (!self->is_of_all || !ccs_report_has_titles(self->variants, self->n))
        ccs_prose_add(&text, "%s, ", *v->title ? v->title : v->name);
    ccs_prose_add(&text, "%s", v->n_intervals > 0 ? ccs_prose_date(v->intervals[0], date) : ccs_word("steady state"));
    if (self->found.scope.n_days > 1) ccs_prose_add(&text, " to %s", ccs_prose_date(v->intervals[v->n_intervals - 1], date));
    ccs_prose_add(&text, ", ");
    ccs_prose_add_count(&text, v->replications, "replication", "replications");
    ccs_prose_add(&text, ", %s%s", ccs_view_confidence(v, share), ccs_word(note));
    ccs_svg_begin(title, ccs_prose_text(&text), self->variants->brand ? BRAND_WIDTH : 0, self->to);
    ccs_prose_free(&text);
    sign(self);
}

const char *ccs_picture_money(const ccs_view_t *v, uint32_t metric)
{
    return ccs_currency_matters(v, metric) ? ccs_currency_of(v) : "";
}

ccs_panel_t ccs_picture_panel(const ccs_picture_t *self, uint32_t i, uint32_t n, const char *name)
{
    const double height = (double) (CCS_PICTURE_BOTTOM - CCS_PICTURE_TOP + NAME_HEIGHT) / n,
                 top = CCS_PICTURE_TOP - NAME_HEIGHT + i * height;

    ccs_svg_text((ccs_svg_at_t){CCS_PICTURE_LEFT, top + NAME_HEIGHT - 10}, (ccs_svg_font_t){22, CCS_SVG_START, CCS_PICTURE_TEXT},
        name, self->to);
    return (ccs_panel_t){top + NAME_HEIGHT, top + height - (n > 1 ? 10 : 0), 0, 1};
}

double ccs_picture_step(double width, int most)
{
    const double power = pow(10, floor(log10(width / most))), in = width / most / power;

    return power * (in <= 1 ? 1 : in <= 2 ? 2 : in <= 5 ? 5 : 10);
}

void ccs_picture_axis(const ccs_picture_t *self, ccs_panel_t *panel, enum ccs_figure_unit unit)
{
    const bool low = panel->bottom - panel->top < 240;
    const double width = panel->most - panel->least,
                 step = unit == CCS_FIGURE_SHARE ? width / (low ? 2 : 4) : ccs_picture_step(low ? 2 * width : width, STEPS_MAX);
    char text[CCS_FIGURE_MAX];

    panel->most = panel->least + step * ceil(width / step - 1e-9);
    const int n = (int) lround((panel->most - panel->least) / step);

    for (int i = 0; i <= n; i++) {
        const double value = panel->least + step * i, y = ccs_panel_y(panel, value);

        ccs_svg_rectangle((ccs_svg_at_t){CCS_PICTURE_LEFT, y - 1}, (ccs_svg_at_t){CCS_PICTURE_RIGHT - CCS_PICTURE_LEFT, 2},
            CCS_PICTURE_FAINT, self->to);
        ccs_svg_text((ccs_svg_at_t){CCS_PICTURE_LEFT - 16, y + 7}, (ccs_svg_font_t){20, CCS_SVG_END, CCS_PICTURE_SOFT},
            ccs_figure_mean(unit, value, 0, text), self->to);
    }
}

/* ---- time ----------------------------------------------------------------------------------------------------------------- */

bool ccs_picture_follows(const ccs_picture_t *self, uint32_t k)
{
    const ccs_scope_t *const of = &self->found.scope;

    if (self->view->report) return k + 1 < of->n_open; /* from month to month there is no night */
    return k + 1 < of->n_open && self->view->interval_end_s[of->open[k]] >= self->view->interval_start_s[of->open[k + 1]];
}

static void label(const ccs_picture_t *self, double x, const char *text)
{
    ccs_svg_text((ccs_svg_at_t){x, CCS_PICTURE_BOTTOM + 36}, (ccs_svg_font_t){20, CCS_SVG_MIDDLE, CCS_PICTURE_SOFT}, text,
        self->to);
}

/* Each day below its middle; of many some. */
static void label_days(const ccs_picture_t *self)
{
    const ccs_scope_t *const of = &self->found.scope;
    const uint32_t every = (of->n_days + DAYS_MAX - 1) / DAYS_MAX;
    char text[CCS_PROSE_TIME_MAX];
    uint32_t day = 0;

    for (uint32_t from = 0, to; from < of->n_open; from = to) {
        to = from + 1;
        while (to < of->n_open && ccs_view_same_day(self->view, of->open[from], of->open[to])) to++;
        if (day++ % every == 0)
            label(self, 0.5 * (self->x[from] + self->x[to - 1]), ccs_prose_day(self->view->intervals[of->open[from]], text));
    }
}

void ccs_picture_times(const ccs_picture_t *self)
{
    const ccs_scope_t *const of = &self->found.scope;
    const uint32_t most = self->view->report ? DATES_MAX : TICKS_MAX, every = (of->n_open + most - 1) / most;
    char text[CCS_PROSE_TIME_MAX];

    if (of->n_days > 1 && !self->view->report) {
        label_days(self);
        return;
    }
    for (uint32_t k = 0; k < of->n_open; k += every)
        label(self, self->x[k], ccs_prose_begin(self->view->intervals[of->open[k]], false, text));
}

/* ---- lines ---------------------------------------------------------------------------------------------------------------- */

double ccs_panel_y(const ccs_panel_t *panel, double value)
{
    const double share = (value - panel->least) / (panel->most - panel->least);

    return panel->bottom - (panel->bottom - panel->top) * fmin(fmax(share, 0), 1);
}

void ccs_picture_curve(const ccs_picture_t *self, const ccs_panel_t *panel, const char *colour, bool dashed)
{
    uint32_t n = 0;

    for (uint32_t k = 0; k < self->found.scope.n_open; k++) {
        if (isfinite(self->values[k])) self->points[n++] = (ccs_svg_at_t){self->x[k], ccs_panel_y(panel, self->values[k])};
        if (isfinite(self->values[k]) && ccs_picture_follows(self, k)) continue;
        if (n > 0) ccs_svg_line(self->points, n, colour, dashed, self->to);
        n = 0;
    }
}

/* The band over the open intervals first .. last, all of them defined. */
static void band_of(const ccs_picture_t *self, const ccs_panel_t *panel, const uint32_t run[2], const uint32_t of[2])
{
    const uint32_t *const open = self->found.scope.open;
    uint32_t n = 0;

    for (uint32_t k = run[0]; k <= run[1]; k++)
        self->points[n++] =
            (ccs_svg_at_t){self->x[k], ccs_panel_y(panel, ccs_view_point_at(self->view, of[0], of[1], open[k]).high)};
    for (uint32_t k = run[1] + 1; k-- > run[0];)
        self->points[n++] =
            (ccs_svg_at_t){self->x[k], ccs_panel_y(panel, ccs_view_point_at(self->view, of[0], of[1], open[k]).low)};
    ccs_svg_band(self->points, n, self->tint, self->to);
}

void ccs_picture_band(const ccs_picture_t *self, const ccs_panel_t *panel, uint32_t metric, uint32_t entity)
{
    const ccs_scope_t *const scope = &self->found.scope;
    uint32_t first = CCS_DATA_NONE;

    for (uint32_t k = 0; k < scope->n_open; k++) {
        const ccs_point_t x = ccs_view_point_at(self->view, metric, entity, scope->open[k]);
        const bool known = isfinite(x.low) && isfinite(x.high);

        if (known && first == CCS_DATA_NONE) first = k;
        if (first == CCS_DATA_NONE || (known && ccs_picture_follows(self, k))) continue;
        band_of(self, panel, (const uint32_t[]){first, known ? k : k - 1}, (const uint32_t[]){metric, entity});
        first = CCS_DATA_NONE;
    }
}
