/* json_sources.c - where numbers come from as JSON. Invariant: a variant has the rows that its own scenario says. */
#include "json_sources.h"

#include "assumed.h"
#include "json_write.h"

static void print_row(const ccs_view_t *v, const ccs_assumed_t *row, bool several, FILE *to)
{
    ccs_json_text(row->key, to);
    if (several) ccs_json_text_member("variant", v->name, to);
    ccs_json_text_member("value", row->value, to);
    ccs_json_text_member("source", row->source, to);
    ccs_json_text_member("grade", *row->grade ? row->grade : NULL, to);
    fputc('}', to);
}

void ccs_json_sources(const ccs_view_t *views, uint32_t n, FILE *to)
{
    size_t n_told = 0;
    ccs_assumed_t row;

    for (uint32_t k = 0; k < n; k++) {
        for (size_t at = 0; ccs_assumed_next(&views[k], &at, &row);) {
            fputs(n_told++ ? ",\n  {\"key\": " : ",\n \"assumptions\": [\n  {\"key\": ", to);
            print_row(&views[k], &row, n > 1, to);
        }
    }
    if (n_told > 0) fputs("\n ]", to);
}
