/* optimise_search.c - candidates among the points. Invariant: no point is simulated twice, and all by the same random numbers. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "optimise_parts.h"

enum { ROUND = 4 /* points whose neighbours are looked at in a round */ };

static int no_memory(ccs_err_t *err)
{
    return ccs_err_set(err, CCS_ERR_NOMEM, NULL, NULL, "out of memory");
}

/* ---- points ------------------------------------------------------------------------------------------------------------------------------- */

/* @return CCS_NONE: it is not among the candidates */
static uint32_t find(const ccs_optimise_t *self, const uint32_t *at)
{
    for (uint32_t i = 0; i < self->n_candidates; i++)
        if (memcmp(self->candidates[i].at, at, self->n_chosen * sizeof *at) == 0) return i;
    return CCS_NONE;
}

/* Another point, unless it is there, or there are enough. */
static int add(ccs_optimise_t *self, const uint32_t *at)
{
    if (self->n_candidates == self->cap_candidates || find(self, at) != CCS_NONE) return 0;
    uint32_t *const copy = ccs_arena_array(&self->arena, self->n_chosen, sizeof *copy);

    if (!copy) return CCS_ERR_NOMEM;
    memcpy(copy, at, self->n_chosen * sizeof *copy);
    self->candidates[self->n_candidates++] = (ccs_optimise_point_t){.at = copy};
    return 0;
}

static int add_grid(ccs_optimise_t *self, uint32_t n)
{
    uint32_t at[CCS_DESIGN_MAX_FACTORS];
    int ret = 0;

    for (uint32_t p = 0; p < n; p++) {
        uint32_t rest = p;

        for (uint32_t f = self->n_chosen; f-- > 0; rest /= self->study.factors[f].n_levels)
            at[f] = rest % self->study.factors[f].n_levels;
        CCS_TRY(add(self, at));
    }
out:
    return ret;
}

/* A third of the points, spread over all levels. */
static int add_spread(ccs_optimise_t *self, ccs_err_t *err)
{
    const ccs_design_options_t how = {.kind = CCS_DESIGN_LATIN, .points = self->cap_candidates / 3 + 1, .seed = self->study.seed};
    ccs_extent_t of[CCS_DESIGN_MAX_FACTORS];
    ccs_design_t design = {0};
    int ret;

    for (uint32_t f = 0; f < self->n_chosen; f++) /* numbers of levels, whatever these are */
        of[f] = (ccs_extent_t){self->study.factors[f].name, 0, self->study.factors[f].n_levels, NULL, 0};
    CCS_TRY(ccs_design_make(&how, of, self->n_chosen, &self->arena, &design, err));
    for (uint32_t p = 0; p < design.n_points; p++) {
        uint32_t at[CCS_DESIGN_MAX_FACTORS];

        for (uint32_t f = 0; f < self->n_chosen; f++) {
            at[f] = (uint32_t) design.at[(size_t) p * self->n_chosen + f];
            if (at[f] >= self->study.factors[f].n_levels) at[f] = self->study.factors[f].n_levels - 1;
        }
        CCS_REQUIRE(add(self, at) == 0, no_memory(err));
    }
out:
    return ret;
}

/* ---- order ---------------------------------------------------------------------------------------------------------------------------------- */

static bool seems_to_hold(const ccs_optimise_point_t *c)
{
    return c->judged.probability >= CCS_OPTIMISE_LIKELY;
}

int ccs_optimise_order(const ccs_optimise_t *self, const ccs_optimise_point_t *a, const ccs_optimise_point_t *b)
{
    const int sense = self->aims[0].sense;
    const double x = sense * a->judged.aims[0].mean, y = sense * b->judged.aims[0].mean;

    if (seems_to_hold(a) != seems_to_hold(b)) return seems_to_hold(a) ? -1 : 1;
    if (!seems_to_hold(a)) return (a->judged.missing > b->judged.missing) - (a->judged.missing < b->judged.missing);
    if (isnan(x) || isnan(y)) return isnan(x) - isnan(y);
    return (x < y) - (x > y);
}

bool ccs_optimise_beats(const ccs_optimise_t *self, const ccs_optimise_point_t *b, const ccs_optimise_point_t *a)
{
    bool better = false;

    for (uint32_t i = 0; i < self->n_aims; i++) {
        const double d = self->aims[i].sense * (b->judged.aims[i].mean - a->judged.aims[i].mean);

        if (!(d >= 0)) return false;
        better = better || d > 0;
    }
    return better;
}

/* The best points so far: by the one aim; by several those that no other one beats. Among equals the first. @return how many, at most ROUND */
static uint32_t best_of(const ccs_optimise_t *self, const bool *is_done, uint32_t best[ROUND])
{
    uint32_t n = 0;

    while (n < ROUND) {
        uint32_t next = CCS_NONE;

        for (uint32_t i = 0; i < self->n_candidates; i++) {
            const ccs_optimise_point_t *const c = &self->candidates[i];
            bool taken = is_done[i];

            for (uint32_t k = 0; k < n; k++) taken = taken || best[k] == i;
            for (uint32_t k = 0; self->n_aims > 1 && !taken && k < self->n_candidates; k++)
                taken = seems_to_hold(&self->candidates[k]) && ccs_optimise_beats(self, &self->candidates[k], c);
            if (!taken && (next == CCS_NONE || ccs_optimise_order(self, c, &self->candidates[next]) < 0)) next = i;
        }
        if (next == CCS_NONE) break;
        best[n++] = next;
    }
    return n;
}

/* ---- neighbours -------------------------------------------------------------------------------------------------------------------------------- */

/* One level up or down; texts have no order, and all are neighbours. */
static int add_steps(ccs_optimise_t *self, const uint32_t *from)
{
    uint32_t at[CCS_DESIGN_MAX_FACTORS];
    int ret = 0;

    memcpy(at, from, self->n_chosen * sizeof *at);
    for (uint32_t f = 0; f < self->n_chosen; f++) {
        const ccs_vary_t *const factor = &self->study.factors[f];

        for (uint32_t level = 0; level < factor->n_levels; level++) {
            if (!factor->words && level + 1 != from[f] && level != from[f] + 1) continue;
            at[f] = level;
            CCS_TRY(add(self, at));
        }
        at[f] = from[f];
    }
out:
    return ret;
}

/* Two factors at once, one step each: more of one for less of another one. */
static int add_exchanges(ccs_optimise_t *self, const uint32_t *from)
{
    uint32_t at[CCS_DESIGN_MAX_FACTORS];
    int ret = 0;

    memcpy(at, from, self->n_chosen * sizeof *at);
    for (uint32_t f = 0; f < self->n_chosen; f++)
        for (uint32_t g = f + 1; g < self->n_chosen; g++)
            for (uint32_t way = 0; way < 4; way++) {
                at[f] = way & 1 ? from[f] + 1 : from[f] - 1; /* below 0 it is beyond all levels */
                at[g] = way & 2 ? from[g] + 1 : from[g] - 1;
                if (at[f] < self->study.factors[f].n_levels && at[g] < self->study.factors[g].n_levels) CCS_TRY(add(self, at));
                at[f] = from[f];
                at[g] = from[g];
            }
out:
    return ret;
}

/* Points next to the best ones whose neighbours are not known yet. */
static int add_neighbours(ccs_optimise_t *self, bool *is_done)
{
    const uint32_t before = self->n_candidates;
    uint32_t best[ROUND];
    int ret = 0;

    do {
        const uint32_t n = best_of(self, is_done, best);

        if (n == 0) break;
        for (uint32_t i = 0; i < n; i++) CCS_TRY(add_steps(self, self->candidates[best[i]].at));
        if (self->n_candidates == before)
            for (uint32_t i = 0; i < n; i++) CCS_TRY(add_exchanges(self, self->candidates[best[i]].at));
        for (uint32_t i = 0; i < n; i++) is_done[best[i]] = true;
    } while (self->n_candidates == before);
out:
    return ret;
}

/* ---- the search ------------------------------------------------------------------------------------------------------------------------------ */

/* Simulate the points from the first on that are not known yet. Those that an end on the way has left out are no candidates. */
static int look(ccs_optimise_t *self, uint32_t first, ccs_err_t *err)
{
    const uint32_t n = self->n_candidates - first;
    uint32_t *const which = ccs_arena_array(&self->arena, n, sizeof *which);
    ccs_sampled_t *const samples = ccs_arena_array(&self->arena, n, sizeof *samples);
    int ret = 0;

    CCS_REQUIRE(which && samples, no_memory(err));
    for (uint32_t i = 0; i < n; i++) which[i] = first + i;
    ret = ccs_optimise_simulate(self, which, n, self->options.replications, 0, samples, err);
    if (ret && ret != CCS_ERR_STOPPED) goto out;
    self->n_candidates = first;
    for (uint32_t i = 0; i < n; i++) {
        ccs_optimise_point_t *const c = &self->candidates[self->n_candidates];

        if (samples[i].n == 0) continue;
        *c = self->candidates[first + i];
        c->searched = samples[i];
        c->judged = ccs_optimise_judge(self, &samples[i]);
        self->n_candidates++;
    }
out:
    return ret;
}

/* Who learns what, each lesson alone where all else is as at the best point so far, and there that nobody learns. */
static int look_at_lessons(ccs_optimise_t *self, ccs_err_t *err)
{
    const uint32_t lessons = ccs_optimise_lessons(self), first = self->n_candidates;
    const ccs_optimise_point_t *best = &self->candidates[0];
    uint32_t at[CCS_DESIGN_MAX_FACTORS];
    int ret = 0;

    for (uint32_t i = 1; i < first; i++)
        if (ccs_optimise_order(self, &self->candidates[i], best) < 0) best = &self->candidates[i];
    memcpy(at, best->at, self->n_chosen * sizeof *at);
    self->cap_candidates += self->study.factors[lessons].n_levels;
    for (at[lessons] = 0; at[lessons] < self->study.factors[lessons].n_levels; at[lessons]++)
        CCS_REQUIRE(add(self, at) == 0, no_memory(err));
    if (self->n_candidates > first) CCS_TRY(look(self, first, err));
    at[lessons] = 0;
    self->unlearned = find(self, at);
out:
    return ret;
}

int ccs_optimise_search(ccs_optimise_t *self, ccs_err_t *err)
{
    const bool learns = self->options.learners > 0;
    double product = 1;
    uint32_t first = 0;
    int ret = 0;

    for (uint32_t f = 0; f < self->n_chosen; f++) product *= self->study.factors[f].n_levels;
    self->is_grid = product <= self->options.points;
    self->cap_candidates = self->is_grid ? (uint32_t) product : self->options.points;
    const uint32_t more = learns ? self->study.factors[ccs_optimise_lessons(self)].n_levels : 0;

    self->candidates = ccs_arena_array(&self->arena, self->cap_candidates + more, sizeof *self->candidates);
    bool *const is_done = ccs_arena_array(&self->arena, self->cap_candidates, sizeof *is_done);

    CCS_REQUIRE(self->candidates && is_done, no_memory(err));
    if (self->is_grid) CCS_REQUIRE(add_grid(self, (uint32_t) product) == 0, no_memory(err));
    else CCS_TRY(add_spread(self, err));
    while (self->n_candidates > first) {
        CCS_TRY(look(self, first, err));
        first = self->n_candidates;
        CCS_REQUIRE(self->is_grid || add_neighbours(self, is_done) == 0, no_memory(err));
    }
    if (learns) CCS_TRY(look_at_lessons(self, err));
out:
    self->is_grid = self->is_grid && ret == 0;
    return ret;
}
