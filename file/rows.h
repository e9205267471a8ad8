/** @file rows.h  Tables of typed cells, written row by row to CSV or to the sheets of a workbook. Knows nothing of what they say. */
#ifndef CCS_ROWS_H
#define CCS_ROWS_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "arena.h"
#include "err.h"

/* What a cell holds: decides how a spreadsheet shows it. */
enum ccs_cell_kind {
    CCS_CELL_TEXT,
    CCS_CELL_DATE,         /* a text, 2026-03-02 */
    CCS_CELL_TIME,         /* a text, 09:30 or 09:30:15; what is none stays a text */
    CCS_CELL_WHOLE,        /* 13,045 */
    CCS_CELL_COUNT,        /* 13,044.6 */
    CCS_CELL_NUMBER,       /* 82.31 */
    CCS_CELL_SHARE,        /* 0.804 is shown as 80.4 % */
    CCS_CELL_SECONDS,      /* 11.3 */
    CCS_CELL_POINTS,       /* a difference of shares: 0.055 is shown as +5.5%-points */
    CCS_CELL_POINTS_WIDTH, /* how far one reaches to either side: without a sign */
    CCS_CELL_GOOD,         /* a text for good news, bad, or none yet */
    CCS_CELL_BAD,
    CCS_CELL_UNSURE,
    CCS_CELL_TRUTH, /* a text, true or false; what is none stays a text */
    CCS_N_CELL_KINDS
};

typedef struct {
    enum ccs_cell_kind kind;
    const char *text; /* UTF-8; NULL: a number */
    double number;    /* NAN = an empty cell */
} ccs_cell_t;

typedef struct ccs_book ccs_book_t; /* xlsx_write.h */

/** How cells are parted and numbers are written in CSV; 0: a comma, a point. They differ. */
typedef struct {
    char separator, decimal;
} ccs_csv_form_t;

/** Where rows go: one of csv and book, the other is NULL. Zero-initialised otherwise. Cells are collected until _head or _end; texts
 * must live until then. */
typedef struct {
    FILE *csv;
    ccs_csv_form_t form; /* of csv */
    ccs_book_t *book;
    ccs_cell_t *cells; /* owned */
    uint32_t n, cap;
    ccs_arena_t arena;  /* texts of heads */
    bool out_of_memory; /* sticky */
} ccs_rows_t;

/** Append a cell. */
void ccs_rows_text(ccs_rows_t *self, enum ccs_cell_kind kind, const char *text);
void ccs_rows_number(ccs_rows_t *self, enum ccs_cell_kind kind, double x);
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
