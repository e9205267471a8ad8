/* slides_money.c - slides that are tables. Invariant: a slide has no more rows than the sheet has room for, and says how many it leaves out. */
#include "slides_money.h"

#include <string.h>

#include "err.h"
#include "html.h"
#include "money_rows.h"
#include "prose.h"
#include "report_assumed.h"
#include "words.h"

/* Rows that a slide has room for. */
enum { ROWS_MAX = 12 };

/* Columns of the widest of these tables. */
enum { COLUMNS_MAX = 12 };

static void write_slide(const char *title, ccs_html_rows_t *rows, const char *note, FILE *to)
{
    ccs_html_column_t columns[COLUMNS_MAX];
    const ccs_html_column_t *const before = rows->columns;

    for (uint32_t i = 0; i < rows->n_columns && i < COLUMNS_MAX; i++) {
        columns[i] = before[i];
        if (columns[i].head && !strcmp(columns[i].head, "Variant")) columns[i].head = "Option"; /* what clients call it */
    }
    rows->columns = columns;
    fputs("<section class=\"options\">\n<h2>", to);
    ccs_html_prose(ccs_word(title), to);
    fputs("</h2>\n", to);
    ccs_html_rows_table(rows, title, to);
    fputs("<p class=\"note\">", to);
    ccs_html_prose(note, to);
    fputs("</p>\n</section>\n", to);
    rows->columns = before;
}

/* As many rows as a sheet has room for, and how many there are besides; nothing without rows. @return 0 or CCS_ERR_NOMEM */
static int write_rows(const char *title, const char *said, ccs_html_rows_t *rows, FILE *to)
{
    const uint32_t n = rows->n_rows;
    ccs_prose_t note = {0};

    if (n > ROWS_MAX) rows->n_rows = ROWS_MAX;
    ccs_prose_add(&note, "%s", ccs_word(said));
    if (n > rows->n_rows) ccs_prose_add(&note, " And %u more.", n - rows->n_rows);
    if (n > 0) write_slide(title, rows, ccs_prose_text(&note), to);
    const int ret = rows->out_of_memory || note.out_of_memory ? CCS_ERR_NOMEM : 0;

    ccs_prose_free(&note);
    return ret;
}

int ccs_slides_money(const ccs_page_t *page)
{
    ccs_html_rows_t risk = ccs_money_risk(page->variants, page->n_variants),
                    even = ccs_money_break_even(page->variants, page->n_variants, page->compares);
    int ret = write_rows("Risk",
        "Cost in one run of ten at most, in half of them, in nine of ten; penalties of a month, and how often there is one.",
        &risk, page->to);

    if (ret == 0)
        ret = write_rows("Break-even", "What makes an option cost as much as the first, all else as it is.", &even, page->to);
    ccs_html_rows_free(&risk);
    ccs_html_rows_free(&even);
    return ret;
}

int ccs_slides_assumptions(const ccs_report_variant_t *variants, uint32_t n, FILE *to)
{
    enum { SLIDES_MAX = 4, EACH = 9 }; /* sources are told in lines, not in words */
    const uint32_t untold = ccs_assumed_untold(variants, n);
    uint32_t n_all;
    ccs_html_rows_t rows = ccs_assumed_rows(variants, n, SLIDES_MAX * EACH, &n_all), part = rows;
    const uint32_t told = n_all - untold, shown = told < rows.n_rows ? told : rows.n_rows;
    ccs_prose_t note = {0};

    if (told > shown) ccs_prose_add(&note, "And %u more. ", told - shown);
    if (untold > 0)
        ccs_prose_add(&note, "Of %u values of costs and contracts no source is said; the page and the workbook list them.",
            untold);
    for (uint32_t from = 0; from < shown || (from == 0 && untold > 0); from += EACH) {
        part.n_rows = shown - from < EACH ? shown - from : EACH;
        part.cells = &rows.cells[(size_t) from * rows.n_columns];
        write_slide("What the figures rest on", &part, from + EACH >= shown ? ccs_prose_text(&note) : "", to);
    }
    const int ret = rows.out_of_memory || note.out_of_memory ? CCS_ERR_NOMEM : 0;

    ccs_prose_free(&note);
    ccs_html_rows_free(&rows);
    return ret;
}
