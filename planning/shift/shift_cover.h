/** @file shift_cover.h  Shifts of least cost that cover a need: how many of which, and where their breaks lie.
 *
 * Every shift with every placement of its breaks is a column of a covering program; columns are made only as the program asks for them (column
 * generation: Dantzig 1954 has the program, Gilmore and Gomory 1961 the columns), so that breaks with windows cost little. Broken numbers give the bound, by the prices of
 * the rows (Farley 1990, A note on bounding a class of linear programming problems); whole ones are made by taking what is whole and
 * solving again for what is left, then by taking away and exchanging. Parts of the horizon that no shift links are solved each by itself; small ones exactly. */
#ifndef CCS_SHIFT_COVER_H
#define CCS_SHIFT_COVER_H

#include "err.h"
#include "shift_need.h"

/** @param row  the first one with a need that no candidate covers; UINT32_MAX: there is none @return 0 or CCS_ERR_NOMEM */
int ccs_shift_uncovered(const ccs_shift_need_t *need, uint32_t *row);
/** @param choice  zeroed; free it also after an error
 * @return 0 (found says whether the need is covered: a limit on a template's part may keep it from being); CCS_ERR_INPUT: GLPK, which err tells;
 * CCS_ERR_NOMEM */
int ccs_shift_cover(const ccs_shift_need_t *need, ccs_shift_choice_t *choice, ccs_err_t *err);
/** The bound of the broken numbers alone, which takes a part of the time: no shift is chosen, and how few starts a day may have is no matter.
 * @param choice  zeroed; receives bound, n_columns and cut_short; free it also after an error
 * @return 0, CCS_ERR_INPUT (GLPK, told) or CCS_ERR_NOMEM (told) */
int ccs_shift_bound(const ccs_shift_need_t *need, ccs_shift_choice_t *choice, ccs_err_t *err);

#endif
