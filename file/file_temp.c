/* file_temp.c - names of temporary files where a signal handler finds them. Invariant: a name is freed only by a thread that has taken it
 * out of its place, or never, because a handler has and is about to end the program. */
#include "file_temp.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdlib.h>
#include <unistd.h>

enum {
    PLACES = 8
}; /* a workbook and the file that it becomes are two; what finds no place stays behind if the program is ended */

/* Outside of functions, as a handler has no other way to find them. */
static _Atomic(const char *) places[PLACES];
static atomic_bool ending;
static atomic_uint n_named;
_Static_assert(ATOMIC_POINTER_LOCK_FREE == 2 && ATOMIC_BOOL_LOCK_FREE == 2 && ATOMIC_INT_LOCK_FREE == 2,
    "a signal handler must not wait for a lock");

static void hold(const char *path)
{
    for (size_t i = 0; i < PLACES; i++) {
        const char *none = NULL;

        if (atomic_compare_exchange_strong(&places[i], &none, path)) return;
    }
}

int ccs_temp_name(int (*name)(const void *of), const void *of)
{
    sigset_t all, before;

    (void) sigfillset(&all);
    (void) pthread_sigmask(SIG_SETMASK, &all, &before);
    const int why = name(of);

    if (why == 0) atomic_fetch_add(&n_named, 1);
    (void) pthread_sigmask(SIG_SETMASK, &before, NULL);
    return why;
}

uint32_t ccs_temp_n_named(void)
{
    return atomic_load(&n_named);
}

int ccs_temp_open(char *path, bool template_name)
{
    sigset_t all, before;

    (void) sigfillset(&all);
    (void) pthread_sigmask(SIG_SETMASK, &all, &before); /* no handler between the file and its place */
    const int fd = template_name ? mkstemp(path) : open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666), why = errno;

    if (fd >= 0) hold(path);
    (void) pthread_sigmask(SIG_SETMASK, &before, NULL);
    errno = why;
    return fd;
}

void ccs_temp_forget(const char *path)
{
    const int why = errno;
    bool found = path == NULL;

    for (size_t i = 0; i < PLACES && !found; i++) {
        const char *own = path;

        found = atomic_compare_exchange_strong(&places[i], &own, NULL);
    }
    while (!found && atomic_load(&ending)) (void) pause(); /* the handler in another thread reads the name */
    errno = why;
}

void ccs_temp_abandon(void)
{
    atomic_store(&ending, true);
    for (size_t i = 0; i < PLACES; i++) {
        const char *const path = atomic_exchange(&places[i], NULL);

        if (path) (void) unlink(path);
    }
}
