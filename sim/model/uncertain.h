/** @file uncertain.h  Values of a scenario that are estimates: nouns of the plan (plan.h). A run changes nothing for them unless it is asked to carry them through. */
#ifndef CCS_UNCERTAIN_H
#define CCS_UNCERTAIN_H

#include <stdint.h>

#include "distribution.h"

/** What is written at `of` may be so many times as large. */
typedef struct {
    const char *name, *of;    /* "talk", "types.support.talk.mean" */
    uint64_t name_hash;       /* "uncertainty:NAME" */
    ccs_distribution_t times; /* of mean 1; one draw a replication */
} ccs_uncertain_t;

#endif
