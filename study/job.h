/** @file job.h  One scenario simulated: from a plan to a data set. What `ccsim run` and host programs have in common. */
#ifndef CCS_JOB_H
#define CCS_JOB_H

#include "experiment.h"
#include "scenario.h"
#include "threads.h"
#include "wanted.h"

/** What to run. Made by ccs_job_options, then changed. */
typedef struct {
    uint64_t seed;
    uint32_t replications;     /* 1 .. CCS_REPLICATIONS_MAX; with precision the size of a block */
    uint32_t max_replications; /* with precision; 0 = 100 blocks */
    uint32_t threads;          /* 1 .. CCS_THREADS_MAX */
    const char *precision;     /* "service_level=1%", "asa_s@type/cards=5%", or "" = not wanted */
    const char *settings;      /* the --set texts, a line each, for the result; or "" */
    const char *applied;       /* what they come to, a line each; or "" */
    const char *name;          /* of the result; NULL = the scenario's */
    bool keep_intervals;       /* replications by interval in the data set too */
    uint64_t keep_bytes;       /* budget of these; 0 = CCS_RESULTS_KEPT_BYTES */
    bool tables_only;          /* no file is written: the data set goes without what only files hold */
    const ccs_stop_t *stop;    /* may be NULL */
    ccs_progress_fn progress;  /* may be NULL */
    void *listener;
} ccs_job_options_t;

/** A job. Stays where it was initialised; refers to the scenario, which must outlive it. Zero-initialised storage can be freed. */
typedef struct {
    ccs_scenario_t *scenario;
    ccs_job_options_t options;
    ccs_threads_t threads;
    ccs_trial_t trial;
    ccs_experiment_options_t experiment; /* of the trial, */
    uint32_t metric, entity;             /* and what its precision is wanted of; metric CCS_NONE = none wanted */
    ccs_metrics_t metrics;
    ccs_results_t results;
    ccs_names_t names;
    double wanted_precision;  /* half-width relative to the mean; 0 = none */
    double reached_precision; /* where a comparison measures it; NAN = by the results */
    uint64_t together;        /* figures whose intervals hold at once; 0: each for itself */
    const char *together_of;  /* which these are, in words */
    bool compared;            /* the precision is that of differences from this job, the base */
    ccs_err_list_t warnings;  /* after ccs_job_finish: what the run found, see judge.h; the scenario's own are there */
    ccs_dataset_t data;       /* after ccs_job_finish */
    ccs_arena_t arena;
} ccs_job_t;

/** The scenario's own seed and replications, all cores. */
ccs_job_options_t ccs_job_options(const ccs_scenario_t *scenario);
/** Bytes that replications kept by interval may take. */
uint64_t ccs_job_kept_bytes(const ccs_job_options_t *options);
/** Prepare: after this the names are known and nothing was simulated. The texts of options must outlive the job.
 * @return 0, CCS_ERR_USAGE (precision that is none), CCS_ERR_SCENARIO (too many intervals) or CCS_ERR_NOMEM; _free is legal then */
int ccs_job_init(ccs_job_t *self, ccs_scenario_t *scenario, const ccs_job_options_t *options, ccs_err_t *err);
/** Whether a wish makes sense for the result to come: names, and metrics that apply and are known by interval. @return 0 or CCS_ERR_USAGE */
int ccs_job_check_wanted(const ccs_job_t *self, const ccs_wanted_t *wanted, ccs_err_t *err);
/** How many figures a wish chooses, those by interval included. */
uint64_t ccs_job_figures(const ccs_job_t *self, const ccs_wanted_t *wanted);
/** Before _run: the intervals of the figures that a wish chooses shall hold together at the confidence of the scenario (ccs_estimate_each): of
 * several variants those of each, and of all but the first their differences. @param base  the first variant, whose figures are counted; of
 * a job by itself this job @return 0 or CCS_ERR_NOMEM */
int ccs_job_hold_together(ccs_job_t *self, const ccs_job_t *base, const ccs_wanted_t *wanted, uint32_t n_variants);
/** Simulate; again: as many replications more. @return 0, CCS_ERR_STOPPED (what is finished is kept) or CCS_ERR_NOMEM */
int ccs_job_run(ccs_job_t *self, ccs_err_t *err);
/** Precision reached so far: half-width relative to the mean; INFINITY where it is not defined, NAN where none is wanted. */
double ccs_job_precision(const ccs_job_t *self);
/** Whether a precision was wanted and is not reached. */
bool ccs_job_misses_precision(const ccs_job_t *self);
/** Judge the results and make the data set; again, both anew. @param complete  whether all that was asked for was simulated @return 0 or CCS_ERR_NOMEM */
int ccs_job_finish(ccs_job_t *self, bool complete, ccs_err_t *err);
void ccs_job_free(ccs_job_t *self);

#endif
