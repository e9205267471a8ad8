/** @file csv_file.h  A CSV file as its records: what csv_read.c (bytes, records, cells) and csv_rows.c (which columns are wanted, and
 * what stands there) share. Private to the two. */
#ifndef CCS_CSV_FILE_H
#define CCS_CSV_FILE_H

#include "csv_cell.h"
#include "csv_read.h"
#include "number_marks.h"

enum { CCS_CSV_SHOWN = 40, CCS_CSV_NAME_MAX = CCS_CSV_SHOWN + 24 }; /* bytes of a cell, and of a column's name, in messages */
enum { CCS_CSV_QUEUES_TOLD = 8 };
#define CCS_CSV_NO_COLUMN UINT32_MAX

typedef struct {
    char *text;    /* its cells end in NUL */
    uint32_t line; /* its first one */
} ccs_csv_record_t;

/* A row by its queue. */
typedef struct {
    const char *queue;
    uint32_t row; /* in records */
    bool counted; /* of a queue's first row: a type has its contacts */
} ccs_csv_of_queue_t;

struct ccs_csv_file {
    const char *name; /* in messages and nodes */
    ccs_arena_t *arena;
    ccs_err_list_t *errors; /* of the call at hand */
    char separator;
    const char **header; /* n_columns names; NULL: the file has none */
    uint32_t n_columns;
    ccs_csv_record_t *records; /* n_records of n_columns cells */
    uint16_t *starts;          /* of these, where each begins in its record's text */
    size_t n_records, room_records, room_starts;
    int code;    /* of the first error of the call at hand */
    int opened;  /* that of the first error in the records */
    bool is_cut; /* as a table, of which this is the code */
    int cut;
    ccs_csv_table_t table;
    ccs_csv_taken_t taken;
    bool stop; /* no use in going on */
    /* the record at hand */
    char *at, *end; /* what is not read yet */
    uint32_t line;  /* that the next byte is on */
    uint32_t start; /* first line of the record */
    char *record;   /* n_record bytes of the text, and a NUL */
    size_t n_record;
    const char *cells[CCS_CSV_MAX_COLUMNS];
    uint32_t n_cells;
    /* what the call at hand takes */
    const ccs_csv_want_t *want;
    ccs_arena_t *nodes; /* of whom they are */
    ccs_value_t *rows;
    bool has_time;
    uint32_t column;            /* that is wanted */
    uint32_t date, time, queue; /* of an export the columns that say when and of whom; time and queue may be CCS_CSV_NO_COLUMN */
    enum ccs_date_order dates;  /* of these, as they are read */
    ccs_number_marks_t marks;   /* in the numbers of the column */
    /* what the records of an export were once sorted or looked through for */
    ccs_csv_of_queue_t *by_queue; /* n_records, by queue and row; NULL: not yet */
    uint32_t queues_in;           /* the column */
    uint32_t contacts; /* the column of contacts, of which types have a queue each; CCS_CSV_NO_COLUMN: none was asked for */
    uint32_t dates_in; /* the column whose dates were looked at together; CCS_CSV_NO_COLUMN: not yet */
    enum ccs_date_order found; /* their order */
    const char *origin;        /* the first line, where it says of which export the file was made; NULL: it does not */
};

/** An error of a line. @return CCS_ERR_SCENARIO */
int ccs_csv_fail(ccs_csv_file_t *self, uint32_t line, const char *format, ...) __attribute__((format(printf, 3, 4)));
/** The file is not worth reading on. @return CCS_ERR_SCENARIO */
int ccs_csv_give_up(ccs_csv_file_t *self, uint32_t line, const char *text);
int ccs_csv_fail_memory(ccs_csv_file_t *self);
/** "column 3" or "calls" @return text */
const char *ccs_csv_column_text(const ccs_csv_file_t *self, uint32_t column, char text[CCS_CSV_NAME_MAX]);
/** A row is the record at hand. */
void ccs_csv_load(ccs_csv_file_t *self, size_t row);
/** Whether a row of an export adds others up, by the columns of the call at hand, or of the last one. */
bool ccs_csv_adds_up(const ccs_csv_file_t *self, size_t row);
/** The record at hand holds names, and not a row of data with a gap or a decimal comma in it. */
bool ccs_csv_is_header(const ccs_csv_file_t *self);

#endif
