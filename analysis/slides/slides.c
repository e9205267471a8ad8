/* slides.c - the deck. Invariant: nothing is fetched from elsewhere, nothing needs a script, and every slide is one section of the size of the sheet. */
#include "slides.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "assets.h"
#include "brand.h"
#include "currency.h"
#include "html.h"
#include "money_headline.h"
#include "picture.h"
#include "prose.h"
#include "report_sections.h"
#include "slides_money.h"
#include "words.h"

/* Rows and columns that a slide has room for. */
enum { VARIANTS_MAX = 8, VERDICTS_MAX = 5, WATERFALLS_MAX = 5, FIGURES_MAX = 6, DATE = 10 /* letters of 2026-03-02 */ };

static const char POLICY[] = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

/* What the options are held against each other by, those of which the base knows something, and what a slide calls them. */
static const struct {
    const char *metric, *head;
} FIGURES[] = {{"service_level", "Service level"}, {"abandonment_rate", "Abandoned"}, {"fcr", "First contact resolution"},
    {"csat_top2", "Marked 4 or 5"}, {"cost_total", "Cost"}, {"cost_per_resolution", "Cost of a resolution"},
    {"cost_per_contact", "Cost of a contact"}, {"asa_s", "Mean answer"}, {"scheduled_agents", "Agents scheduled"},
    {"occupancy", "Occupancy"}};
enum { N_FIGURES = sizeof FIGURES / sizeof *FIGURES };

typedef struct {
    ccs_page_t page; /* what the page says, the deck says in the same words */
    const ccs_report_variant_t *variants;
    uint32_t n;
    const ccs_view_t *base;
    const ccs_brand_t *brand; /* NULL: none */
    FILE *to;
} deck_t;

static void element(const deck_t *self, const char *tag, const char *css, const char *text)
{
    fprintf(self->to, *css ? "<%s class=\"%s\">" : "<%s>", tag, css);
    ccs_html_prose(ccs_word(text), self->to);
    fprintf(self->to, "</%s>\n", tag);
}

/* How many variants are left out. */
static void say_more(const deck_t *self, uint32_t n)
{
    ccs_prose_t text = {0};

    ccs_prose_add(&text, "and %u more", n);
    element(self, "p", "note", ccs_prose_text(&text));
    ccs_prose_free(&text);
}

static void write_deck_title(const deck_t *self, const char *tag)
{
    char title[CCS_REPORT_TITLE_MAX];

    element(self, tag, "", ccs_report_title(self->variants, self->n, title));
}

/* ---- the frame ------------------------------------------------------------------------------------------------------------------ */

static void write_head(const deck_t *self)
{
    const ccs_asset_t *const style = ccs_asset("slides.css");

    fprintf(self->to,
        "<!doctype html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n"
        "<meta http-equiv=\"Content-Security-Policy\" content=\"%s\">\n",
        ccs_language_name(ccs_language_spoken()), POLICY);
    write_deck_title(self, "title");
    fputs("<style>\n", self->to);
    if (style) (void) fwrite(style->text, 1, *style->size, self->to);
    if (self->brand) ccs_brand_style(self->brand, self->to);
    fputs("</style>\n</head>\n<body>\n<main>\n", self->to);
}

static void begin_slide(const deck_t *self, const char *css)
{
    fprintf(self->to, "<section class=\"%s\">\n", css);
}

static void end_slide(const deck_t *self)
{
    fputs("</section>\n", self->to);
}

/* ---- who it is for -------------------------------------------------------------------------------------------------------------- */

static void write_period(const deck_t *self)
{
    const ccs_view_t *const v = self->base;
    char date[CCS_PROSE_TIME_MAX], share[CCS_CONFIDENCE_MAX];
    ccs_prose_t text = {0};

    if (v->n_intervals > 0) {
        ccs_prose_add(&text, "Period: %s", ccs_prose_date(v->intervals[0], date));
        const char *const last = v->intervals[v->n_intervals - 1];

        if (strncmp(v->intervals[0], last, DATE) != 0) ccs_prose_add(&text, " to %s", ccs_prose_date(last, date));
    } else {
        ccs_prose_add(&text, "Steady state");
    }
    ccs_prose_add(&text, " · ");
    ccs_prose_add_count(&text, v->replications, "replication", "replications");
    ccs_prose_add(&text, " · ± at %s · seed %s", ccs_view_confidence(v, share), v->seed);
    element(self, "p", "period", ccs_prose_text(&text));
    ccs_prose_free(&text);
}

/* The day that the brand file says: a deck made again has the same bytes. */
static void write_date(const deck_t *self)
{
    char date[CCS_PROSE_TIME_MAX];

    if (self->brand && self->brand->date) element(self, "p", "period", ccs_prose_date(self->brand->date, date));
}

static void write_title(const deck_t *self)
{
    const uint32_t shown = self->n < VARIANTS_MAX ? self->n : VARIANTS_MAX;

    begin_slide(self, "title");
    if (self->brand) ccs_brand_line(self->brand, "", self->to);
    write_deck_title(self, "h1");
    write_date(self);
    write_period(self);
    if (self->n > 1) fputs("<ol>\n", self->to);
    for (uint32_t i = 0; self->n > 1 && i < shown; i++) element(self, "li", "", self->variants[i].name);
    if (self->n > 1) fputs("</ol>\n", self->to);
    if (shown < self->n) say_more(self, self->n - shown);
    element(self, "p", "foot", "Simulated by ccsim");
    end_slide(self);
}

/* ---- the answer ----------------------------------------------------------------------------------------------------------------- */

/* What the page begins with. */
static void write_answer(deck_t *self)
{
    ccs_page_t *const page = &self->page;
    ccs_prose_t text = {0};

    begin_slide(self, "options answers");
    element(self, "h2", "", "The answer");
    if (!ccs_money_headline(page, &text)) ccs_say_service(page, &text); /* what comes of contacts is the next slide's */
    ccs_page_prose(page, "p", "answer", &text);
    if (self->n <= VERDICTS_MAX) ccs_section_verdicts(page); /* of more the next slide tells */
    end_slide(self);
}

/* ---- the options side by side ----------------------------------------------------------------------------------------------------- */

static bool knows(const deck_t *self, const char *metric)
{
    bool any = false;

    for (uint32_t i = 0; i < self->n && !any; i++) {
        const ccs_view_t *const v = self->variants[i].view;
        const uint32_t m = ccs_view_metric(v, metric), all = ccs_view_entity(v, "all");

        any =
            m != CCS_DATA_NONE && all != CCS_DATA_NONE && ccs_view_applies(v, m, all) && isfinite(ccs_view_point(v, m, all).mean);
    }
    return any;
}

static void set_figure(const deck_t *self, ccs_html_rows_t *rows, uint32_t column, uint32_t variant, const char *metric)
{
    const ccs_view_t *const v = self->variants[variant].view;
    const uint32_t m = ccs_view_metric(v, metric), all = ccs_view_entity(v, "all");

    if (m == CCS_DATA_NONE || all == CCS_DATA_NONE || !ccs_view_applies(v, m, all)) return;
    ccs_html_set_point(rows, column, ccs_figure_unit(v->units[m], v->kinds[m]), ccs_view_point(v, m, all));
}

/* Amounts of several currencies stand in one column: then each variant says its own. */
static void say_currency(const deck_t *self)
{
    ccs_prose_t text = {0};
    const char *last = "";

    for (uint32_t i = 0; i < self->n; i++) {
        const char *const currency = ccs_currency_of(self->variants[i].view);

        if (!*currency || !strcmp(currency, last)) continue;
        ccs_prose_add(&text, "%s%s", ccs_word(*last ? ", then " : "Costs in "), currency);
        if (*last) ccs_prose_add(&text, " from %s on", self->variants[i].name);
        last = currency;
    }
    if (*last) element(self, "p", "note", ccs_prose_text(&text));
    ccs_prose_free(&text);
}

static int write_options(const deck_t *self)
{
    const uint32_t shown = self->n < VARIANTS_MAX ? self->n : VARIANTS_MAX;
    ccs_html_column_t columns[1 + FIGURES_MAX] = {{NULL, self->n > 1 ? "Option" : "", true}};
    const char *metrics[FIGURES_MAX];
    uint32_t n = 0;

    for (int i = 0; i < N_FIGURES && n < FIGURES_MAX; i++) {
        if (!knows(self, FIGURES[i].metric)) continue;
        metrics[n] = FIGURES[i].metric;
        columns[++n] = (ccs_html_column_t){NULL, FIGURES[i].head, false};
    }
    if (n == 0) return 0;
    ccs_html_rows_t rows = ccs_html_rows(columns, n + 1);

    for (uint32_t i = 0; i < shown; i++) {
        ccs_html_row(&rows);
        ccs_html_set_text(&rows, 0, self->variants[i].name, NULL);
        for (uint32_t k = 0; k < n; k++) set_figure(self, &rows, k + 1, i, metrics[k]);
    }
    begin_slide(self, "options");
    element(self, "h2", "", self->n > 1 ? "The options side by side" : "The figures");
    ccs_html_rows_table(&rows, "The options side by side", self->to);
    if (shown < self->n) say_more(self, self->n - shown);
    say_currency(self);
    end_slide(self);
    const int ret = rows.out_of_memory ? CCS_ERR_NOMEM : 0;

    ccs_html_rows_free(&rows);
    return ret;
}

/* ---- pictures ------------------------------------------------------------------------------------------------------------------- */

/* A picture as a slide, without the line that an SVG file begins with; none where the results have nothing for it. @param towards  of a waterfall */
static int write_picture(const deck_t *self, enum ccs_picture picture, uint32_t towards, ccs_err_t *err)
{
    char *text = NULL;
    size_t size = 0;
    int ret = 0;
    FILE *const to = open_memstream(&text, &size);

    if (!to) return CCS_ERR_NOMEM;
    ret = picture == CCS_PICTURE_waterfall ? ccs_picture_write_waterfall(self->variants, self->n, towards, to, err)
                                           : ccs_picture_write(picture, self->variants, self->n, to, err);
    const bool failed = ferror(to);

    if ((fclose(to) != 0 || failed) && ret == 0) ret = CCS_ERR_NOMEM;
    const char *const drawing = ret == 0 && size > 0 ? strstr(text, "<svg") : NULL;

    if (drawing) {
        begin_slide(self, "picture");
        fputs(drawing, self->to);
        end_slide(self);
    }
    free(text);
    return ret;
}

/* Those of all variants, or those of the base; from the base to each other variant a waterfall, of very many to the cheapest. */
static int write_pictures(const deck_t *self, bool of_all, ccs_err_t *err)
{
    int ret = 0;

    for (enum ccs_picture i = 0; i < CCS_N_PICTURES; i++) {
        const bool each = i == CCS_PICTURE_waterfall && self->n <= WATERFALLS_MAX;

        if (ccs_picture_is_of_all(i) != of_all) continue;
        for (uint32_t k = each ? 1 : 0; k < (each ? self->n : 1); k++) CCS_TRY(write_picture(self, i, k, err));
    }
out:
    return ret;
}

int ccs_slides_write(const ccs_report_variant_t *variants, uint32_t n, FILE *to, ccs_err_t *err)
{
    deck_t self = {.variants = variants, .n = n, .base = variants->view, .brand = variants->brand, .to = to};
    int ret;

    CCS_TRY(ccs_page_open(&self.page, variants, n, to, err));
    write_head(&self);
    write_title(&self);
    write_answer(&self);
    CCS_TRY(write_options(&self));
    CCS_TRY(write_pictures(&self, true, err));
    CCS_TRY(ccs_slides_money(&self.page));
    CCS_TRY(write_pictures(&self, false, err));
    CCS_TRY(ccs_slides_assumptions(variants, n, to));
    fputs("</main>\n</body>\n</html>\n", to);
    if (self.page.out_of_memory) ret = CCS_ERR_NOMEM;
out:
    ccs_page_free(&self.page);
    if (ret == CCS_ERR_NOMEM) (void) ccs_err_set(err, CCS_ERR_NOMEM, NULL, NULL, "out of memory for the slides");
    return ret;
}
