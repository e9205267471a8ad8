/* judge.c - the judges, one function each. Invariant: they read results and change nothing; what they say follows from the results alone,
 * so that equal runs say the same. */
#include "judge.h"

#include <math.h>

#include "basis.h"

/* A precision that was asked for and not reached. */
static void judge_precision(const ccs_job_t *job, ccs_err_list_t *found)
{
    const double reached = ccs_job_precision(job);
    const unsigned long n = job->results.n_replications;

    if (!ccs_job_misses_precision(job)) return;
    if (isinf(reached))
        (void) ccs_err_list_add(found, CCS_ERR_OK, NULL, NULL,
            "%s is not reached after %lu replications: it is not defined for a mean of 0 or without a mean",
            job->options.precision, n);
    else
        (void) ccs_err_list_add(found, CCS_ERR_OK, NULL, NULL, "%s is not reached after %lu replications: %s %.3g %% of %s",
            job->options.precision, n, job->compared ? "a difference has a half-width of" : "the half-width is", 100 * reached,
            job->compared ? "the base" : "the mean");
}

/* Intervals that are missing, or rest on too little. */
static void judge_intervals(const ccs_job_t *job, ccs_err_list_t *found)
{
    char text[CCS_BASIS_MAX];

    if (*ccs_basis_doubt(&job->results, text)) (void) ccs_err_list_add(found, CCS_ERR_OK, NULL, NULL, "%s", text);
}

void ccs_judge(const ccs_job_t *job, ccs_err_list_t *found)
{
    static void (*const judges[])(const ccs_job_t *, ccs_err_list_t *) = {judge_precision, judge_intervals};

    for (size_t i = 0; i < sizeof judges / sizeof *judges; i++) judges[i](job, found);
}
