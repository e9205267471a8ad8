/* file_read.c - a file of the user's, read whole. */
#include "file_read.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

static int fail_read(const char *path, ccs_err_t *err, const char *text)
{
    return ccs_err_set(err, CCS_ERR_INPUT, path, NULL, "cannot be read: %s", text);
}

int ccs_file_read(const char *path, size_t most, const char *too_large, ccs_arena_t *arena, void **bytes, size_t *n,
    ccs_err_t *err)
{
    struct stat info;
    FILE *file = NULL;
    int ret = 0;

    if (stat(path, &info) != 0) return fail_read(path, err, strerror(errno));
    if (!S_ISREG(info.st_mode))
        return fail_read(path, err, S_ISDIR(info.st_mode) ? "it is a directory" : "it is no regular file");
    if ((size_t) info.st_size > most) return ccs_err_set(err, CCS_ERR_SCENARIO, path, NULL, "%s", too_large);
    *bytes = ccs_arena_alloc(arena, (size_t) info.st_size + 1);
    CCS_REQUIRE(*bytes, ccs_err_set(err, CCS_ERR_NOMEM, NULL, NULL, "out of memory for %s", path));
    file = fopen(path, "rb");
    CCS_REQUIRE(file, fail_read(path, err, strerror(errno)));
    *n = fread(*bytes, 1, (size_t) info.st_size, file);
    CCS_REQUIRE(!ferror(file), fail_read(path, err, strerror(errno)));
out:
    if (file) (void) fclose(file);
    return ret;
}
