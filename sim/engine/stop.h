/** @file stop.h  A flag by which a signal handler or another thread asks for an end. */
#ifndef CCS_STOP_H
#define CCS_STOP_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>

/** 0: go on. Raised once; without a lock, so that a signal handler may. */
typedef atomic_int ccs_stop_t;
_Static_assert(ATOMIC_INT_LOCK_FREE == 2, "a signal handler must not wait for a lock");

/** @param self  may be NULL: nobody asks. No other memory is ordered by it. */
static inline bool ccs_stop_asked(const ccs_stop_t *self)
{
    return self != NULL && atomic_load_explicit(self, memory_order_relaxed) != 0;
}

#endif
