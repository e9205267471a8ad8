/** @file csv_read.h  CSV files to value trees (a list of rows, each a list of numbers and strings), with limits. */
#ifndef CCS_CSV_READ_H
#define CCS_CSV_READ_H

#include "moment_text.h"
#include "value.h"

enum {
    CCS_CSV_MAX_BYTES = 256 << 20,
    CCS_CSV_MAX_LINE = 1 << 16,
    CCS_CSV_MAX_ROWS = 2000000,
    CCS_CSV_MAX_COLUMNS = 256,
};

/** Which rows and which column of a file are wanted. A zeroed one wants the only column of numbers, of all rows. */
typedef struct {
    const char *column; /* name of the column, or NULL: the only one of numbers besides the times */
    /* of an export of a planning system the names of the columns that say when and of whom; date NULL: the file is none */
    const char *date;
    const char *time;  /* NULL: the dates bear the times too, or the rows are of whole days */
    const char *queue; /* NULL: all rows are wanted; with which they must be of one queue */
    const char *queue_name;
    bool contacts;             /* it is how many contacts of a type come */
    enum ccs_date_order dates; /* CCS_ORDER_OPEN: all dates of the file together tell */
} ccs_csv_want_t;

/** What was taken of a table by those who take the rows of one queue each. */
typedef struct {
    uint8_t *times;   /* each row: 0, 1, or 2 for more often */
    uint32_t queue;   /* the column of queues, or groups; UINT32_MAX: there is none */
    const char *what; /* "queue", "group" */
    bool any, told;   /* somebody took rows; doubts of the columns are told */
} ccs_csv_taken_t;

/** A file's cells as they stand, for whoever passes columns through. */
typedef struct {
    const char *const *header; /* n_columns names */
    uint32_t n_columns;
    char separator;
    const char **cells; /* n_columns of each row, row after row */
    uint32_t *lines;    /* the first line of each row */
    size_t n_rows;
    ccs_csv_taken_t *taken; /* the file's, whoever asks for the table */
} ccs_csv_table_t;

/** A file whose records were cut into cells, once; what is wanted of them is taken as often as one likes. */
typedef struct ccs_csv_file ccs_csv_file_t;

/** Read a CSV file: RFC 4180 quotes, comma or semicolon or tab (found from the first row), BOM and CRLF tolerated, UTF-16 and Windows-1252 as
 * csv_bytes.h has it (of which the latter is a guess, and a warning), decimal commas where the separator is not the comma, empty lines and lines that begin
 * with # skipped. The first row is the header when any of its cells is neither a number nor a time, nor one that went wrong (empty, NaN, a decimal
 * comma); every later row must have as many cells as the first.
 * @param path   lives as long as the nodes that bear it
 * @param arena  what the file holds is its; it outlives the file
 * @return 0; else a code, with every error (up to the list's limit) in @p errors. *file is NULL where nothing can be taken; otherwise its rows are
 *         those that are as they should be, and each ccs_csv_rows() fails */
int ccs_csv_open(const char *path, ccs_arena_t *arena, ccs_csv_file_t **file, ccs_err_list_t *errors);
/** The wanted column of the rows that are wanted. Empty cells, NaN and infinities are errors there; other columns may hold anything.
 * Of an export (want->date) the rows of other queues are passed over, and what their cells hold. Its first call for dates whose order is to be
 * found warns where that is a guess.
 * @param rows    list, owned by the arena: of numbers when the file has no first column of times ("07:30" or ISO date-times, local,
 *                without a zone), else of lists (text of the time, number); of an export of lists ("2026-03-02T07:30" or, of whole
 *                days, "2026-03-02", number). A number without point or exponent is an integer.
 *                In the place of a number may stand a duration such as 00:03:12, as a text.
 *                Nodes carry file:line, the list that of its first row. NULL after an error
 * @return 0, CCS_ERR_INPUT or CCS_ERR_SCENARIO, with every error (up to the list's limit) in @p errors. */
int ccs_csv_rows(ccs_csv_file_t *self, const ccs_csv_want_t *want, ccs_arena_t *arena, ccs_value_t **rows,
    ccs_err_list_t *errors);
/** Of an export the queues whose contacts no type has, though it has those of others: a warning each. A queue whose contacts are those of all others together
 * is their sum, and none that is missed. @param arena  for a list of the queues */
void ccs_csv_tell_unread(const ccs_csv_file_t *self, ccs_arena_t *arena, ccs_err_list_t *errors);
/** All cells of a file with a header, whatever they hold, perhaps of no row; cut once, and what is wrong with it told once.
 * @param table  in the file's arena @return as above */
int ccs_csv_table(ccs_csv_file_t *self, ccs_csv_table_t *table, ccs_err_list_t *errors);
/** The table if somebody asked for it and it could be had, else NULL. */
const ccs_csv_table_t *ccs_csv_cut(const ccs_csv_file_t *self);

/** Both steps at once, for who wants nothing else of the file. */
int ccs_csv_read(const char *path, const ccs_csv_want_t *want, ccs_arena_t *arena, ccs_value_t **rows, ccs_err_list_t *errors);
/* A table without a row is an error. */
int ccs_csv_read_table(const char *path, ccs_arena_t *arena, ccs_csv_table_t *table, ccs_err_list_t *errors);
/** The same from memory, for fuzzing and tests. */
int ccs_csv_read_text(const char *name, const char *text, size_t n_bytes, const ccs_csv_want_t *want, ccs_arena_t *arena,
    ccs_value_t **rows, ccs_err_list_t *errors);

#endif
