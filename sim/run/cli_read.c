/* cli_read.c - the commands that only read: check, explain, show. */
#include <stdlib.h>
#include <string.h>

#include "cli_command.h"
#include "cli_say.h"
#include "explain.h"
#include "json.h"
#include "result_read.h"
#include "scenario.h"
#include "summary.h"

/* Load a scenario and tell everything that is to be said about it. @return code */
static int load(const ccs_args_t *args, const char *path, ccs_scenario_t *scenario)
{
    ccs_err_list_t errors = {0};
    const int ret = ccs_scenario_load(path, args->sets, args->n_sets, scenario, &errors);

    ccs_say_all(&errors, args);
    ccs_err_list_free(&errors);
    return ret;
}

static int check(const ccs_args_t *args, const char *path)
{
    ccs_scenario_t scenario;
    const int ret = load(args, path, &scenario);

    if (ret == 0 && !ccs_args_has(args, CCS_OPTION_QUIET)) {
        (void) printf("%s\n", path);
        ccs_explain_load(&scenario.plan, stdout);
    }
    ccs_scenario_free(&scenario);
    return ret;
}

int ccs_cli_check(int argc, char **argv)
{
    ccs_args_t args;
    int worst;

    if (!ccs_args_read(&args, CCS_COMMAND_check, argc, argv, &worst)) return worst;
    for (size_t i = 0; i < args.n_operands; i++) {
        if (i > 0 && !ccs_args_has(&args, CCS_OPTION_QUIET)) (void) putchar('\n');
        (void) fflush(stdout); /* so that messages stand where they belong */
        const int status = ccs_err_status(check(&args, args.operands[i]));

        if (status > worst) worst = status;
    }
    ccs_args_free(&args);
    return worst;
}

static int explain(const ccs_args_t *args)
{
    ccs_scenario_t scenario;
    int ret = load(args, args->operands[0], &scenario);

    if (ret == 0 && ccs_args_has(args, CCS_OPTION_FULL)) {
        const char *const text = ccs_scenario_text(&scenario);
        const ccs_err_t no_memory = {.code = CCS_ERR_NOMEM, .text = "out of memory"};

        if (text) (void) fputs(text, stdout);
        else ccs_say(&no_memory);
        ret = text ? 0 : CCS_ERR_NOMEM;
    } else if (ret == 0) {
        ccs_explain(&scenario.plan, stdout);
    }
    ccs_scenario_free(&scenario);
    return ret;
}

int ccs_cli_explain(int argc, char **argv)
{
    ccs_args_t args;
    int status;

    if (!ccs_args_read(&args, CCS_COMMAND_explain, argc, argv, &status)) return status;
    status = ccs_err_status(explain(&args));
    ccs_args_free(&args);
    return status;
}

/* ---- show ----------------------------------------------------------------------------------------------------------------- */

static int show(const ccs_args_t *args, uint32_t *missed)
{
    const ccs_wanted_t wanted = {args->given[CCS_OPTION_BY], args->given[CCS_OPTION_METRIC], args->given[CCS_OPTION_ENTITY]};
    ccs_dataset_t data = {0};
    ccs_view_t view = {0};
    ccs_err_t err = {0};
    int ret;

    CCS_TRY(ccs_result_read(args->operands[0], &data, &err));
    CCS_TRY(ccs_view_open(&view, &data, &err));
    const ccs_names_t names = ccs_names_of(&view);

    CCS_TRY(ccs_wanted_check(&wanted, &names, &err));
    *missed = ccs_summary_missed(&view);
    if (ccs_args_has(args, CCS_OPTION_JSON)) {
        ccs_json_result(&view, &wanted, stdout);
        goto out;
    }
    if (ccs_summary_print(&view, &wanted, ccs_say_colors(args, stdout), stdout) != 0)
        CCS_TRY(ccs_err_set(&err, CCS_ERR_NOMEM, NULL, NULL, "out of memory for the tables"));
    (void) putchar('\n');
    ccs_summary_print_provenance(&view, stdout);
out:
    if (ret == CCS_ERR_USAGE) {
        (void) ccs_say_refused(args, &err);
    } else if (ret) {
        if (err.where[0] == '\0') (void) snprintf(err.where, sizeof err.where, "%s", args->operands[0]);
        ccs_say(&err);
    }
    ccs_view_free(&view);
    ccs_dataset_free(&data);
    return ret;
}

int ccs_cli_show(int argc, char **argv)
{
    ccs_args_t args;
    int status;
    uint32_t missed = 0;

    if (!ccs_args_read(&args, CCS_COMMAND_show, argc, argv, &status)) return status;
    const int ret = show(&args, &missed);

    status = ccs_err_status(ret);
    if (ret == 0 && missed > 0 && ccs_args_has(&args, CCS_OPTION_STRICT)) status = 1;
    ccs_args_free(&args);
    return status;
}
