/* rows.c - cells of a row, then where they go. Invariant: cells[0 .. n) are those of the row at hand. */
#include "rows.h"

#include <stdarg.h>
#include <stdlib.h>

#include "csv_write.h"
#include "xlsx_write.h"

static void add(ccs_rows_t *self, ccs_row_cell_t cell)
{
    if (self->n == self->cap) {
        const uint32_t cap = self->cap ? 2 * self->cap : 32;
        ccs_row_cell_t *const grown = realloc(self->cells, cap * sizeof *grown);

        if (!grown) {
            self->out_of_memory = true;
            return;
        }
        self->cells = grown;
        self->cap = cap;
    }
    self->cells[self->n++] = cell;
}

void ccs_rows_text(ccs_rows_t *self, enum ccs_cell_kind kind, const char *text)
{
    add(self, (ccs_row_cell_t){.kind = kind, .text = text});
}

void ccs_rows_number(ccs_rows_t *self, enum ccs_cell_kind kind, double x)
{
    add(self, (ccs_row_cell_t){.kind = kind, .number = x});
}

void ccs_rows_formula(ccs_rows_t *self, const char *formula, double x)
{
    add(self, (ccs_row_cell_t){.kind = CCS_CELL_FORMULA, .text = formula, .number = x});
}

void ccs_rows_printf(ccs_rows_t *self, const char *format, ...)
{
    char text[256];
    va_list args;

    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    const char *const copy = ccs_arena_strdup(&self->arena, text);

    if (!copy) self->out_of_memory = true;
    else ccs_rows_text(self, CCS_CELL_TEXT, copy);
}

void ccs_rows_head(ccs_rows_t *self, const char *title, uint32_t n_keys)
{
    if (self->csv) ccs_csv_write_row(&self->form, self->cells, self->n, self->csv);
    else ccs_book_sheet(self->book, title, &(ccs_book_head_t){self->cells, self->n, n_keys});
    self->n = 0;
}

void ccs_rows_end(ccs_rows_t *self)
{
    if (self->csv) ccs_csv_write_row(&self->form, self->cells, self->n, self->csv);
    else ccs_book_row(self->book, self->cells, self->n);
    self->n = 0;
}

int ccs_rows_check(const ccs_rows_t *self, ccs_err_t *err)
{
    if (self->out_of_memory) return ccs_err_set(err, CCS_ERR_NOMEM, NULL, NULL, "out of memory for the table");
    return self->book ? ccs_book_check(self->book, err) : 0;
}

void ccs_rows_free(ccs_rows_t *self)
{
    if (!self) return;
    free(self->cells);
    ccs_arena_free(&self->arena);
    *self = (ccs_rows_t){0};
}
