/** @file shift_columns.h  Which rows a shift covers, and where its breaks lie best at given prices of the rows. */
#ifndef CCS_SHIFT_COLUMNS_H
#define CCS_SHIFT_COLUMNS_H

#include <stddef.h>

#include "shift_template.h"

/** Prices of a stretch of rows, summed up. */
typedef struct {
    uint32_t from, to;  /* rows from .. to - 1 have a price */
    const double *sums; /* [to - from + 1]: of the rows before */
} ccs_shift_prices_t;

/** What a candidate is worth at most: the prices of its rows less those of its breaks, which are laid so that they cost least without overlapping.
 * @param breaks  receives where they begin, rows after the start of the shift
 * @param scratch  ccs_shift_scratch numbers */
double ccs_shift_place(const ccs_shift_candidate_t *candidate, const ccs_shift_prices_t *prices, uint32_t *breaks,
    double *scratch);
/** Numbers of scratch that any of the candidates needs. */
size_t ccs_shift_scratch(const ccs_shift_candidates_t *candidates);

/** Whether a shift has somebody on the phones in a row of the horizon. */
bool ccs_shift_covers(const ccs_shift_candidate_t *candidate, const uint32_t *breaks, uint32_t row);
/** Add @p heads, which may be negative, to the rows of a horizon that a shift covers. */
void ccs_shift_add(const ccs_shift_candidate_t *candidate, const uint32_t *breaks, double heads, double *rows, uint32_t n_rows);

#endif
