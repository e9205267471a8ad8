/** @file fit_demand.h  Counts by day and slot of the day, and what is found in them: their means by kind of day, and what they vary by beyond Poisson counts, a factor of the day
 * that remembers the day before, and a factor of each slot that remembers the slot before. */
#ifndef CCS_FIT_DEMAND_H
#define CCS_FIT_DEMAND_H

#include "fit_law.h"

enum { CCS_FIT_MOST_SLOTS = 288 };

/** What was counted. */
typedef struct {
    uint32_t n_days, n_slots, n_kinds; /* n_slots <= CCS_FIT_MOST_SLOTS */
    const double *counts;              /* [day][slot]; NAN: the slot is not open, or nobody counted */
    const uint32_t *kind;              /* [day], below n_kinds: days of a kind have the same means */
    const int64_t *date;               /* [day], rising within a series */
    const uint32_t *series;            /* [day], rising: days of different series have nothing in common */
} ccs_fit_counts_t;

/** By what counts vary: X(NAME, a factor of the day, that remembers the day before, a factor of the slot that remembers the slot before). */
#define CCS_FIT_SPREAD_LIST(X)                                                                                                   \
    X(POISSON, false, false, false)                                                                                              \
    X(OF_DAYS, true, false, false)                                                                                               \
    X(OF_LIKE_DAYS, true, true, false)                                                                                           \
    X(OF_SLOTS, false, false, true)                                                                                              \
    X(OF_BOTH, true, false, true)                                                                                                \
    X(OF_LIKE_DAYS_AND_SLOTS, true, true, true)
enum ccs_fit_spread {
#define X(name, day, day_memory, slot) CCS_FIT_##name,
    CCS_FIT_SPREAD_LIST(X)
#undef X
        CCS_N_FIT_SPREADS
};

/** A kind of day. */
typedef struct {
    uint32_t n_days;
    ccs_fit_estimate_t total; /* of a day, counts of all its slots */
} ccs_fit_kind_t;

/** What was found. Arrays are the arena's. */
typedef struct {
    double *mean;               /* [kind][slot]; NAN: no day of the kind has the slot */
    double *seen;               /* [kind][slot]: days that have it */
    ccs_fit_kind_t *kinds;      /* [kind] */
    enum ccs_fit_spread spread; /* the best by its BIC */
    double bic[CCS_N_FIT_SPREADS];
    ccs_fit_estimate_t day_cv, slot_cv;         /* coefficients of variation of the factors; 0: there is none */
    ccs_fit_estimate_t day_memory, slot_memory; /* correlation with the one before; 0: none that can be told */
    double variance_to_mean; /* of a day's total, given its kind: 1 of Poisson counts; NAN: fewer than two days of each kind */
    uint32_t n_days;         /* days that tell of factors: of kinds of which there are several, with all slots of their kind */
    uint32_t n_pairs;        /* of these, days the next of which is there too, at most three days later */
} ccs_fit_demand_t;

#endif
