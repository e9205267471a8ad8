/* report_erlang.c - closed formulas beside what was simulated: a curve of each, and why they differ. Invariant: intervals and types are those simulated. */
#include <ctype.h>
#include <math.h>
#include <stdlib.h>

#include "beside_words.h"
#include "report_sections.h"
#include "words.h"

enum { TITLE = 160 };

static const ccs_html_column_t COLUMNS[] = {{"of", "Of", true}, {"t", "When", true}, {"series", "By", true},
    {"mean", "Service level", false}};

static void add_rows(const ccs_page_t *page, const ccs_beside_t *found, uint32_t type, ccs_html_rows_t *rows)
{
    const ccs_beside_type_t *const of = &found->types[type];
    char begin[CCS_PROSE_TIME_MAX];

    for (int k = 0; k < CCS_N_BESIDE; k++) {
        for (uint32_t i = 0; i < page->n_shown; i++) {
            const uint32_t interval = page->shown[i];

            ccs_html_row(rows);
            ccs_html_set_text(rows, 0, ccs_page_label(page, of->entity), NULL);
            ccs_html_set_text(rows, 1, found->view->intervals[interval], ccs_page_begin(page, interval, begin));
            ccs_html_set_text(rows, 2, ccs_word(ccs_beside_name((enum ccs_beside) k)), NULL);
            ccs_html_set_figure(rows, 3, CCS_FIGURE_SHARE, ccs_beside_at(of, interval, (enum ccs_beside) k), 0.001);
        }
    }
}

static void write_chart(ccs_page_t *page, const ccs_beside_t *found)
{
    ccs_html_rows_t rows = ccs_html_rows(COLUMNS, sizeof COLUMNS / sizeof *COLUMNS);
    uint32_t entities[CCS_PAGE_ENTITIES_MAX], n = 0;
    char title[TITLE];

    for (uint32_t i = 0; i < found->n && n < CCS_PAGE_ENTITIES_MAX; i++) {
        if (isnan(found->types[i].means[CCS_BESIDE_SIMULATED])) continue;
        entities[n++] = found->types[i].entity;
        add_rows(page, found, i, &rows);
    }
    char *const params = ccs_page_target_params(page, "\"unit\":\"share\",\"title\":\"Service level\"", entities, n, false);

    snprintf(title, sizeof title, ccs_word("%sservice level as simulated, and by formula"), ccs_page_whose(page));
    if (page->n_variants < 2) title[0] = 'S';
    page->out_of_memory = page->out_of_memory || !params;
    if (n > 0)
        ccs_page_chart(page,
            &(ccs_chart_t){.id = "erlang-day",
                .spec = "lines",
                .params = params,
                .choose = n > 1 ? "of" : NULL,
                .title = title,
                .note = "Each interval is a steady state of its own in the formulas, with the agents scheduled.",
                .rows = &rows,
                .by_interval = true});
    free(params);
    ccs_html_rows_free(&rows);
}

static void write_types(ccs_page_t *page, const ccs_beside_t *found)
{
    fputs("<ul class=\"plain\">\n", page->to);
    for (uint32_t i = 0; i < found->n; i++) {
        ccs_prose_t words = {0}, text = {0};

        ccs_beside_say(found, i, &words);
        if (words.n > 0) ccs_prose_add(&text, "%s: %s.", ccs_page_label(page, found->types[i].entity), ccs_prose_text(&words));
        page->out_of_memory = page->out_of_memory || words.out_of_memory;
        ccs_prose_free(&words);
        ccs_page_prose(page, "li", "", &text);
    }
    fputs("</ul>\n", page->to);
}

void ccs_section_erlang(ccs_page_t *page)
{
    const ccs_beside_t *const found = page->variants[0].beside;
    ccs_prose_t text = {0};

    if (!found || found->n == 0 || page->n_shown == 0) return;
    ccs_page_begin_section(page, "erlang", "Beside Erlang C and A");
    write_types(page, found);
    write_chart(page, found);
    ccs_page_element(page, "h3", "", "Why they differ");
    fputs("<ul class=\"plain\">\n", page->to);
    for (uint32_t i = 0; i < found->n_reasons; i++) {
        ccs_prose_add(&text, "%s.", ccs_word(found->reasons[i]));
        if (text.text) text.text[0] = (char) toupper((unsigned char) text.text[0]);
        ccs_page_prose(page, "li", "", &text);
    }
    fputs("</ul>\n", page->to);
    if (ccs_beside_left_out(found)) ccs_page_element(page, "p", "note", ccs_beside_left_out(found));
    ccs_page_end_section(page);
}
