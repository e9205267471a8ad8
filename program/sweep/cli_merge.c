/* cli_merge.c - the command `ccsim merge`: shards of a study become the study, runs of one scenario one run. */
#include <stdlib.h>

#include "cli_command.h"
#include "cli_output.h"
#include "cli_say.h"
#include "cli_stop.h"
#include "cli_study.h"
#include "join.h"
#include "result_guard.h"
#include "result_write.h"
#include "sweep_data.h"

/* Runs of one scenario. */
static int merge_runs(const ccs_args_t *args, const ccs_dataset_t *parts, ccs_err_t *err)
{
    ccs_err_list_t errors = {0};
    ccs_join_t join = {.job = {.scenario = NULL}};
    int ret;

    ret = ccs_join(&join, parts, args->operands, args->n_operands, &errors, err);
    if (ret && err->code == 0 && errors.n > 0) *err = errors.items[0];
    if (ret == 0)
        ret = ccs_result_write(&join.job.data, args->given[CCS_OPTION_OUTPUT], ccs_args_has(args, CCS_OPTION_FORCE), err);
    ccs_err_list_free(&errors);
    ccs_join_free(&join);
    return ret;
}

static int merge(const ccs_args_t *args, ccs_dataset_t *parts, ccs_dataset_t *whole, ccs_err_t *err)
{
    const char *const output = args->given[CCS_OPTION_OUTPUT];
    int ret;

    if (!output) return ccs_err_set(err, CCS_ERR_USAGE, NULL, "--output", "says where the whole shall be: -o whole.h5");
    CCS_TRY(ccs_cli_output_check(args, output, CCS_FILE_RESULT, err));
    for (size_t i = 0; i < args->n_operands; i++) {
        ret = ccs_result_read_guarded(args->operands[i], &parts[i], err);
        if (ret && err->where[0] == '\0') snprintf(err->where, sizeof err->where, "%s", args->operands[i]);
        if (ret) goto out;
    }
    if (ccs_join_is_run(&parts[0])) {
        CCS_TRY(merge_runs(args, parts, err));
    } else {
        CCS_TRY(ccs_sweep_merge(parts, args->operands, args->n_operands, whole, err));
        CCS_TRY(ccs_result_write(whole, output, ccs_args_has(args, CCS_OPTION_FORCE), err));
    }
    if (!ccs_args_has(args, CCS_OPTION_QUIET)) printf("result: %s\n", output);
out:
    return ret;
}

int ccs_cli_merge(int argc, char **argv)
{
    ccs_args_t args;
    ccs_err_t err = {0};
    ccs_dataset_t whole = {0};
    int status;

    if (!ccs_args_read(&args, CCS_COMMAND_merge, argc, argv, &status)) return status;
    ccs_stop_prepare(0, "; nothing was written");
    ccs_dataset_t *const parts = calloc(args.n_operands, sizeof *parts);
    const int ret = parts ? merge(&args, parts, &whole, &err) : ccs_err_set(&err, CCS_ERR_NOMEM, NULL, NULL, "out of memory");

    if (ret == CCS_ERR_USAGE) (void) ccs_say_refused(&args, &err);
    else if (ret) ccs_say(&err);
    for (size_t i = 0; parts && i < args.n_operands; i++) ccs_dataset_free(&parts[i]);
    ccs_dataset_free(&whole);
    free(parts);
    ccs_args_free(&args);
    return ccs_err_status(ret);
}
