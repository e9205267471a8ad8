/** @file outcome.h  What comes of the contacts that agents serve: whether they resolve the issue, how customers like it, who comes again and who leaves. Pure functions of numbers;
 * what they mean and where they come from says docs/satisfaction.md. Log-odds are natural logarithms. */
#ifndef CCS_OUTCOME_H
#define CCS_OUTCOME_H

#include <stdbool.h>
#include <stdint.h>

#include "cause.def"
#include "outcome.def"

/** How a contact is recorded. */
enum ccs_recorded {
#define X(name, text) CCS_RECORDED_##name,
    CCS_OUTCOME_LIST(X) CCS_N_RECORDED
#undef X
};

/** What customers mind. */
enum ccs_cause {
#define X(M, name, label, text, whose) CCS_CAUSE_##name,
    CCS_CAUSE_LIST(X, ) CCS_N_CAUSES
#undef X
};

enum {
    CCS_CSAT_MARKS = 5,
    CCS_NPS_MARKS = 3,
    CCS_CES_MARKS = 7,
    CCS_CES_USUAL = 5, /* of ease: from this mark on an issue was easy */
    CCS_CES_HARD = 3,  /* and up to this one hard */
    CCS_MOST_MARKS = 7,
    CCS_N_KINDS_RESOLVED = 4,
    CCS_SENT = 3,          /* of these, dispatched */
    CCS_MOST_VISITS = 100, /* in a row */
    CCS_USUAL_CONTACTS =
        12, /* of an issue, that the mix at the condition measured always holds; more while they are not rare, up to */
    CCS_MOST_CONTACTS = 64
};

/** Resolution by the share r of the time that is needed: (1 + half^power) r^power / (r^power + half^power), 1 at r = 1 (Hill). */
typedef struct {
    double half, power;
} ccs_hill_t;

/** Handle time by how busy the agent has been of late, as 0 .. 1. Only what is less is taken from what is needed. */
typedef struct {
    double from, to;
    double speed_up, slow_down; /* for each 100 points */
    double memory_s;
} ccs_load_effect_t;

typedef struct {
    double base, by_contact, by_wait; /* probability */
    double work;                      /* factor on handle time */
} ccs_anger_t;

/** Marks 1 .. n_marks by an ordered logit: P(mark <= j) = logistic(cuts[j - 1] - score). */
typedef struct {
    uint32_t n_marks; /* 0: nobody marks */
    double cuts[CCS_MOST_MARKS - 1];
    double resolved, wait, wait_scale_s, repeat, transfer, switched; /* effects on the score */
    double rush, quality, crowd, bounced;                            /* of a contact */
    double hold, announced, language;                                /* and */
    double explain;                                                  /* of an issue */
    double customers;                                                /* standard deviation */
    double expects; /* taken away from every score: beyond those of whom the cuts are; ccs_outcome_calibrate */
} ccs_marks_t;

typedef struct {
    double response_frac, bias;
} ccs_survey_t;

typedef struct {
    double first_frac, later_frac, never_frac; /* intend to leave */
    double effort;                             /* log-odds of that for each mark of ease below CCS_CES_USUAL */
    double first_shift, later_shift,
        never_shift; /* log-odds with which these shares are those over the marks of who ends so at the condition measured; ccs_outcome_calibrate */
    double acts_frac, value, complain_frac;
    double margin, monthly_frac, discount_frac; /* that make up value, where it is 0 and margin > 0 */
    double tells_bad, tells_good;               /* people */
    double heard_frac;                          /* of these, who are lost; half as many are won */
    bool is_on;
} ccs_churn_t;

/** Causes that are removed once they are heard of. */
typedef struct {
    double fix_frac, needed, speech_frac, causes, every_s;
} ccs_voice_t;

/** Somebody who is sent. */
typedef struct {
    double fails_frac, again_frac, after_s;
} ccs_visit_t;

/** The condition at which a scenario's numbers were measured. */
typedef struct {
    double pace, occupancy, kept_frac, wait_s, hold_s;
} ccs_measured_at_t;

/** What contacts of a type come to. */
typedef struct {
    double resolved_frac; /* NAN: contacts of the type have no outcome */
    double returns_frac, decay;
    double repeat_effect, repeat_work, late_work, quality_effect, crowd_effect;
    double difficulty; /* from the easiest contact to the hardest */
    double believed_frac, doubted_frac;
    double window_s;
    double expects; /* of customers, beyond those whose marks were measured */
    double pace;    /* share of the needed time that agents spend; handle times of the plan hold it already */
    ccs_hill_t time;
    ccs_visit_t visit;
    double escalates;      /* by hurry */
    double authority_frac; /* of what would go up: settled at once */
    ccs_voice_t voice;
    double customers; /* when the run begins; 0: nobody counts them */
    ccs_load_effect_t load;
    ccs_anger_t anger;
    double recorded[CCS_N_KINDS_RESOLVED]; /* shares of the resolved, in the order of CCS_OUTCOME_RESOLVED_LIST */
    ccs_measured_at_t at;
    ccs_marks_t csat, nps, ces;
    double kinship; /* of recommendation to satisfaction */
    ccs_survey_t survey;
    ccs_churn_t churn;
    double
        work_at; /* mean factor of repeat_work and anger on handle times at the condition measured: they are those of that mix */
} ccs_outcome_t;

/** A contact that ends. */
typedef struct {
    uint32_t number; /* of the issue, from 1: agents have served so many, this one included */
    double pace;     /* share of the needed time that was spent */
    double quality;  /* of the agent at the type */
    double wait_s;
    double hold_s, late_s; /* on hold; waited beyond what the customer was told */
    double foreign;        /* how foreign the language is in which they spoke, 0 .. 1 */
    uint32_t transfers, switches;
    uint32_t explained; /* times that the customer had to explain again */
    uint32_t crowd;     /* contacts that the agent has in hand, this one included */
    bool bounced;       /* sent on by self-service that seemed to have served */
    bool resolved;      /* as the customer believes */
    double customer;    /* how the customer differs */
} ccs_ended_t;

static inline bool ccs_load_effect_is_on(const ccs_load_effect_t *self)
{
    return self->speed_up != 0 || self->slow_down != 0;
}

static inline bool ccs_outcome_is_on(const ccs_outcome_t *self)
{
    return self->resolved_frac == self->resolved_frac; /* no NAN */
}

/** Whether outcomes change how many contacts come. */
static inline bool ccs_outcome_moves_demand(const ccs_outcome_t *self)
{
    return ccs_outcome_is_on(self) && (self->voice.fix_frac > 0 || self->customers > 0);
}

double ccs_logistic(double x);
double ccs_logit(double p);

/** 1 without a curve (half = 0). @param r  > 0 */
double ccs_hill(const ccs_hill_t *self, double r);

/** Of contacts that are recorded as somebody sent: the last visit fails. */
double ccs_outcome_visits_in_vain(const ccs_outcome_t *self);

/** Probability that a contact resolves the issue, 0.01 .. 0.99 (0 .. 1 with difficulty) less visits that fail; at the condition measured, of a first contact and an agent of quality 0, resolved_frac less these. */
double ccs_outcome_resolution(const ccs_outcome_t *self, uint32_t number, double pace, double quality);
/** That it does what a contact can, before any visit; with an agent whose log-odds differ by that besides. */
double ccs_outcome_resolution_by(const ccs_outcome_t *self, uint32_t number, double pace, double quality, double log_odds);

/** What it adds to the log-odds that the contact is so hard, 0 (the easiest) .. 1: the mean resolution of those kept at the condition measured is resolved_frac, exactly. */
double ccs_outcome_hardness(const ccs_outcome_t *self, double hard);
/** Of contacts up to so hard, the share that a first contact resolves at that pace. @param kept_frac  > 0 */
double ccs_outcome_kept(const ccs_outcome_t *self, double pace, double kept_frac);

/** What a crowd in hand adds to the log-odds of resolution: nothing up to two contacts. */
double ccs_outcome_crowd(const ccs_outcome_t *self, uint32_t crowd);

/** What part of the time is taken by an agent who has been so busy, beside that of one who is not busy: above 0 however busy, where it is so at load.to and at 1. */
double ccs_load_time_taken(const ccs_load_effect_t *self, double busy);

/** The same beside what is taken at the condition measured, 0.5 .. 2. @param[out] pace  its part that is taken from
 * what is needed, 1 or less where agents hurry */
double ccs_outcome_load(const ccs_outcome_t *self, double busy, double *pace);

/** Factor on the share of contacts that go up, of an agent who takes that share of the needed time; 1 at the condition measured. */
double ccs_outcome_hand_off(const ccs_outcome_t *self, double pace);

/** Probability that the customer is angry at the contact of that number after a wait. */
double ccs_outcome_anger(const ccs_outcome_t *self, uint32_t number, double wait_s);
/** Factor on handle time of a contact of that number, with a customer who is angry or not. */
double ccs_outcome_work(const ccs_outcome_t *self, uint32_t number, bool is_angry);

/** The same of one whose customer has waited so long beyond what they were told, 0.5 .. 2. */
double ccs_outcome_late_work(const ccs_outcome_t *self, double late_s);

/** The score by which a contact is marked. */
double ccs_outcome_csat(const ccs_outcome_t *self, const ccs_ended_t *ended);
/** The score of an issue. @param marks  nps or ces @param ended  its last contact, with the wait that is remembered */
double ccs_outcome_journey(const ccs_marks_t *marks, const ccs_ended_t *ended);
/** The mark that a uniform means: smaller ones mean smaller marks. @return 1 .. n_marks */
uint32_t ccs_marks_at(const ccs_marks_t *self, double score, double u);

/** Probability that a customer with this mark of satisfaction answers a survey. */
double ccs_survey_answers(const ccs_survey_t *self, uint32_t mark);

/** What a customer is worth: margin / (1 - (1 - monthly) / (1 + discount)), what all months to come bring (Gupta and Lehmann 2003); value itself where that is given. */
double ccs_churn_value(const ccs_churn_t *self);
/** Probability that the customer leaves after an issue. @param number  contacts, 0: nobody has served it @param ease  its mark, 0: it has none */
double ccs_churn_at(const ccs_churn_t *self, uint32_t number, bool resolved, uint32_t ease);

/** Find the cuts with which the marks come out as these shares at the condition measured, and the mean factor on handle time there.
 * @param shares  of the marks, those of csat, nps, ces; NULL: nobody marks @param max_attempts  of an issue */
void ccs_outcome_calibrate(ccs_outcome_t *self, const double *const shares[3], uint32_t max_attempts);

#endif
