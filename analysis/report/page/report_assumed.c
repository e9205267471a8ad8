/* report_assumed.c - assumptions as rows. Invariant: what is told is what `sources` of the scenario say. */
#include "report_assumed.h"

#include <string.h>

#include "assumed.h"
#include "prose.h"
#include "words.h"

static bool is_same(const ccs_assumed_t *a, const ccs_assumed_t *b)
{
    return !strcmp(a->key, b->key) && !strcmp(a->value, b->value) && !strcmp(a->source, b->source);
}

static bool has(const ccs_report_variant_t *variant, const ccs_assumed_t *row)
{
    ccs_assumed_t other;

    for (size_t at = 0; ccs_assumed_next(variant->view, &at, &other);)
        if (is_same(&other, row)) return true;
    return false;
}

/* How many of the variants from .. to - 1 have an assumption. */
static uint32_t count(const ccs_report_variant_t *variants, uint32_t from, uint32_t to, const ccs_assumed_t *row)
{
    uint32_t n = 0;

    for (uint32_t i = from; i < to; i++) n += has(&variants[i], row);
    return n;
}

/* What is measured, quoted or changed comes before what is assumed, and that before what nobody vouches for. */
enum rank { KNOWN, ASSUMED, UNTOLD, N_RANKS };

static enum rank rank_of(const ccs_assumed_t *row)
{
    if (!strcmp(row->source, CCS_ASSUMED_UNTOLD)) return UNTOLD;
    return !strcmp(row->grade, "assumed") ? ASSUMED : KNOWN;
}

/* Of several variants with those that have it: "V2 and 3 more". */
static void add_row(ccs_html_rows_t *rows, const ccs_assumed_t *row, const ccs_report_variant_t *variants, uint32_t first,
    uint32_t n)
{
    const uint32_t more = n > 1 ? count(variants, first + 1, n, row) : 0;
    ccs_prose_t in = {0};

    ccs_html_row(rows);
    ccs_html_set_text(rows, 0, row->key, NULL);
    ccs_html_set_text(rows, 1, row->value, NULL);
    ccs_html_set_text(rows, 2, ccs_word(row->source), NULL);
    ccs_html_set_text(rows, 3, ccs_word(row->grade), NULL);
    if (n <= 1) return;
    if (more + 1 == n) ccs_prose_add(&in, "all");
    else ccs_prose_add(&in, more > 0 ? "%s and %u more" : "%s", variants[first].name, more);
    ccs_html_set_text(rows, 4, ccs_prose_text(&in), NULL);
    rows->out_of_memory = rows->out_of_memory || in.out_of_memory;
    ccs_prose_free(&in);
}

/* The rows of a rank, of all variants. @return how many there are */
static uint32_t add_rank(const ccs_report_variant_t *variants, uint32_t n, enum rank rank, uint32_t most, ccs_html_rows_t *rows)
{
    uint32_t found = 0;

    for (uint32_t i = 0; i < n; i++) {
        ccs_assumed_t row;

        for (size_t at = 0; ccs_assumed_next(variants[i].view, &at, &row);) {
            if (rank_of(&row) != rank || count(variants, 0, i, &row) > 0) continue;
            if (rows->n_rows < most) add_row(rows, &row, variants, i, n);
            found++;
        }
    }
    return found;
}

uint32_t ccs_assumed_untold(const ccs_report_variant_t *variants, uint32_t n)
{
    ccs_html_rows_t none = {0};

    return add_rank(variants, n, UNTOLD, 0, &none);
}

ccs_html_rows_t ccs_assumed_rows(const ccs_report_variant_t *variants, uint32_t n, uint32_t most, uint32_t *n_all)
{
    static const ccs_html_column_t columns[] = {{NULL, "Key", true}, {NULL, "Value", true}, {NULL, "Source", true},
        {NULL, "Grade", true}, {NULL, "Variant", true}};
    enum { ALL = sizeof columns / sizeof *columns };
    ccs_html_rows_t rows = ccs_html_rows(columns, n > 1 ? ALL : ALL - 1);

    *n_all = 0;
    for (enum rank rank = KNOWN; rank < N_RANKS; rank++) *n_all += add_rank(variants, n, rank, most, &rows);
    return rows;
}
