/** @file uncertainty.h  Values that are estimates carried through a run: each replication has draws of them of its own, and what of the band of a day is theirs, the forecast's and chance.
 *
 * A value is drawn once a replication and multiplied into the scenario, which is compiled anew: so any number of it can be uncertain. The variance of a figure over replications is parted by
 * simulating the same replications without the draws, without what makes demand random (factors of days and intervals, shocks, states, splits, forecasts that err), and
 * without either: the part of each is the mean over both orders in which they can be taken away (Shapley; Owen 2014), and what is left without both is chance. */
#ifndef CCS_UNCERTAINTY_H
#define CCS_UNCERTAINTY_H

#include "comparison.h"

enum ccs_source_of_doubt { CCS_DOUBT_PARAMETERS, CCS_DOUBT_FORECAST, CCS_DOUBT_CHANCE, CCS_N_DOUBTS };

/** A figure of all together. Parts are shares of the variance and add up to 1; those of few replications may lie below 0. */
typedef struct {
    uint32_t metric;
    double mean, sd; /* over replications */
    double part[CCS_N_DOUBTS],
        half_width[CCS_N_DOUBTS]; /* by the jackknife; NAN: without one of the replications nothing varies */
} ccs_doubted_t;

/** Stays where it was initialised. Zero-initialised storage can be freed. */
typedef struct {
    ccs_job_t *job;
    uint32_t n;                /* replications */
    ccs_scenario_t *scenarios; /* [replication] */
    const ccs_plan_t **drawn, **drawn_flat,
        **flat; /* [replication] plans: with draws; with them and without random demand; without draws and random demand */
    ccs_plan_t flat_plan;
    ccs_doubted_t *figures;
    uint32_t n_figures;
    ccs_arena_t arena;
} ccs_uncertainty_t;

enum { CCS_UNCERTAINTY_MAX_MB = 1024 }; /* of the scenarios of all replications */
/** What they take, about: all replications keep their scenarios, each as large as the one without draws. */
double ccs_uncertainty_mb(const ccs_job_t *job);
/** Draw, and compile the scenario of each replication. The job's replications have these plans from then on.
 * @param sets  of the scenario; n_sets of them
 * @return 0, CCS_ERR_USAGE (no uncertainty is written, mode steady, a precision, standard input, more than CCS_UNCERTAINTY_MAX_MB), CCS_ERR_SCENARIO (a draw that the scenario refuses: told with its name) or CCS_ERR_NOMEM; _free is legal then */
int ccs_uncertainty_init(ccs_uncertainty_t *self, ccs_job_t *job, const char *const *sets, size_t n_sets, ccs_err_t *err);
/** The same of each variant of a comparison that is prepared: draws are keyed to names, so that variants share them, and their settings tell of it wherever the result is looked at.
 * @param to  gets one for each, in the arena, to be freed each, also after an error; NULL: none was made */
int ccs_uncertainty_of_variants(ccs_comparison_t *comparison, const ccs_variant_t *variants, ccs_arena_t *arena,
    ccs_uncertainty_t **to, ccs_err_t *err);
/** Settings of a run, a line each, and behind them that it has draws, so that wherever a result is looked at it is told. @return NULL: out of memory */
const char *ccs_uncertainty_settings(const char *settings, ccs_arena_t *arena);
enum { CCS_UNCERTAINTY_FEWEST = 10 }; /* replications; of fewer the jackknife says next to nothing */
/** After the job has run: simulate what parts the variance. @return 0, CCS_ERR_STOPPED or CCS_ERR_NOMEM */
int ccs_uncertainty_part(ccs_uncertainty_t *self, ccs_err_t *err);
/** After ccs_job_finish: the parts as variables of the result; of too few replications a warning of the job that they are. @return 0 or CCS_ERR_NOMEM */
int ccs_uncertainty_add_to_result(const ccs_uncertainty_t *self, ccs_dataset_t *data, ccs_err_t *err);
void ccs_uncertainty_free(ccs_uncertainty_t *self);

/** Parts from what n replications came to: x[0] without both, x[1] with the draws, x[2] with random demand, x[3] with both. For tests.
 * @param to  mean, sd, part and half_width are set */
void ccs_uncertainty_parts(const double *const x[4], uint32_t n, ccs_doubted_t *to);

#endif
