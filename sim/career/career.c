/* career.c - the people who do the work, over months. Invariant: at the condition measured (turnover, burnout, fatigue) the mean agent does what the scenario says. Logarithms and exponentials are our
 * own, so that digits do not depend on the processor. */
#include "career.h"

#include <math.h>

#include "elementary.h"

static const double LEAST_WORK = 0.5, MOST_WORK = 2; /* of what burnout and fatigue make of a time: nobody works at any speed */
static const double HOUR_S = 3600, EACH_TEN_POINTS = 10, EIGHT_HOURS_S = 8 * 3600.0;

static double above(double x, double from)
{
    return x > from ? x - from : 0;
}

static double humanly(double factor)
{
    return factor < LEAST_WORK ? LEAST_WORK : factor > MOST_WORK ? MOST_WORK : factor;
}

/* ---- learning (De Grip, Sauermann and Sieben 2016: steep at first, then ever flatter) -------------------------------------------- */

static double learnt_s(const ccs_learning_t *self, double tenure_s, double seniors_frac)
{
    return tenure_s * (1 + self->assist) * (1 + self->peers * seniors_frac);
}

double ccs_career_missed_s(const ccs_career_t *self, const ccs_career_week_t *week, double weeks)
{
    if (!(self->learning.practice_frac > 0)) return 0;
    const double usual_s = self->at.occupancy * (self->at.week_s > 0 ? self->at.week_s * weeks : week->stay_s);

    return self->learning.practice_frac * (1 - (usual_s > 0 ? week->busy_s / usual_s : 0)) * weeks * CCS_WEEK_S;
}

double ccs_career_taught_s(const ccs_career_agent_t *agent)
{
    return agent->tenure_s > agent->unlearnt_s ? agent->tenure_s - agent->unlearnt_s : 0;
}

double ccs_learning_work(const ccs_learning_t *self, double tenure_s, double seniors_frac)
{
    return 1 + self->work * ccs_exp(-learnt_s(self, tenure_s, seniors_frac) / self->work_time_s);
}

static double left_of_quality(const ccs_learning_t *self, double tenure_s, double seniors_frac)
{
    return ccs_exp(-learnt_s(self, tenure_s, seniors_frac) / self->quality_time_s);
}

double ccs_learning_quality(const ccs_learning_t *self, double tenure_s, double seniors_frac)
{
    return self->quality * left_of_quality(self, tenure_s, seniors_frac);
}

/* Mean of exp(-tenure / time) over exponential tenures. */
static double mean_left(const ccs_learning_t *self, double yearly, double time_s)
{
    const double x = yearly * time_s / (CCS_YEAR_S * (1 + self->assist));

    return x / (1 + x);
}

double ccs_learning_mean_work(const ccs_learning_t *self, double yearly)
{
    return 1 + self->work * mean_left(self, yearly, self->work_time_s);
}

double ccs_learning_mean_quality(const ccs_learning_t *self, double yearly)
{
    return self->quality * mean_left(self, yearly, self->quality_time_s);
}

/* ---- people -------------------------------------------------------------------------------------------------------------------- */

double ccs_people_skill(const ccs_people_differ_t *self, double z_speed)
{
    return self->speed * z_speed - self->speed * self->speed / 2;
}

double ccs_people_quality(const ccs_people_differ_t *self, double z_speed, double z_quality)
{
    const double rho = self->kinship;

    return self->quality * (rho * z_speed + sqrt(1 - rho * rho) * z_quality);
}

/* ---- fatigue (Collewet and Sauermann 2017: handle times rise with the hours) ------------------------------------------------------ */

double ccs_fatigue_after(const ccs_fatigue_t *self, double hours, double busy_s, double idle_s, double off_s)
{
    return (hours + busy_s / HOUR_S) * ccs_exp(-(self->idle * idle_s + self->breaks * off_s) / HOUR_S);
}

double ccs_career_tired_work(const ccs_career_t *self, double hours)
{
    return humanly((1 + self->fatigue.work * hours) / (1 + self->fatigue.work * self->at.fatigue_s / HOUR_S));
}

double ccs_career_tired_quality(const ccs_career_t *self, double hours)
{
    return -self->fatigue.quality * (hours - self->at.fatigue_s / HOUR_S);
}

/* ---- burnout (demands and resources: Bakker, Demerouti and Schaufeli 2003) -------------------------------------------------------- */

double ccs_burnout_demand(const ccs_burnout_t *self, const ccs_career_week_t *week)
{
    const double occupancy = week->stay_s > 0 ? week->busy_s / week->stay_s : 0;
    const double n = week->n_contacts > 0 ? week->n_contacts : 1;

    return self->demand +
        EACH_TEN_POINTS *
        (self->by_occupancy * above(occupancy, self->occupancy) + self->by_anger * above(week->n_angry / n, self->anger) +
            self->by_hurry * week->hurry / n) +
        self->by_overtime * above(week->stay_s, self->week_s) / EIGHT_HOURS_S;
}

double ccs_burnout_rests_at(const ccs_burnout_t *self, double demand, double recovery)
{
    const double up = self->rises * demand, down = self->recovers * recovery;

    return up + down > 0 ? up / (up + down) : 0;
}

double ccs_burnout_after(const ccs_burnout_t *self, double burnout, double demand, double recovery, double weeks)
{
    const double rate = self->rises * demand + self->recovers * recovery, rest = ccs_burnout_rests_at(self, demand, recovery);

    return rest + (burnout - rest) * ccs_exp(-rate * weeks);
}

double ccs_career_supervisor(const ccs_career_t *self)
{
    const ccs_support_t *const s = &self->support;

    return s->span > 0 && s->by_span != 0 ? s->supervisor - s->by_span * ccs_log(s->span / self->at.span) / ccs_log(2)
                                          : s->supervisor;
}

double ccs_career_recovery(const ccs_career_t *self, bool at_home)
{
    const ccs_support_t *const s = &self->support;
    const double recovery = 1 + s->by_supervisor * ccs_career_supervisor(self) + s->by_autonomy * s->autonomy +
        (at_home ? self->home.recovery : 0) + s->by_tools * (self->tools.usability - 0.5);

    return recovery > 0 ? recovery : 0;
}

/* ---- absence and quits ----------------------------------------------------------------------------------------------------------- */

double ccs_career_absence(const ccs_career_t *self, double frac, double burnout, bool at_home)
{
    if (!(frac > 0) || frac >= 1) return frac;
    const double odds = frac / (1 - frac) * ccs_exp(self->burnout.absence * (burnout - self->at.burnout));
    const double absent = odds / (1 + odds) * (at_home ? self->home.absence : 1);

    return absent < 1 ? absent : 1;
}

static const double USUAL_UNEMPLOYMENT = 0.05;

double ccs_attrition_jobs(const ccs_attrition_t *self)
{
    return self->by_unemployment != 0 ? self->by_unemployment * ccs_log(self->unemployment_frac / USUAL_UNEMPLOYMENT) : 0;
}

double ccs_career_hazard(const ccs_career_t *self, const ccs_career_agent_t *agent)
{
    const ccs_attrition_t *const q = &self->attrition;
    const double early = 1 + (q->early - 1) * ccs_exp(-agent->tenure_s / q->early_time_s);
    const double log_factor = q->by_burnout * (agent->burnout - self->at.burnout) + q->by_wage * ccs_log(q->wage) -
        q->by_supervisor * ccs_career_supervisor(self) + ccs_attrition_jobs(q);

    return q->yearly * CCS_WEEK_S / CCS_YEAR_S * early * ccs_exp(log_factor) * (agent->at_home ? self->home.attrition : 1);
}

/* ---- scores and coaching ---------------------------------------------------------------------------------------------------------- */

static const double MEAN_SCORE = 80;

static double felt_part(const ccs_quality_t *self)
{
    return sqrt(self->alignment_frac);
}

double ccs_quality_truth(const ccs_quality_t *self, const ccs_career_agent_t *agent)
{
    return MEAN_SCORE +
        self->spread * (felt_part(self) * agent->felt + sqrt(1 - self->alignment_frac) * agent->form + agent->coached);
}

double ccs_quality_scored(const ccs_quality_t *self, double n_agents, double n_contacts)
{
    if (self->coverage_frac > 0) return self->coverage_frac * n_contacts;
    const double most = self->evaluators > 0 && n_agents > 0 ? self->evaluators * self->each / n_agents : self->sample;

    return self->sample < most ? self->sample : most;
}

double ccs_quality_error(const ccs_quality_t *self, double n)
{
    const double own = self->coverage_frac > 0 ? self->machine_error : self->bias;

    return sqrt(self->noise * self->noise / n + own * own);
}

double ccs_critical_errors(const ccs_critical_t *self, const ccs_career_agent_t *agent)
{
    if (!(self->errors_frac > 0) || self->errors_frac >= 1) return self->errors_frac;
    const double odds = self->errors_frac / (1 - self->errors_frac) * ccs_exp(-self->by_form * (agent->form + agent->coached));

    return odds / (1 + odds);
}

double ccs_coaching_time_s(const ccs_coaching_t *self, double span, double n)
{
    const bool is_led = span > 0 && self->each_s > 0 && self->bottom_frac > 0;
    const double most_s = self->supervisors > 0 && n > 0 ? self->supervisors * self->each_s / n
        : is_led                                         ? self->each_s / (span * self->bottom_frac)
                                                         : self->time_s;

    return self->time_s < most_s ? self->time_s : most_s;
}

double ccs_coaching_after(const ccs_coaching_t *self, double coached, double time_s)
{
    return self->limit + (coached - self->limit) * ccs_exp(-self->gain * time_s / HOUR_S);
}

double ccs_coaching_left(const ccs_coaching_t *self, double coached, double weeks)
{
    return coached * ccs_exp(-0.69314718055994531 * weeks * CCS_WEEK_S / self->half_life_s);
}

/* ---- tools ---------------------------------------------------------------------------------------------------------------------- */

double ccs_tools_knowledge(const ccs_tools_t *self, double knowledge, double weeks)
{
    const double rate = self->authoring + self->decay, rest = rate > 0 ? self->authoring / rate : knowledge;

    return rest + (knowledge - rest) * ccs_exp(-rate * weeks);
}

/* Beside the condition measured, which is a usability of 0.5. */
static double tools_work(const ccs_career_t *self, double knowledge)
{
    const ccs_tools_t *const t = &self->tools;

    return humanly(1 - t->by_usability * (t->usability - 0.5) * 2 - t->work * (knowledge - self->at.knowledge));
}

/* ---- together ------------------------------------------------------------------------------------------------------------------- */

static double burnt_out(const ccs_career_t *self, const ccs_career_agent_t *agent)
{
    return self->burnout.rises > 0 ? agent->burnout - self->at.burnout : 0;
}

void ccs_career_effect(const ccs_career_t *self, const ccs_career_agent_t *agent, ccs_career_effect_t *effect)
{
    const double burnout = burnt_out(self, agent), taught_s = ccs_career_taught_s(agent);

    *effect = (ccs_career_effect_t){.work = ccs_learning_work(&self->learning, taught_s, agent->seniors_frac) *
            ccs_exp(agent->skill) * tools_work(self, agent->knowledge) * humanly(1 + self->burnout.work * burnout) *
            (agent->at_home ? self->home.work : 1) / self->work_at,
        .quality = agent->quality - ccs_learning_quality(&self->learning, taught_s, agent->seniors_frac) -
            self->burnout.quality * burnout - self->quality_at + self->tools.quality * (agent->knowledge - self->at.knowledge) +
            self->coaching.quality * felt_part(&self->quality) * agent->coached,
        .care = -self->burnout.empathy * burnout + self->tools.mood,
        .hand_off = 1 + self->learning.escalates * left_of_quality(&self->learning, taught_s, agent->seniors_frac)};
}

/* What customers feel of what is scored. */
static double alignment_of(const ccs_scorecard_t *card)
{
    const double all = card->accuracy + card->compliance + card->empathy + card->listening + card->ownership;

    return all > 0 ? (0.3 * card->accuracy + 0.8 * card->empathy + 0.7 * card->listening + 0.8 * card->ownership) / all : -1;
}

void ccs_career_calibrate(ccs_career_t *self)
{
    const double alignment = alignment_of(&self->scorecard);

    if (alignment >= 0) self->quality.alignment_frac = alignment;
    self->work_at = ccs_learning_mean_work(&self->learning, self->at.attrition);
    self->quality_at = -ccs_learning_mean_quality(&self->learning, self->at.attrition);
}
