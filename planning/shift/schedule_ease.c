/* schedule_ease.c - a round of changes in all periods at once, a simulation, and those of the periods that miss a target go back. Invariants: changes of a round touch
 * no period of another's; what was tried and missed is not tried again unless the period has gained since. */
#include "schedule_ease.h"

#include <math.h>

#include "schedule_roster.h"
#include "shift_columns.h"
#include "shift_limits.h"

enum { ROUNDS_MAX = 120, FAILURES_MAX = 25, TRADES_MAX = 6, BATCH_FIRST = 4 };

static const double CAUTION = 1, /* standard errors by which a target holds after a change */
    NEAR = 1e-9, PRUNE = 1.2;    /* times the loss of the least change that failed: not tried */

/* A period while it is eased. */
typedef struct {
    uint32_t claimed_by;            /* of this round: the period whose changes touch it; CCS_NONE */
    uint32_t first_change, n_batch; /* of this round, in `tried`; how many may be tried at once */
    uint32_t n_failed, n_trades;
    double fails_at; /* the least loss that failed; INFINITY: none did */
    bool ended;
} period_t;

typedef struct {
    ccs_schedule_ease_t *ease;
    ccs_schedule_t *schedule;
    const ccs_requirement_t *asked;
    ccs_staff_engine_t engine;
    uint32_t *period_of_row; /* CCS_NONE: closed, or judged in none */
    period_t *periods;
    double *slack;    /* [target][period]: of what stands */
    double *sums;     /* prices of the rows */
    double *scratch;  /* for breaks */
    uint64_t *failed; /* changes that failed: candidates gone and come */
    uint32_t n_failed;
    size_t failed_room;
    ccs_shift_limits_t *limits; /* by group */
    ccs_schedule_change_t *tried;
    uint32_t n_tried;
    size_t tried_room;
    ccs_arena_t arena;
    ccs_err_t *err;
} ease_t;

static int out_of_memory(const ease_t *self)
{
    return ccs_err_set(self->err, CCS_ERR_NOMEM, NULL, NULL, "out of memory");
}

static const ccs_shift_candidate_t *candidate_of(const ease_t *self, uint32_t id)
{
    return &self->schedule->candidates.items[id];
}

/* --- a change ---------------------------------------------------------------------------------------------------------------------------- */

/* Carry it out, or take it back. @return CCS_ERR_USAGE: the shift that should go is not there any more */
static int carry_out(ccs_schedule_t *schedule, const ccs_schedule_change_t *change, bool back)
{
    const ccs_shift_pick_t *const gone = back ? &change->come : &change->gone, *const come = back ? &change->gone : &change->come;
    int ret = 0;

    if (gone->n > 0) CCS_TRY(ccs_schedule_move(schedule, change->group, gone, -1));
    if (come->n > 0) CCS_TRY(ccs_schedule_move(schedule, change->group, come, 1));
out:
    return ret;
}

static void count(ease_t *self, const ccs_schedule_change_t *change, int32_t heads)
{
    ccs_shift_limits_count(&self->limits[change->group], change->gone.candidate, -heads);
    if (change->come.n > 0) ccs_shift_limits_count(&self->limits[change->group], change->come.candidate, heads);
}

/* The periods in which a shift has rows. @return false: in none */
static bool touches(const ease_t *self, uint32_t candidate, uint32_t *first, uint32_t *last)
{
    const ccs_shift_candidate_t *const c = candidate_of(self, candidate);
    bool any = false;

    for (int64_t row = c->start > 0 ? c->start : 0; row < c->start + (int64_t) c->n_rows && row < self->schedule->n_rows; row++) {
        const uint32_t p = self->period_of_row[row];

        if (p == CCS_NONE) continue;
        if (!any || p < *first) *first = p;
        if (!any || p > *last) *last = p;
        any = true;
    }
    return any;
}

/* --- which one --------------------------------------------------------------------------------------------------------------------------- */

static uint64_t key_of(uint32_t gone, uint32_t come)
{
    return (uint64_t) gone << 32 | come;
}

static bool has_failed(const ease_t *self, uint32_t gone, uint32_t come)
{
    for (uint32_t i = 0; i < self->n_failed; i++)
        if (self->failed[i] == key_of(gone, come)) return true;
    return false;
}

/* What one agent more is worth in a row: at what is required 1, with more of them less. */
static double worth_of(const ease_t *self, uint32_t group, uint32_t row, double on_phones)
{
    const double required = self->schedule->groups[group].required[row];

    if (self->period_of_row[row] == CCS_NONE) return 0;
    return exp((required - on_phones) / (1 + sqrt(required) / 2));
}

/* Prices of the rows of a group without one head of a shift. @return what that head is worth */
static double price_without(ease_t *self, uint32_t group, const ccs_shift_pick_t *gone, const ccs_shift_prices_t *prices)
{
    const ccs_shift_candidate_t *const c = candidate_of(self, gone->candidate);
    double worth = 0;

    self->sums[0] = 0;
    for (uint32_t row = prices->from; row < prices->to; row++) {
        const bool covered = ccs_shift_covers(c, gone->breaks, row);
        const double own = worth_of(self, group, row, self->schedule->groups[group].choice.on_phones[row] - (covered ? 1 : 0));

        if (covered) worth += own;
        self->sums[row - prices->from + 1] = self->sums[row - prices->from] + own;
    }
    return worth;
}

/* Whether one change is to be tried before another: what costs nothing first, then what saves most for its loss; of trades what gains most. */
static bool is_better(const ccs_schedule_change_t *a, const ccs_schedule_change_t *b)
{
    if (b->gone.n == 0) return true;
    if (a->saved <= NEAR || b->saved <= NEAR) return a->saved > NEAR || (b->saved <= NEAR && a->loss < b->loss);
    if (a->loss <= 0 || b->loss <= 0) return a->loss < b->loss;
    return a->saved * b->loss > b->saved * a->loss;
}

static bool is_worth_trying(const ease_t *self, const period_t *period, const ccs_schedule_change_t *change)
{
    if (has_failed(self, change->gone.candidate, change->come.n > 0 ? change->come.candidate : CCS_NONE)) return false;
    if (change->saved <= NEAR) return period->n_trades < TRADES_MAX && change->loss < -1;
    return change->loss < PRUNE * period->fails_at;
}

/* All that may come in the place of a shift, or nobody. @param best  the best so far */
static void look_at(ease_t *self, uint32_t period, uint32_t group, const ccs_shift_pick_t *gone, ccs_schedule_change_t *best)
{
    const ccs_shift_candidate_t *const c = candidate_of(self, gone->candidate);
    const uint32_t day_rows = 86400 / self->schedule->templates->row_s;
    const int64_t first = (int64_t) c->day * day_rows, end = first + 2 * (int64_t) day_rows;
    const ccs_shift_prices_t prices = {first > 0 ? (uint32_t) first : 0,
        end < self->schedule->n_rows ? (uint32_t) end : self->schedule->n_rows, self->sums};
    const double worth = price_without(self, group, gone, &prices),
                 cost = ccs_schedule_shift_cost(self->schedule, group, gone->candidate);

    for (uint32_t j = 0; j <= self->schedule->candidates.n; j++) { /* the last one is nobody */
        const bool nobody = j == self->schedule->candidates.n;
        ccs_schedule_change_t change = {.group = group, .gone = *gone, .saved = cost, .loss = worth};

        change.gone.n = 1;
        if (!nobody) {
            if (candidate_of(self, j)->day != c->day) continue;
            change.saved = cost - ccs_schedule_shift_cost(self->schedule, group, j);
            if (change.saved < -NEAR || (j == gone->candidate && c->n_windows == 0)) continue;
            change.come = (ccs_shift_pick_t){.candidate = j, .n = 1};
            change.loss -= ccs_shift_place(candidate_of(self, j), &prices, change.come.breaks, self->scratch);
        }
        if (!is_better(&change, best) || !is_worth_trying(self, &self->periods[period], &change)) continue;
        if (ccs_shift_limits_allow(&self->limits[group], gone->candidate, nobody ? CCS_NONE : j)) *best = change;
    }
}

/* The change of a period that is to be tried next. @return false: there is none */
static bool find_best(ease_t *self, uint32_t period, ccs_schedule_change_t *best)
{
    uint32_t first = 0, last = 0;

    *best = (ccs_schedule_change_t){0};
    for (uint32_t g = 0; g < self->schedule->n_groups; g++) {
        const ccs_shift_choice_t *const choice = &self->schedule->groups[g].choice;

        for (uint32_t i = 0; self->schedule->groups[g].scheduled && i < choice->n_picks; i++)
            if (choice->picks[i].n > 0 && touches(self, choice->picks[i].candidate, &first, &last) && first == period)
                look_at(self, period, g, &choice->picks[i], best);
    }
    if (best->gone.n == 0) return false;
    (void) touches(self, best->gone.candidate, &best->first, &best->last);
    if (best->come.n > 0 && touches(self, best->come.candidate, &first, &last)) {
        best->first = first < best->first ? first : best->first;
        best->last = last > best->last ? last : best->last;
    }
    return true;
}

/* --- a round ----------------------------------------------------------------------------------------------------------------------------- */

static bool is_free(const ease_t *self, uint32_t period, const ccs_schedule_change_t *change)
{
    for (uint32_t p = change->first; p <= change->last; p++)
        if (self->periods[p].claimed_by != CCS_NONE && self->periods[p].claimed_by != period) return false;
    return true;
}

static int try_one(ease_t *self, uint32_t period, const ccs_schedule_change_t *change)
{
    ccs_schedule_change_t *const tried =
        ccs_arena_room(&self->arena, self->tried, self->n_tried, &self->tried_room, sizeof *tried);

    if (!tried) return out_of_memory(self);
    self->tried = tried;
    self->tried[self->n_tried++] = *change;
    for (uint32_t p = change->first; p <= change->last; p++) self->periods[p].claimed_by = period;
    count(self, change, 1);
    return carry_out(self->schedule, change, false) ? out_of_memory(self) : 0;
}

/* The changes of a period for this round. */
static int try_period(ease_t *self, uint32_t period)
{
    period_t *const p = &self->periods[period];
    ccs_schedule_change_t best;
    int ret = 0;

    p->first_change = self->n_tried;
    while (self->n_tried - p->first_change < p->n_batch && find_best(self, period, &best)) {
        if (!is_free(self, period, &best)) return 0;
        CCS_TRY(try_one(self, period, &best));
        if (best.saved <= NEAR) break; /* a trade is judged by itself */
    }
    p->ended = self->n_tried == p->first_change;
out:
    return ret;
}

/* Whether every target holds in the periods that a period's changes touch, or is not farther from it than before. */
static bool holds(const ease_t *self, uint32_t period, const ccs_staff_outcome_t *outcome)
{
    for (uint32_t q = 0; q < self->asked->n_periods; q++) {
        if (self->periods[q].claimed_by != period) continue;
        for (uint32_t t = 0; t < self->asked->n_targets; t++) {
            const size_t at = (size_t) t * self->asked->n_periods + q;

            if (outcome->slack[at] < fmin(0, self->slack[at]) - NEAR) return false;
        }
    }
    return true;
}

static bool gains(const ease_t *self, uint32_t period, const ccs_staff_outcome_t *outcome)
{
    double gain = 0;

    for (uint32_t t = 0; t < self->asked->n_targets; t++) {
        const size_t at = (size_t) t * self->asked->n_periods + period;

        gain += outcome->slack[at] - self->slack[at];
    }
    return gain > 0;
}

/* What stands is noted; a period that gained may try again what failed. */
static int accept(ease_t *self, uint32_t period, uint32_t end, const ccs_staff_outcome_t *outcome)
{
    ccs_schedule_ease_t *const ease = self->ease;
    period_t *const p = &self->periods[period];

    for (uint32_t i = p->first_change; i < end; i++) {
        ccs_schedule_change_t *const changes =
            ccs_arena_room(&ease->arena, ease->changes, ease->n_changes, &ease->room, sizeof *changes);

        if (!changes) return out_of_memory(self);
        ease->changes = changes;
        ease->changes[ease->n_changes++] = self->tried[i];
        if (self->tried[i].saved > NEAR) continue;
        p->n_trades++;
        p->fails_at = (double) INFINITY;
    }
    for (uint32_t q = 0; q < self->asked->n_periods; q++) {
        if (self->periods[q].claimed_by != period) continue;
        for (uint32_t t = 0; t < self->asked->n_targets; t++)
            self->slack[(size_t) t * self->asked->n_periods + q] = outcome->slack[(size_t) t * self->asked->n_periods + q];
    }
    return 0;
}

/* All of a period's changes go back; fewer are tried at once, and of one alone it is known that it fails. */
static int refuse(ease_t *self, uint32_t period, uint32_t end)
{
    period_t *const p = &self->periods[period];
    const bool alone = end - p->first_change == 1;
    int ret = 0;

    for (uint32_t i = end; i-- > p->first_change;) {
        count(self, &self->tried[i], -1);
        CCS_TRY(carry_out(self->schedule, &self->tried[i], true));
    }
    p->n_batch = p->n_batch > 1 ? p->n_batch / 2 : 1;
    if (!alone) return 0;
    const ccs_schedule_change_t *const change = &self->tried[p->first_change];
    uint64_t *const failed = ccs_arena_room(&self->arena, self->failed, self->n_failed, &self->failed_room, sizeof *failed);

    CCS_REQUIRE(failed, CCS_ERR_NOMEM);
    self->failed = failed;
    self->failed[self->n_failed++] = key_of(change->gone.candidate, change->come.n > 0 ? change->come.candidate : CCS_NONE);
    if (change->saved > NEAR) p->fails_at = fmin(p->fails_at, change->loss);
    else p->n_trades++;
    p->ended = ++p->n_failed >= FAILURES_MAX;
out:
    return ret ? out_of_memory(self) : 0;
}

static int find_persons(ease_t *self)
{
    int ret = 0;

    for (uint32_t g = 0; g < self->schedule->n_groups && ret == 0; g++)
        if (self->schedule->groups[g].scheduled) ret = ccs_schedule_find_persons(self->schedule, g, self->err);
    return ret;
}

static int simulate(ease_t *self, ccs_staff_outcome_t *outcome)
{
    int ret = find_persons(self);

    CCS_TRY(ret);
    CCS_TRY(ccs_schedule_simulate(self->schedule, self->ease->scenario, &self->engine, outcome, self->err));
out:
    return ret;
}

static int judge(ease_t *self, const ccs_staff_outcome_t *outcome)
{
    int ret = 0;

    for (uint32_t p = 0, end; p < self->asked->n_periods && ret == 0; p++) {
        end = p + 1 < self->asked->n_periods ? self->periods[p + 1].first_change : self->n_tried;
        if (end == self->periods[p].first_change) continue;
        const bool trade = self->tried[self->periods[p].first_change].saved <= NEAR;
        const bool stands = holds(self, p, outcome) && (!trade || gains(self, p, outcome));

        ret = stands ? accept(self, p, end, outcome) : refuse(self, p, end);
    }
    return ret;
}

/* Ended before it was known what the changes of the round come to: none of them stands. */
static int take_all_back(ease_t *self)
{
    int ret = 0;

    for (uint32_t i = self->n_tried; i-- > 0;) CCS_TRY(carry_out(self->schedule, &self->tried[i], true));
    self->n_tried = 0;
    CCS_TRY(find_persons(self));
out:
    return ret;
}

/* @param any  whether anything was tried */
static int do_round(ease_t *self, ccs_staff_outcome_t *outcome, bool *any)
{
    int ret = 0;

    self->n_tried = 0;
    for (uint32_t p = 0; p < self->asked->n_periods; p++) self->periods[p].claimed_by = CCS_NONE;
    for (uint32_t p = 0; p < self->asked->n_periods; p++) {
        self->periods[p].first_change = self->n_tried;
        if (!self->periods[p].ended) CCS_TRY(try_period(self, p));
    }
    *any = self->n_tried > 0;
    if (!*any) return 0;
    self->ease->n_tried += self->n_tried;
    ret = simulate(self, outcome);
    if (ret == CCS_ERR_STOPPED) (void) take_all_back(self);
    CCS_TRY(ret);
    CCS_TRY(judge(self, outcome));
out:
    return ret;
}

/* --- all of it --------------------------------------------------------------------------------------------------------------------------- */

static void find_periods(ease_t *self)
{
    for (uint32_t row = 0; row < self->schedule->n_rows; row++) self->period_of_row[row] = CCS_NONE;
    for (uint32_t slot = 0, from, to; slot < self->asked->n_slots; slot++) {
        ccs_schedule_rows(self->schedule, slot, &from, &to);
        for (uint32_t row = from; row < to; row++) self->period_of_row[row] = self->asked->period_of[self->asked->cell_of[slot]];
    }
    for (uint32_t p = 0; p < self->asked->n_periods; p++)
        self->periods[p] = (period_t){.n_batch = BATCH_FIRST, .fails_at = (double) INFINITY};
}

static int prepare(ease_t *self)
{
    ccs_schedule_t *const s = self->schedule;
    ccs_arena_t *const arena = &self->arena;

    self->period_of_row = ccs_arena_array(arena, s->n_rows, sizeof *self->period_of_row);
    self->periods = ccs_arena_array(arena, self->asked->n_periods, sizeof *self->periods);
    self->slack = ccs_arena_array(arena, (size_t) self->asked->n_targets * self->asked->n_periods, sizeof *self->slack);
    self->sums = ccs_arena_array(arena, s->n_rows + 1, sizeof *self->sums);
    self->scratch = ccs_arena_array(arena, ccs_shift_scratch(&s->candidates), sizeof *self->scratch);
    self->limits = ccs_arena_array(arena, s->n_groups, sizeof *self->limits);
    if (!self->period_of_row || !self->periods || !self->slack || !self->sums || !self->scratch || !self->limits)
        return out_of_memory(self);
    for (uint32_t g = 0; g < s->n_groups; g++)
        if (ccs_shift_limits_init(&self->limits[g], s->templates, &s->candidates, &s->groups[g].choice, arena))
            return out_of_memory(self);
    find_periods(self);
    return 0;
}

static bool is_ended(const ccs_schedule_ease_t *self)
{
    const ccs_schedule_wish_t *const wish = &self->schedule->wish;

    return self->is_late(self->listener) || (wish->shall_end && wish->shall_end(wish->listener));
}

void ccs_schedule_ease_free(ccs_schedule_ease_t *self)
{
    if (self) ccs_arena_free(&self->arena);
}

int ccs_schedule_ease(ccs_schedule_ease_t *self, const ccs_staff_engine_t *engine, ccs_staff_outcome_t *outcome, ccs_err_t *err)
{
    ease_t ease = {.ease = self, .schedule = self->schedule, .asked = self->schedule->asked, .engine = *engine, .err = err};
    bool any = true;
    int ret = prepare(&ease);

    CCS_TRY(ret);
    ease.engine.caution = CAUTION;
    CCS_TRY(simulate(&ease, outcome));
    for (size_t i = 0; i < (size_t) ease.asked->n_targets * ease.asked->n_periods; i++) ease.slack[i] = outcome->slack[i];
    for (uint32_t k = 0; k < ROUNDS_MAX && any && !is_ended(self); k++) CCS_TRY(do_round(&ease, outcome, &any));
    ease.engine.caution = engine->caution;
    CCS_TRY(simulate(&ease, outcome));
out:
    ccs_arena_free(&ease.arena);
    return ret;
}

int ccs_schedule_ease_back(ccs_schedule_ease_t *self, uint32_t period, bool *any, ccs_err_t *err)
{
    uint32_t n = 0, back;
    int ret = 0;

    for (uint32_t i = 0; i < self->n_changes; i++) n += self->changes[i].first <= period && period <= self->changes[i].last;
    back = (n + 3) / 4;
    for (uint32_t i = self->n_changes; i-- > 0 && back > 0;) {
        const ccs_schedule_change_t change = self->changes[i];

        if (period < change.first || change.last < period) continue;
        back--;
        if (carry_out(self->schedule, &change, true)) continue; /* what came is gone by a later change that stands */
        self->n_changes--;
        for (uint32_t k = i; k < self->n_changes; k++) self->changes[k] = self->changes[k + 1];
        *any = true;
    }
    for (uint32_t g = 0; g < self->schedule->n_groups && ret == 0; g++)
        if (self->schedule->groups[g].scheduled) ret = ccs_schedule_find_persons(self->schedule, g, err);
    return ret;
}

double ccs_schedule_ease_saved(const ccs_schedule_ease_t *self, uint32_t *n_fewer)
{
    double saved = 0;

    *n_fewer = 0;
    for (uint32_t i = 0; i < self->n_changes; i++) {
        saved += self->changes[i].saved;
        *n_fewer += self->changes[i].come.n == 0;
    }
    return saved;
}
