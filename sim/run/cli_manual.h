/** @file cli_manual.h  What other programs want to know about ccsim's commands: its manual page and its completion in bash, made of the
 * tables that --help is made of. */
#ifndef CCS_CLI_MANUAL_H
#define CCS_CLI_MANUAL_H

#include <stdio.h>

/** The manual page ccsim(1), in roff with the man macros. @return 0 */
int ccs_manual_print(FILE *to);
/** Completion of commands, options and their values, for bash 4.2 or later. @return 0 or CCS_ERR_NOMEM */
int ccs_completion_print(FILE *to);

#endif
