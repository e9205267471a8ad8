/* erlang_start.c - the least agents of each pool by slot. Invariant: a group gets no agents but for the load of its own pool. */
#include "erlang_start.h"

#include <math.h>

#include "pool.h"
#include "staffed_plan.h"

typedef struct {
    const ccs_requirement_t *asked;
    ccs_pools_t pools; /* of the slot at hand */
    double *wanted;    /* by group: its part of the load */
    bool exact;        /* bounds may not change an answer, and every pool has one group */
    ccs_err_t *err;
    ccs_arena_t arena;
} start_t;

/* --- one pool in one slot ------------------------------------------------------------------------------------------------ */

/* The least agents for every target of the pool; where no number meets one, those who can do the work: the search will see. */
static double least_agents(const start_t *self, uint32_t pool)
{
    const ccs_requirement_t *const asked = self->asked;
    const ccs_pool_queue_t *const queue = &self->pools.queues[pool];
    double least = 0;

    if (!(queue->per_s > 1e-9)) return 0;
    const ccs_formula_in_t in = ccs_pool_formula(queue);

    for (uint32_t t = 0; t < asked->n_targets; t++) {
        const ccs_type_t *const type = ccs_requirement_type(asked, t);
        const bool of_abandonment = asked->targets[t].of_abandonment;
        const ccs_formula_target_t target = {.aim = of_abandonment ? CCS_FORMULA_ABANDONED : CCS_FORMULA_LEVEL,
            .value = of_abandonment ? type->target.abandoned_frac : type->target.frac,
            .level = ccs_pool_level(type),
            .within_s = type->target.within_s[0],
            .short_s = type->target.short_abandon_s};
        uint32_t agents = 0;

        if (self->pools.of_type[asked->targets[t].type] != pool) continue;
        if (!of_abandonment && !ccs_pool_knows(type)) least = fmax(least, ceil(queue->work));
        else if (ccs_formula_least_agents(&in, &target, &agents, NULL) == 0) least = fmax(least, agents);
        else least = self->exact ? (double) INFINITY : fmax(least, ceil(queue->work));
    }
    return least;
}

/* How much of a type's load goes to a group beside others: who serves many types is never idle while one of them waits, and who costs more must be
 * worth it. */
static double preference(const ccs_requirement_t *asked, uint32_t group)
{
    const ccs_group_t *const team = &asked->plan->teams[group];
    uint32_t n_order = 0;

    for (uint32_t i = team->first_class; i < team->first_class + team->n_classes; i++)
        if (asked->plan->groups[i].n_order > n_order) n_order = asked->plan->groups[i].n_order;
    return n_order / pow(asked->wish.cost[group], 4);
}

/* Whether a pair is the first one of its type and group of the scenario. */
static bool is_first(const ccs_plan_t *plan, const ccs_routing_t *r, uint32_t pair)
{
    return pair == r->first_pair || ccs_requirement_team(plan, pair) != ccs_requirement_team(plan, pair - 1);
}

/* Of the load at hand each group's part. */
static void share_out(start_t *self, const ccs_load_t *load)
{
    const ccs_plan_t *const plan = self->asked->plan;

    for (uint32_t g = 0; g < self->asked->n_groups; g++) self->wanted[g] = 0;
    for (uint32_t i = 0; i < plan->n_types; i++) {
        const ccs_routing_t *const r = &plan->types[i].routing;
        const uint32_t end = r->first_pair + r->n_pairs;
        double all = 0;

        for (uint32_t p = r->first_pair; p < end; p++)
            if (is_first(plan, r, p)) all += preference(self->asked, ccs_requirement_team(plan, p));
        for (uint32_t p = r->first_pair; p < end; p++) {
            const uint32_t g = ccs_requirement_team(plan, p);

            if (is_first(plan, r, p)) self->wanted[g] += ccs_load_of(load, i) * preference(self->asked, g) / all;
        }
    }
}

/* Agents of a group in whole steps, within its bounds. */
static uint32_t bounded(const ccs_requirement_t *asked, uint32_t group, double steps)
{
    if (steps <= asked->least[group]) return asked->least[group];
    return steps >= asked->most[group] ? asked->most[group] : (uint32_t) steps;
}

/* Steps of a group of which so many agents are there; of those who are absent by chance the mean is taken. An answer has no agent too few;
 * a search begins with ten times as many at most, be nobody there at all. */
static double steps_for(const start_t *self, uint32_t group, double agents)
{
    const double there = 1 - self->asked->plan->teams[group].absence_frac;

    if (!(agents > 0)) return 0;
    return self->exact ? ceil(agents / there - 1e-9) : round(agents / fmax(there, 0.1) / self->asked->wish.step);
}

/* Without end: no number meets the target. */
static int refuse_bound(const start_t *self, uint32_t group, uint32_t cell, double steps)
{
    const ccs_requirement_t *const asked = self->asked;

    if (isinf(steps))
        return ccs_err_set(self->err, CCS_ERR_USAGE, NULL, "--steady", "no number of agents of group %s meets the target in %s",
            asked->plan->teams[group].name, asked->plan->cells[cell].label);
    return ccs_err_set(self->err, CCS_ERR_USAGE, NULL, steps > asked->most[group] ? "--most" : "--least",
        "group %s needs %g agents in %s, which the bounds exclude", asked->plan->teams[group].name, steps * asked->wish.step,
        asked->plan->cells[cell].label);
}

static int fill_slot(start_t *self, const ccs_load_t *load, uint32_t slot, uint32_t *staffing)
{
    const ccs_requirement_t *const asked = self->asked;

    ccs_pools_fill(&self->pools, load);
    share_out(self, load);
    for (uint32_t g = 0; g < asked->n_groups; g++) {
        const uint32_t pool = self->pools.of_group[g];
        double all = 0;

        if (!asked->changes[g]) continue;
        for (uint32_t other = 0; other < asked->n_groups; other++)
            if (self->pools.of_group[other] == pool) all += self->wanted[other];
        const double part = all > 0 ? self->wanted[g] / all : 0;
        const double steps = steps_for(self, g, least_agents(self, pool) * part);

        staffing[slot * asked->n_groups + g] = bounded(asked, g, steps);
        if (self->exact && bounded(asked, g, steps) < steps) return refuse_bound(self, g, load->cell, steps);
    }
    return 0;
}

/* --- all slots ----------------------------------------------------------------------------------------------------------- */

int ccs_erlang_ample(const ccs_requirement_t *asked, ccs_arena_t *arena, ccs_plan_t *plan)
{
    enum { AMPLE = 100000 };
    const uint32_t n = ccs_requirement_size(asked);
    uint32_t *const ample = ccs_arena_array(arena, n, sizeof *ample);

    for (uint32_t i = 0; ample && i < n; i++) ample[i] = AMPLE;
    return ample ? ccs_staffed_plan(asked, ample, arena, plan) : CCS_ERR_NOMEM;
}

static int start_with(start_t *self, uint32_t *staffing)
{
    const ccs_requirement_t *const asked = self->asked;
    ccs_load_t load = {0};
    ccs_plan_t plan;
    int ret;

    self->wanted = ccs_arena_array(&self->arena, asked->n_groups, sizeof *self->wanted);
    CCS_REQUIRE(self->wanted, CCS_ERR_NOMEM);
    CCS_TRY(ccs_erlang_ample(asked, &self->arena, &plan));
    CCS_TRY(ccs_load_init(&load, &plan));
    while (ccs_load_next(&load)) {
        const uint32_t slot = asked->slot_of[load.cell];

        if (slot != CCS_NONE && asked->cell_of[slot] == load.cell) CCS_TRY(fill_slot(self, &load, slot, staffing));
    }
out:
    ccs_load_free(&load);
    return ret;
}

int ccs_erlang_start(const ccs_requirement_t *asked, uint32_t *staffing)
{
    start_t self = {.asked = asked};
    int ret = ccs_pools_find(&self.pools, asked->plan, true, &self.arena);

    if (ret == 0) ret = start_with(&self, staffing);
    ccs_arena_free(&self.arena);
    return ret;
}

/* A server of the formula has one customer; an agent with several chats is neither one server nor so many. */
static int check_single(const start_t *self)
{
    const ccs_plan_t *const plan = self->asked->plan;

    for (uint32_t t = 0; t < plan->n_types; t++) {
        const ccs_routing_t *const to = &plan->types[t].routing;

        if (ccs_plan_at_once(plan, &plan->types[t]) < 2) continue;
        for (uint32_t p = to->first_pair; p < to->first_pair + to->n_pairs; p++)
            if (self->asked->changes[ccs_requirement_team(plan, p)])
                return ccs_err_set(self->err, CCS_ERR_USAGE, NULL, "--steady",
                    "the formula knows agents with one contact at a time, and agents have up to %u of type %s at once: leave out --steady, or take "
                    "--in-order, which simulates",
                    ccs_plan_at_once(plan, &plan->types[t]), plan->types[t].name);
    }
    return 0;
}

/* What Erlang A cannot know: who of several groups takes whom, and parts of agents. */
static int check_exact(const start_t *self)
{
    const ccs_requirement_t *const asked = self->asked;
    const ccs_plan_t *const plan = asked->plan;

    if (asked->wish.step != 1)
        return ccs_err_set(self->err, CCS_ERR_USAGE, NULL, "--step",
            "the formula knows whole agents only: leave out --steady, or --step");
    for (uint32_t t = 0; t < asked->n_targets; t++)
        if (!asked->targets[t].of_abandonment && !ccs_pool_knows(ccs_requirement_type(asked, t)))
            return ccs_err_set(self->err, CCS_ERR_USAGE, NULL, "--steady",
                "the formula knows waits only, and the target of type %s is of something else, or by another clock: leave out --steady",
                ccs_requirement_type(asked, t)->name);
    for (uint32_t g = 0; g < asked->n_groups; g++)
        if (asked->changes[g] && plan->teams[g].n_classes > 1)
            return ccs_err_set(self->err, CCS_ERR_USAGE, NULL, "--steady",
                "the formula knows agents who are alike, and those of group %s differ in what they can do: leave out --steady",
                plan->teams[g].name);
    if (check_single(self) != 0) return CCS_ERR_USAGE;
    for (uint32_t g = 0; g < asked->n_groups; g++)
        for (uint32_t other = 0; other < asked->n_groups; other++)
            if (asked->changes[g] && other != g && self->pools.of_group[g] == self->pools.of_group[other])
                return ccs_err_set(self->err, CCS_ERR_USAGE, NULL, "--steady",
                    "the formula knows one group for a queue, and groups %s and %s help one another: leave out --steady, or take --in-order, which simulates",
                    plan->teams[other < g ? other : g].name, plan->teams[other < g ? g : other].name);
    return 0;
}

int ccs_erlang_answer(const ccs_requirement_t *asked, uint32_t *staffing, ccs_err_t *err)
{
    start_t self = {.asked = asked, .exact = true, .err = err};
    int ret = ccs_pools_find(&self.pools, asked->plan, true, &self.arena);

    if (ret == 0) ret = check_exact(&self);
    if (ret == 0) ret = start_with(&self, staffing);
    ccs_arena_free(&self.arena);
    return ret;
}
