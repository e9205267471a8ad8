/** @file contact_log.h  The contacts of a told replication, a row for each attempt, gathered from the moments that are told of it. */
#ifndef CCS_CONTACT_LOG_H
#define CCS_CONTACT_LOG_H

#include "moment.h"

/** An attempt of a contact, or a later leg of it. Times in seconds; NAN: there was none. */
typedef struct {
    ccs_attempt_t of;
    uint32_t as;                  /* the type in whose queue it is */
    double arrived_s;             /* since time 0; before it of a backlog; of a later leg when the talk before was over */
    double ivr_s;                 /* in the IVR */
    double wait_s;                /* in the queue, until an agent answered or until the wait ended otherwise */
    double talk_s;                /* with all agents */
    double setup_s, hold_s;       /* of talk_s: an agent prepared, the customer was on hold */
    double wrap_s;                /* after-call work that it caused */
    double predicted_s;           /* that it was expected to wait */
    double handover_wait_s;       /* to be taken over by a further agent */
    double callback_s;            /* from accepting to be called back */
    double dial_s;                /* of a call of a campaign: from dialling to its outcome */
    uint32_t breaks;              /* CCS_BREAKS_ of such a call */
    double retry_s;               /* after which the customer will try again, opening hours apart */
    uint32_t node;                /* of a call flow, the last one that it came to; CCS_NONE = none */
    uint32_t group, agent;        /* of the last agent, counted from 0 within the group; CCS_NONE = none */
    enum ccs_moment_kind outcome; /* the moment that decided */
    uint32_t batch;               /* mode steady: in which it counts, from 0 */
    const char *talk_end;         /* "done", "transferred", "cut_off", "hung_up", "closed" or "paused"; NULL: no talk has ended */
} ccs_contact_row_t;

/** An attempt that is not over. */
typedef struct {
    ccs_contact_row_t row;
    double over_s; /* when it was over but for after-call work; INFINITY: it is not */
    uint32_t n_wraps;
    bool counts;       /* what has become of it so far is part of results */
    bool left_message; /* what is told of the attempt from then on is of the row of its message */
} ccs_open_row_t;

/** Rows are handed on in the order in which the attempts began. Only what the run counts is logged, by where it counts what becomes of an attempt: none of a
 * warm-up, of what follows the last batch, of days run in or out, or of who is there at the start but for a backlog. Zero-initialised storage can be freed. */
typedef struct {
    ccs_told_t told;
    void (*row)(void *listener, const ccs_contact_row_t *row); /* the row is the listener's to read during the call */
    void *listener;
    const ccs_plan_t *plan;
    double share; /* of the contacts, 0 .. 1, chosen by type, number and replication: the same in each variant */
    uint32_t replication;
    bool out_of_memory;    /* sticky */
    ccs_open_row_t *rows;  /* a ring of cap, owned */
    uint32_t *places;      /* 2 cap, owned: rows by their attempt, 1 + place in the ring; 0 = free */
    uint32_t cap, head, n; /* cap a power of two */
} ccs_contact_log_t;

void ccs_contact_log_free(ccs_contact_log_t *self);
/** Before a replication, from 0. @return what it is told to */
ccs_told_t *ccs_contact_log_begin(ccs_contact_log_t *self, const ccs_plan_t *plan, uint32_t replication);
/** After it: what is left is handed on. @return 0 or CCS_ERR_NOMEM */
int ccs_contact_log_end(ccs_contact_log_t *self);
/** What became of an attempt, by the fact that counts it ("answered", "abandoned"); where none does by the moment ("still_in_ivr"). */
const char *ccs_contact_row_outcome(const ccs_contact_row_t *row);

#endif
