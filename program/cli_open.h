/** @file cli_open.h  A file shown by the desktop, in the program that it has for such files. */
#ifndef CCS_CLI_OPEN_H
#define CCS_CLI_OPEN_H

#include "err.h"

/** Whether the desktop has a program that opens files (xdg-open, or open), found in PATH. @return 0 or CCS_ERR_USAGE, which says what to do instead */
int ccs_cli_open_check(ccs_err_t *err);
/** Open a file with it, and wait until it has handed the file over. @return 0 or CCS_ERR_WRITE: it could not be shown */
int ccs_cli_open(const char *path, ccs_err_t *err);

#endif
