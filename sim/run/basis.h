/** @file basis.h  What the intervals of a result rest on, in sentences, and what makes them doubtful. */
#ifndef CCS_BASIS_H
#define CCS_BASIS_H

#include "results.h"

enum { CCS_BASIS_MAX = 512 };

/** "12 independent batches of 16 h each; ...": how mode steady found its intervals. "" in mode day. @return text */
const char *ccs_basis_words(const ccs_results_t *results, char text[CCS_BASIS_MAX]);
/** Why there are no intervals, or why they are not to be trusted, with the remedy; "" if nothing is to be said. @return text */
const char *ccs_basis_doubt(const ccs_results_t *results, char text[CCS_BASIS_MAX]);

#endif
