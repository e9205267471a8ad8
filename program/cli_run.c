/* cli_run.c - the command `ccsim run`. Invariant: nothing is simulated before everything that was asked for is known to make sense and the
 * result can be written; a result that stands is never harmed by a run that does not end. */
#include <stdlib.h>

#include "cli_changes.h"
#include "cli_command.h"
#include "cli_job.h"
#include "cli_log.h"
#include "cli_output.h"
#include "cli_say.h"
#include "cli_stop.h"
#include "cli_terminal.h"
#include "json.h"
#include "judge.h"
#include "lights.h"
#include "result_write.h"
#include "summary.h"
#include "text.h"
#include "uncertainty.h"
#include "verdict.h"

/* A run from its command line to its result. */
typedef struct {
    const ccs_args_t *args;
    ccs_wanted_t wanted;
    ccs_what_if_t changes; /* --set and --what-if */
    ccs_scenario_t scenario;
    ccs_job_t job;
    ccs_uncertainty_t uncertainty; /* with --input-uncertainty */
    ccs_progress_t progress;
    ccs_contact_form_t form; /* of the log */
    ccs_contact_file_t log;
    double time_limit_s; /* 0 = none */
    ccs_arena_t arena;
} run_t;

/* Everything up to the simulation. Told on stderr. */
static int prepare(run_t *self)
{
    const char *const *const given = self->args->given;
    ccs_err_t err = {0};
    int ret = 0;

    self->wanted = (ccs_wanted_t){given[CCS_OPTION_BY], given[CCS_OPTION_METRIC], given[CCS_OPTION_ENTITY]};
    ccs_job_options_t options = {.replications = 1, .threads = 1, .precision = ""};

    CCS_TRY(ccs_cli_job_options(self->args, &options, &self->time_limit_s)); /* wrong usage is told before the scenario is read */
    CCS_TRY(ccs_cli_log_check(self->args, &self->form));
    ccs_cli_job_prepare(self->time_limit_s);
    ret = ccs_what_if_join(self->args->sets, self->args->n_sets, self->args->what_ifs, self->args->n_what_ifs, &self->arena,
        &self->changes, &err);
    if (ret == CCS_ERR_USAGE) (void) ccs_say_refused(self->args, &err);
    else if (ret) ccs_say(&err);
    CCS_TRY(ret);
    CCS_TRY(ccs_cli_load(self->args, &self->changes, &self->scenario));
    options = ccs_job_options(&self->scenario);
    CCS_TRY(ccs_cli_job_options(self->args, &options, &self->time_limit_s));
    options.settings =
        ccs_text_lines(self->changes.said, self->changes.n_sets, &self->arena); /* in the words in which they were written */
    if (options.settings && ccs_args_has(self->args, CCS_OPTION_INPUT_UNCERTAINTY))
        options.settings = ccs_uncertainty_settings(options.settings, &self->arena);
    options.tables_only = !given[CCS_OPTION_OUTPUT];
    options.stop = ccs_stop_flag();
    options.progress = ccs_progress_tell;
    options.listener = &self->progress;
    options.audience = ccs_cli_log_open(self->args, &self->form, &self->scenario, &self->log, &err);
    ret = err.code ? err.code : options.settings ? 0 : ccs_err_set(&err, CCS_ERR_NOMEM, NULL, NULL, "out of memory");
    if (ret == 0) ret = ccs_job_init(&self->job, &self->scenario, &options, &err);
    if (ret == 0) ret = ccs_job_check_wanted(&self->job, &self->wanted, &err);
    if (ret == 0 && ccs_args_has(self->args, CCS_OPTION_SIMULTANEOUS))
        ret = ccs_job_hold_together(&self->job, &self->job, &self->wanted, 1) == 0
            ? 0
            : ccs_err_set(&err, CCS_ERR_NOMEM, NULL, NULL, "out of memory");
    if (ret == 0 && given[CCS_OPTION_OUTPUT])
        ret = ccs_cli_output_check(self->args, given[CCS_OPTION_OUTPUT], CCS_FILE_RESULT, &err);
    if (ret == 0 && ccs_args_has(self->args, CCS_OPTION_INPUT_UNCERTAINTY))
        ret = ccs_uncertainty_init(&self->uncertainty, &self->job, self->changes.sets, self->changes.n_sets, &err);
    if (ret == 0) ret = ccs_cli_job_doubt(self->args, &self->job, 1, &err);
    if (ret == CCS_ERR_USAGE) (void) ccs_say_refused(self->args, &err);
    else if (ret) ccs_say(&err);
out:
    return ret;
}

/* ---- stopped ------------------------------------------------------------------------------------------------------------ */

/* What is finished is kept in the partial file. @return the code of the stop, or of what kept it from being written */
static int keep_partial(run_t *self)
{
    const uint32_t n = self->job.results.n_replications;
    ccs_err_t err = {0};

    if (!ccs_cli_job_stopped(self->args, n, self->job.options.replications)) return ccs_stop_code();
    const int ret = ccs_job_finish(&self->job, false, &err);

    if (ret == 0) return ccs_cli_job_keep(self->args, &self->job.data, n);
    ccs_stop_end_line("");
    ccs_say(&err);
    return ret;
}

/* ---- finished ------------------------------------------------------------------------------------------------------------- */

/* @param unmet  gets the number of targets that are not met */
static int print_result(const run_t *self, uint32_t *unmet, ccs_err_t *err)
{
    const char *const output = self->args->given[CCS_OPTION_OUTPUT];
    const bool json = ccs_args_has(self->args, CCS_OPTION_JSON);
    ccs_view_t view;
    int ret = ccs_view_open(&view, &self->job.data, 0, err);

    if (ret) goto out;
    *unmet = ccs_verdict_unmet(&view) + ccs_lights_unkept(&view);
    if (json) {
        ret = ccs_json_result(&view, &self->wanted, stdout, err);
    } else {
        ccs_terminal_page_t page;
        FILE *const to = ccs_terminal_begin(&page, stdout);

        ret = ccs_summary_print(&view, &self->wanted,
            (ccs_look_t){.width = page.width, .colors = ccs_say_colors(self->args, stdout)}, to);
        if (ccs_terminal_end(&page) != 0) ret = CCS_ERR_NOMEM;
        if (ret) (void) ccs_err_set(err, CCS_ERR_NOMEM, NULL, NULL, "out of memory for the tables");
    }
    if (output && !json) printf("\nresult: %s\n", output);
out:
    ccs_view_free(&view);
    return ret;
}

static int finish(run_t *self, uint32_t *unmet)
{
    const char *const output = self->args->given[CCS_OPTION_OUTPUT];
    ccs_err_t err = {0};
    int ret;

    ccs_cli_job_simulated(self->args);
    CCS_TRY(ccs_job_finish(&self->job, true, &err));
    CCS_TRY(ccs_uncertainty_add_to_result(&self->uncertainty, &self->job.data, &err));
    ccs_say_found(&self->job.warnings, "", self->args);
    if (output) CCS_TRY(ccs_result_write(&self->job.data, output, ccs_args_has(self->args, CCS_OPTION_FORCE), &err));
    CCS_TRY(ccs_cli_log_publish(self->args, &self->log, &err));
    if (output) ccs_cli_job_written();
    CCS_TRY(print_result(self, unmet, &err));
out:
    if (ret) ccs_say(&err);
    return ret;
}

/* @return code of an error, all of it told on stderr */
static int carry_out(run_t *self, uint32_t *unmet)
{
    ccs_err_t err = {0};
    int ret = prepare(self);

    if (ret) return ret;
    self->progress = ccs_cli_job_start(self->args, self->job.experiment.precision);
    ret = ccs_job_run(&self->job, &err);
    if (ret == 0 && ccs_args_has(self->args, CCS_OPTION_INPUT_UNCERTAINTY)) ret = ccs_uncertainty_part(&self->uncertainty, &err);
    ccs_progress_end(&self->progress);
    if (ret == 0) return finish(self, unmet);
    if (ret == CCS_ERR_STOPPED) {
        ret = keep_partial(self);
        if (self->log.draft) fprintf(stderr, "the log was not written\n");
        return ret;
    }
    ccs_say(self->log.err.code ? &self->log.err : &err);
    return ret;
}

int ccs_cli_run(int argc, char **argv)
{
    ccs_args_t args;
    int status;
    uint32_t unmet = 0;

    if (!ccs_args_read(&args, CCS_COMMAND_run, argc, argv, &status)) return status;
    run_t run = {.args = &args};
    const int ret = carry_out(&run, &unmet);

    status = ccs_err_status(ret);
    if (ret == 0 && (unmet > 0 || ccs_judge_misses_precision(&run.job)) && ccs_args_has(&args, CCS_OPTION_STRICT)) status = 1;
    ccs_contact_file_free(&run.log);
    ccs_uncertainty_free(&run.uncertainty);
    ccs_job_free(&run.job);
    ccs_scenario_free(&run.scenario);
    ccs_arena_free(&run.arena);
    ccs_args_free(&args);
    return status;
}
