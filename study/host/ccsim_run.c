/* ccsim_run.c - runs and comparisons of the public C API. */
#include <stdlib.h>
#include <string.h>

#include "host.h"
#include "result_guard.h"
#include "result_write.h"
#include "sweep_data.h"

/* ---- results ---------------------------------------------------------------------------------------------------------------- */

int ccs_host_open(ccsim_result_t *self, ccs_err_t *err)
{
    if (ccs_sweep_data_is(self->data)) return 0;
    return ccs_view_open(&self->view, self->data, 0, err);
}

int ccs_host_give(int ret, ccsim_result_t *self, const ccs_err_t *err, const ccsim_listener_t *listener, ccsim_result_t **to)
{
    if (ret == 0 || (ret == CCS_ERR_STOPPED && self->data)) {
        *to = self;
        return ccs_err_status(ret);
    }
    ccsim_result_free(self);
    if (ret != CCS_ERR_STOPPED) ccs_host_tell(listener, err); /* whoever asked for an end knows */
    return ccs_err_status(ret);
}

int ccsim_result_read(const char *path, const ccsim_listener_t *listener, ccsim_result_t **to)
{
    ccsim_result_t *const self = calloc(1, sizeof *self);
    ccs_err_t err = {0};
    int ret;

    *to = NULL;
    if (!self) return ccs_host_no_memory(listener);
    CCS_TRY(ccs_result_read_guarded(path, &self->own, &err));
    self->data = &self->own;
    CCS_TRY(ccs_host_open(self, &err));
out:
    if (ret && err.where[0] == '\0') snprintf(err.where, sizeof err.where, "%s", path);
    return ccs_host_give(ret, self, &err, listener, to);
}

int ccsim_result_write(const ccsim_result_t *self, const char *path, int force, const ccsim_listener_t *listener)
{
    ccs_err_t err = {0};

    return ccs_result_write(self->data, path, force != 0, &err) ? ccs_host_fail(listener, &err) : CCSIM_OK;
}

void ccsim_result_free(ccsim_result_t *self)
{
    if (!self) return;
    ccs_view_free(&self->view);
    ccs_dataset_free(&self->own);
    ccs_sweep_free(&self->study);
    for (uint32_t i = 0; self->doubts && i < (self->comparison.n > 0 ? self->comparison.n : 1); i++)
        ccs_uncertainty_free(&self->doubts[i]);
    ccs_comparison_free(&self->comparison);
    ccs_job_free(&self->job);
    ccs_arena_free(&self->arena);
    free(self);
}

/* ---- how to run --------------------------------------------------------------------------------------------------------------- */

ccsim_stop_t *ccsim_stop_new(void)
{
    return calloc(1, sizeof(ccsim_stop_t));
}

void ccsim_stop_ask(ccsim_stop_t *self)
{
    atomic_store_explicit(&self->flag, 1, memory_order_relaxed);
}

void ccsim_stop_free(ccsim_stop_t *self)
{
    free(self);
}

void ccsim_options_init(ccsim_options_t *self, const ccsim_scenario_t *scenario)
{
    const ccs_job_options_t own = ccs_job_options(&scenario->scenario);

    *self = (ccsim_options_t){.seed = own.seed, .replications = own.replications, .threads = own.threads, .first_replication = 1};
}

int ccs_host_check_range(const char *name, uint32_t found, uint32_t most, ccs_err_t *err)
{
    if (found >= 1 && found <= most) return 0;
    return ccs_err_set(err, CCS_ERR_USAGE, NULL, name, "must be from 1 to %lu, found %lu", (unsigned long) most,
        (unsigned long) found);
}

static int read_options(const ccsim_options_t *options, ccs_job_options_t *to, ccs_err_t *err)
{
    int ret;

    CCS_TRY(ccs_host_check_range("replications", options->replications, CCS_REPLICATIONS_MAX, err));
    CCS_TRY(ccs_host_check_range("threads", options->threads, CCS_THREADS_MAX, err));
    CCS_TRY(ccs_host_check_range("first_replication", options->first_replication, CCS_REPLICATIONS_MAX, err));
    to->seed = options->seed;
    to->replications = options->replications;
    to->max_replications = options->max_replications;
    to->first_replication = options->first_replication - 1;
    to->threads = options->threads;
    to->precision = options->precision ? options->precision : "";
    to->keep_intervals = options->keep_intervals != 0;
    to->stop = options->stop ? &options->stop->flag : NULL;
    to->progress = options->progress;
    to->listener = options->context;
out:
    return ret;
}

/* ---- runs --------------------------------------------------------------------------------------------------------------------- */

/* What is wrong with draws is told of the option of this interface. */
static int own_words(int ret, ccs_err_t *err)
{
    if (ret && !strcmp(err->path, "--input-uncertainty")) snprintf(err->path, sizeof err->path, "input_uncertainty");
    return ret;
}

static int draw(const ccsim_scenario_t *scenario, const ccsim_options_t *options, ccsim_result_t *self, ccs_err_t *err)
{
    int ret = 0;

    if (options->input_uncertainty == 0) return 0;
    self->doubts = ccs_arena_array(&self->arena, 1, sizeof *self->doubts);
    CCS_REQUIRE(self->doubts, ccs_err_set(err, CCS_ERR_NOMEM, NULL, NULL, "out of memory"));
    ret = own_words(ccs_uncertainty_init(self->doubts, &self->job, scenario->all.sets, scenario->all.n_sets, err), err);
out:
    return ret;
}

static int run(ccsim_scenario_t *scenario, const ccsim_options_t *options, ccsim_result_t *self, ccs_err_t *err)
{
    ccs_job_options_t what = ccs_job_options(&scenario->scenario);
    bool complete;
    int ret;

    CCS_TRY(read_options(options, &what, err));
    what.settings = options->input_uncertainty ? ccs_uncertainty_settings(scenario->settings, &self->arena) : scenario->settings;
    CCS_REQUIRE(what.settings, ccs_err_set(err, CCS_ERR_NOMEM, NULL, NULL, "out of memory"));
    CCS_TRY(ccs_job_init(&self->job, &scenario->scenario, &what, err));
    CCS_TRY(draw(scenario, options, self, err));
    ret = ccs_job_run(&self->job, err);
    if (ret == 0 && self->doubts) ret = ccs_uncertainty_part(self->doubts, err);
    complete = ret == 0;
    if (ret == CCS_ERR_STOPPED && self->job.results.n_replications == 0) goto out;
    if (ret != CCS_ERR_STOPPED) CCS_TRY(ret);
    CCS_TRY(ccs_job_finish(&self->job, complete, err));
    if (self->doubts && complete) CCS_TRY(own_words(ccs_uncertainty_add_to_result(self->doubts, &self->job.data, err), err));
    self->data = &self->job.data;
    CCS_TRY(ccs_host_open(self, err));
    if (!complete) ret = CCS_ERR_STOPPED;
    self->job.options.precision = ""; /* the caller's text need not live on */
out:
    return ret;
}

int ccsim_run(ccsim_scenario_t *scenario, const ccsim_options_t *options, const ccsim_listener_t *listener, ccsim_result_t **to)
{
    ccsim_result_t *const self = calloc(1, sizeof *self);
    ccs_err_t err = {0};

    *to = NULL;
    if (!self) return ccs_host_no_memory(listener);
    const int ret = run(scenario, options, self, &err);

    if (ret == 0) ccs_host_tell_all(listener, &self->job.warnings);
    return ccs_host_give(ret, self, &err, listener, to);
}

/* ---- comparisons ---------------------------------------------------------------------------------------------------------------- */

typedef struct {
    ccs_host_source_t *sources;
    ccs_variant_t *variants;
    uint32_t n;
    ccs_arena_t arena;
} compared_t;

/* Copies of what the host says, as variants. */
static int collect(compared_t *self, const ccsim_source_t *variants, ccs_err_t *err)
{
    int ret = 0;

    self->sources = ccs_arena_array(&self->arena, self->n, sizeof *self->sources);
    self->variants = ccs_arena_array(&self->arena, self->n, sizeof *self->variants);
    CCS_REQUIRE(self->sources && self->variants, ccs_err_set(err, CCS_ERR_NOMEM, NULL, NULL, "out of memory"));
    for (uint32_t i = 0; i < self->n; i++) {
        ccs_host_source_t *const from = &self->sources[i];

        CCS_TRY(ccs_host_source(&variants[i], &self->arena, from, err));
        self->variants[i] = (ccs_variant_t){.path = from->source.path,
            .name = from->name ? from->name : from->all.name,
            .sets = from->all.sets,
            .n_sets = from->all.n_sets,
            .said = variants[i].n_what_ifs > 0 ? from->all.said : NULL,
            .n_common = from->n_common,
            .source = &from->source};
    }
out:
    return ret;
}

static int simulate(compared_t *self, const ccsim_options_t *options, ccsim_result_t *to, ccs_err_t *err)
{
    ccs_comparison_t *const c = &to->comparison;
    ccs_job_options_t what = ccs_job_options(&c->scenarios[0]);
    bool complete;
    int ret;

    CCS_TRY(ccs_comparison_check_names(c, "give them different names", err));
    if (options) CCS_TRY(read_options(options, &what, err));
    CCS_TRY(ccs_comparison_prepare(c, self->variants, &what, true, err));
    if (options && options->input_uncertainty)
        CCS_TRY(own_words(ccs_uncertainty_of_variants(c, self->variants, &to->arena, &to->doubts, err), err));
    ret = ccs_comparison_run(c, err);
    complete = ret == 0;
    if (ret == CCS_ERR_STOPPED && ccs_comparison_done(c) == 0) goto out;
    if (ret != CCS_ERR_STOPPED) CCS_TRY(ret);
    CCS_TRY(ccs_comparison_finish(c, complete, err));
    to->data = &c->data;
    CCS_TRY(ccs_host_open(to, err));
    if (!complete) ret = CCS_ERR_STOPPED;
out:
    return ret;
}

/* Of which variant a warning is said. */
static void tell_found(const ccsim_listener_t *listener, const ccs_comparison_t *comparison)
{
    for (uint32_t i = 0; i < comparison->n; i++)
        for (size_t k = 0; k < comparison->jobs[i].warnings.n; k++) {
            ccs_err_t warning = comparison->jobs[i].warnings.items[k];

            if (warning.where[0] == '\0') snprintf(warning.where, sizeof warning.where, "%.90s", comparison->scenarios[i].name);
            ccs_host_tell(listener, &warning);
        }
}

static int compare(compared_t *self, const ccsim_source_t *variants, const ccsim_options_t *options,
    const ccsim_listener_t *listener, ccsim_result_t *to, ccs_err_t *err)
{
    ccs_err_list_t errors = {0};
    int ret;

    if (self->n < 2 || self->n > CCS_COMPARISON_MAX)
        return ccs_err_set(err, CCS_ERR_USAGE, NULL, "variants", "must be from 2 to %d, found %lu", (int) CCS_COMPARISON_MAX,
            (unsigned long) self->n);
    CCS_TRY(collect(self, variants, err));
    ret = ccs_comparison_load(&to->comparison, self->variants, self->n, &errors);
    ccs_host_tell_all(listener, &errors);
    if (ret) (void) ccs_err_set(err, (enum ccs_code) ret, NULL, NULL, "the variants cannot be simulated");
    CCS_TRY(ret);
    CCS_TRY(simulate(self, options, to, err));
out:
    ccs_err_list_free(&errors);
    return ret;
}

int ccsim_compare(const ccsim_source_t *variants, uint32_t n, const ccsim_options_t *options, const ccsim_listener_t *listener,
    ccsim_result_t **to)
{
    ccsim_result_t *const self = calloc(1, sizeof *self);
    compared_t compared = {.n = n};
    ccs_err_t err = {0};

    *to = NULL;
    if (!self) return ccs_host_no_memory(listener);
    const int ret = compare(&compared, variants, options, listener, self, &err);

    if (ret == 0) tell_found(listener, &self->comparison);
    ccs_arena_free(&compared.arena);
    return ccs_host_give(ret, self, &err, listener, to);
}
