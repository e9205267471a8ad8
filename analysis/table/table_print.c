/* table_print.c - a table within the width of a line. Invariant: every cell is printed, whole, beside or below the keys of its row; a figure is
 * never broken over two lines. */
#include <string.h>

#include "err.h"
#include "table.h"
#include "text.h"

enum {
    GAP = 2,
    LEAST_TEXT = 28,
    INDENT = 2
}; /* LEAST_TEXT: characters that the last column needs to be read when it has several lines */

static const char *const COLORS[] = {"", "\033[32m", "\033[31m", "\033[33m"};

typedef struct {
    uint32_t text, beside, all; /* characters: of texts, of what stands beside them, of the column */
} widths_t;

/* A table on its way to paper. */
typedef struct {
    const ccs_table_t *table;
    const widths_t *widths; /* by column */
    ccs_table_form_t form;
    FILE *to;
    uint32_t n_keys;
} printer_t;

/* Columns that stand side by side: the keys, then first .. end - 1. */
typedef struct {
    uint32_t first, end;
    uint32_t width;
    uint32_t text_at; /* where the last column begins */
    bool is_long;     /* one line is not enough for it */
} block_t;

static uint32_t larger(uint32_t a, uint32_t b)
{
    return a > b ? a : b;
}

static const ccs_table_cell_t *cell_at(const ccs_table_t *self, uint32_t row, uint32_t column)
{
    return &self->cells[(size_t) row * self->n_columns + column];
}

static widths_t widths_of(const ccs_table_t *self, uint32_t column)
{
    widths_t w = {0};

    for (uint32_t row = 0; row < self->n_rows; row++) {
        w.text = larger(w.text, ccs_text_width(cell_at(self, row, column)->text));
        w.beside = larger(w.beside, ccs_text_width(cell_at(self, row, column)->beside));
    }
    w.all = larger(w.text + (w.beside > 0 ? 1 + w.beside : 0), ccs_text_width(self->columns[column].head));
    return w;
}

static void print_blanks(uint32_t n, FILE *to)
{
    for (uint32_t i = 0; i < n; i++) fputc(' ', to);
}

/* ---- side by side --------------------------------------------------------------------------------------------------------- */

/* The column at a place in a block. */
static uint32_t column_of(const printer_t *p, const block_t *block, uint32_t place)
{
    return place < p->n_keys ? place : block->first + place - p->n_keys;
}

static uint32_t n_places(const printer_t *p, const block_t *block)
{
    return p->n_keys + block->end - block->first;
}

/* Nothing follows the last column, so no blanks do either. */
static void print_cell(const ccs_table_cell_t *cell, enum ccs_table_align align, const widths_t *w, bool last, FILE *to)
{
    const uint32_t width = ccs_text_width(cell->text), beside = ccs_text_width(cell->beside);
    const uint32_t of_pair = w->text + (w->beside > 0 ? 1 + w->beside : 0);
    const uint32_t before = align == CCS_TABLE_LEFT ? 0
        : align == CCS_TABLE_RIGHT                  ? w->all - width
                                                    : w->all - of_pair + w->text - width;
    uint32_t used = before + width;

    print_blanks(before, to);
    fputs(cell->text, to);
    if (beside > 0) {
        fprintf(to, " %s", cell->beside);
        used += 1 + beside;
    }
    if (!last) print_blanks(w->all - used + GAP, to);
}

static void print_row(const printer_t *p, const block_t *block, uint32_t row)
{
    uint32_t n = n_places(p, block);

    while (n > 0 && cell_at(p->table, row, column_of(p, block, n - 1))->text[0] == '\0') n--; /* no blanks at the end of a line */
    for (uint32_t i = 0; i < n; i++) {
        const uint32_t column = column_of(p, block, i);
        const ccs_table_cell_t *const cell = cell_at(p->table, row, column);
        const enum ccs_table_color color = p->form.colors ? cell->color : CCS_TABLE_PLAIN;
        const bool is_last = i + 1 == n, is_long = block->is_long && column + 1 == p->table->n_columns;

        fputs(COLORS[color], p->to);
        if (is_long) ccs_text_hang(cell->text, block->text_at, block->text_at, p->form.width, p->to);
        else print_cell(cell, p->table->columns[column].align, &p->widths[column], is_last, p->to);
        if (color != CCS_TABLE_PLAIN) fputs("\033[0m", p->to);
    }
    fputc('\n', p->to);
}

static void print_head(const printer_t *p, const block_t *block)
{
    uint32_t n = n_places(p, block);

    while (n > 0 && p->table->columns[column_of(p, block, n - 1)].head[0] == '\0') n--;
    if (p->form.colors) fputs("\033[1m", p->to);
    for (uint32_t i = 0; i < n; i++) {
        const uint32_t column = column_of(p, block, i);
        const char *const head = p->table->columns[column].head;
        const uint32_t gap = p->widths[column].all - ccs_text_width(head);
        const bool left = p->table->columns[column].align == CCS_TABLE_LEFT, last = i + 1 == n;

        if (!left) print_blanks(gap, p->to);
        fputs(head, p->to);
        if (!last) print_blanks((left ? gap : 0) + GAP, p->to);
    }
    fputs(p->form.colors ? "\033[0m\n" : "\n", p->to);
}

static void print_block(const printer_t *p, const block_t *block)
{
    print_head(p, block);
    for (uint32_t row = 0; row < p->table->n_rows; row++) print_row(p, block, row);
}

/* ---- which columns fit ---------------------------------------------------------------------------------------------------- */

/* Whether the last column is a text that may have several lines. */
static bool ends_in_text(const printer_t *p)
{
    const uint32_t last = p->table->n_columns - 1;

    return last >= p->n_keys && p->table->columns[last].align == CCS_TABLE_LEFT && p->widths[last].all > LEAST_TEXT;
}

/* The least width of a column. */
static uint32_t least(const printer_t *p, uint32_t column)
{
    return column + 1 == p->table->n_columns && ends_in_text(p) ? LEAST_TEXT : p->widths[column].all;
}

static uint32_t width_of_keys(const printer_t *p)
{
    uint32_t width = 0;

    for (uint32_t i = 0; i < p->n_keys; i++) width += p->widths[i].all + (i > 0 ? GAP : 0);
    return width;
}

/* The columns from first on that fit on a line beside the keys; one at least. */
static block_t block_from(const printer_t *p, uint32_t first)
{
    const uint32_t n = p->table->n_columns, most = p->form.width ? p->form.width : UINT32_MAX;
    block_t block = {.first = first, .end = first};
    uint32_t at = width_of_keys(p);

    for (; block.end < n && (block.end == first || at + GAP + least(p, block.end) <= most); block.end++) {
        block.text_at = at + GAP;
        at += GAP + least(p, block.end);
    }
    block.width = at;
    block.is_long = block.end == n && n > p->n_keys && block.text_at + p->widths[n - 1].all > most && ends_in_text(p);
    return block;
}

/* Whether blocks are no way to print this table: words do not stand in columns that belong together by their numbers, and a key that takes
 * half of each line leaves no room for what it is the key of. */
static bool is_list(const printer_t *p)
{
    bool words = p->table->n_columns > 2;
    uint32_t widest = 0;

    for (uint32_t i = 0; i < p->table->n_columns; i++) {
        words = words && p->table->columns[i].align == CCS_TABLE_LEFT;
        if (i >= p->n_keys) widest = larger(widest, least(p, i));
    }
    return words || 2 * width_of_keys(p) > p->form.width || width_of_keys(p) + GAP + widest > p->form.width;
}

/* ---- row by row ----------------------------------------------------------------------------------------------------------- */

/* Something that stays together on the lines below the keys. @param column  where the line ends; moves on */
static void print_item(const printer_t *p, const char *head, const ccs_table_cell_t *cell, uint32_t *column)
{
    const uint32_t width = ccs_text_width(head) + (head[0] ? 2 : 0) + ccs_text_width(cell->text) +
        (cell->beside[0] ? 1 + ccs_text_width(cell->beside) : 0);
    const enum ccs_table_color color = p->form.colors ? cell->color : CCS_TABLE_PLAIN;

    if (*column == 0 || *column + 2 + width + 1 > p->form.width) { /* 1: the mark behind it, if another line follows */
        fprintf(p->to, "%s%*s", *column > 0 ? ";\n" : "", INDENT, "");
        *column = INDENT;
    } else {
        fputs("; ", p->to);
        *column += 2;
    }
    fprintf(p->to, "%s%s%s", head, head[0] ? ": " : "", COLORS[color]);
    if (INDENT + width + 1 > p->form.width) { /* wider than a line: what follows it begins another one */
        ccs_text_hang(cell->text, INDENT + ccs_text_width(head) + (head[0] ? 2 : 0), 2 * INDENT, p->form.width - 1, p->to);
        *column = p->form.width;
    } else {
        fputs(cell->text, p->to);
        *column += width;
    }
    fprintf(p->to, "%s%s%s", cell->beside[0] ? " " : "", cell->beside, color != CCS_TABLE_PLAIN ? "\033[0m" : "");
}

/* What a row is about, and below it what the other columns say. */
static void print_record(const printer_t *p, uint32_t row)
{
    const uint32_t n = p->table->n_columns, n_items = n - ends_in_text(p);
    uint32_t column = 0;

    fputs(p->form.colors ? "\033[1m" : "", p->to);
    for (uint32_t i = 0; i < p->n_keys; i++)
        fprintf(p->to, "%s%s", i > 0 && cell_at(p->table, row, i)->text[0] ? ", " : "", cell_at(p->table, row, i)->text);
    fputs(p->form.colors ? "\033[0m\n" : "\n", p->to);
    for (uint32_t i = p->n_keys; i < n_items; i++)
        if (cell_at(p->table, row, i)->text[0]) print_item(p, p->table->columns[i].head, cell_at(p->table, row, i), &column);
    if (column > 0) fputc('\n', p->to);
    if (n_items < n && cell_at(p->table, row, n - 1)->text[0]) {
        print_blanks(INDENT, p->to);
        ccs_text_hang(cell_at(p->table, row, n - 1)->text, INDENT, INDENT, p->form.width, p->to);
        fputc('\n', p->to);
    }
}

/* ---- all of it ------------------------------------------------------------------------------------------------------------ */

static void print_table(const printer_t *p)
{
    block_t block = block_from(p, p->n_keys);

    const bool fits = block.end == p->table->n_columns && (p->form.width == 0 || block.width <= p->form.width);

    if (!fits && is_list(p)) {
        for (uint32_t row = 0; row < p->table->n_rows; row++) print_record(p, row);
        return;
    }
    for (;; block = block_from(p, block.end)) {
        print_block(p, &block);
        if (block.end == p->table->n_columns) return;
        fputc('\n', p->to);
    }
}

int ccs_table_print(const ccs_table_t *self, ccs_table_form_t form, FILE *to)
{
    ccs_arena_t arena = {0};
    widths_t *const w = ccs_arena_array(&arena, self->n_columns, sizeof *w);

    if (w && !self->out_of_memory && self->n_columns == 0) fputc('\n', to);
    if (w && !self->out_of_memory && self->n_columns > 0) {
        for (uint32_t i = 0; i < self->n_columns; i++) w[i] = widths_of(self, i);
        print_table(&(printer_t){self, w, form, to, self->n_keys ? self->n_keys : 1});
    }
    ccs_arena_free(&arena);
    return w && !self->out_of_memory ? 0 : CCS_ERR_NOMEM;
}
