/** @file career.h  The people who do the work, over months: what they learn, how the shift tires them and the weeks wear them out, who quits. Pure functions of numbers; what they mean and
 * where they come from says docs/people.md. Tenure is time on the phones. */
#ifndef CCS_CAREER_H
#define CCS_CAREER_H

#include <stdbool.h>
#include <stdint.h>

#include "distribution.h"

static const double CCS_WEEK_S = 7 * 86400.0, CCS_YEAR_S = 365.25 * 86400;

enum { CCS_MOST_TRAINERS = 16 };

/** Both fade as exp(-tenure / time), learnt faster with peers and software. */
typedef struct {
    double work, work_time_s, quality, quality_time_s;
    double escalates, peers, assist;
    double practice_frac; /* of learning: by time at work alone */
} ccs_learning_t;

typedef struct {
    double speed, quality, kinship; /* standard deviations, and a correlation */
    double by_skill;                /* on handle time, for each type beyond the first */
} ccs_people_differ_t;

/** For each hour of fatigue; what is given back, for each hour. */
typedef struct {
    double work, quality, idle, breaks;
} ccs_fatigue_t;

typedef struct {
    double rises, recovers; /* each week */
    double demand, occupancy, by_occupancy, anger, by_anger, by_hurry, week_s, by_overtime;
    double work, quality, empathy, absence;
} ccs_burnout_t;

typedef struct {
    double supervisor, by_supervisor, span, by_span, autonomy, by_autonomy, by_tools;
} ccs_support_t;

typedef struct {
    double share_frac, recovery, work, absence, attrition;
} ccs_home_t;

typedef struct {
    double yearly, early, early_time_s, by_burnout, wage, by_wage, by_supervisor, unemployment_frac, by_unemployment;
} ccs_attrition_t;

typedef struct {
    double time_s, class_size, trainers, passes_frac; /* 0 of the two: without limit */
} ccs_training_t;

typedef struct {
    double time_s, present_frac;
} ccs_nesting_t;

/** Points of a score, of each four weeks. */
typedef struct {
    double sample, evaluators, each, coverage_frac, machine_error;
    double alignment_frac, spread, noise, bias;
} ccs_quality_t;

/** Weights. */
typedef struct {
    double accuracy, compliance, empathy, listening, ownership;
} ccs_scorecard_t;

typedef struct {
    double errors_frac, by_form;
} ccs_critical_t;

typedef struct {
    double bottom_frac, time_s, gain, limit, half_life_s, quality, supervisors, each_s, cancel_above;
} ccs_coaching_t;

typedef struct {
    double usability, by_usability, knowledge, work, quality, authoring, decay, launch_s, launch_loss_frac, mood;
} ccs_tools_t;

/** The condition at which a scenario's numbers were measured. */
typedef struct {
    double attrition, burnout, fatigue_s, knowledge, span, occupancy, week_s;
} ccs_career_at_t;

/** What becomes of the people of a group. */
typedef struct {
    bool is_on;                /* else nothing does, and the rest says nothing */
    ccs_distribution_t tenure; /* of those who are there when the run begins */
    ccs_learning_t learning;
    ccs_people_differ_t people;
    ccs_fatigue_t fatigue;
    ccs_burnout_t burnout;
    ccs_support_t support;
    ccs_home_t home;
    ccs_attrition_t attrition;
    double lead_s;
    ccs_training_t training;
    ccs_nesting_t nesting;
    ccs_quality_t quality;
    ccs_scorecard_t scorecard;
    ccs_critical_t compliance;
    ccs_coaching_t coaching;
    ccs_tools_t tools;
    ccs_career_at_t at;
    double work_at,
        quality_at; /* mean factor on handle time, log-odds of resolution, at the condition measured; ccs_career_calibrate */
} ccs_career_t;

/** A week of an agent. */
typedef struct {
    double busy_s, stay_s; /* at work, on the phones */
    double hurry;          /* shares of the needed time that were not taken, summed over contacts */
    uint32_t n_contacts, n_angry;
} ccs_career_week_t;

/** An agent as he or she is over a week. */
typedef struct {
    double tenure_s;
    double unlearnt_s;   /* of that, what has taught nothing, for want of practice; below 0: practice has taught more */
    double seniors_frac; /* of the colleagues: for a year or longer */
    double skill;        /* logarithm of the factor on handle time that is the agent's own, of mean factor 1 */
    double quality;      /* log-odds of resolution that are the agent's own */
    double burnout;
    double felt,
        form;         /* what the agent does well, in standard deviations: customers feel the one, scorecards ask for the other */
    double coached;   /* what coaching has given of the score, in standard deviations */
    double knowledge; /* that the group has */
    bool at_home;
} ccs_career_agent_t;

/** What that does to contacts, without fatigue. */
typedef struct {
    double work;     /* factor on handle time, > 0 */
    double quality;  /* added to the log-odds of resolution */
    double care;     /* added to the quality that customers see */
    double hand_off; /* factor on contacts that go up, > 0 */
} ccs_career_effect_t;

/** What so many weeks are short of teaching beside those at the condition measured, whose time at work is measured_at.occupancy of measured_at.week, or where that is 0 of the time that the agent was
 * there: nothing where practice does not matter. @return seconds; below 0 where there was more of it */
double ccs_career_missed_s(const ccs_career_t *self, const ccs_career_week_t *week, double weeks);
/** Time on the phones that has taught the agent, >= 0. */
double ccs_career_taught_s(const ccs_career_agent_t *agent);
/** Of a beginner: 1 + work; falls to 1. */
double ccs_learning_work(const ccs_learning_t *self, double tenure_s, double seniors_frac);
/** Log-odds that are lacking yet. */
double ccs_learning_quality(const ccs_learning_t *self, double tenure_s, double seniors_frac);
/** Means of the two over tenures that are exponential with the rate of quits, as in a group that has lost and hired so many a year for long (Whitt 2006). @param yearly  quits a year for each agent, >= 0 */
double ccs_learning_mean_work(const ccs_learning_t *self, double yearly);
double ccs_learning_mean_quality(const ccs_learning_t *self, double yearly);

/** What is the agent's own, from two standard normals. */
double ccs_people_skill(const ccs_people_differ_t *self, double z_speed);
double ccs_people_quality(const ccs_people_differ_t *self, double z_speed, double z_quality);

/** Hours of fatigue after so long at work, then idle, then off the phones. */
double ccs_fatigue_after(const ccs_fatigue_t *self, double hours, double busy_s, double idle_s, double off_s);
/** Factor on handle time and what is added to the log-odds of resolution, beside those at the condition measured. */
double ccs_career_tired_work(const ccs_career_t *self, double hours);
double ccs_career_tired_quality(const ccs_career_t *self, double hours);

double ccs_burnout_demand(const ccs_burnout_t *self, const ccs_career_week_t *week);
/** Burnout that was so much, after so many weeks of the same demand: what dB/dt = rises * demand * (1 - B) - recovers * recovery * B comes to.
 * @param recovery  1, more with support, > 0 */
double ccs_burnout_after(const ccs_burnout_t *self, double burnout, double demand, double recovery, double weeks);
/** Where it comes to rest. */
double ccs_burnout_rests_at(const ccs_burnout_t *self, double demand, double recovery);
/** How good supervisors are to agents, in standard deviations: each doubling of the span beyond that at the condition measured takes by_span away. */
double ccs_career_supervisor(const ccs_career_t *self);
double ccs_career_recovery(const ccs_career_t *self, bool at_home);

/** Probability that an agent is absent on a day, where frac of agents like those measured are. */
double ccs_career_absence(const ccs_career_t *self, double frac, double burnout, bool at_home);
/** What unemployment makes of quits: the logarithm of the factor, 0 at 5 %. */
double ccs_attrition_jobs(const ccs_attrition_t *self);
/** Quits for each week. */
double ccs_career_hazard(const ccs_career_t *self, const ccs_career_agent_t *agent);
/** Whether agents of the group ever quit. */
static inline bool ccs_career_quits(const ccs_career_t *self)
{
    return self->attrition.yearly > 0;
}

void ccs_career_effect(const ccs_career_t *self, const ccs_career_agent_t *agent, ccs_career_effect_t *effect);

/** Whether agents of the group are scored. */
static inline bool ccs_career_scores(const ccs_career_t *self)
{
    return self->quality.sample > 0 || self->quality.coverage_frac > 0;
}
/** What an agent's score would be without any error, in points; 80 is the mean without coaching. */
double ccs_quality_truth(const ccs_quality_t *self, const ccs_career_agent_t *agent);
/** Contacts of each agent that are scored. @param n_agents  of the group @param n_contacts  of the agent, in four weeks */
double ccs_quality_scored(const ccs_quality_t *self, double n_agents, double n_contacts);
/** Standard deviation of a score about the truth. @param n  contacts that it rests on, > 0 */
double ccs_quality_error(const ccs_quality_t *self, double n);
/** Probability of a critical error in a contact. */
double ccs_critical_errors(const ccs_critical_t *self, const ccs_career_agent_t *agent);

/** Time for each agent who is coached. @param span  agents for each supervisor, where nobody says how many coach; 0: enough @param n  agents who are coached */
double ccs_coaching_time_s(const ccs_coaching_t *self, double span, double n);
/** What coaching has given after so long of it; and after so many weeks without any. */
double ccs_coaching_after(const ccs_coaching_t *self, double coached, double time_s);
double ccs_coaching_left(const ccs_coaching_t *self, double coached, double weeks);

/** What is known after so many weeks. */
double ccs_tools_knowledge(const ccs_tools_t *self, double knowledge, double weeks);

/** Find what the means are at the condition measured; 1 and 0 of an old hand. */
void ccs_career_calibrate(ccs_career_t *self);

#endif
