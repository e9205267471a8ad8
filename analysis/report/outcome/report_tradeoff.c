/* report_tradeoff.c - efficiency against satisfaction: variants by several figures at once. Invariant: which variant beats which is front.h's. */
#include <math.h>
#include <string.h>

#include "front.h"
#include "report_columns.h"
#include "report_outcomes.h"
#include "report_tornado.h"
#include "words.h"

enum { LEAST_VARIANTS = 3, AXIS_TITLE = 96 };
static const double SURE = 0.95;

static const char *standing_of(const ccs_front_row_t *row)
{
    if (row->on_front >= SURE) return "beaten by none";
    return row->on_front <= 1 - SURE ? "beaten" : "undecided";
}

static const char *label_of(const ccs_front_t *f, uint32_t axis)
{
    return ccs_word(ccs_metric_label(f->of.views[0]->metrics[f->axes[axis].metric]));
}

/* ---- the picture ---------------------------------------------------------------------------------------------------------- */

static void add_point(const ccs_page_t *page, const ccs_front_t *f, uint32_t variant, uint32_t axis, ccs_html_rows_t *rows)
{
    const uint32_t axes[] = {0, axis};

    ccs_html_row(rows);
    ccs_html_set_text(rows, 0, label_of(f, axis), NULL);
    ccs_html_set_text(rows, 1, page->variants[variant].name, NULL);
    for (uint32_t i = 0; i < 2; i++) {
        const ccs_point_t x = ccs_front_point(f, variant, axes[i]);

        ccs_html_set_point(rows, 2 + 3 * i, ccs_page_unit(page->of.view, f->axes[axes[i]].metric), x);
        ccs_html_set_shown(rows, 3 + 3 * i, x.low, "");
        ccs_html_set_shown(rows, 4 + 3 * i, x.high, "");
    }
    ccs_html_set_text(rows, 8, standing_of(&f->rows[variant]), ccs_word(standing_of(&f->rows[variant])));
}

static const char *unit_name(const ccs_page_t *page, uint32_t metric)
{
    static const char *const names[] = {"number", "share", "time"};

    return names[ccs_page_unit(page->of.view, metric)];
}

static void write_picture(ccs_page_t *page, const ccs_front_t *f)
{
    static const ccs_html_column_t columns[] = {{"of", "Against", true}, {"name", "Variant", true}, {"x", "Across", false},
        {"xLow", NULL, false}, {"xHigh", NULL, false}, {"y", "Upwards", false}, {"yLow", NULL, false}, {"yHigh", NULL, false},
        {"standing", "Standing", true}};
    ccs_html_rows_t rows = ccs_html_rows(columns, sizeof columns / sizeof *columns);
    ccs_prose_t params = {0}, title = {0};

    ccs_prose_add(&params, "{\"xUnit\":\"%s\",\"xTitle\":\"%s\",\"choices\":{", unit_name(page, f->axes[0].metric),
        label_of(f, 0));
    for (uint32_t a = 1; a < f->n_axes; a++) {
        ccs_prose_add(&params, "%s\"%s\":{\"yUnit\":\"%s\",\"yTitle\":\"%s\"}", a > 1 ? "," : "", label_of(f, a),
            unit_name(page, f->axes[a].metric), label_of(f, a));
        for (uint32_t i = 0; i < f->of.n; i++) add_point(page, f, i, a, &rows);
    }
    ccs_prose_add(&params, "}}");
    ccs_prose_add(&title, "%s against what customers get", label_of(f, 0));
    page->out_of_memory = page->out_of_memory || params.out_of_memory || title.out_of_memory;
    ccs_page_chart(page,
        &(ccs_chart_t){.id = "tradeoff-points",
            .spec = "scatter",
            .params = params.text,
            .choose = "of",
            .title = ccs_prose_text(&title),
            .note =
                "Each variant with the intervals of its means. Who is beaten is told by all the figures together, not by the two that are shown.",
            .rows = &rows});
    ccs_prose_free(&params);
    ccs_prose_free(&title);
    ccs_html_rows_free(&rows);
}

/* ---- the table ------------------------------------------------------------------------------------------------------------ */

static void add_row(const ccs_page_t *page, const ccs_front_t *f, uint32_t variant, ccs_html_rows_t *rows)
{
    const ccs_front_row_t *const row = &f->rows[variant];
    char beaten_by[AXIS_TITLE] = "";

    if (row->beaten_by != CCS_DATA_NONE)
        snprintf(beaten_by, sizeof beaten_by, "%.70s (%.0f %%)", page->variants[row->beaten_by].name, 100 * row->beaten_by_frac);
    ccs_html_row(rows);
    ccs_html_set_text(rows, 0, page->variants[variant].name, NULL);
    for (uint32_t a = 0; a < f->n_axes; a++)
        ccs_html_set_point(rows, 1 + a, ccs_page_unit(page->of.view, f->axes[a].metric), ccs_front_point(f, variant, a));
    ccs_html_set_figure(rows, 1 + f->n_axes, CCS_FIGURE_SHARE, row->on_front, NAN);
    ccs_html_set_text(rows, 2 + f->n_axes, beaten_by, NULL);
}

static void write_table(ccs_page_t *page, const ccs_front_t *f)
{
    ccs_html_column_t columns[3 + CCS_FRONT_AXES_MAX] = {{NULL, "Variant", true}};

    for (uint32_t a = 0; a < f->n_axes; a++) columns[1 + a] = (ccs_html_column_t){NULL, label_of(f, a), false};
    columns[1 + f->n_axes] = (ccs_html_column_t){NULL, "Beaten by none", false};
    columns[2 + f->n_axes] = (ccs_html_column_t){NULL, "Beaten most often by", true};
    ccs_html_rows_t rows = ccs_html_rows(columns, 3 + f->n_axes);

    for (uint32_t i = 0; i < f->of.n; i++) add_row(page, f, i, &rows);
    ccs_page_table(page, "Variants by all these figures", &rows);
    ccs_html_rows_free(&rows);
}

static void say_standing(const ccs_page_t *page, const ccs_front_t *f, const char *standing, const char *what, ccs_prose_t *to)
{
    uint32_t n = 0, said = 0;

    for (uint32_t i = 0; i < f->of.n; i++) n += !strcmp(standing_of(&f->rows[i]), standing);
    if (n == 0) return;
    ccs_prose_add(to, "%s%s: ", to->n > 0 ? " " : "", ccs_word(what));
    for (uint32_t i = 0; i < f->of.n; i++)
        if (!strcmp(standing_of(&f->rows[i]), standing))
            ccs_prose_add(to, "%s%s", ccs_prose_comma(said++, n), page->variants[i].name);
    ccs_prose_add(to, ".");
}

static void write_front(ccs_page_t *page, const ccs_front_t *f)
{
    ccs_prose_t text = {0};

    say_standing(page, f, "beaten by none", "Beaten by none", &text);
    say_standing(page, f, "beaten", "Beaten by another one", &text);
    say_standing(page, f, "undecided", "Undecided, as more replications would tell", &text);
    ccs_page_prose(page, "p", "", &text);
    write_picture(page, f);
    write_table(page, f);
    ccs_page_element(page, "p", "note",
        "A variant beats another one where it is worse in none of the figures by more than the margin that matters, and better in one by more than that. "
        "Beaten by none: the probability of that, as other replications with the same customers in every variant would show.");
    ccs_page_tornado(page, f);
}

void ccs_section_tradeoff(ccs_page_t *page)
{
    ccs_front_axis_t axes[CCS_FRONT_AXES_MAX];
    ccs_arena_t scratch = {0};
    ccs_front_t front = {.n_axes = 0};

    if (page->n_variants < LEAST_VARIANTS || !ccs_page_has_any(page, "fcr", (ccs_page_entities_t){&page->of.all, 1})) return;
    const ccs_view_t **const views = ccs_arena_array(&scratch, page->n_variants, sizeof(const ccs_view_t *));

    for (uint32_t i = 0; views && i < page->n_variants; i++) views[i] = page->variants[i].view;
    const ccs_front_of_t of = {views, page->compares, page->n_variants, page->of.all};
    const uint32_t n_axes = views ? ccs_front_axes_default(&of, axes) : 0;

    if (!views || ccs_front_open(&front, &of, axes, n_axes) != 0) {
        page->out_of_memory = true;
    } else if (n_axes > 1) {
        ccs_page_begin_section(page, "tradeoff", "Efficiency against satisfaction");
        write_front(page, &front);
        ccs_page_end_section(page);
    }
    ccs_front_free(&front);
    ccs_arena_free(&scratch);
}
