/** @file cli_args.h  The commands and options of the program (def/command.def, def/option.def) and the reader of a command line. */
#ifndef CCS_CLI_ARGS_H
#define CCS_CLI_ARGS_H

#include "cli_line.h"

/** Read a command line: options anywhere, `--long=value`, `--long value`, `-ovalue`, `-o value`, flags in one word (`-qj2`), `--` ends
 * the options, a single `-` is an operand. With --help the help is printed; what is wrong is told on stderr.
 * @param status  set where the answer is false: 0 after --help, else the exit status
 * @return true if the command shall be carried out; free args then */
bool ccs_args_read(ccs_args_t *self, enum ccs_command command, int argc, char **argv, int *status);
void ccs_args_free(ccs_args_t *self);
/** Print the help that was asked for by --help or, a line for each option, by -h: these count wherever they stand, also beside what cannot
 * be understood. @return whether one of them stands there */
bool ccs_args_help(enum ccs_command command, char **argv);

/** The value of an option as a whole number. Not given: *x stays. @return 0 or CCS_ERR_USAGE, told on stderr */
int ccs_args_whole(const ccs_args_t *self, enum ccs_option option, uint64_t least, uint64_t most, uint64_t *x);
/** Tell on stderr what is wrong with an option. @return CCS_ERR_USAGE */
int ccs_args_refuse(const ccs_args_t *self, enum ccs_option option, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

#endif
