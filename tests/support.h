/** @file support.h  What tests share: a plan from a text, one replication of it, a whole experiment, and what they found.
 *
 * For tests only: a text that does not compile is told on standard error and ends the program. Knows no test framework, so that
 * plain programs can use it too. */
#ifndef SUPPORT_H
#define SUPPORT_H

#include "contact_log.h"
#include "experiment.h"
#include "threads.h"

/** Compile a scenario; warnings are allowed. @return the plan, for plan_delete */
ccs_plan_t *plan_from_text(const char *cfg);
/** The first gap of every type is a whole one, as it is where `gap` stands alone. */
void begin_with_whole_gaps(ccs_plan_t *plan);
/** Null-safe. */
void plan_delete(ccs_plan_t *plan);
/** Ids by name; a name that is not there ends the program. */
uint32_t type_of(const ccs_plan_t *plan, const char *name);
uint32_t group_of(const ccs_plan_t *plan, const char *name);
uint32_t pair_of(const ccs_plan_t *plan, const char *type, const char *group);
uint32_t entity_of(const ccs_metrics_t *metrics, const char *name);
/** Also of further thresholds, "sl_offered_2". */
uint32_t metric_of(const ccs_metrics_t *metrics, const char *name);

/** A plan and the last replication of it. */
typedef struct {
    ccs_plan_t *plan;
    ccs_metrics_t metrics;
    ccs_replication_t replication;
} run_t;

/** Compile and simulate replication 0 with the scenario's seed. @return the run, for run_delete */
run_t *run_text(const char *cfg);
/** Simulate another replication in the same memory. */
void run_again(run_t *self, uint64_t seed, uint32_t number);
/** Null-safe. */
void run_delete(run_t *self);
/** A fact in one cell. */
double type_fact(const run_t *self, uint32_t cell, uint32_t type, enum ccs_type_fact fact);
double pair_fact(const run_t *self, uint32_t cell, uint32_t pair, enum ccs_pair_fact fact);
double group_fact(const run_t *self, uint32_t cell, uint32_t group, enum ccs_group_fact fact);
double trunk_fact(const run_t *self, uint32_t cell, uint32_t trunk, enum ccs_trunk_fact fact);
double answered_within(const run_t *self, uint32_t cell, uint32_t type, uint32_t k);
double abandoned_within(const run_t *self, uint32_t cell, uint32_t type, uint32_t k);
double not_yet_due(const run_t *self, uint32_t cell, uint32_t type, uint32_t k);
/** A fact summed over all cells, closed ones too. */
double type_total(const run_t *self, uint32_t type, enum ccs_type_fact fact);
double pair_total(const run_t *self, uint32_t pair, enum ccs_pair_fact fact);
double block_total(const run_t *self, enum ccs_block block, uint32_t row, uint32_t fact);
/** A metric of all types in the first interval. @param open_s  the opening hours in it */
double figure_of(const run_t *self, const char *metric, double open_s);

/** The rows of a short log. */
typedef struct {
    uint32_t n;
    ccs_contact_row_t at[16];
} contact_rows_t;

/** What the log of replication 0 with the scenario's seed has, which is simulated once more; more rows than there is room for end the program. */
contact_rows_t run_log(run_t *self);

/** A plan and what an experiment on it found. */
typedef struct {
    ccs_plan_t *plan;
    ccs_metrics_t metrics;
    ccs_experiment_options_t options;
    uint64_t seed;
    uint32_t threads;        /* 0 and 1: none but the calling one */
    uint32_t metric, entity; /* of options.precision */
    ccs_results_t results;
    int ret; /* of ccs_experiment_run */
} experiment_t;

/** Compile and prepare: the scenario's seed and replications, one thread, no precision. Options may be changed before _run.
 * @return for experiment_delete */
experiment_t *experiment_new(const char *cfg);
/** Simulate. @return ret */
int experiment_run(experiment_t *self);
/** Both of them with a number of replications and threads. */
experiment_t *experiment_text(const char *cfg, uint32_t replications, uint32_t threads);
/** Null-safe. */
void experiment_delete(experiment_t *self);
ccs_estimate_t estimate_of(const experiment_t *self, const char *metric, const char *entity);
/** The first thing in which two results differ by a bit, NULL if there is none. Both are of the same scenario. */
const char *results_difference(const ccs_results_t *a, const ccs_results_t *b);

/** Five replications of a scenario, each told and not: what adds up is verified as they end. @return whether much was told, and the facts are the same */
bool is_same_told(const char *cfg);

#endif
