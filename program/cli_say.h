/** @file cli_say.h  Messages of the program: errors and warnings to stderr, and whether colours are welcome. */
#ifndef CCS_CLI_SAY_H
#define CCS_CLI_SAY_H

#include <stdio.h>

#include "cli_line.h"
#include "err.h"

/** The word that a message begins with, "error: " or "warning: ", coloured where colours are welcome. */
void ccs_say_word(bool error);
/** "error: retail.cfg:41: types.sales.patience.mean: must be > 0, found -3"; "warning: ..." */
void ccs_say(const ccs_err_t *err);
/** Everything in the list, of messages that differ in places and numbers only the first few, then how much of it there is. With --quiet no warnings. */
void ccs_say_all(const ccs_err_list_t *errors, const ccs_args_t *args);
/** The warnings of a result, "warning: NAME: ...". @param name  of the variant; "" where there is one */
void ccs_say_found(const ccs_err_list_t *warnings, const char *name, const ccs_args_t *args);
/** An error of the command line after it was read: "ccsim run: --metric: ...". @return exit status */
int ccs_say_refused(const ccs_args_t *args, const ccs_err_t *err);
/** Whether a stream is a terminal whose user has not said no to colours (--no-color, NO_COLOR). */
bool ccs_say_colors(const ccs_args_t *args, FILE *to);

#endif
