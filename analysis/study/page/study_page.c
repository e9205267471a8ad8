/* study_page.c - a study as a page: its frame, what it says in sentences, all its points. Invariant: an analysis that the study has not the points for is not on the page. */
#include "study_page.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "study_page_parts.h"

enum { SAID = 4 /* figures of which the answer has sentences */, POINTS_SHOWN = 500 };

/* ---- questions ------------------------------------------------------------------------------------------------------------------ */

const char *ccs_study_page_label(const ccs_study_page_t *self, uint32_t response, char text[CCS_STUDY_TEXT_MAX])
{
    const char *const at = strchr(self->study->responses[response], '@');

    const char *const unit = ccs_study_measure(self->study, response);

    snprintf(text, CCS_STUDY_TEXT_MAX, at ? "%.80s of %.60s%s%s" : "%.80s%s%s%s", self->study->texts[response], at ? &at[1] : "",
        *unit ? ", " : "", unit);
    return text;
}

bool ccs_study_page_has_fit(const ccs_study_page_t *self, uint32_t asked)
{
    return self->fits[asked].surface.n_fitted > 0 && self->fits[asked].surface.n_fitted <= self->fits[asked].study.n_points;
}

double ccs_study_page_swing(const ccs_study_page_t *self, uint32_t asked, uint32_t factor, double *half_width)
{
    const ccs_study_fit_t *const fit = &self->fits[asked];
    const ccs_surface_t *const s = &fit->surface;

    *half_width = (double) NAN;
    if (!ccs_study_page_has_fit(self, asked) || 1 + factor >= s->n_terms || s->terms[1 + factor].is_aliased) return (double) NAN;
    *half_width = 2 * ccs_study_fit_half_width(fit, &fit->each[1 + factor], s->n_terms);
    return 2 * fit->beta[1 + factor];
}

const char *ccs_study_page_unit(const ccs_study_page_t *self, uint32_t response)
{
    static const char *const names[] = {[CCS_FIGURE_NUMBER] = "number", [CCS_FIGURE_SHARE] = "share", [CCS_FIGURE_TIME] = "time"};

    return names[ccs_study_unit(self->study, response)];
}

/* ---- the answer ----------------------------------------------------------------------------------------------------------------- */

/* Where a figure is least and greatest. @return whether it is known anywhere */
static bool find_ends(const ccs_study_t *s, uint32_t response, uint32_t *least, uint32_t *greatest)
{
    bool found = false;

    for (uint32_t p = 0; p < s->n_points; p++) {
        if (!ccs_study_is_known(s, p, response)) continue;
        if (!found || ccs_study_mean(s, p, response) < ccs_study_mean(s, *least, response)) *least = p;
        if (!found || ccs_study_mean(s, p, response) > ccs_study_mean(s, *greatest, response)) *greatest = p;
        found = true;
    }
    return found;
}

/* "97.3 % ± 0.8 at volume 0.8, staff 7 (point 4)" */
static void add_place(const ccs_study_page_t *self, uint32_t response, uint32_t point, ccs_prose_t *text)
{
    const ccs_study_t *const s = self->study;
    const size_t at = (size_t) point * s->n_responses + response;
    char level[CCS_FIGURE_MAX];

    ccs_prose_add_figure(text, ccs_study_unit(s, response), s->mean[at], 0.5 * (s->high[at] - s->low[at]));
    ccs_prose_add(text, " at ");
    for (uint32_t i = 0; i < s->n_factors; i++)
        ccs_prose_add(text, "%s%s %s", i > 0 ? ", " : "", s->factors[i], ccs_study_level_text(s, point, i, level));
    ccs_prose_add(text, " (point %u)", s->points[point]);
}

/* The factor that does most to a figure; UINT32_MAX: that is not told. */
static uint32_t strongest(const ccs_study_page_t *self, uint32_t asked)
{
    uint32_t best = UINT32_MAX;
    double most = 0, half_width;

    for (uint32_t i = 0; i < self->study->n_factors; i++) {
        const double x = fabs(ccs_study_page_swing(self, asked, i, &half_width));

        if (!(x > most)) continue;
        most = x;
        best = i;
    }
    return best;
}

static void say_response(ccs_study_page_t *self, uint32_t asked)
{
    const ccs_study_t *const s = self->study;
    const uint32_t response = self->asked->responses[asked], factor = strongest(self, asked);
    uint32_t least = 0, greatest = 0;
    char label[CCS_STUDY_TEXT_MAX];
    double half_width;
    ccs_prose_t text = {0};

    if (!find_ends(s, response, &least, &greatest)) return;
    ccs_prose_add(&text, "%s is %s ", ccs_study_page_label(self, response, label),
        s->senses[response] == 0 ? "greatest," : "best,");
    add_place(self, response, s->senses[response] < 0 ? least : greatest, &text);
    ccs_prose_add(&text, ", and %s ", s->senses[response] == 0 ? "least," : "worst,");
    add_place(self, response, s->senses[response] < 0 ? greatest : least, &text);
    ccs_prose_add(&text, ".");
    if (factor != UINT32_MAX) {
        const double x = ccs_study_page_swing(self, asked, factor, &half_width);

        ccs_prose_add(&text, " %s does most to it: ", s->factors[factor]);
        ccs_prose_add_difference(&text, ccs_study_unit(s, response), x, half_width);
        ccs_prose_add(&text, " from %g to %g.", s->factor_low[factor], s->factor_high[factor]);
    }
    ccs_page_prose(&self->page, "p", asked == 0 ? "answer" : "", &text);
}

static void write_answer(ccs_study_page_t *self)
{
    ccs_page_begin_section(&self->page, "answer", "What the study says");
    for (uint32_t i = 0; i < self->asked->n_responses && i < SAID; i++) say_response(self, i);
    ccs_page_end_section(&self->page);
}

/* ---- points and where all of it comes from -------------------------------------------------------------------------------------------- */

static void add_row(const ccs_study_page_t *self, uint32_t point, ccs_html_rows_t *rows)
{
    const ccs_study_t *const s = self->study;
    char text[CCS_FIGURE_MAX];

    ccs_html_row(rows);
    snprintf(text, sizeof text, "%u", s->points[point]);
    ccs_html_set_text(rows, 0, text, NULL);
    for (uint32_t i = 0; i < s->n_factors; i++) ccs_html_set_text(rows, 1 + i, ccs_study_level_text(s, point, i, text), NULL);
    for (uint32_t i = 0; i < self->asked->n_responses; i++) {
        const uint32_t response = self->asked->responses[i];
        const size_t at = (size_t) point * s->n_responses + response;

        ccs_html_set_point(rows, 1 + s->n_factors + i, ccs_study_unit(s, response),
            (ccs_point_t){s->mean[at], 0.5 * (s->high[at] - s->low[at]), s->low[at], s->high[at]});
    }
}

static void write_points(ccs_study_page_t *self)
{
    const ccs_study_t *const s = self->study;
    const uint32_t n = 1 + s->n_factors + self->asked->n_responses;
    ccs_html_column_t *const columns = ccs_arena_array(&self->scratch.arena, n, sizeof *columns);
    char label[CCS_STUDY_TEXT_MAX];
    ccs_prose_t note = {0};

    if (!columns) {
        self->page.out_of_memory = true;
        return;
    }
    columns[0] = (ccs_html_column_t){NULL, "Point", true};
    for (uint32_t i = 0; i < s->n_factors; i++) columns[1 + i] = (ccs_html_column_t){NULL, s->factors[i], false};
    for (uint32_t i = 0; i < self->asked->n_responses; i++)
        columns[1 + s->n_factors + i] = (ccs_html_column_t){NULL,
            ccs_arena_printf(&self->scratch.arena, "%s", ccs_study_page_label(self, self->asked->responses[i], label)), false};
    ccs_html_rows_t rows = ccs_html_rows(columns, n);

    for (uint32_t p = 0; p < s->n_points && p < POINTS_SHOWN; p++) add_row(self, p, &rows);
    ccs_page_begin_section(&self->page, "points", "All points");
    ccs_page_table(&self->page, "Points and their figures", &rows);
    if (s->n_points > POINTS_SHOWN) {
        ccs_prose_add(&note, "The first %d of %u points; ccsim export has all of them.", POINTS_SHOWN, s->n_points);
        ccs_page_prose(&self->page, "p", "note", &note);
    }
    ccs_page_end_section(&self->page);
    ccs_html_rows_free(&rows);
}

void ccs_study_page_fact(ccs_study_page_t *self, const char *name, const char *value)
{
    ccs_page_element(&self->page, "dt", "", name);
    ccs_page_element(&self->page, "dd", "", value);
}

static void write_factor(ccs_study_page_t *self, uint32_t i)
{
    const ccs_study_t *const s = self->study;
    const char *const by = s->bys[i];
    ccs_prose_t text = {0};

    if (s->level_texts && s->n_points > 0 && s->level_texts[i][0]) ccs_prose_add(&text, "%s: texts", s->whats[i]);
    else
        ccs_prose_add(&text, "%s: %s%g to %g", s->whats[i],
            !strcmp(by, "times")      ? "times "
                : !strcmp(by, "plus") ? "plus "
                                      : "",
            s->factor_low[i], s->factor_high[i]);
    self->page.out_of_memory = self->page.out_of_memory || text.out_of_memory;
    ccs_study_page_fact(self, s->factors[i], ccs_prose_text(&text));
    ccs_prose_free(&text);
}

static void write_provenance(ccs_study_page_t *self)
{
    const ccs_attribute_t *const scenario = ccs_dataset_attribute(self->study->data, "scenario");

    ccs_page_begin_section(&self->page, "provenance", "Where the figures come from");
    fputs("<dl class=\"facts\">\n", self->page.to);
    for (uint32_t i = 0; i < self->study->n_factors; i++) write_factor(self, i);
    ccs_study_page_fact(self, "Design", self->study->design);
    ccs_study_page_fact(self, "Random numbers", self->study->common ? "the same at every point" : "each point has its own");
    ccs_study_page_fact(self, "Program", self->study->version);
    fputs("</dl>\n", self->page.to);
    ccs_page_element(&self->page, "p", "note",
        "The same scenario, factors, seed and version give the same figures, and this page again. Methods and their sources: docs/methods.md.");
    if (scenario && scenario->type == CCS_DATA_TEXT) {
        fputs("<details><summary>The scenario</summary>\n", self->page.to);
        ccs_page_element(&self->page, "pre", "", scenario->text);
        fputs("</details>\n", self->page.to);
    }
    ccs_page_end_section(&self->page);
}

static void write_shares(ccs_study_page_t *self)
{
    ccs_study_page_told(self, CCS_ANALYSIS_sobol, "shares", "Whose the variance is");
    ccs_study_page_told(self, CCS_ANALYSIS_morris, "shares", "Elementary effects");
}

static void write_best(ccs_study_page_t *self)
{
    if (self->study->senses[self->asked->responses[0]] != 0)
        ccs_study_page_told(self, CCS_ANALYSIS_best, "best", "The best point");
}

static void write_surface(ccs_study_page_t *self)
{
    ccs_study_page_told(self, CCS_ANALYSIS_surface, "surface", "A polynomial of the factors");
    ccs_study_page_told(self, CCS_ANALYSIS_kriging, "kriging", "A Gaussian process of the factors");
}

/* ---- all of it ------------------------------------------------------------------------------------------------------------------ */

static const ccs_study_section_t SECTIONS[] = {{"answer", write_answer}, {"fields", ccs_study_page_fields},
    {"factors", ccs_study_page_factors}, {"shares", write_shares}, {"front", ccs_study_page_front}, {"best", write_best},
    {"surface", write_surface}, {"points", write_points}, {"provenance", write_provenance}};
_Static_assert(sizeof SECTIONS / sizeof *SECTIONS <= CCS_STUDY_SECTIONS_MAX, "a page has room for them");

/* What the page tells of each figure; factors without a least and a greatest level leave it without polynomials. */
static int open_page(ccs_study_page_t *self, ccs_err_t *err)
{
    const ccs_study_t *const s = self->study;
    int ret = 0;

    self->target_of = UINT32_MAX;
    if (s->n_points < s->n_of)
        return ccs_err_set(err, CCS_ERR_USAGE, NULL, NULL, "this is a shard of a study: ccsim merge puts its parts together");
    if (self->asked->target)
        CCS_TRY(ccs_study_target(s, self->asked->target, &self->target_of, &self->target, &self->scratch.arena, err));
    self->fits = ccs_arena_array(&self->scratch.arena, CCS_STUDY_ASKED_MAX, sizeof *self->fits);
    CCS_REQUIRE(self->fits, CCS_ERR_NOMEM);
    for (uint32_t i = 0; i < s->n_factors; i++)
        if (!(s->factor_low[i] < s->factor_high[i]) || (s->level_texts && s->n_points > 0 && s->level_texts[i][0])) goto out;
    for (uint32_t i = 0; i < self->asked->n_responses; i++)
        CCS_TRY(ccs_study_fit(&self->fits[i], s, self->asked->responses[i], CCS_SURFACE_QUADRATIC, &self->scratch));
out:
    return ret;
}

static void write_subtitle(ccs_study_page_t *self)
{
    const ccs_study_t *const s = self->study;
    ccs_prose_t text = {0};

    ccs_prose_add_count(&text, s->n_points, "point", "points");
    ccs_prose_add(&text, " of ");
    ccs_prose_add_count(&text, s->n_factors, "factor", "factors");
    ccs_prose_add(&text, " (%s) · ", s->design);
    ccs_prose_add_count(&text, (uint64_t) s->n_replications * s->set, "replication", "replications");
    if (s->set > 1) ccs_prose_add(&text, " in sets of %u that count as one", s->set);
    ccs_prose_add(&text, "%s · intervals of %g %% confidence", s->n_common < s->n_replications ? " at most" : " each",
        100 * s->confidence);
    ccs_page_prose(&self->page, "p", "sub", &text);
}

/* The sections, each in memory first, so that the way through the page names those that there are. */
static int write_sections(ccs_study_page_t *self, const ccs_study_frame_t *frame, char **texts, size_t *sizes,
    ccs_page_way_t *ways)
{
    FILE *const to = self->page.to;
    int ret = 0;

    for (uint32_t i = 0; ret == 0 && i < frame->n; i++) {
        self->page.to = open_memstream(&texts[i], &sizes[i]);
        if (!self->page.to) ret = CCS_ERR_NOMEM;
        self->page.heading = NULL;
        if (ret == 0) frame->sections[i].write(self);
        ways[i] = (ccs_page_way_t){frame->sections[i].id, self->page.heading};
        if (self->page.to && fclose(self->page.to) != 0) ret = CCS_ERR_NOMEM;
    }
    self->page.to = to;
    return ret == 0 && (self->page.out_of_memory || self->scratch.out_of_memory) ? CCS_ERR_NOMEM : ret;
}

int ccs_study_page_frame(ccs_study_page_t *self, const ccs_study_frame_t *frame)
{
    char *texts[CCS_STUDY_SECTIONS_MAX] = {NULL};
    size_t sizes[CCS_STUDY_SECTIONS_MAX] = {0};
    ccs_page_way_t ways[CCS_STUDY_SECTIONS_MAX] = {{NULL, NULL}};
    int ret;

    CCS_TRY(write_sections(self, frame, texts, sizes, ways));
    ccs_page_top(&self->page, frame->title, frame->brand);
    frame->subtitle(self);
    ccs_page_ways(&self->page, ways, frame->n);
    for (uint32_t i = 0; i < frame->n; i++) (void) fwrite(texts[i], 1, sizes[i], self->page.to);
    ccs_page_bottom(&self->page);
out:
    for (uint32_t i = 0; i < frame->n; i++) free(texts[i]);
    return ret;
}

int ccs_study_page_write(const ccs_study_t *study, const ccs_asked_t *asked, const ccs_brand_t *brand, FILE *to, ccs_err_t *err)
{
    ccs_study_page_t self = {.page = ccs_page_plain(to), .study = study, .asked = asked};
    const ccs_study_frame_t frame = {study->title, brand, write_subtitle, SECTIONS, sizeof SECTIONS / sizeof *SECTIONS};
    int ret;

    CCS_TRY(open_page(&self, err));
    CCS_TRY(ccs_study_page_frame(&self, &frame));
out:
    if (ret == CCS_ERR_NOMEM) (void) ccs_err_set(err, CCS_ERR_NOMEM, NULL, NULL, "out of memory for the page");
    ccs_answer_free(&self.scratch);
    return ret;
}
