/* flow.c - what all variants of the flow share: its memory, and what is asked of it from outside. */
#include "flow.h"

/* The least that does all that a plan needs. */
static const ccs_life_t *life_for(const ccs_plan_t *plan)
{
    if (ccs_plan_n_watched(plan) > 0 || ccs_plan_is_detailed(plan) || ccs_plan_counts_later(plan) ||
        ccs_plan_tells_customers(plan))
        return &CCS_LIFE_WATCHED;
    if (ccs_plan_goes_further(plan)) return &CCS_LIFE_FURTHER;
    if (ccs_plan_is_lean(plan)) return &CCS_LIFE_LEAN;
    return ccs_plan_is_plain(plan) ? &CCS_LIFE_PLAIN : &CCS_LIFE_RICH;
}

static bool make_counts(ccs_cell_counts_t *counts, const ccs_plan_t *plan, ccs_arena_t *arena)
{
    counts->arrived = ccs_arena_array(arena, plan->n_types, sizeof *counts->arrived);
    counts->at_once = ccs_arena_array(arena, plan->n_pairs, sizeof *counts->at_once);
    counts->later = ccs_arena_array(arena, plan->n_pairs, sizeof *counts->later);
    counts->n_talking = ccs_arena_array(arena, plan->n_pairs, sizeof *counts->n_talking);
    return counts->arrived && counts->at_once && counts->later && counts->n_talking;
}

static bool make_watched(ccs_watched_t *watched, const ccs_plan_t *plan, ccs_arena_t *arena)
{
    if (ccs_plan_is_detailed(plan)) {
        watched->last_wait_s = ccs_arena_array(arena, plan->n_types, sizeof *watched->last_wait_s);
        if (!watched->last_wait_s) return false;
    }
    if (ccs_plan_n_watched(plan) == 0) return true;
    watched->agents = ccs_arena_array(arena, plan->n_agents, sizeof *watched->agents);
    watched->groups = ccs_arena_array(arena, plan->n_groups, sizeof *watched->groups);
    return watched->agents && watched->groups;
}

int ccs_flow_init(ccs_flow_t *self, const ccs_plan_t *plan)
{
    int ret;

    *self = (ccs_flow_t){.life = life_for(plan)};
    CCS_TRY(ccs_world_init(&self->world, plan));
    CCS_TRY(ccs_facts_init(&self->facts, plan));
    CCS_REQUIRE(make_counts(&self->counts, plan, &self->world.arena), CCS_ERR_NOMEM);
    CCS_REQUIRE(make_watched(&self->watched, plan, &self->world.arena), CCS_ERR_NOMEM);
out:
    return ret;
}

void ccs_flow_free(ccs_flow_t *self)
{
    if (!self) return;
    ccs_world_free(&self->world);
    ccs_facts_free(&self->facts);
}

void ccs_flow_tell(ccs_flow_t *self, ccs_told_t *told)
{
    self->told = told;
    self->life = told ? &CCS_LIFE_TOLD : life_for(self->world.plan);
}

double ccs_flow_known_s(const ccs_flow_t *self)
{
    const ccs_world_t *const w = &self->world;
    const bool comes_to_rest = !w->plan->axis.is_batched && ccs_calendar_is_empty(w->calendar);

    return comes_to_rest ? w->plan->last_day_ends_s : w->now_s;
}

bool ccs_flow_not_yet_due(const ccs_flow_t *self, const ccs_contact_t *contact, uint32_t k)
{
    return ccs_world_due_within_s(&self->world, contact, k) > ccs_flow_known_s(self);
}
