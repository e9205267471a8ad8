/* shift_part.c - columns and numbers of a part. Invariants: row i of the program is a row of the horizon with a need, then come the limits of templates by
 * day; column i of the program is what may be missing in row i, then come the shifts in the order of `columns`; left is the need less what is taken. */
#include "shift_part.h"

#include <math.h>
#include <string.h>

#include "integer_program.h"
#include "plan.h"
#include "shift_columns.h"

enum {
    ROUNDS_MAX = 400,
    ROUNDS_AFTER = 2,
    EXACT_COLUMNS = 60,
    EXACT_NODES = 2000,
    HOUR_S = 3600,
    NODES_LEAST = 20,
    NODES_MAX = 2000
};

static const double WORK = 5e6, /* rows times columns times nodes */
    GAP_WHOLE = 0.005,          /* above the bound: good enough */
    NEAR = 1e-6,                /* of a head */
    GAP = 1e-4,                 /* of the bound below the broken numbers: near enough */
    SURE_FRAC = 0.8;            /* of a head: taken as a whole one when nothing else is whole */

typedef struct {
    ccs_shift_pick_t shift; /* n: heads taken */
    double cost;
} column_t;

typedef struct {
    const ccs_shift_need_t *need;
    uint32_t from, to; /* rows of the part */
    uint32_t *row_at;  /* by row - from: of the program; CCS_NONE: nothing is needed */
    uint32_t *ids;     /* candidates that cover any of the rows */
    uint32_t n_ids, n_needed, n_limits;
    int32_t first_day;    /* of the limits */
    double *left;         /* by row - from */
    double *sums;         /* prices, see ccs_shift_prices_t */
    double *limit_prices; /* [day][template] */
    uint32_t *heads;      /* [day][template]: taken */
    column_t *columns;
    uint32_t n_columns;
    size_t room;
    uint32_t *rows; /* scratch for a column */
    double *entries, *scratch;
    ccs_integer_program_t *program;
    double bound, most_cost;
    bool whole;
    ccs_err_t *err;
    ccs_arena_t arena;
} part_t;

static double row_h(const part_t *self)
{
    return (double) self->need->templates->row_s / HOUR_S;
}

static const ccs_shift_candidate_t *candidate_of(const part_t *self, uint32_t id)
{
    return &self->need->candidates->items[id];
}

static double cost_of(const part_t *self, uint32_t id)
{
    const ccs_shift_candidate_t *const c = candidate_of(self, id);

    return self->need->cost * self->need->templates->items[c->template_id].weight * ccs_shift_paid_h(self->need->templates, c);
}

static bool is_ended(const part_t *self)
{
    return self->need->shall_end && self->need->shall_end(self->need->listener);
}

/* --- limits of templates --------------------------------------------------------------------------------------------------------- */

static uint32_t limit_of(const part_t *self, int32_t day, uint32_t template_id)
{
    return (uint32_t) (day - self->first_day) * self->need->templates->n + template_id;
}

/* How many heads more of a template a day may have than its part of those taken: rounded up to a whole head. */
static double room_of(const part_t *self, int32_t day, uint32_t template_id)
{
    const ccs_shift_templates_t *const t = self->need->templates;
    double all = 0;

    for (uint32_t i = 0; i < t->n; i++) all += self->heads[limit_of(self, day, i)];
    return 1 - NEAR + t->items[template_id].most_frac * all - self->heads[limit_of(self, day, template_id)];
}

static void set_limits(part_t *self)
{
    const ccs_shift_templates_t *const t = self->need->templates;

    for (uint32_t i = 0; i < self->n_limits; i++) {
        const double room = t->items[i % t->n].most_frac < 1 ? room_of(self, self->first_day + (int32_t) (i / t->n), i % t->n)
                                                             : (double) INFINITY;

        ccs_integer_program_set_row(self->program, self->n_needed + i, -(double) INFINITY, room);
    }
}

/* What the limits of a day cost or save a candidate, by their prices. */
static double limits_worth(const part_t *self, const ccs_shift_candidate_t *c)
{
    const ccs_shift_templates_t *const t = self->need->templates;
    double worth = 0;

    for (uint32_t i = 0; self->n_limits > 0 && i < t->n; i++)
        worth += self->limit_prices[limit_of(self, c->day, i)] * ((i == c->template_id ? 1 : 0) - t->items[i].most_frac);
    return worth;
}

/* --- columns --------------------------------------------------------------------------------------------------------------------- */

static int out_of_memory(const part_t *self)
{
    return ccs_err_set(self->err, CCS_ERR_NOMEM, NULL, NULL, "out of memory");
}

/* Put a shift into the program. */
static int add_column(part_t *self, const ccs_shift_pick_t *shift)
{
    const ccs_shift_candidate_t *const c = candidate_of(self, shift->candidate);
    const ccs_shift_templates_t *const t = self->need->templates;
    column_t *const columns = ccs_arena_room(&self->arena, self->columns, self->n_columns, &self->room, sizeof *columns);
    uint32_t n = 0;

    if (!columns) return out_of_memory(self);
    self->columns = columns;
    for (uint32_t row = self->from; row < self->to; row++) {
        if (self->row_at[row - self->from] == CCS_NONE || !ccs_shift_covers(c, shift->breaks, row)) continue;
        self->entries[n] = 1;
        self->rows[n++] = self->row_at[row - self->from];
    }
    for (uint32_t i = 0; self->n_limits > 0 && i < t->n; i++) {
        if (t->items[i].most_frac >= 1) continue;
        self->entries[n] = (i == c->template_id ? 1 : 0) - t->items[i].most_frac;
        self->rows[n++] = self->n_needed + limit_of(self, c->day, i);
    }
    self->columns[self->n_columns] = (column_t){.shift = *shift, .cost = cost_of(self, shift->candidate)};
    const ccs_integer_column_t column = {.cost = self->columns[self->n_columns++].cost,
        .most = (double) INFINITY,
        .rows = self->rows,
        .a = self->entries,
        .n = n};

    return ccs_integer_program_add(self->program, &column) ? out_of_memory(self) : 0;
}

/* Every candidate with its breaks where they cost least. @param theta  least cost for what is worth 1; below 1 something is worth more than it costs
 * @param added  columns that were */
static int price(part_t *self, double *theta, uint32_t *added)
{
    const ccs_shift_prices_t prices = {self->from, self->to, self->sums};
    int ret = 0;

    *theta = 1;
    *added = 0;
    for (uint32_t i = 0; i < self->n_ids; i++) {
        const ccs_shift_candidate_t *const c = candidate_of(self, self->ids[i]);
        ccs_shift_pick_t shift = {.candidate = self->ids[i]};
        const double worth = ccs_shift_place(c, &prices, shift.breaks, self->scratch) + limits_worth(self, c);
        const double cost = cost_of(self, self->ids[i]);

        if (!(worth > cost * (1 + NEAR))) continue;
        *theta = fmin(*theta, cost / worth);
        CCS_TRY(add_column(self, &shift));
        ++*added;
    }
out:
    return ret;
}

static void take_prices(part_t *self)
{
    for (uint32_t r = 0; r < self->to - self->from; r++) {
        const double own = self->row_at[r] == CCS_NONE ? 0 : fmax(0, ccs_integer_program_price(self->program, self->row_at[r]));

        self->sums[r + 1] = self->sums[r] + own;
    }
    for (uint32_t i = 0; i < self->n_limits; i++)
        self->limit_prices[i] = fmin(0, ccs_integer_program_price(self->program, self->n_needed + i));
}

/* --- broken numbers -------------------------------------------------------------------------------------------------------------- */

/* Solve with broken numbers, in so many rounds of new columns at most. @param solved  whether it was not ended */
static int relax(part_t *self, uint32_t n_rounds, bool *solved)
{
    enum ccs_integer_end end;
    double theta = 0;
    uint32_t added;
    int ret;

    for (uint32_t k = 0;; k++) {
        CCS_TRY(ccs_integer_program_relax(self->program, &end, self->err));
        *solved = end == CCS_INTEGER_SOLVED && !is_ended(self);
        if (!*solved || k == n_rounds) break;
        take_prices(self);
        CCS_TRY(price(self, &theta, &added));
        if (!self->whole) self->bound = fmax(self->bound, theta * ccs_integer_program_cost(self->program));
        if (added == 0 || theta > 1 - GAP) break;
    }
out:
    return ret;
}

/* --- whole numbers --------------------------------------------------------------------------------------------------------------- */

static double x_of(const part_t *self, uint32_t column)
{
    return ccs_integer_program_x(self->program, self->n_needed + column);
}

static void take(part_t *self, uint32_t column, uint32_t heads)
{
    column_t *const col = &self->columns[column];
    const ccs_shift_candidate_t *const c = candidate_of(self, col->shift.candidate);

    col->shift.n += heads;
    if (self->n_limits > 0) self->heads[limit_of(self, c->day, c->template_id)] += heads;
    for (uint32_t row = self->from; row < self->to; row++)
        if (ccs_shift_covers(c, col->shift.breaks, row)) self->left[row - self->from] -= heads;
}

/* Of the rows with a need that a column covers, the part in which something is left. */
static double use_of(const part_t *self, uint32_t column)
{
    const ccs_shift_pick_t *const shift = &self->columns[column].shift;
    uint32_t n = 0, open = 0;

    for (uint32_t row = self->from; row < self->to; row++) {
        if (self->row_at[row - self->from] == CCS_NONE ||
            !ccs_shift_covers(candidate_of(self, shift->candidate), shift->breaks, row))
            continue;
        n++;
        open += self->left[row - self->from] > NEAR;
    }
    return n > 0 ? (double) open / n : 0;
}

/* Take what is whole; where nothing is, what is nearly and still of use; or else the largest. @return heads taken */
static uint32_t take_whole(part_t *self)
{
    uint32_t taken = 0, largest = 0;

    for (uint32_t j = 0; j < self->n_columns; j++) {
        const uint32_t whole = (uint32_t) floor(x_of(self, j) + NEAR);

        if (whole > 0) take(self, j, whole);
        taken += whole;
        if (x_of(self, j) > x_of(self, largest)) largest = j;
    }
    const bool broken = taken == 0;

    for (uint32_t j = 0; broken && j < self->n_columns; j++) {
        if (x_of(self, j) < SURE_FRAC || use_of(self, j) < SURE_FRAC) continue;
        take(self, j, 1);
        taken++;
    }
    if (taken > 0 || self->n_columns == 0 || x_of(self, largest) < NEAR) return taken;
    take(self, largest, 1);
    return 1;
}

static void set_needs(part_t *self)
{
    for (uint32_t r = 0; r < self->to - self->from; r++)
        if (self->row_at[r] != CCS_NONE)
            ccs_integer_program_set_row(self->program, self->row_at[r], fmax(0, self->left[r]), (double) INFINITY);
    set_limits(self);
}

/* Ended before its time: all broken numbers up. They cover, if they are of a solution. */
static void take_up(part_t *self)
{
    for (uint32_t j = 0; ccs_integer_program_found(self->program) && j < self->n_columns; j++)
        if (x_of(self, j) > NEAR) take(self, j, (uint32_t) ceil(x_of(self, j) - NEAR));
}

/* Take, and solve again for what is left, until nothing is left that a shift shall cover. */
static int dive(part_t *self, bool *solved)
{
    int ret = 0;

    self->whole = true;
    while (*solved && take_whole(self) > 0) {
        set_needs(self);
        CCS_TRY(relax(self, ROUNDS_AFTER, solved));
    }
    if (!*solved) take_up(self);
out:
    return ret;
}

/* All choices of breaks of all candidates, where they are few. @return false: they are too many */
static bool is_small(const part_t *self)
{
    uint64_t n = 0;

    for (uint32_t i = 0; i < self->n_ids && n <= EXACT_COLUMNS; i++) {
        const ccs_shift_candidate_t *const c = candidate_of(self, self->ids[i]);
        uint64_t choices = 1;

        for (uint32_t w = 0; w < c->n_windows; w++) choices *= c->windows[w].to - c->windows[w].from + 1;
        n += choices;
    }
    return n <= EXACT_COLUMNS;
}

/* The k-th placement of a candidate's breaks. @return false: they overlap */
static bool placement(const ccs_shift_candidate_t *c, uint64_t k, uint32_t *breaks)
{
    for (uint32_t w = 0; w < c->n_windows; w++) {
        const uint32_t n = c->windows[w].to - c->windows[w].from + 1;

        breaks[w] = c->windows[w].from + (uint32_t) (k % n);
        k /= n;
        if (w > 0 && breaks[w] < breaks[w - 1] + c->windows[w - 1].lasts) return false;
    }
    return true;
}

static int add_all(part_t *self)
{
    int ret = 0;

    for (uint32_t i = 0; i < self->n_ids; i++) {
        const ccs_shift_candidate_t *const c = candidate_of(self, self->ids[i]);
        uint64_t choices = 1;

        for (uint32_t w = 0; w < c->n_windows; w++) choices *= c->windows[w].to - c->windows[w].from + 1;
        for (uint64_t k = 0; k < choices; k++) {
            ccs_shift_pick_t shift = {.candidate = self->ids[i]};

            if (placement(c, k, shift.breaks)) CCS_TRY(add_column(self, &shift));
        }
    }
out:
    return ret;
}

/* By branch and cut over all columns. @param solved  whether that found the best */
static int solve_exactly(part_t *self, bool *solved)
{
    const ccs_integer_effort_t effort = {.gap = 0, .n_nodes = EXACT_NODES};
    enum ccs_integer_end end;
    int ret;

    *solved = false;
    CCS_TRY(add_all(self));
    CCS_TRY(ccs_integer_program_solve(self->program, &effort, &end, self->err));
    if (end != CCS_INTEGER_SOLVED) return 0;
    *solved = true;
    self->bound = ccs_integer_program_cost(self->program);
    (void) take_whole(self);
out:
    return ret;
}

/* --- branch and cut over the columns that were made -------------------------------------------------------------------------------------- */

/* Of the heads taken, and of what is missing. */
static double cost_taken(const part_t *self)
{
    const double short_cost = isfinite(self->need->short_cost) ? self->need->short_cost * row_h(self) : 2 * self->most_cost + 1;
    double cost = 0;

    for (uint32_t j = 0; j < self->n_columns; j++) cost += self->columns[j].cost * self->columns[j].shift.n;
    for (uint32_t r = 0; r < self->to - self->from; r++)
        if (self->row_at[r] != CCS_NONE && self->left[r] > NEAR) cost += short_cost * self->left[r];
    return cost;
}

static void take_back(part_t *self)
{
    for (uint32_t j = 0; j < self->n_columns; j++) self->columns[j].shift.n = 0;
    for (uint32_t i = 0; i < self->n_limits; i++) self->heads[i] = 0;
    for (uint32_t row = self->from; row < self->to; row++) self->left[row - self->from] = self->need->need[row];
}

/* Where it is not too large: the same columns, for a better choice than the dive's. */
static int improve(part_t *self)
{
    const double nodes = WORK / ((double) (self->n_needed + self->n_limits) * (self->n_columns + 1));
    const ccs_integer_effort_t effort = {.gap = GAP_WHOLE, .n_nodes = (uint32_t) fmin(nodes, NODES_MAX)};
    const double before = cost_taken(self);
    enum ccs_integer_end end;
    int ret = 0;

    if (nodes < NODES_LEAST || before < self->bound * (1 + GAP_WHOLE)) return 0;
    uint32_t *const kept = ccs_arena_array(&self->arena, self->n_columns, sizeof *kept);

    if (!kept) return out_of_memory(self);
    for (uint32_t j = 0; j < self->n_columns; j++) kept[j] = self->columns[j].shift.n;
    take_back(self);
    set_needs(self);
    CCS_TRY(ccs_integer_program_solve(self->program, &effort, &end, self->err));
    if (ccs_integer_program_found(self->program) && ccs_integer_program_cost(self->program) < before - NEAR) {
        (void) take_whole(self);
        return 0;
    }
    for (uint32_t j = 0; j < self->n_columns; j++)
        if (kept[j] > 0) take(self, j, kept[j]);
out:
    return ret;
}

/* --- all of it --------------------------------------------------------------------------------------------------------------------- */

/* Rows with a need become rows of the program; what may be missing in them its first columns. */
static int open_rows(part_t *self)
{
    const double short_cost = isfinite(self->need->short_cost) ? self->need->short_cost * row_h(self) : 2 * self->most_cost + 1;

    for (uint32_t row = self->from; row < self->to; row++) {
        self->left[row - self->from] = self->need->need[row];
        self->row_at[row - self->from] = self->need->need[row] > 0 ? self->n_needed++ : CCS_NONE;
    }
    self->program = ccs_integer_program_new(self->n_needed + self->n_limits);
    if (!self->program) return out_of_memory(self);
    ccs_integer_program_heed(self->program, self->need->shall_end, self->need->listener);
    for (uint32_t i = 0; i < self->n_needed; i++)
        if (ccs_integer_program_add(self->program,
                &(ccs_integer_column_t){.cost = short_cost, .most = (double) INFINITY, .rows = &i, .n = 1}))
            return out_of_memory(self);
    set_needs(self);
    return 0;
}

static bool reaches(const part_t *self, const ccs_shift_candidate_t *c)
{
    return c->start < (int64_t) self->to && c->start + (int64_t) c->n_rows > self->from;
}

static void find_candidates(part_t *self)
{
    int32_t last_day = INT32_MIN;
    bool limited = false;

    self->first_day = INT32_MAX;
    for (uint32_t j = 0; j < self->need->candidates->n; j++) {
        const ccs_shift_candidate_t *const c = candidate_of(self, j);

        if (!reaches(self, c)) continue;
        self->ids[self->n_ids++] = j;
        self->most_cost = fmax(self->most_cost, cost_of(self, j));
        if (c->day < self->first_day) self->first_day = c->day;
        if (c->day > last_day) last_day = c->day;
    }
    for (uint32_t i = 0; i < self->need->templates->n; i++) limited = limited || self->need->templates->items[i].most_frac < 1;
    if (limited && self->n_ids > 0) self->n_limits = (uint32_t) (last_day - self->first_day + 1) * self->need->templates->n;
}

static int prepare(part_t *self)
{
    const uint32_t n = self->to - self->from;
    ccs_arena_t *const arena = &self->arena;

    self->ids = ccs_arena_array(arena, self->need->candidates->n, sizeof *self->ids);
    if (!self->ids) return out_of_memory(self);
    find_candidates(self);
    self->row_at = ccs_arena_array(arena, n, sizeof *self->row_at);
    self->left = ccs_arena_array(arena, n, sizeof *self->left);
    self->sums = ccs_arena_array(arena, n + 1, sizeof *self->sums);
    self->limit_prices = ccs_arena_array(arena, self->n_limits, sizeof *self->limit_prices);
    self->heads = ccs_arena_array(arena, self->n_limits, sizeof *self->heads);
    self->rows = ccs_arena_array(arena, n + self->need->templates->n, sizeof *self->rows);
    self->entries = ccs_arena_array(arena, n + self->need->templates->n, sizeof *self->entries);
    self->scratch = ccs_arena_array(arena, ccs_shift_scratch(self->need->candidates), sizeof *self->scratch);
    if (!self->row_at || !self->left || !self->sums || !self->limit_prices || !self->heads || !self->rows || !self->entries ||
        !self->scratch)
        return out_of_memory(self);
    return open_rows(self);
}

static int hand_over(const part_t *self, ccs_shift_choice_t *choice)
{
    for (uint32_t j = 0; j < self->n_columns; j++)
        if (self->columns[j].shift.n > 0 && ccs_shift_choice_add(choice, &self->columns[j].shift)) return out_of_memory(self);
    choice->bound += self->bound;
    choice->n_columns += self->n_columns;
    return 0;
}

int ccs_shift_part(const ccs_shift_need_t *need, uint32_t from, uint32_t to, ccs_shift_choice_t *choice, ccs_err_t *err)
{
    part_t self = {.need = need, .from = from, .to = to, .err = err};
    bool solved = false;
    int ret = prepare(&self);

    if (ret == 0 && is_small(&self)) ret = solve_exactly(&self, &solved);
    CCS_TRY(ret);
    if (!solved) {
        CCS_TRY(relax(&self, ROUNDS_MAX, &solved));
        CCS_TRY(dive(&self, &solved));
        if (solved) CCS_TRY(improve(&self));
    }
    choice->cut_short = choice->cut_short || !solved;
    CCS_TRY(hand_over(&self, choice));
out:
    ccs_integer_program_delete(self.program);
    ccs_arena_free(&self.arena);
    return ret;
}
