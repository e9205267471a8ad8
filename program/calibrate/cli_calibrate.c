/* cli_calibrate.c - the command `ccsim calibrate`: numbers of a scenario from records. Invariant: nothing is written unless all files could be read; a file that stands is not touched without
 * --force. */
#include <stdlib.h>
#include <string.h>

#include "calibrate_page.h"
#include "cli_command.h"
#include "cli_output.h"
#include "cli_say.h"
#include "cli_seek.h"
#include "cli_seen.h"
#include "cli_stop.h"
#include "cli_terminal.h"
#include "cli_word.h"
#include "file_read.h"
#include "file_write.h"
#include "scenario.h"
#include "table.h"
#include "units.h"

typedef struct {
    const ccs_args_t *args;
    ccs_arena_t arena;
    ccs_calibration_t calibration;
    ccs_records_t records;
    ccs_records_from_t from; /* the tables of records, one behind another */
    ccs_import_t import;
    const char *intervals; /* path of the file of intervals; NULL: none yet */
    ccs_err_list_t errors;
} calibrate_t;

static int no_memory(ccs_err_t *err)
{
    return ccs_err_set(err, CCS_ERR_NOMEM, NULL, NULL, "out of memory");
}

/* --- files ------------------------------------------------------------------------------------------------------------- */

static bool same_header(const ccs_csv_table_t *a, const ccs_csv_table_t *b)
{
    if (a->n_columns != b->n_columns || a->separator != b->separator) return false;
    for (uint32_t i = 0; i < a->n_columns; i++)
        if (strcmp(a->header[i], b->header[i]) != 0) return false;
    return true;
}

/* A further part of the records behind those that are there. */
static int join(calibrate_t *self, const ccs_csv_table_t *table, const char *path, ccs_err_t *err)
{
    ccs_csv_table_t *const to = &self->from.table;
    const size_t n = to->n_rows + table->n_rows;
    const char **const cells = ccs_arena_array(&self->arena, n * table->n_columns, sizeof *cells);
    uint32_t *const lines = ccs_arena_array(&self->arena, n, sizeof *lines);

    if (!self->from.path) {
        *to = *table;
        self->from.path = path;
        return 0;
    }
    if (!same_header(to, table))
        return ccs_err_set(err, CCS_ERR_SCENARIO, path, NULL,
            "has other columns than %s: parts of one file of records have the same", self->from.path);
    if (!cells || !lines) return no_memory(err);
    memcpy(cells, to->cells, to->n_rows * to->n_columns * sizeof *cells);
    memcpy(&cells[to->n_rows * to->n_columns], table->cells, table->n_rows * to->n_columns * sizeof *cells);
    memcpy(lines, to->lines, to->n_rows * sizeof *lines);
    memcpy(&lines[to->n_rows], table->lines, table->n_rows * sizeof *lines);
    to->cells = cells;
    to->lines = lines;
    to->n_rows = n;
    return 0;
}

static int read_intervals(calibrate_t *self, const char *path, ccs_err_t *err)
{
    const ccs_import_options_t options = {.name = path,
        .maps = self->args->maps,
        .n_maps = self->args->n_maps,
        .dates = self->args->given[CCS_OPTION_DATES]};
    void *bytes = NULL;
    size_t n = 0;
    int ret = 0;

    if (self->intervals)
        return ccs_err_set(err, CCS_ERR_SCENARIO, path, NULL, "is a second file of intervals beside %s: put their rows into one",
            self->intervals);
    self->intervals = path;
    CCS_TRY(ccs_file_read(path, CCS_IMPORT_MAX_BYTES, "is larger than 64 MB: export fewer weeks", &self->arena, &bytes, &n, err));
    CCS_TRY(ccs_import_read(&self->import, bytes, n, &options, &self->errors));
    self->calibration.intervals = &self->import;
out:
    return ret;
}

/* Contacts, a row each, or intervals: its headings tell. */
static int read_one(calibrate_t *self, const char *path, ccs_err_t *err)
{
    ccs_err_list_t doubts = {0};
    ccs_csv_file_t *csv = NULL;
    ccs_csv_table_t table = {0};
    const bool cut = ccs_csv_open(path, &self->arena, &csv, &doubts) == 0 && csv && ccs_csv_table(csv, &table, &doubts) == 0;

    ccs_err_list_free(&doubts); /* a file of intervals has its own errors, from who reads those */
    return cut && ccs_records_are(&table) ? join(self, &table, path, err) : read_intervals(self, path, err);
}

static int read_all(calibrate_t *self, ccs_err_t *err)
{
    int ret = 0;
    const char *names = "";

    for (size_t i = 0; i < self->args->n_operands; i++) {
        CCS_TRY(read_one(self, self->args->operands[i], err));
        names = ccs_arena_printf(&self->arena, "%s%s %s", names, i == 0 ? "" : ",", self->args->operands[i]);
        CCS_REQUIRE(names, no_memory(err));
    }
    self->calibration.names = names;
    if (!self->from.path) return 0;
    self->from.dates = self->args->given[CCS_OPTION_DATES];
    CCS_TRY(ccs_records_read(&self->records, &self->from, &self->arena, &self->errors));
    self->calibration.records = &self->records;
out:
    return ret;
}

/* --- what is told ------------------------------------------------------------------------------------------------------ */

static void add_row(const ccs_calibration_t *of, const ccs_calibrated_number_t *number, ccs_table_t *table)
{
    char text[CCS_UNITS_TEXT_MAX], low[CCS_UNITS_TEXT_MAX], high[CCS_UNITS_TEXT_MAX], both[2 * CCS_UNITS_TEXT_MAX + 8];

    ccs_table_add_row(table);
    ccs_table_set(table, 0, of->queues[number->queue].label, "", CCS_TABLE_PLAIN);
    ccs_table_set(table, 1, number->what, "", CCS_TABLE_PLAIN);
    ccs_table_set(table, 2, ccs_calibrate_show(number->unit, number->x.is, text), "", CCS_TABLE_PLAIN);
    snprintf(both, sizeof both, "%s to %s", ccs_calibrate_show(number->unit, number->x.low, low),
        ccs_calibrate_show(number->unit, number->x.high, high));
    ccs_table_set(table, 3, number->x.low == number->x.high ? "" : both, "", CCS_TABLE_PLAIN);
    ccs_table_set(table, 4, ccs_units_show_number(number->n, text, sizeof text), "", CCS_TABLE_PLAIN);
}

static int tell(const calibrate_t *self, ccs_err_t *err)
{
    const ccs_calibration_t *const of = &self->calibration;
    ccs_terminal_page_t page;
    ccs_table_t table = {0};
    FILE *const to = ccs_terminal_begin(&page, stdout);

    fprintf(to, "Calibrated from%s\n", of->names);
    if (of->records) fprintf(to, "  %zu records: %s\n", of->records->n, of->records->columns);
    for (size_t i = 0; of->intervals && i < of->intervals->n_said; i++) fprintf(to, "  %s\n", of->intervals->said[i]);
    for (uint32_t i = 0; i < of->n_queues; i++) {
        fprintf(to, "\n%s\n", of->queues[i].label);
        for (uint32_t k = 0; k < of->n_numbers; k++)
            if (of->numbers[k].queue == i) fprintf(to, "  %s: %s\n", of->numbers[k].what, of->numbers[k].sentence);
        ccs_calibrate_remarks(of, i, to);
    }
    (void) ccs_terminal_end(&page);
    putchar('\n');
    ccs_table_add_column(&table, "type", CCS_TABLE_LEFT);
    ccs_table_add_column(&table, "number", CCS_TABLE_LEFT);
    ccs_table_add_column(&table, "found", CCS_TABLE_RIGHT);
    ccs_table_add_column(&table, "95 %", CCS_TABLE_RIGHT);
    ccs_table_add_column(&table, "of", CCS_TABLE_RIGHT);
    for (uint32_t i = 0; i < of->n_numbers; i++) add_row(of, &of->numbers[i], &table);
    table.n_keys = 2;
    const int ret = ccs_table_print(&table, (ccs_table_form_t){.width = ccs_terminal_width(stdout)}, stdout);

    ccs_table_free(&table);
    return ret ? no_memory(err) : 0;
}

/* --- what is written --------------------------------------------------------------------------------------------------- */

static const char *command_text(calibrate_t *self)
{
    const char *text = "ccsim calibrate";

    for (size_t i = 0; text && i < self->args->n_operands; i++) {
        const char *const word = ccs_cli_word(&self->arena, self->args->operands[i]);

        text = word ? ccs_arena_printf(&self->arena, "%s %s", text, word) : NULL;
    }
    return text;
}

/* The scenario, or the page. */
static int write_file(calibrate_t *self, enum ccs_option option, ccs_err_t *err)
{
    const char *const base = self->args->given[CCS_OPTION_BASE], *const path = self->args->given[option];
    const ccs_calibrate_names_t names = {command_text(self), base ? ccs_cli_seen_from(&self->arena, base, path) : NULL};
    char *text = NULL;
    size_t n = 0;
    int ret = 0;
    FILE *const to = open_memstream(&text, &n);

    if (!to || !names.how || (base && !names.base)) ret = CCS_ERR_NOMEM;
    else if (option == CCS_OPTION_PAGE) ret = ccs_calibrate_page(&self->calibration, to);
    else ccs_calibrate_scenario(&self->calibration, &names, to);
    const bool failed = to && ferror(to) != 0, lost = to && fclose(to) != 0;

    ret = failed || lost || ret ? no_memory(err) : ccs_file_write(path, ccs_args_has(self->args, CCS_OPTION_FORCE), text, n, err);
    free(text);
    return ret;
}

static bool contains(const ccs_type_t *type)
{
    return type->ivr.contained_frac > 0 || type->courses.contained;
}

/* Types of the base whose IVR or flow serves contacts to the end. */
static int note_contains(calibrate_t *self, const ccs_plan_t *plan, ccs_err_t *err)
{
    const char **const names = ccs_arena_array(&self->arena, plan->n_types, sizeof *names);
    uint32_t n = 0;

    if (!names) return no_memory(err);
    for (uint32_t i = 0; i < plan->n_types; i++)
        if (contains(&plan->types[i])) {
            names[n] = ccs_arena_strdup(&self->arena, plan->types[i].name);
            if (!names[n++]) return no_memory(err);
        }
    self->calibration.contains = names;
    self->calibration.n_contains = n;
    return 0;
}

/* Files that the base reads, and what it does before the queue. What is wrong with it is no matter here: its files are spared as far as they are known. */
static int read_base(calibrate_t *self, ccs_err_t *err)
{
    const char *const base = self->args->given[CCS_OPTION_BASE];
    ccs_err_list_t errors = {0};
    ccs_scenario_t scenario = {0};
    int ret = 0;

    if (!base) return 0;
    const bool is_sound = ccs_scenario_load(base, NULL, 0, &scenario, &errors) == 0;

    if (scenario.tree) ret = ccs_cli_output_spare_all(self->args, &scenario, err);
    if (ret == 0 && is_sound) ret = note_contains(self, &scenario.plan, err);
    ccs_scenario_free(&scenario);
    ccs_err_list_free(&errors);
    return ret;
}

static int calibrate(calibrate_t *self, ccs_err_t *err)
{
    const char *const path = self->args->given[CCS_OPTION_OUTPUT], *const page = self->args->given[CCS_OPTION_PAGE];
    int ret = 0;

    if (path) CCS_TRY(ccs_cli_output_check(self->args, path, CCS_FILE_SCENARIO, err));
    if (page) CCS_TRY(ccs_cli_output_check(self->args, page, CCS_FILE_PAGE, err));
    CCS_TRY(read_base(self, err));
    CCS_TRY(read_all(self, err));
    CCS_TRY(ccs_calibrate(&self->calibration, &self->errors));
    ccs_stop_prepare(0, "; nothing was written");
    if (path) CCS_TRY(write_file(self, CCS_OPTION_OUTPUT, err));
    if (page) CCS_TRY(write_file(self, CCS_OPTION_PAGE, err));
    if (ccs_args_has(self->args, CCS_OPTION_JSON)) ccs_calibrate_json(&self->calibration, stdout);
    else if (!ccs_args_has(self->args, CCS_OPTION_QUIET)) CCS_TRY(tell(self, err));
    if (path && !ccs_args_has(self->args, CCS_OPTION_JSON) && !ccs_args_has(self->args, CCS_OPTION_QUIET))
        printf("\n%s is written. What to type next:\n  ccsim check %s\n", path, path);
out:
    return ret;
}

int ccs_cli_calibrate(int argc, char **argv)
{
    ccs_args_t args;
    ccs_err_t err = {0};
    int status;

    if (!ccs_args_read(&args, CCS_COMMAND_calibrate, argc, argv, &status)) return status;
    if (ccs_cli_seek_is_asked(&args) || ccs_cli_seek_refuse(&args) != 0) {
        status = ccs_err_status(ccs_cli_seek_is_asked(&args) ? ccs_cli_seek(&args) : CCS_ERR_USAGE);
        ccs_args_free(&args);
        return status;
    }
    calibrate_t *const self = calloc(1, sizeof *self);

    if (self) {
        self->args = &args;
        status = ccs_err_status(calibrate(self, &err));
        ccs_say_all(&self->errors, &args);
        ccs_err_list_free(&self->errors);
        ccs_calibration_free(&self->calibration);
        ccs_import_free(&self->import);
        ccs_arena_free(&self->arena);
    } else {
        status = ccs_err_status(no_memory(&err));
    }
    if (err.code == CCS_ERR_USAGE) (void) ccs_say_refused(&args, &err);
    else if (err.code) ccs_say(&err);
    free(self);
    ccs_args_free(&args);
    return status;
}
