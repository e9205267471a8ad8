/** @file cli_erlang.h  The command `ccsim erlang b|c|a`: the closed formulas as a calculator. */
#ifndef CCS_CLI_ERLANG_H
#define CCS_CLI_ERLANG_H

#include <stdbool.h>

/** Runs the command: figures to stdout (a table, or one JSON object with --json), messages to stderr.
 * @param argv  argv[0] is the word `erlang`, argv[1] the model; the rest are options.
 * @return exit status: 0, 64 for wrong usage (also numbers out of range and queues that never settle), 74 when stdout cannot
 *         be written. */
int ccs_cli_erlang(int argc, char **argv);

/** An option of the command, as --help, the manual page and completion show it. */
typedef struct {
    char name[32];        /* "per-hour" */
    const char *argument; /* "N"; "" = a flag */
    const char *text;
    const char *remark; /* behind the text: " (a only)", or "" */
} ccs_erlang_option_t;
/** Option i, counted from 0. @return false behind the last one */
bool ccs_erlang_option(int i, ccs_erlang_option_t *option);
/** Service level i that --counted-as knows, counted from 0. @return false behind the last one */
bool ccs_erlang_service_level(int i, const char **name, const char **text);
/** What the models b, c, a are, and what can be written behind --target. */
extern const char CCS_ERLANG_MODELS[], CCS_ERLANG_TARGETS[];
/** Commands that show what can be asked, a line each. */
extern const char CCS_ERLANG_EXAMPLES[];

#endif
