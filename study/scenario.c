/* scenario.c - read, then compile. */
#include "scenario.h"

#include <string.h>

#include "complete_keys.h"
#include "file_kind.h"
#include "scenario_read.h"
#include "zone_read.h"

/* "scenarios/bank_day.cfg" -> "bank_day" */
static const char *stem_of(const char *path, ccs_arena_t *arena)
{
    if (!strcmp(path, "-")) return "stdin";
    const char *const slash = strrchr(path, '/');
    char *const name = ccs_arena_strdup(arena, slash ? slash + 1 : path);

    if (!name) return NULL;
    char *const dot = strrchr(name, '.');

    if (dot && dot != name) *dot = '\0';
    return name;
}

static int read_tree(const ccs_scenario_origin_t *source, const char *const *sets, size_t n_sets, ccs_scenario_t *out,
    ccs_err_list_t *errors)
{
    if (!source->text) return ccs_scenario_read(source->path, sets, n_sets, &out->arena, &out->tree, errors);
    return ccs_scenario_read_text(source->path, source->text, source->n_bytes, source->folder, sets, n_sets, &out->arena,
        &out->tree, errors);
}

int ccs_scenario_load(const char *path, const char *const *sets, size_t n_sets, ccs_scenario_t *out, ccs_err_list_t *errors)
{
    return ccs_scenario_load_from(&(ccs_scenario_origin_t){.path = path}, sets, n_sets, out, errors);
}

int ccs_scenario_load_from(const ccs_scenario_origin_t *source, const char *const *sets, size_t n_sets, ccs_scenario_t *out,
    ccs_err_list_t *errors)
{
    const size_t before = errors->n;
    int ret;

    *out = (ccs_scenario_t){.path = source->path, .source = *source};
    out->name = out->stem = stem_of(source->path, &out->arena);
    if (!out->name) return ccs_err_list_add(errors, CCS_ERR_NOMEM, NULL, NULL, "out of memory");
    CCS_TRY(read_tree(source, sets, n_sets, out, errors));
    CCS_TRY(ccs_compile(out->tree, out->name, ccs_zone_read, &out->arena, &out->plan, errors));
    for (size_t i = before; i < errors->n; i++) (void) ccs_err_list_append(&out->warnings, &errors->items[i]);
    if (out->warnings.n_errors > 0)
        CCS_TRY(ccs_err_list_add(errors, CCS_ERR_NOMEM, NULL, NULL, "%s", ccs_err_text(CCS_ERR_NOMEM)));
out:
    return ret;
}

void ccs_scenario_free(ccs_scenario_t *self)
{
    if (!self) return;
    ccs_arena_free(&self->arena);
    ccs_err_list_free(&self->warnings);
    *self = (ccs_scenario_t){0};
}

/* A value or one below it is from the file; neighbours are mostly of one file. */
static bool is_from(const ccs_value_t *value, const char *path, const char **other)
{
    if (value->file && value->line > 0 && value->file != *other) {
        if (ccs_file_is_same(value->file, path)) return true;
        *other = value->file;
    }
    for (const ccs_value_t *child = value->first; child; child = child->next)
        if (is_from(child, path, other)) return true;
    return false;
}

bool ccs_scenario_is_from(const ccs_scenario_t *self, const char *path)
{
    const char *other = NULL;

    return ccs_file_is_same(self->path, path) || is_from(self->tree, path, &other);
}

const char *ccs_scenario_text(ccs_scenario_t *self)
{
    const ccs_value_t *const complete = self->text ? NULL : ccs_complete_keys(self->tree, &self->arena);

    if (complete) self->text = ccs_scenario_print(complete, &self->arena);
    return self->text;
}
