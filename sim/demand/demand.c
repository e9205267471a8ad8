/* demand.c - the shared factors and the shocks of a scenario, and the tables of the plan. */
#include "demand.h"

#include <math.h>
#include <string.h>

#include "demand_parts.h"
#include "read_value.h"

/* --- shocks ------------------------------------------------------------------------------------------------------------ */

static void read_shock(ccs_demand_t *self, uint32_t id)
{
    const ccs_place_t *const at = &self->shocks_named->at[id];
    const ccs_place_t probability = ccs_place_child(self->reader, at, "probability"),
                      factor = ccs_place_child(self->reader, at, "factor"), lasts = ccs_place_child(self->reader, at, "lasts"),
                      decay = ccs_place_child(self->reader, at, "decay"), types = ccs_place_child(self->reader, at, "types");
    ccs_shock_t *const shock = ccs_reader_push(self->reader, &self->shocks, sizeof *shock);

    if (!shock) return;
    shock->name = at->key;
    shock->name_hash = ccs_reader_hash(self->reader, "shock", at->key);
    shock->probability = ccs_read_share(self->reader, &probability);
    shock->factor = ccs_read_amount(self->reader, &factor, 1);
    shock->lasts_s = ccs_read_duration(self->reader, &lasts);
    shock->decay_s = ccs_read_duration(self->reader, &decay);
    if (isnan(shock->lasts_s) && isnan(shock->decay_s) && !lasts.value && !decay.value)
        ccs_reader_error(self->reader, at, "needs lasts, how long it is in force, or decay, in which its effect falls to 37 %%");
    if (isnan(shock->lasts_s)) shock->lasts_s = (double) INFINITY;
    self->n_shock_types[id] = ccs_read_names(self->reader, &types, self->types, &self->shock_types[id]);
}

/* --- the tables -------------------------------------------------------------------------------------------------------- */

void ccs_demand_start(ccs_demand_t *self)
{
    const uint32_t n = self->shocks_named->n;

    ccs_demand_factors(self);
    self->shock_types = ccs_reader_array(self->reader, n, sizeof *self->shock_types);
    self->n_shock_types = ccs_reader_array(self->reader, n, sizeof *self->n_shock_types);
    for (uint32_t i = 0; i < n && self->shock_types && self->n_shock_types; i++) read_shock(self, i);
}

void ccs_demand_keep(ccs_demand_t *self, ccs_plan_t *plan)
{
    plan->n_factors = (uint32_t) self->factors.n;
    plan->n_shocks = (uint32_t) self->shocks.n;
    plan->factors = ccs_reader_keep(self->reader, &self->factors, sizeof(ccs_factor_t));
    plan->shocks = ccs_reader_keep(self->reader, &self->shocks, sizeof(ccs_shock_t));
}

/* --- use --------------------------------------------------------------------------------------------------------------- */

static bool names(const ccs_type_t *type, uint32_t id)
{
    const ccs_modulation_t *const modulation = type->arrivals.modulation;

    for (uint32_t i = 0; modulation && i < modulation->n_factors; i++)
        if (modulation->factors[i] == id) return true;
    return type->arrivals.day_factor == id;
}

/* Whether another factor that is written has something in common with it. */
static bool is_kin(const ccs_plan_t *plan, uint32_t id)
{
    for (uint32_t k = 0; k < plan->n_factors; k++)
        for (uint32_t i = 0; k != id && i < plan->factors[k].n_kin; i++)
            if (plan->factors[k].kin[i].factor == id) return true;
    return false;
}

static void check_use(ccs_demand_t *self, const ccs_place_t *at, uint32_t id, const ccs_plan_t *plan)
{
    for (uint32_t i = 0; i < plan->n_types; i++)
        if (names(&plan->types[i], id)) return;
    if (!is_kin(plan, id)) ccs_reader_warning(self->reader, at, "no type names this factor");
}

void ccs_demand_check(ccs_demand_t *self, const ccs_plan_t *plan)
{
    for (uint32_t i = 0; i < self->days->n; i++) check_use(self, &self->days->at[i], i, plan);
    for (uint32_t i = 0; i < self->slots->n; i++) check_use(self, &self->slots->at[i], self->days->n + i, plan);
}
