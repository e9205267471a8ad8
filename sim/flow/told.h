/** @file told.h  What a told run says of itself, moment by moment (def/moment.def), and who listens. */
#ifndef CCS_TOLD_H
#define CCS_TOLD_H

#include <stdbool.h>
#include <stdint.h>

#include "moment.def"

#define X(name, subject, facts, duration, number, words, story) CCS_MOMENT_##name,
enum ccs_moment_kind { CCS_MOMENT_LIST(X) CCS_N_MOMENTS };
#undef X

/** A leg of an attempt of an issue; type CCS_NONE = nobody's. */
typedef struct {
    uint32_t type, index, attempt; /* the type as which the issue came, its index within that source; attempts before this one */
    uint32_t leg;                  /* of the attempt: those before this one */
} ccs_attempt_t;

typedef struct {
    double time_s;
    enum ccs_moment_kind kind;
    ccs_attempt_t of;      /* also of an agent's after-call work */
    uint32_t as;           /* the type that the contact is of by now; CCS_NONE = nobody's */
    uint32_t group, agent; /* CCS_NONE = none; agent counts from 0 within the group */
    double duration_s;     /* as the row says, else NAN */
    uint32_t activity;     /* of off_phones: into plan.activities */
    uint32_t
        number; /* as the row says; of type_open, type_close and sent the type, of transfer the one that it goes to, of node and of moments of sessions the node; else CCS_NONE */
    const char *rule, *stage; /* of a choice; stage NULL: the type has none */
    double score, next_score; /* of who was chosen by score, and of who would have been next; NAN: there is none */
    double planned;           /* agents of the plan, where they are no whole number */
    bool asks;                /* it is not the customer, but an agent who asks about the contact */
    bool gone;                /* the customer leaves and will not try again */
    bool counts;              /* of a contact: what becomes of it from here on is part of results, */
    uint32_t batch;           /* where that counts of its batch, from 0 */
} ccs_moment_t;

enum { CCS_TOLD_MAX = 64 };

/** Who listens. Moments come in the order of time, those of one event in the order in which they follow from each other. The flow notes
 * them in the buffer and hands them on after each event, and within an event when the buffer is full. */
typedef struct {
    void (*tell)(void *listener, const ccs_moment_t *moment); /* the moment is the listener's to read during the call */
    void *listener;
    bool enough; /* set by the listener: the run ends after the event at hand and is not finished */
    /* the flow's own: */
    bool muted; /* the centre is being put in place */
    uint32_t n;
    ccs_moment_t moments[CCS_TOLD_MAX];
} ccs_told_t;

#endif
