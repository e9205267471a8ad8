/* report_tornado.c - which change matters most: variants ranked by what they do to one figure, drawn. Invariant: ranks and sides are tornado.h's. */
#include "report_tornado.h"

#include <math.h>

#include "compare_words.h"
#include "tornado.h"
#include "words.h"

enum { COLUMNS = 7 };

static const char *label_of(const ccs_view_t *v, uint32_t metric)
{
    return ccs_word(ccs_metric_label(v->metrics[metric]));
}

static void add_side(const ccs_page_t *page, const ccs_tornado_t *tornado, const ccs_tornado_row_t *row, uint32_t side,
    ccs_html_rows_t *rows)
{
    const uint32_t variant = row->variants[side];
    const ccs_difference_t d = row->differences[side];
    char words[CCS_CHANGE_TEXT_MAX];
    ccs_prose_t text = {0};

    if (variant == CCS_DATA_NONE) return;
    ccs_prose_add_difference(&text, ccs_page_unit(page->of.view, tornado->metric), d.mean, d.half_width);
    ccs_html_row(rows);
    ccs_html_set_text(rows, 0, label_of(page->of.view, tornado->metric), NULL);
    ccs_html_set_text(rows, 1, ccs_report_factor(page->variants, page->n_variants, row->name, row->variants), NULL);
    ccs_html_set_text(rows, 2, page->variants[variant].name, NULL);
    ccs_html_set_shown(rows, 3, d.mean, ccs_prose_text(&text));
    ccs_html_set_shown(rows, 4, d.mean - d.half_width, "");
    ccs_html_set_shown(rows, 5, d.mean + d.half_width, "");
    ccs_html_set_text(rows, 6, ccs_change_name(d.change), ccs_compare_words(&page->compares[variant], tornado->metric, d, words));
    rows->out_of_memory = rows->out_of_memory || text.out_of_memory;
    ccs_prose_free(&text);
}

/* The rows of one figure, and what the axis then says. */
static void add_figure(ccs_page_t *page, uint32_t metric, ccs_html_rows_t *rows, ccs_prose_t *choices)
{
    static const char *const units[] = {"+number", "+share", "+time"};
    const enum ccs_figure_unit unit = ccs_page_unit(page->of.view, metric);
    const uint32_t before = rows->n_rows;
    ccs_tornado_t tornado;

    if (ccs_tornado_open(&tornado, page->compares, page->n_variants, (const uint32_t[]){metric, page->of.all}) != 0)
        page->out_of_memory = true;
    for (uint32_t i = 0; !page->out_of_memory && i < tornado.n_rows; i++)
        for (uint32_t side = 0; side < 2; side++) add_side(page, &tornado, &tornado.rows[i], side, rows);
    if (rows->n_rows > before)
        ccs_prose_add(choices, "%s\"%s\":{\"unit\":\"%s\",\"title\":\"%s%s\"}", before > 0 ? "," : "",
            label_of(page->of.view, metric), units[unit], label_of(page->of.view, metric),
            ccs_word(unit == CCS_FIGURE_SHARE ? ", difference in points" : ", difference"));
    ccs_tornado_free(&tornado);
}

void ccs_page_tornado(ccs_page_t *page, const ccs_front_t *front)
{
    static const ccs_html_column_t columns[COLUMNS] = {{"metric", "Figure", true}, {"row", "What is changed", true},
        {"name", "Variant", true}, {"difference", "Difference", false}, {"low", NULL, false}, {"high", NULL, false},
        {"verdict", "Verdict", true}};
    const uint32_t first = ccs_front_upwards(front);
    ccs_html_rows_t rows = ccs_html_rows(columns, COLUMNS);
    ccs_prose_t params = {0};

    ccs_prose_add(&params, "{\"choices\":{");
    add_figure(page, front->axes[first].metric, &rows, &params);
    for (uint32_t a = 0; a < front->n_axes; a++)
        if (a != first) add_figure(page, front->axes[a].metric, &rows, &params);
    ccs_prose_add(&params, "}}");
    page->out_of_memory = page->out_of_memory || params.out_of_memory;
    if (rows.n_rows > 0)
        ccs_page_chart(page,
            &(ccs_chart_t){.id = "tornado",
                .spec = "tornado",
                .params = params.text,
                .choose = "metric",
                .title = "What matters most",
                .note =
                    "Changes ranked by what they do to the figure chosen, against the base; two sides of one change share a row. The lines are intervals: where one leaves out 0, the difference is hardly chance.",
                .rows = &rows});
    ccs_prose_free(&params);
    ccs_html_rows_free(&rows);
}
