/* result_ways.c - the ways out of nodes of call flows, as variables of a result: who draws a flow needs them. Invariant: no two ways of a plan have one name, so that
 * results whose flows differ a little can be stacked. */
#include "result_parts.h"

/* How a way is called beside others of its node that lead elsewhere. */
static const char *word_of(enum ccs_outcome outcome)
{
    switch (outcome) {
    case CCS_OUTCOME_ON: return "on";
    case CCS_OUTCOME_SUCCESS: return "success";
    case CCS_OUTCOME_FALSE_SUCCESS: return "false_success";
    case CCS_OUTCOME_FAILURE: return "failure";
    case CCS_OUTCOME_MISROUTE: return "misroute";
    case CCS_OUTCOME_ZERO_OUT: return "zero_out";
    case CCS_OUTCOME_HANG_UP: return "hang_up";
    case CCS_OUTCOME_BREAK: return "session_failed";
    case CCS_OUTCOME_NO_SESSION: return "no_session";
    case CCS_OUTCOME_GIVE_UP: return "give_up";
    }
    return "";
}

/* "front.menu/on/balance", "front.menu/zero_out" */
static const char *name_of(ccs_result_maker_t *m, const ccs_node_t *node, const ccs_node_way_t *way)
{
    const char *const name = ccs_arena_printf(&m->to->arena, "%s/%s%s%s", node->name, word_of(way->outcome), way->name ? "/" : "",
        way->name ? way->name : "");

    if (!name) m->to->out_of_memory = true;
    return name;
}

/* As entities are called; the queue of the type by which a contact has come is that of no type in particular. */
static const char *goal_of(ccs_result_maker_t *m, const ccs_node_way_t *way)
{
    const char *goal = "";

    switch (way->leads) {
    case CCS_LEADS_NODE: goal = ccs_arena_printf(&m->to->arena, "node/%s", m->plan->nodes[way->to].name); break;
    case CCS_LEADS_QUEUE:
        goal = way->to == CCS_NONE ? "queue" : ccs_arena_printf(&m->to->arena, "type/%s", m->plan->types[way->to].name);
        break;
    case CCS_LEADS_END: goal = "end"; break;
    case CCS_LEADS_AWAY: goal = way->at_opening ? "next_opening" : "hang_up"; break;
    }
    if (!goal) m->to->out_of_memory = true;
    return goal;
}

void ccs_result_add_ways(ccs_result_maker_t *m)
{
    if (m->way == CCS_DATA_NONE) return;
    const char **const name = ccs_result_texts(m, "way", m->way, "way out of a node of a call flow: node, outcome, choice");
    const char **const from = ccs_result_texts(m, "way_node", m->way, "the node, as entities are called");
    const char **const to = ccs_result_texts(m, "way_to", m->way,
        "where it leads: node/NAME, type/NAME (the queue of the type), queue (that of the type by which the contact has come), end, hang_up, next_opening");
    ccs_variable_t *const v = ccs_dataset_add(m->to, "way_goes_back", CCS_DATA_U32, &m->way, 1);
    uint32_t *const back = v
        ? ccs_dataset_describe(m->to, v, "1", "1 where it leads to a node at which the contact may have been before")->data.u32
        : NULL;

    if (!name || !from || !to || !back) return;
    for (uint32_t i = 0; i < m->plan->n_nodes; i++) {
        const ccs_node_t *const node = &m->plan->nodes[i];
        const char *const entity = ccs_arena_printf(&m->to->arena, "node/%s", node->name);

        if (!entity) m->to->out_of_memory = true;
        for (uint32_t w = node->first_way; w < node->first_way + node->n_ways && !m->to->out_of_memory; w++) {
            name[w] = name_of(m, node, &m->plan->ways[w]);
            from[w] = entity;
            to[w] = goal_of(m, &m->plan->ways[w]);
            back[w] = m->plan->ways[w].goes_back;
        }
    }
}
