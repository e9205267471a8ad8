/** @file flow_ways.h  How contacts go through a call flow: the ways out of its nodes, and how many took each. Knows of no words. */
#ifndef CCS_FLOW_WAYS_H
#define CCS_FLOW_WAYS_H

#include "view.h"

enum ccs_way_goal { CCS_GOAL_NODE, CCS_GOAL_QUEUE, CCS_GOAL_TYPE, CCS_GOAL_END, CCS_GOAL_HANG_UP, CCS_GOAL_NEXT_OPENING };

typedef struct {
    uint32_t node; /* an entity */
    enum ccs_way_goal goal;
    uint32_t to;    /* NODE, TYPE (whose queue it is): the entity; else CCS_DATA_NONE */
    bool goes_back; /* to a node at which the contact may have been before */
    double left;    /* contacts that took it, mean of an observation */
} ccs_flow_way_t;

/** Ways of the nodes of a flow, in the order of the scenario; none in files of older programs.
 * @param flow  an entity @return how many there are, of which at most max were written to found */
uint32_t ccs_flow_ways(const ccs_view_t *view, uint32_t flow, ccs_flow_way_t *found, uint32_t max);
/** Whether a node, an entity, is one of the flow. */
bool ccs_flow_has_node(const ccs_view_t *view, uint32_t flow, uint32_t node);

#endif
