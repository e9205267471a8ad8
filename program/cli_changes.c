/* cli_changes.c - the scenario that a command names, with its changes. */
#include "cli_changes.h"

#include <string.h>

#include "cli_output.h"
#include "cli_say.h"
#include "cli_seen.h"
#include "file_write.h"
#include "scenario_difference.h"
#include "scenario_read.h"

int ccs_cli_load(const ccs_args_t *args, const ccs_what_if_t *changes, ccs_scenario_t *scenario)
{
    ccs_err_list_t errors = {0};
    ccs_err_t err = {0};
    int ret = ccs_scenario_load(args->operands[0], changes->sets, changes->n_sets, scenario, &errors);

    ccs_what_if_cite(&(ccs_said_t){NULL, changes->said, args->n_sets, changes->n_sets}, &errors, 0);
    ccs_say_all(&errors, args);
    ccs_err_list_free(&errors);
    if (ret == 0) ret = ccs_cli_output_spare_all(args, scenario, &err);
    if (err.code) ccs_say(&err);
    return ret;
}

int ccs_cli_difference(const ccs_args_t *args, const ccs_what_if_t *changes, ccs_scenario_t *scenario, ccs_value_t **difference,
    ccs_err_t *err)
{
    ccs_err_list_t errors = {0};
    ccs_value_t *base = NULL;

    *difference = NULL;
    if (changes->n_sets == 0) return 0;
    int ret = ccs_scenario_read(args->operands[0], NULL, 0, &scenario->arena, &base, &errors);

    if (ret) (void) ccs_err_set(err, (enum ccs_code) ret, args->operands[0], NULL, "has changed since it was read");
    else *difference = ccs_scenario_difference(base, scenario->tree, &scenario->arena);
    if (ret == 0 && !*difference) ret = ccs_err_set(err, CCS_ERR_NOMEM, NULL, NULL, "out of memory");
    ccs_err_list_free(&errors);
    return ret;
}

int ccs_cli_write_found(const ccs_args_t *args, const ccs_what_if_t *changes, const char *remark, ccs_arena_t *arena,
    ccs_err_t *err)
{
    const char *const path = args->given[CCS_OPTION_OUTPUT];
    ccs_scenario_t found = {0};
    ccs_err_list_t errors = {0};
    ccs_value_t *difference = NULL;
    int ret;

    CCS_TRY(ccs_scenario_load(args->operands[0], changes->sets, changes->n_sets, &found, &errors));
    CCS_TRY(ccs_cli_difference(args, changes, &found, &difference, err));
    const char *const text = difference ? ccs_scenario_print(difference, arena) : "",
                      *const base = ccs_cli_seen_from(arena, args->operands[0], path);
    const char *const whole =
        text && base && remark ? ccs_arena_printf(arena, "// %s\nextends = \"%s\";\n%s\n", remark, base, text) : NULL;

    ret = whole ? ccs_file_write(path, ccs_args_has(args, CCS_OPTION_FORCE), whole, strlen(whole), err)
                : ccs_err_set(err, CCS_ERR_NOMEM, NULL, NULL, "out of memory");
out:
    ccs_scenario_free(&found);
    ccs_err_list_free(&errors);
    return ret;
}
