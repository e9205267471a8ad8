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

/* Depth first from the start: a way to a node that is on the way already goes back, so that whoever comes to a node again has gone back in between. */
static void walk(walk_t *self)
{
    uint32_t n = 1;

    self->stack[0] = self->flow->start;
    self->next[0] = 0;
    self->marks[number(self, self->flow->start)] = ON_THE_WAY;
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

void ccs_callflow_check(ccs_callflows_t *of, uint32_t flow)
{
    ccs_reader_t *const reader = of->reader;
    walk_t self = {.of = of, .flow = ccs_callflow_at(of, flow)};
    const uint32_t n = self.flow->n_nodes;

    self.marks = ccs_reader_array(reader, n, sizeof *self.marks);
    self.stack = ccs_reader_array(reader, n, sizeof *self.stack);
    self.next = ccs_reader_array(reader, n, sizeof *self.next);
    if (!self.marks || !self.stack || !self.next) return;
    walk(&self);
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
}
