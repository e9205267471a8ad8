/* cli_stop.c - signals. Invariants: the flag goes from 0 to a signal once, and never back; what handlers call is async-signal-safe. */
#include "cli_stop.h"

#include <errno.h>
#include <math.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

#include "err.h"
#include "file_temp.h"

enum { SAME_REQUEST_MS = 300 }; /* timeout(1) sends its signal to the program and then to its group: that is one request */

/* The variables of the program that live outside of functions: a signal handler, in whatever thread, has no other way to them. */
static ccs_stop_t flag;
static atomic_bool kindly, ending, is_told; /* is_told: a line that says what stopped the program is begun */
static _Atomic(const char *) words;         /* what is told with an end; NULL: all is told */
static _Atomic(const char *) words_of_file; /* instead, once there are more than n_before files; NULL: the same */
static atomic_uint n_before;
static atomic_llong asked_ms; /* when the flag was raised; 0: not yet */
static atomic_bool terminal;  /* a bar may have to be wiped away */

_Static_assert(ATOMIC_LLONG_LOCK_FREE == 2 && ATOMIC_POINTER_LOCK_FREE == 2, "a signal handler may not wait for a lock");

static long long now_ms(void)
{
    struct timespec now = {0};

    (void) clock_gettime(CLOCK_MONOTONIC, &now);
    return 1000LL * now.tv_sec + now.tv_nsec / 1000000;
}

static const char *name_of(int which)
{
    return which == SIGINT ? "Ctrl-C" : which == SIGTERM ? "SIGTERM" : "the time limit";
}

static int code_of(int which)
{
    return which == SIGINT ? CCS_ERR_INTERRUPTED : CCS_ERR_STOPPED;
}

static void write_text(const char *text)
{
    if (write(STDERR_FILENO, text, strlen(text)) < 0) return; /* there is nobody left to tell */
}

static const char *words_now(void)
{
    const char *const of_file = atomic_load(&words_of_file);

    return of_file && ccs_temp_n_named() > atomic_load(&n_before) ? of_file : atomic_load(&words);
}

static void set_words(const char *told)
{
    atomic_store(&words_of_file, NULL);
    atomic_store(&words, told);
}

_Noreturn static void end_now(int which)
{
    while (atomic_exchange(&ending, true))
        (void) pause(); /* another thread is at it; this one cannot have been, its signals are blocked */
    ccs_temp_abandon();
    if (!atomic_load(&is_told)) {
        if (atomic_load(&terminal)) write_text("\r\033[K");
        write_text("stopped by ");
        write_text(name_of(which));
    }
    if (words_now()) {
        write_text(words_now());
        write_text("\n");
    }
    _exit(ccs_err_status(code_of(which)));
}

/* Whether an alarm is the time limit that came together with another request, not the end of patience. The alarm goes on. */
static bool is_stray_alarm(int which)
{
    const unsigned left_s = which == SIGALRM ? alarm(0) : 0;

    if (left_s > 0) (void) alarm(left_s);
    return left_s > 0;
}

static void on_signal(int which)
{
    const int why = errno;
    int none = 0;
    long long never = 0;

    if (!atomic_load(&kindly)) end_now(which);
    (void) atomic_compare_exchange_strong(&asked_ms, &never,
        now_ms()); /* before the flag: another thread may take the second signal */
    if (atomic_compare_exchange_strong(&flag, &none, which)) {
        (void) alarm(CCS_STOP_PATIENCE_S);
    } else if (which == SIGALRM ? !is_stray_alarm(which) : now_ms() - atomic_load(&asked_ms) > SAME_REQUEST_MS) {
        end_now(none);
    }
    errno = why;
}

static void set_timer(double seconds)
{
    const double whole = floor(seconds);
    const suseconds_t rest = (suseconds_t) ((seconds - whole) * 1e6);
    const struct itimerval timer = {.it_value = {.tv_sec = (time_t) whole, .tv_usec = whole > 0 || rest > 0 ? rest : 1}};

    (void) setitimer(ITIMER_REAL, &timer, NULL);
}

void ccs_stop_prepare(double time_limit_s, const char *told)
{
    static const int signals[] = {SIGINT, SIGTERM, SIGALRM};
    struct sigaction action = {.sa_handler = on_signal, .sa_flags = SA_RESTART};

    set_words(told);
    atomic_store(&terminal, isatty(STDERR_FILENO) == 1);
    (void) sigemptyset(&action.sa_mask);
    for (size_t i = 0; i < sizeof signals / sizeof *signals; i++) (void) sigaddset(&action.sa_mask, signals[i]);
    for (size_t i = 0; i < sizeof signals / sizeof *signals; i++) {
        struct sigaction before;

        /* a signal that the caller had ignored (nohup, a background job of a script) stays ignored */
        if (sigaction(signals[i], NULL, &before) == 0 && before.sa_handler == SIG_IGN && signals[i] != SIGALRM) continue;
        (void) sigaction(signals[i], &action, NULL);
    }
    if (time_limit_s > 0) set_timer(time_limit_s);
}

void ccs_stop_kindly(const char *told)
{
    set_words(told);
    atomic_store(&kindly, true);
}

void ccs_stop_at_once(const char *told)
{
    set_words(told);
    atomic_store(&kindly, false);
    if (ccs_stop_asked(&flag)) (void) raise(atomic_load(&flag)); /* the handler ends the program, with signals blocked */
}

void ccs_stop_told(const char *told)
{
    set_words(told);
    atomic_store(&is_told, true);
}

void ccs_stop_written(const char *told)
{
    atomic_store(&n_before, ccs_temp_n_named());
    atomic_store(&words_of_file, told);
}

void ccs_stop_end_line(const char *text)
{
    sigset_t all, before;

    (void) sigfillset(&all);
    (void) pthread_sigmask(SIG_SETMASK, &all, &before); /* or the line would be ended twice */
    fprintf(stderr, "%s\n", text);
    set_words(NULL);
    (void) pthread_sigmask(SIG_SETMASK, &before, NULL);
}

const ccs_stop_t *ccs_stop_flag(void)
{
    return &flag;
}

int ccs_stop_code(void)
{
    return code_of(atomic_load(&flag));
}

const char *ccs_stop_text(void)
{
    return name_of(atomic_load(&flag));
}
