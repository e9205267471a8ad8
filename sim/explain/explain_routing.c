/* explain_routing.c - who serves whom: tiers, stages, agents kept free. */
#include <math.h>

#include "explain_parts.h"
#include "expression.h"
#include "rules.h"
#include "units.h"

/* @return whether some tier has several groups, of which a rule chooses */
static bool print_tiers(const ccs_plan_t *plan, uint32_t first, uint32_t n_tiers, FILE *to)
{
    bool several = false;

    for (uint32_t t = first; t < first + n_tiers; t++) {
        const ccs_tier_t *const tier = &plan->tiers[t];
        const ccs_group_t *last = NULL;

        if (t > first) fprintf(to, ", then ");
        several = several || tier->n_teams > 1;
        for (uint32_t m = 0, n = 0; m < tier->n_pairs; m++) {
            const ccs_group_t *const team = ccs_plan_team_of(plan, plan->tier_pairs[tier->first_pair_of_tier + m]);

            if (team == last) continue;
            fprintf(to, "%s%s", n == 0 ? "" : n + 1 == tier->n_teams ? " and " : ", ", team->label);
            last = team;
            n++;
        }
        if (tier->n_teams > 1) fprintf(to, " together");
    }
    return several;
}

/* "at once: north, if waiting < 3; after a wait of 20 s: south" */
static bool print_stages(const ccs_plan_t *plan, uint32_t type, FILE *to)
{
    const ccs_rules_t *const rules = plan->rules;
    bool several = false;
    char after[CCS_UNITS_TEXT_MAX];

    for (uint32_t i = rules->first_stage[type]; i < rules->first_stage[type + 1]; i++) {
        const ccs_stage_t *const stage = &rules->stages[i];

        if (i > rules->first_stage[type]) fprintf(to, "; ");
        if (stage->after_s > 0) fprintf(to, "after a wait of %s: ", ccs_units_show_duration(stage->after_s, after, sizeof after));
        else fprintf(to, "at once: ");
        several |= print_tiers(plan, stage->first_tier, stage->n_tiers, to);
        if (stage->agents) fprintf(to, " (agents with %s)", ccs_expression_text(stage->agents));
        if (stage->when) fprintf(to, ", if %s", ccs_expression_text(stage->when));
    }
    return several;
}

void ccs_explain_routing(const ccs_plan_t *plan, const ccs_type_t *type, FILE *to)
{
    const uint32_t id = (uint32_t) (type - plan->types);
    const bool has_stages = plan->rules && ccs_rules_has_stages(plan->rules, id);

    fprintf(to, "  An arriving contact tries ");
    const bool several =
        has_stages ? print_stages(plan, id, to) : print_tiers(plan, type->routing.first_tier, type->routing.n_tiers, to);

    if (plan->rules && plan->rules->agent_scores[id])
        fprintf(to, " (by score: %s)", ccs_expression_text(plan->rules->agent_scores[id]));
    else if (several) fprintf(to, " (across groups tried together: %s)", ccs_agent_selection_name(type->routing.agent_selection));
    fprintf(to, "%s waits.%s\n", has_stages ? "; else it" : ", else",
        plan->channels[type->channel].use == CCS_USE_CALL || ccs_plan_at_once(plan, type) > 1
            ? ""
            : " An agent handles one at a time, like a call.");
    if (type->routing.value != 0)
        fprintf(to, "  One of them is worth %.6g, for scores and conditions that read it.\n", type->routing.value);
}

void ccs_explain_sticky(const ccs_type_t *type, FILE *to)
{
    const ccs_sticky_t *const sticky = &type->sticky;
    char text[CCS_UNITS_TEXT_MAX];

    if (!sticky->is_on || !(sticky->frac > 0)) return;
    fprintf(to, "  A customer who comes again goes first to the agent who served them last");
    if (sticky->frac < 1) fprintf(to, ", in %s of the cases", ccs_units_show_share(sticky->frac, text, sizeof text));
    if (sticky->max_wait_s > 0)
        fprintf(to, ", and waits for them alone while they are at work, for at most %s",
            ccs_units_show_duration(sticky->max_wait_s, text, sizeof text));
    fprintf(to, "; then to anybody.\n");
}

void ccs_explain_score(const ccs_plan_t *plan, const ccs_group_t *group, FILE *to)
{
    const uint32_t id = (uint32_t) (group - plan->groups);

    if (plan->rules && plan->rules->contact_scores[id]) fprintf(to, ", %s", ccs_expression_text(plan->rules->contact_scores[id]));
}

bool ccs_explain_limit(const ccs_plan_t *plan, const ccs_type_t *type, FILE *to)
{
    const ccs_expression_t *const limit = plan->rules ? plan->rules->limits[type - plan->types] : NULL;

    if (limit) fprintf(to, " Who finds %s or more of them waiting is blocked.", ccs_expression_text(limit));
    return limit != NULL;
}

void ccs_explain_reserve(const ccs_plan_t *plan, const ccs_group_t *team, FILE *to)
{
    const uint32_t id = (uint32_t) (team - plan->teams);

    for (uint32_t type = 0; plan->rules && plan->rules->reserve && type < plan->n_types; type++) {
        const uint32_t n = plan->rules->reserve[(size_t) id * plan->n_types + type];

        if (n > 0)
            fprintf(to, "  %u of its agents stay%s free for %s: other types get one only while more are idle.\n", n,
                n == 1 ? "s" : "", plan->types[type].label);
    }
}
