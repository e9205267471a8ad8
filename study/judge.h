/** @file judge.h  What a run found that its reader must know before they believe a figure: each doubt is a warning that travels with the
 * result, into its file, JSON, tables and page. */
#ifndef CCS_JUDGE_H
#define CCS_JUDGE_H

#include "job_data.h"

/** Everything that is to be said about a job that has run: warnings (code 0), the scenario's own not among them. A judge of another kind is
 * a function more in judge.c. @param found  gets them, after what it has */
void ccs_judge(const ccs_job_t *job, ccs_err_list_t *found);

/** Precision reached so far: half-width relative to the mean; INFINITY where it is not defined, NAN where none is wanted. */
double ccs_judge_precision(const ccs_job_t *self);
/** Whether a precision was wanted and is not reached. */
bool ccs_judge_misses_precision(const ccs_job_t *self);

#endif
