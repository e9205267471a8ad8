/* staff_bound.c - sets of types and the agents that they need together. Invariant: every row holds of every staffing that meets the targets, as steady
 * states. */
#include "staff_bound.h"

#include <math.h>
#include <string.h>

#include "cover.h"
#include "erlang_start.h"
#include "integer_program.h"
#include "load.h"
#include "pool.h"
#include "staffed_plan.h"

enum { ROUNDS = 40, ROWS_MAX = 2000 };

/* A type in the interval at hand. */
typedef struct {
    double per_s, work_s; /* 0: nothing is asked of it */
    double frac, within_s;
    bool exponential;
} demand_t;

/* A set of types: its members, and the groups that serve any of them. */
typedef struct {
    bool *types, *groups;
    double need; /* steps of the groups together */
} set_t;

typedef struct {
    const ccs_requirement_t *asked;
    bool *serves; /* [type][group] */
    demand_t *demands;
    const double *cost; /* of a step of each group in the interval */
    set_t *sets;
    uint32_t n_sets;
    double *x; /* by group: what the sets so far ask for at least cost */
    set_t trial, next;
    ccs_arena_t arena;
} bound_t;

/* --- one pool ---------------------------------------------------------------------------------------------------------------- */

uint32_t ccs_staff_bound_pool(double rate_per_s, double work_s, double within_s, double frac)
{
    const double load = rate_per_s * work_s;
    double blocked = 1; /* Erlang B of one agent fewer */

    for (uint32_t n = 1; n < CCS_MAX_AGENTS; n++) {
        const double spare = n / work_s - rate_per_s, decay = exp(-spare * within_s);
        const double waiting = fabs(spare * within_s) < 1e-8 ? rate_per_s * within_s : rate_per_s * (1 - decay) / spare;
        const double late = load * decay / n; /* against the probability of n - 1 busy agents */

        if (late / (1 / blocked + waiting + late) <= 1 - frac) return n;
        blocked = load * blocked / (n + load * blocked);
    }
    return CCS_MAX_AGENTS;
}

/* Steps that a set needs: the hardest of what agents can do in their time, and of the pool. A part of an agent may do what is left of a whole one. */
static double need_of(const bound_t *self, const bool *types)
{
    const ccs_requirement_t *const asked = self->asked;
    double per_s = 0, met_per_s = 0, work = 0, least_s = (double) INFINITY, within_s = 0;
    bool exponential = true;

    for (uint32_t i = 0; i < asked->plan->n_types; i++) {
        const demand_t *const d = &self->demands[i];

        if (!types[i] || !(d->per_s > 0)) continue;
        per_s += d->per_s;
        met_per_s += d->frac * d->per_s;
        work += d->frac * d->per_s * d->work_s;
        least_s = fmin(least_s, d->work_s);
        within_s = fmax(within_s, d->within_s);
        exponential = exponential && d->exponential;
    }
    if (!(per_s > 0)) return 0;
    const double pool = exponential ? ccs_staff_bound_pool(per_s, least_s, within_s, met_per_s / per_s) : 0;

    if (asked->wish.step == 1) return fmax(ceil(work - 1e-9), pool);
    return fmax(work, pool - 1) / asked->wish.step;
}

/* --- sets ---------------------------------------------------------------------------------------------------------------------- */

static int new_set(bound_t *self, set_t *set)
{
    set->types = ccs_arena_array(&self->arena, self->asked->plan->n_types, sizeof *set->types);
    set->groups = ccs_arena_array(&self->arena, self->asked->n_groups, sizeof *set->groups);
    return set->types && set->groups ? 0 : CCS_ERR_NOMEM;
}

static void copy_set(const bound_t *self, set_t *to, const set_t *from)
{
    memcpy(to->types, from->types, self->asked->plan->n_types * sizeof *to->types);
    memcpy(to->groups, from->groups, self->asked->n_groups * sizeof *to->groups);
    to->need = from->need;
}

static void add_type(const bound_t *self, set_t *set, uint32_t type)
{
    const uint32_t n = self->asked->n_groups;

    set->types[type] = true;
    for (uint32_t g = 0; g < n; g++) set->groups[g] = set->groups[g] || self->serves[type * n + g];
    set->need = need_of(self, set->types);
}

/* The types of another set, all if it is NULL, but one. */
static void fill_set(const bound_t *self, set_t *set, const bool *types, uint32_t but)
{
    const uint32_t n_types = self->asked->plan->n_types, n = self->asked->n_groups;

    memset(set->groups, 0, n * sizeof *set->groups);
    for (uint32_t i = 0; i < n_types; i++) {
        set->types[i] = i != but && (!types || types[i]) && self->demands[i].per_s > 0;
        for (uint32_t g = 0; set->types[i] && g < n; g++) set->groups[g] = set->groups[g] || self->serves[i * n + g];
    }
    set->need = need_of(self, set->types);
}

/* Steps that the groups of a set lack. */
static double lack_of(const bound_t *self, const set_t *set)
{
    double lack = set->need;

    for (uint32_t g = 0; g < self->asked->n_groups; g++)
        if (set->groups[g]) lack -= self->x[g];
    return lack;
}

static bool is_known(const bound_t *self, const set_t *set)
{
    for (uint32_t k = 0; k < self->n_sets; k++)
        if (!memcmp(self->sets[k].types, set->types, self->asked->plan->n_types * sizeof *set->types)) return true;
    return false;
}

static int keep_set(bound_t *self, const set_t *set)
{
    if (self->n_sets == ROWS_MAX || is_known(self, set)) return 0;
    if (new_set(self, &self->sets[self->n_sets])) return CCS_ERR_NOMEM;
    copy_set(self, &self->sets[self->n_sets++], set);
    return 0;
}

/* From one type on, the type that makes the set lack most joins it, until none does. */
static void grow_set(bound_t *self, uint32_t seed)
{
    const uint32_t n_types = self->asked->plan->n_types;
    double lack;

    memset(self->trial.types, 0, n_types * sizeof *self->trial.types);
    memset(self->trial.groups, 0, self->asked->n_groups * sizeof *self->trial.groups);
    add_type(self, &self->trial, seed);
    lack = lack_of(self, &self->trial);
    for (;;) {
        uint32_t best = CCS_NONE;

        for (uint32_t i = 0; i < n_types; i++) {
            if (self->trial.types[i] || !(self->demands[i].per_s > 0)) continue;
            copy_set(self, &self->next, &self->trial);
            add_type(self, &self->next, i);
            const double then = lack_of(self, &self->next);

            if (then <= lack + 1e-9) continue;
            lack = then;
            best = i;
        }
        if (best == CCS_NONE) return;
        add_type(self, &self->trial, best);
    }
}

/* From all types on, the type leaves without which the set lacks most, until none does. */
static void shrink_set(bound_t *self)
{
    const uint32_t n_types = self->asked->plan->n_types;
    uint32_t worst = CCS_NONE; /* who leaves next */
    double lack = -(double) INFINITY;

    fill_set(self, &self->trial, NULL, CCS_NONE);
    do {
        if (worst != CCS_NONE) fill_set(self, &self->trial, self->trial.types, worst);
        lack = lack_of(self, &self->trial);
        worst = CCS_NONE;
        for (uint32_t i = 0; i < n_types; i++) {
            if (!self->trial.types[i] || !(self->demands[i].per_s > 0)) continue;
            fill_set(self, &self->next, self->trial.types, i);
            const double then = lack_of(self, &self->next);

            if (then <= lack + 1e-9) continue;
            lack = then;
            worst = i;
        }
    } while (worst != CCS_NONE);
}

/* Sets that x breaks. @param found  whether there was one */
static int find_sets(bound_t *self, bool *found)
{
    const uint32_t before = self->n_sets;
    int ret = 0;

    for (uint32_t i = 0; ret == 0 && i < self->asked->plan->n_types; i++) {
        if (!(self->demands[i].per_s > 0)) continue;
        grow_set(self, i);
        if (lack_of(self, &self->trial) > 1e-6) ret = keep_set(self, &self->trial);
    }
    shrink_set(self);
    if (ret == 0 && lack_of(self, &self->trial) > 1e-6) ret = keep_set(self, &self->trial);
    *found = self->n_sets > before;
    return ret;
}

/* --- what the sets cost -------------------------------------------------------------------------------------------------------- */

/* As broken numbers, exactly. @return CCS_ERR_INPUT: GLPK cannot */
static int solve_broken(bound_t *self, double *cost, uint32_t *rows)
{
    const ccs_requirement_t *const asked = self->asked;
    ccs_integer_program_t *const program = ccs_integer_program_new(self->n_sets);
    enum ccs_integer_end end;
    int ret = program ? 0 : CCS_ERR_NOMEM;

    CCS_TRY(ret);
    for (uint32_t k = 0; k < self->n_sets; k++) ccs_integer_program_set_row(program, k, self->sets[k].need, (double) INFINITY);
    for (uint32_t g = 0; g < asked->n_groups; g++) {
        uint32_t n = 0;

        for (uint32_t k = 0; k < self->n_sets; k++)
            if (self->sets[k].groups[g]) rows[n++] = k;
        CCS_TRY(ccs_integer_program_add(program,
            &(ccs_integer_column_t){.cost = self->cost[g],
                .least = asked->changes[g] ? asked->least[g] : 0,
                .most = (double) INFINITY,
                .rows = rows,
                .n = n}));
    }
    CCS_TRY(ccs_integer_program_relax(program, &end, NULL));
    CCS_REQUIRE(end == CCS_INTEGER_SOLVED, CCS_ERR_INPUT);
    *cost = ccs_integer_program_cost(program);
    for (uint32_t g = 0; g < asked->n_groups; g++) self->x[g] = ccs_integer_program_x(program, g);
out:
    ccs_integer_program_delete(program);
    return ret;
}

/* In whole numbers by cover.h: its bound, and the choice that it found. */
static int solve_whole(bound_t *self, double *cost)
{
    const uint32_t n = self->asked->n_groups;
    ccs_arena_t arena = {0};
    const size_t n_entries = (size_t) n * self->n_sets;
    uint32_t *const first = ccs_arena_array(&arena, n + 1, sizeof *first),
                    *const row = ccs_arena_array(&arena, n_entries, sizeof *row),
                    *const lower = ccs_arena_array(&arena, n, sizeof *lower),
                    *const upper = ccs_arena_array(&arena, n, sizeof *upper);
    double *const a = ccs_arena_array(&arena, n_entries, sizeof *a),
                  *const need = ccs_arena_array(&arena, self->n_sets, sizeof *need);
    ccs_cover_choice_t choice = {.x = ccs_arena_array(&arena, n, sizeof *choice.x)};
    int ret;

    CCS_REQUIRE(first && row && lower && upper && a && need && choice.x, CCS_ERR_NOMEM);
    for (uint32_t k = 0; k < self->n_sets; k++) need[k] = self->sets[k].need;
    for (uint32_t g = 0; g < n; g++) {
        first[g + 1] = first[g];
        for (uint32_t k = 0; k < self->n_sets; k++) {
            if (!self->sets[k].groups[g]) continue;
            a[first[g + 1]] = 1;
            row[first[g + 1]++] = k;
            upper[g] = (uint32_t) fmax(upper[g], ceil(need[k]));
        }
        lower[g] = self->asked->changes[g] ? self->asked->least[g] : 0;
        upper[g] = upper[g] > lower[g] ? upper[g] : lower[g];
    }
    CCS_TRY(ccs_cover_solve(&(ccs_cover_t){n, self->n_sets, first, row, a, self->cost, lower, upper, need, NULL, NULL}, &choice));
    *cost = choice.bound;
    for (uint32_t g = 0; g < n; g++) self->x[g] = choice.x[g];
out:
    ccs_arena_free(&arena);
    return ret;
}

/* Sets are added until the cheapest agents break none. Each cost on the way is a bound, and no set makes it less. @param rows  room for ROWS_MAX */
static int bound_slot(bound_t *self, uint32_t *rows, double *cost)
{
    bool found = true;
    int ret;

    self->n_sets = 0;
    *cost = 0;
    for (uint32_t g = 0; g < self->asked->n_groups; g++) self->x[g] = self->asked->changes[g] ? self->asked->least[g] : 0;
    CCS_TRY(find_sets(self, &found));
    for (int k = 0; k < ROUNDS && found; k++) {
        double then = 0;

        ret = solve_broken(self, &then, rows);
        if (ret == CCS_ERR_INPUT) ret = solve_whole(self, &then);
        CCS_TRY(ret);
        *cost = fmax(*cost, then);
        CCS_TRY(find_sets(self, &found));
    }
out:
    return ret;
}

/* --- all intervals --------------------------------------------------------------------------------------------------------------- */

/* Whether every period is one interval, which is all of its day: of shorter ones the queues move on, and steady states say nothing for certain. */
static bool is_of_days(const ccs_requirement_t *asked)
{
    const ccs_cell_t *const cells = asked->plan->cells;

    if (asked->n_periods != asked->n_slots) return false;
    for (uint32_t slot = 0; slot < asked->n_slots; slot++) {
        if (asked->period_of[asked->cell_of[slot]] != slot) return false;
        if (slot > 0 && cells[asked->cell_of[slot]].day == cells[asked->cell_of[slot - 1]].day) return false;
    }
    return true;
}

/* Whether there is a bound, agents having one contact at a time and those of a group being alike. */
static bool is_known_of(const ccs_requirement_t *asked)
{
    bool counts = false;

    if (!isnan(asked->wish.probability) || !is_of_days(asked) || asked->plan->n_groups != asked->n_groups) return false;
    for (uint32_t g = 0; g < asked->n_groups; g++)
        if (asked->changes[g] && ccs_group_hands(&asked->plan->groups[g]) > 1) return false;
    for (uint32_t t = 0; t < asked->n_targets; t++)
        counts = counts ||
            (!asked->targets[t].of_abandonment && ccs_pool_knows(ccs_requirement_type(asked, t)) &&
                ccs_pool_level(ccs_requirement_type(asked, t)) == CCS_LEVEL_sl_offered);
    return counts;
}

/* Whether the type comes as a Poisson process, one by one, and work is exponential: numbers that are fixed may need fewer agents. */
static bool is_exponential(const ccs_plan_t *plan, const ccs_type_t *type)
{
    for (uint32_t p = type->routing.first_pair; p < type->routing.first_pair + type->routing.n_pairs; p++)
        if (plan->pairs[p].talk.kind != CCS_DISTRIBUTION_EXPONENTIAL || plan->pairs[p].wrap.kind != CCS_DISTRIBUTION_NONE)
            return false;
    return type->arrivals.gap.kind == CCS_DISTRIBUTION_EXPONENTIAL && !type->arrivals.is_fixed && type->arrivals.batch.n == 0;
}

/* What the types with a target ask for in the load's interval: of their service levels, as who is blocked needs nobody and has not abandoned. */
static void fill_demands(bound_t *self, const ccs_load_t *load)
{
    const ccs_requirement_t *const asked = self->asked;

    for (uint32_t t = 0; t < asked->n_targets; t++) {
        const uint32_t id = asked->targets[t].type;
        const ccs_type_t *const type = &asked->plan->types[id];
        const ccs_load_type_t *const of = &load->types[id];

        if (asked->targets[t].of_abandonment) continue;
        const bool counts =
            ccs_pool_knows(type) && ccs_pool_level(type) == CCS_LEVEL_sl_offered && of->per_s > 1e-9 && of->least_s > 0;

        self->demands[id] = (demand_t){.per_s = counts ? of->per_s : 0,
            .work_s = of->least_s,
            .frac = type->target.frac,
            .within_s = type->target.within_s[0],
            .exponential = is_exponential(asked->plan, type)};
    }
}

static int prepare(bound_t *self, uint32_t **rows)
{
    const ccs_plan_t *const plan = self->asked->plan;
    ccs_arena_t *const arena = &self->arena;

    self->serves = ccs_arena_array(arena, (size_t) plan->n_types * plan->n_groups, sizeof *self->serves);
    self->demands = ccs_arena_array(arena, plan->n_types, sizeof *self->demands);
    self->sets = ccs_arena_array(arena, ROWS_MAX, sizeof *self->sets);
    self->x = ccs_arena_array(arena, plan->n_groups, sizeof *self->x);
    *rows = ccs_arena_array(arena, ROWS_MAX, sizeof **rows);
    if (!self->serves || !self->demands || !self->sets || !self->x || !*rows) return CCS_ERR_NOMEM;
    for (uint32_t p = 0; p < plan->n_pairs; p++) self->serves[plan->pairs[p].type * plan->n_groups + plan->pairs[p].group] = true;
    return new_set(self, &self->trial) || new_set(self, &self->next) ? CCS_ERR_NOMEM : 0;
}

int ccs_staff_bound(const ccs_requirement_t *asked, double *cost)
{
    bound_t self = {.asked = asked};
    ccs_load_t load = {0};
    ccs_plan_t plan;
    uint32_t *rows;
    double sum = 0;
    int ret = 0;

    *cost = (double) NAN;
    if (!is_known_of(asked)) return 0;
    CCS_TRY(prepare(&self, &rows));
    CCS_TRY(ccs_erlang_ample(asked, &self.arena, &plan));
    CCS_TRY(ccs_load_init(&load, &plan));
    while (ccs_load_next(&load)) {
        const uint32_t slot = asked->slot_of[load.cell];
        double of_slot;

        if (slot == CCS_NONE || asked->cell_of[slot] != load.cell) continue;
        self.cost = &asked->cost[(size_t) slot * asked->n_groups];
        fill_demands(&self, &load);
        CCS_TRY(bound_slot(&self, rows, &of_slot));
        sum += of_slot;
    }
    *cost = sum;
out:
    ccs_load_free(&load);
    ccs_arena_free(&self.arena);
    return ret;
}
