/** @file cli_ask.h  Questions to the user: on a terminal, and only there. Elsewhere, and where nothing is typed, the default stands. */
#ifndef CCS_CLI_ASK_H
#define CCS_CLI_ASK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** Whether somebody can answer: input and output are a terminal. */
bool ccs_ask_may(void);
/** "patience [4 min]: "; asked again while the answer is no duration. At the end of the input the default stands. */
void ccs_ask_duration(const char *question, double *seconds);
/** "target [80/20]: ": a share and a time in seconds or with a unit, "80/20", "90 %/2 min"; behind a comma how many may abandon at most,
 * "80/20, 5 % abandoned". @param abandoned  stays as it is where nothing is said of it */
void ccs_ask_target(const char *question, double *share, double *seconds, double *abandoned);
/** "shrinkage [0 %]": a share below 1, "15 %" or 15. */
void ccs_ask_share(const char *question, double *share);
/** Which of n names, parted by commas; nothing: none. A name that is not there is told, and asked again.
 * @param chosen  n, filled in */
void ccs_ask_names(const char *question, const char *const *names, uint32_t n, bool *chosen);

#endif
