/* doubt_routing.c - routing and calls back that are allowed, and by which somebody is never served or hardly ever meant. Invariant: it warns, once for each
 * place, and changes nothing. */
#include "doubt.h"
#include "rules.h"

/* The most that are ever there of the group that a scenario names, all its classes of skills together. */
static uint32_t most_of_team(const ccs_plan_t *plan, const ccs_group_t *team)
{
    uint32_t n = 0;

    for (uint32_t i = 0; i < team->n_classes; i++) n += plan->groups[team->first_class + i].max_agents;
    return n;
}

/* Whether a pair of the type lets its contacts in: another group, or this one, has more agents than it keeps free for others. */
static bool is_ever_served(const ccs_plan_t *plan, uint32_t type)
{
    const ccs_routing_t *const routing = &plan->types[type].routing;

    for (uint32_t pair = routing->first_pair; pair < routing->first_pair + routing->n_pairs; pair++)
        if (most_of_team(plan, ccs_plan_team_of(plan, pair)) > plan->rules->kept[pair]) return true;
    return routing->n_pairs == 0;
}

/* Agents kept free of a group that never has more: whoever has no other group waits for ever. */
static void doubt_reserve(const ccs_doubt_t *self, uint32_t team)
{
    const ccs_plan_t *const plan = self->plan;
    const ccs_place_t reserve = ccs_place_child(self->reader, &self->groups_named->at[team], "reserve");

    if (!reserve.given) return;
    for (uint32_t type = 0; type < plan->n_types; type++) {
        const ccs_routing_t *const routing = &plan->types[type].routing;

        if (is_ever_served(plan, type)) continue;
        for (uint32_t pair = routing->first_pair; pair < routing->first_pair + routing->n_pairs; pair++) {
            if (plan->groups[plan->pairs[pair].group].team != team) continue;
            ccs_reader_warning(self->reader, &reserve,
                "keeps %u agents free for others than %s, and the group never has more than %u: nobody ever serves %s",
                plan->rules->kept[pair], plan->types[type].name, most_of_team(plan, &plan->teams[team]), plan->types[type].name);
            return;
        }
    }
}

/* Whoever is taken at the moment at which a stage begins has waited for exactly as long as is promised. */
static void doubt_stages(const ccs_doubt_t *self, uint32_t type)
{
    const ccs_rules_t *const rules = self->plan->rules;
    const ccs_promise_t *const target = &self->plan->types[type].target;
    const ccs_place_t routing = ccs_place_child(self->reader, &self->types_named->at[type], "routing");

    for (uint32_t i = rules->first_stage[type]; i < rules->first_stage[type + 1]; i++) {
        const ccs_stage_t *const stage = &rules->stages[i];
        const ccs_place_t at = ccs_place_child(self->reader, &routing, stage->name),
                          after = ccs_place_child(self->reader, &at, "after");

        if (!after.given || target->n_within == 0 || stage->after_s != target->within_s[0]) continue;
        ccs_reader_warning(self->reader, &after,
            "begins when the time of the target is over: who is taken at that moment counts as answered within it, which one second more would not");
    }
}

/* Agents who may serve the type, at the most. */
static double most_agents(const ccs_plan_t *plan, uint32_t type)
{
    const ccs_routing_t *const routing = &plan->types[type].routing;
    double n = 0;

    for (uint32_t pair = routing->first_pair; pair < routing->first_pair + routing->n_pairs; pair++)
        n += plan->groups[plan->pairs[pair].group].max_agents;
    return n;
}

/* Calls that nobody makes, or nobody answers. */
static void doubt_callback(const ccs_doubt_t *self, uint32_t type)
{
    const ccs_callback_t *const callback = self->plan->types[type].callback;
    const ccs_place_t at = ccs_place_child(self->reader, &self->types_named->at[type], "callback"),
                      reach = ccs_place_child(self->reader, &at, "reach"),
                      idle = ccs_place_child(self->reader, &at, "idle_more_than");
    const double most = most_agents(self->plan, type);

    if (!callback) return;
    if (reach.given && callback->reach_frac == 0)
        ccs_reader_warning(self->reader, &reach, "nobody who is called back ever answers");
    if (idle.given && callback->way == CCS_CALLBACK_WHEN_QUIET && callback->idle_more_than >= most)
        ccs_reader_warning(self->reader, &idle, "nobody is ever called back: its groups never have more than %.0f agents", most);
}

void ccs_doubt_routing(const ccs_doubt_t *self)
{
    const ccs_plan_t *const plan = self->plan;

    for (uint32_t i = 0; plan->rules && plan->rules->kept && i < self->groups_named->n; i++) doubt_reserve(self, i);
    for (uint32_t i = 0; plan->rules && i < plan->n_types; i++) doubt_stages(self, i);
    for (uint32_t i = 0; i < plan->n_types; i++) doubt_callback(self, i);
}
