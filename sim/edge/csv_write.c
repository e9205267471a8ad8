/* csv_write.c - CSV. Invariant: what a reader of RFC 4180 takes from a cell is the text or the number that went in, with the apostrophe
 * of a disarmed formula in front. */
#include "csv_write.h"

#include <math.h>
#include <string.h>

#include "units.h"

static void write_text(const char *text, FILE *to)
{
    const size_t n = strlen(text);
    const bool formula = n > 0 && strchr("=+-@\t\r\n", text[0]) != NULL;
    const bool quoted = n > 0 && (text[strcspn(text, ",\"\r\n")] != '\0' || text[0] == ' ' || text[n - 1] == ' ');

    if (quoted) (void) fputc('"', to);
    if (formula) (void) fputc('\'', to);
    for (; *text; text++) {
        if (*text == '"') (void) fputc('"', to);
        (void) fputc(*text, to);
    }
    if (quoted) (void) fputc('"', to);
}

void ccs_csv_write_row(const ccs_cell_t *cells, uint32_t n, FILE *to)
{
    char number[CCS_UNITS_TEXT_MAX];

    for (uint32_t i = 0; i < n; i++) {
        if (i > 0) (void) fputc(',', to);
        if (cells[i].text) write_text(cells[i].text, to);
        else if (isfinite(cells[i].number)) (void) fputs(ccs_units_write_number(cells[i].number, number, sizeof number), to);
    }
    (void) fputs("\r\n", to);
}
