/** @file in_step.h  Rich: what a contact does for a while is a step of the plan. Here it begins and ends; what follows then is decided in end_step.h.
 * Each kind (def/step.def) has its length and what is its own at begin and end; level and area are in its row. */
#ifndef CCS_LIFE_IN_STEP_H
#define CCS_LIFE_IN_STEP_H

#include "bot_queue.h"
#include "going_up.h"
#include "ivr.h"
#include "pause.h"
#include "queue.h"
#include "resumed.h"
#include "step.h"
#include "switch.h"
#include "watch.h"
#include "work.h"
#include "work_gate.h"

static inline double *now_type(const ccs_flow_t *f, uint32_t type)
{
    return now_row(f, type);
}

/* ---- the IVR or bot ------------------------------------------------------------------------------------------------------------- */

static double ivr_time_s(ccs_flow_t *f, const ccs_contact_t *c, uint32_t type)
{
    const ccs_distribution_t *const law = &f->world.plan->types[type].ivr.time;

    if (law->kind == CCS_DISTRIBUTION_NONE) return 0;
    return as_now(f, law, draw_of(f, c, CCS_PURPOSE_IVR_TIME, c->attempt));
}

static void begin_ivr(ccs_flow_t *f, ccs_contact_t *c, uint32_t type, double time_s)
{
    c->state = CCS_CONTACT_IVR;
    c->counts_at = index_now(f, type);
    now_row(f, type)[CCS_FACT_ivr] += time_s;
    note(f, CCS_MOMENT_ivr, c, (double) NAN);
}

static void end_ivr(ccs_flow_t *f, const ccs_contact_t *c, uint32_t type, double lasted_s, enum ccs_exit_kind how)
{
    const bool contained = how == CCS_EXIT_CONTAINED;

    (void) type;
    if (contained) ccs_facts_at(&f->facts, c->counts_at)[CCS_FACT_contained]++;
    note(f, contained ? CCS_MOMENT_contained : CCS_MOMENT_ivr_end, c, lasted_s);
}

/* ---- the talk ------------------------------------------------------------------------------------------------------------------- */

/* After a transfer: the customer is identified again, and the agent may have notes of the one before. */
CCS_APART static double later_talk_s(ccs_flow_t *f, const ccs_contact_t *c, double drawn_s)
{
    const ccs_transfer_t *const by = &f->world.plan->handling->transfers[f->world.journeys[c - f->world.contacts.at].by];
    const double talk_s = by->talk_factor * drawn_s + (is_in_company(f, c) ? handover_s(f, c) : 0);

    if (by->identify.kind == CCS_DISTRIBUTION_NONE) return talk_s;
    remember_explained(f, c);
    return talk_s + as_now(f, &by->identify, ccs_distribution_at(&by->identify, draw_alone(f, c, CCS_PURPOSE_IDENTIFY)));
}

/* The line breaks in the talk of this leg: a draw says so, so that nothing need be remembered. */
static bool is_dropped(const ccs_flow_t *f, const ccs_contact_t *c)
{
    if (!has_legs(f)) return false;
    const double frac = f->world.plan->handling->drops[c->type].frac;

    return frac > 0 && draw_alone(f, c, CCS_PURPOSE_DROP) < frac;
}

/* The talk is over when the agent sees that the contact must go up. @param talk_s  how long it would be */
static double until_seen_s(const ccs_flow_t *f, const ccs_contact_t *c, double talk_s)
{
    const ccs_transfer_t *const up = escalation_of(f, c);

    if (!up) return talk_s;
    if (up->detect.kind == CCS_DISTRIBUTION_NONE) return up->detect_frac * talk_s;
    return as_now(f, &up->detect, ccs_distribution_at(&up->detect, draw_alone(f, c, CCS_PURPOSE_DETECT)));
}

/* Outages that are on make work longer that begins at the pair. */
static inline double slowed_s(const ccs_flow_t *f, uint32_t pair, double time_s)
{
    return FURTHER && f->world.outages.of ? time_s * f->world.outages.slow[pair] : time_s;
}

/* With an agent who asks. */
CCS_APART static double asked_time_s(ccs_flow_t *f, const ccs_contact_t *c)
{
    const double time_s = consult_time_s(f, c);

    talk_of(f, c)->hangs_up = false;
    plan_rest(f, c, time_s);
    return time_s;
}

static double talk_time_s(ccs_flow_t *f, const ccs_contact_t *c, uint32_t pair)
{
    if (is_resumed(c)) return resumed_time_s(f, c);
    if (c->flags & CCS_CONTACT_HANDED) {
        if (has_pauses(f)) plan_rest(f, c, c->talk);
        return c->talk;
    }
    if (is_asked(c)) return asked_time_s(f, c);
    const double called_s =
        is_called_back(c) ? called_talk_s(f, &f->world.plan->pairs[pair], c) : talk_length_s(f, &f->world.plan->pairs[pair], c);
    const double drawn_s = dialled_talk_s(f, c, called_s);
    const double whole_s =
        worked_s(f, c, pair, (leg_of(f, c) > 0 ? later_talk_s(f, c, drawn_s) : drawn_s) * harder_of(f, c) * touch_work(f, c));
    const double talk_s = slowed_s(f, pair, FURTHER ? until_seen_s(f, c, switched_s(f, c) + whole_s) : whole_s);
    const double kept_frac = is_dropped(f, c) ? draw_alone(f, c, CCS_PURPOSE_DROP_TIME) : 1;

    if (!has_pauses(f)) return talk_s * kept_frac;
    plan_pauses(f, c, talk_s);
    if (kept_frac < 1) break_off(f, c, kept_frac);
    return part_ends_s(f, c) - f->world.now_s;
}

/* What makes the turns of a conversation longer, all alike: what a transfer says, what a call flow has left, what behaviour does. */
static double turns_factor(const ccs_flow_t *f, const ccs_contact_t *c)
{
    const ccs_transfer_t *const by =
        leg_of(f, c) > 0 ? &f->world.plan->handling->transfers[f->world.journeys[c - f->world.contacts.at].by] : NULL;

    return later_work(f, c) * harder_of(f, c) * touch_work(f, c) * (by ? by->talk_factor : 1);
}

/* A customer who was transferred is with another agent. */
static void count_received(ccs_flow_t *f, const ccs_contact_t *c, uint32_t pair)
{
    if (leg_of(f, c) == 0 || is_asked(c)) return;
    ccs_facts_handling(&f->facts, f->world.period, pair)[CCS_FACT_passed_in]++;
    watch_handling(f, c->agent, CCS_FACT_own_received, 1);
}

static void begin_talk(ccs_flow_t *f, ccs_contact_t *c, uint32_t pair, double time_s)
{
    (void) time_s;
    c->state = CCS_CONTACT_TALKING;
    if (is_called_back(c)) change_called(f, pair, 1);
    if (c->flags & CCS_CONTACT_HANDED) watch_take_over(f, c->agent);
    else watch_talk(f, c->agent);
    if (is_in_company(f, c)) join_company(f, c);
    if (is_asked(c)) join_asker(f, c);
    deliver(f, (uint32_t) (c - f->world.contacts.at), CCS_PROMISE_OF_ANSWER);
    if (dialled_of(f, (uint32_t) (c - f->world.contacts.at))) connect_dialled(f, (uint32_t) (c - f->world.contacts.at));
    if (FURTHER && !(c->flags & CCS_CONTACT_HANDED)) count_received(f, c, pair);
    if (has_pauses(f)) begin_part(f, c, pair);
    if (has_legs(f) && !(c->flags & CCS_CONTACT_HANDED)) f->world.journeys[c - f->world.contacts.at].n_talks++;
}

static void count_consults(ccs_flow_t *f, uint32_t id, uint32_t pair, double lasted_s); /* ask.h */

static void end_talk(ccs_flow_t *f, const ccs_contact_t *c, uint32_t pair, double lasted_s, enum ccs_exit_kind how)
{
    (void) how;
    if (has_pauses(f)) count_pauses(f, c, pair);
    if (has_consults(f)) count_consults(f, (uint32_t) (c - f->world.contacts.at), pair, lasted_s);
    if (has_company(f)) end_company_of_talk(f, c, pair);
    now_pair(f, pair)[CCS_FACT_talk] += lasted_s;
    if (is_called_back(c)) count_called_talk(f, pair, lasted_s);
    watch_talk_end(f, c->agent, lasted_s);
    count_exit(f, c);
    detail_work(f, c, CCS_SPREAD_talk, lasted_s);
    note(f, CCS_MOMENT_talk_end, c, lasted_s);
}

/* ---- after-call work ------------------------------------------------------------------------------------------------------------ */

static double wrap_time_s(ccs_flow_t *f, const ccs_contact_t *c, uint32_t pair)
{
    const double wrap_s = wrap_length_s(f, &f->world.plan->pairs[pair], c) * touch_work(f, c);

    return slowed_s(f, pair,
        worked_after_s(f, c, is_called_back(c) ? wrap_s * f->world.plan->types[c->type].callback->wrap_factor : wrap_s));
}

static void begin_wrap(ccs_flow_t *f, ccs_contact_t *c, uint32_t pair, double time_s)
{
    (void) time_s;
    c->state = CCS_CONTACT_WRAPPING;
    if (is_called_back(c)) change_called(f, pair, 1);
    watch_wrap(f, c->agent);
    note(f, CCS_MOMENT_wrap_begin, c, (double) NAN);
}

static void end_wrap(ccs_flow_t *f, const ccs_contact_t *c, uint32_t pair, double lasted_s, enum ccs_exit_kind how)
{
    double *const row = now_pair(f, pair);

    (void) how;
    row[CCS_FACT_wraps]++;
    row[CCS_FACT_wrap] += lasted_s;
    if (is_called_back(c)) count_called_wrap(f, pair, lasted_s);
    watch_wrap_end(f, c->agent, lasted_s);
    detail_work(f, c, CCS_SPREAD_wrap, lasted_s);
    note(f, CCS_MOMENT_wrap_end, c, lasted_s);
}

/* ---- any step ------------------------------------------------------------------------------------------------------------------- */

static inline const ccs_step_t *step_of(const ccs_flow_t *f, const ccs_contact_t *c)
{
    return &f->world.plan->steps[c->step];
}

static void begin_this_step(ccs_flow_t *f, uint32_t id, uint32_t step)
{
    ccs_world_t *const w = &f->world;
    ccs_contact_t *const c = &w->contacts.at[id];
    const ccs_step_t *const s = &w->plan->steps[step];
    double time_s = 0;

    c->step = step;
    c->since_s = w->now_s;
    switch (s->kind) {
#define X(name, of, holds, level, area, text)                                                                                    \
    case CCS_STEP_##name:                                                                                                        \
        time_s = name##_time_s(f, c, s->owner);                                                                                  \
        w->level[s->owner]++;                                                                                                    \
        book(f, &now_##of(f, s->owner)[CCS_FACT_##area], 1);                                                                     \
        begin_##name(f, c, s->owner, time_s);                                                                                    \
        break;
        CCS_STEP_LIST(X)
#undef X
    case CCS_N_STEP_KINDS: break;
    }
    if (FURTHER && isinf(time_s)) return; /* until there is a session */
    set_timer(f, id, w->now_s + time_s, CCS_EV_step_end);
}

static void begin_step(ccs_flow_t *f, uint32_t id, uint32_t step)
{
    begin_this_step(f, id, FURTHER && f->world.bot_queues ? step_in_front_of(f, step) : step);
}

static void end_step(ccs_flow_t *f, const ccs_contact_t *c, enum ccs_exit_kind how)
{
    ccs_world_t *const w = &f->world;
    const ccs_step_t *const s = step_of(f, c);

    switch (s->kind) {
#define X(name, of, holds, level, area, text)                                                                                    \
    case CCS_STEP_##name:                                                                                                        \
        w->level[s->owner]--;                                                                                                    \
        book(f, &now_##of(f, s->owner)[CCS_FACT_##area], -1);                                                                    \
        end_##name(f, c, s->owner, w->now_s - c->since_s, how);                                                                  \
        break;
        CCS_STEP_LIST(X)
#undef X
    case CCS_N_STEP_KINDS: break;
    }
}

/* Sessions of the node that are free go to those who have waited for one. */
CCS_APART static void grant_sessions(ccs_flow_t *f, uint32_t node)
{
    ccs_world_t *const w = &f->world;

    while (w->bot_queues[node].n > 0 && !has_no_session(f, node)) {
        const uint32_t id = w->bot_queues[node].head;
        ccs_contact_t *const c = &w->contacts.at[id];

        cancel_timer(f, id);
        path_of(f, c)->way = CCS_NONE;
        end_step(f, c, CCS_EXIT_STEP);
        begin_this_step(f, id, w->plan->nodes[node].step);
    }
}

#endif
