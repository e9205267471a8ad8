/** @file doubt.h  What is allowed in a scenario and hardly ever meant, as warnings of the reader. Nothing is changed. */
#ifndef CCS_DOUBT_H
#define CCS_DOUBT_H

#include "reader.h"

/** A plan that is whole, and where it is written. */
typedef struct {
    ccs_reader_t *reader;
    const ccs_plan_t *plan;
    const ccs_named_t *types_named, *groups_named; /* the members of `types` and `groups` */
    const ccs_place_t *types_at, *groups_at;       /* these themselves */
    double interval_s;                             /* of the clock; 0 = steady */
} ccs_doubt_t;

/** Types that ask for more than their groups can give. */
void ccs_doubt_loads(const ccs_doubt_t *self);
/** Types whose work feeds on itself, by outcomes that hang on how busy agents are. */
void ccs_doubt_loops(const ccs_doubt_t *self);
/** Types that have opening hours in which contacts come and nobody who serves them is scheduled, and what _waits finds. */
void ccs_doubt_gaps(const ccs_doubt_t *self);
/** Agents who would wait with a customer for a type while nobody who serves it is scheduled. */
void ccs_doubt_waits(const ccs_doubt_t *self);
/** Routing by which somebody is never served or never called, or a stage stands at the very end of a target. */
void ccs_doubt_routing(const ccs_doubt_t *self);
/** Values of another order than they usually have, words without effect. */
void ccs_doubt_values(const ccs_doubt_t *self);

#endif
