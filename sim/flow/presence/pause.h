/** @file pause.h  Further: a talk with pauses. The agent prepares in front of it, or puts the customer on hold: parts of one stretch with the same agent, on the same
 * line, one after the other. The contact is talking all the while; what comes between is booked beside the talk. */
#ifndef CCS_LIFE_PAUSE_H
#define CCS_LIFE_PAUSE_H

#include <math.h>

#include "consult.h"
#include "count.h"
#include "hint.h"
#include "issue.h"
#include "note.h"

static inline bool has_pauses(const ccs_flow_t *f)
{
    return FURTHER && f->world.talks;
}

static inline ccs_talk_t *talk_of(const ccs_flow_t *f, const ccs_contact_t *c)
{
    return &f->world.talks[c - f->world.contacts.at];
}

static inline const ccs_pauses_t *pauses_of(const ccs_flow_t *f, const ccs_contact_t *c)
{
    return &f->world.plan->handling->pauses[c->type];
}

static inline double *now_handling(const ccs_flow_t *f, uint32_t pair)
{
    return ccs_facts_handling(&f->facts, f->world.period, pair);
}

/* Of each hold there is a draw of its own. Laws are those of the moment at which the agent answered. */
static double hold_draw_s(const ccs_flow_t *f, const ccs_contact_t *c, const ccs_distribution_t *law, enum ccs_purpose purpose,
    uint32_t hold)
{
    const ccs_stream_at_t at = {c->index, c->attempt, (uint16_t) hold, (uint16_t) leg_of(f, c)};

    return as_at(f, law, ccs_distribution_at(law, ccs_stream_draw_in(&source_of(f, c)->stream, &at, purpose)), c->since_s);
}

/* How long a hold lasts. @param hangs_up  whether the customer has enough of it then */
static double hold_lasts_s(const ccs_flow_t *f, const ccs_contact_t *c, uint32_t hold, bool *hangs_up)
{
    const ccs_pauses_t *const pauses = pauses_of(f, c);
    const double hold_s = hold_draw_s(f, c, &pauses->hold, CCS_PURPOSE_HOLD_TIME, hold);

    *hangs_up = false;
    if (pauses->patience.kind == CCS_DISTRIBUTION_NONE) return hold_s;
    const double patience_s = hold_draw_s(f, c, &pauses->patience, CCS_PURPOSE_HOLD_PATIENCE, hold);

    *hangs_up = patience_s < hold_s;
    return fmin(patience_s, hold_s);
}

static double setup_s(const ccs_flow_t *f, const ccs_contact_t *c)
{
    const ccs_distribution_t *const law = &pauses_of(f, c)->setup;

    if (law->kind == CCS_DISTRIBUTION_NONE) return 0;
    return as_at(f, law, ccs_distribution_at(law, draw_alone(f, c, CCS_PURPOSE_SETUP)), c->since_s);
}

/* How long the part that the talk is in lasts by itself. */
static double part_lasts_s(const ccs_flow_t *f, const ccs_contact_t *c)
{
    const ccs_talk_t *const t = talk_of(f, c);
    bool hangs_up;

    if (ccs_talk_is_setup(t)) return setup_s(f, c);
    return ccs_talk_is_hold(t) ? hold_lasts_s(f, c, t->part / 2 - 1U, &hangs_up) : t->between_s;
}

/* When the part that the talk is in, which begins now, ends, or is left to ask another agent. The last one ends with the talk; so does any in which the line
 * breaks. */
static double part_ends_s(const ccs_flow_t *f, const ccs_contact_t *c)
{
    const ccs_talk_t *const t = talk_of(f, c);

    const double ends_s = ccs_talk_is_last_part(t) ? t->ends_s : fmin(f->world.now_s + part_lasts_s(f, c), t->ends_s);

    return has_consults(f) ? left_first_s(f, c, t->part, ends_s) : ends_s;
}

/* ---- the talk begins ------------------------------------------------------------------------------------------------------------ */

/* The talk, which begins now, would take so long without pauses: with them it takes as long as its parts, one after the other, up to where the customer has
 * enough. */
CCS_APART static void plan_pauses(ccs_flow_t *f, const ccs_contact_t *c, double talk_s)
{
    const ccs_pauses_t *const pauses = pauses_of(f, c);
    ccs_talk_t *const t = talk_of(f, c);
    const bool held = pauses->hold_frac > 0 && draw_alone(f, c, CCS_PURPOSE_HOLD) < pauses->hold_frac;

    *t = (ccs_talk_t){.n_holds = (uint16_t) (held ? pauses->n_holds : 0)};
    t->between_s = talk_s / (t->n_holds + 1);
    t->ends_s = c->since_s + setup_s(f, c) + t->between_s;
    for (uint32_t hold = 0; hold < t->n_holds && !t->hangs_up; hold++) {
        t->ends_s += hold_lasts_s(f, c, hold, &t->hangs_up);
        if (!t->hangs_up) t->ends_s += t->between_s;
    }
    t->part = pauses->setup.kind == CCS_DISTRIBUTION_NONE;
    if (has_consults(f)) plan_consult(f, c, t);
}

/* The line breaks when a share of all that is over. */
static void break_off(ccs_flow_t *f, const ccs_contact_t *c, double frac)
{
    ccs_talk_t *const t = talk_of(f, c);

    t->ends_s = c->since_s + frac * (t->ends_s - c->since_s);
    t->hangs_up = false;
}

/* What remains of a talk that was handed over has no more pauses, nor has that with an agent who asks any. */
static void plan_rest(ccs_flow_t *f, const ccs_contact_t *c, double rest_s)
{
    ccs_talk_t *const t = talk_of(f, c);

    *t = (ccs_talk_t){.ends_s = c->since_s + rest_s, .part = 1, .hangs_up = t->hangs_up};
    if (has_consults(f) && !is_asked(c)) forget_consult(f, c);
}

/* ---- parts ---------------------------------------------------------------------------------------------------------------------- */

/* One more contact of the pair, or one fewer, is in the part that the talk is in. */
static void change_part(ccs_flow_t *f, const ccs_talk_t *t, uint32_t pair, int delta)
{
    ccs_world_t *const w = &f->world;
    double *const row = now_handling(f, pair);

    if (ccs_talk_is_setup(t)) {
        w->n_in_setup[pair] += (uint32_t) delta;
        book(f, &row[CCS_FACT_setup_area], delta);
    } else if (ccs_talk_is_hold(t)) {
        w->n_on_hold[pair] += (uint32_t) delta;
        book(f, &row[CCS_FACT_hold_area], delta);
    }
}

static void begin_part(ccs_flow_t *f, const ccs_contact_t *c, uint32_t pair)
{
    ccs_talk_t *const t = talk_of(f, c);

    t->part_since_s = f->world.now_s;
    change_part(f, t, pair, 1);
    if (!ccs_talk_is_hold(t)) return;
    now_handling(f, pair)[CCS_FACT_holds]++;
    note(f, CCS_MOMENT_hold, c, (double) NAN);
}

static void end_part(ccs_flow_t *f, const ccs_contact_t *c, uint32_t pair)
{
    ccs_talk_t *const t = talk_of(f, c);
    const double lasted_s = f->world.now_s - t->part_since_s;

    change_part(f, t, pair, -1);
    if (ccs_talk_is_setup(t)) {
        t->setup_s += lasted_s;
        note(f, CCS_MOMENT_setup_end, c, lasted_s);
    } else if (ccs_talk_is_hold(t)) {
        t->held_s += lasted_s;
        note(f, t->hangs_up && f->world.now_s >= t->ends_s ? CCS_MOMENT_hold_hang_up : CCS_MOMENT_hold_end, c, lasted_s);
    }
}

/* The timer of a talk has fired. @return whether another part of it begins, and when that ends */
CCS_APART static bool begin_next_part(ccs_flow_t *f, const ccs_contact_t *c, uint32_t pair, double *ends_s)
{
    ccs_talk_t *const t = talk_of(f, c);

    if (ccs_talk_is_last_part(t) || f->world.now_s >= t->ends_s) return false;
    end_part(f, c, pair);
    t->part++;
    begin_part(f, c, pair);
    *ends_s = part_ends_s(f, c);
    return true;
}

/* The talk is over, or is handed over where it is. */
static void count_pauses(ccs_flow_t *f, const ccs_contact_t *c, uint32_t pair)
{
    const ccs_talk_t *const t = talk_of(f, c);
    double *const row = now_handling(f, pair);

    end_part(f, c, pair);
    row[CCS_FACT_setup] += t->setup_s;
    row[CCS_FACT_hold] += t->held_s;
    add_hold(f, c, t->held_s);
    row[CCS_FACT_held] += t->part > 1;
}

/* The talk, which is over, has ended as the customer hung up. */
static inline bool has_hung_up(const ccs_flow_t *f, const ccs_contact_t *c)
{
    return has_pauses(f) && talk_of(f, c)->hangs_up;
}

#endif
