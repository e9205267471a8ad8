/** @file table.h  Tables of texts in columns, for a terminal or a page. Knows nothing of what they say. */
#ifndef CCS_TABLE_H
#define CCS_TABLE_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "arena.h"

enum ccs_table_align {
    CCS_TABLE_LEFT,
    CCS_TABLE_RIGHT,
    CCS_TABLE_MEASURE /* two texts a cell, a mean set right and a half-width set left beside it */
};
enum ccs_table_color { CCS_TABLE_PLAIN, CCS_TABLE_GOOD, CCS_TABLE_BAD, CCS_TABLE_UNSURE };

/** A cell. Texts belong to the table. */
typedef struct {
    const char *text, *beside; /* beside: of MEASURE, else "" */
    enum ccs_table_color color;
} ccs_table_cell_t;

typedef struct {
    const char *head;
    enum ccs_table_align align;
} ccs_table_column_t;

/** Zero-initialised storage is a valid empty table. Columns first, then rows. */
typedef struct {
    ccs_arena_t arena;
    ccs_table_column_t *columns;
    ccs_table_cell_t *cells; /* [row][column] */
    uint32_t n_columns, n_rows;
    uint32_t n_keys; /* columns that say what a row is about, the first 1 or 2; 0: the first */
    size_t cap_columns, cap_rows;
    bool out_of_memory; /* sticky */
} ccs_table_t;

/** Texts are copied, control characters in them replaced: a result file must not command the terminal. */
void ccs_table_add_column(ccs_table_t *self, const char *head, enum ccs_table_align align);
/** A row of empty cells, which the calls of _set that follow fill. */
void ccs_table_add_row(ccs_table_t *self);
/** Set a cell of the last row. */
void ccs_table_set(ccs_table_t *self, uint32_t column, const char *text, const char *beside, enum ccs_table_color color);
/** For whom a table is printed. */
typedef struct {
    bool colors;    /* as escape sequences */
    uint32_t width; /* characters of a line; 0: as many as the table has */
} ccs_table_form_t;
/** Print with columns as wide as their texts, two blanks between them. A table that is too wide for its lines has a last column of
 * several lines, where that is a text; else it is printed in blocks of columns, each with the keys; else (a table of words, or keys that
 * take more than half of a line) row by row: the keys, and below them each cell behind its head.
 * @return 0 or CCS_ERR_NOMEM (then nothing was printed) */
int ccs_table_print(const ccs_table_t *self, ccs_table_form_t form, FILE *to);
void ccs_table_free(ccs_table_t *self);

/** A text with control characters replaced by "?", in the arena; NULL when out of memory. */
const char *ccs_table_harmless(ccs_arena_t *arena, const char *text);

#endif
