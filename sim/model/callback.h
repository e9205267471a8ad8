/** @file callback.h  What a type offers to customers who would have to wait, or have waited for a while: to be called back. */
#ifndef CCS_CALLBACK_H
#define CCS_CALLBACK_H

#include "course.h"
#include "distribution.h"
#include "share_curve.h"
#include "vocabulary.h"

/** Slots of time for calls back. One takes whole seconds of the clock from midnight on. */
typedef struct {
    double every_s;                 /* length */
    double within_s;                /* who asks can take one that begins so soon */
    double capacity;                /* calls in each; NAN: there are no slots */
    const ccs_course_t *capacities; /* where it varies over time, else NULL */
    ccs_distribution_t ahead;       /* how far ahead the customer wants it, at least; NONE: as soon as may be */
} ccs_slots_t;

/** Calls in a slot that begins at a time. */
static inline double ccs_slots_capacity_at(const ccs_slots_t *self, double time_s)
{
    return self->capacities ? ccs_course_at(self->capacities, time_s) : self->capacity;
}

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
    double wrap_factor;                /* on after-call work */
    enum ccs_callback_first first;     /* whose phone rings first */
    ccs_distribution_t ring;           /* how long the customer's rings until they answer; NONE: no time */
    double no_answer_s;                /* how long when nobody answers */
    ccs_distribution_t patience;       /* CUSTOMER: of who has answered; NONE: as of the type */
    ccs_distribution_t time;           /* AT_TIME: from accepting to the call; NONE: in its place */
    double predicted_times;            /* so many times the wait that is predicted then */
    ccs_slots_t slots;                 /* SLOTS */
    uint32_t to;                       /* MESSAGE: a type; else CCS_NONE */
    enum ccs_callback_counting counts_as; /* what who accepts is taken for by the type's service level */
} ccs_callback_t;

/** Whether phones ring for a while, or are answered before an agent is there. */
static inline bool ccs_callback_dials(const ccs_callback_t *self)
{
    return self->first == CCS_CALLED_FIRST_CUSTOMER || self->ring.kind != CCS_DISTRIBUTION_NONE || self->no_answer_s > 0;
}
/** Whether a time is said to who accepts. */
static inline bool ccs_callback_promises(const ccs_callback_t *self)
{
    return self->way == CCS_CALLBACK_AT_TIME || self->way == CCS_CALLBACK_SLOTS;
}

const char *ccs_callback_way_name(enum ccs_callback_way way);
const char *ccs_callback_counting_name(enum ccs_callback_counting counting);
/** What a formula of service level is read with, such as "who accepts to be called back is left out". @param name  "excluded"
 * @return "" if nothing, or for another name */
const char *ccs_callback_counting_aside(const char *name);

#endif
