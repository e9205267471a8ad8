/** @file cli_terminal.h  The width of the user's terminal, and pages that keep to it. */
#ifndef CCS_CLI_TERMINAL_H
#define CCS_CLI_TERMINAL_H

#include <stdint.h>
#include <stdio.h>

/** Characters of a line of a terminal, 40 or more: what COLUMNS in the environment says, else the terminal itself, else 80. 0: the stream
 * is no terminal, and its reader may be a program, which wants a line for a line. */
uint32_t ccs_terminal_width(FILE *to);

/** Text on its way to a stream; on a terminal its lines are broken at blanks where they would be too long. */
typedef struct {
    FILE *to, *lines;
    char *text;
    size_t n;
    uint32_t width;
} ccs_terminal_page_t;

/** @return where to write; to itself where that is no terminal */
FILE *ccs_terminal_begin(ccs_terminal_page_t *self, FILE *to);
/** Print what was written. @return 0 or CCS_ERR_NOMEM */
int ccs_terminal_end(ccs_terminal_page_t *self);

#endif
