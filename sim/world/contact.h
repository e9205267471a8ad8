/** @file contact.h  Contacts that are alive, in a pool of one cache line each; queues are links through them. */
#ifndef CCS_CONTACT_H
#define CCS_CONTACT_H

#include <stdbool.h>
#include <stdint.h>

#include "hint.h"
#include "plan.h"

enum ccs_contact_state {
    CCS_CONTACT_FREE,     /* not in use */
    CCS_CONTACT_IVR,      /* in the IVR or bot, or at a node of a call flow */
    CCS_CONTACT_WAITING,  /* in a queue */
    CCS_CONTACT_TALKING,  /* with an agent */
    CCS_CONTACT_RETRYING, /* the customer will contact again; or, the centre being closed, for the first time */
    CCS_CONTACT_WRAPPING, /* rich: the customer has left, an agent still works on it */
    CCS_CONTACT_RINGING,  /* rich: at an agent, in no queue */
    CCS_CONTACT_HELD,     /* rich: waits for one agent, in no queue */
    CCS_CONTACT_OWED,     /* rich: the customer is off the line, and will be called back */
    CCS_CONTACT_AWAY,     /* further: a conversation in nobody's hand; step is that of the talk before */
    CCS_CONTACT_DIALLED /* rich: the customer is called, and the phone rings; step is that of the talk to come, agent who is kept by it or CCS_NONE */
};

/** Flags. A further attempt has none of HANDED, DUE, REACHED, NO_LINE and CALLED_BACK. */
enum {
    CCS_CONTACT_CONTAINED = 1, /* will end in the IVR or bot */
    CCS_CONTACT_RECONNECT = 2, /* the next attempt follows an answered one */
    CCS_CONTACT_HANDED =
        8,                /* rich: has been handed over: talk is what remained then, in seconds of the pair whose step it is in */
    CCS_CONTACT_DUE = 16, /* rich: of a backlog, and due at a moment of its own: see ccs_world_due_s */
    CCS_CONTACT_FRONT = 32,        /* rich: transferred to the front of its queue, or back there after a ring */
    CCS_CONTACT_REACHED = 64,      /* rich: called back, has answered before an agent was there */
    CCS_CONTACT_NO_LINE = 128,     /* rich: has given back its line for good, to be called back */
    CCS_CONTACT_CALLED_BACK = 256, /* rich: has accepted to be called back, in this leg */
    CCS_CONTACT_ASKED = 1024,      /* rich: no customer, but an agent who asks another one */
    CCS_CONTACT_REST = 2048, /* further: of one who keeps the patience of the first attempt: the waits before are taken off it */
    CCS_CONTACT_RESUMED = 4096,  /* further: this leg goes on with a conversation that was put away */
    CCS_CONTACT_SWITCHED = 8192, /* further: came to this type from another one, in this attempt */
    CCS_CONTACT_BOUNCED = 512,   /* rich: the next attempt comes back to a call flow that did not give what was wanted */
    CCS_CONTACT_KEPT = 4         /* this attempt keeps the talk time and the patience of the first */
};

/** An issue (source, index) in its attempt-th contact. 64 bytes, aligned. Plain: the record is the customer's, from one attempt to the next. Rich: it is
 * a leg's, from the arrival to the end of the agent's work; a customer who comes again has another one. */
typedef struct {
    double offered_s; /* entry to the queue */
    double
        since_s; /* start of the talk; rich: of the step that it is in; off the line: when the customer accepted to be called back */
    double talk;    /* talk time with the type's first pair in seconds, or the uniform it comes from: see ccs_pair_t.talk_ratio */
    uint32_t index; /* of the issue within its source */
    uint32_t counts_at;  /* which facts the contact counts in, by the cell of offered_s: ccs_facts_index */
    uint32_t next, prev; /* in the queue; next of a free record is the next free one */
    union {
        uint32_t agent;
        uint32_t n_calls; /* rich, off the line: that were not answered */
    };
    union {
        uint32_t pair; /* whose talk it is */
        uint32_t step; /* rich: into plan.steps */
    };
    uint16_t type, attempt; /* attempts before this one */
    uint16_t queue;         /* rich, waiting: where; see ccs_world_queue */
    uint16_t source;        /* rich: of the issue, whose draws it uses whatever its type is by now; see ccs_world_source */
    uint16_t state, flags;  /* enum ccs_contact_state; not of a character type, whose stores may alias everything in the loop */
    union {
        uint32_t lot;      /* rich, waiting in random order: where among the lots of its queue */
        uint32_t n_missed; /* rich, the customer being called: n_calls before that */
    };
} CCS_LINE_ALIGNED ccs_contact_t;

/** Pool. Invariant: free records are linked through next from free; n_free of them. */
typedef struct {
    ccs_contact_t *at; /* by id; moves when the pool grows */
    uint32_t size, free, n_free;
} ccs_contacts_t;

int ccs_contacts_init(ccs_contacts_t *self);
void ccs_contacts_free(ccs_contacts_t *self);
void ccs_contacts_reset(ccs_contacts_t *self);
/** Make room for n more. @return 0 or CCS_ERR_NOMEM */
int ccs_contacts_reserve(ccs_contacts_t *self, uint32_t n);

/** Take a record: everything but next, prev is the caller's to set. There must be room. */
static inline uint32_t ccs_contacts_take(ccs_contacts_t *self)
{
    const uint32_t id = self->free;

    self->free = self->at[id].next;
    self->n_free--;
    return id;
}

static inline void ccs_contacts_give(ccs_contacts_t *self, uint32_t id)
{
    self->at[id].state = CCS_CONTACT_FREE;
    self->at[id].next = self->free;
    self->free = id;
    self->n_free++;
}

/** The contacts that wait in a queue, in order of entry; where the order is random, in that in which they will be served. */
typedef struct {
    uint32_t head, tail, n;
} ccs_queue_state_t;

void ccs_queue_push(ccs_queue_state_t *self, ccs_contacts_t *contacts, uint32_t id);
/** In front of all but those who have been handed over or transferred to the front. Last in, first out: those who come later stand in front of it. */
void ccs_queue_put_in_front(ccs_queue_state_t *self, ccs_contacts_t *contacts, uint32_t id, enum ccs_queue_order order);
/** Behind another that stands in the queue. @param prev  CCS_NONE: in front of all */
void ccs_queue_put_behind(ccs_queue_state_t *self, ccs_contacts_t *contacts, uint32_t id, uint32_t prev);
void ccs_queue_remove(ccs_queue_state_t *self, ccs_contacts_t *contacts, uint32_t id);
/** The one that is served next, CCS_NONE if nobody waits. */
static inline uint32_t ccs_queue_first(const ccs_queue_state_t *self, enum ccs_queue_order order)
{
    return order != CCS_ORDER_LIFO ? self->head : self->tail;
}
/** The one that is served behind another, CCS_NONE if that is the last. */
static inline uint32_t ccs_queue_after(const ccs_contacts_t *contacts, uint32_t id, enum ccs_queue_order order)
{
    return order != CCS_ORDER_LIFO ? contacts->at[id].next : contacts->at[id].prev;
}
/** Walk the links and compare; abort on a difference. */
void ccs_queue_verify(const ccs_queue_state_t *self, const ccs_contacts_t *contacts, enum ccs_queue_order order);

/** Of a queue in random order the contacts that a newcomer may come to stand behind: all that have not been handed over, in no order, so that one is drawn and
 * another taken away at once. Zero-initialised: empty, without room. */
typedef struct {
    uint32_t *at; /* ids of contacts; owned */
    uint32_t n, size;
} ccs_lots_t;

/** Room for so many in all. @return 0 or CCS_ERR_NOMEM */
int ccs_lots_reserve(ccs_lots_t *self, uint32_t size);
void ccs_lots_free(ccs_lots_t *self);
/** Put a contact at a random place of its queue: each of the n + 1 places is as likely. Who is served from the front is then any of those who wait, with equal
 * probability, whoever has come or gone meanwhile. O(1). @param u  uniform, in [0, 1) */
void ccs_queue_put_at_random(ccs_queue_state_t *self, ccs_lots_t *lots, ccs_contacts_t *contacts, uint32_t id, double u);
/** The contact no longer waits. O(1) */
void ccs_lots_remove(ccs_lots_t *self, ccs_contacts_t *contacts, uint32_t id);
/** Compare with the queue; abort on a difference. */
void ccs_lots_verify(const ccs_lots_t *self, const ccs_queue_state_t *queue, const ccs_contacts_t *contacts);

#endif
