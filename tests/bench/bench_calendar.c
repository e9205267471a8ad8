/* bench_calendar.c - the calendar alone, ns an operation, with a number of timers pending; setting, clearing and firing are an operation
 * each.
 *   hold    the first timer fires and is set again
 *   cancel  besides, another one, chosen at random, is cleared and set again
 *   beside  hold with 500 timers, beside as many as said that sleep until long after the end
 * Delays are exponential, from a table, so that one timer fires a second; a number of runs are made in turn and the best one of each
 * counts. */
#include <math.h>

#include "bench.h"
#include "calendar.h"
#include "err.h"

enum { DELAYS = 1 << 16, AWAKE = 500 };

typedef struct {
    const char *name;
    uint32_t pending, sleeping;
    bool cancels;
    double best_ns; /* an operation */
} case_t;

typedef struct {
    ccs_calendar_t *calendar;
    uint64_t random;
    uint64_t n_delays;
    double delays[DELAYS]; /* mean 1 */
} work_t;

static double next_delay(work_t *self)
{
    return self->delays[self->n_delays++ % DELAYS];
}

static void set(work_t *self, uint32_t timer, double mean_s)
{
    ccs_calendar_set(self->calendar, timer, ccs_calendar_now(self->calendar) + mean_s * next_delay(self), 0);
}

static void set_all(work_t *self, const case_t *c)
{
    ccs_calendar_reset(self->calendar, 0);
    CCS_BUG_IF(ccs_calendar_reserve(self->calendar, c->pending + c->sleeping));
    for (uint32_t i = 0; i < c->pending; i++) set(self, i, c->pending);
    for (uint32_t i = 0; i < c->sleeping; i++) ccs_calendar_set(self->calendar, c->pending + i, 1e10 + 1e3 * next_delay(self), 0);
}

static uint64_t step(work_t *self, const case_t *c)
{
    ccs_event_t event;

    CCS_BUG_IF(!ccs_calendar_pop(self->calendar, &event));
    set(self, event.timer, c->pending);
    if (!c->cancels) return 2;
    const uint32_t other = (uint32_t) (bench_random(&self->random) % c->pending);

    ccs_calendar_clear(self->calendar, other);
    set(self, other, c->pending);
    return 4;
}

static void run(work_t *self, case_t *c, uint64_t n)
{
    uint64_t done = 0;

    set_all(self, c);
    for (uint64_t i = 0; i < c->pending; i++) (void) step(self, c); /* into the steady state */
    const double start_s = bench_clock_s();

    while (done < n) done += step(self, c);
    c->best_ns = fmin(c->best_ns, (bench_clock_s() - start_s) * 1e9 / (double) done);
    for (uint32_t i = 0; i < c->pending + c->sleeping; i++) CCS_BUG_IF(!ccs_calendar_is_set(self->calendar, i));
}

int main(int argc, char **argv)
{
    case_t cases[] = {
        {"hold", AWAKE, 0, false, INFINITY},
        {"hold", 10000, 0, false, INFINITY},
        {"hold", 1000000, 0, false, INFINITY},
        {"cancel", AWAKE, 0, true, INFINITY},
        {"cancel", 10000, 0, true, INFINITY},
        {"cancel", 1000000, 0, true, INFINITY},
        {"beside", AWAKE, 1000000, false, INFINITY},
    };
    enum { N_CASES = sizeof cases / sizeof *cases };
    work_t *const work = calloc(1, sizeof *work);
    bench_t bench = {.n = 4000000, .runs = 9};

    bench_options(&bench, argc, argv);
    CCS_BUG_IF(!work);
    work->random = 2385;
    work->calendar = ccs_calendar_new(1, 0);
    CCS_BUG_IF(!work->calendar);
    for (uint32_t i = 0; i < DELAYS; i++) work->delays[i] = -log1p(-(double) (bench_random(&work->random) >> 11) * 0x1p-53);
    for (uint64_t i = 0; i < bench.runs; i++)
        for (uint32_t k = 0; k < N_CASES; k++) run(work, &cases[k], bench.n);
    for (uint32_t k = 0; k < N_CASES; k++)
        printf("%s %u %.2f\n", cases[k].name, cases[k].sleeping ? cases[k].sleeping : cases[k].pending, cases[k].best_ns);
    ccs_calendar_delete(work->calendar);
    free(work);
    return 0;
}
