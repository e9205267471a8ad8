/** @file shift_cover.h  Shifts of least cost that cover a need: how many of which, and where their breaks lie.
 *
 * Every shift with every placement of its breaks is a column of a covering program; columns are made only as the program asks for them (column
 * generation: Dantzig 1954 has the program, Gilmore and Gomory 1961 the columns), so that breaks with windows cost little. Broken numbers give the bound, by the prices of
 * the rows (Farley 1990, A note on bounding a class of linear programming problems); whole ones are made by taking what is whole and
 * solving again for what is left, then by taking away and exchanging. Parts of the horizon that no shift links are solved each by itself; small ones exactly. */
#ifndef CCS_SHIFT_COVER_H
#define CCS_SHIFT_COVER_H

#include "err.h"
#include "shift_template.h"

/** What is to be covered. */
typedef struct {
    const ccs_shift_templates_t *templates;
    const ccs_shift_candidates_t *candidates;
    uint32_t n_rows;
    const double *need; /* by row: agents who are to be on the phones, >= 0 */
    double cost;        /* of a paid hour of weight 1, > 0 */
    double short_cost;  /* of an agent-hour that is missing; INFINITY: none may be missing */
    bool (*shall_end)(
        void *listener); /* asked again and again: true ends with what was found, if anything was; NULL: nothing does */
    void *listener;
} ccs_shift_need_t;

/** Shifts that are alike. */
typedef struct {
    uint32_t candidate;
    uint32_t breaks[CCS_SHIFT_BREAKS_MAX]; /* by window of the candidate: rows after the start of the shift at which it begins */
    uint32_t n;                            /* heads */
} ccs_shift_pick_t;

/** What was chosen. Zero-initialised storage is a valid empty choice. */
typedef struct {
    ccs_shift_pick_t *picks;
    uint32_t n_picks; /* kinds of them */
    size_t room;
    double *on_phones;  /* by row */
    double cost;        /* of the shifts and of what is missing */
    double bound;       /* no choice costs less */
    uint32_t n_columns; /* that were made */
    bool found, cut_short;
    ccs_arena_t arena;
} ccs_shift_choice_t;

/** @param row  the first one with a need that no candidate covers; UINT32_MAX: there is none @return 0 or CCS_ERR_NOMEM */
int ccs_shift_uncovered(const ccs_shift_need_t *need, uint32_t *row);
/** @param choice  zeroed; free it also after an error
 * @return 0 (found says whether the need is covered: a limit on a template's part may keep it from being); CCS_ERR_INPUT: GLPK, which err tells;
 * CCS_ERR_NOMEM */
int ccs_shift_cover(const ccs_shift_need_t *need, ccs_shift_choice_t *choice, ccs_err_t *err);
void ccs_shift_choice_free(ccs_shift_choice_t *self);
/** Hours that are paid for a shift. */
double ccs_shift_paid_h(const ccs_shift_templates_t *templates, const ccs_shift_candidate_t *candidate);

#endif
