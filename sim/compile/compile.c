/* compile.c - value tree to plan, in the order in which the chapters need each other. Invariant: the caller's plan is complete
 * if and only if no error was recorded. */
#include "compile.h"

#include <stdlib.h>
#include <string.h>

#include "compile_internal.h"
#include "draw.h"
#include "time_axis.h"
#include "units.h"

/* A default of key.def as a value: a whole number, a number or a text; no key = no default. */
static ccs_value_t default_value(const ccs_key_t *row)
{
    ccs_value_t value = {.kind = CCS_VALUE_STRING};
    double x;

    if (row->fallback[0] == '\0' || strcmp(row->fallback, "required") == 0) return value;
    value.key = row->path;
    if (strcmp(row->fallback, "{}") == 0) {
        value.kind = CCS_VALUE_GROUP;
    } else if (ccs_units_number(row->fallback, &x) != 0 || row->shape == CCS_SHAPE_DURATION) {
        value.as.text = row->fallback;
    } else if (row->shape == CCS_SHAPE_COUNT || row->shape == CCS_SHAPE_SEED) {
        value.kind = CCS_VALUE_INT;
        value.as.i = (int64_t) x;
    } else {
        value.kind = CCS_VALUE_REAL;
        value.as.x = x;
    }
    return value;
}

/* The mode decides which keys have a meaning, so it is looked up first; ccs_compile_run reads it again and reports what is
 * wrong. */
static bool is_steady(const ccs_value_t *root)
{
    const ccs_value_t *const mode = ccs_value_get(ccs_value_get(root, "run"), "mode");

    return mode && mode->kind == CCS_VALUE_STRING && ccs_choice_find(CCS_MODE_CHOICES, mode->as.text) == CCS_MODE_STEADY;
}

void ccs_compile_start(ccs_compiler_t *self, const ccs_value_t *root)
{
    self->steady = is_steady(root);
    self->root = (ccs_place_t){.value = root, .given = true};
    for (int i = 0; i < CCS_N_KEYS; i++) self->defaults[i] = default_value(&CCS_KEYS[i]);
    self->types_at = ccs_place_child(self, &self->root, "types");
    self->groups_at = ccs_place_child(self, &self->root, "groups");
    self->trunks_at = ccs_place_child(self, &self->root, "trunks");
    self->factors_at = ccs_place_child(self, &self->root, "day_factors");
    self->changes_at = ccs_place_child(self, &self->root, "changes");
}

const char *ccs_compile_label(ccs_compiler_t *self, const ccs_place_t *at)
{
    const ccs_place_t label = ccs_place_child(self, at, "label");
    const char *const text = ccs_compile_text(self, &label);

    return text ? text : at->key;
}

uint64_t ccs_compile_hash(ccs_compiler_t *self, const char *kind, const char *name)
{
    const char *const source = ccs_arena_printf(self->arena, "%s:%s", kind, name);

    if (!source) self->out_of_memory = true;
    return source ? ccs_stream_hash(source) : 0;
}

/* A group without members; what is no group at all has been told already. */
static bool is_empty(const ccs_place_t *at, const ccs_named_t *named)
{
    return at->value && at->value->kind == CCS_VALUE_GROUP && named->n == 0;
}

/* The members of the named groups, and the tables that have a row for each. */
static bool find_members(ccs_compiler_t *self)
{
    self->types_named = ccs_compile_named(self, &self->types_at);
    self->groups_named = ccs_compile_named(self, &self->groups_at);
    self->trunks_named = ccs_compile_named(self, &self->trunks_at);
    self->factors_named = ccs_compile_named(self, &self->factors_at);
    self->changes_named = ccs_compile_named(self, &self->changes_at);
    if (is_empty(&self->types_at, &self->types_named)) ccs_compile_error(self, &self->types_at, "holds no contact type");
    if (is_empty(&self->groups_at, &self->groups_named)) ccs_compile_error(self, &self->groups_at, "holds no agent group");
    const uint32_t n_groups = self->groups_named.n;

    self->types = ccs_compile_array(self, self->types_named.n, sizeof *self->types);
    self->groups = ccs_compile_array(self, n_groups, sizeof *self->groups);
    self->trunks = ccs_compile_array(self, self->trunks_named.n, sizeof *self->trunks);
    self->group_talk = ccs_compile_array(self, n_groups, sizeof *self->group_talk);
    self->group_wrap = ccs_compile_array(self, n_groups, sizeof *self->group_wrap);
    self->own_talk = ccs_compile_array(self, n_groups, sizeof *self->own_talk);
    self->own_wrap = ccs_compile_array(self, n_groups, sizeof *self->own_wrap);
    self->listed = ccs_compile_array(self, n_groups, sizeof *self->listed);
    return !self->out_of_memory;
}

static void compile_chapters(ccs_compiler_t *self)
{
    ccs_compile_check_keys(self);
    ccs_compile_run(self);
    if (!self->steady) ccs_compile_clock(self);
    if (!find_members(self)) return;
    self->factors.volume = ccs_compile_factor(self, &self->root, "volume");
    self->factors.aht = ccs_compile_factor(self, &self->root, "aht");
    self->factors.patience = ccs_compile_factor(self, &self->root, "patience");
    self->factors.staff = ccs_compile_factor(self, &self->root, "staff");
    ccs_compile_day_factors(self);
    ccs_compile_changes(self);
    for (uint32_t i = 0; i < self->groups_named.n; i++) ccs_compile_group(self, i);
    for (uint32_t i = 0; i < self->types_named.n; i++) ccs_compile_type(self, i);
    if (!self->steady) ccs_compile_before_opening(self);
    for (uint32_t i = 0; i < self->trunks_named.n; i++) ccs_compile_trunk(self, i);
    ccs_compile_orders(self);
    ccs_compile_staff(self);
    ccs_compile_tell_changes(self);
}

static void make_draws(ccs_compiler_t *self)
{
    ccs_plan_t *const plan = self->plan;
    ccs_draw_t *const draws = ccs_compile_array(self, (size_t) plan->n_types * CCS_N_PURPOSES, sizeof *draws);

    plan->draws = draws;
    for (uint32_t i = 0; i < plan->n_types && !self->out_of_memory; i++)
        ccs_draws_make(&draws[(size_t) i * CCS_N_PURPOSES], &plan->types[i], plan->rates, plan->pairs);
}

/* The growing tables become the plan's. */
static void keep(ccs_compiler_t *self)
{
    ccs_plan_t *const plan = self->plan;

    plan->n_types = self->types_named.n;
    plan->n_groups = self->groups_named.n;
    plan->n_trunks = self->trunks_named.n;
    plan->n_pairs = (uint32_t) self->pairs.n;
    plan->n_tiers = (uint32_t) self->tiers.n;
    plan->n_tier_pairs = (uint32_t) self->tier_pairs.n;
    plan->n_rates = (uint32_t) self->rates.n;
    plan->n_steps = (uint32_t) self->steps.n;
    plan->n_day_factors = (uint32_t) self->day_factors.n;
    plan->types = self->types;
    plan->groups = self->groups;
    plan->trunks = self->trunks;
    plan->pairs = ccs_compile_keep(self, &self->pairs, sizeof(ccs_pair_t));
    plan->tiers = ccs_compile_keep(self, &self->tiers, sizeof(ccs_tier_t));
    plan->tier_pairs = ccs_compile_keep(self, &self->tier_pairs, sizeof(uint32_t));
    plan->rates = ccs_compile_keep(self, &self->rates, sizeof(ccs_rate_t));
    plan->steps = ccs_compile_keep(self, &self->steps, sizeof(ccs_staff_step_t));
    plan->day_factors = ccs_compile_keep(self, &self->day_factors, sizeof(ccs_day_factor_t));
    for (uint32_t i = 0; i < plan->n_types && self->types; i++)
        if (self->types[i].n_within > plan->n_within) plan->n_within = self->types[i].n_within;
    make_draws(self);
}

int ccs_compile(const ccs_value_t *root, const char *name, ccs_zone_find_t *zones, ccs_arena_t *arena, ccs_plan_t *plan,
    ccs_err_list_t *errors)
{
    ccs_compiler_t *const self = calloc(1, sizeof *self);
    const size_t before = errors->n_errors;

    *plan = (ccs_plan_t){0};
    if (!self) return ccs_err_list_add(errors, CCS_ERR_NOMEM, NULL, NULL, "out of memory");
    self->zones = zones;
    self->arena = arena;
    self->errors = errors;
    self->plan = plan;
    ccs_compile_start(self, root);
    const ccs_place_t title = ccs_place_child(self, &self->root, "title");

    plan->title = ccs_compile_text(self, &title);
    if (!plan->title) plan->title = name;
    compile_chapters(self);
    keep(self);
    if (self->too_large)
        ccs_compile_error(self, &self->root, "the scenario is too large: more than two million pieces of rates or staff");
    if (!self->out_of_memory && errors->n_errors == before) plan->axis = ccs_axis_of(plan);
    if (!self->out_of_memory && errors->n_errors == before) ccs_compile_check_plan(self);
    if (!self->out_of_memory && errors->n_errors == before) ccs_compile_doubt(self);
    const bool out_of_memory = self->out_of_memory;

    free(self);
    if (!out_of_memory && errors->n_errors == before) return CCS_ERR_OK;
    *plan = (ccs_plan_t){0};
    return out_of_memory ? ccs_err_list_add(errors, CCS_ERR_NOMEM, NULL, NULL, "out of memory") : ccs_err_list_code(errors);
}
