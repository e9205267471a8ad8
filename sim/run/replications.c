/* replications.c - pieces of a team's work that are replications. Invariant: a worker's replication is of the plan and the metrics that it was at last. */
#include "replications.h"

#include <stdlib.h>

/* What one worker needs: a replication of the plan that it was at last. */
typedef struct {
    const ccs_plan_t *plan; /* NULL: none yet */
    const ccs_metrics_t *metrics;
    ccs_replication_t replication;
    void *ear; /* of the audience */
} worker_t;

static int begin(void *context, void **tools)
{
    const ccs_audience_t *const audience = ((const ccs_replications_t *) context)->audience;
    worker_t *const worker = calloc(1, sizeof *worker);

    *tools = worker;
    if (!worker) return CCS_ERR_NOMEM;
    return audience ? audience->open(audience->context, &worker->ear) : 0;
}

static void end(void *context, void *tools)
{
    const ccs_audience_t *const audience = ((const ccs_replications_t *) context)->audience;
    worker_t *const worker = tools;

    if (worker && worker->plan) ccs_replication_free(&worker->replication);
    if (worker && audience) audience->close(worker->ear);
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

static int tell(worker_t *self, const ccs_audience_t *audience, const ccs_wanted_replication_t *wanted)
{
    ccs_told_t *const told = audience->begin(self->ear, wanted->plan, wanted->number);
    int ret;

    CCS_REQUIRE(told, CCS_ERR_NOMEM);
    CCS_TRY(ccs_replication_tell(&self->replication, told, wanted->seed, wanted->number));
    ret = audience->end(self->ear);
out:
    return ret;
}

static int simulate(void *context, void *tools, uint32_t number)
{
    const ccs_replications_t *const self = context;
    worker_t *const worker = tools;
    const ccs_wanted_replication_t wanted = self->wanted(self->context, number);
    const int ret = take_plan(worker, &wanted, self->stop);

    if (ret) return ret;
    if (self->audience) return tell(worker, self->audience, &wanted);
    return ccs_replication_run(&worker->replication, wanted.seed, wanted.number);
}

static int collect(void *context, void *tools, uint32_t number)
{
    const ccs_replications_t *const self = context;
    const worker_t *const worker = tools;
    const int ret = self->audience ? self->audience->take(self->audience->context, worker->ear) : 0;

    return ret ? ret : self->take(self->context, number, &worker->replication);
}

int ccs_replications_run(const ccs_replications_t *self, ccs_team_t *team, uint32_t n)
{
    ccs_replications_t copy = *self;
    const ccs_work_t work = {.context = &copy, .begin = begin, .piece = simulate, .collect = collect, .end = end};

    return ccs_team_run(team, &work, 0, n);
}
