/* rules.c - the rules of a plan. Invariant: a plan without any has none, so that whoever uses none pays nothing. */
#include "rules_reader.h"

void ccs_rules_start(ccs_rules_reader_t *self)
{
    self->first_stage = ccs_reader_array(self->reader, (size_t) self->types->n + 1, sizeof *self->first_stage);
    self->agent_scores = ccs_reader_array(self->reader, self->types->n, sizeof(ccs_expression_t *));
    self->contact_scores = ccs_reader_array(self->reader, self->groups->n, sizeof(ccs_expression_t *));
    self->limits = ccs_reader_array(self->reader, self->types->n, sizeof(ccs_expression_t *));
    self->shares = ccs_reader_array(self->reader, self->types->n, sizeof *self->shares);
}

static bool names(const ccs_plan_t *plan, const ccs_stage_t *stage, uint32_t pair)
{
    for (uint32_t t = stage->first_tier; t < stage->first_tier + stage->n_tiers; t++)
        for (uint32_t i = 0; i < plan->tiers[t].n_pairs; i++)
            if (plan->tier_pairs[plan->tiers[t].first_pair_of_tier + i] == pair) return true;
    return false;
}

/* Which stages name the group of each pair. */
static void list_stages(ccs_rules_reader_t *self, const ccs_plan_t *plan, ccs_rules_t *rules)
{
    uint32_t *const first = ccs_reader_array(self->reader, (size_t) plan->n_pairs + 1, sizeof *first);
    ccs_vector_t listed = {0};

    for (uint32_t pair = 0; first && pair < plan->n_pairs; pair++) {
        const uint32_t type = plan->pairs[pair].type;

        first[pair] = (uint32_t) listed.n;
        for (uint32_t stage = self->first_stage[type]; stage < self->first_stage[type + 1]; stage++) {
            uint32_t *const item =
                names(plan, &rules->stages[stage], pair) ? ccs_reader_push(self->reader, &listed, sizeof *item) : NULL;

            if (item) *item = stage;
        }
        first[pair + 1] = (uint32_t) listed.n;
    }
    rules->first_of_pair = first;
    rules->pair_stages = ccs_reader_keep(self->reader, &listed, sizeof(uint32_t));
}

/* Of the group of a pair those who stay free for other types than its own. */
static uint32_t kept_for_others(const ccs_rules_reader_t *self, const ccs_plan_t *plan, uint32_t pair)
{
    const uint32_t *const of = &self->reserve[(size_t) plan->groups[plan->pairs[pair].group].team * plan->n_types];
    uint32_t n = 0;

    for (uint32_t type = 0; type < plan->n_types; type++)
        if (type != plan->pairs[pair].type) n += of[type];
    return n;
}

static bool serves(const ccs_plan_t *plan, uint32_t team, uint32_t type)
{
    for (uint32_t pair = 0; pair < plan->n_pairs; pair++)
        if (plan->pairs[pair].type == type && plan->groups[plan->pairs[pair].group].team == team) return true;
    return false;
}

static void check_reserve(const ccs_rules_reader_t *self, const ccs_plan_t *plan)
{
    for (uint32_t team = 0; team < plan->n_teams; team++)
        for (uint32_t type = 0; type < plan->n_types; type++) {
            const ccs_place_t at = ccs_place_child(self->reader, &self->groups->at[team], "reserve");

            if (self->reserve[(size_t) team * plan->n_types + type] == 0 || serves(plan, team, type)) continue;
            ccs_reader_error(self->reader, &at, "keeps agents free for type \"%s\", which this group does not serve",
                plan->types[type].name);
        }
}

static void list_kept(ccs_rules_reader_t *self, const ccs_plan_t *plan, ccs_rules_t *rules)
{
    uint32_t *const kept = ccs_reader_array(self->reader, plan->n_pairs, sizeof *kept);

    for (uint32_t pair = 0; kept && self->reserve && pair < plan->n_pairs; pair++) kept[pair] = kept_for_others(self, plan, pair);
    rules->kept = kept;
    rules->reserve = self->reserve;
}

/* By groups of the plan and pairs what was read by groups of the scenario. */
static void spread_scores(ccs_rules_reader_t *self, const ccs_plan_t *plan, ccs_rules_t *rules)
{
    const ccs_expression_t **const scores = ccs_reader_array(self->reader, plan->n_groups, sizeof(ccs_expression_t *));
    double *const shares = ccs_reader_array(self->reader, plan->n_pairs, sizeof *shares);
    uint32_t *const first = ccs_reader_array(self->reader, plan->n_pairs, sizeof *first);

    if (self->reader->out_of_memory) return;
    for (uint32_t group = 0; group < plan->n_groups; group++) scores[group] = self->contact_scores[plan->groups[group].team];
    for (uint32_t i = 0; i < plan->n_team_pairs; i++)
        for (uint32_t pair = plan->team_pairs[i]; pair < plan->team_pairs[i + 1]; pair++) {
            const double *const of = self->shares[plan->pairs[pair].type];

            first[pair] = plan->team_pairs[i];
            shares[pair] = of ? of[plan->groups[plan->pairs[pair].group].team] : 0;
        }
    rules->agent_scores = self->agent_scores;
    rules->contact_scores = scores;
    rules->limits = self->limits;
    rules->shares = shares;
    rules->team_pairs = first;
}

/* Whether anything is written that a plan without rules does not know. */
static bool is_needed(ccs_rules_reader_t *self)
{
    const bool *const reads = self->reader->reads;

    self->keeps_recent = self->keeps_recent || reads[CCS_GAUGE_RECENT_SERVICE_LEVEL] || reads[CCS_GAUGE_RECENT_ABANDONMENT];
    return self->stages.n > 0 || self->reserve || self->has_scores || self->keeps_given || self->keeps_recent;
}

void ccs_rules_keep(ccs_rules_reader_t *self, ccs_plan_t *plan)
{
    ccs_rules_t *const rules = is_needed(self) ? ccs_reader_array(self->reader, 1, sizeof *rules) : NULL;

    if (!rules || self->reader->out_of_memory) return;
    if (self->reserve) check_reserve(self, plan);
    rules->n_stages = (uint32_t) self->stages.n;
    rules->stages = ccs_reader_keep(self->reader, &self->stages, sizeof(ccs_stage_t));
    rules->first_stage = self->first_stage;
    list_stages(self, plan, rules);
    list_kept(self, plan, rules);
    spread_scores(self, plan, rules);
    rules->keeps_given = self->keeps_given;
    rules->keeps_recent = self->keeps_recent;
    plan->rules = rules;
}
