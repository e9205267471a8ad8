/* scenario_read.c - files to value trees: libconfig and `extends`. The only file that includes libconfig.h. Invariant:
 * libconfig sees only text that has passed the scan, so its own parser never fails; should it do so all the same, that is an
 * error of the scenario, not a crash.
 *
 * Limitation: libconfig 1.5 does not check its allocations; the limits on size keep it to some 100 MB at most. */
#include "scenario_read.h"

#include <errno.h>
#include <libconfig.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "scenario_parts.h"
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

/* --- errors, nodes ----------------------------------------------------------------------------------------------------- */

const char *ccs_scenario_place_text(const ccs_scenario_place_t *self, char *text, size_t size)
{
    text[0] = '\0';
    if (!self || !self->up) return text;
    ccs_scenario_place_text(self->up, text, size);
    const size_t n = strlen(text);

    if (self->key) {
        (void) snprintf(text + n, size - n, "%s%s", n > 0 ? "." : "", self->key);
    } else {
        (void) snprintf(text + n, size - n, "[%u]", (unsigned) self->index);
    }
    return text;
}

int ccs_scenario_fail(ccs_scenario_reader_t *self, enum ccs_code code, const ccs_value_t *node, const char *path,
    const char *format, ...)
{
    char where[sizeof((ccs_err_t *) 0)->where], text[sizeof((ccs_err_t *) 0)->text];
    va_list args;

    va_start(args, format);
    (void) vsnprintf(text, sizeof text, format, args);
    va_end(args);
    return ccs_err_list_add(self->errors, code, ccs_value_where(node, where, sizeof where), path, "%s", text);
}

int ccs_scenario_fail_memory(ccs_scenario_reader_t *self)
{
    if (!self->full) ccs_err_list_add(self->errors, CCS_ERR_NOMEM, NULL, NULL, "%s", ccs_err_text(CCS_ERR_NOMEM));
    self->full = true;
    return CCS_ERR_NOMEM;
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

/* --- libconfig's settings to nodes ------------------------------------------------------------------------------------- */

static ccs_value_t *convert(ccs_scenario_reader_t *self, const config_setting_t *setting, const char *file);

static ccs_value_t *convert_children(ccs_scenario_reader_t *self, const config_setting_t *setting, ccs_value_t *node)
{
    const int n = config_setting_length(setting);

    for (int i = 0; i < n; i++) {
        ccs_value_t *const child = convert(self, config_setting_get_elem(setting, (unsigned) i), node->file);

        if (!child) return NULL;
        ccs_value_append(node, child);
    }
    return node;
}

static const char *keep(ccs_scenario_reader_t *self, const char *text)
{
    char *const kept = ccs_arena_strdup(self->arena, text);

    if (!kept) ccs_scenario_fail_memory(self);
    return kept;
}

static ccs_value_t *convert(ccs_scenario_reader_t *self, const config_setting_t *setting, const char *file)
{
    const char *const name = config_setting_name(setting);
    const ccs_value_t like = {.file = file, .line = config_setting_source_line(setting), .key = name ? keep(self, name) : NULL};
    ccs_value_t *const node = ccs_scenario_node(self, &like);

    if (!node) return NULL;
    switch (config_setting_type(setting)) {
    case CONFIG_TYPE_BOOL:
        node->kind = CCS_VALUE_BOOL;
        node->as.b = config_setting_get_bool(setting) != CONFIG_FALSE;
        return node;
    case CONFIG_TYPE_INT:
    case CONFIG_TYPE_INT64:
        node->kind = CCS_VALUE_INT;
        node->as.i = config_setting_get_int64(setting);
        return node;
    case CONFIG_TYPE_FLOAT:
        node->kind = CCS_VALUE_REAL;
        node->as.x = config_setting_get_float(setting);
        node->grouped = self->n_grouped < self->scan->n_grouped && self->scan->grouped[self->n_grouped] == self->n_reals++;
        self->n_grouped += node->grouped;
        return node;
    case CONFIG_TYPE_STRING:
        node->kind = CCS_VALUE_STRING;
        node->as.text = keep(self, config_setting_get_string(setting));
        return node->as.text ? node : NULL;
    case CONFIG_TYPE_GROUP: node->kind = CCS_VALUE_GROUP; return convert_children(self, setting, node);
    default: node->kind = CCS_VALUE_LIST; return convert_children(self, setting, node);
    }
}

static int parse_scanned(ccs_scenario_reader_t *self, const ccs_scan_input_t *input, const char *text, ccs_value_t **tree,
    ccs_err_t *err)
{
    config_t config;
    int ret = 0;

    config_init(&config);
    if (config_read_string(&config, text) != CONFIG_TRUE) {
        char where[sizeof err->where];

        (void) snprintf(where, sizeof where, "%s:%d", input->name, config_error_line(&config));
        CCS_TRY(ccs_err_set(err, CCS_ERR_SCENARIO, where, NULL, "libconfig: %s", config_error_text(&config)));
    }
    const config_setting_t *const root = config_root_setting(&config);

    *tree = convert(self, input->value ? config_setting_get_member(root, "v") : root, input->name);
    if (!*tree) { /* told already */
        *err = (ccs_err_t){.code = CCS_ERR_NOMEM};
        CCS_TRY(CCS_ERR_NOMEM);
    }
    (*tree)->key = NULL;
out:
    config_destroy(&config);
    return ret;
}

int ccs_scenario_parse(ccs_scenario_reader_t *self, const ccs_scan_input_t *input, ccs_value_t **tree, ccs_err_t *err)
{
    ccs_scan_t scan;
    int ret = 0;

    CCS_TRY(ccs_scenario_scan(input, self->scratch, &scan, err));
    self->n_settings += scan.n_settings;
    if (self->n_settings > CCS_SCENARIO_MAX_SETTINGS_IN_ALL) {
        CCS_TRY(ccs_err_set(err, CCS_ERR_SCENARIO, input->name, NULL,
            "the scenario has more than %d settings, all its files together", CCS_SCENARIO_MAX_SETTINGS_IN_ALL));
    }
    self->scan = &scan;
    self->n_reals = self->n_grouped = 0;
    CCS_TRY(parse_scanned(self, input, scan.text, tree, err));
out:
    self->scan = NULL;
    return ret;
}

/* --- files ------------------------------------------------------------------------------------------------------------- */

/* An error about a file: at the place that names it, or about the file itself if the user named it. */
static int fail_file(ccs_scenario_reader_t *self, const level_t *level, const char *what)
{
    if (!level->naming) return ccs_err_list_add(self->errors, CCS_ERR_INPUT, level->file, NULL, "cannot be read: %s", what);
    return ccs_scenario_fail(self, CCS_ERR_INPUT, level->naming, "extends", "%s cannot be read: %s", level->file, what);
}

/* What may be opened: a scenario may come through a pipe, but what it extends is a plain file, so that no reader waits for
 * ever. */
static int check_file(ccs_scenario_reader_t *self, level_t *level)
{
    struct stat info;

    if (stat(level->file, &info) != 0) return fail_file(self, level, strerror(errno));
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

    if (!bytes) CCS_TRY(ccs_scenario_fail_memory(self));
    errno = 0;
    const size_t n = fread(bytes, 1, CCS_SCENARIO_MAX_BYTES + 1, file);

    if (ferror(file)) CCS_TRY(fail_file(self, level, strerror(errno)));
    char *const kept = ccs_arena_alloc(self->scratch, n);

    if (!kept) CCS_TRY(ccs_scenario_fail_memory(self));
    memcpy(kept, bytes, n);
    input->bytes = kept;
    input->n = n;
out:
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
    if (!file) CCS_TRY(fail_file(self, level, strerror(errno)));
    CCS_TRY(read_stream(self, level, file, input));
out:
    if (file) (void) fclose(file);
    return ret;
}

/* --- extends ----------------------------------------------------------------------------------------------------------- */

static void read_base(ccs_scenario_reader_t *self, const level_t *up, const ccs_value_t *naming, ccs_value_t **base);

static bool add_source(ccs_scenario_reader_t *self, const char *file, const char *folder)
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

/* Put the files that `extends` names below the tree, the later over the earlier. Errors of all of them are told. */
static void extend(ccs_scenario_reader_t *self, const level_t *level, ccs_value_t **tree)
{
    ccs_value_t *const extends = ccs_value_get_mutable(*tree, "extends"), *base = NULL;

    if (!extends) return;
    (void) ccs_value_remove(*tree, extends);
    if (extends->kind == CCS_VALUE_STRING) {
        read_base(self, level, extends, &base);
    } else if (extends->kind == CCS_VALUE_LIST) {
        for (const ccs_value_t *naming = extends->first; naming; naming = naming->next) read_base(self, level, naming, &base);
    } else {
        ccs_scenario_fail(self, CCS_ERR_SCENARIO, extends, "extends", "must be the name of a file, or a list of them, found %s",
            ccs_value_kind_text(extends->kind));
    }
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
    if (!add_source(self, level.file, ccs_text_folder(self->scratch, level.file))) return;
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
    level_t level = {.file = keep(&self, standard_input ? "<standard input>" : path)};
    ccs_scan_input_t input = {.name = level.file};

    *root = NULL;
    if (add_source(&self, level.file, standard_input ? "" : ccs_text_folder(&scratch, path)) &&
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
    const level_t level = {.file = keep(&self, name)};
    const ccs_scan_input_t input = {.name = level.file, .bytes = text, .n = n_bytes};

    *root = NULL;
    if (add_source(&self, level.file, directory)) read_all(&self, &level, &input, &(settings_t){sets, n_sets}, root);
    ccs_arena_free(&scratch);
    return result(&self, n_before);
}
