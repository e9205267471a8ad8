/* cover.c - covering by whole numbers. Invariant: left[row] is need less what x covers. */
#include "cover.h"

#include <math.h>
#include <string.h>

#include "arena.h"
#include "err.h"

enum { ASCENTS = 200, EXACT_COLUMNS = 12, EXACT_NODES = 400000 };

typedef struct {
    const ccs_cover_t *p;
    uint32_t *x, *best;
    double *left;   /* by row */
    double *weight; /* by row: what covering a unit is worth */
    double *multiplier, *slope;
    double best_cost; /* of best; INFINITY: nothing covers yet */
    double bound;
    uint32_t nodes; /* that branch and bound may still look at */
    bool ended;     /* as the problem's shall_end has said */
    ccs_arena_t arena;
} solver_t;

/* Whether to end with the best so far. */
static bool is_ended(solver_t *self)
{
    const ccs_cover_t *const p = self->p;

    self->ended = self->ended || (p->shall_end && p->shall_end(p->listener));
    return self->ended;
}

static double cost_of(const solver_t *self)
{
    double cost = 0;

    for (uint32_t j = 0; j < self->p->n_columns; j++) cost += self->p->cost[j] * self->x[j];
    return cost;
}

static bool is_open(const solver_t *self, uint32_t row)
{
    return self->left[row] > 1e-9 * (1 + fabs(self->p->need[row]));
}

static bool covers(const solver_t *self)
{
    for (uint32_t i = 0; i < self->p->n_rows; i++)
        if (is_open(self, i)) return false;
    return true;
}

static void change(solver_t *self, uint32_t j, int by)
{
    const ccs_cover_t *const p = self->p;

    self->x[j] += (uint32_t) by;
    for (uint32_t e = p->first[j]; e < p->first[j + 1]; e++) self->left[p->row[e]] -= by * p->a[e];
}

static void begin_at(solver_t *self, const uint32_t *x)
{
    const ccs_cover_t *const p = self->p;

    memcpy(self->left, p->need, p->n_rows * sizeof *self->left);
    for (uint32_t j = 0; j < p->n_columns; j++) {
        self->x[j] = 0;
        change(self, j, (int) x[j]);
    }
}

static void keep_if_best(solver_t *self)
{
    const double cost = cost_of(self);

    if (!covers(self) || cost >= self->best_cost - 1e-9) return;
    self->best_cost = cost;
    memcpy(self->best, self->x, self->p->n_columns * sizeof *self->best);
}

/* --- greedy ------------------------------------------------------------------------------------------------------------ */

/* What one more of a column is worth: of what is open the part that it covers, less what it uncovers. */
static double gain(const solver_t *self, uint32_t j)
{
    const ccs_cover_t *const p = self->p;
    double sum = 0;

    for (uint32_t e = p->first[j]; e < p->first[j + 1]; e++) {
        const double open = fmax(0, self->left[p->row[e]]), then = fmax(0, self->left[p->row[e]] - p->a[e]);

        sum += self->weight[p->row[e]] * (open - then);
    }
    return sum;
}

static void fill(solver_t *self)
{
    const ccs_cover_t *const p = self->p;

    while (!covers(self) && !is_ended(self)) {
        uint32_t best = UINT32_MAX;
        double most = 0;

        for (uint32_t j = 0; j < p->n_columns; j++) {
            if (self->x[j] >= p->upper[j]) continue;
            const double worth = gain(self, j) / p->cost[j];

            if (worth <= most) continue;
            most = worth;
            best = j;
        }
        if (best == UINT32_MAX) return;
        change(self, best, 1);
    }
}

/* Whether one of a column less leaves no row open. */
static bool is_superfluous(const solver_t *self, uint32_t j)
{
    const ccs_cover_t *const p = self->p;

    if (self->x[j] <= p->lower[j]) return false;
    for (uint32_t e = p->first[j]; e < p->first[j + 1]; e++) {
        const uint32_t row = p->row[e];

        if (self->left[row] + p->a[e] > 1e-9 * (1 + fabs(p->need[row]))) return false;
    }
    return true;
}

/* Take away what is superfluous, dear columns first. @param but  a column that stays */
static void strip(solver_t *self, uint32_t but)
{
    const ccs_cover_t *const p = self->p;

    while (!is_ended(self)) {
        uint32_t best = UINT32_MAX;

        for (uint32_t j = 0; j < p->n_columns; j++)
            if (j != but && is_superfluous(self, j) && (best == UINT32_MAX || p->cost[j] > p->cost[best])) best = j;
        if (best == UINT32_MAX) return;
        change(self, best, -1);
    }
}

/* One more of a column may make two others superfluous, or a dearer one. */
static void exchange(solver_t *self)
{
    const ccs_cover_t *const p = self->p;
    bool better = isfinite(self->best_cost);

    while (better) {
        better = false;
        for (uint32_t j = 0; j < p->n_columns && !is_ended(self); j++) {
            const double before = self->best_cost;

            if (self->best[j] >= p->upper[j]) continue;
            begin_at(self, self->best);
            change(self, j, 1);
            strip(self, j);
            keep_if_best(self);
            better = better || self->best_cost < before;
        }
    }
}

static void choose(solver_t *self, bool by_multipliers)
{
    const ccs_cover_t *const p = self->p;

    for (uint32_t i = 0; i < p->n_rows; i++) self->weight[i] = by_multipliers ? self->multiplier[i] + 1e-9 : 1;
    begin_at(self, p->lower);
    fill(self);
    if (!covers(self)) return;
    strip(self, UINT32_MAX);
    keep_if_best(self);
}

/* --- the bound ----------------------------------------------------------------------------------------------------------- */

/* The Lagrange function at the multipliers, and its slope by row. */
static double relax(solver_t *self)
{
    const ccs_cover_t *const p = self->p;
    double value = 0;

    for (uint32_t i = 0; i < p->n_rows; i++) {
        value += self->multiplier[i] * p->need[i];
        self->slope[i] = p->need[i];
    }
    for (uint32_t j = 0; j < p->n_columns; j++) {
        double reduced = p->cost[j];

        for (uint32_t e = p->first[j]; e < p->first[j + 1]; e++) reduced -= self->multiplier[p->row[e]] * p->a[e];
        const uint32_t x = reduced > 0 ? p->lower[j] : p->upper[j];

        value += reduced * x;
        for (uint32_t e = p->first[j]; e < p->first[j + 1]; e++) self->slope[p->row[e]] -= p->a[e] * x;
    }
    return value;
}

/* Subgradient ascent with Polyak's step towards the best cost known. */
static void ascend(solver_t *self)
{
    const ccs_cover_t *const p = self->p;
    double pace = 1;
    uint32_t idle = 0;

    for (int k = 0; k < ASCENTS && pace > 1e-3 && !is_ended(self); k++) {
        const double value = relax(self);
        double squares = 0;

        if (value > self->bound + 1e-9) {
            self->bound = value;
            idle = 0;
        } else if (++idle % 10 == 0) pace /= 2;
        for (uint32_t i = 0; i < p->n_rows; i++)
            if (self->multiplier[i] > 0 || self->slope[i] > 0) squares += self->slope[i] * self->slope[i];
        if (!(squares > 0)) return;
        const double step = pace * fmax(self->best_cost - value, 1e-6 * (1 + fabs(value))) / squares;

        for (uint32_t i = 0; i < p->n_rows; i++) self->multiplier[i] = fmax(0, self->multiplier[i] + step * self->slope[i]);
    }
}

/* --- exactly --------------------------------------------------------------------------------------------------------------- */

/* Least that covering what is still open costs with the columns from j on; INFINITY: they cannot. */
static double least_left(const solver_t *self, uint32_t from)
{
    const ccs_cover_t *const p = self->p;
    double most = 0;

    for (uint32_t row = 0; row < p->n_rows; row++) {
        double room = 0, rate = 0;

        if (!is_open(self, row)) continue;
        for (uint32_t j = from; j < p->n_columns; j++) {
            for (uint32_t e = p->first[j]; e < p->first[j + 1]; e++) {
                if (p->row[e] != row || !(p->a[e] > 0)) continue;
                room += p->a[e] * (p->upper[j] - self->x[j]);
                rate = fmax(rate, p->a[e] / p->cost[j]);
            }
        }
        if (room < self->left[row] - 1e-9 * (1 + fabs(p->need[row]))) return (double) INFINITY;
        most = fmax(most, self->left[row] / rate);
    }
    return most;
}

/* All choices of the columns from j on, x being at lower there. */
static void branch(solver_t *self, uint32_t j, double cost)
{
    const ccs_cover_t *const p = self->p;
    uint32_t taken = 0;

    if (is_ended(self)) self->nodes = 0;
    if (self->nodes == 0) return;
    self->nodes--;
    if (j == p->n_columns) {
        keep_if_best(self);
        return;
    }
    while (cost + taken * p->cost[j] + least_left(self, j + 1) >= self->best_cost - 1e-9 && self->x[j] < p->upper[j] &&
        cost + taken * p->cost[j] < self->best_cost) {
        change(self, j, 1);
        taken++;
    }
    for (;;) {
        if (cost + taken * p->cost[j] + least_left(self, j + 1) < self->best_cost - 1e-9)
            branch(self, j + 1, cost + taken * p->cost[j]);
        if (self->x[j] >= p->upper[j] || cost + taken * p->cost[j] >= self->best_cost) break;
        change(self, j, 1);
        taken++;
    }
    change(self, j, -(int) taken);
}

static void solve_exactly(solver_t *self)
{
    self->nodes = EXACT_NODES;
    begin_at(self, self->p->lower);
    branch(self, 0, cost_of(self));
    if (self->nodes > 0 && isfinite(self->best_cost)) self->bound = self->best_cost;
}

/* --- all of it ------------------------------------------------------------------------------------------------------------- */

static int prepare(solver_t *self, const ccs_cover_t *p)
{
    ccs_arena_t *const arena = &self->arena;

    self->x = ccs_arena_array(arena, p->n_columns, sizeof *self->x);
    self->best = ccs_arena_array(arena, p->n_columns, sizeof *self->best);
    self->left = ccs_arena_array(arena, p->n_rows, sizeof *self->left);
    self->weight = ccs_arena_array(arena, p->n_rows, sizeof *self->weight);
    self->multiplier = ccs_arena_array(arena, p->n_rows, sizeof *self->multiplier);
    self->slope = ccs_arena_array(arena, p->n_rows, sizeof *self->slope);
    return self->x && self->best && self->left && self->weight && self->multiplier && self->slope ? 0 : CCS_ERR_NOMEM;
}

int ccs_cover_solve(const ccs_cover_t *problem, ccs_cover_choice_t *choice)
{
    solver_t self = {.p = problem, .best_cost = (double) INFINITY, .bound = -(double) INFINITY};
    const size_t bytes = problem->n_columns * sizeof *choice->x;
    int ret;

    CCS_TRY(prepare(&self, problem));
    choose(&self, false);
    choice->covers = isfinite(self.best_cost);
    memcpy(choice->x, self.x, bytes);
    if (choice->covers) {
        ascend(&self);
        choose(&self, true);
        exchange(&self);
        if (problem->n_columns <= EXACT_COLUMNS) solve_exactly(&self);
        memcpy(choice->x, self.best, bytes);
    }
    choice->cost = self.best_cost;
    choice->bound = self.bound;
out:
    ccs_arena_free(&self.arena);
    return ret;
}
