/** @file in_flow.h  Further: contacts in call flows. A contact holds a port from its entry until it leaves the flow, and at each node a way out is drawn as it comes. */
#ifndef CCS_AHEAD_IN_FLOW_H
#define CCS_AHEAD_IN_FLOW_H

#include "again.h"
#include "gauge.h"
#include "line.h"

enum { TURNS = 1024 }; /* that the counter of draws tells apart */

static inline ccs_path_t *path_of(const ccs_flow_t *f, const ccs_contact_t *c)
{
    return &f->world.paths[c - f->world.contacts.at];
}

static inline const ccs_node_way_t *way_of(const ccs_flow_t *f, const ccs_contact_t *c)
{
    return &f->world.plan->ways[path_of(f, c)->way];
}

static inline double *now_node(const ccs_flow_t *f, uint32_t node)
{
    return ccs_facts_node(&f->facts, f->world.period, node);
}

static inline double *now_bot(const ccs_flow_t *f, uint32_t node)
{
    return ccs_facts_bot(&f->facts, f->world.period, node);
}

/* The facts of a contact's type, of the period in which the contact has come. */
static inline double *path_row(const ccs_flow_t *f, const ccs_contact_t *c)
{
    return ccs_facts_path(&f->facts, c->counts_at / f->facts.size, c->type);
}

/* An attempt has been in no flow yet. */
static inline void begin_path(ccs_flow_t *f, uint32_t id)
{
    if (FURTHER && f->world.paths) f->world.paths[id] = (ccs_path_t){.harder = 1, .came_as = f->world.contacts.at[id].type};
}

/* What the talk with the contact takes more than with one that has not been in a flow. */
static inline double harder_of(const ccs_flow_t *f, const ccs_contact_t *c)
{
    return f->world.paths ? path_of(f, c)->harder : 1;
}

/* ---- a node --------------------------------------------------------------------------------------------------------------------- */

static double draw_in_flow(const ccs_flow_t *f, const ccs_contact_t *c, uint16_t step, enum ccs_purpose purpose)
{
    const bool kept = purpose == CCS_PURPOSE_CONTAINED && c->flags & CCS_CONTACT_KEPT;
    const ccs_stream_at_t at = {.index = c->index, .attempt = kept ? 0 : c->attempt, .turn = path_of(f, c)->turn, .step = step};

    return ccs_stream_draw_in(&source_of(f, c)->stream, &at, purpose);
}

/* All sessions of the node are in use. */
static inline bool has_no_session(const ccs_flow_t *f, uint32_t node)
{
    return f->world.n_sessions[node] >= f->world.plan->nodes[node].sessions;
}

/* A way, and its share as it is now. */
typedef struct {
    const ccs_node_way_t *way;
    double from_frac, upto_frac;
} drawn_way_t;

static drawn_way_t draw_way(const ccs_flow_t *f, const ccs_node_t *node, double u)
{
    const ccs_node_way_t *way = &f->world.plan->ways[node->first_way];
    const ccs_way_shares_t *const shares = &node->over_time;

    if (!shares->course) {
        while (u >= way->upto_frac) way++;
        return (drawn_way_t){way, way->from_frac, way->upto_frac};
    }
    const double *const upto = &shares->upto_frac[(size_t) ccs_course_at(shares->course, f->world.now_s) * shares->n_ways];
    uint32_t i = 0;

    while (u >= upto[i]) i++;
    return (drawn_way_t){way + i, i > 0 ? upto[i - 1] : 0, upto[i]};
}

/* The way that the contact will take, whose place within the way's share says when it hangs up, asks for an agent or is left alone. @return time at the node */
static double node_time_s(ccs_flow_t *f, const ccs_contact_t *c, uint32_t id)
{
    const ccs_plan_t *const plan = f->world.plan;
    const ccs_node_t *const node = &plan->nodes[id];

    if (has_no_session(f, id)) {
        path_of(f, c)->way = node->no_session;
        return 0;
    }
    const double u = draw_in_flow(f, c, node->draws, CCS_PURPOSE_CONTAINED);
    const drawn_way_t drawn = draw_way(f, node, u);
    const ccs_node_way_t *const way = drawn.way;

    path_of(f, c)->way = (uint32_t) (way - plan->ways);
    double time_s = node->latency_s;

    if (node->time.kind != CCS_DISTRIBUTION_NONE)
        time_s += as_now(f, &node->time, ccs_distribution_at(&node->time, draw_in_flow(f, c, node->draws, CCS_PURPOSE_IVR_TIME)));
    if (!ccs_outcome_cuts_short(way->outcome)) return time_s;
    return time_s * (u - drawn.from_frac) / (drawn.upto_frac - drawn.from_frac);
}

static void begin_node(ccs_flow_t *f, ccs_contact_t *c, uint32_t id, double time_s)
{
    ccs_world_t *const w = &f->world;

    c->state = CCS_CONTACT_IVR;
    w->n_in_ivr[c->type]++;
    book(f, &now_row(f, c->type)[CCS_FACT_ivr_area], 1);
    ccs_facts_at(&f->facts, c->counts_at)[CCS_FACT_ivr] += time_s;
    now_node(f, id)[CCS_FACT_visits] += !path_of(f, c)->has_waited;
    path_of(f, c)->has_waited = false;
    if (way_of(f, c)->outcome == CCS_OUTCOME_NO_SESSION) {
        note_number(f, CCS_MOMENT_no_session, c, id);
        return;
    }
    if (w->plan->nodes[id].sessions != CCS_NONE) w->n_sessions[id]++;
    now_node(f, id)[CCS_FACT_sessions] += w->plan->nodes[id].has_sessions;
    if (w->plan->nodes[id].waits) now_bot(f, id)[CCS_FACT_queued_sessions]++;
    note_number(f, CCS_MOMENT_node, c, id);
}

/* Who goes through a node whose ways depend on conditions takes the first one that holds now. */
static void choose_way(ccs_flow_t *f, const ccs_contact_t *c, uint32_t id)
{
    const ccs_plan_t *const plan = f->world.plan;
    const ccs_node_t *const node = &plan->nodes[id];
    const ccs_candidate_t it = {.world = &f->world,
        .contact = (uint32_t) (c - f->world.contacts.at),
        .agent = CCS_NONE,
        .pair = CCS_NONE};
    uint32_t way = node->first_way;

    if (node->n_when == 0 || way_of(f, c)->outcome != CCS_OUTCOME_ON) return;
    while (way < node->first_way + node->n_when && !ccs_condition_holds(plan->ways[way].when, &it)) way++;
    path_of(f, c)->way = way;
}

static void count_outcome(double *row, enum ccs_outcome outcome)
{
    switch (outcome) {
    case CCS_OUTCOME_ON: return;
    case CCS_OUTCOME_SUCCESS: row[CCS_FACT_successes]++; return;
    case CCS_OUTCOME_FALSE_SUCCESS: row[CCS_FACT_false_successes]++; return;
    case CCS_OUTCOME_FAILURE: row[CCS_FACT_failures]++; return;
    case CCS_OUTCOME_MISROUTE: row[CCS_FACT_misroutes]++; return;
    case CCS_OUTCOME_ZERO_OUT: row[CCS_FACT_zero_outs]++; return;
    case CCS_OUTCOME_GIVE_UP:
    case CCS_OUTCOME_HANG_UP: row[CCS_FACT_hang_ups]++; return;
    case CCS_OUTCOME_BREAK: row[CCS_FACT_session_failures]++; return;
    case CCS_OUTCOME_NO_SESSION: row[CCS_FACT_no_session]++; return;
    }
}

/* What leaving the node for good means for contact and type. */
static void count_way_out(ccs_flow_t *f, const ccs_contact_t *c, const ccs_node_way_t *way, double *row)
{
    const ccs_path_t *const path = path_of(f, c);
    const double in_flow_s = f->world.now_s - path->began_s;

    switch (way->leads) {
    case CCS_LEADS_NODE: return;
    case CCS_LEADS_QUEUE:
        row[CCS_FACT_to_queue]++;
        note(f, path->is_before ? CCS_MOMENT_contacts : CCS_MOMENT_ivr_end, c, in_flow_s);
        return;
    case CCS_LEADS_END:
        row[CCS_FACT_ended]++;
        row[CCS_FACT_ended_false] += path->is_false;
        ccs_facts_at(&f->facts, c->counts_at)[CCS_FACT_contained]++;
        path_row(f, c)[CCS_FACT_contained_false] += path->is_false;
        note(f, CCS_MOMENT_contained, c, in_flow_s);
        return;
    case CCS_LEADS_AWAY:
        if (way->outcome != CCS_OUTCOME_HANG_UP && way->outcome != CCS_OUTCOME_GIVE_UP) row[CCS_FACT_hang_ups]++;
        path_row(f, c)[CCS_FACT_hung_up]++;
        note(f, CCS_MOMENT_hung_up, c, in_flow_s);
        return;
    }
}

/* The contact leaves the node by its way. @param stayed_s  there, without a wait for a session */
static void leave_node(ccs_flow_t *f, const ccs_contact_t *c, uint32_t id, double stayed_s)
{
    ccs_path_t *const path = path_of(f, c);
    const ccs_node_way_t *const way = way_of(f, c);
    double *const row = now_node(f, id);

    row[CCS_FACT_stays]++;
    row[CCS_FACT_stay] += stayed_s;
    ccs_facts_way(&f->facts, f->world.period, path->way)[CCS_FACT_left]++;
    count_outcome(row, way->outcome);
    path->is_false = path->is_false || way->outcome == CCS_OUTCOME_FALSE_SUCCESS;
    path->harder *= way->harder;
    path->turn = (uint16_t) ((path->turn + way->goes_back) % TURNS);
    count_way_out(f, c, way, row);
}

static void end_node(ccs_flow_t *f, const ccs_contact_t *c, uint32_t id, double lasted_s, enum ccs_exit_kind how)
{
    const ccs_node_way_t *const way = way_of(f, c);

    (void) how;
    f->world.n_in_ivr[c->type]--;
    book(f, &now_row(f, c->type)[CCS_FACT_ivr_area], -1);
    if (way->outcome == CCS_OUTCOME_BREAK) note_number(f, CCS_MOMENT_session_failed, c, id);
    if (f->world.plan->nodes[id].sessions != CCS_NONE && way->outcome != CCS_OUTCOME_NO_SESSION) f->world.n_sessions[id]--;
    leave_node(f, c, id, lasted_s);
}

/* ---- the flow ------------------------------------------------------------------------------------------------------------------- */

/* A contact takes a port of the flow, or gives it back. */
static void change_ports(ccs_flow_t *f, uint32_t flow, int delta)
{
    f->world.n_ports[flow] += (uint32_t) delta;
    book(f, &ccs_facts_flow(&f->facts, f->world.period, flow)[CCS_FACT_port_area], delta);
}

/* The queue of another type is that of the contact now, whose laws it has from here on; its numbers stay those of its issue. */
static void become(ccs_flow_t *f, ccs_contact_t *c, uint32_t type)
{
    path_row(f, c)[CCS_FACT_sent]++;
    note_number(f, CCS_MOMENT_sent, c, type);
    c->type = (uint16_t) type;
    c->talk = draw_of(f, c, CCS_PURPOSE_TALK, c->flags & CCS_CONTACT_KEPT ? 0 : c->attempt);
    ccs_facts_path(&f->facts, f->world.period, type)[CCS_FACT_received]++;
}

/* @param type  whose queue it is; CCS_NONE: that by which the contact has come */
static void choose_queue(ccs_flow_t *f, ccs_contact_t *c, uint32_t type)
{
    if (type != CCS_NONE && type != c->type) become(f, c, type);
    c->queue = (uint16_t) f->world.plan->types[c->type].queue;
}

static void come_to_door(ccs_flow_t *f, uint32_t id); /* arrive.h */

/* The customer has looked at pages first, and contacts now, as whatever type the contact has become. */
CCS_APART static void contact(ccs_flow_t *f, uint32_t id)
{
    ccs_contact_t *const c = &f->world.contacts.at[id];

    path_of(f, c)->is_before = false;
    path_of(f, c)->came_as = c->type;
    if (has_legs(f)) move_journey(f, id, c->type);
    c->flags &= (uint16_t) ~CCS_CONTACT_NO_LINE;
    come_to_door(f, id);
}

/* The flow is within hours of its own. */
static inline bool is_in_hours(const ccs_call_flow_t *flow, double time_s)
{
    return !flow->hours || ccs_course_at(flow->hours, time_s) > 0;
}

/* When the hours of the flow begin or end next. */
static double hours_change_s(const ccs_call_flow_t *flow, double time_s)
{
    if (!flow->hours) return (double) INFINITY;
    const uint32_t next = ccs_course_piece_at(flow->hours, time_s) + 1;

    return next < flow->hours->n ? flow->hours->pieces[next].from_s : (double) INFINITY;
}

/* When the type, which is open or closed, opens next, and the flow is within its hours; INFINITY: not before the run ends. */
static double next_opening_s(const ccs_world_t *w, const ccs_call_flow_t *flow, uint32_t type)
{
    const ccs_plan_t *const plan = w->plan;
    bool was_open = ccs_plan_is_served(plan, type, w->cell) && is_in_hours(flow, w->now_s);

    for (uint32_t cell = w->cell; cell < plan->n_cells; cell++)
        for (double at_s = fmax(plan->cells[cell].start_s, w->now_s); at_s < plan->cells[cell].end_s;
             at_s = hours_change_s(flow, at_s)) {
            const bool is_open = ccs_plan_is_served(plan, type, cell) && is_in_hours(flow, at_s);

            if (is_open && !was_open) return at_s;
            was_open = is_open;
        }
    return (double) INFINITY;
}

/* The customer has been told to come when it is open. @return false: it does not open again */
static bool comes_when_open(ccs_flow_t *f, uint32_t id)
{
    ccs_contact_t *const c = &f->world.contacts.at[id];
    const double at_s = next_opening_s(&f->world, &f->world.plan->call_flows[path_of(f, c)->flow], again_as(f, id));

    if (isinf(at_s)) return false;
    retry_after(f, id, CCS_RETRY_BLOCKED, at_s - f->world.now_s);
    cancel_timer(f, id);
    set_timer(f, id, at_s, CCS_EV_repeat); /* to the moment, whatever a sum is rounded to */
    c->flags |= CCS_CONTACT_BOUNCED;
    return true;
}

/* The customer, whom the flow of a node has lost, or who took it for served, comes back through it. @return whether so */
static bool comes_back(ccs_flow_t *f, uint32_t id, uint32_t node, enum ccs_exit_kind how)
{
    const ccs_plan_t *const plan = f->world.plan;
    ccs_contact_t *const c = &f->world.contacts.at[id];
    const ccs_come_back_t *const back = &plan->call_flows[plan->nodes[node].flow].come_back;
    const double frac = how == CCS_EXIT_LOST ? share_now(f, back->hang_up_course, back->hang_up_frac)
        : path_of(f, c)->is_false            ? share_now(f, back->false_course, back->false_frac)
                                             : 0;
    double delay_s = 0;

    if (c->attempt == UINT16_MAX) return false;
    if (way_of(f, c)->at_opening) return comes_when_open(f, id);
    if (!(frac > 0)) return false;
    if (draw_in_flow(f, c, back->draws, CCS_PURPOSE_RECONNECT) >= frac) return false;
    if (back->delay.kind != CCS_DISTRIBUTION_NONE)
        delay_s = as_now(f, &back->delay,
            ccs_distribution_at(&back->delay, draw_in_flow(f, c, back->draws, CCS_PURPOSE_RECONNECT_DELAY)));
    retry_after(f, id, CCS_RETRY_BLOCKED, delay_s);
    c->flags |= CCS_CONTACT_BOUNCED;
    return true;
}

#endif
