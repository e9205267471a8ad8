/* picture_waterfall.c - what a variant costs more or less than the base, cost by cost, from the one to the other. Invariant: the bars lead from one total to the other, as the parts of a cost add up to it. */
#include <math.h>

#include "cost_parts.h"
#include "picture_parts.h"
#include "words.h"

enum { NAMES = 530, END = 1290, BAR = 34 };

/* A bar: from what to what, and what it is. */
typedef struct {
    const char *name;
    double from, to;
    ccs_difference_t more; /* of a part */
    bool is_total;
} bar_t;

/* Whether costs of a variant are known, in the money of the base. */
static bool has_costs(const ccs_picture_t *self, uint32_t variant)
{
    const ccs_view_t *const base = self->variants[0].view, *const v = self->variants[variant].view;
    char because[CCS_CURRENCY_BECAUSE_MAX];

    return !isnan(ccs_cost_total(v)) && !*ccs_currency_because(ccs_currency_of(base), ccs_currency_of(v), because);
}

/* The variant asked for, else the one that costs least; the base is none. @return 0: there is none to draw */
static uint32_t led_to(const ccs_picture_t *self)
{
    uint32_t best = 0;

    if (self->towards > 0) return has_costs(self, 0) && has_costs(self, self->towards) ? self->towards : 0;
    for (uint32_t i = 1; i < self->n && has_costs(self, 0); i++)
        if (has_costs(self, i) &&
            (best == 0 || ccs_cost_total(self->variants[i].view) < ccs_cost_total(self->variants[best].view)))
            best = i;
    return best;
}

static const char *note_of(const ccs_picture_t *self)
{
    uint32_t n = 0;

    if (self->towards > 0) return ". Blue: less, red: more";
    for (uint32_t i = 1; i < self->n; i++) n += has_costs(self, i);
    if (n + 1 < self->n) return ". To the cheapest variant with costs in this currency. Blue: less, red: more";
    return n > 1 ? ". To the cheapest variant. Blue: less, red: more" : ". Blue: less, red: more";
}

/* @return how many */
static uint32_t find_bars(const ccs_picture_t *self, uint32_t variant, ccs_compare_t *compare, bar_t *bars)
{
    const double base = ccs_cost_mean(compare->base, "cost_total");
    double at = base;
    uint32_t n = 0;

    bars[n++] = (bar_t){.name = self->variants[0].name, .to = base, .is_total = true};
    for (int i = 0; i < CCS_N_COST_PARTS; i++) {
        const double more =
            ccs_cost_mean(compare->other, CCS_COST_PARTS[i].metric) - ccs_cost_mean(compare->base, CCS_COST_PARTS[i].metric);

        if (more == 0) continue;
        bars[n++] =
            (bar_t){CCS_COST_PARTS[i].label, at, at + more, ccs_cost_difference(compare, CCS_COST_PARTS[i].metric), false};
        at += more;
    }
    bars[n++] =
        (bar_t){.name = self->variants[variant].name, .to = ccs_cost_mean(compare->other, "cost_total"), .is_total = true};
    return n;
}

static double most_of(const bar_t *bars, uint32_t n)
{
    double most = 0;

    for (uint32_t i = 0; i < n; i++) most = fmax(most, fmax(bars[i].from, bars[i].to));
    return most > 0 ? most : 1;
}

static void draw_bar(const ccs_picture_t *self, const bar_t *bar, double most, double y)
{
    const double scale = (END - NAMES) / most, left = fmin(bar->from, bar->to), width = fabs(bar->to - bar->from);
    const char *const colour = bar->is_total ? CCS_PICTURE_SOFT : bar->to < bar->from ? CCS_PICTURE_BLUE : CCS_PICTURE_RED;
    char mean[CCS_FIGURE_MAX], half_width[CCS_FIGURE_MAX], text[2 * CCS_FIGURE_MAX];

    if (bar->is_total) (void) ccs_figure_mean(CCS_FIGURE_NUMBER, bar->to, (double) NAN, mean);
    else (void) ccs_figure_difference(CCS_FIGURE_NUMBER, bar->to - bar->from, bar->more.half_width, mean);
    (void) ccs_figure_half_width(CCS_FIGURE_NUMBER, width, bar->is_total ? (double) NAN : bar->more.half_width, half_width);
    snprintf(text, sizeof text, "%s%s%s", mean, *half_width ? " " : "", half_width);
    ccs_svg_text((ccs_svg_at_t){NAMES - 24, y + 8},
        (ccs_svg_font_t){ccs_svg_size(24, NAMES - 40, bar->name), CCS_SVG_END, CCS_PICTURE_TEXT}, bar->name, self->to);
    ccs_svg_rectangle((ccs_svg_at_t){NAMES + left * scale, y - BAR / 2.0}, (ccs_svg_at_t){fmax(width * scale, 1), BAR}, colour,
        self->to);
    ccs_svg_text((ccs_svg_at_t){END + 24, y + 8}, (ccs_svg_font_t){22, CCS_SVG_START, CCS_PICTURE_TEXT}, text, self->to);
}

static void draw(const ccs_picture_t *self, uint32_t variant, ccs_compare_t *compare)
{
    bar_t bars[CCS_N_COST_PARTS + 2];
    const uint32_t n = find_bars(self, variant, compare, bars);
    const double most = most_of(bars, n), each = (double) (CCS_PICTURE_BOTTOM - CCS_PICTURE_TOP) / n;
    char title[200];

    snprintf(title, sizeof title, ccs_word("Cost in %.20s: from %.70s to %.70s"), ccs_currency_of(compare->base),
        self->variants[0].name, self->variants[variant].name);
    ccs_picture_begin(self, title, note_of(self));
    for (uint32_t i = 0; i < n; i++) draw_bar(self, &bars[i], most, CCS_PICTURE_TOP + (i + 0.5) * each);
    ccs_svg_end(self->to);
}

void ccs_picture_waterfall(const ccs_picture_t *self)
{
    ccs_compare_t compare;
    const uint32_t variant = led_to(self);

    if (variant == 0) return;
    if (ccs_compare_open(&compare, self->view, self->variants[variant].view, NULL) == 0) draw(self, variant, &compare);
    ccs_compare_free(&compare);
}
