/* experiment.c - the pieces of an experiment are replications, numbered over all trials in the order in which they take turns. Invariant:
 * each trial's results hold its replications first .. first + n_replications - 1. */
#include "experiment.h"

#include <math.h>

#include "err.h"
#include "replications.h"

enum { TURN = 64 }; /* replications of one trial before the next has its turn */

/* Replications that are added to each trial. */
typedef struct {
    const ccs_trial_t *trials;
    uint32_t n_trials;
    uint32_t first, n; /* of each trial */
    double reached;    /* precision at the last look; NAN = none */
    const ccs_experiment_options_t *options;
} block_t;

/* Which replication of which trial a piece is. */
typedef struct {
    const ccs_trial_t *trial;
    uint32_t number; /* from the first of the trial */
} piece_t;

static piece_t piece_of(const block_t *self, uint32_t piece)
{
    const uint32_t turn = piece / (TURN * self->n_trials), within = piece % (TURN * self->n_trials);
    const uint32_t left = self->n - turn * TURN, length = left < TURN ? left : TURN;

    return (piece_t){&self->trials[within / length], self->first + turn * TURN + within % length};
}

static ccs_wanted_replication_t wanted(const void *context, uint32_t number)
{
    const piece_t piece = piece_of(context, number);

    return (ccs_wanted_replication_t){piece.trial->plans ? piece.trial->plans[piece.number] : piece.trial->plan,
        piece.trial->metrics, piece.trial->seed, piece.trial->first + piece.number};
}

static void tell(const block_t *self, uint32_t done)
{
    const ccs_experiment_options_t *const o = self->options;

    if (o->progress) o->progress(o->listener, done, self->n_trials * (self->first + self->n), self->reached);
}

int ccs_trial_add(const ccs_trial_t *trial, const ccs_replication_t *r)
{
    const ccs_steady_t steady = {&r->pulse, r->parts};
    int ret;

    if (trial->packed) CCS_TRY(ccs_parcel_put(trial->packed, r));
    ret = ccs_results_add(trial->results, &r->flow.facts, r->quantiles, r->waits, trial->plan->axis.is_batched ? &steady : NULL);
out:
    return ret;
}

static int add(void *context, uint32_t number, const ccs_replication_t *r)
{
    const block_t *const self = context;
    const int ret = ccs_trial_add(piece_of(self, number).trial, r);

    if (ret == 0) tell(self, self->n_trials * self->first + number + 1);
    return ret;
}

static int run_block(block_t *self, uint32_t n)
{
    const ccs_replications_t work = {.context = self,
        .wanted = wanted,
        .take = add,
        .audience = self->options->audience,
        .stop = self->options->stop};

    self->first = self->trials[0].results->n_replications;
    self->n = n;
    if (self->options->asked) *self->options->asked = self->first + n;
    return ccs_replications_run(&work, self->options->team, n * self->n_trials);
}

/* The fewest observations of all trials: on so many rests the least sure of the intervals. */
static uint32_t observed(const block_t *self)
{
    uint32_t least = ccs_results_observed(self->trials[0].results);

    for (uint32_t i = 1; i < self->n_trials; i++) {
        const uint32_t own = ccs_results_observed(self->trials[i].results);

        if (own < least) least = own;
    }
    return least;
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

int ccs_experiment_run(const ccs_trial_t *trials, uint32_t n, const ccs_experiment_options_t *options, ccs_err_t *err)
{
    const ccs_results_t *const results = trials[0].results;
    block_t block = {.trials = trials, .n_trials = n, .reached = (double) NAN, .options = options};
    int ret;

    CCS_TRY(run_block(&block, options->replications));
    while (options->precision > 0) {
        CCS_TRY(options->measure(options->context, &block.reached, err));
        const uint32_t more = ccs_experiment_add(block.reached, options->precision, observed(&block), results->n_replications,
            options->replications, options->max_replications);

        tell(&block, n * results->n_replications);
        if (more == 0) break;
        CCS_TRY(run_block(&block, more));
    }
out:
    if (ret == CCS_ERR_NOMEM)
        return ccs_err_set(err, CCS_ERR_NOMEM, NULL, NULL, "out of memory in replication %u", results->n_replications);
    return ret;
}
