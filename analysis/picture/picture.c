/* picture.c - the planner's pictures: which there are, and the variants side by side. Invariant: figures and words are those of the page. */
#include "picture.h"

#include <math.h>
#include <stdlib.h>

#include "picture_parts.h"

/* ---- variants ------------------------------------------------------------------------------------------------------------- */

enum { NAMES = 560, FIGURES = 1300, STEPS = 5 };

static double x_of(double share)
{
    return NAMES + (FIGURES - NAMES) * share;
}

static void draw_shares(const ccs_picture_t *self)
{
    char text[CCS_FIGURE_MAX];

    for (int i = 0; i <= STEPS; i++) {
        const double share = (double) i / STEPS;

        ccs_svg_rectangle((ccs_svg_at_t){x_of(share) - 1, CCS_PICTURE_TOP},
            (ccs_svg_at_t){2, CCS_PICTURE_BOTTOM - CCS_PICTURE_TOP}, CCS_PICTURE_FAINT, self->to);
        ccs_svg_text((ccs_svg_at_t){x_of(share), CCS_PICTURE_BOTTOM + 36}, (ccs_svg_font_t){22, CCS_SVG_MIDDLE, CCS_PICTURE_SOFT},
            ccs_figure_mean(CCS_FIGURE_SHARE, share, 0, text), self->to);
    }
}

/* The service level of a variant with its interval, and both in figures. */
static void draw_variant(const ccs_picture_t *self, const ccs_report_variant_t *variant, double y)
{
    const ccs_view_t *const v = variant->view;
    const uint32_t entity = ccs_view_entity(v, self->view->entities[self->found.scope.main]);
    const ccs_point_t x = entity == CCS_DATA_NONE ? ccs_point_around((double) NAN, (double) NAN) : ccs_verdict_service(v, entity);
    char mean[CCS_FIGURE_MAX], beside[CCS_FIGURE_MAX], text[2 * CCS_FIGURE_MAX];

    ccs_svg_text((ccs_svg_at_t){NAMES - 24, y + 8}, (ccs_svg_font_t){24, CCS_SVG_END, CCS_PICTURE_TEXT}, variant->name, self->to);
    if (!isfinite(x.mean)) return;
    if (isfinite(x.low) && isfinite(x.high))
        ccs_svg_line((const ccs_svg_at_t[]){{x_of(x.low), y}, {x_of(x.high), y}}, 2, self->first, false, self->to);
    ccs_svg_rectangle((ccs_svg_at_t){x_of(x.mean) - 7, y - 7}, (ccs_svg_at_t){14, 14}, self->first, self->to);
    snprintf(text, sizeof text, "%s %s", ccs_figure_mean(CCS_FIGURE_SHARE, x.mean, x.half_width, mean),
        ccs_figure_interval(CCS_FIGURE_SHARE, x.mean, x.low, x.high, beside));
    ccs_svg_text((ccs_svg_at_t){FIGURES + 24, y + 8}, (ccs_svg_font_t){24, CCS_SVG_START, CCS_PICTURE_TEXT}, text, self->to);
}

void ccs_picture_comparison(const ccs_picture_t *self)
{
    if (self->n < 2) return;
    ccs_picture_begin(self, "Service level of each variant", "");
    draw_shares(self);
    for (uint32_t i = 0; i < self->n; i++)
        draw_variant(self, &self->variants[i], CCS_PICTURE_TOP + (i + 0.5) * (CCS_PICTURE_BOTTOM - CCS_PICTURE_TOP) / self->n);
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

/* Where each open interval stands: as many slots as there are, and one more for each pause. */
static void place_intervals(ccs_picture_t *self)
{
    const uint32_t n = self->found.scope.n_open;
    uint32_t n_slots = n, at = 0;

    for (uint32_t k = 0; k + 1 < n; k++) n_slots += !ccs_picture_follows(self, k);
    self->slot = (double) (CCS_PICTURE_RIGHT - CCS_PICTURE_LEFT) / (n_slots > 0 ? n_slots : 1);
    for (uint32_t k = 0; k < n; k++) {
        self->x[k] = CCS_PICTURE_LEFT + (at + 0.5) * self->slot;
        at += ccs_picture_follows(self, k) ? 1 : 2;
    }
}

/* Those of a brand, but where a colour says what is better or worse. */
static void choose_colours(ccs_picture_t *self)
{
    const ccs_brand_t *const brand = self->variants->brand;

    self->first = brand && brand->colours[0] ? brand->colours[0] : CCS_PICTURE_BLUE;
    self->second = brand && brand->colours[1] ? brand->colours[1] : CCS_PICTURE_GREEN;
    self->tint = brand && brand->tint ? brand->tint : CCS_PICTURE_BAND;
}

int ccs_picture_write(enum ccs_picture picture, const ccs_report_variant_t *variants, uint32_t n, FILE *to, ccs_err_t *err)
{
    ccs_picture_t self = {.variants = variants, .n = n, .view = variants->view, .to = to};
    int ret;

    choose_colours(&self);
    CCS_TRY(ccs_findings_open(&self.found, self.view, err));
    const size_t n_open = self.found.scope.n_open;

    self.points = calloc(2 * n_open + 1, sizeof *self.points);
    self.values = calloc(n_open + 1, sizeof *self.values);
    self.x = calloc(n_open + 1, sizeof *self.x);
    CCS_REQUIRE(self.points && self.values && self.x, ccs_err_set(err, CCS_ERR_NOMEM, NULL, NULL, "out of memory for a picture"));
    place_intervals(&self);
    if (picture == CCS_PICTURE_tradeoff || picture == CCS_PICTURE_tornado || picture == CCS_PICTURE_tornado_cost)
        CCS_TRY(ccs_picture_weigh(&self, picture == CCS_PICTURE_tornado_cost, err));
    switch (picture) {
#define X(name)                                                                                                                  \
    case CCS_PICTURE_##name: ccs_picture_##name(&self); break;
        CCS_PICTURE_LIST(X)
#undef X
    case CCS_N_PICTURES: break;
    }
out:
    ccs_picture_unweigh(&self);
    free(self.points);
    free(self.values);
    free(self.x);
    ccs_findings_free(&self.found);
    return ret;
}
