/* outcome.c - what comes of contacts. Invariant: at the condition measured (pace, occupancy, wait) every function gives back what the scenario says. Logarithms and exponentials are
 * our own, so that digits do not depend on the processor. */
#include "outcome.h"

#include <math.h>

#include "elementary.h"

static const double LEAST = 0.01, MOST = 0.99;       /* of a probability of resolution: nothing is certain */
static const double LEAST_LOAD = 0.5, MOST_LOAD = 2; /* of what load makes of a time: nobody works at any speed */
static const uint32_t MOST_REPEATS_FELT = 3;
static const double MINUTE_S = 60;

double ccs_logistic(double x)
{
    return 1 / (1 + ccs_exp(-x));
}

double ccs_logit(double p)
{
    return ccs_log(p / (1 - p));
}

static const double CROWD_FROM = 2; /* contacts in hand: so many are no crowd */

static double above(double x, double from)
{
    return x > from ? x - from : 0;
}

/* Contacts of which it is known how hard they are may be certain to fail, or not to: only so is their mean what was measured. */
static double clipped(const ccs_outcome_t *self, double p)
{
    const double least = self->difficulty > 0 ? 0 : LEAST, most = self->difficulty > 0 ? 1 : MOST;

    return p < least ? least : p > most ? most : p;
}

double ccs_hill(const ccs_hill_t *self, double r)
{
    if (!(self->half > 0)) return 1;
    const double half = ccs_exp(self->power * ccs_log(self->half)), spent = ccs_exp(self->power * ccs_log(r));

    return (1 + half) * spent / (spent + half);
}

double ccs_outcome_resolution_by(const ccs_outcome_t *self, uint32_t number, double pace, double quality, double log_odds)
{
    const double eta =
        ccs_logit(self->resolved_frac) + self->quality_effect * quality - self->repeat_effect * (number - 1) + log_odds;

    return clipped(self, ccs_logistic(eta) * ccs_hill(&self->time, pace) / ccs_hill(&self->time, self->at.pace));
}

/* Log-odds of the easiest contact: the mean of logistic(a - s x) over x from 0 to k is (log(1 + e^a) - log(1 + e^(a - s k))) / (s k), which is solved for a. */
static double easiest(const ccs_outcome_t *self)
{
    const double span = self->difficulty * self->at.kept_frac, p = self->resolved_frac;

    return ccs_log((ccs_exp(p * span) - 1) / (1 - ccs_exp((p - 1) * span)));
}

double ccs_outcome_hardness(const ccs_outcome_t *self, double hard)
{
    if (!(self->difficulty > 0)) return 0;
    return easiest(self) - self->difficulty * hard - ccs_logit(self->resolved_frac);
}

double ccs_outcome_kept(const ccs_outcome_t *self, double pace, double kept_frac)
{
    enum { N_HARD = 64 };
    double sum = 0;

    for (uint32_t i = 0; i < N_HARD; i++)
        sum += ccs_outcome_resolution_by(self, 1, pace, 0, ccs_outcome_hardness(self, kept_frac * (i + 0.5) / N_HARD));
    return sum / N_HARD;
}

double ccs_outcome_crowd(const ccs_outcome_t *self, uint32_t crowd)
{
    return -self->crowd_effect * above(crowd, CROWD_FROM);
}

double ccs_outcome_visits_in_vain(const ccs_outcome_t *self)
{
    const double fails = self->visit.fails_frac, again = self->visit.again_frac;

    return fails > 0 ? fails * (1 - again) / (1 - fails * again) : 0;
}

double ccs_outcome_resolution(const ccs_outcome_t *self, uint32_t number, double pace, double quality)
{
    const double sent = self->recorded[CCS_SENT];

    return ccs_outcome_resolution_by(self, number, pace, quality, 0) * (1 - sent * ccs_outcome_visits_in_vain(self));
}

static double hurry(const ccs_load_effect_t *self, double busy)
{
    return 1 - self->speed_up * above(busy < self->to ? busy : self->to, self->from);
}

double ccs_load_time_taken(const ccs_load_effect_t *self, double busy)
{
    return hurry(self, busy) + self->slow_down * above(busy, self->to);
}

static double humanly(double factor)
{
    return factor < LEAST_LOAD ? LEAST_LOAD : factor > MOST_LOAD ? MOST_LOAD : factor;
}

double ccs_outcome_load(const ccs_outcome_t *self, double busy, double *pace)
{
    *pace = humanly(hurry(&self->load, busy) / hurry(&self->load, self->at.occupancy));
    return humanly(ccs_load_time_taken(&self->load, busy) / ccs_load_time_taken(&self->load, self->at.occupancy));
}

double ccs_outcome_anger(const ccs_outcome_t *self, uint32_t number, double wait_s)
{
    const double p =
        self->anger.base + self->anger.by_contact * (number - 1) + self->anger.by_wait * ccs_log1p(wait_s / MINUTE_S);

    return p < 0 ? 0 : p > 1 ? 1 : p;
}

/* Before it is put beside that of the condition measured. */
static double work_of(const ccs_outcome_t *self, uint32_t number, double angry)
{
    return (number > 1 ? self->repeat_work : 1) * (1 + angry * (self->anger.work - 1));
}

double ccs_outcome_work(const ccs_outcome_t *self, uint32_t number, bool is_angry)
{
    return work_of(self, number, is_angry) / self->work_at;
}

double ccs_outcome_late_work(const ccs_outcome_t *self, double late_s)
{
    return humanly(1 + self->late_work * late_s / MINUTE_S);
}

static double rush(double pace)
{
    return above(1, pace);
}

double ccs_outcome_hand_off(const ccs_outcome_t *self, double pace)
{
    const double factor = 1 + self->escalates * (rush(pace) - rush(self->at.pace));

    return factor > 0 ? factor : 0;
}

static uint32_t at_most(uint32_t n, uint32_t most)
{
    return n < most ? n : most;
}

double ccs_outcome_csat(const ccs_outcome_t *self, const ccs_ended_t *ended)
{
    const ccs_marks_t *const m = &self->csat;

    return m->resolved * ended->resolved - m->wait * ccs_log1p(ended->wait_s / m->wait_scale_s) -
        m->repeat * at_most(ended->number - 1, MOST_REPEATS_FELT) - m->transfer * ended->transfers -
        m->switched * (ended->switches > 0) - m->crowd * above(ended->crowd, CROWD_FROM) - m->bounced * ended->bounced -
        m->hold * ccs_log1p(ended->hold_s / MINUTE_S) - m->announced * ended->late_s / MINUTE_S - m->language * ended->foreign -
        m->rush * (rush(ended->pace) - rush(self->at.pace)) + m->quality * ended->quality + m->customers * ended->customer -
        m->expects;
}

double ccs_outcome_journey(const ccs_marks_t *marks, const ccs_ended_t *ended)
{
    return marks->resolved * ended->resolved - marks->wait * ccs_log1p(ended->wait_s / marks->wait_scale_s) -
        marks->repeat * (ended->number > 1 ? ended->number - 1 : 0) - marks->transfer * ended->transfers -
        marks->switched * ended->switches - marks->explain * ended->explained + marks->quality * ended->quality +
        marks->customers * ended->customer - marks->expects;
}

uint32_t ccs_marks_at(const ccs_marks_t *self, double score, double u)
{
    uint32_t mark = 1;

    while (mark < self->n_marks && u >= ccs_logistic(self->cuts[mark - 1] - score)) mark++;
    return mark;
}

double ccs_survey_answers(const ccs_survey_t *self, uint32_t mark)
{
    const double away = mark < 4 ? 4.0 - mark : mark - 4.0;

    if (!(self->response_frac > 0) || self->response_frac >= 1) return self->response_frac > 0;
    return ccs_logistic(ccs_logit(self->response_frac) + self->bias * away);
}

double ccs_churn_value(const ccs_churn_t *self)
{
    if (self->value > 0 || !(self->margin > 0)) return self->value;
    return self->margin / (1 - (1 - self->monthly_frac) / (1 + self->discount_frac));
}

double ccs_churn_at(const ccs_churn_t *self, uint32_t number, bool resolved, uint32_t ease)
{
    const double means = !resolved ? self->never_frac
        : number > 1               ? self->later_frac
                                   : self->first_frac,
                 shift = !resolved ? self->never_shift
        : number > 1               ? self->later_shift
                                   : self->first_shift;

    if (self->effort == 0 || ease == 0 || !(means > 0 && means < 1)) return self->acts_frac * means;
    return self->acts_frac * ccs_logistic(ccs_logit(means) + shift + self->effort * (CCS_CES_USUAL - (double) ease));
}
