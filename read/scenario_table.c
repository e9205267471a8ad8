/* scenario_table.c - CSV files that a scenario names become tables in its tree. Invariant: a file is read once; of each column, and of an export of each queue, there is
 * one table, whose rows are shared by the nodes of the tree that name it again, and which nobody changes from then on. A table that --set is to change
 * has rows of its own. */
#include "scenario_table.h"

#include <stdio.h>
#include <string.h>

#include "csv_read.h"
#include "scenario_agents.h"
#include "scenario_backlog.h"
#include "scenario_customers.h"
#include "scenario_replay.h"
#include "scenario_roster.h"
#include "scenario_words.h"
#include "text.h"

enum { PATH_SIZE = 128 };

/* What a node of the tree names. */
typedef struct {
    const ccs_value_t *name; /* the text that names the file */
    ccs_csv_want_t want;     /* column NULL: the only one */
} reference_t;

static bool is_csv_name(const ccs_value_t *node)
{
    if (node->kind != CCS_VALUE_STRING || !ccs_text_ends(node->as.text, ".csv")) return false;
    return !node->key || !ccs_scenario_is_prose(node->key); /* a text for people may end in whatever it likes */
}

/* A group of such a name is something else: { csv: { … } } */
static bool is_text(const ccs_value_t *value)
{
    return value && value->kind == CCS_VALUE_STRING;
}

bool ccs_scenario_is_table(const ccs_value_t *node)
{
    return is_csv_name(node) || is_text(ccs_value_get(node, "csv")) || is_text(ccs_value_get(node, "table"));
}

/* { csv = "plan.csv"; column = "calls"; }, checked. @return 0 or CCS_ERR_SCENARIO, told */
static int take_csv(ccs_scenario_reader_t *self, const ccs_value_t *node, const char *path, reference_t *reference)
{
    int ret = 0;

    for (const ccs_value_t *child = node->first; child; child = child->next) {
        if (strcmp(child->key, "csv") == 0) {
            reference->name = child;
        } else if (strcmp(child->key, "column") != 0) {
            ret =
                ccs_scenario_fail(self, CCS_ERR_SCENARIO, child, path, "%s cannot stand beside csv, only column can", child->key);
        } else if (child->kind != CCS_VALUE_STRING) {
            ret = ccs_scenario_fail(self, CCS_ERR_SCENARIO, child, path, "column must be the name of a column, in quotes");
        } else {
            reference->want.column = child->as.text;
        }
    }
    return ret;
}

/* --- exports: what `tables` declares ----------------------------------------------------------------------------------- */

/* A key of a declaration, with its text. @return false, told, if it is no key or no text; told NULL: nobody is told */
static bool take_declared(ccs_scenario_reader_t *told, const ccs_value_t *child, const char *path, reference_t *export)
{
    ccs_csv_want_t *const want = &export->want;
    const char *const text = is_text(child) ? child->as.text : NULL;
    const struct {
        const char *key, **at;
    } names[] = {{"date", &want->date}, {"time", &want->time}, {"queue", &want->queue}};
    char shown[80];
    bool known = strcmp(child->key, "csv") == 0 || strcmp(child->key, "dates") == 0;

    if (strcmp(child->key, "csv") == 0) export->name = child;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (strcmp(child->key, names[i].key) != 0) continue;
        *names[i].at = text;
        known = true;
    }
    if (known && text && (strcmp(child->key, "dates") != 0 || ccs_date_order_find(text, &want->dates))) return true;
    if (!told) return false;
    if (!known)
        ccs_scenario_fail(told, CCS_ERR_SCENARIO, child, path, "unknown key %s; known here are csv, date, time, queue, dates",
            child->key);
    else
        ccs_scenario_fail(told, CCS_ERR_SCENARIO, child, path, "%s: expected %s, found %s", child->key,
            strcmp(child->key, "dates") ? "a text in quotes" : CCS_DATE_ORDER_FORM, ccs_value_show(child, shown, sizeof shown));
    return false;
}

/* A member of `tables`. @return whether it is one that can be read */
static bool take_export(ccs_scenario_reader_t *told, const ccs_value_t *node, reference_t *export)
{
    char path[PATH_SIZE];
    bool valid = node->kind == CCS_VALUE_GROUP;

    *export = (reference_t){.want.dates = CCS_ORDER_OPEN};
    snprintf(path, sizeof path, "tables.%.100s", node->key);
    for (const ccs_value_t *child = valid ? node->first : NULL; child; child = child->next)
        valid = take_declared(told, child, path, export) && valid;
    if (valid && export->name && export->want.date) return true;
    if (told && (valid || node->kind != CCS_VALUE_GROUP))
        ccs_scenario_fail(told, CCS_ERR_SCENARIO, node, path,
            "expected the file and its column of dates, { csv = \"week.csv\"; date = \"Date\"; }");
    return false;
}

/* { table = "wfm"; queue = "Sales"; column = "calls"; }, checked: `tables` says the rest; where that is wrong, it is told there.
 * @return 0 or CCS_ERR_SCENARIO */
static int take_of_export(ccs_scenario_reader_t *self, const ccs_value_t *node, const char *path, reference_t *reference)
{
    const ccs_value_t *const table = ccs_value_get(node, "table"), *const tables = ccs_value_get(self->tree, "tables");
    const ccs_value_t *const declared = tables ? ccs_value_get(tables, table->as.text) : NULL;

    if (!declared)
        return ccs_scenario_fail(self, CCS_ERR_SCENARIO, table, path,
            "there is no table %.60s: tables: { %.60s: { csv = …; date = …; }; }", table->as.text, table->as.text);
    if (!take_export(NULL, declared, reference)) return CCS_ERR_SCENARIO;
    for (const ccs_value_t *child = node->first; child; child = child->next) {
        const bool is_queue = strcmp(child->key, "queue") == 0, is_column = strcmp(child->key, "column") == 0;

        if (child == table) continue;
        if (!is_queue && !is_column)
            return ccs_scenario_fail(self, CCS_ERR_SCENARIO, child, path,
                "%s cannot stand beside table, only queue and column can", child->key);
        if (!is_text(child))
            return ccs_scenario_fail(self, CCS_ERR_SCENARIO, child, path, "%s must be a name, in quotes", child->key);
        if (is_queue) reference->want.queue_name = child->as.text;
        else reference->want.column = child->as.text;
    }
    if (reference->want.queue_name && !reference->want.queue)
        return ccs_scenario_fail(self, CCS_ERR_SCENARIO, node, path,
            "names a queue, but tables.%.60s does not say which column has the queues: queue = \"…\"", table->as.text);
    if (reference->want.column) return 0;
    return ccs_scenario_fail(self, CCS_ERR_SCENARIO, node, path, "expected the name of a column, column = \"…\"");
}

/* What a node names, checked. @return 0 or CCS_ERR_SCENARIO, told */
static int take_reference(ccs_scenario_reader_t *self, const ccs_value_t *node, const char *path, reference_t *reference)
{
    *reference = (reference_t){.name = node};
    if (node->kind == CCS_VALUE_STRING) return 0;
    if (is_text(ccs_value_get(node, "csv"))) return take_csv(self, node, path, reference);
    return take_of_export(self, node, path, reference);
}

/* --- files ------------------------------------------------------------------------------------------------------------- */

static ccs_value_t *read_table(ccs_scenario_reader_t *self, const ccs_scenario_table_t *table, const ccs_value_t *name,
    const char *path)
{
    const size_t n_before = self->errors->n;
    ccs_csv_file_t *const file = ccs_scenario_csv(self, name, path, table->path);
    ccs_value_t *rows = NULL;

    if (!file) return NULL;
    const int ret = ccs_csv_rows(file, &table->want, self->arena, &rows, self->errors);

    ccs_scenario_place_errors(self, n_before, path);
    if (ret != 0) return NULL;
    self->n_rows += rows->n;
    if (self->n_rows <= CCS_SCENARIO_MAX_ROWS) return rows;
    ccs_scenario_fail(self, CCS_ERR_SCENARIO, name, path, "the CSV files of the scenario have more than %d rows together",
        CCS_SCENARIO_MAX_ROWS);
    return NULL;
}

/* The file's name as it is opened, or NULL, told. */
static const char *file_of(ccs_scenario_reader_t *self, const ccs_value_t *name)
{
    const char *const file = ccs_text_join(self->arena, ccs_scenario_folder(self, name->file), name->as.text);

    if (!file) ccs_scenario_fail_memory(self);
    return file;
}

static bool same_text(const char *a, const char *b)
{
    return a && b ? strcmp(a, b) == 0 : a == b;
}

static const ccs_scenario_table_t *find_table(const ccs_scenario_reader_t *self, const char *path, const ccs_csv_want_t *want)
{
    for (const ccs_scenario_table_t *table = self->tables; table; table = table->next) {
        const ccs_csv_want_t *const has = &table->want;

        if (strcmp(path, table->path) == 0 && same_text(has->column, want->column) && same_text(has->date, want->date) &&
            same_text(has->time, want->time) && same_text(has->queue, want->queue) &&
            same_text(has->queue_name, want->queue_name) && has->dates == want->dates)
            return table;
    }
    return NULL;
}

/* The table that a reference names, from the shelf if it was read before. NULL after an error; one in the file's content is
 * told once. */
static const ccs_value_t *shared_rows(ccs_scenario_reader_t *self, const reference_t *reference, const char *path)
{
    const char *const file = file_of(self, reference->name);

    if (!file) return NULL;
    const ccs_scenario_table_t *const known = find_table(self, file, &reference->want);

    if (known) return known->rows;
    ccs_scenario_table_t *const table = ccs_arena_alloc(self->scratch, sizeof *table);

    if (!table) {
        ccs_scenario_fail_memory(self);
        return NULL;
    }
    *table = (ccs_scenario_table_t){self->tables, file, reference->want, NULL};
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
    const ccs_scenario_table_t table = {.path = file_of(self, reference.name), .want = reference.want};
    const ccs_value_t *const rows = table.path ? read_table(self, &table, reference.name, path) : NULL;

    if (rows) become_table(node, rows);
    return rows != NULL;
}

/* --- the walk ---------------------------------------------------------------------------------------------------------- */

static void walk(ccs_scenario_reader_t *self, ccs_value_t *parent, const ccs_scenario_place_t *place);

/* A node that names a file becomes its rows; of another one the children may. */
static void walk_node(ccs_scenario_reader_t *self, ccs_value_t *node, const ccs_scenario_place_t *at)
{
    char path[PATH_SIZE];
    reference_t reference;

    if (ccs_scenario_is_agents(node, at)) {
        ccs_scenario_agents(self, node, at);
        return;
    }
    if (ccs_scenario_is_roster(node, at)) {
        ccs_scenario_roster(self, node, at);
        return;
    }
    if (ccs_scenario_is_backlog(node, at)) {
        ccs_scenario_backlog(self, node, at);
        return;
    }
    if (ccs_scenario_is_customers(node, at)) {
        ccs_scenario_customers(self, node, at);
        return;
    }
    if (ccs_scenario_is_replay(node, at)) {
        ccs_scenario_replay(self, node, at);
        return;
    }
    if (!ccs_scenario_is_table(node)) {
        if (node->kind == CCS_VALUE_LIST || node->kind == CCS_VALUE_GROUP) walk(self, node, at);
        return;
    }
    ccs_scenario_place_text(at, path, sizeof path);
    if (take_reference(self, node, path, &reference) != 0) return;
    reference.want.contacts = strstr(path, ".arrivals.") != NULL;
    const ccs_value_t *const rows = shared_rows(self, &reference, path);

    if (rows) become_table(node, rows);
}

static void walk(ccs_scenario_reader_t *self, ccs_value_t *parent, const ccs_scenario_place_t *place)
{
    ccs_scenario_place_t below = {place, NULL, 0};

    for (ccs_value_t *child = parent->first; child; child = child->next, below.index++) {
        below.key = child->key;
        walk_node(self, child, &below);
    }
}

/* What is declared is checked whether it is used or not, and leaves the tree: the rows are there now. */
static void remove_declared(ccs_scenario_reader_t *self, ccs_value_t *root)
{
    ccs_value_t *const tables = ccs_value_get_mutable(root, "tables");
    reference_t unused;

    if (!tables) return;
    if (tables->kind != CCS_VALUE_GROUP)
        ccs_scenario_fail(self, CCS_ERR_SCENARIO, tables, "tables",
            "must be a group of named tables, tables: { wfm: { csv = …; }; }");
    for (const ccs_value_t *node = tables->kind == CCS_VALUE_GROUP ? tables->first : NULL; node; node = node->next)
        (void) take_export(self, node, &unused);
    (void) ccs_value_remove(root, tables);
}

void ccs_scenario_tables(ccs_scenario_reader_t *self, ccs_value_t *root)
{
    const ccs_scenario_place_t top = {0};
    ccs_scenario_place_t place = {.up = &top};
    const size_t n_errors = self->errors->n_errors;

    for (ccs_value_t *child = root->first; child; child = child->next) {
        place.key = child->key;
        if (strcmp(child->key, "tables") != 0) walk_node(self, child, &place);
    }
    remove_declared(self, root);
    if (self->errors->n_errors == n_errors) ccs_scenario_tell_left(self);
}
