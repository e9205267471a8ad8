/** @file targets.h  The targets of all types together: how many are met, what they have in common, on how many days they are reached. */
#ifndef CCS_TARGETS_H
#define CCS_TARGETS_H

#include "view.h"

/** What the targets of the types have in common. */
typedef struct {
    uint32_t n, n_meets, n_misses, n_undecided;   /* targets */
    uint32_t n_types;                             /* that have one */
    bool same_within, same_wanted, same_counting; /* of all types; same_wanted: of those with a service level to reach */
    double within_s, wanted;
    const char *counted_as, *called; /* as ccs_target_t has them, of the first type */
    uint32_t of;
    bool by_business_hours;
} ccs_targets_t;
ccs_targets_t ccs_targets_of(const ccs_view_t *view);
/** Whether there are targets, and all of them are met. */
bool ccs_targets_all_met(const ccs_targets_t *targets);

/** Days judged against their target, of all replications together. */
typedef struct {
    double n, k;      /* judged, reached; n 0: none, as in a steady state */
    double mean;      /* k / n */
    double low, high; /* of the share of many such days; NAN: one replication says nothing of them */
} ccs_target_days_t;
ccs_target_days_t ccs_target_days(const ccs_view_t *view, uint32_t entity);

#endif
