/** @file callback.h  What a type offers to customers who would have to wait, or have waited for a while: to be called back. */
#ifndef CCS_CALLBACK_H
#define CCS_CALLBACK_H

#include "distribution.h"
#include "share_curve.h"
#include "vocabulary.h"

/** What a type offers to who waits. */
typedef struct {
    double accept_frac;                /* of those who are asked */
    const ccs_course_t *accept;        /* where it varies over time, else NULL */
    ccs_share_curve_t accept_by_wait;  /* in its place, by the whole seconds that who comes now is expected to wait */
    double after_s;                    /* they are asked when they have waited so long; 0: at once when they would have to wait */
    enum ccs_callback_way way;         /* when they are called */
    uint32_t idle_more_than;           /* WHEN_QUIET: agents of the type's groups */
    int32_t priority;                  /* BY_PRIORITY: among those of queues */
    const struct ccs_expression *when; /* of the contact, or nobody is asked; NULL: always */
    double reach_frac;                 /* of calls; the customer does not answer the others, */
    uint32_t attempts;                 /* of which there are so many at most, */
    double retry_after_s;              /* so long one after the other */
    ccs_distribution_t talk;           /* of calls back, at agents of speed 1; NONE: as of other contacts, */
    double talk_factor;                /* times this */
    enum ccs_callback_counting counts_as; /* what who accepts is taken for by the type's service level */
} ccs_callback_t;

const char *ccs_callback_way_name(enum ccs_callback_way way);
const char *ccs_callback_counting_name(enum ccs_callback_counting counting);
/** What a formula of service level is read with, such as "who accepts to be called back is left out". @param name  "excluded"
 * @return "" if nothing, or for another name */
const char *ccs_callback_counting_aside(const char *name);

#endif
