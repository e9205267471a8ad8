/** @file callflow.h  Call flows of a scenario, as rows of the plan (model/call_flow.h). What is wrong is recorded by the reader. */
#ifndef CCS_CALLFLOW_H
#define CCS_CALLFLOW_H

#include "reader.h"

/** The tables that grow, and what they are made from. */
typedef struct {
    ccs_reader_t *reader;
    const ccs_named_t *flows_named, *types_named; /* the members of `flows` and `types` */
    const ccs_type_t *types;                      /* types_named->n */
    ccs_place_t *nodes_at;                        /* by flow: its `nodes` */
    ccs_named_t *nodes_named;                     /* by flow: the members of these */
    ccs_vector_t flows, nodes, ways;
} ccs_callflows_t;

/** The flows, and by which of them contacts of a type come: types[..].flow and .is_fed. After the types and their lines.
 * @param types  types_named->n of them */
void ccs_callflows_read(ccs_callflows_t *self, ccs_reader_t *reader, const ccs_named_t *flows_named,
    const ccs_named_t *types_named, ccs_type_t *types);
/** What outside = "wait" of a type's arrivals means where it comes by a flow: those who come while it is closed meet the flow, and must not get to a queue that
 * does not keep them. After all types and flows; nothing where something was recorded before. @param queues  by types[..].queue */
void ccs_callflows_check_closed(const ccs_callflows_t *self, ccs_type_t *types, const ccs_queue_t *queues);
/** The tables in the plan; what types come to in them: ivr.contained_frac, and the contacts that reach each queue. Once the plan knows how many types there are.
 * @return the nodes, whose steps are still to be made; NULL: there are none, or no memory */
ccs_node_t *ccs_callflows_keep(ccs_callflows_t *self, ccs_plan_t *plan, ccs_type_t *types);

#endif
