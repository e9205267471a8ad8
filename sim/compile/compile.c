/* compile.c - value tree to plan, in the order in which the chapters need each other. Invariant: the caller's plan is complete
 * if and only if no error was recorded. */
#include "compile.h"

#include <stdlib.h>
#include <string.h>

#include "callback_read.h"
#include "career_read.h"
#include "chapters.h"
#include "check_keys.h"
#include "compile_change.h"
#include "compile_skill.h"
#include "conversation.h"
#include "doubt.h"
#include "draw.h"
#include "intraday_read.h"
#include "limit_read.h"
#include "money_read.h"
#include "predictions.h"
#include "read_dated.h"
#include "read_expression.h"
#include "read_value.h"
#include "retries.h"
#include "source_read.h"
#include "split.h"
#include "step.h"
#include "switches.h"
#include "time_axis.h"
#include "uncertain_read.h"

static void start(ccs_compiler_t *self, const ccs_value_t *root)
{
    ccs_reader_t *const reader = &self->reader;

    ccs_reader_start(reader, root);
    ccs_reader_start(reader, ccs_split(reader, &self->keys_are_checked));
    ccs_dates_as_defaults(reader);
    reader->clock = &self->clock;
    self->campaigns = (ccs_campaign_reader_t){.reader = reader,
        .campaigns = &self->campaigns_named,
        .types = &self->types_named,
        .zones = self->zones};
    self->rules = (ccs_rules_reader_t){.reader = reader, .types = &self->types_named, .groups = &self->groups_named};
    self->demand = (ccs_demand_t){.reader = &self->reader,
        .days = &self->factors_named,
        .slots = &self->slot_factors_named,
        .shocks_named = &self->shocks_named,
        .types = &self->types_named};
#define X(member, key, what) self->member##_at = ccs_place_child(reader, &reader->root, key);
    CCS_NAMED_LIST(X)
#undef X
}

/* What a scenario must have must not be empty; an empty group of anything else says that there is none, so that a variant can take away the
 * last. What is no group, or holds something else, has been told already. */
static void need(ccs_compiler_t *self, const ccs_place_t *at, const ccs_named_t *named, const char *what)
{
    if (at->value && at->value->kind == CCS_VALUE_GROUP && named->n == 0 && !named->is_told_of)
        ccs_reader_error(&self->reader, at, "holds no %s", what);
}

/* The members of the named groups, and the tables that have a row for each. */
static bool find_members(ccs_compiler_t *self)
{
#define X(member, key, what) self->member##_named = ccs_read_named(&self->reader, &self->member##_at, what);
    CCS_NAMED_LIST(X)
#undef X
    ccs_reader_take_names(&self->reader, CCS_NAMES_TYPE, &self->types_named);
    ccs_reader_take_names(&self->reader, CCS_NAMES_GROUP, &self->groups_named);
    ccs_reader_take_names(&self->reader, CCS_NAMES_SITE, &self->sites_named);
    ccs_reader_take_channels(&self->reader);
    need(self, &self->types_at, &self->types_named, "contact type");
    need(self, &self->groups_at, &self->groups_named, "agent group");
    const uint32_t n_groups = self->groups_named.n;

    self->types = ccs_reader_array(&self->reader, self->types_named.n, sizeof *self->types);
    self->queues = ccs_reader_array(&self->reader, self->types_named.n, sizeof *self->queues);
    self->own_hours = ccs_reader_array(&self->reader, self->types_named.n, sizeof *self->own_hours);
    self->groups = ccs_reader_array(&self->reader, n_groups, sizeof *self->groups);
    self->sites = ccs_reader_array(&self->reader, self->sites_named.n, sizeof *self->sites);
    self->trunks = ccs_reader_array(&self->reader, self->trunks_named.n, sizeof *self->trunks);
    self->group_talk = ccs_reader_array(&self->reader, n_groups, sizeof *self->group_talk);
    self->group_wrap = ccs_reader_array(&self->reader, n_groups, sizeof *self->group_wrap);
    self->own_talk = ccs_reader_array(&self->reader, n_groups, sizeof *self->own_talk);
    self->own_wrap = ccs_reader_array(&self->reader, n_groups, sizeof *self->own_wrap);
    self->listed = ccs_reader_array(&self->reader, n_groups, sizeof *self->listed);
    self->in_stage = ccs_reader_array(&self->reader, n_groups, sizeof *self->in_stage);
    return !self->reader.out_of_memory;
}

/* Rules that act during the day. */
static void read_rules(ccs_compiler_t *self)
{
    const ccs_intraday_reader_t rules = {.reader = &self->reader,
        .rules = &self->intraday_named,
        .groups = &self->groups_named,
        .people = &self->people,
        .teams = self->groups,
        .classes = self->classes,
        .n_classes = self->n_classes};

    ccs_intraday_read(&rules, self->plan);
}

static void compile_chapters(ccs_compiler_t *self)
{
    if (!self->keys_are_checked) ccs_check_keys(&self->reader);
    ccs_compile_run(self);
    if (!self->reader.steady) ccs_compile_clock(self);
    if (!find_members(self)) return;
    self->factors.volume = ccs_read_factor(&self->reader, &self->reader.root, "volume");
    self->factors.aht = ccs_read_factor(&self->reader, &self->reader.root, "aht");
    self->factors.patience = ccs_read_factor(&self->reader, &self->reader.root, "patience");
    self->factors.pace = ccs_read_factor(&self->reader, &self->reader.root, "pace");
    self->factors.staff = ccs_read_factor(&self->reader, &self->reader.root, "staff");
    ccs_demand_start(&self->demand);
    ccs_transfers_start(&self->transfers, &self->reader, &self->types_named);
    ccs_rules_start(&self->rules);
    ccs_channels_read(&self->channels, &self->reader, &self->groups_named, self->plan);
    if (!self->reader.steady) ccs_compile_calendar(self);
    ccs_compile_changes(self);
    if (!self->reader.steady)
        ccs_people_start(&self->people, &self->reader, &self->clock, &self->shifts_named, &self->employment_named);
    ccs_sites_read(&self->sites_said, &self->reader, &self->sites_named, self->sites, self->zones);
    for (uint32_t i = 0; i < self->groups_named.n; i++) ccs_compile_group(self, i);
    ccs_compile_classes(self);
    self->rules.n_classes = self->n_classes;
    for (uint32_t i = 0; i < self->types_named.n; i++) {
        ccs_compile_type(self, i);
        ccs_transfers_type(&self->transfers, i);
    }
    ccs_callback_feed(self->types, self->types_named.n);
    if (!self->reader.steady) ccs_compile_closed_cells(self);
    ccs_compile_periods(self);
    for (uint32_t i = 0; i < self->types_named.n && !self->reader.steady; i++) ccs_compile_backlog(self, i);
    for (uint32_t i = 0; i < self->trunks_named.n; i++) ccs_compile_trunk(self, i);
    ccs_callflows_read(&self->callflows, &self->reader, &self->flows_named, &self->types_named, self->types);
    ccs_outages_read(&self->outages,
        &(ccs_outage_names_t){&self->outages_named, &self->groups_named, &self->sites_named, &self->types_named,
            &self->trunks_named, &self->flows_named},
        &self->reader);
    ccs_campaigns_read(&self->campaigns);
    ccs_callflows_check_closed(&self->callflows, self->types, self->queues);
    ccs_compile_orders(self);
    if (!self->reader.steady) ccs_compile_own_hours(self);
    ccs_compile_deferred(self);
    ccs_compile_staff(self);
    read_rules(self);
    ccs_compile_tell_changes(self);
}

static void make_draws(ccs_compiler_t *self)
{
    ccs_plan_t *const plan = self->plan;
    ccs_draw_t *const draws = ccs_reader_array(&self->reader, (size_t) plan->n_types * CCS_N_KEPT_PURPOSES, sizeof *draws);

    plan->draws = draws;
    for (uint32_t i = 0; i < plan->n_types && !self->reader.out_of_memory; i++)
        ccs_draws_make(&draws[(size_t) i * CCS_N_KEPT_PURPOSES], &plan->types[i], plan->rates, plan->pairs);
}

/* Pairs ascend by type and group, and the groups of a team stand together. */
static void list_team_pairs(ccs_compiler_t *self, const ccs_pair_t *pairs)
{
    ccs_plan_t *const plan = self->plan;
    uint32_t *const first = ccs_reader_array(&self->reader, (size_t) plan->n_pairs + 1, sizeof *first);

    for (uint32_t i = 0; first && i < plan->n_pairs; i++) {
        if (i == 0 || pairs[i].type != pairs[i - 1].type ||
            self->classes[pairs[i].group].team != self->classes[pairs[i - 1].group].team)
            first[plan->n_team_pairs++] = i;
    }
    if (first) first[plan->n_team_pairs] = plan->n_pairs;
    plan->team_pairs = first;
}

static void make_heads(ccs_compiler_t *self)
{
    ccs_type_head_t *const heads = ccs_arena_lines(self->reader.arena, self->plan->n_types, sizeof *heads);

    if (!heads) self->reader.out_of_memory = true;
    self->plan->heads = heads;
    if (!self->reader.out_of_memory) ccs_plan_heads(self->plan, heads);
}

/* The growing tables become the plan's. */
static void keep(ccs_compiler_t *self)
{
    ccs_plan_t *const plan = self->plan;

    plan->n_types = plan->n_queues = self->types_named.n;
    plan->n_groups = self->n_classes;
    plan->n_teams = self->groups_named.n;
    plan->n_sites = self->sites_named.n;
    plan->n_trunks = self->trunks_named.n;
    plan->n_pairs = (uint32_t) self->pairs.n;
    ccs_pair_t *const pairs = ccs_reader_keep(&self->reader, &self->pairs, sizeof *pairs);

    plan->n_tiers = (uint32_t) self->tiers.n;
    plan->n_tier_pairs = (uint32_t) self->tier_pairs.n;
    plan->n_rates = (uint32_t) self->rates.n;
    plan->n_staff_steps = (uint32_t) self->steps.n;
    plan->types = self->types;
    ccs_split_wholes(&self->reader, &self->types_named, self->types, plan);
    plan->queues = self->queues;
    plan->groups = self->classes;
    plan->teams = self->groups;
    plan->sites = self->sites;
    plan->trunks = self->trunks;
    plan->pairs = pairs;
    ccs_compile_foreign(self, pairs);
    plan->tiers = ccs_reader_keep(&self->reader, &self->tiers, sizeof(ccs_tier_t));
    plan->tier_pairs = ccs_reader_keep(&self->reader, &self->tier_pairs, sizeof(uint32_t));
    plan->rates = ccs_reader_keep(&self->reader, &self->rates, sizeof(ccs_rate_t));
    plan->staff_steps = ccs_reader_keep(&self->reader, &self->steps, sizeof(ccs_staff_step_t));
    ccs_demand_keep(&self->demand, plan);
    ccs_switches_read(&self->reader, &self->types_named, plan);
    ccs_transfers_keep(&self->transfers, plan, ccs_outages_drop(&self->outages));
    ccs_node_t *const nodes = ccs_callflows_keep(&self->callflows, plan, self->types);

    for (uint32_t i = 0; i < plan->n_types && self->types; i++)
        if (self->types[i].target.n_within > plan->n_within) plan->n_within = self->types[i].target.n_within;
    plan->counts_today = self->reader.reads[CCS_GAUGE_CAME_TODAY] || self->reader.reads[CCS_GAUGE_EXPECTED_TODAY];
    if (!self->reader.steady) ccs_people_keep(&self->people, plan);
    ccs_outages_keep(&self->outages, plan);
    ccs_retries_keep(&self->reader, &self->types_named, plan, self->types);
    ccs_behaviour_read(&self->reader, &self->types_named, &self->groups_named, plan, self->types);
    ccs_campaigns_keep(&self->campaigns, plan);
    list_team_pairs(self, pairs);
    ccs_rules_keep(&self->rules, plan);
    ccs_channels_keep(&self->channels, plan, self->classes, pairs);
    make_draws(self);
    make_heads(self);
    if (!self->reader.out_of_memory && ccs_predictions_make(plan, self->types, self->reader.arena) != 0)
        self->reader.out_of_memory = true;
    if (!self->reader.out_of_memory && ccs_steps_make(plan, self->types, pairs, nodes, self->reader.arena) != 0)
        self->reader.out_of_memory = true;
}

/* What only the whole plan shows; values are doubted of one without errors. */
static void check(ccs_compiler_t *self)
{
    const size_t before = self->reader.errors->n_errors;
    const ccs_doubt_t doubt = {.reader = &self->reader,
        .plan = self->plan,
        .types_named = &self->types_named,
        .groups_named = &self->groups_named,
        .types_at = &self->types_at,
        .groups_at = &self->groups_at,
        .interval_s = self->clock.interval_s};

    ccs_compile_check_plan(self);
    ccs_outages_check(&self->outages, self->plan);
    ccs_campaigns_check(&self->campaigns, self->plan);
    ccs_conversations_check(&self->reader, &self->types_named, self->plan);
    ccs_doubt_loads(&doubt);
    ccs_doubt_loops(&doubt);
    if (self->reader.out_of_memory || self->reader.errors->n_errors != before) return;
    ccs_doubt_gaps(&doubt);
    ccs_doubt_routing(&doubt);
    ccs_doubt_values(&doubt);
    ccs_money_read(&self->reader,
        &(ccs_money_names_t){&self->types_named, &self->groups_named, &self->sites_named, &self->trunks_named}, self->plan);
    ccs_campaigns_check_fines(&self->campaigns, self->plan);
    ccs_limits_read(&self->reader, self->plan);
    ccs_sources_read(&self->reader, self->plan);
    ccs_uncertain_read(&self->reader, self->plan);
}

int ccs_compile(const ccs_value_t *root, const char *name, ccs_zone_find_t *zones, ccs_arena_t *arena, ccs_plan_t *plan,
    ccs_err_list_t *errors)
{
    ccs_compiler_t *const self = calloc(1, sizeof *self);
    const size_t before = errors->n_errors;

    *plan = (ccs_plan_t){0};
    if (!self) return ccs_err_list_add(errors, CCS_ERR_NOMEM, NULL, NULL, "out of memory");
    self->zones = zones;
    self->reader.arena = arena;
    self->reader.errors = errors;
    self->plan = plan;
    start(self, root);
    compile_chapters(self);
    if (!plan->title) plan->title = name;
    keep(self);
    if (self->reader.too_large)
        ccs_reader_error(&self->reader, &self->reader.root,
            "the scenario is too large: more than two million pieces of rates or staff");
    if (!self->reader.out_of_memory && errors->n_errors == before) plan->axis = ccs_axis_of(plan);
    if (!self->reader.out_of_memory && errors->n_errors == before) check(self);
    const bool out_of_memory = self->reader.out_of_memory;

    free(self);
    if (!out_of_memory && errors->n_errors == before) return CCS_ERR_OK;
    *plan = (ccs_plan_t){0};
    return out_of_memory ? ccs_err_list_add(errors, CCS_ERR_NOMEM, NULL, NULL, "out of memory") : ccs_err_list_code(errors);
}
