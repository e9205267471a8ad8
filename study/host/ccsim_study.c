/* ccsim_study.c - studies of the public C API. */
#include <stdlib.h>

#include "host.h"
#include "sweep_data.h"
#include "sweep_run.h"

typedef struct {
    const ccsim_study_t *what;
    ccs_host_source_t from;
    ccs_sweep_t sweep;
    ccs_sweep_store_t store;
} study_t;

static int no_memory(ccs_err_t *err)
{
    return ccs_err_set(err, CCS_ERR_NOMEM, NULL, NULL, "out of memory");
}

static int add_factors(study_t *self, ccs_err_t *err)
{
    ccs_sweep_t *const s = &self->sweep;
    int ret = 0;

    if (self->what->n_varies > CCS_DESIGN_MAX_FACTORS)
        return ccs_err_set(err, CCS_ERR_USAGE, NULL, "varies", "at most %d factors can be varied", CCS_DESIGN_MAX_FACTORS);
    s->factors = ccs_arena_array(&s->arena, self->what->n_varies, sizeof *s->factors);
    CCS_REQUIRE(s->factors, no_memory(err));
    for (; s->n_factors < self->what->n_varies; s->n_factors++)
        CCS_TRY(ccs_vary_read(self->what->varies[s->n_factors], &s->arena, &s->factors[s->n_factors], err));
out:
    return ret;
}

static int take_design(study_t *self, ccs_err_t *err)
{
    ccs_sweep_t *const s = &self->sweep;

    if (self->what->points > 0) s->options.points = self->what->points;
    if (self->what->fraction > 0) s->options.fraction = self->what->fraction;
    if (!self->what->design) return 0;
    s->options.kind = ccs_design_find(self->what->design);
    s->design = (ccs_design_t){0};
    if (s->options.kind < CCS_DESIGN_LIST) return 0;
    return ccs_err_set(err, CCS_ERR_USAGE, NULL, "design",
        "must be grid, one_at_a_time, factorial, lhs, sobol, morris or sensitivity, found \"%s\"", self->what->design);
}

/* Changes of all points: those of a study's file, and behind them the host's. */
static int add_sets(study_t *self)
{
    ccs_sweep_t *const s = &self->sweep;
    const ccs_what_if_t *const own = &self->from.all;
    const char **const sets = ccs_arena_array(&s->arena, s->n_sets + own->n_sets + 1, sizeof *sets);

    if (!sets) return CCS_ERR_NOMEM;
    for (size_t i = 0; i < s->n_sets; i++) sets[i] = s->sets[i];
    for (size_t i = 0; i < own->n_sets; i++) sets[s->n_sets++] = own->sets[i];
    s->sets = sets;
    return 0;
}

/* What the host says goes before what a file says. */
static int take_options(study_t *self, ccs_err_t *err)
{
    const ccsim_study_t *const what = self->what;
    ccs_sweep_t *const s = &self->sweep;
    int ret = 0;

    if (what->replications > 0) CCS_TRY(ccs_host_check_range("replications", what->replications, CCS_REPLICATIONS_MAX, err));
    if (what->n_responses > 0) {
        s->wanted = what->responses;
        s->n_wanted = (uint32_t) what->n_responses;
        s->wanted_where = NULL;
    }
    if (add_sets(self) != 0) return no_memory(err);
    if (what->replications > 0) s->replications = what->replications;
    if (what->max_replications > 0) s->max_replications = what->max_replications;
    if (what->precision) s->precision = what->precision;
    if (what->seed) {
        s->seed = *what->seed;
        s->has_seed = true;
    }
    if (what->independent) s->independent = true;
    CCS_TRY(take_design(self, err));
out:
    return ret;
}

static int prepare(study_t *self, ccs_err_list_t *errors, ccs_err_t *err)
{
    ccs_sweep_t *const s = &self->sweep;
    int ret = 0;

    s->base = self->from.source.path;
    if (self->what->n_varies > 0) {
        s->source = &self->from.source;
        CCS_TRY(add_factors(self, err));
    } else {
        if (self->from.source.text)
            return ccs_err_set(err, CCS_ERR_USAGE, NULL, "varies", "must say what is varied: a study is read from a file only");
        CCS_TRY(ccs_sweep_read(self->from.source.path, s, errors));
    }
    CCS_TRY(take_options(self, err));
    CCS_TRY(ccs_sweep_prepare(s, errors));
out:
    return ret;
}

static int simulate(study_t *self, ccsim_result_t *to, ccs_err_t *err)
{
    const ccsim_study_t *const what = self->what;
    const ccs_sweep_how_t how = {.threads = what->threads > 0 ? what->threads : ccs_threads_all(),
        .stop = what->stop ? &what->stop->flag : NULL,
        .progress = what->progress,
        .listener = what->context};
    int ret;

    if (how.threads > CCS_THREADS_MAX)
        return ccs_err_set(err, CCS_ERR_USAGE, NULL, "threads", "must be from 0 to %d, found %u", (int) CCS_THREADS_MAX,
            how.threads);
    CCS_REQUIRE(ccs_sweep_store_init(&self->store, &self->sweep, (ccs_shard_t){1, 1}) == 0, no_memory(err));
    CCS_TRY(ccs_sweep_run(&self->store, &how, err));
    CCS_TRY(ccs_sweep_data(&self->store, &to->own, err));
    to->data = &to->own;
out:
    return ret;
}

int ccsim_sweep(const ccsim_source_t *base, const ccsim_study_t *study, const ccsim_listener_t *listener, ccsim_result_t **to)
{
    ccsim_result_t *const self = calloc(1, sizeof *self);
    study_t made = {.what = study};
    ccs_err_list_t errors = {0};
    ccs_err_t err = {0};
    int ret;

    *to = NULL;
    if (!self) return ccs_host_no_memory(listener);
    CCS_TRY(ccs_host_source(base, &made.sweep.arena, &made.from, &err));
    ret = prepare(&made, &errors, &err);
    ccs_host_tell_all(listener, &errors);
    if (ret && err.code == CCS_ERR_OK) (void) ccs_err_set(&err, (enum ccs_code) ret, NULL, NULL, "the study cannot be simulated");
    CCS_TRY(ret);
    CCS_TRY(simulate(&made, self, &err));
out:
    ccs_err_list_free(&errors);
    ccs_sweep_store_free(&made.store);
    self->study = made.sweep;
    return ccs_host_give(ret, self, &err, listener, to);
}
