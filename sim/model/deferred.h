/** @file deferred.h  What is promised to customers whose contacts can wait, by type: nouns of the plan (plan.h). */
#ifndef CCS_DEFERRED_H
#define CCS_DEFERRED_H

#include <stdbool.h>

#include "due_clock.h"
#include "vocabulary.h"

/** The deadline of a type's contacts. It is that of its target: the first of its times. */
typedef struct {
    bool is_told; /* there are figures of when contacts are due: the scenario says of what the target is, or by which clock */
    enum ccs_promise_of of;
    const ccs_due_clock_t *clock; /* NULL: all time counts */
} ccs_deferred_t;

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
