/* cli_read.c - the commands that only read: check, explain. */
#include <stdlib.h>
#include <string.h>

#include "cli_changes.h"
#include "cli_command.h"
#include "cli_say.h"
#include "cli_terminal.h"
#include "effort.h"
#include "explain.h"
#include "scenario.h"

/* Load a scenario and tell everything that is to be said about it. @return code */
static int load(const ccs_args_t *args, const char *path, ccs_scenario_t *scenario)
{
    ccs_err_list_t errors = {0};
    const int ret = ccs_scenario_load(path, args->sets, args->n_sets, scenario, &errors);

    ccs_say_all(&errors, args);
    ccs_err_list_free(&errors);
    return ret;
}

static void say_no_memory(void)
{
    ccs_say(&(ccs_err_t){.code = CCS_ERR_NOMEM, .text = "out of memory"});
}

/* What `ccsim run` takes, with tables alone. */
static int tell_effort(const ccs_scenario_t *scenario)
{
    ccs_job_options_t options = ccs_job_options(scenario);
    ccs_effort_t effort = {0};
    char words[CCS_EFFORT_TEXT_MAX];

    options.tables_only = true;
    const int ret = ccs_effort_add(&effort, scenario, &options, false);

    if (ret == 0) printf("a run takes %s\n", ccs_effort_words(&effort, words));
    return ret;
}

/* What is told of a plan, in lines as wide as the terminal. */
static int tell(int (*teller)(const ccs_plan_t *plan, FILE *to), const ccs_plan_t *plan)
{
    ccs_terminal_page_t page;
    const int ret = teller(plan, ccs_terminal_begin(&page, stdout)), lost = ccs_terminal_end(&page);

    if (ret == 0) return lost;
    return ret;
}

static int check(const ccs_args_t *args, const char *path)
{
    ccs_scenario_t scenario;
    int ret = load(args, path, &scenario);

    if (ret == 0 && !ccs_args_has(args, CCS_OPTION_QUIET)) {
        printf("%s\n", path);
        ret = tell(ccs_explain_load, &scenario.plan);
        if (ret == 0) ret = tell_effort(&scenario);
        if (ret != 0) say_no_memory();
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
        if (i > 0 && !ccs_args_has(&args, CCS_OPTION_QUIET)) putchar('\n');
        (void) fflush(stdout); /* so that messages stand where they belong */
        const int status = ccs_err_status(check(&args, args.operands[i]));

        if (status > worst) worst = status;
    }
    ccs_args_free(&args);
    return worst;
}

static int explain_plan(const ccs_plan_t *plan, FILE *to)
{
    ccs_explain(plan, to);
    return 0;
}

/* The scenario with its changes, of which errors are told. @param arena  of what the changes say */
static int load_changed(const ccs_args_t *args, ccs_arena_t *arena, ccs_scenario_t *scenario)
{
    ccs_what_if_t changes;
    ccs_err_t err = {0};
    const int ret = ccs_what_if_join(args->sets, args->n_sets, args->what_ifs, args->n_what_ifs, arena, &changes, &err);

    *scenario = (ccs_scenario_t){.path = args->operands[0]};
    if (ret == 0) return ccs_cli_load(args, &changes, scenario);
    if (ret == CCS_ERR_USAGE) (void) ccs_say_refused(args, &err);
    else ccs_say(&err);
    return ret;
}

static int explain(const ccs_args_t *args)
{
    ccs_arena_t arena = {0};
    ccs_scenario_t scenario;
    int ret = load_changed(args, &arena, &scenario);

    if (ret == 0 && ccs_args_has(args, CCS_OPTION_FULL)) {
        const char *const text = ccs_scenario_text(&scenario);

        if (text) fputs(text, stdout);
        else say_no_memory();
        ret = text ? 0 : CCS_ERR_NOMEM;
    } else if (ret == 0) {
        ret = tell(explain_plan, &scenario.plan);
        putchar('\n');
        if (ret == 0) ret = tell_effort(&scenario);
        if (ret != 0) say_no_memory();
    }
    ccs_scenario_free(&scenario);
    ccs_arena_free(&arena);
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
