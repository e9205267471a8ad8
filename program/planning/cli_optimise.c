/* cli_optimise.c - the command `ccsim optimise`. Invariant: nothing is simulated before the file that shall be written is known to be allowed. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "cli_changes.h"
#include "cli_command.h"
#include "cli_job.h"
#include "cli_output.h"
#include "cli_say.h"
#include "cli_stop.h"
#include "cli_terminal.h"
#include "file_write.h"
#include "optimise_page.h"
#include "optimise_told.h"
#include "result_write.h"
#include "units.h"

typedef struct {
    const ccs_args_t *args;
    ccs_what_if_t changes; /* --set and --what-if */
    ccs_scenario_t scenario;
    ccs_job_options_t options; /* seed, replications, threads */
    double time_limit_s;
    enum ccs_file_kind output;
    ccs_optimise_t found;
    ccs_arena_t arena;
} optimising_t;

static int no_memory(ccs_err_t *err)
{
    return ccs_err_set(err, CCS_ERR_NOMEM, NULL, NULL, "out of memory");
}

/* ---- what is asked ------------------------------------------------------------------------------------------------------------------------ */

static int read_wishes(optimising_t *self, ccs_optimise_options_t *options)
{
    const ccs_args_t *const args = self->args;
    const char *const share = args->given[CCS_OPTION_SHARE], *const margin = args->given[CCS_OPTION_MARGIN];
    uint64_t points = CCS_OPTIMISE_POINTS, learners = 0;
    int ret = 0;

    options->share = options->margin = (double) NAN;
    if (!args->given[CCS_OPTION_FOR])
        CCS_TRY(ccs_args_refuse(args, CCS_OPTION_FOR, "must say what is to be least or most: --for \"least cost_total\""));
    if (share && (ccs_units_share(share, &options->share) != 0 || !(options->share > 0) || !(options->share < 1)))
        CCS_TRY(ccs_args_refuse(args, CCS_OPTION_SHARE, "must be a share between 0 and 1, such as 90%%, found \"%s\"", share));
    if (margin && (ccs_units_number(margin, &options->margin) != 0 || !(options->margin > 0)))
        CCS_TRY(ccs_args_refuse(args, CCS_OPTION_MARGIN, "must be a number above 0, found \"%s\"", margin));
    CCS_TRY(ccs_args_whole(args, CCS_OPTION_POINTS, 2, CCS_OPTIMISE_MOST_POINTS, &points));
    CCS_TRY(ccs_args_whole(args, CCS_OPTION_CROSS_TRAIN, 1, 100000, &learners));
    options->points = (uint32_t) points;
    options->learners = (uint32_t) learners;
out:
    return ret;
}

/* A scenario for what is chosen, a study for a front. */
static int check_output(optimising_t *self, ccs_err_t *err)
{
    const char *const path = self->args->given[CCS_OPTION_OUTPUT];
    const size_t n = path ? strlen(path) : 0;

    if (!path) return 0;
    self->output = n > 3 && strcmp(&path[n - 3], ".h5") == 0 ? CCS_FILE_RESULT : CCS_FILE_SCENARIO;
    const bool is_front = ccs_optimise_count_aims(self->args->given[CCS_OPTION_FOR]) > 1;

    if (is_front != (self->output == CCS_FILE_RESULT))
        return ccs_args_refuse(self->args, CCS_OPTION_OUTPUT,
            is_front ? "must be FILE.h5, as several points are found: a study, which ccsim show and ccsim export read"
                     : "must be FILE.cfg, the scenario with what is chosen");
    return ccs_cli_output_check(self->args, path, self->output, err);
}

static int prepare(optimising_t *self, ccs_optimise_options_t *options, ccs_err_t *err)
{
    const ccs_args_t *const args = self->args;
    ccs_job_options_t first = {.replications = CCS_OPTIMISE_REPLICATIONS, .threads = 1, .precision = ""};
    int ret;

    CCS_TRY(read_wishes(self, options));
    CCS_TRY(ccs_cli_job_options(args, &first, &self->time_limit_s));
    CCS_TRY(check_output(self, err));
    if (args->given[CCS_OPTION_PAGE]) CCS_TRY(ccs_cli_output_check(args, args->given[CCS_OPTION_PAGE], CCS_FILE_PAGE, err));
    if (ccs_args_has(args, CCS_OPTION_QUIET) && !args->given[CCS_OPTION_OUTPUT] && !args->given[CCS_OPTION_PAGE] &&
        !ccs_args_has(args, CCS_OPTION_JSON))
        CCS_TRY(ccs_args_refuse(args, CCS_OPTION_QUIET,
            "goes with --output, --page or --json: else nothing is told of what is found"));
    CCS_TRY(ccs_what_if_join(args->sets, args->n_sets, args->what_ifs, args->n_what_ifs, &self->arena, &self->changes, err));
    ccs_cli_job_prepare(self->time_limit_s);
    CCS_TRY(ccs_cli_load(args, &self->changes, &self->scenario));
    self->options = ccs_job_options(&self->scenario);
    self->options.replications = CCS_OPTIMISE_REPLICATIONS;
    CCS_TRY(ccs_cli_job_options(args, &self->options, &self->time_limit_s));
    options->path = args->operands[0];
    options->sets = self->changes.sets;
    options->n_sets = self->changes.n_sets;
    options->varies = args->varies;
    options->n_varies = args->n_varies;
    options->withstand = args->withstands;
    options->n_withstand = args->n_withstands;
    options->aims = args->given[CCS_OPTION_FOR];
    options->targets = args->given[CCS_OPTION_TARGET];
    options->seed = self->options.seed;
    options->has_seed = true;
    options->replications = self->options.replications;
    options->threads = self->options.threads;
    options->stop = ccs_stop_flag();
out:
    return ret;
}

/* ---- what is written ---------------------------------------------------------------------------------------------------------------------- */

/* The scenario that extends the one that was asked about. */
static int write_scenario(optimising_t *self, ccs_err_t *err)
{
    const char **sets;
    size_t n;
    int ret;

    CCS_TRY(ccs_optimise_changes(&self->found, &self->found.candidates[self->found.chosen], &sets, &n, err));
    ret = ccs_cli_write_found(self->args, &(ccs_what_if_t){.sets = sets, .n_sets = n},
        ccs_arena_printf(&self->arena, "What is best for \"%s\", found by ccsim optimise (seed %llu).",
            self->args->given[CCS_OPTION_FOR], (unsigned long long) self->options.seed),
        &self->arena, err);
out:
    return ret;
}

static int write_study(optimising_t *self, ccs_err_t *err)
{
    ccs_dataset_t data = {0};
    int ret = ccs_optimise_data(&self->found, CCS_OPTIMISE_OF_FRONT, &data, err);

    if (ret == 0)
        ret = ccs_result_write(&data, self->args->given[CCS_OPTION_OUTPUT], ccs_args_has(self->args, CCS_OPTION_FORCE), err);
    ccs_dataset_free(&data);
    return ret;
}

static int write_found(optimising_t *self, ccs_err_t *err)
{
    if (!self->args->given[CCS_OPTION_OUTPUT] || !ccs_optimise_is_found(&self->found)) return 0;
    return self->output == CCS_FILE_RESULT ? write_study(self, err) : write_scenario(self, err);
}

static int write_page(optimising_t *self, ccs_err_t *err)
{
    const char *const path = self->args->given[CCS_OPTION_PAGE];
    char *text = NULL;
    size_t n = 0;
    int ret = 0;

    if (!path) return 0;
    FILE *const to = open_memstream(&text, &n);

    CCS_REQUIRE(to, no_memory(err));
    ret = ccs_optimise_page(&self->found, to);
    if (fclose(to) != 0 || ret) ret = no_memory(err);
    if (ret == 0) ret = ccs_file_write(path, ccs_args_has(self->args, CCS_OPTION_FORCE), text, n, err);
out:
    free(text);
    return ret;
}

static int print(optimising_t *self, ccs_err_t *err)
{
    ccs_terminal_page_t page;
    FILE *const to = ccs_terminal_begin(&page, stdout);
    const ccs_table_form_t form = {ccs_say_colors(self->args, stdout), page.width};
    const char *const path = self->args->given[CCS_OPTION_OUTPUT], *const page_path = self->args->given[CCS_OPTION_PAGE];
    const char **sets;
    size_t n;
    int ret = ccs_optimise_print(&self->found, form, to);

    if (ret == 0 && self->found.chosen != CCS_NONE) {
        ret = ccs_optimise_changes(&self->found, &self->found.candidates[self->found.chosen], &sets, &n, err);
        fputs(n > 0 ? "\nTo simulate it:" : "\nThe scenario as it is is what was chosen.", to);
        for (size_t i = 0; ret == 0 && i < n; i++) fprintf(to, " --set '%s'", sets[i]);
        fputc('\n', to);
    }
    if (path) fprintf(to, ccs_optimise_is_found(&self->found) ? "Written: %s\n" : "%s was not written.\n", path);
    if (page_path) fprintf(to, self->found.is_stopped ? "%s was not written.\n" : "Page: %s\n", page_path);
    return ccs_terminal_end(&page) != 0 || ret ? no_memory(err) : 0;
}

static int tell(optimising_t *self, ccs_err_t *err)
{
    if (ccs_args_has(self->args, CCS_OPTION_JSON)) return ccs_optimise_json(&self->found, stdout);
    return ccs_args_has(self->args, CCS_OPTION_QUIET) ? 0 : print(self, err);
}

/* The program was asked to end: what was looked at until then is told all the same. */
static void end_early(optimising_t *self)
{
    ccs_err_t err = {0};

    ccs_stop_told("; nothing was written");
    fprintf(stderr, "stopped by %s; %s\n", ccs_stop_text(),
        self->found.n_candidates > 0 ? "nothing is chosen yet, this is what is known so far" : "nothing is known yet");
    if (self->found.n_candidates > 0 && tell(self, &err) != 0) ccs_say(&err);
}

static int carry_out(optimising_t *self, ccs_err_t *err)
{
    const ccs_args_t *const args = self->args;
    ccs_optimise_options_t options = {0};
    ccs_err_list_t errors = {0};
    int ret;

    CCS_TRY(prepare(self, &options, err));
    ccs_stop_kindly("; nothing was written");
    ret = ccs_optimise(&self->found, &options, &errors, err);
    if (ret == CCS_ERR_STOPPED) end_early(self);
    else if (ret && errors.n_errors > 0) ccs_say_all(&errors, args); /* else warnings of the scenario, which are told */
    CCS_TRY(ret);
    CCS_TRY(write_found(self, err));
    CCS_TRY(write_page(self, err));
    CCS_TRY(tell(self, err));
out:
    ccs_err_list_free(&errors);
    return ret;
}

int ccs_cli_optimise(int argc, char **argv)
{
    ccs_args_t args;
    ccs_err_t err = {0};
    int status;

    if (!ccs_args_read(&args, CCS_COMMAND_optimise, argc, argv, &status)) return status;
    optimising_t self = {.args = &args};
    int ret = carry_out(&self, &err);

    if (ret == CCS_ERR_STOPPED) {
        ret = ccs_stop_code();
    } else if (ret == CCS_ERR_USAGE && err.code) {
        (void) ccs_say_refused(&args, &err);
    } else if (ret && err.code) {
        ccs_say(&err);
    }
    status = ccs_err_status(ret);
    if (ret == 0 && ccs_args_has(&args, CCS_OPTION_STRICT) && !ccs_optimise_is_found(&self.found)) status = 1;
    ccs_optimise_free(&self.found);
    ccs_scenario_free(&self.scenario);
    ccs_arena_free(&self.arena);
    ccs_args_free(&args);
    return status;
}
