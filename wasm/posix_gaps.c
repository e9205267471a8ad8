/* posix_gaps.c - what wasi-libc lacks. */
#include "posix_gaps.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

char *ccs_gap_realpath(const char *path, char *resolved)
{
    (void) resolved;
    return access(path, F_OK) == 0 ? strdup(path) : NULL;
}

FILE *ccs_gap_tmpfile(void)
{
    static unsigned n;
    char name[32];

    (void) snprintf(name, sizeof name, "/.unnamed.%u", n++);
    FILE *const file = fopen(name, "w+bx");

    if (file) (void) unlink(name);
    return file;
}
