/** @file beside.h  Erlang C and A of each interval beside the service level that was simulated, and why they differ: what planning/erlang_beside.h finds, and page,
 * workbook, JSON and terminal show. */
#ifndef CCS_BESIDE_H
#define CCS_BESIDE_H

#include "view.h"

enum ccs_beside { CCS_BESIDE_SIMULATED, CCS_BESIDE_ERLANG_C, CCS_BESIDE_ERLANG_A, CCS_N_BESIDE };
/** "simulated", "Erlang C", "Erlang A". */
const char *ccs_beside_name(enum ccs_beside of);

/** A contact type of which both speak. */
typedef struct {
    uint32_t type, entity;      /* of the plan, of the view */
    double *values;             /* service levels, [interval][CCS_N_BESIDE]; NAN: closed, or nobody comes */
    double means[CCS_N_BESIDE]; /* weighted by contacts; NAN: none came */
    double widest;              /* the largest difference between simulation and Erlang A, */
    uint32_t widest_at;         /* and its interval */
} ccs_beside_type_t;

enum { CCS_BESIDE_REASONS_MAX = 24 };

/** Refers to the view, which must outlive it; the rest is its maker's arena's. n 0: nobody asked, or there is nothing. */
typedef struct {
    const ccs_view_t *view;
    ccs_beside_type_t *types;
    uint32_t n, n_reasons;
    const char
        *reasons[CCS_BESIDE_REASONS_MAX]; /* why they differ: what the scenario has that the formulas do not, a clause each */
    bool left_out; /* some types may wait through the night, or have a target of something else, and have no formula */
} ccs_beside_t;

/** Fill means and widest of each type from its values. */
void ccs_beside_sum_up(ccs_beside_t *self);
/** The value of a type in an interval. */
double ccs_beside_at(const ccs_beside_type_t *of, uint32_t interval, enum ccs_beside which);

#endif
