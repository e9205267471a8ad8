/* cli_sweep.c - the command `ccsim sweep`. Invariant: nothing is simulated before every end of every factor is known to make sense and the result can be
 * written; what is finished when the program ends, however it ends, need not be simulated again. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli_command.h"
#include "cli_job.h"
#include "cli_output.h"
#include "cli_say.h"
#include "cli_stop.h"
#include "cli_study.h"
#include "result_guard.h"
#include "result_write.h"
#include "sweep_data.h"
#include "sweep_effort.h"
#include "sweep_log.h"
#include "sweep_queue.h"

static const char PARTIAL[] = ".part"; /* behind the name of the result: what is finished so far */

typedef struct {
    const ccs_args_t *args;
    ccs_sweep_t sweep;
    ccs_shard_t shard;
    ccs_job_options_t options; /* of the command line */
    double time_limit_s;
    const char *output; /* NULL: none */
    ccs_sweep_store_t store;
    ccs_sweep_log_t *log;
    ccs_progress_t progress;
    ccs_dataset_t data;
} sweep_t;

static int no_memory(ccs_err_t *err)
{
    return ccs_err_set(err, CCS_ERR_NOMEM, NULL, NULL, "out of memory");
}

/* ---- what is asked for ------------------------------------------------------------------------------------------------------------------------ */

/* "3/7" */
static int read_shard(sweep_t *self, ccs_err_t *err)
{
    const char *const text = self->args->given[CCS_OPTION_SHARD];
    unsigned long number, of;
    char *rest;

    self->shard = (ccs_shard_t){1, 1};
    if (!text) return 0;
    number = strtoul(text, &rest, 10);
    of = *rest == '/' ? strtoul(rest + 1, &rest, 10) : 0;
    if (*rest == '\0' && text[0] >= '1' && text[0] <= '9' && number <= of && of <= CCS_DESIGN_MAX_POINTS) {
        self->shard = (ccs_shard_t){(uint32_t) number, (uint32_t) of};
        if (self->args->given[CCS_OPTION_OUTPUT]) return 0;
        return ccs_err_set(err, CCS_ERR_USAGE, NULL, "--shard", "goes with --output FILE: ccsim merge puts the parts together");
    }
    return ccs_err_set(err, CCS_ERR_USAGE, NULL, "--shard", "must be such as 3/7, the third of seven, found \"%s\"", text);
}

static int add_factors(sweep_t *self, ccs_err_t *err)
{
    ccs_sweep_t *const s = &self->sweep;
    int ret = 0;

    if (self->args->n_varies > CCS_DESIGN_MAX_FACTORS)
        return ccs_err_set(err, CCS_ERR_USAGE, NULL, "--vary", "at most %d factors can be varied", CCS_DESIGN_MAX_FACTORS);
    s->factors = ccs_arena_array(&s->arena, self->args->n_varies, sizeof *s->factors);
    CCS_REQUIRE(s->factors, no_memory(err));
    for (; s->n_factors < self->args->n_varies; s->n_factors++)
        CCS_TRY(ccs_vary_read(self->args->varies[s->n_factors], &s->arena, &s->factors[s->n_factors], err));
out:
    return ret;
}

/* "service_level,asa_s@group/desk" */
static int add_responses(sweep_t *self, ccs_err_t *err)
{
    ccs_sweep_t *const s = &self->sweep;
    const char *text = self->args->given[CCS_OPTION_METRIC];
    const char **const wanted = ccs_arena_array(&s->arena, text ? strlen(text) + 1 : 1, sizeof *wanted);

    if (!wanted) return no_memory(err);
    if (!text) return 0;
    s->wanted = wanted;
    s->wanted_where = NULL;
    for (s->n_wanted = 0; *text;) {
        const size_t n = strcspn(text, ",");

        wanted[s->n_wanted] = ccs_arena_printf(&s->arena, "%.*s", (int) n, text);
        if (!wanted[s->n_wanted++]) return no_memory(err);
        text += n + (text[n] == ',');
    }
    return 0;
}

static int take_design(sweep_t *self)
{
    const char *const word = self->args->given[CCS_OPTION_DESIGN];
    ccs_design_options_t *const o = &self->sweep.options;
    uint64_t points = o->points, fraction = o->fraction;
    int ret = 0;

    if (word) o->kind = ccs_design_find(word);
    if (word && (o->kind >= CCS_DESIGN_LIST))
        CCS_TRY(ccs_args_refuse(self->args, CCS_OPTION_DESIGN,
            "must be grid, one_at_a_time, factorial, lhs, sobol, morris or sensitivity (lists and tables of points stand in a study), found \"%s\"",
            word));
    if (word) self->sweep.design = (ccs_design_t){0};
    CCS_TRY(ccs_args_whole(self->args, CCS_OPTION_POINTS, 1, CCS_DESIGN_MAX_POINTS, &points));
    CCS_TRY(ccs_args_whole(self->args, CCS_OPTION_FRACTION, 1, CCS_DESIGN_MAX_FACTORS, &fraction));
    o->points = (uint32_t) points;
    o->fraction = (uint32_t) fraction;
out:
    return ret;
}

/* The command line over what the study says. */
static int take_options(sweep_t *self, ccs_err_t *err)
{
    const ccs_args_t *const args = self->args;
    ccs_sweep_t *const s = &self->sweep;
    int ret;

    CCS_TRY(add_responses(self, err));
    CCS_TRY(take_design(self));
    if (args->n_sets > 0) {
        const char **const sets = ccs_arena_array(&s->arena, s->n_sets + args->n_sets, sizeof *sets);

        CCS_REQUIRE(sets, no_memory(err));
        for (size_t i = 0; i < s->n_sets; i++) sets[i] = s->sets[i];
        for (size_t i = 0; i < args->n_sets; i++) sets[s->n_sets++] = args->sets[i];
        s->sets = sets;
    }
    if (ccs_args_has(args, CCS_OPTION_REPLICATIONS)) s->replications = self->options.replications;
    if (ccs_args_has(args, CCS_OPTION_MAX_REPLICATIONS)) s->max_replications = self->options.max_replications;
    if (ccs_args_has(args, CCS_OPTION_PRECISION)) s->precision = self->options.precision;
    if (ccs_args_has(args, CCS_OPTION_SEED)) s->seed = self->options.seed, s->has_seed = true;
    if (ccs_args_has(args, CCS_OPTION_INDEPENDENT)) s->independent = true;
out:
    return ret;
}

static int read_study(sweep_t *self, ccs_err_list_t *errors, ccs_err_t *err)
{
    const char *const path = self->args->operands[0];

    self->sweep.base = path;
    if (self->args->n_varies > 0) return add_factors(self, err);
    return ccs_sweep_read(path, &self->sweep, errors);
}

/* Up to the first replication. What is wrong is in @p err, or told. */
static int prepare(sweep_t *self, ccs_err_t *err)
{
    ccs_err_list_t errors = {0};
    int ret;

    self->options = (ccs_job_options_t){.replications = 1, .threads = ccs_threads_all(), .precision = ""};
    CCS_TRY(ccs_cli_job_options(self->args, &self->options, &self->time_limit_s));
    ccs_cli_job_prepare(self->time_limit_s);
    CCS_TRY(read_shard(self, err));
    CCS_TRY(read_study(self, &errors, err));
    CCS_TRY(take_options(self, err));
    CCS_TRY(ccs_sweep_prepare(&self->sweep, &errors));
out:
    ccs_say_all(&errors, self->args);
    ccs_err_list_free(&errors);
    return ret;
}

/* ---- the result that is there ------------------------------------------------------------------------------------------------------------------ */

/* Whether the study is in the file already: the command was given before, and finished. Anything else is left to the check of outputs. */
static bool is_done(sweep_t *self)
{
    ccs_err_t err;

    if (!self->output || ccs_args_has(self->args, CCS_OPTION_FORCE) || access(self->output, R_OK) != 0) return false;
    if (ccs_result_read_guarded(self->output, &self->data, &err) != 0) return false;
    const ccs_shard_t shard = ccs_sweep_data_shard(&self->data);

    return ccs_sweep_data_digest(&self->data) == self->sweep.digest && shard.number == self->shard.number &&
        shard.of == self->shard.of;
}

static int open_log(sweep_t *self, ccs_err_t *err)
{
    const char *const path = ccs_arena_printf(&self->sweep.arena, "%s%s", self->output, PARTIAL);

    if (!path) return no_memory(err);
    return ccs_sweep_log_open(path, ccs_args_has(self->args, CCS_OPTION_FORCE), &self->store, &self->log, err);
}

/* The program may have been killed after the study was written and before what was kept on the way was taken away. */
static void tidy_up(sweep_t *self)
{
    const char *const path = ccs_arena_printf(&self->sweep.arena, "%s%s", self->output, PARTIAL);
    ccs_err_t lost;

    if (!path || access(path, F_OK) != 0) return;
    if (ccs_sweep_log_open(path, false, &self->store, &self->log, &lost) == 0)
        ccs_sweep_log_close(self->log, true); /* one of another study stays */
    self->log = NULL;
}

/* ---- simulation ---------------------------------------------------------------------------------------------------------------------------------- */

static int stopped(const sweep_t *self)
{
    ccs_stop_told("");
    fprintf(stderr, "stopped by %s after %u of %u points; ", ccs_stop_text(), ccs_sweep_store_whole_points(&self->store),
        self->store.n_points);
    ccs_stop_end_line(self->log ? "the same command goes on from there" : "nothing was kept (no --output)");
    return ccs_stop_code();
}

static int simulate(sweep_t *self, ccs_err_t *err)
{
    const ccs_sweep_how_t how = {.threads = self->options.threads,
        .stop = ccs_stop_flag(),
        .progress = ccs_progress_tell,
        .listener = &self->progress,
        .log = self->log};
    const uint64_t n_there = self->store.n_done;

    if (n_there > 0 && !ccs_args_has(self->args, CCS_OPTION_QUIET))
        fprintf(stderr, "going on: %u of %u points are there\n", ccs_sweep_store_whole_points(&self->store),
            self->store.n_points);
    self->progress = ccs_cli_job_start(self->args, 0);
    const int ret = ccs_sweep_run(&self->store, &how, err);

    ccs_progress_end(&self->progress);
    return ret == CCS_ERR_STOPPED ? stopped(self) : ret;
}

static int keep(sweep_t *self, ccs_err_t *err)
{
    int ret;

    ccs_cli_job_simulated(self->args);
    ccs_dataset_free(&self->data);
    CCS_TRY(ccs_sweep_data(&self->store, &self->data, err));
    if (!self->output) goto out;
    CCS_TRY(ccs_result_write(&self->data, self->output, ccs_args_has(self->args, CCS_OPTION_FORCE), err));
    ccs_cli_job_written();
    ccs_sweep_log_close(self->log, true);
    self->log = NULL;
out:
    return ret;
}

static int print(const sweep_t *self, ccs_err_t *err)
{
    const int ret = ccs_cli_show_study(self->args, &self->data, err);

    if (ret == 0 && self->output && !ccs_args_has(self->args, CCS_OPTION_JSON)) printf("\nresult: %s\n", self->output);
    return ret;
}

static int tell_effort(sweep_t *self, ccs_err_t *err)
{
    ccs_sweep_effort_t effort;
    int ret;

    ccs_stop_kindly("; nothing was kept");
    ret = ccs_sweep_effort(&self->sweep, self->shard, self->options.threads, ccs_stop_flag(), &effort, err);
    if (ret == CCS_ERR_STOPPED) return stopped(self);
    if (ret == 0) ccs_sweep_effort_print(&effort, &self->sweep, self->options.threads, stdout);
    return ret;
}

/* A study that is simulated elsewhere: what to do there goes to standard output. */
static int share_out(const sweep_t *self, enum ccs_option option, ccs_err_t *err)
{
    uint64_t shards = 0;
    int ret;

    CCS_TRY(ccs_args_whole(self->args, option, 1, self->store.n_points, &shards));
    if (!self->output)
        CCS_TRY(
            ccs_err_set(err, CCS_ERR_USAGE, NULL, "--output", "says where the study shall be, beside its parts: -o study.h5"));
    if (self->shard.of > 1) CCS_TRY(ccs_err_set(err, CCS_ERR_USAGE, NULL, "--shard", "a shard is not shared out again"));
    if (option == CCS_OPTION_SLURM) ccs_sweep_slurm(self->args, (uint32_t) shards, stdout);
    else ccs_sweep_commands(self->args, (uint32_t) shards, stdout);
out:
    return ret;
}

static int carry_out(sweep_t *self, ccs_err_t *err)
{
    int ret;

    self->output = self->args->given[CCS_OPTION_OUTPUT];
    CCS_TRY(prepare(self, err));
    CCS_REQUIRE(ccs_sweep_store_init(&self->store, &self->sweep, self->shard) == 0, no_memory(err));
    if (self->shard.of > self->sweep.design.n_points)
        CCS_TRY(ccs_err_set(err, CCS_ERR_USAGE, NULL, "--shard", "there are %u points only, for as many shards at most",
            self->sweep.design.n_points));
    if (ccs_args_has(self->args, CCS_OPTION_SLURM)) return share_out(self, CCS_OPTION_SLURM, err);
    if (ccs_args_has(self->args, CCS_OPTION_COMMANDS)) return share_out(self, CCS_OPTION_COMMANDS, err);
    if (ccs_args_has(self->args, CCS_OPTION_DRY_RUN)) return tell_effort(self, err);
    if (is_done(self)) {
        tidy_up(self);
        return print(self, err);
    }
    if (self->output) CCS_TRY(ccs_cli_output_check(self->args, self->output, CCS_FILE_RESULT, err));
    if (self->output) CCS_TRY(open_log(self, err));
    CCS_TRY(simulate(self, err));
    CCS_TRY(keep(self, err));
    CCS_TRY(print(self, err));
out:
    return ret;
}

int ccs_cli_sweep(int argc, char **argv)
{
    ccs_args_t args;
    ccs_err_t err = {0};
    int status;

    if (!ccs_args_read(&args, CCS_COMMAND_sweep, argc, argv, &status)) return status;
    sweep_t *const self = calloc(1, sizeof *self);
    int ret = self ? 0 : no_memory(&err);

    if (self) {
        self->args = &args;
        ret = carry_out(self, &err);
        ccs_sweep_log_close(self->log, false);
        ccs_dataset_free(&self->data);
        ccs_sweep_store_free(&self->store);
        ccs_sweep_free(&self->sweep);
    }
    if (ret == CCS_ERR_USAGE && err.code) (void) ccs_say_refused(&args, &err);
    else if (ret && err.code) ccs_say(&err);
    free(self);
    ccs_args_free(&args);
    return ccs_err_status(ret);
}
