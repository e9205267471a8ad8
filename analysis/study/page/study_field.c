/* study_field.c - a figure over two factors as a heat map, with the line at which a target holds. Invariant: cells are what was simulated where the points are a grid of the two, else the
 * polynomial, and the table says which. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "json_write.h"
#include "study_page_parts.h"

enum {
    LEVELS_MAX = 20,
    SMOOTH = 13 /* cells of a polynomial a side */,
    LINE = 40,
    FIELDS_MAX = 24,
    CELLS_MAX = 4000,
    WRITTEN = 12
};

/* The levels of a factor, from the least on. n > LEVELS_MAX: more than are looked at. */
typedef struct {
    uint32_t factor, n;
    double at[LEVELS_MAX + 1];
} axis_t;

/* What is drawn: a response over two axes. */
typedef struct {
    uint32_t asked, response;
    axis_t across, upwards;
    bool is_simulated;
    char name[2 * CCS_STUDY_TEXT_MAX]; /* in the menu */
    double lowest, highest;
} field_t;

/* All fields of the page. */
typedef struct {
    ccs_html_rows_t cells, line;
    field_t *fields;
    struct cell *scratch; /* [LEVELS_MAX][LEVELS_MAX] */
    uint32_t n;
} fields_t;

/* ---- axes ----------------------------------------------------------------------------------------------------------------------- */

static void add_level(axis_t *self, double level)
{
    uint32_t i = 0;

    while (i < self->n && self->at[i] < level) i++;
    if ((i < self->n && self->at[i] == level) || self->n > LEVELS_MAX) return;
    if (self->n == LEVELS_MAX) {
        self->n++;
        return;
    }
    memmove(&self->at[i + 1], &self->at[i], (self->n - i) * sizeof *self->at);
    self->at[i] = level;
    self->n++;
}

static axis_t axis_of(const ccs_study_t *study, uint32_t factor)
{
    axis_t axis = {.factor = factor};

    for (uint32_t p = 0; p < study->n_points; p++) add_level(&axis, ccs_study_level(study, p, factor));
    return axis;
}

static axis_t smooth_axis(const ccs_study_t *study, uint32_t factor)
{
    axis_t axis = {.factor = factor, .n = SMOOTH};

    for (uint32_t i = 0; i < SMOOTH; i++)
        axis.at[i] = study->factor_low[factor] + (study->factor_high[factor] - study->factor_low[factor]) * i / (SMOOTH - 1);
    return axis;
}

static uint32_t index_of(const axis_t *self, double level)
{
    uint32_t i = 0;

    while (i + 1 < self->n && self->at[i] < level) i++;
    return i;
}

/* A cell reaches half the way to its neighbours. @param side  -1 or 1 */
static double edge_of(const axis_t *self, uint32_t i, int side)
{
    const bool inner = side < 0 ? i > 0 : i + 1 < self->n;
    const double step = side < 0 ? (inner ? self->at[i] - self->at[i - 1] : self->at[1] - self->at[0])
                                 : (inner ? self->at[i + 1] - self->at[i] : self->at[self->n - 1] - self->at[self->n - 2]);

    return self->at[i] + side * 0.5 * step;
}

/* ---- cells ---------------------------------------------------------------------------------------------------------------------- */

/* A figure of a cell: the mean over its points. */
typedef struct cell {
    double sum, low, high; /* low, high: of its only point */
    uint32_t n;
} cell_t;

/* @return whether each pair of levels was simulated */
static bool simulated(const ccs_study_t *study, const field_t *f, cell_t *cells)
{
    memset(cells, 0, (size_t) LEVELS_MAX * LEVELS_MAX * sizeof *cells);
    for (uint32_t p = 0; p < study->n_points; p++) {
        const size_t at = (size_t) p * study->n_responses + f->response;
        cell_t *const c = &cells[index_of(&f->across, ccs_study_level(study, p, f->across.factor)) * LEVELS_MAX +
            index_of(&f->upwards, ccs_study_level(study, p, f->upwards.factor))];

        if (!ccs_study_is_known(study, p, f->response)) continue;
        c->sum += study->mean[at];
        c->low = c->n == 0 ? study->low[at] : (double) NAN;
        c->high = c->n++ == 0 ? study->high[at] : (double) NAN;
    }
    for (uint32_t i = 0; i < f->across.n; i++)
        for (uint32_t k = 0; k < f->upwards.n; k++)
            if (cells[i * LEVELS_MAX + k].n == 0) return false;
    return true;
}

static void add_cell(const ccs_study_page_t *self, field_t *f, uint32_t i, uint32_t k, ccs_point_t value, ccs_html_rows_t *rows)
{
    const axis_t *const axes[] = {&f->across, &f->upwards};
    const uint32_t at[] = {i, k};
    char where[2 * CCS_STUDY_TEXT_MAX];

    snprintf(where, sizeof where, "%.120s %g, %.120s %g", self->study->factors[f->across.factor], f->across.at[i],
        self->study->factors[f->upwards.factor], f->upwards.at[k]);
    ccs_html_row(rows);
    ccs_html_set_text(rows, 0, f->name, NULL);
    ccs_html_set_text(rows, 1, where, NULL);
    ccs_html_set_point(rows, 2, ccs_study_unit(self->study, f->response), value);
    ccs_html_set_shown(rows, 3, value.low, "");
    ccs_html_set_shown(rows, 4, value.high, "");
    for (uint32_t a = 0; a < 2; a++) {
        ccs_html_set_shown(rows, 5 + 3 * a, axes[a]->at[at[a]], "");
        ccs_html_set_shown(rows, 6 + 3 * a, edge_of(axes[a], at[a], -1), "");
        ccs_html_set_shown(rows, 7 + 3 * a, edge_of(axes[a], at[a], 1), "");
    }
    f->lowest = fmin(f->lowest, value.mean);
    f->highest = fmax(f->highest, value.mean);
}

static void middle(const ccs_study_t *study, double x[CCS_STUDY_ASKED_MAX])
{
    for (uint32_t i = 0; i < study->n_factors && i < CCS_STUDY_ASKED_MAX; i++)
        x[i] = 0.5 * (study->factor_low[i] + study->factor_high[i]);
}

static ccs_point_t told(const ccs_study_fit_t *fit, const field_t *f, uint32_t i, uint32_t k)
{
    double x[CCS_STUDY_ASKED_MAX] = {0};

    middle(&fit->study, x);
    x[f->across.factor] = f->across.at[i];
    x[f->upwards.factor] = f->upwards.at[k];
    return ccs_point_around(ccs_surface_at(&fit->surface, fit->beta, x), (double) NAN);
}

/* ---- fields --------------------------------------------------------------------------------------------------------------------- */

/* Whether the points tell what two factors do together, so that a polynomial may be drawn over both. */
static bool tells_both(const ccs_study_fit_t *fit, uint32_t a, uint32_t b)
{
    for (uint32_t t = 0; t < fit->surface.n_terms; t++)
        if (fit->surface.terms[t].first == a && fit->surface.terms[t].second == b) return !fit->surface.terms[t].is_aliased;
    return false;
}

/* Where the target holds, by the polynomial. */
static void add_line(ccs_study_page_t *self, const field_t *f, ccs_html_rows_t *rows)
{
    const ccs_study_fit_t *const fit = &self->fits[f->asked];
    const uint32_t a = f->across.factor, b = f->upwards.factor;
    double x[CCS_STUDY_ASKED_MAX] = {0};

    if (f->response != self->target_of || !ccs_study_page_has_fit(self, f->asked) || !tells_both(fit, a, b)) return;
    for (uint32_t i = 0; i <= LINE; i++) {
        middle(self->study, x);
        x[a] = self->study->factor_low[a] + (self->study->factor_high[a] - self->study->factor_low[a]) * i / LINE;
        const double across = x[a], upwards = ccs_study_fit_solve(fit, b, self->target, x);

        if (isnan(upwards)) continue;
        ccs_html_row(rows);
        ccs_html_set_text(rows, 0, f->name, NULL);
        ccs_html_set_figure(rows, 1, CCS_FIGURE_NUMBER, across, (double) NAN);
        ccs_html_set_figure(rows, 2, CCS_FIGURE_NUMBER, upwards, (double) NAN);
    }
}

static void add_field(ccs_study_page_t *self, uint32_t asked, uint32_t a, uint32_t b, fields_t *to)
{
    const ccs_study_t *const s = self->study;
    cell_t *const cells = to->scratch;
    field_t *const f = &to->fields[to->n];
    char label[CCS_STUDY_TEXT_MAX];

    if (to->n == FIELDS_MAX || to->cells.n_rows > CELLS_MAX) return;
    *f = (field_t){.asked = asked,
        .response = self->asked->responses[asked],
        .across = axis_of(s, a),
        .upwards = axis_of(s, b),
        .lowest = INFINITY,
        .highest = -INFINITY};
    f->is_simulated = f->across.n <= LEVELS_MAX && f->upwards.n <= LEVELS_MAX && simulated(s, f, cells);
    if (!f->is_simulated) {
        if (!ccs_study_page_has_fit(self, asked) || !tells_both(&self->fits[asked], a, b)) return;
        f->across = smooth_axis(s, a);
        f->upwards = smooth_axis(s, b);
    }
    snprintf(f->name, sizeof f->name, "%s: %.70s and %.70s%s", ccs_study_page_label(self, f->response, label), s->factors[a],
        s->factors[b], f->is_simulated ? "" : ", by the polynomial");
    for (uint32_t i = 0; i < f->across.n; i++)
        for (uint32_t k = 0; k < f->upwards.n; k++) {
            const cell_t *const c = &cells[f->is_simulated ? i * LEVELS_MAX + k : 0];
            const ccs_point_t value = f->is_simulated ? (ccs_point_t){c->sum / c->n, 0.5 * (c->high - c->low), c->low, c->high}
                                                      : told(&self->fits[asked], f, i, k);

            add_cell(self, f, i, k, value, &to->cells);
        }
    add_line(self, f, &to->line);
    to->n++;
}

static bool is_drawn(const ccs_study_t *study, uint32_t factor)
{
    return factor < CCS_STUDY_ASKED_MAX && study->factor_low[factor] < study->factor_high[factor] &&
        !(study->level_texts && study->level_texts[factor][0]);
}

static void add_fields(ccs_study_page_t *self, fields_t *to)
{
    for (uint32_t i = 0; i < self->asked->n_responses; i++)
        for (uint32_t a = 0; a < self->study->n_factors; a++)
            for (uint32_t b = a + 1; b < self->study->n_factors; b++)
                if (is_drawn(self->study, a) && is_drawn(self->study, b)) add_field(self, i, a, b, to);
}

/* ---- the picture ---------------------------------------------------------------------------------------------------------------- */

static void put_levels(const char *name, const axis_t *axis, FILE *to)
{
    fprintf(to, ",\"%s\":[", name);
    for (uint32_t i = 0; i < axis->n; i++) {
        if (i > 0) fputc(',', to);
        ccs_json_number(axis->at[i], to);
    }
    fputc(']', to);
}

static void put_field(const ccs_study_page_t *self, const field_t *f, FILE *to)
{
    char label[CCS_STUDY_TEXT_MAX];

    ccs_json_text(f->name, to);
    fprintf(to, ":{\"unit\":\"%s\"", ccs_study_page_unit(self, f->response));
    ccs_json_text_member("title", ccs_study_page_label(self, f->response, label), to);
    ccs_json_text_member("xTitle", self->study->factors[f->across.factor], to);
    ccs_json_text_member("yTitle", self->study->factors[f->upwards.factor], to);
    ccs_json_number_member("lowest", f->lowest, to);
    ccs_json_number_member("highest", f->highest, to);
    if (f->is_simulated && f->across.n <= WRITTEN) put_levels("xValues", &f->across, to);
    if (f->is_simulated) put_levels("yValues", &f->upwards, to);
    if (f->across.n <= WRITTEN && f->upwards.n <= WRITTEN) fputs(",\"written\":11", to);
    if (f->response == self->target_of) fputs(",\"hasLine\":true", to);
    fputc('}', to);
}

static char *params_of(const ccs_study_page_t *self, const fields_t *of)
{
    char *text = NULL;
    size_t n;
    FILE *const to = open_memstream(&text, &n);

    if (!to) return NULL;
    fputs("{\"choices\":{", to);
    for (uint32_t i = 0; i < of->n; i++) {
        if (i > 0) fputc(',', to);
        put_field(self, &of->fields[i], to);
    }
    fputs("}}", to);
    if (fclose(to) == 0) return text;
    free(text);
    return NULL;
}

/* "0.89 % (Service level)" of each figure that the polynomial can be judged by. */
static void say_errors(ccs_study_page_t *self, ccs_prose_t *note)
{
    bool first = true;

    for (uint32_t i = 0; i < self->asked->n_responses; i++) {
        const ccs_study_fit_t *const fit = &self->fits[i];
        const uint32_t response = self->asked->responses[i];
        char label[CCS_STUDY_TEXT_MAX], off[CCS_FIGURE_MAX];
        double r2, error = (double) NAN;

        if (ccs_study_page_has_fit(self, i))
            ccs_surface_judge(&fit->surface, fit->study.levels, fit->means, fit->beta, &r2, &error);
        if (!isfinite(error)) continue;
        ccs_prose_add(note, "%s%s (%s)", first ? " At a point that it has not seen the polynomial is off by " : ", ",
            ccs_figure_mean(ccs_study_unit(self->study, response), error, (double) NAN, off),
            ccs_study_page_label(self, response, label));
        first = false;
    }
    if (!first) ccs_prose_add(note, ".");
}

/* What the picture is of, and how good the polynomial is. */
static void say_note(ccs_study_page_t *self, const fields_t *of, ccs_prose_t *note)
{
    bool polynomial = self->asked->target != NULL;

    ccs_prose_add(note, "Cells of a grid are what was simulated, over the levels of the other factors on average%s",
        self->asked->target ? "; the line is where the target holds, by the polynomial, the other factors being in the middle."
                            : ". With --target METRIC=VALUE a line is drawn where it holds.");
    for (uint32_t i = 0; i < of->n; i++) polynomial = polynomial || !of->fields[i].is_simulated;
    if (polynomial) say_errors(self, note);
}

static void draw(ccs_study_page_t *self, const fields_t *of)
{
    char *const params = params_of(self, of);
    ccs_prose_t note = {0};

    say_note(self, of, &note);
    self->page.out_of_memory = self->page.out_of_memory || !params || note.out_of_memory;
    if (params) {
        ccs_page_begin_section(&self->page, "fields", "Two factors at a time");
        ccs_page_chart(&self->page,
            &(ccs_chart_t){.id = "field",
                .spec = "field",
                .params = params,
                .choose = "of",
                .title = "A figure over two factors",
                .note = ccs_prose_text(&note),
                .rows = &of->cells,
                .name = "cells",
                .more = &of->line,
                .more_name = "line"});
        if (self->asked->target) ccs_study_page_told(self, CCS_ANALYSIS_isoline, NULL, "What must hold for the target");
        ccs_page_end_section(&self->page);
    }
    ccs_prose_free(&note);
    free(params);
}

void ccs_study_page_fields(ccs_study_page_t *self)
{
    static const ccs_html_column_t of_cells[] = {{"of", "Figure and factors", true}, {"where", "Where", true},
        {"value", "Value", false}, {"low", NULL, false}, {"high", NULL, false}, {"x", NULL, false}, {"xLow", NULL, false},
        {"xHigh", NULL, false}, {"y", NULL, false}, {"yLow", NULL, false}, {"yHigh", NULL, false}};
    static const ccs_html_column_t of_line[] = {{"of", "Figure and factors", true}, {"x", "First factor", false},
        {"y", "Second factor, for the target", false}};
    fields_t all = {.cells = ccs_html_rows(of_cells, sizeof of_cells / sizeof *of_cells),
        .line = ccs_html_rows(of_line, sizeof of_line / sizeof *of_line),
        .fields = ccs_arena_array(&self->scratch.arena, FIELDS_MAX + 1, sizeof(field_t)),
        .scratch = ccs_arena_array(&self->scratch.arena, (size_t) LEVELS_MAX * LEVELS_MAX, sizeof(cell_t))};

    if (all.fields && all.scratch) add_fields(self, &all);
    else self->page.out_of_memory = true;
    if (all.n > 0) draw(self, &all);
    ccs_html_rows_free(&all.cells);
    ccs_html_rows_free(&all.line);
}
