/** @file compile_folder.h  Scenarios of several files, in a folder of their own, through reader and compiler: what tests of files share. */
#ifndef COMPILE_FOLDER_H
#define COMPILE_FOLDER_H

#include <stdlib.h>
#include <unistd.h>

#include "compile_case.h"

static char folder[] = "/tmp/ccsim_compile_XXXXXX", folder_path[256];

static inline const char *in_folder(const char *name)
{
    snprintf(folder_path, sizeof folder_path, "%s/%s", folder, name);
    return folder_path;
}

static inline void make_folder(void)
{
    cr_assert_not_null(mkdtemp(folder));
}

static inline void remove_folder(const char *const *names, size_t n)
{
    for (size_t i = 0; i < n; i++) (void) unlink(in_folder(names[i]));
    (void) rmdir(folder);
}

static inline void write_file(const char *name, const char *text)
{
    FILE *const file = fopen(in_folder(name), "w");

    cr_assert_not_null(file);
    cr_assert_geq(fputs(text, file), 0);
    cr_assert_eq(fclose(file), 0);
}

/* Compiles main.cfg; messages without the folder. @param self  zeroed, or as it was freed */
static inline void compile_folder(compiled_t *self, const char *const *sets, size_t n_sets)
{
    size_t n = 0;

    memset(self, 0, sizeof *self);
    self->ret = ccs_scenario_read(in_folder("main.cfg"), sets, n_sets, &self->arena, &self->root, &self->errors);
    if (self->ret == 0) self->ret = ccs_compile(self->root, "main", ccs_zone_read, &self->arena, &self->plan, &self->errors);
    for (size_t i = 0; i < self->errors.n && n < sizeof self->messages; i++) {
        const ccs_err_t *const err = &self->errors.items[i];
        const char *const slash = strrchr(err->where, '/');

        n += (size_t) snprintf(self->messages + n, sizeof self->messages - n, "%s: %s: %s\n", slash ? slash + 1 : err->where,
            err->path, err->text);
    }
}

#endif
