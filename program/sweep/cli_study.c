/* cli_study.c - a study on standard output. */
#include "cli_study.h"

#include <string.h>

#include "cli_say.h"
#include "cli_terminal.h"
#include "csv_write.h"
#include "study_analyses.h"
#include "study_page.h"
#include "study_tables.h"
#include "sweep_data.h"
#include "units.h"

/* ---- analyses ------------------------------------------------------------------------------------------------------------------------------ */

static int ask_responses(const ccs_args_t *args, const ccs_study_t *study, ccs_arena_t *arena, ccs_asked_t *asked, ccs_err_t *err)
{
    const char *text = args->given[CCS_OPTION_METRIC];

    for (uint32_t i = 0; !text && i < study->n_responses && i < CCS_STUDY_ASKED_MAX; i++)
        asked->responses[asked->n_responses++] = i;
    while (text && *text && asked->n_responses < CCS_STUDY_ASKED_MAX) {
        const size_t n = strcspn(text, ",");
        const char *const name = ccs_arena_printf(arena, "%.*s", (int) n, text);
        const int ret = name ? ccs_study_find(study, name, &asked->responses[asked->n_responses++], err) : CCS_ERR_NOMEM;

        if (ret) return ret;
        text += n + (text[n] == ',');
    }
    return 0;
}

static int ask(const ccs_args_t *args, const ccs_study_t *study, ccs_arena_t *arena, ccs_asked_t *asked, ccs_err_t *err)
{
    const char *const margin = args->given[CCS_OPTION_MARGIN], *const procedure = args->given[CCS_OPTION_PROCEDURE];

    *asked = (ccs_asked_t){.target = args->given[CCS_OPTION_TARGET], .solve = args->given[CCS_OPTION_SOLVE]};
    if (args->given[CCS_OPTION_METRIC]) asked->axes = CCS_STUDY_ASKED_MAX; /* as many figures as are named */
    if (margin && (ccs_units_number(margin, &asked->margin) != 0 || !(asked->margin > 0)))
        return ccs_err_set(err, CCS_ERR_USAGE, NULL, "--margin", "must be a number above 0, found \"%s\"", margin);
    asked->rinott = procedure && !strcmp(procedure, "rinott");
    if (procedure && !asked->rinott && strcmp(procedure, "kn") != 0)
        return ccs_err_set(err, CCS_ERR_USAGE, NULL, "--procedure", "must be kn or rinott, found \"%s\"", procedure);
    return ask_responses(args, study, arena, asked, err);
}

/* Where answers go: one of them is not NULL. */
typedef struct {
    const ccs_table_form_t *table;
    ccs_rows_t *rows;
    FILE *to;
} out_t;

static int put_answer(const ccs_answer_t *answer, const out_t *out, bool first)
{
    if (out->rows) {
        ccs_answer_write(answer, out->rows);
        return 0;
    }
    if (!out->table) {
        fputs(first ? "[" : ",\n ", out->to);
        ccs_answer_json(answer, out->to);
        return 0;
    }
    fputc('\n', out->to);
    return ccs_answer_print(answer, *out->table, out->to);
}

/* Each analysis that is named. */
static int analyse(const ccs_args_t *args, const ccs_study_t *study, const out_t *out, ccs_err_t *err)
{
    const char *text = args->given[CCS_OPTION_ANALYSIS];
    ccs_arena_t arena = {0};
    ccs_asked_t asked;
    bool first = true;
    int ret;

    CCS_TRY(ask(args, study, &arena, &asked, err));
    for (; *text; first = false) {
        const size_t n = strcspn(text, ",");
        const char *const name = ccs_arena_printf(&arena, "%.*s", (int) n, text);
        const enum ccs_analysis analysis = name ? ccs_analysis_find(name) : CCS_N_ANALYSES;
        ccs_answer_t answer = {0};

        CCS_REQUIRE(name, CCS_ERR_NOMEM);
        if (analysis == CCS_N_ANALYSES)
            CCS_TRY(ccs_err_set(err, CCS_ERR_USAGE, NULL, "--analysis",
                "must be some of effects, tornado, morris, sobol, surface, kriging, isoline, front and best, found \"%s\"",
                name));
        ret = ccs_analyse(analysis, study, &asked, &answer, err);
        if (ret == 0) ret = put_answer(&answer, out, first);
        ccs_answer_free(&answer);
        if (ret) goto out;
        text += n + (text[n] == ',');
    }
    if (!out->rows && !out->table) fputs("]\n", out->to);
out:
    ccs_arena_free(&arena);
    return ret;
}

/* ---- printing -------------------------------------------------------------------------------------------------------------------------------- */

bool ccs_cli_is_study(const ccs_dataset_t *data)
{
    return ccs_sweep_data_is(data);
}

static int refuse_any(const ccs_args_t *args, const enum ccs_option *options, size_t n, const char *why, ccs_err_t *err)
{
    char name[32];

    for (size_t i = 0; i < n; i++) {
        if (!args->given[options[i]]) continue;
        snprintf(name, sizeof name, "--%s", CCS_OPTIONS[options[i]].name);
        return ccs_err_set(err, CCS_ERR_USAGE, NULL, name, "%s", why);
    }
    return 0;
}

int ccs_cli_check_study(const ccs_args_t *args, ccs_err_t *err)
{
    static const enum ccs_option others[] = {CCS_OPTION_ENTITY, CCS_OPTION_GRID, CCS_OPTION_ERLANG, CCS_OPTION_CONTROLS};

    return refuse_any(args, others, sizeof others / sizeof *others,
        "belongs to results of ccsim run; this is a study of ccsim sweep", err);
}

int ccs_cli_check_no_study(const ccs_args_t *args, ccs_err_t *err)
{
    static const enum ccs_option own[] = {CCS_OPTION_ANALYSIS, CCS_OPTION_TARGET, CCS_OPTION_SOLVE, CCS_OPTION_MARGIN,
        CCS_OPTION_PROCEDURE};

    return refuse_any(args, own, sizeof own / sizeof *own, "belongs to studies of ccsim sweep; this is no study", err);
}

int ccs_cli_export_study(const ccs_args_t *args, const ccs_dataset_t *data, const ccs_csv_form_t *form, bool by_replication,
    FILE *to, ccs_err_t *err)
{
    ccs_study_t study;
    int ret = ccs_study_open(&study, data, err);

    if (ret) return ret;
    if (!form && ccs_args_has(args, CCS_OPTION_ANALYSIS)) return analyse(args, &study, &(out_t){.to = to}, err);
    if (!form) {
        ccs_study_json(&study, to);
        return 0;
    }
    ccs_rows_t rows = {.csv = to, .form = *form};

    ccs_csv_write_mark(form, to);
    if (ccs_args_has(args, CCS_OPTION_ANALYSIS)) ret = analyse(args, &study, &(out_t){.rows = &rows}, err);
    else ccs_study_rows(&study, by_replication, &rows);
    if (ret == 0) ret = ccs_rows_check(&rows, err);
    ccs_rows_free(&rows);
    return ret;
}

int ccs_cli_show_study(const ccs_args_t *args, const ccs_dataset_t *data, ccs_err_t *err)
{
    ccs_study_t study;
    ccs_terminal_page_t page;
    int ret;

    CCS_TRY(ccs_cli_check_study(args, err));
    CCS_TRY(ccs_study_open(&study, data, err));
    if (ccs_args_has(args, CCS_OPTION_JSON) && ccs_args_has(args, CCS_OPTION_ANALYSIS))
        return analyse(args, &study, &(out_t){.to = stdout}, err);
    if (ccs_args_has(args, CCS_OPTION_JSON)) {
        ccs_study_json(&study, stdout);
        return 0;
    }
    FILE *const to = ccs_terminal_begin(&page, stdout);
    const ccs_table_form_t form = {ccs_say_colors(args, stdout), page.width};

    if (ccs_args_has(args, CCS_OPTION_ANALYSIS)) {
        ccs_study_print_head(&study, to);
        ret = analyse(args, &study, &(out_t){.table = &form, .to = to}, err);
    } else {
        ret = ccs_study_print(&study, form, to);
    }
    if (ccs_terminal_end(&page) != 0 && ret == 0) ret = CCS_ERR_NOMEM;
    if (ret == CCS_ERR_NOMEM) (void) ccs_err_set(err, CCS_ERR_NOMEM, NULL, NULL, "out of memory for the tables");
out:
    return ret;
}

int ccs_cli_write_study_page(const ccs_args_t *args, const ccs_dataset_t *data, const ccs_brand_t *brand, FILE *to,
    ccs_err_t *err)
{
    ccs_arena_t arena = {0};
    ccs_study_t study;
    ccs_asked_t asked;
    int ret;

    CCS_TRY(ccs_study_open(&study, data, err));
    CCS_TRY(ask(args, &study, &arena, &asked, err));
    CCS_TRY(ccs_study_page_write(&study, &asked, brand, to, err));
out:
    ccs_arena_free(&arena);
    return ret;
}
