/* staff_spread.c - steps of agents move to where they gain most. Invariant: no spread costs more than the hours that are given, unless the least agents alone do. */
#include "staff_spread.h"

#include <math.h>
#include <string.h>

#include "staff_cuts.h"
#include "staff_exchange.h"

enum { ROUNDS = 40 };

/* A contact late where the target is reached, beside one that is missing to a target. */
static const double LATE_WEIGHT = 1e-3;

typedef struct {
    ccs_staff_search_t *search;
    uint32_t *x;                  /* the best so far */
    ccs_staff_outcome_t *outcome; /* of it */
    double loss;
    uint32_t *next; /* what the cuts promise */
    ccs_staff_outcome_t *outcome_of_next;
    /* around x: what the first step up and the first one down do, and by target and period what next has by them */
    ccs_staff_cuts_t up, down;
    double *slack;
    ccs_arena_t arena;
} spread_t;

static bool is_late(ccs_staff_search_t *search)
{
    search->ended_late = search->ended_late || (search->is_late && search->is_late(search->listener));
    return search->ended_late;
}

double ccs_staff_spread_loss(const ccs_requirement_t *asked, const ccs_staff_outcome_t *outcome)
{
    double loss = 0;

    for (size_t i = 0; i < (size_t) asked->n_targets * asked->n_periods; i++) {
        const ccs_staff_sums_t *const s = &outcome->sums[i];

        loss += fmax(0, -outcome->slack[i]) + LATE_WEIGHT * (s->den - s->num) / outcome->n;
    }
    return loss;
}

/* --- as many hours as are given -------------------------------------------------------------------------------------------------- */

/* The number furthest below its part, or above it, that a step may change. @return CCS_NONE: none may */
static uint32_t furthest(const ccs_requirement_t *asked, const double *part, const uint32_t *x, double room)
{
    uint32_t best = CCS_NONE;
    double most = (double) -INFINITY;

    for (uint32_t j = 0; j < ccs_requirement_size(asked); j++) {
        const uint32_t g = j % asked->n_groups;
        const bool may = room < 0 ? x[j] > asked->least[g] : x[j] < asked->most[g] && asked->cost[j] <= room + 1e-9;
        const double away = room < 0 ? x[j] - part[j] : part[j] - x[j];

        if (!asked->changes[g] || !may || away <= most) continue;
        best = j;
        most = away;
    }
    return best;
}

/* In the proportions of a start: whole steps, by the largest remainders. */
static void scale(const ccs_requirement_t *asked, const uint32_t *start, double *part, uint32_t *x)
{
    const double hours = asked->wish.hours, times = hours / ccs_requirement_cost(asked, start);

    for (uint32_t j = 0; j < ccs_requirement_size(asked); j++) {
        const uint32_t g = j % asked->n_groups;
        const double whole = floor(times * start[j] + 1e-9);

        part[j] = times * start[j];
        x[j] = whole <= asked->least[g] ? asked->least[g] : whole >= asked->most[g] ? asked->most[g] : (uint32_t) whole;
    }
    for (double room; (room = hours - ccs_requirement_cost(asked, x)) < -1e-9;) {
        const uint32_t j = furthest(asked, part, x, room);

        if (j == CCS_NONE) return;
        x[j]--;
    }
    for (;;) {
        const uint32_t j = furthest(asked, part, x, fmax(0, hours - ccs_requirement_cost(asked, x)));

        if (j == CCS_NONE) return;
        x[j]++;
    }
}

/* Simulate next; it becomes the best if it is better, or the first. */
static int look_at_next(spread_t *self, bool *better)
{
    ccs_staff_search_t *const search = self->search;
    const int ret = ccs_staff_simulate(&search->engine, self->next, 1, 0, self->outcome_of_next);

    *better = false;
    if (ret) return ret;
    const double loss = ccs_staff_spread_loss(search->asked, self->outcome_of_next);

    search->n_simulated++;
    if (search->tell) search->tell(search->listener, search);
    if (!(loss < self->loss - 1e-9)) return 0;
    self->loss = loss;
    memcpy(self->x, self->next, ccs_requirement_size(search->asked) * sizeof *self->x);
    ccs_staff_outcome_copy(search->asked, self->outcome, self->outcome_of_next);
    *better = true;
    return 0;
}

static int begin(spread_t *self, const uint32_t *starts, uint32_t n)
{
    const ccs_requirement_t *const asked = self->search->asked;
    const uint32_t size = ccs_requirement_size(asked);
    double *const part = ccs_arena_array(&self->arena, size, sizeof *part);
    bool better;
    int ret = 0;

    self->next = ccs_arena_array(&self->arena, size, sizeof *self->next);
    self->slack = ccs_arena_array(&self->arena, (size_t) asked->n_targets * asked->n_periods, sizeof *self->slack);
    self->outcome = ccs_staff_outcomes(asked, 1, &self->arena);
    self->outcome_of_next = ccs_staff_outcomes(asked, 1, &self->arena);
    CCS_REQUIRE(part && self->next && self->slack && self->outcome && self->outcome_of_next, CCS_ERR_NOMEM);
    for (uint32_t i = 0; i < n; i++) {
        if (!(ccs_requirement_cost(asked, &starts[(size_t) i * size]) > 0)) continue;
        scale(asked, &starts[(size_t) i * size], part, self->next);
        CCS_TRY(look_at_next(self, &better));
    }
out:
    return ret;
}

/* --- what a step promises ---------------------------------------------------------------------------------------------------------- */

/* What one step does falls by this with each further one (staff_cuts.c). */
static double shrinking(const ccs_requirement_t *asked, uint32_t steps)
{
    return exp(-asked->wish.step / sqrt(asked->wish.step * steps + 1));
}

/* The change of the loss by a step more or less of number j of next, as the cuts have it. @param take  it is made: slacks are changed */
static double promise(spread_t *self, uint32_t j, bool more, bool take)
{
    const ccs_requirement_t *const asked = self->search->asked;
    const int beyond = (int) self->next[j] - (int) self->x[j] - (more ? 0 : 1); /* steps between the best and the one at hand */
    const ccs_staff_cuts_t *const cuts = beyond >= 0 ? &self->up : &self->down;
    const double weight = pow(shrinking(asked, self->x[j]), beyond >= 0 ? beyond : beyond + 1), sign = more ? weight : -weight;
    double change = 0;

    for (uint32_t e = cuts->first[j]; e < cuts->first[j + 1]; e++) {
        double *const slack = &self->slack[cuts->row[e]];
        const double after = *slack + sign * cuts->a[e];

        change += fmax(0, -after) - fmax(0, -*slack) - LATE_WEIGHT * sign * cuts->a[e];
        if (take) *slack = after;
    }
    return change;
}

/* The step that promises most for its cost. @param room  hours that a step more may cost @param reach  steps that a number may be away from the best
 * @return CCS_NONE: there is none */
static uint32_t best_step(spread_t *self, bool more, double room, uint32_t reach)
{
    const ccs_requirement_t *const asked = self->search->asked;
    uint32_t best = CCS_NONE;
    double least = (double) INFINITY;

    for (uint32_t j = 0; j < ccs_requirement_size(asked); j++) {
        const uint32_t g = j % asked->n_groups, x = self->next[j], at = self->x[j];

        if (!asked->changes[g]) continue;
        if (more ? x >= asked->most[g] || x >= at + reach || asked->cost[j] > room + 1e-9
                 : x <= asked->least[g] || x + reach <= at)
            continue;
        const double change = promise(self, j, more, false) / asked->cost[j];

        if (change >= least) continue;
        best = j;
        least = change;
    }
    return best;
}

/* The step that is missed least makes room for those that gain most. @return whether that promises anything; else next is as before */
static bool exchange(spread_t *self, uint32_t reach)
{
    const ccs_requirement_t *const asked = self->search->asked;
    const uint32_t from = best_step(self, false, 0, reach);

    if (from == CCS_NONE) return false;
    const double lost = promise(self, from, false, true);

    self->next[from]--;
    const uint32_t to = best_step(self, true, asked->wish.hours - ccs_requirement_cost(asked, self->next), reach);

    if (to != CCS_NONE && to != from && lost + promise(self, to, true, false) < -1e-9) {
        (void) promise(self, to, true, true);
        self->next[to]++;
        return true;
    }
    (void) promise(self, from, true, true);
    self->next[from]++;
    return false;
}

/* Hours that exchanges left of steps of unlike length. */
static void fill(spread_t *self, uint32_t reach)
{
    const ccs_requirement_t *const asked = self->search->asked;

    for (;;) {
        const uint32_t to = best_step(self, true, asked->wish.hours - ccs_requirement_cost(asked, self->next), reach);

        if (to == CCS_NONE || !(promise(self, to, true, false) < 0)) return;
        (void) promise(self, to, true, true);
        self->next[to]++;
    }
}

/* --- rounds ------------------------------------------------------------------------------------------------------------------------ */

static int measure(spread_t *self)
{
    ccs_staff_search_t *const search = self->search;
    int ret;

    ccs_staff_cuts_free(&self->up);
    ccs_staff_cuts_free(&self->down);
    CCS_TRY(ccs_staff_cuts_measure(&self->up, &search->engine, self->x, self->outcome, 1));
    CCS_TRY(ccs_staff_cuts_measure(&self->down, &search->engine, self->x, self->outcome, -1));
    search->n_simulated += 2 * search->asked->n_groups;
out:
    return ret;
}

/* From the best so many exchanges at most. @param made  receives how many were */
static void choose(spread_t *self, uint32_t most, uint32_t *made)
{
    const ccs_requirement_t *const asked = self->search->asked;
    uint32_t largest = 0;

    memcpy(self->next, self->x, ccs_requirement_size(asked) * sizeof *self->next);
    memcpy(self->slack, self->outcome->slack, (size_t) asked->n_targets * asked->n_periods * sizeof *self->slack);
    for (uint32_t j = 0; j < ccs_requirement_size(asked); j++)
        if (asked->changes[j % asked->n_groups] && self->x[j] > largest) largest = self->x[j];
    const uint32_t reach = most > 1 ? 1 + largest / 8 : 1;

    for (*made = 0; *made < most && exchange(self, reach);) ++*made;
    fill(self, reach);
}

/* Around the best as it was measured, ever fewer exchanges until one keeps its promise. */
static int improve(spread_t *self, uint32_t *most, bool *better)
{
    int ret = 0;

    *better = false;
    while (ret == 0 && *most > 0 && !*better && !is_late(self->search)) {
        uint32_t made;

        choose(self, *most, &made);
        if (memcmp(self->next, self->x, ccs_requirement_size(self->search->asked) * sizeof *self->x) == 0) break;
        ret = look_at_next(self, better);
        if (!*better) *most = (made < *most ? made : *most) / 2;
    }
    return ret;
}

/* Of few numbers each step from one to another is tried, promise or not; one that is better ends it. */
static int try_each(spread_t *self, bool *better)
{
    const ccs_requirement_t *const asked = self->search->asked;
    const uint32_t size = ccs_requirement_size(asked);
    int ret = 0;

    *better = false;
    for (uint32_t i = 0; i < size && size <= CCS_STAFF_EXCHANGE_MAX; i++) {
        for (uint32_t j = 0; j < size; j++) {
            const uint32_t from = i % asked->n_groups, to = j % asked->n_groups;

            if (i == j || !asked->changes[from] || !asked->changes[to] || self->x[i] <= asked->least[from] ||
                self->x[j] >= asked->most[to])
                continue;
            memcpy(self->next, self->x, size * sizeof *self->next);
            self->next[i]--;
            self->next[j]++;
            if (ccs_requirement_cost(asked, self->next) > asked->wish.hours + 1e-9) continue;
            if (is_late(self->search)) return 0;
            ret = look_at_next(self, better);
            if (ret || *better) return ret;
        }
    }
    return ret;
}

int ccs_staff_spread(ccs_staff_search_t *search, const uint32_t *starts, uint32_t n, uint32_t *x)
{
    spread_t self = {.search = search, .x = x, .loss = (double) INFINITY};
    uint32_t most = ccs_requirement_size(search->asked);
    bool better = true;
    int ret = begin(&self, starts, n);

    for (int k = 0; ret == 0 && better && k < ROUNDS && !is_late(search); k++) {
        ret = measure(&self);
        if (ret == 0) ret = improve(&self, &most, &better);
        if (ret == 0 && !better) ret = try_each(&self, &better);
        if (most == 0) most = 1;
    }
    ccs_staff_cuts_free(&self.up);
    ccs_staff_cuts_free(&self.down);
    ccs_arena_free(&self.arena);
    return ret;
}
