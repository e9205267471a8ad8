/* staff_search.c - first up until every target holds, then down and sideways with what cuts promise, then one by one. Invariant: best is the cheapest staffing
 * seen with the replications at hand that holds, outcome is what it came to. */
#include "staff_search.h"

#include <math.h>
#include <string.h>

#include "staff_ceiling.h"
#include "staff_cuts.h"
#include "staff_exchange.h"

enum { ROUNDS_UP = 40, ROUNDS_FREE = 5, ROUNDS_DOWN = 40, ATTEMPTS = 6 };

/* A staffing and what it came to. */
typedef struct {
    uint32_t *x;
    ccs_staff_outcome_t *outcome;
} point_t;

static size_t bytes_of(const ccs_staff_search_t *self)
{
    return ccs_requirement_size(self->asked) * sizeof *self->best;
}

static int new_point(ccs_staff_search_t *self, ccs_arena_t *arena, point_t *point)
{
    point->x = ccs_arena_array(arena, ccs_requirement_size(self->asked), sizeof *point->x);
    point->outcome = ccs_staff_outcomes(self->asked, 1, arena);
    return point->x && point->outcome ? 0 : CCS_ERR_NOMEM;
}

static bool is_late(ccs_staff_search_t *self)
{
    self->ended_late = self->ended_late || (self->is_late && self->is_late(self->listener));
    return self->ended_late;
}

/* What a covering problem asks while it is solved. */
static bool shall_end(void *search)
{
    ccs_staff_search_t *const self = search;

    return ccs_stop_asked(self->engine.stop) || is_late(self);
}

static void tell(ccs_staff_search_t *self, uint32_t n)
{
    self->n_simulated += n;
    if (self->tell) self->tell(self->listener, self);
}

static void keep(ccs_staff_search_t *self, const point_t *point)
{
    self->best_cost = ccs_requirement_cost(self->asked, point->x);
    memcpy(self->best, point->x, bytes_of(self));
    ccs_staff_outcome_copy(self->asked, self->outcome, point->outcome);
}

/* Simulate; a staffing that holds and costs less than the best takes its place. */
static int look_at(ccs_staff_search_t *self, point_t *point)
{
    const int ret = ccs_staff_simulate(&self->engine, point->x, 1, 0, point->outcome);

    if (ret) return ret;
    if (ccs_staff_holds(self->asked, point->outcome) && ccs_requirement_cost(self->asked, point->x) < self->best_cost - 1e-9)
        keep(self, point);
    tell(self, 1);
    return 0;
}

/* --- up -------------------------------------------------------------------------------------------------------------------- */

/* Where cuts see no way, everybody who can help with what is missing becomes more in the interval. @return whether anybody may */
static bool raise_all(const ccs_requirement_t *asked, point_t *point)
{
    bool raised = false;

    for (uint32_t t = 0; t < asked->n_targets; t++) {
        const ccs_routing_t *const r = &ccs_requirement_type(asked, t)->routing;

        for (uint32_t slot = 0; slot < asked->n_slots; slot++) {
            const uint32_t period = asked->period_of[asked->cell_of[slot]];

            if (point->outcome->slack[(size_t) t * asked->n_periods + period] >= 0) continue;
            for (uint32_t p = r->first_pair; p < r->first_pair + r->n_pairs; p++) {
                if (p > r->first_pair && ccs_requirement_team(asked->plan, p) == ccs_requirement_team(asked->plan, p - 1))
                    continue;
                const uint32_t g = ccs_requirement_team(asked->plan, p);
                uint32_t *const x = &point->x[slot * asked->n_groups + g];
                const uint32_t more = *x + 1 + *x / 8 < asked->most[g] ? *x + 1 + *x / 8 : asked->most[g];

                raised = raised || more > *x;
                *x = more > *x ? more : *x;
            }
        }
    }
    return raised;
}

/* The largest number of a staffing. */
static uint32_t largest(const ccs_requirement_t *asked, const uint32_t *x)
{
    uint32_t most = 0;

    for (uint32_t j = 0; j < ccs_requirement_size(asked); j++)
        if (asked->changes[j % asked->n_groups] && x[j] > most) most = x[j];
    return most;
}

/* One round up from a point that misses. @param frees  whether some may become less where others become more
 * @return 0 and the point looked at again */
static int step_up(ccs_staff_search_t *self, point_t *point, bool frees, bool *stuck)
{
    const ccs_requirement_t *const asked = self->asked;
    const uint32_t reach = 1 + largest(asked, point->x) / 6;
    ccs_staff_cuts_t cuts = {0};
    ccs_arena_t arena = {0};
    uint32_t *const x = ccs_arena_array(&arena, ccs_requirement_size(asked), sizeof *x);
    bool covers;
    int ret;

    CCS_REQUIRE(x, CCS_ERR_NOMEM);
    CCS_TRY(ccs_staff_cuts_measure(&cuts, &self->engine, point->x, point->outcome, 1));
    tell(self, asked->n_groups);
    CCS_TRY(ccs_staff_cuts_solve(&cuts,
        &(ccs_staff_reach_t){.down = frees ? reach : 0, .up = reach, .shall_end = shall_end, .listener = self}, x, &covers));
    *stuck = false;
    if (covers && memcmp(x, point->x, bytes_of(self)) != 0) memcpy(point->x, x, bytes_of(self));
    else *stuck = !raise_all(asked, point);
    if (!*stuck) ret = look_at(self, point);
out:
    ccs_staff_cuts_free(&cuts);
    ccs_arena_free(&arena);
    return ret;
}

/* Up until every target holds. @param n_free  rounds in which some may become less where others become more; few, so that it ends
 * @return CCS_ERR_SCENARIO: one never does */
static int climb(ccs_staff_search_t *self, point_t *point, int n_free, ccs_err_t *err)
{
    int ret = look_at(self, point);

    for (int k = 0; ret == 0 && !ccs_staff_holds(self->asked, point->outcome); k++) {
        bool stuck = k >= ROUNDS_UP;

        if (is_late(self)) break;
        if (!stuck) ret = step_up(self, point, k < n_free, &stuck);
        if (ret == 0 && stuck) ret = ccs_staff_refuse(self->asked, point->outcome, err);
    }
    return ret;
}

/* --- down and sideways ------------------------------------------------------------------------------------------------------ */

/* What was missing is asked for besides, when cuts are asked again. */
static void learn(const ccs_requirement_t *asked, const ccs_staff_outcome_t *outcome, double *margin)
{
    for (uint32_t i = 0; i < asked->n_targets * asked->n_periods; i++)
        if (outcome->slack[i] < 0) margin[i] += 1e-6 - outcome->slack[i];
}

/* From the best with cuts around it: choices, each with what the last one missed learned, until one holds and is cheaper.
 * @param better  whether one was found */
static int descend(ccs_staff_search_t *self, const ccs_staff_cuts_t *cuts, ccs_staff_reach_t reach, point_t *point, bool *better)
{
    const ccs_requirement_t *const asked = self->asked;
    const double before = self->best_cost;
    ccs_arena_t arena = {0};
    double *const margin = ccs_arena_array(&arena, (size_t) asked->n_targets * asked->n_periods, sizeof *margin);
    int ret = margin ? 0 : CCS_ERR_NOMEM;

    *better = false;
    reach.margin = margin;
    reach.shall_end = shall_end;
    reach.listener = self;
    for (int k = 0; ret == 0 && k < ATTEMPTS && !*better && !is_late(self); k++) {
        bool covers;

        CCS_TRY(ccs_staff_cuts_solve(cuts, &reach, point->x, &covers));
        if (!covers || ccs_requirement_cost(asked, point->x) >= before - 1e-9) break;
        CCS_TRY(look_at(self, point));
        *better = self->best_cost < before;
        learn(asked, point->outcome, margin);
    }
out:
    ccs_arena_free(&arena);
    return ret;
}

/* Cuts around the best, and what they lead to. Cuts refer to a copy: the best moves. */
static int try_around(ccs_staff_search_t *self, int direction, ccs_staff_reach_t reach, bool *better)
{
    ccs_staff_cuts_t cuts = {0};
    ccs_arena_t arena = {0};
    point_t at, next;
    int ret;

    CCS_TRY(new_point(self, &arena, &at));
    CCS_TRY(new_point(self, &arena, &next));
    memcpy(at.x, self->best, bytes_of(self));
    memcpy(at.outcome->slack, self->outcome->slack,
        (size_t) self->asked->n_targets * self->asked->n_periods * sizeof *at.outcome->slack);
    memcpy(at.outcome->above, self->outcome->above,
        (size_t) self->asked->n_targets * self->asked->plan->n_cells * sizeof *at.outcome->above);
    CCS_TRY(ccs_staff_cuts_measure(&cuts, &self->engine, at.x, at.outcome, direction));
    self->caution_cost = self->engine.caution * ccs_staff_cuts_price(&cuts, self->outcome->error);
    tell(self, self->asked->n_groups);
    CCS_TRY(descend(self, &cuts, reach, &next, better));
out:
    ccs_staff_cuts_free(&cuts);
    ccs_arena_free(&arena);
    return ret;
}

/* Two ways with ever shorter reach, then down alone until nothing can be taken away. */
static int improve(ccs_staff_search_t *self)
{
    uint32_t reach = self->reach > 0 ? self->reach : 1 + largest(self->asked, self->best) / 8;
    bool better = false;
    int ret = 0;

    for (int k = 0; ret == 0 && reach > 0 && k < ROUNDS_DOWN && !is_late(self); k++) {
        ret = try_around(self, 1, (ccs_staff_reach_t){.down = reach, .up = reach}, &better);
        if (!better) reach /= 2;
    }
    for (int k = 0; ret == 0 && (k == 0 || better) && k < ROUNDS_DOWN && !is_late(self); k++)
        ret = try_around(self, -1, (ccs_staff_reach_t){.down = 1}, &better);
    return ret;
}

/* --- all of it ----------------------------------------------------------------------------------------------------------------- */

int ccs_staff_search_init(ccs_staff_search_t *self, const ccs_requirement_t *asked, const ccs_staff_engine_t *engine)
{
    *self = (ccs_staff_search_t){.asked = asked, .engine = *engine, .best_cost = (double) INFINITY};
    self->best = ccs_arena_array(&self->arena, ccs_requirement_size(asked), sizeof *self->best);
    self->outcome = ccs_staff_outcomes(asked, 1, &self->arena);
    return self->best && self->outcome ? 0 : CCS_ERR_NOMEM;
}

void ccs_staff_search_free(ccs_staff_search_t *self)
{
    if (!self) return;
    ccs_arena_free(&self->arena);
    *self = (ccs_staff_search_t){0};
}

static int start_at(ccs_staff_search_t *self, const uint32_t *start, int n_free, ccs_err_t *err)
{
    ccs_arena_t arena = {0};
    point_t point;
    int ret = new_point(self, &arena, &point);

    CCS_TRY(ret);
    memcpy(point.x, start, bytes_of(self));
    self->best_cost = (double) INFINITY;
    ret = climb(self, &point, n_free, err);
out:
    ccs_arena_free(&arena);
    return ret;
}

static int told(int ret, ccs_err_t *err)
{
    return ret == CCS_ERR_NOMEM ? ccs_err_set(err, CCS_ERR_NOMEM, NULL, NULL, "out of memory") : ret;
}

int ccs_staff_search_lift(ccs_staff_search_t *self, const uint32_t *start, ccs_err_t *err)
{
    return told(start_at(self, start, 0, err), err);
}

int ccs_staff_search_run(ccs_staff_search_t *self, const uint32_t *start, ccs_err_t *err)
{
    int ret = start_at(self, start, ROUNDS_FREE, err);

    CCS_TRY(ret);
    bool better = isfinite(self->best_cost);

    while (better && !is_late(self)) {
        CCS_TRY(improve(self));
        CCS_TRY(ccs_staff_exchange(self, &better));
    }
out:
    return told(ret, err);
}
