/* callflow.c - flows and by which of them types come. Invariant: the nodes of a flow stand together, in the order written, and are rows of the table before any of them
 * is read, so that they can name each other. */
#include "callflow.h"

#include <math.h>
#include <string.h>

#include "callflow_parts.h"
#include "flow_chain.h"
#include "read_course.h"
#include "read_hours.h"
#include "read_law.h"
#include "read_value.h"
#include "stream.h"
#include "text.h"

/* Words that stand for no node. */
static const struct {
    const char *word;
    enum ccs_leads leads;
    bool at_opening;
} EXITS[] = {{"queue", CCS_LEADS_QUEUE, false}, {"end", CCS_LEADS_END, false}, {"hang_up", CCS_LEADS_AWAY, false},
    {"next_opening", CCS_LEADS_AWAY, true}};
enum { N_EXITS = sizeof EXITS / sizeof *EXITS };

/* --- where names lead --------------------------------------------------------------------------------------------------- */

static void no_such_node(ccs_callflows_t *self, const ccs_place_t *at, uint32_t flow, const char *name)
{
    const ccs_named_t *const nodes = &self->nodes_named[flow];
    ccs_closest_t closest = {0};

    for (uint32_t i = 0; i < nodes->n; i++) ccs_closest_offer(&closest, name, nodes->at[i].key);
    for (size_t i = 0; i < N_EXITS; i++) ccs_closest_offer(&closest, name, EXITS[i].word);
    if (closest.best)
        ccs_reader_error(self->reader, at, "no node of this flow is called \"%s\", did you mean \"%s\"?", name, closest.best);
    else
        ccs_reader_error(self->reader, at,
            "no node of this flow is called \"%s\": expected one of its nodes, or \"queue\", \"end\", \"hang_up\" or \"next_opening\"",
            name);
}

bool ccs_callflow_destination(ccs_callflows_t *self, const ccs_place_t *at, uint32_t flow, const char *absent,
    ccs_destination_t *to)
{
    const char *const name = at->value ? ccs_read_text(self->reader, at) : absent;
    const uint32_t node = name ? ccs_named_find(&self->nodes_named[flow], name) : CCS_NONE;

    if (!name) return false;
    if (node != CCS_NONE) {
        *to = (ccs_destination_t){CCS_LEADS_NODE, ccs_callflow_at(self, flow)->first_node + node, false};
        return true;
    }
    for (size_t i = 0; i < N_EXITS; i++) {
        if (strcmp(name, EXITS[i].word) != 0) continue;
        *to = (ccs_destination_t){EXITS[i].leads, CCS_NONE, EXITS[i].at_opening};
        if (EXITS[i].at_opening && self->reader->steady)
            ccs_reader_error(self->reader, at, "\"%s\" has no meaning in mode \"steady\", which has no opening hours", name);
        return true;
    }
    no_such_node(self, at, flow, name);
    return false;
}

static bool is_taken(const ccs_callflows_t *self, uint16_t draws)
{
    bool taken = draws == 0;

    for (size_t i = 0; i < self->nodes.n; i++) taken = taken || ccs_callflow_node(self, (uint32_t) i)->draws == draws;
    for (size_t i = 0; i < self->flows.n; i++) taken = taken || ccs_callflow_at(self, (uint32_t) i)->come_back.draws == draws;
    return taken;
}

uint16_t ccs_callflow_draws(const ccs_callflows_t *self, const char *name)
{
    uint16_t draws = (uint16_t) ccs_stream_hash(name);

    while (is_taken(self, draws)) draws++;
    return draws;
}

/* --- flows --------------------------------------------------------------------------------------------------------------- */

/* Rows of the nodes of a flow, with their names alone. */
static void add_nodes(ccs_callflows_t *self, uint32_t flow)
{
    const ccs_named_t *const named = &self->nodes_named[flow];

    for (uint32_t i = 0; i < named->n; i++) {
        const char *const name =
            ccs_arena_printf(self->reader->arena, "%s.%s", self->flows_named->at[flow].key, named->at[i].key);
        const uint16_t draws = name && strcmp(named->at[i].key, "ivr") != 0 ? ccs_callflow_draws(self, name) : 0;
        ccs_node_t *const node = ccs_reader_push(self->reader, &self->nodes, sizeof *node);

        if (!name) self->reader->out_of_memory = true;
        if (node) *node = (ccs_node_t){.name = name, .flow = flow, .draws = draws, .sessions = CCS_NONE, .no_session = CCS_NONE};
    }
}

static void read_come_back(ccs_callflows_t *self, const ccs_place_t *flow_at, ccs_come_back_t *back)
{
    const ccs_place_t at = ccs_place_child(self->reader, flow_at, "comes_back"),
                      after_false = ccs_place_child(self->reader, &at, "after_false_success"),
                      after_hang_up = ccs_place_child(self->reader, &at, "after_hang_up"),
                      delay = ccs_place_child(self->reader, &at, "delay");

    ccs_read_share_over_time(self->reader, &after_false, &back->false_frac, &back->false_course);
    ccs_read_share_over_time(self->reader, &after_hang_up, &back->hang_up_frac, &back->hang_up_course);
    back->delay = ccs_read_law(self->reader, &delay, CCS_LAW_TIME);
    if ((back->false_frac >= 1 || back->hang_up_frac >= 1) && !(back->delay.mean > 0))
        ccs_reader_error(self->reader, &at, "everybody would come back at once, again and again: give a delay or smaller shares");
}

/* The node that is written at a key of a flow, by its name. */
static uint32_t read_begin(ccs_callflows_t *self, const ccs_place_t *at, uint32_t flow, uint32_t absent)
{
    ccs_destination_t first = {.leads = CCS_LEADS_NODE, .to = absent};

    if (at->value && ccs_callflow_destination(self, at, flow, NULL, &first) && first.leads != CCS_LEADS_NODE)
        ccs_reader_error(self->reader, at, "expected the name of a node, found \"%s\"", at->value->as.text);
    return first.to;
}

/* ---- hours of its own ------------------------------------------------------------------------------------------------------- */

/* Hours while they come in: pieces of a course, 1 in them and 0 between. */
typedef struct {
    ccs_reader_t *reader;
    ccs_vector_t pieces;
} hours_t;

static void add_piece(hours_t *self, double from_s, double value)
{
    ccs_course_piece_t *const piece = ccs_reader_push(self->reader, &self->pieces, sizeof *piece);

    if (piece) *piece = (ccs_course_piece_t){from_s, value};
}

/* Hours that meet are one. */
static void take_hours(void *to, const ccs_piece_t *piece)
{
    hours_t *const self = to;
    const size_t n = self->pieces.n;
    const ccs_course_piece_t *const last = n > 0 ? (ccs_course_piece_t *) self->pieces.items + (n - 1) : NULL;

    if (!(piece->value > 0)) return;
    if (last && last->from_s >= piece->start_s) self->pieces.n--;
    else add_piece(self, piece->start_s, 1);
    add_piece(self, piece->end_s, 0);
}

static const ccs_course_t *read_open(ccs_callflows_t *self, const ccs_place_t *at, const ccs_place_t *closed)
{
    hours_t hours = {.reader = self->reader};
    ccs_curves_t curves;

    if (!at->value || self->reader->steady) return NULL;
    if (!closed->value)
        ccs_reader_error(self->reader, at, "needs closed: the node at which contacts begin outside of these hours");
    if (!ccs_read_hours(self->reader, at, &curves)) return NULL;
    add_piece(&hours, -HUGE_VAL, 0);
    ccs_curves_walk_days(self->reader->clock, &curves, &(ccs_sink_t){take_hours, &hours});
    ccs_course_t *const course = ccs_reader_array(self->reader, 1, sizeof *course);
    const uint32_t n = (uint32_t) hours.pieces.n;
    const ccs_course_piece_t *const pieces = ccs_reader_keep(self->reader, &hours.pieces, sizeof *pieces);

    if (!course || !pieces) return NULL;
    *course = (ccs_course_t){.n = n, .pieces = pieces, .least = 0, .most = n > 1};
    return course;
}

/* ---- a flow ----------------------------------------------------------------------------------------------------------------- */

static void read_flow(ccs_callflows_t *self, uint32_t id)
{
    const ccs_place_t *const at = &self->flows_named->at[id];
    const ccs_place_t label = ccs_place_child(self->reader, at, "label"), ports = ccs_place_child(self->reader, at, "ports"),
                      start = ccs_place_child(self->reader, at, "start"), closed = ccs_place_child(self->reader, at, "closed"),
                      open = ccs_place_child(self->reader, at, "open");
    ccs_call_flow_t *const flow = ccs_callflow_at(self, id);

    flow->label = ccs_read_text(self->reader, &label);
    if (!flow->label) flow->label = flow->name;
    flow->ports = ccs_read_count(self->reader, &ports);
    read_come_back(self, at, &flow->come_back);
    for (uint32_t i = 0; i < flow->n_nodes && !self->reader->out_of_memory; i++)
        ccs_callflow_read_node(self, flow->first_node + i);
    flow->start = read_begin(self, &start, id, flow->first_node);
    flow->closed = read_begin(self, &closed, id, CCS_NONE);
    flow->hours = read_open(self, &open, &closed);
    if (flow->hours && open.value->kind == CCS_VALUE_STRING) flow->open = open.value->as.text;
}

static void add_flow(ccs_callflows_t *self, uint32_t id)
{
    const ccs_place_t *const at = &self->flows_named->at[id];
    ccs_call_flow_t *const flow = ccs_reader_push(self->reader, &self->flows, sizeof *flow);

    if (!flow) return;
    self->nodes_at[id] = ccs_place_child(self->reader, at, "nodes");
    self->nodes_named[id] = ccs_read_named(self->reader, &self->nodes_at[id], "node");
    *flow = (ccs_call_flow_t){.name = at->key, .first_node = (uint32_t) self->nodes.n, .n_nodes = self->nodes_named[id].n};
    if (flow->n_nodes == 0 && self->nodes_at[id].value && !self->nodes_named[id].is_told_of)
        ccs_reader_error(self->reader, &self->nodes_at[id], "holds no node");
    flow->come_back.draws = ccs_callflow_draws(self, at->key);
    add_nodes(self, id);
}

/* --- types ------------------------------------------------------------------------------------------------------------- */

/* Contacts of a type that flows send to another keep their line, which must be one of its own then. */
static void check_lines(ccs_callflows_t *self, const ccs_place_t *at, const ccs_type_t *types, uint32_t from)
{
    const ccs_call_flow_t *const flow = ccs_callflow_at(self, types[from].flow);

    for (uint32_t i = 0; i < flow->n_nodes; i++) {
        const ccs_node_t *const node = ccs_callflow_node(self, flow->first_node + i);

        for (uint32_t w = 0; w < node->n_ways; w++) {
            const ccs_node_way_t *const way = ccs_callflow_way(self, node->first_way + w);

            if (way->leads != CCS_LEADS_QUEUE || way->to == CCS_NONE || types[way->to].trunk == types[from].trunk) continue;
            ccs_reader_error(self->reader, at,
                "its contacts come to the queue of \"%s\", which is on other lines: let one trunk group hold both types",
                types[way->to].name);
            return;
        }
    }
}

/* A flow that a type names at a key. */
static uint32_t flow_at(ccs_callflows_t *self, const ccs_place_t *at)
{
    const uint32_t flow = at->value ? ccs_read_name(self->reader, at, self->flows_named) : CCS_NONE;

    return flow != CCS_NONE && flow < self->flows.n ? flow : CCS_NONE;
}

static void read_type(ccs_callflows_t *self, ccs_type_t *types, uint32_t id)
{
    const ccs_place_t *const type_at = &self->types_named->at[id];
    const ccs_place_t at = ccs_place_child(self->reader, type_at, "flow"), ivr = ccs_place_child(self->reader, type_at, "ivr"),
                      before = ccs_place_child(self->reader, type_at, "before");

    types[id].flow = flow_at(self, &at);
    types[id].before = flow_at(self, &before);
    if (!ccs_plan_has_flow(&types[id])) return;
    if (ivr.given)
        ccs_reader_error(self->reader, &ivr, "cannot stand beside %s: write it as a node of the flow, or leave out one of them",
            at.value ? "flow" : "before");
    if (types[id].flow == types[id].before)
        ccs_reader_error(self->reader, &before, "is the flow by which the contacts come, too: they would go through it twice");
    if (types[id].flow != CCS_NONE) check_lines(self, &at, types, id);
}

static void mark_fed(ccs_callflows_t *self, ccs_type_t *types)
{
    for (size_t i = 0; i < self->ways.n; i++) {
        const ccs_node_way_t *const way = ccs_callflow_way(self, (uint32_t) i);

        if (way->leads == CCS_LEADS_QUEUE && way->to != CCS_NONE) types[way->to].is_fed = true;
    }
}

static void check_use(ccs_callflows_t *self, const ccs_type_t *types, uint32_t flow)
{
    for (uint32_t i = 0; i < self->types_named->n; i++)
        if (types[i].flow == flow || types[i].before == flow) return;
    ccs_reader_warning(self->reader, &self->flows_named->at[flow],
        "no type comes by this flow: write flow = \"%s\" at those that do", self->flows_named->at[flow].key);
}

/* --- while it is closed -------------------------------------------------------------------------------------------------- */

/* Whether who comes to a flow as a type while this is closed may go on to the queue, or the door, of a type. Once the flow was found without mistakes. */
static bool may_pass(const ccs_callflows_t *self, uint32_t id, uint32_t from, uint32_t to)
{
    const ccs_call_flow_t *const flow = ccs_callflow_at(self, id);
    bool *const seen = ccs_reader_array(self->reader, flow->n_nodes, sizeof *seen);
    bool more = seen != NULL, found = false;

    if (seen) seen[(flow->closed == CCS_NONE ? flow->start : flow->closed) - flow->first_node] = true;
    while (more) {
        more = false;
        for (uint32_t i = 0; i < flow->n_nodes; i++) {
            const ccs_node_t *const node = ccs_callflow_node(self, flow->first_node + i);

            for (uint32_t w = 0; w < node->n_ways && seen[i]; w++) {
                const ccs_node_way_t *const way = ccs_callflow_way(self, node->first_way + w);

                if (way->leads == CCS_LEADS_QUEUE) found = found || (way->to == CCS_NONE ? from : way->to) == to;
                if (way->leads != CCS_LEADS_NODE || seen[way->to - flow->first_node]) continue;
                seen[way->to - flow->first_node] = more = true;
            }
        }
    }
    return found;
}

static bool may_reach_from_door(const ccs_callflows_t *self, const ccs_type_t *types, uint32_t from, uint32_t to)
{
    return types[from].flow == CCS_NONE ? from == to : may_pass(self, types[from].flow, from, to);
}

static bool may_reach(const ccs_callflows_t *self, const ccs_type_t *types, uint32_t from, uint32_t to)
{
    bool may = types[from].before == CCS_NONE && may_reach_from_door(self, types, from, to);

    for (uint32_t door = 0; types[from].before != CCS_NONE && door < self->types_named->n && !may; door++)
        may = may_pass(self, types[from].before, from, door) && may_reach_from_door(self, types, door, to);
    return may;
}

void ccs_callflows_check_closed(const ccs_callflows_t *self, ccs_type_t *types, const ccs_queue_t *queues)
{
    for (uint32_t from = 0; from < self->types_named->n && self->reader->errors->n_errors == 0; from++) {
        const ccs_place_t arrivals = ccs_place_child(self->reader, &self->types_named->at[from], "arrivals"),
                          at = ccs_place_child(self->reader, &arrivals, "outside");

        if (!ccs_plan_has_flow(&types[from]) || types[from].arrivals.outside != CCS_OUTSIDE_WAIT) continue;
        types[from].stops_when_closed = !may_reach(self, types, from, from);
        for (uint32_t to = 0; to < self->types_named->n; to++)
            if (queues[types[to].queue].at_close != CCS_AT_CLOSE_CARRY && may_reach(self, types, from, to))
                ccs_reader_error(self->reader, &at,
                    "\"wait\" leads those who come while it is closed to the queue of \"%s\", which needs at_close = \"carry\", found \"%s\"; "
                    "or let the flow have a node closed that does not lead there",
                    types[to].name, ccs_at_close_name(queues[types[to].queue].at_close));
    }
}

/* --- all of it --------------------------------------------------------------------------------------------------------- */

void ccs_callflows_read(ccs_callflows_t *self, ccs_reader_t *reader, const ccs_named_t *flows_named,
    const ccs_named_t *types_named, ccs_type_t *types)
{
    const uint32_t n = flows_named->n;

    *self = (ccs_callflows_t){.reader = reader, .flows_named = flows_named, .types_named = types_named, .types = types};
    self->nodes_at = ccs_reader_array(reader, n, sizeof *self->nodes_at);
    self->nodes_named = ccs_reader_array(reader, n, sizeof *self->nodes_named);
    for (uint32_t i = 0; i < n && !reader->out_of_memory; i++) add_flow(self, i);
    for (uint32_t i = 0; i < n && !reader->out_of_memory; i++) {
        const size_t before = reader->errors->n_errors;

        read_flow(self, i);
        if (reader->errors->n_errors == before && !reader->out_of_memory) ccs_callflow_check(self, i);
    }
    if (reader->out_of_memory) return;
    for (uint32_t i = 0; i < types_named->n; i++) read_type(self, types, i);
    mark_fed(self, types);
    for (uint32_t i = 0; i < n; i++) check_use(self, types, i);
}

/* Which contacts reach which queue: of each type those of its own source, and what flows send there. */
static void make_feeds(ccs_callflows_t *self, const ccs_flow_chain_t *chain, ccs_plan_t *plan, ccs_type_t *types)
{
    ccs_vector_t feeds = {0};

    for (uint32_t to = 0; to < plan->n_types; to++) {
        types[to].first_feed = (uint32_t) feeds.n;
        for (uint32_t from = 0; from < plan->n_types; from++) {
            if (from != to && !ccs_plan_has_flow(&types[from])) continue;
            const ccs_feed_t feed = ccs_flow_chain_feed(chain, from, to);
            ccs_feed_t *const row = feed.frac > 0 ? ccs_reader_push(self->reader, &feeds, sizeof *row) : NULL;

            if (row) *row = feed;
        }
        types[to].n_feeds = (uint32_t) feeds.n - types[to].first_feed;
    }
    plan->n_feeds = (uint32_t) feeds.n;
    plan->feeds = ccs_reader_keep(self->reader, &feeds, sizeof(ccs_feed_t));
}

/* Of a type that comes by a flow, the share of attempts at the door that do not ask for an agent of the type itself. */
static void settle_type(const ccs_flow_chain_t *chain, ccs_type_t *type)
{
    const uint32_t id = (uint32_t) (type - chain->plan->types);

    if (type->flow == CCS_NONE) return;
    type->ivr.contained_frac = 1 - ccs_flow_chain_passing(chain, type->flow, id, id).frac;
    if (type->ivr.contained_frac < 0) type->ivr.contained_frac = 0; /* rounding */
}

ccs_node_t *ccs_callflows_keep(ccs_callflows_t *self, ccs_plan_t *plan, ccs_type_t *types)
{
    if (!self->reader || self->flows.n == 0) return NULL;
    plan->n_call_flows = (uint32_t) self->flows.n;
    plan->n_nodes = (uint32_t) self->nodes.n;
    plan->n_ways = (uint32_t) self->ways.n;
    ccs_call_flow_t *const flows = ccs_reader_keep(self->reader, &self->flows, sizeof *flows);
    ccs_node_t *const nodes = ccs_reader_keep(self->reader, &self->nodes, sizeof *nodes);
    plan->call_flows = flows;
    plan->nodes = nodes;
    plan->ways = ccs_reader_keep(self->reader, &self->ways, sizeof(ccs_node_way_t));
    if (self->reader->out_of_memory || plan->n_ways == 0) return nodes;
    const ccs_flow_chain_t chain = {.plan = plan,
        .flows = flows,
        .nodes = nodes,
        .harder = ccs_reader_array(self->reader, plan->n_nodes, sizeof *chain.harder),
        .scratch = ccs_reader_array(self->reader, ccs_flow_chain_scratch(plan), sizeof *chain.scratch)};

    if (self->reader->out_of_memory) return nodes;
    for (uint32_t i = 0; i < plan->n_call_flows; i++) ccs_flow_chain_solve(&chain, i, (ccs_flow_begin_t){.start_frac = 1});
    for (uint32_t i = 0; i < plan->n_types; i++) settle_type(&chain, &types[i]);
    make_feeds(self, &chain, plan, types);
    return nodes;
}
