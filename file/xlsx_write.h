/** @file xlsx_write.h  A workbook (XLSX) of sheets with typed cells: number formats, a frozen and bold head with filters, columns as wide
 * as their texts, charts. The only door to libxlsxwriter. The same rows give the same bytes. */
#ifndef CCS_XLSX_WRITE_H
#define CCS_XLSX_WRITE_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "book_chart.h"
#include "cell.h"
#include "err.h"

/** The heads of a sheet. */
typedef struct {
    const ccs_row_cell_t *cells; /* texts */
    uint32_t n;
    uint32_t n_keys; /* columns that stay in sight when the others move */
} ccs_book_head_t;

/** A new workbook. @param title, comments  properties of the document, up to 255 characters of each
 * @return 0, CCS_ERR_NOMEM, or CCS_ERR_WRITE: there is no place for a temporary file ($TMPDIR or /tmp). _delete is legal then. */
int ccs_book_new(ccs_book_t **self, const char *title, const char *comments, ccs_err_t *err);
/** A new sheet behind the others; what its name may not hold is left out. Rows go to it from now on. Without heads (n 0) it is a page of texts
 * and tables: nothing stays in sight and nothing filters. */
void ccs_book_sheet(ccs_book_t *self, const char *name, const ccs_book_head_t *head);
/** A row of the sheet. Texts are texts, never formulas, but those of formula cells; longer ones than a cell holds (32,767 characters) are cut. */
void ccs_book_row(ccs_book_t *self, const ccs_row_cell_t *cells, uint32_t n);
/** A chart, whose upper border is that of the next row. The caller leaves as many rows empty as it covers. */
void ccs_book_chart(ccs_book_t *self, const ccs_book_chart_t *chart);
/** @return 0, CCS_ERR_NOMEM, or CCS_ERR_USAGE: more rows than the 1,048,576 of a sheet */
int ccs_book_check(const ccs_book_t *self, ccs_err_t *err);
/** Write the file, whole or not at all. The workbook takes no more rows then.
 * @return as _check, or CCS_ERR_CREATE, CCS_ERR_WRITE */
int ccs_book_write(ccs_book_t *self, const char *path, bool force, ccs_err_t *err);
/** Null-safe. */
void ccs_book_delete(ccs_book_t *self);

#endif
