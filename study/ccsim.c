/* ccsim.c - the public C API over what the program uses too. Invariant: a handle that was given out is complete. */
#include <ccsim/ccsim.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "explain.h"
#include "job.h"
#include "result_guard.h"
#include "result_write.h"
#include "text.h"
#include "version.h"
#include "view.h"

struct ccsim_scenario {
    ccs_scenario_t scenario;
    const char *settings; /* the --set texts, a line each */
    char *sentences;      /* owned; NULL until asked for */
};

struct ccsim_result {
    ccs_job_t job;      /* of a run */
    ccs_dataset_t read; /* of a file */
    const ccs_dataset_t *data;
    ccs_view_t view;
};

const char *ccsim_version(void)
{
    return CCSIM_VERSION;
}

/* ---- messages ------------------------------------------------------------------------------------------------------------- */

static void tell(const ccsim_listener_t *listener, const ccs_err_t *err)
{
    char message[sizeof err->where + sizeof err->path + sizeof err->text + 8];

    if (!listener || !listener->tell) return;
    snprintf(message, sizeof message, "%s%s%s%s%s", err->where, err->where[0] ? ": " : "", err->path, err->path[0] ? ": " : "",
        err->text);
    listener->tell(listener->context, err->code != CCS_ERR_OK, message);
}

static int fail(const ccsim_listener_t *listener, const ccs_err_t *err)
{
    tell(listener, err);
    return ccs_err_status(err->code);
}

static int no_memory(const ccsim_listener_t *listener)
{
    return fail(listener, &(ccs_err_t){.code = CCS_ERR_NOMEM, .text = "out of memory"});
}

/* ---- scenarios ------------------------------------------------------------------------------------------------------------ */

/* Copies of what the scenario refers to: a path for messages, the settings for results. */
static int load(ccsim_scenario_t *self, const char *path, const char *const *sets, size_t n_sets, ccs_err_list_t *errors)
{
    int ret = ccs_scenario_load(path, sets, n_sets, &self->scenario, errors);
    ccs_arena_t *const arena = &self->scenario.arena;

    if (ret) return ret;
    self->scenario.path = ccs_arena_strdup(arena, path);
    self->settings = ccs_text_lines(sets, n_sets, arena);
    if (!self->scenario.path || !self->settings) ret = ccs_err_list_add(errors, CCS_ERR_NOMEM, NULL, NULL, "out of memory");
    return ret;
}

int ccsim_scenario_load(const char *path, const char *const *sets, size_t n_sets, const ccsim_listener_t *listener,
    ccsim_scenario_t **to)
{
    ccsim_scenario_t *const self = calloc(1, sizeof *self);
    ccs_err_list_t errors = {0};

    *to = NULL;
    if (!self) return no_memory(listener);
    const int ret = load(self, path, sets, n_sets, &errors);

    for (size_t i = 0; i < errors.n; i++) tell(listener, &errors.items[i]);
    if (ret && errors.n == 0) (void) no_memory(listener); /* not even for a record */
    ccs_err_list_free(&errors);
    if (ret == 0) *to = self;
    else ccsim_scenario_free(self);
    return ccs_err_status(ret);
}

void ccsim_scenario_free(ccsim_scenario_t *self)
{
    if (!self) return;
    ccs_scenario_free(&self->scenario);
    free(self->sentences);
    free(self);
}

const char *ccsim_scenario_text(ccsim_scenario_t *self)
{
    return ccs_scenario_text(&self->scenario);
}

const char *ccsim_scenario_explain(ccsim_scenario_t *self)
{
    size_t n = 0;

    if (self->sentences) return self->sentences;
    FILE *const to = open_memstream(&self->sentences, &n);

    if (!to) return NULL;
    ccs_explain(&self->scenario.plan, to);
    const bool failed = ferror(to);

    if (fclose(to) != 0 || failed) {
        free(self->sentences);
        self->sentences = NULL;
    }
    return self->sentences;
}

/* ---- runs ----------------------------------------------------------------------------------------------------------------- */

void ccsim_options_init(ccsim_options_t *self, const ccsim_scenario_t *scenario)
{
    const ccs_job_options_t own = ccs_job_options(&scenario->scenario);

    *self = (ccsim_options_t){.seed = own.seed, .replications = own.replications, .threads = own.threads};
}

static int check_options(const ccsim_options_t *options, ccs_err_t *err)
{
    if (options->replications < 1 || options->replications > CCS_REPLICATIONS_MAX)
        return ccs_err_set(err, CCS_ERR_USAGE, NULL, "replications", "must be from 1 to %d, found %lu",
            (int) CCS_REPLICATIONS_MAX, (unsigned long) options->replications);
    if (options->threads < 1 || options->threads > CCS_THREADS_MAX)
        return ccs_err_set(err, CCS_ERR_USAGE, NULL, "threads", "must be from 1 to %d, found %lu", (int) CCS_THREADS_MAX,
            (unsigned long) options->threads);
    return 0;
}

static int run(ccsim_scenario_t *scenario, const ccsim_options_t *options, ccsim_result_t *self, ccs_err_t *err)
{
    ccs_job_options_t what = ccs_job_options(&scenario->scenario);
    int ret;

    what.seed = options->seed;
    what.replications = options->replications;
    what.max_replications = options->max_replications;
    what.threads = options->threads;
    what.precision = options->precision ? options->precision : "";
    what.settings = scenario->settings;
    CCS_TRY(check_options(options, err));
    CCS_TRY(ccs_job_init(&self->job, &scenario->scenario, &what, err));
    CCS_TRY(ccs_job_run(&self->job, err));
    CCS_TRY(ccs_job_finish(&self->job, true, err));
    self->data = &self->job.data;
    CCS_TRY(ccs_view_open(&self->view, self->data, 0, err));
    self->job.options.precision = ""; /* the caller's text need not live on */
out:
    return ret;
}

int ccsim_run(ccsim_scenario_t *scenario, const ccsim_options_t *options, const ccsim_listener_t *listener, ccsim_result_t **to)
{
    ccsim_result_t *const self = calloc(1, sizeof *self);
    ccs_err_t err = {0};

    *to = NULL;
    if (!self) return no_memory(listener);
    if (run(scenario, options, self, &err) != 0) {
        ccsim_result_free(self);
        return fail(listener, &err);
    }
    for (size_t i = 0; i < self->job.warnings.n; i++) tell(listener, &self->job.warnings.items[i]);
    *to = self;
    return CCSIM_OK;
}

int ccsim_result_read(const char *path, const ccsim_listener_t *listener, ccsim_result_t **to)
{
    ccsim_result_t *const self = calloc(1, sizeof *self);
    ccs_err_t err = {0};
    int ret;

    *to = NULL;
    if (!self) return no_memory(listener);
    CCS_TRY(ccs_result_read_guarded(path, &self->read, &err));
    self->data = &self->read;
    CCS_TRY(ccs_view_open(&self->view, self->data, 0, &err));
    *to = self;
out:
    if (ret == 0) return CCSIM_OK;
    ccsim_result_free(self);
    if (err.where[0] == '\0') snprintf(err.where, sizeof err.where, "%s", path);
    return fail(listener, &err);
}

int ccsim_result_write(const ccsim_result_t *self, const char *path, int force, const ccsim_listener_t *listener)
{
    ccs_err_t err = {0};

    return ccs_result_write(self->data, path, force != 0, &err) ? fail(listener, &err) : CCSIM_OK;
}

void ccsim_result_free(ccsim_result_t *self)
{
    if (!self) return;
    ccs_view_free(&self->view);
    ccs_dataset_free(&self->read);
    ccs_job_free(&self->job);
    free(self);
}

/* ---- figures -------------------------------------------------------------------------------------------------------------- */

/* @return whether both names are there */
static bool find(const ccsim_result_t *self, const char *metric, const char *entity, uint32_t *m, uint32_t *e)
{
    *m = ccs_view_metric(&self->view, metric);
    *e = ccs_view_entity(&self->view, entity);
    return *m != CCS_DATA_NONE && *e != CCS_DATA_NONE;
}

int ccsim_result_figure(const ccsim_result_t *self, const char *metric, const char *entity, ccsim_figure_t *to)
{
    uint32_t m, e;

    *to = (ccsim_figure_t){NAN, NAN, NAN, NAN};
    if (!find(self, metric, entity, &m, &e)) return CCSIM_USAGE;
    const ccs_point_t point = ccs_view_point(&self->view, m, e);

    *to = (ccsim_figure_t){point.mean, point.half_width, point.low, point.high};
    return CCSIM_OK;
}

int ccsim_result_figure_at(const ccsim_result_t *self, const char *metric, const char *entity, uint32_t interval,
    ccsim_figure_t *to)
{
    uint32_t m, e;

    *to = (ccsim_figure_t){NAN, NAN, NAN, NAN};
    if (!find(self, metric, entity, &m, &e) || interval >= self->view.n_intervals) return CCSIM_USAGE;
    if (!ccs_view_has_intervals(&self->view, m)) return CCSIM_USAGE;
    const ccs_point_t point = ccs_view_point_at(&self->view, m, e, interval);

    *to = (ccsim_figure_t){point.mean, point.half_width, point.low, point.high};
    return CCSIM_OK;
}

uint32_t ccsim_result_intervals(const ccsim_result_t *self)
{
    return self->view.n_intervals;
}

const char *ccsim_result_interval(const ccsim_result_t *self, uint32_t interval)
{
    return interval < self->view.n_intervals ? self->view.intervals[interval] : NULL;
}

uint64_t ccsim_result_replications(const ccsim_result_t *self)
{
    return self->view.replications;
}
