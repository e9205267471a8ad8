/** @file due_clock.h  A clock that runs only while something is open: spells of time, between which it stands still. Before the first spell and behind the last one it
 * stands still too. */
#ifndef CCS_DUE_CLOCK_H
#define CCS_DUE_CLOCK_H

#include <stdint.h>

/** A spell in which it runs. */
typedef struct {
    double start_s, end_s; /* start < end, elapsed time */
    double before_s;       /* what it has run by the start, since the first spell */
} ccs_due_spell_t;

/** Spells ascend and do not overlap; those that meet are two still. */
typedef struct {
    uint32_t n;
    const ccs_due_spell_t *at;
} ccs_due_clock_t;

/** When the clock has run so long since a moment. Where that is the end of a spell it is that end, not the next beginning; what falls into one spell is
 * the sum of both, to the last bit. O(log n + spells between). @param within_s  >= 0
 * @return elapsed time, seconds; INFINITY: behind the last spell */
double ccs_due_clock_after(const ccs_due_clock_t *self, double from_s, double within_s);
/** For how long it runs from one moment to a later one, seconds. */
double ccs_due_clock_between(const ccs_due_clock_t *self, double from_s, double to_s);

#endif
