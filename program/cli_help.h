/** @file cli_help.h  What the program says about itself, made of def/command.def and def/option.def. */
#ifndef CCS_CLI_HELP_H
#define CCS_CLI_HELP_H

#include <stdio.h>

#include "cli_line.h"

/** The commands, a line each, and how to go on. */
void ccs_help(FILE *to);
/** One command: usage, options, example. @param brief  a line for each option, and no more */
void ccs_help_command(enum ccs_command command, bool brief, FILE *to);
/** An option of a command, wherever its row stands. */
typedef struct {
    char name[32];             /* "output" */
    char letter;               /* 'o'; 0 = none */
    const char *argument;      /* "FILE"; "" = a flag */
    const char *text, *remark; /* remark: behind the text, may be "" */
} ccs_help_option_t;
/** The options of a command, one after the other. @param at  0 for the first; moves on @return false behind the last one */
bool ccs_help_option(enum ccs_command command, int *at, ccs_help_option_t *option);
/** Name, version, revision, licence. */
void ccs_help_version(FILE *to);

#endif
