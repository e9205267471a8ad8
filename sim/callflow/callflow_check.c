/* callflow_check.c - what only the whole flow shows: who can be reached, who can leave, and which ways go back. */
#include <string.h>

#include "callflow_parts.h"

enum mark { UNSEEN, ON_THE_WAY, SEEN };

/* A flow while it is walked through. */
typedef struct {
    ccs_callflows_t *of;
    const ccs_call_flow_t *flow;
    unsigned char *marks;   /* by node of the flow */
    uint32_t *stack, *next; /* the nodes on the way from the start; of each the way that is to be looked at */
} walk_t;

static uint32_t number(const walk_t *self, uint32_t node)
{
    return node - self->flow->first_node;
}

/* Depth first from a node at which contacts begin: a way to a node that is on the way already goes back, so that whoever comes to a node again has gone back in between. */
static void walk(walk_t *self, uint32_t begin)
{
    uint32_t n = 1;

    if (self->marks[number(self, begin)] != UNSEEN) return;
    self->stack[0] = begin;
    self->next[0] = 0;
    self->marks[number(self, begin)] = ON_THE_WAY;
    while (n > 0) {
        const ccs_node_t *const node = ccs_callflow_node(self->of, self->stack[n - 1]);

        if (self->next[n - 1] == node->n_ways) {
            self->marks[number(self, self->stack[--n])] = SEEN;
            continue;
        }
        ccs_node_way_t *const way = ccs_callflow_way(self->of, node->first_way + self->next[n - 1]++);

        if (way->leads != CCS_LEADS_NODE) continue;
        unsigned char *const mark = &self->marks[number(self, way->to)];

        way->goes_back = *mark == ON_THE_WAY;
        if (*mark != UNSEEN) continue;
        *mark = ON_THE_WAY;
        self->stack[n] = way->to;
        self->next[n++] = 0;
    }
}

/* Marks the nodes that lead out of the flow, or to a node that does, until no more are found. */
static void mark_leaving(walk_t *self)
{
    bool found = true;

    memset(self->marks, UNSEEN, self->flow->n_nodes);
    while (found) {
        found = false;
        for (uint32_t i = 0; i < self->flow->n_nodes; i++) {
            const ccs_node_t *const node = ccs_callflow_node(self->of, self->flow->first_node + i);

            for (uint32_t w = 0; w < node->n_ways && self->marks[i] == UNSEEN; w++) {
                const ccs_node_way_t *const way = ccs_callflow_way(self->of, node->first_way + w);

                if (way->leads == CCS_LEADS_NODE && self->marks[number(self, way->to)] == UNSEEN) continue;
                self->marks[i] = SEEN;
                found = true;
            }
        }
    }
}

/* ---- ways without time --------------------------------------------------------------------------------------------------------- */

/* Whether a contact that takes the way has spent no time at its node. Who finds no session has not, but where all may wait for one. */
static bool is_timeless(const ccs_node_t *node, const ccs_node_way_t *way)
{
    if (way->leads != CCS_LEADS_NODE) return false;
    if (way->outcome == CCS_OUTCOME_NO_SESSION) return !node->waits || node->queue.limit != CCS_NONE;
    return !(node->time.mean > 0) && !(node->latency_s > 0);
}

/* Marks the nodes that contacts get to from a node without time passing. */
static void mark_at_once(walk_t *self, uint32_t from)
{
    bool found = true;

    memset(self->marks, UNSEEN, self->flow->n_nodes);
    self->marks[number(self, from)] = SEEN;
    while (found) {
        found = false;
        for (uint32_t i = 0; i < self->flow->n_nodes; i++) {
            const ccs_node_t *const node = ccs_callflow_node(self->of, self->flow->first_node + i);

            for (uint32_t w = 0; w < node->n_ways && self->marks[i] == SEEN; w++) {
                const ccs_node_way_t *const way = ccs_callflow_way(self->of, node->first_way + w);

                if (!is_timeless(node, way) || self->marks[number(self, way->to)] == SEEN) continue;
                self->marks[number(self, way->to)] = SEEN;
                found = true;
            }
        }
    }
}

/* What a condition says, and whether there is a session, stays so while no time passes: a contact that came back to it at once would go round for ever. */
static void check_rounds(walk_t *self, uint32_t flow)
{
    for (uint32_t i = 0; i < self->flow->n_nodes; i++) {
        const ccs_node_t *const node = ccs_callflow_node(self->of, self->flow->first_node + i);
        bool round = false;

        for (uint32_t w = 0; w < node->n_ways && !round; w++) {
            const ccs_node_way_t *const way = ccs_callflow_way(self->of, node->first_way + w);

            if (!is_timeless(node, way) || (!way->when && way->outcome != CCS_OUTCOME_NO_SESSION)) continue;
            mark_at_once(self, way->to);
            round = self->marks[i] == SEEN;
        }
        if (round)
            ccs_reader_error(self->of->reader, &self->of->nodes_named[flow].at[i],
                "a contact comes back here in no time, and goes round for ever: let some node on the way take time");
    }
}

void ccs_callflow_check(ccs_callflows_t *of, uint32_t flow)
{
    ccs_reader_t *const reader = of->reader;
    walk_t self = {.of = of, .flow = ccs_callflow_at(of, flow)};
    const uint32_t n = self.flow->n_nodes;

    self.marks = ccs_reader_array(reader, n, sizeof *self.marks);
    self.stack = ccs_reader_array(reader, n, sizeof *self.stack);
    self.next = ccs_reader_array(reader, n, sizeof *self.next);
    if (!self.marks || !self.stack || !self.next) return;
    walk(&self, self.flow->start);
    if (self.flow->closed != CCS_NONE) walk(&self, self.flow->closed);
    for (uint32_t i = 0; i < n; i++)
        if (self.marks[i] == UNSEEN)
            ccs_reader_error(reader, &of->nodes_named[flow].at[i],
                "no way leads to this node from \"%s\", where the flow begins: lead one here, or take the node out",
                of->nodes_named[flow].at[number(&self, self.flow->start)].key);
    mark_leaving(&self);
    for (uint32_t i = 0; i < n; i++)
        if (self.marks[i] == UNSEEN)
            ccs_reader_error(reader, &of->nodes_named[flow].at[i],
                "whoever comes here stays in the flow for ever: lead some way on to \"queue\", \"end\" or \"hang_up\"");
    check_rounds(&self, flow);
}
