/** @file shift_part.h  The covering program of a part of the horizon that no shift links with the rest: its broken numbers, with columns made as they are
 * asked for, and whole ones. Private to shift_cover.c. */
#ifndef CCS_SHIFT_PART_H
#define CCS_SHIFT_PART_H

#include "err.h"
#include "shift_need.h"

/** Rows from .. to - 1. Chosen shifts are appended to the choice, their cost is added to its cost and the bound of the part to its bound.
 * @return 0, CCS_ERR_INPUT (GLPK, told) or CCS_ERR_NOMEM (told) */
int ccs_shift_part(const ccs_shift_need_t *need, uint32_t from, uint32_t to, ccs_shift_choice_t *choice, ccs_err_t *err);
/** The broken numbers alone: the bound of the part is added to that of the choice, and no shift is chosen. Few starts are no matter to them. */
int ccs_shift_part_bound(const ccs_shift_need_t *need, uint32_t from, uint32_t to, ccs_shift_choice_t *choice, ccs_err_t *err);

#endif
