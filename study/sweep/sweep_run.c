/* sweep_run.c - blocks of points as the pieces of a team's work. Invariant: a worker's plan is of the point that it was at last. What a block comes to depends on its point and the
 * numbers of its replications alone, so that blocks can be taken in in any order. */
#include "sweep_run.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "sweep_estimate.h"
#include "threads.h"

typedef struct {
    ccs_sweep_store_t *store;
    const ccs_sweep_how_t *how;
    uint32_t *left; /* blocks that are not there yet, ascending */
    uint32_t n_left, n_taken;
    ccs_err_t *err; /* of the first point that cannot be simulated */
    uint32_t failed;
} run_t;

/* What one worker needs. */
typedef struct {
    uint32_t point; /* of the study; CCS_NONE: none yet */
    ccs_scenario_t scenario;
    ccs_metrics_t metrics;
    ccs_replication_t replication;
    ccs_results_t results;
    uint32_t metric[CCS_SWEEP_MAX_RESPONSES], entity[CCS_SWEEP_MAX_RESPONSES];
    double *values; /* of the block */
    size_t cap;     /* doubles */
    uint32_t n;     /* replications in it */
    int ret;        /* why the block failed, */
    ccs_err_t err;  /* in words */
} worker_t;

static int begin(void *context, void **tools)
{
    worker_t *const worker = calloc(1, sizeof *worker);

    (void) context;
    *tools = worker;
    if (!worker) return CCS_ERR_NOMEM;
    worker->point = CCS_NONE;
    return 0;
}

static void leave_point(worker_t *self)
{
    if (self->point == CCS_NONE) return;
    ccs_results_free(&self->results);
    ccs_replication_free(&self->replication);
    ccs_metrics_free(&self->metrics);
    ccs_scenario_free(&self->scenario);
    self->point = CCS_NONE;
}

static void end(void *context, void *tools)
{
    worker_t *const worker = tools;

    (void) context;
    if (!worker) return;
    leave_point(worker);
    free(worker->values);
    free(worker);
}

/* ---- a point ---------------------------------------------------------------------------------------------------------------------------------- */

static int load(worker_t *self, const ccs_sweep_t *sweep, uint32_t point)
{
    ccs_err_list_t errors = {0};
    const int ret = ccs_sweep_load(sweep, point, &self->scenario, &errors);

    for (size_t i = 0; ret && i < errors.n; i++) {
        if (!errors.items[i].code) continue;
        self->err = errors.items[i];
        break;
    }
    ccs_err_list_free(&errors);
    return ret;
}

static int find_responses(worker_t *self, const ccs_sweep_t *sweep)
{
    for (uint32_t i = 0; i < sweep->n_responses; i++)
        if (!ccs_response_find(&sweep->responses[i], &self->metrics, &self->metric[i], &self->entity[i]))
            return ccs_err_set(&self->err, CCS_ERR_SCENARIO, self->scenario.path, NULL,
                "the response %s is not there at point %u", sweep->responses[i].name, self->point + 1);
    return 0;
}

static int enter_point(worker_t *self, const ccs_sweep_t *sweep, uint32_t point, const ccs_stop_t *stop)
{
    int ret;

    if (self->point == point) return 0;
    leave_point(self);
    self->point = point;
    self->metrics = (ccs_metrics_t){0};
    self->replication = (ccs_replication_t){0};
    self->results = (ccs_results_t){0};
    CCS_TRY(load(self, sweep, point));
    CCS_TRY(ccs_metrics_init(&self->metrics, &self->scenario.plan));
    CCS_TRY(find_responses(self, sweep));
    CCS_TRY(ccs_replication_init(&self->replication, &self->scenario.plan, &self->metrics, stop));
out:
    return ret;
}

/* ---- a replication, or a set of them ------------------------------------------------------------------------------------------------------------------------------ */

/* Sums over the observations of a replication, or of a set of those that are drawn together: one each, or in mode steady batches, of which those that are
 * warm-up weigh nothing. */
typedef struct {
    double num, den;
    uint32_t n;
} sums_t;

static void observe_entity(const worker_t *self, const ccs_sweep_t *sweep, uint32_t entity, sums_t *sums)
{
    const uint32_t each = self->results.per_replication * ccs_sweep_set(sweep), first = self->results.n_obs - each;
    double values[CCS_METRICS_MAX], weights[CCS_METRICS_MAX];

    for (uint32_t obs = first; obs < first + each; obs++) {
        ccs_results_observe_entity(&self->results, entity, obs, values, weights);
        for (uint32_t i = 0; i < sweep->n_responses; i++) {
            const double value = values[self->metric[i]], weight = weights[self->metric[i]];

            if (self->entity[i] != entity || isnan(value) || !(weight > 0)) continue;
            sums[i].num += weight * value;
            sums[i].den += weight;
            sums[i].n++;
        }
    }
}

/* What a replication, or a set of them, came to: values as sum over sum, and their weights. Counts are of a whole replication. */
static void observe(const worker_t *self, const ccs_sweep_t *sweep, double *to)
{
    sums_t sums[CCS_SWEEP_MAX_RESPONSES] = {{0}};

    for (uint32_t i = 0; i < sweep->n_responses; i++) {
        bool seen = false;

        for (uint32_t k = 0; k < i; k++) seen = seen || self->entity[k] == self->entity[i];
        if (!seen) observe_entity(self, sweep, self->entity[i], sums);
    }
    for (uint32_t i = 0; i < sweep->n_responses; i++) {
        const enum ccs_metric_kind kind = sweep->responses[i].kind;
        const bool one = kind == CCS_KIND_COUNT || kind == CCS_KIND_QUANTILE;
        const double factor = kind == CCS_KIND_COUNT ? self->results.per_replication : 1;

        to[(size_t) 2 * i] = factor * sums[i].num / sums[i].den;
        to[(size_t) 2 * i + 1] = one ? sums[i].n > 0 : sums[i].den;
    }
}

static int make_room(worker_t *self, const ccs_sweep_t *sweep, uint32_t n)
{
    const size_t wanted = ccs_sweep_doubles(sweep, n);

    if (wanted <= self->cap) return 0;
    double *const grown = realloc(self->values, wanted * sizeof *grown);

    if (!grown) return CCS_ERR_NOMEM;
    self->values = grown;
    self->cap = wanted;
    return 0;
}

static int run_one(worker_t *self, const ccs_sweep_t *sweep, uint32_t number)
{
    const ccs_replication_t *const r = &self->replication;
    const ccs_steady_t steady = {&r->pulse, r->parts};
    int ret;

    CCS_TRY(make_room(self, sweep, self->n + 1));
    for (uint32_t i = 0; i < ccs_sweep_set(sweep); i++) {
        CCS_TRY(ccs_replication_run(&self->replication, ccs_sweep_seed(sweep, self->point), number * ccs_sweep_set(sweep) + i));
        CCS_TRY(ccs_results_add(&self->results, &r->flow.facts, r->quantiles, r->waits,
            self->scenario.plan.axis.is_batched ? &steady : NULL));
    }
    observe(self, sweep, &self->values[ccs_sweep_doubles(sweep, self->n)]);
    self->n++;
out:
    return ret;
}

/* ---- a block -------------------------------------------------------------------------------------------------------------------------------------- */

static uint32_t more_for_precision(const worker_t *self, const ccs_sweep_t *sweep)
{
    const uint64_t hundred = (uint64_t) 100 * ccs_sweep_observations(sweep);
    const uint32_t most = sweep->max_replications ? sweep->max_replications / ccs_sweep_set(sweep)
        : hundred < UINT32_MAX                    ? (uint32_t) hundred
                                                  : UINT32_MAX - 1;
    const ccs_sample_t sample = {&self->values[(size_t) 2 * sweep->aim], &self->values[(size_t) 2 * sweep->aim + 1],
        2 * (size_t) sweep->n_responses, self->n, ccs_sweep_set(sweep)};
    const ccs_estimate_t e = ccs_sample_estimate(&sample, sweep->responses[sweep->aim].kind, sweep->confidence);
    const double reached = e.half_width / fabs(e.mean);

    return ccs_experiment_add(isfinite(reached) ? reached : (double) INFINITY, sweep->precision_wanted, self->n, self->n,
        ccs_sweep_observations(sweep), most);
}

static int run_block(worker_t *self, const ccs_sweep_store_t *store, uint32_t block)
{
    const ccs_sweep_t *const sweep = store->sweep;
    const uint32_t first = block * store->size, left = ccs_sweep_observations(sweep) - first;
    uint32_t n = store->size == 0 || left < store->size ? left : store->size;
    int ret;

    self->n = 0;
    CCS_TRY(ccs_results_init_run(&self->results, &self->scenario.plan, &self->metrics, sweep->confidence, &self->err));
    while (n > 0) {
        for (uint32_t i = 0; i < n; i++) CCS_TRY(run_one(self, sweep, first + self->n));
        n = sweep->precision_wanted > 0 ? more_for_precision(self, sweep) : 0;
    }
out:
    ccs_results_free(&self->results);
    return ret;
}

/* What fails is handed in as what succeeds is, one at a time. */
static int piece(void *context, void *tools, uint32_t number)
{
    const run_t *const run = context;
    worker_t *const worker = tools;
    const uint32_t left = run->left[number], point = ccs_sweep_store_point(run->store, left / run->store->n_blocks);

    worker->err = (ccs_err_t){0};
    worker->ret = enter_point(worker, run->store->sweep, point, run->how->stop);
    if (worker->ret == 0) worker->ret = run_block(worker, run->store, left % run->store->n_blocks);
    return worker->ret == CCS_ERR_STOPPED ? CCS_ERR_STOPPED : 0;
}

/* Of several points the first is told of, whichever failed first. */
static int fail(run_t *self, const worker_t *worker)
{
    if (worker->point < self->failed) {
        self->failed = worker->point;
        if (worker->err.code) *self->err = worker->err;
        else
            (void) ccs_err_set(self->err, (enum ccs_code) worker->ret, NULL, NULL, "out of memory at point %u",
                worker->point + 1);
    }
    return worker->ret;
}

static int collect(void *context, void *tools, uint32_t number)
{
    run_t *const self = context;
    const worker_t *const worker = tools;
    const uint32_t point = self->left[number] / self->store->n_blocks, block = self->left[number] % self->store->n_blocks;
    const ccs_sweep_how_t *const how = self->how;
    int ret;

    if (worker->ret) return fail(self, worker);
    CCS_TRY(ccs_sweep_store_take(self->store, point, block, worker->values, worker->n));
    if (how->log) CCS_TRY(ccs_sweep_log_add(how->log, point, block, worker->values, worker->n, self->err));
    self->n_taken++;
    if (how->progress) how->progress(how->listener, self->n_taken, self->n_left, (double) NAN);
out:
    return ret;
}

int ccs_sweep_run(ccs_sweep_store_t *self, const ccs_sweep_how_t *how, ccs_err_t *err)
{
    const uint64_t n = (uint64_t) self->n_points * self->n_blocks;
    run_t run = {.store = self, .how = how, .err = err, .failed = CCS_NONE};
    const ccs_work_t work = {.context = &run, .begin = begin, .piece = piece, .collect = collect, .end = end, .any_order = true};
    ccs_threads_t threads = ccs_threads(how->threads);
    int ret;

    CCS_REQUIRE(n < UINT32_MAX, ccs_err_set(err, CCS_ERR_USAGE, NULL, "replications", "are too many for so many points"));
    run.left = malloc((size_t) (n + 1) * sizeof *run.left);
    CCS_REQUIRE(run.left, CCS_ERR_NOMEM);
    for (uint32_t i = 0; i < n; i++)
        if (!self->blocks[i].values) run.left[run.n_left++] = i;
    CCS_TRY(ccs_team_run(&threads.team, &work, 0, run.n_left));
out:
    if (ret == CCS_ERR_NOMEM && err->code == 0) (void) ccs_err_set(err, CCS_ERR_NOMEM, NULL, NULL, "out of memory");
    free(run.left);
    return ret;
}
