/* world.c - the state of a replication. Every count in it can be rebuilt from contacts and agents: world_verify.c does. */
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
    bool any_rests = false;

    for (uint32_t i = 0; i < plan->n_intraday; i++) {
        self->looks_always = self->looks_always || !(plan->intraday[i].every_s > 0);
        any_rests = any_rests || plan->intraday[i].does == CCS_INTRADAY_REST;
    }
    if (any_rests) self->rests = ccs_arena_array(&self->arena, plan->n_agents, sizeof *self->rests);
    return self->rulings && self->n_by_schedule && (self->rests || !any_rests) ? 0 : CCS_ERR_NOMEM;
}

static void reset_rulings(ccs_world_t *self, uint64_t seed, uint32_t replication)
{
    const ccs_plan_t *const plan = self->plan;

    self->n_moving = self->n_askings = 0;
    for (uint32_t i = 0; i < plan->n_intraday; i++)
        self->rulings[i] = (ccs_ruling_t){.stream = ccs_stream_make(seed, plan->intraday[i].name_hash, replication)};
    for (uint32_t group = 0; self->n_by_schedule && group < plan->n_groups; group++) self->n_by_schedule[group] = 0;
    for (uint32_t agent = 0; self->rests && agent < plan->n_agents; agent++)
        self->rests[agent] = (ccs_rest_t){.since_s = -(double) INFINITY, .by = CCS_NONE};
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
        [CCS_OWNER_outage] = plan->n_outages,
        [CCS_OWNER_week] = plan->careers ? 1 : 0,
        [CCS_OWNER_chase] = ccs_plan_chases(plan) ? 1 : 0,
        [CCS_OWNER_campaign] = plan->n_campaigns,
        [CCS_OWNER_line] = ccs_plan_n_call_lines(plan),
        [CCS_OWNER_failure] = ccs_plan_n_failing(plan) * plan->n_agents};
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
    self->talks = follow(self, ccs_plan_parts_talks(plan), self->talks, sizeof *self->talks, &ret);
    self->consulting = follow(self, ccs_plan_consults(plan), self->consulting, sizeof *self->consulting, &ret);
    self->pieces = follow(self, ccs_plan_has_desks(plan), self->pieces, sizeof *self->pieces, &ret);
    self->attention = follow(self, ccs_plan_divides_attention(plan), self->attention, sizeof *self->attention, &ret);
    self->served_by = follow(self, ccs_plan_sticks(plan), self->served_by, sizeof *self->served_by, &ret);
    self->uncounted = follow(self, plan->counted_in == CCS_COUNTED_IN_EXIT, self->uncounted, sizeof *self->uncounted, &ret);
    self->rung = follow(self, ccs_plan_rings(plan), self->rung, sizeof *self->rung, &ret);
    self->callbacks.promised =
        follow(self, ccs_plan_promises(plan), self->callbacks.promised, sizeof *self->callbacks.promised, &ret);
    self->memories = follow(self, plan->outcomes || plan->careers, self->memories, sizeof *self->memories, &ret);
    self->deadlines = follow(self, plan->deferred != NULL, self->deadlines, sizeof *self->deadlines, &ret);
    self->chases.at = follow(self, ccs_plan_chases(plan), self->chases.at, sizeof *self->chases.at, &ret);
    self->paths = follow(self, plan->n_call_flows > 0, self->paths, sizeof *self->paths, &ret);
    return ret ? ret : ccs_diallers_reserve(&self->diallers, self->contacts.size);
}

/* Levels of pairs that few plans have. @return 0 or CCS_ERR_NOMEM */
static int make_pauses(ccs_world_t *self)
{
    const bool pauses = ccs_plan_parts_talks(self->plan), stays = ccs_plan_stays(self->plan),
               asks = ccs_plan_consults(self->plan);

    if (pauses) self->n_in_setup = ccs_arena_array(&self->arena, self->plan->n_pairs, sizeof *self->n_in_setup);
    if (pauses) self->n_on_hold = ccs_arena_array(&self->arena, self->plan->n_pairs, sizeof *self->n_on_hold);
    if (stays) self->n_in_company = ccs_arena_array(&self->arena, self->plan->n_pairs, sizeof *self->n_in_company);
    if (asks) self->n_asking = ccs_arena_array(&self->arena, self->plan->n_pairs, sizeof *self->n_asking);
    return (!pauses || (self->n_in_setup && self->n_on_hold)) && (!stays || self->n_in_company) && (!asks || self->n_asking)
        ? 0
        : CCS_ERR_NOMEM;
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
        const ccs_hands_t *const hands = plan->groups[group].hands;

        at_work[group].hands = hands;
        at_work[group].with_room = ccs_arena_array(arena, hands ? hands->n_states : 0, sizeof *at_work[group].with_room);
        if (!at_work[group].with_room) return NULL;
    }
    return at_work;
}

/* @return false when out of memory */
static bool make_bot_queues(ccs_world_t *self)
{
    const ccs_plan_t *const plan = self->plan;

    if (!ccs_plan_has_bot_queues(plan)) return true;
    self->bot_queues = ccs_arena_array(&self->arena, plan->n_nodes, sizeof *self->bot_queues);
    self->n_bot_waits = ccs_arena_array(&self->arena, plan->n_nodes, sizeof *self->n_bot_waits);
    return self->bot_queues && self->n_bot_waits;
}

static void reset_bot_queues(ccs_world_t *self)
{
    for (uint32_t node = 0; self->bot_queues && node < self->plan->n_nodes; node++) {
        self->bot_queues[node] = (ccs_queue_state_t){.head = CCS_NONE, .tail = CCS_NONE};
        self->n_bot_waits[node] = 0;
    }
}

/* Of types whose outcomes change how many come. */
static int make_clientele(ccs_world_t *self)
{
    const ccs_plan_t *const plan = self->plan;
    bool moves = false;

    for (uint32_t i = 0; plan->outcomes && i < plan->n_types; i++) moves = moves || ccs_outcome_moves_demand(&plan->outcomes[i]);
    if (!moves) return 0;
    self->clientele = ccs_arena_array(&self->arena, plan->n_types, sizeof *self->clientele);
    return self->clientele ? 0 : CCS_ERR_NOMEM;
}

static void reset_clientele(ccs_world_t *self)
{
    const ccs_outcome_t *const outcomes = self->plan->outcomes;

    for (uint32_t i = 0; self->clientele && i < self->plan->n_types; i++) {
        self->clientele[i] = (ccs_clientele_t){.kept_frac = 1, .customers = outcomes[i].customers};
        if (ccs_outcome_is_on(&outcomes[i])) self->next_review_s = outcomes[i].voice.every_s;
    }
}

int ccs_world_init(ccs_world_t *self, const ccs_plan_t *plan)
{
    int ret = CCS_ERR_NOMEM;

    *self = (ccs_world_t){.plan = plan,
        .shares = ccs_plan_shares_agents(plan),
        .paces = ccs_plan_paces(plan),
        .minds = ccs_plan_tells_causes(plan),
        .goes_not_ready = ccs_plan_goes_not_ready(plan),
        .varies = ccs_plan_varies(plan),
        .calls_back = ccs_plan_calls_back(plan),
        .repeats_differ = ccs_plan_repeats_differ(plan),
        .n_cut_at_once = ccs_plan_cut_at_once(plan)};
    self->calendar = ccs_calendar_new(peak_contacts_per_s(plan), number_timers(self));
    self->queues = ccs_arena_array(&self->arena, plan->n_queues, sizeof *self->queues);
    if (ccs_plan_draws_lots(plan)) self->lots = ccs_arena_array(&self->arena, plan->n_queues, sizeof *self->lots);
    if (ccs_plan_goes_by_due(plan)) self->due_last = ccs_arena_array(&self->arena, plan->n_queues, sizeof *self->due_last);
    if (ccs_plan_n_forecast(plan) > 0)
        self->n_before_cell = ccs_arena_array(&self->arena, plan->n_types, sizeof *self->n_before_cell);
    self->n_retrying = ccs_arena_array(&self->arena, plan->n_types, sizeof *self->n_retrying);
    self->n_in_ivr = ccs_arena_array(&self->arena, plan->n_types, sizeof *self->n_in_ivr);
    self->sources = ccs_arena_array(&self->arena, plan->n_types, sizeof *self->sources);
    self->groups = ccs_arena_array(&self->arena, plan->n_groups, sizeof *self->groups);
    self->off_duty = ccs_arena_array(&self->arena, plan->n_groups, sizeof *self->off_duty);
    self->at_work = make_at_work(plan, &self->arena);
    self->agents = ccs_arena_array(&self->arena, plan->n_agents, sizeof *self->agents);
    if (ccs_plan_has_desks(plan)) self->desks = ccs_arena_array(&self->arena, plan->n_agents, sizeof *self->desks);
    if (ccs_plan_divides_attention(plan))
        self->n_attending = ccs_arena_array(&self->arena, plan->n_pairs, sizeof *self->n_attending);
    if (ccs_plan_lapses(plan)) self->n_away = ccs_arena_array(&self->arena, plan->n_types, sizeof *self->n_away);
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
    if (plan->outcomes) self->of_late = ccs_arena_array(&self->arena, plan->n_agents, sizeof *self->of_late);
    if (!self->calendar || !self->queues || (plan->outcomes && !self->of_late) || (ccs_plan_draws_lots(plan) && !self->lots) ||
        (ccs_plan_goes_by_due(plan) && !self->due_last) || !self->n_retrying || !self->n_in_ivr || !self->sources ||
        !self->groups || !self->off_duty || !self->at_work || !self->agents || (plan->n_persons > 0 && !self->duties) ||
        (ccs_plan_has_desks(plan) && !self->desks) || (ccs_plan_lapses(plan) && !self->n_away) ||
        (ccs_plan_divides_attention(plan) && !self->n_attending) || !self->n_planned_off || !self->n_off || !self->n_talking ||
        !self->n_wrapping || !self->n_ringing || !self->n_held || (ccs_plan_sticks(plan) && !self->held) || !self->trunks ||
        !make_kept(self) || !self->n_at_node || !self->n_ports || !self->n_sessions || !make_bot_queues(self) ||
        (ccs_plan_n_forecast(plan) > 0 && !self->n_before_cell))
        goto out;
    for (uint32_t type = 0; type < plan->n_types; type++)
        CCS_TRY(ccs_source_init(&self->sources[type], plan, type, &self->arena));
    CCS_TRY(make_clientele(self));
    CCS_TRY(make_recent_waits(self));
    CCS_TRY(make_pauses(self));
    CCS_TRY(make_rulings(self));
    CCS_TRY(ccs_callbacks_init(&self->callbacks, plan, &self->arena));
    CCS_TRY(ccs_diallers_init(&self->diallers, plan, &self->arena));
    CCS_TRY(ccs_outages_init(&self->outages, plan, &self->arena));
    CCS_TRY(ccs_posts_init(&self->posts, plan, &self->arena));
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
    free(self->uncounted);
    free(self->rung);
    free(self->callbacks.promised);
    free(self->served_by);
    ccs_diallers_free(&self->diallers);
    free(self->paths);
    free(self->memories);
    free(self->deadlines);
    free(self->chases.at);
    free(self->waiting);
    ccs_contacts_free(&self->contacts);
    free(self->journeys);
    free(self->talks);
    free(self->consulting);
    free(self->pieces);
    free(self->attention);
    ccs_arena_free(&self->arena);
    *self = (ccs_world_t){0};
}

static void reset_at_work(ccs_at_work_t *self)
{
    const ccs_agent_list_t nobody = {.head = CCS_NONE, .tail = CCS_NONE};

    for (uint32_t state = 0; self->hands && state < self->hands->n_states; state++) self->with_room[state] = nobody;
    self->leaving = self->not_ready = self->stopped = nobody;
    self->n_with_room = self->n_beside = self->n_working = 0;
    memset(self->n_in_hand, 0, sizeof self->n_in_hand);
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
        self->agents[id] =
            (ccs_agent_t){.group = group, .next = self->groups[group].out, .state = CCS_AGENT_OUT, .in_hand = CCS_NONE};
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

double ccs_world_due_within_s(const ccs_world_t *self, const ccs_contact_t *contact, uint32_t k)
{
    const double within_s = self->plan->types[contact->type].target.within_s[k];
    const ccs_due_clock_t *const clock = self->plan->deferred ? self->plan->deferred[contact->type].clock : NULL;

    if (contact->flags & CCS_CONTACT_DUE) return ccs_world_due_s(self, contact);
    return clock ? ccs_due_clock_after(clock, contact->offered_s, within_s) : contact->offered_s + within_s;
}

double ccs_world_due_at_s(const ccs_world_t *self, const ccs_contact_t *contact)
{
    if (self->deadlines && self->deadlines[contact - self->contacts.at].is_open)
        return self->deadlines[contact - self->contacts.at].due_s;
    return ccs_world_due_within_s(self, contact, 0);
}

double ccs_world_due_in_s(const ccs_world_t *self, const ccs_contact_t *contact)
{
    if (self->deadlines) return ccs_world_due_at_s(self, contact) - self->now_s;
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
    self->chases.n = self->chases.n_added = 0;
    for (uint32_t queue = 0; queue < plan->n_queues; queue++)
        self->queues[queue] = (ccs_queue_state_t){.head = CCS_NONE, .tail = CCS_NONE};
    for (uint32_t queue = 0; self->lots && queue < plan->n_queues; queue++) self->lots[queue].n = 0;
    for (uint32_t queue = 0; self->due_last && queue < plan->n_queues; queue++) self->due_last[queue] = CCS_NONE;
    for (uint32_t type = 0; self->recent_waits && type < plan->n_types; type++) self->recent_waits[type].n = 0;
    reset_kept(self);
    reset_rulings(self, seed, replication);
    for (uint32_t type = 0; type < plan->n_types; type++) {
        self->n_retrying[type] = self->n_in_ivr[type] = 0;
        if (self->n_away) self->n_away[type] = 0;
        ccs_source_reset(&self->sources[type], plan, type, seed, replication);
        n_initial += ccs_plan_n_at_start(&plan->types[type]);
    }
    for (uint32_t group = 0; group < plan->n_groups; group++) {
        reset_at_work(&self->at_work[group]);
        reset_group(self, group, seed, replication);
    }
    if (plan->counts_today) ccs_world_begin_day(self);
    if (self->n_before_cell) memset(self->n_before_cell, 0, plan->n_types * sizeof *self->n_before_cell);
    ccs_callbacks_reset(&self->callbacks, plan);
    ccs_diallers_reset(&self->diallers, plan, seed, replication);
    ccs_outages_reset(&self->outages, plan, seed, replication);
    ccs_world_set_orders(self);
    memset(self->n_planned_off, 0, plan->n_offs * sizeof *self->n_planned_off);
    memset(self->n_off, 0, plan->n_offs * sizeof *self->n_off);
    memset(self->n_talking, 0, plan->n_pairs * sizeof *self->n_talking);
    memset(self->n_wrapping, 0, plan->n_pairs * sizeof *self->n_wrapping);
    ccs_posts_reset(&self->posts, plan);
    reset_clientele(self);
    if (self->of_late) memset(self->of_late, 0, plan->n_agents * sizeof *self->of_late);
    if (self->n_in_company) memset(self->n_in_company, 0, plan->n_pairs * sizeof *self->n_in_company);
    if (self->n_asking) memset(self->n_asking, 0, plan->n_pairs * sizeof *self->n_asking);
    if (self->n_in_setup) memset(self->n_in_setup, 0, plan->n_pairs * sizeof *self->n_in_setup);
    if (self->n_on_hold) memset(self->n_on_hold, 0, plan->n_pairs * sizeof *self->n_on_hold);
    if (self->n_attending) memset(self->n_attending, 0, plan->n_pairs * sizeof *self->n_attending);
    for (uint32_t agent = 0; self->desks && agent < plan->n_agents; agent++) ccs_desk_reset(&self->desks[agent]);
    for (uint32_t agent = 0; self->held && agent < plan->n_agents; agent++)
        self->held[agent] = (ccs_queue_state_t){.head = CCS_NONE, .tail = CCS_NONE};
    memset(self->n_held, 0, plan->n_types * sizeof *self->n_held);
    memset(self->n_ringing, 0, plan->n_pairs * sizeof *self->n_ringing);
    memset(self->trunks, 0, plan->n_trunks * sizeof *self->trunks);
    memset(self->n_at_node, 0, plan->n_nodes * sizeof *self->n_at_node);
    memset(self->n_ports, 0, plan->n_call_flows * sizeof *self->n_ports);
    memset(self->n_sessions, 0, plan->n_nodes * sizeof *self->n_sessions);
    reset_bot_queues(self);
    return ccs_world_reserve(self, n_initial);
}
