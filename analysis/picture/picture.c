/* picture.c - the planner's pictures: which there are, and the variants side by side. Invariant: figures and words are those of the page. */
#include "picture.h"

#include <math.h>
#include <stdlib.h>

#include "picture_parts.h"
#include "words.h"

/* ---- variants ------------------------------------------------------------------------------------------------------------- */

enum { NAMES = 560, FIGURES = 1300, STEPS = 5 };

/* @param least  where the axis begins */
static double x_of(double share, double least)
{
    return NAMES + (FIGURES - NAMES) * (share - least) / (1 - least);
}

static ccs_point_t level_of(const ccs_picture_t *self, const ccs_report_variant_t *variant)
{
    const ccs_view_t *const v = variant->view;
    const uint32_t entity = ccs_view_entity(v, self->view->entities[self->found.scope.main]);

    return entity == CCS_DATA_NONE ? ccs_point_around((double) NAN, (double) NAN) : ccs_verdict_service(v, entity);
}

/* The last fifth below all of them. */
static double least_of(const ccs_picture_t *self)
{
    double least = 1;

    for (uint32_t i = 0; i < self->n; i++) {
        const ccs_point_t x = level_of(self, &self->variants[i]);

        least = fmin(least, isfinite(x.low) ? x.low : x.mean);
    }
    return fmin(floor(least * STEPS + 1e-9) / STEPS, 1 - 2.0 / STEPS);
}

static void draw_shares(const ccs_picture_t *self, double least)
{
    char text[CCS_FIGURE_MAX];

    for (int i = 0; i <= STEPS; i++) {
        const double share = least + (1 - least) * i / STEPS;

        ccs_svg_rectangle((ccs_svg_at_t){x_of(share, least) - 1, CCS_PICTURE_TOP},
            (ccs_svg_at_t){2, CCS_PICTURE_BOTTOM - CCS_PICTURE_TOP}, CCS_PICTURE_FAINT, self->to);
        ccs_svg_text((ccs_svg_at_t){x_of(share, least), CCS_PICTURE_BOTTOM + 36},
            (ccs_svg_font_t){22, CCS_SVG_MIDDLE, CCS_PICTURE_SOFT}, ccs_figure_mean(CCS_FIGURE_SHARE, share, 0, text), self->to);
    }
}

/* The service level of a variant with its interval, and both in figures. */
static void draw_variant(const ccs_picture_t *self, const ccs_report_variant_t *variant, double y, double least)
{
    const ccs_point_t x = level_of(self, variant);
    char mean[CCS_FIGURE_MAX], beside[CCS_FIGURE_MAX], text[2 * CCS_FIGURE_MAX];

    ccs_svg_text((ccs_svg_at_t){NAMES - 24, y + 8},
        (ccs_svg_font_t){ccs_svg_size(24, NAMES - 40, variant->name), CCS_SVG_END, CCS_PICTURE_TEXT}, variant->name, self->to);
    if (!isfinite(x.mean)) return;
    if (isfinite(x.low) && isfinite(x.high))
        ccs_svg_line((const ccs_svg_at_t[]){{x_of(x.low, least), y}, {x_of(x.high, least), y}}, 2, self->first, false, self->to);
    ccs_svg_rectangle((ccs_svg_at_t){x_of(x.mean, least) - 7, y - 7}, (ccs_svg_at_t){14, 14}, self->first, self->to);
    snprintf(text, sizeof text, "%s %s", ccs_figure_mean(CCS_FIGURE_SHARE, x.mean, x.half_width, mean),
        ccs_figure_interval(CCS_FIGURE_SHARE, x.mean, x.low, x.high, beside));
    ccs_svg_text((ccs_svg_at_t){FIGURES + 24, y + 8}, (ccs_svg_font_t){24, CCS_SVG_START, CCS_PICTURE_TEXT}, text, self->to);
}

void ccs_picture_comparison(const ccs_picture_t *self)
{
    const double least = least_of(self);
    char note[CCS_PICTURE_NOTE_MAX] = "";

    if (self->n < 2) return;
    if (least > 0) snprintf(note, sizeof note, ccs_word("%s; axis from %.0f %%"), "", 100 * least);
    ccs_picture_begin(self,
        ccs_report_has_titles(self->variants, self->n) ? "Service level of each option" : "Service level of each variant", note);
    draw_shares(self, least);
    for (uint32_t i = 0; i < self->n; i++)
        draw_variant(self, &self->variants[i], CCS_PICTURE_TOP + (i + 0.5) * (CCS_PICTURE_BOTTOM - CCS_PICTURE_TOP) / self->n,
            least);
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

bool ccs_picture_is_of_all(enum ccs_picture picture)
{
    return picture >= CCS_PICTURE_comparison;
}

static int draw(enum ccs_picture picture, ccs_picture_t self, ccs_err_t *err)
{
    int ret;

    self.is_of_all = ccs_picture_is_of_all(picture);
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

int ccs_picture_write(enum ccs_picture picture, const ccs_report_variant_t *variants, uint32_t n, FILE *to, ccs_err_t *err)
{
    return draw(picture, (ccs_picture_t){.variants = variants, .n = n, .view = variants->view, .to = to}, err);
}

int ccs_picture_write_waterfall(const ccs_report_variant_t *variants, uint32_t n, uint32_t towards, FILE *to, ccs_err_t *err)
{
    return draw(CCS_PICTURE_waterfall,
        (ccs_picture_t){.variants = variants, .n = n, .view = variants->view, .to = to, .towards = towards}, err);
}
