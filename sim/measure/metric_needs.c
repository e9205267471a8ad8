/* metric_needs.c - which entities have what some metrics need: shrinkage, persons, pauses, ways out of nodes of call flows, outages. */
#include "metric_needs.h"

#include "seats.h"

#include <string.h>

bool ccs_metric_handles(const ccs_plan_t *plan, bool by_legs)
{
    return by_legs ? plan->handling && plan->handling->any_leg : ccs_plan_pauses(plan);
}

bool ccs_metric_lapses(const ccs_plan_t *plan, const ccs_entity_t *entity)
{
    const ccs_fact_rows_t *const types = &entity->of[CCS_BLOCK_TYPE];
    bool any = false;

    for (uint32_t i = 0; i < types->n; i++)
        any = any || (plan->types[types->ids[i]].turns && plan->types[types->ids[i]].turns->lapse);
    return any;
}

bool ccs_metric_shrinks(const ccs_plan_t *plan, const ccs_entity_t *entity)
{
    const ccs_fact_rows_t *const groups = &entity->of[CCS_BLOCK_GROUP];
    bool any = false;

    for (uint32_t i = 0; i < groups->n; i++) any = any || plan->groups[groups->ids[i]].shrinks;
    return any;
}

/* The group of an agent of the plan. */
static const ccs_group_t *group_of_agent(const ccs_plan_t *plan, uint32_t agent)
{
    const ccs_group_t *group = plan->groups;

    while (agent - group->first_agent >= group->max_agents) group++;
    return group;
}

bool ccs_metric_is_of_persons(const ccs_plan_t *plan, const ccs_entity_t *entity)
{
    const ccs_fact_rows_t *const groups = &entity->of[CCS_BLOCK_GROUP];
    bool all = groups->n > 0;

    if (entity->kind == CCS_ENTITY_AGENT_ACTIVITY) return true;
    if (entity->kind == CCS_ENTITY_AGENT) return group_of_agent(plan, entity->id)->n_persons > 0;
    for (uint32_t i = 0; i < groups->n; i++) all = all && plan->teams[plan->groups[groups->ids[i]].team].n_persons > 0;
    return all;
}

bool ccs_metric_goes_not_ready(const ccs_plan_t *plan, const ccs_entity_t *entity)
{
    const ccs_fact_rows_t *const groups = &entity->of[CCS_BLOCK_GROUP];
    bool any = false;

    for (uint32_t i = 0; i < groups->n; i++) any = any || ccs_group_goes_not_ready(&plan->groups[groups->ids[i]]);
    return any || (entity->kind == CCS_ENTITY_AGENT && ccs_group_goes_not_ready(group_of_agent(plan, entity->id)));
}

/* Whether customers who chase come as the type. */
static bool is_chased_through(const ccs_plan_t *plan, uint32_t type)
{
    for (uint32_t i = 0; i < plan->n_types; i++)
        if (plan->deferred[i].chase && plan->deferred[i].chase->through == type) return true;
    return false;
}

static bool has_deferred(const ccs_plan_t *plan, uint32_t type, enum ccs_deferred_figures figures)
{
    const ccs_deferred_t *const deferred = &plan->deferred[type];

    switch (figures) {
    case CCS_DEFERRED_DEADLINES: return deferred->is_told;
    case CCS_DEFERRED_THREADS: return deferred->touches != NULL;
    case CCS_DEFERRED_CHASED: return deferred->chase != NULL;
    case CCS_DEFERRED_CHASING: return is_chased_through(plan, type);
    }
    return false;
}

bool ccs_metric_has_deferred(const ccs_plan_t *plan, const ccs_entity_t *entity, enum ccs_deferred_figures figures)
{
    const ccs_fact_rows_t *const types = &entity->of[CCS_BLOCK_TYPE];
    bool any = false;

    for (uint32_t i = 0; i < types->n && plan->deferred; i++) any = any || has_deferred(plan, types->ids[i], figures);
    return any;
}

bool ccs_metric_rings(const ccs_plan_t *plan, const ccs_entity_t *entity)
{
    const ccs_fact_rows_t *const groups = &entity->of[CCS_BLOCK_GROUP];
    bool any = false;

    for (uint32_t i = 0; i < groups->n; i++) any = any || ccs_ringing_is_on(&plan->groups[groups->ids[i]].ring);
    return any || (entity->kind == CCS_ENTITY_AGENT && ccs_ringing_is_on(&group_of_agent(plan, entity->id)->ring));
}

static bool has_figures(const ccs_outcome_t *outcome, enum ccs_outcome_figures of)
{
    if (!ccs_outcome_is_on(outcome)) return false;
    switch (of) {
    case CCS_OUTCOME_RESOLVED: return true;
    case CCS_OUTCOME_MARKED: return outcome->csat.n_marks > 0;
    case CCS_OUTCOME_RECOMMENDED: return outcome->nps.n_marks > 0;
    case CCS_OUTCOME_EASE: return outcome->ces.n_marks > 0;
    case CCS_OUTCOME_SURVEYED: return outcome->csat.n_marks > 0 && outcome->survey.response_frac > 0;
    case CCS_OUTCOME_LEAVING: return outcome->churn.is_on;
    case CCS_OUTCOME_MOVING: return ccs_outcome_moves_demand(outcome);
    case CCS_OUTCOME_DECIDING: return outcome->authority_frac > 0;
    case CCS_OUTCOME_VISITS: return outcome->visit.fails_frac > 0;
    }
    return false;
}

bool ccs_metric_has_outcomes(const ccs_plan_t *plan, const ccs_entity_t *entity, enum ccs_outcome_figures of)
{
    const ccs_fact_rows_t *const pairs = &entity->of[CCS_BLOCK_PAIR];
    bool any = false;

    for (uint32_t i = 0; plan->outcomes && i < pairs->n; i++)
        any = any || has_figures(&plan->outcomes[plan->pairs[pairs->ids[i]].type], of);
    return any;
}

static bool has_career(const ccs_career_t *career, enum ccs_career_figures of)
{
    if (!career->is_on) return false;
    switch (of) {
    case CCS_CAREER_ANY: return true;
    case CCS_CAREER_QUITS: return ccs_career_quits(career);
    case CCS_CAREER_TIRED: return career->fatigue.work != 0 || career->fatigue.quality != 0;
    case CCS_CAREER_BURNING: return career->burnout.rises > 0;
    case CCS_CAREER_SCORED: return ccs_career_scores(career);
    case CCS_CAREER_ERRING: return career->compliance.errors_frac > 0;
    }
    return false;
}

bool ccs_metric_has_careers(const ccs_plan_t *plan, const ccs_entity_t *entity, enum ccs_career_figures of)
{
    const ccs_fact_rows_t *const groups = &entity->of[CCS_BLOCK_CAREER];
    bool any = false;

    for (uint32_t i = 0; i < groups->n; i++) any = any || has_career(&plan->careers[groups->ids[i]], of);
    return any;
}

bool ccs_metric_has_further(const ccs_plan_t *plan)
{
    return ccs_plan_goes_further(plan) || plan->n_beside > 0;
}

static bool tells_of_callbacks(const ccs_plan_t *plan, uint32_t type)
{
    bool any = plan->types[type].callback;

    for (uint32_t i = 0; i < plan->n_beside; i++) any = any || !strcmp(plan->beside[i], plan->types[type].name);
    return any;
}

bool ccs_metric_has_slots(const ccs_plan_t *plan, const ccs_entity_t *entity)
{
    bool any = false;

    for (uint32_t i = 0; i < entity->waiting.n; i++) {
        const ccs_callback_t *const callback = plan->types[entity->waiting.ids[i]].callback;

        any = any || (callback && callback->way == CCS_CALLBACK_SLOTS);
    }
    return any;
}

bool ccs_metric_calls_back(const ccs_plan_t *plan, const ccs_entity_t *entity)
{
    bool any = entity->kind == CCS_ENTITY_PAIR && tells_of_callbacks(plan, plan->pairs[plan->team_pairs[entity->id]].type);

    for (uint32_t i = 0; i < entity->waiting.n; i++) any = any || tells_of_callbacks(plan, entity->waiting.ids[i]);
    return any;
}

/* An agent is kept while the phone rings. */
static bool keeps_agents(const ccs_callback_t *callback)
{
    return callback->first == CCS_CALLED_FIRST_AGENT && ccs_callback_dials(callback);
}

static bool leaves_message(const ccs_callback_t *callback)
{
    return callback->way == CCS_CALLBACK_MESSAGE;
}

static bool counts_otherwise(const ccs_callback_t *callback)
{
    return callback->counts_as != CCS_COUNTS_NOT_ANSWERED;
}

bool ccs_metric_calls_so(const ccs_plan_t *plan, const ccs_entity_t *entity, const char *metric)
{
    static const struct {
        const char *metric;
        bool (*happens)(const ccs_callback_t *);
    } rows[] = {{"callbacks_hung_up", ccs_callback_dials}, {"callbacks_on_hold", ccs_callback_dials},
        {"agents_dialling", keeps_agents}, {"dial_lost_s", keeps_agents}, {"callback_lateness_s", ccs_callback_promises},
        {"wait_as_counted_s", counts_otherwise}, {"messages_left", leaves_message}};
    const uint32_t *const pair_type = entity->kind == CCS_ENTITY_PAIR ? &plan->pairs[plan->team_pairs[entity->id]].type : NULL;
    const uint32_t n = pair_type ? 1 : entity->waiting.n, *const types = pair_type ? pair_type : entity->waiting.ids;
    size_t row = 0;

    while (row < sizeof rows / sizeof *rows && strcmp(rows[row].metric, metric) != 0) row++;
    if (row == sizeof rows / sizeof *rows || plan->n_beside > 0) return true;
    for (uint32_t i = 0; i < n; i++) {
        const ccs_callback_t *const callback = plan->types[types[i]].callback;

        if (callback && rows[row].happens(callback)) return true;
    }
    return false;
}

static bool has_way(const ccs_plan_t *plan, const ccs_entity_t *entity, unsigned outcomes, unsigned leads)
{
    const ccs_fact_rows_t *const nodes = &entity->of[CCS_BLOCK_NODE];
    bool has = false;

    for (uint32_t i = 0; i < nodes->n && !has; i++) {
        const ccs_node_t *const node = &plan->nodes[nodes->ids[i]];

        for (const ccs_node_way_t *way = &plan->ways[node->first_way]; way < &plan->ways[node->first_way + node->n_ways]; way++)
            has = has || (outcomes >> way->outcome & 1) || (leads >> way->leads & 1);
    }
    return has;
}

/* Whether some outage, or want of a seat, keeps agents of a group from work. */
static bool is_stopped(const ccs_plan_t *plan, uint32_t group)
{
    if (ccs_plan_seats(plan, group) != CCS_NONE) return true;
    for (uint32_t i = 0; i < plan->n_outages; i++)
        if (plan->outages[i].stops[group]) return true;
    return false;
}

bool ccs_metric_stops_any(const ccs_plan_t *plan, uint32_t outage)
{
    for (uint32_t i = 0; i < plan->n_groups; i++)
        if (plan->outages[outage].stops[i]) return true;
    return false;
}

bool ccs_metric_has_seats(const ccs_plan_t *plan, const ccs_entity_t *entity)
{
    const ccs_fact_rows_t *const groups = &entity->of[CCS_BLOCK_GROUP];
    bool any = false;

    for (uint32_t i = 0; i < groups->n; i++) any = any || ccs_plan_seats(plan, groups->ids[i]) != CCS_NONE;
    return any;
}

bool ccs_metric_is_stopped(const ccs_plan_t *plan, const ccs_entity_t *entity)
{
    const ccs_fact_rows_t *const groups = &entity->of[CCS_BLOCK_GROUP];
    bool any = entity->kind == CCS_ENTITY_OUTAGE && ccs_metric_stops_any(plan, entity->id);

    for (uint32_t i = 0; i < groups->n; i++) any = any || is_stopped(plan, groups->ids[i]);
    return any ||
        (entity->kind == CCS_ENTITY_AGENT && is_stopped(plan, (uint32_t) (group_of_agent(plan, entity->id) - plan->groups)));
}

bool ccs_metric_happens_in_outage(const ccs_plan_t *plan, uint32_t outage, const char *metric)
{
    const ccs_outage_t *const it = &plan->outages[outage];
    bool any_flow = false;

    for (uint32_t i = 0; i < plan->n_call_flows; i++) any_flow = any_flow || it->takes_down[i];
    if (it->each && (!strcmp(metric, "recoveries") || !strcmp(metric, "recovery_s"))) return false;
    if (!strcmp(metric, "cut_off")) return it->in_hand == CCS_IN_HAND_DROP && ccs_metric_stops_any(plan, outage);
    if (!strcmp(metric, "kept_out")) return any_flow && it->contacts == CCS_FLOW_DOWN_HANG_UP;
    if (!strcmp(metric, "passed_by")) return any_flow && it->contacts == CCS_FLOW_DOWN_QUEUE;
    return true;
}

static bool is_of_bot_queue(const char *metric)
{
    return !strcmp(metric, "session_waits") || !strcmp(metric, "session_wait_s") || !strcmp(metric, "waiting_for_session");
}

static bool has_bot_queue(const ccs_plan_t *plan, const ccs_entity_t *entity)
{
    const ccs_fact_rows_t *const nodes = &entity->of[CCS_BLOCK_NODE];
    bool has = false;

    for (uint32_t i = 0; i < nodes->n; i++) has = has || plan->nodes[nodes->ids[i]].waits;
    return has;
}

bool ccs_metric_happens(const ccs_plan_t *plan, const ccs_entity_t *entity, const char *metric)
{
    static const struct {
        const char *metric;
        unsigned outcomes, leads; /* bits */
    } rows[] = {{"task_success", 1U << CCS_OUTCOME_SUCCESS | 1U << CCS_OUTCOME_FAILURE, 0},
        {"task_success_net", 1U << CCS_OUTCOME_SUCCESS | 1U << CCS_OUTCOME_FAILURE, 0},
        {"misroutes", 1U << CCS_OUTCOME_MISROUTE, 0}, {"misroute_rate", 1U << CCS_OUTCOME_MISROUTE, 0},
        {"zero_outs", 1U << CCS_OUTCOME_ZERO_OUT, 0}, {"zero_out_rate", 1U << CCS_OUTCOME_ZERO_OUT, 0},
        {"hang_ups", 1U << CCS_OUTCOME_HANG_UP, 1U << CCS_LEADS_AWAY},
        {"hang_up_rate", 1U << CCS_OUTCOME_HANG_UP, 1U << CCS_LEADS_AWAY}, {"to_queue", 0, 1U << CCS_LEADS_QUEUE},
        {"ended", 0, 1U << CCS_LEADS_END}, {"ended_net", 0, 1U << CCS_LEADS_END},
        {"sessions", 1U << CCS_OUTCOME_NO_SESSION | 1U << CCS_OUTCOME_BREAK, 0}, {"no_session", 1U << CCS_OUTCOME_NO_SESSION, 0},
        {"session_blocking", 1U << CCS_OUTCOME_NO_SESSION, 0}, {"session_occupancy", 1U << CCS_OUTCOME_NO_SESSION, 0},
        {"session_failures", 1U << CCS_OUTCOME_BREAK, 0}, {"session_failure_rate", 1U << CCS_OUTCOME_BREAK, 0},
        {"session_given_up", 1U << CCS_OUTCOME_GIVE_UP, 0}, {"session_abandonment", 1U << CCS_OUTCOME_GIVE_UP, 0}};

    if (is_of_bot_queue(metric) && !has_bot_queue(plan, entity)) return false;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (!strcmp(rows[i].metric, metric)) return has_way(plan, entity, rows[i].outcomes, rows[i].leads);
    return true;
}
