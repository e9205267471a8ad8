/** @file owed.h  Who is owed a call in a replication: customers who have accepted to be called back and are off the line. */
#ifndef CCS_OWED_H
#define CCS_OWED_H

#include "contact.h"

/** What was said to who accepted. */
typedef struct {
    double at_s, until_s; /* when they will be called: from, and before */
} ccs_call_time_t;

/** Calls of a slot that are taken. */
typedef struct {
    uint32_t slot, n; /* slot by its number since the run's midnight; CCS_NONE: of none yet */
} ccs_booking_t;

/** The slots of a type that can be taken now, and a few before, each where its number modulo n says. */
typedef struct {
    ccs_booking_t *at;
    uint32_t n; /* 0: the type has none */
} ccs_bookings_t;

/** Who is owed a call. */
typedef struct {
    ccs_queue_state_t *owed; /* by type: contacts off the line without a place in a queue, in the order in which they accepted */
    uint32_t *n_away;     /* by type: contacts that will be called, or called again, at some time, and those whose phones ring */
    uint32_t *n_kept;     /* by type: contacts off the line that stand in its queue */
    uint32_t *n_at_work;  /* by pair: called back, and with an agent or at after-call work */
    uint32_t *n_on_hold;  /* by type: of n_kept, those who have answered and wait for an agent */
    uint32_t *n_dialling; /* by pair: agents whom a phone that rings keeps, */
    uint32_t *n_in_vain;  /* of which so many ring in vain */
    uint32_t *n_called_for;    /* by group: phones that ring and keep nobody */
    ccs_bookings_t *booked;    /* by type */
    ccs_call_time_t *promised; /* by contact; NULL: nobody is told when; owned by the world */
    uint32_t n_owed;           /* in all lists */
} ccs_callbacks_t;

/** Arrays of a plan that calls back; of any other nothing is taken. @return 0 or CCS_ERR_NOMEM */
int ccs_callbacks_init(ccs_callbacks_t *self, const ccs_plan_t *plan, ccs_arena_t *arena);
/** Nobody is owed a call. */
void ccs_callbacks_reset(ccs_callbacks_t *self, const ccs_plan_t *plan);
/** Calls of a slot that are taken. */
uint32_t ccs_callbacks_n_booked(const ccs_callbacks_t *self, uint32_t type, uint32_t slot);
/** One more is. */
void ccs_callbacks_book(ccs_callbacks_t *self, uint32_t type, uint32_t slot);
/** Compare with the records; abort on a difference. */
void ccs_callbacks_verify(const ccs_callbacks_t *self, const ccs_plan_t *plan, const ccs_contacts_t *contacts);

#endif
