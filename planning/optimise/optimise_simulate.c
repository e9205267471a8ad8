/* optimise_simulate.c - points as a study, and what their replications say. Invariant: points of one stage have the same random numbers, those of two stages have none in common. */
#include <math.h>
#include <string.h>

#include "optimise_parts.h"
#include "paired.h"
#include "stream.h"
#include "sweep_estimate.h"
#include "sweep_run.h"

static int no_memory(ccs_err_t *err)
{
    return ccs_err_set(err, CCS_ERR_NOMEM, NULL, NULL, "out of memory");
}

/* ---- simulation ----------------------------------------------------------------------------------------------------------------------------- */

static size_t doubles(const ccs_optimise_t *self, uint32_t n)
{
    return ccs_sweep_doubles(&self->study, n);
}

/* The blocks of a point, one behind the other. */
static void copy_point(const ccs_sweep_store_t *store, uint32_t point, double *to)
{
    for (uint32_t b = 0; b < store->n_blocks; b++) {
        const ccs_sweep_block_t *const block = &store->blocks[(size_t) point * store->n_blocks + b];
        const size_t n = ccs_sweep_doubles(store->sweep, block->n);

        memcpy(to, block->values, n * sizeof *to);
        to += n;
    }
}

/* Whether all replications of a point are there, in all states. */
static bool is_whole(const ccs_optimise_t *self, const ccs_sweep_store_t *store, uint32_t point)
{
    const size_t each = (size_t) self->n_states * store->n_blocks;

    for (size_t i = 0; i < each; i++)
        if (!store->blocks[point * each + i].values) return false;
    return true;
}

/* A study of these points; of each as many as there are states. After an end on the way those that are whole have samples. */
static int run(ccs_optimise_t *self, ccs_sweep_t *study, uint32_t n, uint32_t stage, ccs_sampled_t *samples, ccs_err_t *err)
{
    const ccs_sweep_how_t how = {.threads = self->options.threads, .stop = self->options.stop};
    const uint32_t r = study->replications;
    ccs_sweep_store_t store = {0};
    int ret = 0, stopped = 0;

    study->seed =
        stage == 0 ? self->study.seed : ccs_stream_make(self->study.seed, ccs_stream_hash("optimise"), stage).key + stage;
    CCS_REQUIRE(ccs_sweep_store_init(&store, study, (ccs_shard_t){1, 1}) == 0, no_memory(err));
    ret = ccs_sweep_run(&store, &how, err);
    if (ret == CCS_ERR_STOPPED) stopped = ret;
    else if (ret) goto out;
    for (uint32_t i = 0; i < n; i++) {
        samples[i] = (ccs_sampled_t){0};
        if (!is_whole(self, &store, i)) continue;
        double *const values = ccs_arena_array(&self->arena, self->n_states * doubles(self, r), sizeof *values);

        CCS_REQUIRE(values, no_memory(err));
        for (uint32_t s = 0; s < self->n_states; s++) copy_point(&store, i * self->n_states + s, &values[s * doubles(self, r)]);
        samples[i] = (ccs_sampled_t){r, values};
    }
    ret = stopped;
out:
    ccs_sweep_store_free(&store);
    return ret;
}

int ccs_optimise_simulate(ccs_optimise_t *self, const uint32_t *which, uint32_t n, uint32_t replications, uint32_t stage,
    ccs_sampled_t *samples, ccs_err_t *err)
{
    const uint32_t n_factors = self->study.n_factors, n_more = n_factors - self->n_chosen;
    ccs_sweep_t study = self->study; /* its arena stays with the original */
    double *at = ccs_arena_array(&self->arena, (size_t) n * self->n_states * n_factors, sizeof *at);

    if (!at) return no_memory(err);
    study.replications = replications;
    study.design = (ccs_design_t){.n_factors = n_factors, .n_points = n * self->n_states, .at = at};
    for (uint32_t i = 0; i < n; i++)
        for (uint32_t s = 0; s < self->n_states; s++, at += n_factors) {
            for (uint32_t f = 0; f < self->n_chosen; f++) at[f] = study.factors[f].levels[self->candidates[which[i]].at[f]];
            memcpy(&at[self->n_chosen], &self->states[(size_t) s * n_more], n_more * sizeof *at);
        }
    return run(self, &study, n, stage, samples, err);
}

int ccs_optimise_simulate_plain(ccs_optimise_t *self, uint32_t replications, uint32_t stage, ccs_sampled_t *sample,
    ccs_err_t *err)
{
    ccs_sweep_t study = self->study;

    study.replications = replications;
    study.factors = &self->study.factors[self->n_chosen];
    study.n_factors = self->study.n_factors - self->n_chosen;
    study.design = (ccs_design_t){.n_factors = study.n_factors, .n_points = self->n_states, .at = self->states};
    return run(self, &study, 1, stage, sample, err);
}

int ccs_optimise_join(ccs_optimise_t *self, ccs_sampled_t *to, const ccs_sampled_t *more)
{
    const size_t had = doubles(self, to->n), adds = doubles(self, more->n);
    double *const all = ccs_arena_array(&self->arena, self->n_states * (had + adds), sizeof *all);

    if (!all) return CCS_ERR_NOMEM;
    for (uint32_t s = 0; s < self->n_states; s++) {
        if (had > 0) memcpy(&all[s * (had + adds)], &to->values[s * had], had * sizeof *all);
        memcpy(&all[s * (had + adds) + had], &more->values[s * adds], adds * sizeof *all);
    }
    *to = (ccs_sampled_t){to->n + more->n, all};
    return 0;
}

/* ---- what it says ----------------------------------------------------------------------------------------------------------------------------- */

static const double *cells_of(const ccs_optimise_t *self, const ccs_sampled_t *sampled, uint32_t state, uint32_t response)
{
    return &sampled->values[state * doubles(self, sampled->n) + 2 * (size_t) response];
}

static ccs_estimate_t estimate(const ccs_optimise_t *self, const ccs_sampled_t *sampled, uint32_t state, uint32_t response)
{
    const double *const cells = cells_of(self, sampled, state, response);
    const ccs_sample_t sample = {cells, cells + 1, 2 * (size_t) self->study.n_responses, sampled->n, 1};

    return ccs_sample_estimate(&sample, self->study.responses[response].kind, self->study.confidence);
}

static uint32_t worst_state(const ccs_optimise_t *self, const ccs_sampled_t *sampled, uint32_t response, int sense,
    ccs_estimate_t *of)
{
    uint32_t worst = 0;

    *of = estimate(self, sampled, 0, response);
    for (uint32_t s = 1; s < self->n_states; s++) {
        const ccs_estimate_t e = estimate(self, sampled, s, response);

        if (!(sense * e.mean < sense * of->mean) && !isnan(of->mean)) continue;
        *of = e;
        worst = s;
    }
    return worst;
}

ccs_estimate_t ccs_optimise_estimate(const ccs_optimise_t *self, const ccs_sampled_t *sampled, uint32_t response, int sense)
{
    ccs_estimate_t e;

    (void) worst_state(self, sampled, response, sense, &e);
    return e;
}

static ccs_series_t series(const ccs_optimise_t *self, const ccs_sampled_t *sampled, uint32_t state, uint32_t response)
{
    const double *const cells = cells_of(self, sampled, state, response);

    return (ccs_series_t){cells, cells + 1, 2 * (size_t) self->study.n_responses, sampled->n, NULL};
}

double ccs_optimise_difference(const ccs_optimise_t *self, const ccs_sampled_t *a, const ccs_sampled_t *b, uint32_t response,
    int sense, double *half_width)
{
    ccs_estimate_t e;
    const uint32_t s = worst_state(self, a, response, sense, &e);
    const ccs_series_t first = series(self, a, s, response), second = series(self, b, s, response);
    const ccs_point_t d = ccs_paired_difference(&first, &second, self->study.confidence);

    *half_width = 0.5 * (d.high - d.low);
    return d.mean;
}

double *ccs_optimise_observations(ccs_optimise_t *self, const ccs_sampled_t *sampled, uint32_t aim)
{
    const ccs_aim_t *const a = &self->aims[aim];
    double *const y = ccs_arena_array(&self->arena, sampled->n, sizeof *y);
    ccs_estimate_t e;
    const uint32_t s = worst_state(self, sampled, a->response, a->sense, &e);
    const ccs_series_t of = series(self, sampled, s, a->response);
    const ccs_linear_t linear = ccs_linearise(&of);

    for (uint32_t r = 0; y && r < sampled->n; r++) y[r] = a->sense * (linear.ratio + ccs_linear_residual(&linear, r));
    return y;
}

/* ---- whether bounds hold ------------------------------------------------------------------------------------------------------------------------ */

/* Of a share of replications that is asked for, seen in k of n: by the normal law with the variance of that share. */
static double share_probability(const ccs_optimise_t *self, const ccs_sampled_t *sampled, uint32_t state,
    const ccs_bound_t *bound, double *missing)
{
    const double *const cells = cells_of(self, sampled, state, bound->response), share = self->options.share;
    double k = 0, n = 0;

    for (uint32_t r = 0; r < sampled->n; r++) {
        const double *const cell = &cells[2 * (size_t) r * self->study.n_responses];

        if (isnan(cell[0]) || !(cell[1] > 0)) continue;
        n++;
        k += bound->sense * (cell[0] - bound->value) >= 0;
    }
    if (n > 0) *missing += fmax(0, share - k / n);
    return n > 0 ? 0.5 * erfc((share - (k + 0.5) / (n + 1)) / sqrt(2 * share * (1 - share) / n)) : 1;
}

/* The probability that a bound holds in the long run: the normal law of the estimate. Where there was nothing to be measured it holds. */
static double probability(const ccs_optimise_t *self, const ccs_sampled_t *sampled, uint32_t state, const ccs_bound_t *bound,
    double *missing)
{
    const ccs_estimate_t e = estimate(self, sampled, state, bound->response);
    const double beyond = bound->sense * (e.mean - bound->value);

    if (isnan(e.mean)) return 1;
    if (!isnan(self->options.share)) return share_probability(self, sampled, state, bound, missing);
    if (beyond < 0) *missing += -beyond / fmax(fabs(bound->value), 1e-9);
    const double error = e.half_width / ccs_estimate_t_quantile(self->study.confidence, e.n > 1 ? e.n - 1 : 1);

    return error > 0 ? 0.5 * erfc(-beyond / (error * sqrt(2))) : beyond >= 0;
}

double ccs_optimise_holds(const ccs_optimise_t *self, const ccs_sampled_t *sampled, const ccs_bound_t *bound)
{
    double fails = 0, missing = 0;

    for (uint32_t s = 0; s < self->n_states; s++) fails += 1 - probability(self, sampled, s, bound, &missing);
    return fmax(0, 1 - fails);
}

ccs_judged_t ccs_optimise_judge(const ccs_optimise_t *self, const ccs_sampled_t *sampled)
{
    ccs_judged_t judged = {.probability = 1};

    for (uint32_t i = 0; i < self->n_aims; i++)
        judged.worst[i] = worst_state(self, sampled, self->aims[i].response, self->aims[i].sense, &judged.aims[i]);
    for (uint32_t i = 0; i < self->n_bounds; i++)
        for (uint32_t s = 0; s < self->n_states; s++)
            judged.probability -= 1 - probability(self, sampled, s, &self->bounds[i], &judged.missing);
    judged.probability = fmax(0, judged.probability);
    return judged;
}
