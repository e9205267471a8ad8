/* overload.c - the draws of each replication against the load that they make. Invariant: types that are short on average are left to the
 * check of loads, which tells them before a run. */
#include "overload.h"

#include "err.h"

/* Whether a shortage holds a type that is not short on average. */
static bool is_news(const ccs_load_t *load, uint32_t shortage, const bool *told)
{
    for (uint32_t i = 0; i < load->plan->n_types; i++)
        if (load->part[i] == shortage && !told[i]) return true;
    return false;
}

static int take(ccs_overload_t *self, const ccs_load_t *load, uint32_t shortage)
{
    const ccs_shortage_t *const found = &load->shortages[shortage];

    for (uint32_t i = 0; i < load->plan->n_types; i++) self->is_short[i] = self->is_short[i] || load->part[i] == shortage;
    if (self->types && found->load - found->agents <= self->worst.load - self->worst.agents) return 0;
    self->worst = *found;
    self->farthest = load->replication;
    self->types = ccs_load_types(load, shortage, &self->arena);
    self->groups = ccs_load_groups(load, shortage, &self->arena);
    return self->types && self->groups ? 0 : CCS_ERR_NOMEM;
}

/* @param told  by type: short on average */
static int look_at(ccs_overload_t *self, const ccs_load_t *load, const bool *told)
{
    bool any = false;
    int ret = 0;

    for (uint32_t s = 0; s < load->n_shortages; s++) {
        if (!is_news(load, s, told)) continue;
        any = true;
        CCS_TRY(take(self, load, s));
    }
    self->n_looked_at++;
    self->n_short += any;
out:
    return ret;
}

int ccs_overload_find(ccs_overload_t *self, const ccs_plan_t *plan, uint64_t seed, uint32_t first, uint32_t n_replications)
{
    const uint32_t n = n_replications < CCS_OVERLOAD_REPLICATIONS_MAX ? n_replications : CCS_OVERLOAD_REPLICATIONS_MAX;
    ccs_load_t load = {0};
    int ret = 0;

    *self = (ccs_overload_t){0};
    if (!ccs_plan_has_common_draw(plan)) return 0;
    bool *const told = ccs_arena_array(&self->arena, plan->n_types, sizeof *told);

    self->is_short = ccs_arena_array(&self->arena, plan->n_types, sizeof *self->is_short);
    CCS_REQUIRE(told && self->is_short, CCS_ERR_NOMEM);
    CCS_TRY(ccs_load_init(&load, plan));
    if (!ccs_load_next(&load)) goto out;
    for (uint32_t i = 0; i < plan->n_types; i++) told[i] = load.part[i] != CCS_NONE;
    for (uint32_t r = 0; r < n; r++) {
        ccs_load_replication(&load, seed, first + r);
        CCS_TRY(look_at(self, &load, told));
    }
out:
    ccs_load_free(&load);
    return ret;
}

void ccs_overload_free(ccs_overload_t *self)
{
    if (!self) return;
    ccs_arena_free(&self->arena);
    *self = (ccs_overload_t){0};
}
