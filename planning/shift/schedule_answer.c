/* schedule_answer.c - what is required, shifts that cover it, a look by simulation, more where a target is missed, a check. Invariant: needs only grow. */
#include "schedule_answer.h"

#include <math.h>
#include <string.h>

#include "integer_program.h"
#include "schedule_roster.h"
#include "shift_choices.h"

enum { REPAIRS_MAX = 12, CHECKS_MAX = 4, HOUR_S = 3600, WEEK = 7 };

static const double DOUBTFUL = 0.2, /* probability of a target below which agents are added after the check, too */
    EVEN = 0.5;                     /* below which what was taken away goes back: the check missed the target */

/* What is agreed with each kind of employment; what is left out there is as with all. */
static const ccs_shift_rules_t *rules_of(ccs_schedule_answer_t *self, const ccs_shift_rules_t *all)
{
    const ccs_plan_t *const plan = &self->scenario->plan;
    ccs_shift_rules_t *const rules = ccs_arena_array(&self->arena, plan->n_employments, sizeof *rules);

    for (uint32_t i = 0; rules && i < plan->n_employments; i++) {
        const ccs_employment_t *const e = &plan->employments[i];

        rules[i] = *all;
        if (!isnan(e->hours_a_week_s)) rules[i].hours_a_week = e->hours_a_week_s / HOUR_S;
        if (!isnan(e->rest_s)) rules[i].rest = (uint32_t) ceil(e->rest_s / self->templates.row_s - 1e-9);
        if (e->days_a_week != CCS_NONE) rules[i].days_a_week = e->days_a_week;
        else if (e->n_on > 0) rules[i].days_a_week = WEEK;
        rules[i].n_on = e->n_on;
        rules[i].n_off = e->n_off;
    }
    return rules;
}

int ccs_schedule_answer_init(ccs_schedule_answer_t *self, const ccs_scenario_t *scenario, const ccs_staff_wish_t *staff,
    const ccs_schedule_wish_t *wish, const ccs_staff_options_t *options, ccs_err_t *err)
{
    ccs_schedule_wish_t own = *wish;
    int ret;

    *self = (ccs_schedule_answer_t){.scenario = scenario};
    CCS_TRY(ccs_integer_program_ready(err));
    CCS_TRY(ccs_requirement_check_alike(&scenario->plan, err));
    CCS_TRY(ccs_staff_answer_init(&self->staff, &scenario->plan, staff, options, err));
    CCS_TRY(ccs_shift_choices(&scenario->plan, &self->arena, &self->templates, err));
    own.rules.rest = (wish->rules.rest + self->templates.row_s - 1) / self->templates.row_s;
    own.rules_of = rules_of(self, &own.rules);
    CCS_REQUIRE(own.rules_of, ccs_err_set(err, CCS_ERR_NOMEM, NULL, NULL, "out of memory"));
    CCS_TRY(ccs_schedule_init(&self->schedule, &self->staff.asked, &self->templates, &own, err));
    for (uint32_t g = 0; g < scenario->plan.n_groups; g++)
        CCS_REQUIRE(!self->schedule.groups[g].scheduled || scenario->plan.groups[g].staff_factor == 1,
            ccs_err_set(err, CCS_ERR_SCENARIO, NULL, NULL,
                "group %s: a factor multiplies its staff, and a roster has none: leave it out", scenario->plan.groups[g].name));
out:
    return ret;
}

void ccs_schedule_answer_free(ccs_schedule_answer_t *self)
{
    if (!self) return;
    ccs_schedule_binding_free(&self->binding);
    ccs_schedule_ease_free(&self->ease);
    ccs_schedule_free(&self->schedule);
    ccs_staff_answer_free(&self->staff);
    ccs_arena_free(&self->arena);
    *self = (ccs_schedule_answer_t){0};
}

/* So many on the roster that enough come: net is after all planned shrinkage, with those who are absent by chance. */
static void require(ccs_schedule_answer_t *self, uint32_t group, uint32_t slot, double net)
{
    ccs_schedule_require(&self->schedule, group, slot, net / (1 - self->schedule.groups[group].away_frac));
}

void ccs_schedule_answer_require(ccs_schedule_answer_t *self, const double *need, const bool *groups)
{
    const ccs_requirement_t *const asked = &self->staff.asked;

    self->given = true;
    for (uint32_t g = 0; g < asked->n_groups; g++) {
        self->schedule.groups[g].scheduled = groups[g];
        for (uint32_t slot = 0; slot < asked->n_slots && groups[g]; slot++)
            require(self, g, slot, need[(size_t) slot * asked->n_groups + g]);
    }
}

/* What the search for staff came to. */
static void take_required(ccs_schedule_answer_t *self)
{
    const ccs_requirement_t *const asked = &self->staff.asked;

    for (uint32_t g = 0; g < asked->n_groups; g++)
        for (uint32_t slot = 0; slot < asked->n_slots && self->schedule.groups[g].scheduled; slot++)
            require(self, g, slot, ccs_staff_answer_net(&self->staff, slot, g));
}

/* What was asked first is kept beside what repairs make of it. */
static void keep_required(ccs_schedule_t *schedule)
{
    for (uint32_t g = 0; g < schedule->n_groups; g++)
        memcpy(schedule->groups[g].required, schedule->groups[g].need, schedule->n_rows * sizeof *schedule->groups[g].need);
}

static int cover(ccs_schedule_answer_t *self, ccs_err_t *err)
{
    int ret = 0;

    for (uint32_t g = 0; g < self->schedule.n_groups && ret == 0; g++)
        if (self->schedule.groups[g].scheduled) ret = ccs_schedule_cover(&self->schedule, g, err);
    self->found = self->found || ret == 0;
    return ret;
}

/* --- repair ------------------------------------------------------------------------------------------------------------------------------ */

/* Who helps a type in a slot: of the groups that are scheduled and serve it the one with the fewest agents to spare. */
static uint32_t helper_of(const ccs_schedule_answer_t *self, uint32_t target, uint32_t slot)
{
    const ccs_plan_t *const plan = self->staff.asked.plan;
    const ccs_routing_t *const r = &plan->types[self->staff.asked.targets[target].type].routing;
    uint32_t best = CCS_NONE, from, to;
    double fewest = (double) INFINITY;

    ccs_schedule_rows(&self->schedule, slot, &from, &to);
    for (uint32_t p = r->first_pair; p < r->first_pair + r->n_pairs; p++) {
        const uint32_t g = plan->pairs[p].group;

        if (!self->schedule.groups[g].scheduled || plan->pairs[p].type != self->staff.asked.targets[target].type) continue;
        const double spare = ccs_schedule_least(&self->schedule, g, slot) - self->schedule.groups[g].required[from];

        if (spare >= fewest) continue;
        fewest = spare;
        best = g;
    }
    return best;
}

/* What a contact of a target takes a group's agents at a time: the mean over its pairs. */
static double handle_s(const ccs_schedule_answer_t *self, uint32_t target, uint32_t group, double time_s)
{
    const ccs_plan_t *const plan = self->staff.asked.plan;
    double sum_s = 0;
    uint32_t n = 0;

    for (uint32_t p = 0; p < plan->n_pairs; p++) {
        if (plan->pairs[p].group != group || plan->pairs[p].type != self->staff.asked.targets[target].type) continue;
        sum_s += ccs_plan_handle_s(&plan->pairs[p], time_s);
        n++;
    }
    return n > 0 ? sum_s / n : 0;
}

/* Agents that so many contacts more in time need, a first guess: their work over the slot. */
static double agents_for(const ccs_schedule_answer_t *self, uint32_t target, uint32_t group, uint32_t slot, double contacts)
{
    const ccs_cell_t *const cell = &self->staff.asked.plan->cells[self->staff.asked.cell_of[slot]];
    const double work_s = contacts * handle_s(self, target, group, (cell->start_s + cell->end_s) / 2);

    return fmax(1, round(0.3 * work_s / (cell->end_s - cell->start_s)));
}

/* More in the slots of a period that miss most: half of what is missing there. @return whether anybody can help */
static bool add_in_period(ccs_schedule_answer_t *self, const ccs_staff_outcome_t *outcome, uint32_t target, uint32_t period)
{
    const ccs_requirement_t *const asked = &self->staff.asked;
    double worst = 0;
    bool added = false;

    for (uint32_t slot = 0; slot < asked->n_slots; slot++)
        if (asked->period_of[asked->cell_of[slot]] == period)
            worst = fmin(worst, outcome->above[(size_t) target * asked->plan->n_cells + asked->cell_of[slot]]);
    for (uint32_t slot = 0; slot < asked->n_slots; slot++) {
        const double above = outcome->above[(size_t) target * asked->plan->n_cells + asked->cell_of[slot]];

        if (asked->period_of[asked->cell_of[slot]] != period || above > worst / 2) continue;
        const uint32_t g = helper_of(self, target, slot);

        if (g == CCS_NONE) continue;
        ccs_schedule_require(&self->schedule, g, slot,
            ceil(ccs_schedule_least(&self->schedule, g, slot)) + agents_for(self, target, g, slot, -above));
        added = true;
    }
    return added;
}

/* More agents where a target is missed, or, of a check, too doubtful. @return whether there are any */
static bool repair(ccs_schedule_answer_t *self, const ccs_staff_outcome_t *outcome, bool doubtful)
{
    const ccs_requirement_t *const asked = &self->staff.asked;
    bool any = false;

    for (uint32_t t = 0; t < asked->n_targets; t++) {
        for (uint32_t p = 0; p < asked->n_periods; p++) {
            const bool missed = doubtful ? ccs_staff_estimate(asked, outcome, t, p).probability < DOUBTFUL
                                         : outcome->slack[(size_t) t * asked->n_periods + p] < 0;

            if (missed && add_in_period(self, outcome, t, p)) any = true;
        }
    }
    return any;
}

static bool is_late(void *listener)
{
    const ccs_schedule_answer_t *const self = listener;
    const ccs_staff_options_t *const o = &self->staff.options;

    return o->time_frac && o->time_frac(o->listener) >= 1;
}

static int simulate(ccs_schedule_answer_t *self, ccs_staff_engine_t *engine, ccs_staff_outcome_t *outcome, ccs_err_t *err)
{
    return ccs_schedule_simulate(&self->schedule, self->scenario, engine, outcome, err);
}

/* Simulated, and repaired until every target holds on the days of the search. */
static int settle(ccs_schedule_answer_t *self, ccs_err_t *err)
{
    ccs_staff_outcome_t *const outcome = self->outcome;
    int ret;

    for (int k = 0;; k++) {
        CCS_TRY(simulate(self, &self->staff.search.engine, outcome, err));
        if (k == REPAIRS_MAX || is_late(self) || !repair(self, outcome, false)) break;
        CCS_TRY(cover(self, err));
        self->n_repairs++;
    }
out:
    return ret;
}

/* Where a target holds over more than an interval, what shifts have beside it is used. What may be missing has its price, and is left to it. */
static int ease(ccs_schedule_answer_t *self, ccs_err_t *err)
{
    if (self->staff.asked.wish.by == CCS_STAFF_BY_INTERVAL || isfinite(self->schedule.wish.short_cost)) return 0;
    return ccs_schedule_ease(&self->ease, &self->staff.search.engine, self->outcome, err);
}

/* Changes of periods that a check sees missed go back. @param any  whether there were any */
static int take_back(ccs_schedule_answer_t *self, const ccs_staff_outcome_t *outcome, bool *any, ccs_err_t *err)
{
    const ccs_requirement_t *const asked = &self->staff.asked;
    int ret = 0;

    *any = false;
    for (uint32_t p = 0; p < asked->n_periods; p++) {
        bool missed = false;

        for (uint32_t t = 0; t < asked->n_targets; t++)
            missed = missed || ccs_staff_estimate(asked, outcome, t, p).probability < EVEN;
        if (missed) CCS_TRY(ccs_schedule_ease_back(&self->ease, p, any, err));
    }
out:
    return ret;
}

/* On days that were not seen yet, twice as many as the search has; what was taken away goes back where that leaves a target in doubt. */
static int check_changes(ccs_schedule_answer_t *self, ccs_staff_outcome_t *outcome, ccs_err_t *err)
{
    ccs_staff_engine_t engine = self->staff.search.engine;
    bool any = true;
    int ret = 0;

    engine.first = engine.n > self->n_seen ? engine.n : self->n_seen;
    engine.n *= 2;
    for (int k = 0; any && k < CHECKS_MAX; k++) {
        CCS_TRY(simulate(self, &engine, outcome, err));
        engine.first += engine.n;
        self->n_seen = engine.first;
        any = false;
        if (!is_late(self) && k + 1 < CHECKS_MAX) CCS_TRY(take_back(self, outcome, &any, err));
    }
out:
    return ret;
}

/* On other days, twice as many; where a target is in doubt there and nothing can be taken back, once more with the days of both. */
static int check(ccs_schedule_answer_t *self, ccs_err_t *err)
{
    ccs_staff_outcome_t *const outcome = ccs_staff_outcomes(&self->staff.asked, 1, &self->staff.arena);
    int ret;

    CCS_REQUIRE(outcome, ccs_err_set(err, CCS_ERR_NOMEM, NULL, NULL, "out of memory"));
    CCS_TRY(check_changes(self, outcome, err));
    if (!is_late(self) && repair(self, outcome, true)) {
        self->n_repairs++;
        self->staff.search.engine.n *= 3;
        self->ease.n_changes = 0;
        CCS_TRY(cover(self, err));
        CCS_TRY(settle(self, err));
        CCS_TRY(ease(self, err));
        CCS_TRY(check_changes(self, outcome, err));
    }
    self->check = outcome;
out:
    return ret;
}

/* Groups named by a table of needs may be others than those of targets, of which some of this was asked before. */
static int check_groups(const ccs_schedule_answer_t *self, ccs_err_t *err)
{
    const ccs_plan_t *const plan = self->staff.asked.plan;

    for (uint32_t g = 0; g < plan->n_groups; g++) {
        const ccs_site_t *const site = plan->groups[g].site == CCS_NONE ? NULL : &plan->sites[plan->groups[g].site];

        if (!self->schedule.groups[g].scheduled) continue;
        if (site && (site->timezone || site->hours || site->n_holidays > 0))
            return ccs_err_set(err, CCS_ERR_SCENARIO, NULL, NULL,
                "group %s: its site has a clock of its own, and schedules are made by the centre's: make one of a scenario of this site alone",
                plan->groups[g].name);
        if (plan->groups[g].shrinks_by_time)
            return ccs_err_set(err, CCS_ERR_SCENARIO, NULL, NULL,
                "group %s: its shrinkage varies over time, and a roster is made with one share: write one, such as shrinkage = 0.15",
                plan->groups[g].name);
    }
    return 0;
}

/* Staff, shifts and persons. */
static int find(ccs_schedule_answer_t *self, ccs_err_t *err)
{
    int ret = 0;

    CCS_TRY(check_groups(self, err));
    if (!self->given) {
        CCS_TRY(ccs_staff_answer_find(&self->staff, err));
        CCS_REQUIRE(self->staff.found,
            ccs_err_set(err, CCS_ERR_STOPPED, NULL, NULL, "no staff that meets the targets was found in the time limit"));
        take_required(self);
    }
    self->staff.search.engine.first = 0;
    self->staff.search.engine.n = self->staff.options.replications;
    self->staff.search.engine.caution = 0; /* what the roster comes to is told as it is */
    keep_required(&self->schedule);
    CCS_TRY(cover(self, err));
    if (self->staff.options.steady) return 0;
    self->outcome = ccs_staff_outcomes(&self->staff.asked, 1, &self->staff.arena);
    CCS_REQUIRE(self->outcome, ccs_err_set(err, CCS_ERR_NOMEM, NULL, NULL, "out of memory"));
    self->ease =
        (ccs_schedule_ease_t){.schedule = &self->schedule, .scenario = self->scenario, .is_late = is_late, .listener = self};
    CCS_TRY(settle(self, err));
    CCS_TRY(ease(self, err));
    CCS_TRY(check(self, err));
out:
    return ret;
}

int ccs_schedule_answer_find(ccs_schedule_answer_t *self, ccs_err_t *err)
{
    int ret;

    CCS_TRY(find(self, err));
    CCS_TRY(ccs_schedule_binding_find(&self->binding, &self->schedule, is_late, self, err));
out:
    return ret;
}

uint32_t ccs_schedule_answer_missed(const ccs_schedule_answer_t *self)
{
    uint32_t n = 0;

    for (uint32_t t = 0; self->check && t < self->staff.asked.n_targets; t++)
        n += ccs_staff_missed(&self->staff.asked, self->check, t);
    return n;
}
