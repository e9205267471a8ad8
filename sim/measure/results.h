/** @file results.h  What a whole experiment found: observations, sums by interval, estimates with confidence intervals.
 *
 * An observation is a replication (mode day) or a batch of one (mode steady). Replications are added in the order of their numbers, so
 * that the sums do not depend on which thread simulated what. */
#ifndef CCS_RESULTS_H
#define CCS_RESULTS_H

#include "estimate.h"
#include "facts.h"
#include "kept.h"
#include "metric.h"
#include "pulse.h"

enum { CCS_RESULTS_SECTIONS = 20 };                  /* parts of an experiment that intervals of quantiles rest on: mode day */
enum { CCS_RESULTS_PARTS = 32 };                     /* the same of a replication, mode steady, at most */
#define CCS_RESULTS_KEPT_BYTES (UINT64_C(256) << 20) /* unless something else is asked for */

/** Sums over replications of a metric in one cell. */
typedef struct {
    double num, den, num2, den2, cross;
} ccs_sums_t;

/** An estimate. */
typedef struct {
    double mean;       /* NAN = not defined (0/0) */
    double half_width; /* half of high - low */
    double low,
        high; /* of the confidence interval; NAN = not defined (one observation). Of shares within 0 .. 1; need not be symmetric */
    uint32_t n; /* observations */
} ccs_estimate_t;

/** Mode steady: what the intervals rest on. Batches lie next to one another in a replication; as many are put together as independence asks. */
typedef struct {
    uint32_t n_replications; /* for which this holds */
    uint32_t each, n;        /* independent batches of a replication, and of all */
    double length_s;         /* of one of them */
    double memory_s;         /* integrated autocorrelation time of the contacts present; 0: nothing is felt */
    double von_neumann;      /* test of independence of these batches, standard normal; NAN: too few */
    double warm_up_s;        /* found and not counted, mean of the replications; 0 where it is written */
    double wanted_s;         /* too short: how long a replication should be, at least */
    enum ccs_batching { CCS_BATCHES, CCS_BATCHES_REPLICATIONS, CCS_BATCHES_TOO_SHORT, CCS_BATCHES_ONE_DRAW } kind;
} ccs_batching_t;

/** What a replication in mode steady leaves beside its facts. */
typedef struct {
    const ccs_pulse_t *pulse;
    const ccs_histogram_t *parts; /* [ccs_results_parts][type]: waits of the contiguous parts of the replication */
} ccs_steady_t;

/** Student's quantile for n observations. */
typedef struct {
    uint32_t n;
    double t;
} ccs_student_t;

typedef struct {
    const ccs_plan_t *plan;
    const ccs_metrics_t *metrics;
    double confidence;
    ccs_student_t *student;   /* the one used last */
    ccs_batching_t *batching; /* mode steady: the one asked for last */
    double open_s;            /* of one observation */
    double *day_open_s;       /* by day, where there are several */
    uint32_t per_replication; /* observations of a replication: 1, or the batches */
    uint32_t n_replications;  /* added so far */
    uint32_t n_obs;
    size_t record_size;
    double *records; /* [observation][record_size] */
    double *ledgers; /* [replication][n_ledger]; NULL: nobody asks what things cost */
    size_t n_ledger;
    double *day_records;      /* [replication][day][record_size]; NULL unless there are several days */
    double *quantiles;        /* [observation][entity][CCS_N_PERCENTILES] */
    ccs_histogram_t *waits;   /* by type, all observations together */
    ccs_histogram_t *spreads; /* the same of what detailed figures count: [CCS_N_SPREADS] by type; NULL: nothing */
    ccs_histogram_t *
        sections; /* [section][type]; mode day: replication r is in section r % CCS_RESULTS_SECTIONS; steady: parts_each of each */
    uint32_t parts_each; /* mode steady: sections of a replication, halved as replications come */
    uint32_t *skipped;   /* mode steady, by replication: batches in front that are warm-up */
    double memory_s;     /* mode steady: summed over replications */
    uint32_t set;        /* mode day: replications that were drawn together, on which intervals rest as one; 1: each for itself */
    ccs_histogram_t *scratch; /* one, for estimates: they must not fail */
    uint32_t n_columns;       /* pairs of metric and entity that apply, quantiles left out */
    uint32_t *column_metric, *column_entity;
    double *sums;       /* [cell][column][sums_each]; NULL in mode steady */
    uint32_t sums_each; /* 2: numerators and denominators, from which all sums of one replication follow; of more: a ccs_sums_t */
    double *
        agent_sums; /* [cell][agent][figure][sums_each], figures as in CCS_AGENT_INTERVALS; NULL unless run.agents asks for them */
    uint32_t agent_metrics[CCS_N_AGENT_INTERVALS]; /* which metrics these are */
    ccs_kept_t kept;                               /* mode day */
    uint32_t cap_replications;
    ccs_facts_t shape; /* layout only: no rows */
    ccs_arena_t arena;
} ccs_results_t;

/** @return 0, CCS_ERR_NOMEM, or CCS_ERR_SCENARIO when the sums by interval, or those of single agents, would pass CCS_RESULTS_MAX_BYTES. */
int ccs_results_init(ccs_results_t *self, const ccs_plan_t *plan, const ccs_metrics_t *metrics, double confidence,
    ccs_err_t *err);
/** The same without what is by interval, for figures over the run alone: it takes little memory, and little time to add to. @return 0 or CCS_ERR_NOMEM */
int ccs_results_init_run(ccs_results_t *self, const ccs_plan_t *plan, const ccs_metrics_t *metrics, double confidence,
    ccs_err_t *err);
/** Pairs of metric and entity that have a figure in every cell. */
uint32_t ccs_results_count_columns(const ccs_metrics_t *metrics);
/** Before the first _add: what is kept of replications by interval, and how much memory it may take. Without a call their values alone, for
 * bands, in CCS_RESULTS_KEPT_BYTES. @param weights  their denominators too, for differences */
void ccs_results_keep(ccs_results_t *self, bool weights, uint64_t max_bytes);
void ccs_results_free(ccs_results_t *self);
#define CCS_RESULTS_MAX_BYTES (UINT64_C(1) << 30)

/** Add the replication that is next in order. @p quantiles: [per_replication][entity][CCS_N_PERCENTILES]; @p waits: by type, the whole
 * replication. @p steady: NULL in mode day; without it, in mode steady, batches count as independent. @return 0 or CCS_ERR_NOMEM */
int ccs_results_add(ccs_results_t *self, const ccs_facts_t *facts, const double *quantiles, const ccs_histogram_t *waits,
    const ccs_steady_t *steady);
/** Parts in which a replication in mode steady keeps its waits, and the one of a batch. */
uint32_t ccs_results_parts(const ccs_plan_t *plan);
uint32_t ccs_results_part_of(const ccs_plan_t *plan, uint32_t batch);
/** What intervals rest on: replications, or sets of those that were drawn together; in mode steady the independent batches of all. */
uint32_t ccs_results_observed(const ccs_results_t *self);
/** How often over the run the rarer of what a share tells apart was seen: contacts who abandoned, or who did not. NAN where it is not defined,
 * or cannot happen. */
double ccs_results_events(const ccs_results_t *self, uint32_t metric, uint32_t entity);
/** Mode steady: which batches are independent, so that intervals can rest on them. */
const ccs_batching_t *ccs_results_batching(const ccs_results_t *self);
/** Of an observation: the number of its independent batch from 1; 0: it is warm-up and does not count. Mode day: of its replication, or its set. */
uint32_t ccs_results_group(const ccs_results_t *self, uint32_t observation);
/** The quantiles of every entity from histograms by type. @p scratch: one histogram. @p to: [entity][CCS_N_PERCENTILES] */
void ccs_results_quantiles(const ccs_metrics_t *metrics, const ccs_histogram_t *waits, ccs_histogram_t *scratch, double *to);

/** Estimates over the whole run of every metric for one entity, or a pair (ccs_metrics_pair). Counts are those of a replication. Ratios: sum over sum, delta method; of
 * shares cut at 0 and 1, and exact for what all contacts or none had in common, as if each were independent. Shares of days: ccs_estimate_days.
 * Quantiles: of all waits together; mode day: the quantiles at the ends of an interval for the share of
 * waits below, which is a ratio over sections of replications; mode steady: over independent batches, from which all intervals come. NAN where metric and entity do not go
 * together. @p out: n_metrics */
void ccs_results_estimate_entity(const ccs_results_t *self, uint32_t entity, ccs_estimate_t *out);
/** The same of a day, over the replications, of its own opening hours; results with several days. No quantiles. */
void ccs_results_estimate_day(const ccs_results_t *self, uint32_t entity, uint32_t day, ccs_estimate_t *out);
/** One of them. */
ccs_estimate_t ccs_results_estimate(const ccs_results_t *self, uint32_t metric, uint32_t entity);
/** Mode day: a column in one cell. */
ccs_estimate_t ccs_results_estimate_column(const ccs_results_t *self, uint32_t column, uint32_t cell);
/** Mode day, where run.agents asks for it: a figure, of CCS_AGENT_INTERVALS, of an agent in one cell; NAN where the agent has none. */
ccs_estimate_t ccs_results_estimate_agent(const ccs_results_t *self, uint32_t figure, uint32_t agent, uint32_t cell);
/** Bytes that sums of single agents by interval take; 0: nobody asks for them. More than CCS_RESULTS_MAX_BYTES are refused. */
uint64_t ccs_results_agent_bytes(const ccs_plan_t *plan);
/** The values of every metric in one observation: the ratio, count, average, quantile or maximum itself, and what they weigh in sums over
 * sums: the denominator; 1 for quantiles, which have none. @p out, @p weights: n_metrics */
void ccs_results_observe_entity(const ccs_results_t *self, uint32_t entity, uint32_t observation, double *out, double *weights);
/** The quantiles of all waits but those of one section, in mode day replication r being in section r mod CCS_RESULTS_SECTIONS; ranks spread
 * within a bucket. Differences between results rest on them (delete-a-group jackknife, Shao and Tu 1995, section 2.3).
 * @p out: CCS_N_PERCENTILES; NAN for entities without waits */
void ccs_results_quantiles_without(const ccs_results_t *self, uint32_t entity, uint32_t section, double *out);
/** Sections in use; 0: no interval of a quantile can rest on them. */
uint32_t ccs_results_sections(const ccs_results_t *self);
/** Mode day: the sums over replications of a column in one cell. */
ccs_sums_t ccs_results_sums(const ccs_results_t *self, uint32_t column, uint32_t cell);
/** The record of an observation, or of a day of a replication. */
ccs_record_t ccs_results_record(const ccs_results_t *self, uint32_t observation);
ccs_record_t ccs_results_day_record(const ccs_results_t *self, uint32_t replication, uint32_t day);

#endif
