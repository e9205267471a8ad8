/* scenario_read.c - files to value trees: which file is read, what it extends, and the order of the steps: parse, extends, --set, like, CSV files.
 * Invariant: a file is opened once at a time, so that no circle of `extends` is endless. */
#include "scenario_read.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "scenario_merge.h"
#include "scenario_parse.h"
#include "scenario_set.h"
#include "scenario_table.h"
#include "text.h"

/* A file being read, and those that named it. */
typedef struct level level_t;
struct level {
    const level_t *up;         /* the file that extends this one; NULL for the scenario itself */
    const ccs_value_t *naming; /* the text in it that names this file */
    const char *file;
    dev_t device;
    ino_t inode;
    bool has_inode; /* not so for text from memory and standard input */
};

/* --- files ------------------------------------------------------------------------------------------------------------- */

/* An error about a file: at the place that names it, or about the file itself if the user named it. */
static int fail_file(ccs_scenario_reader_t *self, const level_t *level, const char *what)
{
    if (!level->naming) return ccs_err_list_add(self->errors, CCS_ERR_INPUT, level->file, NULL, "cannot be read: %s", what);
    return ccs_scenario_fail(self, CCS_ERR_INPUT, level->naming, "extends", "%s cannot be read: %s", level->file, what);
}

/* A scenario that was copied without what it extends. */
static int fail_missing(ccs_scenario_reader_t *self, const level_t *level)
{
    if (!level->naming) return fail_file(self, level, strerror(ENOENT));
    return ccs_scenario_fail(self, CCS_ERR_INPUT, level->naming, "extends",
        "%s cannot be read: %s; it is looked for from the folder of the file that names it: bring it there too, or, where the scenario came from, "
        "make one file of all with ccsim explain --full",
        level->file, strerror(ENOENT));
}

/* What may be opened: a scenario may come through a pipe, but what it extends is a plain file, so that no reader waits for
 * ever. */
static int check_file(ccs_scenario_reader_t *self, level_t *level)
{
    struct stat info;

    if (stat(level->file, &info) != 0)
        return errno == ENOENT ? fail_missing(self, level) : fail_file(self, level, strerror(errno));
    if (S_ISDIR(info.st_mode)) return fail_file(self, level, "it is a directory");
    if (level->up && !S_ISREG(info.st_mode)) return fail_file(self, level, "it is no regular file");
    level->device = info.st_dev;
    level->inode = info.st_ino;
    level->has_inode = true;
    return 0;
}

/* Read to the end, or one byte beyond the limit, into scratch memory. */
static int read_stream(ccs_scenario_reader_t *self, const level_t *level, FILE *file, ccs_scan_input_t *input)
{
    char *const bytes = malloc(CCS_SCENARIO_MAX_BYTES + 1); /* touched only as far as the file goes */
    int ret = 0;

    if (!bytes) return ccs_scenario_fail_memory(self);
    errno = 0;
    const size_t n = fread(bytes, 1, CCS_SCENARIO_MAX_BYTES + 1, file);
    char *const kept = ferror(file) ? NULL : ccs_arena_alloc(self->scratch, n);

    if (kept) {
        memcpy(kept, bytes, n);
        input->bytes = kept;
        input->n = n;
    } else {
        ret = ferror(file) ? fail_file(self, level, strerror(errno)) : ccs_scenario_fail_memory(self);
    }
    free(bytes);
    return ret;
}

static int read_bytes(ccs_scenario_reader_t *self, level_t *level, bool standard_input, ccs_scan_input_t *input)
{
    FILE *file = NULL;
    int ret = 0;

    if (standard_input) return read_stream(self, level, stdin, input);
    CCS_TRY(check_file(self, level));
    file = fopen(level->file, "rb");
    CCS_REQUIRE(file, fail_file(self, level, strerror(errno)));
    CCS_TRY(read_stream(self, level, file, input));
out:
    if (file) (void) fclose(file);
    return ret;
}

/* --- extends ----------------------------------------------------------------------------------------------------------- */

static void read_base(ccs_scenario_reader_t *self, const level_t *up, const ccs_value_t *naming, ccs_value_t **base);

/* Say of all values of a file when it has its say. */
static void mark(ccs_value_t *value, uint16_t layer)
{
    value->layer = layer;
    for (ccs_value_t *child = value->first; child; child = child->next) mark(child, layer);
}

/* Put the files that `extends` names below the tree, the later over the earlier. Errors of all of them are told. */
static void extend(ccs_scenario_reader_t *self, const level_t *level, ccs_value_t **tree)
{
    ccs_value_t *const extends = ccs_value_get_mutable(*tree, "extends"), *base = NULL;

    if (extends) (void) ccs_value_remove(*tree, extends);
    if (!extends) {
        mark(*tree, ++self->n_layers);
        return;
    }
    if (extends->kind == CCS_VALUE_STRING) {
        read_base(self, level, extends, &base);
    } else if (extends->kind == CCS_VALUE_LIST) {
        for (const ccs_value_t *naming = extends->first; naming; naming = naming->next) read_base(self, level, naming, &base);
    } else {
        ccs_scenario_fail(self, CCS_ERR_SCENARIO, extends, "extends", "must be the name of a file, or a list of them, found %s",
            ccs_value_kind_text(extends->kind));
    }
    mark(*tree, ++self->n_layers); /* after what it extends */
    if (!base) return;
    ccs_scenario_merge(base, *tree);
    base->file = (*tree)->file;
    *tree = base;
}

static int read_tree(ccs_scenario_reader_t *self, const level_t *level, const ccs_scan_input_t *input, ccs_value_t **tree)
{
    ccs_err_t err;
    const int ret = ccs_scenario_parse(self, input, tree, &err);

    if (ret != 0) return self->full ? ret : ccs_err_list_append(self->errors, &err);
    extend(self, level, tree);
    return 0;
}

/* True, and told, if the file is one of those that are being read, or one too deep, or one too many. */
static bool is_endless(ccs_scenario_reader_t *self, const level_t *level)
{
    unsigned depth = 0;

    for (const level_t *up = level->up; up; up = up->up, depth++) {
        if (!up->has_inode || up->device != level->device || up->inode != level->inode) continue;
        ccs_scenario_fail(self, CCS_ERR_SCENARIO, level->naming, "extends", "goes round in a circle: %s is being read already",
            level->file);
        return true;
    }
    if (depth > CCS_SCENARIO_MAX_EXTENDS) {
        ccs_scenario_fail(self, CCS_ERR_SCENARIO, level->naming, "extends", "goes through more than %d levels",
            CCS_SCENARIO_MAX_EXTENDS);
        return true;
    }
    if (self->n_sources == CCS_SCENARIO_MAX_FILES) {
        ccs_scenario_fail(self, CCS_ERR_SCENARIO, level->naming, "extends", "asks for more than %d files in all",
            CCS_SCENARIO_MAX_FILES);
        return true;
    }
    return false;
}

/* Read one file that `extends` names and merge it over *base. */
static void read_base(ccs_scenario_reader_t *self, const level_t *up, const ccs_value_t *naming, ccs_value_t **base)
{
    level_t level = {.up = up, .naming = naming};
    ccs_scan_input_t input = {0};
    ccs_value_t *tree = NULL;

    if (naming->kind != CCS_VALUE_STRING) {
        ccs_scenario_fail(self, CCS_ERR_SCENARIO, naming, "extends", "must be the name of a file, found %s",
            ccs_value_kind_text(naming->kind));
        return;
    }
    level.file = ccs_text_join(self->arena, ccs_scenario_folder(self, up->file), naming->as.text);
    if (!level.file) {
        ccs_scenario_fail_memory(self);
        return;
    }
    if (check_file(self, &level) != 0 || is_endless(self, &level)) return;
    if (!ccs_scenario_add_source(self, level.file, ccs_text_folder(self->scratch, level.file))) return;
    if (read_bytes(self, &level, false, &input) != 0) return;
    input.name = level.file;
    if (read_tree(self, &level, &input, &tree) != 0) return;
    if (*base) ccs_scenario_merge(*base, tree);
    if (!*base) *base = tree;
}

/* --- the whole --------------------------------------------------------------------------------------------------------- */

typedef struct {
    const char *const *texts;
    size_t n;
} settings_t;

/* From bytes to the finished tree. A missing base or a bad syntax ends it: what follows would complain of what is not there. */
static void read_all(ccs_scenario_reader_t *self, const level_t *level, const ccs_scan_input_t *input, const settings_t *sets,
    ccs_value_t **root)
{
    const size_t n_before = self->errors->n_errors;
    ccs_value_t *tree = NULL;

    if (read_tree(self, level, input, &tree) != 0 || self->errors->n_errors > n_before) return;
    self->tree = tree;
    for (size_t i = 0; i < sets->n; i++) ccs_scenario_set(self, tree, sets->texts[i], (uint32_t) (i + 1));
    ccs_scenario_like(self, tree);
    ccs_scenario_tables(self, tree);
    if (self->errors->n_errors == n_before) *root = tree;
}

static int result(const ccs_scenario_reader_t *self, size_t n_before)
{
    return self->errors->n_errors > n_before ? ccs_err_list_code(self->errors) : CCS_ERR_OK;
}

int ccs_scenario_read(const char *path, const char *const *sets, size_t n_sets, ccs_arena_t *arena, ccs_value_t **root,
    ccs_err_list_t *errors)
{
    ccs_arena_t scratch = {0};
    ccs_scenario_reader_t self = {.arena = arena, .scratch = &scratch, .errors = errors};
    const size_t n_before = errors->n_errors;
    const bool standard_input = strcmp(path, "-") == 0;
    level_t level = {.file = ccs_scenario_keep(&self, standard_input ? "<standard input>" : path)};
    ccs_scan_input_t input = {.name = level.file};

    *root = NULL;
    if (ccs_scenario_add_source(&self, level.file, standard_input ? "" : ccs_text_folder(&scratch, path)) &&
        read_bytes(&self, &level, standard_input, &input) == 0) {
        read_all(&self, &level, &input, &(settings_t){sets, n_sets}, root);
    }
    ccs_arena_free(&scratch);
    return result(&self, n_before);
}

int ccs_scenario_read_text(const char *name, const char *text, size_t n_bytes, const char *directory, const char *const *sets,
    size_t n_sets, ccs_arena_t *arena, ccs_value_t **root, ccs_err_list_t *errors)
{
    ccs_arena_t scratch = {0};
    ccs_scenario_reader_t self = {.arena = arena, .scratch = &scratch, .errors = errors};
    const size_t n_before = errors->n_errors;
    const level_t level = {.file = ccs_scenario_keep(&self, name)};
    const ccs_scan_input_t input = {.name = level.file, .bytes = text, .n = n_bytes};

    *root = NULL;
    if (ccs_scenario_add_source(&self, level.file, directory)) read_all(&self, &level, &input, &(settings_t){sets, n_sets}, root);
    ccs_arena_free(&scratch);
    return result(&self, n_before);
}
