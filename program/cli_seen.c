/* cli_seen.c - where a path leads from another folder. */
#include "cli_seen.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

const char *ccs_cli_seen_from(ccs_arena_t *arena, const char *path, const char *file)
{
    const char *const slash = strrchr(file, '/');
    const size_t n = slash ? (size_t) (slash - file) + 1 : 0;
    char up[256] = "";

    if (n == 0 || path[0] == '/') return path;
    if (strncmp(path, file, n) == 0 && !strchr(&path[n], '/')) return &path[n];
    const bool winding =
        file[0] == '/' || strncmp(file, "..", 2) == 0 || strstr(file, "/..") || strncmp(file, "./", 2) == 0 || n > 80;

    if (!winding) {
        for (size_t i = 0; i < n; i++)
            if (file[i] == '/' && file[i + 1] != '/') strcat(up, "../");
        return ccs_arena_printf(arena, "%s%s", up, path);
    }
    char *const whole = realpath(path, NULL);
    const char *const kept = whole ? ccs_arena_strdup(arena, whole) : path;

    free(whole);
    return kept;
}
