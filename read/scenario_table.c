/* scenario_table.c - CSV files that a scenario names become tables in its tree. Invariant: a file and column is read once;
 * nodes of the tree that name it again share the rows, which nobody changes from then on. A table that --set is to change is
 * read for it alone. */
#include "scenario_table.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "csv_read.h"
#include "scenario_words.h"
#include "text.h"

enum { PATH_SIZE = 128 };

typedef struct {
    const ccs_value_t *name; /* the text that names the file */
    const char *column;      /* NULL: the only one */
} reference_t;

static bool is_csv_name(const ccs_value_t *node)
{
    if (node->kind != CCS_VALUE_STRING || !ccs_text_ends(node->as.text, ".csv")) return false;
    return !node->key || !ccs_scenario_is_prose(node->key); /* a text for people may end in whatever it likes */
}

bool ccs_scenario_is_table(const ccs_value_t *node)
{
    const ccs_value_t *const csv = ccs_value_get(node, "csv"); /* a group of that name is something else: { csv: { … } } */

    return is_csv_name(node) || (csv && csv->kind == CCS_VALUE_STRING);
}

/* What a node names, checked. @return 0 or CCS_ERR_SCENARIO, told */
static int take_reference(ccs_scenario_reader_t *self, const ccs_value_t *node, const char *path, reference_t *reference)
{
    int ret = 0;

    *reference = (reference_t){node, NULL};
    if (node->kind == CCS_VALUE_STRING) return 0;
    for (const ccs_value_t *child = node->first; child; child = child->next) {
        if (strcmp(child->key, "csv") == 0) {
            reference->name = child;
        } else if (strcmp(child->key, "column") != 0) {
            ret =
                ccs_scenario_fail(self, CCS_ERR_SCENARIO, child, path, "%s cannot stand beside csv, only column can", child->key);
        } else if (child->kind != CCS_VALUE_STRING) {
            ret = ccs_scenario_fail(self, CCS_ERR_SCENARIO, child, path, "column must be the name of a column, in quotes");
        } else {
            reference->column = child->as.text;
        }
    }
    return ret;
}

/* A file that cannot be opened is an error of the line that names it. */
static int check_file(ccs_scenario_reader_t *self, const ccs_value_t *name, const char *path, const char *file)
{
    struct stat info;

    if (stat(file, &info) != 0) {
        return ccs_scenario_fail(self, CCS_ERR_INPUT, name, path, "%s cannot be read: %s", file, strerror(errno));
    }
    if (!S_ISREG(info.st_mode)) {
        return ccs_scenario_fail(self, CCS_ERR_INPUT, name, path, "%s cannot be read: it is %s", file,
            S_ISDIR(info.st_mode) ? "a directory" : "no regular file");
    }
    return 0;
}

static ccs_value_t *read_table(ccs_scenario_reader_t *self, const ccs_scenario_table_t *table, const ccs_value_t *name,
    const char *path)
{
    const size_t n_before = self->errors->n;
    ccs_value_t *rows = NULL;

    if (check_file(self, name, path, table->path) != 0) return NULL;
    const int ret = ccs_csv_read(table->path, table->column, self->arena, &rows, self->errors);

    for (size_t i = n_before; i < self->errors->n; i++) {
        ccs_err_t *const err = &self->errors->items[i];

        if (err->path[0] == '\0') snprintf(err->path, sizeof err->path, "%s", path);
    }
    if (ret != 0) return NULL;
    self->n_rows += rows->n;
    if (self->n_rows <= CCS_CSV_MAX_ROWS) return rows;
    ccs_scenario_fail(self, CCS_ERR_SCENARIO, name, path, "the CSV files of the scenario have more than %d rows together",
        CCS_CSV_MAX_ROWS);
    return NULL;
}

/* The file's name as it is opened, or NULL, told. */
static const char *file_of(ccs_scenario_reader_t *self, const ccs_value_t *name)
{
    const char *const file = ccs_text_join(self->arena, ccs_scenario_folder(self, name->file), name->as.text);

    if (!file) ccs_scenario_fail_memory(self);
    return file;
}

static const ccs_scenario_table_t *find_table(const ccs_scenario_reader_t *self, const char *path, const char *column)
{
    for (const ccs_scenario_table_t *table = self->tables; table; table = table->next) {
        const bool same_column = column && table->column ? strcmp(column, table->column) == 0 : column == table->column;

        if (same_column && strcmp(path, table->path) == 0) return table;
    }
    return NULL;
}

/* The table that a reference names, from the shelf if it was read before. NULL after an error; one in the file's content is
 * told once. */
static const ccs_value_t *shared_rows(ccs_scenario_reader_t *self, const reference_t *reference, const char *path)
{
    const char *const file = file_of(self, reference->name);

    if (!file) return NULL;
    const ccs_scenario_table_t *const known = find_table(self, file, reference->column);

    if (known) return known->rows;
    ccs_scenario_table_t *const table = ccs_arena_alloc(self->scratch, sizeof *table);

    if (!table) {
        ccs_scenario_fail_memory(self);
        return NULL;
    }
    *table = (ccs_scenario_table_t){self->tables, file, reference->column, NULL};
    self->tables = table;
    table->rows = read_table(self, table, reference->name, path);
    return table->rows;
}

/* The node becomes the list of the rows' children; its key and its place among its siblings stay. */
static void become_table(ccs_value_t *node, const ccs_value_t *rows)
{
    node->kind = CCS_VALUE_LIST;
    node->file = rows->file;
    node->line = rows->line;
    node->first = rows->first;
    node->last = rows->last;
    node->n = rows->n;
    node->is_table = true;
}

bool ccs_scenario_own_table(ccs_scenario_reader_t *self, ccs_value_t *node, const char *path)
{
    reference_t reference;

    if (take_reference(self, node, path, &reference) != 0) return false;
    const ccs_scenario_table_t table = {.path = file_of(self, reference.name), .column = reference.column};
    const ccs_value_t *const rows = table.path ? read_table(self, &table, reference.name, path) : NULL;

    if (rows) become_table(node, rows);
    return rows != NULL;
}

/* --- the walk ---------------------------------------------------------------------------------------------------------- */

static void walk(ccs_scenario_reader_t *self, ccs_value_t *parent, const ccs_scenario_place_t *place)
{
    ccs_scenario_place_t below = {place, NULL, 0};
    char path[PATH_SIZE];

    for (ccs_value_t *child = parent->first; child; child = child->next, below.index++) {
        reference_t reference;

        below.key = child->key;
        if (!ccs_scenario_is_table(child)) {
            if (child->kind == CCS_VALUE_LIST || child->kind == CCS_VALUE_GROUP) walk(self, child, &below);
            continue;
        }
        ccs_scenario_place_text(&below, path, sizeof path);
        if (take_reference(self, child, path, &reference) != 0) continue;
        const ccs_value_t *const rows = shared_rows(self, &reference, path);

        if (rows) become_table(child, rows);
    }
}

void ccs_scenario_tables(ccs_scenario_reader_t *self, ccs_value_t *root)
{
    walk(self, root, &(ccs_scenario_place_t){0});
}
