/** @file cli_help.h  What the program says about itself, made of def/command.def and def/option.def. */
#ifndef CCS_CLI_HELP_H
#define CCS_CLI_HELP_H

#include <stdio.h>

#include "cli_args.h"

/** The commands, a line each, and how to go on. */
void ccs_help(FILE *to);
/** One command: usage, options, example. */
void ccs_help_command(enum ccs_command command, FILE *to);
/** Name, version, revision, licence. */
void ccs_help_version(FILE *to);

#endif
