/** @file cli_log.h  The log of contacts that a run writes: --log FILE, --log-columns, --log-share. */
#ifndef CCS_CLI_LOG_H
#define CCS_CLI_LOG_H

#include "cli_args.h"
#include "contact_file.h"
#include "scenario.h"

/** What of contacts is wanted, and whether a file can be written where they are; nothing without --log. Told on stderr.
 * @return 0, CCS_ERR_USAGE or CCS_ERR_CREATE */
int ccs_cli_log_check(const ccs_args_t *args, ccs_contact_form_t *form);
/** Begin it. @param self  zeroed; left so without --log @return its audience, NULL without --log or after an error, which is in err */
const ccs_audience_t *ccs_cli_log_open(const ccs_args_t *args, const ccs_contact_form_t *form, const ccs_scenario_t *scenario,
    ccs_contact_file_t *self, ccs_err_t *err);
/** The replications that were simulated stand in the file; nothing without --log. @return 0, CCS_ERR_CREATE or CCS_ERR_WRITE */
int ccs_cli_log_publish(const ccs_args_t *args, ccs_contact_file_t *self, ccs_err_t *err);

#endif
