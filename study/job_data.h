/** @file job_data.h  What a job is: a scenario, how it is to be run, what came of it so far. Verbs: job.h, judge.h. */
#ifndef CCS_JOB_DATA_H
#define CCS_JOB_DATA_H

#include "experiment.h"
#include "scenario.h"
#include "threads.h"
#include "wanted.h"

/** What to run. Made by ccs_job_options, then changed. */
typedef struct {
    uint64_t seed;
    uint32_t replications;      /* 1 .. CCS_REPLICATIONS_MAX; with precision the size of a block */
    uint32_t first_replication; /* its number, from 0: replications from there on */
    uint32_t max_replications;  /* with precision; 0 = 100 blocks */
    uint32_t threads;           /* 1 .. CCS_THREADS_MAX */
    const char *precision;      /* "service_level=1%", "asa_s@type/cards=5%", or "" = not wanted */
    const char *settings;       /* the --set texts, a line each, for the result; or "" */
    const char *applied;        /* what they come to, a line each; or "" */
    const char *warned;         /* what the scenario warned of where it was compiled first, a line each; NULL: here */
    const char *name;           /* of the result; NULL = the scenario's */
    bool keep_intervals;        /* replications by interval in the data set too */
    bool keep_replications;     /* each whole in the data set too, to be joined to others (packed.h) */
    uint64_t keep_bytes;        /* budget of these; 0 = CCS_RESULTS_KEPT_BYTES */
    bool tables_only;           /* no file is written: the data set goes without what only files hold */
    bool run_only;              /* of a comparison: nobody looks at differences by interval, for which replications are kept */
    const ccs_audience_t *audience; /* of its replications; NULL: they are not told */
    const ccs_stop_t *stop;         /* may be NULL */
    ccs_progress_fn progress;       /* may be NULL */
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
    ccs_parcel_t packed; /* with keep_replications */
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

#endif
