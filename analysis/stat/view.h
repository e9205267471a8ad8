/** @file view.h  A result as tables see it: metrics by entity, by interval, with their names and labels. From a data set alone, be it
 * just made or read from a file. */
#ifndef CCS_VIEW_H
#define CCS_VIEW_H

#include "dataset.h"
#include "horizon.h"

/** An estimate with its confidence interval, which need not be symmetric; half_width is half its length. NAN = not defined. */
typedef struct {
    double mean, half_width, low, high;
} ccs_point_t;

/** A symmetric one. */
static inline ccs_point_t ccs_point_around(double mean, double half_width)
{
    return (ccs_point_t){mean, half_width, mean - half_width, mean + half_width};
}

/** The target of a contact type. */
typedef struct {
    double wanted_frac; /* NAN = none */
    double within_s;
    const char *counted_as; /* name of the variant of service level */
    double short_s;         /* who gives up within it is a short abandon; NAN = nobody is */
    const char *called;     /* what counts beside it: "who accepts to be called back is left out"; NULL or empty: nothing */
    double abandoned_frac;  /* abandonment_rate at most; NAN = no bound */
    uint32_t of;            /* enum ccs_promise_of: what is to have happened within the time */
    bool by_business_hours; /* the time is meant so */
} ccs_target_t;

enum { CCS_TARGET_FORMULA_MAX = 240 };
/** Whether both are counted alike, of whatever share within whatever time. */
bool ccs_target_counts_as(const ccs_target_t *a, const ccs_target_t *b);
/** What its service level counts, by a name: "sl_offered", "resolution". */
const char *ccs_target_counting(const ccs_target_t *target);
/** "sl_excl_short: answered within T / (offered - short abandons), short: within 5 s"; the name alone if it is not known. @return text */
const char *ccs_target_formula(const ccs_target_t *target, char text[CCS_TARGET_FORMULA_MAX]);

/** What rows of figures stand for: the whole run, its intervals, its days, pairs of a type and a group that serves it, single agents, these by
 * interval, or what each agent is off the phones for. Pairs and agents are no entities of the result: they stand in the place of all; but for agents by
 * interval, they have figures over the run only. */
enum ccs_axis {
    CCS_AXIS_RUN,
    CCS_AXIS_INTERVAL,
    CCS_AXIS_DAY,
    CCS_AXIS_PAIR,
    CCS_AXIS_AGENT,
    CCS_AXIS_AGENT_INTERVAL,
    CCS_AXIS_AGENT_ACTIVITY,
    CCS_N_AXES
};
static inline bool ccs_axis_is_apart(enum ccs_axis axis)
{
    return axis >= CCS_AXIS_PAIR;
}
static inline bool ccs_axis_has_times(enum ccs_axis axis)
{
    return axis == CCS_AXIS_INTERVAL || axis == CCS_AXIS_DAY || axis == CCS_AXIS_AGENT_INTERVAL;
}

/** Figures along an axis that is not always there: by day [entity][day], of pairs [pair], of agents [agent], of
 * these by interval [agent][interval], and of what they are off the phones for [agent and reason]. */
typedef struct {
    uint32_t n; /* 0: the result has none */
    const char *const *names;
    const char **labels;                                  /* what people read; NULL of days and of agents by interval */
    const double **means, **half_widths, **lows, **highs; /* [metric]; NULL: this metric is not known so */
} ccs_slices_t;

/** A limit that the scenario sets for a figure, in the metric's unit (lights.h). */
typedef struct {
    const char *name, *label; /* "busy/group/desk"; what people read of the figure */
    uint32_t metric, entity;
    double yellow, red; /* NAN: no such step */
    bool above;         /* a figure above it is beyond it; else one below */
    enum ccs_axis axis; /* what is held against it: intervals, days, the run */
} ccs_limit_row_t;

/** One configuration (scenario or variant) of a data set, which must outlive the view. */
typedef struct {
    const ccs_dataset_t *data;
    uint32_t config, n_configs; /* which one, of how many */
    /* file: the scenario's, without folder and ending; of a what-if another one than the name */
    const char *name, *file, *title, *mode, *seed, *settings, *applied, *scenario, *warnings, *precision, *version, *revision;
    const char *report;       /* "day", "week", "month": what its intervals are instead (clock.report); NULL: intervals */
    const char *intervals_by; /* "service", "exit": of what contacts count in an interval (run.intervals_by); NULL: of entry */
    uint64_t replications, replications_asked;
    uint32_t first_replication; /* its number, from 1 */
    uint64_t together;          /* figures whose intervals hold at once; 0: each for itself, at `confidence` */
    const char *together_of;    /* which these are, in words; NULL: none, or not known */
    bool complete;
    double precision_wanted, precision_reached;           /* half-widths relative to the mean; NAN: none asked for */
    double confidence, open_s;                            /* open_s: opening hours of one observation */
    uint32_t n_metrics, n_entities, n_intervals, n_types; /* n_intervals 0: a result without intervals */
    uint32_t n_observations;                              /* of this configuration: replications, in mode steady batches */
    const char *const *metrics, *const *units, *const *kinds, *const *metric_texts, *const *attributions;
    const char *const *entities; /* "all", "type/cards", ... */
    const char **labels;         /* by entity: what people read, without its kind */
    const char *const *intervals;
    const uint32_t *interval_open;
    const uint32_t *interval_day;                    /* index of its day; NULL: not known (one day, files of older programs) */
    const double *interval_start_s, *interval_end_s; /* since midnight of the first day; end NAN: never */
    const uint32_t *applies;                         /* [metric][entity] */
    const double *senses, *margins;
    const double **means, **half_widths;                   /* [metric][entity] */
    const double **lows, **highs;                          /* the same; NULL: those of mean and half-width (files of 0.1.0) */
    const double **interval_means, **interval_half_widths; /* [metric][entity * n_intervals + interval]; NULL: none */
    const double **interval_lows, **interval_highs;
    ccs_slices_t agent_intervals; /* names are the agents' */
    ccs_slices_t days, pairs, agents,
        agent_activities; /* names of all but days are entities, "pair/cards/general", "agent/general/7",
                                                         * "agent_activity/desk/anna/lunch" */
    const char *const *activity_agents, *const *activity_reasons; /* of agent_activities: "desk/anna", "lunch" */
    const char *basis;                                            /* what intervals rest on, in words; "": each observation */
    const uint32_t *groups; /* [observation]: its independent batch from 1, 0: none; NULL: each is independent */
    uint32_t n_groups;
    uint32_t set;                   /* replications that are drawn together (run.variance); 1: each for itself */
    const double *values, *weights; /* [observation][entity][metric] */
    uint32_t n_probabilities, n_sections, n_kept, n_columns;
    const double *probabilities;              /* of quantiles over observations */
    const double *quantiles;                  /* [metric][entity][probability] */
    const double *interval_quantiles;         /* [metric][entity][interval][probability]; NULL: none */
    const double *without_section;            /* [section][entity][metric]; NULL: none */
    const double *kept_values, *kept_weights; /* [kept replication][interval][column]; NULL: not kept */
    uint32_t *columns;                        /* [metric][entity]; CCS_DATA_NONE: no column */
    ccs_target_t *targets;                    /* by type, in the order of the entities type/NAME */
    uint32_t *type_entity;                    /* by type: its entity */
    uint32_t n_limits;
    ccs_limit_row_t *limits;
    const uint32_t
        *type_closed; /* [interval][type]: 1 while it is closed though the centre is open; NULL: none ever is, or not known */
    const uint32_t *
        due_dates; /* by type: contacts that wait when the run begins and count by dates of their own; NULL: none, or not known */
    ccs_arena_t arena;
} ccs_view_t;

/** How many replications of a configuration are drawn together (run.variance); 1: each for itself, or the result does not say. */
uint32_t ccs_view_set(const ccs_dataset_t *data, uint32_t config);
/** Configurations of a data set, 0 if it is no result. */
uint32_t ccs_view_configs(const ccs_dataset_t *data);
/** @param config  0 .. ccs_view_configs - 1
 * @return 0, CCS_ERR_SCENARIO (the data set is no result) or CCS_ERR_NOMEM. _free is legal after a failure. */
int ccs_view_open(ccs_view_t *self, const ccs_dataset_t *data, uint32_t config, ccs_err_t *err);
void ccs_view_free(ccs_view_t *self);

/** The level at which all intervals that hold together do: that of each where they do not. */
double ccs_view_joint_confidence(const ccs_view_t *self);
enum { CCS_CONFIDENCE_MAX = 96 };
/** "95 % confidence", "99.58 % confidence (95 % for all 12 figures together)". @return text */
const char *ccs_view_confidence(const ccs_view_t *self, char text[CCS_CONFIDENCE_MAX]);

/** Index of a name; CCS_DATA_NONE if there is none. */
uint32_t ccs_view_metric(const ccs_view_t *self, const char *name);
uint32_t ccs_view_entity(const ccs_view_t *self, const char *name);
/** A metric that is known by interval; CCS_DATA_NONE if there is no such. */
uint32_t ccs_view_interval_metric(const ccs_view_t *self, const char *name);
/** Whether the name of an entity is of a kind: type/cards is a type. */
bool ccs_view_is_kind(const char *entity, const char *kind);
/** Entities of a kind, in order. @return how many of them were written to found, at most max */
uint32_t ccs_view_entities(const ccs_view_t *self, const char *kind, uint32_t *found, uint32_t max);
/** Types that a group, an entity, serves. @return how many were written to found (entities), at most max */
uint32_t ccs_view_types_of_group(const ccs_view_t *self, uint32_t group, uint32_t *found, uint32_t max);
bool ccs_view_applies(const ccs_view_t *self, uint32_t metric, uint32_t entity);
ccs_point_t ccs_view_point(const ccs_view_t *self, uint32_t metric, uint32_t entity);
/** Whether a metric is known by interval; its value there, NAN if it is not. */
bool ccs_view_has_intervals(const ccs_view_t *self, uint32_t metric);
/** The same along any axis. @param entity  of pairs and agents it does not matter @param at  of the run it does not matter */
bool ccs_view_has(const ccs_view_t *self, enum ccs_axis axis, uint32_t metric);
ccs_point_t ccs_view_at(const ccs_view_t *self, enum ccs_axis axis, uint32_t metric, uint32_t entity, uint32_t at);
/** How many there are along an axis, 1 of the run; the name of one, "" of the run; its interval or its day, "" where it has none. */
uint32_t ccs_view_count(const ccs_view_t *self, enum ccs_axis axis);
const char *ccs_view_name(const ccs_view_t *self, enum ccs_axis axis, uint32_t at);
const char *ccs_view_time(const ccs_view_t *self, enum ccs_axis axis, uint32_t at);
/** Pairs, agents, or what these are off the phones for. */
const ccs_slices_t *ccs_view_apart(const ccs_view_t *self, enum ccs_axis axis);
/** "interval", "day", "pair", "agent", "agent_interval", "agent_activity"; "" of the run. */
const char *ccs_axis_name(enum ccs_axis axis);
/** Quantile over the observations, over the replications in an interval: the band that single days make. @p probability: index into
 * probabilities. NAN where the result has none. */
double ccs_view_quantile(const ccs_view_t *self, uint32_t metric, uint32_t entity, uint32_t probability);
double ccs_view_quantile_at(const ccs_view_t *self, uint32_t metric, uint32_t entity, uint32_t interval, uint32_t probability);
/** Index of a probability, CCS_DATA_NONE if there is none. */
uint32_t ccs_view_probability(const ccs_view_t *self, double p);
ccs_point_t ccs_view_point_at(const ccs_view_t *self, uint32_t metric, uint32_t entity, uint32_t interval);

/** Independent batches of the run in mode steady; 1 in mode day. */
uint32_t ccs_view_batches(const ccs_view_t *self);
/** Observations that intervals rest on: those that count as one (independent batches, sets of run.variance) are one. */
uint32_t ccs_view_independent(const ccs_view_t *self);
/** What it must have in common with another one to be compared; refers to the view. */
ccs_horizon_t ccs_view_horizon(const ccs_view_t *self);

#endif
