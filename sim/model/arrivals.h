/** @file arrivals.h  Who comes, and when: nouns of the plan (plan.h). */
#ifndef CCS_ARRIVALS_H
#define CCS_ARRIVALS_H

#include <stdbool.h>
#include <stdint.h>

#include "counts.h"
#include "distribution.h"
#include "remaining.h"
#include "vocabulary.h"

typedef struct ccs_replay ccs_replay_t; /* replay.h */

/** A piece of constant arrival rate. Pieces of a type are contiguous in index and ascending in time; in the gaps nobody comes. Closed hours
 * have pieces only of types that come outside of opening hours (ccs_plan_comes_outside). */
typedef struct {
    double start_s, end_s; /* end_s may be INFINITY (steady mode) */
    double per_s;          /* >= 0, before the day's factor */
    uint32_t day;          /* whose factor applies */
} ccs_rate_t;

/** So many contacts that have waited so long. */
typedef struct {
    double waited_s; /* >= 0 */
    double
        due_s; /* when work on them is to have begun, on the time axis of the plan, perhaps before it begins; NAN: within the target */
    uint32_t n, before; /* of them; of all rows before this one */
} ccs_waited_t;

/** Mode day: contacts that wait when the run begins and have waited before. They count in its first cell, with the whole of their waits. */
typedef struct {
    uint32_t n;                /* 0 = none */
    ccs_distribution_t waited; /* law of how long each has waited; NONE: as the rows say */
    uint32_t n_due;            /* contacts that have a due date, by rows; a plan with any is not plain */
    uint32_t n_rows;
    const ccs_waited_t *rows; /* oldest first, of those the soonest due; none is empty */
} ccs_backlog_t;

/** How much of what is new in a factor it has in common with another, or alone. */
typedef struct {
    uint32_t factor; /* into plan.factors; also the factor itself */
    double weight;   /* on its draw; squares add up to 1 */
} ccs_kin_t;

/** A random factor on rates, of each day or of each interval of a day: see factor.h. */
typedef struct {
    const char *name; /* the shared factor's name, or the type's own */
    uint64_t
        name_hash; /* "day_factor:NAME" or "interval_factor:NAME" if shared, "type:NAME" if the type's own, "forecast:NAME" of its forecast */
    ccs_distribution_t law;
    bool by_slot;   /* by interval of a day */
    double memory;  /* correlation of the scores of one day, or interval, and the next; in [0, 1) */
    uint32_t n_kin; /* 0: akin to none */
    const ccs_kin_t *kin;
    uint32_t n_rows;    /* by interval: of the correlations of the intervals of a day; 0: they follow the memory */
    const double *rows; /* their Cholesky factor, row by row, as far as the diagonal */
} ccs_factor_t;

/** Something that may happen on a day and multiplies rates. */
typedef struct {
    const char *name;
    uint64_t name_hash; /* "shock:NAME" */
    double probability; /* that it begins on a day, at a time from opening to close */
    double factor;      /* on rates, at its beginning */
    double lasts_s;     /* it is over then */
    double decay_s;     /* its effect falls to 1/e in such a time; NAN: it holds */
} ccs_shock_t;

/** What multiplies the rate of a type at random, beside the factor of its day: see modulation.h. */
typedef struct {
    uint32_t n_factors, n_states, n_shocks;
    const uint32_t *factors; /* into plan.factors */
    const double *levels,
        *stays_s;           /* states, of which one follows another in a circle: factors, and mean stays, which are exponential */
    const uint32_t *shocks; /* into plan.shocks */
    double concentration;   /* of a Dirichlet law of the shares of a day's intervals; 0: they are as written */
} ccs_modulation_t;

/** Who comes, and when. */
typedef struct {
    uint32_t first_rate, n_rates;     /* into plan.rates; n_rates = 0: no fresh arrivals */
    const char *rate_note;            /* how the numbers of the scenario became rates, a sentence; NULL: as they stand there */
    const char *dropped_note;         /* how many contacts fall into closed hours and never come, a sentence; NULL: none */
    ccs_distribution_t gap;           /* mean 1; exponential = Poisson arrivals. Runs through the integrated rate */
    const ccs_remaining_t *first_gap; /* beside a rate: of what is left of the gap at the start. NULL: a gap like any other */
    uint32_t day_factor;              /* into plan.factors; CCS_NONE = always 1 */
    const ccs_modulation_t
        *modulation; /* what multiplies the rate beside it; NULL: nothing, and the factor of a day is no more than its law */
    bool is_fixed;   /* as many come in each piece as its rate says, at random times; gap is exponential */
    const ccs_replay_t *
        replay; /* NULL: they come by their rates; else rates say how many came in each interval, is_fixed, and nothing multiplies them */
    ccs_counts_t batch;          /* how many come at once; without a law one by one, of mean 1 */
    bool is_forecast;            /* the numbers that are written are one: figures say how it errs */
    double forecast_bias;        /* of the numbers that are written, which are a forecast: the truth is so much lower; 0 = none */
    const char *modulation_note; /* what the modulation is, sentences; NULL: there is none */
    uint32_t initial_waiting;    /* contacts there at the start: each takes an idle agent, or waits */
    uint32_t initial_busy;       /* the same, for which the compiler has seen to it that agents are idle */
    ccs_backlog_t backlog;       /* there at the start too, and counted */
    enum ccs_outside
        outside; /* mode day. WAIT: they come at any hour; else who would come again while it is closed comes at the opening */
} ccs_arrivals_t;

#endif
