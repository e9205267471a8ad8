/** @file fit_values.h  Times that lasted to their end, and times that were cut short, which lasted longer than was seen: sorted, equal ones together. */
#ifndef CCS_FIT_VALUES_H
#define CCS_FIT_VALUES_H

#include <stdbool.h>
#include <stddef.h>

#include "arena.h"

/** A time as it was seen. */
typedef struct {
    double x;   /* >= 0, finite */
    bool ended; /* else it was cut short: the whole of it is not known, but longer */
} ccs_fit_time_t;

/** Zero-initialised: none. Arrays are the arena's. */
typedef struct {
    double *x, *ended, *cut; /* n places in rising order, all of them > 0; how many ended there, how many were cut */
    size_t n;
    double n_ended, n_cut; /* sums of the two */
    double n_at_once;      /* ended at 0: no part of the others */
} ccs_fit_values_t;

/** Sort times. Of very many, those closer together than 0.4 % of themselves are taken for equal, at their mean, so that the work does not grow without end.
 * @param times  n of them, which it sorts @return 0 or CCS_ERR_NOMEM */
int ccs_fit_values_make(ccs_fit_values_t *self, ccs_fit_time_t *times, size_t n, ccs_arena_t *arena);

/** How many of those who have come to each place with nothing ended are still there after it, by Kaplan and Meier (1958). */
typedef struct {
    double *left, *low, *high; /* n shares, with 95 % (Greenwood, on the scale of log(-log)) */
    double *at_risk;           /* n: how many were there before it */
} ccs_fit_survival_t;
int ccs_fit_survival(const ccs_fit_values_t *values, ccs_fit_survival_t *self, ccs_arena_t *arena);

/** How many end in a span of those who are there in it. */
typedef struct {
    double from, to;
    double n;        /* that ended in it */
    double exposure; /* the time that all spent in it */
} ccs_fit_hazard_t;
/** The hazard in spans of equal width from 0 on. @param spans  n of them, to fill */
void ccs_fit_hazard(const ccs_fit_values_t *values, double width, ccs_fit_hazard_t *spans, size_t n);
/** Whether more end in a span than its two neighbours on either side let expect, and more than a law does: by Poisson tests that allow for there being n spans.
 * @param expected  that end in it by the law that was fitted, of which hazards that simply fall are no peaks */
bool ccs_fit_is_peak(const ccs_fit_hazard_t *spans, size_t n, size_t at, double expected);

#endif
