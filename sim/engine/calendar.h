/** @file calendar.h  Timers, fired in order of (time, order of setting). Knows nothing of what they mean.
 *
 * A wheel of sorted buckets in three levels (Varghese & Lauck 1987; Brown 1988) with true cancellation: clearing a timer unlinks it,
 * so that no dead timers stay behind, and a million sleeping timers do not slow the next one.
 *
 *   level 0   4096 buckets of one width      sorted lists, found by a two-level bitmap
 *   level 1   1024 buckets of 4096 widths    unsorted, spilled into level 0 when time gets there
 *   level 2   1024 buckets of 4096*1024      unsorted, spilled into level 1
 *   far       all the rest                   one list, sieved when level 2 wraps
 *
 * Timers have numbers, which are their owners' to share out: whatever can wait for one thing at a time has a timer of its own for life, so
 * that none is taken from a heap of free ones and given back, and nobody need remember which is whose.
 *
 * The order of firing is (time, order of setting) and never depends on the width, a number or an address; the width only decides the
 * speed and adapts itself. */
#ifndef CCS_CALENDAR_H
#define CCS_CALENDAR_H

#include <stdbool.h>
#include <stdint.h>

typedef struct ccs_calendar ccs_calendar_t; /* opaque: buckets, bitmap and links must agree */

typedef struct {
    double time_s;  /* simulated time, >= now */
    uint32_t timer; /* its number */
    uint32_t kind;  /* the caller's, 16 bits */
} ccs_event_t;

/** @param events_per_s  expected peak rate, > 0, sets the first width
 *  @param n_timers  numbers 0 .. n_timers - 1
 *  @return NULL when out of memory */
ccs_calendar_t *ccs_calendar_new(double events_per_s, uint32_t n_timers);
void ccs_calendar_delete(ccs_calendar_t *self);
/** Forget all timers, set the clock to start_s; the memory stays. */
void ccs_calendar_reset(ccs_calendar_t *self, double start_s);

/** Numbers up to n_timers - 1 may be set. All pointers inside move, numbers do not. @return 0 or CCS_ERR_NOMEM */
int ccs_calendar_reserve(ccs_calendar_t *self, uint32_t n_timers);

/** Set a timer that is not set. @param time_s  finite, >= now: a past time is a bug, not an error. O(1) amortised, no allocation. */
void ccs_calendar_set(ccs_calendar_t *self, uint32_t timer, double time_s, uint32_t kind);
/** Unlink a timer that is set. */
void ccs_calendar_clear(ccs_calendar_t *self, uint32_t timer);
/** Remove the first timer and set the clock to its time. @return false if there is none (the clock stays) */
bool ccs_calendar_pop(ccs_calendar_t *self, ccs_event_t *event);

double ccs_calendar_now(const ccs_calendar_t *self);
bool ccs_calendar_is_set(const ccs_calendar_t *self, uint32_t timer);
/** Whether no timer is set. */
bool ccs_calendar_is_empty(const ccs_calendar_t *self);
/** A timer that is set, as it was set. */
ccs_event_t ccs_calendar_look(const ccs_calendar_t *self, uint32_t timer);
/** Recompute every link, bucket, bit and count; abort on a difference. */
void ccs_calendar_verify(const ccs_calendar_t *self);

#endif
