/* cli_seek.c - values of a scenario from figures that were measured, for the command `ccsim calibrate`. Invariant: nothing is simulated before the file that shall be written is known to be
 * allowed. */
#include "cli_seek.h"

#include <math.h>
#include <string.h>

#include "cli_changes.h"
#include "cli_job.h"
#include "cli_output.h"
#include "cli_say.h"
#include "cli_stop.h"
#include "cli_terminal.h"
#include "figure.h"
#include "json_write.h"
#include "seek.h"
#include "table.h"
#include "units.h"

enum { SPAN_MAX = 2 * CCS_UNITS_TEXT_MAX + 8 };
static const double MISFIT = 9; /* chi squared that is hardly chance */

typedef struct {
    const ccs_args_t *args;
    ccs_what_if_t changes;
    ccs_scenario_t scenario;
    ccs_job_options_t options; /* seed, replications, threads */
    double time_limit_s;
    ccs_seek_t seek;
    ccs_arena_t arena;
} seeking_t;

static int no_memory(ccs_err_t *err)
{
    return ccs_err_set(err, CCS_ERR_NOMEM, NULL, NULL, "out of memory");
}

/* --- what is asked ----------------------------------------------------------------------------------------------------- */

bool ccs_cli_seek_is_asked(const ccs_args_t *args)
{
    return args->given[CCS_OPTION_REACH] || args->given[CCS_OPTION_FIND];
}

int ccs_cli_seek_refuse(const ccs_args_t *args)
{
    static const enum ccs_option own[] = {CCS_OPTION_REPLICATIONS, CCS_OPTION_SEED, CCS_OPTION_THREADS, CCS_OPTION_TIME_LIMIT};

    for (size_t i = 0; i < sizeof own / sizeof *own; i++)
        if (args->given[own[i]]) return ccs_args_refuse(args, own[i], "goes with --reach: records are not simulated");
    return args->n_sets > 0 ? ccs_args_refuse(args, CCS_OPTION_SET, "goes with --reach: records have no keys") : 0;
}

static int check_options(const ccs_args_t *args)
{
    static const enum ccs_option others[] = {CCS_OPTION_BASE, CCS_OPTION_PAGE, CCS_OPTION_DATES};

    if (!args->given[CCS_OPTION_REACH])
        return ccs_args_refuse(args, CCS_OPTION_FIND,
            "goes with --reach, which says what was measured: --reach \"service_level=78 %%\"");
    if (!args->given[CCS_OPTION_FIND])
        return ccs_args_refuse(args, CCS_OPTION_REACH,
            "goes with --find, which says what is looked for: --find types.NAME.patience.mean");
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (args->given[others[i]]) return ccs_args_refuse(args, others[i], "goes with records, not with --reach");
    if (args->n_operands != 1)
        return ccs_args_refuse(args, CCS_OPTION_REACH, "is of one SCENARIO, found %zu operands", args->n_operands);
    if (ccs_args_has(args, CCS_OPTION_QUIET) && !args->given[CCS_OPTION_OUTPUT] && !ccs_args_has(args, CCS_OPTION_JSON))
        return ccs_args_refuse(args, CCS_OPTION_QUIET, "goes with --output or --json: else nothing is told of what is found");
    return args->n_maps > 0 ? ccs_args_refuse(args, CCS_OPTION_MAP, "goes with records, not with --reach") : 0;
}

static int prepare(seeking_t *self, ccs_err_t *err)
{
    const char *const path = self->args->given[CCS_OPTION_OUTPUT];
    ccs_job_options_t first = {.replications = 1, .threads = 1, .precision = ""};
    int ret;

    CCS_TRY(check_options(self->args));
    CCS_TRY(ccs_cli_job_options(self->args, &first, &self->time_limit_s));
    CCS_TRY(ccs_what_if_join(self->args->sets, self->args->n_sets, NULL, 0, &self->arena, &self->changes, err));
    if (path) CCS_TRY(ccs_cli_output_check(self->args, path, CCS_FILE_SCENARIO, err));
    ccs_cli_job_prepare(self->time_limit_s);
    CCS_TRY(ccs_cli_load(self->args, &self->changes, &self->scenario));
    self->options = ccs_job_options(&self->scenario);
    self->options.replications = CCS_SEEK_REPLICATIONS;
    CCS_TRY(ccs_cli_job_options(self->args, &self->options, &self->time_limit_s));
out:
    return ret;
}

/* --- what is told ------------------------------------------------------------------------------------------------------ */

/* A value as the scenario has it, or its factor. */
static const char *show_value(const ccs_sought_t *value, double factor, char text[CCS_UNITS_TEXT_MAX])
{
    const double x = value->base * factor;

    if (isnan(factor)) snprintf(text, CCS_UNITS_TEXT_MAX, "-");
    else if (isnan(x)) snprintf(text, CCS_UNITS_TEXT_MAX, "x %.3g", factor);
    else if (value->is_time) ccs_units_show_duration(x >= 120 ? round(x) : round(x * 10) / 10, text, CCS_UNITS_TEXT_MAX);
    else if (value->is_share) ccs_units_show_share(round(x * 1000) / 1000, text, CCS_UNITS_TEXT_MAX);
    else snprintf(text, CCS_UNITS_TEXT_MAX, "%.4g", x);
    return text;
}

/* The ends of an interval; "" where there is none. */
static const char *show_interval(const ccs_sought_t *value, char text[SPAN_MAX])
{
    char low[CCS_UNITS_TEXT_MAX], high[CCS_UNITS_TEXT_MAX];

    text[0] = '\0';
    if (isnan(value->low)) return text;
    snprintf(text, SPAN_MAX, "%s to %s", show_value(value, value->low, low), show_value(value, value->high, high));
    return text;
}

static int print_values(const seeking_t *self, ccs_table_form_t form, FILE *to)
{
    ccs_table_t table = {0};
    char text[CCS_UNITS_TEXT_MAX], span[SPAN_MAX];

    ccs_table_add_column(&table, "value", CCS_TABLE_LEFT);
    ccs_table_add_column(&table, "in the scenario", CCS_TABLE_RIGHT);
    ccs_table_add_column(&table, "found", CCS_TABLE_RIGHT);
    ccs_table_add_column(&table, "95 %", CCS_TABLE_RIGHT);
    for (uint32_t i = 0; i < self->seek.n_values; i++) {
        const ccs_sought_t *const value = &self->seek.values[i];

        ccs_table_add_row(&table);
        ccs_table_set(&table, 0, value->path, "", CCS_TABLE_PLAIN);
        ccs_table_set(&table, 1, show_value(value, 1, text), "", CCS_TABLE_PLAIN);
        ccs_table_set(&table, 2, show_value(value, value->factor, text), "", CCS_TABLE_PLAIN);
        ccs_table_set(&table, 3, show_interval(value, span), "", CCS_TABLE_PLAIN);
    }
    table.n_keys = 1;
    const int ret = ccs_table_print(&table, form, to);

    ccs_table_free(&table);
    return ret;
}

static int print_figures(const seeking_t *self, ccs_table_form_t form, FILE *to)
{
    ccs_table_t table = {0};
    char text[CCS_FIGURE_MAX], half[CCS_FIGURE_MAX];

    ccs_table_add_column(&table, "figure", CCS_TABLE_LEFT);
    ccs_table_add_column(&table, "measured", CCS_TABLE_RIGHT);
    ccs_table_add_column(&table, "as the scenario is", CCS_TABLE_RIGHT);
    ccs_table_add_column(&table, "with what was found", CCS_TABLE_RIGHT);
    ccs_table_add_column(&table, "on other random numbers", CCS_TABLE_MEASURE);
    for (uint32_t i = 0; i < self->seek.n_figures; i++) {
        const ccs_sought_figure_t *const figure = &self->seek.figures[i];
        const enum ccs_figure_unit unit = ccs_figure_unit(figure->unit, figure->kind);
        const double points[] = {figure->measured, figure->before, figure->after};

        ccs_table_add_row(&table);
        ccs_table_set(&table, 0, figure->name, "", CCS_TABLE_PLAIN);
        for (uint32_t k = 0; k < 3; k++)
            ccs_table_set(&table, k + 1, ccs_figure_mean(unit, points[k], figure->checked_half, text), "", CCS_TABLE_PLAIN);
        ccs_table_set(&table, 4, ccs_figure_mean(unit, figure->checked, figure->checked_half, text),
            ccs_figure_half_width(unit, figure->checked, figure->checked_half, half), CCS_TABLE_PLAIN);
    }
    table.n_keys = 1;
    const int ret = ccs_table_print(&table, form, to);

    ccs_table_free(&table);
    return ret;
}

static int print(const seeking_t *self, ccs_err_t *err)
{
    const ccs_seek_t *const seek = &self->seek;
    ccs_terminal_page_t page;
    FILE *const to = ccs_terminal_begin(&page, stdout);
    const ccs_table_form_t form = {ccs_say_colors(self->args, stdout), page.width};

    fprintf(to, "%s with the figures that were measured: %u trials of %u replications, seed %llu\n\n", self->scenario.name,
        seek->n_runs, seek->options.replications, (unsigned long long) seek->options.seed);
    int ret = print_values(self, form, to);

    fputc('\n', to);
    if (ret == 0) ret = print_figures(self, form, to);
    fputc('\n', to);
    for (uint32_t i = 0; i < seek->n_values; i++)
        if (seek->values[i].doubt) fprintf(to, "%s: %s\n", seek->values[i].path, seek->values[i].doubt);
    if (seek->misfit > MISFIT)
        fputs(
            "The figures are not met: no values of these reproduce all of them, and something else is other than in the scenario.\n",
            to);
    fputs("To simulate it:", to);
    for (size_t i = 0; i < self->changes.n_sets; i++) fprintf(to, " --set \"%s\"", self->changes.sets[i]);
    for (uint32_t i = 0; i < seek->n_values; i++) fprintf(to, " --set \"%s\"", seek->found[i]);
    fputc('\n', to);
    return ccs_terminal_end(&page) != 0 || ret ? no_memory(err) : 0;
}

static void print_json(const seeking_t *self, FILE *to)
{
    const ccs_seek_t *const seek = &self->seek;
    char seed[24];

    fputs("{\"scenario\": ", to);
    ccs_json_text(self->scenario.name, to);
    snprintf(seed, sizeof seed, "%llu", (unsigned long long) seek->options.seed);
    ccs_json_text_member("seed", seed, to); /* a number of JSON has 53 bits for many who read it */
    ccs_json_number_member("replications", seek->options.replications, to);
    ccs_json_number_member("trials", seek->n_runs, to);
    ccs_json_number_member("chi_squared", seek->misfit, to);
    fputs(", \"sets\": [", to);
    for (size_t i = 0; i < self->changes.n_sets; i++) {
        fputs(i == 0 ? "" : ", ", to);
        ccs_json_text(self->changes.sets[i], to);
    }
    fputs("], \"values\": [", to);
    for (uint32_t i = 0; i < seek->n_values; i++) {
        const ccs_sought_t *const value = &seek->values[i];

        fputs(i == 0 ? "\n  {\"path\": " : ",\n  {\"path\": ", to);
        ccs_json_text(value->path, to);
        ccs_json_number_member("before", value->base, to);
        ccs_json_number_member("value", value->base * value->factor, to);
        ccs_json_number_member("factor", value->factor, to);
        ccs_json_number_member("low", value->low, to);
        ccs_json_number_member("high", value->high, to);
        ccs_json_text_member("doubt", value->doubt, to);
        ccs_json_text_member("set", seek->found[i], to);
        fputc('}', to);
    }
    fputs("],\n \"figures\": [", to);
    for (uint32_t i = 0; i < seek->n_figures; i++) {
        const ccs_sought_figure_t *const figure = &seek->figures[i];

        fputs(i == 0 ? "\n  {\"figure\": " : ",\n  {\"figure\": ", to);
        ccs_json_text(figure->name, to);
        ccs_json_number_member("measured", figure->measured, to);
        ccs_json_number_member("before", figure->before, to);
        ccs_json_number_member("after", figure->after, to);
        ccs_json_number_member("checked", figure->checked, to);
        ccs_json_number_member("checked_half_width", figure->checked_half, to);
        fputc('}', to);
    }
    fputs("]}\n", to);
}

/* --- what is written --------------------------------------------------------------------------------------------------- */

/* The scenario that extends the one that was asked about. */
static int write_scenario(seeking_t *self, ccs_err_t *err)
{
    const size_t n = self->changes.n_sets + self->seek.n_values;
    const char **const sets = ccs_arena_array(&self->arena, n, sizeof(const char *));

    if (!self->args->given[CCS_OPTION_OUTPUT]) return 0;
    if (!sets) return no_memory(err);
    for (size_t i = 0; i < n; i++)
        sets[i] = i < self->changes.n_sets ? self->changes.sets[i] : self->seek.found[i - self->changes.n_sets];
    return ccs_cli_write_found(self->args, &(ccs_what_if_t){.sets = sets, .n_sets = n},
        ccs_arena_printf(&self->arena, "Values with which it has %s, found by ccsim calibrate (seed %llu).",
            self->args->given[CCS_OPTION_REACH], (unsigned long long) self->seek.options.seed),
        &self->arena, err);
}

static int carry_out(seeking_t *self, ccs_err_t *err)
{
    const ccs_args_t *const args = self->args;
    int ret;

    CCS_TRY(prepare(self, err));
    const ccs_seek_options_t options = {args->operands[0], self->changes.sets, self->changes.n_sets,
        args->given[CCS_OPTION_REACH], args->given[CCS_OPTION_FIND], self->options.seed, self->options.replications,
        self->options.threads, ccs_stop_flag()};

    ccs_stop_kindly("; nothing was written");
    CCS_TRY(ccs_seek(&self->seek, &self->scenario, &options, err));
    CCS_TRY(write_scenario(self, err));
    if (ccs_args_has(args, CCS_OPTION_JSON)) print_json(self, stdout);
    else if (!ccs_args_has(args, CCS_OPTION_QUIET)) CCS_TRY(print(self, err));
out:
    return ret;
}

int ccs_cli_seek(const ccs_args_t *args)
{
    seeking_t self = {.args = args};
    ccs_err_t err = {0};
    int ret = carry_out(&self, &err);

    if (ret == CCS_ERR_STOPPED) {
        ccs_stop_told("; nothing was written");
        fprintf(stderr, "stopped by %s\n", ccs_stop_text());
        ret = ccs_stop_code();
    } else if (ret == CCS_ERR_USAGE && err.code) {
        (void) ccs_say_refused(args, &err);
    } else if (ret && err.code) {
        ccs_say(&err);
    }
    ccs_seek_free(&self.seek);
    ccs_scenario_free(&self.scenario);
    ccs_arena_free(&self.arena);
    return ret;
}
