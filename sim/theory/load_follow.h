/** @file load_follow.h  Attempts that follow others, in loads: which share, and how much later. */
#ifndef CCS_LOAD_FOLLOW_H
#define CCS_LOAD_FOLLOW_H

#include "plan.h"

enum { CCS_LOAD_DELAYS = 16 }; /* points that a law of delays is cut into */

/** Attempts that follow others. */
typedef struct {
    double frac;                     /* of attempts, that one more follows */
    double late_s[CCS_LOAD_DELAYS];  /* from one arrival to the next */
    uint32_t first[CCS_LOAD_DELAYS]; /* cells before which nothing falls any more */
} ccs_load_follow_t;

/** @param frac  of attempts that end so, the first ones @param contained_frac  of attempts that never end so @param before_s  from an attempt to its end */
ccs_load_follow_t ccs_load_follow(const ccs_repeat_t *repeat, double frac, double contained_frac, double before_s);

/** Attempts in a cell. */
typedef struct {
    const ccs_plan_t *plan;
    uint32_t type, cell;
    double *again_per_s; /* of the type, by cell: what follows from cells before */
} ccs_load_from_t;

/** Of attempts in a cell, those that follow in later cells; what falls into closed hours comes when it opens, or in the course of that day. This is where the
 * time of loads goes. @param per_s  attempts */
void ccs_load_follow_on(ccs_load_follow_t *self, const ccs_load_from_t *from, double per_s);

#endif
