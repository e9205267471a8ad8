/** @file hint.h  What the compiler is told of speed: the only place that says it in the compiler's own words. */
#ifndef CCS_HINT_H
#define CCS_HINT_H

/** Rarely called: kept out of the loop that calls it, so that its registers and its place in the cache are not the loop's. */
#define CCS_RARE __attribute__((noinline, cold))
/** Not rare, but too large to be part of every caller. */
#define CCS_APART __attribute__((noinline))

/** Everything that the function calls becomes part of it. */
#define CCS_FLATTEN __attribute__((flatten))
/** Records of the type begin on a line of the cache, so that one of 64 bytes is one line. */
#define CCS_LINE_ALIGNED __attribute__((aligned(64)))
/** A condition that hardly ever holds. */
#define CCS_UNLIKELY(condition) __builtin_expect(!!(condition), 0)

/** The program does not come here: a promise, which the compiler may rely on. */
#define CCS_NEVER_HERE() __builtin_unreachable()

/** A few instructions where it is called, of which a constant argument leaves the half. */
#define CCS_INLINE __attribute__((always_inline)) static inline

#endif
