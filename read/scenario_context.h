/** @file scenario_context.h  What the steps of reading a scenario share: the tree's memory, errors, places, folders. The steps stand in a line, and
 * each includes only those before it: context, parse (libconfig), merge (`extends`, `like`), table (CSV files), set (--set), read (files). */
#ifndef CCS_SCENARIO_CONTEXT_H
#define CCS_SCENARIO_CONTEXT_H

#include "csv_read.h"
#include "scenario_limits.h"
#include "scenario_scan.h"
#include "value.h"

/* A file that nodes come from; found again by the address of its name. */
typedef struct {
    const char *file;   /* as in the nodes */
    const char *folder; /* where its relative paths start */
} ccs_scenario_source_t;

/* A CSV file, read once whatever takes its rows from it. */
typedef struct ccs_scenario_csv ccs_scenario_csv_t;
struct ccs_scenario_csv {
    ccs_scenario_csv_t *next;
    const char *path;
    ccs_csv_file_t *file; /* NULL: it could not be read, and the errors are told */
};

typedef struct ccs_scenario_roster ccs_scenario_roster_t; /* scenario_roster.c */
typedef struct ccs_scenario_table ccs_scenario_table_t;
struct ccs_scenario_table {
    ccs_scenario_table_t *next;
    const char *path;
    ccs_csv_want_t want;
    ccs_value_t *rows; /* NULL: it could not be read, and the errors are told */
};

#define CCS_SCENARIO_SETTING "--set" /* the file of nodes that the command line gives */

typedef struct {
    ccs_arena_t *arena;   /* of the tree */
    ccs_arena_t *scratch; /* until the end of reading */
    ccs_err_list_t *errors;
    ccs_scenario_source_t sources[CCS_SCENARIO_MAX_FILES];
    uint32_t n_sources, n_settings, n_nodes;
    uint16_t n_layers;            /* files that are whole, with what they extend */
    bool full;                    /* the limit of nodes is passed, or memory is out, and that is told */
    const ccs_scan_t *scan;       /* of the text that is being converted, */
    uint32_t n_reals, n_grouped;  /* of which so many real numbers, and so many of scan->grouped, are behind */
    uint64_t n_rows;              /* of all tables */
    ccs_scenario_csv_t *csvs;     /* opened so far, newest first */
    ccs_scenario_table_t *tables; /* read so far, newest first */
    ccs_scenario_roster_t *rosters;
    const ccs_value_t *tree; /* all files together, with what `tables` declares */
} ccs_scenario_reader_t;

/* Where a walk through the tree stands, innermost first. */
typedef struct ccs_scenario_place ccs_scenario_place_t;
struct ccs_scenario_place {
    const ccs_scenario_place_t *up; /* NULL: the root */
    const char *key;                /* NULL: element number `index` of a list */
    uint32_t index;
};

/** "types.cards.groups[1]" into text. @return text */
const char *ccs_scenario_place_text(const ccs_scenario_place_t *self, char *text, size_t size);
/** Memory is out: the first call says so to the user, further ones say nothing. @return CCS_ERR_NOMEM */
int ccs_scenario_fail_memory(ccs_scenario_reader_t *self);
/** The folder where relative paths of a node's file start; "" is the working directory. */
const char *ccs_scenario_folder(const ccs_scenario_reader_t *self, const char *file);
/** Add an error at a node; with CCS_ERR_OK a warning. @return code */
int ccs_scenario_fail(ccs_scenario_reader_t *self, enum ccs_code code, const ccs_value_t *node, const char *path,
    const char *format, ...) __attribute__((format(printf, 5, 6)));
/** A file that cannot be opened is an error of the node that names it. @return 0 or CCS_ERR_INPUT, told */
int ccs_scenario_check_file(ccs_scenario_reader_t *self, const ccs_value_t *name, const char *path, const char *file);
/** The CSV file of this path, which lives as long as the tree, opened when it is first asked for. @param name  the node that names it @param path  of that
 * node, for errors that have none @return NULL: it cannot be read, which is told once */
ccs_csv_file_t *ccs_scenario_csv(ccs_scenario_reader_t *self, const ccs_value_t *name, const char *path, const char *file);
/** Rows of the files opened so far that nobody took, or several did, are warnings. */
void ccs_scenario_tell_left(ccs_scenario_reader_t *self);
/** Errors and warnings from number n_before on that say no path are of this one. */
void ccs_scenario_place_errors(ccs_scenario_reader_t *self, size_t n_before, const char *path);
/** A node, counted; NULL when the limit is passed or memory is out, which is then told once. */
ccs_value_t *ccs_scenario_node(ccs_scenario_reader_t *self, const ccs_value_t *like);
/** Deep copy, counted; NULL when there is no room, which is told. */
ccs_value_t *ccs_scenario_copy(ccs_scenario_reader_t *reader, const ccs_value_t *from);
/** A text that lives as long as the tree; NULL when out of memory, which is told. */
const char *ccs_scenario_keep(ccs_scenario_reader_t *self, const char *text);
/** Remember where relative paths of a file start. @return false when out of memory (NULL is given), which is told */
bool ccs_scenario_add_source(ccs_scenario_reader_t *self, const char *file, const char *folder);

#endif
