/** @file callflow_parts.h  What the files of the room share. */
#ifndef CCS_CALLFLOW_PARTS_H
#define CCS_CALLFLOW_PARTS_H

#include "callflow.h"

/** Where a name leads. */
typedef struct {
    enum ccs_leads leads;
    uint32_t to;
    bool at_opening;
} ccs_destination_t;

static inline ccs_call_flow_t *ccs_callflow_at(const ccs_callflows_t *self, uint32_t flow)
{
    return (ccs_call_flow_t *) self->flows.items + flow;
}
static inline ccs_node_t *ccs_callflow_node(const ccs_callflows_t *self, uint32_t node)
{
    return (ccs_node_t *) self->nodes.items + node;
}
static inline ccs_node_way_t *ccs_callflow_way(const ccs_callflows_t *self, uint32_t way)
{
    return (ccs_node_way_t *) self->ways.items + way;
}
/** Where the node is written. */
static inline const ccs_place_t *ccs_callflow_place(const ccs_callflows_t *self, uint32_t node)
{
    const uint32_t flow = ccs_callflow_node(self, node)->flow;

    return &self->nodes_named[flow].at[node - ccs_callflow_at(self, flow)->first_node];
}

/** What is written at a place that names a node of the flow, or one of "queue", "end", "hang_up" and "next_opening". @param absent  what it is where nothing is written
 * @return false, and to untouched, if something was recorded */
bool ccs_callflow_destination(ccs_callflows_t *self, const ccs_place_t *at, uint32_t flow, const char *absent,
    ccs_destination_t *to);
/** The step of a name in the counter of draws (stream.h): never 0, and another one than those of the rows before. */
uint16_t ccs_callflow_draws(const ccs_callflows_t *self, const char *name);
/** A node of a flow, and its ways, behind those that are there. */
void ccs_callflow_read_node(ccs_callflows_t *of, uint32_t id);
/** Ways that go back; nodes that nobody reaches; ways without end. */
void ccs_callflow_check(ccs_callflows_t *of, uint32_t flow);

#endif
