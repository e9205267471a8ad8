/** @file cli_erlang.h  The command `ccsim erlang b|c|a`: the closed formulas as a calculator. */
#ifndef CCS_CLI_ERLANG_H
#define CCS_CLI_ERLANG_H

/** Runs the command: figures to stdout (a table, or one JSON object with --json), messages to stderr.
 * @param argv  argv[0] is the word `erlang`, argv[1] the model; the rest are options.
 * @return exit status: 0, 64 for wrong usage (also numbers out of range and queues that never settle), 74 when stdout cannot
 *         be written. */
int ccs_cli_erlang(int argc, char **argv);

#endif
