/** @file import.h  The export of a planning tool, bytes in: what it holds, what was guessed and why, its totals, and a scenario that refers to it.
 * Knows no file and asks nobody: what an export cannot know (patience, who helps whom, targets) are answers of the caller. */
#ifndef CCS_IMPORT_H
#define CCS_IMPORT_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "arena.h"
#include "csv_export.h"
#include "err.h"

enum {
    CCS_IMPORT_MAX_BYTES = 64 << 20,
    CCS_IMPORT_MAX_COLUMNS = 4000,
    CCS_IMPORT_MAX_QUEUES = 200,
    CCS_IMPORT_TABLE_ROWS = 2000000, /* CCS_CSV_MAX_ROWS: what the table of a scenario may hold */
    CCS_IMPORT_ALL_ROWS = 4000000,   /* CCS_SCENARIO_MAX_ROWS: of all its columns together */
    CCS_IMPORT_TABLE_COLUMNS = 256,  /* CCS_CSV_MAX_COLUMNS */
    CCS_IMPORT_MAX_DAYS = 3660,      /* from the first to the last; as many as clock.days takes */
};

/** What the user knows better than any guess. */
typedef struct {
    const char *name;        /* of the file, for messages */
    const char *const *maps; /* n_maps texts COLUMN=ROLE; COLUMN is a heading, or a number counted from 1 */
    size_t n_maps;
    const char *const *queues; /* n_queues: only these are taken; 0: all */
    size_t n_queues;
    char decimal;          /* '.' or ','; 0: the file tells */
    const char *dates;     /* "Y-M-D", "D.M.Y" or "M/D/Y"; NULL: the file tells */
    const char *converted; /* why the bytes are not those of the file: "it is a workbook"; NULL: they are */
    bool happened;         /* the roles of what happened are looked for too: records, which no scenario is made of */
} ccs_import_options_t;

/** A row; NAN where a column is missing or a cell empty. */
typedef struct {
    int64_t day;    /* since 1970-01-01, as the file says it: local */
    int32_t second; /* of the day, at which the interval begins */
    uint32_t queue; /* in queues */
    uint32_t line;  /* of the file, 1-based */
    double contacts, aht_s, agents, target, abandoned, answered, wait_s;
    double wrap_s;                              /* of aht_s; NAN: the file does not tell them apart */
    double within_s;                            /* of target: 90/10; NAN: the file does not say it */
    double level_frac, occupancy_frac, present; /* of records (ccs_import_options_t.happened): reached; agents who were there */
} ccs_import_row_t;

typedef struct {
    const char *label, *key; /* as in the file, and a name for the scenario */
    const char *word;        /* the very text of the queue's column; NULL: there is none */
    const uint32_t
        *serves; /* n_serves queues, of agents whom queues share; such a queue has no contacts. NULL: agents of its own */
    uint32_t n_serves;
    uint32_t n_rows;
    double contacts, work_s, with_aht; /* sums; with_aht: contacts of rows that have a handle time */
    double agent_s, peak_load;         /* agents; Erlang, of the busiest interval */
    double wrap_work_s;                /* of work_s */
    double abandoned, waited_s;        /* of rows that tell both: who gave up, and the time that all of them waited about */
    double target;                     /* mean of the rows, share; NAN: none */
    double within_s;                   /* that of its first row which says one; NAN: none does */
    bool has_agents;
} ccs_import_queue_t;

typedef struct {
    int32_t from, to; /* seconds of the day; from = to: closed */
} ccs_import_hours_t;

/** What comes on a day, or in a month. */
typedef struct {
    int64_t day;      /* the first */
    double *contacts; /* by queue */
    double agent_h;
    bool any; /* it has rows */
} ccs_import_total_t;

/** A column of numbers that is not read, which may be the agents. */
typedef struct {
    const char *name; /* as --map takes it: the heading, or a number counted from 1 */
    double least, most;
} ccs_import_spare_t;

/** What an export holds. Texts and arrays are the arena's. */
typedef struct {
    ccs_arena_t arena;
    const char *name;       /* of the file */
    ccs_import_row_t *rows; /* n_rows, by queue, day and second */
    size_t n_rows;
    ccs_import_queue_t *queues; /* n_queues, in the order of the file */
    uint32_t n_queues;
    int64_t first_day, last_day;
    int32_t interval_s;          /* 86400: a row a day */
    ccs_import_hours_t hours[7]; /* Monday to Sunday: those that half of the days reach with rows that hold more than zeros */
    ccs_import_hours_t *open;    /* of each day from first_day to last_day */
    const int64_t *closed;       /* n_closed days without contacts on weekdays that otherwise have some */
    size_t n_closed;
    const int64_t *special; /* n_special days that are open, at other hours than their weekday is */
    size_t n_special;
    const ccs_import_total_t *totals; /* n_totals, of days or, of more than fourteen days, of months */
    size_t n_totals;
    bool by_month;
    const char *column[CCS_N_IMPORT_ROLES]; /* headings; NULL: the file has none */
    const char *dates;                      /* "D.M.Y", "M/D/Y", "Y-M-D" */
    const ccs_import_spare_t *spare; /* n_spare columns of numbers that are not read, of a file without agents; the first few */
    size_t n_spare;
    size_t n_sums;         /* rows that add others up, which are no rows here */
    size_t n_empty_agents; /* rows without agents of queues that have some in other rows */
    size_t n_empty_aht;    /* rows with contacts and without a handle time, of queues that have one in other rows */
    bool has_aht;          /* every row has a handle time in seconds, in one column, which a scenario can refer to; */
    bool has_parts;        /* or, in two, talk or handle time and after-call work */
    bool parted;           /* rows tell talk and after-call work apart */
    bool has_offsets;      /* its times have offsets from UTC */
    const char *rewrite;   /* why a scenario cannot refer to the file as it is, but to ccs_import_table; NULL: it can */
    const char **said;     /* n_said sentences: each guess, with a sample */
    size_t n_said, cap_said;
} ccs_import_t;

/** Read an export. @param self  zero-initialised @return 0, or the code of the first error, all of them in @p errors; free in any case */
int ccs_import_read(ccs_import_t *self, const void *bytes, size_t n, const ccs_import_options_t *options, ccs_err_list_t *errors);
void ccs_import_free(ccs_import_t *self);
/** Seconds in which the contacts of a row come: of a day, its opening hours. */
double ccs_import_length(const ccs_import_t *self);

/** The hours of a day of the file; from = to: it is closed. */
const ccs_import_hours_t *ccs_import_hours_of(const ccs_import_t *self, int64_t day);

/** The rows as a table that a scenario can refer to: date,time,queue,contacts,aht,agents; where rows tell them apart, talk,wrap in the place of aht. */
void ccs_import_table(const ccs_import_t *self, FILE *to);
/** "service level wanted (target)", ...: the roles of columns, a line each. */
void ccs_import_roles(FILE *to);
/** An empty table to fill: headings and a few rows of an example. */
extern const char CCS_IMPORT_TEMPLATE[];

/** What a file cannot know. */
typedef struct {
    double patience_s, told_s;      /* told_s: what those who gave up in the file tell of patience; 0: nothing */
    double service_level, within_s; /* where the file has no target: that of every queue */
    double abandoned_frac;          /* of every queue: at most so many may abandon; 0: that is no target */
    double aht_s;                   /* where the file has no handle time */
    double shrinkage_frac;          /* of the agents of the file those who are not on the telephone; 0: they all are */
    const bool *helps; /* [a * n_queues + b]: the team of a takes contacts of b when b's has nobody free; NULL: nobody helps */
} ccs_import_answers_t;

typedef struct {
    const char *scenario; /* the name of the scenario's file, for its remarks */
    const char *table;    /* path of the table, seen from the scenario */
    bool rewritten;       /* it is ccs_import_table's, not the export */
    const char *how;      /* the command that wrote it */
    const char *zone;     /* whose clock the times are of, a name that there is; NULL: not said */
} ccs_import_names_t;

/** A short scenario that refers to the table. */
void ccs_import_scenario(const ccs_import_t *self, const ccs_import_answers_t *answers, const ccs_import_names_t *names,
    FILE *to);

#endif
