/* studio_engine.c - where the engine for browsers lies. It is no part of the program, since it is a build of the program: one that held itself
 * would have to be made twice. */
#include "studio_engine.h"

#include <limits.h>
#include <stdbool.h>
#include <string.h>
#include <unistd.h>

#include "file_read.h"
#include "version.h"

enum { MODULE_MAX = 64 << 20 /* bytes; far above what a page may weigh */, REVISION_MAX = 200 };

/* The folder of the running program, with its slash; "" where the system does not say. */
static void find_folder(char folder[PATH_MAX])
{
    const ssize_t n = readlink("/proc/self/exe", folder, PATH_MAX - 1);

    folder[n > 0 ? n : 0] = '\0';
    char *const slash = strrchr(folder, '/');

    if (slash) slash[1] = '\0';
}

/* @return the path, NULL: none of the places has one, or out of memory */
static const char *find_engine(ccs_arena_t *arena)
{
    static const char *const places[] = {"ccsim.wasm.gz", "ccsim.wasm", "../share/ccsim/ccsim.wasm.gz",
        "../share/ccsim/ccsim.wasm"};
    char folder[PATH_MAX];

    find_folder(folder);
    for (size_t i = 0; i < sizeof places / sizeof places[0]; i++) {
        const char *const path = ccs_arena_printf(arena, "%s%s", folder, places[i]);

        if (path && access(path, R_OK) == 0) return path;
    }
    return NULL;
}

/* A module begins with one of these, its gzip with the other. */
static bool is_engine(const unsigned char *bytes, size_t n)
{
    static const unsigned char module[] = {'\0', 'a', 's', 'm'}, packed[] = {0x1f, 0x8b, 8};

    return n > sizeof module && (!memcmp(bytes, module, sizeof module) || !memcmp(bytes, packed, sizeof packed));
}

/* Up to the end of the line, without what says that files differed from the commit. */
static bool is_of_this_program(const char *text, size_t n)
{
    const size_t own = strlen(CCSIM_VERSION " ") + strcspn(CCSIM_REVISION, "-"), its = strcspn(text, "-\n");

    return its == own && its <= n && memcmp(text, CCSIM_VERSION " " CCSIM_REVISION, own) == 0;
}

/* What an engine was built of stands beside it: ccsim.wasm.revision. One that was named may be without it. */
static int check_revision(const char *path, bool named, ccs_arena_t *arena, ccs_err_t *err)
{
    const size_t n = strlen(path), packed = n > 3 && strcmp(path + n - 3, ".gz") == 0 ? 3 : 0;
    const char *const beside = ccs_arena_printf(arena, "%.*s.revision", (int) (n - packed), path);
    void *text = NULL;
    size_t n_text = 0;
    int ret = 0;

    if (!beside) return ccs_err_set(err, CCS_ERR_NOMEM, NULL, NULL, "out of memory");
    if (named && access(beside, R_OK) != 0) return 0;
    if (access(beside, R_OK) == 0) CCS_TRY(ccs_file_read(beside, REVISION_MAX, "is too long", arena, &text, &n_text, err));
    CCS_REQUIRE(text && is_of_this_program(text, n_text),
        ccs_err_set(err, CCS_ERR_INPUT, path, NULL,
            "is the engine of another ccsim (%.40s) than this program (" CCSIM_VERSION " " CCSIM_REVISION
            "), whose figures may differ: build it anew, cmake --build BUILD --target ccsim_wasm, or install both again",
            text ? ccs_arena_printf(arena, "%.*s", (int) strcspn(text, "\n"), (const char *) text) : "older"));
out:
    return ret;
}

int ccs_studio_engine_read(const char *given, ccs_arena_t *arena, const unsigned char **bytes, size_t *n, ccs_err_t *err)
{
    const char *const path = given ? given : find_engine(arena);
    void *read = NULL;
    int ret = 0;

    if (!path)
        return ccs_err_set(err, CCS_ERR_INPUT, NULL, NULL,
            "the engine for browsers, ccsim.wasm, is not beside this program: docs/studio.md says how it is built; --engine FILE names one");
    CCS_TRY(ccs_file_read(path, MODULE_MAX, "is too large for a page", arena, &read, n, err));
    CCS_REQUIRE(is_engine(read, *n), ccs_err_set(err, CCS_ERR_INPUT, path, NULL, "is no module of WebAssembly"));
    CCS_TRY(check_revision(path, given != NULL, arena, err));
    *bytes = read;
out:
    return ret;
}
