/** @file cli_stop.h  Ctrl-C, SIGTERM and the time limit. While there is nothing to keep they end the program at once, whatever it is at:
 * a reader, a library, the tables. While there is, they raise a flag that is looked at, and the program has a minute to end with what
 * is finished. A temporary file is taken away in any case. Asked again, the program ends at once. */
#ifndef CCS_CLI_STOP_H
#define CCS_CLI_STOP_H

#include "stop.h"

enum { CCS_STOP_PATIENCE_S = 60 }; /* for what is finished to be written */

/** From now on, and until ccs_stop_kindly, SIGINT, SIGTERM and the time limit end the program at once: "stopped by Ctrl-C" and @p told.
 * A signal that the caller had ignored stays ignored.
 * @param time_limit_s  from now; 0 = none. At most a year
 * @param told          begins with a blank or a semicolon; static, or lives until the next call with another text */
void ccs_stop_prepare(double time_limit_s, const char *told);
/** From now on they raise the flag, and end the program so only if it is still there after CCS_STOP_PATIENCE_S, or when they come again. */
void ccs_stop_kindly(const char *told);
/** From now on they end the program at once. If one has come already it does so now. */
void ccs_stop_at_once(const char *told);
/** What stopped the program is told on stderr, to the end of a line that goes on: what comes with an end from now on is @p told alone. */
void ccs_stop_told(const char *told);
/** Once another file stands whole under its name, an end at once tells @p told instead of the last words, and it does so from that moment on: the
 * file may be there before whoever wrote it knows. */
void ccs_stop_written(const char *told);
/** The line of ccs_stop_told ends: @p text and a new line on stderr, and nothing more is told. */
void ccs_stop_end_line(const char *text);
/** 0 until the run shall stop, then the signal that said so: SIGINT, SIGTERM, or SIGALRM for the time limit. */
const ccs_stop_t *ccs_stop_flag(void);
/** The error that goes with it: CCS_ERR_INTERRUPTED or CCS_ERR_STOPPED. */
int ccs_stop_code(void);
/** "Ctrl-C", "SIGTERM", "the time limit" */
const char *ccs_stop_text(void);

#endif
