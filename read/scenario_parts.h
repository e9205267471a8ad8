/** @file scenario_parts.h  What the steps of reading a scenario share. Private to the scenario reader: scenario_read (files,
 * libconfig, extends), scenario_set (--set), scenario_merge (merging, like), scenario_table (CSV files). */
#ifndef CCS_SCENARIO_PARTS_H
#define CCS_SCENARIO_PARTS_H

#include "scenario_read.h"
#include "scenario_scan.h"
#include "value.h"

/* A file that nodes come from; found again by the address of its name. */
typedef struct {
    const char *file;   /* as in the nodes */
    const char *folder; /* where its relative paths start */
} ccs_scenario_source_t;

typedef struct ccs_scenario_table ccs_scenario_table_t;
struct ccs_scenario_table {
    ccs_scenario_table_t *next;
    const char *path, *column; /* column NULL: the only one */
    ccs_value_t *rows;         /* NULL: it could not be read, and the errors are told */
};

#define CCS_SCENARIO_SETTING "--set" /* the file of nodes that the command line gives */

typedef struct {
    ccs_arena_t *arena;   /* of the tree */
    ccs_arena_t *scratch; /* until the end of reading */
    ccs_err_list_t *errors;
    ccs_scenario_source_t sources[CCS_SCENARIO_MAX_FILES];
    uint32_t n_sources, n_settings, n_nodes;
    bool full;                    /* the limit of nodes is passed, or memory is out, and that is told */
    const ccs_scan_t *scan;       /* of the text that is being converted, */
    uint32_t n_reals, n_grouped;  /* of which so many real numbers, and so many of scan->grouped, are behind */
    uint64_t n_rows;              /* of all tables */
    ccs_scenario_table_t *tables; /* read so far, newest first */
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
/** Told once: memory is out. @return CCS_ERR_NOMEM */
int ccs_scenario_fail_memory(ccs_scenario_reader_t *self);
/** The folder where relative paths of a node's file start; "" is the working directory. */
const char *ccs_scenario_folder(const ccs_scenario_reader_t *self, const char *file);
/** Add an error at a node; with CCS_ERR_OK a warning. @return code */
int ccs_scenario_fail(ccs_scenario_reader_t *self, enum ccs_code code, const ccs_value_t *node, const char *path,
    const char *format, ...) __attribute__((format(printf, 5, 6)));
/** A node, counted; NULL when the limit is passed or memory is out, which is then told once. */
ccs_value_t *ccs_scenario_node(ccs_scenario_reader_t *self, const ccs_value_t *like);
/** Deep copy, counted; NULL when there is no room, which is told. */
ccs_value_t *ccs_scenario_copy(ccs_scenario_reader_t *reader, const ccs_value_t *from);
/** Scan and parse. In value mode the tree is the one value, without key. @return 0, or a code, with *err filled in. */
int ccs_scenario_parse(ccs_scenario_reader_t *self, const ccs_scan_input_t *input, ccs_value_t **tree, ccs_err_t *err);

/** Merge the children of a group over those of base, which takes them: groups merge unless the new one has `dist`, everything
 * else replaces, alternatives evict each other, "none" removes what base has. over is empty afterwards. */
void ccs_scenario_merge(ccs_value_t *base, ccs_value_t *over);
/** True if over, a child to be, merges with the child of the same name in base instead of replacing it. */
bool ccs_scenario_merges(const ccs_value_t *base, const ccs_value_t *over);
/** Replace every `like` by what it names. */
void ccs_scenario_like(ccs_scenario_reader_t *self, ccs_value_t *root);
/** Apply one setting of the command line, number ordinal (from 1). */
void ccs_scenario_set(ccs_scenario_reader_t *self, ccs_value_t *root, const char *text, uint32_t ordinal);
/** Replace every CSV file that is named by its table. */
void ccs_scenario_tables(ccs_scenario_reader_t *self, ccs_value_t *root);
/** True if the node names a CSV file. */
bool ccs_scenario_is_table(const ccs_value_t *node);
/** Turn a node that names a CSV file into its table now, with rows of its own. @return false after an error that is told */
bool ccs_scenario_own_table(ccs_scenario_reader_t *self, ccs_value_t *node, const char *path);

#endif
