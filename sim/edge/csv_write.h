/** @file csv_write.h  Rows of CSV as RFC 4180 describes them: commas, lines that end in CR LF, quotes where a text needs them. */
#ifndef CCS_CSV_WRITE_H
#define CCS_CSV_WRITE_H

#include "rows.h"

/** Write a row. Numbers are the shortest that read back to the same double; what is not defined is an empty cell. A text that a
 * spreadsheet would take for a formula (it begins with = + - @, a tab or a line break) gets an apostrophe in front, which spreadsheets
 * do not show. */
void ccs_csv_write_row(const ccs_cell_t *cells, uint32_t n, FILE *to);

#endif
