/* staff_answer.c - start, search, check, and a search again where the check shows that the customers of the first one were kind. Invariant:
 * a check has replications that no search has seen. */
#include "staff_answer.h"

#include <math.h>
#include <string.h>

#include "erlang_start.h"

enum { REPAIRS_MAX = 2 };

static const double DOUBTFUL = 0.2; /* probability of a target below which the search goes on */

int ccs_staff_answer_init(ccs_staff_answer_t *self, const ccs_plan_t *plan, const ccs_staff_wish_t *wish,
    const ccs_staff_options_t *options, ccs_err_t *err)
{
    int ret;

    *self = (ccs_staff_answer_t){.options = *options, .threads = ccs_threads(options->threads)};
    CCS_TRY(ccs_requirement_init(&self->asked, plan, wish, err));
    self->staffing = ccs_arena_array(&self->arena, ccs_requirement_size(&self->asked), sizeof *self->staffing);
    const ccs_staff_engine_t engine = {.asked = &self->asked,
        .seed = options->seed,
        .n = options->replications,
        .team = &self->threads.team,
        .stop = options->stop};

    if (!self->staffing || ccs_staff_search_init(&self->search, &self->asked, &engine))
        ret = ccs_err_set(err, CCS_ERR_NOMEM, NULL, NULL, "out of memory");
    self->search.is_late = options->is_late;
    self->search.tell = options->tell;
    self->search.listener = options->listener;
out:
    return ret;
}

/* Replications behind those of the search, twice as many. */
static int check(ccs_staff_answer_t *self)
{
    ccs_staff_engine_t engine = self->search.engine;
    ccs_staff_outcome_t *const outcome = ccs_staff_outcomes(&self->asked, 1, &self->arena);

    if (!outcome) return CCS_ERR_NOMEM;
    engine.first = engine.n;
    engine.n *= 2;
    const int ret = ccs_staff_simulate(&engine, self->staffing, 1, 0, outcome);

    if (ret == 0) self->check = outcome;
    return ret;
}

static bool is_doubtful(const ccs_staff_answer_t *self)
{
    for (uint32_t t = 0; t < self->asked.n_targets; t++)
        for (uint32_t p = 0; p < self->asked.n_periods; p++)
            if (ccs_staff_estimate(&self->asked, self->check, t, p).probability < DOUBTFUL) return true;
    return false;
}

static int search_from(ccs_staff_answer_t *self, const uint32_t *start, ccs_err_t *err)
{
    const int ret = ccs_staff_search_run(&self->search, start, err);

    if (isfinite(self->search.best_cost)) {
        memcpy(self->staffing, self->search.best, ccs_requirement_size(&self->asked) * sizeof *self->staffing);
        self->found = true;
    }
    return ret;
}

int ccs_staff_answer_find(ccs_staff_answer_t *self, ccs_err_t *err)
{
    int ret;

    if (self->options.steady) {
        ret = ccs_erlang_answer(&self->asked, self->staffing, err);
        self->found = ret == 0;
        return ret;
    }
    CCS_TRY(ccs_erlang_start(&self->asked, self->staffing));
    CCS_TRY(search_from(self, self->staffing, err));
    if (!self->found) return 0;
    CCS_TRY(check(self));
    while (is_doubtful(self) && self->n_repairs < REPAIRS_MAX && !self->search.ended_late) {
        self->check = NULL;
        self->n_repairs++;
        self->search.engine.n *= 3;
        CCS_TRY(search_from(self, self->staffing, err));
        CCS_TRY(check(self));
    }
out:
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
    uint32_t n = 0;

    for (uint32_t p = 0; self->check && p < self->asked.n_periods; p++)
        n += self->check->slack[(size_t) target * self->asked.n_periods + p] < 0;
    return n;
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
