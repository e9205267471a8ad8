/* diallers.c - what outbound campaigns are at. Invariant: a line is free, or out; who is kept by a line is kept by one. */
#include "diallers.h"

#include <math.h>
#include <stdlib.h>

#include "elementary.h"
#include "err.h"

/* Work of a pair from the first word to the end of after-call work, as one law: that of the talk, stretched to the mean of both. */
static bool make_releases(ccs_diallers_t *self, const ccs_plan_t *plan, ccs_arena_t *arena)
{
    self->releases = ccs_arena_array(arena, plan->n_pairs, sizeof *self->releases);
    for (uint32_t i = 0; self->releases && i < plan->n_pairs; i++) {
        const ccs_pair_t *const pair = &plan->pairs[i];
        const double wrap_s = pair->wrap.kind == CCS_DISTRIBUTION_NONE ? 0 : pair->wrap.mean;
        const ccs_distribution_t whole =
            pair->talk.mean > 0 ? ccs_distribution_scaled(&pair->talk, 1 + wrap_s / pair->talk.mean) : pair->talk;

        ccs_release_make(&self->releases[i], &whole);
    }
    return self->releases != NULL;
}

/* After-call work as if it were exponential: how much of it has gone says nothing. */
static bool make_wrapped(ccs_dialler_t *self, const ccs_plan_t *plan, const ccs_campaign_t *campaign, ccs_arena_t *arena)
{
    self->ring_s = ccs_campaign_ring_s(campaign);
    if (campaign->pacing.mode != CCS_PACING_PREDICTIVE) return true;
    self->wrapped_frac = ccs_arena_array(arena, plan->n_pairs, sizeof *self->wrapped_frac);
    for (uint32_t i = 0; self->wrapped_frac && i < plan->n_pairs; i++) {
        const double wrap_s = plan->pairs[i].wrap.kind == CCS_DISTRIBUTION_NONE ? 0 : plan->pairs[i].wrap.mean;

        self->wrapped_frac[i] = wrap_s > 0 ? 1 - ccs_exp(-self->ring_s / wrap_s) : 1;
    }
    return self->wrapped_frac != NULL;
}

static bool is_any_predictive(const ccs_plan_t *plan)
{
    for (uint32_t i = 0; i < plan->n_campaigns; i++)
        if (plan->campaigns[i].pacing.mode == CCS_PACING_PREDICTIVE) return true;
    return false;
}

/* Agents of those groups of a campaign that serve another one, too. */
static double n_agents_of(const ccs_plan_t *plan, uint32_t campaign, uint32_t other)
{
    const ccs_routing_t *const routing = &plan->types[plan->campaigns[campaign].type].routing,
                               *const others = &plan->types[plan->campaigns[other].type].routing;
    double n = 0;

    for (uint32_t i = routing->first_pair; i < routing->first_pair + routing->n_pairs; i++) {
        bool serves = false;

        for (uint32_t k = others->first_pair; k < others->first_pair + others->n_pairs; k++)
            serves = serves || plan->pairs[k].group == plan->pairs[i].group;
        if (serves) n += plan->groups[plan->pairs[i].group].max_agents;
    }
    return n;
}

static int find_overlaps(ccs_diallers_t *self, const ccs_plan_t *plan, ccs_arena_t *arena)
{
    const uint32_t n = plan->n_campaigns;
    double *const frac = n > 1 ? ccs_arena_array(arena, (size_t) n * n, sizeof *frac) : NULL;
    bool some = false;

    if (n < 2) return 0;
    if (!frac) return CCS_ERR_NOMEM;
    for (uint32_t i = 0; i < n; i++)
        for (uint32_t j = 0; j < n; j++) {
            const double all = n_agents_of(plan, j, j);

            frac[(size_t) i * n + j] = i == j || all <= 0 ? 0 : n_agents_of(plan, j, i) / all;
            some = some || frac[(size_t) i * n + j] > 0;
        }
    self->overlap_frac = some ? frac : NULL;
    return 0;
}

int ccs_diallers_init(ccs_diallers_t *self, const ccs_plan_t *plan, ccs_arena_t *arena)
{
    *self = (ccs_diallers_t){0};
    if (plan->n_campaigns == 0) return 0;
    self->n_lines = ccs_plan_n_call_lines(plan);
    self->of = ccs_arena_array(arena, plan->n_campaigns, sizeof *self->of);
    self->lines = ccs_arena_array(arena, self->n_lines, sizeof *self->lines);
    self->kept_by = ccs_arena_array(arena, plan->n_agents, sizeof *self->kept_by);
    self->n_kept = ccs_arena_array(arena, plan->n_groups, sizeof *self->n_kept);
    if (!self->of || !self->lines || !self->kept_by || !self->n_kept) return CCS_ERR_NOMEM;
    for (uint32_t i = 0; i < plan->n_campaigns; i++) {
        const ccs_campaign_t *const c = &plan->campaigns[i];
        self->of[i].windows = ccs_arena_array(arena, c->n_windows, sizeof *self->of[i].windows);
        if (!self->of[i].windows || !make_wrapped(&self->of[i], plan, c, arena) ||
            ccs_averted_init(&self->of[i].averted, &c->averts, arena) ||
            ccs_call_list_init(&self->of[i].list, ccs_campaign_n_entries(c), ccs_campaign_n_heaps(c), c->n_levels, arena))
            return CCS_ERR_NOMEM;
    }
    if (is_any_predictive(plan) && !make_releases(self, plan, arena)) return CCS_ERR_NOMEM;
    return find_overlaps(self, plan, arena);
}

void ccs_diallers_free(ccs_diallers_t *self)
{
    free(self->dialled);
    *self = (ccs_diallers_t){0};
}

/* A record that nobody has taken is nobody's call. */
int ccs_diallers_reserve(ccs_diallers_t *self, uint32_t n_contacts)
{
    if (!self->of || n_contacts <= self->n_dialled) return 0;
    ccs_dialled_t *const grown = realloc(self->dialled, n_contacts * sizeof *grown);

    if (!grown) return CCS_ERR_NOMEM;
    self->dialled = grown;
    while (self->n_dialled < n_contacts) grown[self->n_dialled++].campaign = CCS_NONE;
    return 0;
}

static void reset_dialler(ccs_diallers_t *self, const ccs_plan_t *plan, uint32_t id)
{
    const ccs_campaign_t *const c = &plan->campaigns[id];
    ccs_dialler_t *const d = &self->of[id];

    ccs_call_list_reset(&d->list);
    ccs_averted_reset(&d->averted);
    ccs_pacer_reset(&d->pacer, c);
    for (uint32_t i = 0; i < c->n_windows; i++) d->windows[i] = (ccs_call_window_t){0};
    d->n_judged = d->next_list = d->next_entry = d->n_out = d->n_at_will = d->n_uncertain = 0;
    d->n_soon = d->limit_until_s = 0;
    d->n_begun = 0;
    d->is_held = false;
    d->looks_s = INFINITY;
    d->free_line = CCS_NONE;
    for (uint32_t line = c->first_line + c->pacing.lines; line-- > c->first_line; d->free_line = line)
        self->lines[line] = (ccs_call_line_t){.campaign = CCS_NONE, .next = d->free_line};
}

void ccs_diallers_reset(ccs_diallers_t *self, const ccs_plan_t *plan, uint64_t seed, uint32_t replication)
{
    self->turn = 0;
    for (uint32_t i = 0; i < plan->n_campaigns; i++) {
        reset_dialler(self, plan, i);
        self->of[i].stream = ccs_stream_make(seed, plan->campaigns[i].name_hash, replication);
    }
    for (uint32_t i = 0; self->of && i < plan->n_agents; i++) self->kept_by[i] = CCS_NONE;
    for (uint32_t i = 0; self->of && i < plan->n_groups; i++) self->n_kept[i] = 0;
    for (uint32_t i = 0; i < self->n_dialled; i++) self->dialled[i].campaign = CCS_NONE;
}

double ccs_diallers_spoken_for(const ccs_diallers_t *self, const ccs_plan_t *plan, uint32_t campaign)
{
    const double *const frac = self->overlap_frac ? &self->overlap_frac[(size_t) campaign * plan->n_campaigns] : NULL;
    double n = 0;

    for (uint32_t j = 0; frac && j < plan->n_campaigns; j++)
        if (frac[j] > 0 && self->of[j].n_at_will > 0)
            n += frac[j] * ccs_pacer_agents(&self->of[j].pacer, &plan->campaigns[j].pacing, self->of[j].n_at_will);
    return n;
}

uint32_t ccs_diallers_lines_of(const ccs_diallers_t *self, const ccs_plan_t *plan, uint32_t trunk)
{
    uint32_t n = 0;

    for (uint32_t i = 0; i < plan->n_campaigns; i++)
        if (plan->types[plan->campaigns[i].type].trunk == trunk) n += self->of[i].n_out;
    return n;
}

static void verify_dialler(const ccs_diallers_t *self, const ccs_plan_t *plan, uint32_t id)
{
    const ccs_campaign_t *const c = &plan->campaigns[id];
    const ccs_dialler_t *const d = &self->of[id];
    uint32_t n_out = 0, n_at_will = 0, n_free = 0;

    for (uint32_t line = c->first_line; line < c->first_line + c->pacing.lines; line++) {
        const ccs_call_line_t *const l = &self->lines[line];

        if (l->campaign == CCS_NONE) continue;
        n_out++;
        n_at_will += l->agent == CCS_NONE;
        CCS_BUG_IF(l->agent != CCS_NONE && self->kept_by[l->agent] != line);
    }
    for (uint32_t line = d->free_line; line != CCS_NONE; line = self->lines[line].next) n_free++;
    CCS_BUG_IF(n_out != d->n_out || n_at_will != d->n_at_will || n_free + n_out != c->pacing.lines);
}

void ccs_diallers_verify(const ccs_diallers_t *self, const ccs_plan_t *plan, const ccs_contacts_t *contacts)
{
    for (uint32_t i = 0; i < plan->n_campaigns; i++) verify_dialler(self, plan, i);
    for (uint32_t group = 0; self->of && group < plan->n_groups; group++) {
        const ccs_group_t *const g = &plan->groups[group];
        uint32_t n = 0;

        for (uint32_t i = g->first_agent; i < g->first_agent + g->max_agents; i++) n += self->kept_by[i] != CCS_NONE;
        CCS_BUG_IF(n != self->n_kept[group]);
    }
    for (uint32_t i = 0; i < self->n_dialled && i < contacts->size; i++)
        CCS_BUG_IF(self->dialled[i].campaign != CCS_NONE && contacts->at[i].state == CCS_CONTACT_FREE);
}
