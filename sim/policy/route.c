/* route.c - two questions: for a contact, which agent; for a freed agent, which contact. A rule is its row in def/agent_selection.def or
 * def/contact_selection.def and its score here; selection.h looks for the least one. */
#include "selection.h"

#include <float.h>
#include <math.h>

#include "err.h"

/* ---- for a contact, which agent ------------------------------------------------------------------------------------------------- */

static double score_agent_LONGEST_IDLE(const ccs_candidate_t *it)
{
    return it->world->agents[it->agent].since_s;
}

static double score_agent_LEAST_OCCUPIED(const ccs_candidate_t *it)
{
    return ccs_agent_occupied_frac(&it->world->agents[it->agent], it->world->now_s);
}

static double score_agent_FASTEST(const ccs_candidate_t *it)
{
    return it->world->plan->pairs[it->pair].mean_handle_s;
}

static double score_agent_MOST_PROFICIENT(const ccs_candidate_t *it)
{
    return -it->world->plan->pairs[it->pair].speed;
}

/* When the holder of the agent's post came to the phones; without careers all alike. */
static double score_agent_MOST_EXPERIENCED(const ccs_candidate_t *it)
{
    return it->world->posts.at ? it->world->posts.at[it->agent].began_s : 0;
}

static double score_agent_LEAST_EXPERIENCED(const ccs_candidate_t *it)
{
    return -score_agent_MOST_EXPERIENCED(it);
}

static double score_agent_RANDOM(const ccs_candidate_t *it)
{
    (void) it;
    return 0; /* the draw has decided */
}

static const ccs_group_state_t *group_of(const ccs_candidate_t *it)
{
    return &it->world->groups[it->world->plan->pairs[it->pair].group];
}

static double score_agent_MOST_FREE(const ccs_candidate_t *it)
{
    return -(double) group_of(it)->idle.n;
}

static double score_agent_IDLENESS_RATIO(const ccs_candidate_t *it)
{
    const ccs_group_state_t *const g = group_of(it);

    return g->n_staffed > 0 ? -(double) g->idle.n / g->n_staffed : 0;
}

static double score_agent_LOCAL_FIRST(const ccs_candidate_t *it)
{
    const ccs_plan_t *const plan = it->world->plan;
    const ccs_pair_t *const pair = &plan->pairs[it->pair];

    return plan->groups[pair->group].site != plan->types[pair->type].routing.site;
}

/* Hours from noon of the clock of the group's site, or the centre's. */
static double score_agent_FOLLOW_THE_SUN(const ccs_candidate_t *it)
{
    const ccs_plan_t *const plan = it->world->plan;
    const uint32_t site = plan->groups[plan->pairs[it->pair].group].site;
    const int64_t utc_s = plan->zero_utc + (int64_t) it->world->now_s;
    const int64_t local_s = utc_s + ccs_zone_offset(site == CCS_NONE ? &plan->zone : &plan->sites[site].zone, utc_s);

    return fabs(fmod((double) local_s, 86400) / 3600 - 12);
}

static double score_agent_ROUND_ROBIN(const ccs_candidate_t *it)
{
    return (double) it->world->given[it->world->plan->rules->team_pairs[it->pair]].last;
}

static double score_agent_PERCENT_ALLOCATION(const ccs_candidate_t *it)
{
    const ccs_rules_t *const rules = it->world->plan->rules;
    const double share = rules->shares[it->pair], n = (double) it->world->given[rules->team_pairs[it->pair]].n + 1;

    return share > 0 ? n / share : DBL_MAX;
}

static double score_agent_SCORE(const ccs_candidate_t *it)
{
    const ccs_plan_t *const plan = it->world->plan;

    return -ccs_expression_value(plan->rules->agent_scores[plan->pairs[it->pair].type], ccs_gauge_read, it);
}

static double score_agent_LISTED(const ccs_candidate_t *it)
{
    return it->agent;
}

/* Of the agents with some room, or of the idle ones, in the groups of some pairs, by a rule. */
CCS_INLINE ccs_route_t select_by(const ccs_world_t *world, enum ccs_agent_selection rule, uint32_t contact, const uint32_t *pairs,
    uint32_t n_pairs, ccs_asking_t how)
{
    switch (rule) {
#define X(NAME, name, candidates, reads, text)                                                                                   \
    case CCS_AGENT_SELECTION_##NAME:                                                                                             \
        return ccs_select_agent(world, contact, pairs, n_pairs, how, CCS_CANDIDATES_##candidates, score_agent_##NAME);
        CCS_AGENT_SELECTION_LIST(X)
#undef X
    }
    return (ccs_route_t){CCS_NONE, CCS_NONE};
}

static ccs_route_t select_idle(const ccs_world_t *world, enum ccs_agent_selection rule, uint32_t contact, const uint32_t *pairs,
    uint32_t n_pairs)
{
    return select_by(world, rule, contact, pairs, n_pairs, (ccs_asking_t){.n_in_hand = 0});
}

static ccs_route_t select_with_room(const ccs_world_t *world, enum ccs_agent_selection rule, uint32_t contact,
    const uint32_t *pairs, uint32_t n_pairs, ccs_asking_t how)
{
    return select_by(world, rule, contact, pairs, n_pairs, (ccs_asking_t){.n_in_hand = how.n_in_hand, .nth = how.nth});
}

static ccs_route_t select_guarded(const ccs_world_t *world, enum ccs_agent_selection rule, uint32_t contact,
    const uint32_t *pairs, uint32_t n_pairs, ccs_asking_t how)
{
    return select_by(world, rule, contact, pairs, n_pairs,
        (ccs_asking_t){.n_in_hand = how.n_in_hand, .nth = how.nth, .guarded = true});
}

/* Of the agents in the groups of some pairs, each way in a function of its own. */
CCS_INLINE ccs_route_t select_of(const ccs_world_t *world, enum ccs_agent_selection rule, uint32_t contact, const uint32_t *pairs,
    uint32_t n_pairs, ccs_asking_t how)
{
    if (how.guarded) return select_guarded(world, rule, contact, pairs, n_pairs, how);
    return how.n_in_hand == 0 ? select_idle(world, rule, contact, pairs, n_pairs)
                              : select_with_room(world, rule, contact, pairs, n_pairs, how);
}

/* How many of the first pairs are of one team. */
static uint32_t n_of_team(const ccs_plan_t *plan, const uint32_t *pairs, uint32_t n_pairs)
{
    const uint32_t team = plan->groups[plan->pairs[pairs[0]].group].team;
    uint32_t n = 1;

    while (n < n_pairs && plan->groups[plan->pairs[pairs[n]].group].team == team) n++;
    return n;
}

/* In the teams of a tier: in one by its own rule, in several by that of the type. Listed ones are asked in turn, as if each were a tier. */
CCS_INLINE ccs_route_t select_in_tier(const ccs_world_t *world, const ccs_tier_t *tier, uint32_t contact, ccs_asking_t how)
{
    const ccs_plan_t *const plan = world->plan;
    const enum ccs_agent_selection rule = plan->types[world->contacts.at[contact].type].routing.agent_selection;
    const uint32_t *const pairs = &plan->tier_pairs[tier->first_pair_of_tier];

    const bool by_score = how.guarded && rule == CCS_AGENT_SELECTION_SCORE; /* of one group too, whose agents may differ */

    if ((tier->n_teams > 1 || by_score) && rule != CCS_AGENT_SELECTION_LISTED)
        return select_of(world, rule, contact, pairs, tier->n_pairs, how);
    for (uint32_t i = 0, n; i < tier->n_pairs; i += n) {
        const ccs_group_t *const group = &plan->groups[plan->pairs[pairs[i]].group];

        n = n_of_team(plan, &pairs[i], tier->n_pairs - i);
        const ccs_route_t route = select_of(world, group->agent_selection, contact, &pairs[i], n, how);
        if (route.id != CCS_NONE) return route;
    }
    return (ccs_route_t){CCS_NONE, CCS_NONE};
}

CCS_APART static ccs_route_t select_idle_in_tier(const ccs_world_t *world, const ccs_tier_t *tier, uint32_t contact)
{
    return select_in_tier(world, tier, contact, (ccs_asking_t){.n_in_hand = 0});
}

/* Most: without a call. */
CCS_INLINE ccs_route_t idle_in_tier(const ccs_world_t *world, const ccs_tier_t *tier, uint32_t contact)
{
    if (tier->group == CCS_NONE) return select_idle_in_tier(world, tier, contact);
    return (ccs_route_t){world->groups[tier->group].idle.head, tier->pair};
}

/* Of the groups of a tier whose agents are at work and have room: the most contacts that anybody has in hand then, and the most states with equally many. */
static void widest(const ccs_world_t *world, const ccs_tier_t *tier, uint32_t *most, uint32_t *n_states)
{
    *most = *n_states = 0;
    for (uint32_t i = 0; i < tier->n_pairs; i++) {
        const uint32_t pair = world->plan->tier_pairs[tier->first_pair_of_tier + i];
        const ccs_at_work_t *const at_work = &world->at_work[world->plan->pairs[pair].group];

        if (at_work->n_with_room == 0) continue;
        if (at_work->hands->most > *most) *most = at_work->hands->most;
        if (at_work->hands->widest > *n_states) *n_states = at_work->hands->widest;
    }
}

/* Contacts of this channel go to who has the most in hand. */
static bool fills(const ccs_world_t *world, uint32_t contact)
{
    return ccs_plan_channel(world->plan, world->contacts.at[contact].type)->give_to == CCS_GIVE_TO_MOST;
}

/* Who has the fewest contacts in hand comes first, or the most, of these who has more of the kinds that come first. */
CCS_APART static ccs_route_t at_work_in_tier(const ccs_world_t *world, const ccs_tier_t *tier, uint32_t contact, bool guarded)
{
    ccs_route_t route = {CCS_NONE, CCS_NONE};
    uint32_t most, n_states;

    widest(world, tier, &most, &n_states);
    const bool from_most = fills(world, contact);

    for (uint32_t n = 1; n <= most && route.id == CCS_NONE; n++)
        for (uint32_t nth = 0; nth < n_states && route.id == CCS_NONE; nth++)
            route = select_in_tier(world, tier, contact,
                (ccs_asking_t){.n_in_hand = from_most ? most + 1 - n : n, .nth = nth, .guarded = guarded});
    return route;
}

/* By tiers, in those at work too or not. */
CCS_INLINE ccs_route_t route_contact(const ccs_world_t *world, uint32_t contact, bool with_room)
{
    const ccs_plan_t *const plan = world->plan;
    const ccs_type_head_t *const type = &plan->heads[world->contacts.at[contact].type];

    for (uint32_t i = type->first_tier; i < type->end_tier; i++) {
        ccs_route_t route = {CCS_NONE, CCS_NONE};
        const bool from_most = with_room && fills(world, contact);

        if (from_most) route = at_work_in_tier(world, &plan->tiers[i], contact, false);
        if (route.id == CCS_NONE) route = idle_in_tier(world, &plan->tiers[i], contact);
        if (with_room && !from_most && route.id == CCS_NONE) route = at_work_in_tier(world, &plan->tiers[i], contact, false);
        if (route.id != CCS_NONE) return route;
    }
    return (ccs_route_t){CCS_NONE, CCS_NONE};
}

ccs_route_t ccs_route_contact(const ccs_world_t *world, uint32_t contact)
{
    return route_contact(world, contact, false);
}

CCS_APART ccs_route_t ccs_route_contact_with_room(const ccs_world_t *world, uint32_t contact)
{
    return route_contact(world, contact, true);
}

/* In some tiers, of a plan with rules. */
static ccs_route_t guarded_in_tiers(const ccs_world_t *world, uint32_t contact, uint32_t first, uint32_t end)
{
    for (uint32_t i = first; i < end; i++) {
        const ccs_tier_t *const tier = &world->plan->tiers[i];
        ccs_route_t route = {CCS_NONE, CCS_NONE};

        if (world->shares && fills(world, contact)) route = at_work_in_tier(world, tier, contact, true);
        if (route.id == CCS_NONE) route = select_in_tier(world, tier, contact, (ccs_asking_t){.guarded = true});
        if (world->shares && route.id == CCS_NONE) route = at_work_in_tier(world, tier, contact, true);
        if (route.id != CCS_NONE) return route;
    }
    return (ccs_route_t){CCS_NONE, CCS_NONE};
}

CCS_APART ccs_route_t ccs_route_contact_guarded(const ccs_world_t *world, uint32_t contact)
{
    const ccs_plan_t *const plan = world->plan;
    const ccs_rules_t *const rules = plan->rules;
    const uint32_t type = world->contacts.at[contact].type;
    ccs_route_t route = {CCS_NONE, CCS_NONE};

    if (!ccs_rules_has_stages(rules, type))
        return guarded_in_tiers(world, contact, plan->heads[type].first_tier, plan->heads[type].end_tier);
    for (uint32_t i = rules->first_stage[type]; i < rules->first_stage[type + 1] && route.id == CCS_NONE; i++) {
        const ccs_stage_t *const stage = &rules->stages[i];

        if (ccs_stage_is_open(world, stage, contact, CCS_NONE))
            route = guarded_in_tiers(world, contact, stage->first_tier, stage->first_tier + stage->n_tiers);
    }
    return route;
}

/* ---- for a freed agent, which contact ------------------------------------------------------------------------------------------- */

static double score_contact_PRIORITY(const ccs_candidate_t *it)
{
    return it->world->contacts.at[it->contact].offered_s;
}

static double score_contact_LISTED(const ccs_candidate_t *it)
{
    (void) it;
    return 0; /* the order has decided */
}

static double wait_of(const ccs_candidate_t *it)
{
    return it->world->now_s - it->world->contacts.at[it->contact].offered_s;
}

static const ccs_type_t *type_of(const ccs_candidate_t *it)
{
    return &it->world->plan->types[it->world->plan->pairs[it->pair].type];
}

static double score_contact_LONGEST_WAIT(const ccs_candidate_t *it)
{
    return -wait_of(it);
}

static double score_contact_WEIGHTED_LONGEST_WAIT(const ccs_candidate_t *it)
{
    return -type_of(it)->routing.weight * wait_of(it);
}

static double score_contact_LONGEST_QUEUE_FIRST(const ccs_candidate_t *it)
{
    return -(double) it->world->queues[type_of(it)->queue].n;
}

/* Source: fixed queue ratios, Gurvich & Whitt (2009). */
static double score_contact_QUEUE_RATIO(const ccs_candidate_t *it)
{
    const ccs_plan_t *const plan = it->world->plan;
    const ccs_group_state_t *const g = group_of(it);
    double n_all = 0, weight_all = 0;

    for (uint32_t i = g->first_order; i < g->end_order; i++) {
        n_all += it->world->queues[plan->order_queues[i]].n;
        weight_all += plan->types[plan->pairs[plan->order_pairs[i]].type].routing.weight;
    }
    const double share = weight_all > 0 ? type_of(it)->routing.weight / weight_all : 0;

    return share * n_all - it->world->queues[type_of(it)->queue].n;
}

/* Source: Cox & Smith (1961); convex costs: van Mieghem (1995), Mandelbaum & Stolyar (2004). */
static double score_contact_C_MU(const ccs_candidate_t *it)
{
    const double handle_s = it->world->plan->pairs[it->pair].mean_handle_s;

    return handle_s > 0 ? -type_of(it)->routing.weight / handle_s : -DBL_MAX;
}

static double score_contact_GC_MU(const ccs_candidate_t *it)
{
    const double handle_s = it->world->plan->pairs[it->pair].mean_handle_s;

    return handle_s > 0 ? -type_of(it)->routing.weight * wait_of(it) / handle_s : -DBL_MAX;
}

static double score_contact_LEAST_SLACK(const ccs_candidate_t *it)
{
    return ccs_world_due_in_s(it->world, &it->world->contacts.at[it->contact]);
}

static double score_contact_SERVICE_LEVEL_DRIVEN(const ccs_candidate_t *it)
{
    const ccs_type_t *const type = type_of(it);

    return it->world->recent[type - it->world->plan->types].in_time - (isnan(type->target.frac) ? 0.8 : type->target.frac);
}

static double score_contact_SCORE(const ccs_candidate_t *it)
{
    const ccs_plan_t *const plan = it->world->plan;

    return -ccs_expression_value(plan->rules->contact_scores[plan->pairs[it->pair].group], ccs_gauge_read, it);
}

CCS_INLINE ccs_route_t route_by(const ccs_world_t *world, enum ccs_contact_selection rule, uint32_t group, ccs_asking_t how)
{
    switch (rule) {
#define X(NAME, name, candidates, levels, text)                                                                                  \
    case CCS_CONTACT_SELECTION_##NAME:                                                                                           \
        return ccs_select_contact(world, group, how, CCS_CANDIDATES_##candidates, CCS_LEVELS_##levels, score_contact_##NAME);
        CCS_CONTACT_SELECTION_LIST(X)
#undef X
    }
    return (ccs_route_t){CCS_NONE, CCS_NONE};
}

/* Few groups have a rule beyond the two that most have: theirs stand apart. */
CCS_APART static ccs_route_t route_by_rule(const ccs_world_t *world, uint32_t group, uint32_t hands)
{
    return route_by(world, world->plan->groups[group].contact_selection, group, (ccs_asking_t){.hands = hands});
}

CCS_INLINE ccs_route_t route_agent(const ccs_world_t *world, uint32_t group, ccs_asking_t how)
{
    if (!world->n_waiting) return (ccs_route_t){CCS_NONE, CCS_NONE};
    const enum ccs_contact_selection rule = world->plan->groups[group].contact_selection;

    if (how.guarded) return route_by(world, rule, group, how);
    if (rule == CCS_CONTACT_SELECTION_PRIORITY) return route_by(world, CCS_CONTACT_SELECTION_PRIORITY, group, how);
    if (rule == CCS_CONTACT_SELECTION_LISTED) return route_by(world, CCS_CONTACT_SELECTION_LISTED, group, how);
    return route_by_rule(world, group, how.hands);
}

ccs_route_t ccs_route_agent(const ccs_world_t *world, uint32_t group)
{
    return route_agent(world, group, (ccs_asking_t){.hands = CCS_ANY_HANDS});
}

CCS_APART ccs_route_t ccs_route_agent_with_room(const ccs_world_t *world, uint32_t group, uint32_t hands)
{
    return route_agent(world, group, (ccs_asking_t){.hands = hands});
}

CCS_APART ccs_route_t ccs_route_agent_guarded(const ccs_world_t *world, uint32_t group, uint32_t hands, bool is_idle)
{
    return route_agent(world, group, (ccs_asking_t){.hands = hands, .guarded = true, .is_idle = is_idle});
}

/* Whether somebody of the group of a pair is idle, or has room for its contact. */
static bool somebody_has_room(const ccs_world_t *world, uint32_t pair)
{
    const uint32_t group = world->plan->pairs[pair].group;
    const ccs_at_work_t *const at_work = &world->at_work[group];

    if (world->groups[group].idle.n > 0) return true;
    for (uint32_t state = 1; at_work->n_with_room > 0 && state < at_work->hands->n_states; state++)
        if (at_work->with_room[state].n > 0 && ccs_world_fits(world, pair, state)) return true;
    return false;
}

/* Whether an agent of the group ought to serve who is next in a queue that waits for it. */
static bool ought_to_serve(const ccs_world_t *world, uint32_t at)
{
    const ccs_plan_t *const plan = world->plan;
    const uint32_t queue = plan->order_queues[at];

    if (!world->queues[queue].n) return false;
    const uint32_t first = ccs_queue_first(&world->queues[queue], plan->queues[queue].order);

    return !plan->rules || ccs_guard_surely_lets(world, plan->order_pairs[at], first);
}

void ccs_route_verify(const ccs_world_t *world)
{
    const ccs_plan_t *const plan = world->plan;

    for (uint32_t group = 0; group < plan->n_groups; group++) {
        const ccs_group_t *const p = &plan->groups[group];
        const ccs_group_state_t *const g = &world->groups[group];

        /* who has waited for the opening is served by the step of staff that comes with it */
        if (g->step < p->first_step + p->n_steps && plan->staff_steps[g->step].time_s <= world->now_s) continue;
        for (uint32_t i = g->first_order; i < g->end_order; i++)
            CCS_BUG_IF(somebody_has_room(world, plan->order_pairs[i]) && ought_to_serve(world, i));
    }
}
