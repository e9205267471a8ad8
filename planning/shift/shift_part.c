/* shift_part.c - columns and numbers of a part. Invariants: row i of the program is a row of the horizon with a need, then come the limits of templates by
 * day; column i of the program is what may be missing in row i, then come the shifts in the order of `columns`; left is the need less what is taken. */
#include "shift_part.h"

#include <math.h>
#include <string.h>

#include "integer_program.h"
#include "plan.h"
#include "shift_columns.h"
#include "shift_limits.h"

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
    bool *barred;      /* by candidate: it begins when its day has others that begin */
    uint32_t n_ids, n_needed;
    int32_t first_day; /* of the candidates */
    uint32_t n_days;
    uint32_t n_each_day, n_limits;   /* limits of a day; of all days */
    const ccs_shift_limit_t *limits; /* n_each_day */
    double *left;                    /* by row - from */
    double *sums;                    /* prices, see ccs_shift_prices_t */
    double *limit_prices;            /* [day][limit] */
    uint32_t *heads;                 /* [day][template]: taken */
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

/* --- limits of a day -------------------------------------------------------------------------------------------------------------- */

/* The row of a limit on a day, behind those of needs. */
static uint32_t limit_row(const part_t *self, int32_t day, uint32_t limit)
{
    return (uint32_t) (day - self->first_day) * self->n_each_day + limit;
}

static uint32_t *heads_of(const part_t *self, int32_t day)
{
    return &self->heads[(size_t) (day - self->first_day) * self->need->templates->n];
}

/* What the heads taken leave of a limit of a day. */
static double room_of(const part_t *self, int32_t day, const ccs_shift_limit_t *limit)
{
    const ccs_shift_templates_t *const t = self->need->templates;
    double room = limit->most;

    for (uint32_t i = 0; i < t->n; i++) room -= heads_of(self, day)[i] * ccs_shift_limit_of(limit, t, i);
    return room;
}

static void set_limits(part_t *self)
{
    for (uint32_t i = 0; i < self->n_limits; i++)
        ccs_integer_program_set_row(self->program, self->n_needed + i, -(double) INFINITY,
            room_of(self, self->first_day + (int32_t) (i / self->n_each_day), &self->limits[i % self->n_each_day]));
}

/* What the limits of a day cost or save a candidate, by their prices. */
static double limits_worth(const part_t *self, const ccs_shift_candidate_t *c)
{
    double worth = 0;

    for (uint32_t i = 0; i < self->n_each_day; i++)
        worth += self->limit_prices[limit_row(self, c->day, i)] *
            ccs_shift_limit_of(&self->limits[i], self->need->templates, c->template_id);
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
    column_t *const columns = ccs_arena_room(&self->arena, self->columns, self->n_columns, &self->room, sizeof *columns);
    uint32_t n = 0;

    if (!columns) return out_of_memory(self);
    self->columns = columns;
    for (uint32_t row = self->from; row < self->to; row++) {
        if (self->row_at[row - self->from] == CCS_NONE || !ccs_shift_covers(c, shift->breaks, row)) continue;
        self->entries[n] = 1;
        self->rows[n++] = self->row_at[row - self->from];
    }
    for (uint32_t i = 0; i < self->n_each_day; i++) {
        self->entries[n] = ccs_shift_limit_of(&self->limits[i], self->need->templates, c->template_id);
        if (self->entries[n] != 0) self->rows[n++] = self->n_needed + limit_row(self, c->day, i);
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

        if (self->barred[self->ids[i]]) continue;
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

/* --- few starts ------------------------------------------------------------------------------------------------------------------- */

/* The candidates of a day and template that begin together, and what the broken numbers have of them. */
typedef struct {
    int32_t start;
    double heads;
} start_t;

static bool has_few_starts(const part_t *self)
{
    bool few = false;

    for (uint32_t i = 0; i < self->need->templates->n; i++) few = few || self->need->templates->items[i].most_starts > 0;
    return few;
}

static bool is_of(const part_t *self, uint32_t id, int32_t day, uint32_t template_id)
{
    return candidate_of(self, id)->day == day && candidate_of(self, id)->template_id == template_id && !self->barred[id];
}

/* @param starts  room for n_ids @return how many there are, those with fewest heads first */
static uint32_t find_starts(const part_t *self, int32_t day, uint32_t template_id, start_t *starts)
{
    uint32_t n = 0;

    for (uint32_t i = 0; i < self->n_ids; i++) {
        const uint32_t id = self->ids[i];
        const int32_t start = candidate_of(self, id)->start;

        if (is_of(self, id, day, template_id) && (n == 0 || starts[n - 1].start != start)) starts[n++] = (start_t){start, 0};
    }
    for (uint32_t j = 0; j < self->n_columns; j++)
        for (uint32_t k = 0; k < n && is_of(self, self->columns[j].shift.candidate, day, template_id); k++)
            if (starts[k].start == candidate_of(self, self->columns[j].shift.candidate)->start)
                starts[k].heads += ccs_integer_program_x(self->program, self->n_needed + j);
    for (uint32_t i = 1; i < n; i++) {
        const start_t own = starts[i];
        uint32_t k = i;

        for (; k > 0 && starts[k - 1].heads > own.heads; k--) starts[k] = starts[k - 1];
        starts[k] = own;
    }
    return n;
}

/* Whether all rows with a need are reached without the candidates that begin in a row of a day. */
static bool can_do_without(const part_t *self, int32_t day, uint32_t template_id, int32_t start)
{
    for (uint32_t row = self->from; row < self->to; row++) {
        bool reached = self->row_at[row - self->from] == CCS_NONE;

        for (uint32_t i = 0; i < self->n_ids && !reached; i++) {
            const ccs_shift_candidate_t *const c = candidate_of(self, self->ids[i]);
            const bool gone = self->barred[self->ids[i]] || (c->day == day && c->template_id == template_id && c->start == start);

            reached = !gone && c->start <= (int64_t) row && row < c->start + (int64_t) c->n_rows;
        }
        if (!reached) return false;
    }
    return true;
}

/* No shift of a day and template begins in a row any more. */
static void bar(part_t *self, int32_t day, uint32_t template_id, int32_t start)
{
    for (uint32_t j = 0; j < self->n_columns; j++)
        if (is_of(self, self->columns[j].shift.candidate, day, template_id) &&
            candidate_of(self, self->columns[j].shift.candidate)->start == start)
            ccs_integer_program_set_column(self->program, self->n_needed + j, 0, 0);
    for (uint32_t i = 0; i < self->n_ids; i++)
        if (is_of(self, self->ids[i], day, template_id) && candidate_of(self, self->ids[i])->start == start)
            self->barred[self->ids[i]] = true;
}

/* Half of the starts that a day has too many, those with fewest heads; one without which a need is not reached goes last. @return whether any had to go */
static bool bar_some(part_t *self, int32_t day, uint32_t template_id, start_t *starts)
{
    const uint32_t n = find_starts(self, day, template_id, starts), most = self->need->templates->items[template_id].most_starts;
    uint32_t left = n > most ? (n - most + 1) / 2 : 0;

    if (left == 0) return false;
    for (int round = 0; round < 2 && left > 0; round++) {
        for (uint32_t k = 0; k < n && left > 0; k++) {
            if (round == 0 && !can_do_without(self, day, template_id, starts[k].start)) continue;
            bar(self, day, template_id, starts[k].start);
            left--;
        }
        if (left < (n - most + 1) / 2) break; /* some went: the rest may follow when it is solved again */
    }
    return true;
}

/* Fewer and fewer starts, until each day has as many of each template as it may; the bound is that of all of them. */
static int limit_starts(part_t *self, bool *solved)
{
    start_t *const starts = ccs_arena_array(&self->arena, self->n_ids, sizeof *starts);
    bool any = true;
    int ret = 0;

    if (!starts) return out_of_memory(self);
    self->whole = true;
    while (any && *solved) {
        any = false;
        for (uint32_t d = 0; d < self->n_days; d++)
            for (uint32_t t = 0; t < self->need->templates->n; t++)
                if (self->need->templates->items[t].most_starts > 0 && bar_some(self, self->first_day + (int32_t) d, t, starts))
                    any = true;
        if (any) CCS_TRY(relax(self, ROUNDS_MAX, solved));
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
    heads_of(self, c->day)[c->template_id] += heads;
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
    memset(self->heads, 0, (size_t) self->n_days * self->need->templates->n * sizeof *self->heads);
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

    self->first_day = INT32_MAX;
    for (uint32_t j = 0; j < self->need->candidates->n; j++) {
        const ccs_shift_candidate_t *const c = candidate_of(self, j);

        if (!reaches(self, c)) continue;
        self->ids[self->n_ids++] = j;
        self->most_cost = fmax(self->most_cost, cost_of(self, j));
        if (c->day < self->first_day) self->first_day = c->day;
        if (c->day > last_day) last_day = c->day;
    }
    self->n_days = self->n_ids > 0 ? (uint32_t) (last_day - self->first_day + 1) : 0;
    self->n_limits = self->n_days * self->n_each_day;
}

static int prepare(part_t *self)
{
    const uint32_t n = self->to - self->from;
    ccs_arena_t *const arena = &self->arena;

    self->ids = ccs_arena_array(arena, self->need->candidates->n, sizeof *self->ids);
    self->barred = ccs_arena_array(arena, self->need->candidates->n, sizeof *self->barred);
    if (!self->ids || !self->barred) return out_of_memory(self);
    self->n_each_day = ccs_shift_limit_list(self->need->templates, arena, &self->limits);
    if (self->n_each_day == CCS_NONE) return out_of_memory(self);
    find_candidates(self);
    self->row_at = ccs_arena_array(arena, n, sizeof *self->row_at);
    self->left = ccs_arena_array(arena, n, sizeof *self->left);
    self->sums = ccs_arena_array(arena, n + 1, sizeof *self->sums);
    self->limit_prices = ccs_arena_array(arena, self->n_limits, sizeof *self->limit_prices);
    self->heads = ccs_arena_array(arena, (size_t) self->n_days * self->need->templates->n, sizeof *self->heads);
    self->rows = ccs_arena_array(arena, n + self->n_each_day, sizeof *self->rows);
    self->entries = ccs_arena_array(arena, n + self->n_each_day + 1, sizeof *self->entries);
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

    const bool few_starts = has_few_starts(&self);

    if (ret == 0 && !few_starts && is_small(&self)) ret = solve_exactly(&self, &solved);
    CCS_TRY(ret);
    if (!solved) {
        CCS_TRY(relax(&self, ROUNDS_MAX, &solved));
        if (few_starts && solved) CCS_TRY(limit_starts(&self, &solved));
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

int ccs_shift_part_bound(const ccs_shift_need_t *need, uint32_t from, uint32_t to, ccs_shift_choice_t *choice, ccs_err_t *err)
{
    part_t self = {.need = need, .from = from, .to = to, .err = err};
    bool solved = false;
    int ret = prepare(&self);

    CCS_TRY(ret);
    CCS_TRY(relax(&self, ROUNDS_MAX, &solved));
    choice->cut_short = choice->cut_short || !solved;
    CCS_TRY(hand_over(&self, choice));
out:
    ccs_integer_program_delete(self.program);
    ccs_arena_free(&self.arena);
    return ret;
}
