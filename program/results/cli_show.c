/* cli_show.c - the command `ccsim show`: tables of a result file. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "beside_words.h"
#include "cli_command.h"
#include "cli_controls.h"
#include "cli_model.h"
#include "cli_say.h"
#include "cli_study.h"
#include "cli_terminal.h"
#include "grid.h"
#include "json.h"
#include "json_beside.h"
#include "lights.h"
#include "result_guard.h"
#include "statement_print.h"
#include "summary.h"
#include "verdict.h"

/* Whether the user's locale writes UTF-8, by the variables that POSIX asks in this order. The program itself never leaves the C locale. */
static bool locale_is_utf8(void)
{
    static const char *const variables[] = {"LC_ALL", "LC_CTYPE", "LANG"};

    for (size_t i = 0; i < sizeof variables / sizeof *variables; i++) {
        const char *const locale = getenv(variables[i]);

        if (!locale || locale[0] == '\0') continue;
        const char *const codeset = strchr(locale, '.');

        return codeset && (!strncasecmp(&codeset[1], "utf-8", 5) || !strncasecmp(&codeset[1], "utf8", 4));
    }
    return false;
}

static int print_tables(const ccs_args_t *args, const ccs_variants_t *variants, const ccs_wanted_t *wanted, ccs_err_t *err)
{
    ccs_terminal_page_t page;
    FILE *const to = ccs_terminal_begin(&page, stdout);
    const ccs_look_t look = {.width = page.width,
        .colors = ccs_say_colors(args, stdout),
        .utf8 = locale_is_utf8(),
        .day = true,
        .grid = ccs_args_has(args, CCS_OPTION_GRID),
        .warnings = !ccs_args_has(args, CCS_OPTION_QUIET)};
    int ret = ccs_summary_print_result(variants, wanted, look, to);

    if (ret == 0) fputc('\n', to);
    for (uint32_t i = 0; ret == 0 && i < variants->n; i++) ret = ccs_summary_print_provenance(&variants->views[i], to);
    const int lost = ccs_terminal_end(&page);

    return ret == 0 && lost == 0 ? 0 : ccs_err_set(err, CCS_ERR_NOMEM, NULL, NULL, "out of memory for the tables");
}

/* The formulas beside each variant, whose scenario is read again for them. */
static int print_erlang(const ccs_args_t *args, const ccs_variants_t *variants, ccs_err_t *err)
{
    ccs_arena_t arena = {0};
    ccs_beside_t *const found = ccs_arena_array(&arena, variants->n, sizeof *found);
    ccs_terminal_page_t page;
    FILE *to = NULL;
    int ret = found ? 0 : CCS_ERR_NOMEM;

    if (ret == 0) ret = ccs_cli_model_beside(variants->views, variants->n, &arena, found, err);
    if (ret == 0 && ccs_args_has(args, CCS_OPTION_JSON)) {
        ccs_json_beside(found, variants->n, stdout);
    } else if (ret == 0) {
        to = ccs_terminal_begin(&page, stdout);
        for (uint32_t i = 0; ret == 0 && i < variants->n; i++) {
            if (variants->n > 1) fprintf(to, "%s\n", variants->views[i].name);
            ret = ccs_beside_print(&found[i], (ccs_table_form_t){ccs_say_colors(args, stdout), page.width}, to);
        }
        if (ccs_terminal_end(&page) != 0 && ret == 0) ret = CCS_ERR_NOMEM;
    }
    ccs_arena_free(&arena);
    return ret == CCS_ERR_NOMEM ? ccs_err_set(err, CCS_ERR_NOMEM, NULL, NULL, "out of memory for the tables") : ret;
}

/* The ledger of each variant, and where they cost the same. */
static int print_statement(const ccs_args_t *args, const ccs_variants_t *variants, const ccs_dataset_t *data, ccs_err_t *err)
{
    ccs_terminal_page_t page;
    ccs_statement_t *statements;
    int ret = ccs_statements_open(&statements, data, variants->n), lost = 0;

    if (ret == 0 && ccs_args_has(args, CCS_OPTION_JSON)) {
        ret = ccs_statements_json(statements, variants, stdout);
    } else if (ret == 0) {
        FILE *const to = ccs_terminal_begin(&page, stdout);

        ret = ccs_statements_print(statements, variants, (ccs_table_form_t){ccs_say_colors(args, stdout), page.width}, to);
        lost = ccs_terminal_end(&page);
    }
    ccs_statements_free(statements, variants->n);
    if (ret == CCS_ERR_SCENARIO)
        return ccs_err_set(err, CCS_ERR_USAGE, NULL, "--statement",
            "this result has no ledger: its scenario says nothing of costs: see costs in ccsim list keys");
    return ret == 0 && lost == 0 ? 0 : ccs_err_set(err, CCS_ERR_NOMEM, NULL, NULL, "out of memory for the tables");
}

static int check_statement(const ccs_args_t *args, ccs_err_t *err)
{
    static const enum ccs_option others[] = {CCS_OPTION_BY, CCS_OPTION_METRIC, CCS_OPTION_ENTITY, CCS_OPTION_GRID,
        CCS_OPTION_ERLANG};

    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (ccs_args_has(args, others[i]))
            return ccs_err_set(err, CCS_ERR_USAGE, NULL, "--statement",
                "is a table of its own: figures of money are metrics too (cost_total and the like), with --metric and --by");
    return 0;
}

/* The grid, the statement and the formulas are tables of their own, of a result that has one. */
static int check_grid(const ccs_args_t *args, const ccs_view_t *view, ccs_err_t *err)
{
    static const enum ccs_option others[] = {CCS_OPTION_BY, CCS_OPTION_METRIC, CCS_OPTION_ENTITY, CCS_OPTION_JSON};
    enum ccs_option option = CCS_OPTION_GRID;

    if (ccs_args_has(args, CCS_OPTION_STATEMENT)) return check_statement(args, err);
    if (ccs_args_has(args, CCS_OPTION_ERLANG) && ccs_args_has(args, CCS_OPTION_GRID))
        return ccs_err_set(err, CCS_ERR_USAGE, NULL, "--erlang", "is a table of its own: without --grid");
    if (ccs_args_has(args, CCS_OPTION_ERLANG)) option = CCS_OPTION_ERLANG;
    else if (!ccs_args_has(args, CCS_OPTION_GRID)) return 0;
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        if (!ccs_args_has(args, others[i]) || (option == CCS_OPTION_ERLANG && others[i] == CCS_OPTION_JSON)) continue;
        return ccs_err_set(err, CCS_ERR_USAGE, NULL, option == CCS_OPTION_GRID ? "--grid" : "--erlang",
            others[i] == CCS_OPTION_JSON ? "is a table; JSON has the grid among its findings, without --grid"
                                         : "says by itself what its rows and columns are");
    }
    if (option == CCS_OPTION_ERLANG || ccs_grid_of(view).n > 0) return 0; /* what the formulas need they say themselves */
    return ccs_err_set(err, CCS_ERR_USAGE, NULL, "--grid",
        "there is no service level by interval here: a steady state has batches only");
}

static int show(const ccs_args_t *args, uint32_t *unmet)
{
    const ccs_wanted_t wanted = {args->given[CCS_OPTION_BY], args->given[CCS_OPTION_METRIC], args->given[CCS_OPTION_ENTITY]};
    ccs_dataset_t data = {0};
    ccs_variants_t variants = {0};
    ccs_err_t err = {0};
    int ret;

    CCS_TRY(ccs_result_read_guarded(args->operands[0], &data, &err));
    if (ccs_cli_is_study(&data)) CCS_TRY(ccs_cli_show_study(args, &data, &err));
    if (ccs_cli_is_study(&data)) goto out;
    CCS_TRY(ccs_cli_check_no_study(args, &err));
    CCS_TRY(ccs_variants_open(&variants, &data, &err));
    CCS_TRY(ccs_wanted_check_view(&wanted, variants.views, &err));
    CCS_TRY(ccs_cli_controls_check(args, &err));
    CCS_TRY(check_grid(args, variants.views, &err));
    for (uint32_t i = 0; i < variants.n; i++)
        *unmet += ccs_verdict_unmet(&variants.views[i]) + ccs_lights_unkept(&variants.views[i]);
    if (ccs_args_has(args, CCS_OPTION_CONTROLS)) CCS_TRY(ccs_cli_controls_print(args, &variants, &err));
    else if (ccs_args_has(args, CCS_OPTION_STATEMENT)) CCS_TRY(print_statement(args, &variants, &data, &err));
    else if (ccs_args_has(args, CCS_OPTION_ERLANG)) CCS_TRY(print_erlang(args, &variants, &err));
    else if (ccs_args_has(args, CCS_OPTION_JSON)) CCS_TRY(ccs_json_variants(&variants, &wanted, stdout, &err));
    else CCS_TRY(print_tables(args, &variants, &wanted, &err));
out:
    if (ret == CCS_ERR_USAGE) {
        (void) ccs_say_refused(args, &err);
    } else if (ret) {
        if (err.where[0] == '\0') snprintf(err.where, sizeof err.where, "%s", args->operands[0]);
        ccs_say(&err);
    }
    ccs_variants_free(&variants);
    ccs_dataset_free(&data);
    return ret;
}

int ccs_cli_show(int argc, char **argv)
{
    ccs_args_t args;
    int status;
    uint32_t unmet = 0;

    if (!ccs_args_read(&args, CCS_COMMAND_show, argc, argv, &status)) return status;
    const int ret = show(&args, &unmet);

    status = ccs_err_status(ret);
    if (ret == 0 && unmet > 0 && ccs_args_has(&args, CCS_OPTION_STRICT)) status = 1;
    ccs_args_free(&args);
    return status;
}
