/* optimise.c - all of an optimisation, and what is made of it. */
#include "optimise.h"

#include <math.h>
#include <string.h>

#include "optimise_parts.h"
#include "sweep_data.h"

int ccs_optimise(ccs_optimise_t *self, const ccs_optimise_options_t *options, ccs_err_list_t *errors, ccs_err_t *err)
{
    int ret;

    *self = (ccs_optimise_t){.options = *options, .chosen = CCS_NONE, .unlearned = CCS_NONE};
    CCS_TRY(ccs_optimise_read(self, errors, err));
    CCS_TRY(ccs_optimise_search(self, err));
    CCS_TRY(ccs_optimise_choose(self, err));
out:
    if (ret == CCS_ERR_STOPPED) {
        self->is_stopped = true;
        self->chosen = CCS_NONE;
        ccs_optimise_take_known(self);
    }
    return ret;
}

void ccs_optimise_free(ccs_optimise_t *self)
{
    if (!self) return;
    ccs_sweep_free(&self->study);
    ccs_arena_free(&self->arena);
    *self = (ccs_optimise_t){0};
}

bool ccs_optimise_is_found(const ccs_optimise_t *self)
{
    for (uint32_t i = 0; self->n_aims > 1 && i < self->n_left; i++)
        if (ccs_optimise_is_front(&self->candidates[self->left[i]])) return true;
    return self->chosen != CCS_NONE;
}

int ccs_optimise_changes(ccs_optimise_t *self, const ccs_optimise_point_t *of, const char ***sets, size_t *n_sets, ccs_err_t *err)
{
    double at[CCS_DESIGN_MAX_FACTORS];
    ccs_sweep_t one = self->study;

    for (uint32_t f = 0; f < self->n_chosen; f++) at[f] = one.factors[f].levels[of->at[f]];
    one.n_factors = self->n_chosen;
    one.design = (ccs_design_t){.n_factors = self->n_chosen, .n_points = 1, .at = at};
    return ccs_sweep_changes(&one, 0, &self->arena, sets, n_sets, err);
}

/* The replications of a point, of each figure those of the state in which it is worst. */
static void put_worst(const ccs_optimise_t *self, const ccs_sampled_t *of, double *to)
{
    const size_t each = ccs_sweep_doubles(&self->study, of->n);
    const uint32_t n = self->study.n_responses;
    const ccs_judged_t judged = ccs_optimise_judge(self, of);

    memcpy(to, of->values, each * sizeof *to);
    for (uint32_t i = 0; i < self->n_aims; i++) {
        const double *const from = &of->values[judged.worst[i] * each];
        const size_t response = self->aims[i].response;

        for (uint32_t r = 0; r < of->n; r++)
            memcpy(&to[2 * (r * (size_t) n + response)], &from[2 * (r * (size_t) n + response)], 2 * sizeof *to);
    }
}

/* The points of which the study is, as they were simulated for it. @param which  room for all that were looked at @return how many */
static uint32_t points_of(const ccs_optimise_t *self, enum ccs_optimise_of of, uint32_t *which)
{
    uint32_t n = 0;

    for (uint32_t i = 0; of == CCS_OPTIMISE_OF_SEARCH && i < self->n_candidates; i++) which[n++] = i;
    for (uint32_t i = 0; of == CCS_OPTIMISE_OF_FRONT && i < self->n_left; i++)
        if (ccs_optimise_is_front(&self->candidates[self->left[i]])) which[n++] = self->left[i];
    return n;
}

int ccs_optimise_data(ccs_optimise_t *self, enum ccs_optimise_of of, ccs_dataset_t *out, ccs_err_t *err)
{
    uint32_t *const which = ccs_arena_array(&self->arena, self->n_candidates, sizeof *which);
    ccs_sweep_t study = self->study;
    ccs_sweep_store_t store = {0};
    int ret = 0;

    CCS_REQUIRE(which, CCS_ERR_NOMEM);
    const uint32_t n = points_of(self, of, which);
    double *const at = ccs_arena_array(&self->arena, (size_t) n * self->n_chosen, sizeof *at), *values = NULL;

    study.n_factors = self->n_chosen;
    study.design = (ccs_design_t){.n_factors = self->n_chosen, .at = at};
    study.options.kind = CCS_DESIGN_LIST;
    CCS_REQUIRE(at, CCS_ERR_NOMEM);
    for (uint32_t i = 0; i < n; i++)
        for (uint32_t f = 0; f < self->n_chosen; f++)
            at[(size_t) i * self->n_chosen + f] = study.factors[f].levels[self->candidates[which[i]].at[f]];
    study.design.n_points = n;
    study.replications = of == CCS_OPTIMISE_OF_FRONT ? self->n_checked : self->options.replications;
    study.contacts = (double) INFINITY; /* a point is one block */
    CCS_TRY(ccs_sweep_store_init(&store, &study, (ccs_shard_t){1, 1}));
    for (uint32_t i = 0; i < n; i++) {
        const ccs_optimise_point_t *const c = &self->candidates[which[i]];
        const ccs_sampled_t *const sample = of == CCS_OPTIMISE_OF_FRONT ? &c->checked : &c->searched;

        values = ccs_arena_array(&self->arena, ccs_sweep_doubles(&study, sample->n), sizeof *values);
        CCS_REQUIRE(values, CCS_ERR_NOMEM);
        put_worst(self, sample, values);
        CCS_TRY(ccs_sweep_store_take(&store, i, 0, values, sample->n));
    }
    ret = ccs_sweep_data(&store, out, err);
out:
    ccs_sweep_store_free(&store);
    if (ret == CCS_ERR_NOMEM) (void) ccs_err_set(err, CCS_ERR_NOMEM, NULL, NULL, "out of memory");
    return ret;
}
