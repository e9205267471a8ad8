/** @file scenario_number.h  One number of a scenario file, as libconfig 1.5 reads it without loss. */
#ifndef CCS_SCENARIO_NUMBER_H
#define CCS_SCENARIO_NUMBER_H

#include <stddef.h>

enum { CCS_SCENARIO_MAX_DIGITS = 300 }; /* letters of one number */

typedef struct {
    char text[CCS_SCENARIO_MAX_DIGITS +
        8]; /* an integer in decimal with an L, a real as it stands; or what is wrong with the word */
} ccs_scenario_number_t;

/** Read a word that begins with a digit, a sign or a point: an integer of 64 bits, with L or without, decimal or hexadecimal;
 * or a real. What would be read as another number than it looks like is refused, with the remedy: 08, 1e999, 1e-999.
 * @return 0 or CCS_ERR_SCENARIO. */
int ccs_scenario_number(const char *word, size_t n, ccs_scenario_number_t *number);

#endif
