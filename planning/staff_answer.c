/* staff_answer.c - start, search, more replications where few are unsure, and checks on others, each of which adds agents where a target is missed. Invariant: the
 * last check has replications that neither the search nor an addition has seen. */
#include "staff_answer.h"

#include <math.h>
#include <string.h>

#include "erlang_start.h"
#include "staff_bound.h"
#include "staff_ceiling.h"
#include "staff_order.h"
#include "staff_smooth.h"
#include "staff_spread.h"
#include "staffed_plan.h"

enum { GROWTH_MAX = 16, CHECKS = 2, REPAIRS_MAX = 4 };

/* A target holds by a standard error; replications become more until that costs less than this part of all. What few replications just met, others
 * would miss: of so many numbers those are kept that luck favours. */
static const double CAUTION = 1, CAUTION_COST_FRAC = 0.01;
/* Of the time, when the search and when the checks shall end. */
static const double SEARCH_FRAC = 0.65, SMOOTH_FRAC = 0.72, REPAIR_FRAC = 0.85;
/* Where hours are given: what of the time goes to what the targets need, and when the spread shall end. */
static const double NEED_FRAC = 0.6, SPREAD_FRAC = 0.8;

static bool is_late(void *answer)
{
    const ccs_staff_answer_t *const self = answer;

    return self->options.time_frac && self->options.time_frac(self->options.listener) > self->due_frac;
}

/* When a part of the search for what the targets need shall end. */
static double due(const ccs_staff_answer_t *self, double frac)
{
    return self->asked.wish.hours > 0 ? NEED_FRAC * frac : frac;
}

static void tell(void *answer, const ccs_staff_search_t *search)
{
    const ccs_staff_answer_t *const self = answer;

    if (self->options.tell) self->options.tell(self->options.listener, search);
}

int ccs_staff_answer_init(ccs_staff_answer_t *self, const ccs_plan_t *plan, const ccs_staff_wish_t *wish,
    const ccs_staff_options_t *options, ccs_err_t *err)
{
    int ret;

    *self = (ccs_staff_answer_t){.options = *options, .threads = ccs_threads(options->threads), .cost_bound = (double) NAN};
    CCS_TRY(ccs_requirement_init(&self->asked, plan, wish, err));
    self->staffing = ccs_arena_array(&self->arena, ccs_requirement_size(&self->asked), sizeof *self->staffing);
    const ccs_staff_engine_t engine = {.asked = &self->asked,
        .seed = options->seed,
        .n = options->replications,
        .caution = CAUTION,
        .team = &self->threads.team,
        .stop = options->stop};

    if (!self->staffing || ccs_staff_search_init(&self->search, &self->asked, &engine))
        ret = ccs_err_set(err, CCS_ERR_NOMEM, NULL, NULL, "out of memory");
    self->search.is_late = is_late;
    self->search.tell = tell;
    self->search.listener = self;
out:
    return ret;
}

static void take(ccs_staff_answer_t *self)
{
    if (!isfinite(self->search.best_cost)) return;
    memcpy(self->staffing, self->search.best, ccs_requirement_size(&self->asked) * sizeof *self->staffing);
    self->found = true;
}

/* Bounds may leave room to reach a target, but not by a standard error: then it need only reach it. */
static int search_from(ccs_staff_answer_t *self, const uint32_t *start, ccs_err_t *err)
{
    int (*const run)(ccs_staff_search_t *, const uint32_t *, ccs_err_t *) =
        self->options.in_order ? ccs_staff_search_lift : ccs_staff_search_run;
    int ret = run(&self->search, start, err);

    if (ret == CCS_ERR_SCENARIO && self->search.engine.caution > 0) {
        self->search.engine.caution = 0;
        ret = run(&self->search, start, err);
    }
    self->ended_late = self->search.ended_late;
    take(self);
    return ret;
}

/* More replications, as many as make the caution cheap: its standard errors shrink by their root. */
static int grow(ccs_staff_answer_t *self, ccs_err_t *err)
{
    const uint32_t most =
        self->options.replications < UINT32_MAX / GROWTH_MAX ? GROWTH_MAX * self->options.replications : UINT32_MAX / 4;
    uint32_t *const n = &self->search.engine.n;
    int ret = 0;

    self->search.reach = 1;
    while (ret == 0 && !self->ended_late && *n < most) {
        const double times = pow(self->search.caution_cost / (CAUTION_COST_FRAC * self->search.best_cost), 2);

        if (!(times > 1)) break;
        *n = (uint32_t) fmin(most, ceil(fmax(times, 2) * *n));
        ret = search_from(self, self->staffing, err);
    }
    return ret;
}

/* Among answers that cost the same, one that jumps less. */
static int smooth(ccs_staff_answer_t *self, ccs_err_t *err)
{
    if (!isfinite(self->search.best_cost)) return 0;
    self->due_frac = due(self, SMOOTH_FRAC);
    const int ret = ccs_staff_smooth(&self->search);

    if (ret == CCS_ERR_NOMEM) return ccs_err_set(err, CCS_ERR_NOMEM, NULL, NULL, "out of memory");
    take(self);
    return ret;
}

/* The replications from the engine's first on. */
static int check(ccs_staff_answer_t *self)
{
    ccs_staff_engine_t *const engine = &self->search.engine;
    ccs_staff_outcome_t *const outcome = ccs_staff_outcomes(&self->asked, 1, &self->arena);

    if (!outcome) return CCS_ERR_NOMEM;
    const int ret = ccs_staff_simulate(engine, self->staffing, 1, 0, outcome);

    if (ret == 0) self->check = outcome;
    return ret;
}

/* Where the check misses, one agent more at a time until its replications miss nothing: there, or in the intervals before, from which the queue
 * comes. Then others check again. */
static int check_and_repair(ccs_staff_answer_t *self, ccs_err_t *err)
{
    ccs_staff_search_t *const search = &self->search;
    const uint32_t n = search->engine.n, least = CHECKS * self->options.replications;
    int ret;

    search->engine.first = n;
    search->engine.n = n > least ? n : least;
    search->engine.caution = 0;
    search->ended_late = false;
    self->due_frac = due(self, REPAIR_FRAC);
    CCS_TRY(check(self));
    while (ccs_staff_answer_misses(self) && self->n_repairs < REPAIRS_MAX && !is_late(self)) {
        ret = ccs_staff_search_lift(search, self->staffing, err);
        if (ret == CCS_ERR_SCENARIO) ret = 0; /* these customers need more than the bounds allow: what was found stands */
        CCS_TRY(ret);
        if (!isfinite(search->best_cost)) break;
        take(self);
        self->n_repairs++;
        self->check = NULL;
        search->engine.first += search->engine.n;
        CCS_TRY(check(self));
    }
out:
    return ret;
}

/* What the targets need. */
static int find_required(ccs_staff_answer_t *self, ccs_err_t *err)
{
    int ret;

    self->due_frac = due(self, SEARCH_FRAC);
    CCS_TRY(ccs_erlang_start(&self->asked, self->staffing));
    CCS_TRY(ccs_staff_ceiling(&self->search, self->staffing, err));
    if (self->options.in_order) {
        ret = ccs_staff_order(&self->search, self->staffing);
        if (ret == CCS_ERR_NOMEM) (void) ccs_err_set(err, (enum ccs_code) ret, NULL, NULL, "out of memory");
        CCS_TRY(ret);
    }
    CCS_TRY(search_from(self, self->staffing, err));
    if (!self->found) return 0;
    if (!self->options.in_order) {
        CCS_TRY(grow(self, err));
        CCS_TRY(smooth(self, err));
    }
    CCS_TRY(check_and_repair(self, err));
    if (ccs_staff_bound(&self->asked, &self->cost_bound)) CCS_TRY(ccs_err_set(err, CCS_ERR_NOMEM, NULL, NULL, "out of memory"));
out:
    return ret;
}

/* --- hours that are given -------------------------------------------------------------------------------------------------------- */

/* What a spread begins with, in turn: what the targets need, what Erlang A says, what is scheduled, all alike. */
static int make_starts(const ccs_staff_answer_t *self, uint32_t *starts)
{
    const ccs_requirement_t *const asked = &self->asked;
    const uint32_t size = ccs_requirement_size(asked);

    if (self->found) memcpy(starts, self->staffing, size * sizeof *starts);
    for (uint32_t j = 0; j < size; j++) {
        starts[2 * size + j] = (uint32_t) lround(asked->scheduled[j] / asked->wish.step);
        starts[3 * size + j] = 1;
    }
    return ccs_erlang_start(asked, &starts[size]);
}

/* The hours that are given in the proportions of what is scheduled, to a hundredth of an agent; where they are as many, the scenario itself. */
static int scheduled_plan(const ccs_staff_answer_t *self, ccs_arena_t *arena, ccs_plan_t *plan)
{
    const double times = self->asked.wish.hours / ccs_requirement_cost_scheduled(&self->asked);
    ccs_requirement_t fine = self->asked;
    uint32_t *const staffing = ccs_arena_array(arena, ccs_requirement_size(&fine), sizeof *staffing);

    *plan = *self->asked.plan;
    if (!staffing) return CCS_ERR_NOMEM;
    if (fabs(times - 1) < 1e-9) return 0;
    fine.wish.step = 0.01;
    for (uint32_t j = 0; j < ccs_requirement_size(&fine); j++)
        staffing[j] = (uint32_t) lround(times * fine.scheduled[j] / fine.wish.step);
    return ccs_staffed_plan(&fine, staffing, arena, plan);
}

/* The spread, and as many hours as they are scheduled, on replications that nobody has seen. */
static int check_spread(ccs_staff_answer_t *self)
{
    ccs_staff_outcome_t *const outcomes = ccs_staff_outcomes(&self->asked, 2, &self->arena);
    const bool is_scheduled = ccs_requirement_cost_scheduled(&self->asked) > 0;
    ccs_arena_t arena = {0};
    ccs_plan_t plans[2];
    int ret;

    CCS_REQUIRE(outcomes, CCS_ERR_NOMEM);
    CCS_TRY(ccs_staffed_plan(&self->asked, self->staffing, &arena, &plans[0]));
    if (is_scheduled) CCS_TRY(scheduled_plan(self, &arena, &plans[1]));
    CCS_TRY(ccs_staff_simulate_plans(&self->search.engine, plans, is_scheduled ? 2 : 1, 0, outcomes));
    self->check = &outcomes[0];
    if (is_scheduled) self->scheduled = &outcomes[1];
out:
    ccs_arena_free(&arena);
    return ret;
}

/* @param x  receives the spread, which becomes the answer; stopped, the best so far */
static int spread(ccs_staff_answer_t *self, uint32_t *starts, uint32_t *x)
{
    enum { STARTS = 4 };
    ccs_staff_search_t *const search = &self->search;
    const uint32_t fresh = search->engine.first + search->engine.n;
    int ret = make_starts(self, starts);

    CCS_TRY(ret);
    self->found = false;
    self->check = NULL;
    search->engine.first = 0;
    search->engine.caution = 0;
    search->ended_late = false;
    self->due_frac = SPREAD_FRAC;
    ret = ccs_staff_spread(search, starts, STARTS, x);
    self->ended_late = search->ended_late;
    self->found = (ret == 0 || ret == CCS_ERR_STOPPED) && ccs_requirement_cost(&self->asked, x) > 0;
    if (self->found) memcpy(self->staffing, x, ccs_requirement_size(&self->asked) * sizeof *x);
    CCS_TRY(ret);
    search->engine.first = fresh;
    ret = check_spread(self);
out:
    return ret;
}

/* Whether the targets are reached or not: hours are spread in any case. */
static int find_spread(ccs_staff_answer_t *self, ccs_err_t *err)
{
    const uint32_t size = ccs_requirement_size(&self->asked);
    ccs_arena_t arena = {0};
    uint32_t *const starts = ccs_arena_array(&arena, (size_t) 4 * size, sizeof *starts),
                    *const x = ccs_arena_array(&arena, size, sizeof *x);
    int ret = starts && x ? find_required(self, err) : CCS_ERR_NOMEM;

    self->needed = self->found ? ccs_requirement_cost(&self->asked, self->staffing) : (double) NAN;
    self->needs_too_much = ret == CCS_ERR_SCENARIO;
    self->need_ended_late = self->ended_late;
    if (ret == 0 || ret == CCS_ERR_SCENARIO) ret = spread(self, starts, x);
    if (ret == CCS_ERR_NOMEM) (void) ccs_err_set(err, CCS_ERR_NOMEM, NULL, NULL, "out of memory");
    ccs_arena_free(&arena);
    return ret;
}

int ccs_staff_answer_find(ccs_staff_answer_t *self, ccs_err_t *err)
{
    if (self->asked.wish.hours > 0) return find_spread(self, err);
    if (!self->options.steady) return find_required(self, err);
    const int ret = ccs_erlang_answer(&self->asked, self->staffing, err);

    self->found = ret == 0;
    return ret;
}

void ccs_staff_answer_free(ccs_staff_answer_t *self)
{
    if (!self) return;
    ccs_staff_search_free(&self->search);
    ccs_requirement_free(&self->asked);
    ccs_arena_free(&self->arena);
    *self = (ccs_staff_answer_t){0};
}

uint32_t ccs_staff_answer_missed(const ccs_staff_answer_t *self, uint32_t target)
{
    return self->check ? ccs_staff_missed(&self->asked, self->check, target) : 0;
}

bool ccs_staff_answer_misses(const ccs_staff_answer_t *self)
{
    for (uint32_t t = 0; t < self->asked.n_targets; t++)
        if (ccs_staff_answer_missed(self, t) > 0) return true;
    return false;
}

double ccs_staff_answer_net(const ccs_staff_answer_t *self, uint32_t slot, uint32_t group)
{
    return self->asked.changes[group] ? self->asked.wish.step * self->staffing[slot * self->asked.n_groups + group]
                                      : self->asked.scheduled[slot * self->asked.n_groups + group];
}
