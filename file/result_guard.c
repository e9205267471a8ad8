/* result_guard.c - a child process reads the file and sends the data set through a pipe. HDF5 1.10 can be crashed, and kept busy for hours, by
 * a file made with intent; nothing of that reaches this process, which only sees a stream that it checks.
 * Invariant: the child never returns from here, and writes to nothing but its pipe. */
#include "result_guard.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "dataset_pipe.h"
#include "late_hdf5.h"
#include "result_read.h"

enum {
    BASE_S = 3,             /* processor time of a small file, also under tools that slow everything down */
    BYTES_PER_S = 4 << 20,  /* and of a large one; reading takes a tenth of it */
    ROOM_BYTES = 256 << 20, /* for HDF5 itself, beside the data set */
    RECEIVED_FACTOR = 2,    /* blocks of an arena are not always full */
    SILENT = STDERR_FILENO,
    CANNOT_SEND = 71 /* exit status of a child that has no memory for its stream; sanitizers and valgrind use others */
};

static uint64_t length_of(const char *path)
{
    struct stat about;

    return stat(path, &about) == 0 && about.st_size > 0 ? (uint64_t) about.st_size : 0;
}

/* Address space in use. 0: not known on this system. */
static uint64_t used_bytes(void)
{
    FILE *const file = fopen("/proc/self/statm", "r");
    char line[128] = "";

    if (file) {
        if (!fgets(line, sizeof line, file)) line[0] = '\0';
        (void) fclose(file);
    }
    const uint64_t pages = strtoull(line, NULL, 10); /* its first number */

    return pages * (uint64_t) sysconf(_SC_PAGESIZE);
}

static void limit(int resource, uint64_t soft, uint64_t hard)
{
    struct rlimit found;

    if (getrlimit(resource, &found) != 0) return;
    if (found.rlim_max != RLIM_INFINITY && hard > found.rlim_max) hard = found.rlim_max;
    if (soft > hard) soft = hard;
    found.rlim_cur = (rlim_t) soft;
    found.rlim_max = (rlim_t) hard;
    (void) setrlimit(resource, &found); /* a limit that cannot be set protects less; the file is read all the same */
}

/* Address space is counted from what this process has already: sanitizers and valgrind reserve much more than they use. */
static void set_limits(uint64_t length)
{
    const uint64_t used = used_bytes(), seconds = BASE_S + length / BYTES_PER_S;

    limit(RLIMIT_CORE, 0, 0);
    limit(RLIMIT_CPU, seconds, seconds + 1);
    if (used) limit(RLIMIT_AS, used + ccs_result_limit(length) + ROOM_BYTES, used + ccs_result_limit(length) + ROOM_BYTES);
}

static void silence(void)
{
    const int nowhere = open("/dev/null", O_WRONLY);

    if (nowhere >= 0) (void) dup2(nowhere, SILENT);
}

_Noreturn static void read_in_child(const char *path, int to_parent)
{
    FILE *const to = fdopen(to_parent, "wb");
    ccs_dataset_t data;
    ccs_err_t err = {0};

    (void) signal(SIGXCPU, SIG_DFL);
    (void) signal(SIGPIPE, SIG_DFL);
    silence();
    set_limits(length_of(path));
    const int ret = to ? ccs_result_read(path, &data, &err) : CCS_ERR_NOMEM;
    const bool sent = to && ccs_dataset_send(to, ret ? NULL : &data, &err);

    _exit(sent ? 0 : CANNOT_SEND); /* not exit: what the parent has buffered for its own streams is not the child's to write */
}

/* @return the pipe's reading end, or NULL */
static FILE *start_child(const char *path, pid_t *child)
{
    int ends[2];

    if (pipe(ends) != 0) return NULL;
    *child = fork();
    if (*child == 0) {
        (void) close(ends[0]);
        read_in_child(path, ends[1]);
    }
    (void) close(ends[1]);
    FILE *const from = *child > 0 ? fdopen(ends[0], "rb") : NULL;

    if (!from) (void) close(ends[0]);
    return from;
}

/* @return the child's wait status; 0 where the system keeps none */
static int wait_for(pid_t child)
{
    int status = 0;

    while (waitpid(child, &status, 0) < 0)
        if (errno != EINTR) return 0;
    return status;
}

static int refuse(const char *path, bool no_memory, int status, ccs_err_t *err)
{
    if (no_memory || (WIFEXITED(status) && WEXITSTATUS(status) == CANNOT_SEND))
        return ccs_err_set(err, CCS_ERR_NOMEM, path, NULL, "out of memory");
    if (WIFSIGNALED(status) && (WTERMSIG(status) == SIGXCPU || WTERMSIG(status) == SIGKILL))
        return ccs_err_set(err, CCS_ERR_SCENARIO, path, NULL,
            "is damaged: it cannot be read within the time or memory that its length allows");
    return ccs_err_set(err, CCS_ERR_SCENARIO, path, NULL, "is damaged, so that reading it fails");
}

int ccs_result_read_guarded(const char *path, ccs_dataset_t *out, ccs_err_t *err)
{
    const size_t room = ccs_result_limit(length_of(path));
    pid_t child = -1;
    ccs_err_t sent;

    *out = (ccs_dataset_t){0};
    /* Loaded by this process, once for all files; the child's limits count from there. */
    const int ret = ccs_late_library_load(&ccs_late_hdf5, CCS_ERR_INPUT, path, err);

    if (ret) return ret;
    FILE *const from = start_child(path, &child);

    if (!from) {
        if (child > 0) (void) wait_for(child);
        return ccs_err_set(err, CCS_ERR_NOMEM, path, NULL, "no process can be started to read it: %s", strerror(errno));
    }
    const bool whole = ccs_dataset_receive(from, RECEIVED_FACTOR * room, out, &sent);

    (void) fclose(from); /* a child that still writes ends by SIGPIPE */
    const int status = wait_for(child);

    if (!whole) return refuse(path, out->out_of_memory, status, err);
    if (sent.code == 0) return 0;
    if (err) *err = sent;
    return sent.code;
}
