/* report_doubted.c - what of the band of a day is whose. */
#include "report_doubted.h"

#include <math.h>
#include <string.h>

#include "doubted.h"
#include "words.h"

/* The figure of which the sentence is. */
static void write_sentence(ccs_page_t *page)
{
    const ccs_view_t *const v = page->of.view;
    ccs_prose_t text = {0};
    ccs_doubt_row_t row = ccs_doubted_row(v, 0);
    char label[64];

    for (uint32_t i = 0; i < ccs_doubted_count(v); i++)
        if (!strcmp(ccs_doubted_row(v, i).metric, "service_level")) row = ccs_doubted_row(v, i);
    snprintf(label, sizeof label, "%s", ccs_word(ccs_metric_label(row.metric)));
    ccs_prose_add(&text, "%s differs from one %s to the next. Of the variance ", label, ccs_page_observation(page, false));
    ccs_prose_add_figure(&text, CCS_FIGURE_SHARE, row.part[0], row.half_width[0]);
    ccs_prose_add(&text, " comes of values that are estimates and could be known better, ");
    ccs_prose_add_figure(&text, CCS_FIGURE_SHARE, row.part[1], row.half_width[1]);
    ccs_prose_add(&text, " of demand that a better forecast might know, ");
    ccs_prose_add_figure(&text, CCS_FIGURE_SHARE, row.part[2], row.half_width[2]);
    ccs_prose_add(&text, " is chance, which nobody takes away.");
    ccs_page_prose(page, "p", "", &text);
}

void ccs_section_doubted(ccs_page_t *page)
{
    static const ccs_html_column_t columns[] = {{NULL, "Of the variance", true}, {NULL, "Standard deviation", false},
        {NULL, "Parameters", false}, {NULL, "Forecast", false}, {NULL, "Chance", false}};
    const ccs_view_t *const v = page->of.view;
    const uint32_t n = ccs_doubted_count(v);
    ccs_html_rows_t rows = ccs_html_rows(columns, 5);

    for (uint32_t i = 0; i < n; i++) {
        const ccs_doubt_row_t row = ccs_doubted_row(v, i);
        const uint32_t metric = ccs_view_metric(v, row.metric);

        ccs_html_row(&rows);
        ccs_html_set_text(&rows, 0, ccs_word(ccs_metric_label(row.metric)), NULL);
        ccs_html_set_figure(&rows, 1, metric == CCS_DATA_NONE ? CCS_FIGURE_NUMBER : ccs_page_unit(v, metric), row.sd,
            (double) NAN);
        for (uint32_t k = 0; k < CCS_DOUBTED_PARTS; k++)
            ccs_html_set_figure(&rows, 2 + k, CCS_FIGURE_SHARE, row.part[k], row.half_width[k]);
    }
    if (n > 0) {
        ccs_page_begin_section(page, "doubted", "What the band is made of");
        write_sentence(page);
        ccs_page_table(page, "Shares of the variance", &rows);
        ccs_page_end_section(page);
    }
    ccs_html_rows_free(&rows);
}
