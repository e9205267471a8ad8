/** @file cli_changes.h  The scenario that a command names, with --set and --what-if. */
#ifndef CCS_CLI_CHANGES_H
#define CCS_CLI_CHANGES_H

#include "cli_args.h"
#include "scenario.h"
#include "what_if.h"

/** Read and compile the first operand with the changes. Errors and warnings are told on stderr, in the words in which the changes were given.
 * Refused too, and told, is an option that would write over a file that the scenario was read from.
 * @param scenario  the caller frees it, after a failure too @return 0 or the code of the first error */
int ccs_cli_load(const ccs_args_t *args, const ccs_what_if_t *changes, ccs_scenario_t *scenario);
/** What the changes came to, as keys that an overlay can hold. @param difference  NULL where nothing is changed; the scenario's, lives as long
 * @return 0, CCS_ERR_NOMEM, or the code of a scenario that can no longer be read */
int ccs_cli_difference(const ccs_args_t *args, const ccs_what_if_t *changes, ccs_scenario_t *scenario, ccs_value_t **difference,
    ccs_err_t *err);
/** Write to --output the scenario that extends the first operand with changes that were found. @param remark  what is said of them in its first line
 * @return 0 or a code, with what went wrong in @p err */
int ccs_cli_write_found(const ccs_args_t *args, const ccs_what_if_t *changes, const char *remark, ccs_arena_t *arena,
    ccs_err_t *err);

#endif
