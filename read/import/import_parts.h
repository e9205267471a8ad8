/** @file import_parts.h  What the steps of an import share: the export as a grid of cells, and what is known of its columns. Private to the import.
 * The steps, each in its file: text, grid, unfold (dates or times as headings), columns (headings to roles), forms (how numbers, dates and times are
 * written), rows, week (interval, gaps, sums), hours. */
#ifndef CCS_IMPORT_PARTS_H
#define CCS_IMPORT_PARTS_H

#include "csv_bytes.h"
#include "import.h"
#include "moment_text.h"

#define CCS_IMPORT_NO_COLUMN UINT32_MAX
enum { CCS_IMPORT_DAY_MAX = 48, CCS_IMPORT_MAX_LIKES = 24 };

/** Cells in rows; the first is the header where has_header. Rows of other lengths stand in the grid no more. */
typedef struct {
    const char **cells; /* n_rows * n_columns */
    uint32_t *lines;    /* n_rows, 1-based */
    size_t n_rows;
    uint32_t n_columns;
    char separator;
    bool has_header;
} ccs_import_grid_t;

/** Errors of one kind, of which the first three are told. */
typedef struct {
    const char *format;
    size_t n, last; /* how many; the last one told, in the list of errors */
} ccs_import_like_t;

typedef struct {
    ccs_import_t *out;
    const ccs_import_options_t *options;
    ccs_err_list_t *errors;
    ccs_import_grid_t grid;
    uint32_t role_of[CCS_IMPORT_MAX_COLUMNS]; /* enum ccs_import_role */
    uint32_t column[CCS_N_IMPORT_ROLES];      /* CCS_IMPORT_NO_COLUMN: none has this role */
    char decimal;
    enum ccs_date_order told;          /* by each date of the file; CCS_ORDER_OPEN: they leave open which is the day */
    enum ccs_date_order order;         /* as they are read */
    double unit_s[CCS_N_IMPORT_ROLES]; /* of aht, talk, wrap: seconds of one */
    bool timed;                        /* rows bear a time of day */
    int32_t period_s;                  /* of times that are numbers of intervals; 0: they are none */
    int32_t period_0;                  /* the first number of a day */
    int32_t length_s;                  /* of a row that says when it ends; 0: none does */
    size_t *total_rows;                /* n_total_rows rows that add others up */
    size_t n_total_rows;
    ccs_import_like_t likes[CCS_IMPORT_MAX_LIKES]; /* n_likes kinds of errors at lines */
    uint32_t n_likes;
} ccs_import_work_t;

static inline const char *ccs_import_cell(const ccs_import_work_t *self, size_t row, uint32_t column)
{
    return self->grid.cells[row * self->grid.n_columns + column];
}

/** The first row of data. */
static inline size_t ccs_import_first(const ccs_import_work_t *self)
{
    return self->grid.has_header;
}

/** "Anrufe", or "column 3" where there is no header. @return text */
const char *ccs_import_column_text(const ccs_import_work_t *self, uint32_t column, char *text, size_t size);
/** "Monday 2026-03-02" into text of CCS_IMPORT_DAY_MAX bytes. @return text */
const char *ccs_import_show_day(int64_t day, char *text);
/** hh:mm:ss or mm:ss in seconds. */
bool ccs_import_duration(const char *text, double *seconds);
/** A number, a day or a time of day: no name of a column. */
bool ccs_import_is_value(const char *text);
/** Add a sentence about a guess. */
void ccs_import_say(ccs_import_work_t *self, const char *format, ...) __attribute__((format(printf, 2, 3)));
/** The scenario cannot refer to the file as it is; the first reason is kept. */
void ccs_import_rewrite(ccs_import_work_t *self, const char *reason);
/** An error at a line of the file; 0: at the file. Of those with one format, and one column where it begins with that, three are told and the others
 * counted. @return CCS_ERR_SCENARIO */
int ccs_import_fail(ccs_import_work_t *self, uint32_t line, const char *format, ...) __attribute__((format(printf, 3, 4)));
/** A cell of contacts is empty. @return CCS_ERR_SCENARIO */
int ccs_import_fail_empty(ccs_import_work_t *self, uint32_t line);
/** @return CCS_ERR_NOMEM, told */
int ccs_import_fail_memory(ccs_import_work_t *self);

/* The steps. Each returns 0 or the code of an error that is told. */
int ccs_import_grid(ccs_import_work_t *self, const ccs_csv_bytes_t *text);
int ccs_import_unfold(ccs_import_work_t *self);
int ccs_import_columns(ccs_import_work_t *self);
int ccs_import_forms(ccs_import_work_t *self);
int ccs_import_rows(ccs_import_work_t *self);
/** Its parts, of rows that are sorted: a queue whose contacts are those of all others together is their sum and leaves; cells of contacts that are empty. */
int ccs_import_leave_sums(ccs_import_work_t *self);
int ccs_import_check_empty(ccs_import_work_t *self);
/** Its last part: what rows of totals say is held against the rows. */
void ccs_import_compare_totals(ccs_import_work_t *self);
/** Whether a name may be that of a sum: "Alle Warteschlangen". */
bool ccs_import_sounds_total(const char *text);
int ccs_import_week(ccs_import_work_t *self);
/** Its part: rows that are hardly meant. */
int ccs_import_tell_doubts(ccs_import_work_t *self);
/** Its part: opening hours, closed and special days. */
int ccs_import_find_hours(ccs_import_work_t *self);
/** What was found of days that differ from their weekday. */
void ccs_import_tell_odd(ccs_import_work_t *self);

#endif
