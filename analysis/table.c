/* table.c - columns of texts. Invariant: cells hold n_rows * n_columns texts, never NULL, unless memory ran out. */
#include "table.h"

#include <string.h>

#include "err.h"

static const char *const COLORS[] = {"", "\033[32m", "\033[31m", "\033[33m"};

uint32_t ccs_table_width(const char *text)
{
    uint32_t n = 0;

    for (; *text; text++) n += ((unsigned char) *text & 0xC0) != 0x80; /* bytes that begin a character */
    return n;
}

const char *ccs_table_harmless(ccs_arena_t *arena, const char *text)
{
    char *const copy = ccs_arena_strdup(arena, text);

    for (char *c = copy; c && *c; c++) {
        if ((unsigned char) *c < 0x20 || *c == 0x7F) *c = '?';
        if ((unsigned char) *c == 0xC2 && ((unsigned char) c[1] & 0xE0) == 0x80) c[0] = c[1] = '?'; /* U+0080 to U+009F */
    }
    return copy;
}

static const char *copied(ccs_table_t *self, const char *text)
{
    const char *const copy = ccs_table_harmless(&self->arena, text);

    if (!copy) self->out_of_memory = true;
    return copy ? copy : "";
}

void ccs_table_add_column(ccs_table_t *self, const char *head, enum ccs_table_align align)
{
    CCS_BUG_IF(self->n_rows > 0);
    ccs_table_column_t *const columns =
        ccs_arena_room(&self->arena, self->columns, self->n_columns, &self->cap_columns, sizeof *columns);

    if (!columns) {
        self->out_of_memory = true;
        return;
    }
    self->columns = columns;
    self->columns[self->n_columns++] = (ccs_table_column_t){copied(self, head), align};
}

void ccs_table_add_row(ccs_table_t *self)
{
    ccs_table_cell_t *const cells =
        ccs_arena_room(&self->arena, self->cells, self->n_rows, &self->cap_rows, self->n_columns * sizeof *cells);

    if (!cells) {
        self->out_of_memory = true;
        return;
    }
    self->cells = cells;
    for (uint32_t i = 0; i < self->n_columns; i++)
        self->cells[(size_t) self->n_rows * self->n_columns + i] = (ccs_table_cell_t){"", "", CCS_TABLE_PLAIN};
    self->n_rows++;
}

void ccs_table_set(ccs_table_t *self, uint32_t column, const char *text, const char *beside, enum ccs_table_color color)
{
    if (self->out_of_memory) return;
    CCS_BUG_IF(self->n_rows == 0 || column >= self->n_columns);
    self->cells[(size_t) (self->n_rows - 1) * self->n_columns + column] =
        (ccs_table_cell_t){copied(self, text), copied(self, beside), color};
}

void ccs_table_free(ccs_table_t *self)
{
    if (!self) return;
    ccs_arena_free(&self->arena);
    *self = (ccs_table_t){0};
}

/* ---- printing ------------------------------------------------------------------------------------------------------------- */

typedef struct {
    uint32_t text, beside, all; /* characters: of texts, of what stands beside them, of the column */
} widths_t;

static uint32_t larger(uint32_t a, uint32_t b)
{
    return a > b ? a : b;
}

static widths_t widths_of(const ccs_table_t *self, uint32_t column)
{
    widths_t w = {0};

    for (uint32_t row = 0; row < self->n_rows; row++) {
        const ccs_table_cell_t *const cell = &self->cells[(size_t) row * self->n_columns + column];

        w.text = larger(w.text, ccs_table_width(cell->text));
        w.beside = larger(w.beside, ccs_table_width(cell->beside));
    }
    w.all = larger(w.text + (w.beside > 0 ? 1 + w.beside : 0), ccs_table_width(self->columns[column].head));
    return w;
}

static void print_blanks(uint32_t n, FILE *to)
{
    for (uint32_t i = 0; i < n; i++) (void) fputc(' ', to);
}

/* Nothing follows the last column, so no blanks do either. */
static void print_cell(const ccs_table_cell_t *cell, enum ccs_table_align align, const widths_t *w, bool last, FILE *to)
{
    const uint32_t width = ccs_table_width(cell->text), beside = ccs_table_width(cell->beside);
    const uint32_t of_pair = w->text + (w->beside > 0 ? 1 + w->beside : 0);
    const uint32_t before = align == CCS_TABLE_LEFT ? 0
        : align == CCS_TABLE_RIGHT                  ? w->all - width
                                                    : w->all - of_pair + w->text - width;
    uint32_t used = before + width;

    print_blanks(before, to);
    (void) fputs(cell->text, to);
    if (beside > 0) {
        (void) fprintf(to, " %s", cell->beside);
        used += 1 + beside;
    }
    if (!last) print_blanks(w->all - used + 2, to);
}

static void print_line(const ccs_table_t *self, const ccs_table_cell_t *cells, const widths_t *w, bool colors, FILE *to)
{
    uint32_t n = self->n_columns;

    while (n > 0 && cells[n - 1].text[0] == '\0') n--; /* no blanks at the end of a line */
    for (uint32_t i = 0; i < n; i++) {
        const enum ccs_table_color color = colors ? cells[i].color : CCS_TABLE_PLAIN;

        (void) fputs(COLORS[color], to);
        print_cell(&cells[i], self->columns[i].align, &w[i], i + 1 == n, to);
        if (color != CCS_TABLE_PLAIN) (void) fputs("\033[0m", to);
    }
    (void) fputc('\n', to);
}

static void print_head(const ccs_table_t *self, const widths_t *w, bool colors, FILE *to)
{
    uint32_t n = self->n_columns;

    while (n > 0 && self->columns[n - 1].head[0] == '\0') n--;
    if (colors) (void) fputs("\033[1m", to);
    for (uint32_t i = 0; i < n; i++) {
        const char *const head = self->columns[i].head;
        const uint32_t gap = w[i].all - ccs_table_width(head);
        const bool left = self->columns[i].align == CCS_TABLE_LEFT, last = i + 1 == n;

        if (!left) print_blanks(gap, to);
        (void) fputs(head, to);
        if (!last) print_blanks((left ? gap : 0) + 2, to);
    }
    (void) fputs(colors ? "\033[0m\n" : "\n", to);
}

int ccs_table_print(const ccs_table_t *self, bool colors, FILE *to)
{
    ccs_arena_t arena = {0};
    widths_t *const w = ccs_arena_array(&arena, self->n_columns, sizeof *w);

    if (!w || self->out_of_memory) {
        ccs_arena_free(&arena);
        return CCS_ERR_NOMEM;
    }
    for (uint32_t i = 0; i < self->n_columns; i++) w[i] = widths_of(self, i);
    print_head(self, w, colors, to);
    for (uint32_t row = 0; row < self->n_rows; row++)
        print_line(self, &self->cells[(size_t) row * self->n_columns], w, colors, to);
    ccs_arena_free(&arena);
    return 0;
}
