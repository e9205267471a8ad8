/** @file rows.h  Tables of typed cells, written row by row to CSV or to the sheets of a workbook. Knows nothing of what they say. */
#ifndef CCS_ROWS_H
#define CCS_ROWS_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "arena.h"
#include "cell.h"
#include "err.h"

/** Where rows go: one of csv and book, the other is NULL. Zero-initialised otherwise. Cells are collected until _head or _end; texts
 * must live until then. */
typedef struct {
    FILE *csv;
    ccs_csv_form_t form; /* of csv */
    ccs_book_t *book;
    ccs_row_cell_t *cells; /* owned */
    uint32_t n, cap;
    ccs_arena_t arena;  /* texts of heads */
    bool out_of_memory; /* sticky */
} ccs_rows_t;

/** Append a cell. */
void ccs_rows_text(ccs_rows_t *self, enum ccs_cell_kind kind, const char *text);
void ccs_rows_number(ccs_rows_t *self, enum ccs_cell_kind kind, double x);
/** A number that a workbook works out: what it comes to, and by what, such as "=D2*F2". CSV has the number. */
void ccs_rows_formula(ccs_rows_t *self, const char *formula, double x);
/** A text made for this cell, which lives as long as the rows: for heads. */
void ccs_rows_printf(ccs_rows_t *self, const char *format, ...) __attribute__((format(printf, 2, 3)));
/** The cells are the heads of a new table: a line of CSV, a sheet of a workbook.
 * @param title  of the sheet @param n_keys  columns that stay in sight when the others move */
void ccs_rows_head(ccs_rows_t *self, const char *title, uint32_t n_keys);
/** The cells are a row. */
void ccs_rows_end(ccs_rows_t *self);
/** @return 0; CCS_ERR_NOMEM; CCS_ERR_USAGE: more rows than a sheet holds. Errors of the stream are the caller's to see. */
int ccs_rows_check(const ccs_rows_t *self, ccs_err_t *err);
void ccs_rows_free(ccs_rows_t *self);

#endif
