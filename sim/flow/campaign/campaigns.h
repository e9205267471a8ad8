/** @file campaigns.h  Further: how many calls of each campaign are out. Looked at after every event, and by a timer when the next person may be called, or, where
 * calls are made ahead, every second. */
#ifndef CCS_LIFE_CAMPAIGNS_H
#define CCS_LIFE_CAMPAIGNS_H

#include "call_out.h"
#include "deadline.h"
#include "with_room.h"

static const double LOOK_AHEAD_S = 1, HELD_S = 10;

/* ---- agents --------------------------------------------------------------------------------------------------------------------- */

/* Idle agents of the pair's group whom the campaign may have: not those who stay free for others. */
static uint32_t n_idle_of(const ccs_world_t *w, uint32_t pair)
{
    const uint32_t idle = w->groups[w->plan->pairs[pair].group].idle.n;

    if (!is_guarded(w) || w->plan->rules->kept[pair] == 0) return idle;
    const ccs_group_t *const team = ccs_plan_team_of(w->plan, pair);
    const uint32_t kept = w->plan->rules->kept[pair];
    uint32_t n = 0;

    for (uint32_t i = 0; i < team->n_classes; i++) n += w->groups[team->first_class + i].idle.n;
    return n <= kept ? 0 : n - kept < idle ? n - kept : idle;
}

/* Agents of the pair's group who have something in hand, and a call beside it as their mix says. */
static uint32_t n_beside_of(const ccs_world_t *w, uint32_t pair)
{
    return is_guarded(w) && ccs_guard_keeps(w, pair, 0) ? 0 : n_with_room_for(w, pair);
}

/* Agents to whom somebody who answers could go now. @param n_idle  of these, those who have nothing in hand: whom a call can keep */
static uint32_t n_free_for(const ccs_world_t *w, const ccs_campaign_t *c, uint32_t *n_idle)
{
    const ccs_routing_t *const routing = &w->plan->types[c->type].routing;
    uint32_t n_beside = 0;

    *n_idle = 0;
    for (uint32_t pair = routing->first_pair; pair < routing->first_pair + routing->n_pairs; pair++) {
        *n_idle += n_idle_of(w, pair);
        n_beside += n_beside_of(w, pair);
    }
    return *n_idle + n_beside;
}

/* Who is kept by a call: the longest idle agent of the first group of the type that has one. There is somebody. */
static ccs_route_t agent_to_keep(const ccs_world_t *w, const ccs_campaign_t *c)
{
    const ccs_routing_t *const routing = &w->plan->types[c->type].routing;

    for (uint32_t tier = routing->first_tier; tier < routing->first_tier + routing->n_tiers; tier++) {
        const ccs_tier_t *const t = &w->plan->tiers[tier];

        for (uint32_t i = t->first_pair_of_tier; i < t->first_pair_of_tier + t->n_pairs; i++) {
            const uint32_t pair = w->plan->tier_pairs[i];

            if (n_idle_of(w, pair) > 0) return (ccs_route_t){w->groups[w->plan->pairs[pair].group].idle.head, pair};
        }
    }
    return (ccs_route_t){CCS_NONE, CCS_NONE};
}

/* Whether work on a contact in hand will be over while a call rings. How long is left of what goes by turns, or is put aside for others, is not foreseen. */
static double chance_of_end(const ccs_world_t *w, const ccs_contact_t *c, const ccs_dialler_t *d)
{
    if (c->state != CCS_CONTACT_TALKING && c->state != CCS_CONTACT_WRAPPING) return 0;
    if (w->desks && ccs_plan_is_at_desk(w->plan, c->type)) return 0;
    const uint32_t pair = w->plan->steps[c->step].owner;

    if (c->state == CCS_CONTACT_WRAPPING) return d->wrapped_frac[pair];
    return ccs_release_within(&w->diallers.releases[pair], w->now_s - c->since_s, d->ring_s);
}

/* Of an agent with several contacts in hand and no room for a call of the pair: some contact ends that alone stands in its way, or, where there is none such, all do. */
static double chance_of_room(const ccs_world_t *w, uint32_t agent, uint32_t pair, const ccs_dialler_t *d)
{
    const ccs_agent_t *const a = &w->agents[agent];
    const ccs_hands_t *const hands = w->plan->groups[a->group].hands;
    double none = 1, all = 1;
    bool is_alone = false;

    if ((a->state != CCS_AGENT_BUSY && a->state != CCS_AGENT_WITH_ROOM) || ccs_world_fits(w, pair, a->hands)) return 0;
    for (uint32_t id = a->in_hand; id != CCS_NONE; id = w->contacts.at[id].next) {
        const ccs_contact_t *const c = &w->contacts.at[id];
        const double chance = chance_of_end(w, c, d);

        all *= chance;
        if (!ccs_world_fits(w, pair, ccs_hands_without(hands, a->hands, w->plan->steps[c->step].hand_kind))) continue;
        is_alone = true;
        none *= 1 - chance;
    }
    return is_alone ? 1 - none : all;
}

/* Whether an agent at work will be free while a call rings. */
static double chance_of_release(const ccs_world_t *w, uint32_t agent, uint32_t pair, const ccs_dialler_t *d)
{
    const uint32_t id = w->agents[agent].in_hand;

    if (w->diallers.kept_by[agent] != CCS_NONE || id == CCS_NONE) return 0;
    if (shares(w)) return chance_of_room(w, agent, pair, d);
    if (w->agents[agent].state != CCS_AGENT_BUSY || w->contacts.at[id].agent != agent) return 0;
    return chance_of_end(w, &w->contacts.at[id], d);
}

static double n_soon_free(const ccs_world_t *w, uint32_t campaign)
{
    const ccs_routing_t *const routing = &w->plan->types[w->plan->campaigns[campaign].type].routing;
    const ccs_dialler_t *const d = &w->diallers.of[campaign];
    double n = 0;

    for (uint32_t pair = routing->first_pair; pair < routing->first_pair + routing->n_pairs; pair++) {
        const ccs_group_t *const g = &w->plan->groups[w->plan->pairs[pair].group];

        for (uint32_t i = g->first_agent; i < g->first_agent + g->max_agents; i++) n += chance_of_release(w, i, pair, d);
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

/* Whether the window that holds now has had all calls that may begin in it. */
static bool is_at_limit(const ccs_world_t *w, uint32_t campaign)
{
    const ccs_pacing_t *const p = &w->plan->campaigns[campaign].pacing;
    ccs_dialler_t *const d = &w->diallers.of[campaign];

    if (p->limit == UINT32_MAX) return false;
    if (w->now_s >= d->limit_until_s) {
        d->n_begun = 0;
        d->limit_until_s = (floor(w->now_s / p->limit_window_s) + 1) * p->limit_window_s;
        if (d->limit_until_s <= w->now_s) d->limit_until_s += p->limit_window_s; /* a quotient that was rounded down */
    }
    return d->n_begun >= p->limit;
}

/* One more call, if the campaign wants one. @param has_entry  false: it does, and nobody may be called now @return whether it was made */
static bool call_one_more(ccs_flow_t *f, uint32_t campaign, bool *has_entry)
{
    ccs_world_t *const w = &f->world;
    const ccs_campaign_t *const c = &w->plan->campaigns[campaign];
    const ccs_dialler_t *const d = &w->diallers.of[campaign];
    ccs_route_t by = {CCS_NONE, CCS_NONE};
    uint32_t n_idle;

    if (!is_line_free(w, campaign) || is_at_limit(w, campaign)) return false;
    const double n_free = n_free_for(w, c, &n_idle) - ccs_diallers_spoken_for(&w->diallers, w->plan, campaign);

    if (must_keep(w, campaign)) {
        /* agents for whom its own calls are out already are not taken from under these */
        if (n_idle == 0 || n_free - ccs_pacer_agents(&d->pacer, &c->pacing, d->n_at_will) < 1) return false;
        by = agent_to_keep(w, c);
    } else if (ccs_pacer_lines(&d->pacer, &c->pacing, n_free, d->n_soon) <= d->n_at_will) {
        return false;
    }
    *has_entry = begin_call(f, campaign, by);
    w->diallers.of[campaign].n_begun += *has_entry;
    return *has_entry;
}

/* ---- when --------------------------------------------------------------------------------------------------------------------- */

/* From when on somebody may be called, if nobody may now. */
static double next_due_s(const ccs_world_t *w, uint32_t campaign)
{
    const ccs_campaign_t *const c = &w->plan->campaigns[campaign];
    const ccs_dialler_t *const d = &w->diallers.of[campaign];
    double next_s = d->next_list < c->n_lists ? c->begins_s[d->next_list] : (double) INFINITY;

    for (uint32_t heap = 0; heap < d->list.n_heaps; heap++) {
        const uint32_t entry = ccs_campaign_is_endless(c) ? 0 : ccs_call_list_first(&d->list, heap);

        if (entry == UINT32_MAX) continue;
        double from_s = ccs_campaign_is_endless(c) ? w->now_s : fmax(w->now_s, d->list.entries[entry].due_s);

        if (c->n_zones > 0) {
            const ccs_call_zone_t *const z = &c->zones[heap / d->list.n_levels];
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
        row[CCS_FACT_beyond_cap] += ccs_compliance_beyond(&c->compliance, window->live, window->abandoned);
        row[CCS_FACT_against_cap] += ccs_compliance_is_broken(&c->compliance, window->live, window->abandoned);
    }
}

/* What is there to be called. @return whether the campaign may call anybody now */
static bool gets_ready(ccs_flow_t *f, uint32_t campaign)
{
    const ccs_campaign_t *const c = &f->world.plan->campaigns[campaign];

    judge_windows(f, campaign, f->world.now_s);
    if (ccs_world_is_closed(&f->world, c->type)) return false;
    begin_lists(f, campaign);
    return !closes_soon(&f->world, c);
}

/* Begins, or ends, to wait for its condition. */
static void hold_back(ccs_flow_t *f, uint32_t campaign, bool is_held)
{
    f->world.diallers.of[campaign].is_held = is_held;
    book(f, &now_campaign(f, campaign)[CCS_FACT_held_area], is_held ? 1 : -1);
    note_campaign(f, is_held ? CCS_MOMENT_holds_back : CCS_MOMENT_calls_on, campaign);
}

/* Whether the campaign calls: it is ready, and its condition holds, which is looked at again though nothing happens, as time may be asked for. */
static bool is_to_call(ccs_flow_t *f, uint32_t campaign)
{
    const ccs_campaign_t *const c = &f->world.plan->campaigns[campaign];
    const bool is_ready = gets_ready(f, campaign);
    const ccs_candidate_t now = {.world = &f->world, .contact = CCS_NONE, .agent = CCS_NONE, .pair = CCS_NONE};
    const bool is_held = is_ready && c->when && !ccs_condition_holds(c->when, &now);

    if (is_held != f->world.diallers.of[campaign].is_held) hold_back(f, campaign, is_held);
    if (is_held) look_at(f, campaign, f->world.now_s + HELD_S);
    return is_ready && !is_held;
}

/* When the campaign, which calls nobody more now, is looked at again without anything happening. */
static void look_again(ccs_flow_t *f, uint32_t campaign)
{
    const ccs_world_t *const w = &f->world;
    const ccs_campaign_t *const c = &w->plan->campaigns[campaign];

    if (!w->diallers.of[campaign].has_entry) {
        const double next_s = next_due_s(w, campaign);

        if (next_s > w->now_s) look_at(f, campaign, next_s);
    } else if (is_at_limit(w, campaign)) {
        look_at(f, campaign, w->diallers.of[campaign].limit_until_s);
    } else if (c->pacing.mode == CCS_PACING_PREDICTIVE && is_staffed(w, c->type)) {
        look_at(f, campaign, w->now_s + LOOK_AHEAD_S);
    }
}

/* Beside what has just happened there may be somebody to call, or an agent for it. Campaigns take turns, call by call: none leaves the others without agents. */
CCS_APART static void dial_all(ccs_flow_t *f)
{
    ccs_diallers_t *const s = &f->world.diallers;
    const uint32_t n = f->world.plan->n_campaigns, first = s->turn;
    bool some = false;

    for (uint32_t i = 0; i < n; i++) {
        s->of[i].is_calling = is_to_call(f, i);
        s->of[i].has_entry = true;
    }
    do {
        some = false;
        for (uint32_t k = 0, i = first; k < n; k++, i = i + 1 < n ? i + 1 : 0) {
            if (!s->of[i].is_calling || !call_one_more(f, i, &s->of[i].has_entry)) continue;
            some = true;
            s->turn = i + 1 < n ? i + 1 : 0;
        }
    } while (some);
    for (uint32_t i = 0; i < n; i++)
        if (s->of[i].is_calling) look_again(f, i);
}

static inline void dial_campaigns(ccs_flow_t *f)
{
    if (has_campaigns(f)) dial_all(f);
}

/* How many agents will soon be free is looked at anew; what follows is that of any event. */
static void on_dial(ccs_flow_t *f, uint32_t campaign)
{
    if (!FURTHER) return;
    ccs_world_t *const w = &f->world;
    ccs_dialler_t *const d = &w->diallers.of[campaign];

    d->looks_s = INFINITY;
    if (w->plan->campaigns[campaign].pacing.mode == CCS_PACING_PREDICTIVE) d->n_soon = n_soon_free(w, campaign);
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

/* TOLD. Calls whose outcome the run does not see. */
static void note_calls_out(ccs_flow_t *f)
{
    const ccs_diallers_t *const s = &f->world.diallers;

    for (uint32_t i = 0; has_campaigns(f) && i < s->n_lines; i++)
        if (s->lines[i].campaign != CCS_NONE) note_call(f, &s->lines[i], CCS_MOMENT_still_called);
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
        now_campaign(f, i)[CCS_FACT_held_area] += s->of[i].is_held ? length_s : 0;
        now_campaign(f, i)[CCS_FACT_lines_out_area] += length_s * s->of[i].n_out;
        now_campaign(f, i)[CCS_FACT_kept_agents_area] += length_s * (s->of[i].n_out - s->of[i].n_at_will);
    }
}

#endif
