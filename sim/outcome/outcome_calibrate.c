/* outcome_calibrate.c - the condition measured: which contacts and issues there are there, and how they would be marked. Invariant: no draw and no simulation; the mix follows from
 * resolution and from who comes again. */
#include <math.h>

#include "normal.h"
#include "outcome.h"

enum { N_CUSTOMERS = 64, N_HALVINGS = 80, N_HARD = 64 };
static const double FURTHEST = 60; /* a cut: nobody marks beyond it */
static const double FEW = 1e-6;    /* of issues: who is as rare moves no cut */

/* One kind of contact or issue of the mix: its score without the customer's own part, and how many are so. */
typedef struct {
    double weight, score;
} kind_t;
typedef struct {
    kind_t kinds[2 * CCS_MOST_CONTACTS];
    uint32_t n;
    double sum;
} mix_t;

static void add(mix_t *self, double weight, double score)
{
    self->kinds[self->n++] = (kind_t){weight, score};
    self->sum += weight;
}

/* Share of the mix that is marked no higher than a cut. */
static double below(const mix_t *self, double cut, double customers)
{
    double sum = 0;

    for (uint32_t i = 0; i < N_CUSTOMERS; i++) {
        const double p = (i + 0.5) / N_CUSTOMERS, own = customers * ccs_normal_quantile(p, 1 - p);

        for (uint32_t k = 0; k < self->n; k++) sum += self->kinds[k].weight * ccs_logistic(cut - self->kinds[k].score - own);
    }
    return sum / (N_CUSTOMERS * self->sum);
}

static double cut_at(const mix_t *self, double share, double customers)
{
    double low = -FURTHEST, high = FURTHEST;

    for (int i = 0; i < N_HALVINGS; i++) {
        const double middle = (low + high) / 2;

        if (below(self, middle, customers) < share) low = middle;
        else high = middle;
    }
    return (low + high) / 2;
}

/* @param shares  NULL: nobody marks */
static void cut(ccs_marks_t *marks, const mix_t *mix, const double *shares, uint32_t n)
{
    double sum = 0, upto = 0;

    marks->n_marks = shares ? n : 0;
    for (uint32_t i = 0; i < marks->n_marks; i++) sum += shares[i];
    for (uint32_t i = 0; i + 1 < marks->n_marks; i++) {
        upto += shares[i];
        marks->cuts[i] = cut_at(mix, upto / sum, marks->customers);
    }
}

/* A contact of the mix, whose customer believes what they do. */
static double contact_score(const ccs_outcome_t *self, uint32_t number, bool believes)
{
    return ccs_outcome_csat(self,
        &(ccs_ended_t){.number = number,
            .pace = self->at.pace,
            .wait_s = self->at.wait_s,
            .hold_s = self->at.hold_s,
            .resolved = believes});
}

static double journey_score(const ccs_outcome_t *self, const ccs_marks_t *marks, uint32_t number, bool resolved)
{
    return ccs_outcome_journey(marks, &(ccs_ended_t){.number = number, .wait_s = self->at.wait_s, .resolved = resolved});
}

/* Issues that come again, by how hard they are: all alike, or in steps of the contacts kept at the condition measured, of which ever more of the hard ones are left. */
typedef struct {
    double reach[N_HARD];
    uint32_t n;
} hardness_t;

static hardness_t all_issues(const ccs_outcome_t *self)
{
    hardness_t all = {.n = self->difficulty > 0 ? N_HARD : 1};

    for (uint32_t i = 0; i < all.n; i++) all.reach[i] = 1.0 / all.n;
    return all;
}

static double log_odds_at(const ccs_outcome_t *self, const hardness_t *of, uint32_t i)
{
    return ccs_outcome_hardness(self, self->at.kept_frac * (i + 0.5) / of->n);
}

/* Of those that make their k-th contact: resolved by it, before any visit. */
static double resolved_by(const ccs_outcome_t *self, const hardness_t *of, uint32_t k)
{
    double sum = 0, all = 0;

    for (uint32_t i = 0; i < of->n; i++) {
        sum += of->reach[i] * ccs_outcome_resolution_by(self, k, self->at.pace, 0, log_odds_at(self, of, i));
        all += of->reach[i];
    }
    return sum / all;
}

/* Who has not been helped by it comes again. @param kept  1 less visits that fail */
static void come_again(const ccs_outcome_t *self, hardness_t *of, uint32_t k, double kept, double again)
{
    for (uint32_t i = 0; i < of->n; i++)
        of->reach[i] *= (1 - kept * ccs_outcome_resolution_by(self, k, self->at.pace, 0, log_odds_at(self, of, i))) * again;
}

/* Issues that end in one way are marked as these are: what then moves the log-odds of leaving so that as many leave as is said. @param means  share who mean to leave */
static double shift_of(const ccs_outcome_t *self, const mix_t *issues, double means)
{
    double shares[CCS_CES_MARKS], upto = 0, low = -FURTHEST, high = FURTHEST;

    if (self->churn.effort == 0 || self->ces.n_marks == 0 || !(issues->sum > 0) || !(means > 0 && means < 1)) return 0;
    for (uint32_t k = 0; k < CCS_CES_MARKS; k++) {
        const double to = k + 1 < CCS_CES_MARKS ? below(issues, self->ces.cuts[k], self->ces.customers) : 1;

        shares[k] = to - upto;
        upto = to;
    }
    for (int i = 0; i < N_HALVINGS; i++) {
        const double middle = (low + high) / 2;
        double leave = 0;

        for (uint32_t k = 0; k < CCS_CES_MARKS; k++)
            leave += shares[k] * ccs_logistic(ccs_logit(means) + middle + self->churn.effort * (CCS_CES_USUAL - (k + 1.0)));
        if (leave < means) low = middle;
        else high = middle;
    }
    return (low + high) / 2;
}

void ccs_outcome_calibrate(ccs_outcome_t *self, const double *const shares[3], uint32_t max_attempts)
{
    self->csat.expects = self->nps.expects = self->ces.expects = 0; /* cuts are those of the customers who were measured */
    mix_t contacts = {.n = 0}, nps = {.n = 0}, ces = {.n = 0}, first = {.n = 0}, later = {.n = 0}, never = {.n = 0};
    const double kept = 1 - self->recorded[CCS_SENT] * ccs_outcome_visits_in_vain(self);
    hardness_t issues = all_issues(self);
    double reach = 1, returns_frac = self->returns_frac, work = 0;

    for (uint32_t k = 1; reach > 0 && k <= CCS_MOST_CONTACTS; k++) {
        const double done = resolved_by(self, &issues, k),
                     p = done * kept; /* issues end by what visits come to, contacts before them */
        const bool goes_on = k < CCS_USUAL_CONTACTS || reach * (1 - p) * returns_frac > FEW;
        const double again = goes_on && k < CCS_MOST_CONTACTS && k < max_attempts ? returns_frac : 0;
        const double believes = done * (1 - self->doubted_frac) + (1 - done) * self->believed_frac;
        const double angry = ccs_outcome_anger(self, k, self->at.wait_s);

        add(&contacts, reach * believes, contact_score(self, k, true));
        add(&contacts, reach * (1 - believes), contact_score(self, k, false));
        add(&nps, reach * p, journey_score(self, &self->nps, k, true));
        add(&nps, reach * (1 - p) * (1 - again), journey_score(self, &self->nps, k, false));
        add(&ces, reach * p, journey_score(self, &self->ces, k, true));
        add(&ces, reach * (1 - p) * (1 - again), journey_score(self, &self->ces, k, false));
        add(k == 1 ? &first : &later, reach * p, journey_score(self, &self->ces, k, true));
        add(&never, reach * (1 - p) * (1 - again), journey_score(self, &self->ces, k, false));
        work += reach * (k > 1 ? self->repeat_work : 1) * (1 + angry * (self->anger.work - 1));
        come_again(self, &issues, k, kept, again);
        reach *= (1 - p) * again;
        returns_frac *= self->decay;
    }
    self->work_at = work / contacts.sum;
    cut(&self->csat, &contacts, shares[0], CCS_CSAT_MARKS);
    cut(&self->nps, &nps, shares[1], CCS_NPS_MARKS);
    cut(&self->ces, &ces, shares[2], CCS_CES_MARKS);
    self->churn.first_shift = shift_of(self, &first, self->churn.first_frac);
    self->churn.later_shift = shift_of(self, &later, self->churn.later_frac);
    self->churn.never_shift = shift_of(self, &never, self->churn.never_frac);
    self->csat.expects = self->nps.expects = self->ces.expects = self->expects;
}
