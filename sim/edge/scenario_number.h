/** @file scenario_number.h  One number of a scenario file, as libconfig 1.5 reads it without loss. */
#ifndef CCS_SCENARIO_NUMBER_H
#define CCS_SCENARIO_NUMBER_H

#include <stdbool.h>
#include <stddef.h>

enum { CCS_SCENARIO_MAX_DIGITS = 300 }; /* letters of one number */

typedef struct {
    char text[CCS_SCENARIO_MAX_DIGITS +
        8]; /* an integer in decimal with an L, a real as it stands; or what is wrong with the word */
} ccs_scenario_number_t;

/** Whether a number, that many letters, is written as thousands are where the point parts them: 1.300, 12.400. One with three decimals that is ten or more
 * is so only if it ends in a 0, which nobody writes behind a decimal point. */
bool ccs_scenario_is_grouped(const char *word, size_t n);
/** Read a word that begins with a digit, a sign or a point: an integer of 64 bits, with L or without, decimal or hexadecimal;
 * or a real. What would be read as another number than it looks like is refused, with the remedy: 08, 1e999, 1e-999.
 * @return 0 or CCS_ERR_SCENARIO. */
int ccs_scenario_number(const char *word, size_t n, ccs_scenario_number_t *number);

#endif
