/** @file ending.h  Further: a contact that an agent has served is over: the one place at which it is decided whether the issue is resolved, and the one at which the customer marks the contact.
 * Draws are the issue's. */
#ifndef CCS_LIFE_ENDING_H
#define CCS_LIFE_ENDING_H

#include "consult.h"
#include "minded.h"
#include "normal.h"
#include "note.h"
#include "retry.h"
#include "still_comes.h"
#include "time_class.h"

/* ---- what the customer is like -------------------------------------------------------------------------------------------------- */

static double normal_of(const ccs_flow_t *f, const ccs_contact_t *c, enum ccs_purpose purpose)
{
    return ccs_normal_of(draw_for(f, c, purpose, 0));
}

/* How the customer differs in recommending: akin to how they do in satisfaction. */
static double loyalty_of(const ccs_flow_t *f, const ccs_contact_t *c, const ccs_outcome_t *outcome)
{
    const double kinship = outcome->kinship;

    return kinship * normal_of(f, c, CCS_PURPOSE_CUSTOMER) + sqrt(1 - kinship * kinship) * normal_of(f, c, CCS_PURPOSE_LOYALTY);
}

/* Whether the agent has the contact in hand still, for work after it; the record may be another one than the customer's. */
static bool is_in_hand(const ccs_flow_t *f, const ccs_agent_t *agent, const ccs_contact_t *c)
{
    const ccs_contact_t *const at = f->world.contacts.at;
    bool found = false;

    for (uint32_t id = agent->in_hand; id != CCS_NONE && !found; id = at[id].next)
        found = at[id].index == c->index && source_id(&at[id]) == source_id(c);
    return found;
}

/* Contacts that the agent has in hand as one ends, this one included; of a conversation that was put away those of then. */
static uint32_t crowd_of(const ccs_flow_t *f, const ccs_contact_t *c)
{
    const ccs_agent_t *const a = &f->world.agents[c->agent];
    const ccs_hands_t *const hands = f->world.shares ? f->world.plan->groups[a->group].hands : NULL;

    if (c->state == CCS_CONTACT_AWAY) return f->world.pieces[c - f->world.contacts.at].crowd;
    return hands ? hands->n[a->hands] + !is_in_hand(f, a, c) : 1;
}

/* ---- resolution ----------------------------------------------------------------------------------------------------------------- */

static enum ccs_outcome_fact recorded_as(const ccs_flow_t *f, const ccs_contact_t *c, const ccs_outcome_t *outcome,
    uint32_t n_before)
{
    static const enum ccs_outcome_fact facts[] = {
#define X(name) CCS_FACT_recorded_##name,
        CCS_OUTCOME_RESOLVED_LIST(X)
#undef X
    };
    const double u = draw_for(f, c, CCS_PURPOSE_RECORDED, n_before);
    double upto = 0;

    for (uint32_t i = 0; i < CCS_N_KINDS_RESOLVED; i++)
        if (u < (upto += outcome->recorded[i])) return facts[i];
    return CCS_FACT_recorded_resolved;
}

/* What is left to chance of the n-th visit that the contact leads to. */
static double draw_of_visit(const ccs_flow_t *f, const ccs_contact_t *c, const ccs_memory_t *m, uint32_t n, uint32_t what)
{
    return ccs_source_draw_leg(source_of(f, c), NULL, CCS_PURPOSE_FIELD_VISIT,
        &(ccs_draw_part_t){c->index, m->n_served - 1U, 2 * n + what});
}

/* Somebody is sent, and again where a visit fails and no other contact is needed for it. What comes of it is known at once here, and in the centre with the last visit. */
static void send_somebody(ccs_flow_t *f, const ccs_contact_t *c, const ccs_outcome_t *outcome, ccs_memory_t *m, double *row)
{
    const ccs_visit_t *const visit = &outcome->visit;
    bool goes = true;

    for (uint32_t n = 0; goes; n++) {
        const bool fails = visit->fails_frac > 0 && draw_of_visit(f, c, m, n, 0) < visit->fails_frac;

        row[CCS_FACT_field_visits]++;
        row[CCS_FACT_field_failed] += fails;
        m->visit_s += visit->after_s;
        m->is_resolved = !fails;
        goes = fails && n + 1 < CCS_MOST_VISITS && draw_of_visit(f, c, m, n, 1) < visit->again_frac;
        if (fails) note(f, CCS_MOMENT_visit_failed, c, m->visit_s);
    }
    m->is_sent = true;
    m->resolved_s += m->visit_s;
}

/* Who had the contact first could not help, and knew who could. */
static bool was_passed_on(const ccs_flow_t *f, const ccs_contact_t *c)
{
    if (!has_legs(f)) return false;
    const ccs_journey_t *const j = &f->world.journeys[c - f->world.contacts.at];

    return j->leg > 0 && !j->has_gone_up;
}

/* What the agent could do is done, or not. */
static void count_resolution(ccs_flow_t *f, const ccs_contact_t *c, const ccs_outcome_t *outcome, ccs_memory_t *m, double *row)
{
    const enum ccs_outcome_fact recorded =
        m->is_resolved ? recorded_as(f, c, outcome, m->n_served - 1U) : CCS_FACT_recorded_unresolved;

    if (recorded == CCS_FACT_recorded_dispatched) send_somebody(f, c, outcome, m, row);
    const bool resolved = m->is_resolved;

    row[CCS_FACT_outcomes]++;
    row[CCS_FACT_ended_resolved] += resolved;
    row[CCS_FACT_ended_angry] += m->is_angry;
    row[recorded]++;
    if (m->n_served > 1) return;
    m->is_observed = f->world.now_s + outcome->window_s <= f->world.plan->end_s;
    row[CCS_FACT_ended_first]++;
    row[CCS_FACT_first_resolved] += resolved;
    row[CCS_FACT_first_observed] += m->is_observed;
    if (!was_passed_on(f, c)) return;
    row[CCS_FACT_first_passed]++;
    row[CCS_FACT_first_passed_resolved] += resolved;
}

/* ---- satisfaction --------------------------------------------------------------------------------------------------------------- */

/* Of resolved contacts, by how many there were. */
static void count_by_number(double *row, uint32_t number, uint32_t mark)
{
    static const enum ccs_outcome_fact marked[] = {CCS_FACT_resolved_first_marked, CCS_FACT_resolved_second_marked,
        CCS_FACT_resolved_third_marked},
                                       top[] = {CCS_FACT_resolved_first_top, CCS_FACT_resolved_second_top,
                                           CCS_FACT_resolved_third_top};
    const uint32_t i = number - 1;

    if (i >= sizeof marked / sizeof *marked) return;
    row[marked[i]]++;
    row[top[i]] += mark == CCS_CSAT_MARKS;
}

static void count_mark(double *row, const ccs_memory_t *m, uint32_t mark)
{
    row[CCS_FACT_marked]++;
    row[CCS_FACT_marks] += mark;
    row[CCS_FACT_marked_top] += mark == CCS_CSAT_MARKS;
    row[CCS_FACT_marked_high] += mark >= CCS_CSAT_MARKS - 1;
    row[CCS_FACT_marked_low] += mark <= 2;
    if (m->is_resolved) count_by_number(row, m->n_served, mark);
}

static void count_survey(double *row, const ccs_memory_t *m, uint32_t mark, bool believes)
{
    row[CCS_FACT_surveyed]++;
    row[CCS_FACT_surveyed_marks] += mark;
    row[CCS_FACT_surveyed_top] += mark == CCS_CSAT_MARKS;
    row[CCS_FACT_surveyed_high] += mark >= CCS_CSAT_MARKS - 1;
    if (m->n_served > 1) return;
    row[CCS_FACT_surveyed_first]++;
    row[CCS_FACT_surveyed_resolved] += believes;
}

/* Who is promised a visit takes it for help. */
static bool believes_resolved(const ccs_flow_t *f, const ccs_contact_t *c, const ccs_outcome_t *outcome, const ccs_memory_t *m)
{
    const double u = draw_for(f, c, CCS_PURPOSE_BELIEVED, m->n_served - 1U);

    return m->is_resolved || m->is_sent ? u >= outcome->doubted_frac : u < outcome->believed_frac;
}

/* Of the agent who served the contact last, as customers see it. */
static double seen_quality(const ccs_flow_t *f, const ccs_memory_t *m)
{
    return f->world.plan->pairs[m->pair].quality + m->care;
}

/* @return whether the customer answers a survey */
static bool mark_contact(const ccs_flow_t *f, const ccs_contact_t *c, const ccs_outcome_t *outcome, ccs_memory_t *m, double *row)
{
    const bool believes = believes_resolved(f, c, outcome, m);
    const ccs_ended_t ended = {.number = m->n_served,
        .pace = m->pace,
        .quality = seen_quality(f, m),
        .wait_s = m->waited_s,
        .hold_s = m->held_s,
        .late_s = m->late_s,
        .foreign = foreign_to(f, m->pair),
        .transfers = m->transfers,
        .switches = m->switches,
        .crowd = crowd_of(f, c),
        .bounced = m->is_bounced,
        .resolved = believes,
        .customer = normal_of(f, c, CCS_PURPOSE_CUSTOMER)};

    m->mark = (uint16_t) ccs_marks_at(&outcome->csat, ccs_outcome_csat(outcome, &ended),
        draw_for(f, c, CCS_PURPOSE_CSAT, m->n_served - 1U));
    count_mark(row, m, m->mark);
    if (f->world.minds) count_minded(f, m, minded_in(f, m), m->mark);
    const bool answers = draw_for(f, c, CCS_PURPOSE_SURVEY, m->n_served - 1U) < ccs_survey_answers(&outcome->survey, m->mark);

    if (answers) count_survey(row, m, m->mark, believes);
    return answers;
}

/* ---- the contact, and the issue ------------------------------------------------------------------------------------------------- */

/* An agent has served the contact to the end. */
CCS_APART static void end_served(ccs_flow_t *f, uint32_t id)
{
    const ccs_world_t *const w = &f->world;
    const ccs_contact_t *const c = &w->contacts.at[id];
    const uint32_t pair = w->plan->steps[c->step].owner;
    ccs_memory_t *const m = &w->memories[id];
    const ccs_outcome_t *const outcome = m->is_stranger ? NULL : outcome_of(f, c->type);

    if (outcome && m->n_served > 0 && outcome_of(f, w->plan->pairs[m->pair].type))
        ccs_facts_outcome(&f->facts, m->period, m->pair)[CCS_FACT_followed]++;
    m->n_served++;
    m->ended_s = m->resolved_s = w->now_s;
    m->is_unknown = !outcome;
    m->is_contained = false;
    m->pair = pair;
    m->period = w->period;
    m->visit_s = 0;
    m->is_sent = false;
    m->is_resolved = !outcome ||
        draw_for(f, c, CCS_PURPOSE_RESOLVED, m->n_served - 1U) <
            ccs_outcome_resolution_by(outcome, m->n_served, m->pace, w->plan->pairs[pair].quality,
                m->log_odds + ccs_outcome_crowd(outcome, crowd_of(f, c)) + ccs_outcome_hardness(outcome, hard_of(f, c, outcome)));
    if (!outcome) return;
    double *const row = ccs_facts_outcome(&f->facts, w->period, pair);

    if (w->minds) m->minded |= minded_in(f, m);
    count_resolution(f, c, outcome, m, row);
    const bool answers = outcome->csat.n_marks > 0 && mark_contact(f, c, outcome, m, row);

    hear_of(f, c->type, outcome, answers);
    note_number(f, m->is_resolved ? CCS_MOMENT_resolved : CCS_MOMENT_unresolved, c, m->mark);
}

static inline void end_contact(ccs_flow_t *f, uint32_t id)
{
    if (has_outcomes(f) && !is_asked(&f->world.contacts.at[id])) end_served(f, id);
}

/* Who comes again after an answer of a contact's type that has outcomes: by those served before it, not by attempts that were given up, which hang on staff. */
static void ask_outcome(const ccs_flow_t *f, const ccs_contact_t *c, ccs_retry_at_t *at)
{
    const ccs_outcome_t *const outcome = has_outcomes(f) ? outcome_of(f, c->type) : NULL;
    const ccs_memory_t *const m = outcome ? &f->world.memories[c - f->world.contacts.at] : NULL;

    if (!m) return;
    at->frac = m->is_resolved ? 0 : outcome->returns_frac;
    at->n_before = m->n_served - 1U;
}

/* Who waits for a visit contacts again after it. */
static double waits_for_visit_s(const ccs_flow_t *f, const ccs_contact_t *c)
{
    return has_outcomes(f) ? f->world.memories[c - f->world.contacts.at].visit_s : 0;
}

/* Contacts of an issue with somebody or something that dealt with it; 0: the customer was lost. */
static uint32_t n_dealt_with(const ccs_memory_t *m)
{
    return (uint32_t) m->n_served + m->is_contained;
}

static void count_recommendation(const ccs_flow_t *f, const ccs_contact_t *c, const ccs_outcome_t *outcome, ccs_ended_t *ended,
    double *row)
{
    ended->customer = loyalty_of(f, c, outcome);
    const uint32_t mark =
        ccs_marks_at(&outcome->nps, ccs_outcome_journey(&outcome->nps, ended), draw_for(f, c, CCS_PURPOSE_NPS, 0));

    row[CCS_FACT_asked_nps]++;
    row[CCS_FACT_promoters] += mark == CCS_NPS_MARKS;
    row[CCS_FACT_detractors] += mark == 1;
}

/* @return the mark */
static uint32_t count_ease(const ccs_flow_t *f, const ccs_contact_t *c, const ccs_outcome_t *outcome, ccs_ended_t *ended,
    double *row)
{
    ended->customer = normal_of(f, c, CCS_PURPOSE_EASE);
    const uint32_t mark =
        ccs_marks_at(&outcome->ces, ccs_outcome_journey(&outcome->ces, ended), draw_for(f, c, CCS_PURPOSE_CES, 0));

    row[CCS_FACT_asked_ces]++;
    row[CCS_FACT_ces_marks] += mark;
    row[CCS_FACT_ces_easy] += mark >= CCS_CES_USUAL;
    row[CCS_FACT_ces_hard] += mark <= CCS_CES_HARD;
    return mark;
}

static const double GOOD = 0.5; /* what is good is told with half the effect */

/* As expected: no customer is drawn, whose leaving would be noise. @param ease  0: no mark @return the probability that they leave */
static double count_churn(ccs_flow_t *f, uint32_t type, const ccs_memory_t *m, uint32_t ease, double *row)
{
    const ccs_outcome_t *const outcome = &f->world.plan->outcomes[type];
    const double p = ccs_churn_at(&outcome->churn, n_dealt_with(m), m->is_resolved, ease),
                 anyway = ccs_churn_at(&outcome->churn, 1, true, 0);

    row[CCS_FACT_leaving] += p;
    row[CCS_FACT_leaving_anyway] += anyway;
    row[CCS_FACT_at_risk] += (p - anyway) * outcome->churn.value;
    const bool dissatisfied = m->mark == 1 || m->mark == 2;
    const double bad = dissatisfied && !m->is_resolved ? outcome->churn.tells_bad : 0,
                 good = m->is_resolved && n_dealt_with(m) == 1 ? outcome->churn.tells_good : 0;

    if (dissatisfied) row[CCS_FACT_complaining] += outcome->churn.complain_frac;
    row[CCS_FACT_hear_bad] += bad;
    row[CCS_FACT_hear_good] += good;
    move_customers(f, type, p - anyway + outcome->churn.heard_frac * bad, outcome->churn.heard_frac * GOOD * good);
    return p;
}

/* @param row, took  of the type as which the issue came */
static void count_closed(const ccs_memory_t *m, double *row, double *took)
{
    row[CCS_FACT_closed]++;
    row[CCS_FACT_closed_served] += m->n_served > 0;
    row[CCS_FACT_closed_contacts] += m->n_served;
    row[CCS_FACT_closed_once] += m->n_served == 1 && !m->is_contained;
    row[CCS_FACT_closed_resolved] += m->is_resolved;
    if (!m->is_resolved) return;
    row[CCS_FACT_closed_time] += m->resolved_s - m->began_s;
    took[ccs_time_class(m->resolved_s - m->began_s, CCS_N_TOOK_FACTS)]++;
}

/* The customer will not be back. */
CCS_APART static void close_issue(ccs_flow_t *f, uint32_t id)
{
    const ccs_contact_t *const c = &f->world.contacts.at[id];
    const ccs_outcome_t *const outcome = outcome_of(f, source_id(c));
    ccs_memory_t *const m = &f->world.memories[id];

    if (!outcome || m->is_unknown) return;
    keep_wait(m);
    double *const row = ccs_facts_verdict(&f->facts, f->world.period, source_id(c));
    ccs_ended_t ended = {.number = n_dealt_with(m),
        .wait_s = (m->longest_s + m->last_s) / 2, /* the peak and the end are what is remembered */
        .transfers = (uint32_t) m->before + m->transfers,
        .switches = m->switches,
        .explained = m->explained,
        .quality = m->n_served > 0 ? seen_quality(f, m) : 0,
        .resolved = m->is_resolved};

    count_closed(m, row, ccs_facts_took(&f->facts, f->world.period, source_id(c)));
    if (outcome->nps.n_marks > 0) count_recommendation(f, c, outcome, &ended, row);
    const uint32_t ease = outcome->ces.n_marks > 0 ? count_ease(f, c, outcome, &ended, row) : 0;
    const double leaving = outcome->churn.is_on ? count_churn(f, source_id(c), m, ease, row) : 0;

    if (f->world.minds) count_burden(f, source_id(c), m, &(ccs_burden_t){ease, leaving});
}

#endif
