/* meter.c - runs a program, or several at once, and tells what it took: `meter FD PROGRAM ARGUMENTS... [--and PROGRAM ...]` writes one
 * line to the open file FD: seconds from start to the end of the last one, seconds of processor time (user + system) of all, and the
 * largest peak memory of any in kilobytes. Ends with the first status that is not 0.
 * The peak memory that the system tells of a process includes what its parent had when it forked; hence a parent as small as this.
 * Of the processor time only the sum of user and system is exact, the parts are sampled. */
#define _DEFAULT_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

typedef struct {
    double cpu_s;
    long peak_kb;
    int status;
} taken_t;

static double clock_s(void)
{
    struct timespec now;

    (void) clock_gettime(CLOCK_MONOTONIC, &now);
    return (double) now.tv_sec + (double) now.tv_nsec * 1e-9;
}

static double seconds(struct timeval t)
{
    return (double) t.tv_sec + (double) t.tv_usec * 1e-6;
}

/* The arguments up to the next --and, as a child. @return where the next program begins, NULL after the last */
static char **start(char **argv, int report)
{
    char **next = argv;

    while (*next && strcmp(*next, "--and") != 0) next++;
    const int is_last = !*next;

    *next = NULL;
    const pid_t child = fork();

    if (child < 0) {
        perror("meter: fork");
        exit(71);
    }
    if (child == 0) {
        (void) close(report);
        (void) execvp(argv[0], argv);
        perror(argv[0]);
        _exit(127);
    }
    return is_last ? NULL : next + 1;
}

static taken_t wait_for_all(void)
{
    taken_t all = {0};
    struct rusage one;
    int status;

    while (wait4(-1, &status, 0, &one) > 0) {
        const int code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);

        if (!all.status) all.status = code;
        if (one.ru_maxrss > all.peak_kb) all.peak_kb = one.ru_maxrss;
        all.cpu_s += seconds(one.ru_utime) + seconds(one.ru_stime);
    }
    return all;
}

int main(int argc, char **argv)
{
    if (argc < 3) {
        fprintf(stderr, "usage: meter FD PROGRAM ARGUMENTS... [--and PROGRAM ARGUMENTS...]\n");
        return 64;
    }
    const int report = atoi(argv[1]);
    const double start_s = clock_s();

    for (char **next = &argv[2]; next;) next = start(next, report);
    const taken_t all = wait_for_all();

    return dprintf(report, "%.6f %.6f %ld\n", clock_s() - start_s, all.cpu_s, all.peak_kb) < 0 ? 74 : all.status;
}
