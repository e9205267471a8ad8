/** @file seek_parts.h  The steps of a search. Private to study/seek. */
#ifndef CCS_SEEK_PARTS_H
#define CCS_SEEK_PARTS_H

#include "job.h"
#include "seek.h"

/** The figures at a point: logarithms of factors. */
typedef struct {
    double at[CCS_SEEK_MOST];
    double x[CCS_SEEK_MOST];           /* [figure] over all replications */
    double *influences[CCS_SEEK_MOST]; /* [figure][replication]: what each has to do with it, of mean 0 */
    bool refused;                      /* the scenario cannot have these values: there are no figures */
} ccs_seek_point_t;

/** What is asked, against the names of the scenario. @param job  of the scenario, initialised @return 0, CCS_ERR_USAGE or CCS_ERR_NOMEM */
int ccs_seek_read(ccs_seek_t *self, const ccs_job_t *job, ccs_err_t *err);
/** Simulate a point. @return 0, a code; a scenario that refuses the values is none but told in @p point, and in @p err why */
int ccs_seek_simulate(ccs_seek_t *self, const ccs_job_t *job, const double at[CCS_SEEK_MOST], uint64_t seed,
    ccs_seek_point_t *point, ccs_err_t *err);
/** Whether the scenario takes the values of a point, which is only compiled. @param err  says why not @return 0 or CCS_ERR_NOMEM */
int ccs_seek_allows(ccs_seek_t *self, const double at[CCS_SEEK_MOST], bool *allows, ccs_err_t *err);
/** Covariance of two figures over single replications. */
double ccs_seek_covariance(const ccs_seek_t *self, const ccs_seek_point_t *point, uint32_t a, uint32_t b);

#endif
