/** @file html.h  HTML: texts that cannot break out of where they stand, and rows that are at once the data of a drawing (JSON) and a table
 * for people. Knows nothing of what they say. */
#ifndef CCS_HTML_H
#define CCS_HTML_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "arena.h"
#include "figure.h"
#include "view.h"

/** A text as content or as the value of an attribute in double quotes. What is no clean UTF-8 becomes U+FFFD. */
void ccs_html_text(const char *text, FILE *to);
/** A text of words and figures as content: a figure stays on one line with its unit and its half-width, and its minus is a true one. Not for
 * what somebody may copy into a command. */
void ccs_html_prose(const char *text, FILE *to);
/** A text as JSON within a <script>: `<`, `>` and `&` are \u003c and so on, so that nothing ends the element. */
void ccs_html_json(const char *text, FILE *to);

/** Bytes in base64. */
void ccs_html_base64(const unsigned char *bytes, size_t n, FILE *to);

/** A column: of the drawing's data (field), of the table (head), or of both. */
typedef struct {
    const char *field; /* "mean"; NULL: only in the table */
    const char *head;  /* "Mean"; NULL: only in the drawing */
    bool is_text;      /* else figures, which the table sets right */
} ccs_html_column_t;

/** A cell. A text, or a figure. */
typedef struct {
    const char *text;  /* as the drawing gets it; NULL: a figure, or nothing */
    const char *shown; /* as the table shows it */
    double x;          /* NAN: null in the drawing */
} ccs_html_cell_t;

/** Rows under columns. Texts are copied. */
typedef struct {
    const ccs_html_column_t *columns; /* must outlive the rows */
    uint32_t n_columns, n_rows;
    size_t cap_rows;
    ccs_html_cell_t *cells; /* [row][column] */
    bool stacks;        /* the table has a row of few long cells: on a phone each row is a block, its cells below each other */
    bool out_of_memory; /* sticky */
    ccs_arena_t arena;
} ccs_html_rows_t;

/** @param columns  n of them */
ccs_html_rows_t ccs_html_rows(const ccs_html_column_t *columns, uint32_t n);
/** A row of empty cells, which the calls that follow fill. */
void ccs_html_row(ccs_html_rows_t *self);
/** @param shown  in the table; NULL: the text itself */
void ccs_html_set_text(ccs_html_rows_t *self, uint32_t column, const char *text, const char *shown);
/** A figure, in the table with its half-width if it has one (NAN: without, and with the usual digits). */
void ccs_html_set_figure(ccs_html_rows_t *self, uint32_t column, enum ccs_figure_unit unit, double mean, double half_width);
/** The same with its interval: with its ends where ± would mislead. */
void ccs_html_set_point(ccs_html_rows_t *self, uint32_t column, enum ccs_figure_unit unit, ccs_point_t point);
/** A figure that the table shows as this text. */
void ccs_html_set_shown(ccs_html_rows_t *self, uint32_t column, double x, const char *shown);
/** The fields as a JSON object, packed, since a page may carry thousands of rows: {"fields": ["t", "mean"], "texts": {"t": ["09:00"]},
 * "rows": [[0, 0.8]]}. A cell of a field under "texts" is the number of its text; null where it has none. @return 0 or CCS_ERR_NOMEM */
int ccs_html_rows_json(const ccs_html_rows_t *self, FILE *to);
/** The heads as a table; its first column names the rows. @param label  for those who hear it */
void ccs_html_rows_table(const ccs_html_rows_t *self, const char *label, FILE *to);
void ccs_html_rows_free(ccs_html_rows_t *self);

#endif
