/** @file repeats.h  Who contacts again, and when. */
#ifndef CCS_REPEATS_H
#define CCS_REPEATS_H

#include <stdbool.h>
#include <stdint.h>

#include "distribution.h"
#include "vocabulary.h"

/** Why a customer may contact again. */
enum ccs_retry_cause { CCS_RETRY_ABANDONED, CCS_RETRY_BLOCKED, CCS_RETRY_BALKED, CCS_RETRY_ANSWERED };
enum { CCS_N_RETRY_CAUSES = CCS_RETRY_ANSWERED + 1 };

/** What follows an outcome: with probability frac * decay^(attempts before) a further attempt after a delay. */
typedef struct {
    double decay;          /* factor per attempt already made, in [0,1] */
    uint32_t max_attempts; /* attempts in all, the first included; CCS_NONE = no limit */
    enum ccs_draws draws;
    ccs_distribution_t delay; /* NONE = at once */
} ccs_repeat_t;

/** Who contacts again after an attempt that was not the first. */
typedef struct {
    bool has[CCS_RETRY_ANSWERED];    /* a share of its own; else it is as after the first one */
    double frac[CCS_RETRY_ANSWERED]; /* its decay is per attempt since the second */
    ccs_distribution_t delay;        /* NONE = as after the first one */
} ccs_further_t;

/** Who contacts again. */
typedef struct {
    double frac[CCS_N_RETRY_CAUSES]; /* of first attempts that ended so; 0 = nobody contacts again */
    ccs_further_t further;           /* after an attempt without an answer */
    ccs_repeat_t redial;             /* after an attempt without an answer */
    ccs_repeat_t reconnect;          /* after one with */
    enum ccs_when_closed when_closed;
} ccs_again_t;

#endif
