/* table.c - columns of texts. Invariant: cells hold n_rows * n_columns texts, never NULL, unless memory ran out. */
#include "table.h"

#include <string.h>

#include "err.h"

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
