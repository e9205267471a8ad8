/* cli_validate.c - the command `ccsim validate`: a scenario held against what happened. Invariant: nothing is simulated before every file that shall be written is known to be
 * allowed. */
#include <stdlib.h>
#include <unistd.h>

#include "cli_changes.h"
#include "cli_command.h"
#include "cli_job.h"
#include "cli_output.h"
#include "cli_say.h"
#include "cli_sheet.h"
#include "cli_stop.h"
#include "cli_terminal.h"
#include "file_kind.h"
#include "file_read.h"
#include "file_write.h"
#include "validation_told.h"

typedef struct {
    const ccs_args_t *args;
    ccs_what_if_t changes;
    ccs_scenario_t scenario;
    ccs_validation_t validation;
    ccs_job_options_t options; /* seed, replications, threads */
    double time_limit_s;
    ccs_arena_t arena;
} validate_t;

static int no_memory(ccs_err_t *err)
{
    return ccs_err_set(err, CCS_ERR_NOMEM, NULL, NULL, "out of memory");
}

static int check_files(const validate_t *self, ccs_err_t *err)
{
    const char *const output = self->args->given[CCS_OPTION_OUTPUT], *const csv = self->args->given[CCS_OPTION_CSV];
    int ret = 0;

    if (output) CCS_TRY(ccs_cli_output_check(self->args, output, CCS_FILE_PAGE, err));
    if (csv) CCS_TRY(ccs_cli_output_check(self->args, csv, CCS_FILE_TABLE, err));
out:
    return ret;
}

/* The records; of a workbook a sheet. */
static int read_records(validate_t *self, void **bytes, size_t *n, ccs_err_t *err)
{
    const char *const path = self->args->operands[1], *const sheet = self->args->given[CCS_OPTION_SHEET];
    ccs_sheet_t found = {0};
    int ret;

    CCS_TRY(ccs_file_read(path, CCS_IMPORT_MAX_BYTES, "is larger than 64 MB: export fewer weeks", &self->arena, bytes, n, err));
    if (!ccs_sheet_is(*bytes, *n))
        return sheet ? ccs_args_refuse(self->args, CCS_OPTION_SHEET, "only workbooks have sheets, and %s is none", path) : 0;
    CCS_TRY(ccs_sheet_read(path, sheet, &self->arena, &found, err));
    *bytes = found.csv;
    *n = found.n;
out:
    return ret;
}

static int ask(validate_t *self, ccs_err_t *err)
{
    const char *const *const given = self->args->given;
    const ccs_validation_options_t options = {self->options.seed, self->options.replications, self->options.threads,
        ccs_stop_flag(), given[CCS_OPTION_LIMIT]};
    ccs_import_options_t import = {.name = self->args->operands[1],
        .maps = self->args->maps,
        .n_maps = self->args->n_maps,
        .queues = self->args->queues,
        .n_queues = self->args->n_queues,
        .decimal = given[CCS_OPTION_DECIMAL] ? *given[CCS_OPTION_DECIMAL] : '\0',
        .dates = given[CCS_OPTION_DATES]};
    ccs_err_list_t errors = {0};
    void *bytes = NULL;
    size_t n = 0;
    int ret;

    CCS_TRY(check_files(self, err));
    CCS_TRY(read_records(self, &bytes, &n, err));
    ret = ccs_validation_init(&self->validation, &self->scenario, bytes, n, &import, &options, &errors);
    ccs_say_all(&errors, self->args);
out:
    ccs_err_list_free(&errors);
    return ret;
}

static int prepare(validate_t *self, ccs_err_t *err)
{
    ccs_job_options_t first = {.replications = 1, .threads = 1, .precision = ""};
    int ret;

    CCS_TRY(ccs_cli_job_options(self->args, &first, &self->time_limit_s)); /* wrong usage is told before the scenario is read */
    CCS_TRY(ccs_what_if_join(self->args->sets, self->args->n_sets, self->args->what_ifs, self->args->n_what_ifs, &self->arena,
        &self->changes, err));
    ccs_cli_job_prepare(self->time_limit_s);
    CCS_TRY(ccs_cli_load(self->args, &self->changes, &self->scenario));
    self->options = ccs_job_options(&self->scenario);
    self->options.replications = CCS_VALIDATION_REPLICATIONS;
    CCS_TRY(ccs_cli_job_options(self->args, &self->options, &self->time_limit_s));
    CCS_TRY(ask(self, err));
out:
    return ret;
}

/* ---- after ------------------------------------------------------------------------------------------------------------------------ */

/* What is told, in memory first; written whole or not at all. */
static int write_file(const validate_t *self, enum ccs_option option, bool page, ccs_err_t *err)
{
    const char *const path = self->args->given[option];
    char *text = NULL;
    size_t n = 0;
    int ret = 0;

    if (!path) return 0;
    FILE *const to = open_memstream(&text, &n);

    CCS_REQUIRE(to, no_memory(err));
    if (page) ret = ccs_validation_page(&self->validation, to);
    else ccs_validation_csv(&self->validation, to);
    if (fclose(to) != 0 || ret) CCS_TRY(no_memory(err));
    CCS_TRY(ccs_file_write(path, ccs_args_has(self->args, CCS_OPTION_FORCE), text, n, err));
out:
    free(text);
    return ret;
}

static int print(const validate_t *self, ccs_err_t *err)
{
    ccs_terminal_page_t page;

    if (ccs_args_has(self->args, CCS_OPTION_JSON)) {
        ccs_validation_json(&self->validation, stdout);
        return 0;
    }
    FILE *const to = ccs_terminal_begin(&page, stdout);
    const ccs_table_form_t form = {ccs_say_colors(self->args, stdout), page.width};
    const int ret = ccs_validation_print(&self->validation, form, to);

    if (ccs_terminal_end(&page) != 0 || ret) return no_memory(err);
    if (self->args->given[CCS_OPTION_CSV]) printf("\ntable: %s\n", self->args->given[CCS_OPTION_CSV]);
    if (self->args->given[CCS_OPTION_OUTPUT]) printf("\npage: %s\n", self->args->given[CCS_OPTION_OUTPUT]);
    return 0;
}

static void tell_file(const validate_t *self)
{
    if (ccs_args_has(self->args, CCS_OPTION_QUIET) || ccs_args_has(self->args, CCS_OPTION_JSON)) return;
    printf("%s\n", self->validation.actual.name);
    for (size_t i = 0; i < self->validation.actual.n_said; i++) printf("  %s\n", self->validation.actual.said[i]);
    putchar('\n');
}

static int carry_out(validate_t *self)
{
    ccs_err_t err = {0};
    int ret;

    CCS_TRY(prepare(self, &err));
    tell_file(self);
    ccs_stop_kindly("; nothing was kept");
    CCS_TRY(ccs_validation_run(&self->validation, &err));
    CCS_TRY(write_file(self, CCS_OPTION_OUTPUT, true, &err));
    CCS_TRY(write_file(self, CCS_OPTION_CSV, false, &err));
    CCS_TRY(print(self, &err));
out:
    if (ret == CCS_ERR_STOPPED) {
        ccs_stop_told("; nothing was written");
        fprintf(stderr, "stopped by %s\n", ccs_stop_text());
        return ccs_stop_code();
    }
    if (ret == CCS_ERR_USAGE && err.code) (void) ccs_say_refused(self->args, &err);
    else if (ret && err.code) ccs_say(&err);
    return ret;
}

int ccs_cli_validate(int argc, char **argv)
{
    ccs_args_t args;
    int status;

    if (!ccs_args_read(&args, CCS_COMMAND_validate, argc, argv, &status)) return status;
    validate_t self = {.args = &args};
    const int ret = carry_out(&self);

    status = ccs_err_status(ret);
    if (ret == 0 && ccs_args_has(&args, CCS_OPTION_STRICT) && self.validation.n_broken > 0) status = 1;
    ccs_validation_free(&self.validation);
    ccs_scenario_free(&self.scenario);
    ccs_arena_free(&self.arena);
    ccs_args_free(&args);
    return status;
}
