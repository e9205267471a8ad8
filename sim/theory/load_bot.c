/* load_bot.c - call flows with limits. Invariant: the chain's ways are those of the plan but for what finds no session, which its node has as a share of its own. How many come to a bot depends on
 * how many find none at others, or come back to it, so that it is worked out until it does not change any more. */
#include "load_bot.h"

#include <math.h>
#include <string.h>

#include "err.h"
#include "flow_chain.h"
#include "formula.h"

enum { PASSES = 60 };

static const double SETTLED = 1e-10; /* shares */

/** Of those who come to a node: find no session and go on, or hang up as they wait for one, or wait on. */
typedef struct {
    double full_frac, left_frac, stuck_frac;
} turned_t;

struct ccs_load_bots {
    ccs_plan_t plan; /* that of the loads, with flows, nodes and ways of its own */
    ccs_flow_chain_t chain;
    ccs_node_way_t *ways;
    turned_t *turned;     /* by node */
    double *begin_frac;   /* by flow: find a port */
    double *door_per_s;   /* by type */
    ccs_feed_t *feeds;    /* type by type */
    uint32_t *first_feed; /* by type, and behind the last one */
};

/* --- one flow, one node ------------------------------------------------------------------------------------------------ */

static bool has_limits(const ccs_plan_t *plan)
{
    bool any = false;

    for (uint32_t i = 0; i < plan->n_call_flows && plan->n_ways > 0; i++)
        any = any || plan->call_flows[i].hours || plan->call_flows[i].ports != CCS_NONE;
    for (uint32_t i = 0; i < plan->n_nodes; i++) any = any || plan->nodes[i].no_session != CCS_NONE;
    return any;
}

/* For how much of the cell at hand the flow is within its hours. */
static double open_frac(const ccs_load_t *self, const ccs_call_flow_t *flow)
{
    const ccs_cell_t *const cell = &self->plan->cells[self->cell];
    const ccs_course_t *const hours = flow->hours;
    double open_s = 0;

    if (!hours) return 1;
    if (!isfinite(cell->end_s)) return ccs_course_at(hours, cell->start_s) > 0;
    for (uint32_t i = ccs_course_piece_at(hours, cell->start_s); i < hours->n && hours->pieces[i].from_s < cell->end_s; i++) {
        const double until_s = i + 1 < hours->n ? fmin(hours->pieces[i + 1].from_s, cell->end_s) : cell->end_s;

        if (hours->pieces[i].value > 0) open_s += until_s - fmax(hours->pieces[i].from_s, cell->start_s);
    }
    return open_s / (cell->end_s - cell->start_s);
}

static double mean_of(const ccs_distribution_t *law)
{
    return law->kind == CCS_DISTRIBUTION_NONE ? (double) INFINITY : law->mean;
}

/* Of a wait so long, the time for which a customer of exponential patience is there, on average. */
static double survived_s(double patience_s, double wait_s)
{
    return isinf(patience_s) ? wait_s : -patience_s * expm1(-wait_s / patience_s);
}

/* Erlang A, or with patience without end Erlang C: as if waits ended by patience alone. A queue that grows lets through what the bot can do. */
static turned_t turned_of_patience(const ccs_node_t *node, double per_s, double stay_s)
{
    ccs_formula_in_t in = ccs_formula_in(per_s, stay_s, node->sessions);
    ccs_formula_out_t out;

    in.patience_s = mean_of(&node->queue.patience);
    if (node->queue.limit != CCS_NONE) in.places = node->queue.limit;
    if (ccs_formula_queue(&in, &out, NULL) != 0) return (turned_t){.stuck_frac = fmax(0, 1 - node->sessions / (per_s * stay_s))};
    return (turned_t){.full_frac = out.p_blocked, .left_frac = out.p_abandoned};
}

/* M/M/n+G with an exponential patience that ends at once at the longest wait: the virtual wait v has density exp(per_s x (patience survived up to v) - v x sessions / stay) (Baccelli and Hebuterne
 * 1981). A limit of places counts as the wait of who takes the last one. */
static turned_t turned_of_waits(const ccs_node_t *node, double per_s, double stay_s)
{
    enum { STEPS = 400 }; /* Simpson, even */
    const double ends_per_s = node->sessions / stay_s, patience_s = mean_of(&node->queue.patience);
    const double places_s = node->queue.limit == CCS_NONE ? (double) INFINITY : (node->queue.limit + 1) / ends_per_s;
    const double most_s = fmin(node->queue.max_wait_s, places_s), step_s = most_s / STEPS;
    const double top_s = per_s > ends_per_s ? fmin(isinf(patience_s) ? most_s : patience_s * log(per_s / ends_per_s), most_s) : 0;
    const double top = per_s * survived_s(patience_s, top_s) - ends_per_s * top_s; /* of the exponent, which is concave */
    double sum = 0, left = 0, before = 0, at = 0;

    for (int i = 0; i <= STEPS; i++) {
        const double wait_s = i * step_s, weight = (i == 0 || i == STEPS ? 1 : i % 2 ? 4 : 2) * step_s / 3;

        at = exp(per_s * survived_s(patience_s, wait_s) - ends_per_s * wait_s - top);
        sum += weight * at;
        left += weight * at * -expm1(-wait_s / patience_s);
    }
    const double beyond = at / ends_per_s, stays = exp(-most_s / patience_s);

    if (ccs_formula_blocking(per_s * stay_s, node->sessions - 1, &before, NULL) != 0) return (turned_t){0};
    const double all = exp(-top) / (per_s * before) + sum + beyond;

    return (turned_t){.full_frac = stays * beyond / all, .left_frac = (left + (1 - stays) * beyond) / all};
}

/* @param node  of the plan, as if all found a session */
static turned_t turned_of(const ccs_plan_t *plan, const ccs_node_t *node, double per_s)
{
    const double stay_s = ccs_flow_stay_s(plan, node);
    turned_t none = {0};

    if (node->no_session == CCS_NONE || node->sessions == CCS_NONE || !(per_s > 0) || !(stay_s > 0)) return none;
    if (node->sessions == 0) return (turned_t){.full_frac = 1};
    if (node->waits && isinf(node->queue.max_wait_s)) return turned_of_patience(node, per_s, stay_s);
    if (node->waits) return turned_of_waits(node, per_s, stay_s);
    if (ccs_formula_blocking(per_s * stay_s, node->sessions, &none.full_frac, NULL) != 0) none.full_frac = 0;
    return none;
}

/* --- all of them ------------------------------------------------------------------------------------------------------- */

static void turn_ways(const ccs_load_bots_t *self, const ccs_plan_t *of, uint32_t id)
{
    const ccs_node_t *const node = &of->nodes[id];
    const turned_t turned = self->turned[id];
    const double through = 1 - turned.full_frac - turned.left_frac - turned.stuck_frac;

    for (uint32_t w = node->first_way; w < node->first_way + node->n_ways; w++) {
        self->ways[w].from_frac = 0;
        self->ways[w].upto_frac = through * (of->ways[w].upto_frac - of->ways[w].from_frac);
    }
    if (node->no_session != CCS_NONE) self->ways[node->no_session].upto_frac += turned.full_frac;
    if (node->waits && node->queue.give_up != CCS_NONE) self->ways[node->queue.give_up].upto_frac += turned.left_frac;
}

static void solve(const ccs_load_t *load, const ccs_load_bots_t *self)
{
    for (uint32_t i = 0; i < self->plan.n_nodes; i++) turn_ways(self, load->plan, i);
    for (uint32_t i = 0; i < self->plan.n_call_flows; i++) {
        const double open = open_frac(load, &self->plan.call_flows[i]);

        ccs_flow_chain_solve(&self->chain, i,
            (ccs_flow_begin_t){.start_frac = self->begin_frac[i] * open, .closed_frac = self->begin_frac[i] * (1 - open)});
    }
}

/* How many come to the door of each type: by themselves, from what they look at before, and once more. */
static void fill_doors(const ccs_load_bots_t *self, const double *per_s)
{
    const ccs_plan_t *const plan = &self->plan;

    for (uint32_t door = 0; door < plan->n_types; door++) {
        double comes = plan->types[door].before == CCS_NONE ? per_s[door] : 0;

        for (uint32_t from = 0; from < plan->n_types; from++) {
            const uint32_t before = plan->types[from].before;

            if (before == CCS_NONE) continue;
            comes += per_s[from] * ccs_flow_chain_passing(&self->chain, before, from, door).frac;
            if (from == door) comes += per_s[from] * ccs_flow_back_frac(&plan->call_flows[before]);
        }
        const double back =
            plan->types[door].flow == CCS_NONE ? 0 : ccs_flow_back_frac(&plan->call_flows[plan->types[door].flow]);

        self->door_per_s[door] = back < 1 ? comes / (1 - back) : comes;
    }
}

/* How many enter a flow, or ask for a port of it. */
static double asks_per_s(const ccs_load_bots_t *self, uint32_t flow, const double *per_s)
{
    double sum = 0;

    for (uint32_t i = 0; i < self->plan.n_types; i++) {
        if (self->plan.types[i].flow == flow) sum += self->door_per_s[i];
        if (self->plan.types[i].before == flow) sum += per_s[i];
    }
    return sum;
}

/* What is turned away by as many as come now. @return by how much that is not what it was */
static double turn_flow(const ccs_load_bots_t *self, const ccs_plan_t *of, uint32_t id, double per_s)
{
    const ccs_call_flow_t *const flow = &self->plan.call_flows[id];
    double change = 0, blocked = 0;

    for (uint32_t i = flow->first_node; i < flow->first_node + flow->n_nodes; i++) {
        const turned_t before = self->turned[i], now = turned_of(of, &of->nodes[i], per_s * self->plan.nodes[i].visits);

        /* half-way: one flow's bots may send contacts to one another */
        self->turned[i].full_frac += 0.5 * (now.full_frac - before.full_frac);
        self->turned[i].left_frac += 0.5 * (now.left_frac - before.left_frac);
        self->turned[i].stuck_frac += 0.5 * (now.stuck_frac - before.stuck_frac);
        change += fabs(now.full_frac - before.full_frac) + fabs(now.left_frac - before.left_frac) +
            fabs(now.stuck_frac - before.stuck_frac);
    }
    if (flow->ports != CCS_NONE && self->begin_frac[id] > 0)
        (void) ccs_formula_blocking(per_s * flow->mean_s / self->begin_frac[id], flow->ports, &blocked, NULL);
    change += fabs(1 - blocked - self->begin_frac[id]);
    self->begin_frac[id] += 0.5 * (1 - blocked - self->begin_frac[id]);
    return change;
}

const ccs_feed_t *ccs_load_feeds(const ccs_load_t *self, uint32_t type, uint32_t *n)
{
    const ccs_load_bots_t *const bots = self->bots;
    const ccs_type_t *const t = &self->plan->types[type];

    *n = bots ? bots->first_feed[type + 1] - bots->first_feed[type] : t->n_feeds;
    return bots ? &bots->feeds[bots->first_feed[type]] : &self->plan->feeds[t->first_feed];
}

void ccs_load_fill_bots(ccs_load_t *self, const double *contacts)
{
    ccs_load_bots_t *const bots = self->bots;
    const ccs_cell_t *const cell = &self->plan->cells[self->cell];
    double change = 1;

    if (!bots) return;
    double *const per_s = bots->door_per_s + self->plan->n_types;

    for (uint32_t i = 0; i < self->plan->n_types; i++) per_s[i] = contacts[i] / (cell->end_s - cell->start_s);
    for (int pass = 0; pass < PASSES && change > SETTLED; pass++) {
        solve(self, bots);
        fill_doors(bots, per_s);
        change = 0;
        for (uint32_t i = 0; i < bots->plan.n_call_flows; i++)
            change += turn_flow(bots, self->plan, i, asks_per_s(bots, i, per_s));
    }
    for (uint32_t to = 0; to < self->plan->n_types; to++)
        for (uint32_t i = bots->first_feed[to]; i < bots->first_feed[to + 1]; i++)
            bots->feeds[i] = ccs_flow_chain_feed(&bots->chain, bots->feeds[i].from, to);
}

/* --- lifecycle --------------------------------------------------------------------------------------------------------- */

/* Which types can reach which queue at all: as if half of all that has a limit found it full. @return false without memory */
static bool find_feeds(ccs_load_t *load, ccs_load_bots_t *self, ccs_arena_t *arena)
{
    const uint32_t n = self->plan.n_types;
    uint32_t n_feeds = 0;
    size_t cap = 0;

    for (uint32_t i = 0; i < self->plan.n_nodes; i++) {
        const ccs_node_t *const node = &load->plan->nodes[i];

        self->turned[i] = (turned_t){.full_frac = node->no_session == CCS_NONE ? 0 : 0.5};
        turn_ways(self, load->plan, i);
    }
    for (uint32_t i = 0; i < self->plan.n_call_flows; i++)
        ccs_flow_chain_solve(&self->chain, i, (ccs_flow_begin_t){.start_frac = 0.5, .closed_frac = 0.5});
    for (uint32_t to = 0; to < n; to++) {
        for (uint32_t from = 0; from < n; from++) {
            if (from != to && !ccs_plan_has_flow(&self->plan.types[from])) continue;
            if (!(ccs_flow_chain_feed(&self->chain, from, to).frac > 0)) continue;
            ccs_feed_t *const feeds = ccs_arena_room(arena, self->feeds, n_feeds, &cap, sizeof *feeds);

            if (!feeds) return false;
            feeds[n_feeds++] = (ccs_feed_t){.from = from};
            self->feeds = feeds;
        }
        self->first_feed[to + 1] = n_feeds;
    }
    for (uint32_t i = 0; i < self->plan.n_nodes; i++) self->turned[i] = (turned_t){0};
    for (uint32_t i = 0; i < self->plan.n_call_flows; i++) self->begin_frac[i] = 1;
    return true;
}

int ccs_load_start_bots(ccs_load_t *load)
{
    const ccs_plan_t *const plan = load->plan;
    ccs_arena_t *const arena = &load->arena;

    if (!has_limits(plan)) return 0;
    ccs_load_bots_t *const self = ccs_arena_array(arena, 1, sizeof *self);

    if (!self) return CCS_ERR_NOMEM;
    *self = (ccs_load_bots_t){.plan = *plan, .turned = ccs_arena_array(arena, plan->n_nodes, sizeof *self->turned)};
    self->begin_frac = ccs_arena_array(arena, plan->n_call_flows, sizeof *self->begin_frac);
    self->door_per_s = ccs_arena_array(arena, 2 * (size_t) plan->n_types, sizeof *self->door_per_s);
    self->first_feed = ccs_arena_array(arena, (size_t) plan->n_types + 1, sizeof *self->first_feed);
    self->ways = ccs_arena_array(arena, plan->n_ways, sizeof *self->ways);
    self->chain = (ccs_flow_chain_t){.plan = &self->plan,
        .flows = ccs_arena_array(arena, plan->n_call_flows, sizeof *self->chain.flows),
        .nodes = ccs_arena_array(arena, plan->n_nodes, sizeof *self->chain.nodes),
        .harder = ccs_arena_array(arena, plan->n_nodes, sizeof *self->chain.harder),
        .scratch = ccs_arena_array(arena, ccs_flow_chain_scratch(plan), sizeof *self->chain.scratch)};
    if (!self->turned || !self->begin_frac || !self->door_per_s || !self->first_feed || !self->ways || !self->chain.flows ||
        !self->chain.nodes || !self->chain.harder || !self->chain.scratch)
        return CCS_ERR_NOMEM;
    memcpy(self->chain.flows, plan->call_flows, plan->n_call_flows * sizeof *self->chain.flows);
    memcpy(self->chain.nodes, plan->nodes, plan->n_nodes * sizeof *self->chain.nodes);
    memcpy(self->ways, plan->ways, plan->n_ways * sizeof *self->ways);
    self->plan.call_flows = self->chain.flows;
    self->plan.nodes = self->chain.nodes;
    self->plan.ways = self->ways;
    if (!find_feeds(load, self, arena)) return CCS_ERR_NOMEM;
    load->bots = self;
    return 0;
}
