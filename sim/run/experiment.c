/* experiment.c - threads take replication numbers one by one; each waits for its turn to add what it found, so that sums are made in the
 * order of the numbers. Invariant: results hold replications 0 .. n_replications-1. */
#include "experiment.h"

#include <math.h>
#include <pthread.h>
#include <stdlib.h>

typedef struct {
    const ccs_plan_t *plan;
    const ccs_metrics_t *metrics;
    const ccs_experiment_options_t *options;
    ccs_results_t *results;
    uint32_t next, end; /* numbers to hand out */
    int ret;            /* first failure: nothing is added any more */
    pthread_mutex_t lock;
    pthread_cond_t turn;
} team_t;

static bool take_number(team_t *team, uint32_t *number)
{
    pthread_mutex_lock(&team->lock);
    const bool some = team->ret == 0 && team->next < team->end;

    if (some) *number = team->next++;
    pthread_mutex_unlock(&team->lock);
    return some;
}

/* Wait until all earlier replications have been added, then add this one. */
static void add_in_turn(team_t *team, const ccs_replication_t *replication, uint32_t number, int ret)
{
    const ccs_experiment_options_t *const o = team->options;

    pthread_mutex_lock(&team->lock);
    while (team->ret == 0 && team->results->n_replications != number) pthread_cond_wait(&team->turn, &team->lock);
    if (team->ret == 0) {
        if (ret == 0)
            ret = ccs_results_add(team->results, &replication->flow.facts, replication->quantiles, replication->waits,
                team->plan->mode == CCS_MODE_STEADY ? &(ccs_steady_t){&replication->pulse, replication->parts} : NULL);
        team->ret = ret;
        if (ret == 0 && o->progress) o->progress(o->listener, team->results->n_replications, team->end, NAN);
    }
    pthread_cond_broadcast(&team->turn);
    pthread_mutex_unlock(&team->lock);
}

static void fail(team_t *team, int ret)
{
    pthread_mutex_lock(&team->lock);
    if (team->ret == 0) team->ret = ret;
    pthread_cond_broadcast(&team->turn);
    pthread_mutex_unlock(&team->lock);
}

static void *work(void *argument)
{
    team_t *const team = argument;
    ccs_replication_t replication;
    uint32_t number;
    const int ret = ccs_replication_init(&replication, team->plan, team->metrics, team->options->stop);

    if (ret) fail(team, ret);
    while (take_number(team, &number))
        add_in_turn(team, &replication, number, ccs_replication_run(&replication, team->options->seed, number));
    ccs_replication_free(&replication);
    return NULL;
}

/* The calling thread works too; a thread that cannot be started is done without. */
static int run_block(team_t *team, uint32_t n)
{
    const uint32_t n_threads = team->options->threads < n ? team->options->threads : n;
    pthread_t *const threads = calloc(n_threads, sizeof *threads);
    uint32_t n_started = 0;

    if (!threads) return CCS_ERR_NOMEM;
    team->end = team->next + n;
    while (n_started + 1 < n_threads && pthread_create(&threads[n_started], NULL, work, team) == 0) n_started++;
    (void) work(team);
    for (uint32_t i = 0; i < n_started; i++) (void) pthread_join(threads[i], NULL);
    free(threads);
    return team->ret;
}

double ccs_experiment_precision(const ccs_results_t *results, uint32_t metric, uint32_t entity)
{
    const ccs_estimate_t e = ccs_results_estimate(results, metric, entity);
    const double relative = e.half_width / fabs(e.mean);

    return isfinite(relative) ? relative : (double) INFINITY;
}

uint32_t ccs_experiment_add(double reached, double wanted, uint32_t observed, uint32_t done, uint32_t block, uint32_t most)
{
    enum { LEAST_OBSERVED = 30 };
    const uint32_t left = most > done ? most - done : 0;

    if (observed >= LEAST_OBSERVED && reached <= wanted) return 0;
    const uint32_t half = observed >= LEAST_OBSERVED ? (done + 1) / 2 : 1;
    const uint64_t whole = ((uint64_t) half + block - 1) / block * block;

    return whole < left ? (uint32_t) whole : left;
}

int ccs_experiment_run(const ccs_plan_t *plan, const ccs_metrics_t *metrics, const ccs_experiment_options_t *options,
    ccs_results_t *results, ccs_err_t *err)
{
    team_t team = {.plan = plan, .metrics = metrics, .options = options, .results = results, .next = results->n_replications};
    int ret = 0;

    pthread_mutex_init(&team.lock, NULL);
    pthread_cond_init(&team.turn, NULL);
    CCS_TRY(run_block(&team, options->replications));
    while (options->metric != CCS_NONE && results->n_replications < options->max_replications) {
        const double reached = ccs_experiment_precision(results, options->metric, options->entity);
        const uint32_t more = ccs_experiment_add(reached, options->precision, ccs_results_observed(results),
            results->n_replications, options->replications, options->max_replications);

        if (options->progress) options->progress(options->listener, results->n_replications, team.end, reached);
        if (more == 0) break;
        CCS_TRY(run_block(&team, more));
    }
out:
    pthread_cond_destroy(&team.turn);
    pthread_mutex_destroy(&team.lock);
    if (ret == CCS_ERR_NOMEM)
        return ccs_err_set(err, CCS_ERR_NOMEM, NULL, NULL, "out of memory in replication %u", results->n_replications);
    return ret;
}
