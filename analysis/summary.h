/** @file summary.h  A result as tables for people: what was run, the main figures, targets met or missed. */
#ifndef CCS_SUMMARY_H
#define CCS_SUMMARY_H

#include <stdio.h>

#include "wanted.h"

/** Whether a target is met: decided by the whole confidence interval, by the mean alone where there is none. */
enum ccs_verdict { CCS_VERDICT_NONE, CCS_VERDICT_MEETS, CCS_VERDICT_MISSES, CCS_VERDICT_UNDECIDED };
enum ccs_verdict ccs_verdict_of(double wanted, ccs_point_t found);
/** Types whose target is missed. */
uint32_t ccs_summary_missed(const ccs_view_t *view);

/** Title, what was run, tables of the figures wanted (the main ones by type and by group unless something else was asked for), targets.
 * @param wanted  checked @param colors  escape sequences for a terminal @return 0 or CCS_ERR_NOMEM */
int ccs_summary_print(const ccs_view_t *view, const ccs_wanted_t *wanted, bool colors, FILE *to);
/** One line: which program made the result, from what. */
void ccs_summary_print_provenance(const ccs_view_t *view, FILE *to);

#endif
