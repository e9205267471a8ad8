/** @file cli_controls.h  `ccsim show --controls`: figures of a result by control variates. */
#ifndef CCS_CLI_CONTROLS_H
#define CCS_CLI_CONTROLS_H

#include "cli_args.h"
#include "variants.h"

/** Whether it can go with the other options. @return 0 or CCS_ERR_USAGE */
int ccs_cli_controls_check(const ccs_args_t *args, ccs_err_t *err);
/** Print a table, or JSON, of each variant, whose scenario is read again for it. @return 0 or a code: CCS_ERR_USAGE where there is nothing to control by */
int ccs_cli_controls_print(const ccs_args_t *args, const ccs_variants_t *variants, ccs_err_t *err);

#endif
