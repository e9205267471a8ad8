/** @file campaigns.h  Further: how many calls of each campaign are out. Looked at after every event, and by a timer when the next person may be called, or, where
 * calls are made ahead, every second. */
#ifndef CCS_LIFE_CAMPAIGNS_H
#define CCS_LIFE_CAMPAIGNS_H

#include "call_out.h"
#include "deadline.h"

static const double LOOK_AHEAD_S = 1;

/* ---- agents --------------------------------------------------------------------------------------------------------------------- */

/* Idle agents of the pair's group whom the campaign may have: not those who stay free for others. */
static uint32_t n_free_of(const ccs_world_t *w, uint32_t pair)
{
    const uint32_t idle = w->groups[w->plan->pairs[pair].group].idle.n;

    if (!is_guarded(w) || w->plan->rules->kept[pair] == 0) return idle;
    const ccs_group_t *const team = ccs_plan_team_of(w->plan, pair);
    const uint32_t kept = w->plan->rules->kept[pair];
    uint32_t n = 0;

    for (uint32_t i = 0; i < team->n_classes; i++) n += w->groups[team->first_class + i].idle.n;
    return n <= kept ? 0 : n - kept < idle ? n - kept : idle;
}

static uint32_t n_free_for(const ccs_world_t *w, const ccs_campaign_t *c)
{
    const ccs_routing_t *const routing = &w->plan->types[c->type].routing;
    uint32_t n = 0;

    for (uint32_t pair = routing->first_pair; pair < routing->first_pair + routing->n_pairs; pair++) n += n_free_of(w, pair);
    return n;
}

/* Who is kept by a call: the longest idle agent of the first group of the type that has one. There is somebody. */
static ccs_route_t agent_to_keep(const ccs_world_t *w, const ccs_campaign_t *c)
{
    const ccs_routing_t *const routing = &w->plan->types[c->type].routing;

    for (uint32_t tier = routing->first_tier; tier < routing->first_tier + routing->n_tiers; tier++) {
        const ccs_tier_t *const t = &w->plan->tiers[tier];

        for (uint32_t i = t->first_pair_of_tier; i < t->first_pair_of_tier + t->n_pairs; i++) {
            const uint32_t pair = w->plan->tier_pairs[i];

            if (n_free_of(w, pair) > 0) return (ccs_route_t){w->groups[w->plan->pairs[pair].group].idle.head, pair};
        }
    }
    return (ccs_route_t){CCS_NONE, CCS_NONE};
}

/* Whether an agent at work will be free while a call rings. */
static double chance_of_release(const ccs_world_t *w, uint32_t agent, double within_s)
{
    const uint32_t id = w->agents[agent].in_hand;

    if (w->agents[agent].state != CCS_AGENT_BUSY || w->diallers.kept_by[agent] != CCS_NONE || id == CCS_NONE) return 0;
    const ccs_contact_t *const c = &w->contacts.at[id];

    if (c->agent != agent || (c->state != CCS_CONTACT_TALKING && c->state != CCS_CONTACT_WRAPPING)) return 0;
    const uint32_t pair = w->plan->steps[c->step].owner;
    const double wrap_s = w->plan->pairs[pair].wrap.kind == CCS_DISTRIBUTION_NONE ? 0 : w->plan->pairs[pair].wrap.mean;

    if (c->state == CCS_CONTACT_WRAPPING) return wrap_s > 0 ? 1 - exp(-within_s / wrap_s) : 1;
    return ccs_release_within(&w->diallers.releases[pair], w->now_s - c->since_s, within_s);
}

static double n_soon_free(const ccs_world_t *w, const ccs_campaign_t *c)
{
    const ccs_routing_t *const routing = &w->plan->types[c->type].routing;
    const double within_s = ccs_campaign_ring_s(c);
    double n = 0;

    for (uint32_t pair = routing->first_pair; pair < routing->first_pair + routing->n_pairs; pair++) {
        const ccs_group_t *const g = &w->plan->groups[w->plan->pairs[pair].group];

        for (uint32_t i = g->first_agent; i < g->first_agent + g->max_agents; i++) n += chance_of_release(w, i, within_s);
    }
    return n;
}

/* ---- lines ---------------------------------------------------------------------------------------------------------------------- */

/* Whether one more call must keep an agent: always, or because one more that is abandoned could break the cap. */
static bool must_keep(const ccs_world_t *w, uint32_t campaign)
{
    const ccs_campaign_t *const c = &w->plan->campaigns[campaign];
    const ccs_dialler_t *const d = &w->diallers.of[campaign];

    if (c->pacing.mode == CCS_PACING_PREVIEW || c->mismatch == CCS_MISMATCH_PREVENT) return true;
    if (!c->compliance.guards || c->compliance.cap_frac >= 1) return false;
    const ccs_call_window_t *const window = &d->windows[ccs_campaign_window(c, w->now_s)];

    return !ccs_compliance_allows(&c->compliance, window->live, window->abandoned + d->n_uncertain, d->n_at_will);
}

/* No more calls are made when they would come to their end after close. */
static bool closes_soon(const ccs_world_t *w, const ccs_campaign_t *c)
{
    return w->plan->axis.has_clock && w->cell + 1 < w->plan->n_cells && !ccs_plan_is_served(w->plan, c->type, w->cell + 1) &&
        w->now_s + c->longest_s > w->cell_end_s;
}

static bool is_line_free(const ccs_world_t *w, uint32_t campaign)
{
    const uint32_t trunk = w->plan->types[w->plan->campaigns[campaign].type].trunk;

    return w->diallers.of[campaign].free_line != CCS_NONE && (trunk == CCS_NONE || w->trunks[trunk].n_busy < lines_of(w, trunk));
}

/* One more call, if the campaign wants one. @param has_entry  false: it does, and nobody may be called now @return whether it was made */
static bool call_one_more(ccs_flow_t *f, uint32_t campaign, bool *has_entry)
{
    ccs_world_t *const w = &f->world;
    const ccs_campaign_t *const c = &w->plan->campaigns[campaign];
    const ccs_dialler_t *const d = &w->diallers.of[campaign];
    const uint32_t n_free = n_free_for(w, c);
    ccs_route_t by = {CCS_NONE, CCS_NONE};

    if (!is_line_free(w, campaign)) return false;
    if (must_keep(w, campaign)) {
        if (n_free == 0) return false;
        by = agent_to_keep(w, c);
    } else if (ccs_pacer_lines(&d->pacer, &c->pacing, n_free, d->n_soon) <= d->n_at_will) {
        return false;
    }
    *has_entry = begin_call(f, campaign, by);
    return *has_entry;
}

/* ---- when --------------------------------------------------------------------------------------------------------------------- */

/* From when on somebody may be called, if nobody may now. */
static double next_due_s(const ccs_world_t *w, uint32_t campaign)
{
    const ccs_campaign_t *const c = &w->plan->campaigns[campaign];
    const ccs_dialler_t *const d = &w->diallers.of[campaign];
    double next_s = d->next_list < c->n_lists ? c->begins_s[d->next_list] : (double) INFINITY;

    for (uint32_t zone = 0; zone < d->list.n_heaps; zone++) {
        const uint32_t entry = ccs_campaign_is_endless(c) ? 0 : ccs_call_list_first(&d->list, zone);

        if (entry == UINT32_MAX) continue;
        double from_s = ccs_campaign_is_endless(c) ? w->now_s : fmax(w->now_s, d->list.entries[entry].due_s);

        if (c->n_zones > 0) {
            const ccs_call_zone_t *const z = &c->zones[zone];
            const uint32_t span = ccs_call_span_from(z->open, z->n_open, from_s);

            from_s = span < z->n_open ? fmax(from_s, z->open[span].from_s) : (double) INFINITY;
        }
        next_s = fmin(next_s, from_s);
    }
    return next_s;
}

static void look_at(ccs_flow_t *f, uint32_t campaign, double time_s)
{
    ccs_world_t *const w = &f->world;
    ccs_dialler_t *const d = &w->diallers.of[campaign];
    const uint32_t timer = w->first_timer[CCS_OWNER_campaign] + campaign;

    if (!(time_s < d->looks_s) || comes_to_rest(w)) return;
    if (isfinite(d->looks_s)) ccs_calendar_clear(w->calendar, timer);
    d->looks_s = time_s;
    ccs_calendar_set(w->calendar, timer, time_s, CCS_EV_dial);
}

/* Windows that are over are judged, each where it ended, whenever that is seen. */
static void judge_windows(ccs_flow_t *f, uint32_t campaign, double until_s)
{
    const ccs_plan_t *const plan = f->world.plan;
    const ccs_campaign_t *const c = &plan->campaigns[campaign];
    ccs_dialler_t *const d = &f->world.diallers.of[campaign];

    for (; d->n_judged < c->n_windows && (d->n_judged + 1) * c->compliance.window_s <= until_s; d->n_judged++) {
        const ccs_call_window_t *const window = &d->windows[d->n_judged];
        const double ended_s = fmin((d->n_judged + 1) * c->compliance.window_s, f->world.now_s);
        double *const row = ccs_facts_campaign(&f->facts, ccs_axis_period(plan, cell_at(plan, ended_s)), campaign);

        row[CCS_FACT_windows]++;
        row[CCS_FACT_against_cap] += ccs_compliance_is_broken(&c->compliance, window->live, window->abandoned);
    }
}

static void dial_for(ccs_flow_t *f, uint32_t campaign)
{
    ccs_world_t *const w = &f->world;
    const ccs_campaign_t *const c = &w->plan->campaigns[campaign];
    const bool looks_ahead = c->pacing.mode == CCS_PACING_PREDICTIVE;
    bool has_entry = true;

    judge_windows(f, campaign, w->now_s);
    if (ccs_world_is_closed(w, c->type)) return;
    begin_lists(f, campaign);
    if (closes_soon(w, c)) return;
    while (call_one_more(f, campaign, &has_entry)) {
    }
    if (!has_entry) {
        const double next_s = next_due_s(w, campaign);

        if (next_s > w->now_s) look_at(f, campaign, next_s);
    } else if (looks_ahead && is_staffed(w, c->type)) {
        look_at(f, campaign, w->now_s + LOOK_AHEAD_S);
    }
}

/* Beside what has just happened there may be somebody to call, or an agent for it. */
static inline void dial_campaigns(ccs_flow_t *f)
{
    if (!has_campaigns(f)) return;
    for (uint32_t i = 0; i < f->world.plan->n_campaigns; i++) dial_for(f, i);
}

/* How many agents will soon be free is looked at anew; what follows is that of any event. */
static void on_dial(ccs_flow_t *f, uint32_t campaign)
{
    if (!FURTHER) return;
    ccs_world_t *const w = &f->world;
    ccs_dialler_t *const d = &w->diallers.of[campaign];

    d->looks_s = INFINITY;
    if (w->plan->campaigns[campaign].pacing.mode == CCS_PACING_PREDICTIVE)
        d->n_soon = n_soon_free(w, &w->plan->campaigns[campaign]);
}

/* ---- the end of a run ----------------------------------------------------------------------------------------------------------- */

/* Each attempt has an outcome, each live answer an agent or none. */
static void verify_campaign(const ccs_flow_t *f, uint32_t campaign)
{
    double sum[CCS_N_CAMPAIGN_FACTS] = {0};

    for (uint32_t period = 0; period <= f->world.plan->periods.n; period++)
        for (uint32_t i = 0; i < CCS_N_CAMPAIGN_FACTS; i++)
            sum[i] += ccs_facts_row(&f->facts, CCS_BLOCK_CAMPAIGN, period, campaign)[i];
    CCS_BUG_IF(sum[CCS_FACT_attempts] !=
        sum[CCS_FACT_live] + sum[CCS_FACT_machines] + sum[CCS_FACT_not_answered] + sum[CCS_FACT_lines_busy] +
            sum[CCS_FACT_bad_numbers] + sum[CCS_FACT_undecided]);
    CCS_BUG_IF(sum[CCS_FACT_live] !=
        sum[CCS_FACT_connected] + sum[CCS_FACT_connected_late] + sum[CCS_FACT_abandoned_live] + sum[CCS_FACT_taken_for_machine] +
            sum[CCS_FACT_undecided_live]);
    CCS_BUG_IF(f->world.plan->campaigns[campaign].compliance.guards &&
        sum[CCS_FACT_against_hours] + sum[CCS_FACT_against_attempts] + sum[CCS_FACT_against_opt_out] > 0);
}

/* The last window of each campaign may be shorter. */
static void end_campaigns(ccs_flow_t *f)
{
    const ccs_world_t *const w = &f->world;

    if (!has_campaigns(f)) return;
    for (uint32_t id = 0; id < w->contacts.size; id++) {
        const ccs_dialled_t *const call = dialled_of(f, id);

        if (call && call->is_person) now_campaign(f, call->campaign)[CCS_FACT_undecided_live]++;
    }
    for (uint32_t i = 0; i < w->plan->n_campaigns; i++) {
        now_campaign(f, i)[CCS_FACT_undecided] += w->diallers.of[i].n_out;
        judge_windows(f, i, (double) INFINITY);
        verify_campaign(f, i);
    }
}

static void book_campaigns(ccs_flow_t *f, double length_s)
{
    const ccs_diallers_t *const s = &f->world.diallers;

    for (uint32_t i = 0; i < f->world.plan->n_campaigns; i++) {
        now_campaign(f, i)[CCS_FACT_lines_out_area] += length_s * s->of[i].n_out;
        now_campaign(f, i)[CCS_FACT_kept_agents_area] += length_s * (s->of[i].n_out - s->of[i].n_at_will);
    }
}

#endif
