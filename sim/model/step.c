/* step.c - the IVR, the nodes of call flows and waits for their sessions, the talk and the after-call work of a plan as steps. Of those whom the IVR does not contain each asks for an agent; a talk is
 * followed by after-call work where the pair has any; that with an agent who asks is over. */
#include "step.h"

#include "err.h"

enum {
#define X(NAME, number) NAME = CCS_HOLDS_##NAME,
    CCS_HOLD_LIST(X)
#undef X
};

static const uint32_t HOLDS[CCS_N_STEP_KINDS] = {
#define X(name, of, holds, level, area, text) holds,
    CCS_STEP_LIST(X)
#undef X
};

/* The steps and exits of the plan that have been made so far. */
typedef struct {
    ccs_step_t *steps;
    ccs_exit_t *exits;
    uint32_t n_steps, n_exits;
} steps_t;

/* @return the step, whose exits are to follow */
static uint32_t add_step(steps_t *self, enum ccs_step_kind kind, uint32_t owner)
{
    self->steps[self->n_steps] = (ccs_step_t){.kind = kind, .owner = owner, .holds = HOLDS[kind], .first_exit = self->n_exits};
    return self->n_steps++;
}

/* What a contact still holds behind an exit; all else is given back. Whoever waits for an agent does so on the line. */
static uint32_t held_after(enum ccs_exit_kind kind, enum ccs_step_kind next)
{
    switch (kind) {
    case CCS_EXIT_STEP: return HOLDS[next];
    case CCS_EXIT_QUEUE: return CCS_HOLDS_LINE | CCS_HOLDS_CUSTOMER;
    case CCS_EXIT_CONTAINED:
    case CCS_EXIT_LOST:
    case CCS_EXIT_DONE: break;
    }
    return CCS_HOLDS_NOTHING;
}

/* Of the step added last. @param next  what an exit to a step leads to */
static void add_exit(steps_t *self, double upto_frac, enum ccs_exit_kind kind, uint32_t to, enum ccs_step_kind next)
{
    ccs_step_t *const step = &self->steps[self->n_steps - 1];
    const uint32_t drops = step->holds & ~held_after(kind, next);

    self->exits[self->n_exits++] = (ccs_exit_t){upto_frac, (uint16_t) kind, (uint16_t) drops, to};
    step->n_exits++;
}

static void add_ivr(steps_t *self, ccs_type_t *type, uint32_t id)
{
    type->ivr.step = CCS_NONE;
    if (!ccs_plan_has_ivr(type) || type->flow != CCS_NONE) return;
    type->ivr.step = add_step(self, CCS_STEP_ivr, id);
    if (type->ivr.contained_frac > 0) add_exit(self, type->ivr.contained_frac, CCS_EXIT_CONTAINED, CCS_NONE, CCS_N_STEP_KINDS);
    add_exit(self, 1, CCS_EXIT_QUEUE, type->queue, CCS_N_STEP_KINDS);
}

static void add_way(steps_t *self, const ccs_node_t *nodes, const ccs_node_way_t *way)
{
    switch (way->leads) {
    case CCS_LEADS_NODE: add_exit(self, way->upto_frac, CCS_EXIT_STEP, nodes[way->to].step, CCS_STEP_node); return;
    case CCS_LEADS_QUEUE: add_exit(self, way->upto_frac, CCS_EXIT_QUEUE, way->to, CCS_N_STEP_KINDS); return;
    case CCS_LEADS_END: add_exit(self, way->upto_frac, CCS_EXIT_CONTAINED, CCS_NONE, CCS_N_STEP_KINDS); return;
    case CCS_LEADS_AWAY: add_exit(self, way->upto_frac, CCS_EXIT_LOST, CCS_NONE, CCS_N_STEP_KINDS); return;
    }
}

/* To wait for a session is a step, whose exits are the ways of those who get none. */
static void add_bot_wait(steps_t *self, const ccs_plan_t *plan, ccs_node_t *nodes, uint32_t id)
{
    ccs_node_t *const node = &nodes[id];

    if (!node->waits) return;
    node->queue.step = add_step(self, CCS_STEP_bot_wait, id);
    for (uint32_t w = node->no_session; w < node->first_way + node->n_ways; w++) add_way(self, nodes, &plan->ways[w]);
}

/* Nodes lead to one another: each has its step before any has exits. */
static void add_nodes(steps_t *self, const ccs_plan_t *plan, ccs_node_t *nodes)
{
    const uint32_t first = self->n_steps;

    for (uint32_t i = 0; i < plan->n_nodes; i++) nodes[i].step = first + i;
    for (uint32_t i = 0; i < plan->n_nodes; i++) {
        (void) add_step(self, CCS_STEP_node, i);
        for (uint32_t w = 0; w < nodes[i].n_ways; w++) add_way(self, nodes, &plan->ways[nodes[i].first_way + w]);
    }
    for (uint32_t i = 0; i < plan->n_nodes; i++) add_bot_wait(self, plan, nodes, i);
}

/* @param asks  agents ask one another: such a talk has no customer, and no after-call work */
static void add_work(steps_t *self, ccs_pair_t *pair, uint32_t id, bool asks)
{
    const bool wraps = pair->wrap.kind != CCS_DISTRIBUTION_NONE;

    pair->talk_step = add_step(self, CCS_STEP_talk, id);
    self->steps[pair->talk_step].hand_kind = pair->hand_kind;
    add_exit(self, 1, wraps ? CCS_EXIT_STEP : CCS_EXIT_DONE, wraps ? pair->talk_step + 1 : CCS_NONE, CCS_STEP_wrap);
    if (asks) add_exit(self, 1, CCS_EXIT_DONE, CCS_NONE, CCS_N_STEP_KINDS);
    if (!wraps) return;
    self->steps[add_step(self, CCS_STEP_wrap, id)].hand_kind = pair->hand_kind;
    add_exit(self, 1, CCS_EXIT_DONE, CCS_NONE, CCS_N_STEP_KINDS);
}

int ccs_steps_make(ccs_plan_t *plan, ccs_type_t *types, ccs_pair_t *pairs, ccs_node_t *nodes, ccs_arena_t *arena)
{
    const size_t n_most = plan->n_types + 2 * (size_t) plan->n_pairs;
    steps_t made = {.steps = ccs_arena_array(arena, n_most + 2 * (size_t) plan->n_nodes, sizeof *made.steps),
        .exits = ccs_arena_array(arena, 2 * (n_most + plan->n_ways), sizeof *made.exits)};

    if (!made.steps || !made.exits) return CCS_ERR_NOMEM;
    for (uint32_t i = 0; i < plan->n_types; i++) add_ivr(&made, &types[i], i);
    add_nodes(&made, plan, nodes);
    for (uint32_t i = 0; i < plan->n_pairs; i++) add_work(&made, &pairs[i], i, ccs_plan_consults(plan));
    plan->steps = made.steps;
    plan->exits = made.exits;
    plan->n_steps = made.n_steps;
    return 0;
}
