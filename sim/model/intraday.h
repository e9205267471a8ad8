/** @file intraday.h  Rules that act during the day: when they do and what agents do by them, as rows of the plan (plan.h), and where they stand in a
 * replication. A rule reads gauges, never facts; flow/presence/steer.h acts by it. */
#ifndef CCS_INTRADAY_H
#define CCS_INTRADAY_H

#include <stdbool.h>
#include <stdint.h>

#include "intraday.def"
#include "stream.h"

/** What agents do by a rule. */
enum ccs_intraday_does {
#define X(NAME, key, text) CCS_INTRADAY_##NAME,
    CCS_INTRADAY_LIST(X)
#undef X
};

typedef struct {
    const char *name, *label;           /* label: what people read */
    const struct ccs_expression *when;  /* it is decided to act (expression.h) */
    const struct ccs_expression *until; /* it acts no longer; NULL: when `when` does not hold */
    double every_s;                     /* it is looked at so often while the centre is open; 0: after every event */
    double delay_s;                     /* from the decision on until it acts, >= 0 */
    double at_least_s, at_most_s;       /* how long it acts; at_most_s INFINITY: as long as it is not over */
    enum ccs_intraday_does does;
    uint32_t team;       /* whose agents, into plan.teams */
    uint32_t group;      /* into plan.groups: of numbers, who are alike; CCS_NONE: the team is of persons */
    uint32_t to;         /* MOVE: the group that they join */
    uint32_t n_agents;   /* asked at most, each time; STAY and REST: under it at most */
    double share_frac;   /* in the place of n_agents: of those of the team who are there; NAN: n_agents says it */
    double accept_frac;  /* of those who are asked */
    uint32_t activity;   /* MOVE, OFF and CANCEL, of persons: into plan.activities */
    const char *off_for; /* OFF: what it is called */
    double overtime_s;   /* STAY: for how long */
    double rest_s;       /* REST: for how long, who has been idle for a while, and has not rested for another: */
    double idle_for_s, again_after_s;
    uint32_t a_day;     /* REST: how often on a day; CCS_NONE: any number */
    uint64_t name_hash; /* "rule:NAME" */
} ccs_intraday_t;

/** Whether persons serve in another group by it, while they are off their own phones. */
static inline bool ccs_intraday_moves_persons(const ccs_intraday_t *self)
{
    return self->does == CCS_INTRADAY_MOVE && self->group == UINT32_MAX;
}

/** An agent whom rules may give rests. */
typedef struct {
    double since_s;  /* when the last one ended, or was refused; -INFINITY: there was none */
    uint32_t by;     /* the rule by which the agent rests; CCS_NONE: does not */
    uint32_t day, n; /* rests on the last day that had any */
    uint32_t n_asked;
} ccs_rest_t;

/** Where a rule stands. */
enum ccs_ruling_phase { CCS_RULING_RESTS, CCS_RULING_IS_DECIDED, CCS_RULING_ACTS };

/** A rule in a replication. Of numbers: agents of its group of whom n_going have to finish first; n_under are away for it, or in the other group, or have come
 * in; n_back have to finish in the other group first, and of persons moved are in
 * n_under as well. */
typedef struct {
    ccs_stream_t stream;
    enum ccs_ruling_phase phase;
    double since_s; /* decided, or acting */
    uint32_t n_begun;
    uint32_t n_under; /* of persons too */
    uint32_t n_going, n_back;
    uint32_t n_arriving, n_returning; /* have left one group in this event and come to the other behind it */
} ccs_ruling_t;

#endif
