/* html.c - escaping, rows. Invariant: no text that comes from a file is written but through ccs_html_text or ccs_html_json. */
#include "html.h"

#include <math.h>
#include <string.h>

#include "err.h"
#include "json_write.h"
#include "text.h"
#include "words.h"

/* ---- texts ---------------------------------------------------------------------------------------------------------------- */

static void put_html(unsigned char c, FILE *to)
{
    switch (c) {
    case '&': fputs("&amp;", to); break;
    case '<': fputs("&lt;", to); break;
    case '>': fputs("&gt;", to); break;
    case '"': fputs("&quot;", to); break;
    case '\'': fputs("&#39;", to); break;
    default: fputc(c, to);
    }
}

/* A control character that a page may not hold: C0 but tab and line break, DEL; C1 in UTF-8 is seen by its bytes. */
static bool is_control(const char *text, size_t n)
{
    const unsigned char c = (unsigned char) *text;

    return (n == 1 && ((c < 0x20 && c != '\t' && c != '\n') || c == 0x7F)) ||
        (n == 2 && c == 0xC2 && (unsigned char) text[1] < 0xA0);
}

static void write_text(const char *text, size_t left, FILE *to)
{
    while (left > 0) {
        const size_t n = ccs_text_utf8(text, left), step = n ? n : 1;

        if (n == 0 || is_control(text, n)) fputs("\xEF\xBF\xBD", to);
        else if (n == 1) put_html((unsigned char) *text, to);
        else (void) fwrite(text, 1, n, to);
        text += step;
        left -= step;
    }
}

void ccs_html_text(const char *text, FILE *to)
{
    write_text(text, strlen(text), to);
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Whether a blank stands between a figure and what belongs to it: its unit, its half-width. */
static bool holds_together(const char *text, const char *blank)
{
    static const char *const units[] = {"%", "±", "s", "min", "h", "points", "Punkte"};
    static const char plus_minus[] = "±";
    const size_t n = sizeof plus_minus - 1;

    if ((size_t) (blank - text) >= n && !memcmp(blank - n, plus_minus, n)) return true;
    if (blank == text || !(is_digit(blank[-1]) || blank[-1] == '%' || blank[-1] == 's')) return false;
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        const size_t length = strlen(units[i]);

        if (strncmp(&blank[1], units[i], length) != 0) continue;
        if (i > 1 && (!is_digit(blank[-1]) || strchr(" .,;:)", blank[1 + length]) == NULL)) continue; /* "9 services" */
        return true;
    }
    return false;
}

static bool is_minus(const char *text, const char *dash)
{
    return is_digit(dash[1]) && (dash == text || dash[-1] == ' ' || dash[-1] == '(');
}

void ccs_html_prose(const char *text, FILE *to)
{
    const char *from = text;

    for (const char *c = text; *c; c++) {
        const char *const other = *c == ' ' && holds_together(text, c) ? "\u00a0"
            : *c == '-' && is_minus(text, c)                           ? "\u2212"
                                                                       : NULL;

        if (!other) continue;
        write_text(from, (size_t) (c - from), to);
        fputs(other, to);
        from = &c[1];
    }
    ccs_html_text(from, to);
}

void ccs_html_json(const char *text, FILE *to)
{
    fputc('"', to);
    for (size_t left = strlen(text); left > 0;) {
        const size_t n = ccs_text_utf8(text, left), step = n ? n : 1;
        const unsigned char c = (unsigned char) *text;

        if (n == 0) fputs("\\ufffd", to);
        else if (n == 1 && (c < 0x20 || strchr("\"\\<>&", c))) fprintf(to, "\\u%04x", c);
        else (void) fwrite(text, 1, n, to);
        text += step;
        left -= step;
    }
    fputc('"', to);
}

/* ---- rows ----------------------------------------------------------------------------------------------------------------- */

ccs_html_rows_t ccs_html_rows(const ccs_html_column_t *columns, uint32_t n)
{
    return (ccs_html_rows_t){.columns = columns, .n_columns = n};
}

void ccs_html_row(ccs_html_rows_t *self)
{
    ccs_html_cell_t *const cells =
        ccs_arena_room(&self->arena, self->cells, self->n_rows, &self->cap_rows, self->n_columns * sizeof *cells);

    if (!cells) {
        self->out_of_memory = true;
        return;
    }
    self->cells = cells;
    for (uint32_t i = 0; i < self->n_columns; i++)
        self->cells[(size_t) self->n_rows * self->n_columns + i] = (ccs_html_cell_t){NULL, "", (double) NAN};
    self->n_rows++;
}

static const char *copied(ccs_html_rows_t *self, const char *text)
{
    const char *const copy = ccs_arena_strdup(&self->arena, text);

    if (!copy) self->out_of_memory = true;
    return copy ? copy : "";
}

static ccs_html_cell_t *cell_of(ccs_html_rows_t *self, uint32_t column)
{
    CCS_BUG_IF(self->n_rows == 0 || column >= self->n_columns);
    return &self->cells[(size_t) (self->n_rows - 1) * self->n_columns + column];
}

void ccs_html_set_text(ccs_html_rows_t *self, uint32_t column, const char *text, const char *shown)
{
    if (self->out_of_memory) return;
    const char *const own = copied(self, text);

    *cell_of(self, column) = (ccs_html_cell_t){own, shown ? copied(self, shown) : own, (double) NAN};
}

void ccs_html_set_shown(ccs_html_rows_t *self, uint32_t column, double x, const char *shown)
{
    if (self->out_of_memory) return;
    *cell_of(self, column) = (ccs_html_cell_t){NULL, copied(self, shown), x};
}

static void set_with(ccs_html_rows_t *self, uint32_t column, const char *text, const char *beside, double x)
{
    char both[2 * CCS_FIGURE_MAX];

    snprintf(both, sizeof both, "%s%s%s", text, *beside ? " " : "", beside);
    ccs_html_set_shown(self, column, x, both);
}

void ccs_html_set_figure(ccs_html_rows_t *self, uint32_t column, enum ccs_figure_unit unit, double mean, double half_width)
{
    char text[CCS_FIGURE_MAX], beside[CCS_FIGURE_MAX];

    set_with(self, column, ccs_figure_mean(unit, mean, half_width, text), ccs_figure_half_width(unit, mean, half_width, beside),
        mean);
}

void ccs_html_set_point(ccs_html_rows_t *self, uint32_t column, enum ccs_figure_unit unit, ccs_point_t point)
{
    char text[CCS_FIGURE_MAX], beside[CCS_FIGURE_MAX];

    set_with(self, column, ccs_figure_mean(unit, point.mean, point.half_width, text),
        ccs_figure_interval(unit, point.mean, point.low, point.high, beside), point.mean);
}

/* The different texts of a column, and which of them each row has. */
typedef struct {
    const char **texts;
    uint32_t n, *of; /* [n_rows]; NO_TEXT: none */
} dictionary_t;

enum { NO_TEXT = -1 };

/* Neighbours have the same text, or go round through the same texts in the same order: so the text after the last one is tried first. */
static uint32_t number_of(dictionary_t *self, uint32_t last, const char *text)
{
    for (uint32_t i = 0; i < self->n; i++) {
        const uint32_t k = (last + i) % self->n;

        if (!strcmp(self->texts[k], text)) return k;
    }
    self->texts[self->n] = text;
    return self->n++;
}

static int read_texts(const ccs_html_rows_t *self, uint32_t column, ccs_arena_t *arena, dictionary_t *to)
{
    uint32_t last = 0;

    *to = (dictionary_t){0};
    if (!self->columns[column].field || !self->columns[column].is_text) return 0;
    to->texts = ccs_arena_array(arena, (size_t) self->n_rows + 1, sizeof *to->texts);
    to->of = ccs_arena_array(arena, (size_t) self->n_rows + 1, sizeof *to->of);
    if (!to->texts || !to->of) return CCS_ERR_NOMEM;
    for (uint32_t row = 0; row < self->n_rows; row++) {
        const char *const text = self->cells[(size_t) row * self->n_columns + column].text;

        to->of[row] = (uint32_t) NO_TEXT;
        if (!text) continue;
        to->of[row] = number_of(to, last, text);
        last = to->of[row] + (row > 0 && to->of[row] != to->of[row - 1]); /* the next one, where they go round */
    }
    return 0;
}

static void write_texts(const ccs_html_rows_t *self, const dictionary_t *dictionaries, FILE *to)
{
    const char *before = "";

    for (uint32_t i = 0; i < self->n_columns; i++) {
        if (!dictionaries[i].texts) continue;
        fprintf(to, "%s\"%s\":[", before, self->columns[i].field);
        for (uint32_t k = 0; k < dictionaries[i].n; k++) {
            if (k > 0) fputc(',', to);
            ccs_html_json(dictionaries[i].texts[k], to);
        }
        fputc(']', to);
        before = ",";
    }
}

static void write_row(const ccs_html_rows_t *self, const dictionary_t *dictionaries, uint32_t row, FILE *to)
{
    const char *before = row > 0 ? ",\n[" : "\n[";

    for (uint32_t i = 0; i < self->n_columns; i++) {
        if (!self->columns[i].field) continue;
        fputs(before, to);
        before = ",";
        if (!dictionaries[i].texts) ccs_json_number(self->cells[(size_t) row * self->n_columns + i].x, to);
        else if (dictionaries[i].of[row] == (uint32_t) NO_TEXT) fputs("null", to);
        else fprintf(to, "%u", dictionaries[i].of[row]);
    }
    fputc(']', to);
}

int ccs_html_rows_json(const ccs_html_rows_t *self, FILE *to)
{
    ccs_arena_t arena = {0};
    dictionary_t *const dictionaries = ccs_arena_array(&arena, self->n_columns, sizeof *dictionaries);
    const char *before = "";
    int ret = dictionaries ? 0 : CCS_ERR_NOMEM;

    for (uint32_t i = 0; ret == 0 && i < self->n_columns; i++) ret = read_texts(self, i, &arena, &dictionaries[i]);
    CCS_TRY(ret);
    fputs("{\"fields\":[", to);
    for (uint32_t i = 0; i < self->n_columns; i++) {
        if (!self->columns[i].field) continue;
        fprintf(to, "%s\"%s\"", before, self->columns[i].field);
        before = ",";
    }
    fputs("],\"texts\":{", to);
    write_texts(self, dictionaries, to);
    fputs("},\"rows\":[", to);
    for (uint32_t row = 0; row < self->n_rows; row++) write_row(self, dictionaries, row, to);
    fputs("]}", to);
out:
    ccs_arena_free(&arena);
    return ret;
}

/* Roles are said where the style takes rows and cells out of their table. */
static void write_head(const ccs_html_rows_t *self, FILE *to)
{
    fputs(self->stacks ? "<thead role=\"rowgroup\"><tr role=\"row\">" : "<thead><tr>", to);
    for (uint32_t i = 0; i < self->n_columns; i++) {
        if (!self->columns[i].head) continue;
        fprintf(to, "<th%s scope=\"col\"%s>", self->stacks ? " role=\"columnheader\"" : "",
            self->columns[i].is_text ? "" : " class=\"num\"");
        ccs_html_text(ccs_word(self->columns[i].head), to);
        fputs("</th>", to);
    }
    fputs(self->stacks ? "</tr></thead>\n<tbody role=\"rowgroup\">\n" : "</tr></thead>\n<tbody>\n", to);
}

static void write_cell(const ccs_html_rows_t *self, uint32_t row, uint32_t column, bool first, FILE *to)
{
    const ccs_html_column_t *const c = &self->columns[column];
    const char *const shown = self->cells[(size_t) row * self->n_columns + column].shown;

    fputs(first ? "<th scope=\"row\"" : c->is_text ? "<td" : "<td class=\"num\"", to);
    if (self->stacks) {
        fputs(first ? " role=\"rowheader\"" : " role=\"cell\"", to);
        fputs(" data-head=\"", to);
        ccs_html_text(ccs_word(c->head), to);
        fputc('"', to);
    }
    fputc('>', to);
    if (c->is_text) ccs_html_text(shown, to);
    else ccs_html_prose(shown, to);
    fputs(first ? "</th>" : "</td>", to);
}

void ccs_html_rows_table(const ccs_html_rows_t *self, const char *label, FILE *to)
{
    fprintf(to, "<div class=\"%s\" tabindex=\"0\" role=\"region\" aria-label=\"", self->stacks ? "scroll stacks" : "scroll");
    ccs_html_text(ccs_word(label), to);
    fputs(self->stacks ? "\"><table role=\"table\">" : "\"><table>", to);
    write_head(self, to);
    for (uint32_t row = 0; row < self->n_rows; row++) {
        bool first = true;

        fputs(self->stacks ? "<tr role=\"row\">" : "<tr>", to);
        for (uint32_t i = 0; i < self->n_columns; i++) {
            if (!self->columns[i].head) continue;
            write_cell(self, row, i, first, to);
            first = false;
        }
        fputs("</tr>\n", to);
    }
    fputs("</tbody></table></div>\n", to);
}

void ccs_html_rows_free(ccs_html_rows_t *self)
{
    if (!self) return;
    ccs_arena_free(&self->arena);
    *self = (ccs_html_rows_t){0};
}

/* ---- bytes ---------------------------------------------------------------------------------------------------------------------- */

void ccs_html_base64(const unsigned char *bytes, size_t n, FILE *to)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    for (size_t i = 0; i < n; i += 3) {
        const unsigned second = i + 1 < n ? bytes[i + 1] : 0, third = i + 2 < n ? bytes[i + 2] : 0;
        const unsigned all = (unsigned) bytes[i] << 16 | second << 8 | third;
        const char four[4] = {digits[all >> 18], digits[all >> 12 & 63], i + 1 < n ? digits[all >> 6 & 63] : '=',
            i + 2 < n ? digits[all & 63] : '='};

        (void) fwrite(four, 1, sizeof four, to);
    }
}
