/** @file experiment.h  Replications of one plan, or of several side by side, done by a team and merged in the order of their numbers: one worker
 * and many give the same bytes. */
#ifndef CCS_EXPERIMENT_H
#define CCS_EXPERIMENT_H

#include "audience.h"
#include "parcel.h"
#include "replication.h"
#include "results.h"
#include "stop.h"
#include "team.h"

/** Progress, told by any of the workers, one call at a time. @param done, wanted  replications of all trials */
typedef void (*ccs_progress_fn)(void *listener, uint32_t done, uint32_t wanted, double precision);

/** A plan that is simulated. */
typedef struct {
    const ccs_plan_t *plan;
    const ccs_metrics_t *metrics;
    uint64_t seed;
    ccs_results_t *results;         /* initialised; gets the replications that are done, from the first on without a gap */
    const ccs_plan_t *const *plans; /* NULL: all have the plan; else that of each replication, with the same nouns */
    uint32_t first;                 /* number of the first replication, from 0 */
    ccs_parcel_t *packed;           /* gets each replication too, whole; NULL: nobody wants them */
} ccs_trial_t;

/** Add the replication that is next in order to the results of a trial. @return 0 or CCS_ERR_NOMEM */
int ccs_trial_add(const ccs_trial_t *trial, const ccs_replication_t *replication);

typedef struct {
    uint32_t replications;     /* of each trial, >= 1; also the size of a block when precision is wanted */
    uint32_t max_replications; /* with precision: stop here at the latest */
    double precision;          /* half-width wanted, relative to a mean; 0 = none wanted */
    /** The half-width that is reached, relative to the mean. @return 0 or a code, which ends the experiment */
    int (*measure)(void *context, double *reached, ccs_err_t *err);
    void *context;                  /* of measure */
    ccs_team_t *team;               /* NULL: the calling thread alone */
    const ccs_audience_t *audience; /* NULL: replications are not told */
    const ccs_stop_t *stop;
    uint32_t *asked;          /* receives how many replications of each trial are asked for so far; may be NULL */
    ccs_progress_fn progress; /* may be NULL */
    void *listener;
} ccs_experiment_options_t;

/** Run an experiment. With a precision wanted, blocks of `replications` are added until it is reached. It is looked at between blocks only, so that
 * the number of replications does not depend on the team, and seldom (see _add). Trials take turns, so that an experiment that is stopped
 * has nearly as much of each. Run again, an experiment goes on behind what is there.
 * @param trials  n of them, with equally many replications done
 * @return 0, CCS_ERR_STOPPED (results hold what was done), CCS_ERR_NOMEM, or what measure returned */
int ccs_experiment_run(const ccs_trial_t *trials, uint32_t n, const ccs_experiment_options_t *options, ccs_err_t *err);

/** Half-width relative to the mean, INFINITY where it is not defined. */
double ccs_experiment_precision(const ccs_results_t *results, uint32_t metric, uint32_t entity);
/** Replications to add to `done` before a precision is looked at again; 0: it is reached, or nothing is left.
 *
 * Who looks after every block stops where an interval happens to be short, and it covers less than it says. Therefore nothing is judged by
 * fewer than 30 observations, and from one look to the next their number grows by half (Singham and Schruben 2012, Finite-sample
 * performance of absolute precision stopping rules, INFORMS J. Computing 24; Law 2015, section 9.4.1): few looks, and each mostly at what
 * is new. How often such intervals hold what is true: docs/validation.md.
 * @param reached, wanted  half-widths relative to the mean @param observed  what the interval rests on (ccs_results_observed)
 * @return whole blocks, cut at `most` */
uint32_t ccs_experiment_add(double reached, double wanted, uint32_t observed, uint32_t done, uint32_t block, uint32_t most);

#endif
