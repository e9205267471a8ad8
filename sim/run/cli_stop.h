/** @file cli_stop.h  Ctrl-C, SIGTERM and the time limit: they ask a run to stop; asked twice, the program ends at once. */
#ifndef CCS_CLI_STOP_H
#define CCS_CLI_STOP_H

#include <signal.h>

/** From now on SIGINT and SIGTERM raise the flag instead of ending the program, the first time.
 * @param time_limit_s  raise it too when this time is over; 0 = never. At most a year. */
void ccs_stop_prepare(double time_limit_s);
/** 0 until the run shall stop, then the signal that said so: SIGINT, SIGTERM, or SIGALRM for the time limit. */
const volatile sig_atomic_t *ccs_stop_flag(void);
/** The error that goes with it: CCS_ERR_INTERRUPTED or CCS_ERR_STOPPED. */
int ccs_stop_code(void);
/** "Ctrl-C", "SIGTERM", "the time limit" */
const char *ccs_stop_text(void);

#endif
