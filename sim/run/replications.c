/* replications.c - pieces of a team's work that are replications. Invariant: a worker's replication is of the plan and the metrics that it was at last. */
#include "replications.h"

#include <stdlib.h>

/* What one worker needs: a replication of the plan that it was at last. */
typedef struct {
    const ccs_plan_t *plan; /* NULL: none yet */
    const ccs_metrics_t *metrics;
    ccs_replication_t replication;
} worker_t;

static int begin(void *context, void **tools)
{
    (void) context;
    *tools = calloc(1, sizeof(worker_t));
    return *tools ? 0 : CCS_ERR_NOMEM;
}

static void end(void *context, void *tools)
{
    worker_t *const worker = tools;

    (void) context;
    if (worker && worker->plan) ccs_replication_free(&worker->replication);
    free(worker);
}

static int take_plan(worker_t *self, const ccs_wanted_replication_t *wanted, const ccs_stop_t *stop)
{
    if (self->plan == wanted->plan && self->metrics == wanted->metrics) return 0;
    if (self->plan) ccs_replication_free(&self->replication);
    self->plan = wanted->plan;
    self->metrics = wanted->metrics;
    return ccs_replication_init(&self->replication, wanted->plan, wanted->metrics, stop);
}

static int simulate(void *context, void *tools, uint32_t number)
{
    const ccs_replications_t *const self = context;
    worker_t *const worker = tools;
    const ccs_wanted_replication_t wanted = self->wanted(self->context, number);
    const int ret = take_plan(worker, &wanted, self->stop);

    return ret ? ret : ccs_replication_run(&worker->replication, wanted.seed, wanted.number);
}

static int collect(void *context, void *tools, uint32_t number)
{
    const ccs_replications_t *const self = context;

    return self->take(self->context, number, &((const worker_t *) tools)->replication);
}

int ccs_replications_run(const ccs_replications_t *self, ccs_team_t *team, uint32_t n)
{
    ccs_replications_t copy = *self;
    const ccs_work_t work = {.context = &copy, .begin = begin, .piece = simulate, .collect = collect, .end = end};

    return ccs_team_run(team, &work, 0, n);
}
