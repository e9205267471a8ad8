/* cli_stop.c - signals. Invariant: the flag goes from 0 to a signal once, and never back. */
#include "cli_stop.h"

#include <math.h>
#include <stddef.h>
#include <sys/time.h>

#include "err.h"

static volatile sig_atomic_t
    flag; /* the only variable of the program that lives outside a function: a signal handler has no other way */

static void on_signal(int which)
{
    if (flag == 0) flag = which;
}

void ccs_stop_prepare(double time_limit_s)
{
    static const int signals[] = {SIGINT, SIGTERM, SIGALRM};
    struct sigaction action = {.sa_handler = on_signal, .sa_flags = (int) (SA_RESETHAND | SA_RESTART)};

    (void) sigemptyset(&action.sa_mask);
    for (size_t i = 0; i < sizeof signals / sizeof *signals; i++) {
        struct sigaction before;

        /* a signal that the caller had ignored (nohup, a background job of a script) stays ignored */
        if (sigaction(signals[i], NULL, &before) == 0 && before.sa_handler == SIG_IGN && signals[i] != SIGALRM) continue;
        (void) sigaction(signals[i], &action, NULL);
    }
    if (!(time_limit_s > 0)) return;
    const double whole = floor(time_limit_s);
    const suseconds_t rest = (suseconds_t) ((time_limit_s - whole) * 1e6);
    const struct itimerval timer = {.it_value = {.tv_sec = (time_t) whole, .tv_usec = whole > 0 || rest > 0 ? rest : 1}};

    (void) setitimer(ITIMER_REAL, &timer, NULL);
}

const volatile sig_atomic_t *ccs_stop_flag(void)
{
    return &flag;
}

int ccs_stop_code(void)
{
    return flag == SIGINT ? CCS_ERR_INTERRUPTED : CCS_ERR_STOPPED;
}

const char *ccs_stop_text(void)
{
    return flag == SIGINT ? "Ctrl-C" : flag == SIGTERM ? "SIGTERM" : "the time limit";
}
