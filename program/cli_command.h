/** @file cli_command.h  The functions behind the commands: ccs_cli_NAME for each row of def/command.def. */
#ifndef CCS_CLI_COMMAND_H
#define CCS_CLI_COMMAND_H

#include "cli_args.h"
#include "cli_erlang.h"

/** Carry out a command. Data to stdout, messages to stderr. @param argv  argv[0] is the command's name @return exit status */
int ccs_cli_run(int argc, char **argv);
int ccs_cli_compare(int argc, char **argv);
int ccs_cli_tradeoff(int argc, char **argv);
int ccs_cli_optimise(int argc, char **argv);
int ccs_cli_check(int argc, char **argv);
int ccs_cli_explain(int argc, char **argv);
int ccs_cli_sweep(int argc, char **argv);
int ccs_cli_merge(int argc, char **argv);
int ccs_cli_staff(int argc, char **argv);
int ccs_cli_schedule(int argc, char **argv);
int ccs_cli_validate(int argc, char **argv);
int ccs_cli_show(int argc, char **argv);
int ccs_cli_studio(int argc, char **argv);
int ccs_cli_export(int argc, char **argv);
int ccs_cli_report(int argc, char **argv);
int ccs_cli_trace(int argc, char **argv);
int ccs_cli_list(int argc, char **argv);
int ccs_cli_init(int argc, char **argv);
int ccs_cli_calibrate(int argc, char **argv);
int ccs_cli_import(int argc, char **argv);

#endif
