/* outages.c - the state of outages. Invariant: n_hits counts, for each agent, the outages that are on and keep them from work, and the want of a seat. */
#include "outages.h"

#include <math.h>
#include <string.h>

#include "err.h"
#include "purpose.h"
#include "seats.h"

/* Where sites have seats. @return false when out of memory */
static bool make_seats(ccs_outages_t *self, const ccs_plan_t *plan, ccs_arena_t *arena)
{
    if (!ccs_plan_has_seats(plan)) return true;
    self->unseated = ccs_arena_array(arena, plan->n_agents, sizeof *self->unseated);
    self->n_seated = ccs_arena_array(arena, plan->n_sites, sizeof *self->n_seated);
    return self->unseated && self->n_seated;
}

int ccs_outages_init(ccs_outages_t *self, const ccs_plan_t *plan, ccs_arena_t *arena)
{
    *self = (ccs_outages_t){0};
    if (!ccs_plan_stops_agents(plan)) return 0;
    self->n_hits = ccs_arena_array(arena, plan->n_agents, sizeof *self->n_hits);
    if (!self->n_hits || !make_seats(self, plan, arena)) return CCS_ERR_NOMEM;
    if (plan->n_outages == 0) return 0;
    self->of = ccs_arena_array(arena, plan->n_outages, sizeof *self->of);
    self->hits = ccs_arena_array(arena, (size_t) plan->n_outages * plan->n_agents, sizeof *self->hits);
    self->slow = ccs_arena_array(arena, plan->n_pairs, sizeof *self->slow);
    self->lines_lost = ccs_arena_array(arena, plan->n_trunks, sizeof *self->lines_lost);
    const uint32_t n_failing = ccs_plan_n_failing(plan);

    if (n_failing > 0) self->n_failures = ccs_arena_array(arena, (size_t) n_failing * plan->n_agents, sizeof *self->n_failures);
    return self->of && self->hits && self->slow && self->lines_lost && (self->n_failures || n_failing == 0) ? 0 : CCS_ERR_NOMEM;
}

void ccs_outages_reset(ccs_outages_t *self, const ccs_plan_t *plan, uint64_t seed, uint32_t replication)
{
    if (self->n_hits) memset(self->n_hits, 0, plan->n_agents * sizeof *self->n_hits);
    if (self->n_seated) {
        memset(self->unseated, 0, plan->n_agents * sizeof *self->unseated);
        memset(self->n_seated, 0, plan->n_sites * sizeof *self->n_seated);
    }
    self->n_unseated = 0;
    self->seat_is_left = false;
    if (!self->of) return;
    memset(self->of, 0, plan->n_outages * sizeof *self->of);
    memset(self->hits, 0, (size_t) plan->n_outages * plan->n_agents * sizeof *self->hits);
    if (self->n_failures)
        memset(self->n_failures, 0, (size_t) ccs_plan_n_failing(plan) * plan->n_agents * sizeof *self->n_failures);
    self->n_felt = 0;
    self->seed = seed;
    self->replication = replication;
    ccs_outages_add_up(self, plan);
}

uint32_t ccs_outage_lines(const ccs_outage_t *outage, uint32_t lines)
{
    return (uint32_t) lround(outage->lines_frac * lines);
}

void ccs_outages_add_up(ccs_outages_t *self, const ccs_plan_t *plan)
{
    for (uint32_t pair = 0; pair < plan->n_pairs; pair++) self->slow[pair] = 1;
    for (uint32_t trunk = 0; trunk < plan->n_trunks; trunk++) self->lines_lost[trunk] = 0;
    for (uint32_t i = 0; i < plan->n_outages; i++) {
        const ccs_outage_t *const outage = &plan->outages[i];

        if (!self->of[i].is_on) continue;
        for (uint32_t pair = 0; pair < plan->n_pairs; pair++)
            if (outage->slows[pair]) self->slow[pair] *= outage->handle_factor;
        for (uint32_t trunk = 0; trunk < plan->n_trunks; trunk++) {
            const uint32_t lines = plan->trunks[trunk].lines;

            if (!outage->takes_lines[trunk]) continue;
            self->lines_lost[trunk] = (uint32_t) fmin(lines, (double) self->lines_lost[trunk] + ccs_outage_lines(outage, lines));
        }
    }
}

ccs_stream_t ccs_outages_stream(const ccs_outages_t *self, const ccs_outage_t *outage)
{
    return ccs_stream_make(self->seed, outage->name_hash, self->replication);
}

ccs_stream_t ccs_outages_stream_of(const ccs_outages_t *self, const ccs_plan_t *plan, uint32_t outage, uint32_t group)
{
    return ccs_stream_make(self->seed, plan->outages[outage].name_hash ^ plan->groups[group].name_hash, self->replication);
}

bool ccs_outages_draw(const ccs_outages_t *self, const ccs_plan_t *plan, uint32_t outage, uint32_t group, uint32_t key)
{
    const ccs_outage_t *const it = &plan->outages[outage];
    const ccs_stream_t both = ccs_outages_stream_of(self, plan, outage, group);

    return it->agents_frac >= 1 ||
        ccs_stream_draw(&both, key, self->of[outage].n % UINT16_MAX, CCS_PURPOSE_OUTAGE_STOPS) < it->agents_frac;
}

void ccs_outages_verify(const ccs_outages_t *self, const ccs_plan_t *plan)
{
    uint32_t n_felt = 0, n_unseated = 0;

    if (!self->n_hits) return;
    for (uint32_t agent = 0; agent < plan->n_agents; agent++) {
        uint32_t n = self->unseated && self->unseated[agent];

        n_unseated += n;
        for (uint32_t i = 0; i < plan->n_outages; i++) {
            const bool hit = self->hits[(size_t) i * plan->n_agents + agent];

            CCS_BUG_IF(hit && !self->of[i].is_on && !plan->outages[i].each);
            n += hit;
        }
        CCS_BUG_IF(n != self->n_hits[agent]);
    }
    for (uint32_t i = 0; i < plan->n_outages; i++) {
        const bool *const hits = &self->hits[(size_t) i * plan->n_agents];
        uint32_t n_failed = 0;

        for (uint32_t agent = 0; plan->outages[i].each && agent < plan->n_agents; agent++) n_failed += hits[agent];
        CCS_BUG_IF(n_failed != self->of[i].n_failed);
        CCS_BUG_IF(self->of[i].is_on && self->of[i].is_felt);
        n_felt += self->of[i].is_felt;
    }
    CCS_BUG_IF(n_felt != self->n_felt);
    CCS_BUG_IF(n_unseated != self->n_unseated);
    for (uint32_t site = 0; self->n_seated && site < plan->n_sites; site++)
        CCS_BUG_IF(self->n_seated[site] > plan->sites[site].seats);
}
