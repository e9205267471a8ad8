/* load.c - loads by cell, then a greatest flow by augmenting ways. Invariant of the flow: what flows over the pairs of a group and what is
 * left of it are its agents; no pair carries less than nothing. Types are routed by priority, and no later way takes from a type what it
 * has, so that those who are served first are the last to be short. */
#include "load.h"

#include <math.h>
#include <string.h>

#include "agent.h"
#include "err.h"
#include "load_again.h"
#include "load_bot.h"
#include "load_chase.h"
#include "load_follow.h"
#include "load_seat.h"
#include "load_team.h"
#include "load_wait.h"
#include "source.h"

enum { NAMES_MAX = 8, IN_SHORTAGE = CCS_MAX_TYPES }; /* a mark beyond every shortage: not told which yet */

static const double TIGHT = 1e-9, ROOM = 4e-9, UNSERVED = 1e-6; /* shares */
static const double ROUNDING = 1e-9;                            /* Erlang */

/* --- customers who come again ------------------------------------------------------------------------------------------ */

/* Whether somebody who is not served never leaves. */
static bool is_endless(const ccs_load_t *self, uint32_t id)
{
    const ccs_type_t *const type = &self->plan->types[id];

    const bool comes = type->arrivals.n_rates > 0 || type->is_fed || (self->plan->handling && self->types[id].per_s > 0);

    return comes && (type->patience.kind == CCS_DISTRIBUTION_NONE || self->types[id].redial.frac >= 1);
}

/* --- loads in a cell --------------------------------------------------------------------------------------------------- */

static double factor_of(const ccs_load_t *self, const ccs_type_t *type)
{
    const ccs_chance_t chance = {.seed = self->seed, .replication = self->replication};

    return self->drawn ? ccs_factors_of_day(self->plan, type, &chance, 0) : 1;
}

/* What waits when the run begins is work for the first cell in which the type is open. */
static double backlog_of(const ccs_load_t *self, const ccs_type_t *type)
{
    const uint32_t id = (uint32_t) (type - self->plan->types);
    uint32_t first = 0;

    if (type->arrivals.backlog.n == 0) return 0;
    while (first < self->cell && !ccs_plan_is_served(self->plan, id, first)) first++;
    return first == self->cell && ccs_plan_is_served(self->plan, id, first) ? type->arrivals.backlog.n : 0;
}

/* Contacts of a type's source in the cell at hand. */
static double contacts_of(ccs_load_t *self, uint32_t id)
{
    const ccs_plan_t *const plan = self->plan;
    const ccs_type_t *const type = &plan->types[id];
    const ccs_cell_t *const cell = &plan->cells[self->cell];
    const uint32_t end = type->arrivals.first_rate + type->arrivals.n_rates;
    const double from_s = ccs_plan_asks_from_s(plan, type, self->cell);
    uint32_t *const first = &self->types[id].rate;
    double contacts = 0;

    if (from_s >= cell->end_s) return 0; /* the type is closed */
    while (*first < end && plan->rates[*first].end_s <= from_s) ++*first;
    for (uint32_t i = *first; i < end && plan->rates[i].start_s < cell->end_s; i++)
        contacts += plan->rates[i].per_s * (fmin(plan->rates[i].end_s, cell->end_s) - fmax(plan->rates[i].start_s, from_s));
    return contacts * factor_of(self, type);
}

/* What asks for an agent of a type, of those whom call flows send there too. @param harder  receives the mean factor on their talk time */
static double fed_by_flows(ccs_load_t *self, const ccs_type_t *type, double *harder)
{
    const ccs_plan_t *const plan = self->plan;
    double contacts = 0, weighted = 0;
    uint32_t n;
    const ccs_feed_t *const feeds = ccs_load_feeds(self, (uint32_t) (type - plan->types), &n);

    for (const ccs_feed_t *feed = feeds; feed < feeds + n; feed++) {
        const ccs_type_t *const from = &plan->types[feed->from];
        const double before = contacts_of(self, feed->from) * feed->frac;
        const double some =
            !ccs_plan_has_flow(from) ? before * (1 - ccs_plan_contained_frac(from, plan->cells[self->cell].start_s)) : before;

        contacts += some;
        weighted += some * feed->harder;
    }
    *harder = contacts > 0 ? weighted / contacts : 1;
    return contacts;
}

/* @param harder  as of fed_by_flows */
static double fresh_per_s(ccs_load_t *self, uint32_t id, double *harder)
{
    const ccs_type_t *const type = &self->plan->types[id];
    const ccs_cell_t *const cell = &self->plan->cells[self->cell];
    double contacts;

    *harder = 1;
    if (self->plan->n_call_flows > 0) contacts = fed_by_flows(self, type, harder);
    else contacts = contacts_of(self, id) * (1 - ccs_plan_contained_frac(type, cell->start_s));
    return (contacts + backlog_of(self, type)) / (cell->end_s - cell->start_s);
}

static double agents_of(const ccs_load_t *self, const ccs_group_t *group, const ccs_staff_step_t *step)
{
    const ccs_stream_t stream = ccs_stream_make(self->seed, group->name_hash, self->replication);

    return self->drawn ? ccs_agent_present(&stream, step) : step->agents * (1 - step->absent_frac);
}

static double mean_agents(ccs_load_t *self, uint32_t id)
{
    const ccs_plan_t *const plan = self->plan;
    const ccs_group_t *const group = &plan->groups[id];
    const ccs_cell_t *const cell = &plan->cells[self->cell];
    const uint32_t end = group->first_step + group->n_steps;
    uint32_t *const first = &self->step[id];
    double agent_s = 0;

    while (*first + 1 < end && plan->staff_steps[*first + 1].time_s <= cell->start_s) ++*first;
    for (uint32_t i = *first; i < end && plan->staff_steps[i].time_s < cell->end_s; i++) {
        const double until_s = i + 1 < end ? fmin(plan->staff_steps[i + 1].time_s, cell->end_s) : cell->end_s;

        agent_s += agents_of(self, group, &plan->staff_steps[i]) * (until_s - fmax(plan->staff_steps[i].time_s, cell->start_s));
    }
    return agent_s / (cell->end_s - cell->start_s);
}

/* Agents of groups that no type can reach take seats, and nothing else. */
static void fill_agents(ccs_load_t *self)
{
    for (uint32_t g = 0; g < self->plan->n_groups; g++) self->agents[g] = mean_agents(self, g);
    ccs_load_take_seats(self);
    for (uint32_t g = 0; g < self->plan->n_groups; g++)
        if (self->plan->groups[g].n_order == 0) self->agents[g] = 0;
}

static void fill_bots(ccs_load_t *self)
{
    for (uint32_t i = 0; self->bots && i < self->plan->n_types; i++)
        self->legs[i] = contacts_of(self, i); /* legs are counted later */
    ccs_load_fill_bots(self, self->legs);
}

/* At a team, of whose classes the pairs run from first to before end: where speeds differ, all its agents over what they finish in a second.
 * Where classes have skills of their own, what a contact takes of a class is measured by its pace; the least that it takes of one is what is
 * sure, and where nothing but speeds differs it is the same of all.
 * @param staffed  whether it has agents */
static double team_handle_s(const ccs_load_t *self, uint32_t first, uint32_t end, bool *staffed)
{
    double agents = 0, per_s = 0, least = INFINITY, most = 0, any = INFINITY;

    for (uint32_t p = first; p < end; p++) {
        const ccs_pair_t *const pair = &self->plan->pairs[p];
        const double start_s = self->plan->cells[self->cell].start_s, n = self->agents[pair->group];
        const double handle_s =
            (ccs_plan_handle_s(pair, start_s) + ccs_plan_not_ready_s(&self->plan->groups[pair->group], start_s) +
                ccs_ringing_agent_at_s(&self->plan->groups[pair->group].ring, start_s)) *
            self->pace[pair->group];

        any = fmin(any, handle_s);
        if (!(n > 0)) continue;
        agents += n;
        per_s += n / handle_s;
        least = fmin(least, handle_s);
        most = fmax(most, handle_s);
    }
    *staffed = agents > 0;
    if (!*staffed) return any;
    return least < most && !self->unlike[self->plan->groups[self->plan->pairs[first].group].team] ? agents / per_s : least;
}

/* At the fastest of the teams that have agents; at the fastest of all if none has. The pairs of a team stand together. */
static double least_s(const ccs_load_t *self, const ccs_type_t *type)
{
    const uint32_t end = type->routing.first_pair + type->routing.n_pairs;
    double staffed_s = INFINITY, any_s = INFINITY;

    for (uint32_t p = type->routing.first_pair, next; p < end; p = next) {
        bool staffed;

        for (next = p + 1; next < end && ccs_plan_team_of(self->plan, next) == ccs_plan_team_of(self->plan, p);) next++;
        const double handle_s = team_handle_s(self, p, next, &staffed);

        any_s = fmin(any_s, handle_s);
        if (staffed) staffed_s = fmin(staffed_s, handle_s);
    }
    return isinf(staffed_s) ? any_s : staffed_s;
}

/* What asks for an agent in the cell but for what follows from that in the same cell. */
static void fill_type(ccs_load_t *self, uint32_t id)
{
    ccs_load_type_t *const type = &self->types[id];
    double harder;
    const double fresh = fresh_per_s(self, id, &harder);

    type->least_s = least_s(self, &self->plan->types[id]) * harder;
    type->fresh_per_s = type->base_per_s = fresh;
    if (type->again_per_s) type->base_per_s += type->again_per_s[self->cell];
}

/* Agents who ask others are work of the type that they ask, beside its legs; their talks take as long whoever answers. */
static void add_asked(ccs_load_t *self, const double *per_s)
{
    ccs_load_consults(self->plan, per_s, self->plan->cells[self->cell].start_s, self->asked);
    for (uint32_t i = 0; i < self->plan->n_types; i++) {
        const double load = ccs_load_of(self, i) + self->asked[i].load;

        self->types[i].per_s += self->asked[i].per_s;
        if (self->asked[i].load > 0) self->types[i].least_s = load / self->types[i].per_s;
    }
}

/* Contacts become legs, each of which is work of the type that it is in. */
static void count_legs(ccs_load_t *self)
{
    const uint32_t n = self->plan->n_types;
    double *const per_s = self->legs;

    if (!self->plan->handling) return;
    for (uint32_t i = 0; i < n; i++) per_s[i] = self->types[i].came_per_s = self->types[i].per_s;
    ccs_load_legs(self->plan, per_s, per_s + n);
    for (uint32_t i = 0; i < n; i++) {
        self->types[i].per_s = per_s[i];
        self->types[i].least_s *= ccs_load_legs_length(self->plan, per_s, i, self->plan->cells[self->cell].start_s);
    }
    add_asked(self, per_s);
    ccs_load_add_waits(self, per_s + n);
    for (uint32_t i = 0; i < n; i++) per_s[i] = self->types[i].repeats_per_s;
    ccs_load_legs(self->plan, per_s, per_s + n);
    for (uint32_t i = 0; i < n; i++) self->types[i].repeats_per_s = per_s[i];
}

/* Who has come through another channel explains again what is the matter, once. */
static void add_explained(ccs_load_t *self)
{
    for (uint32_t i = 0; self->plan->switching && i < self->plan->n_types; i++)
        if (self->types[i].explain > 0) self->types[i].least_s += self->types[i].explain / self->types[i].per_s;
}

/* Who is not served tries again in this cell, which adds to its load. */
static void redial(ccs_load_t *self, uint32_t id)
{
    ccs_load_type_t *const type = &self->types[id];
    const double at_once = ccs_load_share_at_once(self, &type->redial);

    if (!(type->unserved > UNSERVED * ccs_load_of(self, id)) || at_once >= 1 - UNSERVED) return;
    const double more = type->unserved * at_once / (1 - at_once);

    type->unserved += more;
    type->per_s += more / type->least_s;
    type->repeats_per_s += more / type->least_s;
}

/* What follows in later cells from those who are served, and from the others. */
static void go_on(ccs_load_t *self, uint32_t id)
{
    ccs_load_type_t *const type = &self->types[id];
    const double unserved_per_s = type->unserved > 0 ? type->unserved / type->least_s : 0;

    const double served_per_s = !self->plan->handling ? type->per_s - unserved_per_s
        : type->per_s > 0                             ? type->came_per_s * (1 - unserved_per_s / type->per_s)
                                                      : 0;

    if (!type->again_per_s) return;
    ccs_load_send_on(self, id, true, fmax(0, served_per_s - type->chase_per_s));
    ccs_load_send_on(self, id, false, unserved_per_s);
}

/* --- the flow ---------------------------------------------------------------------------------------------------------- */

/* Look for a group with room, breadth first, back over what flows. @return it, or CCS_NONE: the types and groups seen are then of the cut */
static uint32_t search(ccs_load_t *self, uint32_t root)
{
    const ccs_plan_t *const plan = self->plan;
    uint32_t n_queue = 1;

    memset(self->back, 0xff, plan->n_types * sizeof *self->back); /* CCS_NONE */
    memset(self->from, 0xff, plan->n_groups * sizeof *self->from);
    self->back[root] = 0; /* not to be found again; the way ends there */
    self->queue[0] = root;
    for (uint32_t head = 0; head < n_queue; head++) {
        const ccs_type_t *const type = &plan->types[self->queue[head]];

        for (uint32_t p = type->routing.first_pair; p < type->routing.first_pair + type->routing.n_pairs; p++) {
            const uint32_t g = plan->pairs[p].group;
            const ccs_group_t *const group = &plan->groups[g];

            if (self->from[g] != CCS_NONE || self->full[g]) continue;
            self->from[g] = p;
            if (self->left[g] > 0) return g;
            for (uint32_t i = group->first_order; i < group->first_order + group->n_order; i++) {
                if (self->back[ccs_plan_order_type(plan, i)] != CCS_NONE || !(self->flow[plan->order_pairs[i]] > 0)) continue;
                self->back[ccs_plan_order_type(plan, i)] = plan->order_pairs[i];
                self->queue[n_queue++] = ccs_plan_order_type(plan, i);
            }
        }
    }
    return CCS_NONE;
}

/* The group before this one on the way that was found; CCS_NONE: the way begins at root. */
static uint32_t group_before(const ccs_load_t *self, uint32_t group, uint32_t root)
{
    const uint32_t type = self->plan->pairs[self->from[group]].type;

    return type == root ? CCS_NONE : self->plan->pairs[self->back[type]].group;
}

/* Move as much as the way from root to a group with room allows. @return how much */
static double push(ccs_load_t *self, uint32_t root, uint32_t group, double wanted)
{
    const ccs_pair_t *const pairs = self->plan->pairs;
    double most = fmin(wanted, self->left[group]);

    for (uint32_t g = group; group_before(self, g, root) != CCS_NONE; g = group_before(self, g, root))
        most = fmin(most, self->flow[self->back[pairs[self->from[g]].type]]);
    self->left[group] -= most;
    for (uint32_t g = group; g != CCS_NONE; g = group_before(self, g, root)) {
        const uint32_t type = pairs[self->from[g]].type;

        self->flow[self->from[g]] += most;
        if (type != root) self->flow[self->back[type]] -= most;
    }
    return most;
}

/* What a failed search has seen has no way to room, and will have none: no later way leads through it. */
static void mark_full(ccs_load_t *self)
{
    for (uint32_t i = 0; i < self->plan->n_types; i++) self->in_cut[i] = self->in_cut[i] || self->back[i] != CCS_NONE;
    for (uint32_t g = 0; g < self->plan->n_groups; g++) self->full[g] = self->full[g] || self->from[g] != CCS_NONE;
}

static void route_type(ccs_load_t *self, uint32_t id)
{
    const ccs_type_t *const type = &self->plan->types[id];
    const double load = self->types[id].defers && !self->overall ? 0 : ccs_load_of(self, id), enough = TIGHT * load;
    double rest = load;

    for (uint32_t p = type->routing.first_pair; p < type->routing.first_pair + type->routing.n_pairs && rest > 0;
         p++) { /* without a search */
        double *const left = &self->left[self->plan->pairs[p].group];

        self->flow[p] = fmin(rest, *left);
        *left -= self->flow[p];
        rest -= self->flow[p];
    }
    while (rest > enough) {
        const uint32_t group = search(self, id);

        if (group == CCS_NONE) {
            mark_full(self);
            self->types[id].unserved = rest;
            return;
        }
        rest -= push(self, id, group, rest);
    }
}

/* @param room  of the agents of each group, the share that there is @return whether everybody finds an agent */
static bool route(ccs_load_t *self, double room)
{
    const ccs_plan_t *const plan = self->plan;
    bool all = true;

    memset(self->flow, 0, plan->n_pairs * sizeof *self->flow);
    memset(self->in_cut, 0, plan->n_types * sizeof *self->in_cut);
    memset(self->full, 0, plan->n_groups * sizeof *self->full);
    for (uint32_t g = 0; g < plan->n_groups; g++) self->left[g] = self->capacity[g] * room;
    for (uint32_t i = 0; i < plan->n_types; i++) self->types[i].unserved = 0;
    for (uint32_t i = 0; i < plan->n_types; i++) {
        route_type(self, self->by_priority[i]);
        all = all && !(self->types[self->by_priority[i]].unserved > 0);
    }
    return all;
}

/* --- shortages --------------------------------------------------------------------------------------------------------- */

/* Some classes of a team may be faster or slower than all of it: the load is told as the time that these agents need for it. */
static void by_these_agents(ccs_shortage_t *self, double capacity)
{
    if (!(capacity > 0) || capacity == self->agents) return;
    self->load *= self->agents / capacity;
    self->repeats *= self->agents / capacity;
}

/* The types of the cut that share groups with this one, directly or through others of the cut, are one shortage. */
static void collect(ccs_load_t *self, uint32_t first, uint32_t id)
{
    const ccs_plan_t *const plan = self->plan;
    ccs_shortage_t *const out = &self->shortages[id];
    double capacity = 0;
    uint32_t n_queue = 1;

    *out = (ccs_shortage_t){0};
    self->part[first] = id;
    self->queue[0] = first;
    for (uint32_t head = 0; head < n_queue; head++) {
        const uint32_t t = self->queue[head];

        out->load += ccs_load_of(self, t);
        out->repeats += self->types[t].repeats_per_s * self->types[t].least_s;
        out->defers = out->defers || self->types[t].defers;
        out->endless = out->endless || is_endless(self, t);
        for (uint32_t p = plan->types[t].routing.first_pair;
             p < plan->types[t].routing.first_pair + plan->types[t].routing.n_pairs; p++) {
            const ccs_group_t *const group = &plan->groups[plan->pairs[p].group];

            if (self->from[plan->pairs[p].group] == id) continue;              /* counted */
            if (self->unlike[group->team] && group->max_agents == 0) continue; /* nobody is of this class: it joins no types */
            self->from[plan->pairs[p].group] = id;
            out->agents += self->agents[plan->pairs[p].group];
            capacity += self->capacity[plan->pairs[p].group];
            for (uint32_t i = group->first_order; i < group->first_order + group->n_order; i++) {
                if (self->part[ccs_plan_order_type(plan, i)] != IN_SHORTAGE) continue;
                self->part[ccs_plan_order_type(plan, i)] = id;
                self->queue[n_queue++] = ccs_plan_order_type(plan, i);
            }
        }
    }
    by_these_agents(out, capacity);
}

static void forget(ccs_load_t *self, uint32_t id)
{
    for (uint32_t i = 0; i < self->plan->n_types; i++)
        if (self->part[i] == id) self->part[i] = CCS_NONE;
}

/* In a steady state a load that equals the agents is too much as well, if somebody waits for ever. */
static bool is_short(const ccs_load_t *self, const ccs_shortage_t *shortage)
{
    if (self->overall && !shortage->defers) return false; /* told by interval */
    return shortage->load - shortage->agents > ROUNDING || (self->plan->mode == CCS_MODE_STEADY && shortage->endless);
}

static void find_shortages(ccs_load_t *self)
{
    const ccs_plan_t *const plan = self->plan;

    self->n_shortages = 0;
    for (uint32_t i = 0; i < plan->n_types; i++) self->part[i] = self->in_cut[i] ? IN_SHORTAGE : CCS_NONE;
    memset(self->from, 0xff, plan->n_groups * sizeof *self->from);
    for (uint32_t i = 0; i < plan->n_types; i++) {
        if (self->part[i] != IN_SHORTAGE) continue;
        collect(self, i, self->n_shortages);
        if (is_short(self, &self->shortages[self->n_shortages])) self->n_shortages++;
        else forget(self, self->n_shortages);
    }
}

/* --- lifecycle, the walk ----------------------------------------------------------------------------------------------- */

static int32_t priority_of(const ccs_load_t *self, uint32_t type)
{
    return ccs_plan_queue(self->plan, &self->plan->types[type])->priority;
}

static void order_by_priority(ccs_load_t *self)
{
    for (uint32_t n = 0; n < self->plan->n_types; n++) { /* by insertion: few types, once */
        uint32_t at = n;

        for (; at > 0 && priority_of(self, self->by_priority[at - 1]) < priority_of(self, n); at--)
            self->by_priority[at] = self->by_priority[at - 1];
        self->by_priority[at] = n;
    }
}

bool ccs_load_defers(const ccs_plan_t *plan, const ccs_type_t *type)
{
    return plan->mode == CCS_MODE_DAY && ccs_plan_queue(plan, type)->at_close == CCS_AT_CLOSE_CARRY &&
        type->patience.kind == CCS_DISTRIBUTION_NONE;
}

static int start_type(ccs_load_t *self, uint32_t id)
{
    const ccs_type_t *const type = &self->plan->types[id];
    ccs_load_type_t *const out = &self->types[id];
    double handle_s = INFINITY;

    for (uint32_t p = type->routing.first_pair; p < type->routing.first_pair + type->routing.n_pairs; p++)
        handle_s = fmin(handle_s, self->plan->pairs[p].mean_handle_s);
    out->rate = type->arrivals.first_rate;
    out->defers = ccs_load_defers(self->plan, type);
    out->reconnect = ccs_load_follow(&type->again.reconnect, (ccs_load_again_t){self->returns[id], self->returns[id]},
        type->ivr.contained_frac, handle_s);
    out->redial =
        ccs_load_follow(&type->again.redial, ccs_load_redials(self->plan, type), type->ivr.contained_frac, type->patience.mean);
    if (self->plan->mode == CCS_MODE_STEADY || (!(out->reconnect.frac + out->redial.frac > 0) && !ccs_plan_switches(self->plan)))
        return 0;
    out->again_per_s = ccs_arena_array(&self->arena, self->plan->n_cells, sizeof *out->again_per_s);
    return out->again_per_s ? 0 : CCS_ERR_NOMEM;
}

int ccs_load_init(ccs_load_t *self, const ccs_plan_t *plan)
{
    const size_t n_types = plan->n_types, n_groups = plan->n_groups;
    ccs_arena_t *const arena = &self->arena;

    *self = (ccs_load_t){.plan = plan};
    self->types = ccs_arena_array(arena, n_types, sizeof *self->types);
    self->agents = ccs_arena_array(arena, n_groups, sizeof *self->agents);
    self->seated = ccs_arena_array(arena, n_groups, sizeof *self->seated);
    self->agent_s = ccs_arena_array(arena, n_groups, sizeof *self->agent_s);
    self->speed = ccs_arena_array(arena, n_groups, sizeof *self->speed);
    self->pace = ccs_arena_array(arena, n_groups, sizeof *self->pace);
    self->capacity = ccs_arena_array(arena, n_groups, sizeof *self->capacity);
    self->capacity_s = ccs_arena_array(arena, n_groups, sizeof *self->capacity_s);
    self->unlike = ccs_arena_array(arena, plan->n_teams, sizeof *self->unlike);
    self->step = ccs_arena_array(arena, n_groups, sizeof *self->step);
    self->shortages = ccs_arena_array(arena, n_types, sizeof *self->shortages);
    self->part = ccs_arena_array(arena, n_types, sizeof *self->part);
    self->by_priority = ccs_arena_array(arena, n_types, sizeof *self->by_priority);
    self->flow = ccs_arena_array(arena, plan->n_pairs, sizeof *self->flow);
    self->left = ccs_arena_array(arena, n_groups, sizeof *self->left);
    self->back = ccs_arena_array(arena, n_types, sizeof *self->back);
    self->from = ccs_arena_array(arena, n_groups, sizeof *self->from);
    self->in_cut = ccs_arena_array(arena, n_types, sizeof *self->in_cut);
    self->full = ccs_arena_array(arena, n_groups, sizeof *self->full);
    self->queue = ccs_arena_array(arena, n_types, sizeof *self->queue);
    self->legs = ccs_arena_array(arena, 3 * n_types, sizeof *self->legs);
    self->asked = ccs_arena_array(arena, n_types, sizeof *self->asked);
    self->returns = ccs_arena_array(arena, n_types, sizeof *self->returns);
    if (!self->types || !self->agents || !self->seated || !self->agent_s || !self->step || !self->shortages || !self->part ||
        !self->by_priority || !self->flow || !self->left || !self->back || !self->from || !self->in_cut || !self->full ||
        !self->queue || !self->legs || !self->returns || !self->asked || !self->speed || !self->pace || !self->capacity ||
        !self->capacity_s || !self->unlike)
        return CCS_ERR_NOMEM;
    for (uint32_t g = 0; g < plan->n_groups; g++) self->step[g] = plan->groups[g].first_step;
    for (uint32_t i = 0; i < plan->n_types; i++)
        self->returns[i] = 1 - (1 - plan->types[i].again.frac[CCS_RETRY_ANSWERED]) / ccs_deferred_work(plan->deferred, i);
    ccs_load_legs_returns(plan, self->returns, self->legs);
    order_by_priority(self);
    if (ccs_load_start_bots(self) != 0) return CCS_ERR_NOMEM;
    ccs_load_start_teams(plan, self->unlike, self->speed);
    for (uint32_t i = 0; i < plan->n_types; i++)
        if (start_type(self, i) != 0) return CCS_ERR_NOMEM;
    return ccs_load_start_chases(self);
}

/* What the cell at hand adds to all hours together. */
static void add_up(ccs_load_t *self)
{
    const ccs_plan_t *const plan = self->plan;
    const double length_s = plan->cells[self->cell].end_s - plan->cells[self->cell].start_s;

    if (self->cell - plan->first_counted >= plan->n_counted) return;
    self->hours_s += length_s;
    for (uint32_t g = 0; g < plan->n_groups; g++) {
        self->agent_s[g] += self->agents[g] * length_s;
        self->capacity_s[g] += self->capacity[g] * length_s;
    }
    for (uint32_t i = 0; i < plan->n_types; i++) {
        ccs_load_type_t *const type = &self->types[i];
        const double load = ccs_load_of(self, i), served = load > 0 ? 1 - type->unserved / load : 1;

        type->contacts += served * type->per_s * length_s;
        type->repeats += served * type->repeats_per_s * length_s;
        type->work_s += served * load * length_s;
    }
}

bool ccs_load_overall(ccs_load_t *self)
{
    const ccs_plan_t *const plan = self->plan;
    bool any = false;

    self->overall = true;
    for (uint32_t g = 0; g < plan->n_groups; g++) {
        self->agents[g] = self->agent_s[g] / self->hours_s;
        self->capacity[g] = self->capacity_s[g] / self->hours_s;
    }
    for (uint32_t i = 0; i < plan->n_types; i++) {
        ccs_load_type_t *const type = &self->types[i];

        any = any || type->defers;
        type->per_s = (type->contacts - type->closed) / self->hours_s;
        type->repeats_per_s = type->repeats / self->hours_s;
        type->least_s = type->contacts > 0 ? type->work_s / type->contacts : 0;
    }
    if (!any || !(self->hours_s > 0)) return false;
    (void) route(self, 1 + ROOM);
    find_shortages(self);
    return true;
}

bool ccs_load_next(ccs_load_t *self)
{
    const ccs_plan_t *const plan = self->plan;

    while (self->next < plan->n_cells && !plan->cells[self->next].open) self->next++;
    if (self->next >= plan->n_cells) return false;
    self->cell = self->next;
    self->next = plan->mode == CCS_MODE_STEADY ? plan->n_cells : self->cell + 1;
    fill_agents(self);
    ccs_load_fill_capacity(plan, self->agents, self->speed, self->pace, self->capacity);
    fill_bots(self);
    for (uint32_t i = 0; i < plan->n_types; i++) fill_type(self, i);
    ccs_load_settle(self);
    ccs_load_chase(self);
    count_legs(self);
    add_explained(self);
    bool all = route(self, 1 + ROOM);

    if (all && plan->mode == CCS_MODE_STEADY) all = route(self, 1 - ROOM); /* a load that equals the agents is of interest, too */
    for (uint32_t i = 0; i < plan->n_types; i++) {
        if (!all) redial(self, i);
        go_on(self, i);
    }
    ccs_load_work_off(self);
    add_up(self);
    find_shortages(self);
    return true;
}

void ccs_load_replication(ccs_load_t *self, uint64_t seed, uint32_t replication)
{
    const ccs_plan_t *const plan = self->plan;

    CCS_BUG_IF(plan->mode != CCS_MODE_STEADY);
    self->drawn = true;
    self->seed = seed;
    self->replication = replication;
    self->next = 0;
    for (uint32_t g = 0; g < plan->n_groups; g++) {
        self->step[g] = plan->groups[g].first_step;
        self->seated[g] = 0;
    }
    for (uint32_t i = 0; i < plan->n_types; i++) self->types[i].rate = plan->types[i].arrivals.first_rate;
    (void) ccs_load_next(self);
}

bool ccs_load_has_group(const ccs_load_t *self, uint32_t shortage, uint32_t group)
{
    const ccs_group_t *const g = &self->plan->groups[group];

    for (uint32_t i = g->first_order; i < g->first_order + g->n_order; i++)
        if (self->part[ccs_plan_order_type(self->plan, i)] == shortage) return true;
    return false;
}

/* Names as they come, cut after a few. */
static const char *join(const char *text, const char *name, uint32_t n, ccs_arena_t *arena)
{
    if (!text || n > NAMES_MAX) return text;
    return n == NAMES_MAX ? ccs_arena_printf(arena, "%s, ...", text)
                          : ccs_arena_printf(arena, "%s%s%s", text, n ? ", " : "", name);
}

const char *ccs_load_types(const ccs_load_t *self, uint32_t shortage, ccs_arena_t *arena)
{
    const char *text = "";
    uint32_t n = 0;

    for (uint32_t i = 0; i < self->plan->n_types; i++)
        if (self->part[i] == shortage) text = join(text, self->plan->types[i].name, n++, arena);
    return text;
}

const char *ccs_load_groups(const ccs_load_t *self, uint32_t shortage, ccs_arena_t *arena)
{
    const char *text = "";
    uint32_t n = 0;

    for (uint32_t t = 0; t < self->plan->n_teams; t++) {
        const ccs_group_t *const team = &self->plan->teams[t];
        bool has = false;

        for (uint32_t k = 0; k < team->n_classes; k++) has = has || ccs_load_has_group(self, shortage, team->first_class + k);
        if (has) text = join(text, team->name, n++, arena);
    }
    return text;
}

void ccs_load_free(ccs_load_t *self)
{
    if (!self) return;
    ccs_arena_free(&self->arena);
    *self = (ccs_load_t){0};
}
