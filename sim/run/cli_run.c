/* cli_run.c - the command `ccsim run`. Invariant: nothing is simulated before everything that was asked for is known to make sense and the
 * result can be written; a result that stands is never harmed by a run that does not end. */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli_command.h"
#include "cli_progress.h"
#include "cli_say.h"
#include "cli_stop.h"
#include "job.h"
#include "json.h"
#include "result_write.h"
#include "summary.h"
#include "units.h"

enum { REPLICATIONS_MAX = 10000000, THREADS_MAX = 1024 };

static const double YEAR_S = 365 * 86400.0;

/* A run from its command line to its result. */
typedef struct {
    const ccs_args_t *args;
    ccs_wanted_t wanted;
    ccs_scenario_t scenario;
    ccs_job_t job;
    ccs_progress_t progress;
    double time_limit_s; /* 0 = none */
    ccs_arena_t arena;
} run_t;

static int whole(const run_t *self, enum ccs_option option, uint32_t most, uint32_t *x)
{
    uint64_t value = *x;
    const int ret = ccs_args_whole(self->args, option, 1, most, &value);

    *x = (uint32_t) value;
    return ret;
}

/* The --set texts, a line each. */
static const char *settings_of(run_t *self)
{
    const char *text = "";

    for (size_t i = 0; text && i < self->args->n_sets; i++)
        text = ccs_arena_printf(&self->arena, "%s%s%s", text, i > 0 ? "\n" : "", self->args->sets[i]);
    return text;
}

/* Numbers of the command line. Told on stderr. */
static int read_options(run_t *self, ccs_job_options_t *options)
{
    const char *const *const given = self->args->given;
    int ret = 0;

    CCS_TRY(whole(self, CCS_OPTION_REPLICATIONS, REPLICATIONS_MAX, &options->replications));
    CCS_TRY(whole(self, CCS_OPTION_MAX_REPLICATIONS, REPLICATIONS_MAX, &options->max_replications));
    CCS_TRY(whole(self, CCS_OPTION_THREADS, THREADS_MAX, &options->threads));
    CCS_TRY(ccs_args_whole(self->args, CCS_OPTION_SEED, 0, UINT64_MAX, &options->seed));
    if (given[CCS_OPTION_PRECISION]) options->precision = given[CCS_OPTION_PRECISION];
    if (given[CCS_OPTION_PRECISION] && given[CCS_OPTION_PRECISION][0] == '\0')
        CCS_TRY(ccs_args_refuse(self->args, CCS_OPTION_PRECISION, "must be such as service_level=1%%, found \"\""));
    if (given[CCS_OPTION_MAX_REPLICATIONS] && !given[CCS_OPTION_PRECISION])
        CCS_TRY(
            ccs_args_refuse(self->args, CCS_OPTION_MAX_REPLICATIONS, "goes with --precision; else --replications says how many"));
    if (given[CCS_OPTION_TIME_LIMIT] &&
        (ccs_units_duration(given[CCS_OPTION_TIME_LIMIT], &self->time_limit_s) != 0 || !(self->time_limit_s > 0) ||
            self->time_limit_s > YEAR_S))
        CCS_TRY(ccs_args_refuse(self->args, CCS_OPTION_TIME_LIMIT, "must be a time such as \"2 min\", up to a year, found \"%s\"",
            given[CCS_OPTION_TIME_LIMIT]));
    if (given[CCS_OPTION_FORCE] && !given[CCS_OPTION_OUTPUT])
        CCS_TRY(ccs_args_refuse(self->args, CCS_OPTION_FORCE, "goes with --output FILE"));
out:
    return ret;
}

static int load(run_t *self)
{
    ccs_err_list_t errors = {0};
    const int ret = ccs_scenario_load(self->args->operands[0], self->args->sets, self->args->n_sets, &self->scenario, &errors);

    ccs_say_all(&errors, self->args);
    ccs_err_list_free(&errors);
    return ret;
}

/* Everything up to the simulation. Told on stderr. */
static int prepare(run_t *self)
{
    const char *const *const given = self->args->given;
    ccs_err_t err = {0};
    int ret = 0;

    self->wanted = (ccs_wanted_t){given[CCS_OPTION_BY], given[CCS_OPTION_METRIC], given[CCS_OPTION_ENTITY]};
    ccs_job_options_t options = {.replications = 1, .threads = 1, .precision = ""};

    CCS_TRY(read_options(self, &options)); /* wrong usage is told before the scenario is read */
    CCS_TRY(load(self));
    options = ccs_job_options(&self->scenario);
    CCS_TRY(read_options(self, &options));
    options.settings = settings_of(self);
    options.stop = ccs_stop_flag();
    options.progress = ccs_progress_tell;
    options.listener = &self->progress;
    ret = options.settings ? 0 : ccs_err_set(&err, CCS_ERR_NOMEM, NULL, NULL, "out of memory");
    if (ret == 0) ret = ccs_job_init(&self->job, &self->scenario, &options, &err);
    if (ret == 0) ret = ccs_wanted_check(&self->wanted, &self->job.names, &err);
    if (ret == 0 && given[CCS_OPTION_OUTPUT])
        ret = ccs_result_check_target(given[CCS_OPTION_OUTPUT], given[CCS_OPTION_FORCE] != NULL, &err);
    if (ret == CCS_ERR_USAGE) (void) ccs_say_refused(self->args, &err);
    else if (ret) ccs_say(&err);
out:
    return ret;
}

/* ---- stopped ------------------------------------------------------------------------------------------------------------ */

/* "fewer.h5" -> "fewer.partial.h5"; other names get ".partial.h5" behind them. */
static const char *partial_of(run_t *self, const char *path)
{
    const size_t n = strlen(path), stem = n > 3 && !strcmp(&path[n - 3], ".h5") ? n - 3 : n;

    return ccs_arena_printf(&self->arena, "%.*s.partial.h5", (int) stem, path);
}

/* What is finished is kept in the partial file, if there is an output and anything was finished. @return the code of the stop, or of what
 * kept it from being written */
static int keep_partial(run_t *self)
{
    const char *const output = self->args->given[CCS_OPTION_OUTPUT];
    const unsigned long n = self->job.results.n_replications;
    const char *const path = output ? partial_of(self, output) : NULL;
    ccs_err_t err = {0};
    int ret = 0;

    (void) fprintf(stderr, "stopped by %s after %lu of %lu replications", ccs_stop_text(), n,
        (unsigned long) self->job.options.replications);
    if (!output || n == 0) {
        (void) fprintf(stderr, "; %s\n",
            n == 0 ? "nothing is finished, nothing was written" : "nothing was written (no --output)");
        return ccs_stop_code();
    }
    ret = path ? ccs_job_finish(&self->job, false, &err) : ccs_err_set(&err, CCS_ERR_NOMEM, NULL, NULL, "out of memory");
    if (ret == 0) ret = ccs_result_write(&self->job.data, path, true, &err);
    if (ret == 0) {
        (void) fprintf(stderr, "; these %lu are in %s\n", n, path);
        return ccs_stop_code();
    }
    (void) fputc('\n', stderr);
    ccs_say(&err);
    return ret;
}

/* ---- finished ------------------------------------------------------------------------------------------------------------- */

static void tell_precision(const run_t *self)
{
    const double reached = ccs_job_precision(&self->job);

    if (!(reached > self->job.experiment.precision)) return;
    (void) fprintf(stderr, "warning: %s is not reached after %lu replications: the half-width is %.3g %% of the mean\n",
        self->job.options.precision, (unsigned long) self->job.results.n_replications, 100 * reached);
}

/* @param missed  gets the number of targets missed */
static int print_result(const run_t *self, uint32_t *missed, ccs_err_t *err)
{
    const char *const output = self->args->given[CCS_OPTION_OUTPUT];
    const bool json = ccs_args_has(self->args, CCS_OPTION_JSON);
    ccs_view_t view;
    int ret = ccs_view_open(&view, &self->job.data, err);

    if (ret) goto out;
    *missed = ccs_summary_missed(&view);
    if (json) {
        ccs_json_result(&view, &self->wanted, stdout);
    } else {
        ret = ccs_summary_print(&view, &self->wanted, ccs_say_colors(self->args, stdout), stdout);
        if (ret) (void) ccs_err_set(err, CCS_ERR_NOMEM, NULL, NULL, "out of memory for the tables");
    }
    if (output && !json) (void) printf("\nresult: %s\n", output);
out:
    ccs_view_free(&view);
    return ret;
}

static int finish(run_t *self, uint32_t *missed)
{
    const char *const output = self->args->given[CCS_OPTION_OUTPUT];
    ccs_err_t err = {0};
    int ret;

    tell_precision(self);
    CCS_TRY(ccs_job_finish(&self->job, true, &err));
    if (output) CCS_TRY(ccs_result_write(&self->job.data, output, ccs_args_has(self->args, CCS_OPTION_FORCE), &err));
    CCS_TRY(print_result(self, missed, &err));
out:
    if (ret) ccs_say(&err);
    return ret;
}

/* @return code of an error, all of it told on stderr */
static int carry_out(run_t *self, uint32_t *missed)
{
    const bool bar = !ccs_args_has(self->args, CCS_OPTION_QUIET) && isatty(STDERR_FILENO);
    ccs_err_t err = {0};
    int ret = prepare(self);

    if (ret) return ret;
    ccs_stop_prepare(self->time_limit_s);
    self->progress = ccs_progress_start(bar, self->job.experiment.precision);
    ret = ccs_job_run(&self->job, &err);
    ccs_progress_end(&self->progress);
    if (ret == 0) return finish(self, missed);
    if (ret == CCS_ERR_STOPPED) return keep_partial(self);
    ccs_say(&err);
    return ret;
}

int ccs_cli_run(int argc, char **argv)
{
    ccs_args_t args;
    int status;
    uint32_t missed = 0;

    if (!ccs_args_read(&args, CCS_COMMAND_run, argc, argv, &status)) return status;
    run_t run = {.args = &args};
    const int ret = carry_out(&run, &missed);

    status = ccs_err_status(ret);
    if (ret == 0 && missed > 0 && ccs_args_has(&args, CCS_OPTION_STRICT)) status = 1;
    ccs_job_free(&run.job);
    ccs_scenario_free(&run.scenario);
    ccs_arena_free(&run.arena);
    ccs_args_free(&args);
    return status;
}
