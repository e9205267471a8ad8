/* studio_files.c - a scenario and what it was read from. Invariant: a name in the page begins with the folder `scenario`, or stands in a folder beside it,
 * so that "profiles/bank.csv" and "../presets/evidence.cfg" mean there what they mean here. */
#include "studio_files.h"

#include <string.h>

#include "file_read.h"

enum { TEXT_MAX = 64 << 20 };

typedef struct {
    const ccs_scenario_t *scenario;
    ccs_arena_t *arena;
    const char *paths[CCS_STUDIO_FILES_MAX];
    size_t n;
    bool elsewhere; /* something is too far away, or there is too much */
} sources_t;

/* What is behind the scenario's folder, "profiles/bank.csv"; NULL: the file is elsewhere. */
static const char *seen_from_folder(const sources_t *self, const char *path)
{
    const char *const slash = strrchr(self->scenario->path, '/');
    const size_t n = slash ? (size_t) (slash - self->scenario->path) + 1 : 0;
    const char *const rest = strncmp(path, self->scenario->path, n) == 0 ? path + n : NULL;

    if (!rest || rest[0] == '/') return NULL;
    return strstr(strncmp(rest, "../", 3) == 0 ? rest + 3 : rest, "../") ? NULL : rest;
}

static void add_source(sources_t *self, const char *path)
{
    for (size_t i = 0; i < self->n; i++)
        if (!strcmp(self->paths[i], path)) return;
    if (self->n == CCS_STUDIO_FILES_MAX || !seen_from_folder(self, path)) self->elsewhere = true;
    else self->paths[self->n++] = path;
}

static void add_sources(sources_t *self, const ccs_value_t *value)
{
    if (value->file && value->line > 0) add_source(self, value->file);
    for (const ccs_value_t *child = value->first; child; child = child->next) add_sources(self, child);
}

static const char *name_of(const sources_t *self, const char *path)
{
    const char *const rest = seen_from_folder(self, path);

    return strncmp(rest, "../", 3) == 0 ? ccs_arena_strdup(self->arena, rest + 3)
                                        : ccs_arena_printf(self->arena, "scenario/%s", rest);
}

static int no_memory(ccs_err_t *err)
{
    return ccs_err_set(err, CCS_ERR_NOMEM, NULL, NULL, "out of memory for the studio");
}

static int take_complete(ccs_scenario_t *scenario, ccs_arena_t *arena, ccs_studio_file_t *file, ccs_err_t *err)
{
    *file = (ccs_studio_file_t){ccs_arena_printf(arena, "scenario/%s.cfg", scenario->stem), ccs_scenario_text(scenario)};
    return file->name && file->text ? 0 : no_memory(err);
}

int ccs_studio_files(ccs_scenario_t *scenario, ccs_arena_t *arena, ccs_studio_file_t *files, size_t *n_files, ccs_err_t *err)
{
    sources_t sources = {.scenario = scenario, .arena = arena};
    int ret = 0;

    add_source(&sources, scenario->path);
    add_sources(&sources, scenario->tree);
    *n_files = sources.n;
    if (sources.elsewhere || !strcmp(scenario->path, "-")) {
        *n_files = 1;
        return take_complete(scenario, arena, files, err);
    }
    for (size_t i = 0; i < sources.n; i++) {
        void *text;
        size_t n;

        CCS_TRY(ccs_file_read(sources.paths[i], TEXT_MAX, "is too large for a page", arena, &text, &n, err));
        files[i] = (ccs_studio_file_t){name_of(&sources, sources.paths[i]), text};
        CCS_REQUIRE(files[i].name, no_memory(err));
    }
out:
    return ret;
}
