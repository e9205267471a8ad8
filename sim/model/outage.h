/** @file outage.h  Outages, as rows of the plan: what stops, slows or takes away what the centre works with, and when. What had begun before goes
 * on, but for talks that are cut off where it drops them. docs/outages.md says what each does. */
#ifndef CCS_OUTAGE_H
#define CCS_OUTAGE_H

#include <stdbool.h>
#include <stdint.h>

#include "distribution.h"
#include "vocabulary.h"

/** A time at which the outage is on. */
typedef struct {
    double start_s, end_s;
} ccs_outage_window_t;

/** Customers who are told of an outage while it is on do not call about it. */
typedef struct {
    double share_frac; /* of fresh contacts; 0: nobody is told */
    double delay_s;    /* from its begin until they know */
    const bool *of;    /* by type */
} ccs_outage_notice_t;

typedef struct {
    const char *name, *label;
    uint64_t name_hash;                 /* "outage:NAME" */
    const ccs_outage_window_t *windows; /* ascending, apart from each other; none where it comes at random */
    uint32_t n_windows;
    ccs_distribution_t every; /* from the begin of the run, or the end of one, to the next; NONE: it comes by its windows */
    ccs_distribution_t lasts;
    bool each;          /* each agent fails and is repaired alone: every and lasts are theirs */
    uint32_t failure;   /* which of those it is; CCS_NONE: of none */
    double agents_frac; /* of the agents of the groups: each cannot work with this probability; each: may ever fail */
    enum ccs_in_hand in_hand;
    double handle_factor; /* on talk and after-call work that begin meanwhile */
    double lines_frac;    /* of the lines of its trunk groups: lost, rounded to whole ones */
    enum ccs_flow_down contacts;
    ccs_outage_notice_t notice;
    const bool *stops;       /* by group: agents of it cannot work */
    const bool *slows;       /* by pair */
    const bool *takes_lines; /* by trunk group */
    const bool *takes_down;  /* by call flow */
    const bool *delays;      /* by queue: whose waiting contacts say when all is as it was before */
} ccs_outage_t;

/** What an outage is at, at a moment of a run. */
typedef struct {
    uint32_t n;                    /* how often it has begun */
    uint32_t next_window;          /* the one that is on, or comes next */
    uint32_t n_idle;               /* agents with nothing in hand whom it keeps from work */
    uint32_t n_waiting;            /* contacts of its queues that waited when it began */
    uint32_t n_may_fail, n_failed; /* with each: agents who may ever, and who have and are not repaired yet */
    double since_s;                /* it began, or ended */
    bool is_on;
    bool is_felt; /* it is over, and more contacts wait than did when it began */
} ccs_outage_state_t;

/** What all of them come to. */
typedef struct {
    ccs_outage_state_t *of; /* by outage; NULL: the plan has none, and nothing below is there */
    bool *hits;             /* outage by outage: [n_agents], whom it keeps from work while it is on */
    uint32_t
        *n_hits; /* by agent: how many outages do, and one more for want of a seat; NULL: nothing ever keeps anybody from work */
    bool *unseated;       /* by agent: logged in, and without a seat of their site; NULL: no site has a number of them */
    uint32_t *n_seated;   /* by site: agents who have one */
    uint32_t n_unseated;  /* agents without */
    bool seat_is_left;    /* one has been, and is for somebody without */
    uint32_t *n_failures; /* of each outage with each, by agent: how often they have failed; NULL: there is none */
    double *slow;         /* by pair: factor on work that begins */
    uint32_t *lines_lost; /* by trunk group */
    uint32_t n_felt;      /* outages that are over and felt */
    uint64_t seed;
    uint32_t replication;
} ccs_outages_t;

#endif
