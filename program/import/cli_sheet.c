/* cli_sheet.c - workbooks by way of Python. Invariant: the workbook is a stranger's: who reads it is another process, which sees the file on its standard
 * input, may take so much time and memory and no more, and writes nothing but what is read here. */
#include "cli_sheet.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "import.h"
#include "text.h"

enum { SECONDS = 120, MEGABYTES = 3072, MOST_SAID = 4000 /* bytes */, NO_PYTHON = 127 };

extern const char ccs_asset_sheet[]; /* analysis/python/ccsim_results/sheet.py (cmake/embed.cmake) */

/* The ends that are the child's: the workbook, the CSV, the sentences. */
typedef struct {
    int from, to, said;
} ends_t;

bool ccs_sheet_is(const void *bytes, size_t n)
{
    return n >= 4 && memcmp(bytes, "PK\x03\x04", 4) == 0;
}

static void limit(int resource, rlim_t most)
{
    const struct rlimit wanted = {most, most};

    (void) setrlimit(resource, &wanted); /* a limit that cannot be set protects less; the sheet is read all the same */
}

/* @param script, sheet  copies, as exec wants them; sheet NULL: none is named */
_Noreturn static void become_python(const ends_t *ends, char *script, char *sheet)
{
    char python[] = "python3", alone[] = "-I", command[] = "-c", input[] = "-", option[] = "--sheet";
    char *argv[] = {python, alone, command, script, input, sheet ? option : NULL, sheet, NULL};

    (void) signal(SIGPIPE, SIG_DFL);
    limit(RLIMIT_CORE, 0);
    limit(RLIMIT_CPU, SECONDS);
    limit(RLIMIT_AS, (rlim_t) MEGABYTES << 20);
    if (dup2(ends->from, STDIN_FILENO) >= 0 && dup2(ends->to, STDOUT_FILENO) >= 0 && dup2(ends->said, STDERR_FILENO) >= 0)
        (void) execvp(python, argv);
    _exit(NO_PYTHON);
}

/* What python3 writes, to its end. @return false: out of memory, or more than an import takes */
static bool take_all(int from, ccs_arena_t *arena, ccs_sheet_t *to)
{
    size_t room = 1 << 20;
    ssize_t n = 0;

    for (to->csv = NULL; to->n <= CCS_IMPORT_MAX_BYTES; to->n += (size_t) n) {
        if (!to->csv || to->n == room) {
            char *const wider = ccs_arena_alloc(arena, to->csv ? 4 * room : room);

            if (!wider) return false;
            if (to->csv) memcpy(wider, to->csv, to->n);
            room *= to->csv ? 4 : 1;
            to->csv = wider;
        }
        n = read(from, to->csv + to->n, room - to->n);
        if (n < 0 && errno == EINTR) n = 0;
        else if (n <= 0) return n == 0;
    }
    return true; /* too much, which the import says */
}

static int wait_for(pid_t child)
{
    int status = 0;

    while (waitpid(child, &status, 0) < 0)
        if (errno != EINTR) return 0;
    return status;
}

/* What python3 said, without the line break at its end. */
static const char *take_said(FILE *from, ccs_arena_t *arena)
{
    char *const said = ccs_arena_alloc(arena, MOST_SAID + 1);

    if (!said) return NULL;
    rewind(from);
    size_t n = fread(said, 1, MOST_SAID, from);

    while (n > 0 && said[n - 1] == '\n') n--;
    said[ccs_text_is_clean(said, n) ? n : 0] = '\0';
    return said;
}

static int judge(const char *path, int status, const char *said, ccs_err_t *err)
{
    if (WIFEXITED(status) && WEXITSTATUS(status) == 0) return 0;
    if (WIFEXITED(status) && WEXITSTATUS(status) == NO_PYTHON)
        return ccs_err_set(err, CCS_ERR_SCENARIO, path, NULL,
            "is a workbook, which Python reads, and there is no python3 here: install it, or save the sheet as CSV, in UTF-8 if that is offered");
    if (WIFSIGNALED(status))
        return ccs_err_set(err, CCS_ERR_SCENARIO, path, NULL,
            "is a workbook that cannot be read within %d s and %d MB: save the sheet as CSV", SECONDS, MEGABYTES);
    const char *const last = strrchr(said, '\n'); /* of a traceback the last line says what it was */

    return ccs_err_set(err, CCS_ERR_SCENARIO, path, NULL, "%s", *said ? (last ? last + 1 : said) : "cannot be read by python3");
}

/* Start python3 and take what it writes. @return its wait status; -1: it could not be started, told */
static int run_python(ends_t *ends, int from_child, const char *sheet, ccs_arena_t *arena, ccs_sheet_t *to)
{
    char *const script = ccs_arena_strdup(arena, ccs_asset_sheet), *const name = sheet ? ccs_arena_strdup(arena, sheet) : NULL;
    const pid_t child = script && (name || !sheet) ? fork() : -1;

    if (child == 0) become_python(ends, script, name);
    (void) close(ends->to);
    const bool whole = child > 0 && take_all(from_child, arena, to);

    (void) close(from_child); /* who still writes ends by SIGPIPE */
    if (child < 0) return -1;
    const int status = wait_for(child);

    return whole ? status : -1;
}

int ccs_sheet_read(const char *path, const char *sheet, ccs_arena_t *arena, ccs_sheet_t *to, ccs_err_t *err)
{
    FILE *const said = tmpfile();
    ends_t ends = {.from = open(path, O_RDONLY | O_CLOEXEC), .to = -1, .said = said ? fileno(said) : -1};
    int pipes[2] = {-1, -1}, ret = 0;

    *to = (ccs_sheet_t){0};
    (void) fflush(NULL); /* what is buffered is not the child's to write */
    CCS_REQUIRE(said && ends.from >= 0 && pipe(pipes) == 0,
        ccs_err_set(err, CCS_ERR_INPUT, path, NULL, "cannot be read: %s", strerror(errno)));
    (void) fcntl(pipes[0], F_SETFD, FD_CLOEXEC);
    ends.to = pipes[1];
    const int status = run_python(&ends, pipes[0], sheet, arena, to);

    CCS_REQUIRE(status >= 0, ccs_err_set(err, CCS_ERR_NOMEM, path, NULL, "there is no room for a process that reads it"));
    to->said = take_said(said, arena);
    CCS_REQUIRE(to->said, ccs_err_set(err, CCS_ERR_NOMEM, path, NULL, "out of memory"));
    CCS_TRY(judge(path, status, to->said, err));
out:
    if (ends.from >= 0) (void) close(ends.from);
    if (said) (void) fclose(said);
    return ret;
}
