/** @file cli_output.h  The file that a command shall write: whether its name, what stands there, and the command's own inputs allow it. */
#ifndef CCS_CLI_OUTPUT_H
#define CCS_CLI_OUTPUT_H

#include "cell.h"
#include "cli_args.h"
#include "file_kind.h"
#include "scenario.h"

/** Before any work: no file is called "-", which is standard output elsewhere; no file of this kind is written under the name of another kind (the remedy is told), over a file that the command reads,
 * or, whatever --force says, over a file of another kind; without --force over none; and the folder can be written. @return 0,
 * CCS_ERR_USAGE or CCS_ERR_CREATE */
int ccs_cli_output_check(const ccs_args_t *args, const char *path, enum ccs_file_kind kind, ccs_err_t *err);
/** Whatever --force says, no file that a loaded scenario was read from is written over: itself, what it extends, its CSV files. @param path  NULL: nothing is written @return 0 or CCS_ERR_CREATE */
int ccs_cli_output_spare(const ccs_scenario_t *scenario, const char *path, ccs_err_t *err);
/** The same of every file that the options name to be written. */
int ccs_cli_output_spare_all(const ccs_args_t *args, const ccs_scenario_t *scenario, ccs_err_t *err);
/** How CSV is written: as --locale says, else as in English. @return 0 or CCS_ERR_USAGE: there is no such language */
int ccs_cli_output_form(const ccs_args_t *args, ccs_csv_form_t *form, ccs_err_t *err);

#endif
