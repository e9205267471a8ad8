/* judge.c - the judges, one function each. Invariant: they read results and change nothing; what they say follows from the results alone,
 * so that equal runs say the same. */
#include "judge.h"

#include <math.h>
#include <stdio.h>

#include "basis.h"
#include "growth.h"
#include "overload.h"
#include "text.h"

double ccs_judge_precision(const ccs_job_t *self)
{
    if (!isnan(self->reached_precision)) return self->reached_precision;
    if (self->metric == CCS_NONE) return NAN;
    return ccs_experiment_precision(&self->results, self->metric, self->entity);
}

bool ccs_judge_misses_precision(const ccs_job_t *self)
{
    return ccs_judge_precision(self) > self->wanted_precision;
}

/* A precision that was asked for and not reached. */
static void judge_precision(const ccs_job_t *job, ccs_err_list_t *found)
{
    const double reached = ccs_judge_precision(job);
    const unsigned long n = job->results.n_replications;

    if (!ccs_judge_misses_precision(job)) return;
    if (isinf(reached))
        (void) ccs_err_list_add(found, CCS_ERR_OK, NULL, NULL,
            "%s is not reached after %lu replications: it is not defined for a mean of 0 or without a mean",
            job->options.precision, n);
    else
        (void) ccs_err_list_add(found, CCS_ERR_OK, NULL, NULL, "%s is not reached after %lu replications: %s %.3g %% of %s",
            job->options.precision, n, job->compared ? "a difference has a half-width of" : "the half-width is", 100 * reached,
            job->compared ? "the base" : "the mean");
}

/* Whether the check of loads has told already that the queue of this type grows without bound. */
static bool is_told(const ccs_load_t *load, uint32_t type)
{
    return load->part[type] != CCS_NONE && load->shortages[load->part[type]].endless;
}

static void say_growth(const ccs_type_t *type, const ccs_growth_t *growth, ccs_err_list_t *found)
{
    char path[sizeof((ccs_err_t *) NULL)->path];

    snprintf(path, sizeof path, "types.%s", type->name);
    (void) ccs_err_list_add(found, CCS_ERR_OK, NULL, path,
        "its queue grew all through the run, from %.4g to %.4g waiting, though its agents could do the work: it grows without bound, and "
        "its waits say how long the run was, not how long customers wait",
        growth->first, growth->last);
}

/* Replications that are short by what they draw. */
static void say_overload(const ccs_overload_t *overload, ccs_err_list_t *found)
{
    const ccs_shortage_t *const worst = &overload->worst;
    const bool all = overload->n_looked_at < CCS_OVERLOAD_REPLICATIONS_MAX;

    if (overload->n_short == 0) return;
    (void) ccs_err_list_add(found, CCS_ERR_OK, NULL, "types",
        "what a replication draws, day factors and fractions of agents, takes the offered load to capacity or above in %u of %s%u "
        "replications, farthest in number %u: %.4g Erlang of %s, %.4g agents of %s%s",
        overload->n_short, all ? "" : "the first ", overload->n_looked_at, overload->farthest + 1, worst->load, overload->types,
        worst->agents, overload->groups,
        worst->endless ? ": the queue grows without bound there, and waits say how long the run was, not how long customers wait"
                       : "");
}

/* Whether a queue that grows in the median replication is one of those that are short by what they draw. */
static bool is_drawn(const ccs_overload_t *overload, uint32_t type)
{
    return overload->n_short > 0 && 2 * overload->n_short >= overload->n_looked_at && overload->is_short[type];
}

/* Queues that grow although their agents could do the work: others come first too often. @return whether one grows, told before or here */
static bool judge_queues(const ccs_job_t *job, const ccs_overload_t *overload, ccs_err_list_t *found)
{
    const ccs_plan_t *const plan = &job->scenario->plan;
    ccs_load_t load = {0};
    ccs_growth_t growth;
    bool grows = false;

    if (!plan->axis.is_batched) return false;
    if (ccs_load_init(&load, plan) != 0) (void) ccs_err_list_add(found, CCS_ERR_NOMEM, NULL, NULL, "out of memory");
    else if (ccs_load_next(&load)) {
        for (uint32_t i = 0; i < plan->n_types; i++) {
            const bool told = is_told(&load, i) || is_drawn(overload, i),
                       grew = !told && ccs_growth_of_queue(&job->results, i, &growth);

            if (grew) say_growth(&plan->types[i], &growth, found);
            grows = grows || told || grew;
        }
    }
    ccs_load_free(&load);
    return grows;
}

/* Intervals that are missing, or rest on too little. No run is long enough for a queue that grows without bound. */
static void judge_intervals(const ccs_job_t *job, ccs_err_list_t *found)
{
    ccs_overload_t overload;
    char text[CCS_BASIS_MAX];

    if (ccs_overload_find(&overload, &job->scenario->plan, job->options.seed, job->options.first_replication,
            job->results.n_replications) != 0)
        (void) ccs_err_list_add(found, CCS_ERR_NOMEM, NULL, NULL, "out of memory");
    else say_overload(&overload, found);
    const bool grows = judge_queues(job, &overload, found);
    ccs_overload_free(&overload);
    if (grows && ccs_results_batching(&job->results)->kind == CCS_BATCHES_TOO_SHORT) return;
    if (*ccs_basis_doubt(&job->results, text)) (void) ccs_err_list_add(found, CCS_ERR_OK, NULL, NULL, "%s", text);
}

/* Agents whom nobody has scheduled. */
static void judge_assumed(const ccs_job_t *job, ccs_err_list_t *found)
{
    const ccs_plan_t *const plan = &job->scenario->plan;
    char names[160] = "";

    for (uint32_t i = 0; i < plan->n_teams; i++)
        if (plan->teams[i].assumed_staff > 0) ccs_text_enumerate(names, sizeof names, plan->teams[i].label);
    if (!*names) return;
    (void) ccs_err_list_add(found, CCS_ERR_OK, NULL, "groups",
        "agents of %s are assumed, as no schedule is known (assumed_staff): waits and service levels are those of the numbers put in; how many agents are required says "
        "ccsim staff",
        names);
}

void ccs_judge(const ccs_job_t *job, ccs_err_list_t *found)
{
    static void (*const judges[])(const ccs_job_t *, ccs_err_list_t *) = {judge_precision, judge_intervals, judge_assumed};

    for (size_t i = 0; i < sizeof judges / sizeof *judges; i++) judges[i](job, found);
}
