/* csv_export.c - the words of exports. */
#include "csv_export.h"

#include <stddef.h>
#include <string.h>

#include "text.h"

enum { DATE_DIGITS = 6 /* of a date, at least */ };

const ccs_import_role_t CCS_IMPORT_ROLES[CCS_N_IMPORT_ROLES] = {
#define X(name, text, words) {#name, text, words},
    CCS_IMPORT_ROLE_LIST(X) CCS_IMPORT_HAPPENED_LIST(X)
#undef X
};

bool ccs_csv_is_total(const char *text)
{
    static const char *const words[] = {"total", "totals", "grandtotal", "subtotal", "sum", "summe", "gesamt", "gesamtsumme",
        "insgesamt", "zwischensumme", "average", "mean", "mittelwert", "durchschnitt", "all", "alle", "allqueues"};
    char bare[32];

    if (*text >= '0' && *text <= '9') return false; /* a date or a time, as in nearly all rows */
    ccs_text_bare(text, bare, sizeof bare);
    const size_t n = strcspn(bare, "0123456789");

    if (strspn(&bare[n], "0123456789") >= DATE_DIGITS) bare[n] = '\0'; /* "Summe 02.03.2026" */
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcmp(bare, words[i]) == 0) return true;
    return false;
}

static bool is_empty(const char *cell)
{
    return !cell || !*cell;
}

bool ccs_csv_is_total_row(const ccs_csv_whose_t *row)
{
    if ((row->date && ccs_csv_is_total(row->date)) || (row->time && ccs_csv_is_total(row->time))) return true;
    if (row->first && row->first != row->queue && ccs_csv_is_total(row->first)) return true;
    return (row->date || row->time) && is_empty(row->date) && is_empty(row->time) && is_empty(row->queue);
}
