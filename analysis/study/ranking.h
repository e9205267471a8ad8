/** @file ranking.h  Which of several systems is best, with a stated probability. Numbers only: more is better. */
#ifndef CCS_RANKING_H
#define CCS_RANKING_H

#include <stdbool.h>
#include <stdint.h>

#include "arena.h"

/** Observations of systems. Those of one number may depend on one another from system to system (common random numbers). */
typedef struct {
    uint32_t n_systems, n; /* n: observations of each */
    const double *y;       /* [system][observation] */
} ccs_systems_t;

enum { CCS_CHOICE_FIRST = 10, CCS_CHOICE_MAX = 2000 };

/** What the observations that are there decide. */
typedef struct {
    bool *survives; /* [system] */
    uint32_t n_survivors;
    uint32_t best;   /* of those, by the mean of the observations looked at */
    bool is_decided; /* one is left, or the last stage is reached: the probability of correct selection holds */
    uint32_t n_used; /* observations looked at, by Rinott's procedure of the system that needed the most */
    double n_wanted; /* that decide it at the latest */
} ccs_choice_t;

/** The fully sequential procedure KN (Kim and Nelson 2001, ACM TOMACS 11), run over the observations that are there: a system goes when it is worse than another one beyond doubt. Where the best
 * is better than the others by delta at least, it is the one that is left with this probability at least; normal observations.
 * @param n_first  before the first look, 2 .. n @return 0 or CCS_ERR_NOMEM */
int ccs_choose_kn(const ccs_systems_t *of, uint32_t n_first, double delta, double probability, ccs_arena_t *arena,
    ccs_choice_t *out);
/** The two-stage procedure of Rinott (1978, Communications in Statistics A 7), run over the observations that are there: the variances of the first ones say how many each system needs,
 * and the greatest mean of as many is the best. The same promise as KN for systems that are independent of one another; with common random numbers it makes none.
 * Nothing is screened: once it is decided the best alone survives, before all do.
 * @param times  Rinott's constant over delta: (times s)^2 observations are wanted of a system @return 0 or CCS_ERR_NOMEM */
int ccs_choose_rinott(const ccs_systems_t *of, uint32_t n_first, double times, ccs_arena_t *arena, ccs_choice_t *out);
/** Rinott's constant, by an integral over two chi-square variables: a million operations. @param n_systems  2 or more @param n_first  3 or more; its accuracy is 1e-6 from 5 on
 * @param probability  in (1 / n_systems, 1) */
double ccs_rinott_constant(uint32_t n_systems, uint32_t n_first, double probability);
/** Multiple comparisons with the best (Hsu 1984, Annals of Statistics 12; for common random numbers by Bonferroni's inequality, Yang and Nelson 1991, Operations Research 39): an interval for what a
 * system is better (or, below 0, worse) than the best of the others, all of them at once at this confidence. One that reaches no further than 0 is not the best. */
void ccs_choose_against_best(const ccs_systems_t *of, uint32_t system, double confidence, double *low, double *high);

#endif
