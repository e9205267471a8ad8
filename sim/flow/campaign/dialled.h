/** @file dialled.h  Further: a contact that has answered a call of a campaign, until it has an agent or is lost. From then on it is like any other. */
#ifndef CCS_LIFE_DIALLED_H
#define CCS_LIFE_DIALLED_H

#include <math.h>

#include "count.h"
#include "hint.h"
#include "issue.h"
#include "memory.h"
#include "purpose.h"

static inline bool has_campaigns(const ccs_flow_t *f)
{
    return FURTHER && f->world.diallers.of;
}

static inline double *now_campaign(const ccs_flow_t *f, uint32_t campaign)
{
    return ccs_facts_campaign(&f->facts, f->world.period, campaign);
}

/* The call that the contact has answered. @return NULL: none, or it has had its agent */
static inline ccs_dialled_t *dialled_of(const ccs_flow_t *f, uint32_t id)
{
    if (!has_campaigns(f)) return NULL;
    ccs_dialled_t *const dialled = &f->world.diallers.dialled[id];

    return dialled->campaign == CCS_NONE ? NULL : dialled;
}

static inline double draw_for_call(const ccs_flow_t *f, const ccs_dialled_t *call, enum ccs_purpose purpose)
{
    return ccs_stream_draw(&f->world.diallers.of[call->campaign].stream, call->entry, call->attempt, purpose);
}

static inline double length_of(const ccs_flow_t *f, const ccs_distribution_t *law, double u)
{
    if (law->kind == CCS_DISTRIBUTION_NONE) return 0;
    const double drawn_s = law->kind == CCS_DISTRIBUTION_CONSTANT ? law->mean : ccs_distribution_at(law, u);

    return law->course ? drawn_s * ccs_course_at(law->course, f->world.now_s) : drawn_s;
}

/* The entry is to be called again after a while, as far as its list and its caps go. */
CCS_APART static void call_again_after(ccs_flow_t *f, uint32_t campaign, uint32_t entry, double delay_s)
{
    const ccs_campaign_t *const c = &f->world.plan->campaigns[campaign];
    ccs_call_list_t *const list = &f->world.diallers.of[campaign].list;

    if (ccs_campaign_is_endless(c) || !isfinite(delay_s)) return;
    ccs_call_entry_t *const e = &list->entries[entry];

    if (e->n >= c->most) return;
    e->due_s = f->world.now_s + delay_s;
    ccs_call_list_push(list, entry);
}

/* A call did not reach who is meant: the entry is called again, at the same number or another one. */
static void call_again_upon(ccs_flow_t *f, uint32_t campaign, uint32_t entry, enum ccs_call_outcome outcome)
{
    const ccs_campaign_t *const c = &f->world.plan->campaigns[campaign];

    if (ccs_campaign_is_endless(c)) return;
    call_again_after(f, campaign, entry,
        ccs_call_entry_again_s(&f->world.diallers.of[campaign].list.entries[entry], &c->again, ccs_campaign_n_numbers(c, entry),
            outcome));
}

static void see_live(ccs_flow_t *f, const ccs_dialled_t *call, bool abandoned)
{
    ccs_dialler_t *const d = &f->world.diallers.of[call->campaign];

    if (abandoned) d->windows[call->window].abandoned++;
    if (!call->has_agent) ccs_pacer_see_live(&d->pacer, &f->world.plan->campaigns[call->campaign].pacing, abandoned);
}

/* ---- an agent --------------------------------------------------------------------------------------------------------------------- */

/* Whether an entry is called, or was, at another number than its first. */
static inline bool is_at_other_number(const ccs_flow_t *f, uint32_t campaign, uint32_t entry)
{
    const ccs_call_list_t *const list = &f->world.diallers.of[campaign].list;

    return list->entries && list->entries[entry].number > 0;
}

/* Whoever is reached, by a call or a message, may not need to contact the centre any more. */
static void tell_reached(ccs_flow_t *f, uint32_t campaign, uint32_t entry, uint32_t attempt, double share_frac)
{
    ccs_dialler_t *const d = &f->world.diallers.of[campaign];
    const ccs_call_averts_t *const averts = &f->world.plan->campaigns[campaign].averts;

    if (averts->type == CCS_NONE || !(share_frac > 0)) return;
    if (!(ccs_stream_draw(&d->stream, entry, attempt, CCS_PURPOSE_AVERTS) < share_frac)) return;
    now_campaign(f, campaign)[CCS_FACT_convinced]++;
    ccs_averted_add(&d->averted, f->world.now_s,
        length_of(f, &averts->delay, ccs_stream_draw(&d->stream, entry, attempt, CCS_PURPOSE_AVERT_DELAY)));
}

static inline void note_campaign(ccs_flow_t *f, enum ccs_moment_kind kind, uint32_t campaign)
{
    if (TOLD) note_blank(f, kind)->number = campaign;
}

/* Whether a fresh contact of a type does not come, as a campaign has reached its customer. */
CCS_APART static bool is_averted(ccs_flow_t *f, uint32_t type)
{
    const ccs_world_t *const w = &f->world;

    for (uint32_t i = 0; i < w->plan->n_campaigns; i++) {
        if (w->plan->campaigns[i].averts.type != type || !ccs_averted_take(&w->diallers.of[i].averted, w->now_s)) continue;
        now_campaign(f, i)[CCS_FACT_averted]++;
        note_campaign(f, CCS_MOMENT_averted, i);
        return true;
    }
    return false;
}

/* By which of its calls the right party of an entry was reached. */
static void count_reached(ccs_flow_t *f, const ccs_dialled_t *call)
{
    double *const row = now_campaign(f, call->campaign);

    row[CCS_FACT_right_parties]++;
    if (call->attempt == 0) row[CCS_FACT_reached_first]++;
    if (call->attempt == 1) row[CCS_FACT_reached_second]++;
    if (call->attempt == 2) row[CCS_FACT_reached_third]++;
    tell_reached(f, call->campaign, call->entry, call->attempt, f->world.plan->campaigns[call->campaign].averts.right_party_frac);
    row[CCS_FACT_reached_elsewhere] += is_at_other_number(f, call->campaign, call->entry);
    if (!(draw_for_call(f, call, CCS_PURPOSE_CONVERSION) < f->world.plan->campaigns[call->campaign].conversion_frac)) return;
    row[CCS_FACT_conversions]++;
    const ccs_call_customer_t *const who = ccs_campaign_customer(&f->world.plan->campaigns[call->campaign], call->entry);

    row[CCS_FACT_brought] += who && !isnan(who->value) ? who->value : f->world.plan->campaigns[call->campaign].revenue;
}

/* Who asks never to be called again is not, at once, unless nobody keeps to it. */
static void settle_entry(ccs_flow_t *f, const ccs_dialled_t *call)
{
    const ccs_campaign_t *const c = &f->world.plan->campaigns[call->campaign];
    const bool opts_out = draw_for_call(f, call, CCS_PURPOSE_OPT_OUT) < c->compliance.opt_out_frac;

    now_campaign(f, call->campaign)[CCS_FACT_opt_outs] += opts_out;
    if (opts_out && !ccs_campaign_is_endless(c)) f->world.diallers.of[call->campaign].list.entries[call->entry].must_not = true;
    if (opts_out && c->compliance.guards) return;
    if (!call->is_right || opts_out) call_again_upon(f, call->campaign, call->entry, CCS_CALL_LIVE);
}

/* The contact has an agent. */
CCS_APART static void connect_dialled(ccs_flow_t *f, uint32_t id)
{
    ccs_dialled_t *const call = &f->world.diallers.dialled[id];
    double *const row = now_campaign(f, call->campaign);
    const bool in_time = f->world.now_s <= call->deadline_s;

    f->world.diallers.of[call->campaign].n_uncertain--;
    if (!(call->is_person && call->is_right)) remember_stranger(f, id);
    if (call->is_person) {
        row[in_time ? CCS_FACT_connected : CCS_FACT_connected_late]++;
        see_live(f, call, !in_time);
        if (call->is_right) count_reached(f, call);
        settle_entry(f, call);
    } else {
        row[CCS_FACT_machines_passed]++;
        call_again_upon(f, call->campaign, call->entry, CCS_CALL_MACHINE);
    }
    call->campaign = CCS_NONE;
}

/* How long the talk takes with somebody who is not meant. @param drawn_s  with the right party */
static double dialled_talk_s(const ccs_flow_t *f, const ccs_contact_t *c, double drawn_s)
{
    const ccs_dialled_t *const call = dialled_of(f, (uint32_t) (c - f->world.contacts.at));

    if (!call || (call->is_person && call->is_right)) return drawn_s;
    const ccs_campaign_t *const of = &f->world.plan->campaigns[call->campaign];
    const ccs_distribution_t *const law = call->is_person ? &of->talk_wrong : &of->talk_machine;

    if (call->is_person && law->kind == CCS_DISTRIBUTION_NONE) return drawn_s;
    return length_of(f, law, draw_alone(f, c, CCS_PURPOSE_TALK));
}

/* ---- none ------------------------------------------------------------------------------------------------------------------------- */

/* The contact is gone without one: it gave up or was let go, cut off at close, or found the queue full. */
CCS_APART static void lose_dialled(ccs_flow_t *f, uint32_t id)
{
    ccs_dialled_t *const call = &f->world.diallers.dialled[id];
    const ccs_campaign_t *const c = &f->world.plan->campaigns[call->campaign];

    f->world.diallers.of[call->campaign].n_uncertain--;
    if (call->is_person) {
        now_campaign(f, call->campaign)[CCS_FACT_abandoned_live]++;
        see_live(f, call, true);
        if (!ccs_campaign_is_endless(c))
            f->world.diallers.of[call->campaign].list.entries[call->entry].not_before_s =
                f->world.now_s + c->compliance.no_call_s;
        call_again_after(f, call->campaign, call->entry, c->again.abandoned_s);
    } else {
        call_again_upon(f, call->campaign, call->entry, CCS_CALL_MACHINE);
    }
    call->campaign = CCS_NONE;
}

static inline void forget_dialled(ccs_flow_t *f, uint32_t id)
{
    if (dialled_of(f, id)) lose_dialled(f, id);
}

/* When it is over for the contact, which stands in the queue: it is let go, or waits as others of its type do. @return INFINITY: the type says it */
static double dialled_until_s(const ccs_flow_t *f, uint32_t id)
{
    const ccs_dialled_t *const call = dialled_of(f, id);

    if (!call || f->world.plan->campaigns[call->campaign].mismatch == CCS_MISMATCH_QUEUE) return (double) INFINITY;
    return fmax(call->deadline_s, f->world.now_s);
}

#endif
