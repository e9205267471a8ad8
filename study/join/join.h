/** @file join.h  Results of different replications of one scenario put together: the data set is that of one run of all of them, to the last bit. */
#ifndef CCS_JOIN_H
#define CCS_JOIN_H

#include "job.h"

/** Zero-initialised storage can be freed. Stays where it was made. */
typedef struct {
    ccs_scenario_t scenario;
    ccs_job_t job; /* after ccs_join its data is the result */
} ccs_join_t;

/** Whether a data set is a result of ccsim run, which can be joined to others if it carries its replications. */
bool ccs_join_is_run(const ccs_dataset_t *data);
/** @param data  n of them, in any order, which must outlive the join @param names  of their files, for errors @param errors  gets what is wrong with the scenario
 * @return 0; CCS_ERR_SCENARIO: one carries no replications, is of another version, scenario or seed, or replications are there twice or missing; CCS_ERR_NOMEM */
int ccs_join(ccs_join_t *self, const ccs_dataset_t *data, const char *const *names, size_t n, ccs_err_list_t *errors,
    ccs_err_t *err);
void ccs_join_free(ccs_join_t *self);

#endif
