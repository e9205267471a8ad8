/** @file deferred.h  What is promised to customers whose contacts can wait, by type: nouns of the plan (plan.h). */
#ifndef CCS_DEFERRED_H
#define CCS_DEFERRED_H

#include <stdbool.h>

#include "counts.h"
#include "distribution.h"
#include "due_clock.h"
#include "vocabulary.h"

/** Threads of several contacts. */
typedef struct {
    ccs_counts_t number;      /* contacts of a thread; n = 0: one */
    ccs_distribution_t pause; /* until the customer writes again; NONE: none */
    double work_times;        /* on handle times of contacts after the first */
} ccs_touches_t;

/** Customers who chase what is late. */
typedef struct {
    uint32_t through; /* the type as which they come */
    double frac;
    ccs_distribution_t after; /* it was due; NONE: at once */
    enum ccs_chased original;
} ccs_chase_t;

/** The deadline of a type's contacts. It is that of its target: the first of its times. */
typedef struct {
    bool
        is_told; /* there are figures of when contacts are due: the scenario says of what the target is, or by which clock, or of threads, or who chases */
    enum ccs_promise_of of;
    const ccs_due_clock_t *clock; /* NULL: all time counts */
    const ccs_touches_t *touches; /* NULL: a thread has one contact */
    const ccs_chase_t *chase;     /* NULL: nobody does */
} ccs_deferred_t;

/** What a thread of a type takes of agents, in first contacts; 1 where there are none. @param self  by type; NULL: there are none anywhere */
double ccs_deferred_work(const ccs_deferred_t *self, uint32_t type);
/** Whether the first time of a target is one of waits, all of which count, as closed formulas have it. */
static inline bool ccs_promise_is_of_wait(enum ccs_promise_of of, enum ccs_promise_clock clock)
{
    return of == CCS_PROMISE_OF_ANSWER && clock == CCS_PROMISE_CLOCK_ELAPSED;
}

/** What people read of enum ccs_promise_of. */
typedef struct {
    const char *name, *text; /* as scenarios and JSON have it; what is to have happened */
    const char *noun, *verb; /* "80 % of [noun]contacts [verb] within 4 h" */
    const char *formula;     /* of its service level */
} ccs_promise_word_t;
extern const ccs_promise_word_t CCS_PROMISES[CCS_N_PROMISES];

/** @return CCS_N_PROMISES if there is none of this name */
uint32_t ccs_promise_find(const char *name);
const char *ccs_promise_clock_name(enum ccs_promise_clock clock); /* "business_hours" */

#endif
