/* cli_staff.c - the command `ccsim staff`. Invariant: nothing is simulated before every file that shall be written is known to be allowed, and what
 * was found before the program is stopped is told. */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli_changes.h"
#include "cli_command.h"
#include "cli_job.h"
#include "cli_output.h"
#include "cli_say.h"
#include "cli_stop.h"
#include "cli_terminal.h"
#include "file_write.h"
#include "result_write.h"
#include "staff_overlay.h"
#include "staff_result.h"
#include "staff_table.h"
#include "staff_wish.h"
#include "text.h"
#include "work_move.h"

static const double DRAW_EVERY_S = 0.2;

typedef struct {
    const ccs_args_t *args;
    ccs_what_if_t changes; /* --set and --what-if */
    ccs_scenario_t scenario;
    ccs_staff_wish_t wish;
    ccs_staff_answer_t answer;
    uint32_t n_answers, present; /* that are looked for, one after the other, and the one at hand */
    ccs_work_move_wish_t move_wish;
    ccs_work_move_t move;      /* what_if NULL: no work moves */
    ccs_job_options_t options; /* seed, replications, threads */
    const char *settings;      /* the changes in the words in which they were written */
    double time_limit_s;       /* 0 = none */
    double start_s, next_s;    /* of a monotonic clock: of the command, and when the line of progress may be drawn again */
    bool draws, drawn;
    enum ccs_file_kind output; /* what --output names */
    ccs_csv_form_t form;       /* of --csv */
    ccs_arena_t arena;
} staff_t;

/* ---- while it searches ---------------------------------------------------------------------------------------------------------------- */

static double time_frac(void *listener)
{
    const staff_t *const self = listener;

    if (!(self->time_limit_s > 0)) return 0;
    return self->n_answers * (ccs_progress_now_s() - self->start_s) / self->time_limit_s - self->present;
}

static void draw(void *listener, const ccs_staff_search_t *search)
{
    staff_t *const self = listener;
    const double now = ccs_progress_now_s();

    if (!self->draws || now < self->next_s) return;
    self->next_s = now + DRAW_EVERY_S;
    fprintf(stderr, "\r\033[K%.0f s, %u staffings, %llu replications simulated", now - self->start_s, search->n_simulated,
        (unsigned long long) search->engine.n_replications);
    if (isfinite(search->best_cost)) fprintf(stderr, "; best so far %.1f weighted agent-hours", search->best_cost);
    (void) fflush(stderr);
    self->drawn = true;
}

static void end_line(staff_t *self)
{
    if (self->drawn) fputs("\r\033[K", stderr);
    self->drawn = false;
}

/* ---- before --------------------------------------------------------------------------------------------------------------------- */

/* A result or an overlay: the ending says which. */
static int check_output(staff_t *self, const char *output, ccs_err_t *err)
{
    int ret;

    self->output = ccs_file_kind_of_name(output);
    if (self->output != CCS_FILE_SCENARIO && self->output != CCS_FILE_RESULT)
        return ccs_err_set(err, CCS_ERR_USAGE, NULL, "--output",
            "%s: its ending must say what to write: .cfg a scenario with the required staff, .h5 (.hdf5, .nc) the result with the required "
            "agents beside; a table is written by --csv FILE",
            output);
    if (self->output == CCS_FILE_SCENARIO && !strcmp(self->args->operands[0], "-"))
        return ccs_err_set(err, CCS_ERR_USAGE, NULL, "--output",
            "%s would extend a scenario that has no name, from standard input: name its file", output);
    CCS_TRY(ccs_cli_output_check(self->args, output, self->output, err));
    if (self->output == CCS_FILE_SCENARIO) CCS_TRY(ccs_staff_overlay_check(&self->scenario.plan, err));
out:
    return ret;
}

static int check_files(staff_t *self, ccs_err_t *err)
{
    const char *const output = self->args->given[CCS_OPTION_OUTPUT], *const csv = self->args->given[CCS_OPTION_CSV];
    int ret = 0;

    if (output) CCS_TRY(check_output(self, output, err));
    if (csv) CCS_TRY(ccs_cli_output_check(self->args, csv, CCS_FILE_TABLE, err));
    if (self->args->given[CCS_OPTION_LOCALE] && !csv)
        CCS_TRY(ccs_err_set(err, CCS_ERR_USAGE, NULL, "--locale", "goes with --csv FILE"));
    CCS_TRY(ccs_cli_output_form(self->args, &self->form, err));
out:
    return ret;
}

static ccs_staff_options_t staff_options(staff_t *self)
{
    return (ccs_staff_options_t){.seed = self->options.seed,
        .replications = self->options.replications,
        .threads = self->options.threads,
        .steady = ccs_args_has(self->args, CCS_OPTION_STEADY),
        .in_order = ccs_args_has(self->args, CCS_OPTION_IN_ORDER),
        .stop = ccs_stop_flag(),
        .time_frac = time_frac,
        .tell = draw,
        .listener = self};
}

/* What is asked needs no simulation to be refused. */
static int ask(staff_t *self, const ccs_staff_texts_t *texts, ccs_err_t *err)
{
    const ccs_staff_options_t options = staff_options(self);
    int ret;

    if (options.steady && (texts->share || texts->by))
        return ccs_args_refuse(self->args, CCS_OPTION_STEADY, "judges each interval on average: leave out --by and --share");
    if (texts->hours && (options.steady || options.in_order))
        return ccs_args_refuse(self->args, CCS_OPTION_HOURS, "is a search by simulation: leave out %s",
            options.steady ? "--steady" : "--in-order");
    if (options.in_order && (options.steady || self->wish.by != CCS_STAFF_BY_INTERVAL))
        return ccs_args_refuse(self->args, CCS_OPTION_IN_ORDER,
            "settles intervals by their own targets, with the queue that those before leave: leave out %s",
            options.steady ? "--steady, which knows no queue from before" : "--by, or write --by interval");
    if (texts->hours && self->n_answers > 1)
        return ccs_args_refuse(self->args, CCS_OPTION_MOVE_WORK, "asks how many hours would be needed: leave out --hours");
    if (self->n_answers > 1) CCS_TRY(ccs_work_move_check(&self->move_wish, &self->scenario.plan, err));
    CCS_TRY(ccs_staff_wish_read_groups(&self->wish, texts, &self->scenario.plan, &self->arena, err));
    CCS_TRY(check_files(self, err));
    CCS_TRY(ccs_staff_answer_init(&self->answer, &self->scenario.plan, &self->wish, &options, err));
out:
    if (ret == CCS_ERR_USAGE) (void) ccs_say_refused(self->args, err);
    else if (ret) ccs_say(err);
    return ret;
}

static int prepare(staff_t *self)
{
    const char *const *const given = self->args->given;
    const ccs_staff_texts_t texts = {given[CCS_OPTION_BY], given[CCS_OPTION_SHARE], given[CCS_OPTION_STEP],
        given[CCS_OPTION_HOURS], given[CCS_OPTION_COST], given[CCS_OPTION_LEAST], given[CCS_OPTION_MOST]};
    ccs_job_options_t first = {.replications = 1, .threads = 1, .precision = ""};
    ccs_err_t err = {0};
    int ret;

    CCS_TRY(ccs_cli_job_options(self->args, &first, &self->time_limit_s)); /* wrong usage is told before the scenario is read */
    ret = ccs_staff_wish_read(&self->wish, &texts, &err);
    self->n_answers = given[CCS_OPTION_MOVE_WORK] ? 2 : 1;
    if (ret == 0 && self->n_answers > 1) ret = ccs_work_move_read(given[CCS_OPTION_MOVE_WORK], &self->move_wish, &err);
    if (ret == 0)
        ret = ccs_what_if_join(self->args->sets, self->args->n_sets, self->args->what_ifs, self->args->n_what_ifs, &self->arena,
            &self->changes, &err);
    if (ret) (void) ccs_say_refused(self->args, &err);
    CCS_TRY(ret);
    ccs_cli_job_prepare(self->time_limit_s);
    CCS_TRY(ccs_cli_load(self->args, &self->changes, &self->scenario));
    self->options = ccs_job_options(&self->scenario);
    CCS_TRY(ccs_cli_job_options(self->args, &self->options, &self->time_limit_s));
    self->settings = ccs_text_lines(self->changes.said, self->changes.n_sets, &self->arena);
    if (!self->settings) {
        ret = ccs_err_set(&err, CCS_ERR_NOMEM, NULL, NULL, "out of memory");
        ccs_say(&err);
        goto out;
    }
    CCS_TRY(ask(self, &texts, &err));
out:
    return ret;
}

/* ---- after ---------------------------------------------------------------------------------------------------------------------- */

/* The scenario as it is scheduled, simulated, with the answer beside. */
static int write_result(staff_t *self, ccs_err_t *err)
{
    ccs_job_options_t options = self->options;
    ccs_job_t job = {0};
    int ret;

    options.settings = self->settings;
    options.stop = ccs_stop_flag();
    CCS_TRY(ccs_job_init(&job, &self->scenario, &options, err));
    CCS_TRY(ccs_job_run(&job, err));
    CCS_TRY(ccs_job_finish(&job, true, err));
    ccs_staff_add_to_result(&self->answer, &job.data);
    CCS_REQUIRE(!job.data.out_of_memory, ccs_err_set(err, CCS_ERR_NOMEM, NULL, NULL, "out of memory for the result"));
    CCS_TRY(ccs_result_write(&job.data, self->args->given[CCS_OPTION_OUTPUT], ccs_args_has(self->args, CCS_OPTION_FORCE), err));
out:
    ccs_job_free(&job);
    return ret;
}

/* @param text  NULL: there was no memory for it */
static int write_text(const staff_t *self, enum ccs_option option, const char *text, ccs_err_t *err)
{
    if (!text) return ccs_err_set(err, CCS_ERR_NOMEM, NULL, NULL, "out of memory");
    return ccs_file_write(self->args->given[option], ccs_args_has(self->args, CCS_OPTION_FORCE), text, strlen(text), err);
}

static int write_output(staff_t *self, ccs_err_t *err)
{
    ccs_staff_overlay_t about = {.path = self->args->given[CCS_OPTION_OUTPUT],
        .base = self->args->operands[0],
        .settings = self->settings};
    int ret;

    if (self->output == CCS_FILE_RESULT) return write_result(self, err);
    CCS_TRY(ccs_cli_difference(self->args, &self->changes, &self->scenario, &about.difference, err));
    CCS_TRY(write_text(self, CCS_OPTION_OUTPUT, ccs_staff_overlay(&self->answer, &about, &self->arena), err));
out:
    return ret;
}

static int print(const staff_t *self, ccs_err_t *err)
{
    ccs_terminal_page_t page;
    int ret;

    if (ccs_args_has(self->args, CCS_OPTION_JSON)) {
        ccs_staff_json(&self->answer, self->move.what_if ? &self->move : NULL, stdout);
        return 0;
    }
    FILE *const to = ccs_terminal_begin(&page, stdout);

    ret =
        ccs_staff_print(&self->answer, (ccs_table_form_t){.colors = ccs_say_colors(self->args, stdout), .width = page.width}, to);
    if (ret == 0 && self->move.what_if) ccs_work_move_print(&self->move, to);
    if (ccs_terminal_end(&page) != 0) ret = CCS_ERR_NOMEM;
    return ret ? ccs_err_set(err, CCS_ERR_NOMEM, NULL, NULL, "out of memory for the tables") : 0;
}

/* What was written, and what it cannot hold. */
static void print_output(const staff_t *self, const char *output)
{
    const bool scenario = self->output == CCS_FILE_SCENARIO;

    printf("\n%s: %s\n", scenario ? "scenario" : "result", output);
    if (scenario && ccs_staff_overlay_drops_persons(&self->answer.asked))
        puts(
            "It has numbers in the place of persons: their lateness and the end of their shifts are left out (adherence, end_of_shift).");
}

/* What was found is written and printed, be it all or the best so far. */
static int finish(staff_t *self)
{
    const char *const output = self->args->given[CCS_OPTION_OUTPUT], *const csv = self->args->given[CCS_OPTION_CSV];
    const bool json = ccs_args_has(self->args, CCS_OPTION_JSON);
    ccs_err_t err = {0};
    int ret = 0;

    if (csv) CCS_TRY(write_text(self, CCS_OPTION_CSV, ccs_staff_csv(&self->answer, &self->form, &self->arena), &err));
    if (output) CCS_TRY(write_output(self, &err));
    CCS_TRY(print(self, &err));
    if (output && !json) print_output(self, output);
    if (csv && !json) printf("table: %s\n", csv);
out:
    if (ret) ccs_say(&err);
    return ret;
}

/* The scenario with the work moved, staffed as it was: by the same options, with the same seed. Of an answer that stopped nothing is told. */
static int find_moved(staff_t *self, ccs_err_t *err)
{
    const ccs_args_t *const args = self->args;
    const ccs_staff_options_t options = staff_options(self);
    const char **const words = ccs_arena_array(&self->arena, args->n_what_ifs + 1, sizeof *words);
    ccs_work_move_t move = {0};
    ccs_scenario_t scenario = {0};
    ccs_staff_answer_t answer = {0};
    ccs_err_list_t errors = {0};
    ccs_what_if_t changes;
    int ret;

    CCS_REQUIRE(words, ccs_err_set(err, CCS_ERR_NOMEM, NULL, NULL, "out of memory"));
    self->present = 1;
    CCS_TRY(ccs_work_move_choose(&move, &self->move_wish, &self->answer, &self->arena, err));
    for (size_t i = 0; i < args->n_what_ifs; i++) words[i] = args->what_ifs[i];
    words[args->n_what_ifs] = move.what_if;
    CCS_TRY(ccs_what_if_join(args->sets, args->n_sets, words, args->n_what_ifs + 1, &self->arena, &changes, err));
    ret = ccs_scenario_load(args->operands[0], changes.sets, changes.n_sets, &scenario,
        &errors); /* its warnings were told before */
    if (ret)
        (void) ccs_err_set(err, (enum ccs_code) ret, args->operands[0], "--move-work", "cannot be read with --what-if \"%s\"",
            move.what_if);
    CCS_TRY(ret);
    CCS_TRY(ccs_staff_answer_init(&answer, &scenario.plan, &self->wish, &options, err));
    ret = ccs_staff_answer_find(&answer, err);
    if (ret == CCS_ERR_SCENARIO) ret = 0;
    CCS_TRY(ret);
    ccs_work_move_judge(&move, &answer);
    self->move = move;
out:
    ccs_staff_answer_free(&answer);
    ccs_scenario_free(&scenario);
    ccs_err_list_free(&errors);
    return ret;
}

/* The program was asked to end: the best so far is told all the same. */
static int end_early(staff_t *self)
{
    ccs_stop_told("; the rest was not written");
    fprintf(stderr, "stopped by %s; %s\n", ccs_stop_text(),
        self->present > 0 ? "what moving work would gain was not found; this is the staff without it"
            : !self->answer.found
            ? "no staff that meets the targets was found yet, nothing was written; with --steady each interval is taken by itself, which takes seconds"
            : "this is the best staff so far, not checked");
    if (self->answer.found && !(self->args->given[CCS_OPTION_OUTPUT] && self->output == CCS_FILE_RESULT)) (void) finish(self);
    return ccs_stop_code();
}

static int carry_out(staff_t *self)
{
    ccs_err_t err = {0};
    int ret = prepare(self);

    if (ret) return ret;
    ccs_stop_kindly("; nothing was kept");
    self->draws = !ccs_args_has(self->args, CCS_OPTION_QUIET) && isatty(STDERR_FILENO);
    ret = ccs_staff_answer_find(&self->answer, &err);
    end_line(self);
    if (ret == CCS_ERR_STOPPED) return end_early(self);
    if (ret == 0 && !self->answer.found)
        ret = ccs_err_set(&err, CCS_ERR_STOPPED, NULL, NULL, "no staff that meets the targets was found in the time limit");
    if (ret == 0 && self->n_answers > 1) {
        ret = find_moved(self, &err);
        end_line(self);
        if (ret == CCS_ERR_STOPPED) return end_early(self);
    }
    if (ret == 0) return finish(self);
    if (ret == CCS_ERR_USAGE) (void) ccs_say_refused(self->args, &err);
    else ccs_say(&err);
    return ret;
}

int ccs_cli_staff(int argc, char **argv)
{
    ccs_args_t args;
    int status;

    if (!ccs_args_read(&args, CCS_COMMAND_staff, argc, argv, &status)) return status;
    staff_t staff = {.args = &args, .start_s = ccs_progress_now_s()};
    const int ret = carry_out(&staff);

    status = ccs_err_status(ret);
    if (ret == 0 && ccs_args_has(&args, CCS_OPTION_STRICT) && ccs_staff_answer_misses(&staff.answer)) status = 1;
    ccs_staff_answer_free(&staff.answer);
    ccs_scenario_free(&staff.scenario);
    ccs_arena_free(&staff.arena);
    ccs_args_free(&args);
    return status;
}
