/** @file plausible.h  Whether a quantity is what it usually is in a contact centre. Knows no scenario: the caller names the place. */
#ifndef CCS_PLAUSIBLE_H
#define CCS_PLAUSIBLE_H

#include <stdbool.h>
#include <stddef.h>

#include "plausible.def"

#define X(name, what, unit, lowest, highest, meant, written, factor, source) CCS_PLAUSIBLE_##name,
enum ccs_plausible { CCS_PLAUSIBLE_LIST(X) CCS_N_PLAUSIBLE };
#undef X

/** What a doubtful value makes one ask: "5 s is a very short mean handle time (usual is 15 s to 2 h): 5 minutes is written \"5 min\"".
 * @param value  seconds or a fraction, as the row says
 * @return false if the value is usual, or none (NaN); text is untouched */
bool ccs_plausible_doubt(enum ccs_plausible row, double value, char *text, size_t size);

#endif
