/* world.c - the state of a replication. Every count in it can be rebuilt from contacts and agents: ccs_world_verify does. */
#include "world.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "backlog.h"
#include "err.h"
#include "rules.h"
#include "time_axis.h"

/* Fresh contacts at the busiest moment of the plan, from which the calendar takes its first width: of the widths tried on W1 and W2 the
 * best was 0.2 to 0.4 of the time between contacts. */
static double peak_contacts_per_s(const ccs_plan_t *plan)
{
    double per_s = 0;

    for (uint32_t type = 0; type < plan->n_types; type++) {
        const ccs_type_t *const t = &plan->types[type];
        double peak = 0;

        for (uint32_t i = t->arrivals.first_rate; i < t->arrivals.first_rate + t->arrivals.n_rates; i++)
            peak = fmax(peak, plan->rates[i].per_s);
        per_s += peak;
    }
    return fmax(per_s, 1e-3);
}

/* Queues whose front is looked at from time to time. */
static uint32_t n_looked_at(const ccs_plan_t *plan)
{
    return plan->rules && plan->rules->n_stages > 0 ? plan->n_queues : 0;
}

static bool keeps_given(const ccs_plan_t *plan)
{
    return plan->rules && plan->rules->keeps_given;
}

static bool keeps_recent(const ccs_plan_t *plan)
{
    return plan->rules && plan->rules->keeps_recent;
}

/* What rules of routing keep beside. @return whether there was memory */
static bool make_kept(ccs_world_t *self)
{
    const ccs_plan_t *const plan = self->plan;

    self->look_s = ccs_arena_array(&self->arena, n_looked_at(plan), sizeof *self->look_s);
    if (keeps_given(plan)) self->given = ccs_arena_array(&self->arena, plan->n_pairs, sizeof *self->given);
    if (keeps_recent(plan)) self->recent = ccs_arena_array(&self->arena, plan->n_types, sizeof *self->recent);
    if (plan->counts_today) self->n_before_today = ccs_arena_array(&self->arena, plan->n_types, sizeof *self->n_before_today);
    return self->look_s && (self->n_before_today || !plan->counts_today) && (self->given || !keeps_given(plan)) &&
        (self->recent || !keeps_recent(plan));
}

/* @return 0 or CCS_ERR_NOMEM */
static int make_rulings(ccs_world_t *self)
{
    const ccs_plan_t *const plan = self->plan;

    if (plan->n_intraday == 0) return 0;
    self->rulings = ccs_arena_array(&self->arena, plan->n_intraday, sizeof *self->rulings);
    self->n_by_schedule = ccs_arena_array(&self->arena, plan->n_groups, sizeof *self->n_by_schedule);
    for (uint32_t i = 0; i < plan->n_intraday; i++) self->looks_always = self->looks_always || !(plan->intraday[i].every_s > 0);
    return self->rulings && self->n_by_schedule ? 0 : CCS_ERR_NOMEM;
}

static void reset_rulings(ccs_world_t *self, uint64_t seed, uint32_t replication)
{
    const ccs_plan_t *const plan = self->plan;

    self->n_moving = self->n_askings = 0;
    for (uint32_t i = 0; i < plan->n_intraday; i++)
        self->rulings[i] = (ccs_ruling_t){.stream = ccs_stream_make(seed, plan->intraday[i].name_hash, replication)};
    for (uint32_t group = 0; self->n_by_schedule && group < plan->n_groups; group++) self->n_by_schedule[group] = 0;
}

static void reset_kept(ccs_world_t *self)
{
    const ccs_plan_t *const plan = self->plan;

    self->n_given = 0;
    for (uint32_t queue = 0; queue < n_looked_at(plan); queue++) self->look_s[queue] = INFINITY;
    for (uint32_t pair = 0; self->given && pair < plan->n_pairs; pair++) self->given[pair] = (ccs_given_t){0};
    for (uint32_t type = 0; self->recent && type < plan->n_types; type++) self->recent[type] = (ccs_recent_t){.in_time = 1};
}

/* @return how many timers there are without those of contacts */
static uint32_t number_timers(ccs_world_t *self)
{
    const ccs_plan_t *const plan = self->plan;
    const uint32_t n_of[CCS_N_OWNERS] = {[CCS_OWNER_replication] = 1,
        [CCS_OWNER_type] = plan->n_types,
        [CCS_OWNER_group] = plan->n_groups,
        [CCS_OWNER_agent] = plan->n_agents,
        [CCS_OWNER_queue] = n_looked_at(plan),
        [CCS_OWNER_rule] = plan->n_intraday,
        [CCS_OWNER_pause] = ccs_plan_goes_not_ready(plan) ? plan->n_agents : 0,
        [CCS_OWNER_outage] = plan->n_outages};
    uint32_t n = 0;

    for (uint32_t owner = 0; owner < CCS_N_OWNERS; n += n_of[owner++]) self->first_timer[owner] = n;
    return n;
}

/* What is remembered of contacts, by their ids, follows their pool when that grows.
 * @return the array; out of memory, which *ret says, the old one */
static void *follow(const ccs_world_t *self, bool is_remembered, void *array, size_t each, int *ret)
{
    if (!is_remembered || self->contacts.size == 0) return array;
    void *const grown = realloc(array, self->contacts.size * each);

    if (!grown) *ret = CCS_ERR_NOMEM;
    return grown ? grown : array;
}

static int reserve_remembered(ccs_world_t *self)
{
    const ccs_plan_t *const plan = self->plan;
    int ret = 0;

    self->journeys = follow(self, plan->handling != NULL, self->journeys, sizeof *self->journeys, &ret);
    self->predicted_s = follow(self, ccs_plan_predicts(plan), self->predicted_s, sizeof *self->predicted_s, &ret);
    self->waiting = follow(self, ccs_plan_announces(plan), self->waiting, sizeof *self->waiting, &ret);
    self->talks = follow(self, ccs_plan_pauses(plan), self->talks, sizeof *self->talks, &ret);
    self->served_by = follow(self, ccs_plan_sticks(plan), self->served_by, sizeof *self->served_by, &ret);
    self->rung = follow(self, ccs_plan_rings(plan), self->rung, sizeof *self->rung, &ret);
    self->paths = follow(self, plan->n_call_flows > 0, self->paths, sizeof *self->paths, &ret);
    return ret;
}

/* Levels of pairs that few plans have. @return 0 or CCS_ERR_NOMEM */
static int make_pauses(ccs_world_t *self)
{
    const bool pauses = ccs_plan_pauses(self->plan), stays = ccs_plan_stays(self->plan);

    if (pauses) self->n_in_setup = ccs_arena_array(&self->arena, self->plan->n_pairs, sizeof *self->n_in_setup);
    if (pauses) self->n_on_hold = ccs_arena_array(&self->arena, self->plan->n_pairs, sizeof *self->n_on_hold);
    if (stays) self->n_in_company = ccs_arena_array(&self->arena, self->plan->n_pairs, sizeof *self->n_in_company);
    return (!pauses || (self->n_in_setup && self->n_on_hold)) && (!stays || self->n_in_company) ? 0 : CCS_ERR_NOMEM;
}

static int reserve_timers(ccs_world_t *self)
{
    return ccs_calendar_reserve(self->calendar, self->first_timer[CCS_OWNER_contact] + self->contacts.size);
}

/* As many as there are contacts may wait in any one queue. @return 0 or CCS_ERR_NOMEM */
static int reserve_lots(ccs_world_t *self)
{
    int ret = 0;

    for (uint32_t queue = 0; self->lots && queue < self->plan->n_queues; queue++)
        if (self->plan->queues[queue].order == CCS_ORDER_SIRO) CCS_TRY(ccs_lots_reserve(&self->lots[queue], self->contacts.size));
out:
    return ret;
}

/* @return 0 or CCS_ERR_NOMEM */
static int make_recent_waits(ccs_world_t *self)
{
    const ccs_plan_t *const plan = self->plan;
    bool any = false;

    for (uint32_t i = 0; i < plan->n_types; i++) any = any || ccs_prediction_remembers(&plan->types[i].prediction);
    if (!any) return 0;
    self->recent_waits = ccs_arena_array(&self->arena, plan->n_types, sizeof *self->recent_waits);
    for (uint32_t i = 0; self->recent_waits && i < plan->n_types; i++) {
        const ccs_prediction_t *const prediction = &plan->types[i].prediction;
        ccs_recent_waits_t *const recent = &self->recent_waits[i];

        if (!ccs_prediction_remembers(prediction)) continue;
        recent->size = prediction->by == CCS_PREDICTOR_LAST_WAIT ? 1 : prediction->n_waits;
        recent->at = ccs_arena_array(&self->arena, recent->size, sizeof *recent->at);
        if (!recent->at) return CCS_ERR_NOMEM;
    }
    return self->recent_waits ? 0 : CCS_ERR_NOMEM;
}

static ccs_at_work_t *make_at_work(const ccs_plan_t *plan, ccs_arena_t *arena)
{
    ccs_at_work_t *const at_work = ccs_arena_array(arena, plan->n_groups, sizeof *at_work);

    for (uint32_t group = 0; at_work && group < plan->n_groups; group++) {
        const uint32_t capacity = plan->groups[group].capacity;

        at_work[group].capacity = capacity;
        at_work[group].with_room = ccs_arena_array(arena, capacity - 1, sizeof *at_work[group].with_room);
        if (!at_work[group].with_room) return NULL;
    }
    return at_work;
}

int ccs_world_init(ccs_world_t *self, const ccs_plan_t *plan)
{
    int ret = CCS_ERR_NOMEM;

    *self = (ccs_world_t){.plan = plan,
        .shares = ccs_plan_shares_agents(plan),
        .goes_not_ready = ccs_plan_goes_not_ready(plan),
        .varies = ccs_plan_varies(plan),
        .calls_back = ccs_plan_calls_back(plan),
        .n_cut_at_once = ccs_plan_cut_at_once(plan)};
    self->calendar = ccs_calendar_new(peak_contacts_per_s(plan), number_timers(self));
    self->queues = ccs_arena_array(&self->arena, plan->n_queues, sizeof *self->queues);
    if (ccs_plan_draws_lots(plan)) self->lots = ccs_arena_array(&self->arena, plan->n_queues, sizeof *self->lots);
    if (ccs_plan_goes_by_due(plan)) self->due_last = ccs_arena_array(&self->arena, plan->n_queues, sizeof *self->due_last);
    self->n_retrying = ccs_arena_array(&self->arena, plan->n_types, sizeof *self->n_retrying);
    self->n_in_ivr = ccs_arena_array(&self->arena, plan->n_types, sizeof *self->n_in_ivr);
    self->sources = ccs_arena_array(&self->arena, plan->n_types, sizeof *self->sources);
    self->groups = ccs_arena_array(&self->arena, plan->n_groups, sizeof *self->groups);
    self->off_duty = ccs_arena_array(&self->arena, plan->n_groups, sizeof *self->off_duty);
    self->at_work = make_at_work(plan, &self->arena);
    self->agents = ccs_arena_array(&self->arena, plan->n_agents, sizeof *self->agents);
    if (plan->n_persons > 0) self->duties = ccs_arena_array(&self->arena, plan->n_agents, sizeof *self->duties);
    self->n_planned_off = ccs_arena_array(&self->arena, plan->n_offs, sizeof *self->n_planned_off);
    self->n_off = ccs_arena_array(&self->arena, plan->n_offs, sizeof *self->n_off);
    self->n_talking = ccs_arena_array(&self->arena, plan->n_pairs, sizeof *self->n_talking);
    self->n_wrapping = ccs_arena_array(&self->arena, plan->n_pairs, sizeof *self->n_wrapping);
    if (ccs_plan_sticks(plan)) self->held = ccs_arena_array(&self->arena, plan->n_agents, sizeof *self->held);
    self->n_held = ccs_arena_array(&self->arena, plan->n_types, sizeof *self->n_held);
    self->n_ringing = ccs_arena_array(&self->arena, plan->n_pairs, sizeof *self->n_ringing);
    self->trunks = ccs_arena_array(&self->arena, plan->n_trunks, sizeof *self->trunks);
    self->n_at_node = ccs_arena_array(&self->arena, plan->n_nodes, sizeof *self->n_at_node);
    self->n_ports = ccs_arena_array(&self->arena, plan->n_call_flows, sizeof *self->n_ports);
    self->n_sessions = ccs_arena_array(&self->arena, plan->n_nodes, sizeof *self->n_sessions);
    if (!self->calendar || !self->queues || (ccs_plan_draws_lots(plan) && !self->lots) ||
        (ccs_plan_goes_by_due(plan) && !self->due_last) || !self->n_retrying || !self->n_in_ivr || !self->sources ||
        !self->groups || !self->off_duty || !self->at_work || !self->agents || (plan->n_persons > 0 && !self->duties) ||
        !self->n_planned_off || !self->n_off || !self->n_talking || !self->n_wrapping || !self->n_ringing || !self->n_held ||
        (ccs_plan_sticks(plan) && !self->held) || !self->trunks || !make_kept(self) || !self->n_at_node || !self->n_ports ||
        !self->n_sessions)
        goto out;
    for (uint32_t type = 0; type < plan->n_types; type++)
        CCS_TRY(ccs_source_init(&self->sources[type], plan, type, &self->arena));
    CCS_TRY(make_recent_waits(self));
    CCS_TRY(make_pauses(self));
    CCS_TRY(make_rulings(self));
    CCS_TRY(ccs_callbacks_init(&self->callbacks, plan, &self->arena));
    CCS_TRY(ccs_outages_init(&self->outages, plan, &self->arena));
    CCS_TRY(ccs_contacts_init(&self->contacts));
    CCS_TRY(reserve_remembered(self));
    CCS_TRY(reserve_lots(self));
    ret = reserve_timers(self);
out:
    return ret;
}

void ccs_world_free(ccs_world_t *self)
{
    if (!self) return;
    ccs_calendar_delete(self->calendar);
    for (uint32_t queue = 0; self->lots && queue < self->plan->n_queues; queue++) ccs_lots_free(&self->lots[queue]);
    free(self->predicted_s);
    free(self->rung);
    free(self->served_by);
    free(self->paths);
    free(self->waiting);
    ccs_contacts_free(&self->contacts);
    free(self->journeys);
    free(self->talks);
    ccs_arena_free(&self->arena);
    *self = (ccs_world_t){0};
}

static void reset_at_work(ccs_at_work_t *self)
{
    const ccs_agent_list_t nobody = {.head = CCS_NONE, .tail = CCS_NONE};

    for (uint32_t room = 1; room < self->capacity; room++) self->with_room[room - 1] = nobody;
    self->leaving = self->not_ready = self->stopped = nobody;
    self->n_with_room = self->n_beside = 0;
}

static void reset_group(ccs_world_t *self, uint32_t group, uint64_t seed, uint32_t replication)
{
    const ccs_group_t *const g = &self->plan->groups[group];

    self->off_duty[group] = (ccs_off_duty_t){0};
    self->groups[group] = (ccs_group_state_t){.idle = {.head = CCS_NONE, .tail = CCS_NONE},
        .out = CCS_NONE,
        .step = g->first_step,
        .stream = ccs_stream_make(seed, g->name_hash, replication)};
    for (uint32_t id = g->first_agent + g->max_agents; id-- > g->first_agent;) {
        self->agents[id] = (ccs_agent_t){.group = group,
            .next = self->groups[group].out,
            .state = CCS_AGENT_OUT,
            .in_hand = CCS_NONE,
            .room = g->capacity};
        self->groups[group].out = id;
    }
}

int ccs_world_reserve(ccs_world_t *self, uint32_t n)
{
    int ret;

    if (self->contacts.n_free >= n) return 0;
    CCS_TRY(ccs_contacts_reserve(&self->contacts, n));
    CCS_TRY(reserve_remembered(self));
    CCS_TRY(reserve_lots(self));
    ret = reserve_timers(self);
out:
    return ret;
}

double ccs_world_due_s(const ccs_world_t *self, const ccs_contact_t *contact)
{
    const ccs_arrivals_t *const arrivals = &self->plan->types[contact->source].arrivals;

    return ccs_backlog_due_s(&arrivals->backlog,
        UINT32_MAX - arrivals->initial_busy - arrivals->initial_waiting - contact->index);
}

double ccs_world_due_at_s(const ccs_world_t *self, const ccs_contact_t *contact)
{
    if (contact->flags & CCS_CONTACT_DUE) return ccs_world_due_s(self, contact);
    return contact->offered_s + self->plan->types[contact->type].target.within_s[0];
}

double ccs_world_due_in_s(const ccs_world_t *self, const ccs_contact_t *contact)
{
    if (contact->flags & CCS_CONTACT_DUE) return ccs_world_due_s(self, contact) - self->now_s;
    return self->plan->types[contact->type].target.within_s[0] - (self->now_s - contact->offered_s);
}

void ccs_world_set_closed(ccs_world_t *self)
{
    self->closed = self->some_closed = ccs_axis_is_closed(self->plan, self->cell);
    for (uint32_t type = 0; self->plan->own_hours.set_of && type < self->plan->n_types; type++)
        self->some_closed = self->some_closed || ccs_plan_is_closed(self->plan, type, self->cell);
}

void ccs_world_begin_day(ccs_world_t *self)
{
    const ccs_cell_t *const cell = &self->plan->cells[self->cell];

    self->today = cell->open ? cell->day : CCS_NONE;
    self->today_s = self->now_s;
    for (uint32_t type = 0; type < self->plan->n_types; type++) self->n_before_today[type] = self->sources[type].index;
}

static ccs_served_t served_by(const ccs_world_t *self, uint32_t group)
{
    const ccs_plan_t *const plan = self->plan;
    const ccs_group_t *const g = &plan->groups[group];

    if (self->closed) return (ccs_served_t){g->first_late, g->n_late};
    if (plan->own_hours.set_of)
        return plan->own_hours.serves[(size_t) plan->own_hours.set_of[self->cell] * plan->n_groups + group];
    return (ccs_served_t){g->first_order, g->n_order};
}

void ccs_world_set_orders(ccs_world_t *self)
{
    for (uint32_t group = 0; group < self->plan->n_groups; group++) {
        const ccs_served_t served = served_by(self, group);

        self->groups[group].first_order = served.first;
        self->groups[group].end_order = served.first + served.n;
    }
}

int ccs_world_reset(ccs_world_t *self, uint64_t seed, uint32_t replication)
{
    const ccs_plan_t *const plan = self->plan;
    uint32_t n_initial = 0;

    ccs_calendar_reset(self->calendar, plan->cells[0].start_s);
    ccs_contacts_reset(&self->contacts);
    self->now_s = plan->cells[0].start_s;
    self->cell = 0;
    self->period = ccs_axis_period(plan, 0);
    self->in_last_cell = plan->n_cells == 1;
    ccs_world_set_closed(self);
    self->cell_ref_s = isinf(plan->cells[0].end_s) ? self->now_s : plan->cells[0].end_s;
    self->n_waiting = self->n_undecided = 0;
    for (uint32_t queue = 0; queue < plan->n_queues; queue++)
        self->queues[queue] = (ccs_queue_state_t){.head = CCS_NONE, .tail = CCS_NONE};
    for (uint32_t queue = 0; self->lots && queue < plan->n_queues; queue++) self->lots[queue].n = 0;
    for (uint32_t queue = 0; self->due_last && queue < plan->n_queues; queue++) self->due_last[queue] = CCS_NONE;
    for (uint32_t type = 0; self->recent_waits && type < plan->n_types; type++) self->recent_waits[type].n = 0;
    reset_kept(self);
    reset_rulings(self, seed, replication);
    for (uint32_t type = 0; type < plan->n_types; type++) {
        self->n_retrying[type] = self->n_in_ivr[type] = 0;
        ccs_source_reset(&self->sources[type], plan, type, seed, replication);
        n_initial += ccs_plan_n_at_start(&plan->types[type]);
    }
    for (uint32_t group = 0; group < plan->n_groups; group++) {
        reset_at_work(&self->at_work[group]);
        reset_group(self, group, seed, replication);
    }
    if (plan->counts_today) ccs_world_begin_day(self);
    ccs_callbacks_reset(&self->callbacks, plan);
    ccs_outages_reset(&self->outages, plan, seed, replication);
    ccs_world_set_orders(self);
    memset(self->n_planned_off, 0, plan->n_offs * sizeof *self->n_planned_off);
    memset(self->n_off, 0, plan->n_offs * sizeof *self->n_off);
    memset(self->n_talking, 0, plan->n_pairs * sizeof *self->n_talking);
    memset(self->n_wrapping, 0, plan->n_pairs * sizeof *self->n_wrapping);
    if (self->n_in_company) memset(self->n_in_company, 0, plan->n_pairs * sizeof *self->n_in_company);
    if (self->n_in_setup) memset(self->n_in_setup, 0, plan->n_pairs * sizeof *self->n_in_setup);
    if (self->n_on_hold) memset(self->n_on_hold, 0, plan->n_pairs * sizeof *self->n_on_hold);
    for (uint32_t agent = 0; self->held && agent < plan->n_agents; agent++)
        self->held[agent] = (ccs_queue_state_t){.head = CCS_NONE, .tail = CCS_NONE};
    memset(self->n_held, 0, plan->n_types * sizeof *self->n_held);
    memset(self->n_ringing, 0, plan->n_pairs * sizeof *self->n_ringing);
    memset(self->trunks, 0, plan->n_trunks * sizeof *self->trunks);
    memset(self->n_at_node, 0, plan->n_nodes * sizeof *self->n_at_node);
    memset(self->n_ports, 0, plan->n_call_flows * sizeof *self->n_ports);
    memset(self->n_sessions, 0, plan->n_nodes * sizeof *self->n_sessions);
    return ccs_world_reserve(self, n_initial);
}

/* ---- verification --------------------------------------------------------------------------------------------------------------- */

typedef struct {
    uint32_t *waiting;            /* by queue */
    uint32_t *retrying, *in_ivr;  /* by type */
    uint32_t *talking, *wrapping; /* by pair; wrapping: rich only */
    uint32_t *ringing;            /* by pair */
    uint32_t *at_work;            /* by group */
    uint32_t *lines, *queued;     /* by trunk group */
    uint32_t *at_node, *sessions; /* by node */
    uint32_t *ports;              /* by call flow */
} census_t;

static bool holds_line(const ccs_contact_t *c)
{
    return c->state != CCS_CONTACT_WRAPPING && !(c->flags & CCS_CONTACT_NO_LINE);
}

static void count_at_node(const ccs_world_t *self, const ccs_contact_t *c, census_t *n)
{
    const ccs_step_t *const step = &self->plan->steps[c->step];

    if (step->kind != CCS_STEP_node) return;
    const ccs_node_t *const node = &self->plan->nodes[step->owner];

    n->at_node[step->owner]++;
    n->sessions[step->owner] += node->sessions != CCS_NONE && self->paths[c - self->contacts.at].way != node->no_session;
    n->ports[node->flow]++;
}

static void count_contacts(const ccs_world_t *self, census_t *n)
{
    for (uint32_t id = 0; id < self->contacts.size; id++) {
        const ccs_contact_t *const c = &self->contacts.at[id];

        if (c->state == CCS_CONTACT_FREE) continue;
        const uint32_t trunk = c->state == CCS_CONTACT_RETRYING ? CCS_NONE : ccs_world_trunk(self, c);

        if (c->state == CCS_CONTACT_WAITING) n->waiting[ccs_world_queue(self, c)]++;
        n->retrying[c->type] += c->state == CCS_CONTACT_RETRYING;
        n->in_ivr[c->type] += c->state == CCS_CONTACT_IVR;
        if (c->state == CCS_CONTACT_TALKING) n->talking[ccs_world_pair(self, c)]++;
        if (c->state == CCS_CONTACT_WRAPPING) n->wrapping[ccs_world_pair(self, c)]++;
        if (c->state == CCS_CONTACT_RINGING) n->ringing[ccs_world_pair(self, c)]++;
        if (c->state == CCS_CONTACT_IVR && self->plan->n_call_flows > 0) count_at_node(self, c, n);
        if (trunk != CCS_NONE) {
            n->lines[trunk] += holds_line(c);
            n->queued[trunk] += c->state == CCS_CONTACT_WAITING;
        }
    }
}

/* Of those who have been neither handed over nor put in front each is due no earlier than the one before. */
static void verify_due(const ccs_world_t *self, uint32_t queue)
{
    double before_s = -(double) INFINITY;

    for (uint32_t id = self->queues[queue].head; id != CCS_NONE; id = self->contacts.at[id].next) {
        const ccs_contact_t *const c = &self->contacts.at[id];

        if (c->flags & (CCS_CONTACT_HANDED | CCS_CONTACT_FRONT)) continue;
        CCS_BUG_IF(ccs_world_due_at_s(self, c) < before_s);
        before_s = ccs_world_due_at_s(self, c);
    }
}

/* Who stays with a contact, and that contact, know of one another. */
static void verify_company(const ccs_world_t *self)
{
    uint32_t n_in_company = 0;

    for (uint32_t id = 0; id < self->contacts.size; id++) {
        const ccs_journey_t *const j = &self->journeys[id];

        if (self->contacts.at[id].state != CCS_CONTACT_TALKING || j->company == CCS_COMPANY_NONE) continue;
        n_in_company++;
        if (j->company == CCS_COMPANY_OVER) continue;
        CCS_BUG_IF(self->journeys[j->with].with != id || self->contacts.at[j->with].state == CCS_CONTACT_FREE);
        CCS_BUG_IF((self->contacts.at[j->with].state == CCS_CONTACT_TALKING) != (j->company == CCS_COMPANY_JOINED));
    }
    for (uint32_t pair = 0; pair < self->plan->n_pairs; pair++) n_in_company -= self->n_in_company[pair];
    CCS_BUG_IF(n_in_company != 0);
}

/* The levels of pauses, of contacts that are with an agent. */
static void verify_pauses(const ccs_world_t *self)
{
    uint32_t n_in_setup = 0, n_on_hold = 0;

    for (uint32_t id = 0; id < self->contacts.size; id++) {
        if (self->contacts.at[id].state != CCS_CONTACT_TALKING) continue;
        n_in_setup += ccs_talk_is_setup(&self->talks[id]);
        n_on_hold += ccs_talk_is_hold(&self->talks[id]);
    }
    for (uint32_t pair = 0; pair < self->plan->n_pairs; pair++) {
        n_in_setup -= self->n_in_setup[pair];
        n_on_hold -= self->n_on_hold[pair];
    }
    CCS_BUG_IF(n_in_setup != 0 || n_on_hold != 0);
}

/* Contacts that wait for one agent, who is at work or not ready. */
static void verify_held(const ccs_world_t *self)
{
    uint32_t n = 0, n_held = 0;

    for (uint32_t id = 0; id < self->contacts.size; id++) n += self->contacts.at[id].state == CCS_CONTACT_HELD;
    for (uint32_t type = 0; type < self->plan->n_types; type++) n_held += self->n_held[type];
    CCS_BUG_IF(n != n_held);
    for (uint32_t agent = 0; self->held && agent < self->plan->n_agents; agent++) {
        CCS_BUG_IF(self->held[agent].n > 0 &&
            (self->agents[agent].state == CCS_AGENT_OUT || self->agents[agent].state == CCS_AGENT_IDLE));
        for (uint32_t id = self->held[agent].head; id != CCS_NONE; id = self->contacts.at[id].next, n--)
            CCS_BUG_IF(self->contacts.at[id].state != CCS_CONTACT_HELD || self->contacts.at[id].agent != agent);
    }
    CCS_BUG_IF(n != 0);
}

static void verify_queue(const ccs_world_t *self, uint32_t queue)
{
    const enum ccs_queue_order order = self->plan->queues[queue].order;

    ccs_queue_verify(&self->queues[queue], &self->contacts, order);
    if (self->lots && order == CCS_ORDER_SIRO) ccs_lots_verify(&self->lots[queue], &self->queues[queue], &self->contacts);
    if (order == CCS_ORDER_DUE) verify_due(self, queue);
    for (uint32_t id = self->queues[queue].head; id != CCS_NONE; id = self->contacts.at[id].next)
        CCS_BUG_IF(ccs_world_queue(self, &self->contacts.at[id]) != queue);
}

/* What the agent has in hand is theirs, and leaves the room that is written. @return how many contacts */
static uint32_t verify_in_hand(const ccs_world_t *self, uint32_t agent)
{
    const ccs_agent_t *const a = &self->agents[agent];
    uint32_t n = 0, load = 0;

    for (uint32_t id = a->in_hand; id != CCS_NONE; id = self->contacts.at[id].next, n++) {
        const ccs_contact_t *const c = &self->contacts.at[id];

        CCS_BUG_IF(c->agent != agent ||
            (c->state != CCS_CONTACT_TALKING && c->state != CCS_CONTACT_WRAPPING && c->state != CCS_CONTACT_RINGING));
        load += self->plan->steps[c->step].load;
    }
    CCS_BUG_IF(a->room + load != self->plan->groups[a->group].capacity);
    CCS_BUG_IF((n > 0) != (a->state >= CCS_AGENT_BUSY));
    return n;
}

/* @return how many agents of the group are listed */
static uint32_t verify_list(const ccs_world_t *self, uint32_t group, const ccs_agent_list_t *list, enum ccs_agent_state state,
    uint32_t room)
{
    uint32_t n = 0;

    for (uint32_t id = list->head; id != CCS_NONE; id = self->agents[id].next, n++)
        CCS_BUG_IF(self->agents[id].group != group || self->agents[id].state != state || n > list->n ||
            (room > 0 && self->agents[id].room != room));
    CCS_BUG_IF(n != list->n);
    return n;
}

/* Rich: the lists of those at work, and what all have in hand. */
static void verify_at_work(const ccs_world_t *self, uint32_t group, uint32_t n_contacts)
{
    const ccs_group_t *const g = &self->plan->groups[group];
    const ccs_at_work_t *const s = &self->at_work[group];
    uint32_t n_with_room = 0, n_of[CCS_AGENT_LEAVING + 1] = {0}, n_in_hand = 0, n_busy = 0;

    for (uint32_t room = 1; room < g->capacity; room++)
        n_with_room += verify_list(self, group, &s->with_room[room - 1], CCS_AGENT_WITH_ROOM, room);
    (void) verify_list(self, group, &s->leaving, CCS_AGENT_LEAVING, 0);
    for (uint32_t id = g->first_agent; id < g->first_agent + g->max_agents; id++) {
        const uint32_t n = verify_in_hand(self, id);

        n_of[self->agents[id].state]++;
        n_in_hand += n;
        n_busy += n > 0;
    }
    CCS_BUG_IF(n_with_room != s->n_with_room || n_of[CCS_AGENT_WITH_ROOM] != n_with_room);
    CCS_BUG_IF(n_of[CCS_AGENT_LEAVING] != s->leaving.n);
    CCS_BUG_IF(n_in_hand != n_contacts || n_in_hand - n_busy != s->n_beside);
}

/* Who is to be on the phones is there, and who is not is away or about to go. */
static void verify_persons(const ccs_world_t *self, uint32_t group)
{
    const ccs_group_t *const g = &self->plan->groups[group];
    uint32_t n_on = 0, n_missed = 0, n_after = 0, n_kept = 0, n_leaving = 0;

    for (uint32_t id = g->first_agent; id < g->first_agent + g->n_persons; id++) {
        const enum ccs_agent_state state = self->agents[id].state;
        const ccs_duty_t *const duty = &self->duties[id];

        CCS_BUG_IF(duty->is_on != (state != CCS_AGENT_OUT && state != CCS_AGENT_LEAVING));
        CCS_BUG_IF(duty->is_absent && duty->is_on);
        n_on += duty->is_on;
        n_missed += duty->is_missed;
        n_after += duty->is_after;
        n_kept += duty->keeps;
        CCS_BUG_IF(duty->is_after && state != CCS_AGENT_LEAVING && !(duty->stays_s > 0));
        n_leaving += state == CCS_AGENT_LEAVING;
    }
    CCS_BUG_IF(n_on != self->groups[group].n_scheduled || n_missed != self->off_duty[group].n_absent ||
        n_after != self->off_duty[group].n_after || n_kept != self->off_duty[group].n_kept);
    CCS_BUG_IF(verify_list(self, group, &self->at_work[group].leaving, CCS_AGENT_LEAVING, 0) != n_leaving);
    CCS_BUG_IF(n_on + n_leaving != self->groups[group].n_staffed);
}

/* Whom an outage keeps from work takes nothing, and nobody else is stopped. */
static bool may_be_so(const ccs_world_t *self, uint32_t agent)
{
    switch ((enum ccs_agent_state) self->agents[agent].state) {
    case CCS_AGENT_STOPPED: return ccs_outages_stop(&self->outages, agent);
    case CCS_AGENT_IDLE:
    case CCS_AGENT_WITH_ROOM: return !ccs_outages_stop(&self->outages, agent);
    case CCS_AGENT_OUT:
    case CCS_AGENT_NOT_READY:
    case CCS_AGENT_BUSY:
    case CCS_AGENT_LEAVING: break;
    }
    return true;
}

static void verify_group(const ccs_world_t *self, uint32_t group, const census_t *n)
{
    const ccs_group_t *const g = &self->plan->groups[group];
    const ccs_group_state_t *const s = &self->groups[group];
    uint32_t idle = 0, busy = 0, not_ready = 0, stopped = 0;

    for (uint32_t id = g->first_agent; id < g->first_agent + g->max_agents; id++) {
        idle += self->agents[id].state == CCS_AGENT_IDLE;
        not_ready += self->agents[id].state == CCS_AGENT_NOT_READY;
        stopped += self->agents[id].state == CCS_AGENT_STOPPED;
        CCS_BUG_IF(!may_be_so(self, id));
        busy += self->agents[id].state >= CCS_AGENT_BUSY;
    }
    if (g->n_persons > 0) verify_persons(self, group);
    CCS_BUG_IF(verify_list(self, group, &s->idle, CCS_AGENT_IDLE, 0) != idle);
    CCS_BUG_IF(idle + not_ready + stopped + busy != s->n_staffed);
    CCS_BUG_IF(verify_list(self, group, &self->at_work[group].not_ready, CCS_AGENT_NOT_READY, 0) != not_ready);
    CCS_BUG_IF(verify_list(self, group, &self->at_work[group].stopped, CCS_AGENT_STOPPED, 0) != stopped);
    if (self->is_rich && self->shares) verify_at_work(self, group, n->at_work[group]);
    else CCS_BUG_IF(busy != n->at_work[group]);
}

void ccs_world_verify(const ccs_world_t *self)
{
    const ccs_plan_t *const plan = self->plan;
    ccs_arena_t scratch = {0};
    census_t n = {.waiting = ccs_arena_array(&scratch, plan->n_queues, sizeof(uint32_t)),
        .retrying = ccs_arena_array(&scratch, plan->n_types, sizeof(uint32_t)),
        .in_ivr = ccs_arena_array(&scratch, plan->n_types, sizeof(uint32_t)),
        .talking = ccs_arena_array(&scratch, plan->n_pairs, sizeof(uint32_t)),
        .wrapping = ccs_arena_array(&scratch, plan->n_pairs, sizeof(uint32_t)),
        .ringing = ccs_arena_array(&scratch, plan->n_pairs, sizeof(uint32_t)),
        .at_work = ccs_arena_array(&scratch, plan->n_groups, sizeof(uint32_t)),
        .lines = ccs_arena_array(&scratch, plan->n_trunks, sizeof(uint32_t)),
        .queued = ccs_arena_array(&scratch, plan->n_trunks, sizeof(uint32_t)),
        .at_node = ccs_arena_array(&scratch, plan->n_nodes, sizeof(uint32_t)),
        .sessions = ccs_arena_array(&scratch, plan->n_nodes, sizeof(uint32_t)),
        .ports = ccs_arena_array(&scratch, plan->n_call_flows, sizeof(uint32_t))};
    uint32_t waiting = 0;

    if (!n.waiting || !n.retrying || !n.in_ivr || !n.talking || !n.wrapping || !n.ringing || !n.at_work || !n.lines ||
        !n.queued || !n.at_node || !n.sessions || !n.ports)
        goto out; /* no memory to check with */
    count_contacts(self, &n);
    if (self->talks) verify_pauses(self);
    if (self->n_in_company) verify_company(self);
    for (uint32_t queue = 0; queue < plan->n_queues; queue++) {
        verify_queue(self, queue);
        CCS_BUG_IF(n.waiting[queue] != self->queues[queue].n);
        waiting += n.waiting[queue];
    }
    for (uint32_t type = 0; type < plan->n_types; type++)
        CCS_BUG_IF(n.retrying[type] != self->n_retrying[type] || n.in_ivr[type] != self->n_in_ivr[type]);
    CCS_BUG_IF(waiting != self->n_waiting);
    for (uint32_t pair = 0; pair < plan->n_pairs; pair++) {
        CCS_BUG_IF(n.talking[pair] != self->n_talking[pair]);
        CCS_BUG_IF(self->is_rich && n.wrapping[pair] != self->n_wrapping[pair]);
        CCS_BUG_IF(n.ringing[pair] != self->n_ringing[pair]);
        n.at_work[plan->pairs[pair].group] += n.talking[pair] + self->n_wrapping[pair] + n.ringing[pair];
    }
    for (uint32_t group = 0; group < plan->n_groups; group++) verify_group(self, group, &n);
    for (uint32_t trunk = 0; trunk < plan->n_trunks; trunk++) {
        CCS_BUG_IF(n.lines[trunk] != self->trunks[trunk].n_busy || n.queued[trunk] != self->trunks[trunk].n_waiting);
        CCS_BUG_IF(n.lines[trunk] > plan->trunks[trunk].lines);
    }
    verify_held(self);
    ccs_callbacks_verify(&self->callbacks, plan, &self->contacts);
    ccs_outages_verify(&self->outages, plan);
    for (uint32_t node = 0; node < plan->n_nodes; node++) {
        CCS_BUG_IF(n.at_node[node] != self->n_at_node[node] || n.sessions[node] != self->n_sessions[node]);
        CCS_BUG_IF(n.sessions[node] > plan->nodes[node].sessions);
    }
    for (uint32_t flow = 0; flow < plan->n_call_flows; flow++) CCS_BUG_IF(n.ports[flow] != self->n_ports[flow]);
    ccs_calendar_verify(self->calendar);
out:
    ccs_arena_free(&scratch);
}
