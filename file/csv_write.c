/* csv_write.c - CSV. Invariant: what a reader of RFC 4180 takes from a cell is the text or the number that went in, with the apostrophe
 * of a disarmed formula in front. */
#include "csv_write.h"

#include <math.h>
#include <string.h>

#include "units.h"

static char separator_of(const ccs_csv_form_t *form)
{
    return form->separator ? form->separator : ',';
}

static bool needs_quotes(const char *text, char separator)
{
    const char marks[] = {separator, '"', '\r', '\n', '\0'};
    const size_t n = strlen(text);

    return n > 0 && (text[strcspn(text, marks)] != '\0' || text[0] == ' ' || text[n - 1] == ' ');
}

static void write_text(const char *text, char separator, FILE *to)
{
    const bool formula = text[0] && strchr("=+-@\t\r\n", text[0]) != NULL, quoted = needs_quotes(text, separator);

    if (quoted) fputc('"', to);
    if (formula) fputc('\'', to);
    for (; *text; text++) {
        if (*text == '"') fputc('"', to);
        fputc(*text, to);
    }
    if (quoted) fputc('"', to);
}

/* Whether a text begins with 2026-03-02, and nothing or what parts a time from it follows. */
static bool begins_with_date(const char *text)
{
    static const char form[] = "0000-00-00";

    for (size_t i = 0; form[i]; i++)
        if (form[i] == '-' ? text[i] != '-' : text[i] < '0' || text[i] > '9') return false;
    return text[sizeof form - 1] == '\0' || strchr("T ", text[sizeof form - 1]) != NULL;
}

/* What is no date is written as it stands. */
static void write_date(const char *text, const ccs_csv_form_t *form, FILE *to)
{
    enum { YEAR = 4, MONTH = 5, DAY = 8, REST = 10, LENGTH = 96 };
    char turned[LENGTH];

    if (!form->day_first || !begins_with_date(text) || strlen(text) >= LENGTH) {
        write_text(text, separator_of(form), to);
        return;
    }
    snprintf(turned, sizeof turned, "%.2s.%.2s.%.*s%s%s", &text[DAY], &text[MONTH], (int) YEAR, text, text[REST] ? " " : "",
        text[REST] ? &text[REST + 1] : "");
    write_text(turned, separator_of(form), to);
}

static void write_number(double x, char decimal, FILE *to)
{
    char text[CCS_UNITS_TEXT_MAX];

    (void) ccs_units_write_number(x, text, sizeof text);
    char *const point = strchr(text, '.');

    if (point && decimal) *point = decimal;
    fputs(text, to);
}

void ccs_csv_write_text(const ccs_csv_form_t *form, const char *text, FILE *to)
{
    write_text(text, separator_of(form), to);
}

void ccs_csv_write_mark(const ccs_csv_form_t *form, FILE *to)
{
    if (form->separator == ';') fputs("\xef\xbb\xbf", to);
}

void ccs_csv_write_row(const ccs_csv_form_t *form, const ccs_row_cell_t *cells, uint32_t n, FILE *to)
{
    const char separator = separator_of(form);

    for (uint32_t i = 0; i < n; i++) {
        if (i > 0) fputc(separator, to);
        if (cells[i].text && cells[i].kind == CCS_CELL_DATE) write_date(cells[i].text, form, to);
        else if (cells[i].text && cells[i].kind != CCS_CELL_FORMULA) write_text(cells[i].text, separator, to);
        else if (isfinite(cells[i].number)) write_number(cells[i].number, form->decimal, to);
    }
    fputs("\r\n", to);
}

bool ccs_csv_form_named(const char *language, ccs_csv_form_t *form)
{
    static const struct {
        const char *language;
        ccs_csv_form_t form;
    } rows[] = {{"en", {',', '.', false}}, {"de", {';', ',', true}}};

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        if (strcmp(rows[i].language, language) != 0) continue;
        *form = rows[i].form;
        return true;
    }
    return false;
}
