/* plan.c - questions that can be asked of a compiled scenario, and the names of its enumerations. */
#include "plan.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "seats.h"

bool ccs_plan_comes_outside(const ccs_type_t *type)
{
    return type->arrivals.outside == CCS_OUTSIDE_NEXT_OPENING || type->arrivals.outside == CCS_OUTSIDE_WAIT;
}

double ccs_plan_asks_from_s(const ccs_plan_t *self, const ccs_type_t *type, uint32_t cell)
{
    const uint32_t id = (uint32_t) (type - self->types);

    if (ccs_plan_is_closed(self, id, cell)) return self->cells[cell].end_s;
    if (!ccs_plan_comes_outside(type) || type->stops_when_closed || !self->cells[cell].open) return self->cells[cell].start_s;
    while (cell > 0 && !ccs_plan_is_served(self, id, cell - 1)) cell--;
    return self->cells[cell].start_s;
}

double ccs_plan_law_s(const ccs_distribution_t *law, double time_s)
{
    return law->course ? law->mean * ccs_course_at(law->course, time_s) : law->mean;
}

double ccs_plan_handle_s(const ccs_pair_t *pair, double time_s)
{
    return pair->talk_effort * ccs_plan_law_s(&pair->talk, time_s) + pair->wrap_effort * ccs_plan_law_s(&pair->wrap, time_s);
}

double ccs_plan_not_ready_s(const ccs_group_t *group, double time_s)
{
    return group->not_ready.frac > 0 ? group->not_ready.frac * ccs_plan_law_s(&group->not_ready.time, time_s) : 0;
}

double ccs_plan_contained_frac(const ccs_type_t *type, double time_s)
{
    return type->courses.contained ? ccs_course_at(type->courses.contained, time_s) : type->ivr.contained_frac;
}

double ccs_plan_agents(const ccs_plan_t *self, uint32_t group, double time_s)
{
    const ccs_group_t *const g = &self->groups[group];
    double agents = 0;

    for (uint32_t i = g->first_step; i < g->first_step + g->n_steps && self->staff_steps[i].time_s <= time_s; i++)
        agents = self->staff_steps[i].agents;
    return agents;
}

/* The values of the column READS in the rows of rules. */
enum { READS_IDLE, READS_BUSY, READS_GROUP };

static bool reads_busy(enum ccs_agent_selection rule)
{
    switch (rule) {
#define X(name, text, candidates, reads, about)                                                                                  \
    case CCS_AGENT_SELECTION_##name: return READS_##reads == READS_BUSY;
        CCS_AGENT_SELECTION_LIST(X)
#undef X
    }
    return true;
}

bool ccs_agent_selection_is_of_groups(enum ccs_agent_selection rule)
{
    switch (rule) {
#define X(name, text, candidates, reads, about)                                                                                  \
    case CCS_AGENT_SELECTION_##name: return READS_##reads == READS_GROUP;
        CCS_AGENT_SELECTION_LIST(X)
#undef X
    }
    return false;
}

bool ccs_plan_shares_agents(const ccs_plan_t *self)
{
    for (uint32_t i = 0; i < self->n_groups; i++)
        if (self->groups[i].hands) return true;
    return false;
}

bool ccs_plan_has_channels(const ccs_plan_t *self)
{
    for (uint32_t i = 1; i < self->n_types; i++)
        if (self->types[i].channel != self->types[0].channel) return true;
    return false;
}

bool ccs_plan_divides_attention(const ccs_plan_t *self)
{
    return ccs_plan_has_channels(self) && ccs_plan_shares_agents(self);
}

bool ccs_plan_paces(const ccs_plan_t *self)
{
    for (uint32_t i = 0; i < self->n_types; i++)
        if (self->types[i].talk_by_sessions.n > 0) return true;
    return false;
}

bool ccs_plan_has_desks(const ccs_plan_t *self)
{
    for (uint32_t i = 0; i < self->n_types; i++)
        if (self->types[i].turns || ccs_plan_channel(self, i)->interruptible) return true;
    return false;
}

bool ccs_plan_is_at_desk(const ccs_plan_t *self, uint32_t type)
{
    return self->types[type].turns || ccs_plan_channel(self, type)->use == CCS_USE_WRITTEN;
}

uint32_t ccs_plan_at_once(const ccs_plan_t *self, const ccs_type_t *type)
{
    uint32_t most = 1;

    for (uint32_t i = type->routing.first_pair; i < type->routing.first_pair + type->routing.n_pairs; i++) {
        const ccs_pair_t *const pair = &self->pairs[i];
        const ccs_hands_t *const hands = self->groups[pair->group].hands;

        if (hands && ccs_hands_most_of(hands, pair->hand_kind) > most) most = ccs_hands_most_of(hands, pair->hand_kind);
    }
    return most;
}

static bool callback_varies(const ccs_callback_t *callback)
{
    return callback &&
        (callback->accept || callback->talk.course || callback->ring.course || callback->patience.course ||
            callback->time.course || callback->slots.ahead.course);
}

static bool type_varies(const ccs_type_t *type)
{
    bool varies = type->patience.course || type->ivr.time.course || type->again.redial.delay.course ||
        type->again.reconnect.delay.course || type->again.further.delay.course || type->courses.balk || type->courses.never ||
        type->courses.contained || callback_varies(type->callback);

    for (int cause = 0; cause < CCS_N_RETRY_CAUSES; cause++) varies = varies || type->courses.again[cause];
    return varies;
}

bool ccs_plan_varies(const ccs_plan_t *self)
{
    bool varies = false;

    for (uint32_t i = 0; i < self->n_types; i++) varies = varies || type_varies(&self->types[i]);
    for (uint32_t i = 0; i < self->n_pairs; i++) varies = varies || self->pairs[i].talk.course || self->pairs[i].wrap.course;
    for (uint32_t i = 0; i < self->n_groups; i++)
        varies = varies || self->groups[i].ring.time.course || self->groups[i].ring.not_ready.course;
    for (uint32_t i = 0; i < self->n_nodes; i++)
        varies = varies || self->nodes[i].time.course || self->nodes[i].queue.patience.course || self->nodes[i].over_time.course;
    for (uint32_t i = 0; i < self->n_call_flows; i++)
        varies = varies || self->call_flows[i].come_back.delay.course || self->call_flows[i].come_back.false_course ||
            self->call_flows[i].come_back.hang_up_course;
    for (uint32_t i = 0; i < self->n_outages; i++)
        varies = varies || self->outages[i].every.course || self->outages[i].lasts.course;
    for (uint32_t i = 0; self->handling && i < self->n_types; i++) varies = varies || self->handling->drops[i].delay.course;
    for (uint32_t i = 0; self->handling && i < self->handling->n_transfers; i++)
        varies = varies || self->handling->transfers[i].identify.course || self->handling->transfers[i].handover.course ||
            self->handling->transfers[i].course || self->handling->transfers[i].detect.course;
    for (uint32_t i = 0; ccs_plan_consults(self) && i < self->handling->n_consults; i++)
        varies = varies || self->handling->consults[i].time.course;
    for (uint32_t i = 0; ccs_plan_pauses(self) && i < self->n_types; i++)
        varies = varies || self->handling->pauses[i].setup.course || self->handling->pauses[i].hold.course ||
            self->handling->pauses[i].patience.course;
    return varies;
}

bool ccs_plan_goes_not_ready(const ccs_plan_t *self)
{
    for (uint32_t i = 0; i < self->n_groups; i++)
        if (ccs_group_goes_not_ready(&self->groups[i])) return true;
    return false;
}

bool ccs_plan_lapses(const ccs_plan_t *self)
{
    for (uint32_t i = 0; i < self->n_types; i++)
        if (self->types[i].turns && self->types[i].turns->lapse) return true;
    return false;
}

bool ccs_plan_sticks(const ccs_plan_t *self)
{
    for (uint32_t i = 0; i < self->n_types; i++)
        if (self->types[i].sticky.is_on) return true;
    return ccs_plan_lapses(self);
}

bool ccs_plan_rings(const ccs_plan_t *self)
{
    for (uint32_t i = 0; i < self->n_groups; i++)
        if (ccs_ringing_is_on(&self->groups[i].ring)) return true;
    return false;
}

uint32_t ccs_plan_n_on_duty(const ccs_plan_t *self)
{
    return self->n_persons > 0 || ccs_plan_goes_not_ready(self) ? self->n_groups : 0;
}

/* Whether some contacts of a backlog are due at a moment of their own. */
static bool has_due_dates(const ccs_plan_t *self)
{
    bool has = false;

    for (uint32_t type = 0; type < self->n_types; type++) has = has || self->types[type].arrivals.backlog.n_due > 0;
    return has;
}

/* Whether customers of a type are not all alike in how they take to waiting: some wait for ever, or look how many do. */
static bool has_kinds_of_patience(const ccs_plan_t *self)
{
    bool has = false;

    for (uint32_t type = 0; type < self->n_types; type++)
        has = has || self->types[type].never_frac > 0 || self->types[type].balk_by_queue.n > 0;
    return has;
}

bool ccs_plan_predicts(const ccs_plan_t *self)
{
    for (uint32_t i = 0; i < self->n_types; i++)
        if (self->types[i].prediction.by != CCS_PREDICTOR_NONE) return true;
    return false;
}

bool ccs_plan_announces(const ccs_plan_t *self)
{
    for (uint32_t i = 0; i < self->n_types; i++)
        if (self->types[i].announcement.is_made) return true;
    return false;
}

static bool has_order(const ccs_plan_t *self, enum ccs_queue_order order)
{
    for (uint32_t i = 0; i < self->n_queues; i++)
        if (self->queues[i].order == order) return true;
    return false;
}

bool ccs_plan_draws_lots(const ccs_plan_t *self)
{
    return has_order(self, CCS_ORDER_SIRO);
}

bool ccs_plan_goes_by_due(const ccs_plan_t *self)
{
    return has_order(self, CCS_ORDER_DUE);
}

bool ccs_plan_calls_back(const ccs_plan_t *self)
{
    for (uint32_t i = 0; i < self->n_types; i++)
        if (self->types[i].callback) return true;
    return false;
}

bool ccs_plan_bounds_abandonment(const ccs_plan_t *self)
{
    for (uint32_t i = 0; i < self->n_types; i++)
        if (!isnan(self->types[i].target.abandoned_frac)) return true;
    return self->bounds_beside;
}

bool ccs_plan_chases(const ccs_plan_t *self)
{
    for (uint32_t i = 0; self->deferred && i < self->n_types; i++)
        if (self->deferred[i].chase) return true;
    return false;
}

bool ccs_plan_promises(const ccs_plan_t *self)
{
    for (uint32_t i = 0; i < self->n_types; i++)
        if (self->types[i].callback && ccs_callback_promises(self->types[i].callback)) return true;
    return false;
}

bool ccs_plan_spreads_repeats(const ccs_plan_t *self)
{
    for (uint32_t i = 0; i < self->n_types; i++)
        if (ccs_plan_puts_off_to_day(&self->types[i])) return true;
    return false;
}

uint32_t ccs_plan_cut_at_once(const ccs_plan_t *self)
{
    bool cuts = false;
    uint32_t n = 0;

    for (uint32_t i = 0; i < self->n_outages; i++) cuts = cuts || self->outages[i].in_hand == CCS_IN_HAND_DROP;
    for (uint32_t i = 0; cuts && i < self->n_groups; i++) n += self->groups[i].max_agents * ccs_group_hands(&self->groups[i]);
    return n;
}

bool ccs_again_differs(const ccs_again_t *self)
{
    bool differs = self->further.delay.kind != CCS_DISTRIBUTION_NONE;

    for (int cause = 0; cause < CCS_RETRY_ANSWERED; cause++) differs = differs || self->further.has[cause];
    return differs;
}

bool ccs_plan_repeats_differ(const ccs_plan_t *self)
{
    for (uint32_t i = 0; i < self->n_types; i++)
        if (ccs_again_differs(&self->types[i].again)) return true;
    return self->reconnects != NULL;
}

bool ccs_plan_brings_rest(const ccs_plan_t *self)
{
    bool any = false;

    for (uint32_t i = 0; self->types && i < self->n_types; i++)
        any =
            any || self->types[i].again.redial.draws == CCS_DRAWS_REST || self->types[i].again.reconnect.draws == CCS_DRAWS_REST;
    return any;
}

uint32_t ccs_plan_n_failing(const ccs_plan_t *self)
{
    uint32_t n = 0;

    for (uint32_t i = 0; i < self->n_outages; i++) n += self->outages[i].each;
    return n;
}

bool ccs_plan_takes_messages(const ccs_plan_t *self)
{
    for (uint32_t i = 0; i < self->n_types; i++)
        if (ccs_plan_takes_message(&self->types[i])) return true;
    return false;
}

bool ccs_plan_has_bot_queues(const ccs_plan_t *self)
{
    for (uint32_t i = 0; i < self->n_nodes; i++)
        if (self->nodes[i].waits) return true;
    return false;
}

bool ccs_plan_serves_campaign(const ccs_plan_t *self, uint32_t campaign, uint32_t group)
{
    const ccs_routing_t *const routing = &self->types[self->campaigns[campaign].type].routing;
    bool any = false;

    for (uint32_t pair = routing->first_pair; pair < routing->first_pair + routing->n_pairs; pair++)
        any = any || self->pairs[pair].group == group;
    return any;
}

uint32_t ccs_plan_n_forecast(const ccs_plan_t *self)
{
    for (uint32_t i = 0; i < self->n_types; i++)
        if (self->types[i].arrivals.is_forecast) return self->n_types;
    return 0;
}

bool ccs_plan_goes_further(const ccs_plan_t *self)
{
    return self->n_campaigns > 0 || self->handling || ccs_plan_repeats_differ(self) || self->rules || ccs_plan_predicts(self) ||
        ccs_plan_announces(self) || ccs_plan_calls_back(self) || ccs_plan_goes_by_due(self) || ccs_plan_rings(self) ||
        ccs_plan_sticks(self) || ccs_plan_shares_agents(self) || ccs_plan_paces(self) || ccs_plan_has_desks(self) ||
        self->n_call_flows > 0 || ccs_plan_stops_agents(self) || self->n_intraday > 0 || ccs_plan_spreads_repeats(self) ||
        ccs_plan_counts_later(self) || ccs_plan_n_forecast(self) > 0 || self->outcomes || self->deferred || self->careers ||
        self->switching;
}

bool ccs_plan_is_plain(const ccs_plan_t *self)
{
    return !ccs_plan_goes_further(self) && !ccs_plan_varies(self) && self->n_persons == 0 && !ccs_plan_goes_not_ready(self) &&
        !self->own_hours.set_of && !has_due_dates(self) && !has_kinds_of_patience(self) && !ccs_plan_draws_lots(self);
}

bool ccs_plan_is_lean(const ccs_plan_t *self)
{
    if (!ccs_plan_is_plain(self)) return false;
    for (uint32_t i = 0; i < self->n_types; i++) {
        const ccs_type_t *const t = &self->types[i];

        if (ccs_plan_has_ivr(t) || t->trunk != CCS_NONE || t->balk_frac > 0 || t->again.frac[CCS_RETRY_ANSWERED] > 0)
            return false;
        if (reads_busy(t->routing.agent_selection)) return false;
    }
    for (uint32_t i = 0; i < self->n_queues; i++)
        if (self->queues[i].limit != CCS_NONE) return false;
    for (uint32_t i = 0; i < self->n_groups; i++)
        if (reads_busy(self->groups[i].agent_selection)) return false;
    for (uint32_t i = 0; i < self->n_pairs; i++)
        if (self->pairs[i].wrap.kind != CCS_DISTRIBUTION_NONE) return false;
    return true;
}

/* Whether some factor on the rate of a type goes by day. */
static bool has_factor_of_day(const ccs_plan_t *self, const ccs_arrivals_t *arrivals)
{
    const ccs_modulation_t *const what = arrivals->modulation;

    for (uint32_t i = 0; what && i < what->n_factors; i++)
        if (!self->factors[what->factors[i]].by_slot) return true;
    return arrivals->day_factor != CCS_NONE;
}

bool ccs_plan_has_common_draw(const ccs_plan_t *self)
{
    bool has = false;

    for (uint32_t type = 0; type < self->n_types; type++)
        has = has || (self->types[type].arrivals.n_rates > 0 && has_factor_of_day(self, &self->types[type].arrivals));
    for (uint32_t i = 0; i < self->n_staff_steps; i++)
        has = has || self->staff_steps[i].agents != floor(self->staff_steps[i].agents) || self->staff_steps[i].absent_frac > 0;
    return has && self->axis.is_batched;
}

int ccs_plan_draws_apart(const ccs_plan_t *self, const char *what, ccs_err_t *err)
{
    if (ccs_plan_set(self) == 1) return 0;
    return ccs_err_set(err, CCS_ERR_SCENARIO, NULL, "run.variance",
        "%s takes each replication for itself, and here they are drawn in sets of %u: --set run.variance=plain", what,
        ccs_plan_set(self));
}

/* The rows of channel.def. */
static const struct {
    const char *name, *about;
    enum ccs_channel_use use;
    enum ccs_channel_answer answer;
} CHANNELS[] = {
#define X(name, text, use, answer, about) {text, about, CCS_USE_##use, CCS_ANSWER_##answer},
    CCS_CHANNEL_LIST(X)
#undef X
};

const char *ccs_channel_name(enum ccs_channel channel)
{
    CCS_BUG_IF(channel >= CCS_N_CHANNELS);
    return CHANNELS[channel].name;
}

const char *ccs_channel_about(enum ccs_channel channel)
{
    CCS_BUG_IF(channel >= CCS_N_CHANNELS);
    return CHANNELS[channel].about;
}

enum ccs_channel_use ccs_channel_use(enum ccs_channel channel)
{
    CCS_BUG_IF(channel >= CCS_N_CHANNELS);
    return CHANNELS[channel].use;
}

enum ccs_channel_answer ccs_channel_answer(enum ccs_channel channel)
{
    CCS_BUG_IF(channel >= CCS_N_CHANNELS);
    return CHANNELS[channel].answer;
}

const char *ccs_plan_channels(const ccs_plan_t *self, enum ccs_channel_use use, char *text, size_t size)
{
    bool told[CCS_MAX_CHANNELS] = {false};
    size_t n = 0;

    text[0] = '\0';
    for (uint32_t i = 0; i < self->n_types; i++) {
        const uint32_t channel = self->types[i].channel;

        if (self->channels[channel].use != use || self->channels[channel].is_chosen || told[channel] || n >= size ||
            ccs_plan_at_once(self, &self->types[i]) > 1)
            continue;
        told[channel] = true;
        n += (size_t) snprintf(text + n, size - n, "%s%s", n > 0 ? ", " : "", self->channels[channel].name);
    }
    return text;
}

void ccs_plan_heads(const ccs_plan_t *self, ccs_type_head_t *heads)
{
    for (uint32_t i = 0; i < self->n_types; i++) {
        const ccs_type_t *const t = &self->types[i];

        heads[i] = (ccs_type_head_t){.first_tier = t->routing.first_tier,
            .end_tier = t->routing.first_tier + t->routing.n_tiers,
            .trunk = t->trunk,
            .queue = t->queue,
            .n_within = t->target.n_within,
            .has_ivr = ccs_plan_has_ivr(t),
            .abandons = t->patience.kind != CCS_DISTRIBUTION_NONE,
            .balk_frac = t->balk_frac};
        memcpy(heads[i].retry_frac, t->again.frac, sizeof heads[i].retry_frac);
        for (int cause = 0; cause < CCS_RETRY_ANSWERED; cause++)
            if (t->again.further.has[cause])
                heads[i].retry_frac[cause] = fmax(t->again.frac[cause], t->again.further.frac[cause]);
    }
}

#define X(name, text, about) text,
const char *ccs_at_close_name(enum ccs_at_close at_close)
{
    static const char *const names[] = {CCS_AT_CLOSE_LIST(X)};
    return names[at_close];
}

const char *ccs_report_name(enum ccs_report report)
{
    static const char *const names[] = {CCS_REPORT_LIST(X)};
    return names[report];
}

const char *ccs_counted_in_name(enum ccs_counted_in counted_in)
{
    static const char *const names[] = {CCS_COUNTED_IN_LIST(X)};
    return names[counted_in];
}

const char *ccs_mode_name(enum ccs_mode mode)
{
    static const char *const names[] = {CCS_MODE_LIST(X)};
    return names[mode];
}
#undef X

const char *ccs_agent_selection_name(enum ccs_agent_selection rule)
{
    static const char *const names[] = {
#define X(name, text, candidates, reads, about) text,
        CCS_AGENT_SELECTION_LIST(X)
#undef X
    };
    return names[rule];
}

const char *ccs_contact_selection_name(enum ccs_contact_selection rule)
{
    static const char *const names[] = {
#define X(name, text, candidates, levels, about) text,
        CCS_CONTACT_SELECTION_LIST(X)
#undef X
    };
    return names[rule];
}

enum ccs_candidates ccs_agent_selection_candidates(enum ccs_agent_selection rule)
{
    static const enum ccs_candidates candidates[] = {
#define X(name, text, candidates, reads, about) CCS_CANDIDATES_##candidates,
        CCS_AGENT_SELECTION_LIST(X)
#undef X
    };
    return candidates[rule];
}

enum ccs_levels ccs_contact_selection_levels(enum ccs_contact_selection rule)
{
    static const enum ccs_levels levels[] = {
#define X(name, text, candidates, levels, about) CCS_LEVELS_##levels,
        CCS_CONTACT_SELECTION_LIST(X)
#undef X
    };
    return levels[rule];
}

/* --- sums over open cells ---------------------------------------------------------------------------------------------- */

double ccs_plan_open_s(const ccs_plan_t *self, double start_s, double end_s, uint32_t *first)
{
    double sum_s = 0;

    while (*first < self->n_cells && self->cells[*first].end_s <= start_s) ++*first;
    for (uint32_t c = *first; c < self->n_cells && self->cells[c].start_s < end_s; c++)
        if (self->cells[c].open) sum_s += fmin(end_s, self->cells[c].end_s) - fmax(start_s, self->cells[c].start_s);
    return sum_s;
}

/* The same of the hours in which a type is open. */
static double served_s(const ccs_plan_t *self, uint32_t type, const ccs_rate_t *rate, uint32_t *first)
{
    double sum_s = ccs_plan_open_s(self, rate->start_s, rate->end_s, first);

    for (uint32_t c = *first; self->own_hours.set_of && c < self->n_cells && self->cells[c].start_s < rate->end_s; c++)
        if (ccs_plan_is_closed(self, type, c))
            sum_s -= fmin(rate->end_s, self->cells[c].end_s) - fmax(rate->start_s, self->cells[c].start_s);
    return sum_s;
}

double ccs_plan_fresh(const ccs_plan_t *self, uint32_t type)
{
    const ccs_type_t *const t = &self->types[type];
    uint32_t cell = 0;
    double sum = 0;

    for (uint32_t i = t->arrivals.first_rate; i < t->arrivals.first_rate + t->arrivals.n_rates; i++) {
        const ccs_rate_t *const r = &self->rates[i];

        sum +=
            r->per_s * (ccs_plan_comes_outside(t) ? r->end_s - r->start_s : ccs_plan_open_s(self, r->start_s, r->end_s, &cell));
    }
    return sum;
}

double ccs_plan_fresh_closed(const ccs_plan_t *self, uint32_t type)
{
    const ccs_type_t *const t = &self->types[type];
    uint32_t cell = 0;
    double sum = 0;

    for (uint32_t i = t->arrivals.first_rate; i < t->arrivals.first_rate + t->arrivals.n_rates && ccs_plan_comes_outside(t);
         i++) {
        const ccs_rate_t *const r = &self->rates[i];

        sum += r->per_s * (r->end_s - r->start_s - served_s(self, type, r, &cell));
    }
    return sum;
}

ccs_staff_s_t ccs_plan_staff_s(const ccs_plan_t *self, uint32_t group)
{
    const ccs_group_t *const g = &self->groups[group];
    ccs_staff_s_t sum = {0};
    uint32_t cell = 0;

    for (uint32_t i = g->first_step; i < g->first_step + g->n_steps; i++) {
        const ccs_staff_step_t *const step = &self->staff_steps[i];
        const bool last = i + 1 == g->first_step + g->n_steps;
        const double open_s = ccs_plan_open_s(self, step->time_s, last ? (double) INFINITY : step[1].time_s, &cell);

        sum.rostered_s += (step->agents + step->off) * open_s;
        sum.scheduled_s += step->agents * open_s;
        sum.present_s += step->agents * (1 - step->absent_frac) * open_s;
    }
    return sum;
}

double ccs_plan_agent_s(const ccs_plan_t *self, uint32_t group)
{
    return ccs_plan_staff_s(self, group).scheduled_s;
}

double ccs_plan_team_agents(const ccs_plan_t *self, const ccs_group_t *team, double time_s)
{
    double agents = 0;

    for (uint32_t i = 0; i < team->n_classes; i++) agents += ccs_plan_agents(self, team->first_class + i, time_s);
    return agents;
}

double ccs_plan_net(double scheduled, double shrinkage_frac)
{
    const double net = scheduled * (1 - shrinkage_frac), whole = round(net);

    return fabs(net - whole) < 1e-9 * fmax(1, net) ? whole : net;
}

/* How many of the ascending numbers are below n. */
static uint32_t count_below(const ccs_members_t *self, double n)
{
    uint32_t first = 0, end = self->n;

    while (first < end) {
        const uint32_t middle = first + (end - first) / 2;

        if (self->numbers[middle] < n) first = middle + 1;
        else end = middle;
    }
    return first;
}

double ccs_members_of(const ccs_members_t *self, uint32_t n_named, double agents)
{
    const double whole = floor(agents), frac = agents - whole;
    const uint32_t n = count_below(self, whole);
    const bool has_next = n < self->n && self->numbers[n] == whole;

    if (agents > n_named + (double) self->first_other && self->end_other > self->first_other)
        return fmin(n + agents - n_named - self->first_other, n + (double) (self->end_other - self->first_other));
    return n + (has_next ? frac : 0);
}

ccs_staff_s_t ccs_plan_team_staff_s(const ccs_plan_t *self, const ccs_group_t *team)
{
    ccs_staff_s_t all = {0};

    for (uint32_t i = 0; i < team->n_classes; i++) {
        const ccs_staff_s_t own = ccs_plan_staff_s(self, team->first_class + i);

        all.rostered_s += own.rostered_s;
        all.scheduled_s += own.scheduled_s;
        all.present_s += own.present_s;
    }
    return all;
}
