/** @file call_flow.h  Call flows, as rows of the plan: what contacts meet before a queue, in an IVR, with a bot, or on pages that they read for themselves.
 *
 * A flow is nodes. A contact stays at a node for a time, and leaves it by one of its ways, each with a share: on to a node, to a queue, or out of the flow.
 * Of those who come to a node a share hangs up and a share asks for an agent while they are there, at a moment of their time that is as likely as any other. */
#ifndef CCS_CALL_FLOW_H
#define CCS_CALL_FLOW_H

#include <stdbool.h>
#include <stdint.h>

#include "course.h"
#include "distribution.h"

/** What a way out of a node means for the contact that takes it. */
enum ccs_outcome {
    CCS_OUTCOME_ON,            /* it goes on */
    CCS_OUTCOME_SUCCESS,       /* has what it came for */
    CCS_OUTCOME_FALSE_SUCCESS, /* takes it that it has */
    CCS_OUTCOME_FAILURE,       /* has not */
    CCS_OUTCOME_MISROUTE,      /* has taken a wrong choice */
    CCS_OUTCOME_ZERO_OUT,      /* asks for an agent while it is there */
    CCS_OUTCOME_HANG_UP,       /* hangs up while it is there */
    CCS_OUTCOME_BREAK,         /* the node breaks while it is there */
    CCS_OUTCOME_NO_SESSION, /* all sessions of the node are in use: it is there for no time, or has waited for one long enough */
    CCS_OUTCOME_GIVE_UP     /* hangs up while it waits for a session */
};

/** Whether the contact leaves the node at any moment of the time that it would have been there. */
static inline bool ccs_outcome_cuts_short(enum ccs_outcome outcome)
{
    return outcome == CCS_OUTCOME_ZERO_OUT || outcome == CCS_OUTCOME_HANG_UP || outcome == CCS_OUTCOME_BREAK;
}

/** Where a way leads. */
enum ccs_leads {
    CCS_LEADS_NODE,
    CCS_LEADS_QUEUE, /* of the type by which the contact has come, or of another */
    CCS_LEADS_END,   /* the flow has served it: it is contained */
    CCS_LEADS_AWAY   /* it hangs up, unserved: for good, or until the next opening */
};

typedef struct {
    double from_frac, upto_frac; /* of those who come to the node; the first way begins at 0, the last one ends at 1 */
    enum ccs_outcome outcome;
    enum ccs_leads leads;
    uint32_t to;     /* into plan.nodes; into plan.types, CCS_NONE: the type by which it has come; else CCS_NONE */
    double harder;   /* factor on the talk time of those who take it, 1 = none */
    bool goes_back;  /* to a node at which the contact may have been before */
    bool at_opening; /* AWAY: the customer comes again when the type opens next */
    const struct ccs_expression *when; /* expression.h: it is taken if this holds and none before it does; NULL: by its share */
    const char *name;                  /* of the choice, or of the way; NULL: it has none */
} ccs_node_way_t;

/** Shares of the ways of a node, where some of them vary over time. */
typedef struct {
    const ccs_course_t *course; /* its values number the rows of upto_frac; NULL: none varies */
    const double *upto_frac;    /* by row, then by way of the node: as ccs_node_way_t has it, which is the mean */
    uint32_t n_ways;            /* of a row: ways whose share is always 0 stand behind them */
} ccs_way_shares_t;

/** Contacts that wait for a session of a node, first come, first served. */
typedef struct {
    uint32_t limit;              /* so many at once; CCS_NONE: any number */
    double max_wait_s;           /* who has waited so long goes by no_session; INFINITY: nobody */
    ccs_distribution_t patience; /* who has waited so long goes by give_up; NONE: nobody */
    uint32_t give_up;            /* into plan.ways; CCS_NONE: nobody does */
    uint32_t step;               /* into plan.steps: to wait for a session */
} ccs_bot_queue_t;

typedef struct {
    const char *name;        /* "front.menu" */
    const char *label;       /* "front: menu" where none is written */
    uint32_t flow;           /* into plan.call_flows */
    ccs_distribution_t time; /* NONE: it takes no time */
    double latency_s;        /* besides: what a bot takes to answer, all its turns together */
    uint32_t sessions;       /* contacts there at once; CCS_NONE: no limit */
    bool waits;              /* who finds them all in use waits: in queue */
    ccs_bot_queue_t queue;
    bool has_sessions; /* they are limited, or may break */
    uint32_t first_way, n_ways;
    ccs_way_shares_t over_time;
    uint32_t
        n_when; /* of them: depend on conditions, in front of all others; whoever goes through takes the first one that holds, or the one behind them */
    uint32_t no_session; /* into plan.ways: for those who find none, nor a place to wait for one; CCS_NONE: there is no limit */
    uint32_t step;       /* into plan.steps */
    uint16_t
        draws; /* its step in the counter of draws (stream.h); 0 of a node that is called ivr, which draws as the short form of a flow does */
    double visits; /* by a contact that enters the flow, on average */
} ccs_node_t;

/** Who comes back through the flow, as it did not give them what they came for. */
typedef struct {
    double false_frac, hang_up_frac;                   /* of those who took it that they had it; of those who hung up */
    const ccs_course_t *false_course, *hang_up_course; /* where these vary over time; else NULL */
    ccs_distribution_t delay;                          /* NONE: at once */
    uint16_t draws;                                    /* their step in the counter of draws */
} ccs_come_back_t;

typedef struct {
    const char *name, *label;
    uint32_t ports; /* contacts in it at once; CCS_NONE: no limit */
    uint32_t first_node, n_nodes;
    uint32_t start;            /* into plan.nodes */
    uint32_t closed;           /* the same, of those who come while their type is closed, or outside of hours; CCS_NONE: start */
    const ccs_course_t *hours; /* 1 in hours of its own, else 0; NULL: at all times */
    const char *open;          /* these hours, as they are written; NULL: by weekday, or there are none */
    ccs_come_back_t come_back;
    double mean_s;                       /* of an entry, until the contact leaves the flow */
    double ended_frac, ended_false_frac; /* of entries: contained, and of these those who have not what they came for */
    double lost_frac;                    /* hang up */
} ccs_call_flow_t;

/** Contacts that reach a queue: of the attempts of a type so many, come-backs included as if they were there at once. */
typedef struct {
    uint32_t from; /* into plan.types */
    double frac;   /* of its fresh attempts; of one without a flow 1, before an IVR contains any */
    double harder; /* mean factor on their talk time */
} ccs_feed_t;

/** A contact in a flow or behind one: what it must remember of it. By contact id, where the plan has flows. */
typedef struct {
    double began_s;   /* when it entered */
    double harder;    /* factor on its talk time */
    uint32_t way;     /* that it will take out of the node, into plan.ways */
    uint32_t flow;    /* that it has entered last, into plan.call_flows */
    uint16_t turn;    /* how often it has gone back */
    uint16_t came_as; /* the type at whose door it has come, or will */
    bool is_false;    /* takes it that it has what it came for */
    bool has_waited;  /* for the session at the node to which it comes */
    bool is_before;   /* it is in what its customer looks at before it comes to the door */
} ccs_path_t;

#endif
