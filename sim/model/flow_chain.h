/** @file flow_chain.h  What call flows come to on average: a contact walks over the nodes of a flow as an absorbing Markov chain. */
#ifndef CCS_FLOW_CHAIN_H
#define CCS_FLOW_CHAIN_H

#include "plan.h"

/** The chains of a plan's flows. Plain data; all of it belongs to the caller. */
typedef struct {
    const ccs_plan_t *plan; /* whose call_flows, nodes and ways are those below */
    ccs_call_flow_t *flows; /* receive mean_s, ended_frac and the like */
    ccs_node_t *nodes;      /* receive visits */
    double *harder;         /* by node: receives visits, each times the factor on talks that it comes with */
    double *scratch;        /* ccs_flow_chain_scratch of them */
} ccs_flow_chain_t;

/** Where contacts begin that ask for a flow: those of no share are turned away at its ports. */
typedef struct {
    double start_frac, closed_frac; /* at its start; at the node for those who come while it is closed */
} ccs_flow_begin_t;

/** A share of contacts, and the same with each as often as its talk takes longer. */
typedef struct {
    double frac, weighted;
} ccs_flow_share_t;

size_t ccs_flow_chain_scratch(const ccs_plan_t *plan);
/** Works out a flow. @param share  where contacts begin. O(n^3) in its nodes. */
void ccs_flow_chain_solve(const ccs_flow_chain_t *self, uint32_t id, ccs_flow_begin_t share);
/** How long a contact is at a node, who leaves it before its end included, waits for a session not. */
double ccs_flow_stay_s(const ccs_plan_t *plan, const ccs_node_t *node);
/** Of those who have asked for a flow, those who come back to it. */
double ccs_flow_back_frac(const ccs_call_flow_t *flow);
/** Of those who ask for a flow as a type: who go on to the queue, or the door, of a type. The flow is worked out. */
ccs_flow_share_t ccs_flow_chain_passing(const ccs_flow_chain_t *self, uint32_t id, uint32_t from, uint32_t to);
/** What of a type's fresh attempts reaches the queue of a type, of those as well who come back. All flows are worked out. */
ccs_feed_t ccs_flow_chain_feed(const ccs_flow_chain_t *self, uint32_t from, uint32_t to);

#endif
