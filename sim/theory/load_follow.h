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

/** Of attempts that end so, those that one more follows: of the first ones, and of further ones, which come again after the same time. */
typedef struct {
    double first_frac, further_frac;
} ccs_load_again_t;

/** Redials of those who cannot be served: they abandon if they ever do, else they are blocked where there is a limit. */
ccs_load_again_t ccs_load_redials(const ccs_plan_t *plan, const ccs_type_t *type);
/** @param contained_frac  of attempts that never end so @param before_s  from an attempt to its end */
ccs_load_follow_t ccs_load_follow(const ccs_repeat_t *repeat, ccs_load_again_t again, double contained_frac, double before_s);

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
