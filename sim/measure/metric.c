/* metric.c - def/metric.def turned into code: expressions over the facts of one entity. */
#include "metric.h"

#include <math.h>
#include <stddef.h>
#include <string.h>

#include "counted.h"
#include "evenness.h"
#include "idle_quantile.h"
#include "time_class.h"

/* The facts of one entity over one record, added up; what expressions see as f. */
typedef struct {
    double type[CCS_N_TYPE_FACTS], pair[CCS_N_PAIR_FACTS], group[CCS_N_GROUP_FACTS], trunk[CCS_N_TRUNK_FACTS];
    double duty[CCS_N_DUTY_FACTS], off[CCS_N_OFF_FACTS], handling[CCS_N_HANDLING_FACTS], halt[CCS_N_HALT_FACTS];
    double within[CCS_N_WITHIN_FACTS][CCS_MAX_WITHIN];
    bool has_target, misses;    /* a type with a target and offered contacts; one that does not reach it */
    double attended_s, among_s; /* of agents' time, what is theirs, and the time logged in of which it is told as a share */
    double sl_met, sl_all, waiting_s, met_ivr, max_wait_s, max_queue, most_busy;
    /* What only plans that go further read, or agents or details are told of: others leave it as it is. */
    double journey[CCS_N_JOURNEY_FACTS], ring[CCS_N_RING_FACTS], sticky[CCS_N_STICKY_FACTS];
    double customer[CCS_N_CUSTOMER_FACTS], forecast[CCS_N_FORECAST_FACTS];
    double called_wait_s, called_answers; /* of who accepted, what counts as answered */
    double messages;                      /* who accepted to leave one */
    double hands[CCS_N_HANDS_FACTS], turns[CCS_N_TURNS_FACTS], lapse[CCS_N_LAPSE_FACTS], switching[CCS_N_SWITCHING_FACTS];
    double callback[CCS_N_CALLBACK_FACTS], callback_pair[CCS_N_CALLBACK_PAIR_FACTS];
    double agent[CCS_N_AGENT_FACTS], rule[CCS_N_INTRADAY_FACTS], campaign[CCS_N_CAMPAIGN_FACTS];
    double prediction[CCS_N_PREDICTION_FACTS], node[CCS_N_NODE_FACTS], flow[CCS_N_FLOW_FACTS], path[CCS_N_PATH_FACTS];
    double bot[CCS_N_BOT_FACTS];
    double outage[CCS_N_OUTAGE_FACTS], seat[CCS_N_SEAT_FACTS];
    double due[CCS_N_DUE_FACTS];
    double *career;                       /* where people have careers: the same */
    double *outcome, *verdict;            /* where contacts have outcomes: whose room is the caller's, as few plans have any */
    double customers;                     /* there when the run begins; 0: of some type from which they leave it is not said */
    double *cause, *burden;               /* and where it is told what customers mind */
    double *spend, *charge, *bill;        /* the same where it is asked what things cost */
    double ports_busy_s, sessions_busy_s; /* of flows whose ports, of nodes whose sessions are limited */
    double idle_quantiles[3];             /* of shares of the time logged in, over agents: 0.1, 0.5, 0.9 */
    double time_quantiles[2];             /* of times to resolution: 0.5, 0.9; 0: nothing was resolved */
    double idle_squares, taken_squares;   /* of what each agent has over an even share of it, times that share, summed */
    double detail[CCS_N_DETAIL_FACTS], taking[CCS_N_TAKING_FACTS];
    bool has_following; /* waits that vary, each behind another one */
} entity_facts_t;

#define T(fact)              f->type[CCS_FACT_##fact]
#define P(fact)              f->pair[CCS_FACT_##fact]
#define G(fact)              f->group[CCS_FACT_##fact]
#define D(fact)              f->duty[CCS_FACT_##fact]
#define K(fact)              f->sticky[CCS_FACT_##fact]
#define R(fact)              f->ring[CCS_FACT_##fact]
#define J(fact)              f->journey[CCS_FACT_##fact]
#define H(fact)              f->handling[CCS_FACT_##fact]
#define V(fact)              f->customer[CCS_FACT_##fact]
#define M(fact)              f->forecast[CCS_FACT_##fact]
#define I(fact)              f->hands[CCS_FACT_##fact]
#define VT(fact)             f->turns[CCS_FACT_##fact]
#define VS(fact)             f->switching[CCS_FACT_##fact]
#define VL(fact)             f->lapse[CCS_FACT_##fact]
#define C(fact)              f->callback[CCS_FACT_##fact]
#define CP(fact)             f->callback_pair[CCS_FACT_##fact]
#define CALLED_WAIT          f->called_wait_s
#define CALLED_ANSWERS       f->called_answers
#define MESSAGES             f->messages
#define L(fact)              f->trunk[CCS_FACT_##fact]
#define O(fact)              f->off[CCS_FACT_##fact]
#define E(fact)              f->prediction[CCS_FACT_##fact]
#define N(fact)              f->node[CCS_FACT_##fact]
#define BQ(fact)             f->bot[CCS_FACT_##fact]
#define F(fact)              f->flow[CCS_FACT_##fact]
#define Y(fact)              f->path[CCS_FACT_##fact]
#define U(fact)              f->outage[CCS_FACT_##fact]
#define DU(fact)             f->due[CCS_FACT_##fact]
#define OC(fact)             f->outcome[CCS_FACT_##fact]
#define IS(fact)             f->verdict[CCS_FACT_##fact]
#define CS(fact)             f->cause[CCS_FACT_##fact]
#define BU(fact)             f->burden[CCS_FACT_##fact]
#define SP(fact)             f->spend[CCS_FACT_##fact]
#define BI(fact)             f->bill[CCS_FACT_##fact]
#define CH(fact)             f->charge[CCS_FACT_##fact]
#define RESOLVED             (f->verdict ? IS(closed_resolved) : 0)
#define RESOLVING            (f->outcome ? OC(ended_resolved) : 0)
#define STAYING              (f->verdict ? IS(closed) - IS(leaving) : 0)
#define CUSTOMERS            f->customers
#define AT_RISK              (f->verdict ? IS(at_risk) : 0)
#define CR(fact)             f->career[CCS_FACT_##fact]
#define B(fact)              f->halt[CCS_FACT_##fact]
#define SE(fact)             f->seat[CCS_FACT_##fact]
#define Z(fact)              f->rule[CCS_FACT_##fact]
#define CA(fact)             f->campaign[CCS_FACT_##fact]
#define PORTS_BUSY           f->ports_busy_s
#define SESSIONS_BUSY        f->sessions_busy_s
#define ATTENDED             f->attended_s
#define AMONG                f->among_s
#define BUSY                 (P(talk_area) + P(wrap_area) - G(beside_area))
#define ANSWERED_WITHIN      f->within[CCS_FACT_answered_within][k]
#define ABANDONED_WITHIN     f->within[CCS_FACT_abandoned_within][k]
#define ABANDONED_SHORT      T(abandoned_short)
#define ANSWERED             T(answered)
#define BLOCKED              T(blocked)
#define NOT_YET_DUE          f->within[CCS_FACT_not_yet_due][k]
#define DUE                  (T(offered) - NOT_YET_DUE)
#define BUT_ABANDONED_WITHIN (DUE - ABANDONED_WITHIN)
#define BUT_ABANDONED_SHORT  (DUE - ABANDONED_SHORT)
#define SL_MET               f->sl_met
#define SL_ALL               f->sl_all
#define DAYS_MET             (f->has_target && !f->misses)
#define DAYS_JUDGED          f->has_target
#define TALKS                (P(talks) - H(consults_taken))
#define WAITING              f->waiting_s
#define MET_IVR              f->met_ivr
#define ROSTERED             (G(scheduled_area) + G(off_area))

#define A(fact)        f->agent[CCS_FACT_##fact]
#define IDLE_EVENLY    ccs_evenness(A(idle_area), A(even_idle_area), f->idle_squares)
#define IDLE_VARIATION ccs_evenness_cv(IDLE_EVENLY)
#define TAKEN_EVENLY   ccs_evenness(A(taken), A(even_taken), f->taken_squares)

#define W(fact)   f->detail[CCS_FACT_##fact]
#define S(fact)   f->taking[CCS_FACT_##fact]
#define FOLLOWING following(f)

/* Nothing has been added up yet: most entities of most plans read the first part alone, and there are many, in each interval. */
static void clear(entity_facts_t *self, bool is_whole)
{
    memset(self, 0, is_whole ? sizeof *self : offsetof(entity_facts_t, journey));
}

static double n_times_covariance(double n, double x, double y, double xy)
{
    return xy - x * y / n;
}

/* Pearson's correlation of waits and those before them; 0 where there is none. */
static double following(const entity_facts_t *f)
{
    const double n = W(follow), before = W(before_wait), after = W(follow_wait);

    if (!f->has_following) return 0;
    return n_times_covariance(n, before, after, W(follow_product)) /
        sqrt(n_times_covariance(n, before, before, W(before_wait2)) * n_times_covariance(n, after, after, W(follow_wait2)));
}

/* Every expression of a list at once, with threshold k. */
#define X(name, unit, kind, num, den, entities, attribution, sense, margin, text)                                                \
    numerators[CCS_METRIC_##name] = num;                                                                                         \
    denominators[CCS_METRIC_##name] = den;

static void evaluate(const entity_facts_t *f, uint32_t k, double *numerators, double *denominators)
{
    CCS_CENTRE_METRIC_LIST(X)
}

static void evaluate_agents(const entity_facts_t *f, double *numerators, double *denominators)
{
    CCS_AGENT_METRIC_LIST(X)
}

static void evaluate_details(const entity_facts_t *f, double *numerators, double *denominators)
{
    CCS_DETAILED_METRIC_LIST(X)
}

static void evaluate_flows(const entity_facts_t *f, double *numerators, double *denominators)
{
    CCS_FLOW_METRIC_LIST(X) CCS_BOT_METRIC_LIST(X)
}

static void evaluate_further(const entity_facts_t *f, uint32_t k, double *numerators, double *denominators)
{
    CCS_FURTHER_METRIC_LIST(X)
}

static void evaluate_due(const entity_facts_t *f, double *numerators, double *denominators)
{
    CCS_DUE_METRIC_LIST(X)
}

static void evaluate_outcomes(const entity_facts_t *f, double *numerators, double *denominators)
{
    CCS_OUTCOME_METRIC_LIST(X)
}

static void evaluate_causes(const entity_facts_t *f, double *numerators, double *denominators)
{
    CCS_CAUSE_METRIC_LIST(X)
}

static void evaluate_money(const entity_facts_t *f, double *numerators, double *denominators)
{
    CCS_MONEY_METRIC_LIST(X)
}

static void evaluate_careers(const entity_facts_t *f, double *numerators, double *denominators)
{
    CCS_CAREER_METRIC_LIST(X)
}

static void evaluate_channels(const entity_facts_t *f, double *numerators, double *denominators)
{
    CCS_CHANNEL_METRIC_LIST(X)
}

static void evaluate_campaigns(const entity_facts_t *f, double *numerators, double *denominators)
{
    CCS_CAMPAIGN_METRIC_LIST(X)
}
#undef X

/* One service level alone, with its first threshold: asked for every type of every interval. */
static void evaluate_level(const entity_facts_t *f, uint32_t metric, double *numerator, double *denominator)
{
    const uint32_t k = 0;

    *numerator = *denominator = 0;
    switch (metric) {
#define LEVEL(X, name, num, den, needs, formula, noun, verb, aside)                                                              \
    case CCS_METRIC_##name:                                                                                                      \
        *numerator = num;                                                                                                        \
        *denominator = den;                                                                                                      \
        break;
        CCS_SERVICE_LEVEL_LIST(LEVEL, )
#undef LEVEL
    }
}

/* One metric alone: asked for every agent of every interval. */
static void evaluate_one(const entity_facts_t *f, enum ccs_metric metric, double *numerator, double *denominator)
{
    const uint32_t k = 0;

    *numerator = *denominator = 0;
    switch (metric) {
#define X(name, unit, kind, num, den, entities, attribution, sense, margin, text)                                                \
    case CCS_METRIC_##name:                                                                                                      \
        *numerator = num;                                                                                                        \
        *denominator = den;                                                                                                      \
        break;
        CCS_METRIC_LIST(X)
#undef X
    case CCS_N_METRICS: break;
    }
}

/* ---- evaluation ----------------------------------------------------------------------------------------------------------------- */

static void add(double *to, const double *from, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++) to[i] += from[i];
}

static const double *callback_row(const ccs_record_t *record, uint32_t type)
{
    return &record->callback[(size_t) type * CCS_N_CALLBACK_FACTS];
}

/* The service level of a type whose target is of something else than the answer. What is not due yet is left out; what nobody waits for any more is missed, unless those
 * who have left are left out. */
static void level_of_promise(const ccs_type_t *type, const double *due, double *num, double *den)
{
    *num = due[CCS_FACT_deadlines_kept];
    *den = due[CCS_FACT_deadlines] - due[CCS_FACT_deadlines_open];
    if (type->target.metric == CCS_METRIC_sl_excl_abandoned) *den -= due[CCS_FACT_deadlines_void];
}

void ccs_metrics_level_of_type(const ccs_facts_t *facts, const ccs_record_t *record, uint32_t id, double *num, double *den)
{
    const ccs_type_t *const type = &facts->plan->types[id];
    double *const row = &record->type[(size_t) id * facts->type_width];
    entity_facts_t own;

    if (facts->plan->deferred && facts->plan->deferred[id].of != CCS_PROMISE_OF_ANSWER) {
        level_of_promise(type, &record->due[(size_t) id * CCS_N_DUE_FACTS], num, den);
        return;
    }
    memcpy(own.type, row, sizeof own.type);
    for (uint32_t i = 0; i < CCS_N_WITHIN_FACTS; i++) own.within[i][0] = *ccs_facts_within(row, (enum ccs_within_fact) i, 0);
    if (type->callback) {
        const ccs_counted_t called = ccs_counted_callbacks(type->callback->counts_as, callback_row(record, id));

        own.type[CCS_FACT_offered] += called.offered;
        own.type[CCS_FACT_answered] += called.answered;
        own.within[CCS_FACT_answered_within][0] += called.answered_within;
    }
    evaluate_level(&own, type->target.metric, num, den);
}

/* A target of a type, where there is one. */
static void judge(double frac, double num, double den, entity_facts_t *to)
{
    if (isnan(frac) || !(den > 0)) return;
    to->has_target = true;
    if (!ccs_metrics_reaches(frac, num, den)) to->misses = true;
}

static void add_service_level(const ccs_facts_t *facts, const ccs_record_t *record, uint32_t id, entity_facts_t *to)
{
    const ccs_type_t *const type = &facts->plan->types[id];
    double num, den;

    ccs_metrics_level_of_type(facts, record, id, &num, &den);
    to->sl_met += num;
    to->sl_all += den;
    judge(type->target.frac, num, den, to);
    if (isnan(type->target.abandoned_frac)) return;
    ccs_metrics_kept_of_type(facts, record, id, &num, &den);
    judge(1 - type->target.abandoned_frac, num, den, to);
}

static void add_type(const ccs_facts_t *facts, const ccs_record_t *record, uint32_t id, entity_facts_t *to)
{
    const ccs_type_t *const type = &facts->plan->types[id];
    double *const row = &record->type[(size_t) id * facts->type_width];

    if (row[CCS_FACT_max_wait] > to->max_wait_s) to->max_wait_s = row[CCS_FACT_max_wait];
    add(to->type, row, CCS_N_TYPE_FACTS);
    for (uint32_t k = 0; k < facts->n_within; k++)
        for (uint32_t i = 0; i < CCS_N_WITHIN_FACTS; i++) to->within[i][k] += *ccs_facts_within(row, (enum ccs_within_fact) i, k);
    add_service_level(facts, record, id, to);
    if (ccs_plan_has_ivr(type) || ccs_plan_has_flow(type)) to->met_ivr += row[CCS_FACT_arrived] - row[CCS_FACT_blocked_lines];
    if (record->queue[type->queue] > to->max_queue) to->max_queue = record->queue[type->queue];
}

static void add_rows(double *to, const double *rows, uint32_t n_facts, const ccs_fact_rows_t *of)
{
    for (uint32_t i = 0; i < of->n; i++) add(to, &rows[(size_t) of->ids[i] * n_facts], n_facts);
}

/* The agents of an entity together. */
static void add_agents(const ccs_record_t *record, const ccs_fact_rows_t *agents, entity_facts_t *to)
{
    for (uint32_t i = 0; i < agents->n; i++) {
        const double *const row = &record->agent[(size_t) agents->ids[i] * CCS_N_AGENT_FACTS];
        const double idle_s = row[CCS_FACT_idle_area], taken = row[CCS_FACT_taken];
        const double longest_idle_s = fmax(to->agent[CCS_FACT_longest_idle], row[CCS_FACT_longest_idle]);
        const double longest_busy_s = fmax(to->agent[CCS_FACT_longest_busy], row[CCS_FACT_longest_busy]);
        const double longest_stay_s = fmax(to->agent[CCS_FACT_longest_stay], row[CCS_FACT_longest_stay]);

        add(to->agent, row, CCS_N_AGENT_FACTS);
        to->agent[CCS_FACT_longest_idle] = longest_idle_s;
        to->agent[CCS_FACT_longest_busy] = longest_busy_s;
        to->agent[CCS_FACT_longest_stay] = longest_stay_s;
        if (row[CCS_FACT_even_idle_area] > 0) to->idle_squares += idle_s * idle_s / row[CCS_FACT_even_idle_area];
        if (row[CCS_FACT_even_taken] > 0) to->taken_squares += taken * taken / row[CCS_FACT_even_taken];
    }
}

/* One agent alone: the facts that pairs and groups have too are the agent's. */
static void add_agent(const double *row, entity_facts_t *to)
{
    memcpy(to->agent, row, sizeof to->agent);
    to->pair[CCS_FACT_answers] = row[CCS_FACT_taken];
    to->pair[CCS_FACT_talks] = row[CCS_FACT_talks_done];
    to->pair[CCS_FACT_talk] = row[CCS_FACT_talk_done];
    to->pair[CCS_FACT_wraps] = row[CCS_FACT_wraps_done];
    to->pair[CCS_FACT_wrap] = row[CCS_FACT_wrap_done];
    to->pair[CCS_FACT_talk_area] = row[CCS_FACT_talking_area];
    to->pair[CCS_FACT_wrap_area] = row[CCS_FACT_wrapping_area];
    to->group[CCS_FACT_beside_area] = row[CCS_FACT_second_area];
    to->group[CCS_FACT_staffed_area] = row[CCS_FACT_logged_in_area];
    to->group[CCS_FACT_scheduled_area] = row[CCS_FACT_due_area];
    to->group[CCS_FACT_off_area] = to->off[CCS_FACT_planned_area] = row[CCS_FACT_shift_area] - row[CCS_FACT_due_area];
    to->group[CCS_FACT_kept_area] = row[CCS_FACT_own_kept_area];
    to->off[CCS_FACT_spent_area] = row[CCS_FACT_own_off_area];
    to->duty[CCS_FACT_not_ready_area] = row[CCS_FACT_unready_area];
    to->halt[CCS_FACT_stopped_area] = row[CCS_FACT_own_stopped_area];
    to->handling[CCS_FACT_transfers] = row[CCS_FACT_own_transfers];
    to->handling[CCS_FACT_escalations] = row[CCS_FACT_own_escalations];
    to->handling[CCS_FACT_failed] = row[CCS_FACT_own_failed];
    to->handling[CCS_FACT_passed_in] = row[CCS_FACT_own_received];
    to->handling[CCS_FACT_consults] = row[CCS_FACT_own_consults];
    to->handling[CCS_FACT_consults_taken] = row[CCS_FACT_own_advice];
    to->handling[CCS_FACT_consults_talk] = row[CCS_FACT_own_advice_time];
    to->ring[CCS_FACT_rings] = row[CCS_FACT_own_rings];
    to->ring[CCS_FACT_ring] = row[CCS_FACT_own_ring];
    to->ring[CCS_FACT_rings_missed] = row[CCS_FACT_own_rings_missed];
}

/* What an agent is off the phones for, of all the time of its shifts. */
static void add_agent_activity(const ccs_plan_t *plan, const ccs_record_t *record, uint32_t id, entity_facts_t *to)
{
    const uint32_t agent = ccs_plan_person_agent(plan, plan->own_offs[id].person);
    const double *const row = &record->agent_activity[(size_t) id * CCS_N_AGENT_ACTIVITY_FACTS];

    to->off[CCS_FACT_planned_area] = row[CCS_FACT_own_planned_area];
    to->off[CCS_FACT_spent_area] = row[CCS_FACT_own_spent_area];
    to->group[CCS_FACT_scheduled_area] = record->agent[(size_t) agent * CCS_N_AGENT_FACTS + CCS_FACT_shift_area];
}

static void add_watched(const ccs_record_t *record, const ccs_entity_t *entity, entity_facts_t *to)
{
    static const double probabilities[] = {0.1, 0.5, 0.9};
    const ccs_fact_rows_t *const agents = &entity->of[CCS_BLOCK_AGENT];

    if (entity->kind == CCS_ENTITY_AGENT) {
        add_agent(&record->agent[(size_t) entity->id * CCS_N_AGENT_FACTS], to);
        return;
    }
    add_agents(record, agents, to);
    for (size_t i = 0; i < sizeof probabilities / sizeof *probabilities; i++)
        to->idle_quantiles[i] = ccs_idle_quantile(record, agents, to->agent[CCS_FACT_logged_in_area], probabilities[i]);
}

static void add_longest(double *to, const double *rows, uint32_t n_facts, const ccs_fact_rows_t *of, uint32_t fact)
{
    to[fact] = 0;
    for (uint32_t i = 0; i < of->n; i++) to[fact] = fmax(to[fact], rows[(size_t) of->ids[i] * n_facts + fact]);
}

/* The most agents of several groups who are busy at once are kept for all of them together only. */
static double most_busy(const ccs_facts_t *facts, const ccs_record_t *record, const ccs_entity_t *entity)
{
    const ccs_fact_rows_t *const groups = &entity->of[CCS_BLOCK_GROUP];

    if (entity->kind == CCS_ENTITY_ALL) return record->crowd[facts->plan->n_groups];
    return groups->n == 1 ? record->crowd[groups->ids[0]] : (double) NAN;
}

static void add_details(const ccs_facts_t *facts, const ccs_record_t *record, const ccs_entity_t *entity, entity_facts_t *f)
{
    const ccs_fact_rows_t *const types = &entity->of[CCS_BLOCK_TYPE], *const pairs = &entity->of[CCS_BLOCK_PAIR];

    add_rows(f->detail, record->detail, CCS_N_DETAIL_FACTS, types);
    add_longest(f->detail, record->detail, CCS_N_DETAIL_FACTS, types, CCS_FACT_max_wait_abandoned);
    add_rows(f->taking, record->taking, CCS_N_TAKING_FACTS, pairs);
    add_longest(f->taking, record->taking, CCS_N_TAKING_FACTS, pairs, CCS_FACT_longest_taken_wait);
    f->most_busy = most_busy(facts, record, entity);
    f->has_following = W(follow) > 1 && n_times_covariance(W(follow), W(before_wait), W(before_wait), W(before_wait2)) > 0 &&
        n_times_covariance(W(follow), W(follow_wait), W(follow_wait), W(follow_wait2)) > 0;
}

static void add_flows(const ccs_plan_t *plan, const ccs_record_t *record, const ccs_entity_t *entity, entity_facts_t *to)
{
    const ccs_fact_rows_t *const flows = &entity->of[CCS_BLOCK_FLOW], *const nodes = &entity->of[CCS_BLOCK_NODE];

    add_rows(to->node, record->node, CCS_N_NODE_FACTS, nodes);
    add_rows(to->bot, record->bot, CCS_N_BOT_FACTS, &entity->of[CCS_BLOCK_BOT]);
    add_rows(to->flow, record->flow, CCS_N_FLOW_FACTS, flows);
    add_rows(to->path, record->path, CCS_N_PATH_FACTS, &entity->of[CCS_BLOCK_PATH]);
    for (uint32_t i = 0; i < flows->n; i++)
        if (plan->call_flows[flows->ids[i]].ports != CCS_NONE)
            to->ports_busy_s += record->flow[(size_t) flows->ids[i] * CCS_N_FLOW_FACTS + CCS_FACT_port_area];
    for (uint32_t i = 0; i < nodes->n; i++)
        if (plan->nodes[nodes->ids[i]].sessions != CCS_NONE)
            to->sessions_busy_s += record->node[(size_t) nodes->ids[i] * CCS_N_NODE_FACTS + CCS_FACT_stay_area];
}

static void add_called_back(const ccs_plan_t *plan, const ccs_record_t *record, const ccs_fact_rows_t *types, entity_facts_t *to)
{
    for (uint32_t i = 0; i < types->n; i++) {
        const ccs_callback_t *const callback = plan->types[types->ids[i]].callback;

        if (!callback) continue;
        const ccs_counted_t called = ccs_counted_callbacks(callback->counts_as, callback_row(record, types->ids[i]));

        to->called_answers += called.answered;
        if (ccs_plan_takes_message(&plan->types[types->ids[i]]))
            to->messages += callback_row(record, types->ids[i])[CCS_FACT_accepted];
        to->called_wait_s += called.wait_s;
    }
    add_rows(to->callback, record->callback, CCS_N_CALLBACK_FACTS, types);
}

/* Of plans that go further: all others have no rows of these. */
static void add_further(const ccs_plan_t *plan, const ccs_record_t *record, const ccs_entity_t *entity, entity_facts_t *to)
{
    add_rows(to->journey, record->journey, CCS_N_JOURNEY_FACTS, &entity->of[CCS_BLOCK_JOURNEY]);
    add_rows(to->handling, record->handling, CCS_N_HANDLING_FACTS, &entity->of[CCS_BLOCK_HANDLING]);
    add_rows(to->customer, record->customer, CCS_N_CUSTOMER_FACTS, &entity->of[CCS_BLOCK_CUSTOMER]);
    add_rows(to->forecast, record->forecast, CCS_N_FORECAST_FACTS, &entity->of[CCS_BLOCK_FORECAST]);
    add_called_back(plan, record, &entity->of[CCS_BLOCK_CALLBACK], to);
    add_rows(to->callback_pair, record->callback_pair, CCS_N_CALLBACK_PAIR_FACTS, &entity->of[CCS_BLOCK_CALLBACK_PAIR]);
    add_rows(to->sticky, record->sticky, CCS_N_STICKY_FACTS, &entity->of[CCS_BLOCK_STICKY]);
    add_rows(to->hands, record->hands, CCS_N_HANDS_FACTS, &entity->of[CCS_BLOCK_HANDS]);
    add_rows(to->turns, record->turns, CCS_N_TURNS_FACTS, &entity->of[CCS_BLOCK_TURNS]);
    add_rows(to->switching, record->switching, CCS_N_SWITCHING_FACTS, &entity->of[CCS_BLOCK_SWITCHING]);
    add_rows(to->lapse, record->lapse, CCS_N_LAPSE_FACTS, &entity->of[CCS_BLOCK_LAPSE]);
    add_rows(to->ring, record->ring, CCS_N_RING_FACTS, &entity->of[CCS_BLOCK_RING]);
    add_rows(to->prediction, record->prediction, CCS_N_PREDICTION_FACTS, &entity->of[CCS_BLOCK_PREDICTION]);
    add_rows(to->outage, record->outage, CCS_N_OUTAGE_FACTS, &entity->of[CCS_BLOCK_OUTAGE]);
    add_rows(to->halt, record->halt, CCS_N_HALT_FACTS, &entity->of[CCS_BLOCK_HALT]);
    add_rows(to->seat, record->seat, CCS_N_SEAT_FACTS, &entity->of[CCS_BLOCK_SEAT]);
    add_rows(to->campaign, record->campaign, CCS_N_CAMPAIGN_FACTS, &entity->of[CCS_BLOCK_CAMPAIGN]);
    add_rows(to->rule, record->intraday, CCS_N_INTRADAY_FACTS, &entity->of[CCS_BLOCK_INTRADAY]);
}

static void add_entity(const ccs_metrics_t *self, const ccs_facts_t *facts, const ccs_record_t *record,
    const ccs_entity_t *entity, entity_facts_t *to)
{
    const ccs_fact_rows_t *const types = &entity->of[CCS_BLOCK_TYPE], *const waiting = &entity->waiting;

    for (uint32_t i = 0; i < types->n; i++) add_type(facts, record, types->ids[i], to);
    /* the most at once of several types together is kept for all of them only */
    if (entity->kind == CCS_ENTITY_ALL) to->max_queue = record->queue[facts->plan->n_queues];
    else if (types->n > 1) to->max_queue = NAN;
    for (uint32_t i = 0; i < waiting->n; i++)
        to->waiting_s += record->type[(size_t) waiting->ids[i] * facts->type_width + CCS_FACT_queue_area];
    add_rows(to->pair, record->pair, CCS_N_PAIR_FACTS, &entity->of[CCS_BLOCK_PAIR]);
    add_rows(to->group, record->group, CCS_N_GROUP_FACTS, &entity->of[CCS_BLOCK_GROUP]);
    add_rows(to->duty, record->duty, CCS_N_DUTY_FACTS, &entity->of[CCS_BLOCK_DUTY]);
    add_rows(to->off, record->off, CCS_N_OFF_FACTS, &entity->of[CCS_BLOCK_OFF]);
    add_rows(to->trunk, record->trunk, CCS_N_TRUNK_FACTS, &entity->of[CCS_BLOCK_TRUNK]);
    if (self->goes_further) add_further(facts->plan, record, entity, to);
    if (facts->plan->n_call_flows > 0) add_flows(facts->plan, record, entity, to);
    if (entity->of[CCS_BLOCK_AGENT].n > 0) add_watched(record, entity, to);
    if (entity->kind == CCS_ENTITY_AGENT_ACTIVITY) add_agent_activity(facts->plan, record, entity->id, to);
    if (ccs_plan_is_detailed(facts->plan)) add_details(facts, record, entity, to);
}

const enum ccs_metric CCS_AGENT_INTERVALS[CCS_N_AGENT_INTERVALS] = {
#define X(name) CCS_METRIC_##name,
    CCS_AGENT_INTERVAL_LIST(X)
#undef X
};

void ccs_metrics_evaluate_agent(const double *row, double num[CCS_N_AGENT_INTERVALS], double den[CCS_N_AGENT_INTERVALS])
{
    entity_facts_t f = {0};

    add_agent(row, &f);
    for (uint32_t i = 0; i < CCS_N_AGENT_INTERVALS; i++) {
        evaluate_one(&f, CCS_AGENT_INTERVALS[i], &num[i], &den[i]);
        if (ccs_metric_row(CCS_AGENT_INTERVALS[i])->kind == CCS_KIND_COUNT) den[i] = 1;
    }
}

/* Numerator and denominator of the row itself become those of what is told of it. NAN stays. */
static void tell_ratio(enum ccs_metric_as as, double *num, double *den)
{
    const bool has_ratio = *den > 0 && !isnan(*num);

    if (isnan(*den)) return;
    if (as == CCS_AS_MEAN_OF_RATIOS) *num = has_ratio ? *num / *den : 0;
    else *num = !has_ratio;
    *den = as == CCS_AS_LEFT_OUT || has_ratio;
}

/* Of several types the oldest contact of all. */
static void add_due(const ccs_record_t *record, const ccs_entity_t *entity, entity_facts_t *to)
{
    const ccs_fact_rows_t *const types = &entity->of[CCS_BLOCK_DUE];

    add_rows(to->due, record->due, CCS_N_DUE_FACTS, types);
    add_longest(to->due, record->due, CCS_N_DUE_FACTS, types, CCS_FACT_oldest_at_end);
}

static double customers_of(const ccs_plan_t *plan, const ccs_fact_rows_t *types)
{
    double n = 0;

    for (uint32_t i = 0; i < types->n; i++) {
        const ccs_outcome_t *const outcome = &plan->outcomes[types->ids[i]];

        if (outcome->churn.is_on && !(outcome->customers > 0)) return 0;
        if (outcome->churn.is_on) n += outcome->customers;
    }
    return n;
}

static void add_times(const ccs_record_t *record, const ccs_entity_t *entity, entity_facts_t *to)
{
    static const double probabilities[] = {0.5, 0.9};
    double took[CCS_N_TOOK_FACTS] = {0};

    add_rows(took, record->took, CCS_N_TOOK_FACTS, &entity->of[CCS_BLOCK_TOOK]);
    for (size_t i = 0; i < sizeof probabilities / sizeof *probabilities; i++)
        to->time_quantiles[i] =
            to->verdict[CCS_FACT_closed_resolved] > 0 ? ccs_time_class_quantile(took, CCS_N_TOOK_FACTS, probabilities[i]) : 0;
}

/* @param outcome, verdict  room for the facts of one row each */
static void add_outcomes(const ccs_record_t *record, const ccs_entity_t *entity, double *outcome, double *verdict,
    entity_facts_t *to)
{
    memset(outcome, 0, CCS_N_OUTCOME_FACTS * sizeof *outcome);
    memset(verdict, 0, CCS_N_VERDICT_FACTS * sizeof *verdict);
    add_rows(outcome, record->outcome, CCS_N_OUTCOME_FACTS, &entity->of[CCS_BLOCK_OUTCOME]);
    add_rows(verdict, record->verdict, CCS_N_VERDICT_FACTS, &entity->of[CCS_BLOCK_VERDICT]);
    to->outcome = outcome;
    to->verdict = verdict;
    add_times(record, entity, to);
}

/* @param cause, burden  the same */
static void add_causes(const ccs_record_t *record, const ccs_entity_t *entity, double *cause, double *burden, entity_facts_t *to)
{
    memset(cause, 0, CCS_N_CAUSE_FACTS * sizeof *cause);
    memset(burden, 0, CCS_N_BURDEN_FACTS * sizeof *burden);
    add_rows(cause, record->cause, CCS_N_CAUSE_FACTS, &entity->of[CCS_BLOCK_CAUSE]);
    add_rows(burden, record->burden, CCS_N_BURDEN_FACTS, &entity->of[CCS_BLOCK_BURDEN]);
    to->cause = cause;
    to->burden = burden;
}

/* @param spend, charge, bill  the same */
static void add_money(const ccs_record_t *record, const ccs_entity_t *entity, double *spend, double *charge, double *bill,
    entity_facts_t *to)
{
    memset(spend, 0, CCS_N_SPEND_FACTS * sizeof *spend);
    memset(charge, 0, CCS_N_CHARGE_FACTS * sizeof *charge);
    memset(bill, 0, CCS_N_BILL_FACTS * sizeof *bill);
    add_rows(spend, record->spend, CCS_N_SPEND_FACTS, &entity->of[CCS_BLOCK_SPEND]);
    add_rows(charge, record->charge, CCS_N_CHARGE_FACTS, &entity->of[CCS_BLOCK_CHARGE]);
    add_rows(bill, record->bill, CCS_N_BILL_FACTS, &entity->of[CCS_BLOCK_BILL]);
    to->spend = spend;
    to->bill = bill;
    to->charge = charge;
}

/* @param career  room for the facts of one row */
static void add_careers(const ccs_record_t *record, const ccs_entity_t *entity, double *career, entity_facts_t *to)
{
    memset(career, 0, CCS_N_CAREER_FACTS * sizeof *career);
    add_rows(career, record->career, CCS_N_CAREER_FACTS, &entity->of[CCS_BLOCK_CAREER]);
    to->career = career;
}

/* Time logged in of the agents among whose time that of the entity is: its groups, of a pair those of the team; else of all, so that types and channels add up. */
static double among_s(const ccs_plan_t *plan, const ccs_record_t *record, const ccs_entity_t *entity)
{
    const ccs_fact_rows_t *const groups = &entity->of[CCS_BLOCK_GROUP], *const pairs = &entity->of[CCS_BLOCK_PAIR];
    const uint32_t team = entity->kind == CCS_ENTITY_PAIR ? plan->groups[plan->pairs[pairs->ids[0]].group].team : CCS_NONE;
    double sum = 0;

    for (uint32_t i = 0; i < groups->n; i++)
        sum += record->group[(size_t) groups->ids[i] * CCS_N_GROUP_FACTS + CCS_FACT_staffed_area];
    for (uint32_t g = 0; groups->n == 0 && g < plan->n_groups; g++)
        if (team == CCS_NONE || plan->groups[g].team == team)
            sum += record->group[(size_t) g * CCS_N_GROUP_FACTS + CCS_FACT_staffed_area];
    return sum;
}

/* Agents' time is divided where they may have several contacts in hand; else it is that of the one. */
static void add_attention(const ccs_plan_t *plan, const ccs_record_t *record, const ccs_entity_t *entity, entity_facts_t *to)
{
    double divided[CCS_N_ATTENTION_FACTS] = {0};

    add_rows(divided, record->attention, CCS_N_ATTENTION_FACTS, &entity->of[CCS_BLOCK_ATTENTION]);
    to->attended_s = ccs_plan_shares_agents(plan) ? divided[CCS_FACT_attention_area]
                                                  : to->pair[CCS_FACT_talk_area] + to->pair[CCS_FACT_wrap_area];
    to->among_s = among_s(plan, record, entity);
}

void ccs_metrics_evaluate(const ccs_metrics_t *self, const ccs_facts_t *facts, const ccs_record_t *record, uint32_t entity,
    double open_s, double *num, double *den)
{
    double rows_num[CCS_MAX_WITHIN][CCS_N_METRICS], rows_den[CCS_MAX_WITHIN][CCS_N_METRICS];
    double outcome[CCS_N_OUTCOME_FACTS], verdict[CCS_N_VERDICT_FACTS], spend[CCS_N_SPEND_FACTS], charge[CCS_N_CHARGE_FACTS],
        career[CCS_N_CAREER_FACTS], bill[CCS_N_BILL_FACTS], cause[CCS_N_CAUSE_FACTS], burden[CCS_N_BURDEN_FACTS];
    const uint16_t *const summed = &self->summed[(size_t) entity * self->n_metrics];
    entity_facts_t f;

    clear(&f,
        self->goes_further || self->plan->n_call_flows > 0 || ccs_plan_n_watched(self->plan) > 0 ||
            ccs_plan_is_detailed(self->plan) || self->plan->money);
    add_entity(self, facts, record, &self->entities[entity], &f);
    for (uint32_t k = 0; k < facts->n_within; k++) evaluate(&f, k, rows_num[k], rows_den[k]);
    if (ccs_plan_n_watched(self->plan) > 0) evaluate_agents(&f, rows_num[0], rows_den[0]);
    if (ccs_plan_is_detailed(self->plan)) evaluate_details(&f, rows_num[0], rows_den[0]);
    if (self->plan->n_call_flows > 0) evaluate_flows(&f, rows_num[0], rows_den[0]);
    if (self->goes_further) evaluate_further(&f, 0, rows_num[0], rows_den[0]);
    if (self->plan->deferred) add_due(record, &self->entities[entity], &f);
    if (self->plan->deferred) evaluate_due(&f, rows_num[0], rows_den[0]);
    if (self->plan->outcomes) {
        add_outcomes(record, &self->entities[entity], outcome, verdict, &f);
        f.customers = customers_of(self->plan, &self->entities[entity].of[CCS_BLOCK_VERDICT]);
    }
    if (self->plan->outcomes) evaluate_outcomes(&f, rows_num[0], rows_den[0]);
    if (self->tells_causes) add_causes(record, &self->entities[entity], cause, burden, &f);
    if (self->tells_causes) evaluate_causes(&f, rows_num[0], rows_den[0]);
    if (self->plan->money) add_money(record, &self->entities[entity], spend, charge, bill, &f);
    if (self->plan->money) evaluate_money(&f, rows_num[0], rows_den[0]);
    if (self->plan->careers) add_careers(record, &self->entities[entity], career, &f);
    if (self->plan->careers) evaluate_careers(&f, rows_num[0], rows_den[0]);
    if (self->has_channels) add_attention(self->plan, record, &self->entities[entity], &f);
    if (self->has_channels) evaluate_channels(&f, rows_num[0], rows_den[0]);
    if (self->plan->n_campaigns > 0) evaluate_campaigns(&f, rows_num[0], rows_den[0]);
    for (uint32_t i = 0; i < self->n_metrics; i++) num[i] = den[i] = (double) NAN;
    for (uint32_t k = 0; k < self->n_summed[entity]; k++) {
        const uint32_t i = summed[k];
        const ccs_metric_t *const m = &self->metrics[i];

        num[i] = rows_num[m->threshold][m->metric];
        den[i] = m->kind == CCS_KIND_COUNT ? 1 : m->kind == CCS_KIND_AVERAGE ? open_s : rows_den[m->threshold][m->metric];
        if (m->as != CCS_AS_SUMS) tell_ratio(m->as, &num[i], &den[i]);
    }
}
