/* cli_controls.c - control variates beside what a result says. Invariant: a figure that is not the mean of its replications, as values and weights tell
 * it, is not controlled. */
#include "cli_controls.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "cli_model.h"
#include "cli_say.h"
#include "cli_terminal.h"
#include "control.h"
#include "figure.h"
#include "json_write.h"
#include "table.h"
#include "wanted.h"

static const char CONTROLS[] = "--controls";
static const char USUAL[] =
    "service_level,asa_s,abandonment_rate,occupancy,offered,answered"; /* where no metric is named, of all */
enum { SURE = 100 }; /* replications from which on a gain that is told is no rough one */
static const char WORDS[] =
    "Controls: the demand of each replication by the factors of its days, its squared distance from the mean, the hours of agents who came, and both together; what demand is on average is that of 100,000 other days or runs.\n"
    "Gain: so many times the replications would be needed without.\n";

typedef struct {
    const ccs_view_t *view;
    ccs_wanted_t wanted;
    ccs_controls_t controls;
} controlled_t;

int ccs_cli_controls_check(const ccs_args_t *args, ccs_err_t *err)
{
    static const enum ccs_option others[] = {CCS_OPTION_BY, CCS_OPTION_GRID, CCS_OPTION_ERLANG, CCS_OPTION_STATEMENT};

    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (ccs_args_has(args, CCS_OPTION_CONTROLS) && ccs_args_has(args, others[i]))
            return ccs_err_set(err, CCS_ERR_USAGE, NULL, CONTROLS,
                "is a table of its own, of figures over the whole run: with --metric, --entity and --json only");
    return 0;
}

static int open_controls(controlled_t *self, ccs_err_t *err)
{
    const ccs_view_t *const v = self->view;
    ccs_err_list_t errors = {0};
    ccs_arena_t arena = {0};
    ccs_plan_t plan = {0};
    int ret = ccs_cli_model_plan(v, &arena, &plan, &errors);

    if (ret) {
        for (size_t i = 0; i < errors.n; i++)
            if (errors.items[i].code) *err = errors.items[i];
    } else {
        const ccs_controlled_run_t run = {plan.seed, v->first_replication > 0 ? v->first_replication - 1 : 0, v->n_observations};

        ret = ccs_controls_init(&self->controls, &plan, &run, err);
        if (ret == CCS_ERR_USAGE) snprintf(err->path, sizeof err->path, "%s", CONTROLS);
    }
    ccs_err_list_free(&errors);
    ccs_arena_free(&arena);
    return ret;
}

/* @return false: it is no mean of its replications, or not defined */
static bool estimate(const controlled_t *self, uint32_t metric, uint32_t entity, ccs_controlled_t *to)
{
    static const double ROUNDING = 1e-9;
    const ccs_view_t *const v = self->view;
    const size_t at = (size_t) entity * v->n_metrics + metric;
    const double told = ccs_view_point(v, metric, entity).mean;

    if (!ccs_view_applies(v, metric, entity) || !strcmp(v->kinds[metric], "quantile")) return false;
    *to = ccs_controls_estimate(&self->controls, &v->values[at], &v->weights[at], (size_t) v->n_metrics * v->n_entities,
        v->confidence);
    return isfinite(to->half_width) && isfinite(to->gain) && fabs(to->plain - told) <= ROUNDING * fmax(1, fabs(told));
}

static bool is_wanted(const controlled_t *self, uint32_t metric, uint32_t entity)
{
    const char *const name = self->view->entities[entity];

    if (!ccs_wanted_metric(&self->wanted, self->view->metrics[metric])) return false;
    return self->wanted.entity ? ccs_wanted_entity(&self->wanted, name) : entity == 0 || !strncmp(name, "type/", 5);
}

/* ---- told ----------------------------------------------------------------------------------------------------------------------- */

static void add_row(const controlled_t *self, uint32_t metric, uint32_t entity, const ccs_controlled_t *c, ccs_table_t *to)
{
    const ccs_view_t *const v = self->view;
    const enum ccs_figure_unit unit = ccs_figure_unit(v->units[metric], v->kinds[metric]);
    char mean[CCS_FIGURE_MAX], half[CCS_FIGURE_MAX], gain[32];

    ccs_table_add_row(to);
    ccs_table_set(to, 0, v->metrics[metric], "", CCS_TABLE_PLAIN);
    ccs_table_set(to, 1, v->entities[entity], "", CCS_TABLE_PLAIN);
    ccs_table_set(to, 2, ccs_figure_mean(unit, c->plain, c->plain_half_width, mean),
        ccs_figure_half_width(unit, c->plain, c->plain_half_width, half), CCS_TABLE_PLAIN);
    ccs_table_set(to, 3, ccs_figure_mean(unit, c->mean, c->half_width, mean),
        ccs_figure_half_width(unit, c->mean, c->half_width, half), CCS_TABLE_PLAIN);
    snprintf(gain, sizeof gain, c->gain < 1000 ? "%.1f" : "above 1000", c->gain);
    ccs_table_set(to, 4, gain, "", CCS_TABLE_PLAIN);
}

static int print_table(const controlled_t *self, ccs_table_form_t form, FILE *to)
{
    static const ccs_table_column_t columns[] = {{"Metric", CCS_TABLE_LEFT}, {"Of", CCS_TABLE_LEFT}, {"Plain", CCS_TABLE_MEASURE},
        {"Controlled", CCS_TABLE_MEASURE}, {"Gain", CCS_TABLE_RIGHT}};
    const ccs_view_t *const v = self->view;
    ccs_table_t table = {.n_keys = 2};
    ccs_controlled_t c;

    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) ccs_table_add_column(&table, columns[i].head, columns[i].align);
    for (uint32_t m = 0; m < v->n_metrics; m++)
        for (uint32_t e = 0; e < v->n_entities; e++)
            if (is_wanted(self, m, e) && estimate(self, m, e, &c)) add_row(self, m, e, &c, &table);
    const int ret = ccs_table_print(&table, form, to);

    ccs_table_free(&table);
    return ret;
}

/* What was asked for and has no controls. @return how many, after the names of the first ones have been told */
static uint32_t tell_left_out(const controlled_t *self, bool json, FILE *to)
{
    enum { SHOWN = 3 };
    const ccs_view_t *const v = self->view;
    ccs_controlled_t c;
    uint32_t n = 0;

    for (uint32_t m = 0; m < v->n_metrics; m++)
        for (uint32_t e = 0; e < v->n_entities; e++) {
            if (!is_wanted(self, m, e) || !ccs_view_applies(v, m, e) || estimate(self, m, e, &c)) continue;
            if (json) fprintf(to, "%s\"%s %s\"", n > 0 ? ", " : "", v->metrics[m], v->entities[e]);
            else if (n < SHOWN)
                fprintf(to, "%s%s of %s",
                    n > 0 ? ", " : "Left out, as no mean of replications or without change: ", v->metrics[m], v->entities[e]);
            n++;
        }
    if (!json && n > SHOWN) fprintf(to, " and %u more", n - SHOWN);
    if (!json && n > 0) fputs(".\n", to);
    return n;
}

static void print_json(const controlled_t *self, FILE *to)
{
    const ccs_view_t *const v = self->view;
    const char *before = "\n    ";
    ccs_controlled_t c;

    fputs("{\"variant\": ", to);
    ccs_json_text(v->name, to);
    fputs(", \"replications\": ", to);
    ccs_json_number(self->controls.n, to);
    fputs(",\n   \"figures\": [", to);
    for (uint32_t m = 0; m < v->n_metrics; m++)
        for (uint32_t e = 0; e < v->n_entities; e++) {
            if (!is_wanted(self, m, e) || !estimate(self, m, e, &c)) continue;
            fprintf(to, "%s{\"metric\": ", before);
            ccs_json_text(v->metrics[m], to);
            ccs_json_text_member("entity", v->entities[e], to);
            ccs_json_number_member("mean", c.mean, to);
            ccs_json_number_member("half_width", c.half_width, to);
            ccs_json_number_member("plain_mean", c.plain, to);
            ccs_json_number_member("plain_half_width", c.plain_half_width, to);
            ccs_json_number_member("gain", c.gain, to);
            ccs_json_number_member("by_demand", c.coefficient[0], to);
            ccs_json_number_member("by_squared_distance", c.coefficient[1], to);
            ccs_json_number_member("by_attendance", c.coefficient[2], to);
            ccs_json_number_member("by_both", c.coefficient[3], to);
            fputc('}', to);
            before = ",\n    ";
        }
    fputs("], \"left_out\": [", to);
    (void) tell_left_out(self, true, to);
    fputs("]}", to);
}

/* Of each variant. @param all  n of them, to be freed each, also after an error */
static int open_all(const ccs_args_t *args, const ccs_variants_t *variants, controlled_t *all, ccs_err_t *err)
{
    const char *const metrics = args->given[CCS_OPTION_METRIC];
    int ret = 0;

    for (uint32_t i = 0; ret == 0 && i < variants->n; i++) {
        all[i] = (controlled_t){.view = &variants->views[i],
            .wanted = {.metrics = metrics ? metrics : USUAL, .entity = args->given[CCS_OPTION_ENTITY]}};
        ret = open_controls(&all[i], err);
    }
    return ret;
}

static void free_all(controlled_t *all, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++) ccs_controls_free(&all[i].controls);
    free(all);
}

static void print_json_of_all(const controlled_t *all, uint32_t n, FILE *to)
{
    fputs("{\"controls\": [", to);
    for (uint32_t i = 0; i < n; i++) {
        fputs(i > 0 ? ",\n  " : "\n  ", to);
        print_json(&all[i], to);
    }
    fputs("]}\n", to);
}

static int print_tables(const ccs_args_t *args, const controlled_t *all, uint32_t n)
{
    ccs_terminal_page_t page;
    FILE *const to = ccs_terminal_begin(&page, stdout);
    int ret = 0;

    for (uint32_t i = 0; ret == 0 && i < n; i++) {
        if (n > 1) fprintf(to, "%s\n", all[i].view->name);
        ret = print_table(&all[i], (ccs_table_form_t){ccs_say_colors(args, stdout), page.width}, to);
        (void) tell_left_out(&all[i], false, to);
        if (all[i].controls.n < SURE)
            fprintf(to, "%u replications: the gain is a rough estimate; of %d or more it is surer.\n", all[i].controls.n,
                (int) SURE);
    }
    fputs(WORDS, to);
    if (ccs_terminal_end(&page) != 0 && ret == 0) ret = CCS_ERR_NOMEM;
    return ret;
}

int ccs_cli_controls_print(const ccs_args_t *args, const ccs_variants_t *variants, ccs_err_t *err)
{
    controlled_t *const all = calloc(variants->n, sizeof *all);

    if (!all) return ccs_err_set(err, CCS_ERR_NOMEM, NULL, NULL, "out of memory for the controls");
    int ret = open_all(args, variants, all, err);

    if (ret == 0 && ccs_args_has(args, CCS_OPTION_JSON)) {
        print_json_of_all(all, variants->n, stdout);
    } else if (ret == 0) {
        ret = print_tables(args, all, variants->n);
        if (ret) (void) ccs_err_set(err, (enum ccs_code) ret, NULL, NULL, "out of memory for the tables");
    }
    free_all(all, variants->n);
    return ret;
}

static void add_rows(const controlled_t *self, ccs_rows_t *rows)
{
    const ccs_view_t *const v = self->view;
    ccs_controlled_t c;

    for (uint32_t m = 0; m < v->n_metrics; m++)
        for (uint32_t e = 0; e < v->n_entities; e++) {
            if (!is_wanted(self, m, e) || !estimate(self, m, e, &c)) continue;
            const char *const texts[] = {v->name, v->metrics[m], v->entities[e], v->units[m]};
            const double numbers[] = {c.mean, c.half_width, c.plain, c.plain_half_width, c.gain};

            for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) ccs_rows_text(rows, CCS_CELL_TEXT, texts[i]);
            for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) ccs_rows_number(rows, CCS_CELL_NUMBER, numbers[i]);
            ccs_rows_end(rows);
        }
}

int ccs_cli_controls_export(const ccs_args_t *args, const ccs_variants_t *variants, ccs_rows_t *rows, FILE *to, ccs_err_t *err)
{
    static const char *const heads[] = {"config", "metric", "entity", "unit", "mean", "half_width", "plain_mean",
        "plain_half_width", "gain"};
    controlled_t *const all = calloc(variants->n, sizeof *all);

    if (!all) return ccs_err_set(err, CCS_ERR_NOMEM, NULL, NULL, "out of memory for the controls");
    const int ret = open_all(args, variants, all, err);

    if (ret == 0 && !rows) {
        print_json_of_all(all, variants->n, to);
    } else if (ret == 0) {
        for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) ccs_rows_text(rows, CCS_CELL_TEXT, heads[i]);
        ccs_rows_head(rows, "controls", 3);
        for (uint32_t i = 0; i < variants->n; i++) add_rows(&all[i], rows);
    }
    free_all(all, variants->n);
    return ret;
}
