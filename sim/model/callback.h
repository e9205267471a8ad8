/** @file callback.h  What a type offers to customers who would have to wait, or have waited for a while: to be called back. */
#ifndef CCS_CALLBACK_H
#define CCS_CALLBACK_H

#include "distribution.h"
#include "vocabulary.h"

/** What a type offers to who waits. */
typedef struct {
    double accept_frac;         /* of those who are asked */
    const ccs_course_t *accept; /* where it varies over time, else NULL */
    double after_s;             /* they are asked when they have waited so long; 0: at once when they would have to wait */
    enum ccs_callback_way way;  /* when they are called */
    uint32_t idle_more_than;    /* WHEN_QUIET: agents of the type's groups */
    ccs_distribution_t talk;    /* of calls back, at agents of speed 1; NONE: as of other contacts, */
    double talk_factor;         /* times this */
} ccs_callback_t;

const char *ccs_callback_way_name(enum ccs_callback_way way);

#endif
