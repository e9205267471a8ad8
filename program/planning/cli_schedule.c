/* cli_schedule.c - the command `ccsim schedule`. Invariant: nothing is searched before every file that shall be written is known to be allowed, and what was found before the
 * program is stopped is told. */
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
#include "result_guard.h"
#include "schedule_need.h"
#include "schedule_roster.h"
#include "schedule_table.h"
#include "staff_wish.h"
#include "units.h"

/* Of a time limit, from the start: the end of the search for staff, and of that for shifts; the rest is for the check. */
static const double STAFF_FRAC = 0.5, SHIFTS_FRAC = 0.75, DRAW_EVERY_S = 0.2, REST_S = 11 * 3600, WEEK_S = 7 * 86400;

typedef struct {
    const ccs_args_t *args;
    ccs_what_if_t changes; /* --set and --what-if */
    ccs_scenario_t scenario;
    ccs_staff_wish_t staff;
    ccs_schedule_wish_t wish;
    ccs_schedule_answer_t answer;
    ccs_job_options_t options; /* seed, replications, threads */
    double time_limit_s;       /* 0 = none */
    double start_s, next_s;    /* of a monotonic clock: of the command, and when the line of progress may be drawn again */
    bool draws, drawn;
    const char *roster, *overlay; /* files to be written; NULL: not */
    ccs_csv_form_t form;
    ccs_arena_t arena;
} schedule_t;

/* ---- while it searches ---------------------------------------------------------------------------------------------------------------- */

/* Of the time for staff, then of that for shifts. */
static double time_frac(void *listener)
{
    const schedule_t *const self = listener;
    const double frac = self->answer.found ? SHIFTS_FRAC : STAFF_FRAC;

    return self->time_limit_s > 0 ? fmin(1, (ccs_progress_now_s() - self->start_s) / (frac * self->time_limit_s)) : 0;
}

static void draw_line(schedule_t *self, const char *what)
{
    const double now = ccs_progress_now_s();

    if (!self->draws || now < self->next_s) return;
    self->next_s = now + DRAW_EVERY_S;
    fprintf(stderr, "\r\033[K%.0f s, %s", now - self->start_s, what);
    (void) fflush(stderr);
    self->drawn = true;
}

static void draw(void *listener, const ccs_staff_search_t *search)
{
    char text[96];

    snprintf(text, sizeof text, "agents needed: %u staffings, %llu replications simulated", search->n_simulated,
        (unsigned long long) search->engine.n_replications);
    draw_line(listener, text);
}

/* Shifts are looked for to the end unless the program is asked to stop: they take seconds. */
static bool shall_end(void *listener)
{
    draw_line(listener, "shifts that cover them");
    return ccs_stop_asked(ccs_stop_flag());
}

static void end_line(schedule_t *self)
{
    if (self->drawn) fputs("\r\033[K", stderr);
    self->drawn = false;
}

/* ---- before --------------------------------------------------------------------------------------------------------------------- */

/* The roster that goes with a scenario has its name, with another ending. */
static int name_files(schedule_t *self, ccs_err_t *err)
{
    const char *const output = self->args->given[CCS_OPTION_OUTPUT];
    const enum ccs_file_kind kind = output ? ccs_file_kind_of_name(output) : CCS_FILE_TABLE;
    int ret = 0;

    if (!output) return 0;
    if (kind != CCS_FILE_SCENARIO && kind != CCS_FILE_TABLE)
        return ccs_err_set(err, CCS_ERR_USAGE, NULL, "--output",
            "%s: its ending must say what to write: .csv the roster, .cfg a scenario with the roster beside it", output);
    self->roster = output;
    if (kind == CCS_FILE_SCENARIO) {
        if (!strcmp(self->args->operands[0], "-"))
            return ccs_err_set(err, CCS_ERR_USAGE, NULL, "--output",
                "%s would extend a scenario that has no name, from standard input: name its file", output);
        self->overlay = output;
        self->roster = ccs_arena_printf(&self->arena, "%.*s.csv", (int) (strrchr(output, '.') - output), output);
        if (!self->roster) return ccs_err_set(err, CCS_ERR_NOMEM, NULL, NULL, "out of memory");
        CCS_TRY(ccs_cli_output_check(self->args, self->overlay, CCS_FILE_SCENARIO, err));
    }
    CCS_TRY(ccs_cli_output_spare(&self->scenario, self->roster, err));
    CCS_TRY(ccs_cli_output_check(self->args, self->roster, CCS_FILE_TABLE, err));
out:
    return ret;
}

static int check_files(schedule_t *self, ccs_err_t *err)
{
    int ret;

    CCS_TRY(name_files(self, err));
    if (self->args->given[CCS_OPTION_LOCALE] && !self->roster)
        CCS_TRY(ccs_err_set(err, CCS_ERR_USAGE, NULL, "--locale", "goes with --output FILE.csv"));
    CCS_TRY(ccs_cli_output_form(self->args, &self->form, err));
out:
    return ret;
}

static int read_time(const ccs_args_t *args, enum ccs_option option, double *time_s)
{
    const char *const text = args->given[option];

    if (text && (ccs_units_duration(text, time_s) != 0 || *time_s > WEEK_S))
        return ccs_args_refuse(args, option, "must be a time such as \"40 h\", up to a week, found \"%s\"", text);
    return 0;
}

/* What is agreed with persons, and whether any agent may be missing. */
static int read_wish(schedule_t *self)
{
    const char *const shortage = self->args->given[CCS_OPTION_SHORTAGE];
    double rest_s = REST_S, hours_s = (double) INFINITY;
    uint64_t days = 5;
    int ret;

    self->wish.short_cost = (double) INFINITY;
    CCS_TRY(ccs_args_whole(self->args, CCS_OPTION_DAYS_A_WEEK, 1, 7, &days));
    CCS_TRY(read_time(self->args, CCS_OPTION_REST, &rest_s));
    CCS_TRY(read_time(self->args, CCS_OPTION_HOURS_A_WEEK, &hours_s));
    if (shortage && (ccs_units_number(shortage, &self->wish.short_cost) != 0 || !(self->wish.short_cost > 0)))
        CCS_TRY(
            ccs_args_refuse(self->args, CCS_OPTION_SHORTAGE, "must be a number of paid hours above 0, found \"%s\"", shortage));
    self->wish.rules =
        (ccs_shift_rules_t){.days_a_week = (uint32_t) days, .rest = (uint32_t) rest_s, .hours_a_week = hours_s / 3600};
    self->wish.shall_end = shall_end;
    self->wish.listener = self;
out:
    return ret;
}

static int read_required(schedule_t *self, ccs_err_t *err)
{
    const char *const path = self->args->given[CCS_OPTION_REQUIRE];
    const ccs_requirement_t *const asked = &self->answer.staff.asked;
    double *const need = ccs_arena_array(&self->arena, ccs_requirement_size(asked), sizeof *need);
    bool *const groups = ccs_arena_array(&self->arena, asked->n_groups, sizeof *groups);
    ccs_err_list_t errors = {0};
    ccs_dataset_t data = {0};
    int ret = 0;

    if (!path) return 0;
    CCS_REQUIRE(need && groups, ccs_err_set(err, CCS_ERR_NOMEM, NULL, NULL, "out of memory"));
    if (ccs_file_kind_of_name(path) == CCS_FILE_RESULT) {
        CCS_TRY(ccs_result_read_guarded(path, &data, err));
        CCS_TRY(ccs_schedule_need_of_result(asked, path, &data, need, groups, err));
    } else {
        ret = ccs_schedule_need_of_table(asked, path, need, groups, &errors);
        ccs_say_all(&errors, self->args);
    }
    if (ret == 0) ccs_schedule_answer_require(&self->answer, need, groups);
out:
    ccs_dataset_free(&data);
    ccs_err_list_free(&errors);
    return ret;
}

/* What is asked needs no search to be refused. */
static int ask(schedule_t *self, const ccs_staff_texts_t *texts, ccs_err_t *err)
{
    const ccs_staff_options_t options = {.seed = self->options.seed,
        .replications = self->options.replications,
        .threads = self->options.threads,
        .steady = ccs_args_has(self->args, CCS_OPTION_STEADY),
        .stop = ccs_stop_flag(),
        .time_frac = time_frac,
        .tell = draw,
        .listener = self};
    int ret;

    if (options.steady && (texts->share || texts->by))
        return ccs_args_refuse(self->args, CCS_OPTION_STEADY, "judges each interval on average: leave out --by and --share");
    CCS_TRY(ccs_staff_wish_read_groups(&self->staff, texts, &self->scenario.plan, &self->arena, err));
    CCS_TRY(check_files(self, err));
    CCS_TRY(ccs_schedule_answer_init(&self->answer, &self->scenario, &self->staff, &self->wish, &options, err));
    CCS_TRY(read_required(self, err));
out:
    if (ret == CCS_ERR_USAGE) (void) ccs_say_refused(self->args, err);
    else if (ret && err->code) ccs_say(err); /* those of a table are told */
    return ret;
}

static int prepare(schedule_t *self)
{
    const char *const *const given = self->args->given;
    const ccs_staff_texts_t texts = {given[CCS_OPTION_BY], given[CCS_OPTION_SHARE], NULL, NULL, given[CCS_OPTION_COST],
        given[CCS_OPTION_LEAST], given[CCS_OPTION_MOST]};
    ccs_job_options_t first = {.replications = 1, .threads = 1, .precision = ""};
    ccs_err_t err = {0};
    int ret;

    CCS_TRY(ccs_cli_job_options(self->args, &first, &self->time_limit_s)); /* wrong usage is told before the scenario is read */
    CCS_TRY(read_wish(self));
    ret = ccs_staff_wish_read(&self->staff, &texts, &err);
    if (ret == 0)
        ret = ccs_what_if_join(self->args->sets, self->args->n_sets, self->args->what_ifs, self->args->n_what_ifs, &self->arena,
            &self->changes, &err);
    if (ret) (void) ccs_say_refused(self->args, &err);
    CCS_TRY(ret);
    ccs_cli_job_prepare(self->time_limit_s);
    CCS_TRY(ccs_cli_load(self->args, &self->changes, &self->scenario));
    self->options = ccs_job_options(&self->scenario);
    CCS_TRY(ccs_cli_job_options(self->args, &self->options, &self->time_limit_s));
    CCS_TRY(ask(self, &texts, &err));
out:
    return ret;
}

/* ---- after ---------------------------------------------------------------------------------------------------------------------- */

/* @param text  NULL: there was no memory for it */
static int write_text(const schedule_t *self, const char *path, const char *text, ccs_err_t *err)
{
    if (!text) return ccs_err_set(err, CCS_ERR_NOMEM, NULL, NULL, "out of memory");
    return ccs_file_write(path, ccs_args_has(self->args, CCS_OPTION_FORCE), text, strlen(text), err);
}

/* The roster, then the scenario that refers to it. */
static int write_files(schedule_t *self, ccs_err_t *err)
{
    ccs_schedule_overlay_t about = {.path = self->overlay, .base = self->args->operands[0], .roster = self->roster};
    const ccs_schedule_t *const schedule = &self->answer.schedule;
    int ret = 0;

    if (self->roster) CCS_TRY(write_text(self, self->roster, ccs_schedule_csv(schedule, &self->form, &self->arena), err));
    if (!self->overlay) return 0;
    CCS_TRY(ccs_cli_difference(self->args, &self->changes, &self->scenario, &about.difference, err));
    CCS_TRY(write_text(self, self->overlay, ccs_schedule_overlay(schedule, &self->scenario, &about, &self->arena), err));
out:
    return ret;
}

static int print(const schedule_t *self, ccs_err_t *err)
{
    ccs_terminal_page_t page;
    int ret;

    if (ccs_args_has(self->args, CCS_OPTION_JSON)) {
        ccs_schedule_json(&self->answer, stdout);
        return 0;
    }
    FILE *const to = ccs_terminal_begin(&page, stdout);

    ret = ccs_schedule_print(&self->answer, (ccs_table_form_t){.colors = ccs_say_colors(self->args, stdout), .width = page.width},
        to);
    if (ccs_terminal_end(&page) != 0) ret = CCS_ERR_NOMEM;
    return ret ? ccs_err_set(err, CCS_ERR_NOMEM, NULL, NULL, "out of memory for the tables") : 0;
}

/* What was found is written and printed, be it all or the best so far. */
static int finish(schedule_t *self)
{
    const bool json = ccs_args_has(self->args, CCS_OPTION_JSON);
    ccs_err_t err = {0};
    int ret;

    CCS_TRY(write_files(self, &err));
    CCS_TRY(print(self, &err));
    if (self->roster && !json) printf("\nroster: %s\n", self->roster);
    if (self->overlay && !json) printf("scenario: %s\n", self->overlay);
out:
    if (ret) ccs_say(&err);
    return ret;
}

/* The program was asked to end: the best so far is told all the same. */
static int end_early(schedule_t *self)
{
    ccs_stop_told("; the rest was not written");
    fprintf(stderr, "stopped by %s; %s\n", ccs_stop_text(),
        self->answer.found ? "these are the best shifts so far, not checked" : "no shifts were found yet, nothing was written");
    if (self->answer.found) (void) finish(self);
    return ccs_stop_code();
}

static int carry_out(schedule_t *self)
{
    ccs_err_t err = {0};
    int ret = prepare(self);

    if (ret) return ret;
    ccs_stop_kindly("; nothing was kept");
    self->draws = !ccs_args_has(self->args, CCS_OPTION_QUIET) && isatty(STDERR_FILENO);
    ret = ccs_schedule_answer_find(&self->answer, &err);
    end_line(self);
    if (ret == CCS_ERR_STOPPED && ccs_stop_asked(ccs_stop_flag())) return end_early(self);
    if (ret == 0) return finish(self);
    if (ret == CCS_ERR_USAGE) (void) ccs_say_refused(self->args, &err);
    else ccs_say(&err);
    return ret;
}

int ccs_cli_schedule(int argc, char **argv)
{
    ccs_args_t args;
    int status;

    if (!ccs_args_read(&args, CCS_COMMAND_schedule, argc, argv, &status)) return status;
    schedule_t schedule = {.args = &args, .start_s = ccs_progress_now_s()};
    const int ret = carry_out(&schedule);

    status = ccs_err_status(ret);
    if (ret == 0 && ccs_args_has(&args, CCS_OPTION_STRICT) && ccs_schedule_answer_missed(&schedule.answer) > 0) status = 1;
    ccs_schedule_answer_free(&schedule.answer);
    ccs_scenario_free(&schedule.scenario);
    ccs_arena_free(&schedule.arena);
    ccs_args_free(&args);
    return status;
}
