/* cli_progress.c - the progress bar. Invariant: the cursor stands behind the line when drawn is true, else at the begin of an empty one. */
#include "cli_progress.h"

#include <math.h>
#include <stdio.h>
#include <time.h>

#include "units.h"

enum { WIDTH = 30 };

static const double FIRST_AFTER_S = 0.3, EVERY_S = 0.1; /* a run that is over by then needs no bar */

double ccs_progress_now_s(void)
{
    struct timespec now = {0};

    (void) clock_gettime(CLOCK_MONOTONIC, &now);
    return (double) now.tv_sec + 1e-9 * (double) now.tv_nsec;
}

ccs_progress_t ccs_progress_start(bool on, double wanted)
{
    const double start_s = ccs_progress_now_s();

    return (ccs_progress_t){.on = on,
        .start_s = start_s,
        .next_s = start_s + FIRST_AFTER_S,
        .wanted = wanted,
        .reached = (double) INFINITY};
}

void ccs_progress_tell(void *listener, uint32_t done, uint32_t end, double precision)
{
    ccs_progress_t *const self = listener;
    const double now = ccs_progress_now_s();
    char bar[WIDTH + 1], left[CCS_UNITS_TEXT_MAX];

    if (!isnan(precision)) self->reached = precision;
    if (!self->on || now < self->next_s || done == 0) return;
    self->next_s = now + EVERY_S;
    for (int i = 0; i < WIDTH; i++) bar[i] = (double) i * end < (double) done * WIDTH ? '#' : '.';
    bar[WIDTH] = '\0';
    ccs_units_show_duration(round((now - self->start_s) / done * (end - done)), left, sizeof left);
    fprintf(stderr, "\r\033[K[%s] %lu of %lu, %s left", bar, (unsigned long) done, (unsigned long) end, left);
    if (self->wanted > 0 && isfinite(self->reached))
        fprintf(stderr, ", precision %.2g %% of %.2g %%", 100 * self->reached, 100 * self->wanted);
    (void) fflush(stderr);
    self->drawn = true;
}

void ccs_progress_end(ccs_progress_t *self)
{
    if (!self->drawn) return;
    fputs("\r\033[K", stderr);
    (void) fflush(stderr);
    self->drawn = false;
}
