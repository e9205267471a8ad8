/* callflow_mean.c - what a flow comes to on average. A contact walks over its nodes as an absorbing Markov chain: mean visits solve v = e + v P, with P the shares of ways
 * from node to node and e the start (Kemeny and Snell 1976, theorem 3.2.4). */
#include <math.h>
#include <stdlib.h>

#include "callflow_parts.h"

/* What a way counts for in a chain. */
typedef double weight_t(const ccs_node_way_t *way);

static double share(const ccs_node_way_t *way)
{
    return way->upto_frac - way->from_frac;
}

static double share_harder(const ccs_node_way_t *way)
{
    return share(way) * way->harder;
}

/* The ways on which a contact begins to take it, wrongly, that it has what it came for, and all others. */
static double share_false(const ccs_node_way_t *way)
{
    return way->outcome == CCS_OUTCOME_FALSE_SUCCESS ? share(way) : 0;
}

static double share_kept(const ccs_node_way_t *way)
{
    return share(way) - share_false(way);
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
static double stay_s(const ccs_plan_t *plan, const ccs_node_t *node)
{
    double cut_short = 0;

    for (uint32_t w = node->first_way; w < node->first_way + node->n_ways; w++) {
        if (ccs_outcome_cuts_short(plan->ways[w].outcome)) cut_short += share(&plan->ways[w]);
    }
    const double time_s = (node->time.kind == CCS_DISTRIBUTION_NONE ? 0 : node->time.mean) + node->latency_s;

    return time_s * (1 - 0.5 * cut_short);
}

/* @param taken  by node: visits of those who take it, wrongly, that they have what they came for */
static void add_up(const ccs_plan_t *plan, ccs_call_flow_t *flow, const double *taken)
{
    for (uint32_t i = 0; i < flow->n_nodes; i++) {
        const ccs_node_t *const node = &plan->nodes[flow->first_node + i];

        flow->mean_s += node->visits * stay_s(plan, node);
        for (uint32_t w = node->first_way; w < node->first_way + node->n_ways; w++) {
            const ccs_node_way_t *const way = &plan->ways[w];

            if (way->leads == CCS_LEADS_AWAY) flow->lost_frac += node->visits * share(way);
            if (way->leads != CCS_LEADS_END) continue;
            flow->ended_frac += node->visits * share(way);
            flow->ended_false_frac += taken[i] * share(way) + (node->visits - taken[i]) * share_false(way);
        }
    }
}

bool ccs_callflow_means(const ccs_plan_t *plan, ccs_call_flow_t *flow, ccs_node_t *nodes, double *harder)
{
    const uint32_t n = flow->n_nodes;
    double *const rows = calloc((size_t) n * (n + 1), sizeof *rows), *const x = calloc(2 * (size_t) n + 1, sizeof *x),
                  *const begin = x ? x + n : NULL;

    if (!rows || !x) {
        free(rows);
        free(x);
        return false;
    }
    begin[flow->start - flow->first_node] = 1;
    set_up(plan, flow, share_harder, begin, rows);
    solve(rows, n, harder);
    set_up(plan, flow, share, begin, rows);
    solve(rows, n, x);
    for (uint32_t i = 0; i < n; i++) {
        nodes[flow->first_node + i].visits = x[i];
        begin[i] = 0;
    }
    /* those who begin to take it so at one node come to the next ones so */
    for (uint32_t i = 0; i < n; i++) {
        const ccs_node_t *const node = &nodes[flow->first_node + i];

        for (uint32_t w = node->first_way; w < node->first_way + node->n_ways; w++)
            if (plan->ways[w].leads == CCS_LEADS_NODE)
                begin[plan->ways[w].to - flow->first_node] += x[i] * share_false(&plan->ways[w]);
    }
    set_up(plan, flow, share_kept, begin, rows);
    solve(rows, n, x);
    add_up(plan, flow, x);
    free(rows);
    free(x);
    return true;
}
