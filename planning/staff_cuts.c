/* staff_cuts.c - slots that do not touch one another are changed in one simulation. Invariant: what changes within a cell before a slot and two behind it is the
 * slot's doing. */
#include "staff_cuts.h"

#include <math.h>
#include <string.h>

#include "cover.h"

enum { APART = 4, BEFORE = 1, BEHIND = 2 }; /* slots from one that is changed to the next; cells that feel a change */

/* A change is half an agent at least: what less does drowns in the luck of whole customers. */
static uint32_t change_of(const ccs_requirement_t *asked)
{
    return asked->wish.step < 0.5 ? (uint32_t) lround(0.5 / asked->wish.step) : 1;
}

/* Differences on the same customers are far surer than levels: a part of the replications tells them. */
static uint32_t sample_of(uint32_t n)
{
    enum { LEAST = 40, PART = 4 };
    const uint32_t part = n / PART;

    return part > LEAST ? part : n < LEAST ? n : LEAST;
}

/* Staffings, each with one group changed in every APART-th slot. @return how many */
static uint32_t change_slots(const ccs_requirement_t *asked, const uint32_t *at, int by, uint32_t *staffings)
{
    const uint32_t size = ccs_requirement_size(asked), apart = asked->n_slots < APART ? asked->n_slots : APART;
    uint32_t n = 0;

    for (uint32_t g = 0; g < asked->n_groups; g++) {
        for (uint32_t phase = 0; asked->changes[g] && phase < apart; phase++, n++) {
            uint32_t *const staffing = &staffings[(size_t) n * size];

            memcpy(staffing, at, size * sizeof *staffing);
            for (uint32_t slot = phase; slot < asked->n_slots; slot += APART) {
                uint32_t *const x = &staffing[slot * asked->n_groups + g];

                *x = by > 0 ? *x + (uint32_t) by : *x > (uint32_t) -by ? *x - (uint32_t) -by : 0;
            }
        }
    }
    return n;
}

/* The column of a slot and group: what the cells about the slot have more than without the change, by period. @return entries */
static uint32_t read_column(ccs_staff_cuts_t *self, uint32_t slot, const ccs_staff_outcome_t *base,
    const ccs_staff_outcome_t *changed, double by)
{
    const ccs_requirement_t *const asked = self->asked;
    const uint32_t n_cells = asked->plan->n_cells, cell = asked->cell_of[slot];
    const uint32_t from = cell > BEFORE ? cell - BEFORE : 0, end = cell + BEHIND + 1 < n_cells ? cell + BEHIND + 1 : n_cells;
    uint32_t n = 0;

    for (uint32_t t = 0; by != 0 && t < asked->n_targets; t++) {
        uint32_t last = CCS_NONE;

        for (uint32_t c = from; c < end; c++) {
            const size_t at = (size_t) t * n_cells + c;
            const double more = (changed->above[at] - base->above[at]) / by;
            const uint32_t row = asked->period_of[c] == CCS_NONE ? CCS_NONE : t * asked->n_periods + asked->period_of[c];

            if (row == CCS_NONE || more == 0) continue;
            if (row != last) {
                self->row[self->first[0] + n] = row;
                self->a[self->first[0] + n++] = 0;
            }
            self->a[self->first[0] + n - 1] += more;
            last = row;
        }
    }
    return n;
}

/* first[0] counts the entries while columns are read, and is 0 again at the end. */
static void read_columns(ccs_staff_cuts_t *self, const ccs_staff_outcome_t *base, const ccs_staff_outcome_t *outcomes,
    const uint32_t *staffings)
{
    const ccs_requirement_t *const asked = self->asked;
    const uint32_t size = ccs_requirement_size(asked), apart = asked->n_slots < APART ? asked->n_slots : APART;

    for (uint32_t slot = 0; slot < asked->n_slots; slot++) {
        uint32_t n = 0;

        for (uint32_t g = 0; g < asked->n_groups; g++) {
            const uint32_t j = slot * asked->n_groups + g, k = n + slot % apart;

            if (asked->changes[g]) {
                const double by = (double) staffings[(size_t) k * size + j] - self->at[j];

                self->first[0] += read_column(self, slot, base, &outcomes[k], by);
                n += apart;
            }
            self->first[j + 1] = self->first[0];
        }
    }
    self->first[0] = 0;
}

int ccs_staff_cuts_measure(ccs_staff_cuts_t *self, ccs_staff_engine_t *engine, const uint32_t *at,
    const ccs_staff_outcome_t *outcome, int direction)
{
    const ccs_requirement_t *const asked = engine->asked;
    const uint32_t size = ccs_requirement_size(asked), most = asked->n_groups * APART + 1;
    const size_t n_entries = (size_t) size * asked->n_targets * (BEFORE + 1 + BEHIND);
    int ret;

    *self = (ccs_staff_cuts_t){.asked = asked, .at = at, .slack = outcome->slack, .direction = direction};
    self->first = ccs_arena_array(&self->arena, size + 1, sizeof *self->first);
    self->row = ccs_arena_array(&self->arena, n_entries, sizeof *self->row);
    self->a = ccs_arena_array(&self->arena, n_entries, sizeof *self->a);
    uint32_t *const staffings = ccs_arena_array(&self->arena, (size_t) most * size, sizeof *staffings);
    ccs_staff_outcome_t *const outcomes = ccs_staff_outcomes(asked, most, &self->arena);

    CCS_REQUIRE(self->first && self->row && self->a && staffings && outcomes, CCS_ERR_NOMEM);
    const uint32_t n = change_slots(asked, at, direction * (int) change_of(asked), &staffings[size]);

    memcpy(staffings, at, size * sizeof *staffings);
    CCS_TRY(ccs_staff_simulate(engine, staffings, n + 1, direction > 0 ? sample_of(engine->n) : 0, outcomes));
    read_columns(self, outcomes, &outcomes[1], &staffings[size]);
out:
    return ret;
}

void ccs_staff_cuts_free(ccs_staff_cuts_t *self)
{
    ccs_arena_free(&self->arena);
    *self = (ccs_staff_cuts_t){0};
}

double ccs_staff_cuts_price(const ccs_staff_cuts_t *self, const double *more)
{
    const ccs_requirement_t *const asked = self->asked;
    const uint32_t size = ccs_requirement_size(asked), n_rows = asked->n_targets * asked->n_periods;
    double sum = 0;

    for (uint32_t row = 0; row < n_rows; row++) {
        double best = 0; /* contacts for a unit of cost */

        for (uint32_t j = 0; j < size; j++)
            for (uint32_t e = self->first[j]; e < self->first[j + 1]; e++)
                if (self->row[e] == row) best = fmax(best, self->a[e] / asked->cost[j]);
        if (best > 0) sum += more[row] / best;
    }
    return sum;
}

/* --- the problem in whole numbers ------------------------------------------------------------------------------------------- */

/* Each step of each number is a column of its own, there or not: the first ones do most. */
typedef struct {
    const ccs_staff_cuts_t *cuts;
    uint32_t n_units, *number; /* by unit: the number of the staffing that it is a step of */
    uint32_t *first, *row;
    double *a, *cost, *need;
    uint32_t *lower, *upper;
    ccs_arena_t arena;
} units_t;

/* How much less the next step does than the one before. What a queue loses by one agent more shrinks about by exp(-1 / sqrt(agents)) a time: the
 * tail of a normal law whose standard deviation is the root of the load (Halfin and Whitt 1981; Kolesar and Green 1998, square-root staffing). */
static double shrinking(const ccs_requirement_t *asked, uint32_t steps)
{
    return exp(-asked->wish.step / sqrt(asked->wish.step * steps + 1));
}

/* The numbers that a staffing may have in reach. */
static void range_of(const ccs_staff_cuts_t *self, const ccs_staff_reach_t *reach, uint32_t j, uint32_t *lower, uint32_t *upper)
{
    const ccs_requirement_t *const asked = self->asked;
    const uint32_t g = j % asked->n_groups, x = self->at[j];

    *lower = *upper = x;
    if (!asked->changes[g]) return;
    if (x > asked->least[g]) *lower = x - asked->least[g] > reach->down ? x - reach->down : asked->least[g];
    if (x < asked->most[g]) *upper = asked->most[g] - x > reach->up ? x + reach->up : asked->most[g];
}

/* A step of number j, from x to x + 1. Those that are there at the staffing at hand are part of what its rows have. */
static void add_unit(units_t *self, uint32_t j, uint32_t x)
{
    const ccs_staff_cuts_t *const cuts = self->cuts;
    const int beyond = (int) x - (int) cuts->at[j] + (cuts->direction < 0 ? 1 : 0);
    const double weight = pow(shrinking(cuts->asked, cuts->at[j]), beyond);
    uint32_t n = self->first[self->n_units];

    for (uint32_t e = cuts->first[j]; e < cuts->first[j + 1]; e++, n++) {
        self->row[n] = cuts->row[e];
        self->a[n] = cuts->a[e] * weight;
        if (x < cuts->at[j]) self->need[cuts->row[e]] += self->a[n];
    }
    self->number[self->n_units] = j;
    self->cost[self->n_units] = cuts->asked->cost[j];
    self->upper[self->n_units] = 1;
    self->first[++self->n_units] = n;
}

static int allocate(units_t *self, size_t n_units, size_t n_entries)
{
    ccs_arena_t *const arena = &self->arena;
    const ccs_requirement_t *const asked = self->cuts->asked;

    self->number = ccs_arena_array(arena, n_units, sizeof *self->number);
    self->first = ccs_arena_array(arena, n_units + 1, sizeof *self->first);
    self->row = ccs_arena_array(arena, n_entries, sizeof *self->row);
    self->a = ccs_arena_array(arena, n_entries, sizeof *self->a);
    self->cost = ccs_arena_array(arena, n_units, sizeof *self->cost);
    self->lower = ccs_arena_array(arena, n_units, sizeof *self->lower);
    self->upper = ccs_arena_array(arena, n_units, sizeof *self->upper);
    self->need = ccs_arena_array(arena, (size_t) asked->n_targets * asked->n_periods, sizeof *self->need);
    return self->number && self->first && self->row && self->a && self->cost && self->lower && self->upper && self->need
        ? 0
        : CCS_ERR_NOMEM;
}

/* @param x  receives the numbers without any unit */
static int make_units(units_t *self, const ccs_staff_reach_t *reach, uint32_t *x)
{
    const ccs_staff_cuts_t *const cuts = self->cuts;
    const ccs_requirement_t *const asked = cuts->asked;
    const uint32_t size = ccs_requirement_size(asked);
    size_t n_units = 0, n_entries = 0;
    uint32_t lower, upper;

    for (uint32_t j = 0; j < size; j++) {
        range_of(cuts, reach, j, &lower, &upper);
        n_units += upper - lower;
        n_entries += (size_t) (upper - lower) * (cuts->first[j + 1] - cuts->first[j]);
    }
    if (allocate(self, n_units, n_entries)) return CCS_ERR_NOMEM;
    for (uint32_t i = 0; i < asked->n_targets * asked->n_periods; i++)
        self->need[i] = (reach->margin ? reach->margin[i] : 0) - cuts->slack[i];
    for (uint32_t j = 0; j < size; j++) {
        range_of(cuts, reach, j, &lower, &upper);
        x[j] = lower;
        for (uint32_t k = lower; k < upper; k++) add_unit(self, j, k);
    }
    return 0;
}

int ccs_staff_cuts_solve(const ccs_staff_cuts_t *self, const ccs_staff_reach_t *reach, uint32_t *x, bool *covers)
{
    units_t units = {.cuts = self};
    ccs_cover_choice_t choice = {0};
    int ret;

    CCS_TRY(make_units(&units, reach, x));
    choice.x = ccs_arena_array(&units.arena, units.n_units, sizeof *choice.x);
    CCS_REQUIRE(choice.x, CCS_ERR_NOMEM);
    const ccs_cover_t problem = {units.n_units, self->asked->n_targets * self->asked->n_periods, units.first, units.row, units.a,
        units.cost, units.lower, units.upper, units.need, reach->shall_end, reach->listener};

    CCS_TRY(ccs_cover_solve(&problem, &choice));
    for (uint32_t i = 0; i < units.n_units; i++) x[units.number[i]] += choice.x[i];
    *covers = choice.covers;
out:
    ccs_arena_free(&units.arena);
    return ret;
}
