/** @file job.h  One scenario simulated: from a plan to a data set. What `ccsim run` and host programs have in common. */
#ifndef CCS_JOB_H
#define CCS_JOB_H

#include "job_data.h"

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
/** Judge the results and make the data set; again, both anew. @param complete  whether all that was asked for was simulated @return 0 or CCS_ERR_NOMEM */
int ccs_job_finish(ccs_job_t *self, bool complete, ccs_err_t *err);
void ccs_job_free(ccs_job_t *self);

#endif
