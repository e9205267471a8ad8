/* slides_money.c - slides that are tables. Invariant: a slide has no more rows than the sheet has room for, and says how many it leaves out. */
#include "slides_money.h"

#include <stdlib.h>

#include "compare.h"
#include "err.h"
#include "html.h"
#include "money_rows.h"
#include "prose.h"
#include "report_assumed.h"
#include "words.h"

/* Rows that a slide has room for. */
enum { ROWS_MAX = 12 };

/* A slide with a table and a line below it; nothing without rows. @param n_all  rows that there are @return 0 or CCS_ERR_NOMEM */
static int write_slide(const char *const title_note[2], ccs_html_rows_t *rows, uint32_t n_all, FILE *to)
{
    ccs_prose_t note = {0};

    if (rows->n_rows > ROWS_MAX) rows->n_rows = ROWS_MAX;
    ccs_prose_add(&note, "%s", ccs_word(title_note[1]));
    if (n_all > rows->n_rows) ccs_prose_add(&note, note.n > 0 ? " And %u more." : "And %u more.", n_all - rows->n_rows);
    if (rows->n_rows > 0) {
        fputs("<section class=\"options\">\n<h2>", to);
        ccs_html_prose(ccs_word(title_note[0]), to);
        fputs("</h2>\n", to);
        ccs_html_rows_table(rows, title_note[0], to);
        fputs("<p class=\"note\">", to);
        ccs_html_prose(ccs_prose_text(&note), to);
        fputs("</p>\n</section>\n", to);
    }
    const int ret = rows->out_of_memory || note.out_of_memory ? CCS_ERR_NOMEM : 0;

    ccs_prose_free(&note);
    return ret;
}

static int write_risk(const ccs_report_variant_t *variants, uint32_t n, FILE *to)
{
    ccs_html_rows_t rows = ccs_money_risk(variants, n);
    const int ret = write_slide(
        (const char *const[]){"Risk",
            "Cost in one run of ten at most, in half of them, in nine of ten; penalties of a month, and how often there is one."},
        &rows, rows.n_rows, to);

    ccs_html_rows_free(&rows);
    return ret;
}

static int write_break_even(const ccs_report_variant_t *variants, uint32_t n, const ccs_compare_t *compares, FILE *to)
{
    ccs_html_rows_t rows = ccs_money_break_even(variants, n, compares);
    const int ret =
        write_slide((const char *const[]){"Break-even", "What makes an option cost as much as the first, all else as it is."},
            &rows, rows.n_rows, to);

    ccs_html_rows_free(&rows);
    return ret;
}

int ccs_slides_money(const ccs_report_variant_t *variants, uint32_t n, FILE *to, ccs_err_t *err)
{
    ccs_compare_t *const compares = calloc(n, sizeof *compares);
    int ret = compares ? 0 : CCS_ERR_NOMEM;

    for (uint32_t i = 1; ret == 0 && i < n; i++) ret = ccs_compare_open(&compares[i], variants[0].view, variants[i].view, err);
    if (ret == 0) ret = write_risk(variants, n, to);
    if (ret == 0) ret = write_break_even(variants, n, compares, to);
    for (uint32_t i = 1; compares && i < n; i++) ccs_compare_free(&compares[i]);
    free(compares);
    return ret;
}

int ccs_slides_assumptions(const ccs_report_variant_t *variants, uint32_t n, FILE *to)
{
    uint32_t n_all;
    ccs_html_rows_t rows = ccs_assumed_rows(variants, n, ROWS_MAX, &n_all);
    const int ret = write_slide((const char *const[]){"What the figures rest on", ""}, &rows, n_all, to);

    ccs_html_rows_free(&rows);
    return ret;
}
