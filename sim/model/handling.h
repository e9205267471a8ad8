/** @file handling.h  What becomes of a contact in a talk and after it: drops and transfers, as rows of the plan, and what is remembered of a contact through its legs.
 *
 * A *leg* is what a contact does in the queue of one type, from asking for an agent to the end of that agent's talk. A *journey* is a contact through all its
 * legs: the customer came once. An *issue* is all journeys of a customer about one matter, redials and returns included. */
#ifndef CCS_HANDLING_H
#define CCS_HANDLING_H

#include <stdbool.h>
#include <stdint.h>

#include "course.h"
#include "distribution.h"
#include "stream.h"
#include "vocabulary.h"

enum { CCS_MAX_LEGS = CCS_STREAM_LEGS }; /* of a contact: the last one ends without a transfer */

/** At the end of a talk the customer goes on to the queue of another type, or of the same; the agent goes on with after-call work. */
typedef struct {
    uint32_t to; /* a type */
    double frac; /* of the talks of the type that it is a transfer of; unless it is an escalation, of those that do not go up */
    double upto_frac; /* of these talks, this transfer and those before it, of the same kind */
    enum ccs_join joins;
    enum ccs_transfer_kind kind;
    ccs_distribution_t handover; /* warm: with both agents; NONE = no time */
    double max_wait_s;           /* unless cold: for which the first agent stays at most; INFINITY = without end */
    double talk_factor;          /* on the talk that follows */
    ccs_distribution_t identify; /* before that, with the customer; NONE = no time */
    bool
        goes_up; /* an escalation: it is known as the talk begins that it ends so; else what follows is of the last four no part */
    const ccs_course_t *course; /* of the share of talks that go up; NULL: it does not vary */
    ccs_distribution_t detect;  /* how long the agent works on the contact until then; NONE = detect_frac of the talk */
    double detect_frac;
} ccs_transfer_t;

/** Talks of a type that are cut off. */
typedef struct {
    double frac;              /* of the talks */
    double call_back_frac;    /* of their customers: come again */
    ccs_distribution_t delay; /* until then; NONE = at once */
} ccs_drop_t;

/** What comes in front of a talk and between its parts, with the same agent and on the same line. */
typedef struct {
    ccs_distribution_t setup;    /* the agent prepares, in front of the talk; NONE = no time */
    double hold_frac;            /* of the talks: the customer is put on hold */
    uint32_t n_holds;            /* in each of these, at equal distances; >= 1 */
    ccs_distribution_t hold;     /* how long each takes */
    ccs_distribution_t patience; /* how long the customer bears each, and then hangs up; NONE = as long as it takes */
    double stay_frac;            /* of customers on hold: there at its end; both as the laws are without what varies over time */
    double borne_s;              /* mean time on hold, up to its end or until the customer hangs up */
} ccs_pauses_t;

/** In a talk the agent puts the customer on hold and asks an agent of another type, or of the same. */
typedef struct {
    uint32_t to;       /* a type */
    double frac;       /* of the talks of the type that it is a consult of */
    double upto_frac;  /* of these talks, this consult and those before it */
    double after_frac; /* of the talk, without pauses: when the agent asks */
    enum ccs_join joins;
    ccs_distribution_t time; /* with the agent who is asked; NONE = no time */
    double max_wait_s;       /* for which the agent waits at most; INFINITY = without end */
} ccs_consult_t;

/** Customers who come again as another type: through another channel, or asking for something else. */
typedef struct {
    uint32_t to;      /* a type */
    double frac;      /* of those who come again */
    double upto_frac; /* of these, this row and those before it */
} ccs_becoming_t;

/** Transfers of the types, and what is cut off. */
typedef struct {
    const ccs_transfer_t *transfers; /* type by type, of each escalations first */
    const uint32_t *first;           /* by type, and behind the last one: into transfers */
    const uint32_t *first_plain;     /* by type: the first one that is no escalation */
    uint32_t n_transfers;
    const double *up_factors;      /* by pair: on the shares that go up, of that group's talks; NULL: 1 for all */
    const ccs_consult_t *consults; /* type by type */
    const uint32_t *first_consult; /* by type, and behind the last one: into consults */
    uint32_t n_consults;
    const ccs_becoming_t *becomings; /* type by type, of each those after an attempt without an answer first */
    const uint32_t *first_becoming;  /* by 2 * type, and 2 * type + 1 after an answer, and behind the last one: into becomings */
    uint32_t n_becomings;
    const ccs_drop_t *drops;    /* by type */
    const ccs_pauses_t *pauses; /* by type; NULL: talks have no parts */
    bool any_pause;             /* some type has a set-up or customers on hold */
    bool any_company;           /* some transfer is not cold */
    bool any_up;                /* some transfer is an escalation */
    bool any_leg;               /* some type has a transfer or a drop, or customers who hang up on hold */
} ccs_handling_t;

static inline uint32_t ccs_handling_n(const ccs_handling_t *self, uint32_t type)
{
    return self->first[type + 1] - self->first[type];
}

/** The share of a type's talks that go up. */
static inline double ccs_handling_up_frac(const ccs_handling_t *self, uint32_t type)
{
    return self->first_plain[type] > self->first[type] ? self->transfers[self->first_plain[type] - 1].upto_frac : 0;
}

/** The share of a type's talks that end with a transfer: of those that do not go up as many as transfers say. */
static inline double ccs_handling_frac(const ccs_handling_t *self, uint32_t type)
{
    const uint32_t end = self->first[type + 1];
    const double plain_frac = end > self->first_plain[type] ? self->transfers[end - 1].upto_frac : 0;

    return 1 - (1 - ccs_handling_up_frac(self, type)) * (1 - plain_frac);
}

/** How a journey ends. */
enum ccs_journey_end {
    CCS_JOURNEY_SERVED,
    CCS_JOURNEY_CONTAINED,
    CCS_JOURNEY_CONTAINED_FALSE, /* and had not what they came for */
    CCS_JOURNEY_BLOCKED,
    CCS_JOURNEY_BALKED,
    CCS_JOURNEY_ABANDONED,
    CCS_JOURNEY_CUT_OFF,
    CCS_JOURNEY_DROPPED,
    CCS_JOURNEY_HUNG_UP
};

/** What is remembered of a contact, by its id. Meaningless before it has come (has_come) and once its record is free. */
typedef struct {
    double began_s;                /* the issue: its first contact came */
    double came_s;                 /* this contact came */
    double waited_s;               /* in queues on the line, in all legs so far */
    double waited_before_s;        /* the same of the contacts before */
    double owed_s;                 /* off the line, owed a call, in all legs so far */
    uint32_t issue_period, period; /* of the plan, in which the issue began and the contact came; periods.n: they do not count */
    uint32_t n_contacts;           /* of the issue that have ended */
    uint16_t came_as;              /* the type as which it came, whose line it holds */
    uint16_t leg;                  /* legs before this one */
    uint32_t offer;                /* the switch that it came by, where it came by one, into plan.switching->rows */
    uint32_t by;                   /* of a later leg: the transfer that it began with, into plan.handling->transfers */
    uint16_t n_talks;              /* that have begun */
    uint16_t end;                  /* enum ccs_journey_end, of the contact that ended last */
    bool has_come;
    bool has_gone_up;
    bool has_come_up; /* to where it is, */
    uint32_t
        with; /* of a leg: the contact whose agent is there yet, who transferred it; of that contact: the leg; CCS_NONE: none */
    uint16_t company; /* enum ccs_company, of the contact whose agent stays; came_s is since when, then */
    uint16_t up_from; /* this type */
} ccs_journey_t;

/** An agent stays with a customer whom they have transferred. */
enum ccs_company {
    CCS_COMPANY_NONE,
    CCS_COMPANY_ASKS,   /* nobody has answered yet */
    CCS_COMPANY_JOINED, /* another agent has */
    CCS_COMPANY_OVER    /* the customer has left, or the talk of the other agent is over */
};

/** The talk that a contact is in, by its id, where talks have pauses. Its parts are numbered: 0 the set-up, 1 the talk up to the first hold, 2 that hold, 3 the talk
 * up to the next one, and so on; the last is 2 n_holds + 1. */
typedef struct {
    double ends_s;          /* the talk, pauses included */
    double part_since_s;    /* the present part began */
    double between_s;       /* the talk between two pauses */
    double setup_s, held_s; /* of this talk, up to now */
    uint16_t part, n_holds;
    bool hangs_up; /* at the end, which is that of a hold */
} ccs_talk_t;

/** How far a consult is, of the contact whose agent asks. */
enum ccs_asking {
    CCS_ASKING_NOT,    /* or not yet, or no more */
    CCS_ASKING_WAITS,  /* nobody has answered yet */
    CCS_ASKING_JOINED, /* another agent has */
    CCS_ASKING_OVER    /* there is nobody to talk to any more: the talk with the customer goes on */
};

/** What is remembered of consults, by the id of a contact: of one that talks, whose agent will ask, asks, or has asked; and of the record in the other type's queue that
 * stands for that agent (CCS_CONTACT_ASKED), of which `other` alone is meant. */
typedef struct {
    const ccs_consult_t *consult; /* to come in this talk; NULL: none */
    uint32_t other;               /* the record in the queue, or the contact whose agent asks; CCS_NONE: there is none any more */
    uint16_t part;                /* of the talk in which it comes */
    uint16_t state;               /* enum ccs_asking */
    double offset_s;              /* from the begin of that part on */
    double at_s, ends_s;          /* when that is, and when the part would end without it */
    double since_s;               /* the agent has asked */
    double gives_up_s;            /* when the customer hangs up; INFINITY: never */
    double asked_s;               /* of this talk, up to now */
    bool has_asked, is_joined, is_lost; /* in this talk; another agent has answered; the customer has hung up meanwhile */
} ccs_consulting_t;

static inline bool ccs_talk_is_setup(const ccs_talk_t *self)
{
    return self->part == 0;
}

static inline bool ccs_talk_is_hold(const ccs_talk_t *self)
{
    return self->part > 0 && self->part % 2 == 0;
}

static inline bool ccs_talk_is_last_part(const ccs_talk_t *self)
{
    return self->part == 2 * self->n_holds + 1;
}

#endif
