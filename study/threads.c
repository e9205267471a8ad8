/* threads.c - threads take numbers one by one; each waits for its turn to hand in what it made, so that pieces are taken in in the order of
 * their numbers. Invariant: the pieces first .. collected - 1 are taken in, and none behind them. */
#include "threads.h"

#include <pthread.h>
#include <stdbool.h>
#include <unistd.h>

typedef struct {
    const ccs_work_t *work;
    uint32_t next, end; /* numbers to give out */
    uint32_t collected; /* the number whose turn it is */
    int ret;            /* first failure: nothing is taken in any more */
    pthread_mutex_t lock;
    pthread_cond_t turn;
} shift_t;

static bool take_number(shift_t *self, uint32_t *number)
{
    pthread_mutex_lock(&self->lock);
    const bool some = self->ret == 0 && self->next < self->end;

    if (some) *number = self->next++;
    pthread_mutex_unlock(&self->lock);
    return some;
}

static void hand_in(shift_t *self, void *tools, uint32_t number, int ret)
{
    pthread_mutex_lock(&self->lock);
    while (!self->work->any_order && self->ret == 0 && self->collected != number) pthread_cond_wait(&self->turn, &self->lock);
    if (self->ret == 0) {
        if (ret == 0 && self->work->collect) ret = self->work->collect(self->work->context, tools, number);
        self->ret = ret;
        self->collected++;
    }
    pthread_cond_broadcast(&self->turn);
    pthread_mutex_unlock(&self->lock);
}

static void fail(shift_t *self, int ret)
{
    pthread_mutex_lock(&self->lock);
    if (self->ret == 0) self->ret = ret;
    pthread_cond_broadcast(&self->turn);
    pthread_mutex_unlock(&self->lock);
}

static void *work(void *argument)
{
    shift_t *const self = argument;
    const ccs_work_t *const what = self->work;
    void *tools = NULL;
    uint32_t number;
    const int ret = what->begin ? what->begin(what->context, &tools) : 0;

    if (ret) fail(self, ret);
    while (take_number(self, &number)) hand_in(self, tools, number, what->piece(what->context, tools, number));
    if (what->end) what->end(what->context, tools);
    return NULL;
}

static int run(ccs_team_t *team, const ccs_work_t *what, uint32_t first, uint32_t end)
{
    const uint32_t wanted = ((const ccs_threads_t *) team)->n, n_pieces = end > first ? end - first : 0;
    shift_t shift = {.work = what, .next = first, .end = end, .collected = first};
    pthread_t threads[CCS_THREADS_MAX];
    uint32_t n = 0;

    if (n_pieces == 0) return 0;
    pthread_mutex_init(&shift.lock, NULL);
    pthread_cond_init(&shift.turn, NULL);
    while (n + 1 < wanted && n + 1 < n_pieces && pthread_create(&threads[n], NULL, work, &shift) == 0) n++;
    (void) work(&shift);
    for (uint32_t i = 0; i < n; i++) (void) pthread_join(threads[i], NULL);
    pthread_cond_destroy(&shift.turn);
    pthread_mutex_destroy(&shift.lock);
    return shift.ret;
}

ccs_threads_t ccs_threads(uint32_t n)
{
    return (ccs_threads_t){.team = {run}, .n = n < 1 ? 1 : n > CCS_THREADS_MAX ? CCS_THREADS_MAX : n};
}

uint32_t ccs_threads_all(void)
{
    const long cores = sysconf(_SC_NPROCESSORS_ONLN);

    return cores < 1 ? 1 : cores > CCS_THREADS_MAX ? CCS_THREADS_MAX : (uint32_t) cores;
}
