/* cli_export.c - the command `ccsim export`. Invariant: nothing is written before everything that was asked for is known to make sense and
 * the target can be written; a file is there whole or not at all. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli_command.h"
#include "cli_controls.h"
#include "cli_model.h"
#include "cli_output.h"
#include "cli_say.h"
#include "cli_stop.h"
#include "cli_study.h"
#include "csv_write.h"
#include "export.h"
#include "file_write.h"
#include "json.h"
#include "json_beside.h"
#include "result_guard.h"
#include "text.h"
#include "xlsx_write.h"

/* An export from its command line to its file. */
typedef struct {
    const ccs_args_t *args;
    const char *output; /* NULL: standard output */
    enum ccs_export_format format;
    ccs_csv_form_t form;
    ccs_dataset_t data;
    ccs_variants_t variants;
    ccs_cli_model_t *told;      /* [variants.n] of a workbook; owned */
    ccs_export_model_t *models; /* the same, for it; owned */
    ccs_arena_t arena;          /* of the formulas */
    ccs_export_t what;
} export_t;

/* ---- what is asked for ---------------------------------------------------------------------------------------------------- */

/* The format by its name. @return CCS_N_EXPORTS if there is none */
static enum ccs_export_format format_named(const char *name)
{
    int i = 0;

    while (i < CCS_N_EXPORTS && strcmp(CCS_EXPORTS[i].name, name) != 0) i++;
    return (enum ccs_export_format) i;
}

/* The format that a file of this name has. @return CCS_N_EXPORTS if none has such a suffix */
static enum ccs_export_format format_of_file(const char *path)
{
    int i = 0;

    while (i < CCS_N_EXPORTS && !(CCS_EXPORTS[i].suffix[0] && ccs_text_ends(path, CCS_EXPORTS[i].suffix))) i++;
    return (enum ccs_export_format) i;
}

static int refuse_format(const ccs_args_t *args, const char *name)
{
    ccs_closest_t closest = {0};
    char all[256] = "";

    for (int i = 0; i < CCS_N_EXPORTS; i++) {
        ccs_closest_offer(&closest, name, CCS_EXPORTS[i].name);
        ccs_text_enumerate(all, sizeof all, CCS_EXPORTS[i].name);
    }
    if (closest.best) return ccs_args_refuse(args, CCS_OPTION_FORMAT, "there is no \"%s\", did you mean %s?", name, closest.best);
    return ccs_args_refuse(args, CCS_OPTION_FORMAT, "must be one of %s, found \"%s\"", all, name);
}

/* A workbook is no text, and a text is no workbook; the kinds of CSV share their suffix. */
static bool is_other(enum ccs_export_format format, enum ccs_export_format of_file)
{
    const bool text = format == CCS_EXPORT_CSV_WIDE || format == CCS_EXPORT_INTERVALS;

    return of_file != CCS_N_EXPORTS && of_file != format && !(text && of_file == CCS_EXPORT_CSV);
}

static int refuse_suffix(const export_t *self)
{
    char all[256] = "";

    for (int i = 0; i < CCS_N_EXPORTS; i++)
        if (CCS_EXPORTS[i].suffix[0]) ccs_text_enumerate(all, sizeof all, CCS_EXPORTS[i].suffix);
    return ccs_args_refuse(self->args, CCS_OPTION_OUTPUT, "%s ends in none of %s; --format says which format it shall have",
        self->output, all);
}

static int choose_format(export_t *self)
{
    const char *const name = self->args->given[CCS_OPTION_FORMAT];

    self->output = self->args->given[CCS_OPTION_OUTPUT];
    if (self->output && !strcmp(self->output, "-")) self->output = NULL; /* standard output, as without it */
    self->format = CCS_EXPORT_CSV;
    if (name) {
        self->format = format_named(name);
        if (self->format == CCS_N_EXPORTS) return refuse_format(self->args, name);
        if (self->output && is_other(self->format, format_of_file(self->output)))
            return ccs_args_refuse(self->args, CCS_OPTION_OUTPUT, "%s is the name of a file in the format %s, not %s",
                self->output, CCS_EXPORTS[format_of_file(self->output)].name, name);
    } else if (self->output) {
        self->format = format_of_file(self->output);
        if (self->format == CCS_N_EXPORTS) return refuse_suffix(self);
    }
    if (self->format == CCS_EXPORT_XLSX && !self->output)
        return ccs_args_refuse(self->args, CCS_OPTION_FORMAT,
            "a workbook is no text for standard output; --output FILE says where to");
    if (ccs_args_has(self->args, CCS_OPTION_FORCE) && !self->output)
        return ccs_args_refuse(self->args, CCS_OPTION_FORCE, "goes with --output FILE");
    return 0;
}

static enum ccs_file_kind kind_of(enum ccs_export_format format)
{
    return format == CCS_EXPORT_JSON ? CCS_FILE_JSON : format == CCS_EXPORT_XLSX ? CCS_FILE_BOOK : CCS_FILE_TABLE;
}

/* A mark by its name. @return '\0' and told: it is none of these */
static char mark_named(const ccs_args_t *args, enum ccs_option option, const char *marks)
{
    const char *const text = args->given[option];
    const char mark = !strcmp(text, "tab") || !strcmp(text, "\\t") ? '\t' : text[0];

    if (mark && strchr(marks, mark) && (mark == '\t' || text[1] == '\0')) return mark;
    (void) ccs_args_refuse(args, option, "must be %s, found \"%s\"",
        option == CCS_OPTION_DECIMAL ? "\".\" or \",\"" : "\",\", \";\" or tab", text);
    return '\0';
}

/* How CSV is written. Where the comma is the decimal mark, semicolons part the cells. */
static int choose_form(export_t *self)
{
    const enum ccs_option options[] = {CCS_OPTION_LOCALE, CCS_OPTION_SEPARATOR, CCS_OPTION_DECIMAL};
    ccs_csv_form_t *const form = &self->form;
    ccs_err_t err = {0};

    if (ccs_cli_output_form(self->args, form, &err) != 0) {
        (void) ccs_say_refused(self->args, &err);
        return CCS_ERR_USAGE;
    }
    for (size_t i = 0; i < sizeof options / sizeof *options; i++) {
        char *const mark = options[i] == CCS_OPTION_DECIMAL ? &form->decimal : &form->separator;

        if (!self->args->given[options[i]]) continue;
        if (kind_of(self->format) != CCS_FILE_TABLE)
            return ccs_args_refuse(self->args, options[i], "goes with csv, csv-wide and intervals, not with %s",
                CCS_EXPORTS[self->format].name);
        if (options[i] == CCS_OPTION_LOCALE) continue;
        *mark = mark_named(self->args, options[i], options[i] == CCS_OPTION_DECIMAL ? ".," : ",;\t");
        if (!*mark) return CCS_ERR_USAGE; /* told already */
    }
    if (form->decimal != form->separator) return 0;
    if (self->args->given[CCS_OPTION_SEPARATOR])
        return ccs_args_refuse(self->args, CCS_OPTION_DECIMAL, "\",\" needs another separator: --separator \";\", or none");
    form->separator = ';';
    return 0;
}

/* Which sheets a workbook has. Who asks for figures by name wants those too that the first four do not hold. */
static int choose_sheets(export_t *self)
{
    const char *const sheets = self->args->given[CCS_OPTION_SHEETS];

    if (sheets && self->format != CCS_EXPORT_XLSX)
        return ccs_args_refuse(self->args, CCS_OPTION_SHEETS, "goes with xlsx, not with %s", CCS_EXPORTS[self->format].name);
    if (sheets && strcmp(sheets, "answer") != 0 && strcmp(sheets, "all") != 0)
        return ccs_args_refuse(self->args, CCS_OPTION_SHEETS, "must be answer or all, found \"%s\"", sheets);
    self->what.all_sheets =
        sheets ? !strcmp(sheets, "all") : self->args->given[CCS_OPTION_METRIC] || self->args->given[CCS_OPTION_ENTITY];
    return 0;
}

/* The formulas are a table, an object or a sheet of their own. */
static int check_erlang(const export_t *self)
{
    static const enum ccs_option others[] = {CCS_OPTION_BY, CCS_OPTION_METRIC, CCS_OPTION_ENTITY};

    if (!ccs_args_has(self->args, CCS_OPTION_ERLANG)) return 0;
    if (self->format == CCS_EXPORT_CSV_WIDE || self->format == CCS_EXPORT_INTERVALS)
        return ccs_args_refuse(self->args, CCS_OPTION_ERLANG, "goes with csv, json and xlsx, not with %s",
            CCS_EXPORTS[self->format].name);
    for (size_t i = 0; self->format != CCS_EXPORT_XLSX && i < sizeof others / sizeof *others; i++)
        if (self->args->given[others[i]])
            return ccs_args_refuse(self->args, CCS_OPTION_ERLANG, "says by itself what its rows and columns are");
    return 0;
}

/* Figures with controls are a table or an object of their own. */
static int check_controls(const export_t *self)
{
    ccs_err_t err = {0};

    if (!ccs_args_has(self->args, CCS_OPTION_CONTROLS)) return 0;
    if (self->format != CCS_EXPORT_CSV && self->format != CCS_EXPORT_JSON)
        return ccs_args_refuse(self->args, CCS_OPTION_CONTROLS, "goes with csv and json, not with %s",
            CCS_EXPORTS[self->format].name);
    const int ret = ccs_cli_controls_check(self->args, &err);

    if (ret) (void) ccs_say_refused(self->args, &err);
    return ret;
}

/* What rows stand for: words of this command beside those that choose entities. */
static int choose_rows(export_t *self)
{
    const char *by = self->args->given[CCS_OPTION_BY];

    self->what.waits = ccs_args_has(self->args, CCS_OPTION_WAITS);
    if (self->what.waits && self->format != CCS_EXPORT_XLSX)
        return ccs_args_refuse(self->args, CCS_OPTION_WAITS, "goes with xlsx, not with %s", CCS_EXPORTS[self->format].name);
    if (by && (self->format == CCS_EXPORT_XLSX || self->format == CCS_EXPORT_INTERVALS))
        return ccs_args_refuse(self->args, CCS_OPTION_BY, "goes with csv, csv-wide and json: %s says by itself what its rows are",
            CCS_EXPORTS[self->format].name);
    if (by && !strcmp(by, "replication")) {
        if (self->format == CCS_EXPORT_JSON)
            return ccs_args_refuse(self->args, CCS_OPTION_BY, "single replications go with csv and csv-wide");
        self->what.by = CCS_EXPORT_BY_REPLICATION;
        by = NULL;
    } else if (by && !strcmp(by, "summary")) {
        by = NULL;
    }
    self->what.wanted = (ccs_wanted_t){by, self->args->given[CCS_OPTION_METRIC], self->args->given[CCS_OPTION_ENTITY]};
    if (ccs_axis_is_apart(ccs_wanted_axis(&self->what.wanted)) &&
        (self->format == CCS_EXPORT_XLSX || self->what.by == CCS_EXPORT_BY_REPLICATION))
        return ccs_args_refuse(self->args, CCS_OPTION_ENTITY, "pairs and agents go with csv, csv-wide and json, over the run");
    return 0;
}

/* What the result has of what is asked for. */
static int check_names(export_t *self, ccs_err_t *err)
{
    const ccs_view_t *const v = self->variants.views;
    const char *const entity = self->what.wanted.entity;
    int ret;

    CCS_TRY(ccs_wanted_check_view(&self->what.wanted, v, err));
    if (self->format != CCS_EXPORT_INTERVALS) goto out;
    if (v->n_intervals == 0)
        CCS_TRY(
            ccs_err_set(err, CCS_ERR_USAGE, NULL, "--format", "there are no intervals here: a steady state has batches only"));
    if (entity && strcmp(entity, "all") != 0 && strncmp(entity, "type/", 5) != 0)
        CCS_TRY(
            ccs_err_set(err, CCS_ERR_USAGE, NULL, "--entity", "queues are contact types: all, or type/NAME, not \"%s\"", entity));
out:
    return ret;
}

/* ---- writing -------------------------------------------------------------------------------------------------------------- */

static int write_rows(const export_t *self, FILE *to, ccs_err_t *err)
{
    ccs_rows_t rows = {.csv = to, .form = self->form};

    int ret = 0;

    ccs_csv_write_mark(&self->form, to);
    if (ccs_args_has(self->args, CCS_OPTION_CONTROLS)) ret = ccs_cli_controls_export(self->args, &self->variants, &rows, to, err);
    else if (self->what.beside) ccs_export_beside(&self->what, &rows);
    else if (self->format == CCS_EXPORT_CSV) ccs_export_long(&self->what, &rows);
    else if (self->format == CCS_EXPORT_CSV_WIDE) ccs_export_wide(&self->what, &rows);
    else ccs_export_intervals(&self->what, &rows);
    if (ret == 0) ret = ccs_rows_check(&rows, err);
    ccs_rows_free(&rows);
    return ret;
}

static int write_text(const export_t *self, FILE *to, ccs_err_t *err)
{
    if (ccs_cli_is_study(&self->data))
        return ccs_cli_export_study(self->args, &self->data, self->format == CCS_EXPORT_JSON ? NULL : &self->form,
            self->what.by == CCS_EXPORT_BY_REPLICATION, to, err);
    if (self->format != CCS_EXPORT_JSON) return write_rows(self, to, err);
    if (ccs_args_has(self->args, CCS_OPTION_CONTROLS)) return ccs_cli_controls_export(self->args, &self->variants, NULL, to, err);
    if (self->what.beside) {
        ccs_json_beside(self->what.beside, self->variants.n, to);
        return 0;
    }
    ccs_wanted_t wanted = self->what.wanted;

    if (!self->args->given[CCS_OPTION_BY] && ccs_wanted_axis(&wanted) == CCS_AXIS_RUN && self->variants.views->n_intervals > 0)
        wanted.by = "interval";
    return ccs_json_variants(&self->variants, &wanted, to, err);
}

/* The text in memory first, so that the file is whole or not there. */
static int write_text_file(const export_t *self, ccs_err_t *err)
{
    char *text = NULL;
    size_t n = 0;
    FILE *const to = open_memstream(&text, &n);
    int ret = to ? 0 : ccs_err_set(err, CCS_ERR_NOMEM, NULL, NULL, "out of memory for the table");

    if (ret == 0) ret = write_text(self, to, err);
    const bool lost = to && ferror(to) != 0;

    if (to && (fclose(to) != 0 || lost) && ret == 0)
        ret = ccs_err_set(err, CCS_ERR_NOMEM, NULL, NULL, "out of memory for the table");
    if (ret == 0) ret = ccs_file_write(self->output, ccs_args_has(self->args, CCS_OPTION_FORCE), text, n, err);
    free(text);
    return ret;
}

/* What each variant's scenario says. */
static int tell_models(export_t *self, ccs_err_t *err)
{
    const uint32_t n = self->variants.n;
    int ret = 0;

    self->told = calloc(n, sizeof *self->told);
    self->models = calloc(n, sizeof *self->models);
    CCS_REQUIRE(self->told && self->models, ccs_err_set(err, CCS_ERR_NOMEM, NULL, NULL, "out of memory for the workbook"));
    for (uint32_t i = 0; i < n; i++) {
        CCS_TRY(ccs_cli_model_read(&self->told[i], &self->variants.views[i], err));
        self->models[i] = (ccs_export_model_t){self->told[i].sentences, self->told[i].without};
    }
    self->what.models = self->models;
out:
    return ret;
}

static int write_book(export_t *self, ccs_err_t *err)
{
    const ccs_view_t *const v = self->variants.views;
    ccs_book_t *book = NULL;
    ccs_rows_t rows = {0};
    char comments[256];
    int ret;

    snprintf(comments, sizeof comments, "made by ccsim %.40s (%.40s) from scenario %.100s", v->version, v->revision, v->file);
    CCS_TRY(tell_models(self, err));
    CCS_TRY(ccs_book_new(&book, v->title, comments, err));
    rows.book = book;
    ccs_export_sheets(&self->what, &rows);
    CCS_TRY(ccs_rows_check(&rows, err));
    CCS_TRY(ccs_book_write(book, self->output, ccs_args_has(self->args, CCS_OPTION_FORCE), err));
out:
    ccs_rows_free(&rows);
    ccs_book_delete(book);
    return ret;
}

/* The closed formulas of each variant. */
static int ask_formulas(export_t *self, ccs_err_t *err)
{
    const uint32_t n = self->variants.n;
    int ret = 0;

    if (!ccs_args_has(self->args, CCS_OPTION_ERLANG)) return 0;
    ccs_beside_t *const found = ccs_arena_array(&self->arena, n, sizeof *found);

    CCS_REQUIRE(found, ccs_err_set(err, CCS_ERR_NOMEM, NULL, NULL, "out of memory for the formulas"));
    CCS_TRY(ccs_cli_model_beside(self->variants.views, n, &self->arena, found, err));
    self->what.beside = found;
out:
    return ret;
}

/* A table has no place to say that its run was stopped. */
static void tell_incomplete(const export_t *self)
{
    const ccs_view_t *const v = self->variants.views;
    ccs_err_t warning = {0};

    if (v->complete || ccs_args_has(self->args, CCS_OPTION_QUIET)) return;
    snprintf(warning.where, sizeof warning.where, "%s", self->args->operands[0]);
    snprintf(warning.text, sizeof warning.text, "the run was stopped after %" PRIu64 " of %" PRIu64 " replications",
        v->replications, v->replications_asked);
    ccs_say(&warning);
}

/* A study is a table of its own, by point or by replication. */
static int check_study(const export_t *self, ccs_err_t *err)
{
    const char *const by = self->args->given[CCS_OPTION_BY];

    if (self->format != CCS_EXPORT_CSV && self->format != CCS_EXPORT_JSON)
        return ccs_err_set(err, CCS_ERR_USAGE, NULL, "--format", "a study goes to csv and json, not to %s",
            CCS_EXPORTS[self->format].name);
    if (by && strcmp(by, "replication") != 0)
        return ccs_err_set(err, CCS_ERR_USAGE, NULL, "--by",
            "a line of a study stands for a point, or, by replication, for one of those");
    return ccs_cli_check_study(self->args, err);
}

static int open_result(export_t *self, ccs_err_t *err)
{
    int ret;

    CCS_TRY(ccs_cli_check_no_study(self->args, err));
    CCS_TRY(ccs_variants_open(&self->variants, &self->data, err));
    self->what.variants = &self->variants;
    CCS_TRY(check_names(self, err));
    CCS_TRY(ask_formulas(self, err));
    tell_incomplete(self);
out:
    return ret;
}

static int carry_out(export_t *self, ccs_err_t *err)
{
    int ret;

    CCS_TRY(ccs_result_read_guarded(self->args->operands[0], &self->data, err));
    CCS_TRY(ccs_cli_is_study(&self->data) ? check_study(self, err) : open_result(self, err));
    if (self->output) CCS_TRY(ccs_cli_output_check(self->args, self->output, kind_of(self->format), err));
    if (self->output) ccs_stop_prepare(0, "; nothing was written");
    if (!self->output) ret = write_text(self, stdout, err);
    else if (self->format == CCS_EXPORT_XLSX) ret = write_book(self, err);
    else ret = write_text_file(self, err);
    if (ret == 0 && self->output && !ccs_args_has(self->args, CCS_OPTION_QUIET)) printf("export: %s\n", self->output);
out:
    return ret;
}

static int export_result(const ccs_args_t *args)
{
    export_t self = {.args = args};
    ccs_err_t err = {0};
    int ret = choose_format(&self);

    if (ret == 0) ret = choose_form(&self);
    if (ret == 0) ret = choose_sheets(&self);
    if (ret == 0) ret = choose_rows(&self);
    if (ret == 0) ret = check_erlang(&self);
    if (ret == 0) ret = check_controls(&self);
    if (ret) return ret; /* told already */
    ret = carry_out(&self, &err);
    if (ret == CCS_ERR_USAGE) {
        (void) ccs_say_refused(args, &err);
    } else if (ret) {
        if (err.where[0] == '\0') snprintf(err.where, sizeof err.where, "%s", args->operands[0]);
        ccs_say(&err);
    }
    for (uint32_t i = 0; self.told && i < self.variants.n; i++) ccs_cli_model_free(&self.told[i]);
    free(self.told);
    free(self.models);
    ccs_arena_free(&self.arena);
    ccs_variants_free(&self.variants);
    ccs_dataset_free(&self.data);
    return ret;
}

int ccs_cli_export(int argc, char **argv)
{
    ccs_args_t args;
    int status;

    if (!ccs_args_read(&args, CCS_COMMAND_export, argc, argv, &status)) return status;
    status = ccs_err_status(export_result(&args));
    ccs_args_free(&args);
    return status;
}
