/** @file calibrate.h  Numbers of a scenario from what was recorded: how contacts come, how long customers wait before they give up, how long work takes, who comes again. */
#ifndef CCS_CALIBRATE_H
#define CCS_CALIBRATE_H

#include "fit_counts.h"
#include "fit_effects.h"
#include "fit_goodness.h"
#include "import.h"
#include "records.h"

enum { CCS_CALIBRATE_WEEK = 7, CCS_CALIBRATE_HOURS = 24, CCS_CALIBRATE_LAWS = 2 * CCS_N_FIT_LAWS };

/** Times of one kind, the laws that were fitted to them, and what they tell. */
typedef struct {
    const char *missing; /* why there is none, in words; NULL: there is a law */
    ccs_fit_values_t values;
    ccs_fit_law_t laws[CCS_CALIBRATE_LAWS]; /* n_laws, the best first */
    uint32_t n_laws;
    ccs_fit_goodness_t goodness; /* of the best */
    double n_dropped;            /* times that were left out: 0, or of more than a day */
} ccs_calibrated_time_t;

/** A share of n. */
typedef struct {
    ccs_fit_estimate_t share; /* with the interval of Clopper and Pearson (1934) */
    double n, of;             /* of: 0: nobody knows */
} ccs_calibrated_share_t;

/** What talks and marks hang on. Talks by their logarithms. */
typedef struct {
    bool has_hours, has_agents;
    ccs_fit_groups_t hours, agents; /* of talks by the hour at which contacts came, and by agent, those with 20 talks */
    double hour_mean[CCS_CALIBRATE_HOURS], hour_n[CCS_CALIBRATE_HOURS];
    ccs_fit_estimate_t learning; /* slope by doublings of the talks of an agent who is new */
    uint32_t n_new;              /* agents who are; fewer than three: it is not known */
    double n_learned;            /* their talks */
    ccs_calibrated_share_t transfer;
    ccs_calibrated_share_t marks[CCS_FIT_MARKS];
    ccs_fit_estimate_t mark_by_wait; /* log-odds that ln(1 + wait / 60 s) takes; NAN: not known */
    double n_marked_waits;
} ccs_calibrated_effects_t;

/** What is known of a queue. */
typedef struct {
    const char *label, *key; /* as the file has it; as a name of a scenario */
    bool has_demand;
    uint32_t number;     /* of its records' queue; CCS_RECORD_UNKNOWN: it has none */
    double contacts;     /* that came from outside and asked for an agent, without those who came again by a law that was found */
    double contained;    /* of these: who were served to the end without an agent; 0 but where the base has who does it */
    double rows;         /* records */
    const char *channel; /* as which a scenario knows most of them; NULL: voice, or nobody says */
    double channel_rows; /* of how many */
    ccs_fit_demand_t demand;
    ccs_fit_estimate_t volume[CCS_CALIBRATE_WEEK]; /* contacts of a day, in the hours that its weekday is open */
    ccs_calibrated_time_t patience, talk, wrap, redial, reconnect;
    ccs_calibrated_share_t balk;                    /* of those who would have had to wait */
    ccs_calibrated_share_t after_balk, after_block; /* who try again, after as long as who gave up */
    double zero_wraps;                              /* share of talks without after-call work, of those of which it is known */
    ccs_calibrated_effects_t effects;
    double work_s; /* of all contacts, talk and after-call work */
} ccs_calibrated_t;

/** A number that was found. */
enum ccs_number_unit { CCS_NUMBER_PLAIN, CCS_NUMBER_COUNT, CCS_NUMBER_SHARE, CCS_NUMBER_TIME };
typedef struct {
    uint32_t queue;
    const char *key;  /* as in a scenario, below the type: "patience.mean" */
    const char *what; /* "mean patience" */
    enum ccs_number_unit unit;
    ccs_fit_estimate_t x;
    double n;             /* the sample */
    const char *sentence; /* what it says, on what it rests, what to doubt */
} ccs_calibrated_number_t;

/** Zero-initialise. Everything is the arena's. */
typedef struct {
    ccs_arena_t arena;
    const ccs_import_t *intervals; /* NULL: there are none */
    const ccs_records_t *records;  /* NULL: there are none */
    const char *names;             /* of the files, for remarks */
    const char *const
        *contains; /* n_contains names of types of a base whose IVR or flow serves contacts to the end: there those count too */
    uint32_t n_contains;
    bool without_p; /* no p-values, which take most of the time: for who fits the same again and again */
    uint32_t interval_s;
    int64_t first_day, last_day;
    uint32_t n_days, n_series;                    /* days with contacts, of all series */
    ccs_import_hours_t open[CCS_CALIBRATE_WEEK];  /* from = to: closed */
    uint32_t kind_of_weekday[CCS_CALIBRATE_WEEK]; /* of the demand's kinds; UINT32_MAX: closed */
    uint32_t days_of_weekday[CCS_CALIBRATE_WEEK]; /* of all series */
    uint32_t n_kinds;
    bool by_weekday; /* each weekday is a kind of its own; else Monday to Friday are one, as there are too few days */
    ccs_calibrated_t *queues;
    uint32_t n_queues;
    double *agents; /* [weekday * slots]: how many worked, on average; NULL: the files do not say */
    ccs_calibrated_number_t *numbers;
    uint32_t n_numbers;
    size_t cap_numbers;
} ccs_calibration_t;

/** Find everything. @param self  with what was read: intervals, records or both; queues of one name are one. Where both have contacts the intervals count.
 * @return 0 or a code, with every error in @p errors; free in any case */
int ccs_calibrate(ccs_calibration_t *self, ccs_err_list_t *errors);
void ccs_calibration_free(ccs_calibration_t *self);
/** Slots of a day. */
static inline uint32_t ccs_calibrate_slots(const ccs_calibration_t *self)
{
    return 86400 / self->interval_s;
}

/** "4 min 2 s", "12 %", "1,234": a number as people read it. @return text of CCS_UNITS_TEXT_MAX bytes (units.h) */
const char *ccs_calibrate_show(enum ccs_number_unit unit, double x, char *text);

/** What a fragment is called and how it came about. */
typedef struct {
    const char *how;  /* the command that wrote it */
    const char *base; /* path of a scenario that it extends, as seen from it; NULL: it stands alone, with hours and agents */
} ccs_calibrate_names_t;
/** The fragment: a scenario with a remark on every number. */
void ccs_calibrate_scenario(const ccs_calibration_t *self, const ccs_calibrate_names_t *names, FILE *to);
/** What is told beside the numbers: a law that was looked for and why there is none, laws that lost, peaks of the hazard. A line each. */
void ccs_calibrate_remarks(const ccs_calibration_t *self, uint32_t queue, FILE *to);
/** All numbers as JSON: an object. */
void ccs_calibrate_json(const ccs_calibration_t *self, FILE *to);

#endif
