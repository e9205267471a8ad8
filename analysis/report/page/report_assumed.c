/* report_assumed.c - assumptions as rows. Invariant: what is told is what `sources` of the scenario say. */
#include "report_assumed.h"

#include <math.h>
#include <string.h>

#include "assumed.h"
#include "words.h"

/* Whether the first variant has the same assumption. */
static bool is_in_first(const ccs_report_variant_t *variants, const ccs_assumed_t *row)
{
    ccs_assumed_t other;

    for (size_t at = 0; ccs_assumed_next(variants[0].view, &at, &other);)
        if (!strcmp(other.key, row->key) && !strcmp(other.value, row->value) && !strcmp(other.source, row->source)) return true;
    return false;
}

ccs_html_rows_t ccs_assumed_rows(const ccs_report_variant_t *variants, uint32_t n, uint32_t most, uint32_t *n_all)
{
    static const ccs_html_column_t columns[] = {{NULL, "Key", true}, {NULL, "Value", true}, {NULL, "Source", true},
        {NULL, "Grade", true}, {NULL, "Variant", true}};
    enum { ALL = sizeof columns / sizeof *columns };
    ccs_html_rows_t rows = ccs_html_rows(columns, n > 1 ? ALL : ALL - 1);

    *n_all = 0;
    for (uint32_t i = 0; i < n; i++) {
        ccs_assumed_t row;

        for (size_t at = 0; ccs_assumed_next(variants[i].view, &at, &row);) {
            if (i > 0 && is_in_first(variants, &row)) continue;
            if ((*n_all)++ >= most) continue;
            ccs_html_row(&rows);
            ccs_html_set_text(&rows, 0, row.key, NULL);
            ccs_html_set_text(&rows, 1, row.value, NULL);
            ccs_html_set_text(&rows, 2, ccs_word(row.source), NULL);
            ccs_html_set_text(&rows, 3, ccs_word(row.grade), NULL);
            if (n > 1) ccs_html_set_text(&rows, 4, variants[i].name, NULL);
        }
    }
    return rows;
}
