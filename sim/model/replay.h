/** @file replay.h  Contacts of a type that are known one by one. */
#ifndef CCS_REPLAY_H
#define CCS_REPLAY_H

#include "plan.h"

/** Contacts as they were recorded, the same ones in each replication, ascending in time. What is not known of one is NAN, and drawn from the law of the type;
 * NULL: it is known of none. */
struct ccs_replay {
    uint32_t n;
    const double *time_s;
    double *talk_s, *wrap_s;  /* of its first attempt with the type's first pair: see ccs_pair_t.talk_ratio */
    const double *patience_s; /* of its first attempt */
};

#endif
