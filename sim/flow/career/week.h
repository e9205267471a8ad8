/** @file week.h  Further: a week ends. All that moves slowly moves now, and never in between: burnout, quits, classes, who holds which post, and what each agent does to contacts of the next
 * week. */
#ifndef CCS_LIFE_WEEK_H
#define CCS_LIFE_WEEK_H

#include <math.h>

#include "elementary.h"
#include "person.h"
#include "present.h"
#include "scores.h"
#include "staff.h"

static const double SENIOR_S = 365 * 86400.0, EARLY_S = 90 * 86400.0, BURNT = 0.4;

/* ---- posts ------------------------------------------------------------------------------------------------------------------------ */

/* The level that a post of that state counts in, and its fact. */
static uint32_t *level_of(ccs_group_posts_t *posts, uint32_t state, enum ccs_career_fact *fact)
{
    *fact = state == CCS_POST_FILLED ? CCS_FACT_filled_area
        : state == CCS_POST_TRAINED  ? CCS_FACT_trained_area
                                     : CCS_FACT_vacant_area;
    return state == CCS_POST_FILLED ? &posts->n_filled : state == CCS_POST_TRAINED ? &posts->n_trained : &posts->n_vacant;
}

static void set_post(ccs_flow_t *f, uint32_t agent, enum ccs_post_state state, double until_s)
{
    ccs_world_t *const w = &f->world;
    ccs_post_t *const post = &w->posts.at[agent];
    const uint32_t group = w->agents[agent].group;
    double *const row = ccs_facts_career(&f->facts, w->period, group);
    enum ccs_career_fact fact;

    (*level_of(&w->posts.of[group], post->state, &fact))--;
    book(f, &row[fact], -1);
    (*level_of(&w->posts.of[group], state, &fact))++;
    book(f, &row[fact], 1);
    post->state = state;
    post->until_s = until_s;
}

/* Somebody comes to the phones, who began then. */
static void take_post(ccs_world_t *w, uint32_t agent, double began_s)
{
    const ccs_career_t *const career = career_at(w, agent);
    ccs_post_t *const post = &w->posts.at[agent];
    const uint32_t number = post->n_before;
    const double z_speed = normal_of_post(w, agent, number, CCS_PURPOSE_SKILL),
                 z_quality = normal_of_post(w, agent, number, CCS_PURPOSE_ABILITY);

    post->began_s = began_s;
    post->who = (ccs_career_agent_t){.skill = ccs_people_skill(&career->people, z_speed),
        .quality = ccs_people_quality(&career->people, z_speed, z_quality),
        .burnout = career->at.burnout,
        .felt = z_quality,
        .form = ccs_career_scores(career) ? normal_of_post(w, agent, number, CCS_PURPOSE_FORM) : 0,
        .at_home = draw_of_post(w, agent, number, CCS_PURPOSE_AT_HOME) < career->home.share_frac};
    post->n_since = post->score = post->away_frac = 0;
    post->is_bottom = false;
}

/* ---- the week that is over -------------------------------------------------------------------------------------------------------- */

/* That figures of the week count in: of the last open interval that has begun before now. */
static uint32_t period_of_week(const ccs_world_t *w)
{
    const bool is_over = w->closed || w->plan->cells[w->cell].start_s >= w->now_s;

    return ccs_axis_period(w->plan, w->cell > 0 && is_over ? w->cell - 1 : w->cell);
}

static void count_week(const ccs_world_t *w, uint32_t agent, const ccs_career_t *career, double weeks, double *row)
{
    const ccs_career_agent_t *const who = &w->posts.at[agent].who;
    const uint32_t n_contacts = w->posts.at[agent].week.n_contacts;
    const double absent_frac = w->plan->teams[w->plan->groups[w->agents[agent].group].team].absence_frac;

    row[CCS_FACT_person_weeks] += weeks;
    row[CCS_FACT_tenure_weeks] += weeks * who->tenure_s / CCS_WEEK_S;
    row[CCS_FACT_new_weeks] += weeks * (who->tenure_s < EARLY_S);
    row[CCS_FACT_senior_weeks] += weeks * (who->tenure_s >= SENIOR_S);
    row[CCS_FACT_learning_weeks] += weeks * ccs_learning_work(&career->learning, ccs_career_taught_s(who), who->seniors_frac);
    row[CCS_FACT_burnout_weeks] += weeks * who->burnout;
    row[CCS_FACT_burnt_weeks] += weeks * (who->burnout > BURNT);
    row[CCS_FACT_knowledge_weeks] += weeks * who->knowledge;
    row[CCS_FACT_critical_expected] += n_contacts * ccs_critical_errors(&career->compliance, who);
    row[CCS_FACT_critical_contacts] += n_contacts;
    row[CCS_FACT_absence_weeks] += weeks * ccs_career_absence(career, absent_frac, who->burnout, who->at_home);
}

/* The chance of a quit in the week is that of its rate. */
static bool quits_now(const ccs_world_t *w, uint32_t agent, const ccs_career_t *career, double weeks, double *row)
{
    const double p = 1 - ccs_exp(-weeks * ccs_career_hazard(career, &w->posts.at[agent].who));

    if (!(p > 0)) return false;
    row[CCS_FACT_quits_expected] += p;
    if (!(draw_of_post(w, agent, w->posts.n_weeks, CCS_PURPOSE_QUIT) < p)) return false;
    row[CCS_FACT_quits]++;
    row[CCS_FACT_quits_early] += w->now_s - w->posts.at[agent].began_s <= EARLY_S;
    return true;
}

static void leave_post(ccs_flow_t *f, uint32_t agent, const ccs_career_t *career)
{
    set_post(f, agent, CCS_POST_VACANT, f->world.now_s + career->lead_s);
    note_agent(f, CCS_MOMENT_quits, agent);
}

static void end_week_of(ccs_flow_t *f, uint32_t agent, const ccs_career_t *career, double weeks, double *row)
{
    ccs_world_t *const w = &f->world;
    ccs_post_t *const post = &w->posts.at[agent];
    const double demand = ccs_burnout_demand(&career->burnout, &post->week);

    if (post->state == CCS_POST_FILLED) {
        count_week(w, agent, career, weeks, row);
        const bool quits = quits_now(w, agent, career, weeks, row);

        if (career->burnout.rises > 0)
            post->who.burnout = ccs_burnout_after(&career->burnout, post->who.burnout, demand,
                ccs_career_recovery(career, post->who.at_home), weeks);
        post->who.unlearnt_s += ccs_career_missed_s(career, &post->week, weeks);
        post->who.coached = ccs_coaching_left(&career->coaching, post->who.coached, weeks);
        if (quits) leave_post(f, agent, career);
    }
    w->posts.of[w->agents[agent].group].busy_s += post->week.busy_s;
    w->posts.of[w->agents[agent].group].stay_s += post->week.stay_s;
    post->week = (ccs_career_week_t){0};
}

/* ---- who comes -------------------------------------------------------------------------------------------------------------------- */

static void begin_on_phones(ccs_flow_t *f, uint32_t agent, double *row)
{
    ccs_world_t *const w = &f->world;

    w->posts.at[agent].n_before++;
    take_post(w, agent, w->now_s);
    set_post(f, agent, CCS_POST_FILLED, 0);
    row[CCS_FACT_hires]++;
    note_agent(f, CCS_MOMENT_hired, agent);
}

/* A class is over, or somebody has been found: what follows. */
static void proceed(ccs_flow_t *f, uint32_t agent, const ccs_career_t *career, double *row)
{
    const ccs_world_t *const w = &f->world;
    const ccs_post_t *const post = &w->posts.at[agent];

    if (post->state == CCS_POST_FILLED || post->until_s > w->now_s) return;
    if (post->state == CCS_POST_TRAINED &&
        !(draw_of_post(w, agent, w->posts.n_weeks, CCS_PURPOSE_PASSES) < career->training.passes_frac))
        set_post(f, agent, CCS_POST_VACANT, w->now_s + career->lead_s);
    else if (post->state == CCS_POST_TRAINED || !(career->training.time_s > 0)) begin_on_phones(f, agent, row);
    else if (post->state == CCS_POST_VACANT) set_post(f, agent, CCS_POST_WAITING, 0);
}

/* @return how many who wait have a seat in classes that begin now */
static uint32_t begin_classes(const ccs_world_t *w, uint32_t group, const ccs_career_t *career, uint32_t n_waiting)
{
    const uint32_t n_trainers = (uint32_t) career->training.trainers, size = (uint32_t) career->training.class_size;
    double *const ends_s = w->posts.of[group].class_ends_s;
    uint32_t seats = 0;

    if (n_trainers == 0) return n_waiting;
    for (uint32_t i = 0; i < n_trainers && seats < n_waiting; i++) {
        if (ends_s[i] > w->now_s) continue;
        ends_s[i] = w->now_s + career->training.time_s;
        seats += size > 0 ? size : n_waiting;
    }
    return seats < n_waiting ? seats : n_waiting;
}

static uint32_t n_waiting_for_class(const ccs_world_t *w, const ccs_group_t *g)
{
    uint32_t n = 0;

    for (uint32_t agent = g->first_agent; agent < g->first_agent + g->max_agents; agent++)
        n += w->posts.at[agent].state == CCS_POST_WAITING;
    return n;
}

static void fill_classes(ccs_flow_t *f, uint32_t group, const ccs_career_t *career)
{
    const ccs_world_t *const w = &f->world;
    const ccs_group_t *const g = &w->plan->groups[group];
    uint32_t seats = begin_classes(w, group, career, n_waiting_for_class(w, g));

    for (uint32_t agent = g->first_agent; agent < g->first_agent + g->max_agents && seats > 0; agent++) {
        if (w->posts.at[agent].state != CCS_POST_WAITING) continue;
        set_post(f, agent, CCS_POST_TRAINED, w->now_s + career->training.time_s);
        seats--;
    }
}

/* ---- the week that begins ---------------------------------------------------------------------------------------------------------- */

static double seniors_frac(const ccs_world_t *w, const ccs_group_t *g)
{
    uint32_t n = 0, n_seniors = 0;

    for (uint32_t agent = g->first_agent; agent < g->first_agent + g->max_agents; agent++) {
        if (w->posts.at[agent].state != CCS_POST_FILLED) continue;
        n++;
        n_seniors += w->now_s - w->posts.at[agent].began_s >= SENIOR_S;
    }
    return n > 0 ? (double) n_seniors / n : 0;
}

/* What serving several types costs in handle time. */
static double skills_work(const ccs_plan_t *plan, uint32_t group, const ccs_career_t *career)
{
    const uint32_t n = career->people.by_skill > 0 ? ccs_plan_n_served_by(plan, group) : 0;

    return n > 1 ? 1 + career->people.by_skill * (n - 1) : 1;
}

/* Agents are as they will be in the middle of it. */
static void begin_week(ccs_world_t *w, uint32_t group, const ccs_career_t *career)
{
    const ccs_group_t *const g = &w->plan->groups[group];
    const double seniors = career->learning.peers > 0 ? seniors_frac(w, g) : 0, skills = skills_work(w->plan, group, career);

    for (uint32_t agent = g->first_agent; agent < g->first_agent + g->max_agents; agent++) {
        ccs_post_t *const post = &w->posts.at[agent];

        if (post->state != CCS_POST_FILLED) continue;
        post->who.tenure_s = w->posts.week_began_s + CCS_WEEK_S / 2 - post->began_s;
        post->who.seniors_frac = seniors;
        post->who.knowledge = w->posts.of[group].knowledge;
        ccs_career_effect(career, &post->who, &post->effect);
        post->effect.work *= skills;
    }
}

/* ---- where agents are numbers: who is at the phones holds a post ------------------------------------------------------------------- */

/* All that belongs to the person; fatigue and time at the phones are of the shift, which stays where it is. */
static void swap_posts(ccs_world_t *w, uint32_t a, uint32_t b)
{
    const ccs_post_t x = w->posts.at[a], y = w->posts.at[b];
    ccs_post_t *const to_a = &w->posts.at[a], *const to_b = &w->posts.at[b];

    *to_a = y;
    *to_b = x;
    to_a->tired_h = x.tired_h;
    to_a->open_s = x.open_s;
    to_a->at_s = x.at_s;
    to_a->busy_s = x.busy_s;
    to_b->tired_h = y.tired_h;
    to_b->open_s = y.open_s;
    to_b->at_s = y.at_s;
    to_b->busy_s = y.busy_s;
}

/* Who has left is replaced by somebody who has nothing to do just now, where there is anybody. */
static void swap_out(ccs_world_t *w, const ccs_group_t *g)
{
    uint32_t out = g->first_agent;

    for (uint32_t agent = g->first_agent; agent < g->first_agent + g->max_agents; agent++) {
        if (w->agents[agent].state == CCS_AGENT_OUT || w->posts.at[agent].state == CCS_POST_FILLED) continue;
        while (out < g->first_agent + g->max_agents &&
            (w->agents[out].state != CCS_AGENT_OUT || w->posts.at[out].state != CCS_POST_FILLED))
            out++;
        if (out == g->first_agent + g->max_agents) return;
        swap_posts(w, agent, out);
    }
}

static void follow_posts(ccs_flow_t *f, uint32_t group)
{
    ccs_world_t *const w = &f->world;
    const uint32_t step = w->posts.of[group].step;
    uint32_t n_absent;

    if (step == CCS_NONE || ccs_plan_has_persons(w->plan, group)) return;
    ccs_group_state_t *const g = &w->groups[group];
    const ccs_staff_step_t *const s = &w->plan->staff_steps[step];
    const double over = n_over(w, group);

    /* where the schedule says nothing anew by day, who is with a coach is for a week */
    w->posts.of[group].day = (uint32_t) (w->now_s / 86400);
    const uint32_t n_present = number_of_people(f, group, s, ccs_agent_due(&g->stream, s), &n_absent);

    book(f, &ccs_facts_group(&f->facts, w->period, group)[CCS_FACT_absent_area], (double) n_absent - w->off_duty[group].n_absent);
    w->off_duty[group].n_absent = n_absent;
    g->n_scheduled = has_rulings(w) ? number_with_rules(f, group, n_present) : n_present;
    follow_number(f, group, over);
    swap_out(w, &w->plan->groups[group]);
}

/* ---- the event -------------------------------------------------------------------------------------------------------------------- */

/* Weeks are counted from the first midnight; the last one ends with the last day. */
static void set_next_week(ccs_flow_t *f)
{
    const ccs_world_t *const w = &f->world;
    const double next_s = fmin(w->posts.week_began_s + CCS_WEEK_S, w->plan->end_s);

    if (next_s > w->now_s) ccs_calendar_set(w->calendar, w->first_timer[CCS_OWNER_week], next_s, CCS_EV_week);
}

/* What is launched in a week takes away of what was known at its end. */
static void turn_knowledge(ccs_world_t *w, uint32_t group, const ccs_tools_t *tools, double weeks)
{
    ccs_group_posts_t *const posts = &w->posts.of[group];

    posts->knowledge = ccs_tools_knowledge(tools, posts->knowledge, weeks);
    if (posts->has_launched || !(tools->launch_s > 0) || tools->launch_s > w->now_s) return;
    posts->has_launched = true;
    posts->knowledge *= 1 - tools->launch_loss_frac;
}

static void turn_week(ccs_flow_t *f, uint32_t group, const ccs_career_t *career, double weeks)
{
    ccs_world_t *const w = &f->world;
    const ccs_group_t *const g = &w->plan->groups[group];
    double *const row = ccs_facts_career(&f->facts, period_of_week(w), group);

    for (uint32_t agent = g->first_agent; agent < g->first_agent + g->max_agents; agent++)
        end_week_of(f, agent, career, weeks, row);
    if (ccs_career_scores(career) && w->posts.n_weeks % WEEKS_OF_SCORES == WEEKS_OF_SCORES - 1)
        score_group(f, group, career, row);
    turn_knowledge(w, group, &career->tools, weeks);
    for (uint32_t agent = g->first_agent; agent < g->first_agent + g->max_agents; agent++) proceed(f, agent, career, row);
    fill_classes(f, group, career);
}

CCS_APART static void on_week(ccs_flow_t *f, uint32_t number)
{
    (void) number;
    if (!FURTHER) return;
    ccs_world_t *const w = &f->world;
    const double weeks = (w->now_s - w->posts.week_began_s) / CCS_WEEK_S;

    for (uint32_t group = 0; group < w->plan->n_groups; group++)
        if (career_of(w, group)->is_on) turn_week(f, group, career_of(w, group), weeks);
    w->posts.week_began_s = w->now_s;
    w->posts.n_weeks++;
    for (uint32_t group = 0; group < w->plan->n_groups; group++) {
        if (!career_of(w, group)->is_on) continue;
        begin_week(w, group, career_of(w, group));
        follow_posts(f, group);
    }
    set_next_week(f);
}

/* The people whom a run finds. */
CCS_APART static void begin_careers(ccs_flow_t *f)
{
    ccs_world_t *const w = &f->world;

    for (uint32_t agent = 0; agent < w->plan->n_agents; agent++) {
        const ccs_career_t *const career = career_at(w, agent);

        if (!career) continue;
        w->posts.at[agent].key = ccs_world_agent_key(w, agent);
        take_post(w, agent, -ccs_distribution_at(&career->tenure, draw_of_post(w, agent, 0, CCS_PURPOSE_TENURE)));
    }
    for (uint32_t group = 0; group < w->plan->n_groups; group++)
        if (career_of(w, group)->is_on) begin_week(w, group, career_of(w, group));
    book_posts(f, w->cell_ref_s - w->now_s);
    if (!w->closed) note_hours(w);
    set_next_week(f);
}

#endif
