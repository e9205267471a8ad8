/** @file answer.h  What an analysis of a study says, as one table: for a terminal, as rows, as JSON. Knows nothing of what it says. */
#ifndef CCS_ANSWER_H
#define CCS_ANSWER_H

#include <stdbool.h>
#include <stdio.h>

#include "figure.h"
#include "rows.h"
#include "table.h"

enum ccs_answer_kind { CCS_ANSWER_TEXT, CCS_ANSWER_FIGURE, CCS_ANSWER_DIFFERENCE };

typedef struct {
    const char *head; /* in rows and JSON too */
    enum ccs_answer_kind kind;
    enum ccs_figure_unit unit;
} ccs_answer_column_t;

/** A text, or a number with an interval; ends NAN: it has none. */
typedef struct {
    const char *text;
    double x, low, high;
    bool plain; /* a pure number, whatever the unit of the column */
} ccs_answer_cell_t;

/** Zero-initialised: empty. Texts belong to the arena, or to those who outlive it. */
typedef struct {
    const char *name;         /* "effects" */
    const char *title, *note; /* sentences above and below; NULL: none */
    const char *left_out;     /* what is not in it, a list; NULL: nothing */
    ccs_answer_column_t *columns;
    ccs_answer_cell_t *cells; /* [row][column] */
    size_t n_columns, n_cells, cap_columns, cap_cells;
    ccs_arena_t arena;
    bool out_of_memory; /* sticky */
} ccs_answer_t;

void ccs_answer_add_column(ccs_answer_t *self, const char *head, enum ccs_answer_kind kind, enum ccs_figure_unit unit);
/** Cells follow one another, row after row. */
void ccs_answer_text(ccs_answer_t *self, const char *text);
void ccs_answer_number(ccs_answer_t *self, double x, double low, double high);
void ccs_answer_plain(ccs_answer_t *self, double x);
static inline size_t ccs_answer_rows(const ccs_answer_t *self)
{
    return self->n_columns ? self->n_cells / self->n_columns : 0;
}
/** One thing more that is left out. @param what  NULL: out of memory */
void ccs_answer_leave_out(ccs_answer_t *self, const char *what);
/** The last to be said below: a sentence more. @param sentence  NULL: out of memory */
void ccs_answer_add_note(ccs_answer_t *self, const char *sentence);
/** @return 0 or CCS_ERR_NOMEM */
int ccs_answer_print(const ccs_answer_t *self, ccs_table_form_t form, FILE *to);
/** Numbers with columns of their ends behind them. */
void ccs_answer_write(const ccs_answer_t *self, ccs_rows_t *rows);
/** An object: name, and rows as objects. */
void ccs_answer_json(const ccs_answer_t *self, FILE *to);
void ccs_answer_free(ccs_answer_t *self);

#endif
