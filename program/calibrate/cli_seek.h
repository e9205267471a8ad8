/** @file cli_seek.h  `ccsim calibrate SCENARIO --reach ... --find ...`: values of a scenario with which it has figures that were measured. */
#ifndef CCS_CLI_SEEK_H
#define CCS_CLI_SEEK_H

#include "cli_args.h"

/** Whether the command line asks for it. */
bool ccs_cli_seek_is_asked(const ccs_args_t *args);
/** Carry it out; what is wrong is told. @return 0 or a code */
int ccs_cli_seek(const ccs_args_t *args);
/** Tell of an option that only it has. @return 0 or CCS_ERR_USAGE */
int ccs_cli_seek_refuse(const ccs_args_t *args);

#endif
