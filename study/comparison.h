/** @file comparison.h  Variants of a scenario simulated side by side with the same customers, up to one data set. What `ccsim compare` does
 * with scenarios. */
#ifndef CCS_COMPARISON_H
#define CCS_COMPARISON_H

#include "job.h"

enum { CCS_COMPARISON_MAX = 100 }; /* variants, the base included */

/** A variant before it is simulated. */
typedef struct {
    const char *path;
    const char *name;        /* NULL = the scenario's */
    const char *const *sets; /* changes, in order */
    size_t n_sets;
    const char *const *said;             /* how a what-if said each of sets; NULL: as they stand */
    size_t n_common;                     /* settings before those of the what-if */
    const ccs_scenario_origin_t *source; /* where it is read from; NULL: the file at path */
} ccs_variant_t;

/** Zero-initialised storage can be freed. The first variant is the base. */
typedef struct {
    ccs_scenario_t *scenarios;
    ccs_job_t *jobs;
    uint32_t n, n_ready; /* variants; of these initialised */
    ccs_job_options_t options;
    uint32_t metric, entity; /* of the precision wanted */
    double precision;        /* wanted: half-width of each difference, relative to the base's mean; 0 = none */
    double reached;          /* the worst so far; NAN = not known */
    uint32_t asked;          /* replications of each variant, so far */
    ccs_threads_t threads;
    ccs_dataset_t data; /* after _finish */
    ccs_arena_t arena;
} ccs_comparison_t;

/** Read and compile every variant: errors go into the list, each with its file. @param n  1 .. CCS_COMPARISON_MAX
 * @return 0 or the code of the first error */
int ccs_comparison_load(ccs_comparison_t *self, const ccs_variant_t *variants, uint32_t n, ccs_err_list_t *errors);
/** Readers tell variants apart by their names. @param self  loaded @param remedy  how to name them otherwise, the end of the sentence
 * @return 0, or CCS_ERR_USAGE where two have one name */
int ccs_comparison_check_names(const ccs_comparison_t *self, const char *remedy, ccs_err_t *err);
/** Prepare the jobs and check that they can be compared. @param variants  those that were loaded @param options  of every job; the seed
 * only if @p same_seed, else each scenario's own
 * @return 0, CCS_ERR_SCENARIO (another horizon or interval), CCS_ERR_USAGE (precision) or CCS_ERR_NOMEM */
int ccs_comparison_prepare(ccs_comparison_t *self, const ccs_variant_t *variants, const ccs_job_options_t *options,
    bool same_seed, ccs_err_t *err);
/** Simulate every variant, block by block where a precision is wanted. @return 0, CCS_ERR_STOPPED (finished ones are kept) or
 * CCS_ERR_NOMEM */
int ccs_comparison_run(ccs_comparison_t *self, ccs_err_t *err);
/** Stack the results and add the differences from the base. Variants that have no replication yet are left out.
 * @return 0, CCS_ERR_NOMEM, or CCS_ERR_SCENARIO if none has any */
int ccs_comparison_finish(ccs_comparison_t *self, bool complete, ccs_err_t *err);
/** Replications that every variant has. */
uint32_t ccs_comparison_done(const ccs_comparison_t *self);
void ccs_comparison_free(ccs_comparison_t *self);

#endif
