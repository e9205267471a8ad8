/* cli_open.c - a file shown by the desktop. Invariant: no shell sees the file's name. */
#include "cli_open.h"

#include <errno.h>
#include <limits.h>
#include <spawn.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ; /* POSIX declares it in no header */

/* Whether a folder of PATH has the program. */
static bool is_in_path(const char *program)
{
    const char *at = getenv("PATH");
    char file[PATH_MAX];

    while (at && *at) {
        const size_t n = strcspn(at, ":");

        if (snprintf(file, sizeof file, "%.*s/%s", (int) n, at, program) < (int) sizeof file && access(file, X_OK) == 0)
            return true;
        at += n + (at[n] == ':');
    }
    return false;
}

/* The first that is here of those that freedesktop.org, macOS, and Windows (its Linux and Cygwin) have; NULL: none. */
static const char *find_opener(void)
{
    static const char *const openers[] = {"xdg-open", "open", "wslview", "cygstart"};

    for (size_t i = 0; i < sizeof openers / sizeof *openers; i++)
        if (is_in_path(openers[i])) return openers[i];
    return NULL;
}

int ccs_cli_open_check(ccs_err_t *err)
{
    if (find_opener()) return 0;
    return ccs_err_set(err, CCS_ERR_USAGE, NULL, "--open",
        "none of xdg-open, open, wslview and cygstart is here: leave it out, and open the page in a browser");
}

int ccs_cli_open(const char *path, ccs_err_t *err)
{
    const char *const opener = find_opener();
    char program[16], file[PATH_MAX];
    pid_t child = 0;
    int status = 0;

    if (!opener) return ccs_cli_open_check(err);
    snprintf(program, sizeof program, "%s", opener);
    snprintf(file, sizeof file, "%s%s", path[0] == '-' ? "./" : "", path); /* no option of the opener */
    char *argv[] = {program, file, NULL};
    const int failed = posix_spawnp(&child, opener, NULL, NULL, argv, environ);

    if (failed)
        return ccs_err_set(err, CCS_ERR_WRITE, path, NULL, "is written, but %s cannot be started: %s", opener, strerror(failed));
    while (waitpid(child, &status, 0) < 0)
        if (errno != EINTR) return 0; /* it is on its way, and nobody can say more */
    if (WIFEXITED(status) && WEXITSTATUS(status) == 0) return 0;
    return ccs_err_set(err, CCS_ERR_WRITE, path, NULL, "is written, but %s could not show it (exit status %d)", opener,
        WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status));
}
