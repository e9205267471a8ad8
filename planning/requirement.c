/* requirement.c - the slots, periods and targets of a plan. Invariant: every slot is an open cell that counts, and every cell that counts is in at
 * most one period. */
#include "requirement.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "date.h"
#include "metric.h"
#include "time_axis.h"

/* The slot of the same local time on the first day that has one: where hours run in take their staff from. */
static uint32_t slot_at_clock(const ccs_requirement_t *self, uint32_t cell)
{
    static const double DAY_S = 86400;
    const ccs_plan_t *const plan = self->plan;
    const double time_s = plan->cells[cell].clock_s - DAY_S * floor(plan->cells[cell].clock_s / DAY_S);

    for (uint32_t slot = 0; slot < self->n_slots; slot++) {
        const double own_s = plan->cells[self->cell_of[slot]].clock_s;

        if (fabs(own_s - DAY_S * floor(own_s / DAY_S) - time_s) < 0.5) return slot;
    }
    return CCS_NONE;
}

static void find_slots(ccs_requirement_t *self)
{
    const ccs_plan_t *const plan = self->plan;

    for (uint32_t cell = 0; cell < plan->n_cells; cell++) {
        self->slot_of[cell] = CCS_NONE;
        if (!plan->cells[cell].open || !ccs_axis_counts(plan, cell)) continue;
        self->slot_of[cell] = self->n_slots;
        self->cell_of[self->n_slots++] = cell;
    }
    for (uint32_t cell = 0; cell < plan->n_cells; cell++)
        if (plan->cells[cell].open && !ccs_axis_counts(plan, cell)) self->slot_of[cell] = slot_at_clock(self, cell);
}

/* Cells that are judged together have it in common. A week or a month of which the horizon has a part is judged by that part. */
static int64_t period_key(const ccs_requirement_t *self, uint32_t cell)
{
    const int64_t date = ccs_requirement_date(self, cell);

    switch (self->wish.by) {
    case CCS_STAFF_BY_INTERVAL: return cell;
    case CCS_STAFF_BY_DAY: return date;
    case CCS_STAFF_BY_WEEK: return date - ccs_date_weekday(date);
    case CCS_STAFF_BY_MONTH: return ccs_date_month(date);
    case CCS_STAFF_BY_ALL: return 0;
    }
    return 0;
}

/* An interval is judged by those who come while it is open; a day and what is longer by all who come. */
static void find_periods(ccs_requirement_t *self)
{
    const ccs_plan_t *const plan = self->plan;
    int64_t last = -1; /* no key: dates are of 1970 and later */

    for (uint32_t cell = 0; cell < plan->n_cells; cell++) {
        const bool counts = ccs_axis_counts(plan, cell), open = plan->cells[cell].open;
        const int64_t key = period_key(self, cell);

        self->period_of[cell] = CCS_NONE;
        if (!counts || (self->wish.by == CCS_STAFF_BY_INTERVAL && !open)) continue;
        if (key != last) self->first_cell_of[self->n_periods++] = cell;
        last = key;
        self->period_of[cell] = self->n_periods - 1;
    }
}

/* A target that no number of agents reaches, or any. */
static int check_target(const ccs_type_t *type, ccs_err_t *err)
{
    if (type->target.frac >= 1)
        return ccs_err_set(err, CCS_ERR_USAGE, NULL, NULL,
            "types.%s.target: 100 %% within %g s is reached by no number of agents, as some contact always comes when all are busy: ask for less, such as "
            "--set 'types.%s.target.service_level=\"99 %%\"'",
            type->name, type->target.within_s[0], type->name);
    if (type->target.abandoned_frac <= 0)
        return ccs_err_set(err, CCS_ERR_USAGE, NULL, NULL,
            "types.%s.target.abandoned: 0 %% is reached by no number of agents, as some contact always comes when all are busy: allow more, such as "
            "--set 'types.%s.target.abandoned=\"3 %%\"'",
            type->name, type->name);
    if (isnan(type->target.frac) && type->patience.kind == CCS_DISTRIBUTION_NONE && !ccs_plan_has_flow(type))
        return ccs_err_set(err, CCS_ERR_USAGE, NULL, NULL,
            "types.%s.target.abandoned: nobody of the type gives up, so that no agent is needed for it: write types.%s.patience, or a service_level beside it",
            type->name, type->name);
    return 0;
}

/* The service level before the abandonment. */
static void add_targets(ccs_requirement_t *self, uint32_t id)
{
    const ccs_promise_t *const promise = &self->plan->types[id].target;

    if (!isnan(promise->frac)) {
        self->targets[self->n_targets++] = (ccs_staff_target_t){id, false, promise->frac};
        self->has_levels = true;
    }
    if (!isnan(promise->abandoned_frac))
        self->targets[self->n_targets++] = (ccs_staff_target_t){id, true, 1 - promise->abandoned_frac};
}

static int find_targets(ccs_requirement_t *self, ccs_err_t *err)
{
    const ccs_plan_t *const plan = self->plan;
    int ret;

    for (uint32_t i = 0; i < plan->n_types; i++) {
        const ccs_type_t *const type = &plan->types[i];

        if (isnan(type->target.frac) && isnan(type->target.abandoned_frac)) continue;
        CCS_TRY(check_target(type, err));
        add_targets(self, i);
        for (uint32_t p = 0; p < type->routing.n_pairs; p++)
            self->changes[ccs_requirement_team(plan, type->routing.first_pair + p)] = true;
    }
    CCS_REQUIRE(self->n_targets > 0,
        ccs_err_set(err, CCS_ERR_USAGE, NULL, NULL,
            "no type has a target, so that no agent is needed: write types.NAME.target = { service_level = \"80 %%\"; within = \"20 s\"; };"));
out:
    return ret;
}

/* Whole steps that are at least, or at most, so many agents. */
static uint32_t steps_of(double agents, double step, bool up)
{
    const double steps = agents / step, nearest = round(steps);
    const double whole = fabs(steps - nearest) < 1e-6 ? nearest : up ? ceil(steps) : floor(steps);

    return whole < CCS_MAX_AGENTS ? (uint32_t) whole : CCS_MAX_AGENTS;
}

static int find_bounds(ccs_requirement_t *self, ccs_err_t *err)
{
    const ccs_staff_wish_t *const w = &self->wish;

    for (uint32_t g = 0; g < self->n_groups; g++) {
        if (self->changes[g] && self->plan->teams[g].shrinks_by_time)
            return ccs_err_set(err, CCS_ERR_USAGE, NULL, NULL,
                "group %s: its shrinkage varies over time, and gross agents are found with one share: write one, such as shrinkage = 0.15",
                self->plan->teams[g].name);
        self->least[g] = steps_of(w->least[g], w->step, true);
        self->most[g] = steps_of(w->most[g], w->step, false);
        if (self->least[g] <= self->most[g]) continue;
        return ccs_err_set(err, CCS_ERR_USAGE, NULL, "--least",
            "group %s: at least %g agents and at most %g leave no number of %s to choose", self->plan->teams[g].name, w->least[g],
            w->most[g], w->step == 1 ? "whole agents" : "steps");
    }
    return 0;
}

/* Agents of a group over a cell, on average. */
static double mean_agents(const ccs_plan_t *plan, uint32_t group, const ccs_cell_t *cell)
{
    const ccs_group_t *const g = &plan->groups[group];
    const uint32_t end = g->first_step + g->n_steps;
    double agent_s = 0;

    for (uint32_t i = g->first_step; i < end; i++) {
        const ccs_staff_step_t *const step = &plan->staff_steps[i];
        const double from_s = fmax(step->time_s, cell->start_s),
                     to_s = i + 1 < end ? fmin(step[1].time_s, cell->end_s) : cell->end_s;

        if (to_s > from_s) agent_s += step->agents * (to_s - from_s);
    }
    return agent_s / (cell->end_s - cell->start_s);
}

/* The same of all groups of a team. */
static double team_agents(const ccs_plan_t *plan, const ccs_group_t *team, const ccs_cell_t *cell)
{
    double agents = 0;

    for (uint32_t i = 0; i < team->n_classes; i++) agents += mean_agents(plan, team->first_class + i, cell);
    return agents;
}

static void fill_slots(ccs_requirement_t *self)
{
    for (uint32_t slot = 0; slot < self->n_slots; slot++) {
        const ccs_cell_t *const cell = &self->plan->cells[self->cell_of[slot]];
        const double hours = (cell->end_s - cell->start_s) / 3600;

        for (uint32_t g = 0; g < self->n_groups; g++) {
            self->cost[slot * self->n_groups + g] = self->wish.cost[g] * self->wish.step * hours;
            self->scheduled[slot * self->n_groups + g] = team_agents(self->plan, &self->plan->teams[g], cell);
        }
    }
}

static int allocate(ccs_requirement_t *self)
{
    const ccs_plan_t *const plan = self->plan;
    ccs_arena_t *const arena = &self->arena;
    const uint32_t n = self->n_groups;

    self->cell_of = ccs_arena_array(arena, plan->n_cells, sizeof *self->cell_of);
    self->slot_of = ccs_arena_array(arena, plan->n_cells, sizeof *self->slot_of);
    self->period_of = ccs_arena_array(arena, plan->n_cells, sizeof *self->period_of);
    self->first_cell_of = ccs_arena_array(arena, plan->n_cells, sizeof *self->first_cell_of);
    self->targets = ccs_arena_array(arena, 2 * (size_t) plan->n_types, sizeof *self->targets);
    self->changes = ccs_arena_array(arena, n, sizeof *self->changes);
    self->least = ccs_arena_array(arena, n, sizeof *self->least);
    self->most = ccs_arena_array(arena, n, sizeof *self->most);
    self->cost = ccs_arena_array(arena, (size_t) plan->n_cells * n, sizeof *self->cost);
    self->scheduled = ccs_arena_array(arena, (size_t) plan->n_cells * n, sizeof *self->scheduled);
    return self->cell_of && self->slot_of && self->period_of && self->first_cell_of && self->targets && self->changes &&
            self->least && self->most && self->cost && self->scheduled
        ? 0
        : CCS_ERR_NOMEM;
}

/* Hours that are given must be enough for the least agents; those that are scheduled are counted. */
static int find_hours(ccs_requirement_t *self, ccs_err_t *err)
{
    double least = 0;

    if (isinf(self->wish.hours)) {
        self->wish.hours = ccs_requirement_cost_scheduled(self);
        if (isnan(self->wish.hours))
            return ccs_err_set(err, CCS_ERR_USAGE, NULL, "--hours",
                "how many are scheduled is not known: agents of the scenario are assumed (assumed_staff); write a number, or their own staff");
        if (!(self->wish.hours > 0))
            return ccs_err_set(err, CCS_ERR_USAGE, NULL, "--hours",
                "as many as scheduled are none: nobody is scheduled in the groups that serve types with a target; write a number");
    }
    if (!(self->wish.hours > 0)) return 0;
    for (uint32_t i = 0; i < ccs_requirement_size(self); i++)
        if (self->changes[i % self->n_groups]) least += self->cost[i] * self->least[i % self->n_groups];
    if (least > self->wish.hours + 1e-9)
        return ccs_err_set(err, CCS_ERR_USAGE, NULL, "--hours",
            "%g agent-hours are fewer than the %g of the least agents in every interval: give more, or lower --least",
            self->wish.hours, least);
    return 0;
}

enum { KINDS_TOLD = 3, KINDS_MAX = 160 };

/* "billing (jan and 2 more), billing (others)" @return text */
static const char *kinds_of(const ccs_plan_t *plan, const ccs_group_t *team, char text[KINDS_MAX])
{
    const uint32_t told = team->n_classes < KINDS_TOLD ? team->n_classes : KINDS_TOLD;
    size_t n = 0;

    for (uint32_t i = 0; i < told && n < KINDS_MAX; i++)
        n += (size_t) snprintf(&text[n], KINDS_MAX - n, "%s%.50s", i > 0 ? ", " : "", plan->groups[team->first_class + i].name);
    if (team->n_classes > told && n < KINDS_MAX) (void) snprintf(&text[n], KINDS_MAX - n, " and %u more", team->n_classes - told);
    return text;
}

/* What to do about agents who differ: of skills that are written, and of those that a change gives. */
static const char *remedy_of(const ccs_plan_t *plan)
{
    for (uint32_t i = 0; i < plan->n_changes; i++)
        if (plan->changes[i].teaches)
            return "leave out the change by which some of them learn a type, or write those who do as a group of their own";
    return "ask for agents as the group says (--set 'groups.NAME.agents=\"none\"') and run the answer with their skills, or write each kind as a group";
}

int ccs_requirement_check_alike(const ccs_plan_t *plan, ccs_err_t *err)
{
    char kinds[KINDS_MAX];

    for (uint32_t i = 0; i < plan->n_teams; i++) {
        const ccs_group_t *const team = &plan->teams[i];

        if (team->n_classes > 1)
            return ccs_err_set(err, CCS_ERR_USAGE, NULL, NULL,
                "the agents of group %.40s differ in what they can do (%u kinds: %s), and shifts are found for persons who are as their group says: %s",
                team->name, team->n_classes, kinds_of(plan, team, kinds), remedy_of(plan));
    }
    return 0;
}

/* Numbers take the place of a roster, and then nobody knows who of its persons they are. */
static int check_persons(const ccs_requirement_t *self, ccs_err_t *err)
{
    char kinds[KINDS_MAX];

    for (uint32_t g = 0; g < self->n_groups; g++) {
        const ccs_group_t *const team = &self->plan->teams[g];

        if (self->changes[g] && team->n_classes > 1 && team->n_persons > 0)
            return ccs_err_set(err, CCS_ERR_USAGE, NULL, NULL,
                "the agents of group %.40s are persons of shifts or a roster who differ in what they can do (%u kinds: %s), and what is found here is how many, "
                "not who: write staff in the place of the roster, of which the first ones of `agents` are there, or ask for agents as the group says "
                "(--set 'groups.%.40s.agents=\"none\"')",
                team->name, team->n_classes, kinds_of(self->plan, team, kinds), team->name);
    }
    return 0;
}

int ccs_requirement_init(ccs_requirement_t *self, const ccs_plan_t *plan, const ccs_staff_wish_t *wish, ccs_err_t *err)
{
    int ret;

    *self = (ccs_requirement_t){.plan = plan, .wish = *wish, .n_groups = plan->n_teams};
    if (plan->mode != CCS_MODE_DAY)
        return ccs_err_set(err, CCS_ERR_USAGE, NULL, NULL,
            "staff is asked of days: write run.mode = \"day\" and clock.open; of one steady state ccsim erlang a says it");
    if (plan->periods.by != CCS_REPORT_INTERVAL)
        return ccs_err_set(err, CCS_ERR_USAGE, NULL, "clock.report",
            "a staffing by interval needs report = \"interval\", found \"%s\": leave it out, or --set 'clock.report=\"interval\"'",
            ccs_report_name(plan->periods.by));
    if (ccs_plan_draws_apart(plan, "a staffing", err) != 0) return CCS_ERR_SCENARIO;
    if (allocate(self)) return ccs_err_set(err, CCS_ERR_NOMEM, NULL, NULL, "out of memory");
    find_slots(self);
    find_periods(self);
    CCS_TRY(find_targets(self, err));
    CCS_TRY(check_persons(self, err));
    CCS_TRY(find_bounds(self, err));
    fill_slots(self);
    CCS_TRY(find_hours(self, err));
out:
    return ret;
}

void ccs_requirement_free(ccs_requirement_t *self)
{
    if (!self) return;
    ccs_arena_free(&self->arena);
    *self = (ccs_requirement_t){0};
}

double ccs_requirement_cost(const ccs_requirement_t *self, const uint32_t *staffing)
{
    double cost = 0;

    for (uint32_t i = 0; i < ccs_requirement_size(self); i++)
        if (self->changes[i % self->n_groups]) cost += self->cost[i] * staffing[i];
    return cost;
}

double ccs_requirement_scheduled(const ccs_requirement_t *self, uint32_t slot, uint32_t group)
{
    return self->plan->teams[group].assumed_staff > 0 ? (double) NAN : self->scheduled[slot * self->n_groups + group];
}

double ccs_requirement_cost_scheduled(const ccs_requirement_t *self)
{
    double cost = 0;

    for (uint32_t i = 0; i < ccs_requirement_size(self); i++)
        if (self->changes[i % self->n_groups])
            cost += self->cost[i] * ccs_requirement_scheduled(self, i / self->n_groups, i % self->n_groups) / self->wish.step;
    return cost;
}

static bool is_text(const char *name, const char *text, size_t n)
{
    return strlen(name) == n && memcmp(name, text, n) == 0;
}

/* The team of a type: the one group that serves it, or of several the one that is called like it. */
static uint32_t team_of(const ccs_plan_t *plan, const ccs_type_t *type)
{
    char name[160];

    const ccs_routing_t *const r = &type->routing;

    if (r->n_pairs > 0 && ccs_requirement_team(plan, r->first_pair) == ccs_requirement_team(plan, r->first_pair + r->n_pairs - 1))
        return ccs_requirement_team(plan, r->first_pair);
    snprintf(name, sizeof name, "%.150s_team", type->name);
    for (uint32_t g = 0; g < plan->n_teams; g++)
        if (!strcmp(plan->teams[g].name, name)) return g;
    return CCS_NONE;
}

uint32_t ccs_requirement_group_of(const ccs_plan_t *plan, const char *text, size_t n)
{
    for (uint32_t g = 0; g < plan->n_teams; g++)
        if (is_text(plan->teams[g].name, text, n) || is_text(plan->teams[g].label, text, n)) return g;
    for (uint32_t i = 0; i < plan->n_types; i++)
        if (is_text(plan->types[i].name, text, n) || is_text(plan->types[i].label, text, n))
            return team_of(plan, &plan->types[i]);
    return CCS_NONE;
}

void ccs_requirement_count(const ccs_requirement_t *self, uint32_t target, const ccs_facts_t *facts, const ccs_record_t *record,
    double *num, double *den)
{
    const ccs_staff_target_t *const of = &self->targets[target];

    if (of->of_abandonment) ccs_metrics_kept_of_type(facts, record, of->type, num, den);
    else ccs_metrics_level_of_type(facts, record, of->type, num, den);
}

double ccs_requirement_gross(const ccs_requirement_t *self, uint32_t group, double net)
{
    return net / (1 - self->plan->teams[group].shrinkage_frac);
}
