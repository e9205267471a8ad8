/** @file optimise_parts.h  The steps of an optimisation. Private to planning/optimise. */
#ifndef CCS_OPTIMISE_PARTS_H
#define CCS_OPTIMISE_PARTS_H

#include "optimise.h"

/** What is asked, against the scenario: factors, states, aims, bounds. @return as ccs_optimise */
int ccs_optimise_read(ccs_optimise_t *self, ccs_err_list_t *errors, ccs_err_t *err);

/** Simulate points with the same random numbers. @param which  n of the candidates @param stage  0: those of the seed; others are others
 * @param samples  gets a sample for each, in the arena @return 0, CCS_ERR_STOPPED, the code of a point that cannot be simulated, or CCS_ERR_NOMEM */
int ccs_optimise_simulate(ccs_optimise_t *self, const uint32_t *which, uint32_t n, uint32_t replications, uint32_t stage,
    ccs_sampled_t *samples, ccs_err_t *err);
/** The same of the scenario as it is. */
int ccs_optimise_simulate_plain(ccs_optimise_t *self, uint32_t replications, uint32_t stage, ccs_sampled_t *sample,
    ccs_err_t *err);
/** Put a sample behind another one. @return 0 or CCS_ERR_NOMEM */
int ccs_optimise_join(ccs_optimise_t *self, ccs_sampled_t *to, const ccs_sampled_t *more);
ccs_judged_t ccs_optimise_judge(const ccs_optimise_t *self, const ccs_sampled_t *sampled);
/** Observations of an aim in the state in which it is worst, moved such that their mean is the figure; more is better. [n], in the arena; NULL: out of memory */
double *ccs_optimise_observations(ccs_optimise_t *self, const ccs_sampled_t *sampled, uint32_t aim);

/** Look for candidates. */
int ccs_optimise_search(ccs_optimise_t *self, ccs_err_t *err);
/** Which of two is better, as far as is known: < 0 the first. */
int ccs_optimise_order(const ccs_optimise_t *self, const ccs_optimise_point_t *a, const ccs_optimise_point_t *b);
/** Whether b is worse in no aim, and better in one. */
bool ccs_optimise_beats(const ccs_optimise_t *self, const ccs_optimise_point_t *b, const ccs_optimise_point_t *a);
/** After an end on the way, where no choice was begun: the best of what is known, as a choice would be made of them. */
void ccs_optimise_take_known(ccs_optimise_t *self);
/** Choose the best of the candidates, and check it. */
int ccs_optimise_choose(ccs_optimise_t *self, ccs_err_t *err);

#endif
