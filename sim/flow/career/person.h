/** @file person.h  Further: who holds the posts of agents, as far as contacts notice: what the person at the phone does to a contact, how the shift has tired them, and what the week has asked of
 * them. */
#ifndef CCS_LIFE_PERSON_H
#define CCS_LIFE_PERSON_H

#include <math.h>

#include "count.h"
#include "hint.h"
#include "in_hand.h"
#include "issue.h"

static inline bool has_careers(const ccs_flow_t *f)
{
    return FURTHER && f->world.posts.at;
}

static inline const ccs_career_t *career_of(const ccs_world_t *w, uint32_t group)
{
    return &w->plan->careers[group];
}

/* The career of the people of the agent's group. @return NULL: they have none */
static inline const ccs_career_t *career_at(const ccs_world_t *w, uint32_t agent)
{
    const ccs_career_t *const career = career_of(w, w->agents[agent].group);

    return career->is_on ? career : NULL;
}

/* A draw of who holds the agent's post. @param number  of the week, the day, or of the person */
static double draw_of_post(const ccs_world_t *w, uint32_t agent, uint32_t number, enum ccs_purpose purpose)
{
    return ccs_stream_draw(&w->groups[w->agents[agent].group].stream, w->posts.at[agent].key, number, purpose);
}

/* Of the present stay, with what is in hand now. */
static double busy_so_far_s(const ccs_world_t *w, uint32_t agent)
{
    const ccs_agent_t *const a = &w->agents[agent];
    const bool works = w->shares && a->state != CCS_AGENT_OUT && !ccs_in_hand_none(a);

    return a->busy_s + (works ? w->now_s - a->since_s : 0);
}

static void book_posts(const ccs_flow_t *f, double length_s)
{
    const ccs_world_t *const w = &f->world;

    for (uint32_t group = 0; group < w->plan->n_groups; group++) {
        const ccs_group_posts_t *const posts = &w->posts.of[group];
        double *const row = ccs_facts_career(&f->facts, w->period, group);

        if (!career_of(w, group)->is_on) continue;
        row[CCS_FACT_filled_area] += length_s * posts->n_filled;
        row[CCS_FACT_vacant_area] += length_s * posts->n_vacant;
        row[CCS_FACT_trained_area] += length_s * posts->n_trained;
        row[CCS_FACT_unheld_area] += length_s * posts->unheld;
    }
}

/* Somebody is looked for, or waits for a class: nobody is paid. */
static bool is_unheld(const ccs_world_t *w, uint32_t agent)
{
    const uint32_t state = w->posts.at[agent].state;

    return state == CCS_POST_VACANT || state == CCS_POST_WAITING;
}

/* So many agents on the roster are nobody from now on. */
static void count_unheld(const ccs_flow_t *f, uint32_t group, double unheld)
{
    ccs_group_posts_t *const posts = &f->world.posts.of[group];

    book(f, &ccs_facts_career(&f->facts, f->world.period, group)[CCS_FACT_unheld_area], unheld - posts->unheld);
    posts->unheld = unheld;
}

/* The centre opens or closes: agents who are numbers stay where they are over night, and are not at work. */
static void note_hours(ccs_world_t *w)
{
    if (w->closed) w->posts.open_s += w->now_s - w->posts.opened_s;
    else w->posts.opened_s = w->now_s;
}

/* Time that the centre has been open so far. */
static double open_so_far_s(const ccs_world_t *w)
{
    return w->posts.open_s + (w->closed ? 0 : w->now_s - w->posts.opened_s);
}

/* Fatigue and the week, up to now: at work, idle or away since the last time, off the phones before the present stay. */
static void settle_post(const ccs_world_t *w, uint32_t agent, const ccs_career_t *career)
{
    ccs_post_t *const post = &w->posts.at[agent];
    const ccs_agent_t *const a = &w->agents[agent];
    const bool is_new = a->logged_in_s > post->at_s;
    const double from_s = is_new ? a->logged_in_s : post->at_s, so_far_s = busy_so_far_s(w, agent),
                 worked_s = so_far_s - (is_new ? 0 : post->busy_s), past_s = w->now_s - from_s,
                 busy_s = worked_s < 0 ? 0 : fmin(worked_s, past_s),
                 stay_s = fmax(busy_s, fmin(past_s, open_so_far_s(w) - post->open_s)), off_s = past_s - stay_s;

    if (is_new) post->tired_h = ccs_fatigue_after(&career->fatigue, post->tired_h, 0, 0, a->logged_in_s - post->at_s);
    post->tired_h = ccs_fatigue_after(&career->fatigue, post->tired_h, 0, 0, off_s);
    post->tired_h = ccs_fatigue_after(&career->fatigue, post->tired_h, busy_s, stay_s - busy_s, 0);
    post->week.busy_s += busy_s;
    post->week.stay_s += stay_s;
    post->at_s = w->now_s;
    post->open_s = open_so_far_s(w);
    post->busy_s = so_far_s;
}

/* The agent has left the phones. */
CCS_APART static void leave_post_for_today(const ccs_world_t *w, uint32_t agent, const ccs_career_t *career)
{
    settle_post(w, agent, career);
    w->posts.at[agent].busy_s = 0;
}

static inline void leave_phones(ccs_flow_t *f, uint32_t agent)
{
    const ccs_career_t *const career = has_careers(f) ? career_at(&f->world, agent) : NULL;

    if (career) leave_post_for_today(&f->world, agent, career);
}

/* Work on a contact begins. @param m  of its issue: receives how well the agent resolves it @return the agent's factor on its time */
CCS_APART static double work_of_person(const ccs_flow_t *f, uint32_t agent, ccs_memory_t *m)
{
    const ccs_world_t *const w = &f->world;
    const ccs_career_t *const career = career_at(w, agent);

    m->log_odds = m->care = 0;
    m->hand_off = 1;
    if (!career) return 1;
    ccs_post_t *const post = &w->posts.at[agent];

    settle_post(w, agent, career);
    post->week.n_contacts++;
    post->n_since++;
    m->log_odds = post->effect.quality + ccs_career_tired_quality(career, post->tired_h);
    m->care = post->effect.care;
    m->hand_off = post->effect.hand_off;
    double *const row = ccs_facts_career(&f->facts, w->period, w->agents[agent].group);

    row[CCS_FACT_tired] += post->tired_h;
    row[CCS_FACT_tired_contacts]++;
    return post->effect.work * ccs_career_tired_work(career, post->tired_h);
}

/* What the contact asks of the agent: hurry, an angry customer. */
static void burden_person(const ccs_flow_t *f, uint32_t agent, const ccs_memory_t *m)
{
    ccs_career_week_t *const week = &f->world.posts.at[agent].week;

    week->n_angry += m->is_angry;
    if (m->pace < 1) week->hurry += 1 - m->pace;
}

#endif
