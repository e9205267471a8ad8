/** @file hint.h  Hints to the compiler about what is rare and what is short. */
#ifndef CCS_HINT_H
#define CCS_HINT_H

/** Rarely called: kept out of the loop that calls it, so that its registers and its place in the cache are not the loop's. */
#define CCS_RARE __attribute__((noinline, cold))
/** Not rare, but too large to be part of every caller. */
#define CCS_APART __attribute__((noinline))

/** A few instructions where it is called, of which a constant argument leaves the half. */
#define CCS_INLINE __attribute__((always_inline)) static inline

#endif
