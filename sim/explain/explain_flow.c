/* explain_flow.c - what contacts meet before a queue, node by node, and what it comes to on average: the numbers that the check of loads has. */
#include "explain_flow.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "explain_parts.h"
#include "expression.h"
#include "flow_chain.h"
#include "units.h"

enum { TEXT = 320 };

/* --- types ------------------------------------------------------------------------------------------------------------- */

/* ", 34.2 % ask for an agent of cards" @param attempts  that shares are of, where those who come back come again */
static void explain_reach(const ccs_plan_t *plan, const ccs_type_t *type, double attempts, FILE *to)
{
    const uint32_t id = (uint32_t) (type - plan->types);
    char share[TEXT];

    for (uint32_t t = 0; t < plan->n_types; t++)
        for (uint32_t i = plan->types[t].first_feed; i < plan->types[t].first_feed + plan->types[t].n_feeds; i++) {
            const ccs_feed_t *const feed = &plan->feeds[i];

            if (feed->from != id) continue;
            fprintf(to, ", %s ask for an agent of %s", ccs_units_show_share(feed->frac / attempts, share, sizeof share),
                t == id ? "the type" : plan->types[t].label);
            if (fabs(feed->harder - 1) > 1e-9) fprintf(to, " (whose talk takes %.4g times as long)", feed->harder);
        }
}

/* "1 min on average: 45 % are served by it (9 % have not what they came for), 3 % hang up" @param leave  what those do who are served by nobody */
static void explain_served(const ccs_call_flow_t *flow, const char *leave, FILE *to)
{
    char text[TEXT];

    fprintf(to, "%s on average", ccs_units_show_duration(flow->mean_s, text, sizeof text));
    fprintf(to, ": %s are served by it", ccs_units_show_share(flow->ended_frac, text, sizeof text));
    if (flow->ended_false_frac > 0)
        fprintf(to, " (%s have not what they came for)", ccs_units_show_share(flow->ended_false_frac, text, sizeof text));
    if (flow->lost_frac > 0) fprintf(to, ", %s %s", ccs_units_show_share(flow->lost_frac, text, sizeof text), leave);
}

static void explain_before(const ccs_plan_t *plan, const ccs_type_t *type, FILE *to)
{
    const ccs_call_flow_t *const before = &plan->call_flows[type->before];

    fprintf(to, "  Before they contact for the first time they look at the call flow %s, on no line, for ", before->label);
    explain_served(before, "leave", to);
    fprintf(to, "; the others contact.\n");
}

static void explain_door(const ccs_plan_t *plan, const ccs_type_t *type, FILE *to)
{
    const ccs_call_flow_t *const flow = &plan->call_flows[type->flow];
    char back[TEXT];

    fprintf(to, "  They come by the call flow %s, where they spend ", flow->label);
    explain_served(flow, "hang up", to);
    if (type->before == CCS_NONE) explain_reach(plan, type, 1 / (1 - ccs_flow_back_frac(flow)), to);
    fprintf(to, ".\n");
    if (ccs_flow_back_frac(flow) > 0)
        fprintf(to, "  Of all who come by it %s come back.\n", ccs_units_show_share(ccs_flow_back_frac(flow), back, sizeof back));
}

void ccs_explain_type_flow(const ccs_plan_t *plan, const ccs_type_t *type, FILE *to)
{
    if (type->before != CCS_NONE) explain_before(plan, type, to);
    if (type->flow != CCS_NONE) explain_door(plan, type, to);
    if (type->before != CCS_NONE) {
        fprintf(to, "  Of all who look at it first");
        explain_reach(plan, type, 1, to);
        fprintf(to, ".\n");
    }
    if (type->stops_when_closed)
        fprintf(to, "  Who comes while it is closed meets the call flow too, and gets no further; loads leave them out.\n");
}

void ccs_explain_fed(const ccs_plan_t *plan, const ccs_type_t *type, FILE *to)
{
    const uint32_t id = (uint32_t) (type - plan->types);
    const char *before = "  Call flows send here contacts that came as ";

    for (uint32_t i = type->first_feed; i < type->first_feed + type->n_feeds; i++) {
        if (plan->feeds[i].from == id) continue;
        fprintf(to, "%s%s", before, plan->types[plan->feeds[i].from].label);
        before = ", ";
    }
    if (before[0] == ',') fprintf(to, ": from then on they are of this type.\n");
}

/* --- nodes ------------------------------------------------------------------------------------------------------------- */

/* "the queue", "the queue of cards", "menu" */
static const char *show_goal(const ccs_plan_t *plan, const ccs_node_way_t *way, char *text, size_t size)
{
    switch (way->leads) {
    case CCS_LEADS_NODE: snprintf(text, size, "%s", strchr(plan->nodes[way->to].name, '.') + 1); break;
    case CCS_LEADS_QUEUE:
        if (way->to == CCS_NONE) snprintf(text, size, "the queue of the type");
        else snprintf(text, size, "the queue of %s", plan->types[way->to].label);
        break;
    case CCS_LEADS_END: snprintf(text, size, "the end, served"); break;
    case CCS_LEADS_AWAY:
        snprintf(text, size,
            way->at_opening ? "nowhere: they hang up, and come again at the next opening" : "nowhere: they hang up");
        break;
    }
    return text;
}

static const char *who(enum ccs_outcome outcome)
{
    switch (outcome) {
    case CCS_OUTCOME_ON: return "";
    case CCS_OUTCOME_SUCCESS: return " (have what they came for)";
    case CCS_OUTCOME_FALSE_SUCCESS: return " (take it that they have)";
    case CCS_OUTCOME_FAILURE: return " (it did not help)";
    case CCS_OUTCOME_MISROUTE: return " (by a wrong choice)";
    case CCS_OUTCOME_ZERO_OUT: return " (ask for an agent at some moment of it)";
    case CCS_OUTCOME_HANG_UP: return " (at some moment of it)";
    case CCS_OUTCOME_BREAK: return " (their session breaks at some moment of it)";
    case CCS_OUTCOME_NO_SESSION:
    case CCS_OUTCOME_GIVE_UP: return "";
    }
    return "";
}

/* "if open(service) == 0: night, to closed (loads: 10 %)" */
static void explain_condition(const ccs_plan_t *plan, const ccs_node_way_t *way, FILE *to)
{
    char share[TEXT], goal[TEXT];

    fprintf(to, "    %s, if %s, to %s (loads take it that %s do)\n", way->name, ccs_expression_text(way->when),
        show_goal(plan, way, goal, sizeof goal), ccs_units_show_share(way->upto_frac - way->from_frac, share, sizeof share));
}

/* The node of a way. */
static const ccs_node_t *node_of(const ccs_plan_t *plan, const ccs_node_way_t *way)
{
    const ccs_node_t *node = plan->nodes;

    while (way >= &plan->ways[node->first_way + node->n_ways]) node++;
    return node;
}

/* "who finds no session waits for one, as one of 20 at most, and hangs up after ...; others go to the queue of the type" */
static void explain_bot_queue(const ccs_plan_t *plan, const ccs_bot_queue_t *queue, FILE *to)
{
    char text[TEXT];

    fprintf(to, "    who finds no session waits for one");
    if (queue->limit != CCS_NONE) fprintf(to, ", %" PRIu32 " at once at most", queue->limit);
    if (isfinite(queue->max_wait_s))
        fprintf(to, ", for %s at most", ccs_units_show_duration(queue->max_wait_s, text, sizeof text));
    if (queue->patience.kind != CCS_DISTRIBUTION_NONE)
        fprintf(to, ", with a patience that is %s", ccs_show_law(plan, &queue->patience, true, text, sizeof text));
    fprintf(to, "; loads take it that the wait of one is the steady state of the interval\n");
}

/* @param way  of those who find none */
static void explain_no_session(const ccs_plan_t *plan, const ccs_node_way_t *way, FILE *to)
{
    const ccs_node_t *const node = node_of(plan, way);
    char goal[TEXT];

    show_goal(plan, way, goal, sizeof goal);
    if (!node->waits) {
        fprintf(to, "    who finds no session to %s\n", goal);
        return;
    }
    explain_bot_queue(plan, &node->queue, to);
    if (node->queue.limit != CCS_NONE || isfinite(node->queue.max_wait_s))
        fprintf(to, "    who finds no place to wait, or has waited for so long, to %s\n", goal);
}

/* "12 %", "12 % (5 % to 30 % over time)" */
static void explain_share(const ccs_plan_t *plan, const ccs_node_t *node, const ccs_node_way_t *way, FILE *to)
{
    const ccs_way_shares_t *const shares = &node->over_time;
    const uint32_t i = (uint32_t) (way - &plan->ways[node->first_way]);
    char text[TEXT], beside[TEXT];
    double least = 1, most = 0;

    fprintf(to, "%s", ccs_units_show_share(way->upto_frac - way->from_frac, text, sizeof text));
    if (!shares->course) return;
    for (uint32_t row = 0; row < shares->course->n; row++) {
        const double *const upto = &shares->upto_frac[(size_t) row * shares->n_ways];
        const double frac = upto[i] - (i > 0 ? upto[i - 1] : 0);

        least = fmin(least, frac);
        most = fmax(most, frac);
    }
    if (most - least > 1e-9)
        fprintf(to, " (%s to %s over time)", ccs_units_show_share(least, text, sizeof text),
            ccs_units_show_share(most, beside, sizeof beside));
}

static void explain_way(const ccs_plan_t *plan, const ccs_node_way_t *way, FILE *to)
{
    char goal[TEXT];

    if (way->when) {
        explain_condition(plan, way, to);
        return;
    }
    if (way->outcome == CCS_OUTCOME_GIVE_UP) return; /* said with the wait */
    if (way->outcome == CCS_OUTCOME_NO_SESSION) {
        explain_no_session(plan, way, to);
        return;
    }

    fprintf(to, "    ");
    explain_share(plan, node_of(plan, way), way, to);
    fprintf(to, "%s%s to %s%s", way->name ? ", " : "", way->name ? way->name : "", show_goal(plan, way, goal, sizeof goal),
        who(way->outcome));
    if (way->harder != 1) fprintf(to, ", talk times %.4g", way->harder);
    fprintf(to, "\n");
}

static void explain_node(const ccs_plan_t *plan, const ccs_node_t *node, FILE *to)
{
    char law[TEXT];

    fprintf(to, "  %s", strchr(node->name, '.') + 1);
    if (node->time.kind != CCS_DISTRIBUTION_NONE) fprintf(to, ", %s", ccs_show_law(plan, &node->time, true, law, sizeof law));
    if (node->latency_s > 0)
        fprintf(to, "%s%s for the answers of a bot", node->time.kind == CCS_DISTRIBUTION_NONE ? ", " : " and ",
            ccs_units_show_duration(node->latency_s, law, sizeof law));
    if (node->sessions != CCS_NONE)
        fprintf(to, ", %s at once", ccs_show_count(node->sessions, "session", "sessions", law, sizeof law));
    fprintf(to, "; %.4g visits by a contact on average\n", node->visits);
    for (uint32_t w = node->first_way; w < node->first_way + node->n_ways; w++) explain_way(plan, &plan->ways[w], to);
}

/* --- the flow ---------------------------------------------------------------------------------------------------------- */

static void explain_come_back(const ccs_plan_t *plan, const ccs_come_back_t *back, FILE *to)
{
    char text[TEXT], lost[TEXT];

    if (!(back->false_frac > 0) && !(back->hang_up_frac > 0)) return;
    fprintf(to, "  %s of those who have not what they came for and %s of those who hung up come back",
        ccs_units_show_share(back->false_frac, text, sizeof text), ccs_units_show_share(back->hang_up_frac, lost, sizeof lost));
    if (back->delay.kind == CCS_DISTRIBUTION_NONE) fprintf(to, " at once.\n");
    else fprintf(to, " after a time that is %s.\n", ccs_show_law(plan, &back->delay, true, text, sizeof text));
}

/* "Contacts begin at menu; outside of 08:00-20:00, and while their type is closed, at closed." */
static void explain_begin(const ccs_plan_t *plan, const ccs_call_flow_t *flow, FILE *to)
{
    fprintf(to, "  Contacts begin at %s", strchr(plan->nodes[flow->start].name, '.') + 1);
    if (flow->closed == CCS_NONE) {
        fprintf(to, ".\n");
        return;
    }
    if (flow->hours)
        fprintf(to, "; outside of %s, and while their type is closed, at %s",
            flow->open ? flow->open : "its hours, which go by weekday", strchr(plan->nodes[flow->closed].name, '.') + 1);
    else fprintf(to, ", while their type is closed at %s", strchr(plan->nodes[flow->closed].name, '.') + 1);
    fprintf(to, ".\n");
}

void ccs_explain_flow(const ccs_plan_t *plan, uint32_t id, FILE *to)
{
    const ccs_call_flow_t *const flow = &plan->call_flows[id];
    char text[TEXT];

    fprintf(to, "\nCall flow %s\n", flow->label);
    if (flow->ports != CCS_NONE)
        fprintf(to, "  %s; contacts beyond them are blocked.\n", ccs_show_count(flow->ports, "port", "ports", text, sizeof text));
    explain_begin(plan, flow, to);
    for (uint32_t i = flow->first_node; i < flow->first_node + flow->n_nodes; i++) explain_node(plan, &plan->nodes[i], to);
    explain_come_back(plan, &flow->come_back, to);
}
