/** @file result.h  The results of an experiment as a data set: what a result file holds and what tables are made of. */
#ifndef CCS_RESULT_H
#define CCS_RESULT_H

#include "dataset.h"
#include "results.h"

/** Where a result comes from. All texts must outlive the call only. */
typedef struct {
    const char *name;     /* stem of the scenario's file */
    const char *scenario; /* the complete text */
    const char *settings; /* the --set texts, one a line */
    const char *version, *revision;
    uint64_t seed;
    uint32_t replications; /* asked for */
    const char *precision; /* "service_level=1%", or "" */
    bool complete;         /* all that was asked for is there */
} ccs_provenance_t;

/** Fill @p out, which is zero-initialised by the caller and freed by him also after an error. Texts of the plan and the metrics are
 * shared: both must outlive it. @return 0 or CCS_ERR_NOMEM
 *
 * Dimensions: config (1), replication (observations: replications, or batches in mode steady), entity, metric, type, group, pair,
 * trunk, within, and in mode day: interval, day (only if there are several), moment.
 * Variables, M a metric, F a base fact of K in {type, pair, group, trunk}:
 *   M (config, entity), M_half_width                      estimates over the run
 *   value_by_replication (config, replication, entity, metric)   single observations
 *   M_by_interval (config, entity, interval), M_by_interval_half_width
 *   moments_by_interval (config, metric, entity, interval, moment)
 *   K_F (config, replication, K), K_F_by_day (config, replication, day, K), type_answered_within (…, within), type_abandoned_within
 *   wait_count (config, type, wait_bin)                   histogram of the waits of answered contacts
 *   metric_* (metric), type_* group_* pair_* trunk_* (…)   what they are
 *   metric_applies (metric, entity)                       1 where a metric is defined for an entity */
int ccs_result_make(const ccs_results_t *results, const ccs_provenance_t *provenance, ccs_dataset_t *out);

#endif
