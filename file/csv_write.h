/** @file csv_write.h  Rows of CSV as RFC 4180 describes them: lines that end in CR LF, quotes where a text needs them. Commas, or what a
 * spreadsheet takes for a separator where the comma is the decimal mark. */
#ifndef CCS_CSV_WRITE_H
#define CCS_CSV_WRITE_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "cell.h"

/** Write a row. Numbers are the shortest that read back to the same double; what is not defined is an empty cell. A text that a
 * spreadsheet would take for a formula (it begins with = + - @, a tab or a line break) gets an apostrophe in front, which spreadsheets
 * do not show. */
void ccs_csv_write_row(const ccs_csv_form_t *form, const ccs_row_cell_t *cells, uint32_t n, FILE *to);
/** One cell with a text, as in a row; what stands between cells is the caller's to write. */
void ccs_csv_write_text(const ccs_csv_form_t *form, const char *text, FILE *to);
/** What stands before the first row: the mark of UTF-8 where the cells are separated by semicolons. Such a file is made for a
 * spreadsheet, which takes a text without the mark for one of its country's old encoding. */
void ccs_csv_write_mark(const ccs_csv_form_t *form, FILE *to);
/** The form that spreadsheets of a language take: "en" (commas, decimal points) or "de" (semicolons, decimal commas, dates
 * as 02.03.2026).
 * @return false: there is no such row, form is untouched */
bool ccs_csv_form_named(const char *language, ccs_csv_form_t *form);
/** Languages with a form, as messages name them. */
#define CCS_CSV_LANGUAGES "en or de"

#endif
