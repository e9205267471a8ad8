/** @file csv_file.h  A CSV file while it is read, a record at a time: what csv_read.c (bytes, records, cells) and csv_rows.c (which columns are wanted, and
 * what stands there) share. Private to the two. */
#ifndef CCS_CSV_FILE_H
#define CCS_CSV_FILE_H

#include <stdio.h>

#include "csv_cell.h"
#include "csv_read.h"
#include "number_marks.h"

enum { CCS_CSV_SHOWN = 40, CCS_CSV_NAME_MAX = CCS_CSV_SHOWN + 24 }; /* bytes of a cell, and of a column's name, in messages */
enum { CCS_CSV_QUEUES_TOLD = 8 };

/* Bytes, from a file by way of a buffer or all in memory. */
typedef struct {
    FILE *file;   /* NULL: memory only */
    char *buffer; /* CCS_CSV_BUFFER of them */
    const char *at, *end;
    uint64_t n_bytes; /* read from the file so far */
} ccs_csv_input_t;

typedef struct {
    char *text; /* within the line */
    bool quoted;
} ccs_csv_text_t;

typedef struct {
    const char *name; /* in messages and nodes; in the arena */
    const ccs_csv_want_t *want;
    ccs_arena_t *arena;
    ccs_err_list_t *errors;
    ccs_csv_input_t input;
    uint32_t line;  /* that the next byte is on */
    uint32_t start; /* first line of the present record */
    char *record;   /* CCS_CSV_MAX_LINE + 2 bytes */
    size_t n_record;
    ccs_csv_text_t cells[CCS_CSV_MAX_COLUMNS];
    uint32_t n_cells, n_columns; /* of this record; of the first one, 0 before it */
    char separator;
    const char **header; /* n_columns names, in the arena; NULL: the file has none */
    bool chosen, has_time;
    uint32_t column;            /* that is wanted, once chosen */
    uint32_t date, time, queue; /* of an export the columns that say when and of whom; time and queue may be CCS_CSV_NO_COLUMN */
    const char *queues[CCS_CSV_QUEUES_TOLD]; /* of an export, the first ones met */
    uint32_t n_queues;
    ccs_number_marks_t marks; /* in the numbers of the column */
    ccs_value_t *rows;
    ccs_csv_table_t *table; /* not NULL: all cells are wanted, and no nodes */
    size_t room_cells, room_lines;
    bool stop; /* no use in reading on */
} ccs_csv_file_t;

#define CCS_CSV_NO_COLUMN UINT32_MAX

/** An error of a line. @return CCS_ERR_SCENARIO */
int ccs_csv_fail(ccs_csv_file_t *self, uint32_t line, const char *format, ...) __attribute__((format(printf, 3, 4)));
/** The file is not worth reading on. @return CCS_ERR_SCENARIO */
int ccs_csv_give_up(ccs_csv_file_t *self, uint32_t line, const char *text);
int ccs_csv_fail_memory(ccs_csv_file_t *self);
/** "column 3" or "calls" @return text */
const char *ccs_csv_column_text(const ccs_csv_file_t *self, uint32_t column, char text[CCS_CSV_NAME_MAX]);

/** A node with the place of the present record; NULL when memory is out, which is told. */
ccs_value_t *ccs_csv_node(ccs_csv_file_t *self, enum ccs_value_kind kind);
/** A record that was cut into cells: names, or a row whose wanted cells become nodes. */
void ccs_csv_take(ccs_csv_file_t *self);
/** What only the whole file tells: marks that may stand between thousands, a queue that is not there. Called where no error was told. */
void ccs_csv_check(ccs_csv_file_t *self);

#endif
