/* cli_compare.c - the commands `ccsim compare` and `ccsim tradeoff`: scenarios and what-ifs simulated with the same customers, or result files. Invariant: nothing
 * is simulated before everything that was asked for is known to make sense and the result can be written. */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "cli_command.h"
#include "cli_job.h"
#include "cli_output.h"
#include "cli_say.h"
#include "cli_stop.h"
#include "cli_terminal.h"
#include "cli_tradeoff.h"
#include "compare_print.h"
#include "comparison.h"
#include "json.h"
#include "result_guard.h"
#include "result_read.h"
#include "result_write.h"
#include "uncertainty.h"
#include "warnings.h"
#include "what_if.h"

/* A comparison from its command line to its tables. */
typedef struct {
    const ccs_args_t *args;
    ccs_wanted_t wanted;
    ccs_variant_t variants[CCS_COMPARISON_MAX];
    uint32_t n_variants;
    ccs_comparison_t comparison;  /* of scenarios */
    ccs_uncertainty_t *uncertain; /* with --input-uncertainty: of each variant */
    ccs_dataset_t *files;         /* or of result files, one an operand */
    ccs_variants_t results;
    ccs_progress_t progress;
    double time_limit_s;
    ccs_arena_t arena;
} compare_t;

static int no_memory(ccs_err_t *err)
{
    return ccs_err_set(err, CCS_ERR_NOMEM, NULL, NULL, "out of memory");
}

/* ---- variants --------------------------------------------------------------------------------------------------------------------- */

static int add_variant(compare_t *self, const char *path, const ccs_what_if_t *what_if, ccs_err_t *err)
{
    const size_t n_common = self->args->n_sets, n = n_common + (what_if ? what_if->n_sets : 0);
    const char **const sets = ccs_arena_array(&self->arena, n, sizeof *sets),
                       **const said = ccs_arena_array(&self->arena, n, sizeof *said);

    if (!sets || !said) return no_memory(err);
    if (self->n_variants == CCS_COMPARISON_MAX)
        return ccs_err_set(err, CCS_ERR_USAGE, NULL, NULL, "at most %d variants can be compared", CCS_COMPARISON_MAX);
    for (size_t i = 0; i < n; i++) {
        sets[i] = i < n_common ? self->args->sets[i] : what_if->sets[i - n_common];
        said[i] = i < n_common ? self->args->sets[i] : what_if->said[i - n_common];
    }
    self->variants[self->n_variants++] =
        (ccs_variant_t){path, what_if ? what_if->name : NULL, sets, n, what_if ? said : NULL, n_common, NULL};
    return 0;
}

static bool can_be_read_twice(const char *path)
{
    struct stat about;

    return strcmp(path, "-") != 0 && (stat(path, &about) != 0 || S_ISREG(about.st_mode) || S_ISDIR(about.st_mode));
}

static int collect_variants(compare_t *self, ccs_err_t *err)
{
    const ccs_args_t *const args = self->args;
    const bool twice = args->n_operands + args->n_what_ifs > 1;
    ccs_what_if_t what_if;
    int ret = 0;

    if (!twice)
        return ccs_err_set(err, CCS_ERR_USAGE, NULL, NULL, "a second scenario, or --what-if \"NAME: PATH=VALUE\", must follow");
    for (size_t i = 0; i < args->n_operands; i++) {
        if (!can_be_read_twice(args->operands[i]))
            CCS_TRY(ccs_err_set(err, CCS_ERR_USAGE, NULL, NULL,
                "a comparison needs files; standard input and pipes can be read once only"));
        CCS_TRY(add_variant(self, args->operands[i], NULL, err));
    }
    for (size_t i = 0; i < args->n_what_ifs; i++) {
        CCS_TRY(ccs_what_if_read(args->what_ifs[i], &self->arena, &what_if, err));
        CCS_TRY(add_variant(self, args->operands[0], &what_if, err));
    }
out:
    return ret;
}

/* ---- scenarios --------------------------------------------------------------------------------------------------------------------- */

static int load(compare_t *self)
{
    ccs_err_list_t errors = {0};
    const int ret = ccs_comparison_load(&self->comparison, self->variants, self->n_variants, &errors);

    ccs_say_all(&errors, self->args);
    ccs_err_list_free(&errors);
    return ret;
}

/* The figures of every variant, and all but the first have differences. */
static int hold_together(compare_t *self, ccs_err_t *err)
{
    ccs_comparison_t *const c = &self->comparison;

    for (uint32_t i = 0; i < c->n; i++)
        if (ccs_job_hold_together(&c->jobs[i], c->jobs, &self->wanted, c->n) != 0) return no_memory(err);
    return 0;
}

static int draw(compare_t *self, ccs_err_t *err)
{
    if (!ccs_args_has(self->args, CCS_OPTION_INPUT_UNCERTAINTY)) return 0;
    return ccs_uncertainty_of_variants(&self->comparison, self->variants, &self->arena, &self->uncertain, err);
}

/* Everything up to the simulation that an error can be set for. */
static int prepare(compare_t *self, ccs_err_t *err)
{
    const char *const output = self->args->given[CCS_OPTION_OUTPUT];
    ccs_job_options_t options = ccs_job_options(&self->comparison.scenarios[0]);
    int ret;

    CCS_TRY(ccs_comparison_check_names(&self->comparison,
        "give them different file names, or names with --what-if \"NAME: PATH=VALUE\"", err));
    for (uint32_t i = 0; i < self->n_variants; i++)
        CCS_TRY(ccs_cli_output_spare_all(self->args, &self->comparison.scenarios[i], err));
    CCS_TRY(ccs_cli_job_options(self->args, &options, &self->time_limit_s)); /* was found good before */
    options.tables_only = !output;
    options.run_only = !output && ccs_wanted_axis(&self->wanted) == CCS_AXIS_RUN;
    options.stop = ccs_stop_flag();
    options.progress = ccs_progress_tell;
    options.listener = &self->progress;
    CCS_TRY(ccs_comparison_prepare(&self->comparison, self->variants, &options, ccs_args_has(self->args, CCS_OPTION_SEED), err));
    CCS_TRY(ccs_job_check_wanted(&self->comparison.jobs[0], &self->wanted, err));
    CCS_TRY(ccs_cli_tradeoff_names(self->args, &self->comparison.jobs[0].names, err));
    if (ccs_args_has(self->args, CCS_OPTION_SIMULTANEOUS)) CCS_TRY(hold_together(self, err));
    if (output) CCS_TRY(ccs_cli_output_check(self->args, output, CCS_FILE_RESULT, err));
    CCS_TRY(draw(self, err));
    CCS_TRY(ccs_cli_job_doubt(self->args, self->comparison.jobs, self->comparison.n, err));
out:
    return ret;
}

static int keep_partial(compare_t *self)
{
    const uint32_t done = ccs_comparison_done(&self->comparison);
    ccs_err_t err = {0};

    if (!ccs_cli_job_stopped(self->args, done, self->comparison.asked)) return ccs_stop_code();
    const int ret = ccs_comparison_finish(&self->comparison, false, &err);

    if (ret == 0) return ccs_cli_job_keep(self->args, &self->comparison.data, done);
    ccs_stop_end_line("");
    ccs_say(&err);
    return ret;
}

static void tell_found(const compare_t *self)
{
    const ccs_comparison_t *const c = &self->comparison;

    for (uint32_t i = 0; i < c->n; i++) ccs_say_found(&c->jobs[i].warnings, c->scenarios[i].name, self->args);
}

/* @return a code whose error is told, or set in @p err */
static int simulate(compare_t *self, ccs_err_t *err)
{
    const char *const output = self->args->given[CCS_OPTION_OUTPUT];
    ccs_job_options_t options = {.replications = 1, .threads = 1, .precision = ""};
    int ret;

    CCS_TRY(collect_variants(self, err));
    CCS_TRY(ccs_cli_job_options(self->args, &options, &self->time_limit_s)); /* wrong usage is told before a scenario is read */
    ccs_cli_job_prepare(self->time_limit_s);
    CCS_TRY(load(self));
    CCS_TRY(prepare(self, err));
    self->progress = ccs_cli_job_start(self->args, self->comparison.precision);
    ret = ccs_comparison_run(&self->comparison, err);
    ccs_progress_end(&self->progress);
    if (ret == CCS_ERR_STOPPED) CCS_TRY(keep_partial(self));
    CCS_TRY(ret);
    ccs_cli_job_simulated(self->args);
    CCS_TRY(ccs_comparison_finish(&self->comparison, true, err));
    tell_found(self);
    if (output) CCS_TRY(ccs_result_write(&self->comparison.data, output, ccs_args_has(self->args, CCS_OPTION_FORCE), err));
    if (output) ccs_cli_job_written();
    CCS_TRY(ccs_variants_open(&self->results, &self->comparison.data, err));
out:
    return ret;
}

/* ---- result files ------------------------------------------------------------------------------------------------------------------ */

static int refuse_for_files(const compare_t *self)
{
    static const enum ccs_option only_scenarios[] = {CCS_OPTION_SET, CCS_OPTION_WHAT_IF, CCS_OPTION_OUTPUT, CCS_OPTION_FORCE,
        CCS_OPTION_REPLICATIONS, CCS_OPTION_PRECISION, CCS_OPTION_MAX_REPLICATIONS, CCS_OPTION_SEED, CCS_OPTION_THREADS,
        CCS_OPTION_TIME_LIMIT, CCS_OPTION_KEEP, CCS_OPTION_SIMULTANEOUS, CCS_OPTION_INPUT_UNCERTAINTY};

    for (size_t i = 0; i < sizeof only_scenarios / sizeof *only_scenarios; i++)
        if (ccs_args_has(self->args, only_scenarios[i]))
            return ccs_args_refuse(self->args, only_scenarios[i], "goes with scenarios; these are result files");
    return 0;
}

/* Results of the same scenario are told apart by their files. */
static void name_views(compare_t *self)
{
    ccs_view_t *const views = self->results.views;

    for (uint32_t i = 1; i < self->results.n; i++)
        for (uint32_t k = 0; k < i; k++)
            for (size_t file = 0; !strcmp(views[i].name, views[k].name) && file < self->args->n_operands; file++)
                if (views[i].data == &self->files[file]) views[i].name = self->args->operands[file];
}

/* What is wrong with a file is told with its name. */
static int read_file(const char *path, ccs_dataset_t *to, ccs_err_t *err)
{
    ccs_view_t first = {0};
    int ret = ccs_result_read_guarded(path, to, err);

    if (ret == 0) ret = ccs_view_open(&first, to, 0, err);
    if (ret && err->where[0] == '\0') snprintf(err->where, sizeof err->where, "%s", path);
    ccs_view_free(&first);
    return ret;
}

/* What the runs told those who made them. */
static int tell_carried(const compare_t *self, ccs_err_t *err)
{
    ccs_warnings_t warnings = {0};

    for (uint32_t i = 0; i < self->results.n; i++) ccs_warnings_add(&warnings, &self->results.views[i]);
    for (uint32_t i = 0; i < warnings.n && !ccs_args_has(self->args, CCS_OPTION_QUIET); i++) {
        const char *const text = ccs_warnings_text(&warnings, i);

        if (!text) continue;
        ccs_say_word(false);
        fprintf(stderr, "%s\n", text);
    }
    const int ret = warnings.out_of_memory ? no_memory(err) : 0;

    ccs_warnings_free(&warnings);
    return ret;
}

static int read_files(compare_t *self, ccs_err_t *err)
{
    const size_t n = self->args->n_operands;
    int ret;

    CCS_TRY(refuse_for_files(self));
    self->files = ccs_arena_array(&self->arena, n, sizeof *self->files);
    CCS_REQUIRE(self->files, no_memory(err));
    for (size_t i = 0; i < n; i++) CCS_TRY(read_file(self->args->operands[i], &self->files[i], err));
    CCS_TRY(ccs_variants_open_all(&self->results, self->files, n, err));
    if (self->results.n < 2) CCS_TRY(ccs_err_set(err, CCS_ERR_USAGE, NULL, NULL, "a second result must follow"));
    name_views(self);
    CCS_TRY(tell_carried(self, err));
    CCS_TRY(ccs_wanted_check_view(&self->wanted, &self->results.views[0], err));
out:
    return ret;
}

/* ---- all of it --------------------------------------------------------------------------------------------------------------------- */

/* With one result file all must be; another one is told by the reader of results. */
static bool are_files(const ccs_args_t *args)
{
    for (size_t i = 0; i < args->n_operands; i++)
        if (ccs_result_looks_like(args->operands[i])) return true;
    return false;
}

static int print(compare_t *self, ccs_err_t *err)
{
    const char *const output = self->args->given[CCS_OPTION_OUTPUT];
    int ret;

    if (ccs_args_has(self->args, CCS_OPTION_JSON)) return ccs_json_variants(&self->results, &self->wanted, stdout, err);
    ccs_terminal_page_t page;
    FILE *const to = ccs_terminal_begin(&page, stdout);
    const ccs_compare_print_t how = {&self->wanted, ccs_say_colors(self->args, stdout), page.width, to};

    ret = ccs_compare_print(&self->results, &how, err);
    if (ccs_terminal_end(&page) != 0 && ret == 0)
        ret = ccs_err_set(err, CCS_ERR_NOMEM, NULL, NULL, "out of memory for the tables");
    if (ret) goto out;
    if (output) printf("\nresult: %s\n", output);
out:
    return ret;
}

static int compare(compare_t *self, uint32_t *n_worse)
{
    const char *const *const given = self->args->given;
    ccs_err_t err = {0};
    int ret;

    const bool weighs = self->args->command == CCS_COMMAND_tradeoff;

    self->wanted = (ccs_wanted_t){given[CCS_OPTION_BY],
        weighs ? ccs_cli_tradeoff_metrics(self->args, &self->arena) : given[CCS_OPTION_METRIC], given[CCS_OPTION_ENTITY]};
    if (weighs) CCS_TRY(ccs_cli_tradeoff_check(self->args, &err));
    if (ccs_wanted_axis(&self->wanted) > CCS_AXIS_INTERVAL)
        CCS_TRY(ccs_err_set(&err, CCS_ERR_USAGE, NULL, self->wanted.by ? "--by" : "--entity",
            "differences are known over the run and by interval; `ccsim show FILE --by %s` has the figures",
            ccs_axis_name(ccs_wanted_axis(&self->wanted))));
    CCS_TRY(are_files(self->args) ? read_files(self, &err) : simulate(self, &err));
    CCS_TRY(weighs ? ccs_cli_tradeoff_print(self->args, &self->results, &err) : print(self, &err));
    *n_worse = ccs_compare_worse(&self->results, &self->wanted);
out:
    if (ret == CCS_ERR_USAGE && err.code) (void) ccs_say_refused(self->args, &err);
    else if (ret && err.code) ccs_say(&err);
    return ret;
}

static void release(compare_t *self)
{
    ccs_variants_free(&self->results);
    for (uint32_t i = 0; self->uncertain && i < self->comparison.n; i++) ccs_uncertainty_free(&self->uncertain[i]);
    for (size_t i = 0; self->files && i < self->args->n_operands; i++) ccs_dataset_free(&self->files[i]);
    ccs_comparison_free(&self->comparison);
    ccs_arena_free(&self->arena);
}

static int carry_out(enum ccs_command command, int argc, char **argv)
{
    ccs_args_t args;
    uint32_t n_worse = 0;
    int status;

    if (!ccs_args_read(&args, command, argc, argv, &status)) return status;
    compare_t self = {.args = &args};
    const int ret = compare(&self, &n_worse);

    status = ccs_err_status(ret);
    const ccs_comparison_t *const c = &self.comparison;
    const bool falls_short = c->precision > 0 && !(c->reached <= c->precision);

    if (ret == 0 && (n_worse > 0 || falls_short) && ccs_args_has(&args, CCS_OPTION_STRICT)) status = 1;
    release(&self);
    ccs_args_free(&args);
    return status;
}

int ccs_cli_compare(int argc, char **argv)
{
    return carry_out(CCS_COMMAND_compare, argc, argv);
}

int ccs_cli_tradeoff(int argc, char **argv)
{
    return carry_out(CCS_COMMAND_tradeoff, argc, argv);
}
