/* flow_chain.c - what a flow comes to on average. A contact walks over its nodes as an absorbing Markov chain: mean visits solve v = e + v P, with P the shares of ways
 * from node to node and e the start (Kemeny and Snell 1976, theorem 3.2.4). */
#include "flow_chain.h"

#include <math.h>
#include <string.h>

/* What a way counts for in a chain. */
typedef double weight_t(const ccs_node_way_t *way);

static double share_of(const ccs_node_way_t *way)
{
    return way->upto_frac - way->from_frac;
}

static double share_harder(const ccs_node_way_t *way)
{
    return share_of(way) * way->harder;
}

/* The ways on which a contact begins to take it, wrongly, that it has what it came for, and all others. */
static double share_false(const ccs_node_way_t *way)
{
    return way->outcome == CCS_OUTCOME_FALSE_SUCCESS ? share_of(way) : 0;
}

static double share_kept(const ccs_node_way_t *way)
{
    return share_of(way) - share_false(way);
}

/* The equations of a chain, n rows of n + 1: x - x W = begin. */
static void set_up(const ccs_plan_t *plan, const ccs_call_flow_t *flow, weight_t *weight, const double *begin, double *rows)
{
    const uint32_t n = flow->n_nodes;

    for (uint32_t i = 0; i < n; i++) {
        for (uint32_t k = 0; k < n; k++) rows[(size_t) i * (n + 1) + k] = i == k;
        rows[(size_t) i * (n + 1) + n] = begin[i];
    }
    for (uint32_t k = 0; k < n; k++) {
        const ccs_node_t *const node = &plan->nodes[flow->first_node + k];

        for (uint32_t w = node->first_way; w < node->first_way + node->n_ways; w++)
            if (plan->ways[w].leads == CCS_LEADS_NODE)
                rows[(size_t) (plan->ways[w].to - flow->first_node) * (n + 1) + k] -= weight(&plan->ways[w]);
    }
}

static void swap_rows(double *a, double *b, uint32_t n)
{
    for (uint32_t k = 0; k <= n; k++) {
        const double x = a[k];

        a[k] = b[k];
        b[k] = x;
    }
}

/* Gaussian elimination with the largest pivot of each column; x[i] is the last column then. */
static void solve(double *rows, uint32_t n, double *x)
{
    for (uint32_t c = 0; c < n; c++) {
        double *const pivot_row = &rows[(size_t) c * (n + 1)];
        uint32_t pivot = c;

        for (uint32_t i = c + 1; i < n; i++)
            if (fabs(rows[(size_t) i * (n + 1) + c]) > fabs(rows[(size_t) pivot * (n + 1) + c])) pivot = i;
        if (pivot != c) swap_rows(pivot_row, &rows[(size_t) pivot * (n + 1)], n);
        for (uint32_t i = 0; i < n; i++) {
            double *const row = &rows[(size_t) i * (n + 1)];
            const double factor = row[c] / pivot_row[c];

            if (i == c || factor == 0) continue;
            for (uint32_t k = c; k <= n; k++) row[k] -= factor * pivot_row[k];
        }
    }
    for (uint32_t i = 0; i < n; i++) x[i] = rows[(size_t) i * (n + 1) + n] / rows[(size_t) i * (n + 1) + i];
}

/* Who asks for an agent or hangs up while at the node does so half-way through its time on average. */
double ccs_flow_stay_s(const ccs_plan_t *plan, const ccs_node_t *node)
{
    double cut_short = 0;

    for (uint32_t w = node->first_way; w < node->first_way + node->n_ways; w++) {
        if (ccs_outcome_cuts_short(plan->ways[w].outcome)) cut_short += share_of(&plan->ways[w]);
    }
    const double time_s = (node->time.kind == CCS_DISTRIBUTION_NONE ? 0 : node->time.mean) + node->latency_s;

    return time_s * (1 - 0.5 * cut_short);
}

/* @param taken  by node: visits of those who take it, wrongly, that they have what they came for */
static void add_up(const ccs_plan_t *plan, ccs_call_flow_t *flow, const double *taken)
{
    flow->mean_s = flow->lost_frac = flow->ended_frac = flow->ended_false_frac = 0;
    for (uint32_t i = 0; i < flow->n_nodes; i++) {
        const ccs_node_t *const node = &plan->nodes[flow->first_node + i];

        flow->mean_s += node->visits * ccs_flow_stay_s(plan, node);
        for (uint32_t w = node->first_way; w < node->first_way + node->n_ways; w++) {
            const ccs_node_way_t *const way = &plan->ways[w];

            if (way->leads == CCS_LEADS_AWAY) flow->lost_frac += node->visits * share_of(way);
            if (way->leads != CCS_LEADS_END) continue;
            flow->ended_frac += node->visits * share_of(way);
            flow->ended_false_frac += taken[i] * share_of(way) + (node->visits - taken[i]) * share_false(way);
        }
    }
}

size_t ccs_flow_chain_scratch(const ccs_plan_t *plan)
{
    size_t most = 0;

    for (uint32_t i = 0; i < plan->n_call_flows; i++)
        if (plan->call_flows[i].n_nodes > most) most = plan->call_flows[i].n_nodes;
    return most * (most + 1) + 2 * most;
}

void ccs_flow_chain_solve(const ccs_flow_chain_t *self, uint32_t id, ccs_flow_begin_t share)
{
    const ccs_plan_t *const plan = self->plan;
    ccs_call_flow_t *const flow = &self->flows[id];
    const uint32_t n = flow->n_nodes;
    double *const rows = self->scratch, *const x = rows + (size_t) n * (n + 1), *const begin = x + n;

    memset(begin, 0, n * sizeof *begin);
    begin[flow->start - flow->first_node] += share.start_frac;
    begin[(flow->closed == CCS_NONE ? flow->start : flow->closed) - flow->first_node] += share.closed_frac;
    set_up(plan, flow, share_harder, begin, rows);
    solve(rows, n, &self->harder[flow->first_node]);
    set_up(plan, flow, share_of, begin, rows);
    solve(rows, n, x);
    for (uint32_t i = 0; i < n; i++) {
        self->nodes[flow->first_node + i].visits = x[i];
        begin[i] = 0;
    }
    /* those who begin to take it so at one node come to the next ones so */
    for (uint32_t i = 0; i < n; i++) {
        const ccs_node_t *const node = &self->nodes[flow->first_node + i];

        for (uint32_t w = node->first_way; w < node->first_way + node->n_ways; w++)
            if (plan->ways[w].leads == CCS_LEADS_NODE)
                begin[plan->ways[w].to - flow->first_node] += x[i] * share_false(&plan->ways[w]);
    }
    set_up(plan, flow, share_kept, begin, rows);
    solve(rows, n, x);
    add_up(plan, flow, x);
}

/* ---- which queues contacts reach ------------------------------------------------------------------------------------------------ */

static bool is_from(const ccs_plan_t *plan, const ccs_type_t *type, const ccs_node_way_t *way, uint32_t to)
{
    const uint32_t reached = way->to == CCS_NONE ? (uint32_t) (type - plan->types) : way->to;

    return way->leads == CCS_LEADS_QUEUE && reached == to;
}

double ccs_flow_back_frac(const ccs_call_flow_t *flow)
{
    return flow->ended_false_frac * flow->come_back.false_frac + flow->lost_frac * flow->come_back.hang_up_frac;
}

ccs_flow_share_t ccs_flow_chain_passing(const ccs_flow_chain_t *self, uint32_t id, uint32_t from, uint32_t to)
{
    const ccs_plan_t *const plan = self->plan;
    const ccs_call_flow_t *const flow = &plan->call_flows[id];
    ccs_flow_share_t share = {0, 0};

    for (uint32_t i = flow->first_node; i < flow->first_node + flow->n_nodes; i++) {
        const ccs_node_t *const node = &plan->nodes[i];

        for (const ccs_node_way_t *way = &plan->ways[node->first_way]; way < &plan->ways[node->first_way + node->n_ways]; way++) {
            if (!is_from(plan, &plan->types[from], way, to)) continue;
            share.frac += node->visits * (way->upto_frac - way->from_frac);
            share.weighted += self->harder[i] * (way->upto_frac - way->from_frac) * way->harder;
        }
    }
    return share;
}

/* Of those who come to the door of a type, those whom its flow sends back to it included: who reach a queue. What an IVR contains is left to the caller. */
static ccs_flow_share_t from_door(const ccs_flow_chain_t *self, uint32_t from, uint32_t to)
{
    const ccs_plan_t *const plan = self->plan;
    const uint32_t flow = plan->types[from].flow;
    ccs_flow_share_t share = {from == to, from == to};

    if (flow == CCS_NONE) return share;
    share = ccs_flow_chain_passing(self, flow, from, to);
    const double back = ccs_flow_back_frac(&plan->call_flows[flow]), attempts = back < 1 ? 1 / (1 - back) : 1;

    share.frac *= attempts;
    share.weighted *= attempts;
    return share;
}

/* Of those who look at a flow first: who contact then, as whatever type, and reach a queue. Who comes back comes to the door. */
static ccs_flow_share_t from_before(const ccs_flow_chain_t *self, uint32_t from, uint32_t to)
{
    const ccs_plan_t *const plan = self->plan;
    const uint32_t before = plan->types[from].before;
    ccs_flow_share_t share = {0, 0};

    for (uint32_t door = 0; door < plan->n_types; door++) {
        const ccs_flow_share_t first = ccs_flow_chain_passing(self, before, from, door), then = from_door(self, door, to);
        const double asks_frac = ccs_plan_has_flow(&plan->types[door]) ? 1 : 1 - plan->types[door].ivr.contained_frac;

        share.frac += first.frac * then.frac * asks_frac;
        share.weighted += first.weighted * then.weighted * asks_frac;
    }
    const ccs_flow_share_t again = from_door(self, from, to);

    share.frac += ccs_flow_back_frac(&plan->call_flows[before]) * again.frac;
    share.weighted += ccs_flow_back_frac(&plan->call_flows[before]) * again.weighted;
    return share;
}

ccs_feed_t ccs_flow_chain_feed(const ccs_flow_chain_t *self, uint32_t from, uint32_t to)
{
    const ccs_plan_t *const plan = self->plan;
    const ccs_flow_share_t share = plan->types[from].before == CCS_NONE ? from_door(self, from, to) : from_before(self, from, to);

    return (ccs_feed_t){.from = from,
        .frac = share.frac,
        .harder = share.frac > 0 && share.weighted > 0 ? share.weighted / share.frac : 1};
}
