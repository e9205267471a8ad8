/** @file scores.h  Further: each four weeks agents are scored, and those with the lowest scores coached in the four weeks that follow. */
#ifndef CCS_LIFE_SCORES_H
#define CCS_LIFE_SCORES_H

#include <math.h>
#include <stdlib.h>

#include "normal.h"
#include "person.h"

enum { WEEKS_OF_SCORES = 4 };

/* Of who holds the agent's post. @param number  of the person, or the week */
static double normal_of_post(const ccs_world_t *w, uint32_t agent, uint32_t number, enum ccs_purpose purpose)
{
    return ccs_normal_of(draw_of_post(w, agent, number, purpose));
}

static int by_score(const void *a, const void *b)
{
    const double x = *(const double *) a, y = *(const double *) b;

    return (x > y) - (x < y);
}

static void count_score(ccs_post_t *post, const ccs_career_t *career, double n, double truth, double score, double *row)
{
    row[CCS_FACT_scored]++;
    row[CCS_FACT_scored_contacts] += n;
    row[CCS_FACT_scores] += score;
    row[CCS_FACT_scores_gap] += score - truth;
    row[CCS_FACT_scores_wrong] += (score - truth) * (score - truth);
    row[CCS_FACT_critical_found] += n * ccs_critical_errors(&career->compliance, &post->who);
    if (!post->is_bottom) return;
    row[CCS_FACT_bottom]++;
    row[CCS_FACT_bottom_change] += score - post->score;
}

/* @return whether the agent has a score */
static bool score_agent(ccs_flow_t *f, uint32_t agent, const ccs_career_t *career, double *row)
{
    ccs_world_t *const w = &f->world;
    ccs_post_t *const post = &w->posts.at[agent];
    const double n = ccs_quality_scored(&career->quality, w->posts.of[w->agents[agent].group].n_filled, post->n_since);

    post->n_since = post->away_frac = 0;
    if (post->state != CCS_POST_FILLED || !(n > 0)) {
        post->is_bottom = false;
        return false;
    }
    const double truth = ccs_quality_truth(&career->quality, &post->who);
    const double score =
        truth + ccs_quality_error(&career->quality, n) * normal_of_post(w, agent, w->posts.n_weeks, CCS_PURPOSE_SCORE);

    count_score(post, career, n, truth, score, row);
    post->score = score;
    return true;
}

/* What coaching gives, and the days that it takes of those at the phones. */
static void coach(ccs_post_t *post, const ccs_career_t *career, double time_s, double *row)
{
    const double off_s = 1.3 * time_s; /* the scores are talked about */

    post->away_frac = fmin(1, off_s / (WEEKS_OF_SCORES * career->burnout.week_s));
    post->who.coached = ccs_coaching_after(&career->coaching, post->who.coached, time_s);
    row[CCS_FACT_coached]++;
    row[CCS_FACT_coaching] += off_s / 3600;
}

static bool is_cancelled(const ccs_group_posts_t *posts, const ccs_career_t *career)
{
    return posts->stay_s > 0 && posts->busy_s / posts->stay_s > career->coaching.cancel_above;
}

/* The score below which agents are among the lowest. */
static double bottom_score(ccs_world_t *w, const ccs_group_t *g, const ccs_career_t *career, uint32_t n)
{
    const uint32_t n_bottom = (uint32_t) (career->coaching.bottom_frac * n + 0.5);

    qsort(&w->posts.scores[g->first_agent], n, sizeof *w->posts.scores, by_score);
    return n_bottom < n ? w->posts.scores[g->first_agent + n_bottom] : (double) INFINITY;
}

/* How agents differ in what they are, without what is wrong about scores: the variance of those who have one, none of one alone. */
static void count_between(const ccs_world_t *w, const ccs_group_t *g, const ccs_career_t *career, double *row)
{
    double n = 0, mean = 0, squares = 0;

    for (uint32_t agent = g->first_agent; agent < g->first_agent + g->max_agents; agent++) {
        if (isinf(w->posts.at[agent].score)) continue;
        const double truth = ccs_quality_truth(&career->quality, &w->posts.at[agent].who), before = truth - mean;

        mean += before / ++n;
        squares += before * (truth - mean);
    }
    if (n > 1) row[CCS_FACT_scores_between] += squares * n / (n - 1);
}

CCS_APART static void score_group(ccs_flow_t *f, uint32_t group, const ccs_career_t *career, double *row)
{
    ccs_world_t *const w = &f->world;
    const ccs_group_t *const g = &w->plan->groups[group];
    ccs_group_posts_t *const posts = &w->posts.of[group];
    uint32_t n = 0, n_bottom = 0;

    for (uint32_t agent = g->first_agent; agent < g->first_agent + g->max_agents; agent++)
        if (score_agent(f, agent, career, row)) w->posts.scores[g->first_agent + n++] = w->posts.at[agent].score;
        else w->posts.at[agent].score = (double) INFINITY;
    count_between(w, g, career, row);
    const double below = bottom_score(w, g, career, n);

    for (uint32_t agent = g->first_agent; agent < g->first_agent + g->max_agents; agent++)
        n_bottom += w->posts.at[agent].is_bottom = w->posts.at[agent].score < below;
    const double time_s =
        is_cancelled(posts, career) ? 0 : ccs_coaching_time_s(&career->coaching, career->support.span, n_bottom);

    for (uint32_t agent = g->first_agent; agent < g->first_agent + g->max_agents; agent++)
        if (time_s > 0 && w->posts.at[agent].is_bottom) coach(&w->posts.at[agent], career, time_s, row);
    posts->busy_s = posts->stay_s = 0;
}

#endif
