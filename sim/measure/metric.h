/** @file metric.h  The metrics: rows of def/metric.def as expressions over base facts, for every entity of a plan. */
#ifndef CCS_METRIC_H
#define CCS_METRIC_H

#include <stdbool.h>
#include <stdint.h>

#include "entity.h"
#include "facts.h"
#include "metric.def"
#include "service_level.h"

enum ccs_metric {
#define X(name, unit, kind, num, den, entities, attribution, sense, margin, text) CCS_METRIC_##name,
    CCS_CENTRE_METRIC_LIST(X) CCS_N_CENTRE_METRICS,
    CCS_BEFORE_AGENT_METRICS = CCS_N_CENTRE_METRICS - 1, /* rows go on without a gap */
    CCS_AGENT_METRIC_LIST(X) CCS_BEHIND_AGENT_METRICS,
    CCS_BEFORE_DETAILED_METRICS = CCS_BEHIND_AGENT_METRICS - 1,
    CCS_DETAILED_METRIC_LIST(X) CCS_BEHIND_DETAILED_METRICS,
    CCS_BEFORE_FLOW_METRICS = CCS_BEHIND_DETAILED_METRICS - 1,
    CCS_FLOW_METRIC_LIST(X) CCS_BEHIND_FLOW_METRICS,
    CCS_BEFORE_BOT_METRICS = CCS_BEHIND_FLOW_METRICS - 1,
    CCS_BOT_METRIC_LIST(X) CCS_BEHIND_BOT_METRICS,
    CCS_BEFORE_FURTHER_METRICS = CCS_BEHIND_BOT_METRICS - 1,
    CCS_FURTHER_METRIC_LIST(X) CCS_BEHIND_FURTHER_METRICS,
    CCS_BEFORE_DUE_METRICS = CCS_BEHIND_FURTHER_METRICS - 1,
    CCS_DUE_METRIC_LIST(X) CCS_BEHIND_DUE_METRICS,
    CCS_BEFORE_OUTCOME_METRICS = CCS_BEHIND_DUE_METRICS - 1,
    CCS_OUTCOME_METRIC_LIST(X) CCS_BEHIND_OUTCOME_METRICS,
    CCS_BEFORE_MONEY_METRICS = CCS_BEHIND_OUTCOME_METRICS - 1,
    CCS_MONEY_METRIC_LIST(X) CCS_BEHIND_MONEY_METRICS,
    CCS_BEFORE_CAREER_METRICS = CCS_BEHIND_MONEY_METRICS - 1,
    CCS_CAREER_METRIC_LIST(X) CCS_BEHIND_CAREER_METRICS,
    CCS_BEFORE_CAMPAIGN_METRICS = CCS_BEHIND_CAREER_METRICS - 1,
    CCS_CAMPAIGN_METRIC_LIST(X) CCS_BEHIND_CAMPAIGN_METRICS,
    CCS_BEFORE_CAUSE_METRICS = CCS_BEHIND_CAMPAIGN_METRICS - 1,
    CCS_CAUSE_METRIC_LIST(X) CCS_BEHIND_CAUSE_METRICS,
    CCS_BEFORE_CHANNEL_METRICS = CCS_BEHIND_CAUSE_METRICS - 1,
    CCS_CHANNEL_METRIC_LIST(X) CCS_N_METRICS
#undef X
};

/** The QUANTILE rows: results keep so many numbers of each observation, in this order. */
enum ccs_percentile {
#define Q(X, percent, whose, text) CCS_PERCENTILE_##percent,
    CCS_PERCENTILE_LIST(Q, ) CCS_N_PERCENTILES
#undef Q
};

enum {
    CCS_N_WITH_THRESHOLDS = CCS_N_SERVICE_LEVELS + 1, /* rows of which there is one for each T: not_yet_due too */
    CCS_METRICS_MAX = 3 * (CCS_N_METRICS + CCS_N_WITH_THRESHOLDS * CCS_MAX_WITHIN) /* with those of ccs_metric_as */
};

/** What is kept of single agents by interval. */
enum ccs_agent_interval {
#define X(name) CCS_AGENT_INTERVAL_##name,
    CCS_AGENT_INTERVAL_LIST(X)
#undef X
        CCS_N_AGENT_INTERVALS
};
extern const enum ccs_metric CCS_AGENT_INTERVALS[CCS_N_AGENT_INTERVALS]; /* their metrics, ascending */

/** SHARE: contacts among contacts; TIME_SHARE: time within time. Both are ratios that cannot leave 0 .. 1, and so do their intervals. */
enum ccs_metric_kind {
    CCS_KIND_COUNT,
    CCS_KIND_RATIO,
    CCS_KIND_SHARE,
    CCS_KIND_TIME_SHARE,
    CCS_KIND_AVERAGE,
    CCS_KIND_QUANTILE,
    CCS_KIND_LEVEL,
    CCS_KIND_MAXIMUM,
    CCS_KIND_DAYS
};

/** What is told of a row: itself, of a ratio sum over sum; or, of a ratio where run.ratios asks for it, the mean of the ratios of single
 * replications, days or batches, and what share of these has none, 0/0, and is left out of that mean. */
enum ccs_metric_as { CCS_AS_SUMS, CCS_AS_MEAN_OF_RATIOS, CCS_AS_LEFT_OUT };

/** A row, or one of its further thresholds: sl_offered_2 is sl_offered with the second T of each type's `within`. */
typedef struct {
    const char *name, *unit, *text;
    enum ccs_metric metric;
    enum ccs_metric_kind kind;
    enum ccs_attribution attribution; /* of the numbers by interval; ENTRY reads "arrival" */
    uint32_t threshold;               /* 0-based */
    int sense;
    double margin;
    enum ccs_metric_as as;
} ccs_metric_t;

/** The metrics and entities of a plan, and which go together. */
typedef struct {
    const ccs_plan_t *plan;
    bool has_channels; /* contacts are of several */
    bool tells_causes; /* what customers mind */
    bool goes_further; /* there are rows of plans that do (ccs_metric_has_further): asked for every entity of every interval */
    uint32_t n_metrics, n_entities;
    ccs_metric_t *metrics;
    ccs_entity_t *
        entities; /* n_entities; behind them pairs of type and group, agents, and what these are off the phones for, which have figures over the run only */
    bool *applies;      /* [metric][entity, those behind them too] */
    uint32_t *n_summed; /* [entity, those behind them too]: metrics of which a record has a numerator and a denominator, */
    uint16_t *summed;   /* [entity, those behind them too][n_metrics]: which they are, in front */
    ccs_arena_t arena;
} ccs_metrics_t;

int ccs_metrics_init(ccs_metrics_t *self, const ccs_plan_t *plan);
void ccs_metrics_free(ccs_metrics_t *self);

/** The entity of a pair: n_entities and more. */
static inline uint32_t ccs_metrics_pair(const ccs_metrics_t *self, uint32_t pair)
{
    return self->n_entities + pair;
}
/** That of an agent; a plan that has figures of single agents. */
static inline uint32_t ccs_metrics_agent(const ccs_metrics_t *self, uint32_t agent)
{
    return self->n_entities + self->plan->n_team_pairs + agent;
}
/** That of what an agent is off the phones for, a row of plan.own_offs. */
static inline uint32_t ccs_metrics_agent_activity(const ccs_metrics_t *self, uint32_t own_off)
{
    return self->n_entities + self->plan->n_team_pairs + ccs_plan_n_watched(self->plan) + own_off;
}
/** Whether a metric is of a kind of entity at all. */
bool ccs_metric_is_of(uint32_t metric, enum ccs_entity_kind kind);
/** Whether a metric is defined for an entity. */
bool ccs_metrics_apply(const ccs_metrics_t *self, uint32_t metric, uint32_t entity);
/** The types whose contacts an entity includes; none of an entity of agents or lines. */
static inline const ccs_fact_rows_t *ccs_metrics_types(const ccs_metrics_t *self, uint32_t entity)
{
    return &self->entities[entity].of[CCS_BLOCK_TYPE];
}
/** Whether what a share counts can happen to any contact of an entity: where nobody loses patience the abandonment rate is 0 for sure, and not for
 * want of luck. True for all other metrics. */
bool ccs_metrics_can_happen(const ccs_metrics_t *self, uint32_t metric, uint32_t entity);

/** Numerator and denominator of every metric for one entity over a record. COUNT has denominator 1, AVERAGE @p open_s.
 * DAYS judges the record as one day. A mean of ratios has the record's ratio and denominator 1, or 0 and 0 where there is none. QUANTILE gives NAN, DAYS too in mode steady. num, den: n_metrics each; NAN where the metric does not apply. */
void ccs_metrics_evaluate(const ccs_metrics_t *self, const ccs_facts_t *facts, const ccs_record_t *record, uint32_t entity,
    double open_s, double *num, double *den);

/** Numerator and denominator of each of CCS_AGENT_INTERVALS for one agent, whether or not it is one that has them. @param row  the agent's facts */
void ccs_metrics_evaluate_agent(const double *row, double num[CCS_N_AGENT_INTERVALS], double den[CCS_N_AGENT_INTERVALS]);

/** The type's service level by its own variant: that row's expressions on the type's facts in a record alone, who accepted to be called back being taken for
 * what the type says. */
void ccs_metrics_level_of_type(const ccs_facts_t *facts, const ccs_record_t *record, uint32_t id, double *num, double *den);
/** Of those of the type whom a record offers, those who did not abandon: 1 - abandonment_rate. */
static inline void ccs_metrics_kept_of_type(const ccs_facts_t *facts, const ccs_record_t *record, uint32_t id, double *num,
    double *den)
{
    const double *const row = &record->type[(size_t) id * facts->type_width];

    *den = row[CCS_FACT_offered];
    *num = *den - row[CCS_FACT_abandoned];
}
/** Whether these make this share, at least. */
static inline bool ccs_metrics_reaches(double frac, double num, double den)
{
    return num >= frac * den * (1 - 4e-16); /* 55 of 100 reach 0.55, though 0.55 * 100 is just above 55 in doubles */
}

/** A row of def/metric.def, without further thresholds, and its name. */
const ccs_metric_t *ccs_metric_row(uint32_t metric);
const char *ccs_metric_name(uint32_t metric);
/** What people call the metric of this name: "Service level", "Half wait no longer than"; the name itself where nobody calls it anything else. */
const char *ccs_metric_label(const char *name);
/** Which percentile a row is; CCS_NONE if it is none. */
uint32_t ccs_metric_percentile(uint32_t metric);
/** The share of waits that are no longer than it, 0 .. 1. */
double ccs_percentile_probability(uint32_t percentile);
/** The same by its row; NAN if that is none. */
double ccs_metric_probability(uint32_t metric);
/** The metric of a service level. */
enum ccs_metric ccs_metric_of_level(enum ccs_service_level level);
const char *ccs_attribution_name(enum ccs_attribution attribution); /* "arrival", "event", "split" */
/** What results call it: shares are "ratio" too. */
const char *ccs_metric_kind_name(enum ccs_metric_kind kind);

#endif
