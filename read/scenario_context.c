/* scenario_context.c - what the steps of reading a scenario share: errors, nodes, places, folders. Invariant: whatever makes a node counts it, so
 * that no scenario grows without end; running out of memory or of nodes is told once. */
#include "scenario_context.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "csv_listing.h"
#include "csv_origin.h"
#include "path.h"

/* --- places, errors ---------------------------------------------------------------------------------------------------- */

/* @return characters of the path from the root down */
static size_t path_of(const ccs_scenario_place_t *at, char *text, size_t size)
{
    if (!at || !at->up) {
        text[0] = '\0';
        return 0;
    }
    return ccs_path_add(text, size, path_of(at->up, text, size), at->key, at->index);
}

const char *ccs_scenario_place_text(const ccs_scenario_place_t *self, char *text, size_t size)
{
    (void) path_of(self, text, size);
    return text;
}

int ccs_scenario_fail(ccs_scenario_reader_t *self, enum ccs_code code, const ccs_value_t *node, const char *path,
    const char *format, ...)
{
    char where[sizeof((ccs_err_t *) 0)->where], text[sizeof((ccs_err_t *) 0)->text];
    va_list args;

    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    return ccs_err_list_add(self->errors, code, ccs_value_where(node, where, sizeof where), path, "%s", text);
}

int ccs_scenario_fail_memory(ccs_scenario_reader_t *self)
{
    if (!self->full) ccs_err_list_add(self->errors, CCS_ERR_NOMEM, NULL, NULL, "%s", ccs_err_text(CCS_ERR_NOMEM));
    self->full = true;
    return CCS_ERR_NOMEM;
}

int ccs_scenario_check_file(ccs_scenario_reader_t *self, const ccs_value_t *name, const char *path, const char *file)
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

void ccs_scenario_place_errors(ccs_scenario_reader_t *self, size_t n_before, const char *path)
{
    for (size_t i = n_before; i < self->errors->n; i++) {
        ccs_err_t *const err = &self->errors->items[i];

        if (err->path[0] == '\0') snprintf(err->path, sizeof err->path, "%s", path);
    }
}

ccs_csv_file_t *ccs_scenario_csv(ccs_scenario_reader_t *self, const ccs_value_t *name, const char *path, const char *file)
{
    const size_t n_before = self->errors->n;

    for (const ccs_scenario_csv_t *csv = self->csvs; csv; csv = csv->next)
        if (strcmp(csv->path, file) == 0) return csv->file;
    ccs_scenario_csv_t *const csv = ccs_arena_alloc(self->scratch, sizeof *csv);

    if (!csv) {
        ccs_scenario_fail_memory(self);
        return NULL;
    }
    *csv = (ccs_scenario_csv_t){.next = self->csvs, .path = file};
    self->csvs = csv;
    if (ccs_scenario_check_file(self, name, path, file) != 0) return NULL;
    (void) ccs_csv_open(file, self->scratch, &csv->file, self->errors);
    ccs_scenario_place_errors(self, n_before, path);
    return csv->file;
}

void ccs_scenario_tell_left(ccs_scenario_reader_t *self)
{
    for (const ccs_scenario_csv_t *csv = self->csvs; csv; csv = csv->next) {
        const ccs_csv_table_t *const table = csv->file ? ccs_csv_cut(csv->file) : NULL;

        if (table) ccs_csv_listing_tell_left(table, csv->path, self->errors);
        if (csv->file) ccs_csv_tell_unread(csv->file, self->scratch, self->errors);
        if (csv->file) ccs_csv_origin_tell(csv->file, csv->path, self->scratch, self->errors);
    }
}

ccs_value_t *ccs_scenario_node(ccs_scenario_reader_t *self, const ccs_value_t *like)
{
    if (self->full) return NULL;
    if (self->n_nodes == CCS_SCENARIO_MAX_NODES) {
        self->full = true;
        ccs_scenario_fail(self, CCS_ERR_SCENARIO, like, NULL,
            "the scenario grows beyond %d values here (extends, like and --set included)", CCS_SCENARIO_MAX_NODES);
        return NULL;
    }
    ccs_value_t *const node = ccs_arena_alloc(self->arena, sizeof *node);

    if (!node) {
        ccs_scenario_fail_memory(self);
        return NULL;
    }
    *node = *like;
    node->first = node->last = node->next = NULL;
    node->n = 0;
    self->n_nodes++;
    return node;
}

ccs_value_t *ccs_scenario_copy(ccs_scenario_reader_t *reader, const ccs_value_t *from)
{
    ccs_value_t *const copy = ccs_scenario_node(reader, from);

    if (!copy) return NULL;
    for (const ccs_value_t *child = from->first; child; child = child->next) {
        ccs_value_t *const child_copy = ccs_scenario_copy(reader, child);

        if (!child_copy) return NULL;
        ccs_value_append(copy, child_copy);
    }
    return copy;
}

const char *ccs_scenario_keep(ccs_scenario_reader_t *self, const char *text)
{
    char *const kept = ccs_arena_strdup(self->arena, text);

    if (!kept) ccs_scenario_fail_memory(self);
    return kept;
}

/* --- folders ----------------------------------------------------------------------------------------------------------- */

bool ccs_scenario_add_source(ccs_scenario_reader_t *self, const char *file, const char *folder)
{
    if (!file || !folder) {
        ccs_scenario_fail_memory(self);
        return false;
    }
    self->sources[self->n_sources++] = (ccs_scenario_source_t){file, folder};
    return true;
}

const char *ccs_scenario_folder(const ccs_scenario_reader_t *self, const char *file)
{
    for (uint32_t i = 0; i < self->n_sources; i++)
        if (self->sources[i].file == file) return self->sources[i].folder;
    return ""; /* --set: the working directory */
}
