/* seek_simulate.c - the figures at a point. Invariant: every point has the random numbers of the same replications. */
#include <math.h>
#include <string.h>

#include "seek_parts.h"

static int no_memory(ccs_err_t *err)
{
    (void) ccs_err_set(err, CCS_ERR_NOMEM, NULL, NULL, "out of memory");
    return CCS_ERR_NOMEM;
}

/* "types.cards.patience.mean*=1.2" of each, behind the changes of the scenario. */
static const char **settings_of(ccs_seek_t *self, const double at[CCS_SEEK_MOST])
{
    const size_t n = self->options.n_sets;
    const char **const all = ccs_arena_array(&self->arena, n + self->n_values, sizeof(const char *));

    for (size_t i = 0; all && i < n; i++) all[i] = self->options.sets[i];
    for (uint32_t i = 0; all && i < self->n_values; i++) {
        all[n + i] = ccs_arena_printf(&self->arena, "%s*=%.12g", self->values[i].path, exp(at[i]));
        if (!all[n + i]) return NULL;
    }
    return all;
}

/* A ratio, or a mean, of all replications, and what each has to do with it: (numerator - ratio * denominator) / mean denominator. */
static int observe(ccs_seek_t *self, const ccs_job_t *job, const ccs_results_t *results, ccs_seek_point_t *point, ccs_err_t *err)
{
    const uint32_t n = self->options.replications;
    double *const values = ccs_arena_array(&self->arena, job->metrics.n_metrics, sizeof *values),
                  *const weights = ccs_arena_array(&self->arena, job->metrics.n_metrics, sizeof *weights);

    if (!values || !weights) return no_memory(err);
    for (uint32_t i = 0; i < self->n_figures; i++) {
        const ccs_sought_figure_t *const figure = &self->figures[i];
        double *const x = ccs_arena_array(&self->arena, n, sizeof *x), *const w = ccs_arena_array(&self->arena, n, sizeof *w);
        double num = 0, den = 0;

        if (!x || !w) return no_memory(err);
        for (uint32_t r = 0; r < n; r++) {
            ccs_results_observe_entity(results, figure->entity, r, values, weights);
            w[r] = isnan(values[figure->metric]) ? 0 : weights[figure->metric];
            x[r] = w[r] > 0 ? values[figure->metric] : 0;
            num += w[r] * x[r];
            den += w[r];
        }
        if (!(den > 0))
            return ccs_err_set(err, CCS_ERR_USAGE, NULL, "--reach", "%s is not defined in any replication", figure->name);
        point->x[i] = num / den;
        for (uint32_t r = 0; r < n; r++) x[r] = w[r] * (x[r] - point->x[i]) / (den / n);
        point->influences[i] = x;
    }
    return 0;
}

static int simulate(ccs_seek_t *self, const ccs_job_t *job, ccs_scenario_t *scenario, uint64_t seed, ccs_seek_point_t *point,
    ccs_err_t *err)
{
    ccs_threads_t threads = ccs_threads(self->options.threads);
    ccs_results_t results = {0};
    const ccs_experiment_options_t how = {.replications = self->options.replications,
        .team = &threads.team,
        .stop = self->options.stop};
    int ret;

    CCS_TRY(ccs_results_init_run(&results, &scenario->plan, &job->metrics, job->results.confidence, err));
    const ccs_trial_t trial = {&scenario->plan, &job->metrics, seed, &results, NULL, 0, NULL};

    CCS_TRY(ccs_experiment_run(&trial, 1, &how, err));
    CCS_TRY(observe(self, job, &results, point, err));
    self->n_runs++;
out:
    ccs_results_free(&results);
    return ret;
}

/* The scenario with the values of a point; it is none of the search's errors that it refuses them. */
static int load(ccs_seek_t *self, const double at[CCS_SEEK_MOST], ccs_scenario_t *scenario, bool *allows, ccs_err_t *err)
{
    const char **const sets = settings_of(self, at);
    ccs_err_list_t errors = {0};
    int ret;

    CCS_REQUIRE(sets, CCS_ERR_NOMEM);
    self->found = &sets[self->options.n_sets];
    ret = ccs_scenario_load(self->options.path, sets, self->options.n_sets + self->n_values, scenario, &errors);
    *allows = ret == 0;
    if (ret != 0 && ret != CCS_ERR_NOMEM) {
        const ccs_err_t *first = errors.items;

        while (first->code == 0) first++;
        (void) ccs_err_set(err, CCS_ERR_SCENARIO, NULL, "--find", "%s: %s", first->path, first->text);
        ret = 0;
    }
out:
    ccs_err_list_free(&errors);
    return ret == CCS_ERR_NOMEM ? no_memory(err) : ret;
}

int ccs_seek_simulate(ccs_seek_t *self, const ccs_job_t *job, const double at[CCS_SEEK_MOST], uint64_t seed,
    ccs_seek_point_t *point, ccs_err_t *err)
{
    ccs_scenario_t scenario = {0};
    bool allows = false;
    int ret;

    *point = (ccs_seek_point_t){0};
    memcpy(point->at, at, sizeof point->at);
    CCS_TRY(load(self, at, &scenario, &allows, err));
    point->refused = !allows;
    if (allows) CCS_TRY(simulate(self, job, &scenario, seed, point, err));
out:
    ccs_scenario_free(&scenario);
    return ret == CCS_ERR_NOMEM ? no_memory(err) : ret;
}

int ccs_seek_allows(ccs_seek_t *self, const double at[CCS_SEEK_MOST], bool *allows, ccs_err_t *err)
{
    ccs_scenario_t scenario = {0};
    const int ret = load(self, at, &scenario, allows, err);

    ccs_scenario_free(&scenario);
    return ret;
}

double ccs_seek_covariance(const ccs_seek_t *self, const ccs_seek_point_t *point, uint32_t a, uint32_t b)
{
    double sum = 0;

    for (uint32_t r = 0; r < self->options.replications; r++) sum += point->influences[a][r] * point->influences[b][r];
    return sum / (self->options.replications - 1);
}
