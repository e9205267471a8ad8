/** @file staff_cuts.h  What an agent more, or less, does for each target: measured by simulation, kept as a matrix for cover.h. */
#ifndef CCS_STAFF_CUTS_H
#define CCS_STAFF_CUTS_H

#include "staff_engine.h"

/** Columns are the numbers of a staffing, rows the targets by period. */
typedef struct {
    const ccs_requirement_t *asked;
    const uint32_t *at;  /* the staffing around which it was measured */
    const double *slack; /* and what it came to, by row */
    uint32_t *first, *row;
    double *a;     /* contacts above the target, by one step more */
    int direction; /* 1: the first step up was measured, -1: the first one down */
    ccs_arena_t arena;
} ccs_staff_cuts_t;

/** Measure. @param direction  1: a step more, -1: a step less @param outcome  of the staffing @p at; both outlive the cuts
 * @return 0, CCS_ERR_STOPPED or CCS_ERR_NOMEM; _free is legal then */
int ccs_staff_cuts_measure(ccs_staff_cuts_t *self, ccs_staff_engine_t *engine, const uint32_t *at,
    const ccs_staff_outcome_t *outcome, int direction);
void ccs_staff_cuts_free(ccs_staff_cuts_t *self);

/** What it would cost, about, to have so much more in each row: by the column that does it at least cost. @param more  by row, >= 0 */
double ccs_staff_cuts_price(const ccs_staff_cuts_t *self, const double *more);

/** How far a step from the staffing at hand may lead. */
typedef struct {
    uint32_t down, up;                 /* steps at most */
    const double *margin;              /* by row: contacts above the target that are asked for besides; NULL: none */
    bool (*shall_end)(void *listener); /* ends with the cheapest so far, as in cover.h; NULL: never */
    void *listener;
} ccs_staff_reach_t;
/** The cheapest staffing in reach that, by the cuts, holds. @param x  receives it @param covers  false: none does; x is as near as it comes
 * @return 0 or CCS_ERR_NOMEM */
int ccs_staff_cuts_solve(const ccs_staff_cuts_t *self, const ccs_staff_reach_t *reach, uint32_t *x, bool *covers);

#endif
