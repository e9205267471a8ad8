/* test_team.c - pieces shared out: all of them, taken in in order, whoever works; and where that ends. */
#include <criterion/criterion.h>
#include <stdatomic.h>

#include "team.h"
#include "threads.h"

enum { N = 200 };

typedef struct {
    atomic_int done[N];   /* how often a piece was done */
    uint32_t order[N], n; /* taken in */
    uint32_t bad;         /* a piece that fails; N = none */
    int begin;            /* what begin returns */
    atomic_int n_begun, n_ended;
    bool any_order;
} log_t;

static int begin(void *context, void **tools)
{
    log_t *const log = context;

    cr_expect_null(*tools);
    *tools = &log->n_begun;
    atomic_fetch_add(&log->n_begun, 1);
    return log->begin;
}

static int piece(void *context, void *tools, uint32_t number)
{
    log_t *const log = context;

    cr_expect_eq(tools, &log->n_begun);
    atomic_fetch_add(&log->done[number], 1);
    return number == log->bad ? 77 : 0;
}

static int collect(void *context, void *tools, uint32_t number)
{
    log_t *const log = context;

    cr_expect_eq(tools, &log->n_begun);
    log->order[log->n++] = number;
    return 0;
}

static void end(void *context, void *tools)
{
    log_t *const log = context;

    cr_expect_eq(tools, &log->n_begun);
    atomic_fetch_add(&log->n_ended, 1);
}

static int run(log_t *log, uint32_t threads, uint32_t first, uint32_t last)
{
    const ccs_work_t work = {log, begin, piece, collect, end, log->any_order};
    ccs_threads_t team = ccs_threads(threads);

    return ccs_team_run(threads ? &team.team : NULL, &work, first, last);
}

Test(team, does_every_piece_once_and_takes_them_in_in_order)
{
    for (uint32_t threads = 0; threads <= 5; threads++) {
        log_t log = {.bad = N};

        cr_expect_eq(run(&log, threads, 3, N), 0);
        cr_expect_eq(log.n, N - 3);
        for (uint32_t i = 0; i < log.n; i++) cr_expect_eq(log.order[i], i + 3);
        for (uint32_t i = 0; i < N; i++) cr_expect_eq(log.done[i], i >= 3);
        cr_expect_eq(log.n_begun, log.n_ended);
        cr_expect_leq((uint32_t) log.n_begun, threads ? threads : 1);
    }
}

Test(team, takes_in_all_before_the_piece_that_fails_and_none_behind)
{
    for (uint32_t threads = 0; threads <= 5; threads++) {
        log_t log = {.bad = 31};

        cr_expect_eq(run(&log, threads, 0, N), 77);
        cr_expect_eq(log.n, 31);
        cr_expect_eq(log.n_begun, log.n_ended);
    }
}

Test(team, in_any_order_takes_in_each_piece_once_and_waits_for_none)
{
    for (uint32_t threads = 0; threads <= 5; threads++) {
        log_t log = {.bad = N, .any_order = true};
        bool seen[N] = {false};

        cr_expect_eq(run(&log, threads, 3, N), 0);
        cr_expect_eq(log.n, N - 3);
        for (uint32_t i = 0; i < log.n; i++) {
            cr_expect_not(seen[log.order[i]]);
            seen[log.order[i]] = true;
        }
        log = (log_t){.bad = 31, .any_order = true};
        cr_expect_eq(run(&log, threads, 0, N), 77);
        for (uint32_t i = 0; i < log.n; i++) cr_expect_neq(log.order[i], 31);
    }
}

Test(team, ends_where_a_worker_cannot_begin)
{
    for (uint32_t threads = 0; threads <= 3; threads++) {
        log_t log = {.bad = N, .begin = 13};

        cr_expect_eq(run(&log, threads, 0, N), 13);
        cr_expect_eq(log.n, 0);
        cr_expect_eq(log.n_begun, log.n_ended);
    }
}

Test(team, has_nothing_to_do)
{
    log_t log = {.bad = N};

    cr_expect_eq(run(&log, 0, 5, 5), 0);
    cr_expect_eq(run(&log, 4, 5, 5), 0);
    cr_expect_eq(log.n_begun, 0);
}

Test(team, is_as_large_as_is_allowed)
{
    cr_expect_eq(ccs_threads(0).n, 1);
    cr_expect_eq(ccs_threads(UINT32_MAX).n, CCS_THREADS_MAX);
    cr_expect(ccs_threads_all() >= 1 && ccs_threads_all() <= CCS_THREADS_MAX);
}
