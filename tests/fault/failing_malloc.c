/* failing_malloc.c - a library to be loaded before the C library's: the CCSIM_FAIL_AT-th call (from 1) of malloc, calloc, realloc,
 * aligned_alloc or posix_memalign fails, with CCSIM_FAIL_ALL every one after it too. Counted are calls within main that ccsim makes, be it
 * through the C library; not those of loading a library, nor those that libconfig and HDF5 make for themselves, which do not bear a failure whatever their caller does
 * (libconfig 1.5 never looks at what malloc returns, HDF5 1.10 loses its way when closing). When the process ends, the number of calls goes
 * to the file that CCSIM_COUNT_FILE names. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <execinfo.h>
#include <fcntl.h>
#include <link.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

extern void *__libc_malloc(size_t n);
extern void *__libc_calloc(size_t n, size_t size);
extern void *__libc_realloc(void *block, size_t n);
extern void *__libc_memalign(size_t alignment, size_t n);

enum { RANGES_MAX = 16, FRAMES_MAX = 48 };

static atomic_long n_calls, fail_at;
static atomic_bool counting, fail_all;
static struct {
    uintptr_t begin, end;
} spared[RANGES_MAX]; /* code of the libraries that do not bear it */
static int n_spared;
static _Thread_local bool looking; /* backtrace may allocate, and so does loading a library */

static int note_library(struct dl_phdr_info *info, size_t size, void *unused)
{
    (void) size;
    (void) unused;
    if (!strstr(info->dlpi_name, "libconfig") && !strstr(info->dlpi_name, "libhdf5")) return 0;
    for (int i = 0; i < info->dlpi_phnum; i++) {
        if (info->dlpi_phdr[i].p_type != PT_LOAD || n_spared == RANGES_MAX) continue;
        spared[n_spared].begin = info->dlpi_addr + info->dlpi_phdr[i].p_vaddr;
        spared[n_spared].end = spared[n_spared].begin + info->dlpi_phdr[i].p_memsz;
        n_spared++;
    }
    return 0;
}

static bool is_spared(void)
{
    void *frames[FRAMES_MAX];

    looking = true;
    const int n = backtrace(frames, FRAMES_MAX);

    looking = false;
    for (int f = 0; f < n; f++)
        for (int i = 0; i < n_spared; i++)
            if ((uintptr_t) frames[f] >= spared[i].begin && (uintptr_t) frames[f] < spared[i].end) return true;
    return false;
}

static bool fails(void)
{
    if (!atomic_load(&counting) || looking || is_spared()) return false;
    const long n = atomic_fetch_add(&n_calls, 1) + 1, at = atomic_load(&fail_at);

    if (at == 0 || n < at || (n > at && !atomic_load(&fail_all))) return false;
    errno = ENOMEM;
    return true;
}

void *malloc(size_t n)
{
    return fails() ? NULL : __libc_malloc(n);
}

void *calloc(size_t n, size_t size)
{
    return fails() ? NULL : __libc_calloc(n, size);
}

void *realloc(void *block, size_t n)
{
    return fails() ? NULL : __libc_realloc(block, n);
}

void *aligned_alloc(size_t alignment, size_t n)
{
    return fails() ? NULL : __libc_memalign(alignment, n);
}

int posix_memalign(void **block, size_t alignment, size_t n)
{
    if (fails()) return ENOMEM;
    *block = __libc_memalign(alignment, n);
    return *block ? 0 : ENOMEM;
}

static void tell(void)
{
    const char *const path = getenv("CCSIM_COUNT_FILE");
    char text[32];

    atomic_store(&counting, false);
    const int fd = path ? open(path, O_WRONLY | O_CREAT | O_TRUNC, 0666) : -1;

    if (fd < 0) return;
    const int n = snprintf(text, sizeof text, "%ld\n", atomic_load(&n_calls));

    if (write(fd, text, (size_t) n) != n) abort();
    (void) close(fd);
}

/* A library that is loaded while the program runs: its constructors, and those of its friends, do not bear a failure. */
void *dlopen(const char *file, int mode)
{
    void *(*real)(const char *, int);
    void *const found = dlsym(RTLD_NEXT, "dlopen");

    memcpy(&real, &found, sizeof real);
    looking = true;
    void *const library = real(file, mode);

    n_spared = 0;
    (void) dl_iterate_phdr(note_library, NULL);
    looking = false;
    return library;
}

typedef int main_fn(int, char **, char **);
static main_fn *real_main;

static int counted_main(int argc, char **argv, char **environment)
{
    const char *const at = getenv("CCSIM_FAIL_AT");
    void *frame;

    (void) backtrace(&frame, 1); /* loads what it needs */
    (void) dl_iterate_phdr(note_library, NULL);
    if (n_spared == 0) abort();
    atomic_store(&fail_at, at ? atol(at) : 0);
    atomic_store(&fail_all, getenv("CCSIM_FAIL_ALL") != NULL);
    (void) atexit(tell);
    atomic_store(&counting, true);
    const int status = real_main(argc, argv, environment);

    atomic_store(&counting, false);
    return status;
}

/* What the program's start calls to run main. */
int __libc_start_main(main_fn *main, int argc, char **argv, void (*init)(void), void (*fini)(void), void (*end)(void),
    void *stack)
{
    int (*start)(main_fn *, int, char **, void (*)(void), void (*)(void), void (*)(void), void *);
    void *const found = dlsym(RTLD_NEXT, "__libc_start_main");

    memcpy(&start, &found, sizeof start);
    real_main = main;
    return start(counted_main, argc, argv, init, fini, end, stack);
}
