/* study_charts.c - pictures of what factors do and of the front. Invariant: verdicts are those of intervals that leave out 0. */
#include <math.h>
#include <stdlib.h>

#include "json_write.h"
#include "study_page_parts.h"

enum { NAMED = 12 /* points that a picture has room to name */ };

/* ---- what each factor does ---------------------------------------------------------------------------------------------------- */

static const char *verdict_of(double sense, double x, double half_width)
{
    if (!(fabs(x) > half_width)) return "undecided";
    if (sense * x != 0) return sense * x > 0 ? "better" : "worse";
    return x > 0 ? "higher" : "lower";
}

static void add_factor(const ccs_study_page_t *self, uint32_t asked, uint32_t factor, ccs_html_rows_t *rows)
{
    const ccs_study_t *const s = self->study;
    const uint32_t response = self->asked->responses[asked];
    char label[CCS_STUDY_TEXT_MAX], row[CCS_STUDY_TEXT_MAX];
    double half_width;
    const double x = ccs_study_page_swing(self, asked, factor, &half_width);
    ccs_prose_t text = {0};

    if (isnan(x)) return;
    snprintf(row, sizeof row, "%.100s, %g to %g", s->factors[factor], s->factor_low[factor], s->factor_high[factor]);
    ccs_prose_add_difference(&text, ccs_study_unit(s, response), x, half_width);
    ccs_html_row(rows);
    ccs_html_set_text(rows, 0, ccs_study_page_label(self, response, label), NULL);
    ccs_html_set_text(rows, 1, row, NULL);
    ccs_html_set_text(rows, 2, row, NULL);
    ccs_html_set_shown(rows, 3, x, ccs_prose_text(&text));
    ccs_html_set_shown(rows, 4, x - half_width, "");
    ccs_html_set_shown(rows, 5, x + half_width, "");
    ccs_html_set_text(rows, 6, verdict_of(s->senses[response], x, half_width), NULL);
    rows->out_of_memory = rows->out_of_memory || text.out_of_memory;
    ccs_prose_free(&text);
}

typedef struct {
    uint32_t factor;
    double swing;
} ranked_t;

static int by_swing(const void *a, const void *b)
{
    const ranked_t *const x = a, *const y = b;

    return x->swing != y->swing ? (x->swing < y->swing) - (x->swing > y->swing)
                                : (x->factor > y->factor) - (x->factor < y->factor);
}

static void add_response(ccs_study_page_t *self, uint32_t asked, ccs_html_rows_t *rows)
{
    const uint32_t k = self->study->n_factors < CCS_STUDY_ASKED_MAX ? self->study->n_factors : CCS_STUDY_ASKED_MAX;
    ranked_t ranked[CCS_STUDY_ASKED_MAX] = {{0, 0}};

    for (uint32_t i = 0; i < k; i++) {
        double half_width;
        const double x = ccs_study_page_swing(self, asked, i, &half_width);

        ranked[i] = (ranked_t){i, isnan(x) ? -1 : fabs(x)};
    }
    qsort(ranked, k, sizeof *ranked, by_swing);
    for (uint32_t i = 0; i < k; i++) add_factor(self, asked, ranked[i].factor, rows);
}

/* {"choices": {"Service level": {"unit": "+share", "title": "…"}}}, for free(). */
static char *factor_params(const ccs_study_page_t *self)
{
    char label[CCS_STUDY_TEXT_MAX], title[CCS_STUDY_TEXT_MAX + 64];
    char *text = NULL;
    size_t n;
    FILE *const to = open_memstream(&text, &n);

    if (!to) return NULL;
    fputs("{\"choices\":{", to);
    for (uint32_t i = 0; i < self->asked->n_responses; i++) {
        const uint32_t response = self->asked->responses[i];
        const bool share = ccs_study_unit(self->study, response) == CCS_FIGURE_SHARE;

        ccs_study_page_label(self, response, label);
        snprintf(title, sizeof title, "%s, change%s", label, share ? " in points" : "");
        if (i > 0) fputc(',', to);
        ccs_json_text(label, to);
        fprintf(to, ":{\"unit\":\"+%s\"", ccs_study_page_unit(self, response));
        ccs_json_text_member("title", title, to);
        fputc('}', to);
    }
    fputs("}}", to);
    if (fclose(to) == 0) return text;
    free(text);
    return NULL;
}

void ccs_study_page_factors(ccs_study_page_t *self)
{
    static const ccs_html_column_t columns[] = {{"metric", "Figure", true}, {"row", "Factor", true}, {"name", NULL, true},
        {"difference", "Change", false}, {"low", NULL, false}, {"high", NULL, false}, {"verdict", "Verdict", true}};
    ccs_html_rows_t rows = ccs_html_rows(columns, sizeof columns / sizeof *columns);
    char *const params = factor_params(self);

    for (uint32_t i = 0; i < self->asked->n_responses; i++)
        if (ccs_study_page_has_fit(self, i)) add_response(self, i, &rows);
    self->page.out_of_memory = self->page.out_of_memory || !params;
    if (rows.n_rows > 0 && params) {
        ccs_page_begin_section(&self->page, "factors", "What each factor does");
        ccs_page_chart(&self->page,
            &(ccs_chart_t){.id = "factors-tornado",
                .spec = "tornado",
                .params = params,
                .choose = "metric",
                .title = "From the least to the greatest level of each factor",
                .note =
                    "The others are in the middle of their ranges. The lines are intervals: where one leaves out 0, the change is hardly chance.",
                .rows = &rows});
        ccs_study_page_told(self, CCS_ANALYSIS_effects, NULL, "Effects");
        ccs_study_page_told(self, CCS_ANALYSIS_tornado, NULL, "Factors ranked, with elasticities");
        ccs_page_end_section(&self->page);
    }
    free(params);
    ccs_html_rows_free(&rows);
}

/* ---- the front ------------------------------------------------------------------------------------------------------------------ */

static const char *standing_of(const ccs_study_front_t *f, uint32_t point)
{
    if (!f->is_sure) return f->on[point] ? "beaten by none" : "beaten";
    return f->chance[point] >= 0.95 ? "beaten by none" : f->chance[point] <= 0.05 ? "beaten" : "undecided";
}

static void add_point(ccs_study_page_t *self, const ccs_study_front_t *f, uint32_t point, uint32_t axis, bool named,
    ccs_html_rows_t *rows)
{
    const uint32_t axes[] = {0, axis};
    char label[CCS_STUDY_TEXT_MAX], number[16] = "";

    if (f->study.points[point] == self->chosen) snprintf(number, sizeof number, "chosen");
    else if (named) snprintf(number, sizeof number, "%u", f->study.points[point]);
    ccs_html_row(rows);
    ccs_html_set_text(rows, 0, ccs_study_page_label(self, f->axes[axis], label), NULL);
    ccs_html_set_text(rows, 1, ccs_study_point_text(&f->study, point, &self->scratch.arena), NULL);
    for (uint32_t i = 0; i < 2; i++) {
        const uint32_t response = f->axes[axes[i]];
        const size_t at = (size_t) point * f->study.n_responses + response;
        const double low = f->study.low[at], high = f->study.high[at];

        ccs_html_set_point(rows, 2 + 3 * i, ccs_study_unit(&f->study, response),
            (ccs_point_t){f->study.mean[at], 0.5 * (high - low), low, high});
        ccs_html_set_shown(rows, 3 + 3 * i, low, "");
        ccs_html_set_shown(rows, 4 + 3 * i, high, "");
    }
    ccs_html_set_text(rows, 8, standing_of(f, point), NULL);
    ccs_html_set_text(rows, 9, number, NULL);
}

static char *front_params(const ccs_study_page_t *self, const ccs_study_front_t *f)
{
    char label[CCS_STUDY_TEXT_MAX];
    char *text = NULL;
    size_t n;
    FILE *const to = open_memstream(&text, &n);

    if (!to) return NULL;
    fprintf(to, "{\"xUnit\":\"%s\"", ccs_study_page_unit(self, f->axes[0]));
    ccs_json_text_member("xTitle", ccs_study_page_label(self, f->axes[0], label), to);
    fputs(",\"choices\":{", to);
    for (uint32_t a = 1; a < f->n_axes; a++) {
        if (a > 1) fputc(',', to);
        ccs_json_text(ccs_study_page_label(self, f->axes[a], label), to);
        fprintf(to, ":{\"yUnit\":\"%s\"", ccs_study_page_unit(self, f->axes[a]));
        ccs_json_text_member("yTitle", label, to);
        fputc('}', to);
    }
    fputs("}}", to);
    if (fclose(to) == 0) return text;
    free(text);
    return NULL;
}

static void draw_front(ccs_study_page_t *self, const ccs_study_front_t *f)
{
    static const ccs_html_column_t columns[] = {{"of", "Against", true}, {"name", "Point", true}, {"x", "Across", false},
        {"xLow", NULL, false}, {"xHigh", NULL, false}, {"y", "Upwards", false}, {"yLow", NULL, false}, {"yHigh", NULL, false},
        {"standing", "Standing", true}, {"label", NULL, true}};
    ccs_html_rows_t rows = ccs_html_rows(columns, sizeof columns / sizeof *columns);
    char *const params = front_params(self, f);
    uint32_t n_on = 0;

    for (uint32_t p = 0; p < f->study.n_points; p++) n_on += f->on[p];
    for (uint32_t a = 1; a < f->n_axes; a++)
        for (uint32_t p = 0; p < f->study.n_points && p < CCS_FRONT_MOVED_MAX; p++)
            add_point(self, f, p, a, f->on[p] && n_on <= NAMED, &rows);
    self->page.out_of_memory = self->page.out_of_memory || !params;
    if (params)
        ccs_page_chart(&self->page,
            &(ccs_chart_t){.id = "front-points",
                .spec = "scatter",
                .params = params,
                .choose = "of",
                .title = "Points by these figures",
                .note = self->drawn
                    ? self->drawn
                    : "Each point with the intervals of its figures. Who is beaten is told by all figures of the front together, not by the two that are shown; --metric chooses them.",
                .rows = &rows});
    free(params);
    ccs_html_rows_free(&rows);
}

void ccs_study_page_front(ccs_study_page_t *self)
{
    ccs_answer_t answer = {0};
    ccs_err_t why = {0};
    ccs_study_front_t front;
    const int ret = ccs_study_weigh(self->study, self->asked, &answer, &front, &why);

    if (ret == CCS_ERR_NOMEM) self->page.out_of_memory = true;
    if (ret == 0 && front.study.n_points > 1) {
        ccs_page_begin_section(&self->page, "front", "Points that no other one beats");
        draw_front(self, &front);
        ccs_study_page_told(self, CCS_ANALYSIS_front, NULL, "The front");
        ccs_page_end_section(&self->page);
    }
    ccs_answer_free(&answer);
}
