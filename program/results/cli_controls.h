/** @file cli_controls.h  `ccsim show --controls` and `ccsim export --controls`: figures of a result by control variates. */
#ifndef CCS_CLI_CONTROLS_H
#define CCS_CLI_CONTROLS_H

#include "cli_args.h"
#include "rows.h"
#include "variants.h"

/** Whether it can go with the other options. @return 0 or CCS_ERR_USAGE */
int ccs_cli_controls_check(const ccs_args_t *args, ccs_err_t *err);
/** Print a table, or JSON, of each variant, whose scenario is read again for it. @return 0 or a code: CCS_ERR_USAGE where there is nothing to control by */
int ccs_cli_controls_print(const ccs_args_t *args, const ccs_variants_t *variants, ccs_err_t *err);
/** The same as rows: config, metric, entity, unit, mean, half_width, plain_mean, plain_half_width, gain. @param rows  NULL: as JSON, to @p to */
int ccs_cli_controls_export(const ccs_args_t *args, const ccs_variants_t *variants, ccs_rows_t *rows, FILE *to, ccs_err_t *err);

#endif
