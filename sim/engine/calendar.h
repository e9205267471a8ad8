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
 * Beside the wheel there are lanes: timers that their owner sets again each time they fire, such as the next event of a stream. They
 * stand in a small winner tree, which costs a fraction of the wheel's linking and unlinking.
 *
 * The order of firing is (time, order) and never depends on the width, a slot or an address; the width only decides the speed and
 * adapts itself. */
#ifndef CCS_CALENDAR_H
#define CCS_CALENDAR_H

#include <stdbool.h>
#include <stdint.h>

typedef struct ccs_calendar ccs_calendar_t; /* opaque: buckets, bitmap and links must agree */

typedef struct {
    double time_s;  /* simulated time, >= now */
    uint32_t owner; /* id of whatever the kind says; the engine does not care */
    uint32_t kind;  /* the caller's */
} ccs_event_t;

enum { CCS_CALENDAR_NO_TIMER = UINT32_C(0) }; /* slot 0 is never handed out */

/** @param events_per_s  expected peak rate, > 0, sets the first width
 *  @param n_lanes  0 or more
 *  @return NULL when out of memory */
ccs_calendar_t *ccs_calendar_new(double events_per_s, uint32_t n_lanes);
void ccs_calendar_delete(ccs_calendar_t *self);
/** Forget all timers, set the clock to start_s; the memory stays. */
void ccs_calendar_reset(ccs_calendar_t *self, double start_s);

/** Make room for n more timers. All pointers inside move, slots do not. @return 0 or CCS_ERR_NOMEM */
int ccs_calendar_reserve(ccs_calendar_t *self, uint32_t n);
/** Timers that can still be set without another reserve. */
uint32_t ccs_calendar_room(const ccs_calendar_t *self);

/** Set a timer. @param time_s  finite, >= now: a past time is a bug, not an error. @return its slot; the owner keeps the only copy and
 * forgets it when the timer fires or is cleared. O(1) amortised, no allocation: see _reserve. */
uint32_t ccs_calendar_set(ccs_calendar_t *self, double time_s, uint32_t kind, uint32_t owner);
/** Set a lane, 0 .. n_lanes-1. When a lane has fired, it must be set again before the next _pop: to a time, or to INFINITY if there is
 * nothing more to come. The event's owner is the lane. @param time_s  >= now */
void ccs_calendar_set_lane(ccs_calendar_t *self, uint32_t lane, double time_s, uint32_t kind);
/** Unlink a pending timer; its slot is free again. */
void ccs_calendar_clear(ccs_calendar_t *self, uint32_t slot);
/** Remove the first timer, of the wheel or a lane, and set the clock to its time. @return false if there is none (the clock stays). */
bool ccs_calendar_pop(ccs_calendar_t *self, ccs_event_t *event);

double ccs_calendar_now(const ccs_calendar_t *self);
/** Timers that are pending, lanes not counted. */
uint32_t ccs_calendar_size(const ccs_calendar_t *self);
/** The timer in a slot as it was set; its owner must own it. */
ccs_event_t ccs_calendar_look(const ccs_calendar_t *self, uint32_t slot);
/** Recompute every link, bucket, bit and count; abort on a difference. */
void ccs_calendar_verify(const ccs_calendar_t *self);

#endif
