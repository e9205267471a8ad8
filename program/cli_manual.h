/** @file cli_manual.h  What other programs want to know about ccsim's commands: its manual page and its completion in shells, made of the
 * tables that --help is made of. */
#ifndef CCS_CLI_MANUAL_H
#define CCS_CLI_MANUAL_H

#include <stdio.h>

/** The manual page ccsim(1), in roff with the man macros. @return 0 */
int ccs_manual_print(FILE *to);
/** Completion of commands, options and their values, for bash 4.2, zsh 5 and fish 3 or later. @return 0 or CCS_ERR_NOMEM */
int ccs_completion_bash(FILE *to);
int ccs_completion_zsh(FILE *to);
int ccs_completion_fish(FILE *to);

#endif
